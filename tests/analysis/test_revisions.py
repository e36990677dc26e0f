"""First prints beside what stands now."""

from __future__ import annotations

import pytest

import cnhealthdata as chd
from cnhealthdata.tables.storage import read_table


def test_latest_printing_is_the_benchmark() -> None:
    table = chd.revisions("total_health_expenditure")
    kept = chd.load_benchmarks(indicator="total_health_expenditure", region="China").set_index("year")["value"]
    assert table["latest"].tolist() == kept.loc[table["year"]].tolist()
    assert (table["first"] + table["difference"]).tolist() == pytest.approx(table["latest"].tolist())
    assert (table["latest_printed"].dropna() > table["first_printed"][table["latest_printed"].notna()]).all()


def test_a_share_that_rose_at_first_fell_in_the_end() -> None:
    table = chd.revisions("health_expenditure_gdp_share").set_index("year")
    assert table.loc[2023, "first"] > table.loc[2022, "first"]
    assert table.loc[2023, "latest"] < table.loc[2022, "latest"]
    assert table.loc[2022, "vintage"] == "revised"  # not the final account, which a census overtook


def test_a_figure_printed_once_has_no_revision() -> None:
    assert chd.revisions("life_expectancy").empty
    assert list(chd.revisions("life_expectancy").columns) == list(chd.revisions("government_share").columns)
    assert chd.revisions("total_health_expenditure", "Gansu").empty


def test_no_such_vintage_is_refused_with_those_there_are() -> None:
    with pytest.raises(chd.InvalidArgumentError, match="first"):
        chd.load_vintages(vintage="frist")


@pytest.mark.parametrize(
    ("damage", "rule"),
    [
        (lambda frame: frame.assign(value=frame["value"].where(frame["vintage"] != "final", 1.0)), "vintage_latest"),
        (lambda frame: frame.assign(printed_year=frame["printed_year"].where(frame["vintage"] != "first", 2030)),
         "vintage_first"),
        (lambda frame: frame[~((frame["indicator_id"] == "social_share") & (frame["year"] == 2023)
                               & (frame["vintage"] == "final"))], "one_account"),
    ],
)  # fmt: skip
def test_damaged_vintages_are_noticed(damage: object, rule: str) -> None:
    from cnhealthdata.checks import series

    names = ("vintages", "benchmarks", "indicators")
    tables = {name: read_table(name) for name in names}
    check = getattr(series, rule).find
    assert not list(check(tables))
    tables["vintages"] = damage(tables["vintages"])  # type: ignore[operator]
    assert {failure.table for failure in check(tables)} == {"vintages"}
