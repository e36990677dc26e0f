"""Exercises on targets: what was reached, how far the way is, and what nobody reported."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import cnhealthdata as chd
from cnhealthdata.tables.frames import records
from cnhealthdata.teaching.exercises import Exercise, Mistake

if TYPE_CHECKING:
    import pandas as pd

OUTLINE, YEAR, BASE = "Healthy China 2030 outline", 2030, 2015
NATION = "China"


def _values(indicator: str) -> dict[int, float]:
    rows = chd.load_benchmarks(indicator=indicator, region=NATION)
    return dict(zip(rows["year"].astype(int), rows["value"], strict=True))


def _target(indicator: str) -> dict[str, Any]:
    rows = records(chd.load_targets(indicator=indicator, year=YEAR))
    (found,) = (row for row in rows if row["plan"] == OUTLINE)
    return found


def _without(column: str, *, every: bool) -> list[str]:
    """Indicators of which every target, or some target, has nothing in a column."""
    names = chd.load_targets()["indicator_id"].unique()
    holds = all if every else any
    return [name for name in names if holds(chd.progress(name)[column].isna())]


def _not_reached() -> list[str]:
    names = chd.load_targets()["indicator_id"].unique()
    return [name for name in names if not chd.progress(name)["reached"].fillna(False).all()]


def _covered(indicator: str, base: int = BASE) -> float:
    values = _values(indicator)
    start, latest = values[base], values[max(values)]
    return float((latest - start) / (_target(indicator)["value"] - start) * 100)


def _share_of_time(indicator: str) -> float:
    return (max(_values(indicator)) - BASE) / (YEAR - BASE) * 100


def _target_over_latest(indicator: str) -> float:
    values = _values(indicator)
    return float(_target(indicator)["value"] / values[max(values)] * 100)


def _pace(goal: Callable[[float, float, float], float], *, from_base: bool = False) -> float:
    """Points a year to a level made of base value, latest value and the printed per cent."""
    values = _values("premature_ncd_mortality")
    year = BASE if from_base else max(values)
    printed = _target("premature_ncd_mortality")["value"] / 100
    return (values[year] - goal(values[BASE], values[max(values)], printed)) / (YEAR - year)


def _held(holds: Callable[[float, float], bool], pick: Callable[[list[int]], int]) -> pd.DataFrame:
    """One of the years in which a value, turned so that more is better, compares so with the target."""
    import pandas as pd

    rows = []
    for target in records(chd.load_targets(year=YEAR)):
        sign = {"at_least": 1, "at_most": -1}.get(target["bound"])
        if target["plan"] != OUTLINE or sign is None:
            continue
        known = {year: value for year, value in _values(target["indicator_id"]).items() if year > BASE}
        years = [year for year in sorted(known) if holds(sign * known[year], sign * target["value"])]
        if years:
            rows.append((target["indicator_id"], pick(years)))
    return pd.DataFrame(rows, columns=["indicator_id", "year"])


EXERCISES = (
    Exercise(
        "5.1",
        lambda: _without("latest", every=True),
        (
            Mistake(
                lambda: _without("covered", every=True),
                "Where the share covered is missing, an outcome may still be there: only the baseline was not read.",
            ),
            Mistake(
                _not_reached,
                "This takes in targets that have an outcome and are not reached. Unknown is another thing.",
            ),
        ),
    ),
    Exercise(
        "5.2",
        lambda: _covered("maternal_mortality"),
        (
            Mistake(
                lambda: _share_of_time("maternal_mortality"),
                "This is the share of the time that has passed, not of the way.",
            ),
            Mistake(
                lambda: _target_over_latest("maternal_mortality"),
                "Target over latest starts the way at zero. It starts at the baseline.",
            ),
            Mistake(
                lambda: _covered("maternal_mortality", 2010),
                "This starts from an older value. Which base year does the target have?",
            ),
            Mistake(
                lambda: 100 - _covered("maternal_mortality"),
                "This is the part of the way that is left.",
            ),
        ),
        tolerance=0.051,
    ),
    Exercise(
        "5.3",
        lambda: _pace(lambda base, _latest, printed: base * (1 + printed)),
        (
            Mistake(
                lambda: _pace(lambda base, _latest, printed: base * (1 + printed), from_base=True),
                "This is the pace from the base year on. Start from the latest value, with the years that are left.",
            ),
            Mistake(
                lambda: _pace(lambda _base, latest, printed: latest * (1 + printed)),
                "The change is relative to the base year, not to the latest value.",
            ),
            Mistake(
                lambda: _pace(lambda base, _latest, printed: base + 100 * printed),
                "The per cent of the target were taken for percentage points: the level would lie below zero.",
            ),
            Mistake(
                lambda: -_pace(lambda base, _latest, printed: base * (1 + printed)),
                "The size is right. The question asks by how much it must fall, as a positive number.",
            ),
        ),
        tolerance=0.0051,
    ),
    Exercise(
        "5.4",
        lambda: _held(lambda value, goal: value >= goal, min),
        (
            Mistake(
                lambda: _held(lambda value, goal: value > goal, min),
                "At least and at most take in the bound itself: a value equal to the target reaches it.",
            ),
            Mistake(
                lambda: _held(lambda value, goal: value >= goal, max),
                "These are the latest years. In which did the target hold for the first time?",
            ),
        ),
    ),
    Exercise(
        "5.5",
        lambda: "b",
        (
            Mistake(lambda: "a", "What if the target had been set next to the baseline?"),
            Mistake(lambda: "c", "The share of a way can exceed a hundred: one may go on past the target."),
            Mistake(lambda: "d", "Was the rate falling before the plan? Look at the line."),
        ),
    ),
)
