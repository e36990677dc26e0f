"""Rules that reach beyond one column: keys between tables, spans, bounds, periods, places, the ledger, identities.

A rule is a function from the tables (a mapping of name to frame) to failures. ``RULES`` lists them with the tables they
judge; a rule runs when those tables are being validated. Every other table serves for look-ups alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cnhealthdata.printed.literals import LiteralError, Reading, read_literal
from cnhealthdata.tables.declaration import PSEUDO_REPORT, TABLES

if TYPE_CHECKING:
    import pandas as pd

Tables = Mapping[str, "pd.DataFrame"]


@dataclass(frozen=True)
class Failure:
    """One value that is not as it should be."""

    table: str
    row: int | None
    column: str
    value: object
    expected: str
    rule: str = ""


Rule = Callable[[Tables], Iterator[Failure]]


def failing(frame: pd.DataFrame, mask: pd.Series[bool] | list[bool]) -> Iterator[tuple[Any, dict[str, Any]]]:
    """Index and fields of the rows where a mask holds; missing values are ``None``."""
    chosen = mask if isinstance(mask, list) else mask.fillna(False).astype(bool).tolist()
    if not any(chosen):
        return
    wrong = frame[chosen]
    fields = wrong.astype("object").where(wrong.notna(), None)
    yield from zip(wrong.index, fields.to_dict("records"), strict=True)


def by_key(frame: pd.DataFrame, key: str) -> pd.DataFrame:
    """A table by its key, for look-ups; of a doubled key the first row."""
    return frame.dropna(subset=[key]).drop_duplicates(key).set_index(key)


def looked_up(keys: pd.Series[Any], found: pd.Series[Any]) -> pd.Series[Any]:
    """What another table holds for each key; of the same type even where it holds nothing."""
    return keys.map(found).astype(found.dtype)


# --- Keys -------------------------------------------------------------------------------------------------------------


def references(tables: Tables) -> Iterator[Failure]:
    """Every key that one table holds of another stands there."""
    for name, table in TABLES.items():
        for column in table.columns:
            if not column.references or name not in tables:
                continue
            target, key = column.references.split(".")
            values = tables[name][column.name]
            for row, fields in failing(tables[name], values.notna() & ~values.isin(tables[target][key])):
                yield Failure(name, row, column.name, fields[column.name], f"a {key} of the table {target}")


def ledger_reports(tables: Tables) -> Iterator[Failure]:
    """The ledger names reports, or the pseudo-report of text outside any."""
    known = [*tables["reports"]["report_id"], PSEUDO_REPORT]
    ledger = tables["ledger"]
    for row, fields in failing(ledger, ~ledger["report_id"].isin(known)):
        yield Failure("ledger", row, "report_id", fields["report_id"], f"a report_id of reports, or {PSEUDO_REPORT}")


def order(tables: Tables) -> Iterator[Failure]:
    """Rows stand in the order of their key."""
    for name in _present(tables):
        frame, key = tables[name], list(TABLES[name].key)
        complete = frame[frame[key].notna().all(axis=1)]
        keys = list(complete[key].itertuples(index=False, name=None))
        for place in range(1, len(keys)):
            if keys[place] < keys[place - 1]:
                late = place > 1 and keys[place] < keys[place - 2]
                row = complete.index[place if late else place - 1]
                yield Failure(name, row, key[0], frame.loc[row, key[0]], f"rows sorted by {', '.join(key)}")


def _present(tables: Tables) -> list[str]:
    return [name for name in TABLES if name in tables]


# --- Places -----------------------------------------------------------------------------------------------------------


def region_tree(tables: Tables) -> Iterator[Failure]:
    """Level, parent and ISO code of a region agree with its code."""
    regions = tables["regions"]
    regions = regions[regions["region_code"].notna()]
    code = regions["region_code"]
    level = code.map(level_of)
    for row, fields in failing(regions, level != regions["level"]):
        yield Failure("regions", row, "level", fields["level"], f"{level_of(fields['region_code'])}, by its code")
    parent = code.map(parent_of)
    for row, fields in failing(regions, parent.fillna("") != regions["parent_code"].fillna("")):
        yield Failure("regions", row, "parent_code", fields["parent_code"], f"{parent_of(fields['region_code'])}")
    for row, fields in failing(regions, (level == "province") != regions["iso_3166_2"].notna()):
        yield Failure("regions", row, "iso_3166_2", fields["iso_3166_2"], "a code for provinces, and for them alone")


def level_of(code: str) -> str:
    if code == "100000":
        return "country"
    return "province" if code.endswith("0000") else "prefecture" if code.endswith("00") else "county"


def parent_of(code: str) -> str | None:
    return {"country": None, "province": "100000", "prefecture": f"{code[:2]}0000", "county": f"{code[:4]}00"}[
        level_of(code)
    ]


def place_of_report(tables: Tables) -> Iterator[Failure]:
    """A figure or reform is about the report's place, a place within it, or the whole country."""
    homes = by_key(tables["reports"], "report_id")["region_code"]
    for name in ("observations", "reforms"):
        if name not in tables:
            continue
        frame = tables[name]
        home = looked_up(frame["report_id"], homes)
        stems = home.str.replace(r"(00)+$", "", regex=True).where(home != "100000", "")
        away = [
            isinstance(code, str) and code != "100000" and not (isinstance(stem, str) and code.startswith(stem))
            for code, stem in zip(frame["region_code"], stems, strict=True)
        ]
        for row, fields in failing(frame, away):
            expected = f"{homes.get(fields['report_id'])} (the place of {fields['report_id']}), or within it"
            yield Failure(name, row, "region_code", fields["region_code"], expected)


