"""What the ledger of a text has not accounted for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cnhealthdata.errors import InvalidArgumentError
from cnhealthdata.printed.numerals import NUMERAL
from cnhealthdata.reading.documents import read_text
from cnhealthdata.tables.declaration import TABLES
from cnhealthdata.tables.frames import records, typed_frame

if TYPE_CHECKING:
    import pandas as pd

CONTEXT = 6  #: code points shown on either side of what the ledger lacks
SHOWN = 5  #: wrong spans that an error names


def coverage(text: str | PathLike[str], ledger: pd.DataFrame | str | PathLike[str]) -> pd.DataFrame:
    """Figures and numerals of a text that no row of its ledger accounts for.

    Parameters
    ----------
    text
        The text itself, or the path of a file that :func:`read_document` reads.
    ledger
        The ledger of this text alone: a frame, its CSV file, or the folder of a draft.

    Returns
    -------
    pandas.DataFrame
        One row per figure of :func:`extract_figures`, run of digits or run of x outside every span: ``start``, ``end``,
        ``literal``, and ``context``, the few characters around it. No rows means that the ledger is complete.

    Raises
    ------
    InvalidArgumentError
        Spans of the ledger that do not hold their literal in the text; the message names them.
    DataFileError
        A file that is missing or cannot be read.

    Examples
    --------
    >>> from cnhealthdata import draft_report
    >>> text = "婴儿死亡率为3.1‰，连续五年下降。"
    >>> draft = draft_report(text, report_id="qingyu-2024")
    >>> coverage(text, draft.ledger).empty
    True
    >>> coverage(text, draft.ledger.iloc[:1])[["start", "literal", "context"]].values.tolist()
    [[13, '五年', '.1‰，连续[五年]下降。']]
    """
    from cnhealthdata.reading.extraction import extract_figures

    text = read_text(text)
    rows = records(_ledger(ledger)[["char_start", "char_end", "literal"]])
    wrong = [row for row in rows if _printed(text, row) is None or _printed(text, row) != row["literal"]]
    if wrong:
        named = "; ".join(
            f"{row['char_start']} to {row['char_end']}: {row['literal']!r}, where the text has {_printed(text, row)!r}"
            for row in wrong[:SHOWN]
        )
        more = f", and {len(wrong) - SHOWN} more" if len(wrong) > SHOWN else ""
        msg = f"{len(wrong)} spans of the ledger do not match the text ({named}{more}). Give the text of its report."
        raise InvalidArgumentError(msg)
    figures = extract_figures(text)
    spans = list(zip(figures["start"].astype(int), figures["end"].astype(int), strict=True))
    spans += [numeral.span() for numeral in NUMERAL.finditer(text)]
    free = _outside(spans, [(row["char_start"], row["char_end"]) for row in rows])
    shown = {"start": "int", "end": "int", "literal": "str", "context": "str"}
    return typed_frame(
        (
            {"start": start, "end": end, "literal": text[start:end], "context": _around(text, start, end)}
            for start, end in free
        ),
        shown,
    )


def _ledger(ledger: pd.DataFrame | str | PathLike[str]) -> pd.DataFrame:
    if not isinstance(ledger, str | PathLike):
        return ledger
    from cnhealthdata.checks.user_csv import read_user_csv

    path = Path(ledger)
    frame, failures = read_user_csv(path / "ledger.csv" if path.is_dir() else path, TABLES["ledger"])
    if frame is None or any(failure.rule == "types" for failure in failures):
        msg = f"{str(path)!r} holds no ledger that can be read. 'validate' says what is wrong with the file."
        raise InvalidArgumentError(msg)
    return frame


def _printed(text: str, row: Mapping[str, Any]) -> str | None:
    start, end = row["char_start"], row["char_end"]
    return text[start:end] if start is not None and end is not None and 0 <= start < end <= len(text) else None


def _around(text: str, start: int, end: int) -> str:
    shown = f"{text[max(0, start - CONTEXT) : start]}[{text[start:end]}]{text[end : end + CONTEXT]}"
    return re.sub(r"[\r\n]+", "⏎", shown)


def _outside(spans: Iterable[tuple[int, int]], taken: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans not wholly inside the taken ones, in order, none within another; two that touch are as one."""
    joined: list[list[int]] = []
    for start, end in sorted(taken):
        if joined and start <= joined[-1][1]:
            joined[-1][1] = max(joined[-1][1], end)
        else:
            joined.append([start, end])
    free: list[tuple[int, int]] = []
    place, reached = 0, -1
    for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        while place < len(joined) and joined[place][1] <= start:
            place += 1
        inside = place < len(joined) and joined[place][0] <= start and end <= joined[place][1]
        if not inside and end > reached:
            free.append((start, end))
            reached = end
    return free
