"""A shipped file that is missing, altered or damaged."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from support import ROOT

import cnhealthdata as chd
from cnhealthdata.tables import storage


@pytest.fixture
def datasets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of the data that the package reads instead of its own."""
    folder = tmp_path / "datasets"
    shutil.copytree(ROOT / "datasets", folder)
    storage.forget()
    monkeypatch.setattr(storage, "data_root", lambda: folder)
    yield folder
    storage.forget()


def test_a_missing_file_is_named(datasets: Path) -> None:
    (datasets / "flags.csv").unlink()
    with pytest.raises(chd.DataFileError, match=r"'flags\.csv'.*Reinstall"):
        chd.load_flags()
    assert not chd.load_regions().empty


def test_an_altered_file_is_named(datasets: Path) -> None:
    path = datasets / "observations.csv"
    path.write_bytes(path.read_bytes().replace(b"15.04,", b"15.4,", 1))
    with pytest.raises(chd.DataFileError, match=r"'observations\.csv'.*altered"):
        chd.load_observations()


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"no digests here\n"])
def test_damaged_checksums_trust_no_file(datasets: Path, content: bytes) -> None:
    (datasets / "SHA256SUMS").write_bytes(content)
    with pytest.raises(chd.DataFileError, match="altered"):
        chd.load_flags()


def test_missing_checksums_are_named(datasets: Path) -> None:
    (datasets / "SHA256SUMS").unlink()
    with pytest.raises(chd.DataFileError, match="SHA256SUMS"):
        chd.load_flags()


def test_a_missing_folder_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(storage, "__file__", str(tmp_path / "a" / "b" / "c.py"))
    with pytest.raises(chd.DataFileError, match="datasets"):
        storage.data_root.__wrapped__()
