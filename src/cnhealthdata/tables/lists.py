"""The lists that other tables refer to: places, indicators, units."""

from __future__ import annotations

from cnhealthdata.tables.declare import Column, Table
from cnhealthdata.tables.keys import key_of
from cnhealthdata.tables.shapes import (
    INDICATOR_ID,
    ISO_PROVINCE,
    REGION_CODE,
    SDG,
    WORD_LIST,
)
from cnhealthdata.tables.vocabularies import (
    DIRECTION,
    DOMAIN,
    LEVEL,
    MACRO_REGION,
)

REGIONS = Table(
    "regions",
    "Regions",
    "All provinces and prefectures of GB/T 2260, and the counties that any table names.",
    ("region_code",),
    (
        Column("region_code", "str", "Code of GB/T 2260.", constraint=REGION_CODE),
        Column("name_zh", "str", "Chinese name in full."),
        Column("name_en", "str", "English name."),
        Column("pinyin", "str", "Chinese name without its class word, in pinyin without tones; ü is v."),
        Column("level", "str", "Level of the division.", constraint=LEVEL),
        key_of(
            "regions.region_code",
            "The division it lies in; missing for the country.",
            name="parent_code",
            nullable=True,
        ),
        Column("iso_3166_2", "str", "ISO 3166-2 code of a province.", nullable=True, constraint=ISO_PROVINCE),
        Column(
            "macro_region",
            "str",
            "East, centre, west or north-east, as the statistics bureau groups the 31 provinces.",
            nullable=True,
            constraint=MACRO_REGION,
        ),
    ),
)

INDICATORS = Table(
    "indicators",
    "Indicators",
    "The controlled list of what is measured, with one unit each.",
    ("indicator_id",),
    (
        Column("indicator_id", "str", "Readable key.", constraint=INDICATOR_ID),
        Column("name_en", "str", "English name."),
        Column("name_zh", "str", "Chinese name."),
        Column("definition", "str", "What is counted, over which denominator."),
        Column("domain", "str", "Field of health policy.", constraint=DOMAIN),
        Column("unit", "str", "Unit of every level and change; a rank has the unit rank.", references="units.unit"),
        Column("ucum", "str", "Unit in UCUM.", nullable=True),
        Column("minimum", "float", "Least possible level; missing where negative values make sense.", nullable=True),
        Column("maximum", "float", "Greatest possible level: 100 for a share of a whole.", nullable=True),
        Column("plausible_low", "float", "A level below it asks for a second look.", nullable=True),
        Column("plausible_high", "float", "A level above it asks for a second look.", nullable=True),
        Column("direction", "str", "Which way is better.", constraint=DIRECTION),
        Column(
            "sdg",
            "str",
            "Indicator of the Sustainable Development Goals of the same concept.",
            nullable=True,
            constraint=SDG,
        ),
        Column("who_gho", "str", "Code in the WHO Global Health Observatory of the same concept.", nullable=True),
        Column("world_bank", "str", "Code in the World Development Indicators of the same concept.", nullable=True),
        Column("comparability", "str", "What to mind before comparing places or years.", nullable=True),
    ),
)

UNITS = Table(
    "units",
    "Units",
    "The units of indicators, and how pages print them.",
    ("unit",),
    (
        Column("unit", "str", "The unit, in English."),
        Column("unit_zh", "str", "The unit in Chinese, as it stands after a number."),
        Column("ucum", "str", "The unit in UCUM.", nullable=True),
        Column(
            "printed_as",
            "str",
            "Units and measure words in print that may stand for it, joined by ;.",
            nullable=True,
            constraint=WORD_LIST,
        ),
    ),
)
