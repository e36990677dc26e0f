"""Damage the shipped tables as people and tools do, and count what ``validate`` notices.

``python tests/corruption.py`` prints a Markdown table. Every damage is one slip: a digit, a unit, a place, a row, a
file saved by the wrong program. It counts as noticed when a failure names the damaged row, or the observation that the
row belongs to; a failure elsewhere does not count. Many damages are checked in one call, set so far apart that no
failure can be taken for another's. What only the texts notice is told from what the rules notice by the failure's rule.
"""

from __future__ import annotations

import csv
import io
import os
import random
import re
import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import pandas as pd

import cnhealthdata as chd
from cnhealthdata._declaration import MASK_QUALIFIER, QUALIFIER, STATISTIC, STATUS, TABLES
from cnhealthdata._literals import read_literal
from cnhealthdata._storage import table_bytes

SEED = 0
MOST = 160  #: damages of one kind
MOST_FILES = 60  #: damaged files of one kind
APART = 4  #: rows between two damages in one call
TEXT_RULES = {"literals", "terms", "coverage", "texts", "words", "places"}

Row = dict[str, str]
Names = frozenset[str]


def sources() -> Path | None:
    """The folder of source texts, if it is at hand."""
    folder = Path(os.environ.get("CNHEALTHDATA_SOURCES") or Path(__file__).resolve().parents[2] / "shared" / "sources")
    return folder if folder.is_dir() else None


# --- The tables, as text ----------------------------------------------------------------------------------------------


class Book:
    """The shipped tables as rows of text, and the names by which a failure can point to each row."""

    def __init__(self) -> None:
        self.rows: dict[str, list[Row]] = {
            name: list(csv.DictReader(io.StringIO(table_bytes(name).decode("utf-8"), newline=""))) for name in TABLES
        }
        self.indicators = {row["indicator_id"]: row for row in self.rows["indicators"]}

    @cached_property
    def numerals(self) -> dict[str, list[int]]:
        """Rows of observations by the numeral that they are read from."""
        found = defaultdict(list)
        for number, row in enumerate(self.rows["observations"]):
            found[numeral(row["observation_id"])].append(number)
        return dict(found)

    @cached_property
    def mentions(self) -> dict[str, list[tuple[str, int, str]]]:
        """Cells that hold the id of an observation, by numeral: table, row, column."""
        found = defaultdict(list)
        columns = {"observations": ["observation_id", "baseline_id"], "ledger": ["observation_id"]}
        for table, names in (columns | {"identities": ["result_id", "part_ids"]}).items():
            for number, row in enumerate(self.rows[table]):
                for name in names:
                    for key in filter(None, row[name].split(";")):
                        found[numeral(key)].append((table, number, name))
        return dict(found)

    @cached_property
    def ledger_of(self) -> dict[str, int]:
        """Ledger row by the place of its numeral."""
        return {f"{row['report_id']}@{row['char_start']}": number for number, row in enumerate(self.rows["ledger"])}

    def names(self, table: str, number: int) -> Names:
        """What a failure of this row names: the row, and the observations it belongs to."""
        row = self.rows[table][number]
        ids: list[str] = []
        if table == "observations":
            ids = [row["observation_id"]]
        elif table == "ledger":
            ids = [f"{row['report_id']}@{row['char_start']}", row["observation_id"]]
        elif table == "identities":
            ids = [row["result_id"], *row["part_ids"].split(";")]
        return frozenset({f"{table} {number}", *filter(None, ids)})

    def places(self, file: str, position: int) -> Names:
        """What a failure at a position of a source text names."""
        for row in self._spans.get(file, ()):
            if row[0] <= position < row[1]:
                return self.names("ledger", row[2])
        return frozenset()

    @cached_property
    def _spans(self) -> dict[str, list[tuple[int, int, int]]]:
        files = {row["report_id"]: row["source_file"] for row in self.rows["reports"]}
        files["compilation-00"] = files["compilation-01"]
        spans = defaultdict(list)
        for number, row in enumerate(self.rows["ledger"]):
            spans[files[row["report_id"]]].append((int(row["char_start"]), int(row["char_end"]), number))
        return dict(spans)

    @cached_property
    def families(self) -> dict[str, str]:
        """Numerals that a rule compares with each other, under one name."""
        family = {key: key for key in self.numerals}

        def head(key: str) -> str:
            while family.setdefault(key, key) != key:
                key = family[key]
            return key

        linked = [(row["observation_id"], row["baseline_id"]) for row in self.rows["observations"]]
        linked += [
            (row["result_id"], part) for row in self.rows["identities"] for part in row["part_ids"].split(";")
        ]
        for one, other in linked:
            if other:
                family[head(numeral(one))] = head(numeral(other))
        return {key: head(key) for key in family}


def numeral(observation_id: str) -> str:
    """The place of the numeral that an observation is read from."""
    return re.sub(r"\.\d$", "", observation_id)


# --- A damage ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Edit:
    """New cells in one row, or the row lost or doubled."""

    table: str
    number: int
    cells: Mapping[str, str] = field(default_factory=dict)
    times: int = 1  #: how often the row stands afterwards


@dataclass(frozen=True)
class Damage:
    """One slip; a consistent one touches several rows."""

    edits: tuple[Edit, ...]

    def alters(self, book: Book) -> bool:
        """Whether any cell or row is other than before."""
        return any(
            edit.times != 1 or any(book.rows[edit.table][edit.number][name] != cell for name, cell in edit.cells.items())
            for edit in self.edits
        )

    def names(self, book: Book) -> Names:
        return frozenset().union(*(book.names(edit.table, edit.number) for edit in self.edits))

    def zone(self, book: Book) -> set[str]:
        """Rows, numerals and tables in which no other damage may lie in the same call."""
        zone = {book.families[key] for name in self.names(book) if (key := numeral(name)) in book.families}
        for edit in self.edits:
            if edit.table in {"observations", "ledger", "reforms"}:
                near = range(edit.number - APART // 2, edit.number + APART // 2 + 1)
                zone |= {f"{edit.table} {number}" for number in near}
            else:
                zone.add(edit.table)  # rows of the short tables are looked up from everywhere
        return zone


def batches(damages: Iterable[Damage], book: Book) -> Iterator[list[Damage]]:
    """Damages that can be checked in one call."""
    found: list[tuple[set[str], list[Damage]]] = []
    for damage in damages:
        zone = damage.zone(book) | {f"not {table}" for table in TABLES if table not in {e.table for e in damage.edits}}
        zone = damage.zone(book)
        for taken, batch in found:
            if taken.isdisjoint(zone):
                taken |= zone
                batch.append(damage)
                break
        else:
            found.append((zone, [damage]))
    return (batch for _, batch in found)
