"""Each place beside its province and the nation."""

from __future__ import annotations

import math
from textwrap import shorten
from typing import TYPE_CHECKING, Any

from cnhealthdata.plotting import lanes, sheet
from cnhealthdata.plotting.sheet import name_of, number
from cnhealthdata.plotting.words import check_language, say
from cnhealthdata.tables.frames import records

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

MAKER = 'cnhealthdata.compare("…", benchmark=True, nearest_year=…)'
BENCHMARKS = ("province_value", "province_year", "nation_value", "nation_year")
COLUMNS = ("place", "place_zh", "region_code", "scope", "comparable", "why_codes", *lanes.COMPARED, *BENCHMARKS)
#: Beyond this ratio of all bounds to the known figures, the picture keeps to the figures and bars run out of it.
WIDEST = 12
GAP = 0.7  #: lanes between two rows
#: Codes of ``why_codes`` that a label spells out; an unknown place or a mask shows by itself.
REASONS = ("scope", "definition", "reliability")
MARKS = {"place": ("o", sheet.BLUE), "province": ("s", sheet.ORANGE), "nation": ("D", sheet.RED)}


@sheet.documented
def beside_benchmarks(table: pd.DataFrame, *, ax: Axes | None = None, lang: str = "en", source: bool = True) -> Axes:
    """Draw each place's figure beside its province and the nation.

    Parameters
    ----------
    table
        From ``compare(…, benchmark=True, nearest_year=…)``.
    {ax, lang, source}

    Returns
    -------
    matplotlib.axes.Axes
        The axes drawn on. A circle is the place, a square its province, a diamond the nation; the year of a benchmark
        stands beside it where it is not the year of the figure. Hollow marks are not comparable, and say why. Where
        masks leave much wider bounds than the figures lie apart, the picture keeps to the figures, and arrows show
        that bars go on.

    Raises
    ------
    InvalidArgumentError
        A frame of another kind, an empty one, or no such language.
    {ImportError}

    Examples
    --------
    >>> import cnhealthdata as chd
    >>> from cnhealthdata.plotting import beside_benchmarks
    >>> beside_benchmarks(chd.compare("health_literacy", benchmark=True)).get_xlabel()
    '%'
    """
    check_language(lang)
    frame = sheet.check_frame(table, COLUMNS, MAKER)
    rows, indicators = records(frame), list(frame["indicator_id"])
    unit = sheet.one_unit(frame["unit"])
    known = [row[name] for row in rows for name in ("value", "province_value", "nation_value")]
    bounds = [_bounds(row) for row in rows if not row["value_low"] is row["value_high"] is None]
    labels = [_label(row, lang) for row in rows]
    heights = [max(len(_marked(row)), 0.8 * (label.count("\n") + 1)) for row, label in zip(rows, labels, strict=True)]
    total = sum(heights) + GAP * (len(rows) - 1)
    axes = sheet.open_axes(ax, lang, lanes.height(total, 0.34))
    divisor, words = sheet.scale_of([*known, *(end for pair in bounds for end in pair)], unit, lang)
    axes.set_xlim(*_limits(known, bounds))
    positions = _middles(heights)
    for row, middle, high in zip(rows, positions, heights, strict=True):
        marks = _marked(row)
        for lane, name in enumerate(marks):
            draw = _draw_place if name == "place" else _draw_benchmark
            draw(axes, row, name, middle + lane - (len(marks) - 1) / 2, divisor, lang)
        if row is not rows[-1]:
            axes.axhline(middle + high / 2 + GAP / 2, color=sheet.PALE, lw=1.5, zorder=0)
    lanes.label_rows(axes, labels, positions, total)
    sheet.format_axis(axes.xaxis, divisor)
    return sheet.finish(axes, [frame], lang, title=lanes.title_of(indicators, lang), unit=words, source=source)


