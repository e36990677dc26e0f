"""What a data version refuses, and what it rewrites."""

from __future__ import annotations

import sys
from typing import Any

import pytest
from support import ROOT

sys.path.insert(0, str(ROOT / "tools"))
release = pytest.importorskip("release")

HISTORY = "# Changelog\n\nRule.\n\n## 0.2.0\n\nNew.\n\n### Data 1.1.0\n\nOlder.\n\n## 0.1.0\n\nFirst.\n"


def test_the_newest_version_stands_above_the_older_ones() -> None:
    text = release.changelog(HISTORY, "1.2.0", "One report more.")
    assert text.index("## 0.2.0") < text.index("### Data 1.2.0\n\nOne report more.\n") < text.index("### Data 1.1.0")
    again = release.changelog(text, "1.2.0", "And a place.")
    assert again.count("### Data 1.2.0") == 1
    assert "And a place." in again
    assert "One report more." in again


def test_the_readme_follows_the_tables() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    later = release.readme(text.replace("| `ledger` | 1,0", "| `ledger` | 9,0"), "9.8.7")
    assert "version 9.8.7." in later
    assert "| `ledger` | 9,0" not in later
    with pytest.raises(SystemExit, match="no row for the table flags"):
        release.readme(text.replace("| `flags` |", "| flags |"), "9.8.7")


@pytest.mark.parametrize("version", ["1.2", "next", "0.9.9"])
def test_a_version_that_is_none_or_earlier_is_refused(version: str) -> None:
    with pytest.raises(SystemExit, match=r"version|before"):
        release.check_version(version)


@pytest.mark.parametrize(
    ("change", "refused"), [("MAJOR", ("minor", "patch")), ("MINOR", ("patch",)), ("PATCH", ()), (None, ())]
)
def test_a_version_says_no_less_than_what_changed(
    change: str | None, refused: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(release, "kind_of_change", lambda: change)
    major, minor, patch = release.numbers(release.chd.DATA_VERSION)
    steps = {"major": (major + 1, 0, 0), "minor": (major, minor + 1, 0), "patch": (major, minor, patch + 1)}
    for name, parts in steps.items():
        version = ".".join(map(str, parts))
        if name in refused:
            with pytest.raises(SystemExit, match=str(change)):
                release.check_version(version)
        else:
            release.check_version(version)


@pytest.mark.parametrize(
    ("before", "now", "kind"),
    [
        (b"flag,description\na,x\n", b"flag,description\na,y\n", "PATCH"),
        (b"flag,description\na,x\n", b"flag,description\na,x\nb,y\n", "MINOR"),
        (b"flag,description\na,x\nb,y\n", b"flag,description\na,x\n", "MAJOR"),
        (b"flag,words\na,x\n", b"flag,description\na,x\n", "MAJOR"),
        (b"flag,description\na,x\n", b"flag,description\na,x\n", None),
    ],
)
def test_changes_of_a_table_are_told_apart(
    before: bytes, now: bytes, kind: str | None, tmp_path: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "flags.csv").write_bytes(now)
    monkeypatch.setattr(release, "DATASETS", tmp_path)
    shown = release.subprocess.CompletedProcess((), 0, stdout=before)
    monkeypatch.setattr(release.subprocess, "run", lambda *_, **__: shown)
    assert release.table_change("flags") == kind


def test_every_table_validates_as_a_file_without_any_order_of_steps() -> None:
    release.check_tables()
