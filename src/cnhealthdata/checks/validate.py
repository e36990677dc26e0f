"""Validate the shipped tables, a user's edit of them, or new reports beside them: every failure at once."""

from __future__ import annotations

import csv
import io
import math
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cnhealthdata.checks.rules import RULES, Failure, order, run
from cnhealthdata.checks.series import SERIES_RULES
from cnhealthdata.checks.texts import read_texts, text_failures
from cnhealthdata.errors import DataFileError, InvalidArgumentError, unknown_name
from cnhealthdata.reading.drafts import Draft
from cnhealthdata.tables.declaration import TABLES, Column, Table
from cnhealthdata.tables.names import fold
from cnhealthdata.tables.schemas import schema
from cnhealthdata.tables.storage import DTYPES, read_table, records, table_bytes, to_csv_bytes

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = ["table", "row", "key", "column", "value", "expected", "rule"]
OPEN = "open"  #: rule of what a person still has to fill in

#: Tables that may stand beside the shipped ones, and of these the lists that a new report may add to.
BESIDE = ("observations", "reports", "ledger", "regions", "indicators")
LISTS = ("regions", "indicators")
#: Names, besides the key, that must be new too.
NAMES = {"indicators": ("indicator_id", "name_en", "name_zh")}
PROPOSALS = "proposals.csv"  #: stands in the folder of a draft, and is no table of the package
SHOWN = 10  #: failures that a refusal names


