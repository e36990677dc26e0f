"""Decades: long series with eras and policies, and who pays."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from cnhealthdata.analysis.eras import eras as load_eras_in_order
from cnhealthdata.errors import InvalidArgumentError
from cnhealthdata.plotting.sheet import (
    BLUE,
    GREEN,
    GREY,
    HEIGHT,
    INK,
    ORANGE,
    PALE,
    PURPLE,
    RED,
    SKY,
    SMALL,
    below,
    check_frame,
    columns_of,
    finish,
    fold,
    format_axis,
    indicator_name,
    number,
    one_unit,
    open_axes,
    scale_of,
    source_line,
    spread,
    style,
    write,
)
from cnhealthdata.plotting.words import check_language, say
from cnhealthdata.tables.frames import records

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.text import Annotation, Text

SERIES = 'cnhealthdata.series("…")'
SERIES_COLUMNS = ("place", "place_zh", "region_code", "indicator_id", "method", "year", "value", "unit", "segment")
POLICIES = "cnhealthdata.load_policies()"
COLOURS = (BLUE, RED, GREEN, PURPLE, ORANGE, SKY)
STRIP = 0.12  #: share of the height that the numbers of the policies take
MOST_POLICIES = 24
UNSURE = ("E", "U")  #: status of a value that is estimated or of low reliability
PAYERS = {"government_share", "social_share", "out_of_pocket_share"}
SHARES = (BLUE, ORANGE, GREEN, PURPLE)


class _Line(NamedTuple):
    """One place of one frame."""

    rows: list[dict[str, Any]]
    indicator: str
    method: str
    solid: bool


def _lines_of(frame: pd.DataFrame, *, solid: bool) -> list[_Line]:
    lines = []
    for (indicator, method, _), rows in frame.groupby(["indicator_id", "method", "region_code"], sort=False):
        found = records(rows[rows["value"].notna()])
        if found:
            lines.append(_Line(found, str(indicator), str(method), solid))
    return lines


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
    ax
        Where to draw; a new figure by default.
    lang
        ``"en"`` or ``"zh"``.
    source
        Write the source line.
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
    ImportError
        matplotlib or the Chinese font is missing.

    Examples
    --------
    >>> import cnhealthdata as chd
    >>> from cnhealthdata.plotting import long_series
    >>> axes = long_series(chd.series("life_expectancy"), policies=chd.load_policies(theme="plan", start=2015))
    >>> axes.get_ylabel()
    'years'
    """
    check_language(lang)
    frames = [check_frame(frame, SERIES_COLUMNS, SERIES) for frame in (line, *others)]
    marks = [] if isinstance(policies, tuple) else _marks(policies, lang)
    lines = [each for place, frame in enumerate(frames) for each in _lines_of(frame, solid=place == 0)]
    values = [row["value"] for each in lines for row in each.rows]
    years = [row["year"] for each in lines for row in each.rows]
    if not values:
        msg = f"no frame from {SERIES} holds a value, so there is nothing to draw."
        raise InvalidArgumentError(msg)
    if log and min(values) <= 0:
        msg = f"log=True cannot show {min(values):g}: a logarithmic axis has no zero. Use log=False."
        raise InvalidArgumentError(msg)
    unit = one_unit(unit for frame in frames for unit in frame["unit"])
    marks = [mark for mark in marks if min(years) - 0.5 <= mark[0] <= max(years) + 0.5]
    if len(marks) > MOST_POLICIES:
        msg = f"policies holds {len(marks)} rows of these years; {MOST_POLICIES} can be told apart. Filter them."
        raise InvalidArgumentError(msg)
    listed = (len(marks) + 1) // 2
    axes = open_axes(ax, lang, max(HEIGHT, 5.4 + 0.26 * listed))
    divisor, words = scale_of(values, unit, lang, lines[0].indicator)
    span = max(years) - min(years)
    axes.set_xlim(min(years) - 0.5 - span * 0.01, max(years) + 0.5 + span * 0.01)
    _set_heights(axes, values, log=log, strip=STRIP if marks else 0, divisor=divisor)
    for each, colour in zip(lines, _cycle(len(lines)), strict=True):
        _draw(axes, each, colour)
    ends = _ends(axes, lines, divisor, lang)
    for each, colour in zip(reversed(lines), reversed(_cycle(len(lines))), strict=True):
        for year in _breaks(each):
            _mark_break(axes, year, each, INK if len(lines) == 1 else _dark(colour), lang, log=log)
    pad = 12 + (_bands(axes, lang, shade=True) if eras else 0)
    _mark_policies(axes, [when for when, _ in marks])
    title = _titled(lines, lang)
    _unit(axes, words)
    unsure = any(_is_unsure(row) for each in lines for row in each.rows)
    finish(axes, title=title, title_pad=pad, unit=say("year, unsure" if unsure else "year", lang), source=None)
    anchor = _list_policies(axes, [text for _, text in marks])
    if source:
        import pandas as pd

        drawn = pd.concat([frame[["source_id"]] for frame in frames if "source_id" in frame] or [frames[0][["place"]]])
        drawn.attrs.update(frames[0].attrs)
        below(axes, anchor, str(source_line(drawn, lang, "source_id", wanted=True)), colour=GREY)
    axes.grid(axis="y", color=PALE, lw=1)
    axes.set_axisbelow(True)
    _settle(axes, ends, lines, log=log)
    return axes


