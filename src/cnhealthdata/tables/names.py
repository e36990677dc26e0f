"""From what a user writes to codes and identifiers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from cnhealthdata.errors import InvalidArgumentError, invalid_choice, unknown_name
from cnhealthdata.printed.text import fold
from cnhealthdata.tables.frames import records
from cnhealthdata.tables.shapes import ISO_DATE
from cnhealthdata.tables.storage import kept, mapping, read_table, table_columns

if TYPE_CHECKING:
    import pandas as pd

    from cnhealthdata.tables.declare import OneOf
    from cnhealthdata.tables.storage import Extra

#: Class words that people leave out of a Chinese place name, the longer before those that end them.
CLASS_WORDS = ("特别行政区", "自治区", "自治州", "自治县", "地区", "省", "市", "盟", "州", "县", "区")
#: An autonomous place: its name, the peoples it is named after, its class word.
_AUTONOMOUS = re.compile(
    "(.{2,}?)(?:(?:维吾尔|哈萨克|柯尔克孜|蒙古|朝鲜|土家|布依|哈尼|景颇|傈僳|藏|回|壮|苗|羌|彝|侗|傣|白)族?)+(自治[区州])"
)
#: The English class word by the end of a Chinese name.
_ENGLISH_CLASSES = {"省": "province", "市": "city", "州": "prefecture", "地区": "prefecture", "盟": "league"}


def as_list(value: object) -> list[object]:
    """One or several, as a list; text is one."""
    if isinstance(value, Iterable) and not isinstance(value, str):
        return list(value)
    return [value]


def short(name_zh: str) -> str:
    """A Chinese place name without its class word, and without the peoples that an autonomous place is named after."""
    if "自治" in name_zh and (autonomous := _AUTONOMOUS.fullmatch(name_zh)):
        return autonomous[1]
    word = next((word for word in CLASS_WORDS if name_zh.endswith(word) and len(name_zh) - len(word) >= 2), "")
    return name_zh.removesuffix(word)


def _spelled(place: Mapping[str, str | None]) -> set[str]:
    """Every way to write a place, folded."""
    zh, en, pinyin, iso = (fold(place[name] or "") for name in ("name_zh", "name_en", "pinyin", "iso_3166_2"))
    plain = short(zh)
    ways = {place["region_code"] or "", zh, plain, en, pinyin, iso}
    for end in ("自治区", "自治州"):  # 延边自治州, 延边州
        if zh.endswith(end):
            ways |= {plain + end, plain + end[-1]}
    if en:
        ways |= {en + word for end, word in _ENGLISH_CLASSES.items() if zh.endswith(end)}
    return ways - {""}


def _spellings(places: Iterable[Mapping[str, str | None]]) -> dict[str, set[str]]:
    """Every spelling with the codes that bear it; one that a province shares with a lower place means the province."""
    names: dict[str, set[str]] = {}
    provinces: set[str] = set()
    for place in sorted(places, key=lambda place: place["level"] != "province"):
        spelled = _spelled(place)
        for spelling in spelled - provinces:
            names.setdefault(spelling, set()).add(str(place["region_code"]))
        if place["level"] == "province":
            provinces |= spelled
    return names


@kept
def _region_names() -> dict[str, set[str]]:
    columns = table_columns("regions")
    return _spellings(dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True))


def region_codes(region: object, extra: Extra | None = None) -> list[str]:
    """Codes of one or several places.

    Each is given by code (of GB/T 2260, or of ISO 3166-2), by Chinese name with or without its class word, by English
    name or by pinyin. Jilin and Hainan alone are the provinces; the city is 吉林市 or Jilin City.
    """
    codes: list[str] = []
    own = extra is not None and "regions" in extra
    names = _spellings(records(read_table("regions", extra))) if own else _region_names()
    for item in as_list(region):
        found = names.get(fold(str(item)), set())
        if len(found) != 1:
            raise _unclear(item, found, read_table("regions", extra))
        codes.extend(found)
    return codes


def _unclear(item: object, found: set[str], regions: pd.DataFrame) -> Exception:
    """The error for the name of no place, or of several."""
    places = records(regions)
    if found:
        bearers = [row for row in places if row["region_code"] in found]
        listed = ", ".join(f"{row['region_code']} {row['name_zh']} {row['name_en']}" for row in bearers)
        msg = f"region {item!r} is the name of several places: {listed}. Give the code or the Chinese name."
        return InvalidArgumentError(msg)
    known = [row[name] for name in ("pinyin", "name_zh", "name_en") for row in places if row[name]]
    known += [short(name) for name in mapping("regions", "name_zh", "region_code", None)]
    remedy = "load_regions() lists the places; a code has six digits, such as '220400'."
    return unknown_name("region", item, known, remedy)


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
