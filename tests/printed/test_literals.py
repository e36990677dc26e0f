"""From a printed figure to value and bounds."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, strategies as st

import cnhealthdata as chd
from cnhealthdata.printed.literals import LiteralError, Reading, read_literal
from cnhealthdata.printed.numerals import chinese_value

CASES = [
    ("79.41岁", "exact", {}, (79.41, 79.41, 79.41)),
    ("15.04/10万", "exact", {}, (15.04, 15.04, 15.04)),
    ("6.5亿元", "exact", {}, (6.5e8, 6.5e8, 6.5e8)),
    ("8.6 亿元", "exact", {}, (8.6e8, 8.6e8, 8.6e8)),
    ("706.21万剂次", "exact", {}, (7062100, 7062100, 7062100)),
    ("1万多人", "more_than", {}, (10000, 10000, math.inf)),
    ("百余台", "more_than", {}, (100, 100, math.inf)),
    ("98%", "at_least", {"maximum": 100.0}, (98, 98, 100)),
    ("20%", "at_most", {}, (20, 0, 20)),
    ("20%", "less_than", {"minimum": None}, (20, -math.inf, 20)),
    ("95%", "about", {}, (95, None, None)),
    ("95%", "nearly", {}, (95, None, None)),
    ("2~4周", "range", {}, (None, 2, 4)),
    ("2—4周", "range", {}, (None, 2, 4)),
    ("第3名", "exact", {}, (3, 3, 3)),
    ("前三", "at_most", {}, (3, 1, 3)),
    ("首位", "exact", {}, (1, 1, 1)),
    ("零死亡", "exact", {}, (0, 0, 0)),
    ("十四条", "exact", {}, (14, 14, 14)),
    ("xx.xx%", "masked", {}, (None, 10, 99.99)),
    ("x.xx亿元", "masked", {}, (None, 0, 9.99e8)),
    ("xxx万余人次", "masked", {"mask_qualifier": "more_than"}, (None, 1e6, math.inf)),
    ("xx%", "masked", {"mask_qualifier": "at_least", "maximum": 100.0}, (None, 10, 100)),
    ("xx%", "masked", {"mask_qualifier": "at_most"}, (None, 0, 99)),
    ("x万个", "masked", {"mask_qualifier": "about"}, (None, None, None)),
    ("xx小时", "masked", {"maximum": 24.0}, (None, 10, 24)),
]


@pytest.mark.parametrize(("literal", "qualifier", "extra", "expected"), CASES)
def test_reading(literal: str, qualifier: str, extra: dict[str, object], expected: tuple[object, ...]) -> None:
    reading = read_literal(literal, qualifier, **extra)
    assert (reading.value, reading.low, reading.high) == expected


@pytest.mark.parametrize(
    ("literal", "qualifier"), [("若干", "exact"), ("12%", "masked"), ("", "exact"), ("三x", "range")]
)
def test_no_figure(literal: str, qualifier: str) -> None:
    with pytest.raises(LiteralError, match="figure"):
        read_literal(literal, qualifier)


@given(st.integers(0, 9999))
def test_chinese_numerals_read_back(number: int) -> None:
    assert chinese_value(_spell(number)) == number


def _spell(number: int) -> str:
    digits = "零一二三四五六七八九"
    if number == 0:
        return "零"
    parts, gap = [], False
    for place, word in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // place % 10
        if digit:
            parts.append(("零" if gap and parts else "") + digits[digit] + word)
            gap = False
        elif parts:
            gap = True
    return "".join(parts)


@given(st.integers(1, 6), st.integers(0, 4), st.sampled_from(["", "万", "亿"]))
def test_a_mask_bounds_every_number_that_it_can_hide(whole: int, fraction: int, times: str) -> None:
    pattern = "x" * whole + ("." + "x" * fraction if fraction else "")
    reading = read_literal(pattern + times, "masked")
    low = "1" + "0" * (whole - 1) if whole > 1 else "0"
    high = "9" * whole
    tail = f".{'0' * fraction}" if fraction else ""
    tail_high = f".{'9' * fraction}" if fraction else ""
    assert reading.low == read_literal(low + tail + times).value
    assert reading.high == read_literal(high + tail_high + times).value


def test_every_shipped_figure_reads_as_recorded() -> None:
    observations = chd.load_observations(labels=False)
    limits = chd.load_indicators().set_index("indicator_id")[["minimum", "maximum"]]
    checked = 0
    for row in observations.itertuples():
        flags = set(str(row.flags).split(";"))
        if flags & {"implied_value", "mask_unreliable"}:
            continue
        low, high = limits.loc[row.indicator_id] if row.statistic != "change" else (0.0, math.nan)
        word = row.mask_qualifier if isinstance(row.mask_qualifier, str) else None
        reading = read_literal(
            row.literal, row.qualifier, word, None if math.isnan(low) else low, None if math.isnan(high) else high
        )
        assert reading == Reading(*(None if math.isnan(x) else x for x in (row.value, row.value_low, row.value_high)))
        checked += 1
    assert checked > 600
