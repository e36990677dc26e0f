"""Exercises on long series: breaks, eras, town and country."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import cnhealthdata as chd
from cnhealthdata.tables.frames import records
from cnhealthdata.teaching.exercises import Exercise, Mistake

if TYPE_CHECKING:
    import pandas as pd

NATION = "China"


def _official(indicator: str, method: str = "official") -> list[dict[str, Any]]:
    """National rows of an indicator, oldest first."""
    return records(chd.load_benchmarks(indicator=indicator, region=NATION, method=method).sort_values("year"))


def _values(indicator: str) -> dict[int, float]:
    return {row["year"]: row["value"] for row in _official(indicator)}


def _breaks(indicator: str) -> list[int]:
    return [row["year"] for row in _official(indicator) if row["obs_status"] == "B"]


def _jumps(indicator: str) -> list[int]:
    """Breaks, and the leaps within a year that are none."""
    rows = _official(indicator)
    return [row["year"] for row in rows if row["obs_status"] == "B" or "yearly_jump" in (row["flags"] or "")]


def _steepest(fall: Callable[[float, float, int], float]) -> str:
    """The era in which a measure of the fall of maternal mortality is least."""
    values = _values("maternal_mortality")
    found: dict[str, float] = {}
    for era in records(chd.load_eras()):
        inside = [year for year in values if era["start"] <= year <= (era["end"] or max(values))]
        if len(inside) > 1:
            first, last = min(inside), max(inside)
            found[era["era_id"]] = fall(values[first], values[last], last - first)
    return min(found, key=lambda name: found[name])


def _rural_to_urban(compare: Callable[[float, float], float]) -> pd.DataFrame:
    import pandas as pd

    rural, urban = _values("infant_mortality_rural"), _values("infant_mortality_urban")
    rows = [(year, compare(rural[year], urban[year])) for year in sorted(set(rural) & set(urban))]
    return pd.DataFrame(rows, columns=["year", "ratio"])


def _rise(indicator: str, method: str = "official", *, across: bool = False) -> float:
    """From the first value of the newest segment, or of all, to the last."""
    rows = _official(indicator, method)
    starts = [place for place, row in enumerate(rows) if row["obs_status"] == "B"]
    first = rows[0 if across else starts[-1]]
    return float(rows[-1]["value"] - first["value"])


EXERCISES = (
    Exercise(
        "4.1",
        lambda: _breaks("health_institutions"),
        (
            Mistake(
                lambda: [year for year in _breaks("health_institutions") for _ in "ab"],
                "Each break stands twice in the frame: a row without a value makes the gap. Leave those rows out.",
            ),
            Mistake(
                lambda: _jumps("health_institutions"),
                "A leap within a year that carries the flag yearly_jump is no break: the status says what is one.",
            ),
            Mistake(
                lambda: [year - 1 for year in _breaks("health_institutions")],
                "These are the years before. A break stands at the first value on the new basis.",
            ),
        ),
        ordered=True,
    ),
    Exercise(
        "4.2",
        lambda: _steepest(lambda first, last, years: (last / first) ** (1 / years)),
        (
            Mistake(
                lambda: _steepest(lambda first, last, years: (last - first) / years),
                "This era has the largest fall in deaths per 100000. Fastest in per cent is another question.",
            ),
            Mistake(
                lambda: _steepest(lambda first, last, _years: last / first),
                "Eras differ in length. Divide the way by the years that it took.",
            ),
        ),
    ),
    Exercise(
        "4.3",
        lambda: _rural_to_urban(lambda rural, urban: rural / urban),
        (
            Mistake(
                lambda: _rural_to_urban(lambda rural, urban: urban / rural),
                "This is the urban rate over the rural one. Where is the risk higher, and which is the whole?",
            ),
            Mistake(
                lambda: _rural_to_urban(lambda rural, urban: rural - urban),
                "This is a difference, in deaths per 1000. How many times is asked for.",
            ),
            Mistake(
                lambda: _rural_to_urban(lambda rural, urban: (rural / urban - 1) * 100),
                "This is by how many per cent the rural rate is higher. How many times is asked for.",
            ),
        ),
        tolerance=0.051,
        key=("year",),
    ),
    Exercise(
        "4.4",
        lambda: _rise("beds_per_1000"),
        (
            Mistake(
                lambda: _rise("beds_per_1000", across=True),
                "The two ends lie on both sides of a break. Stay within the newest segment.",
            ),
            Mistake(
                lambda: _rise("wdi_beds_per_1000", "modelled"),
                "This is the series of the World Bank, which counts other beds.",
            ),
        ),
        tolerance=0.0051,
    ),
)
