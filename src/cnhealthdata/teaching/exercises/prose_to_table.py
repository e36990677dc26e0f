"""From prose to a table."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import cnhealthdata as chd
from cnhealthdata.teaching.exercises import Exercise, Mistake
from cnhealthdata.teaching.kit import bulletin

if TYPE_CHECKING:
    import pandas as pd

REPORT = "liaoyuan-2021"
YI, WAN = 10**8, 10**4


def _printed(pattern: str) -> list[float]:
    """The numbers that a pattern with groups finds in the bulletin, scale left out."""
    found = re.search(pattern, bulletin())
    if found is None:
        msg = f"the bulletin has no {pattern!r}"
        raise LookupError(msg)
    return [float(number) for number in found.groups()]


def _per_head(scale: int = YI, *, with_parts: bool = False) -> float:
    whole, *parts = _printed(r"卫生健康支出([\d.]+)亿元\D+([\d.]+)亿元\D+([\d.]+)亿元\D+([\d.]+)亿元\D+([\d.]+)亿元")
    (residents,) = _printed(r"常住人口([\d.]+)万人")
    return (whole + sum(parts) * with_parts) * scale / (residents * WAN)


def _money(pattern: str = r"[\d.]+[万亿]?元") -> list[str]:
    return list(dict.fromkeys(re.findall(pattern, bulletin())))


def _prints(disposition: str = "observation|repeat", *, least: int = 2, everywhere: bool = False) -> pd.DataFrame:
    ledger = chd.load_ledger()
    rows = ledger[((ledger["report_id"] != REPORT) | everywhere) & ledger["disposition"].str.fullmatch(disposition)]
    counts = rows["observation_id"].value_counts()
    return counts[counts >= least].rename_axis("observation_id").reset_index(name="times")


def _prints_by_literal() -> pd.DataFrame:
    ledger = chd.load_ledger()
    rows = ledger[(ledger["report_id"] != REPORT) & ledger["observation_id"].notna()]
    alike = rows.groupby(["report_id", "literal"])
    counts = alike.agg(observation_id=("observation_id", "first"), times=("literal", "size"))
    return counts[counts["times"] > 1].reset_index(drop=True)


def _lost(column: str = "literal") -> int:
    rows = chd.load_observations(report=REPORT)
    return len(rows) - rows[column].nunique()


def _not_alone() -> int:
    counts = chd.load_observations(report=REPORT)["literal"].value_counts()
    return int(counts[counts > 1].sum())


EXERCISES = (
    Exercise(
        "2.1",
        _per_head,
        (
            Mistake(
                lambda: _per_head(10**6),
                "You read 亿 as a million. It is ten thousand times ten thousand (万万).",
            ),
            Mistake(lambda: _per_head(10**9), "You read 亿 as a billion. Count its zeros again."),
            Mistake(
                lambda: _per_head(WAN),
                "You divided the printed numbers as they stand, or read both with one scale. "
                "The scales of 亿元 and 万人 differ.",
            ),
            Mistake(
                lambda: _per_head(with_parts=True),
                "You counted the whole and its parts (其中). The parts are in the whole already.",
            ),
        ),
        tolerance=0.6,
    ),
    Exercise(
        "2.2",
        _money,
        (
            Mistake(
                lambda: _money(r"\d+元"),
                "Only amounts without a scale are found. What may stand between the digits and 元?",
            ),
            Mistake(
                lambda: _money(r"\d+[万亿]?元"),
                "Some of these are halves of a number: the pattern does not know the decimal point.",
            ),
            Mistake(
                lambda: re.findall(r"[\d.]+[万亿]?元", bulletin()),
                "One amount stands in a paragraph that is printed several times. Give each literal once.",
            ),
            Mistake(
                lambda: _money(r"约?[\d.]+[万亿]?元"),
                "The qualifying word stays outside the literal.",
            ),
        ),
    ),
    Exercise(
        "2.3",
        _prints,
        (
            Mistake(
                lambda: _prints("repeat", least=1),
                "You counted the repeats alone. The first print, whose disposition is observation, counts too.",
            ),
            Mistake(
                lambda: _prints(everywhere=True),
                "Liaoyuan's own facts are among your rows. The other reports are asked for.",
            ),
            Mistake(
                lambda: _prints(least=1),
                "Facts printed a single time are in your table. Keep those printed more than once.",
            ),
            Mistake(
                _prints_by_literal,
                "You counted equal literals. Different facts may be printed alike: count by observation_id.",
            ),
        ),
        key=("observation_id",),
    ),
    Exercise(
        "2.4",
        _lost,
        (
            Mistake(
                _not_alone,
                "You counted all rows that share a literal. The first of each group would be kept.",
            ),
            Mistake(
                lambda: int((chd.load_ledger().query("report_id == @REPORT")["disposition"] == "repeat").sum()),
                "These are the repeats of the ledger. The table of observations has none of them; "
                "what would be lost there?",
            ),
            Mistake(lambda: _lost("value"), "You compared values. The question is about literals."),
        ),
    ),
    Exercise(
        "2.5",
        lambda: "c",
        (
            Mistake(
                lambda: "a",
                "Are the parts surely right, and is a count of projects rounded? "
                "Look at what the money of the two groups adds up to.",
            ),
            Mistake(
                lambda: "b",
                "Nothing on the page says which number is wrong. A number made to fit is your invention, "
                "and nobody could tell.",
            ),
            Mistake(
                lambda: "d",
                "Who leaves the rows out hides that the report contradicts itself, and that is a finding too.",
            ),
        ),
    ),
)
