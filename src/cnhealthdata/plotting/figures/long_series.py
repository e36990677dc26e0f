"""Series over decades."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from cnhealthdata.errors import InvalidArgumentError
from cnhealthdata.plotting import sheet, timeline
from cnhealthdata.plotting.timeline import SERIES
from cnhealthdata.plotting.words import check_language, say

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.text import Annotation

COLOURS = (sheet.BLUE, sheet.RED, sheet.GREEN, sheet.PURPLE, sheet.ORANGE, sheet.SKY)
UNSURE = ("E", "U")  #: status of a value that is estimated or of low reliability


@sheet.documented
def long_series(
    line: pd.DataFrame,
    *,
    others: Iterable[pd.DataFrame] = (),
    eras: bool = True,
    policies: pd.DataFrame | tuple[()] = (),
    ax: Axes | None = None,
    lang: str = "en",
    source: bool = True,
    log: bool = False,
) -> Axes:
    """Draw a series over decades, with eras and policies marked and nothing joined across a break.

    Parameters
    ----------
    line
        From ``series(…)``, of one place or several.
    others
        Further frames from ``series(…)`` of the same unit, drawn with dashes: modelled estimates, another indicator.
    eras
        Shade and name the eras of health policy.
    policies
        Rows of ``load_policies()`` to mark with numbers and list below; those of the years drawn are shown.
    {ax, lang, source}
    log
        Draw values on a logarithmic axis, on which equal distances are equal ratios.

    Returns
    -------
    matplotlib.axes.Axes
        The axes drawn on. A year stands at its middle; a break lies between the last year of the old basis and the
        first of the new. Hollow points are estimated or of low reliability (status E, U).

    Raises
    ------
    InvalidArgumentError
        A frame of another kind, an empty one, several units, values that a logarithmic axis cannot show, or no such
        language.
    {ImportError}

    Examples
    --------
    >>> import cnhealthdata as chd
    >>> from cnhealthdata.plotting import long_series
    >>> axes = long_series(chd.series("life_expectancy"), policies=chd.load_policies(theme="plan", start=2015))
    >>> axes.get_ylabel()
    'years'
    """
    check_language(lang)
    frames = [sheet.check_frame(frame, timeline.SERIES_COLUMNS, SERIES) for frame in (line, *others)]
    marks = timeline.marks_of(policies, lang)
    lines = [each for place, frame in enumerate(frames) for each in timeline.lines_of(frame, solid=place == 0)]
    rows = [row for each in lines for row in each.rows]
    values = _checked([row["value"] for row in rows], log=log)
    unit = sheet.one_unit(unit for frame in frames for unit in frame["unit"])
    years = [row["year"] for row in rows]
    marks = timeline.marks_within(marks, min(years), max(years))
    axes = sheet.open_axes(ax, lang, max(sheet.HEIGHT, 5.4 + 0.26 * ((len(marks) + 1) // 2)))
    divisor, words = sheet.scale_of(values, unit, lang)
    edge = 0.5 + (max(years) - min(years)) * 0.01
    axes.set_xlim(min(years) - edge, max(years) + edge)
    _set_heights(axes, values, log=log, strip=timeline.STRIP if marks else 0, divisor=divisor)
    ends = _draw_lines(axes, lines, divisor, lang, log=log)
    pad = 12 + (timeline.mark_eras(axes, lang, shade=True) if eras else 0)
    timeline.mark_policies(axes, marks)
    timeline.unit_beside(axes, words)
    sheet.finish(
        axes,
        frames,
        lang,
        title=timeline.title_of(lines, lang),
        unit=say("year, unsure" if any(map(_is_unsure, rows)) else "year", lang),
        source=source,
        keys="source_id",
        pad=pad,
        under=timeline.list_policies(axes, marks),
    )
    axes.grid(axis="y", color=sheet.PALE, lw=1)
    axes.set_axisbelow(True)
    _settle(axes, ends, lines, log=log)
    return axes


def _checked(values: list[float], *, log: bool) -> list[float]:
    """The values, if there are any and the axis can show them."""
    if not values:
        msg = f"no frame from {SERIES} holds a value, so there is nothing to draw."
        raise InvalidArgumentError(msg)
    if log and min(values) <= 0:
        msg = f"log=True cannot show {min(values):g}: a logarithmic axis has no zero. Use log=False."
        raise InvalidArgumentError(msg)
    return values


def _set_heights(axes: Axes, values: list[float], *, log: bool, strip: float, divisor: int) -> None:
    """Limits and ticks of the values, with a strip below for the numbers of the policies."""
    low, high = min(values), max(values)
    if log:
        axes.set_yscale("log")
        low, high = math.log10(low), math.log10(high)
    room = (high - low or abs(high) or 1) * 0.08
    top = high + room
    bottom = low - room
    if not log and low >= 0 and bottom < 0.35 * high:
        bottom = 0
    bottom -= (top - bottom) * strip / (1 - strip)
    if log:
        axes.set_ylim(10**bottom, 10**top)
        _set_log_ticks(axes)
    else:
        axes.set_ylim(bottom, top)
    sheet.format_axis(axes.yaxis, divisor)
    if not log:
        floor = 0 if low >= 0 else -math.inf
        axes.set_yticks([tick for tick in axes.get_yticks() if max(floor, bottom) <= tick <= top])


def _set_log_ticks(axes: Axes) -> None:
    from matplotlib.ticker import LogLocator, NullFormatter, NullLocator

    axes.yaxis.set_major_locator(LogLocator(subs=(1, 2, 5)))
    axes.yaxis.set_minor_locator(NullLocator())
    axes.yaxis.set_minor_formatter(NullFormatter())


def _draw_lines(axes: Axes, lines: list[timeline.Line], divisor: int, lang: str, *, log: bool) -> list[Annotation]:
    """All lines with their breaks and names; the names, which find their height when the layout is known."""
    coloured = [(line, COLOURS[place % len(COLOURS)]) for place, line in enumerate(lines)]
    for line, colour in coloured:
        _draw(axes, line, colour)
    ends = _name_ends(axes, coloured, divisor, lang)
    for line, colour in reversed(coloured):
        _mark_breaks(axes, line, sheet.INK if len(lines) == 1 else _dark(colour), lang, log=log)
    return ends


def _draw(axes: Axes, line: timeline.Line, colour: str) -> None:
    """Each segment by itself, so that no stroke crosses a break; unsure points again, hollow."""
    size = 4 if len(line.rows) > 45 else 6
    if line.solid:
        look: dict[str, Any] = {"ls": "-", "lw": 3, "zorder": 4, "gid": "line"}
    else:
        look = {"ls": (0, (4, 2)), "lw": 2.2, "zorder": 3, "gid": "other"}
    for segment in dict.fromkeys(row["segment"] for row in line.rows):
        rows = [row for row in line.rows if row["segment"] == segment]
        marker = "o" if line.solid or len(rows) == 1 else "None"
        axes.plot(*_points(rows), marker=marker, ms=size, color=colour, **look)
    unsure = list(filter(_is_unsure, line.rows))
    axes.plot(*_points(unsure), "o", ms=size, mfc="white", mec=colour, zorder=5, gid="unsure")


def _points(rows: list[dict[str, Any]]) -> tuple[list[int], list[float]]:
    return [row["year"] for row in rows], [row["value"] for row in rows]


def _is_unsure(row: dict[str, Any]) -> bool:
    return row.get("obs_status") in UNSURE


def _dark(colour: str) -> str:
    """A line's colour, dark enough for words."""
    return sheet.DARK.get(colour, colour)


