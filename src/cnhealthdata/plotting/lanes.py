"""What figures of one row a place share: heights, labels, limits, bars, and figures in words."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from cnhealthdata.plotting import sheet
from cnhealthdata.plotting.words import say
from cnhealthdata.tables.storage import read_mapping

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

COMPARE = 'cnhealthdata.compare("…")'
COMPARED = ("indicator_id", "unit", "value", "value_low", "value_high", "qualifier", "year")


# --- Lanes ------------------------------------------------------------------------------------------------------------


def height(lanes: float, lane: float) -> float:
    """Height of a figure of so many lanes: a slide's, less where they are few, more where they would not fit."""
    needed = 1.9 + lanes * lane
    return max(needed, min(needed * 1.25, sheet.HEIGHT), 4.0)


def lane_height(labels: list[str], least: float) -> float:
    """Height of a lane that holds the longest label."""
    return max(least, 0.1 + 0.28 * max(label.count("\n") + 1 for label in labels))


def label_rows(axes: Axes, labels: list[str], positions: list[float] | None = None, lanes: float | None = None) -> None:
    """Row labels at the left, first row on top; one lane a row if nothing else is said."""
    axes.set_yticks(list(range(len(labels))) if positions is None else positions, labels)
    axes.set_ylim((len(labels) if lanes is None else lanes) - 0.4, -0.6)
    axes.tick_params(axis="y", length=0)


def in_margin(axes: Axes, y: float, text: str, colour: str = sheet.INK) -> None:
    """A text in the right margin, level with a row."""
    sheet.write(
        axes, 1, y, text, at=("axes fraction", "data"), shift=(14, 0), va="center", size=sheet.TEXT, colour=colour
    )


def side_of(axes: Axes, x: float, share: float = 0.55) -> str:
    """On which side of a point there is room for its label."""
    left, right = axes.get_xlim()
    return "left" if (x - left) / (right - left) < share else "right"


# --- Limits and bars --------------------------------------------------------------------------------------------------


def limits(values: Iterable[float | None], *, margin: float = 0.08, opened: bool = False) -> tuple[float, float]:
    """Limits that hold all finite values, with room for open ends."""
    finite = [value for value in values if value is not None and math.isfinite(value)]
    low, high = (min(finite), max(finite)) if finite else (0.0, 1.0)
    room = (high - low or abs(high) or 1.0) * margin
    left = low - room if low < 0 or low - room > 0 else -room / 2
    return left, high + room * (2 if opened else 1)


def draw_interval(axes: Axes, row: tuple[float | None, float | None], y: float, colour: str, gid: str) -> None:
    """A bar between two bounds; an end that is open or lies outside the picture has an arrow."""
    from matplotlib.markers import CARETLEFT, CARETRIGHT

    left, right = axes.get_xlim()
    low, high = (-math.inf if row[0] is None else row[0]), (math.inf if row[1] is None else row[1])
    start, stop = max(low, left), min(high, right)
    axes.plot([start, stop], [y, y], lw=11, color=colour, alpha=0.35, solid_capstyle="butt", gid=gid)
    for end, drawn, arrow in ((low, start, CARETLEFT), (high, stop, CARETRIGHT)):
        mark = {"marker": "|", "ms": 15} if end == drawn else {"marker": arrow, "ms": 13}
        axes.plot(drawn, y, mew=2.5, color=colour, clip_on=False, zorder=3, gid=f"{gid} end", **mark)


# --- Words ------------------------------------------------------------------------------------------------------------


def title_of(indicators: Iterable[str], lang: str, otherwise: str = "", frame: pd.DataFrame | None = None) -> str:
    """The indicator's name, or other words where there are several."""
    found = set(indicators)
    return sheet.indicator_name(found.pop(), lang, frame) if len(found) == 1 else otherwise


def place_of(row: dict[str, Any], lang: str) -> str:
    """The name of a row's place."""
    name = "place" if "place" in row else "region"
    found = row[name if lang == "en" else f"{name}_zh"]
    return str(found) if found and row.get("region_code", "") is not None else say("place unknown", lang)


def scope_of(row: dict[str, Any], lang: str) -> str:
    """What the figure covers; the tables say it in English, so that Chinese readers get the printed term."""
    if not row.get("scope"):
        return ""
    return say("scope", lang, scope=row["scope"], term=_printed(row, "term"))


def _printed(row: dict[str, Any], name: str) -> str:
    """What the row says, or else its observation."""
    known = read_mapping("observations", "observation_id", name)
    return str(row.get(name) or known.get(row.get("observation_id") or "", ""))


def span(low: float | None, high: float | None, divisor: int, lang: str) -> str:
    """Two bounds in words."""
    down, up = (None if end is None or math.isinf(end) else sheet.number(end, divisor) for end in (low, high))
    if down is None and up is None:
        return say("nothing", lang)
    if up is None:
        return say("or more", lang, low=down)
    if down is None:
        return say("or less", lang, high=up)
    return down if low == high else say("between", lang, low=down, high=up)


def figure_words(row: dict[str, Any], divisor: int, lang: str) -> str:
    """A figure in words: value, value with its qualifier, or bounds with what is printed."""
    low, high, value, qualifier = row["value_low"], row["value_high"], row["value"], row["qualifier"]
    if value is None:
        words = span(low, high, divisor, lang)
        literal = _printed(row, "literal")
        return say("printed", lang, literal=literal, words=words) if literal else words
    if low == high or qualifier in ("exact", "masked", "range"):
        return span(low, high, divisor, lang) if low != high else sheet.number(value, divisor)
    return say(qualifier, lang, value=sheet.number(value, divisor))


def dated(end: str, year: int | None, words: str, lang: str) -> str:
    """A figure with its year, or with the end that it stands for."""
    return say(end, lang, words=words) if year is None else say("at year", lang, year=year, words=words)
