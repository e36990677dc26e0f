"""First pass over a text: every numeral that may be a figure, with its unit."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import NamedTuple

from cnhealthdata.printed import numerals as n, units as u
from cnhealthdata.printed.numerals import read_numeral
from cnhealthdata.reading.extraction import context as c, grammar as g
from cnhealthdata.reading.extraction.record import Figure, Kind, before
from cnhealthdata.reading.extraction.traps import TRAPS, glued, idle_chinese, quoted, slogan

_CHINESE = frozenset(n.SPOKEN + "万亿")
_THRESHOLD_HEADS = frozenset("以及\n")


class Printed(NamedTuple):
    """The parts of one quantity as printed."""

    start: int
    end: int
    number: str
    more: str = ""
    times: str = ""
    unit: str = ""
    sign: str = ""


def scan(text: str) -> list[Figure]:
    """All figures of a text in reading order; some of them still bare."""
    found: list[Figure] = []
    for match in g.SCAN.finditer(text):
        kind = match.lastgroup
        if kind == "figure":
            found.extend(_figures(text, match))
        elif reader := _OTHER.get(kind or ""):
            figure = reader(text, match)
            if figure is not None:
                found.append(figure)
    return found


# --- Kinds other than a plain quantity --------------------------------------------------------------------------------


def _absent(text: str, match: re.Match[str]) -> Figure:
    start, end = match.span()
    return Figure(start, end, 0.0, 0.0, "number", before(text, start))


def _first(text: str, match: re.Match[str]) -> Figure | None:
    start, end = match.span()
    back = before(text, start)
    if c.FIRST.match(back) and c.RANK_END.match(text, end):
        return Figure(start, end, 1.0, 1.0, "rank", back, statistic="rank")
    return None


def _ratio(text: str, match: re.Match[str]) -> Figure | None:
    """1:1.25, read as the second number over the first."""
    start, end = match.span()
    first, second = (read_numeral(half.strip(n.SPACES)) for half in re.split("[:：∶]", match.group())[:2])
    if first is None or second is None or glued(text, start, end):
        return None
    back = before(text, start)
    if first.masked or second.masked:
        return Figure(start, end, float("nan"), float("nan"), "masked", back)
    told = "比" in back[:12] or "按" in back[:6] or text[end : end + 2] == "的比"
    if not first.low or not (told or 1 in {first.low, second.low}):
        return None
    value = second.low / first.low
    return Figure(start, end, value, value, "ratio", back)


def _fraction(text: str, match: re.Match[str]) -> Figure | None:
    """2/3 where words announce or qualify it; a date or a class otherwise."""
    start, end = match.span()
    above, below = (read_numeral(half) for half in re.split("[/／]", match.group()))
    if above is None or below is None or not 0 < above.low < below.low or glued(text, start, end):
        return None
    back = before(text, start)
    if text[end : end + 2] in {"以上", "左右", "以下"} or c.ANNOUNCED.match(back):
        value = above.low / below.low
        return Figure(start, end, value, value, "number", back, part=True)
    return None


def _dated(text: str, match: re.Match[str]) -> Figure | None:
    """What looks like a date and is a ratio, a length of stay, a time limit, or years that last."""
    literal = match.group()
    back = before(text, match.start())
    if ":" in literal or "：" in literal:
        return _ratio(text, match) if "比" in back[:8] else None
    unit = literal[-1]
    stay = unit == "日" and ("日院住" in back or text[match.end() : match.end() + 1] == "内")
    if not stay and not (unit == "年" and c.LASTING.match(back)):
        return None
    number = literal[:-1].rstrip(n.SPACES)
    read = read_numeral(number) if n.PLAIN.fullmatch(number) else None
    if read is None or (not read.masked and read.low > 200):
        return None
    return Figure(*match.span(), read.low, read.high, "masked" if read.masked else "number", back, unit)


_OTHER: dict[str, Callable[[str, re.Match[str]], Figure | None]] = {
    "absent": _absent,
    "first": _first,
    "ratio": _ratio,
    "fraction": _fraction,
    "date": _dated,
    "masked_date": _dated,
}

# --- Quantities -------------------------------------------------------------------------------------------------------

_FIRST_PARTS = ("sign", "rank", "number1", "more1", "times1", "after1", "unit1", "dash")
_SECOND_PARTS = ("number2", "more2", "times2", "after2", "unit2")


def _figures(text: str, match: re.Match[str]) -> Iterator[Figure]:
    sign, rank, number, more, times, after, unit, dash = match.group(*_FIRST_PARTS)
    if rank:
        ranked, spent = _ranked(text, match)
        if ranked:
            yield ranked
        if spent:
            return
    start = match.start("sign") if sign else match.start("number1")
    first = Printed(start, match.end(), number, more or after or "", times or "", unit or "", sign or "")
    if dash:
        yield from _dashed(text, match, first)
    elif not unit and number[0] not in _CHINESE and (best := c.BEST.match(text, match.end())):
        yield from _best(text, first._replace(end=best.end()))
    elif figure := _quantity(text, first):
        yield figure


def _dashed(text: str, match: re.Match[str], first: Printed) -> Iterator[Figure]:
    """A range, or the two quantities beside a dash or 至 that make none."""
    number, more, times, after, unit = match.group(*_SECOND_PARTS)
    second = Printed(match.start("number2"), match.end(), number, more or after or "", times or "", unit or "")
    told = match["dash"] in "至到" and not c.MADE_OF.match(text, match.end())
    turned = told and c.ORIGIN.search(text, max(0, first.start - c.ORIGIN_REACH), first.start)
    if not turned and first.unit in {"", second.unit} and not (first.times and not (second.times or second.unit)):
        figure = _range(text, first, second)
        if figure:
            yield figure
        return
    middle = match.start("dash")
    while text[middle - 1] in n.SPACES:
        middle -= 1
    one, two = _quantity(text, first._replace(end=middle)), _quantity(text, second)
    if one and two and turned:
        two.split = True
    yield from (figure for figure in (one, two) if figure)


def _range(text: str, first: Printed, second: Printed) -> Figure | None:
    """Both ends as one figure; 万 and 亿 at the end hold for the start too where it is the smaller number: 3至5万."""
    one, two = read_numeral(first.number, first.times, first.sign), read_numeral(second.number, second.times)
    if one is None or two is None or one.masked != two.masked:
        return None
    if (first.number[0] in _CHINESE) != (second.number[0] in _CHINESE):
        return None
    if second.times and not first.times and one.low < two.low / scale(second.times):
        one = read_numeral(first.number, second.times, first.sign) or one
    if one.low > two.high:
        return None
    whole = second._replace(start=first.start, unit=second.unit or two.unit or one.unit)
    figure = _quantity(text, whole, ranged=True)
    if figure:
        figure.low, figure.high = one.low, two.high
    return figure


def scale(times: str) -> float:
    """What 万 or 亿 multiplies by."""
    return float("1" + n.SCALE[times])


def _quantity(text: str, printed: Printed, *, ranged: bool = False) -> Figure | None:
    """A numeral with its unit, unless something around it makes it another thing."""
    start, end, number, more, times, unit, sign = printed
    read = read_numeral(number, times, sign)
    if read is None or glued(text, start, end, unit):
        return None
    back = before(text, start)
    if back[:1] == "每":
        return None
    unit = _half_width(unit) or read.unit
    base = _measure(unit) if printed.unit else ""
    figure = Figure(start, end, read.low, read.high, "range" if ranged else "number", back, unit, times)
    figure.chinese = number[0] in _CHINESE
    if more:
        figure.inside = "about" if more == "来" else "more_than"
    if unit[:2] == "个多":
        figure.unit, figure.inside = "个" + unit[2:], "more_than"  # 3个多月
    if read.masked:
        figure.kind = "masked"
        if base in u.MASK_NAMES:
            return None
    if not figure.unit:
        figure.part = "分之" in number
        figure.bare = not (figure.part or times or more or number[-1] in "万亿千")
    if figure.chinese and (_uncounted(text, figure, number, base) or idle_chinese(text, figure, number, base)):
        return None
    if base and (trap := TRAPS.get(base)) and trap(text, figure):
        return None
    if back[:1] in c.OPENING and slogan(text, figure):
        return None
    if number in {"1", "１"} and text[end : end + 2].lstrip(n.SPACES)[:1] == number:
        return None  # 1人1档
    following = text[end : end + 1]
    if following in _THRESHOLD_HEADS and c.THRESHOLD.match(text, end):
        return None
    if times and following in n.PLUS:
        figure.inside = "more_than"  # 10万+
    return figure


def _uncounted(text: str, figure: Figure, number: str, base: str) -> bool:
    """A Chinese numeral without a measure word that it goes with, unless words announce it: 突破三亿, 降为零."""
    if base:
        return not (base in u.CHINESE_UNITS or (base in u.CHINESE_ALSO and figure.low > 10))
    if figure.unit or figure.part or figure.inside:
        return False
    if (figure.bare and number != "零") or not c.ANNOUNCED.match(figure.back) or not c.BARE_END.match(text, figure.end):
        return True
    figure.bare = False
    return False


@lru_cache(maxsize=1024)
def _half_width(unit: str) -> str:
    return unit.translate(n.HALF_WIDTH).replace(" ", "")


def _measure(unit: str) -> str:
    """The measure word of a unit: 元 of 元/人."""
    if unit in u.BASE_OF:
        return unit
    return re.split(r"[/／·\s]", unit, maxsplit=1)[0]


# --- Ranks ------------------------------------------------------------------------------------------------------------


def _ranked(text: str, match: re.Match[str]) -> tuple[Figure | None, bool]:
    """第三, 第11名, 前三, 前10位; and whether the numeral is spent: 第三批 is no figure, but 前30名患者 counts 30."""
    ordinal = match["rank"] == "第"
    end = _rank_end(match)
    read = read_numeral(match["number1"])
    if end < 0 or read is None or not c.RANK_END.match(text, end):
        return None, ordinal
    start = match.start("rank")
    back = before(text, start)
    if ordinal:
        cue = c.RANK_CUE.search(text, max(0, start - 14), start)
        if c.CREED.match(back) or not cue or any(mark in text[cue.end() : start] for mark in "。；\n"):
            return None, True
    unit = text[match.end("number1") : end].strip(n.SPACES)
    figure = Figure(start, end, read.low, read.high, "masked" if read.masked else "rank", back, unit, statistic="rank")
    if not ordinal:
        figure.low, figure.inside = 1.0, "at_most"
    return figure, True


def _rank_end(match: re.Match[str]) -> int:
    """Where a rank ends: after 名, 位 or 强, else after the numeral; -1 where another unit follows."""
    if match["dash"] or match["times1"] or match["more1"] or match["unit1"] not in {None, "名", "位"}:
        return -1
    end = match.end()
    return end + 1 if match["unit1"] is None and match.string[end : end + 1] == "强" else end


def _best(text: str, printed: Printed) -> Iterator[Figure]:
    """全国100强."""
    start, end = printed.start, printed.end
    back = before(text, start)
    read = read_numeral(printed.number)
    told = c.RANK_CUE.search(text, max(0, start - 14), start)
    if read is None or not told or not c.RANK_END.match(text, end):
        return
    kind: Kind = "masked" if read.masked else "rank"
    figure = Figure(start, end, 1.0, read.high, kind, back, "强", inside="at_most", statistic="rank")
    if not quoted(text, figure):
        yield figure
