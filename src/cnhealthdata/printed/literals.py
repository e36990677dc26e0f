"""From a printed figure to its value and bounds.

``read_literal("15.04/10万")`` gives 15.04; ``read_literal("x.xx亿元")`` gives no value but the bounds 0 and 9.99e8.
The bounds follow the table in the documentation of the data model: what the digits and the word beside them support.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from cnhealthdata.printed.numerals import DASH, HALF_WIDTH, SPOKEN, read_numeral

FIRST = "首位"  #: first place, printed without a numeral

_NUMBER = re.compile(rf"(?P<digits>\d+(?:\.\d+)?|[{SPOKEN}]+)\s*[余多]?(?P<times>[万亿]?)")
_MASK = re.compile(r"(?P<digits>[xX]+(?:\.[xX]+)?)[余多]?(?P<times>[万亿]?)")
_RANGE = re.compile(r"[-—–~～至]+")


@dataclass(frozen=True)
class Reading:
    """What a literal says: a value with its bounds, or bounds alone."""

    value: float | None
    low: float | None
    high: float | None


class LiteralError(ValueError):
    """A literal that states no figure."""


@lru_cache(maxsize=8192)
def read_literal(
    literal: str,
    qualifier: str = "exact",
    mask_qualifier: str | None = None,
    minimum: float | None = 0.0,
    maximum: float | None = None,
) -> Reading:
    """Read a printed figure.

    Parameters
    ----------
    literal
        Number with its unit: ``"6.5亿元"``, ``"第三"``, ``"xx.xx%"``.
    qualifier, mask_qualifier
        The word beside it, and the word beside a mask.
    minimum, maximum
        Where open bounds end: the least and greatest value that the quantity can have.

    Returns
    -------
    Reading
        Value and closed bounds, ``None`` where the print supports none.

    Raises
    ------
    LiteralError
        The literal states no figure.

    Examples
    --------
    >>> read_literal("6.5亿元")
    Reading(value=650000000.0, low=650000000.0, high=650000000.0)
    >>> read_literal("98%", "at_least", maximum=100.0)
    Reading(value=98.0, low=98.0, high=100.0)
    >>> read_literal("xx.xx%", "masked")
    Reading(value=None, low=10.0, high=99.99)
    """
    literal = plain_spelling(literal)
    rank = literal[:1] in {"第", "前"} or literal == FIRST
    body = literal[1:] if rank else literal
    floor = 1.0 if rank else (-math.inf if minimum is None else minimum)
    ceiling = math.inf if maximum is None else maximum

    if qualifier == "masked":
        match = _MASK.match(body)
        hidden = read_numeral(match["digits"], match["times"]) if match else None
        if hidden is None:
            msg = f"{literal!r} is no masked figure"
            raise LiteralError(msg)
        low, high = hidden.low, hidden.high
        low, high = max(low, floor) if rank else low, max(low, min(high, ceiling))
        return Reading(None, *_widen(low, high, mask_qualifier, floor, ceiling))

    if qualifier == "range":
        first, _, second = body.partition(parts[0]) if (parts := _RANGE.findall(body)) else (body, "", "")
        ends = [_number(end, literal) for end in (first, second)]
        return Reading(None, *ends)

    value = 1.0 if literal == FIRST else _number(body, literal)
    if qualifier in {"about", "nearly"}:
        return Reading(value, None, None)
    return Reading(value, *_widen(value, value, None if qualifier == "exact" else qualifier, floor, ceiling))


def _number(body: str, literal: str) -> float:
    match = _NUMBER.match(body)
    read = read_numeral(match["digits"], match["times"]) if match else None
    if read is None:
        msg = f"{literal!r} states no figure"
        raise LiteralError(msg)
    return read.low


def _widen(
    low: float, high: float, word: str | None, floor: float, ceiling: float
) -> tuple[float | None, float | None]:
    """Open the bounds the way the qualifying word points."""
    if word in {"at_least", "more_than"}:
        return low, max(high, ceiling)
    if word in {"at_most", "less_than"}:
        return min(low, floor), high
    if word in {"about", "nearly"}:
        return None, None
    return low, high


# --- Spelling ---------------------------------------------------------------------------------------------------------

_SIMPLE = re.compile(
    rf"[第前]?(?:\d++(?:\.\d++)?|[xX]++(?:\.[xX]++)?|[{SPOKEN}]++)[余多]?[万亿]?[余多]?(?![成\d.,，．万亿{SPOKEN}]|分之).*",
    re.ASCII,
)
_SPELT = re.compile(
    rf"(?P<number>[{SPOKEN}万]+分之[\d.{SPOKEN}点]+|\d+(?:[, ]\d{{3}})+(?:\.\d+)?|\d+亿\d+万|\d+万\d+千?"
    rf"|\d+(?:\.\d+)?|[{SPOKEN}万亿点]+)"
    r"(?P<times>(?:[百千](?=[万亿])|[万亿])*)(?P<more>[余多]?)(?P<unit>成?)"
)
_DASH = re.compile(rf"\s*{DASH}\s*")


def plain_spelling(literal: str) -> str:
    """A literal with its numerals as plain digits, as :func:`read_literal` takes them.

    >>> plain_spelling("1,051人"), plain_spelling("1亿2000万元"), plain_spelling("七成"), plain_spelling("3至5万人")
    ('1051人', '120000000元', '70%', '30000-50000人')
    >>> plain_spelling("15.04/10万"), plain_spelling("九年"), plain_spelling("三分之一")
    ('15.04/10万', '九年', '33.33333333333333%')
    """
    if _SIMPLE.fullmatch(literal) and not _DASH.search(literal):
        return literal
    rank = literal[:1] if literal[:1] in {"第", "前"} else ""
    body = literal.removeprefix(rank).translate(HALF_WIDTH)
    parts = _DASH.split(body)
    found = [_SPELT.match(part) for part in parts]
    if len(parts) > 2 or not all(found):
        return literal
    matches = [match for match in found if match]
    shared = matches[-1]["times"] if len(matches) > 1 and not matches[0]["times"] else ""
    tail = parts[-1][matches[-1].end() :]
    numbers, sign = [], ""
    for match in matches:
        read = read_numeral(match["number"], match["times"] or shared)
        if read is None or read.masked:
            return literal
        value = Decimal(repr(read.low))
        if "分之" in match["number"] and not read.unit:
            value, sign = Decimal(repr(read.low * 100)), "%"
        elif matches[-1]["unit"] == "成":
            value, sign = value * 10, "%"
        numbers.append(f"{value.normalize():f}")
        sign = sign or read.unit
    return rank + "-".join(numbers) + matches[-1]["more"] + sign + tail
