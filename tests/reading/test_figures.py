"""``extract_figures``: sentences of the genre, the curated texts, printed spellings, odd and hostile input."""

from __future__ import annotations

import math
import random
import re
import subprocess
import sys
import time
from pathlib import Path

import pandas as pd
import pytest
from genre_sentences import measure, read_sentences, report
from hypothesis import given, settings, strategies as st
from ledger_regression import compare_with_ledger

from cnhealthdata.printed.numerals import chinese_value, read_numeral
from cnhealthdata.reading.extraction import extract_figures
from cnhealthdata.reading.figures import FIGURES
from cnhealthdata.tables.declaration import TABLES
from cnhealthdata.tables.schemas import frame_schema

# --- The frame --------------------------------------------------------------------------------------------------------

SCHEMA = frame_schema(FIGURES)

EVERYTHING = (
    "全市床位由4 200张增加到5,100张，孕产妇死亡率、婴儿死亡率分别由20.1/10万、8.2‰下降到15.4/10万、4.6‰。"
    "规范管理率达xx.x%，满意度近98%，位列全省前三；到2025年每千人口床位达到7张以上，计划投资2.5亿元，为期2~4周。"
)


@pytest.mark.parametrize("text", ["", "没有数字的一句话。", EVERYTHING])
def test_frame_follows_its_declaration(text: str) -> None:
    frame = extract_figures(text)
    SCHEMA.validate(frame)
    assert frame.columns.tolist() == FIGURES.column_names
    assert all(text[row.start : row.end] == row.literal for row in frame.itertuples())


def test_figures_are_no_shipped_table() -> None:
    assert "figures" not in TABLES


def test_baselines_point_at_rows_above() -> None:
    frame = extract_figures(EVERYTHING)
    assert frame.loc[frame["baseline"].notna(), "literal"].tolist() == ["5,100张", "15.4/10万", "4.6‰"]
    assert frame["literal"].iloc[frame["baseline"].dropna().tolist()].tolist() == ["4 200张", "20.1/10万", "8.2‰"]


def test_another_type_is_refused_with_a_remedy() -> None:
    with pytest.raises(TypeError, match="takes the text itself, a str"):
        extract_figures(Path("report.txt"))  # type: ignore[arg-type]


def test_extraction_does_not_load_pandera() -> None:
    code = (
        "import sys; from cnhealthdata.reading.extraction import extract_figures;"
        "extract_figures('12家'); print('pandera' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


# --- Bounds, status, statistic, label ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("覆盖率达98%以上", (98.0, 98.0, 100.0)),
        ("死亡率低于8‰", (8.0, 0.0, 8.0)),
        ("增长20%以上", (20.0, 20.0, math.inf)),
        ("床位超过300张", (300.0, 300.0, math.inf)),
        ("完成率120%以上", (120.0, 120.0, math.inf)),
        ("约3.5万人", (35000.0, math.nan, math.nan)),
        ("近七成患者", (7.0, math.nan, math.nan)),
        ("七成以上患者", (7.0, 7.0, 10.0)),
        ("超过三分之二", (2 / 3, 2 / 3, 1.0)),
        ("住院7~10天", (math.nan, 7.0, 10.0)),
        ("投资x.xx亿元", (math.nan, 0.0, 999000000.0)),
        ("满意度xx%以上", (math.nan, 10.0, 100.0)),
        ("近xxxx人次", (math.nan, math.nan, math.nan)),
        ("排名全省前10位", (10.0, 1.0, 10.0)),
        ("居全国第2位", (2.0, 2.0, 2.0)),
        ("自然增长率-0.6‰", (-0.6, -0.6, -0.6)),
    ],
)
def test_value_and_bounds(text: str, expected: tuple[float, float, float]) -> None:
    row = extract_figures(text).iloc[0]
    assert [row["value"], row["value_low"], row["value_high"]] == pytest.approx(list(expected), nan_ok=True)


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("到2025年，床位达到7张", ["target"]),
        ("力争签约率达到80%。现有医院30家。", ["target", "actual"]),
        ("计划投资2亿元，已完成投资1.2亿元", ["planned", "actual"]),
        ("拟新建30所", ["planned"]),
        ("行动计划实施后，签约率达到80%", ["actual"]),
        ("覆盖率达到60%的目标", ["target"]),
        ("人均预期寿命达到79岁", ["actual"]),
    ],
)
def test_status(text: str, status: list[str]) -> None:
    assert extract_figures(text)["status"].tolist() == status


