"""Measure `extract_figures`, alone and beside packages that read numbers: ``python benchmarks/extraction.py``.

Times are of the processor, not of the clock, so that other work on the machine weighs less. What each other package is
asked, and what is counted, stands in the README beside this file.
"""

from __future__ import annotations

import argparse
import importlib
import importlib.util
import json
import logging
import math
import os
import platform
import random
import re
import statistics
import sys
import time
import warnings
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import redirect_stdout
from dataclasses import asdict, dataclass
from functools import cache, partial
from importlib.metadata import version
from itertools import cycle
from pathlib import Path
from typing import Any

from run import (
    LINEAR_GOAL,
    ROOT,
    ChildError,
    Line,
    ahead_line,
    interleaved,
    megabytes,
    number,
    peak_memory,
    ratio_line,
    run_python,
    show,
    skipped,
)
from tqdm import tqdm

SENTENCES = ROOT / "tests" / "reading" / "marked"
SOURCES = "CNHEALTHDATA_SOURCES"

SPEED_GOAL = 2.0  #: MB of UTF-8 a second
SMALL, MIDDLE = 10_000, 1_000_000

Number = tuple[float, float]  #: least and greatest; twice the same where one value is stated
Call = Callable[[str], Any]
Read = Callable[[str, Any], list[Number]]
Keep = Callable[[str, str], bool]  #: of a literal and its unit
Scale = Callable[[str], float]  #: of a unit


@dataclass(frozen=True)
class Plan:
    """How much to measure."""

    large: int
    rounds: int


FULL = Plan(large=100_000_000, rounds=15)
QUICK = Plan(large=10_000_000, rounds=5)


# --- Sentences with known figures -------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Known:
    """A figure as a person reads it."""

    literal: str
    number: Number
    unit: str


@dataclass(frozen=True)
class Sentence:
    text: str
    figures: list[Known]


def rounded(value: float) -> float:
    return float(f"{value:.9g}")


def span(low: float, high: float) -> Number:
    return rounded(low), rounded(high)


def stated(value: float | None, low: float, high: float) -> Number:
    """The value; the bounds where a range states none."""
    return span(low, high) if value is None or math.isnan(value) else span(value, value)


@cache
def known_lines() -> list[dict[str, Any]]:
    paths = sorted(SENTENCES.glob("figures_*.jsonl"))
    return [json.loads(line) for path in paths for line in path.read_text(encoding="utf-8").splitlines()]


@cache
def known_sentences() -> list[Sentence]:
    """The sentences without masks, which other packages do not claim to read."""
    return [
        Sentence(
            line["text"],
            [
                Known(figure["literal"], stated(figure["value"], figure["low"], figure["high"]), figure["unit"])
                for figure in line["figures"]
            ],
        )
        for line in known_lines()
        if all(figure["qualifier"] != "masked" for figure in line["figures"])
    ]


# --- Throughput -------------------------------------------------------------------------------------------------------


def shuffled(sentences: list[str]) -> Iterator[str]:
    """The sentences over and over, in another order each time."""
    order, chance = list(sentences), random.Random(0)
    while True:
        chance.shuffle(order)
        yield from order


def source_lines() -> list[str]:
    folder = os.environ.get(SOURCES)
    paths = sorted(Path(folder).glob("*.txt")) if folder else []
    return [line for path in paths for line in path.read_text(encoding="utf-8").splitlines()]


KINDS: dict[str, Callable[[], Iterator[str]]] = {
    "known sentences": lambda: shuffled([line["text"] for line in known_lines()]),
    "source texts": lambda: cycle(source_lines()),
}


def text_of(kind: str, size: int) -> str:
    """So many bytes of UTF-8, up to the end of a sentence or line."""
    parts, held = [], 0
    for part in KINDS[kind]():
        parts.append(part)
        held += len(part.encode()) + 1
        if held >= size:
            return "\n".join(parts)
    msg = f"no text of the kind {kind!r}"
    raise ValueError(msg)


@dataclass
class Speed:
    """Seconds of the processor and of the clock that a text of one size took, round by round."""

    size: int
    characters: int
    figures: int
    seconds: list[float]
    clock: list[float]

    def per_second(self, amount: float) -> str:
        return number(amount / statistics.median(self.seconds))

    @property
    def per_character(self) -> float:
        return statistics.median(self.seconds) / self.characters


@dataclass(frozen=True)
class Throughput:
    """What a process that reads texts has to tell; its peak of memory in bytes, -1 where the system tells none."""

    speeds: list[Speed]
    before: int
    peak: int