def _label(row: dict[str, Any], lang: str) -> str:
    """Place and year, and below them why the figure cannot stand beside the others."""
    name, year = lanes.place_of(row, lang), row["year"]
    if year:
        head = say("place and year", lang, place=name, year=year)
    else:
        head = say("place and words", lang, place=name, words=say("year unknown", lang))
    scope = shorten(row["scope"] or "", 60, placeholder=" …")
    codes = (row["why_codes"] or "").split(";")
    reasons = [say(f"why {code}", lang, scope=scope) for code in REASONS if code in codes]
    return "\n".join(filter(None, (head, sheet.wrap(say("then", lang).join(reasons), 36))))


def _marked(row: dict[str, Any]) -> list[str]:
    """The marks of a row, each in a lane of its own."""
    return [name for name in MARKS if name == "place" or row[f"{name}_value"] is not None]


def _middles(heights: list[float]) -> list[float]:
    """Where rows of these heights have their middle, from the top."""
    middles, top = [], -0.5
    for high in heights:
        middles.append(top + high / 2)
        top += high + GAP
    return middles


def _bounds(row: dict[str, Any]) -> tuple[float, float]:
    low, high = row["value_low"], row["value_high"]
    return -math.inf if low is None else low, math.inf if high is None else high


def _limits(known: list[float | None], bounds: list[tuple[float, float]]) -> tuple[float, float]:
    """Limits that hold all bounds, or the known figures alone where those lie much closer and every bar meets them."""
    narrow = [value for value in known if value is not None]
    finite = [value for pair in bounds for value in pair if math.isfinite(value)] + narrow
    if len(set(narrow)) > 1 and (max(finite) - min(finite)) > WIDEST * (max(narrow) - min(narrow)):
        left, right = lanes.limits(narrow, margin=0.25)
        if all(low <= right and high >= left for low, high in bounds):
            return left, right
    return lanes.limits(finite, margin=0.1, opened=any(math.isinf(high) for _, high in bounds))


def _draw_place(axes: Axes, row: dict[str, Any], name: str, y: float, divisor: int, lang: str) -> None:
    """The place's own figure: a point, a bar between bounds, or words where nothing is known."""
    value, low, high = row["value"], row["value_low"], row["value_high"]
    text = lanes.figure_words(row, divisor, lang)
    if low != high:
        lanes.draw_interval(axes, (low, high), y, MARKS[name][1], name)
    if value is not None:
        _draw_mark(axes, value, y, name, hollow=not row["comparable"])
    left, right = axes.get_xlim()
    if low is None and high is None:
        sheet.write(axes, left, y, text, shift=(8, 0), va="center", colour=sheet.GREY, size=sheet.TEXT)
    elif low != high:
        start, stop = max(low if low is not None else left, left), min(high if high is not None else right, right)
        side = lanes.side_of(axes, start)
        at, aside = (start, 4) if side == "left" else (stop, -4)
        sheet.write(axes, at, y, text, shift=(aside, 8), ha=side, va="bottom", size=sheet.TEXT)
    else:
        _write_beside(axes, value, y, text)


def _draw_benchmark(axes: Axes, row: dict[str, Any], name: str, y: float, divisor: int, lang: str) -> None:
    """The figure of the province or the nation, with its year where it is another."""
    value, year = row[f"{name}_value"], row[f"{name}_year"]
    place = "100000" if name == "nation" else f"{row['region_code'][:2]}0000"
    text = f"{name_of('regions', 'region_code', place, lang)} {number(value, divisor)}"
    if year != row["year"]:
        text = say("in brackets", lang, words=text, more=say("in the year", lang, year=year))
    _draw_mark(axes, value, y, name)
    _write_beside(axes, value, y, text)


def _draw_mark(axes: Axes, x: float, y: float, name: str, *, hollow: bool = False) -> None:
    marker, colour = MARKS[name]
    axes.plot(x, y, marker, ms=12, mfc="white" if hollow else colour, mec=colour, mew=2.5, zorder=3, gid=name)


def _write_beside(axes: Axes, x: float, y: float, text: str) -> None:
    side = lanes.side_of(axes, x)
    sheet.write(axes, x, y, text, shift=(14 if side == "left" else -14, 0), ha=side, va="center", size=sheet.TEXT)