def report_place(tables: Tables) -> Iterator[Failure]:
    """A report's place, its basis, confidence and evidence fit together."""
    reports = tables["reports"]
    placed = reports["region_code"].notna()
    for row, fields in failing(reports, placed != reports["region_basis"].isin(["stated", "inferred"])):
        yield Failure("reports", row, "region_basis", fields["region_basis"], "unknown exactly where no place is given")
    for row, fields in failing(reports, placed & ~reports["region_confidence"].isin(["high", "medium"])):
        yield Failure("reports", row, "region_confidence", fields["region_confidence"], "high or medium for a place")
    for row, _ in failing(reports, placed & reports["region_evidence"].isna()):
        yield Failure("reports", row, "region_evidence", None, "the words that the place rests on")


# --- Spans ------------------------------------------------------------------------------------------------------------


def span_lengths(tables: Tables) -> Iterator[Failure]:
    """A span is as long as its literal."""
    for name in ("observations", "ledger"):
        if name in tables:
            frame = tables[name]
            length = frame["literal"].str.len()
            for row, fields in failing(frame, frame["char_end"] - frame["char_start"] != length):
                expected = f"char_start + {len(fields['literal'] or '')}, the length of {fields['literal']!r}"
                yield Failure(name, row, "char_end", fields["char_end"], expected)


def spans_in_report(tables: Tables) -> Iterator[Failure]:
    """A span lies within its report."""
    reports = by_key(tables["reports"], "report_id")
    for name in ("observations", "ledger", "reforms"):
        if name in tables:
            frame = tables[name]
            start = looked_up(frame["report_id"], reports["char_start"])
            end = looked_up(frame["report_id"], reports["char_end"])
            outside = (
                (frame["char_start"] < start) | (frame["char_end"] > end) | (frame["char_start"] >= frame["char_end"])
            )
            for row, fields in failing(frame, outside):
                yield Failure(name, row, "char_start", fields["char_start"], f"a span within {fields['report_id']}")


