"""The tables, declared once.

Schemas, ``datasets/datapackage.json``, ``describe`` and the data dictionary in ``docs/`` all follow from
``TABLES``. A constraint is a small frozen object that can say in words what it allows, in Frictionless terms
what it allows, and whether a value is allowed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Literal, NamedTuple

ColumnType = Literal["str", "int", "float", "bool"]


class OneOf(NamedTuple):
    """One of a fixed set of words, each with its meaning."""

    meanings: Mapping[str, str]

    def describe(self) -> str:
        return "one of " + ", ".join(self.meanings)

    def frictionless(self) -> dict[str, Any]:
        return {"enum": list(self.meanings)}

    def allows(self, value: object) -> bool:
        return value in self.meanings


class Matches(NamedTuple):
    """Text of a fixed shape."""

    pattern: str
    words: str

    def describe(self) -> str:
        return self.words

    def frictionless(self) -> dict[str, Any]:
        return {"pattern": f"^(?:{self.pattern})$"}

    def allows(self, value: object) -> bool:
        return re.fullmatch(self.pattern, str(value)) is not None


class AtLeast(NamedTuple):
    """A number not below a floor."""

    minimum: int

    def describe(self) -> str:
        return f"not below {self.minimum}"

    def frictionless(self) -> dict[str, Any]:
        return {"minimum": self.minimum}

    def allows(self, value: Any) -> bool:
        return bool(value >= self.minimum)


Constraint = OneOf | Matches | AtLeast


class Column(NamedTuple):
    """One column: what it holds, and what may stand in it."""

    name: str
    type: ColumnType
    description: str
    nullable: bool = False
    constraint: Constraint | None = None
    references: str | None = None  #: "table.column" that every value must stand in


class Table(NamedTuple):
    """One table: title, key and columns."""

    name: str
    title: str
    description: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]

    @property
    def column_names(self) -> list[str]:
        return [column.name for column in self.columns]

    def column(self, name: str) -> Column:
        return next(column for column in self.columns if column.name == name)


# --- Shapes -----------------------------------------------------------------------------------------------------------

REGION_CODE = Matches(r"[1-9]\d{5}", "six digits of GB/T 2260; 100000 is the whole country")
REPORT_ID = Matches(r"[a-z]+(-[a-z]+)*-\d{2,4}", "place-year or compilation-number, such as liaoyuan-2021")
INDICATOR_ID = Matches(r"[a-z][a-z0-9]*(_[a-z0-9]+)*", "snake_case, such as infant_mortality")
OBSERVATION_ID = Matches(
    r"[a-z]+(-[a-z]+)*-\d{2,4}@\d+(\.[2-9])?", "report_id@char_start, with .2, .3 … where one numeral carries several"
)
REFORM_ID = Matches(r"[a-z]+(-[a-z]+)*-\d{2,4}:[a-z0-9_]+(\.\d+)?", "report_id:measure_id, with .2, .3 … for more")
_ISO_DATE = r"(19|20)\d\d(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?"
ISO_PERIOD = Matches(rf"{_ISO_DATE}(/{_ISO_DATE})?", "ISO 8601: a year, month or day, or two of them with a slash")
SHA256 = Matches(r"[0-9a-f]{64}", "64 hexadecimal digits in lower case")
ISO_PROVINCE = Matches(r"CN-[A-Z]{2}", "ISO 3166-2, such as CN-JS")
POLICY_ID = Matches(r"(19|20)\d\d_[a-z0-9]+(_[a-z0-9]+)*", "year_name, such as 2003_ncms")
SDG = Matches(r"\d+\.[\da-z]+\.\d+", "goal.target.number, such as 3.2.1")
SOURCE_ID = Matches(r"[a-z0-9]+(_[a-z0-9]+)*", "snake_case, such as nbs_75years_2024")
ISO_DATE = Matches(_ISO_DATE, "ISO 8601: a year, month or day")
WEB_ADDRESS = Matches(r"https?://[^\s]+", "a web address")
TERM = Matches(r"[^\x00-\x1f\x7f]{1,15}", "at most 15 characters")
FLAG_LIST = Matches(r"[a-z0-9_]+(;[a-z0-9_]+)*", "flags in alphabetical order, joined by ;")
NOT_NEGATIVE = AtLeast(0)

# --- Vocabularies -----------------------------------------------------------------------------------------------------

GENRE = OneOf(
    {
        "newspaper_feature": "feature or special page of a newspaper",
        "work_review": "review of a period by an authority",
        "work_plan": "plan for a coming period",
        "press_conference": "statement to the press by an authority",
        "pledge": "public promise of an authority",
        "briefing": "short report inside government",
        "commentary": "comment of a newspaper",
    }
)
BASIS = OneOf(
    {
        "stated": "the page says it where the figure stands",
        "inferred": "drawn from other words of the same page",
        "unknown": "the page gives no ground",
    }
)
CONFIDENCE = OneOf(
    {
        "high": "the words left standing fit this place alone",
        "medium": "the words fit this place best",
        "low": "a guess that is not used",
        "none": "no ground for any place",
    }
)
LEVEL = OneOf(
    {
        "country": "the People's Republic",
        "province": "province, autonomous region or municipality",
        "prefecture": "prefecture-level city or autonomous prefecture",
        "county": "county, district or county-level city",
    }
)
DOMAIN = OneOf(
    {
        "outcomes": "life, death and health of the population",
        "resources": "institutions and beds",
        "workforce": "staff, training and pay",
        "services": "care given and its quality",
        "public_health": "prevention, promotion and records",
        "financing": "public money",
        "insurance": "insurance and medical assistance",
        "maternal_child": "mothers, children and families",
        "ageing": "older people",
        "tcm": "Chinese medicine",
        "infrastructure": "buildings and equipment",
        "epidemic": "response to epidemics",
        "digital": "online services and data",
        "governance": "reform, supervision and organisation",
        "research": "science and its prizes",
    }
)
DIRECTION = OneOf(
    {
        "higher_better": "more is better, all else equal",
        "lower_better": "less is better, all else equal",
        "neutral": "neither is better in itself",
    }
)
STATUS = OneOf(
    {
        "actual": "reported as reached",
        "target": "a value to be reached",
        "planned": "money, beds or projects intended",
    }
)
STATISTIC = OneOf(
    {
        "level": "the quantity itself",
        "change": "an amount of change, or a rate of growth",
        "rank": "a place in an order; its unit is rank",
    }
)
QUALIFIER = OneOf(
    {
        "exact": "printed without a qualifying word",
        "at_least": "以上, 不低于, 至少: the value or more",
        "more_than": "超过, 多, 余: more than the value",
        "at_most": "以内, 不超过, 前n: the value or less",
        "less_than": "低于, 未满: less than the value",
        "about": "左右, 约: around the value",
        "nearly": "近: a little short of the value",
        "range": "from a low to a high value",
        "masked": "digits replaced by x in print",
    }
)
MASK_QUALIFIER = OneOf({word: QUALIFIER.meanings[word] for word in list(QUALIFIER.meanings)[1:7]})
OBS_STATUS = OneOf(
    {
        "A": "normal value",
        "D": "definition differs from the indicator's",
        "E": "estimated, or a mask that the page itself resolves",
        "U": "low reliability",
        "Q": "suppressed (masked)",
    }
)
DISPOSITION = OneOf(
    {
        "observation": "stands in observations",
        "repeat": "prints an observation again",
        "excluded": "no figure, or none that is meant here; reason says why",
    }
)
REASON = OneOf(
    {
        "date": "a date, a year or a time",
        "duration": "a span of time that measures nothing else",
        "ordinal": "an order that is no performance rank",
        "document_structure": "numbering of the text itself",
        "policy_name": "part of the name of a policy, plan or programme",
        "slogan": "part of a slogan or formula",
        "age_bracket": "an age that delimits a group",
        "title": "part of the name of an honour or list",
        "masked_name": "a masked name or number that names",
        "masked_date": "a masked date or year",
        "anecdote": "a detail of a story about one person",
        "threshold": "a bar that others are measured against",
        "grade": "a grade or class",
        "enumeration": "a count that only announces the list after it",
        "event_name": "part of the name of an event",
        "definition": "part of a unit or definition",
        "vague": "a numeral used for a vague quantity",
    }
)
MEASURE_THEME = OneOf(
    {
        "hospital_reform": "public hospitals",
        "payment": "how providers are paid",
        "procurement": "drugs and consumables",
        "insurance": "insurance and medical assistance",
        "alliances": "alliances, communities and tiered care",
        "primary_care": "township, community and village care",
        "workforce": "staff, training and pay",
        "public_health": "prevention and promotion",
        "maternal_child": "mothers, children and families",
        "ageing": "older people",
        "tcm": "Chinese medicine",
        "digital": "online services and data",
        "services": "clinical centres and specialties",
        "infrastructure": "buildings and equipment",
        "governance": "leadership and supervision",
        "epidemic": "response to epidemics",
    }
)
#: Why a figure cannot stand beside the others of its indicator.
WHY_NOT = OneOf(
    {
        "place": "the place is not known",
        "scope": "it covers only",
        "definition": "its definition differs",
        "reliability": "its reliability is low",
        "bounds": "the mask leaves no bounds",
    }
)
STAGE = OneOf(
    {
        "planned": "announced or intended",
        "pilot": "tried in some places or institutions",
        "adopted": "in force",
        "expanded": "widened after a start",
        "commended": "praised or rewarded from above",
    }
)

POLICY_LEVEL = OneOf(
    {
        "party_and_state": "the Central Committee, with or without the State Council",
        "congress": "the National People's Congress or its Standing Committee",
        "state_council": "the State Council or its General Office; before 1954 the Government Administration Council",
        "ministry": "one or more ministries, commissions or agencies",
        "local": "started by a local place",
        "report": "known only as a statement in a government work report",
    }
)
POLICY_THEME = OneOf(
    {
        "cooperative_care": "rural cooperative medical care, old and new",
        "insurance": "medical cover other than the rural cooperatives",
        "payment": "how insurance pays providers",
        "procurement": "which drugs are supplied and how they are bought",
        "hospital_reform": "running and funding of public hospitals",
        "primary_care": "village, township and family-doctor care",
        "delivery": "how services are organised: tiers, alliances, Chinese medicine",
        "public_health": "prevention, immunisation, sanitation, disease control",
        "epidemic": "response to outbreaks",
        "ageing_family": "births, childcare and older people",
        "governance": "basic laws, institutions and overall reform decisions",
        "plan": "programmes with tasks or numeric goals",
    }
)
METHOD = OneOf(
    {
        "official": "a Chinese government statistic, whoever carried it",
        "modelled": "an international estimate or series",
    }
)
SERIES_STATUS = OneOf(
    {
        "A": "normal value",
        "B": "break: the first value on a new basis",
        "E": "estimated, rounded or derived",
        "P": "first release, later revised",
        "U": "low reliability",
    }
)
BOUND = OneOf(
    {
        "at_least": "the value or more",
        "at_most": "the value or less",
        "exact": "the value itself",
        "relative_change": "a change from the base year, in per cent",
    }
)
TIER = OneOf(
    {
        "A": "official table or state document",
        "B": "agency or press report of an official release, journal article of the office, international series",
        "C": "copy, digest, abstract or transcription",
        "D": "list without a source",
    }
)
IDENTITY_KIND = OneOf(
    {
        "sum": "the parts add up to the result",
        "share": "the first part over the second, in per cent, is the result",
    }
)

# --- Tables -----------------------------------------------------------------------------------------------------------

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
        Column(
            "region_code",
            "str",
            "Narrowest place held with at least medium confidence.",
            nullable=True,
            constraint=REGION_CODE,
            references="regions.region_code",
        ),
        Column("region_basis", "str", "How the place is known.", constraint=BASIS),
        Column("region_confidence", "str", "How surely the place is known.", constraint=CONFIDENCE),
        Column("region_evidence", "str", "The unmasked words that the place rests on.", nullable=True),
        Column("period_start", "str", "Start of the period reviewed.", nullable=True, constraint=ISO_PERIOD),
        Column("period_end", "str", "End of the period reviewed.", nullable=True, constraint=ISO_PERIOD),
        Column("period_basis", "str", "How the period is known.", constraint=BASIS),
        Column("masked", "bool", "Whether the publisher replaced numerals by x."),
        Column("source_file", "str", "Name of the text file it is read from."),
        Column("source_sha256", "str", "SHA-256 of that file's bytes.", constraint=SHA256),
        Column("char_start", "int", "Start of the report in that file, in code points.", constraint=NOT_NEGATIVE),
        Column("char_end", "int", "End of the report in that file, exclusive.", constraint=NOT_NEGATIVE),
    ),
)

REGIONS = Table(
    "regions",
    "Regions",
    "Divisions of GB/T 2260 that any table names, and their ancestors.",
    ("region_code",),
    (
        Column("region_code", "str", "Code of GB/T 2260.", constraint=REGION_CODE),
        Column("name_zh", "str", "Chinese name in full."),
        Column("name_en", "str", "English name."),
        Column("pinyin", "str", "Chinese name without its class word, in pinyin without tones; ü is v."),
        Column("level", "str", "Level of the division.", constraint=LEVEL),
        Column(
            "parent_code",
            "str",
            "The division it lies in; missing for the country.",
            nullable=True,
            constraint=REGION_CODE,
            references="regions.region_code",
        ),
        Column("iso_3166_2", "str", "ISO 3166-2 code of a province.", nullable=True, constraint=ISO_PROVINCE),
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
        Column("unit", "str", "Unit of every level and change; a rank has the unit rank."),
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

OBSERVATIONS = Table(
    "observations",
    "Observations",
    "One row per figure, indicator, region and period that a report prints.",
    ("observation_id",),
    (
        Column("observation_id", "str", "Key: where the figure stands.", constraint=OBSERVATION_ID),
        Column("report_id", "str", "The report.", constraint=REPORT_ID, references="reports.report_id"),
        Column(
            "indicator_id", "str", "What is measured.", constraint=INDICATOR_ID, references="indicators.indicator_id"
        ),
        Column(
            "region_code",
            "str",
            "The place the figure is about; may be narrower than the report's.",
            nullable=True,
            constraint=REGION_CODE,
            references="regions.region_code",
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
        Column(
            "baseline_id",
            "str",
            "The observation that this one is printed as a change from.",
            nullable=True,
            constraint=OBSERVATION_ID,
            references="observations.observation_id",
        ),
        Column("char_start", "int", "Start of literal in the source file, in code points.", constraint=NOT_NEGATIVE),
        Column("char_end", "int", "End of literal, exclusive.", constraint=NOT_NEGATIVE),
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
        Column("char_start", "int", "Start in the source file, in code points.", constraint=NOT_NEGATIVE),
        Column("char_end", "int", "End, exclusive.", constraint=NOT_NEGATIVE),
        Column("literal", "str", "The characters as printed."),
        Column("disposition", "str", "What became of it.", constraint=DISPOSITION),
        Column(
            "observation_id",
            "str",
            "The observation it is, or repeats.",
            nullable=True,
            constraint=OBSERVATION_ID,
            references="observations.observation_id",
        ),
        Column("reason", "str", "Why it is left out.", nullable=True, constraint=REASON),
    ),
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
        Column(
            "result_id", "str", "The sum or share.", constraint=OBSERVATION_ID, references="observations.observation_id"
        ),
        Column("part_ids", "str", "The parts, or numerator and denominator, joined by ;."),
        Column("tolerance", "float", "Rounding that the print allows, in the unit of the result."),
        Column("holds", "bool", "Whether the printed figures fit within it."),
        Column("note", "str", "What a careful reader must know.", nullable=True),
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

TABLES: dict[str, Table] = {
    table.name: table
    for table in (
        REPORTS,
        REGIONS,
        INDICATORS,
        OBSERVATIONS,
        LEDGER,
        MEASURES,
        REFORMS,
        FLAGS,
        IDENTITIES,
        BENCHMARKS,
        TARGETS,
        POLICIES,
        ERAS,
        SOURCES,
    )
}

#: What ``extract_figures`` returns: a draft to be judged by a reader, no shipped table.
FIGURES = Table(
    "figures",
    "Figures",
    "Every figure of a text, parsed and located, in reading order.",
    ("start",),
    (
        Column("start", "int", "Code point at which the literal begins.", constraint=AtLeast(0)),
        Column("end", "int", "Code point at which it ends.", constraint=AtLeast(1)),
        Column("literal", "str", "The number with its unit, as printed, without the qualifying word."),
        Column("value", "float", "Its value, 万 and 亿 applied; missing for ranges and masks.", nullable=True),
        Column("value_low", "float", "Least value that the text supports.", nullable=True),
        Column("value_high", "float", "Greatest value that the text supports; inf where open.", nullable=True),
        Column("unit", "str", "Printed unit in half width, without 万 and 亿; empty where none."),
        Column("qualifier", "str", "The word that qualifies the figure.", constraint=QUALIFIER),
        Column(
            "baseline",
            "int",
            "Row of the figure that this one is printed as a change from.",
            nullable=True,
            constraint=AtLeast(0),
        ),
        Column("status", "str", "Reached, to be reached, or intended, by the words around it.", constraint=STATUS),
        Column("statistic", "str", "Level, change or rank.", constraint=STATISTIC),
        Column("label", "str", "Best guess at the noun phrase that the figure counts; empty where none."),
    ),
)
