"""Make a data version: everything that follows from the CSV files, written in one go.

python tools/release.py 1.2.0 "One report more: Qingyu 2024."
python tools/release.py 1.2.0 "…" --dry-run        only say what would be done

The tables are validated first; nothing is written when one fails. Then follow the version, the changelog, CITATION.cff,
the README's counts, the descriptor and the checksums, two pages of docs/, the snapshot, the table of damages, and the
notebooks. Damages and notebooks take two minutes; ``--quick`` leaves them for later.
"""

from __future__ import annotations

import argparse
import csv
import io
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
DATASETS = ROOT / "datasets"
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tools")]

import build_metadata  # noqa: E402

import cnhealthdata as chd  # noqa: E402
from cnhealthdata.tables.declaration import TABLES  # noqa: E402

KINDS = ("MAJOR", "MINOR", "PATCH")
RULE = "MAJOR: a column or key is renamed or goes; MINOR: rows or columns are added; PATCH: a value is put right"


def main() -> None:
    """Make the version that is named."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("version", metavar="VERSION", help=f"the new data version, after {chd.DATA_VERSION}")
    parser.add_argument("line", metavar="LINE", help="what changed, for the changelog")
    parser.add_argument("--dry-run", action="store_true", help="only say what would be done")
    parser.add_argument("--quick", action="store_true", help="leave the table of damages and the notebooks for later")
    options = parser.parse_args()
    check_version(options.version)
    check_tables()
    texts = edited(options.version, options.line)
    for path in texts:
        print(f"{'would write' if options.dry_run else 'writes'} {path.relative_to(ROOT)}")
    steps = [["tools/build_metadata.py"], ["tests/facts/test_snapshot.py"]]
    if not options.quick:
        steps += [["tests/checks/corruption.py", "--write"], ["tools/build_notebooks.py"]]
    if not options.dry_run:
        for path, text in texts.items():
            path.write_bytes(text.encode("utf-8"))
    for step in steps:
        print(f"{'would run' if options.dry_run else 'runs'} python {' '.join(step)}", flush=True)
        if not options.dry_run:
            subprocess.run([sys.executable, *step], cwd=ROOT, check=True)


# --- What is refused --------------------------------------------------------------------------------------------------


def check_version(version: str) -> None:
    """Refuse a version that is none, that does not follow the present one, or that says less than what changed."""
    if not re.fullmatch(r"\d+\.\d+\.\d+", version):
        sys.exit(f"{version!r} is no version. Give three numbers such as 1.2.0.")
    old, new = numbers(chd.DATA_VERSION), numbers(version)
    if new < old:
        sys.exit(f"{version} lies before {chd.DATA_VERSION}, the present data version. Give a later one.")
    needed = kind_of_change()
    step = next((place for place in range(3) if new[place] != old[place]), None)
    if needed is not None and step is not None and step > KINDS.index(needed):
        sys.exit(f"{version} is a {KINDS[step]} step, but the data changed as {needed} ({RULE}).")


def numbers(version: str) -> tuple[int, ...]:
    """The parts of a version."""
    return tuple(map(int, version.split(".")))


def kind_of_change() -> str | None:
    """What changed in the tables since the last commit; nothing where nothing did, or where there is no history."""
    kinds = {change for name in TABLES if (change := table_change(name))}
    return next((kind for kind in KINDS if kind in kinds), None)


def table_change(name: str) -> str | None:
    """The kind of change of one table."""
    now = (DATASETS / f"{name}.csv").read_bytes()
    shown = subprocess.run(["git", "show", f"HEAD:datasets/{name}.csv"], cwd=ROOT, capture_output=True, check=False)
    if shown.returncode:
        return "MINOR"  # a table that was not there
    if shown.stdout == now:
        return None
    columns_before, keys_before = outline(shown.stdout, name)
    columns, keys = outline(now, name)
    if columns_before - columns or keys_before - keys:
        return "MAJOR"
    return "MINOR" if columns - columns_before or keys - keys_before else "PATCH"


def outline(content: bytes, name: str) -> tuple[set[str], set[tuple[str, ...]]]:
    """Columns and keys of a table."""
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8"), newline="")))
    key = [column for column in TABLES[name].key if rows and column in rows[0]]
    return set(rows[0] if rows else ()), {tuple(row[column] for column in key) for row in rows}


def check_tables() -> None:
    """Refuse tables that do not validate."""
    failures = chd.validate(DATASETS)
    if len(failures):
        print(failures.head(20).to_string(), file=sys.stderr)
        sys.exit(f"{len(failures)} failures in datasets; nothing was written.")


# --- What is written --------------------------------------------------------------------------------------------------


def edited(version: str, line: str) -> dict[Path, str]:
    """The files that name the version or count rows, as they will be."""
    edits = {
        "src/cnhealthdata/_version.py": (r'(?m)^(DATA_VERSION = ")[\d.]+', rf"\g<1>{version}"),
        "CITATION.cff": (r"(?m)^(version: )[\d.]+", rf"\g<1>{version}"),
    }
    texts = {}
    for name, (pattern, words) in edits.items():
        path = ROOT / name
        text, count = re.subn(pattern, words, path.read_text(encoding="utf-8"))
        if count != 1:
            sys.exit(f"{name} does not name the data version once. Mend it by hand.")
        texts[path] = text
    texts[ROOT / "README.md"] = readme((ROOT / "README.md").read_text(encoding="utf-8"), version)
    texts[ROOT / "CHANGELOG.md"] = changelog((ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), version, line)
    return texts


def readme(text: str, version: str) -> str:
    """The README with the rows of each table, and the version in its citation."""
    for name in TABLES:
        rows = len(build_metadata.rows(name))
        text, count = re.subn(rf"(?m)^\| `{name}` \| [\d,]+ \|", f"| `{name}` | {rows:,} |", text)
        if count != 1:
            sys.exit(f"README.md has no row for the table {name}. Add one to its list of tables.")
    return re.sub(r"(Data\s+>?\s*version )\d+\.\d+\.\d+", rf"\g<1>{version}", text)


def changelog(text: str, version: str, line: str) -> str:
    """The changelog with a paragraph for the version, above the older ones of the newest software."""
    heading = f"### Data {version}\n"
    if heading in text:
        start = text.index(heading) + len(heading)
        return f"{text[:start]}\n{line}\n{text[start:]}"
    newest = text.index("\n## ") + 1
    older = re.compile(r"^###? ", re.MULTILINE).search(text, newest + 3)
    place = older.start() if older else len(text)
    return f"{text[:place]}{heading}\n{line}\n\n{text[place:]}"


if __name__ == "__main__":
    main()
