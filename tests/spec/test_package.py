"""The package as it is installed: what importing costs, what the wheel holds, what the README promises."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest
from support import ROOT

import cnhealthdata as chd

LISTING = """
import sys
before = set(sys.modules)
import cnhealthdata
cnhealthdata.__version__, cnhealthdata.DATA_VERSION, dir(cnhealthdata)
new = {name.split('.')[0] for name in set(sys.modules) - before}
print(sorted(new - set(sys.stdlib_module_names) - {'cnhealthdata'}))
"""


def test_import_loads_no_third_party_module() -> None:
    done = subprocess.run([sys.executable, "-c", LISTING], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_loading_leaves_pandera_alone() -> None:
    code = "import sys, cnhealthdata; cnhealthdata.load_observations(); print('pandera' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_every_public_name_is_there_and_told() -> None:
    assert dir(chd) == sorted(chd.__all__)
    for name in chd.__all__:
        assert getattr(chd, name) is not None
    with pytest.raises(AttributeError, match="load_everything"):
        chd.load_everything  # noqa: B018
    for name in chd.__all__:
        if callable(getattr(chd, name)):
            assert getattr(chd, name).__doc__


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(out), str(ROOT)]
    subprocess.run(command, capture_output=True, check=True)  # sdist, and the wheel from it
    (path,) = out.glob("*.whl")
    return path


def test_wheel_holds_every_data_file_once(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    shipped = {path.name for path in (ROOT / "datasets").iterdir()}
    assert {name.removeprefix("cnhealthdata/datasets/") for name in names if "/datasets/" in name} == shipped
    assert "cnhealthdata/py.typed" in names
    assert any(name.endswith("licenses/LICENSE-DATA") for name in names)
    assert not [name for name in names if "tests" in name or "curation" in name]
    assert len(names) == len(set(names))


def test_wheel_works_elsewhere(wheel: Path, tmp_path: Path) -> None:
    """In a new environment, from a folder that is not the repository, with its dependencies borrowed from this one."""
    venv.create(tmp_path / "venv", with_pip=False)
    binary = tmp_path / "venv" / ("Scripts" if os.name == "nt" else "bin")
    python = next(path for path in (binary / "python", binary / "python.exe") if path.exists())
    purelib = subprocess.run(
        [python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout.strip()
    zipfile.ZipFile(wheel).extractall(purelib)
    import pandas as pd

    # The environment of this run, without its editable install of the package.
    (Path(purelib) / "borrowed.pth").write_text(str(Path(pd.__file__).parents[1]) + "\n", encoding="utf-8")
    code = (
        "import cnhealthdata as chd, pathlib;"
        "frame = chd.load_observations();"
        "print(pathlib.Path(chd.__file__).parent.parent, len(frame), chd.validate().empty)"
    )
    done = subprocess.run([python, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert done.stdout.split() == [purelib, str(len(chd.load_observations())), "True"]
    tour = subprocess.run(
        [python, "-m", "cnhealthdata"], cwd=tmp_path, capture_output=True, text=True, check=True, encoding="utf-8"
    )
    assert "Try next" in tour.stdout


def test_readme_code_runs_as_printed() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    blocks = re.findall(r"```python\n(.*?)```", text, re.DOTALL)
    assert blocks
    names: dict[str, object] = {}
    for block in blocks:
        exec(compile(block, "README.md", "exec"), names)


def test_readme_quotes_counts_of_this_version() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    for name in chd.list_datasets().itertuples():
        assert f"| `{name.name}` | {name.rows:,} |" in text, (name.name, name.rows)


def test_readme_quotes_the_agreement_that_the_readings_have() -> None:
    command = [sys.executable, str(ROOT / "curation" / "agreement.py")]
    printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    found = {
        name.strip(): rest
        for name, *rest in re.findall(r"^ *([^\d\n]+?) +(\d+) +(\d+) +([\d.]+)%$", printed, re.MULTILINE)
    }
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    both, either, share = found["found by both"]
    assert f"| {both} of {either} ({share} %) |" in text
    for name, words in (
        ("equal value", "equal value, bounds and qualifier"),
        ("equal unit",) * 2,
        ("equal period",) * 2,
    ):
        assert f"{words} | {found[name][2]} % |" in text
    assert f"equal indicator | {found['equal indicator'][2]} % |" in text
    assert f"all four equal | {found['equal value, unit, period and indicator'][2]} % |" in text


def test_docs_speak_of_the_project_alone() -> None:
    tracked = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False).stdout.split()
    if not tracked:
        pytest.skip("not a git checkout")
    for name in tracked:
        text = (ROOT / name).read_bytes().decode("utf-8", errors="replace")
        assert str(ROOT.parent) + "/" not in text, name
