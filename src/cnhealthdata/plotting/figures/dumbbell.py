"""Figures and what they changed from."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from cnhealthdata.plotting import lanes, sheet
from cnhealthdata.plotting.words import check_language, say
from cnhealthdata.tables.frames import records

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

    End = tuple[float | None, float | None, float | None]  #: low, high, value

MAKER = 'cnhealthdata.change("…")'
ENDS = tuple(f"{name}_{end}" for end in ("from", "to") for name in ("value", "value_low", "value_high"))
COLUMNS = ("place", "place_zh", "indicator_id", "unit", "year_from", "year_to", "absolute", *ENDS)
LABEL_COLUMNS = 30


@sheet.documented
def dumbbell(changes: pd.DataFrame, *, ax: Axes | None = None, lang: str = "en", source: bool = True) -> Axes:
    """Draw figures and what they changed from, one pair a row.

    Parameters
    ----------
    changes
        From ``change(…)``, or several of them of the same unit, put together with ``pandas.concat``.
    {ax, lang, source}

    Returns
    -------
    matplotlib.axes.Axes
        The axes drawn on. An end known only by bounds is a bar, with an arrow where it is open.

    Raises
    ------
    InvalidArgumentError
        A frame of another kind, an empty one, several units, or no such language.
    {ImportError}

    Examples
    --------
    >>> import cnhealthdata as chd
    >>> from cnhealthdata.plotting import dumbbell
    >>> dumbbell(chd.change("infant_mortality")).get_xlabel()
    'per 1000 live births'
    """
    check_language(lang)
    frame = sheet.check_frame(changes, COLUMNS, MAKER)
    rows, indicators = records(frame), list(frame["indicator_id"])
    numbers = [row[name] for row in rows for name in ENDS]
    unit = sheet.one_unit(frame["unit"])
    labels = [_label(row, lang, several=len(set(indicators)) > 1) for row in rows]
    axes = sheet.open_axes(ax, lang, lanes.height(len(rows), lanes.lane_height(labels, 0.85)))
    divisor, words = sheet.scale_of(numbers, unit, lang)
    axes.set_xlim(*lanes.limits(numbers, margin=0.22, opened=math.inf in numbers))
    for y, row in enumerate(rows):
        _draw_pair(axes, row, y, divisor, lang)
        lanes.in_margin(axes, y, _difference(row, divisor, lang))
    sheet.write(axes, 1, 1, say("change", lang), at="axes fraction", shift=(14, 0), va="bottom", colour=sheet.GREY)
    lanes.label_rows(axes, labels)
    sheet.format_axis(axes.xaxis, divisor)
    title = lanes.title_of(indicators, lang, say("changes", lang))
    return sheet.finish(axes, [frame], lang, title=title, unit=words, source=source)


def _label(row: dict[str, Any], lang: str, *, several: bool) -> str:
    """The place, and below it what tells its rows apart."""
    name = sheet.indicator_name(row["indicator_id"], lang) if several else lanes.scope_of(row, lang)
    return "\n".join(filter(None, (lanes.place_of(row, lang), sheet.wrap(name, LABEL_COLUMNS))))


def _draw_pair(axes: Axes, row: dict[str, Any], y: float, divisor: int, lang: str) -> None:
    """Both ends: exact ones on one line, others as bars on two."""
    before, after = ((row[f"value_low_{end}"], row[f"value_high_{end}"], row[f"value_{end}"]) for end in ("from", "to"))
    exact = all(low == high == value for low, high, value in (before, after))
    words = [
        lanes.dated(name, row[f"year_{name}"], lanes.span(*end[:2], divisor, lang), lang)
        for name, end in (("from", before), ("to", after))
    ]
    if exact:
        start, stop = before[2], after[2]
        axes.plot([start, stop], [y, y], lw=4, color=sheet.PALE if start == stop else "#BBBBBB", zorder=1, gid="pair")
        sides = ("right", "left") if stop >= start else ("left", "right")
        for name, at, text, side in zip(("from", "to"), (start, stop), words, sides, strict=True):
            _draw_point(axes, at, y, name)
            sheet.write(
                axes, at, y, text, shift=(-13 if side == "right" else 13, 0), ha=side, va="center", size=sheet.TEXT
            )
    else:
        _draw_end(axes, before, y - 0.17, "from", words[0])
        _draw_end(axes, after, y + 0.17, "to", words[1])


def _draw_point(axes: Axes, x: float, y: float, end: str) -> None:
    colour = sheet.GREY if end == "from" else sheet.BLUE
    axes.plot(x, y, "o", ms=14, mfc="white" if end == "from" else colour, mec=colour, mew=3, zorder=3, gid=end)


def _draw_end(axes: Axes, bounds: End, y: float, end: str, text: str) -> None:
    """One end of a pair that is not exact, with its words outward."""
    low, high, value = bounds
    if low != high:
        lanes.draw_interval(axes, (low, high), y, sheet.GREY if end == "from" else sheet.BLUE, end)
    if value is not None:
        _draw_point(axes, value, y, end)
    at = value if value is not None else low if low is not None and math.isfinite(low) else axes.get_xlim()[0]
    above = end == "from"
    shift, va = (0, 11 if above else -11), "bottom" if above else "top"
    sheet.write(axes, at, y, text, shift=shift, ha=lanes.side_of(axes, at), va=va, size=sheet.TEXT)


def _difference(row: dict[str, Any], divisor: int, lang: str) -> str:
    """The change, signed, or the bounds of it."""

    def signed(value: float) -> str:
        return ("+" if value > 0 else "") + sheet.number(value, divisor, 6)

    if row["absolute"] is not None and row["absolute_low"] == row["absolute_high"]:
        return signed(row["absolute"])
    low, high = row["absolute_low"], row["absolute_high"]
    if low is None or high is None:
        return "?"
    if math.isinf(high):
        return say("or more", lang, low=signed(low))
    return say("between", lang, low=signed(low), high=signed(high))