def observation_keys(tables: Tables) -> Iterator[Failure]:
    """An observation's key says where it stands; parts of one numeral are numbered from .2 on."""
    frame = tables["observations"]
    place = frame["report_id"] + "@" + frame["char_start"].astype("str")
    stem = frame["observation_id"].str.replace(r"\.\d$", "", regex=True)
    for row, fields in failing(frame, stem != place):
        yield Failure("observations", row, "observation_id", fields["observation_id"], "report_id@char_start")
    part = frame["observation_id"].str.extract(r"\.(\d)$")[0].fillna("1").astype(int)
    previous = stem + (part - 1).map(lambda number: f".{number}" if number > 1 else "").astype("str")
    for row, fields in failing(frame, (part > 1) & ~previous.isin(frame["observation_id"])):
        yield Failure("observations", row, "observation_id", fields["observation_id"], f"{previous[row]} before it")
    shared = frame["flags"].fillna("").str.contains("shared_numeral")
    for row, fields in failing(frame, (part == 1) & stem.duplicated(keep=False) & ~shared):
        yield Failure(
            "observations", row, "flags", fields["flags"], "shared_numeral where one numeral has several parts"
        )


def reform_keys(tables: Tables) -> Iterator[Failure]:
    """A reform's key names its report and measure."""
    frame = tables["reforms"]
    stem = frame["reform_id"].str.replace(r"\.\d+$", "", regex=True)
    for row, fields in failing(frame, stem != frame["report_id"] + ":" + frame["measure_id"]):
        yield Failure("reforms", row, "reform_id", fields["reform_id"], "report_id:measure_id")


def ledger_overlaps(tables: Tables) -> Iterator[Failure]:
    """No numeral stands in the ledger twice."""
    files = source_files(tables)
    frame = tables["ledger"].assign(file=tables["ledger"]["report_id"].map(files))
    frame = frame.sort_values(["file", "char_start", "char_end"], kind="stable")
    overlaps = (frame["char_start"] < frame["char_end"].shift()) & (frame["file"] == frame["file"].shift())
    for row, fields in failing(frame, overlaps):
        yield Failure("ledger", row, "char_start", fields["char_start"], "a span that overlaps no other")


def source_files(tables: Tables) -> dict[str, str]:
    reports = tables["reports"].dropna(subset=["report_id", "source_file"])
    files: dict[str, str] = dict(zip(reports["report_id"], reports["source_file"], strict=True))
    compilation = next((file for report, file in files.items() if report.startswith("compilation-")), "")
    return files | {PSEUDO_REPORT: compilation}


# --- Values -----------------------------------------------------------------------------------------------------------


def meant(frame: pd.DataFrame) -> pd.Series[str]:
    """What was printed, or should have been where the print is wrong."""
    return frame["meant"].fillna(frame["literal"])


def misprints(tables: Tables) -> Iterator[Failure]:
    """What was meant by a wrong print differs from it, and stands beside its reason and flag."""
    frame = tables["observations"]
    flagged = frame["flags"].fillna("").str.contains("misprint_corrected")
    for column in ("meant", "correction"):
        for row, fields in failing(frame, flagged != frame[column].notna()):
            yield Failure(
                "observations", row, column, fields[column], "a text exactly with the flag misprint_corrected"
            )
    for row, fields in failing(frame, frame["meant"].notna() & (frame["meant"] == frame["literal"])):
        yield Failure("observations", row, "meant", fields["meant"], "another text than literal, or none")


def values(tables: Tables) -> Iterator[Failure]:
    """Value and bounds are what the literal, or what was meant by it, and its qualifying word say."""
    frame = tables["observations"]
    limits = by_key(tables["indicators"], "indicator_id")[["minimum", "maximum"]]
    free = frame["statistic"] == "change"
    minimum = looked_up(frame["indicator_id"], limits["minimum"]).mask(free, 0.0)
    maximum = looked_up(frame["indicator_id"], limits["maximum"]).mask(free)
    columns = [
        meant(frame),
        *(frame[name] for name in ("qualifier", "mask_qualifier", "value", "value_low", "value_high", "flags")),
    ]
    for index, low, high, literal, qualifier, word, value, value_low, value_high, flags in zip(
        frame.index, minimum, maximum, *columns, strict=True
    ):
        hazards = set(_text(flags).split(";"))
        if "implied_value" in hazards:
            expected: tuple[float | None, ...] = (_number(value),) * 3
            if _number(value) is None:
                yield Failure("observations", index, "value", value, "the value that the page implies")
                continue
        else:
            try:
                reading = read_literal(
                    _text(literal), _text(qualifier), _text(word) or None, _number(low), _number(high)
                )
            except LiteralError as error:
                yield Failure("observations", index, "literal", literal, str(error))
                continue
            expected = (reading.value, reading.low, reading.high)
            if "mask_unreliable" in hazards:
                expected = (None, None, None)
        found = (_number(value), _number(value_low), _number(value_high))
        for column, is_, should in zip(("value", "value_low", "value_high"), found, expected, strict=True):
            if is_ != should:
                yield Failure("observations", index, column, is_, f"{should}, from {literal!r} read as {qualifier}")


