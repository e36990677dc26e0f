"""Which units of indicators a printed unit may stand for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache

from cnhealthdata.tables.storage import read_mapping

Endings = Mapping[str, set[str]]


def endings(printed_as: Iterable[tuple[str, str]]) -> Endings:
    """Units by each ending of a literal that they are printed with, from pairs of a unit and its endings."""
    found: dict[str, set[str]] = {}
    for unit, printed in printed_as:
        for ending in filter(None, printed.split(";")):
            found.setdefault(ending, set()).add(unit)
    return found


@cache
def shipped_endings() -> Endings:
    """Endings of the shipped units."""
    return endings(read_mapping("units", "unit", "printed_as").items())


def units_of(literal: str, known: Endings) -> set[str] | None:
    """The units that the longest known ending of a literal may stand for; ``None`` where it has none.

    >>> sorted(units_of("12户", shipped_endings())), units_of("12", shipped_endings())
    (['enterprises', 'households'], None)
    """
    longest = max(map(len, known), default=0)
    return next((known[literal[-length:]] for length in range(longest, 0, -1) if literal[-length:] in known), None)
