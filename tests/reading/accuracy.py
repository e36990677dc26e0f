"""How well figures are read from sentences whose figures are known.

python tests/reading/accuracy.py [FILE …] [--misses]

A file holds one JSON object a line: category, text, and the figures in it as a person reads them. A figure counts as
found where start and end agree; value, bounds, unit, qualifier, status, statistic and pairs are counted among those.
"""

from __future__ import annotations

import json
import math
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any

import pandas as pd

import cnhealthdata as chd
from cnhealthdata.tables.frames import records

SENTENCES = Path(__file__).resolve().parent / "marked"
FIELDS = ("value", "bounds", "unit", "qualifier", "status", "statistic")


def sentences(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def _number(value: Any) -> float | None:
    return None if value is None else float(value)


def _same(first: float | None, second: float | None) -> bool:
    if first is None or second is None:
        return first is second
    return first == second or math.isclose(first, second, rel_tol=1e-9)


def compare(wanted: dict[str, Any], found: dict[str, Any]) -> dict[str, bool]:
    """Field by field, whether a figure was read as a person reads it."""
    bounds = (("low", "value_low"), ("high", "value_high"))
    return {
        "value": _same(_number(wanted["value"]), found["value"]),
        "bounds": all(_same(_number(wanted[mine]), found[theirs]) for mine, theirs in bounds),
        **{field: wanted[field] == found[field] for field in FIELDS[2:]},
    }


def count(path: Path) -> tuple[pd.DataFrame, list[str]]:
    """Counts by category, and a line for each figure that was missed or read otherwise."""
    tally: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    misses = []
    for sentence in sentences(path):
        text, counts = sentence["text"], tally[sentence["category"]]
        found = records(chd.extract_figures(text))
        places = {(row["start"], row["end"]): place for place, row in enumerate(found)}
        wanted = sentence["figures"]
        spans = [(figure["start"], figure["end"]) for figure in wanted]
        counts["wanted"] += len(wanted)
        counts["given"] += len(found)
        for figure, span in zip(wanted, spans, strict=True):
            if span not in places:
                misses.append(f"{sentence['category']}: missed {figure['literal']!r} in {text!r}")
                continue
            counts["found"] += 1
            row = found[places[span]]
            for field, right in compare(figure, row).items():
                counts[field] += right
                if not right:
                    misses.append(f"{sentence['category']}: {field} of {figure['literal']!r}: {row} in {text!r}")
            base, given = figure["baseline"], row["baseline"]
            if base is not None or given is not None:
                counts["pairs"] += 1
                same = base is not None and given is not None
                same = same and spans[base] == (found[int(given)]["start"], found[int(given)]["end"])
                counts["pairs right"] += same
                if not same:
                    misses.append(f"{sentence['category']}: baseline of {figure['literal']!r}: {given} in {text!r}")
        for span, place in places.items():
            if span not in spans:
                misses.append(f"{sentence['category']}: invented {found[place]['literal']!r} in {text!r}")
    return pd.DataFrame(tally).T.fillna(0).astype(int), misses


def shares(counts: pd.DataFrame) -> pd.DataFrame:
    """Recall, precision, and the share of fields right among the figures found, with a row for all."""
    counts = counts.reindex(columns=["wanted", "given", "found", *FIELDS, "pairs", "pairs right"], fill_value=0)
    counts.loc["all"] = counts.sum()
    table = pd.DataFrame({"figures": counts["wanted"]})
    table["recall"] = counts["found"] / counts["wanted"]
    table["precision"] = counts["found"] / counts["given"]
    for field in FIELDS:
        table[field] = counts[field] / counts["found"]
    table["pairs"] = counts["pairs right"] / counts["pairs"].where(counts["pairs"] > 0)
    return table


def main(arguments: list[str]) -> None:
    paths = [Path(name) for name in arguments if not name.startswith("--")] or sorted(SENTENCES.glob("figures_*.jsonl"))
    for path in paths:
        counts, misses = count(path)
        print(path.name)
        print(shares(counts).round(4).to_string())
        if "--misses" in arguments:
            print("\n".join(misses))


if __name__ == "__main__":
    main(sys.argv[1:])
