"""Passes over the figures of a text: shared units, bare numerals, qualifying words, changes, status and bounds."""

from __future__ import annotations

import math
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING

from cnhealthdata.printed import numerals as n, units as u
from cnhealthdata.printed.qualifiers import FOLLOWER_OF, QUALIFIER_OF
from cnhealthdata.reading.extraction import context as c
from cnhealthdata.reading.extraction.scan import scale

if TYPE_CHECKING:
    from cnhealthdata.reading.extraction.record import Figure

JOINED = 14  #: characters that a join between two members of a list can take
LONGEST_SERIES = 8  #: members that one series of a change can have
SPANNED = 40  #: characters between the two figures of a change
_NO_LIST = frozenset({"rank", "ratio"})
_TILL = frozenset("到至为成→")


def lists(text: str, figures: list[Figure]) -> list[list[Figure]]:
    """Figures that stand side by side with nothing but a comma or a qualifying word between them."""
    groups: list[list[Figure]] = []
    last: Figure | None = None
    for figure in figures:
        if last is not None and _joined(text, last, figure):
            groups[-1].append(figure)
        else:
            groups.append([figure])
        last = figure
    return groups


def _joined(text: str, one: Figure, two: Figure) -> bool:
    width = two.start - one.end
    if width > JOINED or two.split:
        return False
    if width == 0:
        return one.kind == two.kind == "masked" and one.unit == two.unit
    if c.JOIN.fullmatch(text, one.end, two.start) is None:
        return False
    return not (one.kind in _NO_LIST or two.kind in _NO_LIST) or one.kind == two.kind


def share_units(text: str, groups: list[list[Figure]]) -> None:
    """The unit at the end of a list is that of each bare member before it: 3、5、7个."""
    for group in groups:
        for place in range(len(group) - 2, -1, -1):
            _lend(text, group[place], group[place + 1])
    for one, two in zip(groups[-2::-1], groups[:0:-1], strict=True):
        last, first = one[-1], two[0]
        if last.bare and first.start - last.end <= JOINED and c.NAMED_JOIN.fullmatch(text, last.end, first.start):
            _lend(text, last, first)


def _lend(text: str, taker: Figure, lender: Figure) -> None:
    if not taker.bare or lender.bare or _numbered(text, taker):
        return
    if lender.times and not taker.times and taker.low < 100 * lender.low / scale(lender.times):
        taker.low, taker.high = (_scaled(value, lender.times) for value in (taker.low, taker.high))
        taker.times = lender.times
    taker.unit, taker.bare = lender.unit, False


def _scaled(value: float, times: str) -> float:
    """A value times 万 or 亿, by its decimals: 1.1 times 10000 is 11000."""
    return float(Decimal(repr(value)) * Decimal("1" + n.SCALE[times]))


def _numbered(text: str, figure: Figure) -> bool:
    """Whether a numeral opens a line and counts nothing: ``1、`` before a heading."""
    opens = figure.back.lstrip(n.SPACES)[:1] in {"", "\n"}
    return opens and figure.high < 100 and text[figure.end : figure.end + 1] == "、"


def drop_bare(text: str, groups: list[list[Figure]]) -> list[list[Figure]]:
    """Numerals without a unit stay only where words announce a figure: 总数达1200, 收入比由2.2缩小到2.1."""
    turned = {id(figure.origin) for group in groups for figure in group if figure.origin}
    kept = []
    for group in groups:
        if any(figure.bare for figure in group):
            announced = False
            members = []
            for place, figure in enumerate(group):
                starts = id(figure) in turned
                ends = starts or place + 1 < len(group) or c.BARE_END.match(text, figure.end) is not None
                announced = not figure.bare or (ends and (announced or starts or _announced(text, figure)))
                if announced:
                    members.append(figure)
            group = members
        if group:
            kept.append(group)
    return kept


def _announced(text: str, figure: Figure) -> bool:
    if figure.kind == "masked" or c.ANNOUNCED.match(figure.back) is None:
        return False
    if 1900 <= figure.low <= figure.high <= 2100 and figure.low.is_integer():
        return False  # a year
    return c.HOTLINE.search(text, max(0, figure.start - 14), figure.end + 4) is None


def qualify(text: str, groups: list[list[Figure]]) -> None:
    """The word that bounds or blurs each figure, its own or that of its list."""
    for group in groups:
        for figure in group:
            _own_qualifier(text, figure)
        if len(group) > 1:
            alike = "别分" not in group[0].back[:12]
            _share(group, "before", alike)
            _share(group[::-1], "follows", alike)
        for figure in group:
            if figure.kind == "range":
                figure.qualifier = "range"


def _own_qualifier(text: str, figure: Figure) -> None:
    if figure.kind == "rank" or figure.statistic == "rank":
        figure.qualifier = figure.inside or "exact"
        return
    before = c.QUALIFIER_BACK.match(figure.back)
    word = ""
    if before:
        figure.before = before.end()
        said = (before["word"] or before["reaching"] or before["part"] or before["whole"])[::-1]
        if said not in c.COMPARING or c.YARDSTICK.match(text, figure.end) is None:
            word = QUALIFIER_OF[said]
    word = word or figure.inside
    if ahead := c.QUALIFIER_AHEAD.match(text, figure.end):
        follower = ahead["word"]
        if follower not in c.AFTER_ONLY or figure.unit in c.AFTER_ONLY[follower]:
            figure.follows = ahead.end() - figure.end
            word = word or FOLLOWER_OF[follower]
    figure.qualifier = word