def read_here(kind: str, sizes: list[int]) -> Throughput:
    """Read a text of each size named, as often as it is named."""
    import cnhealthdata

    texts = {size: text_of(kind, size) for size in sizes}
    cnhealthdata.extract_figures(text_of(kind, SMALL))  # imports and patterns once compiled
    speeds = {size: Speed(len(text.encode()), len(text), 0, [], []) for size, text in texts.items()}
    before = peak_memory()
    for size in sizes:
        clock, start = time.perf_counter(), time.process_time()
        figures = len(cnhealthdata.extract_figures(texts[size]))
        speeds[size].seconds.append(time.process_time() - start)
        speeds[size].clock.append(time.perf_counter() - clock)
        speeds[size].figures = figures
    return Throughput(list(speeds.values()), before, peak_memory())


def read_there(kind: str, sizes: list[int]) -> Throughput:
    """Read in a fresh process."""
    told = json.loads(run_python(__file__, "--read", kind, *map(str, sizes)))
    return Throughput([Speed(**speed) for speed in told["speeds"]], told["before"], told["peak"])


def size_name(size: int) -> str:
    return f"{size // 1_000_000} MB" if size >= 1_000_000 else f"{size // 1000} kB"


def part_throughput(plan: Plan) -> Iterator[Line]:
    for kind in tqdm(KINDS, desc="reading", unit="kind"):
        if kind == "source texts" and not source_lines():
            yield skipped(kind, f"{SOURCES} names no folder of texts")
            continue
        # The middle size stands on both sides of the large one, so that a slow spell falls on both.
        beside = [MIDDLE] * plan.rounds
        run = read_there(kind, [SMALL] * (10 * plan.rounds) + [*beside, plan.large, *beside])
        _, middle, large = run.speeds
        yield Line(f"{kind}: figures per 1000 characters", number(1000 * middle.figures / middle.characters))
        for speed, size in zip(run.speeds, (SMALL, MIDDLE, plan.large), strict=True):
            rates = [speed.size / 1e6 / seconds for seconds in speed.seconds]
            middle_rate = statistics.median(rates)
            yield Line(
                f"{kind}, {size_name(size)}: MB/s",
                number(middle_rate),
                f"{number(min(rates))} to {number(max(rates))}" if len(rates) > 1 else "one round",
                f"at least {SPEED_GOAL:.0f}",
                middle_rate >= SPEED_GOAL,
            )
            yield Line(f"{kind}, {size_name(size)}: figures/s", speed.per_second(speed.figures))
        ratio = large.per_character / middle.per_character
        name = f"{kind}: time per character at {size_name(plan.large)} / at 1 MB"
        yield Line(name, number(ratio), "", f"at most {LINEAR_GOAL}", ratio <= LINEAR_GOAL)
        name = f"{kind}, {size_name(plan.large)}: processor / clock"
        yield Line(name, number(sum(large.seconds) / sum(large.clock)), f"{sum(large.clock):.0f} s")
        if run.peak > 0:
            name = f"{kind}: peak memory / size of the {size_name(plan.large)} text"
            yield Line(name, number(run.peak / large.size), megabytes(run.peak))


# --- Beside other packages --------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Item:
    """What we are given, what the other package is given, and what both should find."""

    ours: str
    theirs: str
    wanted: list[Number]


def any_figure(_literal: str, _unit: str) -> bool:
    return True


def as_stated(_unit: str) -> float:
    return 1.0


@dataclass(frozen=True)
class Task:
    """What a package is asked: its call, and how an answer is read."""

    name: str
    items: list[Item]
    call: Call
    read: Read
    keep: Keep = any_figure  #: which figures it is about
    scale: Scale = as_stated
    alone: bool = False  #: literals, not sentences
    numerals: bool = False  #: numerals, which our reader of numerals takes as well

    @property
    def figures(self) -> int:
        return sum(len(item.wanted) for item in self.items)


ARABIC = re.compile(r"[0-9０-９]")
SCALES = {"": 1.0, "万": 1e4, "亿": 1e8}
NUMERAL = re.compile(r"[0-9０-９][0-9０-９,.  ]*[万亿]?|[零〇一二两三四五六七八九十百千万亿点分之]+")
PRINTED = re.compile(
    r"(?<![/\d.])(?P<digits>\d+(?:[, ]\d{3})*(?:\.\d+)?)(?:/(?P<divisor>\d+)(?![\d万千]))?\s?(?P<times>[万亿]?)"
)
MINUTES = {"分钟": 1, "小时": 60, "天": 1440, "周": 10080, "个月": 43200, "年": 525600}
PERIODS = {"minute": 1, "hour": 60, "day": 1440, "month": 43200, "year": 525600}


