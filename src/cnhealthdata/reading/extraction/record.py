"""A figure on its way from the page to a row."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from cnhealthdata.printed.numerals import SPACES

BACK = 24  #: characters before a figure that the checks look at

Kind = Literal["number", "masked", "range", "ratio", "rank"]


@dataclass(slots=True)
class Figure:
    """What is known of a figure; the passes fill in what the words around it say."""

    start: int
    end: int
    low: float
    high: float
    kind: Kind
    back: str  #: the characters before it, from right to left
    unit: str = ""
    times: str = ""  #: 万 or 亿 where the numeral itself bears one
    chinese: bool = False  #: written in Chinese numerals
    inside: str = ""  #: qualifier by a word inside the literal: 余, 多, 来, 前
    part: bool = False  #: a part of one: 三分之二
    bare: bool = False  #: no unit is printed; only a list or a word that announces it makes it a figure
    split: bool = False  #: second half of 由…至…
    qualifier: str = ""
    before: int = 0  #: characters that the qualifying word before it takes
    follows: int = 0  #: characters that the qualifying word after it takes
    status: str = "actual"
    statistic: str = "level"
    origin: Figure | None = None  #: what it is printed as a change from
    label: str = ""


def before(text: str, start: int) -> str:
    """The characters before a place, from right to left, spaces beside it left out."""
    return text[max(0, start - BACK) : start].rstrip(SPACES)[::-1]