@pytest.mark.parametrize(
    ("text", "statistic"),
    [
        ("比上年提高2.1个百分点", ["change"]),
        ("增加36家，达到120家", ["change", "level"]),
        ("由50%提高到60%", ["level", "level"]),
        ("低于全省平均水平3.1个百分点", ["change"]),
        ("同比增长5%、8%", ["change", "change"]),
        ("增长率为5%", ["level"]),
        ("居全省第一", ["rank"]),
        ("至少达到60%", ["level"]),
    ],
)
def test_statistic(text: str, statistic: list[str]) -> None:
    assert extract_figures(text)["statistic"].tolist() == statistic


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("婴儿死亡率由4.2‰下降到2.3‰", ["婴儿死亡率", "婴儿死亡率"]),
        ("全市共有12家医院", ["医院"]),
        ("建档率、管理率分别达到95%、80%", ["建档率", "管理率"]),
        ("总投资约6.5亿元", ["总投资"]),
    ],
)
def test_label(text: str, labels: list[str]) -> None:
    assert extract_figures(text)["label"].tolist() == labels


# --- Sentences of the genre and the curated texts ---------------------------------------------------------------------


def test_marked_sentences() -> None:
    score = measure(read_sentences())
    print(report(score), *score.faults, sep="\n")
    assert score.counts["marked"] > 1700
    assert score.share("right", "marked") >= 0.99
    assert score.share("right", "found") >= 0.99
    assert score.share("unit", "right") >= 0.99
    assert score.share("qualifier", "right") >= 0.99
    assert score.share("value", "right") >= 0.99
    assert score.share("bounds", "right") >= 0.99
    assert score.share("pair", "pairs") >= 0.97


def test_curated_texts(sources: Path) -> None:
    outcome = compare_with_ledger(sources)
    print("not found", *outcome.misses, "not in the ledger", *outcome.inventions, sep="\n")
    assert outcome.expected > 600
    assert outcome.recall >= 0.98
    assert outcome.precision >= 0.98
    for column, floor in {
        "qualifier": 0.98,
        "value": 0.98,
        "value_low": 0.98,
        "value_high": 0.98,
        "baseline": 0.98,
    }.items():
        right, total = outcome.agreement[column]
        assert right / total >= floor, column


# --- The same text in another typing ----------------------------------------------------------------------------------

TO_FULL = str.maketrans("0123456789.,%/", "０１２３４５６７８９．，％／")
TO_HALF = str.maketrans("０１２３４５６７８９．％／，；：（）", "0123456789.%/,;:()")


def spaced(text: str) -> str:
    """Spaces between Chinese characters and digits, as many editors set them."""
    text = re.sub(r"(?<=[\u4e00-\u9fa5])(?=[0-9])", " ", text)
    return re.sub(r"(?<=[0-9%‰])(?=[\u4e00-\u9fa5])", " ", text)


TYPINGS = {
    "spaces around digits": spaced,
    "digits in full width": lambda text: text.translate(str.maketrans("0123456789%/", "０１２３４５６７８９％／")),
    "punctuation in half width": lambda text: text.translate(str.maketrans("，；：（）", ",;:()")),
    "in the midst of a text": lambda text: f"据介绍，{text}以上是基本情况。",
    "on a line of its own": lambda text: f"\n{text}\n",
}


@pytest.mark.slow
@pytest.mark.parametrize("typing", TYPINGS)
def test_typing_changes_nothing(typing: str) -> None:
    def told(text: str) -> list[tuple[str, str, str, str]]:
        rows = extract_figures(text).itertuples()
        return [
            (row.literal.translate(TO_HALF).replace(" ", ""), row.unit, row.qualifier, str(row.baseline))
            for row in rows
        ]

    texts = [sentence.text for sentence in read_sentences()]
    changed = [text for text in texts if told(text) != told(TYPINGS[typing](text))]
    assert changed == []


# --- Every spelling of a figure reads back as what was printed --------------------------------------------------------

UNITS = [
    "家",
    "人",
    "人次",
    "张",
    "元",
    "%",
    "‰",
    "平方米",
    "个百分点",
    "元/人",
    "台",
    "户",
    "例",
    "剂次",
    "亩",
    "/10万",
]
BEFORE = {
    "不低于": "at_least",
    "超过": "more_than",
    "不超过": "at_most",
    "低于": "less_than",
    "约": "about",
    "近": "nearly",
}
AFTER = {"以上": "at_least", "以下": "at_most", "左右": "about"}
SCALES = {"": 1, "万": 10**4, "亿": 10**8}


