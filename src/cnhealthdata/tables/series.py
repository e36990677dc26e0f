"""National and provincial statistics, targets, and where they were read."""

from __future__ import annotations

from cnhealthdata.tables.declare import AtLeast, Column, Table
from cnhealthdata.tables.keys import key_of
from cnhealthdata.tables.shapes import (
    BREAK_ID,
    FLAG_LIST,
    SOURCE_ID,
    WEB_ADDRESS,
)
from cnhealthdata.tables.vocabularies import (
    BOUND,
    BREAK_KIND,
    METHOD,
    SERIES_STATUS,
    TIER,
    VINTAGE,
)

#: What national figures and the panel of provinces have in common.
_SERIES = (
    key_of("indicators.indicator_id", "What is measured."),
    key_of("regions.region_code", "The place."),
    Column("year", "int", "The year.", constraint=AtLeast(1949)),
    Column("method", "str", "Official statistic or international estimate.", constraint=METHOD),
    Column("value", "float", "Value in the indicator's unit."),
    Column("obs_status", "str", "Status in SDMX CL_OBS_STATUS.", constraint=SERIES_STATUS),
    Column("flags", "str", "Hazards, from the table flags.", nullable=True, constraint=FLAG_LIST),
    key_of("sources.source_id", "Where it was read."),
    Column("note", "str", "What a careful reader must know.", nullable=True),
)
_SERIES_KEY = ("indicator_id", "region_code", "year", "method")

BENCHMARKS = Table(
    "benchmarks",
    "Benchmarks",
    "National and provincial statistics to compare with, one row per indicator, place, year and method.",
    _SERIES_KEY,
    _SERIES,
)

PANEL = Table(
    "panel",
    "Panel",
    "The 31 provinces year by year, one row per indicator, province, year and method.",
    _SERIES_KEY,
    _SERIES,
)

BREAKS = Table(
    "breaks",
    "Breaks",
    "Where a series changes its basis; the first value on the new one has status B.",
    ("break_id",),
    (
        Column("break_id", "str", "Key.", constraint=BREAK_ID),
        key_of("indicators.indicator_id", "The series."),
        key_of("regions.region_code", "Whose series; missing for every place.", nullable=True),
        Column("year", "int", "First year on the new basis, whether or not it has a value.", constraint=AtLeast(1949)),
        Column("method", "str", "Official statistic or international estimate.", constraint=METHOD),
        Column("kind", "str", "What kind of change.", constraint=BREAK_KIND),
        Column("change_en", "str", "What changed."),
        Column("change_zh", "str", "What changed, in Chinese."),
        key_of("sources.source_id", "What tells of it."),
        Column("note", "str", "What a careful reader must know.", nullable=True),
    ),
)

VINTAGES = Table(
    "vintages",
    "Vintages",
    "What was printed of a figure first and later, one row per printing; benchmarks have the latest.",
    ("indicator_id", "region_code", "year", "method", "vintage"),
    (
        key_of("indicators.indicator_id", "What is measured."),
        key_of("regions.region_code", "The place."),
        Column("year", "int", "The year that the figure is about.", constraint=AtLeast(1949)),
        Column("method", "str", "Official statistic or international estimate.", constraint=METHOD),
        Column("vintage", "str", "Which printing.", constraint=VINTAGE),
        Column("printed_year", "int", "When it was printed, where known.", nullable=True, constraint=AtLeast(1949)),
        Column("value", "float", "Value in the indicator's unit."),
        key_of("sources.source_id", "Where it was read."),
        Column("note", "str", "What a careful reader must know.", nullable=True),
    ),
)

TARGETS = Table(
    "targets",
    "Targets",
    "Values that plans of the nation and of the reports set themselves.",
    ("indicator_id", "region_code", "target_year", "plan"),
    (
        key_of("indicators.indicator_id", "What is aimed at."),
        key_of("regions.region_code", "Whose target."),
        Column("target_year", "int", "By when.", constraint=AtLeast(1949)),
        Column("bound", "str", "What would reach it.", constraint=BOUND),
        Column("value", "float", "The goal in the indicator's unit; a relative change in per cent."),
        Column("plan", "str", "The plan that sets it."),
        Column("plan_zh", "str", "The plan in Chinese."),
        Column("base_year", "int", "The year that the plan starts from.", nullable=True, constraint=AtLeast(1949)),
        key_of("sources.source_id", "Where it was read."),
        key_of("observations.observation_id", "The figure of a report that states it.", nullable=True),
    ),
)

SOURCES = Table(
    "sources",
    "Sources",
    "Where national and provincial figures, targets and policies were read.",
    ("source_id",),
    (
        Column("source_id", "str", "Readable key.", constraint=SOURCE_ID),
        Column("title_zh", "str", "Chinese title."),
        Column("title_en", "str", "English title."),
        Column("publisher", "str", "Who published it."),
        Column("year", "int", "Year of publication, where known.", nullable=True, constraint=AtLeast(1949)),
        Column("url", "str", "Address, where one was read.", nullable=True, constraint=WEB_ADDRESS),
        Column("reference", "str", "Full reference: issuer, title, number or table, year, page."),
        Column("licence", "str", "On what terms it may be used."),
        Column("tier", "str", "How close to the office that counted.", constraint=TIER),
    ),
)
