"""Time and size of each notebook: python benchmarks/notebooks.py

Cold is a first run after installing: no compiled Python files, no font cache. Warm is the run after it. Times are given
beside that of a kernel that only imports pandas and matplotlib, in the same state and the same run.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from tqdm import tqdm

from cnhealthdata.access import terminal as _terminal
from cnhealthdata.teaching.kit import kit_root

BASELINE = "import pandas, matplotlib.pyplot"


def seconds(notebook: nbformat.NotebookNode, folder: Path) -> float:
    """How long a kernel takes to start and run all cells."""
    client = NotebookClient(notebook, timeout=300, resources={"metadata": {"path": str(folder)}})
    start = time.perf_counter()
    client.execute()
    return time.perf_counter() - start


def cold_and_warm(notebook: nbformat.NotebookNode, folder: Path) -> list[float]:
    """Two runs in a row that share caches which were empty before the first."""
    with tempfile.TemporaryDirectory() as caches:
        os.environ.update(PYTHONPYCACHEPREFIX=caches, MPLCONFIGDIR=caches, PYTHONDONTWRITEBYTECODE="")
        return [seconds(notebook, folder) for _ in range(2)]


def main() -> None:
    import pandas as pd

    root = kit_root()
    paths = [*sorted(root.glob("*.ipynb")), *sorted(root.glob("solutions/*.ipynb"))]
    bare = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(BASELINE)])
    base = cold_and_warm(bare, root)
    rows = []
    for path in tqdm(paths, unit="notebook"):
        cold, warm = cold_and_warm(nbformat.read(path, as_version=4), path.parent)
        rows.append(
            {
                "notebook": path.relative_to(root).as_posix(),
                "kB": round(path.stat().st_size / 1000),
                "cold s": round(cold, 1),
                "warm s": round(warm, 1),
                "cold / imports": round(cold / base[0], 2),
                "warm / imports": round(warm / base[1], 2),
            }
        )
    table = pd.DataFrame(rows)
    print(_terminal.table(table))
    print(
        f"\n{len(rows)} notebooks, {table['kB'].sum():,} kB: cold {table['cold s'].sum():.0f} s, "
        f"warm {table['warm s'].sum():.0f} s; imports alone {base[0]:.1f} s and {base[1]:.1f} s"
    )


if __name__ == "__main__":
    sys.exit(main())
