"""All provinces over the years."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest
from support import ROOT

import cnhealthdata as chd

INDICATORS = sorted(set(chd.load_panel(method=None)["indicator_id"]))


def test_the_panel_is_built_from_the_printed_tables() -> None:
    sys.path.insert(0, str(ROOT / "curation" / "panel"))
    try:
        import build
    finally:
        sys.path.pop(0)
    assert build.text_of(build.build()) == (ROOT / "datasets" / "panel.csv").read_text(encoding="utf-8")


def test_the_report_reaches_the_goals_it_states() -> None:
    command = [sys.executable, str(ROOT / "curation" / "panel" / "build.py"), "--report"]
    words = subprocess.run(command, capture_output=True, text=True, check=True, encoding="utf-8").stdout
    assert "identity_fails: 0 rows" in words
    found = re.search(r"(\d+) with 28 provinces or more in years ten apart, (\d+) with ten years in a row", words)
    assert found
    far, long = map(int, found.groups())
    assert far >= 14
    assert long >= 14


@pytest.mark.parametrize(("indicator", "off"), [("beds_total", 0.006), ("health_institutions", 0.002)])
def test_provinces_add_up_to_the_nation(indicator: str, off: float) -> None:
    sums = chd.load_panel(indicator=indicator).groupby("year")["value"].sum()
    nation = chd.load_benchmarks(indicator=indicator, region="China").set_index("year")["value"]
    both = sums.index.intersection(nation.index)
    assert len(both) >= 10
    assert ((sums[both] / nation[both] - 1).abs() < off).all()


def test_births_less_deaths_make_growth() -> None:
    frames = {name: chd.panel(name) for name in ("crude_birth_rate", "crude_death_rate", "natural_growth_rate")}
    table = chd.panel(list(frames))
    assert len(table) == min(map(len, frames.values()))
    off = table["crude_birth_rate"] - table["crude_death_rate"] - table["natural_growth_rate"]
    assert (off.abs() < 0.0201).all()


@pytest.mark.parametrize("indicator", INDICATORS)
def test_every_indicator_has_most_provinces(indicator: str) -> None:
    method = "modelled" if indicator.startswith("life_expectancy") else "official"
    table = chd.panel(indicator, method=method)
    assert table.groupby("year")["region_code"].nunique().min() >= 28
    assert table["macro_region"].isin(["east", "central", "west", "northeast"]).all()
    assert table.attrs["indicator"] == indicator


def test_wide_has_provinces_and_years() -> None:
    wide = chd.panel("population_total", wide=True)
    assert wide.shape == (31, 20)
    assert wide.loc["Guangdong", 2023] == chd.load_panel(indicator="总人口", region="广东省", year=2023)["value"].item()


def test_few_provinces_are_named() -> None:
    notes = chd.panel("township_health_centres").attrs["notes"]
    assert "Beijing" in notes[0]
    assert "breaks in 2012" in chd.panel("health_technicians_per_10000").attrs["notes"][0]


def test_dispersion_of_equals_is_none_and_of_two_is_known() -> None:
    table = chd.dispersion("beds_per_1000", weights="equal", years=2023).iloc[0]
    values = chd.panel("beds_per_1000", years=2023)["value"]
    assert table["variation"] == pytest.approx(values.std(ddof=0) / values.mean())
    assert table["ratio"] == values.max() / values.min()
    assert 0 < table["theil_between"] < 1
    shares = values / values.mean()
    assert table["gini"] == pytest.approx(abs(shares.to_numpy()[:, None] - shares.to_numpy()[None, :]).mean() / 2)


def test_measures_that_need_positive_values_are_missing() -> None:
    table = chd.dispersion("natural_growth_rate", weights="equal")
    assert table["gini"].isna().any()
    assert table["minimum"].notna().all()


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: chd.panel("maternal_mortality"), "has no values by province. Those that have: average_stay"),
        (lambda: chd.panel("beds_total", years=1950), "There are: official 2005 to 2023."),
        (lambda: chd.panel("life_expectancy"), "There are: modelled 1990 to 2019."),
        (lambda: chd.panel(["gdp", "beds_total"], wide=True), "with wide=True exactly one"),
        (
            lambda: chd.panel(["natural_growth_rate", "insurance_enrolled"], years=[2005, 2023]),
            "no province and year",
        ),
        (lambda: chd.panel([]), "give one or more"),
        (lambda: chd.panel("gdp", regions="Guangdongg"), "Guangdong"),
        (lambda: chd.dispersion("gdp", weights="people"), "population, equal"),
        (lambda: chd.dispersion("crude_birth_rate", years=1997), "weights='equal'"),
    ],
)
def test_bad_input_is_told_what_there_is(call: object, words: str) -> None:
    with pytest.raises(chd.CNHealthDataError) as caught:
        call()  # type: ignore[operator]
    assert words in str(caught.value)
