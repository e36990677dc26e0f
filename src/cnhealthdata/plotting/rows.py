"""Figures of one row a place: pairs, benchmarks, intervals, targets."""

from __future__ import annotations

import math
from collections.abc import Iterable
from textwrap import shorten
from typing import TYPE_CHECKING, Any

from cnhealthdata.analysis.progress import PROGRESS_COLUMNS
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
    SMALL,
    TEXT,
    check_frame,
    finish,
    fold,
    format_axis,
    indicator_name,
    name_of,
    number,
    one_unit,
    open_axes,
    scale_of,
    source_line,
    style,
    write,
)
from cnhealthdata.plotting.words import PLANS, check_language, say, unit_words
from cnhealthdata.tables.frames import records
from cnhealthdata.tables.storage import read_mapping

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

STATUS_COLOURS = {"actual": BLUE, "target": RED, "planned": PURPLE}
LABEL_COLUMNS = 30


# --- What the figures have in common ----------------------------------------------------------------------------------


def _height(lanes: float, lane: float) -> float:
    """Height of a figure of so many lanes: a slide's, less where they are few, more where they would not fit."""
    needed = 1.9 + lanes * lane
    return max(needed, min(needed * 1.25, HEIGHT), 4.0)


def _lane(labels: list[str], least: float) -> float:
    """Height of a lane that holds the longest label."""
    return max(least, 0.1 + 0.28 * max(label.count("\n") + 1 for label in labels))


def _title(indicators: Iterable[str], lang: str, otherwise: str = "", frame: pd.DataFrame | None = None) -> str:
    found = set(indicators)
    return indicator_name(found.pop(), lang, frame) if len(found) == 1 else otherwise


def _place(row: dict[str, Any], lang: str) -> str:
    name = "place" if "place" in row else "region"
    found = row[name if lang == "en" else f"{name}_zh"]
    return str(found) if found and row.get("region_code", "") is not None else say("place unknown", lang)


def _scope(row: dict[str, Any], lang: str) -> str:
    """What the figure covers; the tables say it in English, so that Chinese readers get the printed term."""
    if not row.get("scope"):
        return ""
    return say("scope", lang, scope=row["scope"], term=_printed(row, "term"))


def _printed(row: dict[str, Any], name: str) -> str:
    """What the row says, or else its observation."""
    known = read_mapping("observations", "observation_id", name)
    return str(row.get(name) or known.get(row.get("observation_id") or "", ""))


def _span(low: float | None, high: float | None, divisor: int, lang: str) -> str:
    """Two bounds in words."""
    down, up = (None if end is None or math.isinf(end) else number(end, divisor) for end in (low, high))
    if down is None and up is None:
        return say("nothing", lang)
    if up is None:
        return say("or more", lang, low=down)
    if down is None:
        return say("or less", lang, high=up)
    return down if low == high else say("between", lang, low=down, high=up)


def _figure(row: dict[str, Any], divisor: int, lang: str) -> str:
    """A figure in words: value, value with its qualifier, or bounds with what is printed."""
    low, high, value, qualifier = row["value_low"], row["value_high"], row["value"], row["qualifier"]
    if value is None:
        words = _span(low, high, divisor, lang)
        literal = _printed(row, "literal")
        return say("printed", lang, literal=literal, words=words) if literal else words
    if low == high or qualifier in ("exact", "masked", "range"):
        return _span(low, high, divisor, lang) if low != high else number(value, divisor)
    return say(qualifier, lang, value=number(value, divisor))


def _limits(values: Iterable[float | None], *, margin: float = 0.08, opened: bool = False) -> tuple[float, float]:
    """Limits that hold all finite values, with room for open ends."""
    finite = [value for value in values if value is not None and math.isfinite(value)]
    low, high = (min(finite), max(finite)) if finite else (0.0, 1.0)
    room = (high - low or abs(high) or 1.0) * margin
    left = low - room if low < 0 or low - room > 0 else -room / 2
    return left, high + room * (2 if opened else 1)


