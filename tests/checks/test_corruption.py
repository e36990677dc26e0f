"""What validation notices of damages that people and tools do; ``corruption.py`` makes them and counts."""

from __future__ import annotations

from pathlib import Path

import corruption
import pandas as pd
import pytest
from corruption import FILES, KINDS, LITERALS, VALUES, Count, Kind
from support import ROOT

import cnhealthdata as chd
from cnhealthdata.tables.declaration import TABLES

#: The counts take a minute: one worker makes them for all tests.
pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("corruption")]

COLUMNS = ["table", "row", "key", "column", "value", "expected", "rule"]


@pytest.fixture(scope="module")
def counts(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Count]:
    """Every kind, counted once; no call may crash."""
    desk = corruption.Desk(tmp_path_factory.mktemp("tables"), corruption.sources())
    return {kind.name: desk.count(kind) for kind in KINDS}


def named(kind: Kind) -> str:
    return kind.name


def test_damages_are_many_and_of_all_kinds(counts: dict[str, Count]) -> None:
    assert sum(count.damages for count in counts.values()) > 3000
    assert all(count.damages > 0 for count in counts.values())


@pytest.mark.parametrize("kind", KINDS, ids=named)
def test_what_the_rules_notice(kind: Kind, counts: dict[str, Count]) -> None:
    count = counts[kind.name]
    assert count.rules >= kind.rules * count.damages


@pytest.mark.parametrize("kind", KINDS, ids=named)
def test_what_is_noticed_with_the_texts(kind: Kind, counts: dict[str, Count], sources: Path) -> None:
    count = counts[kind.name]
    assert count.texts is not None
    assert count.texts >= kind.texts * count.damages, count.missed


def test_the_rules_notice_damaged_values(counts: dict[str, Count]) -> None:
    values = [count for count in counts.values() if count.kind.group == VALUES]
    assert sum(count.rules for count in values) >= 0.95 * sum(count.damages for count in values)


def test_the_goals_are_set_where_they_belong() -> None:
    assert all(kind.texts == 1.0 for kind in KINDS if kind.group in {VALUES, LITERALS, FILES})
    assert all(kind.rules == 1.0 for kind in KINDS if kind.group == FILES)


def test_the_table_shows_every_kind(counts: dict[str, Count]) -> None:
    table = corruption.table_of(counts.values())
    assert all(f"| {kind.name} | {counts[kind.name].damages} |" in table for kind in KINDS)


def test_the_published_table_is_this_one(counts: dict[str, Count], sources: Path) -> None:
    page = (ROOT / "docs" / "validation.md").read_text(encoding="utf-8")
    assert corruption.table_of(counts.values()) in page


SHAPES = {
    "no rows": lambda frame: frame.iloc[:0],
    "doubled": lambda frame: pd.concat([frame, frame]),
    "reversed": lambda frame: frame.iloc[::-1],
    "emptied": lambda frame: frame.mask(frame.notna()),
}


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("name", TABLES)
def test_odd_frames_do_not_crash(name: str, shape: str) -> None:
    frames = {table: getattr(chd, f"load_{table}")().loc[:, TABLES[table].column_names] for table in TABLES}
    failures = chd.validate(frames | {name: SHAPES[shape](frames[name])}, sources=corruption.sources())
    assert list(failures.columns) == COLUMNS
    assert not failures.empty or (name, shape) == ("reforms", "no rows")