def implied_values(tables: Tables) -> Iterator[Failure]:
    """A value implied by the page lies within what its mask allows."""
    frame = tables["observations"]
    implied = frame["flags"].fillna("").str.contains("implied_value")
    for row, fields in failing(frame, implied & (frame["obs_status"] == "E")):
        try:
            reading = read_literal(_text(fields["literal"]), "masked")
        except LiteralError as error:
            yield Failure("observations", row, "literal", fields["literal"], str(error))
            continue
        if fields["value"] is not None and not _can_mask(_text(fields["literal"]), fields["value"], reading):
            yield Failure("observations", row, "value", fields["value"], f"a value that {fields['literal']!r} can mask")


def _can_mask(literal: str, value: float, reading: Reading) -> bool:
    within = reading.low is not None and reading.high is not None and reading.low <= value <= reading.high
    return within and ("." in literal or value.is_integer())


def limits(tables: Tables) -> Iterator[Failure]:
    """A level lies between the indicator's least and greatest value."""
    frame = tables["observations"]
    bounds = by_key(tables["indicators"], "indicator_id")
    level = frame["statistic"] == "level"
    for column in ("value", "value_low", "value_high"):
        low = looked_up(frame["indicator_id"], bounds["minimum"])
        high = looked_up(frame["indicator_id"], bounds["maximum"])
        for row, fields in failing(frame, level & ((frame[column] < low) | (frame[column] > high))):
            limit = bounds.loc[fields["indicator_id"]]
            yield Failure(
                "observations", row, column, fields[column], f"between {limit['minimum']} and {limit['maximum']}"
            )


#: Units that are printed with their own sign or measure word, and never with one that counts things.
_MEASURED = r"%|percentage points|CNY.*|years|hours.*|days|doses|square metres|mu|per 100000 .*|ratio"
_THINGS = rf"(?!(?:{_MEASURED}|person-times.*|households|deaths|rounds|couples|examinations|times)$).*"

#: Printed unit or measure word, and the units of indicators that may stand behind it. The first that fits decides.
PRINTED_UNITS = (
    (r"/10万$", r"per 100000 .*"),
    (r"‰$", r"per 1000 .*"),
    (r"个百分点$", r"%|percentage points"),
    (r"%$", r"%"),
    (r"元$", r"CNY.*"),
    (r"[岁年]$", r"years"),
    (r"平方米$|㎡$", r"square metres"),
    (r"亩$", r"mu"),
    (r"[人个]次$", r"person-times.*|persons|samples per day|examinations|cases"),
    (r"例次?$", r"examinations|cases|persons|person-times.*"),
    (r"剂次$", r"doses"),
    (r"[场批轮起]次?$|次$", r"events|times|rounds|batches|awards|cases"),
    (r"小时$", r"hours.*"),
    (r"天$", r"days"),
    (r"户$", r"households|enterprises"),
    (r"[名位人]$", r"persons.*|per .*|accounts|awards"),
    (
        r"[所家处]$",
        r"institutions|awards|projects|teams|facilities|centres|groups|sites|bases|specialties|communities|units",
    ),
    (r"张$", r"beds|cards|certificates|per 1000 .*"),
    (r"辆$", r"vehicles"),
    (r"台$", r"vehicles|units"),
    (r"死亡$", r"deaths"),
    (r"支$", r"teams|groups|doses"),
    (r"[条篇]$", r"items|records"),
    (r"[份管]$", r"items|records|certificates|kits|samples per day"),
    (r"种$", r"drugs|items|categories|techniques|formulas"),
    (r"类$", r"groups|categories|items"),
    (r"间$", r"rooms"),
    (r"套$", r"flats|units"),
    (r"对$", r"couples"),
    (r"项$", r"projects|awards|items|techniques|formulas|events"),
    (r"[个大]$", _THINGS),
)