def _share(group: list[Figure], side: str, alike: bool) -> None:
    """Carry a qualifying word from one end of a list to the members that have none (after 分别 whatever their unit)."""
    carried = ""
    unit = None
    for figure in group:
        if getattr(figure, side) and not (side == "follows" and figure.before):
            carried, unit = figure.qualifier, figure.unit
        elif figure.qualifier or (alike and figure.unit != unit):
            carried = ""
        elif carried:
            figure.qualifier = carried


def pair_changes(text: str, groups: list[list[Figure]]) -> None:
    """From 由…提高到…: each figure after the change points at its figure before it."""
    figures = [figure for group in groups for figure in group]
    place = 0
    for before, after in pairwise(groups):
        place += len(before)
        last, to = before[-1], after[0]
        if to.start - last.end > SPANNED or not (to.split or not _TILL.isdisjoint(text[last.end : to.start])):
            continue
        ones, twos = _series(text, figures, place)
        if len(ones) != len(twos) or len(ones) == 1 or not all(map(_comparable, ones, twos)):
            ones, twos = before, after
        if len(ones) == len(twos) and (to.split or _turns(text, ones[0], last, to)):
            for one, two in zip(ones, twos, strict=True):
                if one.bare and not two.bare and one.kind == "number":
                    _lend(text, one, two)
                if _comparable(one, two):
                    two.origin = one


def _series(text: str, figures: list[Figure], place: int) -> tuple[list[Figure], list[Figure]]:
    """The figures before and after a change, with or without nouns between them: 男76.2岁、女80.1岁."""
    first, end = place - 1, place + 1
    while first > 0 and _follows(text, figures[first - 1], figures[first]) and place - first < LONGEST_SERIES:
        first -= 1
    while end < len(figures) and _follows(text, figures[end - 1], figures[end]) and end - place < LONGEST_SERIES:
        end += 1
    return figures[first:place], figures[place:end]


def _follows(text: str, one: Figure, two: Figure) -> bool:
    return two.start - one.end <= 2 * JOINED and c.SERIES.fullmatch(text, one.end, two.start) is not None


def _turns(text: str, first: Figure, last: Figure, to: Figure) -> bool:
    between = text[last.end : to.start]
    if c.CHANGE_BARE.fullmatch(between):
        return True
    if first.origin:
        return c.CHANGE_AGAIN.fullmatch(between) is not None
    if c.CHANGE_FROM.fullmatch(between) is None:
        return False
    return c.ORIGIN.search(text, max(0, first.start - c.ORIGIN_REACH), first.start) is not None


def _comparable(one: Figure, two: Figure) -> bool:
    """One unit, or two shares of a whole: a misprinted % for ‰ is a pair all the same."""
    shares = one.unit in u.CAPS and two.unit in u.CAPS
    return one.unit == two.unit or shares or one.statistic == two.statistic == "rank"


def tell_statistic(groups: list[list[Figure]]) -> None:
    """Level or change; ranks are known already."""
    for group in groups:
        first = group[0]
        if first.statistic == "rank":
            continue
        word = "change" if _is_change(first) else "level"
        for figure in group:
            figure.statistic = word


def _is_change(figure: Figure) -> bool:
    if figure.unit in u.CHANGE_UNITS:
        return True
    if figure.origin:
        return False
    clause_back = c.CLAUSE_BACK.match(figure.back)
    clause = clause_back.group()[::-1] if clause_back else ""
    if not clause:
        return False
    if c.CHANGE_NEAR.search(clause):
        return True
    if c.TO_LEVEL.search(clause):
        return False
    return (c.CHANGE_FAR.search(clause) or c.GAP.search(clause)) is not None


def tell_status(text: str, figures: list[Figure]) -> None:
    """Actual, target or planned, by the last word before the figure that says so in its sentence."""
    events = _status_words(text)
    place, word = next(events)
    status = "actual"
    for figure in figures:
        while place < figure.start:
            status = "actual" if word == "end" else word
            place, word = next(events)
        figure.status = _status(text, figure, status)


def _status(text: str, figure: Figure, status: str) -> str:
    if status == "planned" and figure.unit in u.RATE_UNITS:
        return "target"
    return (
        "target"
        if text[figure.end : figure.end + 1] in {"的", "以", " "} and c.AIMED.match(text, figure.end)
        else status
    )


def _status_words(text: str) -> Iterator[tuple[int, str]]:
    for match in c.STATUS.finditer(text):
        yield match.start(), match.lastgroup or "end"
    yield len(text) + 1, "end"


def bounds(figure: Figure) -> tuple[float, float, float]:
    """Value and closed bounds by qualifier; not a number where the text supports none."""
    low, high, word = figure.low, figure.high, figure.qualifier
    if figure.kind == "range":
        return math.nan, low, high
    if figure.kind == "rank":
        return high, low, high
    value = math.nan if figure.kind == "masked" else low
    if word in {"about", "nearly"}:
        return value, math.nan, math.nan
    if word in {"at_least", "more_than"}:
        cap = (1.0 if figure.part else u.CAPS.get(figure.unit, math.inf)) if figure.statistic == "level" else math.inf
        return value, low, cap if low <= cap else math.inf
    if word in {"at_most", "less_than"}:
        return value, 0.0 if high >= 0 else -math.inf, high
    return value, low, high