@st.composite
def printed(draw: st.DrawFn) -> tuple[str, str, float, str, str]:
    """Text before, literal, value, unit and qualifier of one figure, in one of its spellings."""
    unit = draw(st.sampled_from(UNITS))
    scale = draw(st.sampled_from(list(SCALES))) if unit not in {"%", "‰", "/10万", "个百分点"} else ""
    whole = draw(st.integers(0, 99999 if not scale else 999))
    places = draw(st.integers(0, 2))
    digits = f"{whole + draw(st.integers(0, 99)) / 100:.{places}f}"
    value = float(digits) * SCALES[scale]
    spelling = draw(st.sampled_from(["plain", "comma", "space", "full"]))
    if spelling == "comma":
        head, point, tail = digits.partition(".")
        digits = f"{int(head):,}{point}{tail}"
    elif spelling == "space":
        head, point, tail = digits.partition(".")
        digits = f"{int(head):,}".replace(",", " ") + point + tail
    gap = draw(st.sampled_from(["", " "]))
    literal = digits + gap + scale + unit
    if spelling == "full":
        literal = literal.translate(TO_FULL)
    place = draw(st.sampled_from(["none", "before", "after", "inside"]))
    before, after, qualifier = "", "", "exact"
    if place == "before":
        before = draw(st.sampled_from(list(BEFORE)))
        qualifier = BEFORE[before]
    elif place == "after":
        after = draw(st.sampled_from(list(AFTER)))
        qualifier = AFTER[after]
    elif place == "inside" and unit in {"家", "人", "人次", "元", "张"}:
        digits_end = len(literal) - len(gap + scale + unit)
        literal = literal[:digits_end] + "余" + scale + unit
        qualifier = "more_than"
    return "全市指标达到" + before, literal + "|" + after, value, unit, qualifier


@settings(max_examples=400, deadline=None)
@given(printed())
def test_spellings_read_back(figure: tuple[str, str, float, str, str]) -> None:
    before, marked, value, unit, qualifier = figure
    literal, after = marked.split("|")
    frame = extract_figures(f"{before}{literal}{after}。")
    assert len(frame) == 1
    row = frame.iloc[0]
    assert (row["start"], row["literal"], row["unit"]) == (len(before), literal, unit)
    assert row["qualifier"] == qualifier
    assert row["value"] == pytest.approx(value)
    low, high = {
        "exact": (value, value),
        "at_least": (value, math.inf),
        "more_than": (value, math.inf),
        "at_most": (0.0, value),
        "less_than": (0.0, value),
        "about": (math.nan, math.nan),
        "nearly": (math.nan, math.nan),
    }[qualifier]
    cap = {"%": 100.0, "‰": 1000.0}.get(unit, math.inf)
    high = cap if high == math.inf and value <= cap else high
    assert [row["value_low"], row["value_high"]] == pytest.approx([low, high], nan_ok=True)


@settings(max_examples=200, deadline=None)
@given(
    st.integers(1, 400),
    st.integers(1, 400),
    st.sampled_from(["~", "～", "-", "－", "—", "–", "至", "到", "——"]),
    st.sampled_from(["天", "家", "%", "元", "个月", "平方米"]),
    st.sampled_from(["", "万"]),
    st.booleans(),
)
def test_ranges_read_back(low: int, more: int, dash: str, unit: str, scale: str, twice: bool) -> None:
    scale = scale if unit in {"家", "元", "平方米"} else ""
    first = f"{low}{scale}{unit}" if twice else str(low)
    literal = f"{first}{dash}{low + more}{scale}{unit}"
    row = extract_figures(f"一般为{literal}。").iloc[0]
    assert (row["literal"], row["unit"], row["qualifier"]) == (literal, unit, "range")
    assert math.isnan(row["value"])
    assert (row["value_low"], row["value_high"]) == (low * SCALES[scale], (low + more) * SCALES[scale])


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.floats(0.1, 99).map(lambda number: round(number, 1)), min_size=1, max_size=4),
    st.lists(st.floats(0.1, 99).map(lambda number: round(number, 1)), min_size=4, max_size=4),
    st.sampled_from(["提高到", "上升至", "下降到", "增加到", "降至", "增至"]),
    st.sampled_from(["由", "从"]),
)
def test_crossed_series_pair_in_order(before: list[float], after: list[float], verb: str, origin: str) -> None:
    after = after[: len(before)]
    first, second = ("、".join(f"{number}%" for number in numbers) for numbers in (before, after))
    frame = extract_figures(f"各项比率{origin}{first}{verb}{second}。")
    assert frame["value"].tolist() == before + after
    assert frame["baseline"].tolist()[len(before) :] == list(range(len(before)))
    assert frame["baseline"].iloc[: len(before)].isna().all()