def printed_units(tables: Tables) -> Iterator[Failure]:
    """The unit printed or meant can stand for the indicator's unit."""
    frame = tables["observations"].assign(meant=meant(tables["observations"]))
    units = looked_up(frame["indicator_id"], by_key(tables["indicators"], "indicator_id")["unit"])
    plain = frame["statistic"] != "rank"
    seen = frame["flags"].isna() & False
    for printed, allowed in PRINTED_UNITS:
        shown = frame["meant"].str.contains(printed, regex=True).fillna(False) & ~seen
        seen |= shown
        fits = units.str.fullmatch(allowed).fillna(True)
        for row, fields in failing(frame, plain & shown & ~fits):
            expected = f"an indicator whose unit can be printed as in {fields['meant']!r}"
            yield Failure("observations", row, "indicator_id", fields["indicator_id"], expected)


def words_within(tables: Tables) -> Iterator[Failure]:
    """余 and 多 in a literal mean more than it says, 前 and 强 at most that place."""
    frame = tables["observations"]
    masked = frame["qualifier"] == "masked"
    for pattern, word in (("[余多]", "more_than"), ("^前|强$", "at_most")):
        shown = meant(frame).str.contains(pattern, regex=True).fillna(False).astype(bool)
        for column, judged in (("qualifier", ~masked), ("mask_qualifier", masked)):
            for row, fields in failing(frame, shown & judged & (frame[column].fillna("") != word)):
                yield Failure("observations", row, column, fields[column], f"{word}, for {fields['literal']!r}")


def ranks(tables: Tables) -> Iterator[Failure]:
    """A rank, and a rank alone, is printed with 第, 前 or 首, or as a list of the best."""
    frame = tables["observations"]
    units = looked_up(frame["indicator_id"], by_key(tables["indicators"], "indicator_id")["unit"])
    ranked = meant(frame).str.contains(r"^[第前首]|强$", regex=True)
    for row, fields in failing(frame, ranked != (frame["statistic"] == "rank")):
        yield Failure(
            "observations", row, "statistic", fields["statistic"], f"what {fields['literal']!r} states: a rank or not"
        )
    for row, fields in failing(frame, (units == "rank") & (frame["statistic"] != "rank")):
        yield Failure("observations", row, "statistic", fields["statistic"], "rank, the unit of the indicator")


def changes(tables: Tables) -> Iterator[Failure]:
    """What was added or grew is a change; percentage points are one too, but for a distance from a norm."""
    frame = tables["observations"]
    added = frame["indicator_id"].str.contains(r"_(?:added|growth)$", regex=True) & (frame["statistic"] != "rank")
    points = meant(frame).str.endswith("个百分点") & ~frame["indicator_id"].str.endswith("_gap")
    for row, fields in failing(frame, (added | points) & (frame["statistic"] != "change")):
        yield Failure("observations", row, "statistic", fields["statistic"], "change")


# --- Words of a row ---------------------------------------------------------------------------------------------------


