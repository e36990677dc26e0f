"""Damage the shipped tables as people and tools do, and count what ``validate`` notices.

``python tests/checks/corruption.py`` prints a Markdown table; with ``--missed`` it also lists what went unnoticed, with
``--write`` it puts the table into docs/validation.md.

Every damage is one slip: a digit, a unit, a place, a row, a file saved by the wrong program. A damaged cell or row
counts as noticed when a failure names that row, or the observation that it belongs to; a failure elsewhere does not
count. Many such damages are checked in one call, set so far apart that no failure can be taken for another's. A damaged
file is checked alone and counts as noticed when anything fails. What only the texts notice is told from what the rules
notice by the rule that a failure comes from.
"""

from __future__ import annotations

import csv
import io
import random
import re
import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from itertools import islice, pairwise, zip_longest
from pathlib import Path
from typing import Any

import pandas as pd

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from support import ROOT, sources_folder

import cnhealthdata as chd
from cnhealthdata.printed.literals import read_literal
from cnhealthdata.tables.declaration import TABLES
from cnhealthdata.tables.shapes import OBSERVATION_ID
from cnhealthdata.tables.storage import table_bytes
from cnhealthdata.tables.vocabularies import MASK_QUALIFIER, QUALIFIER

PAGE = ROOT / "docs" / "validation.md"
SEED = 0
MOST = 120  #: damages of one kind
MOST_FILES = 40  #: damaged files of one kind
FEW = 3  #: damaged rows of a short table
APART = 5  #: least distance, in rows, of two damages that are checked together
TEXT_RULES = {"literals", "terms", "coverage", "texts", "words", "places"}
JUDGED = {"observations", "ledger", "identities"}  #: checked beside each damaged table, for rules between tables
LONG_TABLES = {
    "observations",
    "ledger",
    "reforms",
    "benchmarks",
    "targets",
}  #: tables of which no other table looks up single words

VALUES = "values and bounds"
LITERALS = "literals and spans"
MEANING = "meaning"
ROWS = "rows"
SERIES = "long series, targets and policies"
FILES = "files"

Row = dict[str, str]
Names = frozenset[str]


def sources() -> Path | None:
    """The folder of source texts, if it is at hand."""
    folder = sources_folder()
    return folder if folder.is_dir() else None


def numeral(observation_id: str) -> str:
    """The place of the numeral that an observation is read from."""
    return re.sub(r"\.\d$", "", observation_id)


# --- The tables, as text ----------------------------------------------------------------------------------------------


class Book:
    """The shipped tables as rows of text, and the names by which a failure can point to a row."""

    def __init__(self) -> None:
        self.rows: dict[str, list[Row]] = {
            name: list(csv.DictReader(io.StringIO(table_bytes(name).decode("utf-8"), newline=""))) for name in TABLES
        }

    @cached_property
    def indicators(self) -> dict[str, Row]:
        return {row["indicator_id"]: row for row in self.rows["indicators"]}

    @cached_property
    def levels(self) -> dict[str, str]:
        return {row["region_code"]: row["level"] for row in self.rows["regions"]}

    @cached_property
    def parts(self) -> dict[str, list[int]]:
        """Rows of observations, by the numeral that they are read from."""
        found = defaultdict(list)
        for number, row in enumerate(self.rows["observations"]):
            found[numeral(row["observation_id"])].append(number)
        return found

    @cached_property
    def ledger(self) -> dict[str, int]:
        """Rows of the ledger, by the place of their numeral."""
        return {f"{row['report_id']}@{row['char_start']}": number for number, row in enumerate(self.rows["ledger"])}

    @cached_property
    def mentions(self) -> dict[str, list[tuple[str, int, str]]]:
        """Cells that hold the id of an observation (table, row, column), by its numeral."""
        columns = {
            "observations": ("observation_id", "baseline_id"),
            "ledger": ("observation_id",),
            "identities": ("result_id", "part_ids"),
        }
        found = defaultdict(list)
        for table, names in columns.items():
            for number, row in enumerate(self.rows[table]):
                for name in names:
                    for place in {numeral(key) for key in row[name].split(";") if key}:
                        found[place].append((table, number, name))
        return found

    @cached_property
    def families(self) -> dict[str, str]:
        """Numerals that some rule compares with each other, under the name of one of them."""
        head = {place: place for place in self.parts}

        def first(place: str) -> str:
            while head[place] != place:
                place = head[place]
            return place

        pairs = [(row["observation_id"], row["baseline_id"]) for row in self.rows["observations"] if row["baseline_id"]]
        pairs += [(row["result_id"], part) for row in self.rows["identities"] for part in row["part_ids"].split(";")]
        for one, other in pairs:
            head[first(numeral(one))] = first(numeral(other))
        return {place: first(place) for place in head}

    @cached_property
    def _spans(self) -> dict[str, list[tuple[int, int, int]]]:
        files = {row["report_id"]: row["source_file"] for row in self.rows["reports"]}
        files["compilation-00"] = files["compilation-01"]
        found = defaultdict(list)
        for number, row in enumerate(self.rows["ledger"]):
            found[files[row["report_id"]]].append((int(row["char_start"]), int(row["char_end"]), number))
        return found

    def names(self, table: str, number: int) -> Names:
        """The row, and the observations that it belongs to."""
        row = self.rows[table][number]
        keys = {
            "observations": lambda: [row["observation_id"]],
            "ledger": lambda: [f"{row['report_id']}@{row['char_start']}", row["observation_id"]],
            "identities": lambda: [row["result_id"], *row["part_ids"].split(";")],
        }.get(table, list)()
        return frozenset({f"{table} {number}", *filter(None, keys)})

    def names_at(self, file: str, position: int) -> Names:
        """The row of the ledger that covers a code point of a source text."""
        numbers = [number for start, end, number in self._spans[file] if start <= position < end]
        return self.names("ledger", numbers[0]) if numbers else frozenset()


