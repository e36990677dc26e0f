"""Build the notebooks from their sources in notebooks/source.

Each source (percent format) gives two notebooks: the one with solutions, and the student's, in which each cell
tagged "solution" is emptied. Both are run, and stored with their outputs. Names may be given to build some alone:

    python tools/build_notebooks.py 03 04
"""

from __future__ import annotations

import ast
import hashlib
import sys
from collections import Counter
from pathlib import Path

import jupytext
import nbformat
from nbclient import NotebookClient
from tqdm import tqdm

NOTEBOOKS = Path(__file__).resolve().parents[1] / "notebooks"
SOURCES = NOTEBOOKS / "source"
SOLUTIONS = NOTEBOOKS / "solutions"
METADATA = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}


def unsolved(source: str) -> str:
    """A solution cell as the student gets it: leading comments, an empty answer, and the check."""
    comments = []
    for line in source.splitlines():
        if not line.startswith("#"):
            break
        comments.append(line)
    last = ast.parse(source).body[-1]
    call = getattr(last, "value", None)
    if isinstance(call, ast.Call) and getattr(call.func, "id", "") == "check":
        lines = [*comments, f"{ast.unparse(call.args[1])} = ...", "", ast.unparse(call)]
        return "\n".join(lines).replace("'", '"')
    return "\n".join([*comments, "# Your code here."])


def cell_ids(sources: list[str]) -> list[str]:
    """A name for each cell, by what it holds: a new cell renames no other, and both notebooks name theirs alike."""
    seen: Counter[str] = Counter()
    names = []
    for source in sources:
        name = hashlib.sha256(source.encode("utf-8")).hexdigest()[:10]
        seen[name] += 1
        names.append(name if seen[name] == 1 else f"{name}-{seen[name]}")
    return names


def notebook(source: Path, *, solved: bool) -> nbformat.NotebookNode:
    """The notebook of a source, not yet run."""
    made = jupytext.read(source, fmt="py:percent")
    made.metadata = nbformat.from_dict(METADATA)
    for cell, name in zip(made.cells, cell_ids([cell.source for cell in made.cells]), strict=True):
        cell.id = name
        tags = cell.metadata.get("tags", [])
        cell.metadata = nbformat.from_dict({"tags": tags} if tags else {})
        if "solution" in tags and not solved:
            cell.source = unsolved(cell.source) if cell.cell_type == "code" else "*Your answer here.*"
    made.nbformat, made.nbformat_minor = 4, 5
    return made


def targets(source: Path) -> dict[Path, bool]:
    """The notebooks that a source gives, and whether each holds the solutions."""
    name = source.with_suffix(".ipynb").name
    return {NOTEBOOKS / name: False, SOLUTIONS / name: True}


def joined(outputs: list[nbformat.NotebookNode]) -> list[nbformat.NotebookNode]:
    """Outputs in which what was printed in a row stands in one piece, however the kernel sent it."""
    kept: list[nbformat.NotebookNode] = []
    for output in outputs:
        if kept and output.output_type == "stream" and kept[-1].get("name") == output.name:
            kept[-1].text += output.text
        else:
            kept.append(output)
    return kept


def build(source: Path) -> None:
    """Run and store both notebooks of a source."""
    for target, solved in targets(source).items():
        made = notebook(source, solved=solved)
        target.parent.mkdir(exist_ok=True)
        client = NotebookClient(
            made,
            record_timing=False,
            timeout=120,
            kernel_name="python3",
            resources={"metadata": {"path": str(target.parent)}},
        )
        client.execute()
        made.metadata = nbformat.from_dict(METADATA)
        for cell in made.cells:
            if cell.cell_type == "code":
                cell.outputs = joined(cell.outputs)
        nbformat.write(made, target)


def main(wanted: list[str]) -> None:
    sources = [path for path in sorted(SOURCES.glob("*.py")) if not wanted or path.name[:2] in wanted]
    for source in tqdm(sources, unit="notebook"):
        build(source)


if __name__ == "__main__":
    main(sys.argv[1:])
