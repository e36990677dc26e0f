"""Reforms that reports tell of, policies of the nation, and eras."""

from __future__ import annotations

from cnhealthdata.tables.declare import AtLeast, Column, Table
from cnhealthdata.tables.keys import key_of, span
from cnhealthdata.tables.shapes import (
    INDICATOR_ID,
    ISO_DATE,
    ISO_PERIOD,
    POLICY_ID,
    REFORM_ID,
)
from cnhealthdata.tables.vocabularies import (
    BASIS,
    MEASURE_THEME,
    POLICY_LEVEL,
    POLICY_THEME,
    STAGE,
)

MEASURES = Table(
    "measures",
    "Measures",
    "The controlled list of reform measures.",
    ("measure_id",),
    (
        Column("measure_id", "str", "Readable key.", constraint=INDICATOR_ID),
        Column("name_en", "str", "English name."),
        Column("name_zh", "str", "Chinese name."),
        Column("theme", "str", "Field of reform.", constraint=MEASURE_THEME),
        key_of("policies.policy_id", "The national policy behind it.", nullable=True),
        Column("description", "str", "What is done."),
    ),
)

REFORMS = Table(
    "reforms",
    "Reforms",
    "One row per measure, place and stage that a report tells of.",
    ("reform_id",),
    (
        Column("reform_id", "str", "Key.", constraint=REFORM_ID),
        key_of("measures.measure_id", "The measure."),
        key_of("regions.region_code", "Where it is done.", nullable=True),
        key_of("reports.report_id", "The report."),
        Column("period", "str", "When it is done.", nullable=True, constraint=ISO_PERIOD),
        Column("period_basis", "str", "How the period is known.", constraint=BASIS),
        Column("stage", "str", "How far it has come.", constraint=STAGE),
        *span("Start of the words that name it.", "End of those words, exclusive."),
        Column("note", "str", "What a careful reader must know.", nullable=True),
    ),
)

POLICIES = Table(
    "policies",
    "Policies",
    "National milestones of health policy since 1949.",
    ("policy_id",),
    (
        Column("policy_id", "str", "Year and name.", constraint=POLICY_ID),
        Column("date", "str", "When it was issued or began, as precisely as known.", constraint=ISO_DATE),
        Column("level", "str", "Who issued it.", constraint=POLICY_LEVEL),
        Column("title_zh", "str", "Chinese title."),
        Column("title_en", "str", "English title."),
        Column("document_no", "str", "Document number, only where it was read.", nullable=True),
        Column("theme", "str", "Field of policy.", constraint=POLICY_THEME),
        Column("summary", "str", "What it did."),
        key_of("sources.source_id", "Where it was read."),
    ),
)

ERAS = Table(
    "eras",
    "Eras",
    "Named eras of health policy, with the policies that mark them; a convention for teaching.",
    ("era_id",),
    (
        Column("era_id", "str", "Readable key.", constraint=INDICATOR_ID),
        Column("name_en", "str", "English name."),
        Column("name_zh", "str", "Chinese name."),
        Column("start", "int", "First year.", constraint=AtLeast(1949)),
        Column("end", "int", "Last year; missing for the present era.", nullable=True, constraint=AtLeast(1949)),
        Column("policy_ids", "str", "The policies that mark it, joined by ;."),
        Column("description", "str", "What sets it apart."),
    ),
)
