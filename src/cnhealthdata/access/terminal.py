"""Plain text that is pleasant to read, Chinese or not."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from cnhealthdata.printed.text import fit, width

if TYPE_CHECKING:
    import pandas as pd

WIDTH = 100
CELL = 60


def title(text: str) -> str:
    """A heading with a line below."""
    return f"{text}\n{'─' * min(width(text), WIDTH)}"


def field(name: str, text: str, indent: int = 16) -> str:
    """A name and a text that wraps beside it."""
    room = WIDTH - indent
    lines = textwrap.wrap(text, room, break_long_words=False) or [""]
    return f"{name:<{indent - 1}} " + ("\n" + " " * indent).join(lines)


def table(frame: pd.DataFrame) -> str:
    """A frame in aligned columns: text to the left, numbers to the right, missing left blank."""
    columns = []
    for name in frame.columns:
        numeric = frame[name].dtype.kind in "iuf"
        cells = [fit(_cell(value), CELL) for value in frame[name]]
        room = max([width(str(name)), *map(width, cells)])
        padded = [
            (" " * (room - width(cell)) + cell) if numeric else (cell + " " * (room - width(cell))) for cell in cells
        ]
        head = str(name) + " " * (room - width(str(name)))
        columns.append([head if not numeric else head.strip().rjust(room), *padded])
    return "\n".join("  ".join(row).rstrip() for row in zip(*columns, strict=True))


def bars(points: dict[int, float], shown: int = 8) -> str:
    """Points of a long series nearest to evenly spaced years, each with a bar."""
    first, last = min(points), max(points)
    even = [first + (last - first) * step / (shown - 1) for step in range(shown)]
    kept = sorted({min(points, key=lambda year: abs(year - mark)) for mark in even})
    top = max(points[year] for year in kept)
    return "\n".join(f"{year}  {points[year]:>10,.10g}  {'█' * round(40 * points[year] / top)}" for year in kept)


def _cell(value: object) -> str:
    import pandas as pd

    if pd.isna(value):  # type: ignore[call-overload]
        return ""
    return f"{value:,.10g}" if isinstance(value, float) else " ".join(str(value).split())
