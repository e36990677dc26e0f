"""What this version of the data holds: every fact here may change with the data."""

from __future__ import annotations

import cnhealthdata as chd


def test_five_texts_in_twenty_reports() -> None:
    reports = chd.load_reports()
    assert (len(reports), reports["source_file"].nunique()) == (20, 5)


def test_infant_mortality_is_printed_by_one_report() -> None:
    card = chd.describe("infant_mortality")
    assert (card["reports"], card["years"]) == ("liaoyuan-2021", "2015 to 2020")


def test_the_tour_shows_a_misprint() -> None:
    figure = chd.load_observations(indicator="infant_mortality")["observation_id"].iloc[0]
    assert "misprint_corrected" in str(chd.trace(figure))


def test_places_of_jilin_are_one_city_and_its_counties() -> None:
    assert chd.load_observations(region="吉林").empty
    assert set(chd.load_observations(region="吉林", within=True)["region_code"]) == {"220400", "220421", "220422"}


def test_kinds_that_nobody_reports() -> None:
    assert chd.compare("infant_mortality", status="planned").empty
    assert chd.compare("private_beds_per_1000").empty
    assert chd.change("crude_birth_rate").empty


def test_one_report_prints_maternal_mortality_below_the_nation() -> None:
    deaths = chd.compare("maternal_mortality", benchmark=True)
    assert deaths["nation_better"].tolist() == [True, True]
    assert (deaths["nation_gap"] < 0).all()


def test_beds_of_reports_have_no_value_of_the_nation_in_their_year() -> None:
    assert chd.compare("beds_per_1000", benchmark=True)["nation_value"].isna().all()


def test_eras_targets_and_policies_by_number() -> None:
    assert len(chd.load_eras()) == 6
    assert chd.load_targets()["observation_id"].notna().sum() == 2
    assert 35 <= len(chd.load_policies()) <= 50


def test_a_total_that_does_not_make_its_value_per_head_is_flagged() -> None:
    flagged = chd.load_benchmarks().query("flags.fillna('').str.contains('identity_fails')")
    assert set(flagged["indicator_id"]) == {"total_health_expenditure", "health_expenditure_per_capita"}
    assert set(flagged["year"]) == {2009}


def test_all_provinces_and_prefectures() -> None:
    regions = chd.load_regions()
    assert regions["level"].value_counts().to_dict() == {"prefecture": 333, "province": 34, "county": 19, "country": 1}
    kinds = regions.query("level == 'prefecture'")["name_zh"].str.extract("(市|自治州|地区|盟)$")[0].value_counts()
    assert kinds.to_dict() == {"市": 293, "自治州": 30, "地区": 7, "盟": 3}
    assert regions["macro_region"].value_counts().to_dict() == {"west": 12, "east": 10, "central": 6, "northeast": 3}