def _interval(axes: Axes, row: tuple[float | None, float | None], y: float, colour: str, gid: str) -> None:
    """A bar between two bounds; an end that is open or lies outside the picture has an arrow."""
    from matplotlib.markers import CARETLEFT, CARETRIGHT

    left, right = axes.get_xlim()
    low, high = (-math.inf if row[0] is None else row[0]), (math.inf if row[1] is None else row[1])
    start, stop = max(low, left), min(high, right)
    axes.plot([start, stop], [y, y], lw=11, color=colour, alpha=0.35, solid_capstyle="butt", gid=gid)
    for end, drawn, arrow in ((low, start, CARETLEFT), (high, stop, CARETRIGHT)):
        mark = {"marker": "|", "ms": 15} if end == drawn else {"marker": arrow, "ms": 13}
        axes.plot(drawn, y, mew=2.5, color=colour, clip_on=False, zorder=3, gid=f"{gid} end", **mark)


def _lanes(axes: Axes, positions: list[float], labels: list[str], lanes: float) -> None:
    """Row labels at the left, first row on top."""
    axes.set_yticks(positions, labels)
    axes.set_ylim(lanes - 0.4, -0.6)
    axes.tick_params(axis="y", length=0)


def _margin(axes: Axes, y: float, text: str, colour: str = INK, size: float = TEXT) -> None:
    """A text in the right margin, level with a row."""
    axes.annotate(
        text,
        (1, y),
        xycoords=("axes fraction", "data"),
        xytext=(14, 0),
        textcoords="offset points",
        va="center",
        annotation_clip=False,
        **style(size, colour),
    )


def _side(axes: Axes, x: float, share: float = 0.55) -> str:
    """On which side of a point there is room for its label."""
    left, right = axes.get_xlim()
    return "left" if (x - left) / (right - left) < share else "right"


# --- Change -----------------------------------------------------------------------------------------------------------

CHANGE = 'cnhealthdata.change("…")'
ENDS = tuple(f"{name}_{end}" for end in ("from", "to") for name in ("value", "value_low", "value_high"))


def dumbbell(changes: pd.DataFrame, *, ax: Axes | None = None, lang: str = "en", source: bool = True) -> Axes:
    """Draw figures and what they changed from, one pair a row.

    Parameters
    ----------
    changes
        From ``change(…)``, or several of them of the same unit, put together with ``pandas.concat``.
    ax
        Where to draw; a new figure by default.
    lang
        ``"en"`` or ``"zh"``.
    source
        Write the source line.

    Returns
    -------
    matplotlib.axes.Axes
        The axes drawn on. An end known only by bounds is a bar, with an arrow where it is open.

    Raises
    ------
    InvalidArgumentError
        A frame of another kind, an empty one, several units, or no such language.
    ImportError
        matplotlib or the Chinese font is missing.

    Examples
    --------
    >>> import cnhealthdata as chd
    >>> from cnhealthdata.plotting import dumbbell
    >>> dumbbell(chd.change("infant_mortality")).get_xlabel()
    'per 1000 live births'
    """
    check_language(lang)
    columns = ("place", "place_zh", "indicator_id", "unit", "year_from", "year_to", "absolute", *ENDS)
    frame = check_frame(changes, columns, CHANGE)
    rows, indicators = records(frame), list(frame["indicator_id"])
    numbers = [row[name] for row in rows for name in ENDS]
    unit = one_unit(frame["unit"])
    labels = []
    for row, indicator in zip(rows, indicators, strict=True):
        name = indicator_name(indicator, lang) if len(set(indicators)) > 1 else _scope(row, lang)
        labels.append("\n".join(filter(None, (_place(row, lang), fold(name, LABEL_COLUMNS)))))
    axes = open_axes(ax, lang, _height(len(rows), _lane(labels, 0.85)))
    divisor, words = scale_of(numbers, unit, lang, indicators[0])
    axes.set_xlim(*_limits(numbers, margin=0.22, opened=math.inf in numbers))
    for y, row in enumerate(rows):
        _pair(axes, row, y, divisor, lang)
        _margin(axes, y, _difference(row, divisor, lang))
    axes.annotate(
        say("change", lang),
        (1, 1),
        xycoords="axes fraction",
        xytext=(14, 0),
        textcoords="offset points",
        va="bottom",
        annotation_clip=False,
        **style(SMALL, GREY),
    )
    _lanes(axes, list(range(len(rows))), labels, len(rows))
    format_axis(axes.xaxis, divisor)
    line = source_line(frame, lang, "report_id", wanted=source)
    return finish(axes, title=_title(indicators, lang, say("changes", lang)), unit=words, source=line)


