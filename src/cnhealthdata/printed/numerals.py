"""Numerals in print: their characters, their patterns, and what they say."""

from __future__ import annotations

import re
from typing import NamedTuple

# --- Characters and patterns ------------------------------------------------------------------------------------------

D = "[0-9０-９]"  #: a digit in half or full width
X = "[xXｘＸ×]"  #: a removed character
SPOKEN = "零〇一二两三四五六七八九十百千"  #: characters of a Chinese numeral below ten thousand
CN = f"[{SPOKEN}万亿]"
CN_DIGIT = "[零〇一二三四五六七八九]"
SPACES = " \u00a0\u2009\u202f\u3000"  #: spaces that may stand inside a figure
SP = f"[{SPACES}]"
HALF_WIDTH = str.maketrans("０１２３４５６７８９．，％／ｘＸ×∶：﹪（）", "0123456789.,%/xxx::%()")
FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
LONGEST = 24  #: no printed figure has more characters in one numeral

ARABIC = (
    rf"(?:{D}{{1,3}}(?:[,，]{D}{{3}}){{1,6}}+(?!{D})"  # 1,200
    rf"|{D}{{1,3}}(?:{SP}{D}{{3}}){{1,4}}+(?!{D})"  # 1 200 before a unit
    rf"(?=(?:[.．]{D}++)?{SP}?(?:[%/]|[^\s\x00-\x7f，。、；]))"
    rf"|{D}++)(?:[.．]{D}++)?"
)
MASK = rf"{D}{{0,3}}+{X}++(?:,{X}{{3}}(?![0-9xX])){{0,3}}(?:[.．](?:{X}|{D})++)?"
PLAIN = re.compile(f"{MASK}|{ARABIC}")
CHINESE = rf"(?:(?![万亿])|(?<=[近超逾约破]))(?!百分点){CN}++(?:点{CN_DIGIT}++)?"
#: 三分之二, 百分之九十五, 万分之2.3
PART = rf"{CN}{{1,3}}+分之{SP}?(?:{ARABIC}|{CN}++(?:点{CN_DIGIT}++)?)"
#: 1亿2000万, 3万2千, 3万2000
COMPOSITE = (
    rf"{D}{{1,5}}{SP}?亿{SP}?零?{D}{{1,4}}(?:[.．]{D}{{1,4}})?{SP}?万"
    rf"|{D}{{1,5}}{SP}?万{SP}?零?(?:{D}千|{D}{{3,4}}(?![0-9０-９.．万亿]))"
)
MORE = r"(?:[余多]|来(?=[个家名人位张台]))"
TIMES = r"(?:个亿|[百千]?(?:万亿|[万亿])|[百千](?![分瓦克米卡伏帕字人名]))"
SCALE = {"": "e0", "百": "e2", "千": "e3", "万": "e4", "百万": "e6", "千万": "e7", "亿": "e8", "个亿": "e8"}
SCALE |= {"百亿": "e10", "千亿": "e11", "万亿": "e12", "百万亿": "e14", "千万亿": "e15"}
DASH = r"(?:[-－—–―~～〜−‐]{1,2}|[至到])"
SIGN = r"(?:(?<=[为是达到至率长降值(（:：])[-－−–](?=[0-9０-９]))"
PLUS = frozenset("+＋﹢")

#: Runs of digits, and runs of x that stand for removed characters: what a ledger accounts for.
NUMERAL = re.compile(r"[0-9０-９]+|(?<![A-WYZa-wyz])[xX]+(?![A-WYZa-wyz])")

# --- Values -----------------------------------------------------------------------------------------------------------

CHINESE_DIGITS = dict(zip("零〇一二两三四五六七八九", (0, 0, 1, 2, 2, 3, 4, 5, 6, 7, 8, 9), strict=True))
CHINESE_PLACES = {"十": 10, "百": 100, "千": 1000}
SECTIONS = {"万": 10**4, "亿": 10**8}
PARTS = {"百": (1.0, "%"), "千": (1.0, "‰"), "万": (1.0, "/万"), "十万": (1.0, "/10万"), "百万": (1.0, "/百万")}
_SEPARATORS = str.maketrans("", "", ",， \u00a0\u2009\u202f\u3000")


