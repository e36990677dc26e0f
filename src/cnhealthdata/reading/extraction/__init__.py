"""Every figure of a Chinese text: where it stands, what it says, and how surely."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from cnhealthdata.reading.extraction.labels import label
from cnhealthdata.reading.extraction.passes import (
    bounds,
    drop_bare,
    lists,
    pair_changes,
    qualify,
    share_units,
    tell_statistic,
    tell_status,
)
from cnhealthdata.reading.extraction.scan import scan
from cnhealthdata.reading.figures import FIGURES
from cnhealthdata.tables.frames import DTYPES

if TYPE_CHECKING:
    import pandas as pd

    from cnhealthdata.reading.extraction.record import Figure

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
    columns: dict[str, list[Any]] = {
        "start": [figure.start for figure in figures],
        "end": [figure.end for figure in figures],
        "literal": [text[figure.start : figure.end] for figure in figures],
        "value": [value for value, _, _ in values],
        "value_low": [low for _, low, _ in values],
        "value_high": [high for _, _, high in values],
        "unit": [figure.unit for figure in figures],
        "qualifier": [_qualifier(figure) for figure in figures],
        "baseline": [places.get(id(figure.origin)) for figure in figures],
        "status": [figure.status for figure in figures],
        "statistic": [figure.statistic for figure in figures],
        "label": [figure.label for figure in figures],
    }
    # Arrays rather than Series: the frame then need not align their indexes, which would take most of the time.
    return pd.DataFrame({name: _array(columns[name], kind) for name, kind in _kinds().items()}, copy=False)


def _array(values: list[Any], dtype: Any) -> Any:
    import numpy as np
    import pandas as pd

    return np.array(values, dtype) if isinstance(dtype, np.dtype) else pd.array(values, dtype)


@cache
def _kinds() -> dict[str, Any]:
    """Columns with their types."""
    from pandas.api.types import pandas_dtype

    return {column.name: pandas_dtype(DTYPES[column.type]) for column in FIGURES.columns}


def _qualifier(figure: Figure) -> str:
    return "masked" if figure.kind == "masked" else figure.qualifier or "exact"
