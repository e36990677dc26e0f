"""Figures of documents, written for other programs."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cnhealthdata.errors import DataFileError, ExportError, invalid_choice
from cnhealthdata.reading.documents import read_document
from cnhealthdata.tables.frames import records, to_csv_bytes

if TYPE_CHECKING:
    import pandas as pd


def figures_of(path: str | PathLike[str]) -> pd.DataFrame:
    """Figures of one document, after a column ``file``."""
    from cnhealthdata.reading.extraction import extract_figures

    frame = extract_figures(read_document(path))
    frame.insert(0, "file", Path(path).as_posix())
    return frame


def figures_of_all(paths: Iterable[str | PathLike[str]]) -> tuple[pd.DataFrame, list[str]]:
    """Figures of many documents in one frame, and a sentence for each that cannot be read."""
    import pandas as pd

    frames, failures = [], []
    for path in _watched(list(paths)):
        try:
            frames.append(figures_of(path))
        except DataFileError as error:
            failures.append(str(error))
    return pd.concat(frames, ignore_index=True) if frames else pd.DataFrame(), failures


def _watched(paths: list[Any]) -> Iterable[Any]:
    """The paths with a progress bar, where its library is at hand."""
    try:
        from tqdm import tqdm
    except ModuleNotFoundError:
        return paths
    return tqdm(paths, unit="file", delay=2)


def to_bytes(frame: pd.DataFrame, form: str) -> bytes:
    """A frame of figures as CSV, JSON lines or a workbook."""
    if form not in FORMS:
        raise invalid_choice("format", form, FORMS)
    content: bytes = FORMS[form](frame)
    return content


def write(content: bytes, path: str | PathLike[str], *, force: bool) -> None:
    """Write a file in one step; one that is there stays unless ``force``."""
    target = Path(path)
    if target.exists() and not force:
        msg = f"{str(target)!r} is there already. Nothing was written. Use --force to replace it."
        raise ExportError(msg)
    unfinished = target.with_name(f".{target.name}.unfinished")
    try:
        unfinished.write_bytes(content)
        unfinished.replace(target)
    except OSError as error:
        unfinished.unlink(missing_ok=True)
        msg = f"{str(target)!r} cannot be written ({error.strerror or error})."
        raise ExportError(msg) from error


def _csv(frame: pd.DataFrame) -> bytes:
    from cnhealthdata.access.export import safe

    return to_csv_bytes(safe(frame), list(frame.columns))


def _jsonl(frame: pd.DataFrame) -> bytes:
    lines = [
        json.dumps({key: _json(value) for key, value in row.items()}, ensure_ascii=False) for row in records(frame)
    ]
    return "".join(line + "\n" for line in lines).encode("utf-8")


def _json(value: Any) -> Any:
    """JSON has no infinity."""
    return str(value) if isinstance(value, float) and math.isinf(value) else value


def _xlsx(frame: pd.DataFrame) -> bytes:
    from tempfile import TemporaryDirectory

    from cnhealthdata.access.export import write_xlsx

    try:
        with TemporaryDirectory() as work:
            (path,) = write_xlsx({"figures": frame}, Path(work))
            return path.read_bytes()
    except ImportError as error:
        msg = 'format xlsx needs openpyxl. Run: pip install "cnhealthdata[export]"'
        raise ExportError(msg) from error


FORMS: dict[str, Any] = {"csv": _csv, "jsonl": _jsonl, "xlsx": _xlsx}