def chinese(literal: str, _unit: str = "") -> bool:
    return not ARABIC.search(literal)


def money(_literal: str, unit: str) -> bool:
    return unit.startswith("元")


def duration(_literal: str, unit: str) -> bool:
    return unit in MINUTES


def minutes(unit: str) -> float:
    return MINUTES.get(unit, 1)


def plain(literal: str, _unit: str = "") -> bool:
    """Whether packages for other languages can read a literal: Arabic, without 万 and 亿, and no ratio."""
    return not chinese(literal) and not re.search("[万亿:：]", literal)


def half_width(text: str) -> str:
    return text.translate({ord(wide): str(digit) for digit, wide in enumerate("０１２３４５６７８９")})


def numeral(literal: str) -> str:
    """The numeral of a literal, half-width, without separators and 余 or 多; of a ratio, its second part."""
    body = re.sub("[余多]", "", re.split("[:：]", literal)[-1])
    found = NUMERAL.search(body)
    return re.sub("[,  ]", "", half_width(found.group() if found else body))


def spaced(text: str) -> str:
    """A text with half-width digits and the spaces about numbers that languages with spaces have."""
    return re.sub(r"(?<=[0-9])(?=[^0-9.,\s])|(?<=[^0-9.,\s])(?=[0-9])", " ", half_width(text))


def printed_numbers(text: str) -> list[Number]:
    """Every Arabic number of a text, 万 and 亿 applied."""
    found = []
    for match in PRINTED.finditer(text):
        value = float(re.sub("[, ]", "", match["digits"])) * SCALES[match["times"]]
        divisor = float(match["divisor"] or 1)
        found.append(span(value / divisor, value / divisor) if divisor else span(value, value))
    return found


def attempt(call: Call, text: str) -> Any:
    """What a call answers; nothing where it refuses."""
    try:
        return call(text)
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError):
        return None


def scaled(figure: Known, scale: Scale) -> Number:
    low, high = figure.number
    return span(low * scale(figure.unit), high * scale(figure.unit))


def sentence_items(
    given: Callable[[str], str] = str,
    keep: Keep = any_figure,
    scale: Scale = as_stated,
    among: Keep = any_figure,
) -> list[Item]:
    """The sentences in which all figures are among those named, and of their figures those to keep."""
    return [
        Item(
            sentence.text,
            given(sentence.text),
            [scaled(figure, scale) for figure in sentence.figures if keep(figure.literal, figure.unit)],
        )
        for sentence in known_sentences()
        if all(among(figure.literal, figure.unit) for figure in sentence.figures)
    ]


def literal_items(given: Callable[[str], str], keep: Callable[[Known], bool]) -> list[Item]:
    figures = [figure for sentence in known_sentences() for figure in sentence.figures if keep(figure)]
    return [Item(figure.literal, given(figure.literal), [figure.number]) for figure in figures]


def single(figure: Known) -> bool:
    return figure.number[0] == figure.number[1]


# Each package by its own calls.


def cn2an_tasks() -> list[Task]:
    import cn2an

    def one_value(text: str) -> Any:
        return cn2an.transform(text) if "分之" in text else cn2an.cn2an(text, "smart")

    def read_value(_: str, answer: Any) -> list[Number]:
        if isinstance(answer, str):
            return printed_numbers(answer)
        return [] if answer is None else [span(answer, answer)]

    def read_changed(text: str, answer: Any) -> list[Number]:
        return list((Counter(printed_numbers(answer)) - Counter(printed_numbers(text))).elements())

    def read_all(_: str, answer: Any) -> list[Number]:
        return printed_numbers(answer)

    def convertible(figure: Known) -> bool:
        """Of the rates in words those in hundredths alone: cn2an makes a number of the others, we make a unit."""
        return single(figure) and not (chinese(figure.literal) and figure.unit in {"‰", "/万", "/10万"})

    everything = literal_items(numeral, convertible)
    spoken = literal_items(numeral, lambda figure: convertible(figure) and chinese(figure.literal))
    return [
        Task("cn2an.cn2an, numerals", everything, one_value, read_value, alone=True, numerals=True),
        Task("cn2an.cn2an, Chinese numerals", spoken, one_value, read_value, chinese, alone=True, numerals=True),
        Task(
            "cn2an.transform, Chinese numerals",
            sentence_items(keep=chinese),
            cn2an.transform,
            read_changed,
            chinese,
        ),
        Task("cn2an.transform and a regex", sentence_items(), cn2an.transform, read_all),
    ]