def statuses(tables: Tables) -> Iterator[Failure]:
    """Status, qualifier, flags and correction of an observation fit together."""
    frame = tables["observations"]
    flags = frame["flags"].fillna("")
    masked = frame["qualifier"] == "masked"
    rules: tuple[tuple[pd.Series[bool], str, str], ...] = (
        (masked != (frame["obs_status"] == "Q"), "obs_status", "Q exactly where the figure is masked"),
        (~masked & frame["mask_qualifier"].notna(), "mask_qualifier", "only beside a mask"),
        (
            frame["literal"].str.contains("[xX]") & ~masked & ~flags.str.contains("implied_value"),
            "qualifier",
            "masked for a literal in x, unless the page implies the value",
        ),
        (
            ~masked & ((frame["obs_status"] == "D") != flags.str.contains("definition_differs")),
            "obs_status",
            "D exactly with the flag definition_differs, but for a mask",
        ),
        ((frame["obs_status"] == "E") & ~flags.str.contains("implied_value"), "flags", "implied_value with status E"),
        (masked & frame["value"].notna(), "value", "missing where the figure is masked"),
        ((frame["statistic"] == "rank") & frame["scope"].isna(), "scope", "the field of a rank"),
    )
    for wrong, column, expected in rules:
        for row, fields in failing(frame, wrong):
            yield Failure("observations", row, column, fields[column], expected)


def known_flags(tables: Tables) -> Iterator[Failure]:
    """Flags of an observation are known, sorted and not doubled."""
    yield from flag_failures(tables, "observations")


def flag_failures(tables: Tables, name: str) -> Iterator[Failure]:
    """Flags of a table that are unknown, out of order or doubled."""
    frame = tables[name]
    known = set(tables["flags"]["flag"])
    for row, fields in failing(frame, frame["flags"].notna()):
        parts = fields["flags"].split(";")
        if unknown := [flag for flag in parts if flag not in known]:
            yield Failure(name, row, "flags", fields["flags"], f"flags of the table flags, not {', '.join(unknown)}")
        if parts != sorted(set(parts)):
            yield Failure(name, row, "flags", fields["flags"], ";".join(sorted(set(parts))))


def periods(tables: Tables) -> Iterator[Failure]:
    """A period has a year, its end, and a basis; no period has neither."""
    frame = tables["observations"]
    end = frame["period"].str.extract(r"(\d{4})(?:-\d{2}){0,2}$")[0]
    year = frame["year"].astype("str").where(frame["year"].notna())
    for row, fields in failing(frame, end.fillna("") != year.fillna("")):
        yield Failure("observations", row, "year", fields["year"], f"the end of the period {fields['period']}")
    for name in ("observations", "reforms"):
        if name in tables:
            rows = tables[name]
            for row, fields in failing(rows, rows["period"].isna() != (rows["period_basis"] == "unknown")):
                yield Failure(
                    name, row, "period_basis", fields["period_basis"], "unknown exactly where no period is given"
                )


def report_periods(tables: Tables) -> Iterator[Failure]:
    """What was reached lies no later than the review; a planned year lies within two decades of it."""
    frame = tables["observations"]
    reports = by_key(tables["reports"], "report_id")
    ends = looked_up(frame["report_id"], _year(reports["period_end"]))
    starts = looked_up(frame["report_id"], _year(reports["period_start"]))
    actual = frame["status"] == "actual"
    late = actual & (frame["year"] > ends)
    early = frame["year"] < starts - 1
    for row, fields in failing(frame, late | early):
        yield Failure("observations", row, "year", fields["year"], "a year of the period that the report reviews")
    for row, fields in failing(frame, ~actual & ((frame["year"] < ends) | (frame["year"] > ends + 20))):
        yield Failure("observations", row, "year", fields["year"], "a year to come when the report was written")


def _year(periods_: pd.Series[Any]) -> pd.Series[Any]:
    return periods_.str.extract(r"^(\d{4})")[0].astype("Float64")


def printed_years(tables: Tables) -> Iterator[Failure]:
    """A year is one that the report reviews or prints, or ends a five-year plan."""
    frame, ledger = tables["observations"], tables["ledger"]
    reports = by_key(tables["reports"], "report_id")
    printed = ledger["literal"].str.extractall(r"((?:19|20)\d{2})")[0]
    known = set(zip(ledger["report_id"].reindex(printed.index.get_level_values(0)), printed, strict=True))
    for column in ("period_start", "period_end"):
        known |= set(zip(reports.index, reports[column].str[:4], strict=True))
    for row, fields in failing(frame, frame["period"].notna() & frame["year"].notna()):
        year = str(fields["year"])
        if (fields["report_id"], year) not in known and not _is_plan(fields["period"]):
            yield Failure("observations", row, "year", fields["year"], f"a year printed in {fields['report_id']}")


