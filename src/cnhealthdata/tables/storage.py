"""From a CSV file to a typed frame, and back, byte for byte."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cnhealthdata.errors import DataFileError
from cnhealthdata.tables.declaration import TABLES, Table

if TYPE_CHECKING:
    import pandas as pd

    Extra = Mapping[str, pd.DataFrame]  #: a user's tables by name, which stand beside the shipped ones

CHECKSUMS = "SHA256SUMS"
DTYPES = {"str": "str", "int": "Int64", "float": "float64", "bool": "bool"}
REMEDY = "Reinstall the package, or in a checkout run 'python tools/build_metadata.py' after editing data on purpose."


@cache
def data_root() -> Path:
    """The folder of data files: beside the code when installed, at the top of a checkout."""
    package = Path(__file__).resolve().parents[1]
    for folder in (package / "datasets", package.parents[1] / "datasets"):
        if folder.is_dir():
            return folder
    msg = f"the folder 'datasets' is missing from this installation of cnhealthdata. {REMEDY}"
    raise DataFileError(msg)


def _read_bytes(name: str) -> bytes:
    try:
        return data_root().joinpath(name).read_bytes()
    except OSError as error:
        msg = f"the data file {name!r} of cnhealthdata cannot be read ({error}). {REMEDY}"
        raise DataFileError(msg) from error


@cache
def checksums() -> dict[str, str]:
    """Released SHA-256 by file name, as ``sha256sum`` writes them: a digest, two spaces, a name."""
    lines = _read_bytes(CHECKSUMS).decode("ascii", errors="replace").splitlines()
    return {name: digest for digest, _, name in (line.partition("  ") for line in lines)}


@cache
def table_bytes(name: str) -> bytes:
    """Bytes of a shipped table, as they were released."""
    content = _read_bytes(f"{name}.csv")
    if hashlib.sha256(content).hexdigest() != checksums().get(f"{name}.csv"):
        msg = f"the data file '{name}.csv' of cnhealthdata was altered: its SHA-256 is not the released one. {REMEDY}"
        raise DataFileError(msg)
    return content


def parse(content: bytes, table: Table) -> pd.DataFrame:
    """Read CSV bytes into the declared types."""
    import pandas as pd

    dtypes = {kind: pd.api.types.pandas_dtype(name) for kind, name in DTYPES.items()}
    return pd.read_csv(
        io.BytesIO(content),
        dtype={column.name: dtypes[column.type] for column in table.columns},
        keep_default_na=False,
        na_values=[""],
        encoding="utf-8",
        low_memory=False,
    )


@cache
def _cached(name: str) -> pd.DataFrame:
    return parse(table_bytes(name), TABLES[name])


def read_table(name: str, extra: Extra | None = None) -> pd.DataFrame:
    """A fresh frame of a shipped table, with a user's rows sorted in; copy-on-write keeps the cached one untouched."""
    if not extra or name not in extra:
        return _cached(name).copy(deep=False)
    import pandas as pd

    both = pd.concat([_cached(name), extra[name]])
    return both.sort_values(list(TABLES[name].key), kind="stable", ignore_index=True)


def typed_frame(rows: Iterable[Mapping[str, Any]], columns: Mapping[str, str]) -> pd.DataFrame:
    """Rows as a frame with these columns, each of the declared type named beside it; what a row lacks is missing."""
    import pandas as pd

    rows = list(rows)
    return pd.DataFrame(
        {name: pd.Series([row.get(name) for row in rows], dtype=DTYPES[kind]) for name, kind in columns.items()}
    )


def records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Rows as dictionaries, missing values as ``None``."""
    rows: list[dict[str, Any]] = frame.astype("object").where(frame.notna(), None).to_dict("records")  # type: ignore[assignment]
    return rows


@cache
def _lines(name: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(table_bytes(name).decode("utf-8"), newline="")))


def mapping(name: str, key: str, value: str, extra: Extra | None) -> dict[str, str]:
    """Two text columns of a table, with a user's rows after the shipped ones, as a dictionary; not to be changed."""
    shipped = read_mapping(name, key, value)
    if not extra or name not in extra:
        return shipped
    own = extra[name]
    return shipped | dict(zip(own[key], own[value].fillna(""), strict=True))


@cache
def read_mapping(name: str, key: str, value: str) -> dict[str, str]:
    """Two text columns of a shipped table as a dictionary, without a frame; shared, so not to be changed."""
    header, *lines = _lines(name)
    left, right = header.index(key), header.index(value)
    return {line[left]: line[right] for line in lines}


def _text(value: Any) -> str:
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
    writer.writerows(zip(*([_text(value) for value in frame[column]] for column in columns), strict=True))
    return out.getvalue().encode("utf-8")