def jionlp_tasks() -> list[Task]:
    import jionlp

    def amounts(answer: dict[str, Any], literal: str) -> list[Number]:
        found = answer["num"]
        low, high = map(float, found if isinstance(found, list) else (found, found))
        return [span(low, low if re.search("[余多几数]", literal) else high)]

    def read_money(text: str, answer: Any) -> list[Number]:
        return amounts(answer, text) if answer and answer["case"] == "元" else []

    def read_amounts(_: str, answer: Any) -> list[Number]:
        return [number for found in answer or () for number in amounts(found["detail"], found["text"])]

    def read_periods(_: str, answer: Any) -> list[Number]:
        details = [found["detail"]["time"] for found in answer or () if found["type"] == "time_delta"]
        return [between(detail) for detail in details]

    def between(detail: Any) -> Number:
        low, high = [
            sum(PERIODS.get(name, 0) * amount for name, amount in end.items())
            for end in (detail if isinstance(detail, list) else [detail, detail])
        ]
        return span(low, high or low)  # no upper end: 7天以上

    extract_money, extract_time = jionlp.ner.extract_money, jionlp.ner.extract_time
    sums = literal_items(str, lambda figure: figure.unit == "元")
    numerals = literal_items(numeral, lambda figure: single(figure) and "分之" not in figure.literal)
    spells = sentence_items(keep=duration, scale=minutes)
    return [
        Task("jionlp.parse_money, money", sums, jionlp.parse_money, read_money, money, alone=True),
        Task("jionlp.parse_money, numerals", numerals, jionlp.parse_money, read_money, alone=True, numerals=True),
        Task("jionlp.ner.extract_money", sentence_items(keep=money), extract_money, read_amounts, money),
        Task("jionlp.ner.extract_time, durations", spells, extract_time, read_periods, duration, minutes),
    ]


def quantulum3_tasks() -> list[Task]:
    from quantulum3 import parser

    def read_quantities(_: str, answer: Any) -> list[Number]:
        return [span(one.value - (one.uncertainty or 0), one.value + (one.uncertainty or 0)) for one in answer or ()]

    literals = literal_items(spaced, lambda figure: plain(figure.literal))
    rows = {
        "quantulum3, as printed": sentence_items(),
        "quantulum3, spaced": sentence_items(spaced),
        "quantulum3, spaced, Arabic only": sentence_items(spaced, among=plain),
    }
    return [
        Task("quantulum3, literals, spaced", literals, parser.parse, read_quantities, alone=True),
        *(Task(name, items, parser.parse, read_quantities) for name, items in rows.items()),
    ]


PACKAGES: dict[str, Callable[[], list[Task]]] = {
    "cn2an": cn2an_tasks,
    "jionlp": jionlp_tasks,
    "quantulum3": quantulum3_tasks,
}


def our_numbers(task: Task, frame: Any) -> list[Number]:
    columns = [frame[name] for name in ("literal", "unit", "qualifier", "value", "value_low", "value_high")]
    return [
        scaled(Known(literal, stated(value, low, high), unit), task.scale)
        for literal, unit, qualifier, value, low, high in zip(*columns, strict=True)
        if qualifier != "masked" and task.keep(literal, unit)
    ]


def shares(found: Iterable[list[Number]], task: Task) -> dict[str, float]:
    """Recall and precision by number: where a figure begins and ends does not count. One share for literals alone."""
    wanted = given = right = whole = 0
    for numbers, item in zip(found, task.items, strict=True):
        wanted, given = wanted + len(item.wanted), given + len(numbers)
        right += (Counter(numbers) & Counter(item.wanted)).total()
        whole += numbers == item.wanted
    if task.alone:
        return {"right": whole / len(task.items)}
    return {"recall": right / wanted, "precision": right / given if given else 0.0}


def share_line(what: str, theirs: float, ours: float) -> Line:
    met = ours > theirs or ours == 1.0
    return Line(what, f"{theirs:.3f}", f"ours {ours:.3f}", "higher, or 1", met)


def seconds(call: Call, texts: list[str]) -> float:
    start = time.process_time()
    for text in texts:
        attempt(call, text)
    return time.process_time() - start


