"""Long series of national and provincial statistics."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from cnhealthdata.access.loaders import attributes, load_benchmarks
from cnhealthdata.tables import names
from cnhealthdata.tables.places import NATION
from cnhealthdata.tables.storage import read_table

if TYPE_CHECKING:
    import pandas as pd

BREAK = "B"  #: status of the first value on a new basis
SERIES_COLUMNS = [
    "place",
    "place_zh",
    "region_code",
    "year",
    "value",
    "unit",
    "obs_status",
    "segment",
    "flags",
    "source_id",
    "indicator_id",
    "method",
]


def series(
    indicator: str,
    regions: str | Iterable[str] | None = None,
    *,
    method: str = "official",
) -> pd.DataFrame:
    """A long series of national and provincial statistics, ready to plot.

    Parameters
    ----------
    indicator
        Identifier or name in either language.
    regions
        Places, each by code or name; the whole country by default.
    method
        ``"official"`` (Chinese statistics) or ``"modelled"`` (international estimates); never both in one line.

    Returns
    -------
    pandas.DataFrame
        One row per place and year: place, place_zh, region_code, year, value (in ``unit``), obs_status, segment, flags,
        source_id, indicator_id, method. Where a series breaks, ``segment`` counts on and a row without a value stands
        between, so that a drawn line has a gap; ``attrs["breaks"]`` says what changed there.

    Raises
    ------
    UnknownNameError
        No such indicator or region.
    InvalidArgumentError
        No such method.

    Examples
    --------
    >>> import cnhealthdata as chd
    >>> line = chd.series("infant_mortality")
    >>> bool(line["year"].is_monotonic_increasing)
    True
    """
    import pandas as pd

    places = [NATION] if regions is None else names.region_codes(regions)
    rows = load_benchmarks(indicator=indicator, region=places, method=method)
    rows = rows.rename(columns={"region": "place", "region_zh": "place_zh"})
    broken = rows["obs_status"] == BREAK
    rows["segment"] = broken.groupby(rows["region_code"]).cumsum().astype("Int64") + 1
    gaps = rows[broken & rows["region_code"].duplicated()].copy()
    gaps = gaps.assign(value=float("nan"), segment=pd.array([pd.NA] * len(gaps), dtype="Int64"), source_id=None)
    table = pd.concat([gaps.astype(rows.dtypes), rows]) if len(gaps) else rows
    table = table.sort_values(["region_code", "year", "segment"], na_position="first", kind="stable")
    table = table[SERIES_COLUMNS].reset_index(drop=True)
    table.attrs.update(attributes("benchmarks"))
    (identifier,) = names.indicator_ids(indicator)
    known = read_table("breaks").query("indicator_id == @identifier and method == @method")
    known = known[known["region_code"].isna() | known["region_code"].isin(places)].sort_values("year")
    table.attrs["indicator"] = identifier
    table.attrs["breaks"] = [f"{year}: {words}" for year, words in zip(known["year"], known["change_en"], strict=True)]
    return table
