"""The rooms look down: no room imports from one above it."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

from support import ROOT


def test_no_import_runs_upward() -> None:
    command = shutil.which("lint-imports", path=str(Path(sys.executable).parent))
    assert command, "the extra test brings lint-imports"
    done = subprocess.run([command, "--no-cache"], cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout
    assert "1 kept, 0 broken" in done.stdout


def test_the_guide_draws_the_rooms_that_are_held() -> None:
    config = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    (contract,) = config["tool"]["importlinter"]["contracts"]
    rooms = {name.strip() for layer in contract["layers"] for name in layer.split("|")}
    there = {path.stem for path in (ROOT / "src" / "cnhealthdata").iterdir() if path.suffix == ".py" or path.is_dir()}
    assert there - {"__init__", "__pycache__"} == rooms
    guide = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    assert all(
        re.search(rf"^\| `{re.escape(room)}/?`", guide, re.MULTILINE) for room in rooms - {"__main__", "_version"}
    )
