"""A user's CSV file as a typed frame, and what is wrong with it."""

from __future__ import annotations

import csv
import io
import math
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cnhealthdata.checks.failures import Failure
from cnhealthdata.errors import DataFileError
from cnhealthdata.tables.frames import frame_of, kinds_of

if TYPE_CHECKING:
    import pandas as pd

    from cnhealthdata.tables.declare import Column, Table


def read_user_csv(path: Path, table: Table) -> tuple[pd.DataFrame | None, list[Failure]]:
    """A user's CSV in the declared types; what does not convert is missing there and a failure here."""
    try:
        content = path.read_bytes()
    except OSError as error:
        msg = f"cannot read {str(path)!r} ({error.strerror}). Give the path of a CSV file."
        raise DataFileError(msg) from error

    def fault(value: object, expected: str, row: int | None = None, column: str = "", rule: str = "storage") -> Failure:
        return Failure(table.name, row, column, value, expected, rule)

    failures = []
    if content.startswith(b"\xef\xbb\xbf"):
        failures.append(fault("byte order mark", "UTF-8 without a byte order mark"))
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        wrong = f"byte {content[error.start]:#04x} at {error.start}"
        return None, [fault(wrong, "UTF-8; save the file again as 'CSV UTF-8'", rule="structure")]
    if "\r" in text:
        failures.append(fault("CR", "lines that end in LF alone"))
    if not text.endswith("\n"):
        failures.append(fault(text[-20:], "a last line that ends in LF; the end of the file may be lost"))
    lines = list(csv.reader(io.StringIO(text, newline="")))
    header, rows = (lines[0] if lines else []), lines[1:]
    if header != table.column_names:
        failures += _header_failures(header, table)
        return None, failures
    for row, line in enumerate(rows):
        if len(line) != len(header):
            failures.append(fault(f"{len(line)} fields", f"{len(header)} fields", row, rule="structure"))
    if any(failure.rule == "structure" for failure in failures):
        return None, failures
    columns = {}
    for position, column in enumerate(table.columns):
        values = []
        for row, line in enumerate(rows):
            try:
                values.append(_convert(line[position], column))
            except ValueError:
                failures.append(fault(line[position], _TYPES[column.type], row, column.name, "types"))
                values.append(None)
        columns[column.name] = values
    return frame_of(columns, kinds_of(table)), failures


_TYPES = {"str": "text", "int": "a whole number", "float": "a number, or inf", "bool": "true or false"}


def _convert(text: str, column: Column) -> Any:
    if text == "":
        return None
    if column.type == "int":
        if not re.fullmatch(r"-?\d{1,18}", text):
            raise ValueError(text)
        return int(text)
    if column.type == "float":
        number = float(text)
        if math.isnan(number) or "_" in text:
            raise ValueError(text)
        return number
    if column.type == "bool":
        return {"true": True, "false": False}.get(text) if text in {"true", "false"} else _refuse(text)
    return text


def _refuse(text: str) -> Any:
    raise ValueError(text)


def _header_failures(header: list[str], table: Table) -> list[Failure]:
    names = table.column_names
    missing = [name for name in names if name not in header]
    extra = [name for name in header if name not in names]
    failures = [Failure(table.name, None, name, None, "this column in the header", "structure") for name in missing]
    failures += [
        Failure(table.name, None, name, name, f"one of the columns {', '.join(missing or names)}", "structure")
        for name in extra
    ]
    return failures or [Failure(table.name, None, "", ", ".join(header), f"the order {', '.join(names)}", "structure")]
