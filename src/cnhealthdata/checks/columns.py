"""Each column by itself: it is there, in its type, complete, and holds what may stand in it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from cnhealthdata.checks.failures import Failure
from cnhealthdata.tables.frames import DTYPES

if TYPE_CHECKING:
    import pandas as pd

    from cnhealthdata.tables.declare import Column, Table


def column_failures(frame: pd.DataFrame, table: Table) -> Iterator[Failure]:
    """What the declaration does not allow in a frame; after the rule ``structure`` no other rule can run."""
    wanted, found = table.column_names, list(map(str, frame.columns))
    for name in wanted:
        if name not in found:
            yield Failure(table.name, None, name, name, "this column", "structure")
    for name in found:
        if name not in wanted:
            yield Failure(table.name, None, name, name, "no such column", "structure")
    if found != wanted and sorted(found) == sorted(wanted):
        first = next(name for name, should in zip(found, wanted, strict=True) if name != should)
        yield Failure(table.name, None, first, first, "columns in the declared order", "structure")
    for column in table.columns:
        if column.name in found:
            yield from _content_failures(frame[column.name], column, table.name)
    key = list(table.key)
    if set(key) <= set(found):
        for row in frame.index[frame.duplicated(key, keep=False)]:
            value = "@".join(map(str, frame.loc[row, key]))
            yield Failure(table.name, row, ", ".join(key), value, "a key that stands once", "key")


def _content_failures(values: pd.Series[Any], column: Column, table: str) -> Iterator[Failure]:
    if not _is_of_kind(values, column.type):
        expected = f"{DTYPES[column.type]}, the declared type"
        yield Failure(table, None, column.name, str(values.dtype), expected, "structure")
        return
    if not column.nullable:
        for row in values.index[values.isna()]:
            yield Failure(table, row, column.name, None, "a value; the column is required", "required")
    if column.constraint is None:
        return
    known = values.dropna()
    wrong = {value for value in known.unique() if not column.constraint.allows(value)}
    for row, value in known[known.isin(wrong)].items():
        yield Failure(table, row, column.name, value, column.constraint.describe(), "column")  # type: ignore[arg-type]


def _is_of_kind(values: pd.Series[Any], kind: str) -> bool:
    """Whether a column has the declared type, in whatever form this version of pandas gives it."""
    from pandas.api import types

    if kind == "str":
        # A column of nothing but missing values has no type that tells.
        return bool(values.isna().all()) or types.infer_dtype(values, skipna=True) == "string"
    return {"int": types.is_integer_dtype, "float": types.is_float_dtype, "bool": types.is_bool_dtype}[kind](
        values.dtype
    )
