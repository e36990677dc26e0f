"""A finished draft into the tables of a checkout."""

from __future__ import annotations

import hashlib
from os import PathLike
from pathlib import Path

from cnhealthdata.checks.own import read_extra
from cnhealthdata.errors import ExportError
from cnhealthdata.tables.declaration import TABLES
from cnhealthdata.tables.frames import to_csv_bytes
from cnhealthdata.tables.storage import CHECKSUMS, checksums, data_root, forget, read_table


def merge(folder: str | PathLike[str]) -> dict[str, int]:
    """Sort the rows of a finished draft into the tables of the checkout that this package runs from.

    Parameters
    ----------
    folder
        The folder of a draft that validates: ``observations.csv`` and ``reports.csv``, and where needed ``ledger.csv``,
        ``regions.csv``, ``indicators.csv`` and ``units.csv``. Its text and ``proposals.csv`` stay where they are.

    Returns
    -------
    dict
        Rows added, by table. The checksums follow; ``tools/release.py`` makes the rest of a data version.

    Raises
    ------
    InvalidArgumentError
        Rows that are still open, that do not validate, or whose keys are taken; the message names them.
    ExportError
        The package does not run from a checkout, or a file cannot be written. All tables stay as they were.
    """
    root = data_root()
    if not root.parent.joinpath("pyproject.toml").is_file():
        msg = (
            f"the tables of this package are in {str(root)!r}, which is no checkout. Clone the repository, run "
            "'python -m pip install -e .' there, and merge from it."
        )
        raise ExportError(msg)
    extra = read_extra(folder)
    contents = {
        f"{name}.csv": to_csv_bytes(read_table(name, extra), TABLES[name].column_names)
        for name in TABLES
        if name in extra
    }
    sums = checksums() | {name: hashlib.sha256(content).hexdigest() for name, content in contents.items()}
    contents[CHECKSUMS] = "".join(f"{digest}  {name}\n" for name, digest in sums.items()).encode("ascii")
    _swap(root, contents)
    forget()
    return {name: len(frame) for name, frame in extra.items()}


def _swap(root: Path, contents: dict[str, bytes]) -> None:
    """Put new contents in the place of files: all of them, or none."""
    before = {name: root.joinpath(name).read_bytes() for name in contents}
    staged = {name: root / f".{name}.merged" for name in contents}
    try:
        for name, content in contents.items():
            staged[name].write_bytes(content)
        try:
            for name, path in staged.items():
                path.replace(root / name)
        except OSError:
            for name, content in before.items():
                root.joinpath(name).write_bytes(content)
            raise
    except OSError as error:
        msg = f"cannot write into {str(root)!r} ({error.strerror or error}). The tables stay as they were."
        raise ExportError(msg) from error
    finally:
        for path in staged.values():
            path.unlink(missing_ok=True)
