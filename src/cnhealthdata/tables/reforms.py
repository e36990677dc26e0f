"""Reforms that reports tell of, policies of the nation, and eras."""

from __future__ import annotations

from cnhealthdata.tables.declare import AtLeast, Column, Table
from cnhealthdata.tables.shapes import (
    INDICATOR_ID,
    ISO_DATE,
    ISO_PERIOD,
    NOT_NEGATIVE,
    POLICY_ID,
    REFORM_ID,
    REGION_CODE,
    REPORT_ID,
    SOURCE_ID,
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
        Column(
            "policy_id",
            "str",
            "The national policy behind it.",
            nullable=True,
            constraint=POLICY_ID,
            references="policies.policy_id",
        ),
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
        Column("measure_id", "str", "The measure.", constraint=INDICATOR_ID, references="measures.measure_id"),
        Column(
            "region_code",
            "str",
            "Where it is done.",
            nullable=True,
            constraint=REGION_CODE,
            references="regions.region_code",
        ),
        Column("report_id", "str", "The report.", constraint=REPORT_ID, references="reports.report_id"),
        Column("period", "str", "When it is done.", nullable=True, constraint=ISO_PERIOD),
        Column("period_basis", "str", "How the period is known.", constraint=BASIS),
        Column("stage", "str", "How far it has come.", constraint=STAGE),
        Column("char_start", "int", "Start of the words that name it.", constraint=NOT_NEGATIVE),
        Column("char_end", "int", "End of those words, exclusive.", constraint=NOT_NEGATIVE),
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
        Column("source_id", "str", "Where it was read.", constraint=SOURCE_ID, references="sources.source_id"),
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
