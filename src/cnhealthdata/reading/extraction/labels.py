"""The noun phrase that a figure counts, as well as the words around it tell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cnhealthdata.printed import numerals as n, units as u
from cnhealthdata.reading.extraction import context as c

if TYPE_CHECKING:
    from cnhealthdata.reading.extraction.record import Figure

LONGEST_LABEL = 20


def label(text: str, groups: list[list[Figure]]) -> None:
    """Give each figure the noun before it, or the noun that its measure word counts, or that of its list."""
    last_end = 0
    last_label = ""
    for group in groups:
        first = group[0]
        names = _distributed(text, first, last_end, len(group)) if len(group) > 1 else []
        for place, figure in enumerate(group):
            said = names[place] if names else _named(text, figure, last_end)
            if not said and figure.origin:
                said = figure.origin.label
            if not said and last_label and not any(mark in text[last_end : figure.start] for mark in c.SENTENCE_END):
                said = last_label
            figure.label = last_label = said
            last_end = figure.end


def _named(text: str, figure: Figure, floor: int) -> str:
    if figure.unit in u.CAPS:
        return _said_before(text, figure, floor) or _counted(text, figure)
    return _counted(text, figure) or _said_before(text, figure, floor)


def _counted(text: str, figure: Figure) -> str:
    """The noun after a measure word or a share: 12家医院, 36.1%的医院."""
    if figure.kind == "rank":
        return ""
    shared = figure.unit in u.CAPS and (figure.follows > 0 or text[figure.end : figure.end + 1] == "的")
    if not shared and (figure.unit not in u.COUNT_UNITS or figure.follows):
        return ""
    match = c.NOUN_AHEAD.match(text, figure.end + figure.follows)
    return match["noun"] if match else ""


def _said_before(text: str, figure: Figure, floor: int) -> str:
    clause = c.CLAUSE_BACK.match(figure.back)
    width = clause.end() if clause else 0
    end = figure.start
    while end > floor and text[end - 1] in n.SPACES:
        end -= 1
    phrase = text[max(floor, end - width) : end - figure.before] if figure.before <= width else ""
    phrase = c.LABEL_TAIL.sub("", phrase)
    phrase = _headless(phrase)
    return phrase.strip().strip("“”")[-LONGEST_LABEL:]


def _distributed(text: str, figure: Figure, floor: int, count: int) -> list[str]:
    """The names of a list before 分别: 建档率、管理率分别为."""
    window = text[max(floor, figure.start - 80) : figure.start]
    head, found, _ = window.rpartition("分别")
    if not found:
        return []
    head = c.LABEL_TAIL.sub("", c.LABEL_BREAK.split(head)[-1])
    names = [_headless(name).strip() for name in c.LABEL_LIST.split(head)]
    return [name[-LONGEST_LABEL:] for name in names] if len(names) == count else []


def _headless(phrase: str) -> str:
    head = c.LABEL_HEAD.match(phrase)
    return phrase[head.end() :] if head else phrase
