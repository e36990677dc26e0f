"""What is printed like a figure and is none, by what stands around it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from cnhealthdata.printed import numerals as n, units as u
from cnhealthdata.printed.patterns import words
from cnhealthdata.reading.extraction import context as c

if TYPE_CHECKING:
    import re

    from cnhealthdata.reading.extraction.record import Figure

_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
_NUMERIC = frozenset("0123456789０１２３４５６７８９xX.")
_HYPHENS = frozenset("-‐－")
_FOREIGN = frozenset("×*＊_@")
_BARRED_BEFORE = _FOREIGN | frozenset("/／")
_QUOTED = 8  #: characters around a numeral in which quotation marks make a slogan of it

# --- Parts of names ---------------------------------------------------------------------------------------------------


def glued(text: str, start: int, end: int, unit: str = "") -> bool:
    """Whether letters, a plus or a multiplication sign make a numeral part of a name: 5G, COVID-19, 1+N, 7×24."""
    return (start > 0 and _glued_before(text, start, unit)) or (end < len(text) and _glued_after(text, end))


def _glued_before(text: str, start: int, unit: str) -> bool:
    char = text[start - 1]
    if char in _LETTERS:
        return not (unit in u.DEVICES and text[max(0, start - 2)] in _LETTERS and start > 1)
    if char in _BARRED_BEFORE:
        return True
    further = text[start - 2] if start > 1 else ""
    return (char in _HYPHENS and further in _LETTERS) or (char in n.PLUS and further not in frozenset("（(：: ，、"))


def _glued_after(text: str, end: int) -> bool:
    char, last = text[end], text[end - 1]
    if char in _LETTERS:
        return last in _NUMERIC
    if char in n.PLUS:
        return last not in "万亿"
    return char in _FOREIGN or (char in _HYPHENS and text[end + 1 : end + 2] in _LETTERS)


def quoted(text: str, figure: Figure) -> bool:
    """A few words in quotation marks around a numeral: a slogan or a name."""
    head = text[max(0, figure.start - _QUOTED) : figure.start]
    tail = text[figure.end : figure.end + _QUOTED]
    opened = max(head.rfind("“"), head.rfind("‘"))
    closed = min((place for mark in "”’" if (place := tail.find(mark)) >= 0), default=-1)
    return opened >= 0 and closed >= 0 and "”" not in head[opened:] and "“" not in tail[:closed]


def slogan(text: str, figure: Figure) -> bool:
    """A numeral that opens a few words in quotation marks."""
    tail = text[figure.end : figure.end + _QUOTED]
    return (figure.chinese or figure.unit not in {"%", "元"}) and any(char in c.CLOSING for char in tail)


# --- Chinese numerals that count nothing ------------------------------------------------------------------------------


def idle_chinese(text: str, figure: Figure, number: str, base: str) -> bool:
    """Whether a Chinese numeral is vague, part of a word, or announces an enumeration."""
    back, previous = figure.back, figure.back[:1]
    if "分之" in number:
        return False
    if previous in {"几", "数", "好", "第", "初", "新", "番"} or (previous == "上" and number[0] in "百千万亿"):
        return True
    if number[0] in "百千万亿" and not (figure.inside or previous in {"近", "超", "逾", "约", "破", "过"}):
        return True
    if number == "二" and base not in {"成", "倍", "番"}:
        return True
    if number == "一":
        return _idle_one(back, base)
    if base == "个" and text[figure.end : figure.end + 1] == "一":
        return True  # 三个一批
    if base not in u.COUNT_UNITS:
        return False
    return quoted(text, figure) or (base in _ANNOUNCING and c.ABSTRACT.match(text, figure.end) is not None)


_ANNOUNCING = frozenset(words("个 项 大 条 张 种 支 本 场 套 件 对 座 份"))


def _idle_one(back: str, base: str) -> bool:
    if base in u.CASE_UNITS:
        return back[:1] in {"每", "某", "的", "任", "无"} or back[:2] in {"有没", "生发"}
    if base in u.ONE_UNITS:
        return c.ONE.match(back) is None
    if base == "成":
        return c.ONE_TENTH.match(back) is None
    return base not in {"倍", "番"}


# --- Units that often name something else -----------------------------------------------------------------------------


def _moment(text: str, figure: Figure) -> bool:
    """Years, months, weeks and days that only say when."""
    back = figure.back
    if back[:2] == "后产":
        return True
    if c.LASTING.match(back):
        return False
    year = figure.unit == "年"
    if year and (figure.inside or back[:1] in {"前", "后"}):
        return True
    needs_word = (figure.chinese and figure.kind != "range") or (year and figure.kind == "masked")
    if needs_word and not c.MEASURING.match(back):
        return True
    if figure.unit[:1] in {"年", "个", "天", "周"} and c.RECENT.match(back):
        return True
    return figure.unit[:1] in {"年", "个"} and c.NOT_LASTING.match(text, figure.end) is not None


def _months(text: str, figure: Figure) -> bool:
    return figure.back[:1] == "前" or c.CHILD.match(text, figure.end) is not None or _moment(text, figure)


def _weeks(text: str, figure: Figure) -> bool:
    return figure.back[:1] == "孕" or figure.back[:2] in {"娠妊", "龄胎"} or _moment(text, figure)


def _hours(text: str, figure: Figure) -> bool:
    """黄金24小时, 24小时热线, 15分钟服务圈; otherwise hours state a service."""
    if figure.back[:2] == "金黄" or c.HOTLINE.search(text, figure.end, figure.end + 5):
        return True
    return c.CIRCLE.match(text, figure.end) is not None or (figure.chinese and _moment(text, figure))


def _age(text: str, figure: Figure) -> bool:
    """An age that delimits a group or tells of one person; not an expectation of life."""
    if not c.AGE_TOLD.search(text, max(0, figure.start - 60), figure.start):
        return True
    return c.BRACKET.match(text, figure.end) is not None


def _great(text: str, figure: Figure) -> bool:
    """党的二十大 and 三大中心; not 三大数据库."""
    if figure.back[:2] == "的党":
        return True
    return figure.chinese and (figure.low > 10 or c.GREAT.match(text, figure.end) is not None)


def _ahead(pattern: re.Pattern[str]) -> Callable[[str, Figure], bool]:
    return lambda text, figure: pattern.match(text, figure.end) is not None


TRAPS: dict[str, Callable[[str, Figure], bool]] = {
    "年": _moment,
    "届": _moment,
    "个月": _months,
    "个多月": _months,
    "个季度": _moment,
    "个星期": _moment,
    "周": _weeks,
    "天": _moment,
    "小时": _hours,
    "个小时": _hours,
    "个多小时": _hours,
    "分钟": _hours,
    "秒": _hours,
    "岁": _age,
    "周岁": _age,
    "月龄": lambda text, figure: True,  # noqa: ARG005  always an age bracket
    "大": _great,
    "人": _ahead(c.ROOM),
    "层": _ahead(c.STOREY),
    "栋": _ahead(c.STOREY),
    "幢": _ahead(c.STOREY),
    "番": lambda text, figure: figure.back[:1] not in {"翻", "了"},  # noqa: ARG005  三番五次
    "张": _ahead(c.BED_CLASS),
    "%": _ahead(c.SOLUTION),
}
