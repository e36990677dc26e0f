"""Figures against their own past."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from os import PathLike
from typing import TYPE_CHECKING

from cnhealthdata.access.loaders import printed, user_tables
from cnhealthdata.tables import names
from cnhealthdata.tables.storage import read_table

if TYPE_CHECKING:
    import pandas as pd

    from cnhealthdata.checks.given import HasTables


def change(
    indicator: str,
    regions: str | Iterable[str] | None = None,
    *,
    extra: str | PathLike[str] | HasTables | Mapping[str, pd.DataFrame] | None = None,
) -> pd.DataFrame:
    """Pair each figure with the one that its report prints it as a change from.

    Parameters
    ----------
    indicator
        Identifier or name in either language.
    regions
        Places to keep, with what lies below them; all by default.
    extra
        Tables of your own to pair too, as in :func:`load_observations`.

    Returns
    -------
    pandas.DataFrame
        One row per pair: place, scope, both years and values, ``absolute`` (in the indicator's unit), ``relative`` (in
        per cent of the baseline) and ``per_year`` (absolute over the years between), each with ``_low`` and ``_high``
        where either end is a bound. Relative change from zero, and yearly change between unknown years, are missing.

    Raises
    ------
    UnknownNameError
        No such indicator or region.
    InvalidArgumentError
        Extra tables that do not validate.

    Examples
    --------
    >>> import cnhealthdata as chd
    >>> chd.change("life_expectancy", "Liaoyuan")[["place", "year_from", "year_to", "absolute", "per_year"]].round(3)
          place  year_from  year_to  absolute  per_year
    0  Liaoyuan       2015     2020      2.09     0.418
    """
    own = user_tables(extra)
    (identifier,) = names.indicator_ids(indicator, own)
    known = printed(identifier, regions, own)
    latest = known[known["baseline_id"].notna() & (known["statistic"] == "level")]
    earlier = read_table("observations", own).set_index("observation_id")
    earlier = earlier.loc[latest["baseline_id"]].reset_index()
    latest = latest.reset_index(drop=True)
    same = (latest["status"] == earlier["status"]) & (earlier["statistic"] == "level")
    latest, earlier = latest[same], earlier[same]

    table = latest[["region", "region_zh", "report_id", "scope", "unit"]].rename(
        columns={"region": "place", "region_zh": "place_zh"}
    )
    table["year_from"], table["year_to"] = earlier["year"], latest["year"]
    for name, start in (("value", "value"), ("low", "value_low"), ("high", "value_high")):
        table[f"{name}_from" if name == "value" else f"value_{name}_from"] = earlier[start]
        table[f"{name}_to" if name == "value" else f"value_{name}_to"] = latest[start]
    ends = (
        ("absolute", latest["value"] - earlier["value"]),
        ("absolute_low", latest["value_low"] - earlier["value_high"]),
        ("absolute_high", latest["value_high"] - earlier["value_low"]),
    )
    years = (latest["year"] - earlier["year"]).astype("float64")
    years = years.where(years > 0)
    for name, difference in ends:
        table[name] = difference
    # A ratio of positive ends is widest between the latest and the baseline at opposite ends.
    ratios = (
        ("relative", latest["value"], earlier["value"]),
        ("relative_low", latest["value_low"], earlier["value_high"]),
        ("relative_high", latest["value_high"], earlier["value_low"]),
    )
    for name, top, bottom in ratios:
        table[name] = (top / bottom.where(bottom > 0) - 1) * 100
    for name, difference in ends:
        table[name.replace("absolute", "per_year")] = difference / years
    table[["observation_id", "baseline_id", "indicator_id"]] = latest[["observation_id", "baseline_id", "indicator_id"]]
    table = table.reset_index(drop=True)
    table.attrs.update(known.attrs)
    table.attrs["indicator"] = identifier
    return table
