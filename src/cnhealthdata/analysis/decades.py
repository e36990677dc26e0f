"""Decades of reform: long series, eras, and plans against outcomes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from cnhealthdata.access.loaders import attributes, load_benchmarks, load_observations, load_targets
from cnhealthdata.tables import names as _names
from cnhealthdata.tables.storage import read_table, records

if TYPE_CHECKING:
    import pandas as pd

NATION = "100000"
BREAK = "B"
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
PROGRESS_COLUMNS = [
    "place",
    "place_zh",
    "plan",
    "bound",
    "target_year",
    "target",
    "baseline_year",
    "baseline",
    "latest_year",
    "latest",
    "covered",
    "reached",
    "years_left",
    "unit",
    "source_id",
    "indicator_id",
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
        between, so that a drawn line has a gap.

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

    places = [NATION] if regions is None else _names.region_codes(regions)
    rows = load_benchmarks(indicator=indicator, region=places, method=method)
    rows = rows.rename(columns={"region": "place", "region_zh": "place_zh"})
    broken = rows["obs_status"] == BREAK
    rows["segment"] = broken.groupby(rows["region_code"]).cumsum().astype("Int64") + 1
    gaps = rows[broken & rows["region_code"].duplicated()].copy()
    gaps[["value", "segment", "source_id"]] = pd.NA
    table = pd.concat([gaps, rows]) if len(gaps) else rows
    table = table.sort_values(["region_code", "year", "segment"], na_position="first", kind="stable")
    table = table[SERIES_COLUMNS].reset_index(drop=True)
    table.attrs.update(attributes("benchmarks"))
    table.attrs["indicator"] = _names.indicator_ids(indicator)[0]
    return table


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


def progress(indicator: str, regions: str | Iterable[str] | None = None) -> pd.DataFrame:
    """Plans against outcomes: how much of the way to each target is covered.

    Parameters
    ----------
    indicator
        Identifier or name in either language.
    regions
        Places to keep; all that have a target by default.

    Returns
    -------
    pandas.DataFrame
        One row per target: place, plan, bound, target_year, target, baseline_year, baseline, latest_year, latest (the
        last official value up to the target year; for a city its reported figure), ``covered`` (share of the way from
        baseline to target, in per cent), ``reached`` and ``years_left`` (from the latest value). The baseline is the
        official value of the plan's base year itself; where none was read nothing is interpolated and ``covered`` is
        missing.

    Raises
    ------
    UnknownNameError
        No such indicator or region.

    Examples
    --------
    >>> import cnhealthdata as chd
    >>> plan = chd.progress("infant_mortality")
    >>> bool(plan.loc[plan["target_year"] == 2020, "reached"].all())
    True
    """
    import pandas as pd

    (identifier,) = _names.indicator_ids(indicator)
    targets = load_targets(indicator=identifier, region=regions)
    rows = [_outcome(target, _past(identifier, target["region_code"])) for target in records(targets)]
    table = pd.DataFrame(rows, columns=PROGRESS_COLUMNS)
    table = table.astype(dict.fromkeys(("target_year", "baseline_year", "latest_year", "years_left"), "Int64"))
    table = table.astype(dict.fromkeys(("target", "baseline", "latest", "covered"), "float64"))
    table = table.astype({"reached": "boolean"})
    table.attrs.update(attributes("targets"))
    table.attrs["indicator"] = identifier
    return table


def _past(identifier: str, region: str) -> dict[int, float]:
    """Official values of a place by year, or what its reports print as reached."""
    lines = load_benchmarks(indicator=identifier, region=region)
    if lines.empty:
        lines = load_observations(indicator=identifier, region=region, status="actual", statistic="level")
        lines = lines[lines["scope"].isna()]
    lines = lines.dropna(subset=["year", "value"]).sort_values("year")
    return dict(zip(lines["year"].astype(int), lines["value"], strict=True))


def _outcome(target: dict[str, Any], past: dict[int, float]) -> tuple[Any, ...]:
    year, goal, base = target["target_year"], target["value"], target["base_year"]
    start = past.get(base) if base is not None else None
    if target["bound"] == "relative_change":
        goal = None if start is None else start * (1 + goal / 100)
    known = [then for then in past if then <= year and (base is None or then > base)]
    last = max(known) if known else None
    latest = None if last is None else past[last]
    covered = reached = None
    if latest is not None and goal is not None:
        reached = _holds(latest, goal, target["bound"], start)
        if start is not None and goal != start:
            covered = (latest - start) / (goal - start) * 100
    return (
        target["region"],
        target["region_zh"],
        target["plan"],
        target["bound"],
        year,
        goal,
        base if start is not None else None,
        start,
        last,
        latest,
        covered,
        reached,
        None if last is None else year - last,
        target["unit"],
        target["source_id"],
        target["indicator_id"],
    )


def _holds(value: float, goal: float, bound: str, start: float | None) -> bool:
    if bound == "at_least":
        return value >= goal
    if bound == "at_most":
        return value <= goal
    if bound == "relative_change" and start is not None:
        return value <= goal if goal < start else value >= goal
    return value == goal
