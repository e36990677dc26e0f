"""A user's report beside the shipped ones: from the text to compare and change."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from support import ROOT

import cnhealthdata as chd
from cnhealthdata.checks.own import read_extra
from cnhealthdata.reading.drafts import Draft, draft_report
from cnhealthdata.tables.declaration import TABLES
from cnhealthdata.tables.frames import to_csv_bytes, typed_frame
from cnhealthdata.tables.storage import read_table

BULLETIN = ROOT / "notebooks" / "bulletin.txt"
OWN = "qingyu_figure_"
#: Unit of a figure for which the controlled list has no indicator, by its printed ending.
UNITS = (
    ("人次", "person-times"), ("平方米", "square metres"), ("个百分点", "%"), ("元", "CNY"), ("%", "%"), ("成", "%"),
    ("张", "beds"), ("家", "institutions"), ("个", "institutions"), ("人", "persons"), ("名", "persons"),
    ("天", "days"), ("年", "years"), ("次", "times"), ("场", "events"),
)  # fmt: skip


def finished() -> Draft:
    """The imaginary bulletin as a person leaves it: indicators named, misprints corrected, the report described."""
    draft = draft_report(
        BULLETIN,
        report_id="qingyu-2024",
        region="990100",
        year=2024,
        title_en="Qingyu health bulletin 2024",
        issuer="Qingyu health commission (imaginary)",
        genre="work_review",
    )
    at = dict(zip(draft.observations["literal"], draft.observations["observation_id"], strict=True))
    names = {"2.4%": "infant_mortality", "3.5%": "under5_mortality", "6.18张": "beds_per_1000"}
    names |= {"89元": "public_health_funding_per_capita", "94元": "public_health_funding_per_capita"}
    draft = draft.name({at[literal]: indicator for literal, indicator in names.items()})
    frame, indicators = draft.observations, []
    for index in frame.index[frame["indicator_id"].isna()]:
        literal = str(frame.loc[index, "literal"])
        unit = next(unit for ending, unit in UNITS if literal.endswith(ending))
        key = f"{OWN}{frame.loc[index, 'char_start']}" + ("_gap" if literal.endswith("个百分点") else "")
        frame.loc[index, "indicator_id"] = key
        words = {"indicator_id": key, "name_en": f"Own {key}", "name_zh": f"自拟{index}", "definition": "For class."}
        more = {"domain": "services", "unit": unit, "direction": "neutral"}
        indicators.append(words | more | ({"minimum": 0.0, "maximum": 100.0} if unit == "%" else {"minimum": 0.0}))
    misprint = frame["literal"].isin(["2.4%", "3.5%"])
    frame.loc[misprint, "flags"] = "misprint_corrected"
    frame.loc[misprint, "meant"] = ["2.4‰", "3.5‰"]
    frame.loc[misprint, "correction"] = "per cent printed for per thousand"
    frame.loc[misprint, "baseline_id"] = [at["3.1‰"], at["4.4‰"]]
    frame.loc[frame["literal"] == "200名", "statistic"] = "change"
    ledger = draft.ledger
    ledger.loc[ledger["literal"] == "12320", "reason"] = "title"
    draft.reports.loc[0, "region_evidence"] = "青屿市"
    regions = draft.regions
    regions["name_zh"], regions["name_en"] = ["虚构省", "青屿市"], ["Imaginary", "Qingyu"]
    regions["pinyin"], regions["iso_3166_2"] = ["xugou", "qingyu"], ["CN-XX", None]
    own = typed_frame(indicators, {column.name: column.type for column in TABLES["indicators"].columns})
    INDICATORS["own"] = own.sort_values("indicator_id", ignore_index=True)
    return draft


INDICATORS: dict[str, pd.DataFrame] = {}


@pytest.fixture(scope="module")
def tables() -> dict[str, pd.DataFrame]:
    draft = finished()
    return draft.tables() | {"indicators": INDICATORS["own"]}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    draft = finished()
    target = tmp_path_factory.mktemp("extra") / "qingyu"
    draft.save(target)
    content = to_csv_bytes(INDICATORS["own"], TABLES["indicators"].column_names)
    (target / "indicators.csv").write_bytes(content)
    return target


def test_a_fresh_draft_says_what_is_still_to_do() -> None:
    draft = draft_report(BULLETIN, report_id="qingyu-2024", year=2024)
    failures = chd.validate(draft)
    assert set(failures["rule"]) == {"open"}
    todo = failures.groupby(["table", "column"]).size()
    assert todo["observations", "indicator_id"] == draft.observations["indicator_id"].isna().sum()
    assert todo["ledger", "reason"] == 1
    assert todo["reports", "genre"] == 1
    assert failures["expected"].str.contains("still to be").all()


def test_a_finished_draft_is_valid_beside_the_shipped_tables(folder: Path, tables: dict[str, pd.DataFrame]) -> None:
    assert chd.validate(folder).to_dict("records") == []
    assert chd.validate(folder, sources=folder).empty
    assert chd.validate(tables).empty


def test_the_text_is_held_against_a_draft() -> None:
    draft = draft_report(BULLETIN, report_id="qingyu-2024", year=2024)
    draft.observations.loc[0, "term"] = "别的"
    failures = chd.validate(draft)
    assert failures.loc[failures["rule"] == "terms", "value"].tolist() == ["别的"]


def test_observations_stand_beside_the_shipped_ones(folder: Path) -> None:
    both, shipped = chd.load_observations(extra=folder), chd.load_observations()
    own = both[both["report_id"] == "qingyu-2024"]
    assert len(both) == len(shipped) + len(own)
    assert both.attrs["extra"] == ["qingyu-2024"]
    pd.testing.assert_frame_equal(
        both[both["report_id"] != "qingyu-2024"].reset_index(drop=True), shipped, check_flags=False
    )
    assert both["observation_id"].is_monotonic_increasing
    assert both.dtypes.to_dict() == shipped.dtypes.to_dict()
    assert set(own["region"]) == {"Qingyu"}
    assert own["unit"].notna().all()
    assert "extra" not in shipped.attrs


@pytest.mark.parametrize("place", ["Qingyu", "青屿市", "青屿", "990100"])
def test_names_of_the_user_resolve(folder: Path, place: str) -> None:
    assert set(chd.load_observations(region=place, extra=folder)["report_id"]) == {"qingyu-2024"}
    assert not chd.load_observations(region="Imaginary", within=True, extra=folder).empty
    assert not chd.load_observations(report="qingyu-2024", extra=folder).empty
    own = INDICATORS["own"].iloc[0]
    assert len(chd.load_observations(indicator=own["name_zh"], extra=folder)) == 1
    assert chd.compare(own["indicator_id"], status="actual", extra=folder).attrs["indicator"] == own["indicator_id"]
    with pytest.raises(chd.UnknownNameError):
        chd.load_observations(region=place)


def test_compare_and_change_take_them_in(folder: Path) -> None:
    table = chd.compare("life_expectancy", extra=folder, benchmark=True, nearest_year=9)
    assert {"Qingyu", "Liaoyuan"} <= set(table["place"])
    own = table[table["place"] == "Qingyu"]
    assert own["value"].tolist() == [78.35, 79.6]
    assert own["nation_value"].notna().all()
    assert "Qingyu" not in set(chd.compare("life_expectancy")["place"])
    pairs = chd.change("life_expectancy", "Qingyu", extra=folder)
    assert pairs[["year_from", "year_to"]].values.tolist() == [[2020, 2024]]
    assert pairs["absolute"].round(6).tolist() == [1.25]
    deaths = chd.change("infant_mortality", "Qingyu", extra=folder)
    assert deaths[["value_from", "value_to"]].values.tolist() == [[3.1, 2.4]]


def test_a_mapping_serves_as_well(tables: dict[str, pd.DataFrame], folder: Path) -> None:
    pd.testing.assert_frame_equal(chd.load_observations(extra=tables), chd.load_observations(extra=folder))


def test_a_folder_is_read_anew_when_it_changes(tables: dict[str, pd.DataFrame], tmp_path: Path) -> None:
    def write(frames: dict[str, pd.DataFrame]) -> None:
        for name, frame in frames.items():
            (tmp_path / f"{name}.csv").write_bytes(to_csv_bytes(frame, TABLES[name].column_names))

    write(tables)
    before = chd.load_observations(report="qingyu-2024", extra=tmp_path)
    tables = tables | {"observations": tables["observations"].assign(note="seen twice")}
    write(tables)
    after = chd.load_observations(report="qingyu-2024", extra=tmp_path)
    assert before["note"].isna().all()
    assert after["note"].eq("seen twice").all()


def test_what_does_not_validate_is_refused(tables: dict[str, pd.DataFrame], tmp_path: Path) -> None:
    wrong = tables["observations"].copy()
    wrong.loc[0, "status"] = "acutal"
    with pytest.raises(chd.InvalidArgumentError, match=r"status: 'acutal'; expected one of actual"):
        chd.load_observations(extra=tables | {"observations": wrong})
    with pytest.raises(chd.InvalidArgumentError, match="still to be named"):
        chd.load_observations(extra=draft_report(BULLETIN, report_id="qingyu-2024", year=2024))
    with pytest.raises(chd.InvalidArgumentError, match="reports is missing"):
        chd.load_observations(extra={"observations": tables["observations"]})
    with pytest.raises(chd.InvalidArgumentError, match="targets cannot stand beside"):
        chd.load_observations(extra=tables | {"targets": read_table("targets")})
    with pytest.raises(chd.InvalidArgumentError, match="is no folder"):
        chd.compare("life_expectancy", extra=tmp_path / "none")
    with pytest.raises(chd.InvalidArgumentError, match="observations is missing"):
        chd.change("life_expectancy", extra=tmp_path)


def test_keys_and_names_that_are_taken_are_refused(tables: dict[str, pd.DataFrame]) -> None:
    shipped = {"observations": read_table("observations"), "reports": read_table("reports")}
    with pytest.raises(chd.InvalidArgumentError, match="liaoyuan-2021"):
        chd.load_observations(extra=shipped)
    liaoyuan = read_table("regions").query("region_code == '220400'")
    regions = pd.concat([liaoyuan, tables["regions"]], ignore_index=True)
    failures = chd.validate(tables | {"regions": regions})
    assert failures["rule"].tolist() == ["collisions"]
    assert failures["value"].tolist() == ["220400"]
    assert failures["row"].tolist() == [0]
    indicators = tables["indicators"].copy()
    indicators.loc[0, "name_zh"] = "婴儿死亡率"
    failures = chd.validate(tables | {"indicators": indicators})
    assert failures[["column", "value"]].values.tolist() == [["name_zh", "婴儿死亡率"]]


def test_rows_of_a_list_keep_their_number(tables: dict[str, pd.DataFrame]) -> None:
    regions = tables["regions"].copy()
    regions.loc[1, "level"] = "county"
    failures = chd.validate(tables | {"regions": regions})
    assert failures[["table", "row", "column", "key"]].values.tolist() == [["regions", 1, "level", "990100"]]
    backwards = tables["regions"].iloc[::-1].reset_index(drop=True)
    assert set(chd.validate(tables | {"regions": backwards})["rule"]) == {"order"}


def test_other_spellings_of_numbers_validate() -> None:
    draft = draft_report("全市共有医院1,051家，报销近七成，参保率达百分之九十五。", report_id="mine-2024")
    failures = chd.validate(draft)
    assert set(failures["rule"]) == {"open"}
    assert draft.observations.set_index("literal").loc["1,051家", "value"] == 1051


def test_without_extra_nothing_of_it_is_loaded() -> None:
    import subprocess
    import sys

    code = (
        "import sys, cnhealthdata as chd; chd.load_observations(); chd.compare('life_expectancy');"
        "print([name for name in sys.modules if name.startswith(('cnhealthdata.checks', 'cnhealthdata.reading'))])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_read_extra_gives_frames_of_the_tables(folder: Path) -> None:
    assert set(read_extra(folder)) == {"observations", "reports", "ledger", "regions", "indicators"}
