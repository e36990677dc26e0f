"""Shares of a whole, one upon the other."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import TYPE_CHECKING

from cnhealthdata.errors import InvalidArgumentError
from cnhealthdata.plotting import sheet, timeline
from cnhealthdata.plotting.timeline import SERIES
from cnhealthdata.plotting.words import check_language, say

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

PAYERS = {"government_share", "social_share", "out_of_pocket_share"}
COLOURS = (sheet.BLUE, sheet.ORANGE, sheet.GREEN, sheet.PURPLE)


@sheet.documented
def stacked_shares(
    lines: Iterable[pd.DataFrame],
    *,
    title: str | None = None,
    eras: bool = False,
    ax: Axes | None = None,
    lang: str = "en",
    source: bool = True,
) -> Axes:
    """Draw shares of a whole, year by year, one upon the other.

    Parameters
    ----------
    lines
        Frames from ``series(…)`` of one place and unit, from the bottom up.
    title
        What the lines make together; their names by default, and who pays where they are the three payers.
    eras
        Name the eras of health policy above the axes.
    {ax, lang, source}

    Returns
    -------
    matplotlib.axes.Axes
        The axes drawn on. Only years in which every line has a value are drawn; others stay white. A dashed line
        marks a break.

    Raises
    ------
    InvalidArgumentError
        A frame of another kind, an empty one, several units, no year in common, or no such language.
    {ImportError}

    Examples
    --------
    >>> import cnhealthdata as chd
    >>> from cnhealthdata.plotting import stacked_shares
    >>> who = ("government_share", "social_share", "out_of_pocket_share")
    >>> stacked_shares([chd.series(name) for name in who]).get_ylabel()
    '%'
    """
    check_language(lang)
    frames = [sheet.check_frame(frame, timeline.SERIES_COLUMNS, SERIES) for frame in lines]
    if not frames:
        msg = f"lines=[] holds no frames. Give several from {SERIES}."
        raise InvalidArgumentError(msg)
    unit = sheet.one_unit(unit for frame in frames for unit in frame["unit"])
    found = [each for frame in frames for each in timeline.lines_of(frame)]
    years = _common_years(found)
    axes = sheet.open_axes(ax, lang)
    axes.set_xlim(years[0] - 0.5, years[-1] + 0.5)
    tops = _stack(axes, found, years)
    highest = max(tops[-1])
    axes.set_ylim(0, highest * 1.001)
    divisor, words = sheet.scale_of(tops[-1], unit, lang)
    _name_ends(axes, found, years[-1], [0, *(top[-1] for top in tops)], divisor, lang)
    for year in sorted({year for each in found for year in each.breaks()}):
        timeline.mark_break(axes, year, 0.97 / 1.001, lang, over=True)
    _mark_gaps(axes, years, lang)
    pad = 12 + (timeline.mark_eras(axes, lang, shade=False) if eras else 0)
    sheet.format_axis(axes.yaxis, divisor)
    timeline.unit_beside(axes, words)
    if title is None:
        title = say("payers", lang) if {each.indicator for each in found} == PAYERS else timeline.title_of(found, lang)
    return sheet.finish(
        axes, frames, lang, title=title, unit=say("year", lang), source=source, keys="source_id", pad=pad
    )


def _by_year(line: timeline.Line) -> dict[int, float]:
    return {row["year"]: row["value"] for row in line.rows}


def _common_years(lines: list[timeline.Line]) -> list[int]:
    """Years in which every line has a value."""
    years = sorted(set.intersection(*(set(_by_year(line)) for line in lines)))
    if not years:
        msg = "no year has a value in every line, so nothing can be stacked."
        raise InvalidArgumentError(msg)
    return years


def _stack(axes: Axes, lines: list[timeline.Line], years: list[int]) -> list[list[float]]:
    """Draw the lines as bars; the top of each, year by year."""
    base, tops = [0.0] * len(years), []
    for line, colour in zip(lines, COLOURS * len(lines), strict=False):
        known = _by_year(line)
        heights = [known[year] for year in years]
        axes.bar(years, heights, width=1.0, bottom=base, color=colour, alpha=0.8, lw=0, zorder=1, label=line.indicator)
        base = [low + height for low, height in zip(base, heights, strict=True)]
        tops.append(base)
    return tops


def _name_ends(axes: Axes, lines: list[timeline.Line], year: int, edges: list[float], divisor: int, lang: str) -> None:
    """Name each line in the right margin, with its last value, level with the middle of its last bar."""
    for line, (low, high) in zip(lines, pairwise(edges), strict=True):
        name = sheet.wrap(line.name(lang) or line.place(lang), 20)
        value = sheet.number(_by_year(line)[year], divisor)
        text = f"{name}\n{say('at year', lang, year=year, words=value)}"
        sheet.write(axes, year + 0.5, (low + high) / 2, text, shift=(10, 0), va="center", gid="end")


def _mark_gaps(axes: Axes, years: list[int], lang: str) -> None:
    """Say why years are left white."""
    for before, after in pairwise(years):
        if after - before > 1:
            middle, words = (before + after) / 2, say("incomplete", lang)
            sheet.write(
                axes, middle, 0.5, words, at=timeline.UPRIGHT, colour=sheet.GREY, rotation=90, ha="center", va="center"
            )
