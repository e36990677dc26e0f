"""Who reports what: reports by indicators."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from cnhealthdata.access.loaders import attributes
from cnhealthdata.errors import InvalidArgumentError
from cnhealthdata.plotting import sheet
from cnhealthdata.plotting.words import check_language, say
from cnhealthdata.tables.frames import records
from cnhealthdata.tables.names import as_list, indicator_ids
from cnhealthdata.tables.storage import read_mapping

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

MAKER = "cnhealthdata.load_observations()"
COLUMNS = ("report_id", "indicator_id", "qualifier", "value", "value_low", "value_high")
#: The words of a cell, from the most that is known to the least, each with its shade, mark, and the mark's colour.
CELLS: dict[str, tuple[str, str, str]] = {
    "value": (sheet.BLUE, "o", "white"),
    "bound": (sheet.SKY, "^", sheet.INK),
    "masked": (sheet.ORANGE, "x", sheet.INK),
    "masked, no bounds": ("#F6DFA8", "$\\mathrm{?}$", sheet.INK),
    "": ("#F4F4F4", "", sheet.INK),
}


def _known(row: dict[str, Any]) -> str:
    if row["qualifier"] == "masked" and row["value"] is None:
        return "masked, no bounds" if row["value_low"] is row["value_high"] is None else "masked"
    return "value" if row["value_low"] == row["value_high"] else "bound"


def reporting_table(
    observations: pd.DataFrame, *, indicators: Iterable[str] | None = None, top: int = 25
) -> pd.DataFrame:
    """Who reports what, in words.

    Parameters
    ----------
    observations
        From ``load_observations()``, filtered as you like.
    indicators
        Identifiers or names, in the order wanted; those that most reports print by default.
    top
        How many indicators without a choice.

    Returns
    -------
    pandas.DataFrame
        Indicators by reports. A cell says the most that a report lets one know of the indicator: ``"value"``,
        ``"bound"`` (a value with words such as 以上, or a range), ``"masked"`` (digits replaced by x, which still
        leaves bounds), ``"masked, no bounds"``, or ``""`` where it prints none. Reports with most values come first.

    Raises
    ------
    InvalidArgumentError
        A frame of another kind, or an empty one.
    UnknownNameError
        No such indicator.

    Examples
    --------
    >>> import cnhealthdata as chd
    >>> from cnhealthdata.plotting import reporting_table
    >>> table = reporting_table(chd.load_observations(), indicators=["infant_mortality", "life_expectancy"])
    >>> table[["liaoyuan-2021", "compilation-04", "zhuzhou-2022"]].values.tolist()
    [['value', '', ''], ['value', 'masked', '']]
    """
    import pandas as pd

    frame = sheet.check_frame(observations, COLUMNS, MAKER)
    rows = pd.DataFrame(
        [(row["indicator_id"], row["report_id"], _known(row)) for row in records(frame)],
        columns=["indicator_id", "report_id", "known"],
    )
    ranks = {word: rank for rank, word in enumerate(CELLS)}
    best = rows.sort_values("known", key=lambda words: words.map(ranks), kind="stable")
    best = best.drop_duplicates(["indicator_id", "report_id"])
    table = best.pivot(index="indicator_id", columns="report_id", values="known").fillna("")
    chosen = _most_printed(table, top) if indicators is None else _asked(table, indicators)
    table = table.reindex(chosen, fill_value="")
    counts = pd.DataFrame({"valued": -(table == "value").sum(), "printed": -(table != "").sum()})
    table = table[counts.sort_values(["valued", "printed"], kind="stable").index]
    table.attrs.update(attributes("observations"))
    return table


def _most_printed(table: pd.DataFrame, top: int) -> list[str]:
    """The indicators that most reports print, those with more values first."""
    import pandas as pd

    if isinstance(top, bool) or not isinstance(top, int) or top < 1:
        msg = f"top={top!r} is no number of indicators. Give 1 or more."
        raise InvalidArgumentError(msg)
    counts = pd.DataFrame(
        {"printed": -(table != "").sum(axis="columns"), "valued": -(table == "value").sum(axis="columns")}
    )
    return list(counts.sort_values(["printed", "valued"], kind="stable").index[:top])


def _asked(table: pd.DataFrame, indicators: Iterable[str]) -> list[str]:
    """The indicators asked for; a name of the reader's own rows stands for itself."""
    own = set(table.index)
    return [item if item in own else indicator_ids(item)[0] for item in map(str, as_list(indicators))]