@given(st.integers(1, 10**8 - 1))
def test_chinese_numerals_read_back(number: int) -> None:
    assert chinese_value(in_chinese(number)) == number


def in_chinese(number: int) -> str:
    """The numeral in full, as a bank writes it with plain characters."""
    digits = "零一二三四五六七八九"
    if number >= 10**4:
        head, tail = divmod(number, 10**4)
        zero = "零" if 0 < tail < 1000 else ""
        return in_chinese(head) + "万" + zero + (in_chinese(tail) if tail else "")
    words, gap = "", False
    for place, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // place % 10
        if digit:
            words += ("零" if gap else "") + digits[digit] + name
            gap = False
        elif words:
            gap = number % place != 0 or gap
    return words


def test_ill_formed_numerals_state_nothing() -> None:
    assert [chinese_value(word) for word in ("十四五", "二〇二〇", "三四")] == [None, None, None]
    assert read_numeral("9" * 40) is None


# --- Odd and hostile input --------------------------------------------------------------------------------------------

PIECES = (
    "0123456789０５xX×一二两三十百千万亿零第前首多余来约近超不低于高过足到至由从为达分别和、，。；：（）《》“”〔〕"
    "—~～-－/／%％‰.．:∶+ \n\u3000元人次家个年月日时岁天周成倍番张床位以上下内左右提增降比较全省市居率"
    "计划拟将力争目标每ABg"
)


@settings(max_examples=300, deadline=None)
@given(st.text(st.sampled_from(PIECES), max_size=200) | st.text(max_size=60))
def test_any_text_gives_rows_in_order_at_their_offsets(text: str) -> None:
    frame = extract_figures(text)
    assert all(text[row.start : row.end] == row.literal for row in frame.itertuples())
    assert frame["start"].is_monotonic_increasing
    assert (frame["start"].iloc[1:].to_numpy() >= frame["end"].iloc[:-1].to_numpy()).all()
    assert (frame["baseline"].dropna() < frame.index[frame["baseline"].notna()]).all()


@settings(max_examples=30, deadline=None)
@given(st.text(st.sampled_from(PIECES), max_size=400))
def test_any_frame_passes_its_schema(text: str) -> None:
    SCHEMA.validate(extract_figures(text))


def test_mutated_sentences_keep_their_offsets() -> None:
    source = random.Random(7)
    text = list("\n".join(sentence.text for sentence in read_sentences()))
    for _ in range(4000):
        place = source.randrange(len(text))
        text[place] = source.choice(PIECES)
    mutated = "".join(text)
    frame = extract_figures(mutated)
    assert len(frame) > 200
    assert all(mutated[row.start : row.end] == row.literal for row in frame.itertuples())


HOSTILE = {
    "digits": "7",
    "masks": "x",
    "digits and masks": "12x",
    "masks and points": "x.",
    "Chinese numerals": "十万",
    "separators": "123,",
    "spaces": "1 234 ",
    "nested units": "1元/人/人/人",
    "list": "约1个以上、",
    "bare list": "1、",
    "changes": "由1个提高到",
    "origins": "从1个",
    "titles": "《",
    "quotation marks": "“三个",
    "dashes": "1—",
    "ratios": "1:",
    "ages": "寿命1岁",
    "lines": "1\n",
    "without an end": "字",
}


@pytest.mark.slow
@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_text_takes_linear_time(kind: str) -> None:
    unit = HOSTILE[kind]
    times = []
    for size in (40_000, 160_000):
        text = (unit * (size // len(unit) + 1))[:size]
        extract_figures(text[:1000])
        began = time.process_time()
        extract_figures(text)
        times.append(time.process_time() - began)
    assert times[1] < 12 * times[0] + 0.2  # four times the size; sixteen times the time would be quadratic


def test_a_million_digits_are_no_figure() -> None:
    assert extract_figures("1" * 1_000_000).empty
    assert extract_figures("x" * 1_000_000).empty


def test_nothing_is_lost_where_texts_meet() -> None:
    parts = [sentence.text for sentence in read_sentences()][:40]
    apart = pd.concat([extract_figures(part) for part in parts], ignore_index=True)
    together = extract_figures("\n".join(parts))
    assert together["literal"].tolist() == apart["literal"].tolist()
    assert together["qualifier"].tolist() == apart["qualifier"].tolist()