def _unit(axes: Axes, words: str) -> None:
    """The unit beside the values; a short one stands upright."""
    short = columns_of(words) <= 4
    axes.set_ylabel(words, labelpad=8, rotation=0 if short else 90, ha="right" if short else "center", **style())


def _cycle(count: int) -> list[str]:
    return [COLOURS[place % len(COLOURS)] for place in range(count)]


def _titled(lines: list[_Line], lang: str) -> str:
    """The indicators' names; of several, the one whose name begins the others' or all, joined as they are drawn."""
    names = list(dict.fromkeys(indicator_name(line.indicator, lang) for line in lines))
    shortest = min(names, key=len)
    if all(name.startswith(shortest) for name in names):
        return shortest
    return fold(say("comma", lang).join(names), 80)


def _set_heights(axes: Axes, values: list[float], *, log: bool, strip: float, divisor: int) -> None:
    """Limits of the values, with a strip below for the numbers of the policies."""
    import math

    from matplotlib.ticker import FuncFormatter, LogLocator, NullFormatter, NullLocator

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
    axes.set_ylim(*((10**bottom, 10**top) if log else (bottom, top)))
    if log:
        axes.yaxis.set_major_locator(LogLocator(subs=(1, 2, 5)))
        axes.yaxis.set_minor_locator(NullLocator())
        axes.yaxis.set_minor_formatter(NullFormatter())
        axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: number(value, divisor, 6)))
    else:
        format_axis(axes.yaxis, divisor)
        floor = 0 if low >= 0 else -math.inf
        ticks = [tick for tick in axes.get_yticks() if max(floor, bottom) <= tick <= top]
        axes.set_yticks(ticks)


def _draw(axes: Axes, line: _Line, colour: str) -> None:
    """Each segment by itself, so that no stroke crosses a break."""
    dense = len(line.rows) > 45
    for segment in dict.fromkeys(row["segment"] for row in line.rows):
        rows = [row for row in line.rows if row["segment"] == segment]
        axes.plot(
            [row["year"] for row in rows],
            [row["value"] for row in rows],
            ls="-" if line.solid else (0, (4, 2)),
            lw=3 if line.solid else 2.2,
            marker="o" if line.solid else "None" if len(rows) > 1 else "o",
            ms=4 if dense else 6,
            color=colour,
            zorder=4 if line.solid else 3,
            gid="line" if line.solid else "other",
        )
    unsure = [row for row in line.rows if _is_unsure(row)]
    axes.plot(
        [row["year"] for row in unsure],
        [row["value"] for row in unsure],
        "o",
        ms=4 if dense else 6,
        mfc="white",
        mec=colour,
        zorder=5,
        gid="unsure",
    )


