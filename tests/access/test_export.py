"""Tables for other programs."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from support import ROOT

import cnhealthdata as chd
from cnhealthdata.access import export as _export
from cnhealthdata.tables.declaration import TABLES
from cnhealthdata.tables.storage import read_table


def test_csv_is_the_shipped_one(tmp_path: Path) -> None:
    paths = chd.export(tmp_path / "new" / "folder", "csv")
    assert [path.stem for path in paths] == list(TABLES)
    for path in paths:
        assert path.read_bytes() == (ROOT / "datasets" / path.name).read_bytes()


def test_parquet_and_sqlite_hold_the_same_values(tmp_path: Path) -> None:
    chd.export(tmp_path, "parquet")
    chd.export(tmp_path, "sqlite")
    connection = sqlite3.connect(tmp_path / "cnhealthdata.sqlite")
    for name in TABLES:
        frame = read_table(name)
        back = pd.read_parquet(tmp_path / f"{name}.parquet")
        pd.testing.assert_frame_equal(back, frame, check_dtype=False)
        (count,) = connection.execute(f"select count(*) from {name}").fetchone()
        assert count == len(frame)
    (value,) = connection.execute(
        "select value from observations where observation_id = 'liaoyuan-2021@478'"
    ).fetchone()
    connection.close()
    assert value == 15.04


def test_workbook_keeps_codes_and_texts(tmp_path: Path) -> None:
    (path,) = chd.export(tmp_path, "xlsx")
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == list(TABLES)
    sheet = book["regions"]
    assert [cell.value for cell in sheet[1]] == TABLES["regions"].column_names
    assert sheet["A2"].value == "100000"
    assert sheet.max_row == len(chd.load_regions()) + 1


FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "plain"]


def test_no_text_becomes_a_formula(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    frame = pd.DataFrame({"flag": FORMULAS, "description": ["words"] * len(FORMULAS)})
    monkeypatch.setattr(_export, "read_table", lambda name: frame)
    (csv_path,) = chd.export(tmp_path, "csv", tables="flags")
    lines = csv_path.read_text(encoding="utf-8").splitlines()[1:]
    assert [line[:1] for line in lines] == ["'"] * 5 + ["p"]
    (book_path,) = chd.export(tmp_path, "xlsx", tables="flags")
    cells = [row[0] for row in openpyxl.load_workbook(book_path)["flags"].iter_rows(min_row=2)]
    assert [cell.value for cell in cells] == FORMULAS
    assert {cell.data_type for cell in cells} == {"s"}


def test_nothing_is_overwritten_unasked(tmp_path: Path) -> None:
    mine = tmp_path / "ledger.csv"
    mine.write_text("mine", encoding="utf-8")
    with pytest.raises(chd.ExportError, match=r"ledger\.csv.*force"):
        chd.export(tmp_path, "csv")
    assert mine.read_text(encoding="utf-8") == "mine"
    assert [path.name for path in tmp_path.iterdir()] == ["ledger.csv"]
    chd.export(tmp_path, "csv", force=True)
    assert mine.read_bytes() == (ROOT / "datasets" / "ledger.csv").read_bytes()
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".")]


def test_a_failure_midway_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(frames: object, work: Path) -> list[Path]:
        (work / "half.csv").write_text("half", encoding="utf-8")
        raise OSError(28, "No space left on device")

    monkeypatch.setitem(_export.WRITERS, "csv", (broken, "pandas"))
    with pytest.raises(chd.ExportError, match="No space left"):
        chd.export(tmp_path, "csv")
    assert list(tmp_path.iterdir()) == []


def test_wrong_requests(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(chd.InvalidArgumentError, match="csv, parquet, xlsx, sqlite"):
        chd.export(tmp_path, "xls")
    with pytest.raises(chd.UnknownNameError, match="'flags'"):
        chd.export(tmp_path, tables=["flag"])
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(chd.ExportError, match="is a file"):
        chd.export(tmp_path / "file")

    def missing(frames: object, work: Path) -> list[Path]:
        raise ImportError("No module named 'pyarrow'")

    monkeypatch.setitem(_export.WRITERS, "parquet", (missing, "pyarrow"))
    with pytest.raises(chd.ExportError, match=r"pip install 'cnhealthdata\[export\]'"):
        chd.export(tmp_path / "out", "parquet")
