"""Write datasets/datapackage.json, SHA256SUMS and two pages of docs/ from the declaration and the CSV files.

python tools/build_metadata.py            write them
python tools/build_metadata.py --check    only say whether they are up to date
"""

from __future__ import annotations

import csv
import json
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "src"))

from cnhealthdata.tables.metadata import make_descriptor, make_dictionary, make_series_page  # noqa: E402


def rows(name: str) -> list[dict[str, str]]:
    with (ROOT / "datasets" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def outputs() -> dict[Path, str]:
    datasets = ROOT / "datasets"
    sources = sorted({(row["source_file"], row["source_sha256"]) for row in rows("reports")})
    names = {row["indicator_id"]: row["name_en"] for row in rows("indicators")}
    descriptor = make_descriptor(lambda name: (datasets / f"{name}.csv").read_bytes(), sources)
    return {
        datasets / "datapackage.json": json.dumps(descriptor, ensure_ascii=False, indent=1) + "\n",
        datasets / "SHA256SUMS": "".join(
            f"{resource['hash'].removeprefix('sha256:')}  {resource['path']}\n" for resource in descriptor["resources"]
        ),
        ROOT / "docs" / "data-dictionary.md": make_dictionary(),
        ROOT / "docs" / "series.md": make_series_page(rows("benchmarks"), names, rows("breaks")),
    }


if __name__ == "__main__":
    stale = [
        path for path, text in outputs().items() if not path.is_file() or path.read_bytes() != text.encode("utf-8")
    ]
    if "--check" in sys.argv:
        sys.exit(f"out of date: {', '.join(path.name for path in stale)}; run this script" if stale else 0)
    for path in stale:
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(outputs()[path].encode("utf-8"))
        print(f"wrote {path.relative_to(ROOT)}")
