"""What was printed first, and what stands now."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cnhealthdata.errors import InvalidArgumentError
from cnhealthdata.plotting import sheet, timeline
from cnhealthdata.plotting.words import check_language, say
from cnhealthdata.tables.frames import records

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

MAKER = 'cnhealthdata.revisions("…")'
COLUMNS = ("place", "place_zh", "region_code", "year", "first", "latest", "unit", "source_id", "indicator_id")


@sheet.documented
def first_and_latest(table: pd.DataFrame, *, ax: Axes | None = None, lang: str = "en", source: bool = True) -> Axes:
    """Draw the first and the latest print of each year.

    Parameters
    ----------
    table
        From ``revisions(…)``, of one place.
    {ax, lang, source}

    Returns
    -------
    matplotlib.axes.Axes
        The axes drawn on. A hollow circle is the first print, a full one the latest; a bar joins them, blue where the
        figure was raised and orange where it was lowered.

    Raises
    ------
    InvalidArgumentError
        A frame of another kind, an empty one, one of several places, or no such language.
    {ImportError}

    Examples
    --------
    >>> import cnhealthdata as chd
    >>> from cnhealthdata.plotting import first_and_latest
    >>> first_and_latest(chd.revisions("health_expenditure_gdp_share")).get_ylabel()
    '%'
    """
    check_language(lang)
    frame = sheet.check_frame(table, COLUMNS, MAKER)
    rows = records(frame)
    places = sorted({row["place"] for row in rows})
    if len(places) > 1:
        msg = f"the frame holds {len(places)} places ({', '.join(places)}); draw one: {MAKER[:-1]}, {places[0]!r})."
        raise InvalidArgumentError(msg)
    values = [row[name] for row in rows for name in ("first", "latest")]
    years = [row["year"] for row in rows]
    axes = sheet.open_axes(ax, lang)
    divisor, words = sheet.scale_of(values, sheet.one_unit(frame["unit"]), lang)
    room = (max(values) - min(values) or abs(max(values)) or 1) * 0.18
    axes.set_xlim(min(years) - 0.6, max(years) + 0.6)
    axes.set_ylim(min(values) - room, max(values) + room)
    sheet.format_axis(axes.yaxis, divisor)
    for row in rows:
        _draw_year(axes, row, divisor)
    axes.set_xticks(sorted(set(years)))
    timeline.unit_beside(axes, words)
    title = say("revisions of", lang, name=sheet.indicator_name(rows[0]["indicator_id"], lang, frame))
    sheet.finish(axes, [frame], lang, title=title, unit=say("first and latest", lang), source=source, keys="source_id")
    axes.grid(axis="y", color=sheet.PALE, lw=1)
    axes.set_axisbelow(True)
    return axes


def _draw_year(axes: Axes, row: dict[str, Any], divisor: int) -> None:
    """Both prints of a year, and the bar between them."""
    year, first, latest = row["year"], row["first"], row["latest"]
    colour = sheet.BLUE if latest >= first else sheet.ORANGE
    axes.plot([year, year], [first, latest], color=colour, lw=5, alpha=0.5, gid="revision")
    axes.plot(year, first, "o", ms=12, mfc="white", mec=sheet.GREY, mew=2.5, zorder=3, gid="first")
    axes.plot(year, latest, "o", ms=12, mfc=colour, mec=colour, mew=2.5, zorder=4, gid="latest")
    for value, above, ink in ((first, first > latest, sheet.GREY), (latest, latest >= first, sheet.INK)):
        shift, side = ((0, 12), "bottom") if above else ((0, -12), "top")
        sheet.write(axes, year, value, sheet.number(value, divisor, 4), shift=shift, ha="center", va=side, colour=ink)
