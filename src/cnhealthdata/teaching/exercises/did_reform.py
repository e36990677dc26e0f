"""Exercises on reforms, and on one series before and after."""

from __future__ import annotations

from collections.abc import Iterator

import cnhealthdata as chd
from cnhealthdata.tables.storage import read_table
from cnhealthdata.teaching.exercises import Exercise, Mistake

MANY = 9
BEFORE, AFTER = range(2002, 2009), range(2010, 2017)
FIRST, LAST = 2001, 2019


def _told(least: int, unit: str) -> list[str]:
    """Measures that so many reports, or rows, tell of."""
    counts = read_table("reforms").groupby("measure_id")[unit].nunique()
    return sorted(counts.index[counts >= least])


def _values(indicator: str) -> dict[int, float]:
    rows = chd.load_benchmarks(indicator=indicator, region="China")
    return dict(zip(rows["year"].astype(int), rows["value"], strict=True))


def _mean(values: dict[int, float], years: range) -> float:
    known = [values[year] for year in years if year in values]
    return sum(known) / len(known)


def _difference(indicator: str) -> float:
    values = _values(indicator)
    return _mean(values, AFTER) - _mean(values, BEFORE)


def _slope(points: dict[int, float]) -> float:
    years, shares = list(points), list(points.values())
    middle, mean = sum(years) / len(years), sum(shares) / len(shares)
    moved = sum((year - middle) * (share - mean) for year, share in points.items())
    return moved / sum((year - middle) ** 2 for year in years)


def _between(first: int, last: int) -> dict[int, float]:
    values = _values("out_of_pocket_share")
    return {year: value for year, value in values.items() if first <= year <= last}


def _left_over(points: dict[int, float]) -> float:
    """Sum of squares around the straight line of some points."""
    slope = _slope(points)
    middle, mean = sum(points) / len(points), sum(points.values()) / len(points)
    return sum((share - mean - slope * (year - middle)) ** 2 for year, share in points.items())


def _fits() -> Iterator[tuple[float, int]]:
    for year in range(2004, 2016):
        yield _left_over(_between(FIRST, year - 1)) + _left_over(_between(year, LAST)), year


EXERCISES = (
    Exercise(
        "7.1",
        lambda: _told(MANY, "report_id"),
        (
            Mistake(
                lambda: _told(MANY, "reform_id"),
                "A report may have several rows on one measure. Count different reports.",
            ),
            Mistake(
                lambda: _told(MANY + 1, "report_id"),
                "At least nine takes in nine itself.",
            ),
        ),
    ),
    Exercise(
        "7.2",
        lambda: _difference("government_share"),
        (
            Mistake(lambda: -_difference("government_share"), "Take after less before, so that a rise is positive."),
            Mistake(
                lambda: _difference("out_of_pocket_share"),
                "This is the change of what households pay; the question is about the government's share.",
            ),
            Mistake(
                lambda: 100 * _difference("government_share") / _mean(_values("government_share"), BEFORE),
                "This is a change in per cent; percentage points are a plain difference of two shares.",
            ),
        ),
        tolerance=0.051,
    ),
    Exercise(
        "7.3",
        lambda: _slope(_between(2001, 2005)),
        (
            Mistake(lambda: -_slope(_between(2001, 2005)), "A falling line has a negative slope."),
            Mistake(
                lambda: _slope(_between(2001, 2008)),
                "These years lie on two bases of the accounts. Stay within one segment.",
            ),
            Mistake(
                lambda: _between(2005, 2005)[2005] - _between(2001, 2001)[2001],
                "This is the change over all the years; the question asks for one year.",
            ),
        ),
        tolerance=0.0051,
    ),
    Exercise(
        "7.4",
        lambda: min(_fits())[1],
        (
            Mistake(lambda: 2009, "This is the year of the reform. Compare what each candidate leaves over."),
            Mistake(lambda: max(_fits())[1], "This year leaves the most over; look for the least."),
        ),
    ),
    Exercise(
        "7.5",
        lambda: "c",
        (
            Mistake(lambda: "a", "The share was falling before. What would it have done without the reform?"),
            Mistake(lambda: "b", "A share that nears its floor falls more slowly for other reasons too."),
            Mistake(lambda: "d", "Would a report have printed a pair that got worse?"),
        ),
    ),
)