def _pair(axes: Axes, row: dict[str, Any], y: float, divisor: int, lang: str) -> None:
    ends = [(row[f"value_low_{end}"], row[f"value_high_{end}"], row[f"value_{end}"]) for end in ("from", "to")]
    exact = all(low == high == value for low, high, value in ends)
    places = [y, y] if exact else [y - 0.17, y + 0.17]
    if exact:
        start, stop = ends[0][2], ends[1][2]
        axes.plot([start, stop], [y, y], lw=4, color=PALE if start == stop else "#BBBBBB", zorder=1, gid="pair")
    rising = exact and ends[1][2] >= ends[0][2]
    for end, lane, colour, (low, high, value) in zip(("from", "to"), places, (GREY, BLUE), ends, strict=True):
        if not exact and low != high:
            _interval(axes, (low, high), lane, colour, end)
        if value is not None:
            face = "white" if end == "from" else colour
            axes.plot(value, lane, "o", ms=14, mfc=face, mec=colour, mew=3, zorder=3, gid=end)
        text = _dated(end, row[f"year_{end}"], _span(low, high, divisor, lang), lang)
        at = value if value is not None else low if low is not None and math.isfinite(low) else axes.get_xlim()[0]
        if exact:
            outward = "right" if rising == (end == "from") else "left"
            write(
                axes, at, lane, text, shift=(-13 if outward == "right" else 13, 0), ha=outward, va="center", size=TEXT
            )
        else:
            above = end == "from"
            write(
                axes,
                at,
                lane,
                text,
                shift=(0, 11 if above else -11),
                ha=_side(axes, at),
                va="bottom" if above else "top",
                size=TEXT,
            )


def _dated(end: str, year: int | None, words: str, lang: str) -> str:
    """A figure with its year, or with the end that it stands for."""
    return say(end, lang, words=words) if year is None else say("at year", lang, year=year, words=words)


def _difference(row: dict[str, Any], divisor: int, lang: str) -> str:
    """The change, signed, or the bounds of it."""

    def signed(value: float) -> str:
        return ("+" if value > 0 else "") + number(value, divisor, 6)

    if row["absolute"] is not None and row["absolute_low"] == row["absolute_high"]:
        return signed(row["absolute"])
    low, high = row["absolute_low"], row["absolute_high"]
    if low is None or high is None:
        return "?"
    return (
        say("or more", lang, low=signed(low))
        if math.isinf(high)
        else say("between", lang, low=signed(low), high=signed(high))
    )


# --- Benchmarks -------------------------------------------------------------------------------------------------------

COMPARE = 'cnhealthdata.compare("…")'
BENCHMARKS = 'cnhealthdata.compare("…", benchmark=True, nearest_year=…)'
COMPARED = ("indicator_id", "unit", "value", "value_low", "value_high", "qualifier", "year")
#: Beyond this ratio of all bounds to the known figures, the picture keeps to the figures and bars run out of it.
WIDEST = 12
GAP = 0.7  #: lanes between two rows
#: Codes of ``why_codes`` that a label spells out; an unknown place or a mask shows by itself.
REASONS = ("scope", "definition", "reliability")
MARKS = {"place": ("o", BLUE), "province": ("s", ORANGE), "nation": ("D", RED)}


