"""Plans against outcomes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cnhealthdata.analysis.progress import PROGRESS_COLUMNS
from cnhealthdata.plotting import lanes, sheet
from cnhealthdata.plotting.words import check_language, say, unit_words
from cnhealthdata.tables.frames import records

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

MAKER = 'cnhealthdata.progress("…")'
COLUMNS = tuple(name for name in PROGRESS_COLUMNS if name not in {"years_left", "source_id"})
#: Whether a target was reached: mark, colour, and the same colour dark enough for words.
OUTCOMES = {
    "reached": ("o", sheet.GREEN, sheet.DARK[sheet.GREEN]),
    "not yet": (">", sheet.ORANGE, sheet.DARK[sheet.ORANGE]),
    "not reached": ("X", sheet.RED, sheet.DARK[sheet.RED]),
    "unknown": ("s", sheet.GREY, sheet.GREY),
}
FARTHEST = 150  #: per cent of the way; what lies farther is drawn here with an arrow


@sheet.documented
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
    frame = sheet.check_frame(plan, COLUMNS, MAKER)
    rows, indicators = records(frame), list(frame["indicator_id"])
    one = frame["unit"].nunique() == 1
    labels = _labels(rows, lang)
    axes = sheet.open_axes(ax, lang, lanes.height(len(rows), lanes.lane_height(labels, 0.92 if one else 0.66)))
    if one:
        numbers = [row[name] for row in rows for name in ("baseline", "latest", "target")]
        divisor, words = sheet.scale_of(numbers, rows[0]["unit"], lang)
        axes.set_xlim(*lanes.limits(numbers, margin=0.12))
        sheet.format_axis(axes.xaxis, divisor)
    else:
        divisor, words = 1, say("way", lang)
        axes.set_xlim(-25, FARTHEST + 15)
        axes.set_xticks([0, 25, 50, 75, 100, 125, 150])
    for y, row in enumerate(rows):
        outcome = _outcome(row)
        (_draw_target if one else _draw_way)(axes, row, y, divisor, outcome, lang)
        lanes.in_margin(axes, y, say(outcome, lang, year=row["latest_year"]), OUTCOMES[outcome][2])
    lanes.label_rows(axes, labels)
    title = lanes.title_of(indicators, lang, say("targets", lang))
    sheet.finish(axes, [frame], lang, title=title, unit=words, source=source, keys="source_id")
    axes.tick_params(axis="y", labelsize=sheet.SMALL)
    return axes


def _labels(rows: list[dict[str, Any]], lang: str) -> list[str]:
    """Place and indicator, where they tell rows apart, then plan and target year."""
    places, several = ({row[name] for row in rows} for name in ("place", "indicator_id"))
    labels = []
    for row in rows:
        place = lanes.place_of(row, lang) if len(places) > 1 else ""
        indicator = sheet.indicator_name(row["indicator_id"], lang) if len(several) > 1 else ""
        plan = row["plan"] if lang == "en" else row["plan_zh"] or row["plan"]
        name = say("plan", lang, plan=plan, year=row["target_year"])
        words = (say("then", lang).join(filter(None, (place, indicator))), name)
        labels.append("\n".join(sheet.wrap(part, 36) for part in words if part))
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
    return say(f"goal {bound}", lang, value=sheet.number(row["target"], divisor))


def _draw_target(axes: Axes, row: dict[str, Any], y: float, divisor: int, outcome: str, lang: str) -> None:
    """A target on an axis of its unit."""
    start, latest, goal = row["baseline"], row["latest"], row["target"]
    _draw_course(axes, start, latest, y, outcome)
    if goal is not None:
        _draw_goal(axes, goal, y)
        text = say("target value", lang, words=_goal(row, divisor, lang))
        sheet.write(axes, goal, y, text, shift=(0, -19), ha=lanes.side_of(axes, goal, 0.5), va="top")
    rising = latest is None or start is None or latest >= start
    for name, value, ha in (
        ("baseline", start, "right" if rising else "left"),
        ("latest", latest, "left" if rising else "right"),
    ):
        if value is not None:
            words = lanes.dated(name, row[f"{name}_year"], sheet.number(value, divisor), lang)
            sheet.write(axes, value, y, words, shift=(-4 if ha == "left" else 4, 20), ha=ha, va="bottom")


def _draw_way(axes: Axes, row: dict[str, Any], y: float, _divisor: int, outcome: str, lang: str) -> None:
    """A target on an axis of the way to it: the baseline at 0, the target at 100."""
    _draw_goal(axes, 100, y)
    way, start = row["covered"], "?" if row["covered"] is None else sheet.number(row["baseline"])
    if way is not None:
        drawn = min(max(way, -15), FARTHEST)
        _draw_course(axes, 0, drawn, y, outcome)
        if drawn != way:
            ahead = drawn > 0
            at, arrow = drawn + (7 if ahead else -7), ">" if ahead else "<"
            axes.plot(at, y, arrow, ms=10, color=OUTCOMES[outcome][1], gid="farther")
    latest = "?" if row["latest"] is None else sheet.number(row["latest"])
    goal, unit = _goal(row, 1, lang), unit_words(row["unit"], lang)
    text = say("covered", lang, start=start, latest=latest, target=goal, unit=unit)
    sheet.write(axes, 0, y, text, shift=(0, 16), va="bottom")


def _draw_course(axes: Axes, start: float | None, latest: float | None, y: float, outcome: str) -> None:
    """From the baseline to the latest value."""
    marker, colour, _ = OUTCOMES[outcome]
    if start is not None and latest is not None:
        axes.plot([start, latest], [y, y], lw=5, color=colour, alpha=0.4, zorder=1, gid="way")
    if start is not None:
        axes.plot(start, y, "o", ms=12, mfc="white", mec=sheet.GREY, mew=2.5, zorder=2, gid="baseline")
    if latest is not None:
        axes.plot(latest, y, marker, ms=14, color=colour, mec="white", zorder=4, gid="latest")


def _draw_goal(axes: Axes, x: float, y: float) -> None:
    axes.plot(x, y, "|", ms=34, mew=4, color=sheet.INK, zorder=3, gid="target")
