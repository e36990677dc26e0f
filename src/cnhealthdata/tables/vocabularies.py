"""The words that a column may hold, each with its meaning."""

from __future__ import annotations

from cnhealthdata.tables.declare import OneOf

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
        "prefecture": "prefecture-level city, prefecture, autonomous prefecture or league",
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

MACRO_REGION = OneOf(
    {
        "east": "the coast, from Hebei to Hainan",
        "central": "Shanxi, Anhui, Jiangxi, Henan, Hubei, Hunan",
        "west": "the twelve provinces of the western development",
        "northeast": "Liaoning, Jilin, Heilongjiang",
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
BREAK_KIND = OneOf(
    {
        "definition": "what is counted changed",
        "coverage": "whom or which institutions it covers changed",
        "method": "how it is found changed",
        "census": "revised after a census, or set on its base",
        "administrative": "the place itself changed",
    }
)
#: From the first printing to the latest, in this order.
VINTAGE = OneOf(
    {
        "first": "as first published, in a bulletin, a briefing or the yearbook of the time",
        "final": "as settled later, in the final account",
        "revised": "revised after a census or on a new base",
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
