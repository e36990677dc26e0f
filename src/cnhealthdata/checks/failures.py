"""What a rule finds, and what rules look things up with."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from types import ModuleType
from typing import TYPE_CHECKING, Any

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


@dataclass(frozen=True)
class Rule:
    """A function from the tables to failures, under a name of its own, and the tables that it judges."""

    name: str
    judges: tuple[str, ...]
    find: Callable[[Tables], Iterator[Failure]]


def rule(name: str, *judges: str) -> Callable[[Callable[[Tables], Iterator[Failure]]], Rule]:
    """Make a function a rule: it runs when all the tables that it judges are being validated."""
    return lambda find: Rule(name, judges, find)


def rule_of_each(name: str, *judged: str) -> Callable[[Callable[[Tables, str], Iterator[Failure]]], tuple[Rule, ...]]:
    """Make a function a rule of several tables, each judged alone; it takes the table's name beside the tables."""
    return lambda find: tuple(Rule(name, (table,), partial(_named, find, table)) for table in judged)


def _named(find: Callable[[Tables, str], Iterator[Failure]], table: str, tables: Tables) -> Iterator[Failure]:
    return find(tables, table)


def rules_of(*families: ModuleType) -> list[Rule]:
    """The rules of modules, in the order in which they stand there."""
    found = [value if isinstance(value, tuple) else (value,) for family in families for value in vars(family).values()]
    return [each for values in found for each in values if isinstance(each, Rule)]


def run(rules: Iterable[Rule], tables: Tables, judged: Iterable[str]) -> Iterator[Failure]:
    """Failures of every rule whose tables are judged; every other table serves for look-ups alone."""
    judged = set(judged)
    for each in rules:
        if judged.issuperset(each.judges):
            for failure in each.find(tables):
                if failure.table in judged:
                    yield replace(failure, rule=each.name)


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


def text(value: object) -> str:
    """A text, or an empty one for what is missing."""
    return value if isinstance(value, str) else ""


def number(value: Any) -> float | None:
    """A number, or ``None`` for what is missing."""
    return None if value is None or value != value else float(value)