def _is_plan(period: str) -> bool:
    years = re.fullmatch(r"(\d{4})/(\d{4})", period)
    return years is not None and int(years[2]) % 5 == 0 and int(years[2]) - int(years[1]) == 4


def baselines(tables: Tables) -> Iterator[Failure]:
    """A baseline is an earlier figure of the same report, indicator, place and kind."""
    frame = tables["observations"]
    base = by_key(frame, "observation_id")
    linked = frame[frame["baseline_id"].isin(base.index)]
    earlier = base.loc[linked["baseline_id"]].set_index(linked.index)
    for column in ("report_id", "indicator_id", "region_code", "status", "statistic"):
        differs = linked[column].fillna("") != earlier[column].fillna("")
        for row, fields in failing(linked, differs):
            yield Failure(
                "observations", row, column, fields[column], f"the same as in its baseline {fields['baseline_id']}"
            )
    for row, fields in failing(linked, linked["char_start"] <= earlier["char_start"]):
        yield Failure("observations", row, "baseline_id", fields["baseline_id"], "a figure printed before this one")
    for row, fields in failing(
        linked, linked["year"].notna() & earlier["year"].notna() & (linked["year"] <= earlier["year"])
    ):
        yield Failure("observations", row, "year", fields["year"], "a year after that of its baseline")


# --- Ledger -----------------------------------------------------------------------------------------------------------


def ledger_words(tables: Tables) -> Iterator[Failure]:
    """A numeral has an observation or a reason, never both."""
    ledger = tables["ledger"]
    excluded = ledger["disposition"] == "excluded"
    for row, fields in failing(ledger, excluded != ledger["reason"].notna()):
        yield Failure("ledger", row, "reason", fields["reason"], "a reason exactly where a numeral is excluded")
    for row, fields in failing(ledger, excluded == ledger["observation_id"].notna()):
        yield Failure(
            "ledger", row, "observation_id", fields["observation_id"], "an observation exactly where one is meant"
        )


def ledger_observations(tables: Tables) -> Iterator[Failure]:
    """Each observation stands in the ledger once, with the same span and literal."""
    ledger, frame = tables["ledger"], tables["observations"]
    own = ledger[ledger["disposition"] == "observation"]
    first = frame[~frame["observation_id"].str.contains(r"\.\d$", regex=True)]
    keys = ["report_id", "char_start", "char_end", "literal"]
    for left, right, name in ((frame, own, "observations"), (own, first, "ledger")):
        there = set(zip(*(right[key] for key in keys), strict=True))
        missing = [place not in there for place in zip(*(left[key] for key in keys), strict=True)]
        other = "ledger" if name == "observations" else "observations"
        for row, fields in failing(left, missing):
            yield Failure(name, row, "char_start", fields["char_start"], f"the same span and literal in {other}")
    stems = own["report_id"] + "@" + own["char_start"].astype("str")
    for row, fields in failing(own, own["observation_id"] != stems):
        yield Failure("ledger", row, "observation_id", fields["observation_id"], "report_id@char_start")


def repeats(tables: Tables) -> Iterator[Failure]:
    """A repeat prints the same number as the observation that it repeats, in the same text."""
    ledger = tables["ledger"]
    printed = by_key(tables["observations"], "observation_id")
    again = ledger[(ledger["disposition"] == "repeat") & ledger["observation_id"].isin(printed.index)]
    original = printed.loc[again["observation_id"]].set_index(again.index)
    for row, fields in failing(again, again["report_id"] != original["report_id"]):
        yield Failure("ledger", row, "observation_id", fields["observation_id"], "an observation of the same report")
    numbers, originals = again["literal"].map(_digits), original["literal"].map(_digits)
    for row, fields in failing(again, numbers != originals):
        yield Failure("ledger", row, "literal", fields["literal"], f"the number of {fields['observation_id']}")
    for row, fields in failing(again, again["char_start"] <= original["char_start"]):
        yield Failure("ledger", row, "char_start", fields["char_start"], "a place after the first print")


