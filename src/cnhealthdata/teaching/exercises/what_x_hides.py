"""What the x hides."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal
from statistics import fmean

from cnhealthdata.printed.literals import read_literal
from cnhealthdata.tables.storage import read_table
from cnhealthdata.teaching.exercises import Exercise, Mistake

PIECE = "compilation-16"


def _ends(literal: str) -> tuple[float, float]:
    """What a mask allows, digit for digit."""
    reading = read_literal(literal, "masked")
    if reading.low is None or reading.high is None:
        msg = f"{literal!r} has no bounds"
        raise ValueError(msg)
    return reading.low, reading.high


def _literals(indicator: str, report: str | None = PIECE) -> list[str]:
    """Masked figures of an indicator, actual and as printed, in one report or in all."""
    rows = read_table("observations")
    rows = rows[(rows["indicator_id"] == indicator) & (rows["status"] == "actual") & (rows["qualifier"] == "masked")]
    return list(rows["literal"] if report is None else rows.loc[rows["report_id"] == report, "literal"])


def _total(literals: Iterable[str], least_digit: int = 0) -> list[float]:
    """Both ends of a sum."""
    ends = [_ends(literal) for literal in literals]
    return [sum(max(low, least_digit) for low, _ in ends), sum(high for _, high in ends)]


def _population(divide: Callable[[tuple[float, float], tuple[float, float]], list[float]]) -> list[int]:
    (contracts,), (rate,) = _literals("family_doctor_contracts"), _literals("family_doctor_contract_rate")
    return [round(persons) for persons in divide(_ends(contracts), _ends(rate))]


def _shares(limit: float) -> list[Decimal]:
    """Exact actual shares of the unmasked reports up to a limit, in Arabic digits."""
    rows, units = read_table("observations"), read_table("indicators").set_index("indicator_id")["unit"]
    rows = rows[(rows["qualifier"] == "exact") & (rows["status"] == "actual") & (rows["value"] <= limit)]
    rows = rows[rows["indicator_id"].map(units) == "%"]
    rows = rows[~rows["report_id"].str.startswith("compilation")]
    return [Decimal(literal.rstrip("%")) for literal in rows["literal"] if literal[0].isdigit()]


def _miss(share: Decimal) -> float:
    """Midpoint less share, in points, where the first digit of a two-digit share is kept; 100 hides nothing."""
    if share == 100:
        return 0.0
    last = Decimal(1).scaleb(int(share.as_tuple().exponent))
    tens = share // 10 * 10
    return float(tens + (10 - last) / 2 - share)


def _miss_masked(share: Decimal) -> float:
    """The same where no digit is kept."""
    last = Decimal(1).scaleb(int(share.as_tuple().exponent))
    return float((110 - last) / 2 - share)


EXERCISES = (
    Exercise(
        "6.1",
        lambda: list(_ends("xxx.xx万元")),
        (
            Mistake(
                lambda: list(_ends("xxx.xx元")),
                "These are the bounds of the digits. The unit printed is 万元, and yuan are asked for.",
            ),
            Mistake(
                lambda: [0.0, _ends("xxx.xx万元")[1]],
                "A whole part of two or more digits does not begin with 0.",
            ),
            Mistake(
                lambda: list(_ends("xxx万元")),
                "The two digits behind the point are masked too. How large can they make the figure?",
            ),
            Mistake(
                lambda: [_ends("xxx万元")[0], _ends("xxxx万元")[0]],
                "The upper end must be a figure that the pattern can print.",
            ),
        ),
    ),
    Exercise(
        "6.2",
        lambda: _total(_literals("health_places_created")),
        (
            Mistake(
                lambda: fmean(_total(_literals("health_places_created"))),
                "That is one number, the sum of the midpoints. Two ends are asked for.",
            ),
            Mistake(
                lambda: _total(_literals("health_places_created"), least_digit=1),
                "A single x may hide a 0.",
            ),
            Mistake(
                lambda: _total(_literals("health_places_created", report=None)),
                "One figure in this sum belongs to another report.",
            ),
        ),
    ),
    Exercise(
        "6.3",
        lambda: _population(lambda persons, rate: [100 * persons[0] / rate[1], 100 * persons[1] / rate[0]]),
        (
            Mistake(
                lambda: _population(lambda persons, rate: [100 * persons[0] / rate[0], 100 * persons[1] / rate[1]]),
                "Low was divided by low and high by high. Which rate makes the population least?",
            ),
            Mistake(
                lambda: _population(lambda persons, rate: [persons[0] / rate[1], persons[1] / rate[0]]),
                "The rate is in per cent: divide it by 100 first.",
            ),
            Mistake(
                lambda: _population(lambda persons, rate: [persons[0] * rate[0] / 100, persons[1] * rate[1] / 100]),
                "You multiplied. Those with a contract are a part of the population, so it is larger than they are.",
            ),
            Mistake(
                lambda: _population(lambda persons, rate: [100 * sum(persons) / sum(rate)])[0],
                "That is one number, from two midpoints. Two ends are asked for.",
            ),
        ),
        tolerance=1.0,
    ),
    Exercise(
        "6.4",
        lambda: round(fmean(abs(_miss(share)) for share in _shares(99.99)), 1),
        (
            Mistake(
                lambda: round(fmean(abs(_miss_masked(share)) for share in _shares(99.99)), 1),
                "These are the midpoints of the full mask. Keep the first digit.",
            ),
            Mistake(
                lambda: round(fmean(abs(_miss(share)) for share in _shares(100)), 1),
                "Shares of 100 % are in your mean. Nothing is hidden there; leave them out.",
            ),
            Mistake(
                lambda: round(fmean(_miss(share) for share in _shares(99.99)), 1),
                "Errors of opposite sign cancel in your mean. Take absolute values first.",
            ),
            Mistake(
                lambda: round(max(abs(_miss(share)) for share in _shares(99.99)), 1),
                "That is the worst miss, not the mean.",
            ),
        ),
        tolerance=0.051,
    ),
    Exercise(
        "6.5",
        lambda: "c",
        (
            Mistake(
                lambda: "a",
                "The mask does not say that values near the middle are likelier, yet the sentence reads like a "
                "measurement with an error.",
            ),
            Mistake(
                lambda: "b",
                "The number of digits is information. It rules out what lies below the bounds.",
            ),
            Mistake(
                lambda: "d",
                "Nothing says that each first digit is equally likely. The probability comes from the writer, not from "
                "the page.",
            ),
        ),
    ),
)
