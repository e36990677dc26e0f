"""Every figure of a Chinese text: where it stands, what it says, and how surely."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cnhealthdata._extraction.labels import label
from cnhealthdata._extraction.passes import (
    bounds,
    drop_bare,
    lists,
    pair_changes,
    qualify,
    share_units,
    tell_statistic,
    tell_status,
)
from cnhealthdata._extraction.scan import scan

if TYPE_CHECKING:
    import pandas as pd

    from cnhealthdata._extraction.record import Figure

__all__ = ["extract_figures"]


def extract_figures(text: str) -> pd.DataFrame:
    """Every figure of a text, parsed and located, one row a figure in reading order.

    A grammar of numerals, measure words and qualifying words reads the text once; small passes then share units and
    qualifying words over lists, pair the two ends of a change, and tell targets from results. Dates, numbering,
    names, slogans, grades and age brackets are left out.

    Parameters
    ----------
    text
        Plain text in Chinese, of any length.

    Returns
    -------
    pandas.DataFrame
        ``start``, ``end``
            Code-point offsets of ``literal`` in ``text``.
        ``literal``
            Number with its printed unit, without the qualifying word.
        ``value``, ``value_low``, ``value_high``
            What the literal means, 万 and 亿 applied, and the closed bounds that the text supports. A range or a mask
            has bounds and no value; a figure with 约 or 近 has a value and no bounds.
        ``unit``
            Printed unit in half width, without 万 and 亿; empty where none is printed.
        ``qualifier``
            ``exact``, ``at_least``, ``more_than``, ``at_most``, ``less_than``, ``about``, ``nearly``, ``range`` or
            ``masked``.
        ``baseline``
            Row of the figure that this one is printed as a change from, else missing.
        ``status``
            ``actual``, ``target`` or ``planned``, by the words around the figure.
        ``statistic``
            ``level``, ``change`` or ``rank``.
        ``label``
            Best guess at the noun phrase that the figure counts.

    Raises
    ------
    TypeError
        ``text`` is not a string.

    Examples
    --------
    >>> figures = extract_figures("报销比例由70.5%提高到85%以上，惠及1.2万余人。")
    >>> figures[["literal", "value", "unit", "qualifier", "baseline"]]
      literal    value unit  qualifier  baseline
    0   70.5%     70.5    %      exact      <NA>
    1     85%     85.0    %   at_least         0
    2  1.2万余人  12000.0    人  more_than      <NA>
    """
    if not isinstance(text, str):
        msg = f"extract_figures takes the text itself, a str, not {type(text).__name__}; read the file first."
        raise TypeError(msg)
    return _frame(text, read_figures(text))


def read_figures(text: str) -> list[Figure]:
    """The figures of a text as records, before they become a frame."""
    groups = lists(text, scan(text))
    share_units(text, groups)
    pair_changes(text, groups)
    groups = drop_bare(text, groups)
    qualify(text, groups)
    tell_statistic(groups)
    label(text, groups)
    figures = [figure for group in groups for figure in group]
    tell_status(text, figures)
    return figures


def _frame(text: str, figures: list[Figure]) -> pd.DataFrame:
    import pandas as pd

    places = {id(figure): place for place, figure in enumerate(figures)}
    values = [bounds(figure) for figure in figures]
    return pd.DataFrame(
        {
            "start": pd.array([figure.start for figure in figures], dtype="Int64"),
            "end": pd.array([figure.end for figure in figures], dtype="Int64"),
            "literal": _words([text[figure.start : figure.end] for figure in figures]),
            "value": pd.Series([value for value, _, _ in values], dtype="float64"),
            "value_low": pd.Series([low for _, low, _ in values], dtype="float64"),
            "value_high": pd.Series([high for _, _, high in values], dtype="float64"),
            "unit": _words([figure.unit for figure in figures]),
            "qualifier": _words([_qualifier(figure) for figure in figures]),
            "baseline": pd.array([places.get(id(figure.origin)) for figure in figures], dtype="Int64"),
            "status": _words([figure.status for figure in figures]),
            "statistic": _words([figure.statistic for figure in figures]),
            "label": _words([figure.label for figure in figures]),
        }
    )


def _words(words: list[str]) -> pd.Series[str]:
    import pandas as pd

    return pd.Series(words, dtype="str")


def _qualifier(figure: Figure) -> str:
    return "masked" if figure.kind == "masked" else figure.qualifier or "exact"
