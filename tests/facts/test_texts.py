"""The tables against the source texts themselves."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import pandas as pd
import pytest

import cnhealthdata as chd


@pytest.fixture(scope="module")
def texts(sources: Path) -> dict[str, str]:
    return {path.name: path.read_bytes().decode("utf-8") for path in sources.glob("*.txt")}


def test_every_text_is_the_one_curated(sources: Path) -> None:
    reports = chd.load_reports().drop_duplicates("source_file")
    assert len(reports) >= 5
    for row in reports.itertuples():
        assert hashlib.sha256((sources / row.source_file).read_bytes()).hexdigest() == row.source_sha256


@pytest.mark.parametrize("table", ["observations", "ledger"])
def test_every_literal_stands_at_its_span(table: str, texts: dict[str, str]) -> None:
    files = chd.load_reports().set_index("report_id")["source_file"].to_dict()
    files["compilation-00"] = files["compilation-01"]
    frame = getattr(chd, f"load_{table}")()
    printed = [texts[files[row.report_id]][row.char_start : row.char_end] == row.literal for row in frame.itertuples()]
    assert all(printed)
    assert len(printed) > 600


def test_every_digit_and_mask_is_in_the_ledger_once(texts: dict[str, str]) -> None:
    files = chd.load_reports().set_index("report_id")["source_file"].to_dict()
    files["compilation-00"] = files["compilation-01"]
    covered: dict[tuple[str, int], int] = {}
    for row in chd.load_ledger().itertuples():
        for place in range(row.char_start, row.char_end):
            key = (files[row.report_id], place)
            covered[key] = covered.get(key, 0) + 1
    numerals = {
        (name, place)
        for name, text in texts.items()
        for found in re.finditer(r"[0-9０-９xX]+", text)
        for place in range(*found.span())
    }
    assert len(numerals) > 2000
    assert numerals <= set(covered)
    assert set(covered.values()) == {1}


def test_terms_and_evidence_are_words_of_the_page(texts: dict[str, str]) -> None:
    reports = chd.load_reports().set_index("report_id")
    pages = {key: texts[row["source_file"]][row["char_start"] : row["char_end"]] for key, row in reports.iterrows()}
    observations = chd.load_observations()
    assert all(row.term in pages[row.report_id] for row in observations.itertuples())
    for report, evidence in reports["region_evidence"].dropna().items():
        for words in re.findall(r"[\u4e00-\u9fffx（）()]{2,}", evidence):
            assert words in pages[report], (report, words)


def test_no_sentence_of_a_text_is_copied(texts: dict[str, str]) -> None:
    grams = {text[i : i + 18] for text in texts.values() for i in range(len(text) - 17)}
    tables = ("observations", "ledger", "reforms", "indicators", "measures", "flags", "identities")
    for table in tables:
        for column, values in getattr(chd, f"load_{table}")().items():
            for value in map(str, values.dropna().unique()):
                assert not any(value[i : i + 18] in grams for i in range(len(value) - 17)), (table, column, value)


def test_validation_with_the_texts_finds_nothing(sources: Path) -> None:
    assert chd.validate(sources=sources).empty


def test_a_changed_text_is_refused(tmp_path: Path, sources: Path) -> None:
    name = chd.load_reports()["source_file"].iloc[0]
    (tmp_path / name).write_bytes((sources / name).read_bytes() + b" ")
    report = chd.load_reports()["report_id"].iloc[0]
    figure = chd.load_observations(report=report)["observation_id"].iloc[0]
    with pytest.raises(chd.SourceTextError, match="not the text that was curated"):
        chd.trace(figure, sources=tmp_path)
    with pytest.raises(chd.SourceTextError, match="Give the folder that holds it"):
        chd.trace(figure, sources=tmp_path / "nowhere")
    failures = chd.validate(sources=tmp_path)
    assert set(failures.loc[failures["rule"] == "texts", "table"]) == {"reports"}


def test_trace_shows_the_words_around(sources: Path) -> None:
    found = chd.trace("liaoyuan-2021@433", sources=sources)
    assert found.before is not None
    assert found.before.endswith("婴儿死亡率由")
    assert found.literal in str(found)


def test_masked_figures_hold_their_digits() -> None:
    masked = chd.load_observations()
    masked = masked[masked["qualifier"] == "masked"]
    assert masked["value"].isna().all()
    assert (masked["obs_status"] == "Q").all()
    bounded = masked.dropna(subset=["value_low"])
    assert (bounded["value_low"] <= bounded["value_high"]).all()
    assert pd.notna(bounded["value_high"]).all()