def _digits(literal: object) -> str:
    match = re.match(r"第?[\d.xX零〇一二两三四五六七八九十百千]+", _text(literal))
    return match.group() if match else _text(literal)


# --- Identities -------------------------------------------------------------------------------------------------------


def identities(tables: Tables) -> Iterator[Failure]:
    """What the reports print as parts and sums, or as a count over its total, holds or fails as recorded."""
    printed = by_key(tables["observations"], "observation_id")["value"]
    frame = tables["identities"]
    for row, fields in failing(frame, frame.drop(columns="note").notna().all(axis=1)):
        parts = [_number(printed.get(part)) for part in fields["part_ids"].split(";")]
        result = _number(printed.get(fields["result_id"]))
        expected = _made(fields["kind"], parts)
        if result is None or expected is None:
            yield Failure("identities", row, "part_ids", fields["part_ids"], "observations with a value")
        elif (abs(expected - result) <= fields["tolerance"]) != fields["holds"]:
            yield Failure(
                "identities", row, "holds", fields["holds"], f"{expected:.6g} against {result:.6g} as printed"
            )


def _made(kind: str, parts: list[float | None]) -> float | None:
    """What the parts make: their sum, or the share of the first in the second."""
    numbers = [part for part in parts if part is not None]
    if len(numbers) < len(parts):
        return None
    if kind == "sum":
        return sum(numbers)
    return numbers[0] / numbers[1] * 100 if len(numbers) == 2 and numbers[1] else None


def identity_flags(tables: Tables) -> Iterator[Failure]:
    """Parts that fail to add up carry the flag not_additive, and no other figure does."""
    broken = tables["identities"][tables["identities"]["holds"].eq(False)]
    named = {part for parts in broken["part_ids"].dropna() for part in parts.split(";")}
    frame = tables["observations"]
    flagged = frame["flags"].fillna("").str.contains("not_additive")
    for row, fields in failing(frame, flagged != frame["observation_id"].isin(named)):
        yield Failure("observations", row, "flags", fields["flags"], "not_additive exactly on parts that do not add up")


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _number(value: Any) -> float | None:
    return None if value is None or value != value else float(value)


#: Rule, and the tables it judges.
RULES: tuple[tuple[Rule, tuple[str, ...]], ...] = (
    (order, ()),
    (references, ()),
    (ledger_reports, ("ledger",)),
    (region_tree, ("regions",)),
    (place_of_report, ()),
    (report_place, ("reports",)),
    (span_lengths, ()),
    (spans_in_report, ()),
    (observation_keys, ("observations",)),
    (reform_keys, ("reforms",)),
    (ledger_overlaps, ("ledger",)),
    (misprints, ("observations",)),
    (values, ("observations",)),
    (implied_values, ("observations",)),
    (limits, ("observations",)),
    (printed_units, ("observations",)),
    (words_within, ("observations",)),
    (ranks, ("observations",)),
    (changes, ("observations",)),
    (statuses, ("observations",)),
    (known_flags, ("observations",)),
    (periods, ("observations",)),
    (report_periods, ("observations",)),
    (printed_years, ("observations", "ledger")),
    (baselines, ("observations",)),
    (ledger_words, ("ledger",)),
    (ledger_observations, ("ledger", "observations")),
    (repeats, ("ledger",)),
    (identities, ("identities",)),
    (identity_flags, ("identities", "observations")),
)


def run(rules: Iterable[tuple[Rule, tuple[str, ...]]], tables: Tables, judged: Iterable[str]) -> Iterator[Failure]:
    """Failures of every rule whose tables are judged, in the order of the rules."""
    judged = set(judged)
    for rule, needed in rules:
        if judged.issuperset(needed):
            for failure in rule(tables):
                if failure.table in judged:
                    yield Failure(**{**failure.__dict__, "rule": rule.__name__})
