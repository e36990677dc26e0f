"""The command line."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from support import ROOT

import cnhealthdata as chd
from cnhealthdata.access import terminal as _terminal
from cnhealthdata.cli import main


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    status = main(arguments)
    out, err = capsys.readouterr()
    return status, out, err


def test_tour_shows_tables_a_comparison_a_figure_and_what_next(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run(capsys)
    assert status == 0
    figure = chd.load_observations(indicator="infant_mortality")["observation_id"].iloc[0]
    for words in ("observations", "Lüliang 吕梁市", str(chd.trace(figure)), "Try next", chd.DATA_VERSION):
        assert words in out
    assert max(map(_terminal.width, out.splitlines())) <= 120


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["list"], "ledger"),
        (["show", "regions", "--rows", "2"], "more rows"),
        (["show", "flags", "--rows", "0"], "wording_doubtful"),
        (["describe"], "observations"),
        (["describe", "observations"], "baseline_id"),
        (["describe", "婴儿死亡率"], "per 1000 live births"),
        (["find", "床位"], "beds_total"),
        (["compare", "health_literacy"], "not comparable"),
        (["compare", "public_health_funding_per_capita", "--region", "吕梁"], "89"),
        (["compare", "drug_monitoring_gap"], "10 to 99"),
        (["trace", "liaoyuan-2021@433"], "4.22%"),
        (["validate"], "No failure"),
    ],
)
def test_commands(capsys: pytest.CaptureFixture[str], arguments: list[str], words: str) -> None:
    status, out, err = run(capsys, *arguments)
    assert (status, err) == (0, "")
    assert words in out


def test_a_comparison_of_what_nobody_reports_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    reported = chd.load_observations(status="actual", statistic="level")["indicator_id"]
    indicator = min(set(chd.load_indicators()["indicator_id"]) - set(reported))
    status, out, err = run(capsys, "compare", indicator)
    assert (status, err) == (0, "")
    assert "No actual figure" in out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["show", "observation"], "observations"),
        (["show", "flags", "--rows", "-1"], "below 0"),
        (["describe", "infant_mortalty"], "infant_mortality"),
        (["compare", "beds"], "find"),
        (["trace", "liaoyuan-2021@1"], "liaoyuan-2021@"),
        (["trace", "liaoyuan-2021@433", "--sources", "no/such/folder"], "no/such/folder"),
        (["validate", "no/such/flags.csv"], "flags.csv"),
        (["export", "out", "--format", "doc"], "csv, parquet, xlsx, sqlite"),
        (["find", " "], "empty"),
    ],
)
def test_wrong_input_is_told_in_one_line(capsys: pytest.CaptureFixture[str], arguments: list[str], words: str) -> None:
    status, out, err = run(capsys, *arguments)
    assert (status, out) == (2, "")
    assert words in err
    assert "Traceback" not in err
    assert len(err.splitlines()) == 1


def test_a_bug_keeps_its_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise KeyError("segment")

    monkeypatch.setattr(chd, "series", broken)
    with pytest.raises(KeyError, match="segment"):
        main(["series", "infant_mortality"])


@pytest.mark.parametrize("name", [name for name in chd.__all__ if name.endswith("Error")])
def test_every_error_of_the_package_has_one_base(name: str) -> None:
    assert issubclass(getattr(chd, name), chd.CNHealthDataError)


def test_nothing_found_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run(capsys, "find", "zzzz")
    assert status == 1
    assert "Nothing found for 'zzzz'" in out


def test_validate_lists_each_failure_with_its_line(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    text = (ROOT / "datasets" / "flags.csv").read_text(encoding="utf-8")
    path = tmp_path / "flags.csv"
    path.write_text(text.replace("small_numbers", "Small Numbers"), encoding="utf-8", newline="\n")
    status, out, _ = run(capsys, "validate", str(path))
    line = next(n for n, row in enumerate(text.splitlines(), 1) if row.startswith("small_numbers"))
    assert status == 1
    assert f"flags, line {line} (Small Numbers), flag: 'Small Numbers'; expected snake_case" in out
    assert "failure" in out.splitlines()[-1]


def test_export_and_its_refusal(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert run(capsys, "export", str(tmp_path))[0] == 0
    status, _, err = run(capsys, "export", str(tmp_path))
    assert status == 2
    assert "--force" in err
    assert run(capsys, "export", str(tmp_path), "--force")[0] == 0


def test_module_runs_in_any_code_page() -> None:
    command = [sys.executable, "-m", "cnhealthdata", "find", "床位"]
    done = subprocess.run(command, capture_output=True, env={**os.environ, "PYTHONIOENCODING": "ascii"}, check=True)
    assert "床位" in done.stdout.decode("utf-8")


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        main(["--version"])
    assert stop.value.code == 0
    assert chd.__version__ in capsys.readouterr().out


@pytest.mark.parametrize(("text", "columns"), [("abc", 3), ("辽源", 4), ("Lüliang 吕梁", 12), ("e\u0301", 1)])
def test_width_counts_terminal_columns(text: str, columns: int) -> None:
    assert _terminal.width(text) == columns


def test_columns_of_chinese_text_stay_aligned() -> None:
    lines = _terminal.table(chd.load_regions()[["name_zh", "name_en", "level"]]).splitlines()
    starts = {_terminal.width(line[: line.rindex("  ") + 2]) for line in lines}
    assert len(starts) == 1
    assert _terminal.width(_terminal.fit("卫生健康" * 30, 60)) <= 60


def test_panel_shows_the_newest_year_and_writes_all(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    status, out, _ = run(capsys, "panel", "beds_per_1000", "--years", "2005-2013")
    assert status == 0
    assert "Xinjiang" in out
    assert "2005 to 2013, 8 of them" in out
    file = tmp_path / "beds.csv"
    assert run(capsys, "panel", "beds_per_1000", "--csv", str(file))[0] == 0
    rows = file.read_text(encoding="utf-8").splitlines()
    assert len(rows) == 1 + len(chd.panel("beds_per_1000"))
    for arguments, words in (
        (["--csv", str(file)], "was not written"),
        (["--years", "5 years"], "2005-2023"),
        (["--years", "1950"], "There are: official"),
    ):
        status, _, err = run(capsys, "panel", "beds_per_1000", *arguments)
        assert status != 0
        assert words in err
    assert file.read_text(encoding="utf-8").splitlines() == rows
