"""A finished draft goes into the tables of a checkout: all of it, in order, or nothing."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from support import ROOT

import cnhealthdata as chd
from cnhealthdata.cli import main
from cnhealthdata.reading.merge import merge
from cnhealthdata.tables import storage

TEXT = "辽源市2024年健康工作回顾\n2024年婴儿死亡率为3.1‰，居民健康素养水平达到28.6%。\n"


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of the checkout's tables that the package reads instead of its own."""
    folder = tmp_path / "checkout" / "datasets"
    shutil.copytree(ROOT / "datasets", folder)
    folder.parent.joinpath("pyproject.toml").touch()
    storage.forget()
    monkeypatch.setattr(storage, "data_root", lambda: folder)
    monkeypatch.setattr("cnhealthdata.reading.merge.data_root", lambda: folder)
    yield folder
    storage.forget()


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    made = chd.draft_report(
        TEXT, report_id="qingyu-2024", region="辽源", year=2024, title_en="Health work of Liaoyuan, 2024",
        issuer="Liaoyuan health commission (invented)", genre="work_review",
    )  # fmt: skip
    made.save(tmp_path / "draft")
    return tmp_path / "draft"


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def test_rows_stand_in_the_order_of_their_keys_and_the_tables_stay_valid(checkout: Path, draft: Path) -> None:
    before = {name: len(storage.read_table(name)) for name in ("observations", "reports", "ledger")}
    added = merge(draft)
    assert added["observations"] == 2
    assert added["reports"] == 1
    for name, rows in before.items():
        assert len(getattr(chd, f"load_{name}")()) == rows + added[name]
    assert chd.validate().empty
    assert chd.validate(checkout).empty
    assert chd.load_observations(report="qingyu-2024")["value"].tolist() == [3.1, 28.6]
    assert not [path for path in checkout.iterdir() if path.name.startswith(".")]
    assert not checkout.joinpath("proposals.csv").exists()


def test_open_rows_are_refused_and_nothing_changes(checkout: Path, draft: Path) -> None:
    path = draft / "observations.csv"
    path.write_bytes(path.read_bytes().replace(b",infant_mortality,", b",,"))
    before = contents(checkout)
    with pytest.raises(chd.InvalidArgumentError, match="still to be named"):
        merge(draft)
    assert contents(checkout) == before


def test_a_report_goes_in_once(checkout: Path, draft: Path) -> None:
    merge(draft)
    before = contents(checkout)
    with pytest.raises(chd.InvalidArgumentError, match="qingyu-2024 already"):
        merge(draft)
    assert contents(checkout) == before


def test_a_failure_midway_leaves_every_table_as_it_was(
    checkout: Path, draft: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = contents(checkout)
    replace = Path.replace

    def full(self: Path, target: Path) -> Path:
        if target.name == "reports.csv":
            raise OSError(28, "No space left on device")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(chd.ExportError, match=r"No space left.*stay as they were"):
        merge(draft)
    assert contents(checkout) == before


def test_an_installed_package_is_no_checkout(checkout: Path, draft: Path) -> None:
    checkout.parent.joinpath("pyproject.toml").unlink()
    with pytest.raises(chd.ExportError, match="no checkout"):
        merge(draft)


def test_the_command_says_what_comes_next(checkout: Path, draft: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["merge", str(draft)]) == 0
    assert "observations: 2 rows added" in (out := capsys.readouterr().out)
    assert "tools/release.py" in out
    assert main(["merge", str(draft)]) == 2
