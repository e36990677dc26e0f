"""Typed frames from values of Python, and back to values and to CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

    from cnhealthdata.tables.declare import Table

DTYPES = {"str": "str", "int": "Int64", "float": "float64", "bool": "bool"}

#: From the text of a cell to its value, by the type of its column; an empty cell is missing.
_READ: dict[str, Callable[[str], Any]] = {"int": int, "float": float, "bool": "true".__eq__}


def frame_of(columns: Mapping[str, Sequence[Any]], kinds: Mapping[str, str]) -> pd.DataFrame:
    """A frame of columns of the declared types named in ``kinds``; ``None`` is missing.

    Types are made as arrays, all texts at once: conversion column by column is what a small table would pay for most.
    """
    import numpy as np
    import pandas as pd

    arrays: dict[str, Any] = {}
    texts = [name for name, kind in kinds.items() if kind == "str"]
    whole = _text_array([value for name in texts for value in columns[name]])
    start = 0
    for name in texts:
        arrays[name] = whole[start : start + len(columns[name])]
        start += len(columns[name])
    for name, kind in kinds.items():
        values = columns[name]
        if kind == "int":
            missing = np.array([value is None for value in values], dtype="bool")
            filled = np.array([0 if value is None else value for value in values], dtype="int64")
            arrays[name] = pd.arrays.IntegerArray(filled, missing)
        elif kind != "str":
            unknown = kind == "bool" and None in values  # numpy would read a missing truth as false
            arrays[name] = np.array(values, dtype="object" if unknown else DTYPES[kind])
    frame = pd.DataFrame({place: arrays[name] for place, name in enumerate(kinds)}, copy=False)
    frame.columns = pd.Index(_text_array(list(kinds)))
    return frame


def _is_modern() -> bool:
    """Whether pandas has a type of texts and copies on write, as it does from version 3 on."""
    import pandas as pd

    return int(pd.__version__.partition(".")[0]) >= 3


def text_dtype() -> Any:
    """The type of texts: ``str``, or objects where pandas has no better."""
    import pandas as pd

    return pd.api.types.pandas_dtype("str" if _is_modern() else "object")


def _text_array(values: list[str | None]) -> Any:
    """An array of texts, some missing, in the storage that this installation gives them."""
    import pandas as pd

    dtype = text_dtype()
    joined = "\0".join([value or "" for value in values])
    if getattr(dtype, "storage", "") != "pyarrow" or joined.count("\0") != len(values) - 1:
        return pd.array(values, dtype=dtype)
    # Straight from bytes: the usual way loads modules of pyarrow that take longer than a whole table.
    import numpy as np
    import pyarrow as pa  # type: ignore[import-untyped]

    content = np.frombuffer(joined.encode(), dtype="uint8")
    ends = np.flatnonzero(content == 0)
    offsets = np.zeros(len(values) + 1, dtype="int64")
    offsets[1:-1] = ends - np.arange(len(ends))
    offsets[-1] = len(content) - len(ends)
    present = np.packbits([value is not None for value in values], bitorder="little")
    buffers = (pa.py_buffer(part) for part in (offsets, content[content != 0], present))
    return dtype.__from_arrow__(pa.LargeStringArray.from_buffers(len(values), *buffers))


def text_columns(frame: pd.DataFrame) -> list[str]:
    """Columns that hold texts."""
    from pandas.api.types import is_object_dtype, is_string_dtype

    return [name for name in frame.columns if is_string_dtype(frame[name]) or is_object_dtype(frame[name])]


def fresh(frame: pd.DataFrame) -> pd.DataFrame:
    """A copy that may be changed; where pandas copies on write, it costs nothing."""
    return frame.copy(deep=not _is_modern())


def typed_frame(rows: Iterable[Mapping[str, Any]], kinds: Mapping[str, str]) -> pd.DataFrame:
    """Rows as a frame with the columns of ``kinds``, each of the type named there; what a row lacks is missing."""
    rows = list(rows)
    return frame_of({name: [row.get(name) for row in rows] for name in kinds}, kinds)


def kinds_of(table: Table) -> dict[str, str]:
    """Type by column of a declared table."""
    return {column.name: column.type for column in table.columns}


def read_columns(content: bytes, table: Table) -> dict[str, list[Any]]:
    """Columns of a CSV file as values of Python, ``None`` for missing."""
    header, *lines = csv.reader(io.StringIO(content.decode("utf-8"), newline=""))
    cells = dict(zip(header, zip(*lines, strict=True), strict=True)) if lines else dict.fromkeys(header, ())
    columns: dict[str, list[Any]] = {}
    for column in table.columns:
        read = _READ.get(column.type)
        if read is None:
            columns[column.name] = [cell or None for cell in cells[column.name]]
        else:
            columns[column.name] = [read(cell) if cell else None for cell in cells[column.name]]
    return columns


def parse(content: bytes, table: Table) -> pd.DataFrame:
    """Read the bytes of a CSV file into the declared types."""
    return frame_of(read_columns(content, table), kinds_of(table))


def records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Rows as dictionaries, missing values as ``None``."""
    rows: list[dict[str, Any]] = frame.astype("object").where(frame.notna(), None).to_dict("records")  # type: ignore[assignment]
    return rows


def _cell(value: Any) -> str:
    import pandas as pd

    if pd.isna(value):
        return ""
    if isinstance(value, float):
        return repr(value).removesuffix(".0")
    if isinstance(value, bool) or type(value).__name__ == "bool":
        return "true" if value else "false"
    return str(value)


def to_csv_bytes(frame: pd.DataFrame, columns: Sequence[str]) -> bytes:
    """The one way in which tables are written: UTF-8, LF, empty for missing, whole numbers without a point."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(zip(*([_cell(value) for value in frame[column]] for column in columns), strict=True))
    return out.getvalue().encode("utf-8")
