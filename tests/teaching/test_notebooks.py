"""The notebooks as they are stored: what no comparison of outputs would notice."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Any

import pytest
from support import ROOT

from cnhealthdata.teaching.exercises import MODULES, exercises

sys.path.insert(0, str(ROOT / "tools"))
build_notebooks = pytest.importorskip("build_notebooks")

SOURCES = sorted(build_notebooks.SOURCES.glob("*.py"))
STORED = [(source, *pair) for source in SOURCES for pair in build_notebooks.targets(source).items()]
NAMES = [f"{'solutions/' if solved else ''}{path.stem}" for _, path, solved in STORED]
LIMIT = 500_000  #: bytes


def read(path: Path) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return content


def printed(cell: dict[str, Any]) -> str:
    return "".join("".join(output.get("text", "")) for output in cell.get("outputs", ()))


def test_every_notebook_has_a_source_and_exercises() -> None:
    numbers = [source.stem.partition("_")[0].lstrip("0") for source in SOURCES]
    assert dict(zip(numbers, (source.stem[3:] for source in SOURCES), strict=True)) == MODULES
    for folder in (build_notebooks.NOTEBOOKS, build_notebooks.SOLUTIONS):
        assert [path.stem for path in sorted(folder.glob("*.ipynb"))] == [source.stem for source in SOURCES]


@pytest.mark.parametrize(("source", "path", "solved"), STORED, ids=NAMES)
def test_stored_cells_are_those_of_the_source(source: Path, path: Path, solved: bool) -> None:
    made = build_notebooks.notebook(source, solved=solved)
    wanted = [(cell.id, cell.cell_type, cell.source, dict(cell.metadata)) for cell in made.cells]
    found = [(cell["id"], cell["cell_type"], "".join(cell["source"]), cell["metadata"]) for cell in read(path)["cells"]]
    assert found == wanted, "run python tools/build_notebooks.py"


@pytest.mark.parametrize(("source", "path", "solved"), STORED, ids=NAMES)
def test_stored_notebook_was_run_whole(source: Path, path: Path, solved: bool) -> None:
    notebook = read(path)
    cells = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
    assert [cell["execution_count"] for cell in cells] == list(range(1, len(cells) + 1))
    for cell in cells:
        kinds = {output["output_type"] for output in cell["outputs"]}
        assert "error" not in kinds or "raises-exception" in cell["metadata"].get("tags", ())
        assert not [output for output in cell["outputs"] if output.get("name") == "stderr"], "".join(cell["source"])
    assert not [line for cell in cells for line in "".join(cell["source"]).splitlines() if "NBVAL_IGNORE" in line]
    content = path.read_bytes()
    assert len(content) < LIMIT
    assert str(Path.home()).encode() not in content
    assert str(ROOT).encode() not in content


@pytest.mark.parametrize(("source", "path", "solved"), STORED, ids=NAMES)
def test_solutions_are_right_and_students_have_none(source: Path, path: Path, solved: bool) -> None:
    cells = read(path)["cells"]
    tagged = [cell for cell in cells if "solution" in cell["metadata"].get("tags", ())]
    checks = {
        found: printed(cell)
        for cell in cells
        if cell["cell_type"] == "code"
        for found in re.findall(r'check\("([\d.]+)"', "".join(cell["source"]))
    }
    number = source.stem.partition("_")[0].lstrip("0")
    assert list(checks) == list(exercises(number))
    assert 3 <= len(tagged) <= 5
    for name, text in checks.items():
        assert text == f"{name}: {'right' if solved else 'not answered yet'}.\n"
    if not solved:
        for cell in tagged:
            lines = [line for line in "".join(cell["source"]).splitlines() if line and not line.startswith("#")]
            if cell["cell_type"] == "code":
                assert len(lines) in {0, 2}
                assert not lines or lines[0].endswith("= ...")
            else:
                assert lines == ["*Your answer here.*"]


def test_a_new_cell_renames_no_other() -> None:
    cells = ["import pandas", "frame", "frame", "# Summary"]
    names = build_notebooks.cell_ids(cells)
    assert len(set(names)) == len(cells)
    with_one_more = build_notebooks.cell_ids([*cells[:1], "print(1)", *cells[1:]])
    assert [name for name in with_one_more if name in names] == names


#: Shape of a figure. Whole numbers (minutes, names of plans), 100 % and what an exercise supposes may stand in prose.
DECIMAL = re.compile(r"\d+\.\d+|\d+(?:\.\d+)?\s*[%％‰]")


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.stem)
def test_prose_types_no_figure(source: Path) -> None:
    made = build_notebooks.notebook(source, solved=True)
    for cell in made.cells:
        if cell.cell_type == "markdown" and "**Exercise" not in cell.source:
            prose = re.sub(r"`[^`]*`|100\s*%|#+ .*", "", cell.source)
            assert not DECIMAL.findall(prose), cell.source


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.stem)
def test_every_notebook_opens_and_closes_alike(source: Path) -> None:
    made = build_notebooks.notebook(source, solved=True)
    prose = "\n".join(cell.source for cell in made.cells if cell.cell_type == "markdown")
    places = [
        prose.find(words)
        for words in ("What you will learn", "Time", "Before this", "Summary", "Exercises", "Further reading")
    ]
    assert -1 not in places
    code = [cell.source for cell in made.cells if cell.cell_type == "code"]
    first = [
        cell.source for cell in build_notebooks.notebook(SOURCES[0], solved=True).cells if cell.cell_type == "code"
    ]
    assert code[0] == first[0]
    assert "ready(data=" in code[0]
    assert re.search(r"[一-鿿]", prose)
