"""The shipped files: their bytes, checked, and the tables made of them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from cnhealthdata.errors import DataFileError
from cnhealthdata.tables.declaration import TABLES
from cnhealthdata.tables.frames import fresh, parse, read_columns

if TYPE_CHECKING:
    import pandas as pd

    Extra = Mapping[str, pd.DataFrame]  #: a user's tables by name, which stand beside the shipped ones

CHECKSUMS = "SHA256SUMS"
REMEDY = "Reinstall the package, or in a checkout run 'python tools/build_metadata.py' after editing data on purpose."

_Function = TypeVar("_Function", bound=Callable[..., Any])
_CACHES: list[Any] = []


def kept(function: _Function) -> _Function:
    """Keep what a function makes of the shipped files, until ``forget``."""
    cached = lru_cache(maxsize=None)(function)
    _CACHES.append(cached)
    return cached  # type: ignore[return-value]


def forget() -> None:
    """Drop everything that was made of the shipped files, as after a change of them."""
    for cache in _CACHES:
        cache.cache_clear()


@kept
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


@kept
def checksums() -> dict[str, str]:
    """Released SHA-256 by file name, as ``sha256sum`` writes them: a digest, two spaces, a name."""
    lines = _read_bytes(CHECKSUMS).decode("ascii", errors="replace").splitlines()
    return {name: digest for digest, _, name in (line.partition("  ") for line in lines)}


@kept
def table_bytes(name: str) -> bytes:
    """Bytes of a shipped table, as they were released."""
    content = _read_bytes(f"{name}.csv")
    if hashlib.sha256(content).hexdigest() != checksums().get(f"{name}.csv"):
        msg = f"the data file '{name}.csv' of cnhealthdata was altered: its SHA-256 is not the released one. {REMEDY}"
        raise DataFileError(msg)
    return content


@kept
def _frame(name: str) -> pd.DataFrame:
    return parse(table_bytes(name), TABLES[name])


def read_table(name: str, extra: Extra | None = None) -> pd.DataFrame:
    """A fresh frame of a shipped table, with a user's rows sorted in."""
    if not extra or name not in extra:
        return fresh(_frame(name))
    import pandas as pd

    both = pd.concat([_frame(name), extra[name]])
    return both.sort_values(list(TABLES[name].key), kind="stable", ignore_index=True)


def table_columns(name: str) -> dict[str, list[Any]]:
    """Columns of a shipped table as values of Python, without a frame."""
    return read_columns(table_bytes(name), TABLES[name])


def mapping(name: str, key: str, value: str, extra: Extra | None) -> dict[str, str]:
    """Two text columns of a table, with a user's rows after the shipped ones, as a dictionary; not to be changed."""
    shipped = read_mapping(name, key, value)
    if not extra or name not in extra:
        return shipped
    own = extra[name]
    return shipped | dict(zip(own[key], own[value].fillna(""), strict=True))


@kept
def read_mapping(name: str, key: str, value: str) -> dict[str, str]:
    """Two text columns of a shipped table as a dictionary, without a frame; shared, so not to be changed."""
    columns = _small(name)
    return {left: right or "" for left, right in zip(columns[key], columns[value], strict=True)}


@kept
def _small(name: str) -> dict[str, list[Any]]:
    """Columns of a table that others look names up in."""
    return table_columns(name)
