"""Write the tables for other programs: all or nothing, never over a user's file unasked."""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Callable, Iterable
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cnhealthdata.errors import ExportError, invalid_choice, unknown_name
from cnhealthdata.tables.declaration import TABLES
from cnhealthdata.tables.frames import text_columns, to_csv_bytes
from cnhealthdata.tables.storage import read_table

if TYPE_CHECKING:
    import pandas as pd

#: A spreadsheet takes a text that begins so for a formula.
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")


def export(
    folder: str | PathLike[str],
    format: str = "csv",  # noqa: A002
    *,
    tables: str | Iterable[str] | None = None,
    force: bool = False,
) -> list[Path]:
    """Write tables into a folder.

    Parameters
    ----------
    folder
        Where to write; made if it does not exist.
    format
        ``"csv"`` (one file a table), ``"parquet"`` (one file a table), ``"xlsx"`` (one workbook) or ``"sqlite"`` (one
        database).
    tables
        Names of tables, all by default.
    force
        Replace files that are there. Without it nothing is written when one of them is.

    Returns
    -------
    list of pathlib.Path
        The files written. In CSV and XLSX a text that a spreadsheet would take for a formula stays text: CSV puts an
        apostrophe before it.

    Raises
    ------
    InvalidArgumentError
        No such format.
    UnknownNameError
        No such table.
    ExportError
        A file is there already, the folder cannot be written, or a library is missing.

    Examples
    --------
    >>> import cnhealthdata as chd, tempfile
    >>> [path.name for path in chd.export(tempfile.mkdtemp(), "csv", tables="flags")]
    ['flags.csv']
    """
    if format not in WRITERS:
        raise invalid_choice("format", format, WRITERS)
    names = list(TABLES) if tables is None else [tables] if isinstance(tables, str) else list(tables)
    for name in names:
        if name not in TABLES:
            raise unknown_name("table", name, TABLES, "list_datasets() names the tables.")
    target = Path(folder)
    if target.exists() and not target.is_dir():
        msg = f"{str(target)!r} is a file. Give a folder to write into."
        raise ExportError(msg)
    writer, needs = WRITERS[format]
    frames = {name: read_table(name) for name in names}
    try:
        target.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=target, prefix=".export-") as work:
            written = writer(frames, Path(work))
            return _place(written, target, force=force)
    except ImportError as error:
        msg = f"format {format!r} needs {needs}. Run: pip install 'cnhealthdata[export]'"
        raise ExportError(msg) from error
    except OSError as error:
        msg = f"cannot write into {str(target)!r} ({error.strerror or error}). Nothing was changed."
        raise ExportError(msg) from error


def _place(written: list[Path], target: Path, *, force: bool) -> list[Path]:
    """Move finished files to their place, each in one step."""
    there = [path.name for path in written if (target / path.name).exists()]
    if there and not force:
        msg = f"{', '.join(there)} already in {str(target)!r}. Nothing was written. Use force (--force) to replace."
        raise ExportError(msg)
    return [path.replace(target / path.name) for path in written]


def safe(frame: pd.DataFrame) -> pd.DataFrame:
    """A frame whose texts no spreadsheet takes for formulas."""
    safe = frame.copy(deep=False)
    for name in text_columns(frame):
        risky = frame[name].str.startswith(FORMULA_SIGNS, na=False)
        safe[name] = frame[name].mask(risky, "'" + frame[name])
    return safe


def _write_csv(frames: dict[str, pd.DataFrame], work: Path) -> list[Path]:
    paths = []
    for name, frame in frames.items():
        path = work / f"{name}.csv"
        path.write_bytes(to_csv_bytes(safe(frame), TABLES[name].column_names))
        paths.append(path)
    return paths


def _write_parquet(frames: dict[str, pd.DataFrame], work: Path) -> list[Path]:
    paths = []
    for name, frame in frames.items():
        path = work / f"{name}.parquet"
        frame.to_parquet(path, engine="pyarrow", index=False)
        paths.append(path)
    return paths


def write_xlsx(frames: dict[str, pd.DataFrame], work: Path) -> list[Path]:
    """Write frames into one workbook, a sheet each."""
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell

    path = work / "cnhealthdata.xlsx"
    book = Workbook(write_only=True)
    for name, frame in frames.items():
        sheet = book.create_sheet(name)
        sheet.freeze_panes = "A2"
        sheet.append(list(frame.columns))
        for values in frame.astype("object").where(frame.notna(), None).itertuples(index=False):
            row = []
            for value in values:
                cell = WriteOnlyCell(sheet, value=None if value is None else _cell(value))
                if isinstance(value, str):
                    cell.data_type = "s"  # also where the text begins like a formula
                row.append(cell)
            sheet.append(row)
    book.save(path)
    return [path]


def _cell(value: Any) -> Any:
    """A workbook has no number for infinity."""
    return str(value) if isinstance(value, float) and value in {float("inf"), float("-inf")} else value


def _write_sqlite(frames: dict[str, pd.DataFrame], work: Path) -> list[Path]:
    path = work / "cnhealthdata.sqlite"
    connection = sqlite3.connect(path)
    try:
        for name, frame in frames.items():
            frame.to_sql(name, connection, index=False)
        connection.commit()
    finally:
        connection.close()
    return [path]


Writer = Callable[[dict[str, "pd.DataFrame"], Path], list[Path]]

#: Format, how it is written, and the library that it needs.
WRITERS: dict[str, tuple[Writer, str]] = {
    "csv": (_write_csv, "pandas"),
    "parquet": (_write_parquet, "pyarrow"),
    "xlsx": (write_xlsx, "openpyxl"),
    "sqlite": (_write_sqlite, "sqlite3"),
}