def beside_benchmarks(table: pd.DataFrame, *, ax: Axes | None = None, lang: str = "en", source: bool = True) -> Axes:
    """Draw each place's figure beside its province and the nation.

    Parameters
    ----------
    table
        From ``compare(…, benchmark=True, nearest_year=…)``.
    ax
        Where to draw; a new figure by default.
    lang
        ``"en"`` or ``"zh"``.
    source
        Write the source line.

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
    ImportError
        matplotlib or the Chinese font is missing.

    Examples
    --------
    >>> import cnhealthdata as chd
    >>> from cnhealthdata.plotting import beside_benchmarks
    >>> beside_benchmarks(chd.compare("health_literacy", benchmark=True)).get_xlabel()
    '%'
    """
    check_language(lang)
    benchmarks = ("province_value", "province_year", "nation_value", "nation_year")
    frame = check_frame(
        table,
        ("place", "place_zh", "region_code", "scope", "comparable", "why_codes", *COMPARED, *benchmarks),
        BENCHMARKS,
    )
    rows, indicators = records(frame), list(frame["indicator_id"])
    unit = one_unit(frame["unit"])
    known = [row[name] for row in rows for name in ("value", "province_value", "nation_value")]
    pairs = [(row["value_low"], row["value_high"]) for row in rows]
    bounds = [
        (-math.inf if low is None else low, math.inf if high is None else high)
        for low, high in pairs
        if not low is high is None
    ]
    groups = [[name for name in MARKS if name == "place" or row[f"{name}_value"] is not None] for row in rows]
    labels = [_compared_label(row, lang) for row in rows]
    heights = [max(len(group), 0.8 * (label.count("\n") + 1)) for group, label in zip(groups, labels, strict=True)]
    lanes = sum(heights) + GAP * (len(groups) - 1)
    axes = open_axes(ax, lang, _height(lanes, 0.34))
    divisor, words = scale_of([*known, *(end for pair in bounds for end in pair)], unit, lang, indicators[0])
    axes.set_xlim(*_known_limits(known, bounds))
    positions, top = [], -0.5
    for row, group, height in zip(rows, groups, heights, strict=True):
        middle = top + height / 2
        positions.append(middle)
        for lane, name in enumerate(group):
            _mark(axes, row, name, middle + lane - (len(group) - 1) / 2, divisor, lang)
        top += height + GAP
        if row is not rows[-1]:
            axes.axhline(top - GAP / 2, color=PALE, lw=1.5, zorder=0)
    _lanes(axes, positions, labels, lanes)
    format_axis(axes.xaxis, divisor)
    line = source_line(frame, lang, "report_id", wanted=source)
    return finish(axes, title=_title(indicators, lang), unit=words, source=line)


def _compared_label(row: dict[str, Any], lang: str) -> str:
    """Place and year, and below them why the figure cannot stand beside the others."""
    unknown, year = say("year unknown", lang), row["year"]
    name = _place(row, lang)
    head = (
        say("place and year", lang, place=name, year=year)
        if year
        else say("place and words", lang, place=name, words=unknown)
    )
    scope = shorten(row["scope"] or "", 60, placeholder=" …")
    codes = (row["why_codes"] or "").split(";")
    reasons = [say(f"why {code}", lang, scope=scope) for code in REASONS if code in codes]
    return "\n".join(filter(None, (head, fold(say("then", lang).join(reasons), 36))))


def _known_limits(known: list[float | None], bounds: list[tuple[float, float]]) -> tuple[float, float]:
    """Limits that hold all bounds, or the known figures alone where those lie much closer and every bar meets them."""
    narrow = [value for value in known if value is not None]
    finite = [value for pair in bounds for value in pair if math.isfinite(value)] + narrow
    if len(set(narrow)) > 1 and (max(finite) - min(finite)) > WIDEST * (max(narrow) - min(narrow)):
        left, right = _limits(narrow, margin=0.25)
        if all(low <= right and high >= left for low, high in bounds):
            return left, right
    return _limits(finite, margin=0.1, opened=any(math.isinf(high) for _, high in bounds))


def _mark(axes: Axes, row: dict[str, Any], name: str, y: float, divisor: int, lang: str) -> None:
    marker, colour = MARKS[name]
    left, right = axes.get_xlim()
    if name == "place":
        value, low, high = row["value"], row["value_low"], row["value_high"]
        text = _figure(row, divisor, lang)
        if low != high:
            _interval(axes, (low, high), y, colour, name)
    else:
        value = low = high = row[f"{name}_value"]
        place = "100000" if name == "nation" else f"{row['region_code'][:2]}0000"
        text = f"{name_of('regions', 'region_code', place, lang)} {number(value, divisor)}"
        year = row[f"{name}_year"]
        if year != row["year"]:
            text = say("in brackets", lang, words=text, more=say("in the year", lang, year=year))
    if value is not None:
        face = "white" if name == "place" and not row["comparable"] else colour
        axes.plot(value, y, marker, ms=12, mfc=face, mec=colour, mew=2.5, zorder=3, gid=name)
    if low is None and high is None:
        write(axes, left, y, text, shift=(8, 0), va="center", colour=GREY, size=TEXT)
    elif low != high:
        start, stop = max(low if low is not None else left, left), min(high if high is not None else right, right)
        side = _side(axes, start)
        at, aside = (start, 4) if side == "left" else (stop, -4)
        write(axes, at, y, text, shift=(aside, 8), ha=side, va="bottom", size=TEXT)
    else:
        side = _side(axes, value)
        write(axes, value, y, text, shift=(14 if side == "left" else -14, 0), ha=side, va="center", size=TEXT)


