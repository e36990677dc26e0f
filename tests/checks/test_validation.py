"""validate: every failure at once, each with its place, value and what was expected."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from support import ROOT

import cnhealthdata as chd
from cnhealthdata.tables.declaration import TABLES

DATASETS = ROOT / "datasets"


def test_shipped_tables_are_valid() -> None:
    assert chd.validate().empty
    assert chd.validate(DATASETS).empty


def test_all_failures_come_at_once() -> None:
    frame = chd.load_observations(labels=False)
    frame.loc[3, "status"] = "acutal"
    frame.loc[5, "region_code"] = "32"
    frame.loc[8, "value"] = -1.0
    frame.loc[10, "term"] = "x" * 16
    frame.loc[12, "indicator_id"] = None
    failures = chd.validate(frame, table="observations")
    found = set(zip(failures["row"], failures["column"], strict=True))
    assert {(3, "status"), (5, "region_code"), (8, "value"), (10, "term"), (12, "indicator_id")} <= found
    status = failures[(failures["row"] == 3) & (failures["column"] == "status")].iloc[0]
    assert status["value"] == "acutal"
    assert status["key"] == frame.loc[3, "observation_id"]
    assert "actual, target, planned" in status["expected"]


def test_a_missing_value_beside_a_real_fault_hides_nothing() -> None:
    frame = chd.load_observations(labels=False)
    frame.loc[1, "char_end"] = pd.NA
    frame.loc[2, "char_end"] = frame.loc[2, "char_end"] + 1
    failures = chd.validate(frame, table="observations")
    assert {1, 2} <= set(failures.loc[failures["column"] == "char_end", "row"])


@pytest.mark.parametrize("name", TABLES)
def test_wrong_structure_is_named(name: str) -> None:
    frame = getattr(chd, f"load_{name}")().loc[:, TABLES[name].column_names]
    first, last = frame.columns[0], frame.columns[-1]
    without = chd.validate(frame.drop(columns=last), table=name)
    assert last in set(without["column"])
    extra = chd.validate(frame.assign(surplus=1), table=name)
    assert "surplus" in set(extra["column"])
    numbers = chd.validate(frame.assign(**{first: 1}), table=name)
    assert first in set(numbers["column"])


def test_a_reference_into_nothing() -> None:
    frame = chd.load_observations(labels=False)
    frame.loc[0, "report_id"] = "nowhere-2020"
    failures = chd.validate(frame, table="observations")
    assert "a report_id of the table reports" in set(failures["expected"])


def test_ledger_and_observations_are_held_against_each_other() -> None:
    frame = chd.load_observations(labels=False).drop(index=4).reset_index(drop=True)
    failures = chd.validate({"observations": frame, "ledger": chd.load_ledger()})
    assert "ledger_observations" in set(failures["rule"])


def test_a_broken_sum_must_be_recorded_as_broken() -> None:
    frame = chd.load_identities()
    frame.loc[:, "holds"] = True
    failures = chd.validate(frame, table="identities")
    assert failures["column"].tolist() == ["holds"]
    assert "38 against 40" in failures["expected"].iloc[0]


def write(path: Path, text: str, encoding: str = "utf-8") -> Path:
    path.write_bytes(text.encode(encoding))
    return path


def flags_text() -> str:
    return (DATASETS / "flags.csv").read_text(encoding="utf-8")


def test_a_users_file_names_its_table(tmp_path: Path) -> None:
    assert chd.validate(write(tmp_path / "flags.csv", flags_text())).empty
    assert chd.validate(write(tmp_path / "mine.csv", flags_text()), table="flags").empty
    with pytest.raises(chd.UnknownNameError, match="table=NAME"):
        chd.validate(tmp_path / "mine.csv")


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda text: "\ufeff" + text, "byte order mark"),
        (lambda text: text.replace("\n", "\r\n"), "LF alone"),
        (lambda text: text.replace("description", "beschreibung", 1), "this column in the header"),
        (
            lambda text: "description,flag\n" + "".join(text.splitlines(keepends=True)[1:]),
            "the order flag, description",
        ),
        (lambda text: text + "loose\n", "2 fields"),
        (lambda text: text + "zz_flag,one,too many\n", "2 fields"),
        (lambda text: text + "Zz Flag,words\n", "snake_case"),
        (lambda text: text + text.splitlines(keepends=True)[1], "stands once"),
        (lambda text: text + "zz_flag,\n", "required"),
        (lambda text: "", "this column in the header"),
    ],
)
def test_a_users_file_with_a_fault(tmp_path: Path, change, words: str) -> None:
    failures = chd.validate(write(tmp_path / "flags.csv", change(flags_text())))
    assert failures["expected"].str.contains(words).any() or failures["value"].astype(str).str.contains(words).any()


def test_another_encoding_is_named(tmp_path: Path) -> None:
    text = (DATASETS / "regions.csv").read_text(encoding="utf-8")
    failures = chd.validate(write(tmp_path / "regions.csv", text, "gb18030"))
    assert failures["expected"].tolist() == ["UTF-8; save the file again as 'CSV UTF-8'"]


def test_cells_of_another_type_are_listed_each(tmp_path: Path) -> None:
    text = (DATASETS / "reports.csv").read_text(encoding="utf-8")
    damaged = text.replace(",false,", ",no,").replace(",7841\n", ",7 841\n")
    failures = chd.validate(write(tmp_path / "reports.csv", damaged))
    wrong = failures[failures["rule"] == "types"]
    assert set(wrong["expected"]) == {"true or false", "a whole number"}
    assert "no" in set(wrong["value"])


def test_data_that_is_no_data() -> None:
    with pytest.raises(chd.InvalidArgumentError, match="neither a frame nor a file"):
        chd.validate(3)  # type: ignore[arg-type]
    with pytest.raises(chd.InvalidArgumentError, match="Say which table"):
        chd.validate(chd.load_flags())
    with pytest.raises(chd.UnknownNameError, match="'flags'"):
        chd.validate(chd.load_flags(), table="flag")
    with pytest.raises(chd.UnknownNameError, match="'observations'"):
        chd.schema("observation")


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(chd.DataFileError, match=r"flags\.csv"):
        chd.validate(tmp_path / "flags.csv")
    with pytest.raises(chd.InvalidArgumentError, match="no CSV file"):
        chd.validate(tmp_path)


def test_a_misprinted_number_can_be_recorded(tmp_path: Path) -> None:
    """What was meant decides the value; without it, or without its reason and flag, the row fails."""
    frame = chd.load_observations(labels=False)
    row = frame.index[frame["literal"].str.fullmatch(r"[2-9]\d项") & frame["qualifier"].eq("exact")][0]
    printed = str(frame.loc[row, "literal"])
    right = f"{int(printed[0]) - 1}{printed[1:]}"
    values = ["value", "value_low", "value_high"]
    frame.loc[row, values] = float(right.rstrip("项"))
    words = {"meant": right, "flags": "misprint_corrected", "correction": "the list below names so many"}
    assert set(chd.validate(frame, table="observations")["rule"]) == {"values"}
    complete = frame.copy()
    complete.loc[row, list(words)] = list(words.values())
    assert chd.validate(complete, table="observations").empty
    for column in words:
        without = complete.copy()
        without.loc[row, column] = None
        failures = chd.validate(without, table="observations")
        assert set(failures["row"]) == {row}
    same = complete.copy()
    same.loc[row, "meant"] = printed
    assert {"misprints", "values"} == set(chd.validate(same, table="observations")["rule"])


def test_what_is_meant_has_a_fitting_unit() -> None:
    frame = chd.load_observations(labels=False)
    row = frame.index[frame["meant"].notna()][0]
    frame.loc[row, "meant"] = str(frame.loc[row, "literal"]).replace("%", "元")
    assert "printed_units" in set(chd.validate(frame, table="observations")["rule"])