def validate(
    data: pd.DataFrame
    | Draft
    | Mapping[str, pd.DataFrame]
    | str
    | PathLike[str]
    | Iterable[str | PathLike[str]]
    | None = None,
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
        ones, for look-ups. A draft too, or the folder that it was saved in: where ``reports`` is given and holds no
        shipped report, all that is given stands beside the shipped tables, and its keys must be new.
    table
        Name of the table in a single frame or file.
    sources
        Folder that holds the source texts; literals, terms, qualifying words, counties and coverage are then checked
        against them. A draft brings its text with it.

    Returns
    -------
    pandas.DataFrame
        One row per failure: table, row (counted from 0, without the header), key, column, value, expected, rule. No
        rows means that everything is as it should be. Of new reports, the rule ``open`` marks what is still to be
        filled in, such as the indicator of a figure.

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
    return _report(_failures(given, failures, sources, _draft_texts(data)), given)


def _failures(
    given: dict[str, pd.DataFrame],
    failures: list[Failure],
    sources: str | PathLike[str] | None = None,
    texts: dict[str, str] | None = None,
) -> list[Failure]:
    """What is wrong with the tables given, after what was wrong with their files."""
    new = _is_new(given)
    for name in list(given):
        found = list(_column_failures(given[name], TABLES[name]))
        failures += found
        if any(failure.rule == "structure" for failure in found):
            del given[name]  # rules need every column in its type
    tables = {name: read_table(name) for name in TABLES} | given
    if new:
        stacked = {name: _stacked(name, given[name]) for name in LISTS if name in given}
        tables |= stacked
        failures += _collisions(given)
        failures += run(((order, ()),), {name: given[name] for name in stacked}, stacked)
    failures += run((*RULES, *SERIES_RULES), tables, given)
    if sources is not None:
        at_hand, missing = read_texts(tables, sources)
        texts = (texts or {}) | at_hand
        failures += missing
    if texts:
        failures += text_failures(tables, texts, given)
    return list(_left_open(failures, given)) if new else failures


# --- New reports ------------------------------------------------------------------------------------------------------


def _is_new(given: Mapping[str, pd.DataFrame]) -> bool:
    """Whether tables hold reports of their own, rather than an edit of the shipped ones."""
    reports = given.get("reports")
    if reports is None or "report_id" not in reports or not set(given) <= set(BESIDE):
        return False
    return bool(len(reports)) and not reports["report_id"].isin(read_table("reports")["report_id"]).any()


def _stacked(name: str, own: pd.DataFrame) -> pd.DataFrame:
    """The shipped rows and the given ones in the order of the key; given rows keep their number, others have none."""
    import pandas as pd

    shipped = read_table(name)
    shipped.index = pd.RangeIndex(-len(shipped), 0)
    return pd.concat([shipped, own]).sort_values(list(TABLES[name].key), kind="stable")


def _collisions(given: Mapping[str, pd.DataFrame]) -> Iterator[Failure]:
    """Keys, and names of indicators, that the shipped tables hold already."""
    for name, frame in given.items():
        shipped = read_table(name)
        taken = {fold(word) for column in NAMES.get(name, ()) for word in shipped[column]}
        for column in NAMES.get(name, ()):
            for row, word in frame[column].items():
                if isinstance(word, str) and fold(word) in taken:
                    yield Failure(name, row, column, word, "a name that no shipped indicator has", "collisions")  # type: ignore[arg-type]
        key = list(TABLES[name].key)
        known = set(shipped[key].itertuples(index=False, name=None))
        for row, words in enumerate(frame[key].itertuples(index=False, name=None)):
            if words in known and name not in NAMES:
                yield Failure(
                    name, row, key[0], words[0], f"a key that the shipped table {name} does not hold", "collisions"
                )


def _left_open(failures: list[Failure], given: Mapping[str, pd.DataFrame]) -> Iterator[Failure]:
    """Failures of new reports: what is missing is still to do, and what hangs on it waits."""
    unnamed: set[object] = set()
    linked: set[object] = set()
    if "observations" in given:
        frame = given["observations"]
        unnamed = set(frame.index[frame["indicator_id"].isna()])
        waiting = frame["baseline_id"].isin(frame.loc[frame["indicator_id"].isna(), "observation_id"])
        linked = unnamed | set(frame.index[waiting])
    for failure in failures:
        if failure.row is not None and failure.row < 0:
            continue  # a shipped row
        of_figure = failure.table == "observations"
        if failure.rule == "required":
            expected = STILL.get((failure.table, failure.column), "a value, still to be filled in")
            yield replace(failure, expected=expected, rule=OPEN)
        elif failure.rule == "ledger_words" and failure.column == "reason" and failure.value is None:
            yield replace(failure, expected=STILL["ledger", "reason"], rule=OPEN)
        elif of_figure and failure.rule == "values" and failure.row in unnamed:
            continue  # bounds end where the indicator does
        elif of_figure and failure.column == "indicator_id" and failure.row in linked:
            continue
        else:
            yield failure


STILL = {
    ("observations", "indicator_id"): "an indicator_id, still to be named; find() searches the controlled list",
    ("ledger", "reason"): "a reason why it is no figure, still to be given, or an observation",
}


def read_extra(data: object) -> dict[str, pd.DataFrame]:
    """A user's tables to stand beside the shipped ones, validated; a refusal names what is wrong."""
    if isinstance(data, str | PathLike):
        return _extra_folder(Path(data))
    given, failures = _gather(data, None)
    return _accepted(given, failures, "extra")


def _extra_folder(folder: Path) -> dict[str, pd.DataFrame]:
    if not folder.is_dir():
        msg = f"extra={str(folder)!r} is no folder. Give one that holds observations.csv and reports.csv."
        raise InvalidArgumentError(msg)
    names = [path.name for path in sorted(folder.glob("*.csv")) if path.name != PROPOSALS]
    stats = [(name, folder.joinpath(name).stat()) for name in names]
    return dict(_read_folder(folder.resolve(), tuple((name, stat.st_mtime_ns, stat.st_size) for name, stat in stats)))


@lru_cache(maxsize=8)
def _read_folder(folder: Path, files: tuple[tuple[str, int, int], ...]) -> dict[str, pd.DataFrame]:
    """The tables of a folder; read again once a file has changed."""
    if not files:
        return _accepted({}, [], f"extra={str(folder)!r}")
    given, failures = _gather([folder / name for name, _, _ in files], None)
    return _accepted(given, failures, f"extra={str(folder)!r}")


def _accepted(given: dict[str, pd.DataFrame], failures: list[Failure], what: str) -> dict[str, pd.DataFrame]:
    tables = dict(given)
    unread = [failure for failure in failures if failure.rule == "structure"]
    lacking = [name for name in BESIDE[:2] if name not in tables] if not unread else []
    strange = [name for name in tables if name not in BESIDE]
    if lacking or strange:
        faults = [f"{name} is missing" for name in lacking]
        faults += [f"{name} cannot stand beside the shipped table" for name in strange]
        msg = f"{what}: {'; '.join(faults)}. Give observations and reports, and where needed {', '.join(BESIDE[2:])}."
        raise InvalidArgumentError(msg)
    if not unread:
        known = set(read_table("reports")["report_id"])
        if taken := sorted(set(tables["reports"].get("report_id", ())) & known):
            msg = (
                f"{what}: the shipped tables hold the report {', '.join(taken)} already. Give yours another report_id."
            )
            raise InvalidArgumentError(msg)
    report = _report(_failures(given, failures), tables)
    if len(report):
        lines = [
            f"  {row['table']} {row['key']} {row['column']}: {row['value']!r}; "
            f"expected {row['expected']} [{row['rule']}]"
            for row in records(report.head(SHOWN))
        ]
        more = f"\n  … and {len(report) - SHOWN} more" if len(report) > SHOWN else ""
        msg = f"{what} does not validate; validate() lists all:\n" + "\n".join(lines) + more
        raise InvalidArgumentError(msg)
    return tables


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
    if isinstance(data, Draft):
        data = data.tables()
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


def _draft_texts(data: Any) -> dict[str, str]:
    """The text that a draft brings with it, by the file that its report names."""
    return dict.fromkeys(data.reports["source_file"], data.text) if isinstance(data, Draft) else {}


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
        listed = [file for file in sorted(path.glob("*.csv")) if file.name != PROPOSALS] if path.is_dir() else [path]
        found += listed
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
