"""Comparing regions."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from cnhealthdata.tables.storage import read_table
from cnhealthdata.teaching.exercises import Exercise, Mistake

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd

CITY = "220400"
NATION = "100000"
RATES = ("life_expectancy", "infant_mortality", "under5_mortality")


def _reports_by_indicator() -> dict[str, list[str]]:
    """The report of each figure, indicator by indicator."""
    figures = read_table("observations")
    return {str(name): list(rows["report_id"]) for name, rows in figures.groupby("indicator_id")}


def _printed_by(fits: Callable[[list[str]], bool]) -> int:
    return sum(fits(reports) for reports in _reports_by_indicator().values())


def _levels(report: str) -> set[str]:
    figures = read_table("observations")
    kind = (figures["status"] == "actual") & (figures["statistic"] == "level")
    return set(figures.loc[kind & (figures["report_id"] == report), "indicator_id"])


def _all(report: str) -> set[str]:
    figures = read_table("observations")
    return set(figures.loc[figures["report_id"] == report, "indicator_id"])


def _gaps(gap: Callable[[float, float], float], year: int = 2020) -> pd.DataFrame:
    """The city against the nation."""
    import pandas as pd

    figures, national = read_table("observations"), read_table("benchmarks")
    figures = figures[(figures["region_code"] == CITY) & (figures["year"] == year)]
    national = national[(national["region_code"] == NATION) & (national["year"] == year)]
    city = figures.set_index("indicator_id")["value"]
    nation = national[national["method"] == "official"].set_index("indicator_id")["value"]
    rows = [(name, round(gap(city[name], nation[name]), 1)) for name in RATES]
    return pd.DataFrame(rows, columns=["indicator_id", "gap_pct"])


def _risk(year: int = 2020) -> float:
    """National maternal mortality, deaths per birth."""
    rows = read_table("benchmarks")
    rows = rows[(rows["indicator_id"] == "maternal_mortality") & (rows["region_code"] == NATION)]
    rows = rows[(rows["method"] == "official") & (rows["year"] == year)]
    return float(rows["value"].iloc[0]) / 100_000


EXERCISES = (
    Exercise(
        "3.1",
        lambda: _printed_by(lambda reports: len(set(reports)) >= 4),
        (
            Mistake(
                lambda: _printed_by(lambda reports: len(reports) >= 4),
                "You counted figures. One report may print several figures of an indicator: count different reports.",
            ),
            Mistake(
                lambda: _printed_by(lambda reports: len(set(reports)) > 4),
                "At least four takes in those with exactly four.",
            ),
            Mistake(
                lambda: _printed_by(lambda reports: len(set(reports)) == 4),
                "At least four takes in those with more than four.",
            ),
        ),
    ),
    Exercise(
        "3.2",
        lambda: sorted(_levels("liaoyuan-2021") & _levels("zhuzhou-2022")),
        (
            Mistake(
                lambda: sorted(_all("liaoyuan-2021") & _all("zhuzhou-2022")),
                "Some of these are ranks, or planned, in one of the reports. Keep status and statistic apart first.",
            ),
            Mistake(
                lambda: sorted(_levels("liaoyuan-2021") | _levels("zhuzhou-2022")),
                "These are printed by one report or the other. Both is asked for.",
            ),
        ),
    ),
    Exercise(
        "3.3",
        lambda: _gaps(lambda city, nation: (city - nation) / nation * 100),
        (
            Mistake(
                lambda: _gaps(lambda city, nation: city - nation),
                "These are gaps in the unit of each indicator. Per cent of the national figure is asked for.",
            ),
            Mistake(
                lambda: _gaps(lambda city, nation: (city - nation) / city * 100),
                "You divided by the city's figure. The national one is the base here.",
            ),
            Mistake(
                lambda: _gaps(lambda city, nation: (nation - city) / nation * 100),
                "Mind the sign: the city's figure less the national one.",
            ),
            Mistake(
                lambda: _gaps(lambda city, nation: (city - nation) / nation * 100, 2015),
                "These are the gaps of the first year that the report prints.",
            ),
        ),
        tolerance=0.051,
    ),
    Exercise(
        "3.4",
        lambda: round(math.log(20) / _risk()),
        (
            Mistake(
                lambda: round(1 / _risk()),
                "With so many births one death is expected, and none still has a probability above a third.",
            ),
            Mistake(
                lambda: round(-math.log(0.95) / _risk()),
                "That is where no death has a probability of 95 %. Such a year tells nothing.",
            ),
            Mistake(
                lambda: round(math.log(20) / (_risk() * 100)),
                "Mind the unit: the ratio counts deaths per 100,000 live births.",
            ),
            Mistake(
                lambda: round(math.log(20) / _risk(2015)),
                "That is the national ratio of 2015.",
            ),
            Mistake(
                lambda: round(math.log(20) / _risk() / 3),
                "That is the answer for three years in a row. One year is asked for.",
            ),
        ),
        tolerance=1.0,
    ),
)
