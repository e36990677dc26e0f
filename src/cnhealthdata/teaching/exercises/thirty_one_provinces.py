"""Exercises on provinces: extremes, inequality, a break, convergence."""

from __future__ import annotations

import math

import cnhealthdata as chd
from cnhealthdata.teaching.exercises import Exercise, Mistake

SPENDING = "local_government_health_expenditure_per_capita"
STAFF = "health_technicians_per_10000"


def _beds(year: int) -> dict[str, float]:
    table = chd.panel("beds_per_1000", years=year)
    return dict(zip(table["place"], table["value"], strict=True))


def _fewest(*years: int) -> list[str]:
    return [min(_beds(year), key=_beds(year).__getitem__) for year in years]


def _most(*years: int) -> list[str]:
    return [max(_beds(year), key=_beds(year).__getitem__) for year in years]


def _extreme_year(*, least: bool) -> int:
    """The year in which the Gini coefficient of spending is least, or most."""
    table = chd.dispersion(SPENDING).sort_values("gini")
    return int(table["year"].iloc[0 if least else -1])


def _fell(first: int, last: int) -> int:
    table = chd.panel(STAFF, wide=True)
    return int((table[last] < table[first]).sum())


def _slope(first: int, last: int) -> float:
    start, end = _beds(first), _beds(last)
    points = {math.log(start[place]): 100 * math.log(end[place] / start[place]) / (last - first) for place in start}
    x, y = sum(points) / len(points), sum(points.values()) / len(points)
    return sum((at - x) * (growth - y) for at, growth in points.items()) / sum((at - x) ** 2 for at in points)


EXERCISES = (
    Exercise(
        "10.1",
        lambda: _fewest(2005, 2023),
        (
            Mistake(lambda: _most(2005, 2023), "These have the most. Look for the least value of each year."),
            Mistake(lambda: _fewest(2023, 2005), "The right provinces, but the earlier year comes first."),
        ),
        ordered=True,
    ),
    Exercise(
        "10.2",
        lambda: _extreme_year(least=True),
        (
            Mistake(
                lambda: _extreme_year(least=False),
                "In this year it was least equal. A small Gini coefficient is equality.",
            ),
            Mistake(
                lambda: int(chd.dispersion(SPENDING)["year"].max()),
                "This is the newest year. Equality did not only grow.",
            ),
        ),
        tolerance=0.1,
    ),
    Exercise(
        "10.3",
        lambda: _fell(2011, 2012),
        (
            Mistake(lambda: 31 - _fell(2011, 2012), "These did not fall. Count the others."),
            Mistake(lambda: _fell(2010, 2011), "These years lie before the break. Compare 2012 with 2011."),
        ),
        tolerance=0.1,
    ),
    Exercise(
        "10.4",
        lambda: _slope(2005, 2023),
        (
            Mistake(lambda: -_slope(2005, 2023), "Those who start high grow slower, so the slope is negative."),
            Mistake(lambda: _slope(2005, 2023) / 100, "Growth is wanted in per cent."),
            Mistake(lambda: 18 * _slope(2005, 2023), "Growth of all the years; divide it by their number."),
        ),
        tolerance=0.051,
    ),
    Exercise(
        "10.5",
        lambda: "b",
        (
            Mistake(lambda: "a", "What would the spread do if values were only tossed about by chance?"),
            Mistake(lambda: "c", "Look at the spread again: it went up and down."),
            Mistake(lambda: "d", "Read the notes of the panel: is there a break in that year?"),
        ),
    ),
)
