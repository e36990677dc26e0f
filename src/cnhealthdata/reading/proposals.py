"""Which indicator a printed figure may state, by likeness of words and by its unit."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from math import fsum, log
from typing import Any, NamedTuple

from cnhealthdata.printed.literals import plain_spelling
from cnhealthdata.tables.storage import read_mapping, read_table
from cnhealthdata.tables.units import shipped_endings, units_of

_NOISE = re.compile(r"[（(][^）)]*[）)]|\W|^有|数$")
TELLING = 4  #: characters from which a name is trusted in full
NEAR = 24  #: code points before a figure that count as nearby
#: Words before a count or an amount that make it one over a denominator, and words that may.
_RATED = re.compile(r"每(?:百|千|万|十万|10万)[^，。；]{0,12}$")
_PER_HEAD = re.compile(r"(?:人均|每人)[^，。；]{0,12}$")
_MAY_RATE = re.compile(r"[每均比]|标准")
_CLAUSE = re.compile(r"[。！？；\n]")
AHEAD = re.compile(r"[^，。；！？\n、]{0,8}")
Candidate = tuple[str | None, float | None]


def _grams(words: str) -> set[str]:
    """Characters and pairs of characters."""
    plain = _NOISE.sub("", words)
    return set(plain) | {plain[place : place + 2] for place in range(len(plain) - 1)}


class Names(NamedTuple):
    """The names of all indicators, ready for likening."""

    owners: list[str]  #: indicator by name
    totals: list[float]  #: weight of each name
    trust: list[float]  #: a name of one or two characters says little
    weights: dict[str, float]  #: weight of each character or pair
    places: dict[str, list[int]]  #: names that hold it


@cache
def indicator_names(without: str | None = None) -> Names:
    """Chinese names and printed terms of the indicators; without the terms of one report, to measure by the others."""
    spoken = set(read_mapping("indicators", "indicator_id", "name_zh").items())
    printed = read_table("observations")
    printed = printed[printed["report_id"] != without] if without else printed
    spoken |= set(zip(printed["indicator_id"], printed["term"], strict=True))
    names = sorted(spoken)
    places: dict[str, list[int]] = defaultdict(list)
    for place, (_, words) in enumerate(names):
        for gram in _grams(words):
            places[gram].append(place)
    weights = {gram: log(1 + len(names) / len(held)) for gram, held in places.items()}
    totals = [fsum(weights[gram] for gram in _grams(words)) for _, words in names]
    trust = [min(1.0, len(_NOISE.sub("", words)) / TELLING) for _, words in names]
    return Names([owner for owner, _ in names], totals, trust, weights, dict(places))


def likeness(names: Names, label: str, nearby: str) -> dict[str, float]:
    """Score of each indicator that shares anything with the words: see the notes of :func:`draft_report`."""
    rarest = max(names.weights.values())
    own = _grams(label)
    whole = fsum(names.weights.get(gram, rarest) for gram in own)
    shared: dict[int, float] = defaultdict(float)
    near: dict[int, float] = defaultdict(float)
    for gram in sorted(own):  # in one order, since sums of floats depend on it
        for place in names.places.get(gram, ()):
            shared[place] += names.weights[gram]
    for gram in sorted(own | _grams(nearby)):
        for place in names.places.get(gram, ()):
            near[place] += names.weights[gram]
    scores: dict[str, float] = {}
    for place, found in near.items():
        total = names.totals[place]
        likened = 2 * shared[place] / (whole + total) if whole else 0.0
        score = (2 * likened + found / total) / 3 * names.trust[place]
        owner = names.owners[place]
        scores[owner] = max(min(score, 1.0), scores.get(owner, 0.0))
    return scores


def _fits(literal: str, statistic: str, before: str) -> Callable[[str], bool]:
    """Whether an indicator can be printed with the unit of a literal, after these words."""
    plain = plain_spelling(literal)
    allowed = units_of(plain, shipped_endings())
    points = plain.endswith("个百分点") and statistic != "change"
    over = bool(re.search(r"[/‰]", plain))
    rated = over or bool(_RATED.search(before)) or (plain.endswith("元") and bool(_PER_HEAD.search(before)))
    may_rate = rated or bool(_MAY_RATE.search(before))

    def fits(indicator: str) -> bool:
        if statistic == "rank":
            return True
        if points and not indicator.endswith("_gap"):
            return False
        if indicator.endswith(("_added", "_growth")) and statistic != "change":
            return False
        unit = read_mapping("indicators", "indicator_id", "unit")[indicator]
        rate = unit.startswith("per ") or unit == "CNY per person"
        if (rate and not may_rate) or (rated and not rate and not plain.endswith(("%", "个百分点"))):
            return False
        return unit != "rank" and (allowed is None or unit in allowed)

    return fits


def propose(
    text: str, figures: list[dict[str, Any]], chosen: Iterable[int], without: str | None = None
) -> dict[int, tuple[Candidate, Candidate]]:
    """The two likeliest indicators of each chosen figure; a figure and its baseline are judged as one."""
    names = indicator_names(without)
    scores: dict[int, dict[str, float]] = {}
    for index in chosen:
        figure = figures[index]
        before = _CLAUSE.split(text[max(0, figure["start"] - NEAR) : figure["start"]])[-1]
        after = AHEAD.match(text, figure["end"])
        nearby = before + (after.group() if after else "")
        fits = _fits(figure["literal"], figure["statistic"], (figure["label"] or "") + before)
        found = likeness(names, figure["label"] or "", nearby)
        scores[index] = {indicator: score for indicator, score in found.items() if fits(indicator)}
    for index in scores:
        origin = figures[index]["baseline"]
        if origin in scores and (both := scores[origin].keys() & scores[index].keys()):
            joint = {indicator: max(scores[origin][indicator], scores[index][indicator]) for indicator in both}
            scores[origin] = scores[index] = joint
    return {index: _two(found) for index, found in scores.items()}


def _two(scores: Mapping[str, float]) -> tuple[Candidate, Candidate]:
    ranked: list[Candidate] = sorted(scores.items(), key=lambda pair: (-pair[1], pair[0]))[:2]  # type: ignore[assignment]
    first, second = (*ranked, (None, None), (None, None))[:2]
    return first, second
