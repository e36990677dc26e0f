"""Plans against outcomes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cnhealthdata.analysis.progress import PROGRESS_COLUMNS
from cnhealthdata.plotting.lanes import (
    dated,
    height,
    in_margin,
    label_rows,
    lane_height,
    limits,
    place_of,
    side_of,
    title_of,
)
from cnhealthdata.plotting.sheet import (
    DARK,
    GREEN,
    GREY,
    INK,
    ORANGE,
    RED,
    SMALL,
    check_frame,
    documented,
    finish,
    format_axis,
    indicator_name,
    number,
    open_axes,
    scale_of,
    wrap,
    write,
)
from cnhealthdata.plotting.words import check_language, say, unit_words
from cnhealthdata.tables.frames import records

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

MAKER = 'cnhealthdata.progress("…")'
COLUMNS = tuple(name for name in PROGRESS_COLUMNS if name not in {"years_left", "source_id"})
#: Whether a target was reached: mark, colour, and the same colour dark enough for words.
OUTCOMES = {
    "reached": ("o", GREEN, DARK[GREEN]),
    "not yet": (">", ORANGE, DARK[ORANGE]),
    "not reached": ("X", RED, DARK[RED]),
    "unknown": ("s", GREY, GREY),
}
FARTHEST = 150  #: per cent of the way; what lies farther is drawn here with an arrow


@documented
def target_progress(plan: pd.DataFrame, *, ax: Axes | None = None, lang: str = "en", source: bool = True) -> Axes:
    """Draw plans against outcomes: where each started, how far it came, and where it wanted to be.

    Parameters
    ----------
    plan
        From ``progress(…)``, or several of them put together with ``pandas.concat``.
    {ax, lang, source}

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
    {ImportError}

    Examples
    --------
    >>> import cnhealthdata as chd
    >>> from cnhealthdata.plotting import target_progress
    >>> target_progress(chd.progress("health_literacy")).get_xlabel()
    '%'
    """
    check_language(lang)
    frame = check_frame(plan, COLUMNS, MAKER)
    rows, indicators = records(frame), list(frame["indicator_id"])
    one = frame["unit"].nunique() == 1
    labels = _labels(rows, lang)
    axes = open_axes(ax, lang, height(len(rows), lane_height(labels, 0.92 if one else 0.66)))
    if one:
        numbers = [row[name] for row in rows for name in ("baseline", "latest", "target")]
        divisor, words = scale_of(numbers, rows[0]["unit"], lang)
        axes.set_xlim(*limits(numbers, margin=0.12))
        format_axis(axes.xaxis, divisor)
    else:
        divisor, words = 1, say("way", lang)
        axes.set_xlim(-25, FARTHEST + 15)
        axes.set_xticks([0, 25, 50, 75, 100, 125, 150])
    for y, row in enumerate(rows):
        outcome = _outcome(row)
        (_draw_target if one else _draw_way)(axes, row, y, divisor, outcome, lang)
        in_margin(axes, y, say(outcome, lang, year=row["latest_year"]), OUTCOMES[outcome][2])
    label_rows(axes, labels)
    title = title_of(indicators, lang, say("targets", lang))
    finish(axes, [frame], lang, title=title, unit=words, source=source, keys="source_id")
    axes.tick_params(axis="y", labelsize=SMALL)
    return axes


def _labels(rows: list[dict[str, Any]], lang: str) -> list[str]:
    """Place and indicator, where they tell rows apart, then plan and target year."""
    places, several = ({row[name] for row in rows} for name in ("place", "indicator_id"))
    labels = []
    for row in rows:
        place = place_of(row, lang) if len(places) > 1 else ""
        indicator = indicator_name(row["indicator_id"], lang) if len(several) > 1 else ""
        plan = row["plan"] if lang == "en" else row["plan_zh"] or row["plan"]
        name = say("plan", lang, plan=plan, year=row["target_year"])
        words = (say("then", lang).join(filter(None, (place, indicator))), name)
        labels.append("\n".join(wrap(part, 36) for part in words if part))
    return labels


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


def _draw_target(axes: Axes, row: dict[str, Any], y: float, divisor: int, outcome: str, lang: str) -> None:
    """A target on an axis of its unit."""
    start, latest, goal = row["baseline"], row["latest"], row["target"]
    _draw_course(axes, start, latest, y, outcome)
    if goal is not None:
        _draw_goal(axes, goal, y)
        text = say("target value", lang, words=_goal(row, divisor, lang))
        write(axes, goal, y, text, shift=(0, -19), ha=side_of(axes, goal, 0.5), va="top")
    rising = latest is None or start is None or latest >= start
    for name, value, ha in (
        ("baseline", start, "right" if rising else "left"),
        ("latest", latest, "left" if rising else "right"),
    ):
        if value is not None:
            words = dated(name, row[f"{name}_year"], number(value, divisor), lang)
            write(axes, value, y, words, shift=(-4 if ha == "left" else 4, 20), ha=ha, va="bottom")


def _draw_way(axes: Axes, row: dict[str, Any], y: float, _divisor: int, outcome: str, lang: str) -> None:
    """A target on an axis of the way to it: the baseline at 0, the target at 100."""
    _draw_goal(axes, 100, y)
    way, start = row["covered"], "?" if row["covered"] is None else number(row["baseline"])
    if way is not None:
        drawn = min(max(way, -15), FARTHEST)
        _draw_course(axes, 0, drawn, y, outcome)
        if drawn != way:
            ahead = drawn > 0
            at, arrow = drawn + (7 if ahead else -7), ">" if ahead else "<"
            axes.plot(at, y, arrow, ms=10, color=OUTCOMES[outcome][1], gid="farther")
    latest = "?" if row["latest"] is None else number(row["latest"])
    goal, unit = _goal(row, 1, lang), unit_words(row["unit"], lang)
    text = say("covered", lang, start=start, latest=latest, target=goal, unit=unit)
    write(axes, 0, y, text, shift=(0, 16), va="bottom")


def _draw_course(axes: Axes, start: float | None, latest: float | None, y: float, outcome: str) -> None:
    """From the baseline to the latest value."""
    marker, colour, _ = OUTCOMES[outcome]
    if start is not None and latest is not None:
        axes.plot([start, latest], [y, y], lw=5, color=colour, alpha=0.4, zorder=1, gid="way")
    if start is not None:
        axes.plot(start, y, "o", ms=12, mfc="white", mec=GREY, mew=2.5, zorder=2, gid="baseline")
    if latest is not None:
        axes.plot(latest, y, marker, ms=14, color=colour, mec="white", zorder=4, gid="latest")


def _draw_goal(axes: Axes, x: float, y: float) -> None:
    axes.plot(x, y, "|", ms=34, mew=4, color=INK, zorder=3, gid="target")