def _name_ends(axes: Axes, coloured: list[tuple[timeline.Line, str]], divisor: int, lang: str) -> list[Annotation]:
    """Name each line in the right margin, with its last value; what all lines share is left to the title."""
    parts = [(line.place(lang), line.name(lang), say(line.method, lang)) for line, _ in coloured]
    telling = [place for place in range(3) if len({part[place] for part in parts}) > 1]
    texts = []
    for (line, colour), part in zip(coloured, parts, strict=True):
        last = line.rows[-1]
        name = "\n".join(sheet.wrap(part[place], 22) for place in telling if part[place])
        value = say("at year", lang, year=last["year"], words=sheet.number(last["value"], divisor, 4))
        texts.append(
            sheet.write(
                axes,
                1,
                0.5,
                "\n".join(filter(None, (name, value))),
                at="axes fraction",
                shift=(8, 0),
                colour=_dark(colour),
                va="center",
                linespacing=1.15,
                gid="end",
            )
        )
    return texts


def _settle(axes: Axes, texts: list[Annotation], lines: list[timeline.Line], *, log: bool) -> None:
    """Put the names of lines level with their ends, or as near as they fit; done last, when the layout is known."""
    timeline.lay_out(axes)
    gap = 1.12 * max(text.get_window_extent().height for text in texts) / axes.bbox.height
    heights = [_fraction(axes, line.rows[-1]["value"], log=log) for line in lines]
    for text, height in zip(texts, sheet.spread(heights, gap, gap / 2, 1 - gap / 2), strict=True):
        text.xy = (1, height)


def _mark_breaks(axes: Axes, line: timeline.Line, colour: str, lang: str, *, log: bool) -> None:
    """A break before each new basis; its words where the series leaves room."""
    for year in line.breaks():
        nearest = min(line.rows, key=lambda row: abs(row["year"] - year))
        if _fraction(axes, nearest["value"], log=log) > 0.5:
            lowest = _fraction(axes, min(row["value"] for row in line.rows), log=log)
            timeline.mark_break(axes, year, max(lowest - 0.05, 0.02), lang, colour=colour, va="bottom")
        else:
            timeline.mark_break(axes, year, 0.98, lang, colour=colour)


def _fraction(axes: Axes, value: float, *, log: bool) -> float:
    """Where a value lies between the bottom of the axes and their top."""
    low, high = axes.get_ylim()
    if log:
        low, high, value = math.log10(low), math.log10(high), math.log10(value)
    return (value - low) / (high - low)
