"""Everything that begins with a numeral: figures, dates, ratios and titles, found in one pass.

All repetition is bounded or possessive, so that no pattern goes over a character more than a fixed number of times.
The words around a figure stand in ``context``.
"""

from __future__ import annotations

import re

from cnhealthdata.printed.numerals import (
    ARABIC,
    CHINESE,
    COMPOSITE,
    DASH,
    MASK,
    MORE,
    PART,
    SIGN,
    SP,
    TIMES,
    D,
    X,
)
from cnhealthdata.printed.patterns import one_of, words
from cnhealthdata.printed.units import UNIT

_YEAR = rf"(?:[1１][89８９]|[2２][0０]){D}{D}"
_TILL = rf"{SP}?(?:[-－—–~～、和/至到,，]|——|以来的){SP}?"
_DAY = rf"{D}{{1,2}}(?:{_TILL}{D}{{1,2}})?{SP}?[日号]"
_MONTH = rf"{D}{{1,2}}{SP}?(?:(?:{_TILL}{D}{{1,2}}){{0,3}}{SP}?)?月(?!龄)(?:份|{SP}?{_DAY})?"
_CLOCK = rf"{D}{{1,2}}[:：]{D}{{2}}(?:[:：]{D}{{2}})?(?!{D})(?=至|{SP}|[-—–~～，。、；）)]|$)"
DATE = (
    rf"{_YEAR}{SP}?年?(?:{_TILL}{_YEAR}{SP}?年?){{0,9}}(?:(?<=年)|年|届|版|级|学年)(?:{SP}?(?:{_MONTH}))?"
    rf"|{_YEAR}[-/.．]{D}{{1,2}}[-/.．]{D}{{1,2}}(?!{D})"
    rf"|{_MONTH}|{_DAY}"
    rf"|{D}{{1,2}}(?:{_TILL}{D}{{1,2}})?{SP}?时(?![间段常效差期])(?:{SP}?{D}{{1,2}}{SP}?分)?"
    rf"|{D}{{2}}年代|{D}{{1,2}}世纪|[1-4１-４](?:{_TILL}[1-4])?{SP}?季度"
    rf"|{_CLOCK}"
)
MASKED_DATE = (
    rf"{D}{{0,3}}+{X}{{1,14}}+(?:{_TILL}(?:{D}|{X}){{1,14}}+)?(?:年(?!多|来|[^，。；]{{0,2}}生存)|月(?!龄)|[日号])"
)

#: What can be absent altogether: 零死亡. (零突破 and 零距离 are figures of speech.)
ABSENT = words("死亡 感染 病例 新增 事故 发生 投诉 差错 复发 漏报 漏诊 输入 扩散 伤亡")


_SHORT = rf"{D}{{1,3}}(?:\.{D}{{1,3}})?"


def _quantity(place: int) -> str:
    """A numeral with its unit; the groups bear the place (1, or 2 for the end of a range)."""
    return (
        rf"(?P<number{place}>{PART}|{COMPOSITE}|{MASK}|{ARABIC}|{CHINESE})"
        rf"(?:{SP}?(?P<more{place}>{MORE}))?(?:{SP}?(?P<times{place}>{TIMES}))?(?P<after{place}>{MORE})?"
        rf"(?:{SP}?(?P<unit{place}>{UNIT}))?"
    )


#: Everything that begins with a numeral, in one pass; titles and dates have a name so that they are passed over whole.
SCAN = re.compile(
    rf"(?=[0-9０-９xXｘＸ×零〇一二两三四五六七八九十百千万亿第前首《\-－−–])(?:"
    rf"(?P<title>《[^《》\n]{{1,80}}》)"
    rf"|(?P<date>(?<![0-9０-９.．])(?:{DATE}))"
    rf"|(?P<masked_date>(?<![0-9０-９.．])(?:{MASKED_DATE}))"
    rf"|(?P<absent>[零0０]{one_of(ABSENT)})"
    rf"|(?P<first>首位)"
    rf"|(?P<shares>{_SHORT}(?:[:：∶]{_SHORT}){{2,4}})"  # 5:3:2, no one value
    rf"|(?P<ratio>(?:{ARABIC}|{X}++){SP}?[:：∶]{SP}?(?:{ARABIC}|{X}++))"
    rf"|(?P<fraction>{D}{{1,2}}[/／]{D}{{1,2}}(?!{SP}?[0-9０-９万千百/／]))"
    rf"|(?P<figure>(?P<sign>{SIGN})?(?:(?P<rank>第|(?<![目之以此日事空年])前){SP}?)?{_quantity(1)}"
    rf"(?:{SP}?(?P<dash>{DASH}){SP}?{_quantity(2)})?)"
    rf")"
)