class Numeral(NamedTuple):
    """Least and greatest value; both are the value where the numeral states one."""

    low: float
    high: float
    masked: bool = False
    unit: str = ""  #: unit that the numeral itself carries: 百分之九十五


def read_numeral(number: str, times: str = "", sign: str = "") -> Numeral | None:
    """Read a numeral of any kind with its multiplier; nothing where it states no quantity.

    >>> read_numeral("1,051"), read_numeral("6.5", "亿").low, read_numeral("三分之二").low == 2 / 3
    (Numeral(low=1051.0, high=1051.0, masked=False, unit=''), 650000000.0, True)
    >>> read_numeral("x.xx", "亿")
    Numeral(low=0.0, high=999000000.0, masked=True, unit='')
    >>> read_numeral("十四五") is None
    True
    """
    if len(number) > LONGEST:
        return None
    if not number.isascii():
        if "分之" in number:
            return _read_part(number)
        number = number.translate(HALF_WIDTH)
    first = number[0]
    if first in "0123456789xX":
        if "x" in number or "X" in number:
            return _read_mask(number.lower().replace(",", ""), times)
        plain = number.translate(_SEPARATORS)
        if plain[-1] in "0123456789" and "万" not in plain and "亿" not in plain:
            value = float(plain + SCALE[times])
        else:
            value = _composite(plain)
        value = -value if sign else value
        return Numeral(value, value)
    spoken = chinese_value(number)
    if spoken is None:
        return None
    value = float(f"{spoken!r}{SCALE[times]}") if times else float(spoken)
    return Numeral(value, value)


def _composite(number: str) -> float:
    """1亿2000万, 3万2千, 3万2000."""
    total = 0.0
    for section, scale in (("亿", 1e8), ("万", 1e4), ("千", 1e3)):
        head, found, number = number.rpartition(section)
        if found:
            total += float(head.strip("零")) * scale if head.strip("零") else scale
    return total + float(number.strip("零") or 0)


def _read_mask(pattern: str, times: str) -> Numeral:
    whole, _, fraction = pattern.partition(".")
    least = ("1" if whole[0] == "x" and len(whole) > 1 else whole[0]) + whole[1:] + "." + fraction + "0"
    low = float(least.replace("x", "0") + SCALE[times])
    high = float((pattern.replace("x", "9")) + SCALE[times])
    return Numeral(low, high, masked=True)


def _read_part(number: str) -> Numeral | None:
    whole, _, part = number.partition("分之")
    value = read_numeral(part.strip())
    if value is None or value.masked:
        return None
    if whole in PARTS:
        return value._replace(unit=PARTS[whole][1])
    divisor = chinese_value(whole)
    if not divisor:
        return None
    return Numeral(value.low / divisor, value.high / divisor)


def chinese_value(numeral: str) -> float | None:
    """Value of a well-formed Chinese numeral, with 万, 亿 and 点.

    >>> chinese_value("一万二千三百"), chinese_value("三点五亿"), chinese_value("十二"), chinese_value("三四")
    (12300, 350000000.0, 12, None)
    """
    head, point, decimals = numeral.partition("点")
    if point:
        tail = decimals.rstrip("万亿")
        whole = chinese_value(head)
        if whole is None or not tail:
            return None
        value = float(f"{whole}." + "".join(str(CHINESE_DIGITS.get(char, 0)) for char in tail))
        for section in decimals[len(tail) :]:
            value *= SECTIONS[section]
        return value
    total, part, digit, place = 0, 0, -1, 0
    for char in numeral:
        if char in SECTIONS:
            part += max(digit, 0)
            total = (total + (part or 1)) * SECTIONS[char] if char == "亿" else total + (part or 1) * SECTIONS[char]
            part, digit, place = 0, -1, SECTIONS[char]
        elif char in CHINESE_PLACES:
            if digit == 0:
                return None
            part += (digit if digit > 0 else 1) * CHINESE_PLACES[char]
            digit, place = -1, CHINESE_PLACES[char]
        else:
            value_of = CHINESE_DIGITS[char]
            if digit > 0 or (digit == 0 and value_of == 0):
                return None
            if value_of == 0:
                place = 0  # 一百零五: what follows is not of the next place
            else:
                digit = value_of
                continue
            digit = 0 if numeral == char else -1
    if digit > 0 and place >= 100 and numeral[-2] != "零":
        digit *= place // 10  # 一万二
    return total + part + max(digit, 0)