def _is_unsure(row: dict[str, Any]) -> bool:
    return row.get("obs_status") in UNSURE


def _fraction(axes: Axes, value: float, *, log: bool) -> float:
    """Where a value lies between the bottom of the axes and their top."""
    import math

    low, high = axes.get_ylim()
    if log:
        low, high, value = math.log10(low), math.log10(high), math.log10(value)
    return (value - low) / (high - low)


def _ends(axes: Axes, lines: list[_Line], divisor: int, lang: str) -> list[Annotation]:
    """Name each line in the right margin, with its last value; what all lines share is left to the title."""
    parts = [(_place(line, lang), *_what(line, lang)) for line in lines]
    telling = [place for place in range(3) if len({part[place] for part in parts}) > 1]
    texts = []
    for line, part, colour in zip(lines, parts, _cycle(len(lines)), strict=True):
        last = line.rows[-1]
        name = "\n".join(fold(part[place], 22) for place in telling if part[place])
        value = say("at year", lang, year=last["year"], words=number(last["value"], divisor, 4))
        texts.append(
            axes.annotate(
                "\n".join(filter(None, (name, value))),
                (1, 0.5),
                xycoords="axes fraction",
                xytext=(8, 0),
                textcoords="offset points",
                va="center",
                linespacing=1.15,
                annotation_clip=False,
                gid="end",
                **style(SMALL, _dark(colour)),
            )
        )
    return texts


def _settle(axes: Axes, texts: list[Annotation], lines: list[_Line], *, log: bool) -> None:
    """Put the names of lines level with their ends, or as near as they fit; done last, when the layout is known."""
    _lay_out(axes)
    gap = 1.12 * max(text.get_window_extent().height for text in texts) / axes.bbox.height
    heights = [_fraction(axes, line.rows[-1]["value"], log=log) for line in lines]
    for text, height in zip(texts, spread(heights, gap, gap / 2, 1 - gap / 2), strict=True):
        text.xy = (1, height)


def _lay_out(axes: Axes) -> None:
    """Let the figure find its layout, so that texts can be measured."""
    figure = axes.get_figure(root=True)
    if figure is not None:
        figure.draw_without_rendering()


def _dark(colour: str) -> str:
    """A line's colour, dark enough for text."""
    return {ORANGE: "#8A5F00", SKY: "#1F6FA8", PURPLE: "#9A4A78", GREEN: "#00735A", RED: "#B34E00"}.get(colour, colour)


def _place(line: _Line, lang: str) -> str:
    return str(line.rows[0]["place" if lang == "en" else "place_zh"])


def _what(line: _Line, lang: str) -> tuple[str, str]:
    name = indicator_name(line.indicator, lang)
    return name, say(line.method, lang)


def _breaks(line: _Line) -> list[int]:
    """First years of a new basis."""
    return [after["year"] for before, after in pairwise(line.rows) if after["segment"] != before["segment"]]


def _mark_break(axes: Axes, year: int, line: _Line, colour: str, lang: str, *, log: bool) -> None:
    """A dashed line before the first year of the new basis; its words where the series leaves room."""
    axes.axvline(year - 0.5, color=colour, lw=1.6, ls=(0, (2, 2)), zorder=2, gid="break")
    nearest = min(line.rows, key=lambda row: abs(row["year"] - year))
    high = _fraction(axes, nearest["value"], log=log) > 0.5
    low = _fraction(axes, min(row["value"] for row in line.rows), log=log)
    axes.annotate(
        say("break", lang, year=year),
        (year - 0.5, max(low - 0.05, 0.02) if high else 0.98),
        xycoords=("data", "axes fraction"),
        xytext=(-3, 0),
        textcoords="offset points",
        rotation=90,
        ha="right",
        va="bottom" if high else "top",
        **style(SMALL, colour),
    )


# --- Eras and policies ------------------------------------------------------------------------------------------------


