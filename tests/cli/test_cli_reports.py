"""The commands on a user's own reports and on the teaching kit."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pandas as pd
import pytest
from support import ROOT

import cnhealthdata as chd
from cnhealthdata.cli import main
from cnhealthdata.teaching import kit as _kit

BULLETIN = ROOT / "notebooks" / "bulletin.txt"
TEXT = BULLETIN.read_text(encoding="utf-8")
FIGURES = chd.extract_figures(TEXT)
Capture = pytest.CaptureFixture[str]


def test_extract_prints_csv(capsys: Capture) -> None:
    assert main(["extract", str(BULLETIN)]) == 0
    frame = pd.read_csv(
        io.StringIO(capsys.readouterr().out), dtype={"baseline": "Int64"}, keep_default_na=False, na_values=[""]
    )
    assert frame.columns.tolist() == FIGURES.columns.tolist()
    assert frame["literal"].tolist() == FIGURES["literal"].tolist()
    assert frame["value"].sum() == pytest.approx(FIGURES["value"].sum())


def test_extract_prints_json_lines(capsys: Capture) -> None:
    assert main(["extract", str(BULLETIN), "--format", "jsonl"]) == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [row["literal"] for row in rows] == FIGURES["literal"].tolist()
    unbounded = [row for row in rows if row["value_high"] == "inf"]
    assert len(unbounded) == (FIGURES["value_high"] == float("inf")).sum() > 0


def test_extract_writes_a_workbook_once(tmp_path: Path, capsys: Capture) -> None:
    out = tmp_path / "figures.xlsx"
    command = ["extract", str(BULLETIN), "--format", "xlsx"]
    assert main(command) == 2
    assert "--out FILE.xlsx" in capsys.readouterr().err
    assert main([*command, "--out", str(out)]) == 0
    assert pd.read_excel(out)["literal"].tolist() == FIGURES["literal"].tolist()
    before = out.read_bytes()
    assert main([*command, "--out", str(out)]) == 2
    assert "Nothing was written" in capsys.readouterr().err
    assert out.read_bytes() == before
    assert main([*command, "--out", str(out), "--force"]) == 0
    assert [path.name for path in tmp_path.iterdir()] == ["figures.xlsx"]


def test_extract_reads_standard_input_and_other_encodings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    main(["extract", str(BULLETIN)])
    wanted = capsys.readouterr().out
    for encoding in ("gb18030", "utf-16", "utf-8-sig"):
        content = TEXT.encode(encoding)
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))
        assert main(["extract", "-"]) == 0
        assert capsys.readouterr().out == wanted


def test_extract_goes_through_a_folder_and_names_what_fails(tmp_path: Path, capsys: Capture) -> None:
    (tmp_path / "a.txt").write_text("床位300张。", encoding="utf-8")
    (tmp_path / "b.txt").write_bytes("병원 300개".encode("euc-kr"))
    (tmp_path / "c.txt").write_text("医师25人。", encoding="gb18030")
    assert main(["extract", str(tmp_path)]) == 1
    printed = capsys.readouterr()
    frame = pd.read_csv(io.StringIO(printed.out))
    assert [Path(name).name for name in frame["file"]] == ["a.txt", "c.txt"]
    assert frame["value"].tolist() == [300, 25]
    assert "b.txt" in printed.err


@pytest.mark.parametrize(
    ("command", "words"),
    [
        (["extract", "nowhere.txt"], "nowhere.txt"),
        (["extract", str(BULLETIN), "--format", "xml"], "csv, jsonl, xlsx"),
        (["draft", str(BULLETIN), "--report-id", "Qingyu", "--out", "x"], "qingyu-2024"),
        (["draft", str(BULLETIN), "--report-id", "qingyu-2024", "--region", "Chanzhou", "--out", "x"], "Changzhou"),
    ],
)
def test_wrong_input_is_refused_in_a_sentence(
    command: list[str], words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(command) == 2
    assert words in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


def test_from_a_text_to_a_draft_that_is_covered(tmp_path: Path, capsys: Capture) -> None:
    folder = tmp_path / "draft"
    command = ["draft", str(BULLETIN), "--report-id", "qingyu-2024", "--year", "2024", "--out", str(folder)]
    assert main(command) == 0
    printed = capsys.readouterr().out
    observations = pd.read_csv(folder / "observations.csv")
    assert f"{len(observations)} figures" in printed
    assert main(["coverage", str(BULLETIN), str(folder)]) == 0
    ledger = pd.read_csv(folder / "ledger.csv", dtype="str")
    ledger[ledger["literal"] != "612个"].to_csv(folder / "ledger.csv", index=False)
    capsys.readouterr()
    assert main(["coverage", str(BULLETIN), str(folder)]) == 1
    assert "612个" in capsys.readouterr().out
    assert main(["validate", str(folder), "--sources", str(folder)]) == 1
    assert "[open]" in capsys.readouterr().out
    assert main(command) == 2
    assert "would be overwritten" in capsys.readouterr().err


def test_notebooks_are_copied_and_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    folder = tmp_path / "class"
    assert main(["notebooks", str(folder)]) == 0
    assert "--open" in capsys.readouterr().out
    assert main(["notebooks", str(folder)]) == 2
    assert "nothing was copied" in capsys.readouterr().err
    started: list[list[str]] = []

    class Done:
        returncode = 0

    monkeypatch.setattr("subprocess.run", lambda command, check: started.append(command) or Done())
    monkeypatch.setattr("importlib.util.find_spec", lambda name: name)
    assert main(["notebooks", str(folder), "--open"]) == 0
    assert "stay as they are" in capsys.readouterr().out
    assert started == [[sys.executable, "-m", "jupyterlab", str(folder)]]
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    assert main(["notebooks", str(folder), "--open"]) == 2
    assert "cnhealthdata[notebooks]" in capsys.readouterr().err
    assert _kit.is_kit(folder)


def test_a_folder_is_read_without_the_library_of_the_progress_bar(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    (tmp_path / "a.txt").write_text("床位300张。", encoding="utf-8")
    monkeypatch.setitem(sys.modules, "tqdm", None)
    assert main(["extract", str(tmp_path)]) == 0
    assert "300张" in capsys.readouterr().out
