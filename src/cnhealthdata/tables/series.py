"""National and provincial statistics, targets, and where they were read."""

from __future__ import annotations

from cnhealthdata.tables.declare import AtLeast, Column, Table
from cnhealthdata.tables.shapes import (
    FLAG_LIST,
    INDICATOR_ID,
    OBSERVATION_ID,
    REGION_CODE,
    SOURCE_ID,
    WEB_ADDRESS,
)
from cnhealthdata.tables.vocabularies import (
    BOUND,
    METHOD,
    SERIES_STATUS,
    TIER,
)

BENCHMARKS = Table(
    "benchmarks",
    "Benchmarks",
    "National and provincial statistics to compare with, one row per indicator, place, year and method.",
    ("indicator_id", "region_code", "year", "method"),
    (
        Column(
            "indicator_id", "str", "What is measured.", constraint=INDICATOR_ID, references="indicators.indicator_id"
        ),
        Column("region_code", "str", "The place.", constraint=REGION_CODE, references="regions.region_code"),
        Column("year", "int", "The year.", constraint=AtLeast(1949)),
        Column("method", "str", "Official statistic or international estimate.", constraint=METHOD),
        Column("value", "float", "Value in the indicator's unit."),
        Column("obs_status", "str", "Status in SDMX CL_OBS_STATUS.", constraint=SERIES_STATUS),
        Column("flags", "str", "Hazards, from the table flags.", nullable=True, constraint=FLAG_LIST),
        Column("source_id", "str", "Where it was read.", constraint=SOURCE_ID, references="sources.source_id"),
        Column("note", "str", "What a careful reader must know.", nullable=True),
    ),
)

TARGETS = Table(
    "targets",
    "Targets",
    "Values that plans of the nation and of the reports set themselves.",
    ("indicator_id", "region_code", "target_year", "plan"),
    (
        Column(
            "indicator_id", "str", "What is aimed at.", constraint=INDICATOR_ID, references="indicators.indicator_id"
        ),
        Column("region_code", "str", "Whose target.", constraint=REGION_CODE, references="regions.region_code"),
        Column("target_year", "int", "By when.", constraint=AtLeast(1949)),
        Column("bound", "str", "What would reach it.", constraint=BOUND),
        Column("value", "float", "The goal in the indicator's unit; a relative change in per cent."),
        Column("plan", "str", "The plan that sets it."),
        Column("plan_zh", "str", "The plan in Chinese."),
        Column("base_year", "int", "The year that the plan starts from.", nullable=True, constraint=AtLeast(1949)),
        Column("source_id", "str", "Where it was read.", constraint=SOURCE_ID, references="sources.source_id"),
        Column(
            "observation_id",
            "str",
            "The figure of a report that states it.",
            nullable=True,
            constraint=OBSERVATION_ID,
            references="observations.observation_id",
        ),
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
        Column("licence", "str", "On what terms it may be used."),
        Column("tier", "str", "How close to the office that counted.", constraint=TIER),
    ),
)
