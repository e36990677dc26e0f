"""Your own report."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

import cnhealthdata as chd
from cnhealthdata.teaching.exercises import Exercise, Mistake
from cnhealthdata.teaching.kit import bulletin

if TYPE_CHECKING:
    from cnhealthdata import Draft

SIMPLE = r"\d+(?:\.\d+)?[万亿]?(?:人次|[个家张名岁次天元人%‰])"

#: What the two readers of the notebook, invented for the class, call the same figures.
STATUS = (
    "actual actual actual actual actual actual actual actual actual actual "
    "planned planned planned actual actual actual actual target target target",
    "actual actual actual actual actual actual actual actual actual actual "
    "planned actual planned target actual actual actual target target planned",
)
NAMES = (
    "population hospitals primary beds workforce life infant under5 maternal streak "
    "investment floor - contracts insured - literacy life beds_rate -",
    "population hospitals primary beds - life under5 under5 maternal - "
    "investment floor beds contracts insured reimbursed literacy life beds_rate -",
)


def _draft() -> Draft:
    return chd.draft_report(bulletin(), report_id="qingyu-2024", year=2024)


def _missed(heading: str = "六、") -> list[str]:
    text, ledger = bulletin(), _draft().ledger
    return chd.coverage(text, ledger[ledger["char_start"] < text.index(heading)])["literal"].tolist()


def _missed_figures() -> list[str]:
    figures = chd.extract_figures(bulletin())
    return figures.loc[figures["start"] >= bulletin().index("六、"), "literal"].tolist()


def _by_hand(score: float = 0.7, lead: float = 0.1, *, alone: bool = True) -> int:
    table = _draft().proposals
    ahead = table["score"] - (table["runner_up_score"].fillna(0) if alone else table["runner_up_score"])
    return len(table) - int(((table["score"] >= score) & (ahead >= lead)).sum())


def _spans() -> tuple[set[tuple[int, int]], set[tuple[int, int]]]:
    """Places of the figures, and of what the simple pattern takes for figures."""
    figures = chd.extract_figures(bulletin())
    standard = set(zip(figures["start"].tolist(), figures["end"].tolist(), strict=True))
    return standard, {match.span() for match in re.finditer(SIMPLE, bulletin())}


def _measured(standard: set[object], found: set[object]) -> dict[str, float]:
    right = len(standard & found)
    return {"recall": right / len(standard), "precision": right / len(found)}


def _by_place() -> dict[str, float]:
    standard, found = _spans()
    return _measured(set(standard), set(found))


def _by_literal() -> dict[str, float]:
    text = bulletin()
    standard, found = ({text[start:end] for start, end in spans} for spans in _spans())
    return _measured(set(standard), set(found))


def _by_start() -> dict[str, float]:
    standard, found = ({start for start, _ in spans} for spans in _spans())
    return _measured(set(standard), set(found))


def _crossed() -> dict[str, float]:
    measured = _by_place()
    return {"recall": measured["precision"], "precision": measured["recall"]}


def _labels(columns: tuple[str, str], *, both_named: bool = False) -> list[tuple[str, str]]:
    pairs = zip(*(column.split() for column in columns), strict=True)
    return [(a, b) for a, b in pairs if not both_named or "-" not in (a, b)]


def _agreement(pairs: list[tuple[str, str]]) -> float:
    return sum(a == b for a, b in pairs) / len(pairs)


def _chance(pairs: list[tuple[str, str]]) -> float:
    first, second = (Counter(column) for column in zip(*pairs, strict=True))
    return sum(count * second[label] for label, count in first.items()) / len(pairs) ** 2


def _kappa(pairs: list[tuple[str, str]]) -> float:
    chance = _chance(pairs)
    return (_agreement(pairs) - chance) / (1 - chance)


EXERCISES = (
    Exercise(
        "9.1",
        _missed,
        (
            Mistake(
                _missed_figures,
                "These are the figures of the section. Coverage asks for every numeral, also one that is no figure.",
            ),
            Mistake(
                lambda: _missed("五、"),
                "Your ledger ends one section too early.",
            ),
        ),
    ),
    Exercise(
        "9.2",
        _by_hand,
        (
            Mistake(
                lambda: _by_hand(lead=0),
                "You asked for the score alone. Where two indicators are equally likely, the program cannot choose.",
            ),
            Mistake(
                lambda: _by_hand(alone=False),
                "A missing runner-up made a comparison fail. What is its score when there is none?",
            ),
            Mistake(
                lambda: len(_draft().proposals) - _by_hand(),
                "This is how many would be taken. Those that are left for a person are asked for.",
            ),
            Mistake(
                lambda: int((~_draft().proposals["taken"]).sum()),
                "This is what the draft leaves open at its own bar. Yours is higher.",
            ),
        ),
    ),
    Exercise(
        "9.3",
        _by_place,
        (
            Mistake(
                _crossed,
                "The two are exchanged. Which of them divides by the figures that are there?",
            ),
            Mistake(
                _by_literal,
                "You compared literals. The same literal at two places is two figures here: compare start and end.",
            ),
            Mistake(
                _by_start,
                "You compared starts alone. A number cut off before its unit ends is not found.",
            ),
        ),
        tolerance=0.0006,
    ),
    Exercise(
        "9.4",
        lambda: _kappa(_labels(NAMES)),
        (
            Mistake(
                lambda: _agreement(_labels(NAMES)),
                "This is the percentage agreement. What part of it would chance give?",
            ),
            Mistake(lambda: _kappa(_labels(STATUS)), "This is kappa of the status. The indicator is asked for."),
            Mistake(
                lambda: _kappa(_labels(NAMES, both_named=True)),
                "You left out the figures for which a reader found no indicator. "
                "That there is none is a decision too, and the one most in dispute.",
            ),
        ),
        tolerance=0.006,
    ),
    Exercise(
        "9.5",
        lambda: "c",
        (
            Mistake(
                lambda: "a",
                "Someone who called every figure actual without reading would reach a high percentage as well.",
            ),
            Mistake(
                lambda: "b",
                "Look at the curve: what does kappa do where one label is nearly everywhere? "
                "The number alone does not say how many figures are in dispute.",
            ),
            Mistake(
                lambda: "d",
                "Readers who start from one draft share its errors. Their agreement then measures the draft.",
            ),
        ),
    ),
)