# --- Damages ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Edit:
    """New cells in one row, or the row lost or doubled."""

    table: str
    number: int
    cells: Mapping[str, str] = field(default_factory=dict)
    times: int = 1  #: how often the row stands afterwards


@dataclass(frozen=True)
class Damage:
    """One slip in cells or rows; a consistent one touches several rows."""

    edits: tuple[Edit, ...]

    def alters(self, book: Book) -> bool:
        return any(
            edit.times != 1
            or any(
                not _same(edit.table, name, book.rows[edit.table][edit.number][name], cell)
                for name, cell in edit.cells.items()
            )
            for edit in self.edits
        )

    def names(self, book: Book) -> Names:
        return frozenset().union(*(book.names(edit.table, edit.number) for edit in self.edits))

    def zone(self, book: Book) -> set[str]:
        """Rows and numerals that no other damage of the same call may touch."""
        zone = {book.families[place] for name in self.names(book) if (place := numeral(name)) in book.families}
        for edit in self.edits:
            near = range(edit.number - APART // 2, edit.number + APART // 2 + 1)
            zone |= {f"{edit.table} {number}" for number in near}
        return zone

    def __str__(self) -> str:
        return "; ".join(
            f"{edit.table} {edit.number} {dict(edit.cells) if edit.times == 1 else f'{edit.times} times'}"
            for edit in self.edits
        )


@dataclass(frozen=True)
class FileDamage:
    """A file of one table, saved wrongly."""

    table: str
    content: bytes
    words: str = ""

    def alters(self, book: Book) -> bool:
        return self.content != table_bytes(self.table)

    def __str__(self) -> str:
        return f"{self.table}.csv {self.words}".strip()


AnyDamage = Damage | FileDamage


def _same(table: str, column: str, one: str, other: str) -> bool:
    """Whether two cells hold the same text, or the same number."""
    if one == other or TABLES[table].column(column).type != "float":
        return one == other
    try:
        return float(one) == float(other)
    except ValueError:
        return False


@dataclass(frozen=True)
class Kind:
    """A kind of damage, and the shares that must be noticed."""

    name: str
    group: str
    damages: Callable[[Book, random.Random], Iterator[AnyDamage]]
    rules: float  #: least share that the rules notice without the texts
    texts: float  #: least share that is noticed with the texts

    def drawn(self, book: Book) -> list[AnyDamage]:
        """The damages of this kind, always the same ones."""
        altering = (
            damage for damage in self.damages(book, random.Random(f"{SEED} {self.name}")) if damage.alters(book)
        )
        found = list(islice(altering, MOST))
        return found[:MOST_FILES] if any(isinstance(damage, FileDamage) for damage in found) else found


KINDS: list[Kind] = []
Maker = Callable[[Book, random.Random], Iterator[AnyDamage]]
Change = Callable[[Row, random.Random, Book], Row]


def kind(name: str, group: str, rules: float, texts: float = 1.0) -> Callable[[Maker], Maker]:
    """Register a kind of damage."""

    def register(maker: Maker) -> Maker:
        KINDS.append(Kind(name, group, maker, rules, texts))
        return maker

    return register


def cell_kind(
    name: str, group: str, rules: float, texts: float = 1.0, tables: Iterable[str] = ("observations",)
) -> Callable[[Change], Change]:
    """Register a change of single rows; it returns the new cells, none where it does not apply."""

    def register(change: Change) -> Change:
        def maker(book: Book, rng: random.Random) -> Iterator[Damage]:
            for table, number in _shuffled(book, rng, tables):
                if cells := change(book.rows[table][number], rng, book):
                    yield Damage((Edit(table, number, cells),))

        KINDS.append(Kind(name, group, maker, rules, texts))
        return change

    return register


def _shuffled(book: Book, rng: random.Random, tables: Iterable[str]) -> list[tuple[str, int]]:
    """Rows in random order, from each table in turn; of a short table a few, as each costs a call of its own.

    Of a long table first come rows that stand ``APART`` rows from each other, so that few calls are needed.
    """
    places = []
    for table in tables:
        numbers = list(range(len(book.rows[table])))
        rng.shuffle(numbers)
        first = rng.randrange(APART)
        if table in LONG_TABLES:
            numbers.sort(key=lambda number: (number - first) % APART)
        places.append([(table, number) for number in (numbers if table in LONG_TABLES else numbers[:FEW])])
    return [place for turn in zip_longest(*places) for place in turn if place]


# --- Values and bounds ------------------------------------------------------------------------------------------------

NUMBERS = ("value", "value_low", "value_high")


def _other_digit(text: str, rng: random.Random) -> str:
    """One digit of a text, changed."""
    places = [place for place, char in enumerate(text) if char in "0123456789"]
    if not places:
        return text
    place = rng.choice(places)
    return text[:place] + rng.choice("0123456789".replace(text[place], "")) + text[place + 1 :]


def _scaled(row: Row, power: int) -> Row:
    """Value and bounds times a power of ten."""
    return {
        name: format(Decimal(row[name]).scaleb(power).normalize(), "f")
        for name in NUMBERS
        if row[name] not in {"", "inf", "0"}
    }


@cell_kind("digits of the value swapped", VALUES, 0.95)
def digits_swapped(row: Row, rng: random.Random, book: Book) -> Row:
    text = row["value"]
    digits = [place for place, char in enumerate(text) if char.isdigit()]
    pairs = [(a, b) for a, b in pairwise(digits) if text[a] != text[b]]
    if not pairs:
        return {}
    chars = list(text)
    a, b = rng.choice(pairs)
    chars[a], chars[b] = chars[b], chars[a]
    return {"value": "".join(chars)}


@cell_kind("digit of the value changed", VALUES, 0.95)
def value_digit(row: Row, rng: random.Random, book: Book) -> Row:
    return {"value": _other_digit(row["value"], rng)}


@cell_kind("value and bounds × 10", VALUES, 0.95)
def ten_times(row: Row, rng: random.Random, book: Book) -> Row:
    return _scaled(row, 1)


@cell_kind("value and bounds ÷ 10", VALUES, 0.95)
def tenth(row: Row, rng: random.Random, book: Book) -> Row:
    return _scaled(row, -1)


@cell_kind("value alone × 10 or ÷ 10", VALUES, 0.95)
def decimal_shifted(row: Row, rng: random.Random, book: Book) -> Row:
    return {name: cell for name, cell in _scaled(row, rng.choice((1, -1))).items() if name == "value"}


@cell_kind("万 or 亿 lost in value and bounds", VALUES, 0.95)
def myriads_lost_in_value(row: Row, rng: random.Random, book: Book) -> Row:
    return _scaled(row, -4) if "万" in row["literal"] else _scaled(row, -8) if "亿" in row["literal"] else {}


@cell_kind("bound changed", VALUES, 0.95)
def bound_changed(row: Row, rng: random.Random, book: Book) -> Row:
    names = [name for name in ("value_low", "value_high") if row[name]]
    if not names:
        return {}
    name = rng.choice(names)
    return {name: row["value_low"] if row[name] == "inf" else _other_digit(row[name], rng)}


@cell_kind("bound lost", VALUES, 0.95)
def bound_lost(row: Row, rng: random.Random, book: Book) -> Row:
    return {rng.choice(("value_low", "value_high")): ""}


# --- Literals and spans -----------------------------------------------------------------------------------------------


@cell_kind("% for ‰ in literal, or back", LITERALS, 0.95)
def per_mille(row: Row, rng: random.Random, book: Book) -> Row:
    return {"literal": row["literal"].translate(str.maketrans("%‰", "‰%"))}


@cell_kind("万 or 亿 lost in literal", LITERALS, 0.95)
def myriads_lost_in_literal(row: Row, rng: random.Random, book: Book) -> Row:
    return {"literal": re.sub("[万亿]", "", row["literal"])}


@cell_kind("digit of the literal changed", LITERALS, 0.95)
def literal_digit(row: Row, rng: random.Random, book: Book) -> Row:
    return {"literal": _other_digit(row["literal"], rng)}


@kind("digit misread in literal, value, bounds and ledger", LITERALS, 0.05)
def misread(book: Book, rng: random.Random) -> Iterator[Damage]:
    """A consistent misreading: the numeral says something else in every table."""
    places = list(book.parts)
    rng.shuffle(places)
    for place in places:
        rows = [book.rows["observations"][number] for number in book.parts[place]]
        literal = _other_digit(rows[0]["literal"], rng)
        if literal == rows[0]["literal"]:
            continue
        edits = [
            Edit("observations", number, _read(literal, row, book))
            for number, row in zip(book.parts[place], rows, strict=True)
        ]
        yield Damage((*edits, Edit("ledger", book.ledger[place], {"literal": literal})))


def _read(literal: str, row: Row, book: Book) -> Row:
    """Literal, value and bounds, as a curator would write them."""
    indicator = book.indicators[row["indicator_id"]]
    least, greatest = (float(indicator[name]) if indicator[name] else None for name in ("minimum", "maximum"))
    if row["statistic"] == "change":
        least, greatest = 0.0, None
    reading = read_literal(literal, row["qualifier"], row["mask_qualifier"] or None, least, greatest)
    numbers = (reading.value, reading.low, reading.high)
    cells = {name: "" if number is None else repr(number) for name, number in zip(NUMBERS, numbers, strict=True)}
    return cells | {"literal": literal}


def _moved(row: Row, steps: int) -> Row:
    return {name: str(int(row[name]) + steps) for name in ("char_start", "char_end")}


def _steps(rng: random.Random) -> int:
    return rng.choice((-3, -2, -1, 1, 2, 3))


@cell_kind("span moved by 1 to 3, key kept", LITERALS, 0.6, tables=("observations", "ledger"))
def span_moved(row: Row, rng: random.Random, book: Book) -> Row:
    return _moved(row, _steps(rng))


@kind("span moved by 1 to 3, with keys and ledger", LITERALS, 0.0)
def span_moved_everywhere(book: Book, rng: random.Random) -> Iterator[Damage]:
    places = list(book.parts)
    rng.shuffle(places)
    for place in places:
        steps = _steps(rng)
        report, start = place.split("@")
        pattern = re.compile(rf"\b{place}(?!\d)")
        cells: dict[tuple[str, int], Row] = defaultdict(dict)
        for table, number, name in book.mentions[place]:
            cells[table, number][name] = pattern.sub(f"{report}@{int(start) + steps}", book.rows[table][number][name])
        for table, number in [
            *(("observations", number) for number in book.parts[place]),
            ("ledger", book.ledger[place]),
        ]:
            cells[table, number] |= _moved(book.rows[table][number], steps)
        yield Damage(tuple(Edit(table, number, new) for (table, number), new in cells.items()))


# --- Meaning ----------------------------------------------------------------------------------------------------------


@cell_kind("year off by one, period kept", MEANING, 1.0)
def year_off(row: Row, rng: random.Random, book: Book) -> Row:
    return {"year": str(int(row["year"]) + rng.choice((-1, 1)))} if row["year"] else {}


@cell_kind("year and period off by one", MEANING, 0.75, 0.75)
def period_off(row: Row, rng: random.Random, book: Book) -> Row:
    step = rng.choice((-1, 1))
    if not row["year"]:
        return {}
    period = re.sub(r"\d{4}", lambda year: str(int(year.group()) + step), row["period"])
    return {"year": str(int(row["year"]) + step), "period": period}


def _city(code: str) -> str:
    return code[:4]


@cell_kind("another region of the same level", MEANING, 0.95, 0.95, tables=("observations", "reforms"))
def region_swapped(row: Row, rng: random.Random, book: Book) -> Row:
    code = row["region_code"]
    level = book.levels.get(code)
    others = [other for other in book.levels if book.levels[other] == level and _city(other) != _city(code)]
    return {"region_code": rng.choice(others)} if others else {}


@cell_kind("another county of the same city", MEANING, 0.0, 0.4, tables=("observations", "reforms"))
def county_swapped(row: Row, rng: random.Random, book: Book) -> Row:
    code = row["region_code"]
    if book.levels.get(code) != "county":
        return {}
    others = [other for other in book.levels if _city(other) == _city(code) and not other.endswith("00")]
    return {"region_code": rng.choice([other for other in others if other != code])} if len(others) > 1 else {}


@cell_kind("actual for target or planned, or back", MEANING, 0.05, 0.05)
def status_swapped(row: Row, rng: random.Random, book: Book) -> Row:
    return {"status": "target" if row["status"] == "actual" else "actual"}


@cell_kind("level for change or rank, or back", MEANING, 0.4, 0.85)
def statistic_swapped(row: Row, rng: random.Random, book: Book) -> Row:
    return {"statistic": rng.choice(("change", "rank")) if row["statistic"] == "level" else "level"}


@cell_kind("qualifier changed", MEANING, 0.9, 0.95)
def qualifier_changed(row: Row, rng: random.Random, book: Book) -> Row:
    return {"qualifier": rng.choice([word for word in QUALIFIER.meanings if word != row["qualifier"]])}


@cell_kind("qualifier of a mask changed", MEANING, 0.8, 0.95)
def mask_qualifier_changed(row: Row, rng: random.Random, book: Book) -> Row:
    words = [word for word in ("", *MASK_QUALIFIER.meanings) if word != row["mask_qualifier"]]
    return {"mask_qualifier": rng.choice(words)} if row["qualifier"] == "masked" else {}


def _other_indicator(row: Row, rng: random.Random, book: Book, *, same_unit: bool) -> Row:
    own = book.indicators[row["indicator_id"]]
    others = [
        name
        for name, other in book.indicators.items()
        if other is not own and (other["unit"] == own["unit"]) == same_unit
    ]
    return {"indicator_id": rng.choice(others)} if others else {}


@cell_kind("another indicator of the same unit", MEANING, 0.03, 0.03)
def indicator_swapped(row: Row, rng: random.Random, book: Book) -> Row:
    return _other_indicator(row, rng, book, same_unit=True)


@cell_kind("another indicator of another unit", MEANING, 0.7, 0.7)
def unit_swapped(row: Row, rng: random.Random, book: Book) -> Row:
    return _other_indicator(row, rng, book, same_unit=False)


# --- Rows -------------------------------------------------------------------------------------------------------------


def _row_times(tables: Iterable[str], times: int) -> Maker:
    def maker(book: Book, rng: random.Random) -> Iterator[Damage]:
        for table, number in _shuffled(book, rng, tables):
            yield Damage((Edit(table, number, times=times),))

    return maker


kind("observation lost", ROWS, 0.95, 0.95)(_row_times(["observations"], 0))
kind("row of the ledger lost", ROWS, 0.4, 0.9)(_row_times(["ledger"], 0))
kind("row doubled", ROWS, 1.0)(_row_times(list(TABLES), 2))


# --- Cells as tools leave them ----------------------------------------------------------------------------------------


@cell_kind("flag misspelt", FILES, 1.0)
def flag_misspelt(row: Row, rng: random.Random, book: Book) -> Row:
    if not row["flags"]:
        return {}
    letters = [place for place, char in enumerate(row["flags"]) if char.isalpha()]
    place = rng.choice(letters)
    return {"flags": row["flags"][:place] + rng.choice(["", row["flags"][place] * 2]) + row["flags"][place + 1 :]}


def _some_cell(table: str, row: Row, rng: random.Random, new: Callable[[Any, str], str]) -> Row:
    """One cell of those that a change alters."""
    cells = {column.name: new(column, row[column.name]) for column in TABLES[table].columns if row[column.name]}
    names = [name for name, cell in cells.items() if cell != row[name]]
    return {name: cells[name] for name in [rng.choice(names)]} if names else {}


def tool_kind(name: str, new: Callable[[Any, str], str]) -> None:
    """Register a change that a tool makes to any cell of some shape, in all tables."""

    def maker(book: Book, rng: random.Random) -> Iterator[Damage]:
        for table, number in _shuffled(book, rng, TABLES):
            if cells := _some_cell(table, book.rows[table][number], rng, new):
                yield Damage((Edit(table, number, cells),))

    KINDS.append(Kind(name, FILES, maker, 1.0, 1.0))


def as_date(column: Any, text: str) -> str:
    """A period or key as a spreadsheet guesses a date."""
    if column.name in {"period", "period_start", "period_end"}:
        return f"{text}/1/1" if len(text) == 4 else f"Jan-{text[2:4]}"
    return f"Jan-{text[-2:]}" if column.name.endswith("_id") and text[-2:].isdigit() else text


def with_separators(column: Any, text: str) -> str:
    whole, point, fraction = text.partition(".")
    return f"{int(whole):,}{point}{fraction}" if column.type in {"int", "float"} and whole.isdigit() else text


def as_float(column: Any, text: str) -> str:
    """A code or whole number as a frame without declared types writes it."""
    return f"{text}.0" if column.type != "float" and text.isdigit() else text


def without_zeros(column: Any, text: str) -> str:
    return re.sub(r"-0(?=\d)", "-", text) if column.name.endswith("_id") else text


def emptied(column: Any, text: str) -> str:
    return text if column.nullable else ""


tool_kind("period or key turned to a date", as_date)
tool_kind("number with thousands separators", with_separators)
tool_kind("code or whole number turned to float text", as_float)
tool_kind("leading zero lost in a key", without_zeros)
tool_kind("required cell emptied", emptied)


# --- Long series ------------------------------------------------------------------------------------------------------

LINES = ("benchmarks",)


@cell_kind("value of a series × 10 or ÷ 10", SERIES, 0.8, 0.8, LINES)
def series_shifted(row: Row, rng: random.Random, book: Book) -> Row:
    return _scaled(row | {"value_low": "", "value_high": ""}, rng.choice((1, -1)))


@cell_kind("digit of a series changed", SERIES, 0.4, 0.4, LINES)
def series_digit(row: Row, rng: random.Random, book: Book) -> Row:
    return {"value": _other_digit(row["value"], rng)}


@cell_kind("year of a series off by one", SERIES, 0.7, 0.7, LINES)
def series_year(row: Row, rng: random.Random, book: Book) -> Row:
    return {"year": str(int(row["year"]) + rng.choice((1, -1)))}


@cell_kind("official for modelled, or back", SERIES, 0.15, 0.15, LINES)
def series_method(row: Row, rng: random.Random, book: Book) -> Row:
    return {"method": "modelled" if row["method"] == "official" else "official"}


@cell_kind("break of a series lost, or set", SERIES, 1.0, 1.0, LINES)
def series_break(row: Row, rng: random.Random, book: Book) -> Row:
    return {"obs_status": "A" if row["obs_status"] == "B" else "B"}


@cell_kind("flag of a series lost", SERIES, 1.0, 1.0, LINES)
def series_flag(row: Row, rng: random.Random, book: Book) -> Row:
    return {"flags": ""} if row["flags"] else {}


@cell_kind("year of a policy off by one", SERIES, 1.0, 1.0, ("policies",))
def policy_year(row: Row, rng: random.Random, book: Book) -> Row:
    return {"date": str(int(row["date"][:4]) + rng.choice((1, -1))) + row["date"][4:]}


@cell_kind("target of a report changed", SERIES, 1.0, 1.0, ("targets",))
def target_digit(row: Row, rng: random.Random, book: Book) -> Row:
    return {"value": _other_digit(row["value"], rng)} if row["observation_id"] else {}


# --- Files ------------------------------------------------------------------------------------------------------------


def _lines(table: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(table_bytes(table).decode("utf-8"), newline="")))


