"""Long series, eras, plans and outcomes, and figures beside province and nation."""

from __future__ import annotations

import pandas as pd
import pytest

import cnhealthdata as chd

SHARES = ["government_share", "social_share", "out_of_pocket_share"]
LONG = sorted(set(chd.load_benchmarks()["indicator_id"]))


@pytest.mark.parametrize("indicator", LONG)
def test_a_series_is_one_line_of_one_method(indicator: str) -> None:
    line = chd.series(indicator)
    values = line.dropna(subset=["value"])
    nation = chd.load_benchmarks(indicator=indicator, region="China")
    assert values["value"].tolist() == nation.sort_values("year")["value"].tolist()
    assert line["year"].is_monotonic_increasing
    breaks = values.iloc[1:]
    assert line["value"].isna().sum() == (breaks["obs_status"] == "B").sum()
    for _, part in values.groupby("segment"):
        assert not (part["obs_status"].iloc[1:] == "B").any()


def test_a_break_is_a_gap() -> None:
    line = chd.series("beds_per_1000")
    at = line.index[line["value"].isna()]
    assert len(at) == 1
    assert line.loc[at[0], "year"] == line.loc[at[0] + 1, "year"] == 2002
    assert line.loc[at[0] - 1, "segment"] + 1 == line.loc[at[0] + 1, "segment"]


def test_methods_stay_apart() -> None:
    official, modelled = (chd.series("infant_mortality", method=method) for method in ("official", "modelled"))
    assert not official.empty
    assert not modelled.empty
    both = chd.load_benchmarks(indicator="infant_mortality", region="China", method=None)
    assert len(both) == official["value"].notna().sum() + modelled["value"].notna().sum()
    with pytest.raises(chd.InvalidArgumentError, match="official, modelled"):
        chd.series("infant_mortality", method="guessed")
    with pytest.raises(chd.UnknownNameError, match="Jilin"):
        chd.series("infant_mortality", "Jiln")


def test_provinces_stand_one_after_the_other() -> None:
    line = chd.series("life_expectancy", ["Jilin", "江苏"])
    assert line["place"].drop_duplicates().tolist() == ["Jilin", "Jiangsu"]


def test_the_concepts_of_two_accounts_have_two_names() -> None:
    chinese = chd.series("out_of_pocket_share").set_index("year")["value"]
    world = chd.series("out_of_pocket_share_che", method="modelled").set_index("year")["value"]
    assert world[2022] > chinese[2022]
    assert chd.series("out_of_pocket_share", method="modelled").empty


def test_shares_make_a_hundred_where_all_three_were_read() -> None:
    wide = pd.concat({name: chd.series(name).set_index("year")["value"].dropna() for name in SHARES}, axis=1).dropna()
    assert len(wide) >= 20
    assert wide.sum(axis=1).between(99.79, 100.21).all()


def test_eras_follow_each_other_and_hold_their_policies() -> None:
    eras = chd.eras()
    assert (eras["end"].iloc[:-1] + 1).tolist() == eras["start"].iloc[1:].tolist()
    assert eras["end"].isna().tolist() == [False] * (len(eras) - 1) + [True]
    dates = chd.load_policies().set_index("policy_id")["date"]
    for row in eras.itertuples():
        assert len(row.policies.split(";")) >= 3
        for policy in row.policies.split(";"):
            assert row.start <= int(dates[policy][:4]) <= (9999 if pd.isna(row.end) else row.end)


def test_change_in_an_era_is_computed_from_its_ends() -> None:
    line = chd.series("out_of_pocket_share").set_index("year")["value"]
    for row in chd.eras("out_of_pocket_share").dropna(subset=["change"]).itertuples():
        assert row.change == pytest.approx(line[row.year_to] - line[row.year_from])
        assert row.per_year == pytest.approx(row.change / (row.year_to - row.year_from))
        assert row.start <= row.year_from < row.year_to


