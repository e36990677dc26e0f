"""The teaching kit: notebooks, and how they reach people who have no clone."""

from __future__ import annotations

import shutil
from os import PathLike
from pathlib import Path

from cnhealthdata.errors import DataFileError, ExportError

BULLETIN = "bulletin.txt"
COPIED = ("*.ipynb", "README.md", BULLETIN, "solutions/*.ipynb")


def kit_root() -> Path:
    """The folder of notebooks: beside the code when installed, at the top of a checkout."""
    package = Path(__file__).resolve().parents[1]
    for folder in (package / "notebooks", package.parents[1] / "notebooks"):
        if folder.joinpath(BULLETIN).is_file():
            return folder
    msg = "the folder 'notebooks' is missing from this installation of cnhealthdata. Reinstall the package."
    raise DataFileError(msg)


def bulletin() -> str:
    """The bulletin of the imaginary city of Qingyu (青屿市), written for the class.

    Returns
    -------
    str
        Its text. Nothing in it is true of any place.

    Examples
    --------
    >>> from cnhealthdata.exercises import bulletin
    >>> "青屿市" in bulletin()
    True
    """
    return kit_root().joinpath(BULLETIN).read_text(encoding="utf-8")


def is_kit(folder: str | PathLike[str]) -> bool:
    """Whether a folder already holds the notebooks."""
    return any(Path(folder).glob("[0-9][0-9]_*.ipynb"))


def copy_notebooks(folder: str | PathLike[str]) -> list[Path]:
    """Copy the kit into a folder; nothing is written where a file of the kit already stands there.

    Parameters
    ----------
    folder
        Made where it does not exist.

    Returns
    -------
    list of pathlib.Path
        The files written, in order.

    Raises
    ------
    ExportError
        Files are in the way, or the folder cannot be written.
    """
    root, target = kit_root(), Path(folder)
    names = sorted(path.relative_to(root) for pattern in COPIED for path in root.glob(pattern))
    if target.exists() and not target.is_dir():
        msg = f"{str(target)!r} is a file. Give a folder for the notebooks."
        raise ExportError(msg)
    taken = [name for name in names if target.joinpath(name).exists()]
    if taken:
        msg = (
            f"{len(taken)} notebooks or other files of the kit are already in {str(target)!r}, such as "
            f"{taken[0].as_posix()!r}; nothing was copied, so that no work of yours is lost. Give another folder."
        )
        raise ExportError(msg)
    try:
        for name in names:
            target.joinpath(name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(root / name, target / name)
    except OSError as error:
        msg = f"cannot copy the notebooks into {str(target)!r} ({error.strerror or error})."
        raise ExportError(msg) from error
    return [target / name for name in names]
