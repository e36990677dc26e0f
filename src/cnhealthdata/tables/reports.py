"""The reports and what they print."""

from __future__ import annotations

from cnhealthdata.tables.declare import AtLeast, Column, Table
from cnhealthdata.tables.keys import key_of, span
from cnhealthdata.tables.shapes import (
    FLAG_LIST,
    INDICATOR_ID,
    ISO_PERIOD,
    OBSERVATION_ID,
    REPORT_ID,
    SHA256,
    TERM,
)
from cnhealthdata.tables.vocabularies import (
    BASIS,
    CONFIDENCE,
    DISPOSITION,
    GENRE,
    IDENTITY_KIND,
    MASK_QUALIFIER,
    OBS_STATUS,
    QUALIFIER,
    REASON,
    STATISTIC,
    STATUS,
)

#: The ledger's home for text that belongs to no report (a compilation's title).
PSEUDO_REPORT = "compilation-00"

REPORTS = Table(
    "reports",
    "Reports",
    "One row per report: a text, or one piece of a compilation.",
    ("report_id",),
    (
        Column("report_id", "str", "Readable key.", constraint=REPORT_ID),
        Column("title_zh", "str", "Title as printed."),
        Column("title_en", "str", "Title in English."),
        Column("issuer", "str", "Who speaks: an authority, a newspaper, an office."),
        Column("genre", "str", "Kind of text.", constraint=GENRE),
        key_of("regions.region_code", "Narrowest place held with at least medium confidence.", nullable=True),
        Column("region_basis", "str", "How the place is known.", constraint=BASIS),
        Column("region_confidence", "str", "How surely the place is known.", constraint=CONFIDENCE),
        Column("region_evidence", "str", "The unmasked words that the place rests on.", nullable=True),
        Column("period_start", "str", "Start of the period reviewed.", nullable=True, constraint=ISO_PERIOD),
        Column("period_end", "str", "End of the period reviewed.", nullable=True, constraint=ISO_PERIOD),
        Column("period_basis", "str", "How the period is known.", constraint=BASIS),
        Column("masked", "bool", "Whether the publisher replaced numerals by x."),
        Column("source_file", "str", "Name of the text file it is read from."),
        Column("source_sha256", "str", "SHA-256 of that file's bytes.", constraint=SHA256),
        *span("Start of the report in that file, in code points.", "End of the report in that file, exclusive."),
    ),
)

OBSERVATIONS = Table(
    "observations",
    "Observations",
    "One row per figure, indicator, region and period that a report prints.",
    ("observation_id",),
    (
        Column("observation_id", "str", "Key: where the figure stands.", constraint=OBSERVATION_ID),
        key_of("reports.report_id", "The report."),
        key_of("indicators.indicator_id", "What is measured."),
        key_of(
            "regions.region_code", "The place the figure is about; may be narrower than the report's.", nullable=True
        ),
        Column("scope", "str", "Facility, group, project or condition meant, where narrower.", nullable=True),
        Column("period", "str", "Period the figure refers to.", nullable=True, constraint=ISO_PERIOD),
        Column("year", "int", "Year in which that period ends.", nullable=True, constraint=AtLeast(1949)),
        Column("period_basis", "str", "How the period is known.", constraint=BASIS),
        Column("status", "str", "Reached, to be reached, or intended.", constraint=STATUS),
        Column("statistic", "str", "Level, change or rank.", constraint=STATISTIC),
        Column("qualifier", "str", "The word that qualifies the figure.", constraint=QUALIFIER),
        Column(
            "mask_qualifier",
            "str",
            "The qualifying word beside a masked figure.",
            nullable=True,
            constraint=MASK_QUALIFIER,
        ),
        Column("value", "float", "Value in the indicator's unit; missing when masked or a range.", nullable=True),
        Column("value_low", "float", "Least value that the page supports.", nullable=True),
        Column("value_high", "float", "Greatest value that the page supports; inf where open.", nullable=True),
        Column("term", "str", "The indicator as the page words it.", constraint=TERM),
        Column("literal", "str", "The number with its unit, as printed."),
        Column(
            "meant",
            "str",
            "The literal as it should have been, where the print is wrong; the value follows from it.",
            nullable=True,
        ),
        Column("obs_status", "str", "Status in SDMX CL_OBS_STATUS.", constraint=OBS_STATUS),
        Column("flags", "str", "Hazards, from the table flags.", nullable=True, constraint=FLAG_LIST),
        Column("correction", "str", "What was changed from printed to value, and why.", nullable=True),
        key_of(
            "observations.observation_id",
            "The observation that this one is printed as a change from.",
            name="baseline_id",
            nullable=True,
        ),
        *span("Start of literal in the source file, in code points.", "End of literal, exclusive."),
        Column("note", "str", "What a careful reader must know.", nullable=True),
    ),
)

LEDGER = Table(
    "ledger",
    "Ledger",
    "Every numeral and mask of every source text, once each, and what became of it.",
    ("report_id", "char_start"),
    (
        Column("report_id", "str", f"The report; {PSEUDO_REPORT} for text outside any report.", constraint=REPORT_ID),
        *span("Start in the source file, in code points.", "End, exclusive."),
        Column("literal", "str", "The characters as printed."),
        Column("disposition", "str", "What became of it.", constraint=DISPOSITION),
        key_of("observations.observation_id", "The observation it is, or repeats.", nullable=True),
        Column("reason", "str", "Why it is left out.", nullable=True, constraint=REASON),
    ),
)

FLAGS = Table(
    "flags",
    "Flags",
    "The hazards that an observation may carry.",
    ("flag",),
    (
        Column("flag", "str", "The word.", constraint=INDICATOR_ID),
        Column("description", "str", "What it warns of."),
    ),
)

IDENTITIES = Table(
    "identities",
    "Identities",
    "Sums and shares that the reports print in full, and whether they hold.",
    ("identity_id",),
    (
        Column("identity_id", "str", "Readable key.", constraint=INDICATOR_ID),
        Column("kind", "str", "How the parts make the result.", constraint=IDENTITY_KIND),
        key_of("observations.observation_id", "The sum or share.", name="result_id"),
        Column("part_ids", "str", "The parts, or numerator and denominator, joined by ;."),
        Column("tolerance", "float", "Rounding that the print allows, in the unit of the result."),
        Column("holds", "bool", "Whether the printed figures fit within it."),
        Column("note", "str", "What a careful reader must know.", nullable=True),
    ),
)
