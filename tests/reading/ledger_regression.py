"""The five curated texts as a test of ``extract_figures``: run as a script, it prints every miss.

The ledger lists every numeral of the texts; its observations and repeats are the figures to be found.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import NamedTuple

import pandas as pd

import cnhealthdata as chd
from cnhealthdata.reading.extraction import extract_figures


class Outcome(NamedTuple):
    """What the comparison with the ledger found."""

    expected: int
    found: int
    right: int
    misses: list[str]
    inventions: list[str]
    agreement: dict[str, tuple[int, int]]
    disagreements: list[str]

    @property
    def recall(self) -> float:
        return self.right / self.expected

    @property
    def precision(self) -> float:
        return self.right / self.found


COMPARED = ("qualifier", "status", "statistic", "value", "value_low", "value_high", "baseline")


#: The texts that the README speaks of; the package began with them.
FIRST = ("liaoyuan-2021", "lvliang-2023", "changzhou-2020", "zhuzhou-2022", "compilation-01")


def compare_with_ledger(folder: Path) -> Outcome:
    """Extract the figures of the first five texts and set them against the ledger, span by span."""
    files = chd.load_reports().set_index("report_id")["source_file"].to_dict()
    first = {files[report] for report in FIRST}
    files = {report: file for report, file in files.items() if file in first}
    files["compilation-00"] = files["compilation-01"]
    texts = {name: (folder / name).read_bytes().decode("utf-8") for name in sorted(set(files.values()))}
    ledger = chd.load_ledger()
    ledger = ledger[(ledger["disposition"] != "excluded") & ledger["report_id"].isin(files)]
    facts = chd.load_observations().set_index("observation_id")
    expected = {(files[row.report_id], row.char_start, row.char_end): row for row in ledger.itertuples()}
    found = {}
    for name, text in texts.items():
        frame = extract_figures(text)
        for row in frame.itertuples():
            origin = None if pd.isna(row.baseline) else frame["start"].iloc[int(row.baseline)]
            found[name, row.start, row.end] = (row, origin)

    def excerpt(key: tuple[str, int, int]) -> str:
        name, start, end = key
        text = texts[name]
        words = f"{text[max(0, start - 16) : start]}[{text[start:end]}]{text[end : end + 12]}"
        return f"{name[:3]}@{start}: {words}".replace("\n", "/")

    agreement = dict.fromkeys(COMPARED, (0, 0))
    disagreements = []
    for key in expected.keys() & found.keys():
        (row, origin), fact = found[key], facts.loc[expected[key].observation_id]
        if isinstance(fact, pd.DataFrame):
            fact = fact.iloc[0]
        if fact["flags"] is not None and isinstance(fact["flags"], str) and "implied_value" in fact["flags"]:
            continue
        told = {column: fact[column] for column in COMPARED if column != "baseline"}
        told["baseline"] = fact["baseline_id"]
        for column in COMPARED:
            mine = origin if column == "baseline" else getattr(row, column)
            if column == "baseline":
                same = pd.isna(told[column]) == (mine is None)
            else:
                same = (pd.isna(mine) and pd.isna(told[column])) or mine == told[column]
            right, total = agreement[column]
            agreement[column] = (right + bool(same), total + 1)
            if not same:
                disagreements.append(f"{column}: {excerpt(key)} mine {mine}, ledger {told[column]}")
    return Outcome(
        expected=len(expected),
        found=len(found),
        right=len(expected.keys() & found.keys()),
        misses=[excerpt(key) for key in sorted(expected.keys() - found.keys())],
        inventions=[excerpt(key) for key in sorted(found.keys() - expected.keys())],
        agreement=agreement,
        disagreements=sorted(disagreements),
    )


if __name__ == "__main__":
    outcome = compare_with_ledger(Path(sys.argv[1]))
    print(f"recall {outcome.recall:.4f} ({outcome.right} of {outcome.expected})")
    print(f"precision {outcome.precision:.4f} ({outcome.right} of {outcome.found})")
    for column, (right, total) in outcome.agreement.items():
        print(f"{column}: {right} of {total}")
    print("\nNot found:", *outcome.misses, sep="\n  ")
    print("\nFound, not in the ledger as figures:", *outcome.inventions, sep="\n  ")
    print("\nRead otherwise:", *outcome.disagreements, sep="\n  ")
