"""Eras of health policy, and what changed within them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cnhealthdata.access.loaders import attributes
from cnhealthdata.analysis.series import series
from cnhealthdata.tables.frames import records
from cnhealthdata.tables.storage import read_table

if TYPE_CHECKING:
    import pandas as pd


def eras(indicator: str | None = None) -> pd.DataFrame:
    """Named eras of health policy since 1949, with the policies that mark them.

    Parameters
    ----------
    indicator
        With an indicator, also its first and last official national value within each era, and the change between.

    Returns
    -------
    pandas.DataFrame
        One row per era: era_id, name_en, name_zh, start, end (missing for the present one), policies. With an indicator
        also year_from, year_to, value_from, value_to, change and per_year (in its unit); missing where an era holds
        fewer than two values, or where the series breaks between them.

    Raises
    ------
    UnknownNameError
        No such indicator.

    Examples
    --------
    >>> import cnhealthdata as chd
    >>> chd.eras()["start"].is_monotonic_increasing
    True
    """
    table = read_table("eras")
    table = table.rename(columns={"policy_ids": "policies"}).sort_values("start").reset_index(drop=True)
    table.attrs.update(attributes("eras"))
    if indicator is None:
        return table
    import pandas as pd

    line = series(indicator).dropna(subset=["value"])
    changes = [_change_within(line, era["start"], era["end"]) for era in records(table)]
    found = pd.DataFrame(changes, columns=["year_from", "year_to", "value_from", "value_to", "change", "per_year"])
    found = found.astype({"year_from": "Int64", "year_to": "Int64"})
    result = pd.concat([table, found], axis=1)
    result.attrs.update(attributes("eras"))
    result.attrs["indicator"] = line.attrs["indicator"]
    return result


def _change_within(line: pd.DataFrame, start: int, end: int | None) -> tuple[Any, ...]:
    inside = line[(line["year"] >= start) & (line["year"] <= (end or 9999))]
    if len(inside) < 2:
        return (None,) * 6
    first, last = records(inside.iloc[[0, -1]])
    ends = (first["year"], last["year"], first["value"], last["value"])
    if first["segment"] != last["segment"]:
        return (*ends, None, None)
    change = last["value"] - first["value"]
    return (*ends, change, change / (last["year"] - first["year"]))
