"""First look."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cnhealthdata as chd
from cnhealthdata.teaching.exercises import Exercise, Mistake

if TYPE_CHECKING:
    import pandas as pd

CITY = "220400"  #: Liaoyuan


def _masked_share() -> float:
    masked = chd.load_observations(labels=False).query("qualifier == 'masked'")
    return round(100 * len(masked) / len(chd.load_observations(labels=False)), 1)


def _masked_share_of_masked_reports() -> float:
    masked = chd.load_reports().query("masked")["report_id"]
    rows = chd.load_observations(report=masked.tolist())
    return 100 * float((rows["obs_status"] == "Q").mean())


def _beds(*, observed: bool = True, word: str = "床位") -> list[str]:
    indicators = chd.load_indicators()
    names = indicators["name_zh"] if word == "床位" else indicators["name_en"].str.lower()
    hits = set(indicators.loc[names.str.contains(word), "indicator_id"])
    return sorted(hits & set(chd.load_observations()["indicator_id"]) if observed else hits)


def _deaths(*, latest: bool = True) -> pd.DataFrame:
    rows = chd.load_observations(region=CITY, statistic="level")
    rows = rows[rows["indicator_id"].str.fullmatch(r"\w+_mortality") & rows["year"].notna()]
    rows = rows[(rows["year"] == rows["year"].max()) == latest]
    table: pd.DataFrame = rows[["observation_id", "indicator_id", "value", "unit"]]
    return table


def _both_years() -> pd.DataFrame:
    import pandas as pd

    return pd.concat([_deaths(), _deaths(latest=False)])


def _ends() -> tuple[float, float]:
    rows = chd.load_observations(indicator="under5_mortality", region=CITY).set_index("observation_id")
    later = rows[rows["baseline_id"].notna()].iloc[0]
    return float(rows.loc[later["baseline_id"], "value"]), float(later["value"])


def _fall() -> float:
    earlier, later = _ends()
    return 100 * (1 - later / earlier)


EXERCISES = (
    Exercise(
        "1.1",
        _masked_share,
        (
            Mistake(
                _masked_share_of_masked_reports,
                "You looked at the masked reports alone. All observations are the base of this share.",
            ),
            Mistake(
                lambda: round(100 * float(chd.load_reports()["masked"].mean()), 1),
                "That is the share of reports that are masked. The question is about figures.",
            ),
            Mistake(lambda: 100 - _masked_share(), "That is the share of figures that are not masked."),
        ),
        tolerance=0.06,
    ),
    Exercise(
        "1.2",
        _beds,
        (
            Mistake(
                lambda: chd.find("床位")["id"].tolist(),
                "These are all hits. Look at the columns kind and rows: not every hit is an indicator, and not every "
                "indicator was printed by a report.",
            ),
            Mistake(
                lambda: _beds(observed=False),
                "Some of these have no observation: only national or provincial statistics exist for them.",
            ),
            Mistake(
                lambda: _beds(word="beds"),
                "Search for the Chinese word: an English name may speak of beds in another way, or not at all.",
            ),
        ),
    ),
    Exercise(
        "1.3",
        _deaths,
        (
            Mistake(_both_years, "Two years are in your table. Keep the latest one alone."),
            Mistake(lambda: _deaths(latest=False), "These are the figures of the earlier year."),
        ),
    ),
    Exercise(
        "1.4",
        _fall,
        (
            Mistake(
                lambda: _ends()[0] - _ends()[1],
                "That is the fall in deaths per 1000 live births. The question asks for per cent of the earlier rate.",
            ),
            Mistake(
                lambda: 100 * (_ends()[0] / _ends()[1] - 1),
                "You divided by the later rate. A change is measured from where it began.",
            ),
            Mistake(lambda: -_fall(), "A fall is asked for: give it as a positive number."),
        ),
        tolerance=0.06,
    ),
    Exercise(
        "1.5",
        lambda: "b",
        (
            Mistake(
                lambda: "a",
                "Do the rows cover the same population and the same year, and does every city show its figure? "
                "Look at scope, year and qualifier.",
            ),
            Mistake(
                lambda: "c",
                "Why a publisher masks is not printed. In that compilation nearly everything is masked, good news too.",
            ),
            Mistake(
                lambda: "d",
                "The rise is printed; its cause is not. Life expectancy rose in the nation as well in those years.",
            ),
        ),
    ),
)