def _bands(axes: Axes, lang: str, *, shade: bool) -> float:
    """Shade the eras and name them above the axes; the height of the names, in points."""
    left, right = axes.get_xlim()
    shown = []
    for index, era in enumerate(records(load_eras_in_order())):
        start, end = max(era["start"] - 0.5, left), min((era["end"] or 9999) + 0.5, right)
        if start >= end:
            continue
        if shade:
            axes.axvspan(start, end, color="#F3F0E6" if index % 2 == 0 else "#E3EAF2", lw=0, zorder=0, gid="era")
        elif start > left:
            across = axes.get_xaxis_transform()
            axes.plot([start, start], [1, 1.012], transform=across, color=GREY, lw=1.5, clip_on=False, gid="era")
        shown.append((start, end, era["name_en" if lang == "en" else "name_zh"]))
    _lay_out(axes)
    width = axes.bbox.width
    rows: list[list[tuple[float, float]]] = []
    for start, end, name in shown:
        text = axes.annotate(
            name,
            (start, 1),
            xycoords=("data", "axes fraction"),
            xytext=(0, 7),
            textcoords="offset points",
            ha="center",
            va="baseline",
            annotation_clip=False,
            gid="era name",
            **style(SMALL, "#444444"),
        )
        half = text.get_window_extent().width / width / 2
        centre = min(max(((start + end) / 2 - left) / (right - left), half), 1 - half)
        free = (place for place, row in enumerate(rows) if all(centre - half > b or centre + half < a for a, b in row))
        level = next(free, len(rows))
        if level == len(rows):
            rows.append([])
        rows[level].append((centre - half - 0.01, centre + half + 0.01))
        text.xy = (left + centre * (right - left), 1)
        text.set_position((0, 7 + level * 18))
    return 18.0 * len(rows)


def _marks(policies: pd.DataFrame, lang: str) -> list[tuple[float, str]]:
    """When and what, in order of dates; a year alone stands at its middle, as values do."""
    frame = check_frame(policies, ("date", "title_en", "title_zh"), POLICIES).sort_values("date", kind="stable")
    found = []
    for row in records(frame):
        year, *month = map(int, row["date"].split("-")[:2])
        when = year + (month[0] - 6.5) / 12 if month else year
        found.append((when, f"{year}  {row[f'title_{lang}']}"))
    return sorted(found)


def _mark_policies(axes: Axes, dates: list[float]) -> None:
    """A line at each date, and its number in the strip below; numbers move aside so that none hides another."""
    left, right = axes.get_xlim()
    across, gap = axes.get_xaxis_transform(), (right - left) * 0.028
    centres = spread(dates, gap, left + gap / 2, right - gap / 2)
    for index, (when, centre) in enumerate(zip(dates, centres, strict=True), 1):
        path = [centre, when, when], [STRIP * 0.42, STRIP, 1]
        axes.plot(*path, transform=across, color=GREY, lw=1, alpha=0.7, zorder=1, gid="policy line")
        axes.plot(centre, STRIP * 0.42, "o", transform=across, ms=19, mfc="white", mec=INK, zorder=5, gid="policy")
        axes.annotate(
            str(index),
            (centre, STRIP * 0.42),
            xycoords=("data", "axes fraction"),
            ha="center",
            va="center_baseline",
            zorder=6,
            **style(SMALL),
        )


def _list_policies(axes: Axes, titles: list[str]) -> Text:
    """Numbered titles in two columns below the axes; the text that the next may stand under."""
    anchor = axes.xaxis.label
    if not titles:
        return anchor
    numbered = [f"{index}  {title}" for index, title in enumerate(titles, 1)]
    half = (len(numbered) + 1) // 2
    columns = [
        [fold(text, 62).replace("\n", "\n      ") for text in part] for part in (numbered[:half], numbered[half:])
    ]
    texts = [
        below(axes, anchor, "\n".join(part), x=x, ha="left", linespacing=1.25, gid="policies")
        for part, x in zip(columns, (-0.05, 0.5), strict=True)
        if part
    ]
    return max(texts, key=lambda text: text.get_text().count("\n"))


# --- Who pays ---------------------------------------------------------------------------------------------------------