# --- Intervals --------------------------------------------------------------------------------------------------------


def intervals(
    rows: pd.DataFrame, *, label: str | None = None, ax: Axes | None = None, lang: str = "en", source: bool = True
) -> Axes:
    """Draw what masked and bounded figures still say, one interval a row.

    Parameters
    ----------
    rows
        From ``load_observations(…)`` or ``compare(…)``, of one unit.
    label
        The column whose text names the rows; place, year, and what tells rows apart by default.
    ax
        Where to draw; a new figure by default.
    lang
        ``"en"`` or ``"zh"``.
    source
        Write the source line.

    Returns
    -------
    matplotlib.axes.Axes
        The axes drawn on. A point is a printed value, a bar the bounds of a masked one, an arrow an open end.

    Raises
    ------
    InvalidArgumentError
        A frame of another kind, an empty one, several units, no such column or language.
    ImportError
        matplotlib or the Chinese font is missing.

    Examples
    --------
    >>> import cnhealthdata as chd
    >>> from cnhealthdata.plotting import intervals
    >>> axes = intervals(chd.load_observations(indicator="health_literacy", statistic="level", status="actual"))
    >>> axes.get_title(loc="left")
    'Health literacy rate'
    """
    check_language(lang)
    places = ("place", "place_zh") if "place" in getattr(rows, "columns", ()) else ("region", "region_zh")
    frame = check_frame(rows, (*places, "status", *COMPARED), f"cnhealthdata.load_observations(…) or {COMPARE}")
    if label is not None and label not in frame:
        msg = f"label={label!r} is no column of the frame. Its columns: {', '.join(frame.columns)}."
        raise InvalidArgumentError(msg)
    lines, indicators = records(frame), list(frame["indicator_id"])
    numbers = [line[name] for line in lines for name in ("value", "value_low", "value_high")]
    unit = one_unit(frame["unit"])
    named = _row_labels(lines, indicators, lang, frame) if label is None else [str(line[label] or "") for line in lines]
    named = [fold(name, 40) for name in named]
    axes = open_axes(ax, lang, _height(len(lines), _lane(named, 0.62)))
    divisor, words = scale_of(numbers, unit, lang, indicators[0])
    axes.set_xlim(*_limits(numbers, opened=math.inf in numbers))
    for y, line in enumerate(lines):
        _one(axes, line, y, divisor, lang)
    _lanes(axes, list(range(len(lines))), named, len(lines))
    format_axis(axes.xaxis, divisor)
    origin = source_line(frame, lang, "report_id", wanted=source)
    return finish(axes, title=_title(indicators, lang, frame=frame), unit=words, source=origin)


def _one(axes: Axes, line: dict[str, Any], y: float, divisor: int, lang: str) -> None:
    low, high, value = line["value_low"], line["value_high"], line["value"]
    colour = STATUS_COLOURS[line["status"]]
    text = _figure(line, divisor, lang)
    if line["status"] != "actual":
        text = say("in brackets", lang, words=text, more=say(line["status"], lang))
    if low is None and high is None:
        write(axes, axes.get_xlim()[0], y, text, shift=(8, 0), va="center", colour=GREY, size=TEXT)
        return
    if low != high:
        _interval(axes, (low, high), y, colour, "interval")
    if value is not None:
        axes.plot(value, y, "o", ms=13, color=colour, zorder=3, gid="value")
    at = value if value is not None else low if low is not None else axes.get_xlim()[0]
    side = _side(axes, at)
    if side == "right" and value is None and high is not None and math.isfinite(high):
        at = high
    write(axes, at, y, text, shift=(0, 11), ha=side, va="bottom", size=TEXT)


