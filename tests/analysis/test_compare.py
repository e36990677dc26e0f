"""Figures side by side, and against their past."""

from __future__ import annotations

import pandas as pd
import pytest

import cnhealthdata as chd

KINDS = chd.load_observations()[["indicator_id", "status", "statistic"]].drop_duplicates()


@pytest.mark.parametrize(("indicator", "status", "statistic"), list(KINDS.itertuples(index=False, name=None)))
def test_compare_never_mixes_kinds(indicator: str, status: str, statistic: str) -> None:
    table = chd.compare(indicator, status=status, statistic=statistic)
    assert set(table["status"]) == {status}
    assert set(table["statistic"]) == {statistic}
    assert table["unit"].nunique() == 1
    assert (table["comparable"] == table["why_not"].isna()).all()
    assert (table["comparable"] == table["why_codes"].isna()).all()
    aside = sum(note.count("@") for note in table.attrs["notes"] if note.startswith("Set aside"))
    assert len(table) + aside == len(chd.load_observations(indicator=indicator))


def test_compare_of_a_kind_that_nobody_reports_is_empty() -> None:
    planned = set(KINDS.loc[KINDS["status"] == "planned", "indicator_id"])
    indicator = min(set(KINDS["indicator_id"]) - planned)
    assert chd.compare(indicator, status="planned").empty


def test_compare_says_why_a_row_does_not_compare() -> None:
    table = chd.compare("life_expectancy").set_index("report_id")
    assert table.loc["changzhou-2020", "why_codes"] == "scope;definition"
    assert not table.loc["changzhou-2020", "comparable"]
    assert "definition differs" in table.loc["changzhou-2020", "why_not"]
    literacy = chd.compare("health_literacy").set_index("report_id")
    assert literacy.loc["changzhou-2020", "comparable"]
    assert "place is not known" in literacy.loc["compilation-10", "why_not"]
    standard = chd.compare("pcf_standard_rate").set_index("report_id")
    assert standard.loc["lvliang-2023", "why_not"].startswith("it covers only")


def test_compare_keeps_the_places_asked_for() -> None:
    table = chd.compare("public_health_funding_per_capita", regions=["吕梁", "Changzhou"])
    assert set(table["place"]) == {"Lüliang", "Changzhou"}
    with pytest.raises(chd.UnknownNameError, match="Changzhou"):
        chd.compare("public_health_funding_per_capita", regions="Chanzhou")
    with pytest.raises(chd.InvalidArgumentError, match="actual"):
        chd.compare("public_health_funding_per_capita", status="real")


def change_in(report: str, indicator: str) -> pd.Series:
    """The first change of an indicator that a report prints, whatever other reports print."""
    return chd.change(indicator).query("report_id == @report").iloc[0]


def test_change_is_computed_from_its_ends() -> None:
    row = change_in("liaoyuan-2021", "life_expectancy")
    assert row["absolute"] == pytest.approx(79.41 - 77.32)
    assert row["relative"] == pytest.approx((79.41 / 77.32 - 1) * 100)
    assert row["per_year"] == pytest.approx((79.41 - 77.32) / 5)


def test_change_carries_bounds_through() -> None:
    row = change_in("liaoyuan-2021", "poor_reimbursement_rate")
    assert (row["absolute_low"], row["absolute_high"]) == pytest.approx((90 - 68.7, 100 - 68.7))
    masked = change_in("compilation-08", "icu_beds")
    assert pd.isna(masked["absolute"])
    assert masked["absolute_low"] == 100_000 - 999_000
    assert masked["absolute_high"] == 999_000 - 100_000


def test_change_to_zero_and_without_years() -> None:
    deaths = change_in("liaoyuan-2021", "maternal_mortality")
    assert deaths["relative"] == -100
    funding = change_in("lvliang-2023", "public_health_funding_per_capita")
    assert pd.isna(funding["per_year"])
    assert funding["absolute"] == 5


def test_change_without_pairs_is_empty() -> None:
    figures = chd.load_observations()
    paired = set(figures.loc[figures["baseline_id"].notna(), "indicator_id"])
    assert chd.change(min(set(figures["indicator_id"]) - paired)).empty