def test_no_change_is_drawn_across_a_break() -> None:
    table = chd.eras("beds_per_1000").set_index("era_id")
    assert pd.isna(table.loc["rebuilding_insurance", "change"])
    assert table.loc["healthy_china", "change"] > 0


def test_progress_of_the_nation() -> None:
    table = chd.progress("infant_mortality").set_index("plan")
    row = table.loc["Healthy China 2030 outline"]
    assert (row["baseline_year"], row["target"], row["bound"]) == (2015, 5, "at_most")
    assert row["covered"] == pytest.approx((row["latest"] - row["baseline"]) / (row["target"] - row["baseline"]) * 100)
    assert row["years_left"] == row["target_year"] - row["latest_year"]
    assert row["reached"] == (row["latest"] <= row["target"])


def test_progress_of_a_relative_target() -> None:
    (row,) = chd.progress("premature_ncd_mortality").query("bound == 'relative_change'").head(1).itertuples()
    assert row.target == pytest.approx(row.baseline * 0.7)
    assert not row.reached


def test_progress_of_a_city_without_outcome_claims_nothing() -> None:
    row = chd.progress("age_friendly_institution_rate", "株洲").iloc[0]
    assert row["target"] == 80
    assert pd.isna(row["covered"])
    assert pd.isna(row["reached"])


def test_targets_of_reports_lead_to_their_figures() -> None:
    targets = chd.load_targets().dropna(subset=["observation_id"])
    figures = chd.load_observations().set_index("observation_id")
    assert len(targets)
    for row in targets.itertuples():
        assert figures.loc[row.observation_id, "status"] == "target"
        assert figures.loc[row.observation_id, "value"] == row.value


def test_figures_beside_province_and_nation() -> None:
    table = chd.compare("life_expectancy", benchmark=True).set_index(["report_id", "year"])
    row = table.loc[("changzhou-2020", 2020)]
    nation = chd.load_benchmarks(indicator="life_expectancy", region="China", year=2020)["value"].item()
    assert row["nation_value"] == nation
    assert row["nation_gap"] == pytest.approx(82.83 - nation)
    assert row["nation_gap_pct"] == pytest.approx((82.83 / nation - 1) * 100)
    assert row["province_value"] == 79.32
    assert bool(row["nation_better"])


def test_lower_is_better_for_deaths_and_no_bound_decides_by_itself() -> None:
    deaths = chd.compare("maternal_mortality", "Liaoyuan", benchmark=True)
    deaths = deaths[deaths["nation_value"].notna()]
    assert len(deaths) >= 2
    assert (deaths["nation_better"] == (deaths["nation_gap"] < 0)).all()
    masked = chd.compare("life_expectancy", benchmark=True).set_index("report_id").loc["compilation-04"]
    assert pd.isna(masked["nation_value"])
    assert pd.isna(masked["nation_better"])


def test_nothing_is_interpolated_unless_allowed() -> None:
    plain = chd.compare("beds_per_1000", benchmark=True)
    held = set(chd.load_benchmarks(indicator="beds_per_1000", region="China")["year"])
    assert (plain["nation_value"].notna() == plain["year"].isin(held)).all()
    exact = chd.compare("life_expectancy", benchmark=True).set_index(["report_id", "year"])
    near = chd.compare("life_expectancy", benchmark=True, nearest_year=5).set_index(["report_id", "year"])
    assert pd.isna(exact.loc[("liaoyuan-2021", 2015), "province_value"])
    used = near.loc[("liaoyuan-2021", 2015), "province_year"]
    assert pd.isna(used) or abs(used - 2015) <= 5
    with pytest.raises(chd.InvalidArgumentError, match="number of years"):
        chd.compare("life_expectancy", benchmark=True, nearest_year=-1)
    with pytest.raises(chd.InvalidArgumentError, match="number of years"):
        chd.compare("life_expectancy", benchmark=True, nearest_year=1.5)  # type: ignore[arg-type]