def _bytes(lines: Iterable[Iterable[str]]) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\n").writerows(lines)
    return out.getvalue().encode("utf-8")


@kind("saved as GB18030", FILES, 1.0)
def other_encoding(book: Book, rng: random.Random) -> Iterator[FileDamage]:
    for table in TABLES:
        yield FileDamage(table, table_bytes(table).decode("utf-8").encode("gb18030"))


@kind("saved with a byte order mark", FILES, 1.0)
def byte_order_mark(book: Book, rng: random.Random) -> Iterator[FileDamage]:
    for table in TABLES:
        yield FileDamage(table, b"\xef\xbb\xbf" + table_bytes(table))


@kind("saved with CR LF", FILES, 1.0)
def carriage_returns(book: Book, rng: random.Random) -> Iterator[FileDamage]:
    for table in TABLES:
        yield FileDamage(table, table_bytes(table).replace(b"\n", b"\r\n"))


@kind("column renamed", FILES, 1.0)
def column_renamed(book: Book, rng: random.Random) -> Iterator[FileDamage]:
    columns = [(table, column) for table in TABLES for column in range(len(TABLES[table].columns))]
    rng.shuffle(columns)
    for table, column in columns:
        header, *rows = _lines(table)
        words = f"{header[column]} renamed"
        header[column] = header[column].replace("_", " ").title()
        yield FileDamage(table, _bytes([header, *rows]), words)


