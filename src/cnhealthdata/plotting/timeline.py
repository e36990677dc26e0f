"""What figures over years share: lines of series, breaks, eras and policies."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from cnhealthdata.analysis.eras import eras
from cnhealthdata.errors import InvalidArgumentError
from cnhealthdata.plotting import sheet
from cnhealthdata.plotting.words import say
from cnhealthdata.printed.text import width
from cnhealthdata.tables.frames import records

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.text import Text

    Marks = list[tuple[float, str]]  #: when and what

SERIES = 'cnhealthdata.series("…")'
SERIES_COLUMNS = ("place", "place_zh", "region_code", "indicator_id", "method", "year", "value", "unit", "segment")
POLICIES = "cnhealthdata.load_policies()"
UPRIGHT = ("data", "axes fraction")  #: a year, and a share of the height
STRIP = 0.12  #: share of the height that the numbers of the policies take
MOST_POLICIES = 24
ERA_SHADES = ("#F3F0E6", "#E3EAF2")
ERA_ROW = 18  #: points that a row of names of eras takes


# --- Lines ------------------------------------------------------------------------------------------------------------


class Line(NamedTuple):
    """One indicator of one place, by one method."""

    rows: list[dict[str, Any]]
    indicator: str
    method: str
    solid: bool

    def place(self, lang: str) -> str:
        """The name of the place."""
        return str(self.rows[0]["place" if lang == "en" else "place_zh"])

    def name(self, lang: str) -> str:
        """The name of the indicator."""
        return sheet.indicator_name(self.indicator, lang)

    def breaks(self) -> list[int]:
        """First years of a new basis."""
        return [after["year"] for before, after in pairwise(self.rows) if after["segment"] != before["segment"]]


def lines_of(frame: pd.DataFrame, *, solid: bool = True) -> list[Line]:
    """The lines of a frame that have values."""
    lines = []
    for (indicator, method, _), rows in frame.groupby(["indicator_id", "method", "region_code"], sort=False):
        found = records(rows[rows["value"].notna()])
        if found:
            lines.append(Line(found, str(indicator), str(method), solid))
    return lines


def title_of(lines: Sequence[Line], lang: str) -> str:
    """The indicators' names; of several, the one whose name begins the others' or all, joined as they are drawn."""
    names = list(dict.fromkeys(line.name(lang) for line in lines))
    shortest = min(names, key=len)
    if all(name.startswith(shortest) for name in names):
        return shortest
    return sheet.wrap(say("comma", lang).join(names), 80)


def unit_beside(axes: Axes, words: str) -> None:
    """The unit beside the values; a short one stands upright."""
    short = width(words) <= 4
    axes.set_ylabel(words, labelpad=8, rotation=0 if short else 90, ha="right" if short else "center", **sheet.style())


def mark_break(
    axes: Axes, year: int, height: float, lang: str, *, colour: str = sheet.INK, va: str = "top", over: bool = False
) -> None:
    """A dashed line before the first year of a new basis, with words; ``over`` bars it is heavier, to be seen."""
    stroke, zorder = (2, 3) if over else (1.6, 2)
    axes.axvline(year - 0.5, color=colour, lw=stroke, ls=(0, (2, 2)), zorder=zorder, gid="break")
    sheet.write(
        axes,
        year - 0.5,
        height,
        say("break", lang, year=year),
        at=UPRIGHT,
        shift=(-4 if over else -3, 0),
        colour=colour,
        rotation=90,
        ha="right",
        va=va,
    )


def lay_out(axes: Axes) -> None:
    """Let the figure find its layout, so that texts can be measured."""
    figure = axes.get_figure(root=True)
    if figure is not None:
        figure.draw_without_rendering()


# --- Eras -------------------------------------------------------------------------------------------------------------


def mark_eras(axes: Axes, lang: str, *, shade: bool) -> float:
    """Shade the eras or tick their starts, and name them above the axes; the height of the names, in points."""
    left, right = axes.get_xlim()
    shown = []
    for index, era in enumerate(records(eras())):
        start, end = max(era["start"] - 0.5, left), min((era["end"] or 9999) + 0.5, right)
        if start >= end:
            continue
        if shade:
            axes.axvspan(start, end, color=ERA_SHADES[index % 2], lw=0, zorder=0, gid="era")
        elif start > left:
            across = axes.get_xaxis_transform()
            axes.plot([start, start], [1, 1.012], transform=across, color=sheet.GREY, lw=1.5, clip_on=False, gid="era")
        shown.append((start, end, era["name_en" if lang == "en" else "name_zh"]))
    return _name_eras(axes, shown)


def _name_eras(axes: Axes, shown: list[tuple[float, float, str]]) -> float:
    """Names in the middle of their eras, in as many rows as they need; the height of all, in points."""
    left, right = axes.get_xlim()
    lay_out(axes)
    rows: list[list[tuple[float, float]]] = []
    for start, end, name in shown:
        text = sheet.write(
            axes, start, 1, name, at=UPRIGHT, colour="#444444", ha="center", va="baseline", gid="era name"
        )
        half = text.get_window_extent().width / axes.bbox.width / 2
        centre = min(max(((start + end) / 2 - left) / (right - left), half), 1 - half)
        free = (place for place, row in enumerate(rows) if all(centre - half > b or centre + half < a for a, b in row))
        level = next(free, len(rows))
        if level == len(rows):
            rows.append([])
        rows[level].append((centre - half - 0.01, centre + half + 0.01))
        text.xy = (left + centre * (right - left), 1)
        text.set_position((0, 7 + level * ERA_ROW))
    return ERA_ROW * len(rows)


# --- Policies ---------------------------------------------------------------------------------------------------------


def marks_of(policies: pd.DataFrame | tuple[()], lang: str) -> Marks:
    """When and what, in order of dates; a year alone stands at its middle, as values do."""
    if isinstance(policies, tuple):
        return []
    frame = sheet.check_frame(policies, ("date", "title_en", "title_zh"), POLICIES).sort_values("date", kind="stable")
    found = []
    for row in records(frame):
        year, *month = map(int, row["date"].split("-")[:2])
        when = year + (month[0] - 6.5) / 12 if month else year
        found.append((when, f"{year}  {row[f'title_{lang}']}"))
    return sorted(found)


def marks_within(marks: Marks, first: int, last: int) -> Marks:
    """The policies of these years, if they can be told apart."""
    found = [mark for mark in marks if first - 0.5 <= mark[0] <= last + 0.5]
    if len(found) > MOST_POLICIES:
        msg = f"policies holds {len(found)} rows of these years; {MOST_POLICIES} can be told apart. Filter them."
        raise InvalidArgumentError(msg)
    return found


def mark_policies(axes: Axes, marks: Marks) -> None:
    """A line at each date, and its number in the strip below; numbers move aside so that none hides another."""
    left, right = axes.get_xlim()
    across, gap = axes.get_xaxis_transform(), (right - left) * 0.028
    dates = [when for when, _ in marks]
    centres = sheet.spread(dates, gap, left + gap / 2, right - gap / 2)
    for index, (when, centre) in enumerate(zip(dates, centres, strict=True), 1):
        path = [centre, when, when], [STRIP * 0.42, STRIP, 1]
        axes.plot(*path, transform=across, color=sheet.GREY, lw=1, alpha=0.7, zorder=1, gid="policy line")
        axes.plot(
            centre, STRIP * 0.42, "o", transform=across, ms=19, mfc="white", mec=sheet.INK, zorder=5, gid="policy"
        )
        sheet.write(axes, centre, STRIP * 0.42, str(index), at=UPRIGHT, ha="center", va="center_baseline", zorder=6)


def list_policies(axes: Axes, marks: Marks) -> Text:
    """Numbered titles in two columns below the axes; the text that the next may stand under."""
    anchor = axes.xaxis.label
    numbered = [f"{index}  {title}" for index, (_, title) in enumerate(marks, 1)]
    half = (len(numbered) + 1) // 2
    texts = []
    for part, x in ((numbered[:half], -0.05), (numbered[half:], 0.5)):
        if part:
            column = "\n".join(sheet.wrap(text, 62).replace("\n", "\n      ") for text in part)
            texts.append(sheet.below(axes, anchor, column, x=x, ha="left", linespacing=1.25, gid="policies"))
    return max(texts, key=lambda text: text.get_text().count("\n"), default=anchor)
