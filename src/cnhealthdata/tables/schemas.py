"""Pandera schemas, made from the declaration."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from cnhealthdata.errors import unknown_name
from cnhealthdata.tables.declaration import TABLES
from cnhealthdata.tables.declare import Column, Constraint, Matches, OneOf, Table
from cnhealthdata.tables.frames import DTYPES

if TYPE_CHECKING:
    import pandera.pandas as pa


def schema(table: str) -> pa.DataFrameSchema:
    """The pandera schema of a table.

    Parameters
    ----------
    table
        Name of a table, as ``list_datasets()`` gives it.

    Returns
    -------
    pandera.pandas.DataFrameSchema
        Columns, types, constraints and key; values are not coerced.

    Raises
    ------
    UnknownNameError
        No such table.

    Examples
    --------
    >>> import cnhealthdata as chd
    >>> chd.schema("flags").validate(chd.load_flags()).shape == chd.load_flags().shape
    True
    """
    if table not in TABLES:
        raise unknown_name("table", table, TABLES, "list_datasets() names the tables.")
    return _schema(table)


@cache
def _schema(name: str) -> pa.DataFrameSchema:
    return frame_schema(TABLES[name])


def frame_schema(table: Table) -> pa.DataFrameSchema:
    """The pandera schema of a declared frame, whether or not it is a shipped table."""
    import pandera.pandas as pa

    return pa.DataFrameSchema(
        {column.name: _column(column) for column in table.columns},
        name=table.name,
        title=table.title,
        description=table.description,
        unique=list(table.key),
        strict=True,
        ordered=True,
        coerce=False,
    )


def _column(column: Column) -> Any:
    import pandera.pandas as pa

    checks = [_check(column.constraint)] if column.constraint else []
    return pa.Column(
        DTYPES[column.type],
        checks=checks,
        nullable=column.nullable,
        description=column.description,
    )


def _check(constraint: Constraint) -> Any:
    import pandera.pandas as pa

    words = constraint.describe()
    if isinstance(constraint, OneOf):
        return pa.Check.isin(list(constraint.meanings), error=words)
    if isinstance(constraint, Matches):
        return pa.Check.str_matches(f"^(?:{constraint.pattern})$", error=words)
    return pa.Check.ge(constraint.minimum, error=words)
