"""All provinces over the years, and how far they lie apart."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from cnhealthdata.access.loaders import attributes, load_panel
from cnhealthdata.errors import InvalidArgumentError, invalid_choice
from cnhealthdata.tables import names
from cnhealthdata.tables.storage import read_mapping, read_table

if TYPE_CHECKING:
    import pandas as pd

KEYS = ["region_code", "place", "place_zh", "macro_region", "year"]
COVERED = 28  #: provinces that make a year comparable with another
WEIGHTS = ("population", "equal")
DISPERSION_COLUMNS = [
    "year",
    "provinces",
    "minimum",
    "minimum_place",
    "maximum",
    "maximum_place",
    "ratio",
    "variation",
    "gini",
    "theil",
    "theil_between",
]


def panel(
    indicator: str | Iterable[str],
    *,
    regions: str | Iterable[str] | None = None,
    years: int | Iterable[int] | None = None,
    method: str = "official",
    wide: bool = False,
) -> pd.DataFrame:
    """Provinces over the years: tidy, or as a table of provinces and years.

    Parameters
    ----------
    indicator
        Identifier or name in either language, or several.
    regions
        Provinces, each by code or name; all by default.
    years
        A year, several, or a ``range``.
    method
        ``"official"`` (Chinese statistics) or ``"modelled"`` (international estimates); never both in one table.
    wide
        Provinces down and years across; for one indicator.

    Returns
    -------
    pandas.DataFrame
        One row per province and year: region_code, place, place_zh, macro_region, year, and for one indicator value,
        unit, obs_status, flags, source_id, indicator_id, method; for several indicators one column each, named after
        them, and rows in which all have a value. ``attrs["notes"]`` says what to mind: breaks, missing provinces,
        what does not compare.

    Raises
    ------
    UnknownNameError
        No such indicator or region.
    InvalidArgumentError
        An indicator without provinces, no such method or year, several indicators without a common year, or ``wide``
        with several indicators.

    Examples
    --------
    >>> import cnhealthdata as chd
    >>> beds = chd.panel("beds_per_1000", years=2023)
    >>> len(beds), beds["place"].iloc[0]
    (31, 'Beijing')
    >>> chd.panel("beds_per_1000", wide=True).shape
    (31, 18)
    """
    wanted = list(dict.fromkeys(names.indicator_ids(indicator)))
    if not wanted or (wide and len(wanted) > 1):
        msg = f"got the indicators {wanted}: give one or more, and with wide=True exactly one."
        raise InvalidArgumentError(msg)
    frames = {name: _one(name, regions, years, method) for name in wanted}
    notes = [note for name, frame in frames.items() for note in _notes(name, frame, regions, method)]
    first = frames[wanted[0]]
    if wide:
        table = first.pivot_table(index="place", columns="year", values="value", sort=False)
        table = table[sorted(table.columns)]
    elif len(wanted) == 1:
        table = first
    else:
        table = first[KEYS].drop_duplicates()
        for name, frame in frames.items():
            table = table.merge(frame[["region_code", "year", "value"]].rename(columns={"value": name}))
        if table.empty:
            spans = ", ".join(
                f"{name} {frame['year'].min()} to {frame['year'].max()}" for name, frame in frames.items()
            )
            msg = f"no province and year has values of all: {spans}. Ask for fewer."
            raise InvalidArgumentError(msg)
    table.attrs.update(attributes("panel"), indicator=";".join(wanted), notes=notes)
    return table


def dispersion(
    indicator: str,
    *,
    years: int | Iterable[int] | None = None,
    weights: str = "population",
    method: str = "official",
) -> pd.DataFrame:
    """How far the provinces lie apart, year by year.

    Parameters
    ----------
    indicator
        Identifier or name in either language.
    years
        A year, several, or a ``range``.
    weights
        ``"population"``: a person counts as much as any other; ``"equal"``: a province does.
    method
        ``"official"`` or ``"modelled"``.

    Returns
    -------
    pandas.DataFrame
        One row per year: provinces (how many have a value), minimum, minimum_place, maximum, maximum_place, ratio
        (maximum over minimum), variation (standard deviation over mean), gini (0 to 1), theil (0 when all are
        equal), theil_between (its share between east, centre, west and north-east). Measures that need positive
        values are missing where a value is not. ``attrs["notes"]`` names the years that were left out because too few
        provinces have a value.

    Raises
    ------
    UnknownNameError
        No such indicator.
    InvalidArgumentError
        An indicator without provinces, no such weights, method or year, or no year with enough provinces.

    Examples
    --------
    >>> import cnhealthdata as chd
    >>> table = chd.dispersion("beds_per_1000")
    >>> bool(table["gini"].iloc[-1] < table["gini"].iloc[0])
    True
    """
    import pandas as pd

    if weights not in WEIGHTS:
        raise invalid_choice("weights", weights, WEIGHTS)
    (identifier,) = names.indicator_ids(indicator)
    frame = panel(identifier, years=years, method=method)
    notes = list(frame.attrs["notes"])
    counts = frame.groupby("year")["region_code"].nunique()
    few = counts[counts < COVERED]
    frame = frame[~frame["year"].isin(few.index)]
    if frame.empty:
        msg = f"{identifier} has {COVERED} provinces in no year asked for: the most are {counts.max()}."
        raise InvalidArgumentError(msg)
    if weights == "population":
        heads = load_panel(indicator="population_total", labels=False)[["region_code", "year", "value"]]
        frame = frame.merge(heads.rename(columns={"value": "weight"}), on=["region_code", "year"], how="left")
        unweighted = sorted(set(frame.loc[frame["weight"].isna(), "year"]))
        frame = frame[~frame["year"].isin(unweighted)]
        if frame.empty:
            msg = f"no population is known for {unweighted[0]} to {unweighted[-1]}. Use weights='equal'."
            raise InvalidArgumentError(msg)
    else:
        frame, unweighted = frame.assign(weight=1.0), []
    rows = [_spread(year, frame[frame["year"] == year]) for year in sorted({int(year) for year in frame["year"]})]
    table = pd.DataFrame(rows, columns=DISPERSION_COLUMNS)
    if len(few):
        notes.append(f"Left out, fewer than {COVERED} provinces: {', '.join(map(str, few.index))}.")
    if unweighted:
        notes.append(f"Left out, no population to weight by: {', '.join(map(str, unweighted))}.")
    table.attrs.update(attributes("panel"), indicator=identifier, notes=notes)
    return table


def _one(identifier: str, regions: object, years: object, method: str) -> pd.DataFrame:
    """The provinces of one indicator, with names beside the codes."""
    known = read_table("panel")
    there = sorted(set(known["indicator_id"]))
    if identifier not in there:
        msg = f"{identifier!r} has no values by province. Those that have: {', '.join(there)}."
        raise InvalidArgumentError(msg)
    frame = load_panel(indicator=identifier, region=regions, year=years, method=method)  # type: ignore[arg-type]
    if frame.empty:
        own = known[known["indicator_id"] == identifier].groupby("method", observed=True)["year"].agg(["min", "max"])
        spans = ", ".join(f"{row.Index} {row.min} to {row.max}" for row in own.itertuples())
        msg = f"no {method} value of {identifier!r} for these places and years. There are: {spans}."
        raise InvalidArgumentError(msg)
    frame = frame.rename(columns={"region": "place", "region_zh": "place_zh"})
    frame["macro_region"] = frame["region_code"].map(read_mapping("regions", "region_code", "macro_region"))
    columns = [*KEYS, "value", "unit", "obs_status", "flags", "source_id", "indicator_id", "method"]
    return frame[columns].sort_values(["region_code", "year"], ignore_index=True)


def _notes(identifier: str, frame: pd.DataFrame, regions: object, method: str) -> list[str]:
    """What a reader of the table must mind."""
    notes = []
    if regions is None:
        every = set(read_table("panel")["region_code"])
        missing = every - set(frame["region_code"])
        if missing:
            places = read_mapping("regions", "region_code", "name_en")
            notes.append(f"{identifier}: no value of {', '.join(sorted(places[code] for code in missing))}.")
    known = read_table("breaks")
    known = known[(known["indicator_id"] == identifier) & (known["method"] == method) & known["region_code"].isna()]
    inside = known["year"].between(frame["year"].min() + 1, frame["year"].max())
    notes += [f"{identifier} breaks in {row.year}: {row.change_en}" for row in known[inside].itertuples()]
    words = read_mapping("indicators", "indicator_id", "comparability")[identifier]
    return [*notes, *([f"{identifier}: {words}"] if words else [])]


def _spread(year: int, part: pd.DataFrame) -> dict[str, object]:
    """Measures of one year."""
    import numpy as np

    part = part.sort_values("value")
    values = part["value"].to_numpy(float)
    weights = part["weight"].to_numpy(float) / part["weight"].sum()
    mean = float((weights * values).sum())
    low, high = part.iloc[0], part.iloc[-1]
    row: dict[str, object] = {
        "year": year,
        "provinces": len(part),
        "minimum": low["value"],
        "minimum_place": low["place"],
        "maximum": high["value"],
        "maximum_place": high["place"],
    }
    if values[0] <= 0:
        return row
    row["ratio"] = values[-1] / values[0]
    row["variation"] = float(np.sqrt((weights * (values - mean) ** 2).sum())) / mean
    apart = np.abs(values[:, None] - values[None, :])
    row["gini"] = float((weights[:, None] * weights[None, :] * apart).sum()) / (2 * mean)
    shares = values / mean
    theil = float((weights * shares * np.log(shares)).sum())
    row["theil"] = theil
    groups = part.assign(weight=weights, mass=weights * values).groupby("macro_region")[["weight", "mass"]].sum()
    relative = (groups["mass"] / groups["weight"] / mean).to_numpy(float)
    between = float((groups["weight"].to_numpy(float) * relative * np.log(relative)).sum())
    row["theil_between"] = between / theil if theil > 0 else 0.0
    return row
