"""Reads the marked sentences beside this file and measures ``extract_figures`` on them.

Run as a script, with the name of the file of sentences, it prints what was missed, invented or read otherwise.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from cnhealthdata.reading.extraction import extract_figures

SENTENCES = Path(__file__).with_name("genre_sentences.txt")
CODES = {
    "ge": "at_least",
    "gt": "more_than",
    "le": "at_most",
    "lt": "less_than",
    "ab": "about",
    "ne": "nearly",
    "rg": "range",
    "mk": "masked",
    "exact": "exact",
}
_MARK = re.compile(r"\{([^{}]*)\}")
_PLAIN = re.compile(r"(-?[\d,. xX]+)[余多]?(百|千)?([万亿]*)[余多]?(.*)")
_RANGE = re.compile(r".*[\d一二三四五六七八九十xX]+[余多]?[万亿]?(.*)")
_CHINESE = re.compile(r"[第前]?[零〇一二两三四五六七八九十百千万亿余多点]+(.*)")
_HALF = str.maketrans("０１２３４５６７８９．，％／（）", "0123456789.,%/()")
_SCALE = {None: 1, "": 1, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8, "万亿": 10**12}


class Marked(NamedTuple):
    """A figure as a reader marked it."""

    start: int
    end: int
    literal: str
    unit: str
    qualifier: str
    value: float | None
    bounds: tuple[float, float] | None
    baseline: int | None  #: start of the figure that it is a change from


class Sentence(NamedTuple):
    """A sentence, its kind, and the figures in it."""

    kind: str
    text: str
    figures: list[Marked]


def read_sentences(path: Path = SENTENCES) -> list[Sentence]:
    """The sentences of a file in the marks described at its head."""
    kind, sentences = "", []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("# -- "):
            kind = line[5:]
        elif line and not line.startswith("#"):
            sentences.append(Sentence(kind, *_read(line.replace("\\n", "\n"))))
    return sentences


def _read(line: str) -> tuple[str, list[Marked]]:
    text, figures, last = "", [], 0
    for mark in _MARK.finditer(line):
        text += line[last : mark.start()]
        literal, *notes = mark[1].split("|")
        figures.append(_marked(len(text), literal, notes, figures))
        text += literal
        last = mark.end()
    return text + line[last:], figures


def _marked(start: int, literal: str, notes: list[str], before: list[Marked]) -> Marked:
    said = dict(note.split("=", 1) for note in notes if "=" in note)
    half = literal.translate(_HALF)
    qualifier = next((CODES[note] for note in notes if note in CODES), "exact")
    plain = _PLAIN.fullmatch(half)
    shape = _RANGE.fullmatch(half) if qualifier == "range" else plain or _CHINESE.fullmatch(half)
    unit = said["u"] if "u" in said else shape[len(shape.groups())].strip() if shape else ""
    value = float(said["v"]) if "v" in said else None
    if value is None and plain and qualifier not in {"range", "masked"}:
        value = float(re.sub("[, ]", "", plain[1])) * _SCALE[plain[2]] * _SCALE[plain[3]]
    bounds = tuple(float(bound) for bound in said["b"].split(",")) if "b" in said else None
    back = next((int(note[1:]) for note in notes if note.startswith("<")), 0)
    baseline = before[-back].start if back else None
    return Marked(start, start + len(literal), literal, unit, qualifier, value, bounds, baseline)


class Score(NamedTuple):
    """Counts over a file of sentences."""

    counts: Counter[str]
    faults: list[str]

    def share(self, part: str, whole: str) -> float:
        return self.counts[part] / self.counts[whole] if self.counts[whole] else 1.0


def measure(sentences: list[Sentence]) -> Score:
    """Spans, units, qualifiers, values, bounds and pairs against the marks."""
    counts: Counter[str] = Counter()
    faults = []
    for kind, text, marked in sentences:
        frame = extract_figures(text)
        starts = frame["start"].tolist()
        found = {(row.start, row.end): row for row in frame.itertuples()}
        wanted = {(figure.start, figure.end): figure for figure in marked}
        counts["marked"] += len(wanted)
        counts["found"] += len(found)
        faults += [f"{kind}: missed {wanted[span].literal} in {text}" for span in wanted.keys() - found.keys()]
        faults += [f"{kind}: invented {found[span].literal} in {text}" for span in found.keys() - wanted.keys()]
        for span in wanted.keys() & found.keys():
            figure, row = wanted[span], found[span]
            origin = None if pd.isna(row.baseline) else starts[int(row.baseline)]
            checks = {
                "unit": row.unit == figure.unit,
                "qualifier": row.qualifier == figure.qualifier,
                "value": figure.value is None or abs(row.value - figure.value) <= 1e-6 * max(1, abs(figure.value)),
                "bounds": figure.bounds is None or (row.value_low, row.value_high) == figure.bounds,
            }
            counts["right"] += 1
            if figure.baseline is not None or origin is not None:
                checks["pair"] = origin == figure.baseline
                counts["pairs"] += 1
            for name, fine in checks.items():
                counts[name] += fine
                if not fine:
                    seen = f"{row.unit} {row.qualifier} {row.value} [{row.value_low}, {row.value_high}] {origin}"
                    faults.append(f"{kind}: {name} of {figure.literal} read as {seen}, wanted {figure} in {text}")
    return Score(counts, sorted(faults))


def report(score: Score) -> str:
    """The shares in one line."""
    shares = {
        "recall": ("right", "marked"),
        "precision": ("right", "found"),
        "unit": ("unit", "right"),
        "qualifier": ("qualifier", "right"),
        "value": ("value", "right"),
        "bounds": ("bounds", "right"),
        "pair": ("pair", "pairs"),
    }
    return f"{score.counts['marked']} figures, " + ", ".join(
        f"{name} {score.share(*parts):.4f}" for name, parts in shares.items()
    )


if __name__ == "__main__":
    result = measure(read_sentences(Path(sys.argv[1]) if len(sys.argv) > 1 else SENTENCES))
    print(report(result), *result.faults, sep="\n")