@sheet.documented
def reporting_matrix(
    observations: pd.DataFrame,
    *,
    indicators: Iterable[str] | None = None,
    top: int = 25,
    ax: Axes | None = None,
    lang: str = "en",
    source: bool = True,
) -> Axes:
    """Draw who reports what: reports by indicators, each cell with a shade and a mark.

    Parameters
    ----------
    observations, indicators, top
        As in :func:`reporting_table`.
    {ax, lang, source}

    Returns
    -------
    matplotlib.axes.Axes
        The axes drawn on.

    Raises
    ------
    InvalidArgumentError
        A frame of another kind, an empty one, or no such language.
    UnknownNameError
        No such indicator.
    {ImportError}

    Examples
    --------
    >>> import cnhealthdata as chd
    >>> from cnhealthdata.plotting import reporting_matrix
    >>> axes = reporting_matrix(chd.load_observations(), top=12, lang="zh")
    >>> len(axes.get_yticks())
    12
    """
    check_language(lang)
    table = reporting_table(observations, indicators=indicators, top=top)
    axes = sheet.open_axes(ax, lang, max(sheet.HEIGHT, 2.0 + 0.208 * len(table)))
    _draw_cells(axes, table)
    reports = [_report(report, lang) for report in table.columns]
    axes.set_xticks([place + 0.5 for place in range(len(reports))], reports)
    names = [sheet.indicator_name(indicator, lang, observations) for indicator in table.index]
    axes.set_yticks([place + 0.5 for place in range(len(names))], names)
    axes.set_ylim(len(table), 0)
    _draw_key(axes, lang)
    sheet.finish(axes, [observations], lang, title=say("matrix", lang), source=source, pad=40)
    axes.tick_params(axis="both", length=0, labelsize=sheet.SMALL)
    axes.tick_params(axis="x", rotation=45)
    for label in axes.get_xticklabels():
        label.set(ha="right", rotation_mode="anchor")
    axes.spines["bottom"].set_visible(False)
    return axes


def _draw_cells(axes: Axes, table: pd.DataFrame) -> None:
    from matplotlib.colors import ListedColormap

    codes = table.map(list(CELLS).index).to_numpy()
    shades = ListedColormap([shade for shade, _, _ in CELLS.values()])
    axes.pcolormesh(codes, cmap=shades, vmin=-0.5, vmax=len(CELLS) - 0.5, edgecolors="white", linewidth=1.5)
    for code, (word, (_, mark, colour)) in enumerate(CELLS.items()):
        down, across = (codes == code).nonzero()
        if mark and len(down):
            stroke = _stroke(mark)
            axes.scatter(across + 0.5, down + 0.5, s=44, marker=mark, color=colour, linewidths=stroke, gid=word)


def _stroke(mark: str) -> float:
    """Width of a mark's lines; a mark that is text is heavy by itself."""
    return 0.4 if "$" in mark else 1.5


def _report(report: str, lang: str) -> str:
    """A report by its place, and its year or its number in the compilation; one of the reader's own by its key."""
    region = read_mapping("reports", "report_id", "region_code").get(report)
    if region is None:
        return report
    place = sheet.name_of("regions", "region_code", region, lang) if region else say("place unknown", lang)
    return say("report", lang, place=place, part=report.rpartition("-")[2])


def _draw_key(axes: Axes, lang: str) -> None:
    from matplotlib.lines import Line2D
    from matplotlib.patches import Patch

    handles: list[Any] = []
    for shade, mark, colour in CELLS.values():
        cell = Patch(facecolor=shade, edgecolor=sheet.INK, linewidth=0.5)
        sign = Line2D([], [], marker=mark or "None", color=colour, markersize=7, ls="", mew=_stroke(mark))
        handles.append((cell, sign))
    axes.legend(
        handles,
        [say(word, lang) for word in CELLS],
        loc="lower left",
        bbox_to_anchor=(0, 1),
        borderaxespad=0.3,
        ncols=len(CELLS),
        frameon=False,
        handlelength=1.3,
        handleheight=1.1,
        columnspacing=1.4,
        prop={"family": sheet.family(), "size": sheet.SMALL},
        labelcolor=sheet.INK,
    )