def _row_labels(lines: list[dict[str, Any]], indicators: list[str], lang: str, frame: pd.DataFrame) -> list[str]:
    """Place, with year, indicator or scope where they tell rows apart."""
    several = len(set(indicators)) > 1
    dated = any(line["year"] for line in lines)
    labels = []
    for line, indicator in zip(lines, indicators, strict=True):
        unknown = say("year unknown", lang) if dated else ""
        year = say("in the year", lang, year=line["year"]) if line["year"] else unknown
        name = indicator_name(indicator, lang, frame) if several else ""
        words = [_place(line, lang), year, name, _scope(line, lang)]
        labels.append(say("then", lang).join(filter(None, words)))
    return labels


# --- Targets ----------------------------------------------------------------------------------------------------------

PROGRESS = 'cnhealthdata.progress("…")'
PLAN_COLUMNS = tuple(name for name in PROGRESS_COLUMNS if name not in {"years_left", "source_id"})
#: Whether a target was reached: mark, colour, and the same colour dark enough for words.
OUTCOMES = {
    "reached": ("o", GREEN, "#00735A"),
    "not yet": (">", ORANGE, "#8A5F00"),
    "not reached": ("X", RED, "#B34E00"),
    "unknown": ("s", GREY, GREY),
}
FARTHEST = 150  #: per cent of the way; what lies farther is drawn here with an arrow


def target_progress(plan: pd.DataFrame, *, ax: Axes | None = None, lang: str = "en", source: bool = True) -> Axes:
    """Draw plans against outcomes: where each started, how far it came, and where it wanted to be.

    Parameters
    ----------
    plan
        From ``progress(…)``, or several of them put together with ``pandas.concat``.
    ax
        Where to draw; a new figure by default.
    lang
        ``"en"`` or ``"zh"``.
    source
        Write the source line.

    Returns
    -------
    matplotlib.axes.Axes
        The axes drawn on. Targets of one unit stand on an axis of that unit; targets of several units on one of the
        way from baseline to target, in per cent. A hollow circle is the baseline, a bar the target, and the latest
        value a circle where it reaches the target, a triangle where it does not and lies before the target year, a
        cross where it does not in that year.

    Raises
    ------
    InvalidArgumentError
        A frame of another kind, an empty one, or no such language.
    ImportError
        matplotlib or the Chinese font is missing.

    Examples
    --------
    >>> import cnhealthdata as chd
    >>> from cnhealthdata.plotting import target_progress
    >>> target_progress(chd.progress("health_literacy")).get_xlabel()
    '%'
    """
    check_language(lang)
    frame = check_frame(plan, PLAN_COLUMNS, PROGRESS)
    rows, indicators = records(frame), list(frame["indicator_id"])
    one = frame["unit"].nunique() == 1
    labels = _target_labels(rows, indicators, lang)
    axes = open_axes(ax, lang, _height(len(rows), _lane(labels, 0.92 if one else 0.66)))
    if one:
        numbers = [row[name] for row in rows for name in ("baseline", "latest", "target")]
        divisor, words = scale_of(numbers, rows[0]["unit"], lang, indicators[0])
        axes.set_xlim(*_limits(numbers, margin=0.12))
        format_axis(axes.xaxis, divisor)
    else:
        divisor, words = 1, say("way", lang)
        axes.set_xlim(-25, FARTHEST + 15)
        axes.set_xticks([0, 25, 50, 75, 100, 125, 150])
    for y, row in enumerate(rows):
        outcome = _outcome(row)
        (_target if one else _way)(axes, row, y, divisor, outcome, lang)
        _margin(axes, y, say(outcome, lang, year=row["latest_year"]), OUTCOMES[outcome][2])
    _lanes(axes, list(range(len(rows))), labels, len(rows))
    title = _title(indicators, lang, say("targets", lang))
    line = source_line(frame, lang, "source_id", wanted=source)
    finish(axes, title=title, unit=words, source=line)
    axes.tick_params(axis="y", labelsize=SMALL)
    return axes


