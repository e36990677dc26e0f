"""What a data version refuses, and what it rewrites."""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path

import pytest
from support import ROOT

sys.path.insert(0, str(ROOT / "tools"))
release = pytest.importorskip("release")

KINDS = ("MAJOR", "MINOR", "PATCH")
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


@pytest.mark.parametrize("version", ["1.2", "next", "0.9.9", "9.9.9"])
def test_a_version_that_is_none_or_does_not_follow_is_refused(version: str) -> None:
    with pytest.raises(SystemExit, match=r"is no version|does not follow .*MAJOR.*MINOR.*PATCH"):
        release.check_version(version)


@pytest.mark.parametrize(
    ("change", "refused"), [("MAJOR", {"MINOR", "PATCH"}), ("MINOR", {"PATCH"}), ("PATCH", set()), (None, {*KINDS})]
)
def test_a_version_says_no_less_than_what_changed(
    change: str | None, refused: set[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(release, "kind_of_change", lambda _: change)
    for kind, version in zip(KINDS, release.nexts(release.chd.DATA_VERSION), strict=True):
        if kind in refused:
            with pytest.raises(SystemExit, match=f"changed as {change}" if change else "no table differs"):
                release.check_version(version)
        else:
            release.check_version(version)


def test_the_present_version_is_made_again_only_before_it_is_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(release.chd, "DATA_VERSION", "1.2.0")
    monkeypatch.setattr(release, "recorded", lambda: {"1.1.0": {}, "1.2.0": {}})
    bases: list[str] = []
    monkeypatch.setattr(release, "kind_of_change", lambda base: bases.append(base) or "MAJOR")
    monkeypatch.setattr(release, "unreleased", list)
    with pytest.raises(SystemExit, match="is released"):
        release.check_version("1.2.0")
    monkeypatch.setattr(release, "unreleased", lambda: ["1.2.0"])
    with pytest.raises(SystemExit, match=r"MINOR step, but since 1\.1\.0 the data changed as MAJOR"):
        release.check_version("1.2.0")
    assert bases == ["1.1.0"]


@pytest.mark.parametrize(
    ("before", "now", "kind"),
    [
        (b"flag,description\na,x\n", b"flag,description\na,y\n", "PATCH"),
        (b"flag,description\na,x\n", b"flag,description\na,x\nb,y\n", "MINOR"),
        (b"flag,description\na,x\nb,y\n", b"flag,description\na,x\n", "MAJOR"),
        (b"flag,words\na,x\n", b"flag,description\na,x\n", "MAJOR"),
        (b"flag,description\na,x\n", b"flag,description\na,x\n", None),
        (None, b"flag,description\na,x\n", "MINOR"),
    ],
)
def test_changes_of_a_table_are_told_apart(
    before: bytes | None, now: bytes, kind: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "flags.csv").write_bytes(now)
    monkeypatch.setattr(release, "DATASETS", tmp_path)
    monkeypatch.setattr(release, "bytes_then", lambda *_: before)
    digest = None if before is None else hashlib.sha256(before).hexdigest()
    assert release.table_change("flags", digest) == kind
    (tmp_path / "flags.csv").unlink()
    assert release.table_change("flags", "of before") == "MAJOR"


def test_a_change_is_held_against_the_recorded_version_even_when_committed() -> None:
    digest = hashlib.sha256((ROOT / "datasets" / "flags.csv").read_bytes()).hexdigest()
    if not release.git("log", "-1"):
        pytest.skip("not a git checkout")
    assert release.bytes_then("flags", "of no version") is None
    assert release.bytes_then("flags", digest) == (ROOT / "datasets" / "flags.csv").read_bytes()


def test_a_failing_step_leaves_every_file_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page, made = tmp_path / "page.md", tmp_path / "made.json"
    page.write_text("before", encoding="utf-8")
    made.write_text("before", encoding="utf-8")

    def fail(step: list[str]) -> None:
        made.write_text("half", encoding="utf-8")
        raise release.subprocess.CalledProcessError(1, step)

    monkeypatch.setattr(release, "ROOT", tmp_path)
    monkeypatch.setattr(release, "check_version", lambda _: None)
    monkeypatch.setattr(release, "check_tables", lambda: None)
    monkeypatch.setattr(release, "edited", lambda *_: {page: "after"})
    monkeypatch.setattr(release, "touched", lambda _: [page, made])
    monkeypatch.setattr(release, "run", fail)
    monkeypatch.setattr(sys, "argv", ["release.py", "1.2.0", "words", "--quick"])
    with pytest.raises(SystemExit, match="as it was"):
        release.main()
    assert page.read_text(encoding="utf-8") == made.read_text(encoding="utf-8") == "before"


def test_every_table_validates_as_a_file_without_any_order_of_steps() -> None:
    release.check_tables()