@kind("columns swapped", FILES, 1.0)
def columns_swapped(book: Book, rng: random.Random) -> Iterator[FileDamage]:
    for table in list(TABLES) * 3:
        lines = _lines(table)
        a, b = rng.sample(range(len(lines[0])), 2)
        words = f"{lines[0][a]} and {lines[0][b]} swapped"
        for line in lines:
            line[a], line[b] = line[b], line[a]
        yield FileDamage(table, _bytes(lines), words)


@kind("column lost", FILES, 1.0)
def column_lost(book: Book, rng: random.Random) -> Iterator[FileDamage]:
    for table in list(TABLES) * 3:
        lines = _lines(table)
        place = rng.randrange(len(lines[0]))
        yield FileDamage(
            table, _bytes([*line[:place], *line[place + 1 :]] for line in lines), f"without {lines[0][place]}"
        )


@kind("comma without quotes", FILES, 1.0)
def unquoted_comma(book: Book, rng: random.Random) -> Iterator[FileDamage]:
    for table in list(TABLES) * 6:
        text = table_bytes(table).decode("utf-8")
        if quoted := list(re.finditer(r'"([^"\n]*,[^"\n]*)"', text)):
            cell = rng.choice(quoted)
            content = (text[: cell.start()] + cell.group(1) + text[cell.end() :]).encode("utf-8")
            yield FileDamage(table, content, cell.group(1))


