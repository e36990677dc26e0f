"""describe, find, trace, cite: what a user asks first."""

from __future__ import annotations

import pandas as pd
import pytest

import cnhealthdata as chd


def test_overview_lists_every_table_with_its_loader() -> None:
    overview = chd.list_datasets()
    for row in overview.itertuples():
        everything = {"method": None} if row.name in {"benchmarks", "panel"} else {}
        frame = getattr(chd, row.loader.removesuffix("()"))(**everything)
        assert (row.rows, row.columns <= frame.shape[1]) == (len(frame), True)
    pd.testing.assert_frame_equal(chd.describe(), overview)


def test_card_of_an_indicator() -> None:
    card = chd.describe("婴儿死亡率")
    assert card.name == "infant_mortality"
    assert card["unit"] == "per 1000 live births"
    assert card["sdg"] == "3.2.1"
    rows = chd.load_observations(indicator="infant_mortality")
    assert card["reports"].split(", ") == sorted(set(rows["report_id"]))
    assert card["years"] == f"{rows['year'].min()} to {rows['year'].max()}"


def test_card_of_a_measure() -> None:
    assert "changzhou-2020" in chd.describe("two_invoice_rule")["reports"]


def test_unknown_name_is_met_with_the_nearest() -> None:
    with pytest.raises(chd.UnknownNameError, match="observations"):
        chd.describe("observation")


@pytest.mark.parametrize(("word", "hit"), [("床位", "beds_total"), ("beds", "beds_total"), ("BEDS", "beds_total")])
def test_find_in_both_languages(word: str, hit: str) -> None:
    assert hit in set(chd.find(word)["id"])


@pytest.mark.parametrize("name", ["Luliang", "lvliang", "Lüliang", "lü liang"])
def test_find_knows_every_spelling_that_the_loaders_know(name: str) -> None:
    assert "141100" in set(chd.find(name)["id"])
    assert not chd.load_observations(region=name).empty


def test_find_refuses_a_word_without_letters() -> None:
    with pytest.raises(chd.InvalidArgumentError, match="empty"):
        chd.find(" - ")


def test_find_reaches_measures_places_reports_and_printed_terms() -> None:
    assert "drg_payment" in set(chd.find("DRG")["id"])
    assert "220400" in set(chd.find("辽源")["id"])
    assert "zhuzhou-2022" in set(chd.find("株洲")["id"])
    assert "infant_mortality" in set(chd.find("婴儿死亡率")["id"])
    assert chd.find("no such thing at all").empty
    with pytest.raises(chd.InvalidArgumentError, match="find"):
        chd.find("  ")


def test_trace_tells_the_whole_story() -> None:
    found = chd.trace("liaoyuan-2021@433")
    text = str(found)
    for words in ("4.22%", "4.22 per 1000 live births", "misprint_corrected", "code points 433 to 438"):
        assert words in text
    repeated = chd.trace("liaoyuan-2021@3282")
    assert len(repeated.repeats) == 5
    masked = str(
        chd.trace(chd.load_observations(report="compilation-04", indicator="life_expectancy")["observation_id"].item())
    )
    assert "10 to 99.99 years" in masked
    assert "confidence high" in masked


def test_every_figure_can_be_traced_and_cited() -> None:
    for figure in chd.load_observations()["observation_id"]:
        assert figure in str(chd.trace(figure))
    for row in chd.load_reports().itertuples():
        for style in ("text", "bibtex", "gbt7714"):
            words = chd.cite(row.report_id, style)
            for part in (row.report_id, row.title_zh, row.issuer, chd.DATA_VERSION):
                assert part in words, (row.report_id, style, part)


def test_trace_and_cite_refuse_what_they_do_not_know() -> None:
    with pytest.raises(chd.UnknownNameError, match="liaoyuan-2021@433"):
        chd.trace("liaoyuan-2021@434")
    with pytest.raises(chd.UnknownNameError, match="liaoyuan-2021@433"):
        chd.cite("liaoyuan-2021@434")
    with pytest.raises(chd.UnknownNameError, match="'changzhou-2020'"):
        chd.cite("changzhou")
    with pytest.raises(chd.InvalidArgumentError, match="text, bibtex, gbt7714"):
        chd.cite(style="mla")  # type: ignore[arg-type]


def test_citations_name_report_figure_and_version() -> None:
    assert "15.04/10万" in chd.cite("liaoyuan-2021@478")
    assert chd.cite("liaoyuan-2021@478", "bibtex").startswith("@misc{liaoyuan-2021-at-478,")
    assert "[DB]" in chd.cite(style="gbt7714")
    assert all(chd.DATA_VERSION in chd.cite(target, "text") for target in (None, "zhuzhou-2022"))


@pytest.mark.parametrize("style", ["text", "bibtex", "gbt7714"])
def test_every_source_can_be_cited_with_its_reference_and_address(style: str) -> None:
    for row in chd.load_sources().itertuples():
        words = chd.cite(row.source_id, style)  # type: ignore[arg-type]
        assert row.reference in words
        assert isinstance(row.url, str) == ("http" in words.replace(row.reference, ""))