def stacked_shares(
    lines: Iterable[pd.DataFrame],
    *,
    title: str | None = None,
    ax: Axes | None = None,
    lang: str = "en",
    eras: bool = False,
    source: bool = True,
) -> Axes:
    """Draw shares of a whole, year by year, one upon the other.

    Parameters
    ----------
    lines
        Frames from ``series(…)`` of one place and unit, from the bottom up.
    title
        What the lines make together; their names by default, and who pays where they are the three payers.
    ax
        Where to draw; a new figure by default.
    lang
        ``"en"`` or ``"zh"``.
    eras
        Name the eras of health policy above the axes.
    source
        Write the source line.

    Returns
    -------
    matplotlib.axes.Axes
        The axes drawn on. Only years in which every line has a value are drawn; others stay white. A dashed line
        marks a break.

    Raises
    ------
    InvalidArgumentError
        A frame of another kind, an empty one, several units, no year in common, or no such language.
    ImportError
        matplotlib or the Chinese font is missing.

    Examples
    --------
    >>> import cnhealthdata as chd
    >>> from cnhealthdata.plotting import stacked_shares
    >>> who = ("government_share", "social_share", "out_of_pocket_share")
    >>> stacked_shares([chd.series(name) for name in who]).get_ylabel()
    '%'
    """
    check_language(lang)
    frames = [check_frame(frame, SERIES_COLUMNS, SERIES) for frame in lines]
    if not frames:
        msg = f"lines=[] holds no frames. Give several from {SERIES}."
        raise InvalidArgumentError(msg)
    unit = one_unit(unit for frame in frames for unit in frame["unit"])
    found = [each for frame in frames for each in _lines_of(frame, solid=True)]
    values = [{row["year"]: row["value"] for row in each.rows} for each in found]
    years = sorted(set.intersection(*map(set, values)))
    if not years:
        msg = "no year has a value in every line, so nothing can be stacked."
        raise InvalidArgumentError(msg)
    axes = open_axes(ax, lang)
    axes.set_xlim(years[0] - 0.5, years[-1] + 0.5)
    base = [0.0] * len(years)
    placed = []
    for each, known, colour in zip(found, values, SHARES * len(found), strict=False):
        heights = [known[year] for year in years]
        axes.bar(years, heights, width=1.0, bottom=base, color=colour, alpha=0.8, lw=0, zorder=1, label=each.indicator)
        placed.append((base[-1] + heights[-1] / 2, each, heights[-1]))
        base = [low + height for low, height in zip(base, heights, strict=True)]
    axes.set_ylim(0, max(base) * 1.001)
    divisor, words = scale_of(base, unit, lang, found[0].indicator)
    for middle, each, value in placed:
        name = fold(_what(each, lang)[0] or _place(each, lang), 20)
        text = f"{name}\n{say('at year', lang, year=years[-1], words=number(value, divisor))}"
        write(axes, years[-1] + 0.5, middle, text, shift=(10, 0), va="center", gid="end")
    for year in sorted({year for each in found for year in _breaks(each)}):
        axes.axvline(year - 0.5, color=INK, lw=2, ls=(0, (2, 2)), zorder=3, gid="break")
        write(
            axes,
            year - 0.5,
            max(base) * 0.97,
            say("break", lang, year=year),
            shift=(-4, 0),
            rotation=90,
            ha="right",
            va="top",
        )
    for before, after in pairwise(years):
        if after - before > 1:
            axes.annotate(
                say("incomplete", lang),
                ((before + after) / 2, 0.5),
                xycoords=("data", "axes fraction"),
                rotation=90,
                ha="center",
                va="center",
                **style(SMALL, GREY),
            )
    pad = 12 + (_bands(axes, lang, shade=False) if eras else 0)
    format_axis(axes.yaxis, divisor)
    _unit(axes, words)
    import pandas as pd

    drawn = pd.concat([frame[["source_id"]] for frame in frames])
    drawn.attrs.update(frames[0].attrs)
    line = source_line(drawn, lang, "source_id", wanted=source)
    if title is None:
        title = say("payers", lang) if {each.indicator for each in found} == PAYERS else _titled(found, lang)
    return finish(axes, title=title, title_pad=pad, unit=say("year", lang), source=line)
