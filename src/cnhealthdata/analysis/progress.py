"""Plans against outcomes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from cnhealthdata.access.loaders import attributes, load_benchmarks, load_observations, load_targets
from cnhealthdata.tables import names
from cnhealthdata.tables.frames import records

if TYPE_CHECKING:
    import pandas as pd

PROGRESS_COLUMNS = [
    "place",
    "place_zh",
    "plan",
    "plan_zh",
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

    (identifier,) = names.indicator_ids(indicator)
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
        target["plan_zh"],
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