def test_policies_by_theme_and_date() -> None:
    policies = chd.load_policies()
    assert policies["date"].is_monotonic_increasing
    some = chd.load_policies(theme=["insurance", "payment"], start="1998-12", end=2021)
    assert set(some["theme"]) == {"insurance", "payment"}
    assert some["date"].iloc[0] == "1998-12-14"
    assert some["date"].str.slice(0, 4).max() == "2021"
    with pytest.raises(chd.InvalidArgumentError, match="epidemic"):
        chd.load_policies(theme="money")
    with pytest.raises(chd.InvalidArgumentError, match="2009-03-17"):
        chd.load_policies(start="March 2009")


def test_measures_lead_to_policies() -> None:
    measures = chd.load_measures().dropna(subset=["policy_id"])
    assert len(measures) >= 20
    assert set(measures["policy_id"]) <= set(chd.load_policies()["policy_id"])


@pytest.mark.parametrize(
    ("table", "column", "value", "rule"),
    [
        ("benchmarks", "value", 9999.0, "benchmark_ranges"),
        ("benchmarks", "flags", "no_such_flag", "benchmark_flags"),
        ("benchmarks", "flags", "yearly_jump", "yearly_jumps"),
        ("targets", "base_year", 2100, "target_years"),
        ("policies", "date", "1901", "policy_dates"),
        ("eras", "policy_ids", "2009_health_reform", "era_years"),
    ],
)
def test_rules_notice(table: str, column: str, value: object, rule: str) -> None:
    frame = getattr(chd, f"load_{table}")(**({"labels": False} if table in {"benchmarks", "targets"} else {}))
    if table == "benchmarks":
        frame = chd.load_benchmarks(method=None, labels=False)
    if table == "policies":
        frame = frame.sort_values("policy_id").reset_index(drop=True)
    frame.loc[0, column] = value
    failures = chd.validate(frame, table=table)
    assert rule in set(failures["rule"])
    assert 0 in set(failures.loc[failures["rule"] == rule, "row"])


def test_a_share_that_breaks_the_sum_is_noticed() -> None:
    frame = chd.load_benchmarks(method=None, labels=False)
    row = frame.index[(frame["indicator_id"] == "out_of_pocket_share") & (frame["year"] == 2000)][0]
    frame.loc[row, "value"] += 1
    failures = chd.validate(frame, table="benchmarks")
    assert row in set(failures.loc[failures["rule"] == "printed_sums", "row"])


def test_a_target_must_be_what_its_report_prints() -> None:
    frame = chd.load_targets(labels=False)
    row = frame.index[frame["observation_id"].notna()][0]
    frame.loc[row, "value"] += 1
    assert row in set(chd.validate(frame, table="targets")["row"])


LINES = chd.load_benchmarks(method=None, labels=False)[["indicator_id", "region_code", "method"]].drop_duplicates()


def test_segments_follow_the_breaks_that_are_told() -> None:
    """A new segment begins with the first value at or after each break, and nowhere else."""
    breaks = chd.load_breaks()
    told = 0
    for line in LINES.itertuples():
        known = chd.series(line.indicator_id, line.region_code, method=line.method).dropna(subset=["value"])
        own = breaks[(breaks["indicator_id"] == line.indicator_id) & (breaks["method"] == line.method)]
        own = own[own["region_code"].isna() | (own["region_code"] == line.region_code)]
        years = known["year"].tolist()
        firsts = {min(year for year in years if year >= when) for when in own["year"] if years[0] < when <= years[-1]}
        assert set(known.loc[known["segment"].diff() > 0, "year"]) == firsts, line
        assert set(known.loc[known["obs_status"] == "B", "year"]) == firsts, line
        told += len(firsts)
    assert told >= len(breaks) - 5


def test_a_series_says_what_changed() -> None:
    said = chd.series("health_institutions").attrs["breaks"]
    rows = chd.load_breaks(indicator="health_institutions")
    assert said == [f"{row.year}: {row.change_en}" for row in rows.itertuples()]
    assert "breaks" in chd.describe("health_institutions")
    assert chd.series("life_expectancy", method="modelled").attrs["breaks"] == []