def task_lines(task: Task, plan: Plan) -> Iterator[Line]:
    from cnhealthdata import extract_figures

    ours, theirs = [item.ours for item in task.items], [item.theirs for item in task.items]
    found = shares([task.read(text, attempt(task.call, text)) for text in theirs], task)
    our_found = shares([our_numbers(task, extract_figures(text)) for text in ours], task)
    for name, share in found.items():
        yield share_line(f"{task.name} ({task.figures}): {name}", share, our_found[name])
    cases = {
        "theirs": partial(seconds, task.call, theirs),
        "ours": partial(seconds, extract_figures, ours),
        "ours at once": partial(seconds, extract_figures, ["\n".join(ours)]),
    }
    if not task.alone:
        cases["theirs at once"] = partial(seconds, task.call, ["\n".join(theirs)])
    times = interleaved(cases, plan.rounds)
    yield ahead_line(f"{task.name}: time / ours, one by one", times["theirs"], times["ours"])
    at_once = times.get("theirs at once", times["theirs"])
    yield ahead_line(f"{task.name}: time / ours, in one text", at_once, times["ours at once"])
    if task.numerals:
        yield from numeral_lines(task, found, plan)


def numeral_lines(task: Task, found: dict[str, float], plan: Plan) -> Iterator[Line]:
    """The same numerals through the part of `extract_figures` that reads a numeral and no more."""
    from cnhealthdata.printed.numerals import read_numeral

    theirs = [item.theirs for item in task.items]
    answers = [attempt(read_numeral, text) for text in theirs]
    our_found = shares([[span(answer.low, answer.high)] if answer else [] for answer in answers], task)
    yield share_line(f"{task.name}: right, our numeral reader", found["right"], our_found["right"])
    cases = {"theirs": partial(seconds, task.call, theirs), "ours": partial(seconds, read_numeral, theirs)}
    times = interleaved(cases, plan.rounds)
    yield ahead_line(f"{task.name}: time / our numeral reader", times["theirs"], times["ours"])


def our_lines(plan: Plan) -> Iterator[Line]:
    """What the frame costs beside reading: it weighs where a call has one sentence."""
    from cnhealthdata import extract_figures
    from cnhealthdata.reading.extraction import read_figures

    texts = [sentence.text for sentence in known_sentences()]
    joined = ["\n".join(texts)]
    cases = {
        "frame": partial(seconds, extract_figures, texts),
        "records": partial(seconds, read_figures, texts),
        "frame at once": partial(seconds, extract_figures, joined),
        "records at once": partial(seconds, read_figures, joined),
    }
    times = interleaved(cases, plan.rounds)
    yield ratio_line("ours: reading alone / with the frame, one by one", times["records"], times["frame"])
    yield ratio_line("ours: the same, in one text", times["records at once"], times["frame at once"])
    yield ratio_line("ours: one by one / in one text", times["frame"], times["frame at once"])


def part_others(plan: Plan) -> Iterator[Line]:
    yield from our_lines(plan)
    for name in tqdm(PACKAGES, desc="beside others", unit="package"):
        if importlib.util.find_spec(name) is None:
            yield skipped(name, "not installed")
            continue
        yield Line(f"{name} {version(name)}", "")
        with warnings.catch_warnings(), redirect_stdout(sys.stderr):
            # Each speaks of what it cannot read, or of itself; silence saves their time too.
            warnings.simplefilter("ignore")
            logging.disable(logging.CRITICAL)
            lines = [line for task in PACKAGES[name]() for line in task_lines(task, plan)]
            logging.disable(logging.NOTSET)
        yield from lines


# --- Printing ---------------------------------------------------------------------------------------------------------

PARTS: dict[str, tuple[str, Callable[[Plan], Iterator[Line]]]] = {
    "throughput": ("Throughput of extract_figures, one core", part_throughput),
    "others": ("Beside other packages (shares: theirs, then ours; times above 1: they take longer)", part_others),
}


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measure extract_figures, alone and beside other packages.")
    parser.add_argument("--quick", action="store_true", help="few rounds, and 10 MB as the largest text")
    parser.add_argument("--only", choices=list(PARTS), action="append", metavar="PART", help=", ".join(PARTS))
    parser.add_argument("--read", nargs="+", help=argparse.SUPPRESS)
    return parser.parse_args()


def main() -> None:
    options = arguments()
    if options.read:
        kind, *sizes = options.read
        print(json.dumps(asdict(read_here(kind, [int(size) for size in sizes]))))
        return
    plan = QUICK if options.quick else FULL
    run = "a quick run" if options.quick else "a full run"
    print(f"extract_figures on Python {platform.python_version()} and {platform.system()}, {run}")
    print(f"{len(known_lines())} sentences, {len(known_sentences())} of them without masks; {plan.rounds} rounds")
    for name in options.only or PARTS:
        title, part = PARTS[name]
        try:
            show(title, list(part(plan)))
        except ChildError as error:
            show(title, [skipped(name, f"it failed: {error}")])


if __name__ == "__main__":
    main()
