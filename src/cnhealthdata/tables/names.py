"""From what a user writes to codes and identifiers."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from cnhealthdata.errors import InvalidArgumentError, invalid_choice, unknown_name
from cnhealthdata.printed.text import fold
from cnhealthdata.tables.frames import records
from cnhealthdata.tables.shapes import ISO_DATE
from cnhealthdata.tables.storage import kept, mapping, read_table

if TYPE_CHECKING:
    import pandas as pd

    from cnhealthdata.tables.declare import OneOf
    from cnhealthdata.tables.storage import Extra

#: Class words that people leave out of a Chinese place name.
CLASS_WORDS = (
    "特别行政区",
    "壮族自治区",
    "回族自治区",
    "维吾尔自治区",
    "回族自治州",
    "自治区",
    "自治州",
    "省",
    "市",
    "州",
    "县",
    "区",
)


def as_list(value: object) -> list[object]:
    """One or several, as a list; text is one."""
    if isinstance(value, Iterable) and not isinstance(value, str):
        return list(value)
    return [value]


def short(name_zh: str) -> str:
    """A Chinese place name without its class word."""
    word = next((word for word in CLASS_WORDS if name_zh.endswith(word) and len(name_zh) - len(word) >= 2), "")
    return name_zh.removesuffix(word)


@kept
def _region_names() -> dict[str, set[str]]:
    return _spellings(read_table("regions"))


def _spellings(regions: pd.DataFrame) -> dict[str, set[str]]:
    """Every spelling, folded, with the codes that bear it."""
    names: dict[str, set[str]] = {}
    for row in records(regions):
        spellings = {row[name] for name in ("region_code", "name_zh", "name_en", "pinyin", "iso_3166_2")}
        for spelling in filter(None, spellings | {short(row["name_zh"])}):
            names.setdefault(fold(spelling), set()).add(row["region_code"])
    return names


def region_codes(region: object, extra: Extra | None = None) -> list[str]:
    """Codes of one or several places, each given by code, Chinese name, English name or pinyin."""
    codes: list[str] = []
    regions = read_table("regions", extra)
    names = _spellings(regions) if extra else _region_names()
    for item in as_list(region):
        found = names.get(fold(str(item)))
        if not found:
            spellings = [row[name] for row in records(regions) for name in ("name_en", "name_zh")]
            remedy = "load_regions() lists the places; a code has six digits, such as '220400'."
            raise unknown_name("region", item, spellings, remedy)
        if len(found) > 1:
            msg = f"region {item!r} is the name of several places: {', '.join(sorted(found))}. Give the code."
            raise InvalidArgumentError(msg)
        codes.extend(found)
    return codes


def regions_within(codes: Iterable[str], extra: Extra | None = None) -> set[str]:
    """These places and all that lie below them."""
    regions = read_table("regions", extra)
    parents = regions[["region_code", "parent_code"]]
    inside = set(codes)
    while True:
        below = set(parents.loc[parents["parent_code"].isin(inside), "region_code"]) - inside
        if not below:
            return inside
        inside |= below


def indicator_ids(indicator: object, extra: Extra | None = None) -> list[str]:
    """Identifiers of one or several indicators, each given by identifier or by name in either language."""
    return [_identifier("indicators", "indicator_id", "indicator", item, extra) for item in as_list(indicator)]


def measure_ids(measure: object, extra: Extra | None = None) -> list[str]:
    """Identifiers of one or several measures, each given by identifier or by name in either language."""
    return [_identifier("measures", "measure_id", "measure", item, extra) for item in as_list(measure)]


def _identifier(table: str, key: str, kind: str, item: object, extra: Extra | None = None) -> str:
    names: dict[str, str] = {}
    for column in ("name_en", "name_zh", key):
        names |= {fold(name): identifier for name, identifier in mapping(table, column, key, extra).items()}
    identifier = names.get(fold(str(item)))
    if identifier is None:
        known = list(mapping(table, key, key, extra))
        known += list(mapping(table, "name_zh", key, extra))
        raise unknown_name(kind, item, known, f"Search with find({str(item)!r}), or see load_{table}().")
    return identifier


def report_ids(report: object, extra: Extra | None = None) -> list[str]:
    """Checked identifiers of one or several reports."""
    known = mapping("reports", "report_id", "title_en", extra)
    for item in as_list(report):
        if item not in known:
            raise unknown_name("report", item, known, "load_reports() lists them.")
    return [str(item) for item in as_list(report)]


def words(argument: str, value: object, allowed: OneOf) -> list[str]:
    """One or several words of a vocabulary, checked."""
    for item in as_list(value):
        if item not in allowed.meanings:
            raise invalid_choice(argument, item, allowed.meanings)
    return [str(item) for item in as_list(value)]


def years(year: object) -> set[int]:
    """One year, several, or a range, checked."""
    found = as_list(year)
    for item in found:
        if isinstance(item, bool) or not hasattr(item, "__index__"):
            msg = f"year={item!r} is no year. Give an int such as 2020, a list of them, or range(2015, 2021)."
            raise InvalidArgumentError(msg)
    return {int(item) for item in found}  # type: ignore[call-overload]


def date(argument: str, value: object) -> str:
    """A year, month or day in ISO 8601, checked."""
    text = str(value)
    if isinstance(value, bool) or not ISO_DATE.allows(text):
        msg = f"{argument}={value!r} is no date. Give a year such as 2009, or '2009-03', or '2009-03-17'."
        raise InvalidArgumentError(msg)
    return text
