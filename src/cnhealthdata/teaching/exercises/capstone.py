"""A region on one page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cnhealthdata.analysis.compare import compare
from cnhealthdata.tables.storage import read_table
from cnhealthdata.teaching.exercises import Exercise, Mistake

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd

UNDATED, APART = "220400", "320400"
NATION = "100000"


def _figures(region: str = UNDATED) -> pd.DataFrame:
    figures = read_table("observations")
    return figures[figures["region_code"] == region]


def _undated_below() -> int:
    """The undated figures of the place and of its counties, whose codes begin alike."""
    figures = read_table("observations")
    return int((figures["region_code"].fillna("").str.startswith(UNDATED[:4]) & figures["year"].isna()).sum())


def _is_rate(indicator: str, unit: str) -> bool:
    return indicator != "streak_years" and unit.startswith(("%", "per ", "CNY per person", "years"))


def _apart(fits: Callable[[pd.DataFrame], pd.Series[bool]], *, rates: bool = True) -> pd.DataFrame:
    """Figures of the second place that fit, with what keeps them apart."""
    import pandas as pd

    units = read_table("indicators").set_index("indicator_id")["unit"]
    figures = _figures(APART)
    names = [name for name in figures["indicator_id"].unique() if not rates or _is_rate(name, units[name])]
    rows = pd.concat([compare(name, APART) for name in names])
    rows = rows[rows["region_code"] == APART]
    return rows.loc[fits(rows), ["observation_id", "why_not"]]


def _times(*, indicator: str = "infant_mortality", last: bool = True, factor: int = 10, divide: bool = True) -> float:
    """The printed rate, by how much it is multiplied, over the national one."""
    figures, national = _figures(), read_table("benchmarks")
    row = figures[figures["indicator_id"] == indicator].sort_values("year").iloc[-1 if last else 0]
    same = (national["indicator_id"] == indicator) & (national["region_code"] == NATION)
    same &= (national["method"] == "official") & (national["year"] == row["year"])
    return float(row["value"]) * factor / (float(national.loc[same, "value"].iloc[0]) if divide else 1)


EXERCISES = (
    Exercise(
        "8.1",
        lambda: int(_figures()["year"].isna().sum()),
        (
            Mistake(
                _undated_below,
                "This takes in figures of the counties below the city. Ask for the city's own.",
            ),
            Mistake(
                lambda: int((_figures()["period_basis"] != "stated").sum()),
                "An inferred year is a year, though the page does not print it beside the figure.",
            ),
            Mistake(
                lambda: int((_figures()["period_basis"] == "inferred").sum()),
                "These have a year, drawn from other words of the page. Those without any are asked for.",
            ),
            Mistake(
                lambda: int(read_table("observations")["year"].isna().sum()),
                "These are the figures of all places. Choose the region first.",
            ),
        ),
    ),
    Exercise(
        "8.2",
        lambda: _apart(lambda rows: ~rows["comparable"]),
        (
            Mistake(
                lambda: _apart(lambda rows: rows["flags"].fillna("").str.contains("definition_differs")),
                "A differing definition is one reason. A figure that covers only a part of the place is another.",
            ),
            Mistake(
                lambda: _apart(lambda rows: ~rows["comparable"], rates=False),
                "Some of these are counts. Take the rates and means alone, as beside() does.",
            ),
            Mistake(
                lambda: _apart(lambda rows: rows["comparable"]),
                "These are the rows that can be compared. The others are asked for.",
            ),
        ),
    ),
    Exercise(
        "8.3",
        _times,
        (
            Mistake(
                lambda: _times(factor=1),
                "This takes the corrected value. Ask what the printed sign would make of the number.",
            ),
            Mistake(
                lambda: _times(divide=False),
                "That is the rate itself. Set it against the national rate of the same year.",
            ),
            Mistake(
                lambda: _times(last=False),
                "That is the earlier of the two years.",
            ),
            Mistake(
                lambda: _times(indicator="under5_mortality"),
                "That is the mortality of all children under five.",
            ),
            Mistake(
                lambda: _times(factor=100),
                "A percentage counts per 100, and the indicator per 1000: by how much do they differ?",
            ),
        ),
        tolerance=0.051,
    ),
    Exercise(
        "8.4",
        lambda: "c",
        (
            Mistake(lambda: "a", "How many births does the figure rest on? Look at its flag."),
            Mistake(lambda: "b", "Two things that happen in the same years need not have caused each other."),
            Mistake(lambda: "d", "Look at what the table of outcomes holds for that target."),
        ),
    ),
)
