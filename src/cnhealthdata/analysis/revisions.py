"""How far the first print of a figure lay from the latest."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from cnhealthdata.access.loaders import attributes, load_vintages
from cnhealthdata.tables import names
from cnhealthdata.tables.vocabularies import VINTAGE

if TYPE_CHECKING:
    import pandas as pd

KEYS = ["indicator_id", "region_code", "year", "method"]
REVISION_COLUMNS = [
    "place",
    "place_zh",
    "region_code",
    "year",
    "first",
    "first_printed",
    "latest",
    "latest_printed",
    "vintage",
    "difference",
    "difference_share",
    "unit",
    "source_id",
    "indicator_id",
    "method",
]


def revisions(indicator: str, regions: str | Iterable[str] | None = None) -> pd.DataFrame:
    """First and latest print of each year side by side.

    Parameters
    ----------
    indicator
        Identifier or name in either language.
    regions
        Places, each by code or name; all that have two printings by default.

    Returns
    -------
    pandas.DataFrame
        One row per place and year of which a first and a later printing are known: place, place_zh, region_code, year,
        first, first_printed, latest, latest_printed (years of print), vintage (of the latest), difference (latest
        less first, in ``unit``), difference_share (per cent of the first), unit, source_id (of the latest),
        indicator_id, method. A year of which one printing alone is known is left out.

    Raises
    ------
    UnknownNameError
        No such indicator or region.

    Examples
    --------
    >>> import cnhealthdata as chd
    >>> table = chd.revisions("health_expenditure_gdp_share")
    >>> table.loc[table["year"] == 2023, ["first", "latest"]].squeeze().tolist()
    [7.2, 7.0]
    """
    (identifier,) = names.indicator_ids(indicator)
    places = None if regions is None else names.region_codes(regions)
    rows = load_vintages(indicator=identifier, region=places)
    rows = rows.rename(columns={"region": "place", "region_zh": "place_zh"})
    rank = rows["vintage"].astype("str").map({name: number for number, name in enumerate(VINTAGE.meanings)})
    rows = rows.assign(rank=rank).sort_values([*KEYS, "rank"], kind="stable")
    printed = {"value": "first", "printed_year": "first_printed"}
    first = rows[rows["vintage"] == "first"].rename(columns=printed)[[*KEYS, *printed.values()]]
    settled = {"value": "latest", "printed_year": "latest_printed"}
    later = rows[rows["vintage"] != "first"].drop_duplicates(KEYS, keep="last").rename(columns=settled)
    table = first.merge(later, on=KEYS)
    table["difference"] = (table["latest"] - table["first"]).round(10)
    table["difference_share"] = table["difference"] / table["first"].abs() * 100
    table = table[REVISION_COLUMNS].sort_values(["region_code", "year"], ignore_index=True)
    table.attrs.update(attributes("vintages"), indicator=identifier)
    return table
