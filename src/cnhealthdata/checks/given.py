"""What a user gives to be checked, as frames by the names of their tables."""

from __future__ import annotations

from collections.abc import Mapping
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from cnhealthdata.checks.failures import Failure
from cnhealthdata.checks.user_csv import read_user_csv
from cnhealthdata.errors import InvalidArgumentError, unknown_name
from cnhealthdata.tables.declaration import TABLES
from cnhealthdata.tables.frames import to_csv_bytes
from cnhealthdata.tables.storage import read_table, table_bytes

if TYPE_CHECKING:
    import pandas as pd

    from cnhealthdata.tables.declare import Table

PROPOSALS = "proposals.csv"  #: stands in the folder of a draft, and is no table of the package


class HasTables(Protocol):
    """What brings tables and the text that their spans count in, such as a draft."""

    @property
    def text(self) -> str:
        """The text of the report."""

    def tables(self) -> dict[str, pd.DataFrame]:
        """Frames by the names of their tables."""


def gather(data: Any, table: str | None) -> tuple[dict[str, pd.DataFrame], list[Failure]]:
    """What is given as frames by table, and what is wrong with its files."""
    import pandas as pd

    if data is None:
        return shipped()
    if isinstance(data, pd.DataFrame):
        if table is None:
            msg = "table is missing. Say which table the frame is, such as validate(frame, table='observations')."
            raise InvalidArgumentError(msg)
        return {_table(table).name: data.reset_index(drop=True)}, []
    if _brings_tables(data):
        data = data.tables()
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


def own_texts(data: Any) -> dict[str, str]:
    """The text that a draft brings with it, by the file that its report names."""
    return dict.fromkeys(data.tables()["reports"]["source_file"], data.text) if _brings_tables(data) else {}


def _brings_tables(data: Any) -> bool:
    import pandas as pd

    return hasattr(data, "tables") and not isinstance(data, pd.DataFrame)


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


def shipped() -> tuple[dict[str, pd.DataFrame], list[Failure]]:
    """The shipped tables, and whether their files are those that the package would write."""
    frames = {name: read_table(name) for name in TABLES}
    failures = [
        Failure(name, None, "", f"{name}.csv", "the bytes that the package itself would write", "storage")
        for name, frame in frames.items()
        if to_csv_bytes(frame, TABLES[name].column_names) != table_bytes(name)
    ]
    return frames, failures
