"""Validate the shipped tables, or a user's own: every failure at once."""

from __future__ import annotations

import csv
import io
import math
import re
from collections.abc import Iterable, Mapping
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cnhealthdata._declaration import TABLES, Column, Table
from cnhealthdata._rules import RULES, Failure, run
from cnhealthdata._schemas import schema
from cnhealthdata._series_rules import SERIES_RULES
from cnhealthdata._storage import DTYPES, read_table, table_bytes, to_csv_bytes
from cnhealthdata._texts import read_texts, text_failures
from cnhealthdata.errors import DataFileError, InvalidArgumentError, unknown_name

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = ["table", "row", "key", "column", "value", "expected", "rule"]

Data = "pd.DataFrame | Mapping[str, pd.DataFrame] | str | PathLike[str] | Iterable[str | PathLike[str]] | None"


def validate(
    data: pd.DataFrame | Mapping[str, pd.DataFrame] | str | PathLike[str] | Iterable[str | PathLike[str]] | None = None,
    *,
    table: str | None = None,
    sources: str | PathLike[str] | None = None,
) -> pd.DataFrame:
    """Check tables against their declaration and against each other.

    Parameters
    ----------
    data
        Nothing for the shipped tables; a frame (with ``table``), a mapping of table name to frame, a CSV file, several,
        or a folder of them. A file names its table unless ``table`` does. Tables that are not given are the shipped
        ones, for look-ups.
    table
        Name of the table in a single frame or file.
    sources
        Folder that holds the source texts; literals, terms, qualifying words, counties and coverage are then checked
        against them.

    Returns
    -------
    pandas.DataFrame
        One row per failure: table, row (counted from 0, without the header), key, column, value, expected, rule. No
        rows means that everything is as it should be.

    Raises
    ------
    UnknownNameError
        No such table.
    InvalidArgumentError
        Data that is neither a frame nor a file.
    DataFileError
        A file that cannot be read.

    Examples
    --------
    >>> import cnhealthdata as chd
    >>> chd.validate().empty
    True
    >>> flags = chd.load_flags()
    >>> flags.loc[0, "flag"] = "Not A Flag"
    >>> chd.validate(flags, table="flags")[["column", "value"]].iloc[0].tolist()
    ['flag', 'Not A Flag']
    """
    given, failures = _gather(data, table)
    for name in list(given):
        found = list(_column_failures(given[name], TABLES[name]))
        failures += found
        if any(failure.rule == "structure" for failure in found):
            del given[name]  # rules need every column in its type
    tables = {name: read_table(name) for name in TABLES} | given
    failures += run((*RULES, *SERIES_RULES), tables, given)
    if sources is not None:
        texts, missing = read_texts(tables, sources)
        failures += missing
        failures += text_failures(tables, texts, given)
    return _report(failures, given)


def _report(failures: list[Failure], tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    import pandas as pd

    rows = []
    for failure in failures:
        key = _key(tables.get(failure.table), failure)
        rows.append((failure.table, failure.row, key, failure.column, failure.value, failure.expected, failure.rule))
    report = pd.DataFrame(rows, columns=COLUMNS).astype({"row": "Int64", "value": "object"})
    return report.drop_duplicates(["table", "row", "column", "expected"]).reset_index(drop=True)


def _key(frame: pd.DataFrame | None, failure: Failure) -> str:
    """The key of the row that fails, empty where no row does."""
    if frame is None or failure.row is None or not 0 <= failure.row < len(frame):
        return ""
    return "@".join(str(frame[column].iloc[failure.row]) for column in TABLES[failure.table].key)


# --- What is given ----------------------------------------------------------------------------------------------------


def _gather(data: Any, table: str | None) -> tuple[dict[str, pd.DataFrame], list[Failure]]:
    import pandas as pd

    if data is None:
        return _shipped()
    if isinstance(data, pd.DataFrame):
        if table is None:
            msg = "table is missing. Say which table the frame is, such as validate(frame, table='observations')."
            raise InvalidArgumentError(msg)
        return {_table(table).name: data.reset_index(drop=True)}, []
    if isinstance(data, Mapping):
        return {_table(name).name: frame.reset_index(drop=True) for name, frame in data.items()}, []
    given: dict[str, pd.DataFrame] = {}
    failures: list[Failure] = []
    for path in _paths(data):
        declared = _table(table or path.stem)
        frame, found = read_user_csv(path, declared)
        failures += found
        if frame is not None:
            given[declared.name] = frame
    return given, failures


def _table(name: str) -> Table:
    if name not in TABLES:
        remedy = "Name the file after its table, or give table=NAME; list_datasets() names the tables."
        raise unknown_name("table", name, TABLES, remedy)
    return TABLES[name]


def _paths(data: Any) -> list[Path]:
    items = [data] if isinstance(data, str | PathLike) else data
    try:
        paths = [Path(item) for item in items]
    except TypeError as error:
        msg = (
            f"data={data!r} is neither a frame nor a file. Give a DataFrame, a mapping of them, or paths of CSV files."
        )
        raise InvalidArgumentError(msg) from error
    found = []
    for path in paths:
        found += sorted(path.glob("*.csv")) if path.is_dir() else [path]
    if not found:
        msg = f"no CSV file in {', '.join(map(str, paths)) or 'data'}. Give CSV files named after their tables."
        raise InvalidArgumentError(msg)
    return found


def _shipped() -> tuple[dict[str, pd.DataFrame], list[Failure]]:
    frames = {name: read_table(name) for name in TABLES}
    failures = [
        Failure(name, None, "", f"{name}.csv", "the bytes that the package itself would write", "storage")
        for name, frame in frames.items()
        if to_csv_bytes(frame, TABLES[name].column_names) != table_bytes(name)
    ]
    return frames, failures


def read_user_csv(path: Path, table: Table) -> tuple[pd.DataFrame | None, list[Failure]]:
    """A user's CSV in the declared types; what does not convert is missing there and a failure here."""
    import pandas as pd

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
        columns[column.name] = pd.Series(values, dtype="object")
        if column.type != "bool" or columns[column.name].notna().all():
            columns[column.name] = columns[column.name].astype(DTYPES[column.type])  # type: ignore[call-overload]
    return pd.DataFrame(columns), failures


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


# --- Columns ----------------------------------------------------------------------------------------------------------


def _column_failures(frame: pd.DataFrame, table: Table) -> Iterable[Failure]:
    """What pandera finds, in the package's words."""
    import pandera.errors

    try:
        schema(table.name).validate(frame, lazy=True)
    except pandera.errors.SchemaErrors as error:
        cases = error.failure_cases
    else:
        return
    for case in cases.to_dict("records"):
        check, row = str(case["check"]), case["index"]
        place = None if row is None or row != row else int(row)
        column = str(case["column"] or "")
        value = case["failure_case"]
        if check == "multiple_fields_uniqueness":
            yield Failure(table.name, place, ", ".join(table.key), value, "a key that stands once", "key")
        elif check == "not_nullable":
            yield Failure(table.name, place, column, None, "a value; the column is required", "required")
        elif place is None:
            yield Failure(
                table.name,
                None,
                column if column in table.column_names else str(value),
                value,
                _structure(check),
                "structure",
            )
        else:
            yield Failure(table.name, place, column, value, check, "column")


def _structure(check: str) -> str:
    if check.startswith("dtype"):
        return check.removeprefix("dtype('").removesuffix("')") + ", the declared type"
    return {
        "column_in_dataframe": "this column",
        "column_in_schema": "no such column",
        "column_ordered": "columns in the declared order",
    }.get(check, check)
