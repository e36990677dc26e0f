"""A map of equal cells: one tile a province, in its rough place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cnhealthdata.errors import InvalidArgumentError
from cnhealthdata.plotting import sheet
from cnhealthdata.plotting.words import check_language, say, unit_words
from cnhealthdata.tables import names
from cnhealthdata.tables.frames import records

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

MAKER = 'cnhealthdata.panel("…", years=…)'
COLUMNS = ("place", "place_zh", "region_code", "year", "value", "unit", "source_id", "indicator_id")
#: Column and row of each province, and what ISO 3166-2 calls it.
TILES = {
    "230000": (7, 0, "HL"), "220000": (7, 1, "JL"), "210000": (7, 2, "LN"), "150000": (5, 1, "NM"),
    "110000": (6, 2, "BJ"), "120000": (6, 3, "TJ"), "130000": (5, 2, "HE"), "140000": (4, 2, "SX"),
    "370000": (6, 4, "SD"), "410000": (5, 4, "HA"), "610000": (4, 3, "SN"), "640000": (3, 2, "NX"),
    "620000": (2, 2, "GS"), "630000": (1, 3, "QH"), "650000": (0, 2, "XJ"), "540000": (0, 4, "XZ"),
    "510000": (2, 4, "SC"), "500000": (3, 4, "CQ"), "420000": (4, 4, "HB"), "340000": (5, 5, "AH"),
    "320000": (6, 5, "JS"), "310000": (7, 5, "SH"), "330000": (6, 6, "ZJ"), "360000": (5, 6, "JX"),
    "430000": (4, 5, "HN"), "520000": (3, 5, "GZ"), "530000": (2, 5, "YN"), "450000": (3, 6, "GX"),
    "440000": (4, 6, "GD"), "350000": (5, 7, "FJ"), "460000": (3, 7, "HI"),
}  # fmt: skip
WIDEST = 10_000  #: from here a tile counts in thousands, as it holds few digits
GAP = 1.2  #: columns between two years


@sheet.documented
def province_tiles(table: pd.DataFrame, *, ax: Axes | None = None, lang: str = "en", source: bool = True) -> Axes:
    """Draw provinces as equal tiles in their rough places, so that no small one is hidden.

    Parameters
    ----------
    table
        From ``panel(…)``, one indicator of one year, or of two years, which stand side by side.
    {ax, lang, source}

    Returns
    -------
    matplotlib.axes.Axes
        The axes drawn on. Darker is more; all years share one scale. A province without a value is an empty frame.

    Raises
    ------
    InvalidArgumentError
        A frame of another kind, an empty one, one of more than two years, or no such language.
    {ImportError}

    Examples
    --------
    >>> import cnhealthdata as chd
    >>> from cnhealthdata.plotting import province_tiles
    >>> province_tiles(chd.panel("beds_per_1000", years=[2005, 2023])).get_xlabel()
    'per 1000 population'
    """
    from matplotlib import colormaps
    from matplotlib.colors import Normalize
    from matplotlib.patches import Rectangle

    check_language(lang)
    frame = sheet.check_frame(table, COLUMNS, MAKER)
    years = sorted({int(year) for year in frame["year"]})
    if len(years) > 2:
        msg = f"the frame holds {len(years)} years, {years[0]} to {years[-1]}; draw one or two: {MAKER}."
        raise InvalidArgumentError(msg)
    rows = records(frame)
    unit = sheet.one_unit(frame["unit"])
    divisor, words = sheet.scale_of([row["value"] for row in rows], unit, lang)
    if divisor == 1 and max(row["value"] for row in rows) >= WIDEST:
        divisor, words = 1000, say("scaled", lang, scale=say("1000", lang), unit=unit_words(unit, lang))
    values = {(row["year"], row["region_code"]): row["value"] for row in rows}
    scale, colours = Normalize(min(values.values()), max(values.values())), colormaps["cividis_r"]
    axes = sheet.open_axes(ax, lang)
    width = 8 + GAP
    for place, year in enumerate(years):
        left = place * width
        if len(years) > 1:
            sheet.write(axes, left, -0.35, str(year), size=sheet.TEXT, va="bottom")
        for code, (x, y, short) in TILES.items():
            value = values.get((year, code))
            face = "white" if value is None else colours(scale(value))
            axes.add_patch(Rectangle((left + x, y), 0.94, 0.94, fc=face, ec=sheet.GREY, lw=0.8, gid="tile"))
            dark = value is not None and scale(value) > 0.55
            name = short if lang == "en" else names.short(sheet.name_of("regions", "region_code", code, "zh"))
            text = name if value is None else f"{name}\n{sheet.number(float(f'{value / divisor:.3g}'))}"
            sheet.write(
                axes,
                left + x + 0.47,
                y + 0.47,
                text,
                colour="white" if dark else sheet.INK,
                ha="center",
                va="center",
            )
    axes.set_xlim(-0.1, len(years) * width - GAP + 0.1)
    axes.set_ylim(8.1, -1 if len(years) > 1 else -0.1)
    axes.set_aspect("equal")
    axes.set_xticks([])
    axes.set_yticks([])
    title = sheet.indicator_name(rows[0]["indicator_id"], lang, frame)
    if len(years) == 1:
        title = say("name and year", lang, name=title, year=years[0])
    sheet.finish(axes, [frame], lang, title=title, unit=words, source=source, keys="source_id")
    axes.spines["bottom"].set_visible(False)
    return axes