@kind("end of the file lost", FILES, 1.0)
def cut_off(book: Book, rng: random.Random) -> Iterator[FileDamage]:
    for table in list(TABLES) * 2:
        lines = table_bytes(table).splitlines(keepends=True)
        last = rng.randrange(1, len(lines))
        yield FileDamage(
            table, b"".join(lines[:last]) + lines[last][: rng.randrange(1, len(lines[last]) // 2)], f"in row {last}"
        )


# --- Checking ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Count:
    """What was noticed of one kind."""

    kind: Kind
    damages: int
    rules: int
    texts: int | None  #: with the texts; missing where they are not at hand
    missed: tuple[str, ...]  #: what nothing noticed


class Desk:
    """A folder with the nine files, in which damages are laid out and checked."""

    def __init__(self, folder: Path, texts: Path | None) -> None:
        self.book, self.folder, self.texts = Book(), folder, texts
        for table in TABLES:
            self._path(table).write_bytes(table_bytes(table))

    def _path(self, table: str) -> Path:
        return self.folder / f"{table}.csv"

    def count(self, kind: Kind) -> Count:
        """Check all damages of a kind."""
        by_rules = by_all = 0
        damages, missed = kind.drawn(self.book), []
        for damage, rules, everything in self._checked(damages):
            by_rules += rules
            by_all += everything
            if not everything:
                missed.append(str(damage))
        return Count(kind, len(damages), by_rules, by_all if self.texts else None, tuple(missed))

    def _checked(self, damages: list[AnyDamage]) -> Iterator[tuple[AnyDamage, bool, bool]]:
        """Each damage, whether the rules notice it, and whether rules and texts together do."""
        yield from (self._file(damage) for damage in damages if isinstance(damage, FileDamage))
        for batch in self._batches([damage for damage in damages if isinstance(damage, Damage)]):
            yield from self._batch(batch)

    def _file(self, damage: FileDamage) -> tuple[AnyDamage, bool, bool]:
        path = self.folder / "damaged" / f"{damage.table}.csv"
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(damage.content)
        rules = set(chd.validate(path, sources=self.texts)["rule"])
        path.unlink()
        return damage, bool(rules - TEXT_RULES), bool(rules)

    def _batches(self, damages: list[Damage]) -> list[list[Damage]]:
        """Damages that can be checked in one call."""
        alone, found = [], list[tuple[set[str], list[Damage]]]()
        for damage in damages:
            if damage.edits[0].table not in LONG_TABLES:
                alone.append([damage])
                continue
            zone = damage.zone(self.book)
            for taken, batch in found:
                if taken.isdisjoint(zone):
                    taken |= zone
                    batch.append(damage)
                    break
            else:
                found.append((zone, [damage]))
        return alone + [batch for _, batch in found]

    def _batch(self, batch: list[Damage]) -> Iterator[tuple[AnyDamage, bool, bool]]:
        edits = {(edit.table, edit.number): edit for damage in batch for edit in damage.edits}
        tables = {table for table, _ in edits}
        origins = {table: self._write(table, edits) for table in tables}
        named: dict[bool, set[str]] = {True: set(), False: set()}
        for failure in chd.validate(
            [self._path(table) for table in sorted(tables | JUDGED)], sources=self.texts
        ).to_dict("records"):
            named[failure["rule"] in TEXT_RULES] |= self._names(failure, origins)
        for table in tables:
            self._path(table).write_bytes(table_bytes(table))
        for damage in batch:
            names = damage.names(self.book)
            yield damage, not names.isdisjoint(named[False]), not names.isdisjoint(named[False] | named[True])

    def _write(self, table: str, edits: Mapping[tuple[str, int], Edit]) -> list[int]:
        """Write a damaged table; the result gives the old row for each new one."""
        lines, origin = [list(TABLES[table].column_names)], []
        for number, row in enumerate(self.book.rows[table]):
            edit = edits.get((table, number), Edit(table, number))
            lines += [list({**row, **edit.cells}.values())] * edit.times
            origin += [number] * edit.times
        self._path(table).write_bytes(_bytes(lines))
        return origin

    def _names(self, failure: Mapping[Any, Any], origins: Mapping[str, list[int]]) -> set[str]:
        """What a failure points to: a row, observations in its words, a place in a text."""
        words = f"{failure['value']} {failure['expected']}"
        names = {found.group() for found in re.finditer(OBSERVATION_ID.pattern, words)}
        if not pd.isna(failure["row"]):
            row, table = int(failure["row"]), failure["table"]
            names |= self.book.names(table, origins[table][row] if table in origins else row)
        if place := re.search(r"(\S+\.txt), code point (\d+)", words):
            names |= self.book.names_at(place[1], int(place[2]))
        return names


def table_of(counts: Iterable[Count]) -> str:
    """The counts in Markdown."""
    lines = ["| damage | of | noticed by the rules | with the texts |", "|---|---:|---:|---:|"]
    group = ""
    for count in counts:
        if count.kind.group != group:
            group = count.kind.group
            lines.append(f"| **{group}** | | | |")
        with_texts = "–" if count.texts is None else f"{count.texts / count.damages:.1%}"
        lines.append(f"| {count.kind.name} | {count.damages} | {count.rules / count.damages:.1%} | {with_texts} |")
    return "\n".join(lines)


def main() -> None:
    """Count every kind and print the table."""
    texts = sources()
    if texts is None:
        if "--write" in sys.argv:
            sys.exit("The source texts are not at hand, and half of the page hangs on them. Set CNHEALTHDATA_SOURCES.")
        print("The source texts are not at hand; only the rules are counted.", file=sys.stderr)
    counts = []
    with tempfile.TemporaryDirectory() as folder:
        desk = Desk(Path(folder), texts)
        for number, each in enumerate(KINDS, start=1):
            print(f"{number} of {len(KINDS)}: {each.name}", file=sys.stderr, flush=True)
            counts.append(desk.count(each))
    print(table_of(counts))
    if "--write" in sys.argv:
        text = PAGE.read_text(encoding="utf-8")
        PAGE.write_text(text[: text.index("| damage |")] + table_of(counts) + "\n", encoding="utf-8", newline="\n")
    if "--missed" in sys.argv:
        print(*(f"{count.kind.name}: {words}" for count in counts for words in count.missed), sep="\n")


if __name__ == "__main__":
    main()
