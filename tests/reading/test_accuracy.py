"""Figures are found in sentences that were written by people who had not seen the grammar."""

from __future__ import annotations

from pathlib import Path

import accuracy
import ledger_regression
import pytest
from support import ROOT

FILES = sorted(accuracy.SENTENCES.glob("figures_*.jsonl"))
#: Least recall, precision, unit, qualifier and pairs. The last set counts age brackets as figures, the grammar none.
FLOORS = {
    "figures_a": (0.98, 0.98, 0.97, 0.97, 0.95),
    "figures_b": (0.98, 0.98, 0.97, 0.97, 0.95),
    "figures_c": (0.94, 0.98, 0.97, 0.97, 0.95),
}
COLUMNS = ["recall", "precision", "unit", "qualifier", "pairs"]


@pytest.fixture(scope="module", params=FILES, ids=lambda path: path.stem)
def measured(request: pytest.FixtureRequest) -> tuple[Path, dict[str, float], int]:
    table = accuracy.shares(accuracy.count(request.param)[0])
    return request.param, table.loc["all", COLUMNS].to_dict(), int(table.loc["all", "figures"])


def test_sentences_are_marked_where_their_figures_stand(measured: tuple[Path, dict[str, float], int]) -> None:
    for sentence in accuracy.sentences(measured[0]):
        figures = sentence["figures"]
        assert [figure["start"] for figure in figures] == sorted({figure["start"] for figure in figures})
        for figure in figures:
            assert sentence["text"][figure["start"] : figure["end"]] == figure["literal"]


def test_accuracy_does_not_fall(measured: tuple[Path, dict[str, float], int]) -> None:
    path, shares, figures = measured
    assert figures > 500
    for column, floor in zip(COLUMNS, FLOORS[path.stem], strict=True):
        assert shares[column] >= floor, column


def test_readme_quotes_what_is_measured(measured: tuple[Path, dict[str, float], int]) -> None:
    path, shares, figures = measured
    row = f"| `{path.name}` | {figures} | " + " | ".join(f"{100 * shares[column]:.1f} %" for column in COLUMNS) + " |"
    assert row in (ROOT / "README.md").read_text(encoding="utf-8"), row


def test_readme_quotes_what_is_found_in_the_ledger(sources: Path) -> None:
    found = ledger_regression.compare_with_ledger(sources)
    words = f"{found.right} of the {found.expected} figures in the ledger"
    text = " ".join((ROOT / "README.md").read_text(encoding="utf-8").split())
    assert words in text
    assert found.found - found.right == 5, "the README says five"
