"""What masked and bounded figures still say."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from cnhealthdata.errors import InvalidArgumentError
from cnhealthdata.plotting import lanes, sheet
from cnhealthdata.plotting.lanes import COMPARE
from cnhealthdata.plotting.words import check_language, say
from cnhealthdata.tables.frames import records

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

MAKER = f"cnhealthdata.load_observations(…) or {COMPARE}"
STATUS_COLOURS = {"actual": sheet.BLUE, "target": sheet.RED, "planned": sheet.PURPLE}
LABEL_COLUMNS = 40


@sheet.documented
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
    {ax, lang, source}

    Returns
    -------
    matplotlib.axes.Axes
        The axes drawn on. A point is a printed value, a bar the bounds of a masked one, an arrow an open end.

    Raises
    ------
    InvalidArgumentError
        A frame of another kind, an empty one, several units, no such column or language.
    {ImportError}

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
    frame = sheet.check_frame(rows, (*places, "status", *lanes.COMPARED), MAKER)
    if label is not None and label not in frame:
        msg = f"label={label!r} is no column of the frame. Its columns: {', '.join(frame.columns)}."
        raise InvalidArgumentError(msg)
    lines, indicators = records(frame), list(frame["indicator_id"])
    numbers = [line[name] for line in lines for name in ("value", "value_low", "value_high")]
    unit = sheet.one_unit(frame["unit"])
    labels = _labels(lines, lang, frame) if label is None else [str(line[label] or "") for line in lines]
    labels = [sheet.wrap(name, LABEL_COLUMNS) for name in labels]
    axes = sheet.open_axes(ax, lang, lanes.height(len(lines), lanes.lane_height(labels, 0.62)))
    divisor, words = sheet.scale_of(numbers, unit, lang)
    axes.set_xlim(*lanes.limits(numbers, opened=math.inf in numbers))
    for y, line in enumerate(lines):
        _draw_row(axes, line, y, divisor, lang)
    lanes.label_rows(axes, labels)
    sheet.format_axis(axes.xaxis, divisor)
    return sheet.finish(
        axes, [frame], lang, title=lanes.title_of(indicators, lang, frame=frame), unit=words, source=source
    )


def _labels(lines: list[dict[str, Any]], lang: str, frame: pd.DataFrame) -> list[str]:
    """Place, with year, indicator or scope where they tell rows apart."""
    several = len({line["indicator_id"] for line in lines}) > 1
    unknown = say("year unknown", lang) if any(line["year"] for line in lines) else ""
    labels = []
    for line in lines:
        year = say("in the year", lang, year=line["year"]) if line["year"] else unknown
        name = sheet.indicator_name(line["indicator_id"], lang, frame) if several else ""
        words = [lanes.place_of(line, lang), year, name, lanes.scope_of(line, lang)]
        labels.append(say("then", lang).join(filter(None, words)))
    return labels


def _draw_row(axes: Axes, line: dict[str, Any], y: float, divisor: int, lang: str) -> None:
    """A point, a bar, or words where nothing is known."""
    low, high, value = line["value_low"], line["value_high"], line["value"]
    colour = STATUS_COLOURS[line["status"]]
    text = lanes.figure_words(line, divisor, lang)
    if line["status"] != "actual":
        text = say("in brackets", lang, words=text, more=say(line["status"], lang))
    if low is None and high is None:
        sheet.write(axes, axes.get_xlim()[0], y, text, shift=(8, 0), va="center", colour=sheet.GREY, size=sheet.TEXT)
        return
    if low != high:
        lanes.draw_interval(axes, (low, high), y, colour, "interval")
    if value is not None:
        axes.plot(value, y, "o", ms=13, color=colour, zorder=3, gid="value")
    at = value if value is not None else low if low is not None else axes.get_xlim()[0]
    side = lanes.side_of(axes, at)
    if side == "right" and value is None and high is not None and math.isfinite(high):
        at = high
    sheet.write(axes, at, y, text, shift=(0, 11), ha=side, va="bottom", size=sheet.TEXT)