def _target_labels(rows: list[dict[str, Any]], indicators: list[str], lang: str) -> list[str]:
    """Place and indicator, where they tell rows apart, then plan and target year."""
    places, several = {row["place"] for row in rows}, len(set(indicators)) > 1
    labels = []
    for row, indicator in zip(rows, indicators, strict=True):
        head = [_place(row, lang) if len(places) > 1 else "", indicator_name(indicator, lang) if several else ""]
        name = say("plan", lang, plan=_plan(row["plan"], lang), year=row["target_year"])
        words = (say("then", lang).join(filter(None, head)), name)
        labels.append("\n".join(fold(part, 36) for part in words if part))
    return labels


def _plan(plan: str, lang: str) -> str:
    """A plan's name; the Chinese one where the plan is among the policies."""
    if lang == "en":
        return plan
    return read_mapping("policies", "title_en", "title_zh").get(plan) or PLANS.get(plan, plan)


def _outcome(row: dict[str, Any]) -> str:
    if row["reached"] is None:
        return "unknown"
    if row["reached"]:
        return "reached"
    return "not yet" if row["latest_year"] < row["target_year"] else "not reached"


def _goal(row: dict[str, Any], divisor: int, lang: str) -> str:
    if row["target"] is None:
        return "?"
    bound = row["bound"]
    if bound == "relative_change":
        bound = "at_most" if row["target"] < row["baseline"] else "at_least"
    return say(f"goal {bound}", lang, value=number(row["target"], divisor))


def _target(axes: Axes, row: dict[str, Any], y: float, divisor: int, outcome: str, lang: str) -> None:
    """A target on an axis of its unit."""
    marker, colour, _ = OUTCOMES[outcome]
    start, latest, goal = row["baseline"], row["latest"], row["target"]
    if start is not None and latest is not None:
        axes.plot([start, latest], [y, y], lw=5, color=colour, alpha=0.4, zorder=1, gid="way")
    if start is not None:
        axes.plot(start, y, "o", ms=12, mfc="white", mec=GREY, mew=2.5, zorder=2, gid="baseline")
    if latest is not None:
        axes.plot(latest, y, marker, ms=14, color=colour, mec="white", zorder=4, gid="latest")
    if goal is not None:
        axes.plot(goal, y, "|", ms=34, mew=4, color=INK, zorder=3, gid="target")
        text = say("target value", lang, words=_goal(row, divisor, lang))
        write(axes, goal, y, text, shift=(0, -19), ha=_side(axes, goal, 0.5), va="top")
    rising = latest is None or start is None or latest >= start
    for name, value, outward in (("baseline", start, not rising), ("latest", latest, rising)):
        if value is not None:
            words = _dated(name, row[f"{name}_year"], number(value, divisor), lang)
            write(
                axes, value, y, words, shift=(-4 if outward else 4, 20), ha="left" if outward else "right", va="bottom"
            )


def _way(axes: Axes, row: dict[str, Any], y: float, _divisor: int, outcome: str, lang: str) -> None:
    """A target on an axis of the way to it: the baseline at 0, the target at 100."""
    marker, colour, _ = OUTCOMES[outcome]
    unit = unit_words(row["unit"], lang)
    axes.plot(100, y, "|", ms=34, mew=4, color=INK, zorder=3, gid="target")
    if row["covered"] is None:
        latest = "?" if row["latest"] is None else number(row["latest"])
        text = say("covered", lang, start="?", latest=latest, target=_goal(row, 1, lang), unit=unit)
        write(axes, 0, y, text, shift=(0, 16), va="bottom")
        return
    drawn = min(max(row["covered"], -15), FARTHEST)
    axes.plot([0, drawn], [y, y], lw=5, color=colour, alpha=0.4, zorder=1, gid="way")
    axes.plot(0, y, "o", ms=12, mfc="white", mec=GREY, mew=2.5, zorder=2, gid="baseline")
    axes.plot(drawn, y, marker, ms=14, color=colour, mec="white", zorder=4, gid="latest")
    if drawn != row["covered"]:
        ahead = 1 if drawn > 0 else -1
        axes.plot(drawn + 7 * ahead, y, ">" if ahead > 0 else "<", ms=10, color=colour, gid="farther")
    text = say(
        "covered",
        lang,
        start=number(row["baseline"]),
        latest=number(row["latest"]),
        target=_goal(row, 1, lang),
        unit=unit,
    )
    write(axes, 0, y, text, shift=(0, 16), va="bottom")
