"""Make a data version: everything that follows from the CSV files, written in one go.

python tools/release.py 1.2.0 "One report more: Qingyu 2024."
python tools/release.py 1.2.0 "…" --dry-run        only say what would be done

The tables are validated first, and the version is held against what changed since the one recorded before; nothing is
written when either fails, and all goes back to what it was when a later step does. Then follow the version, the
changelog, CITATION.cff, the README's counts, the descriptor and the checksums, two pages of docs/, the snapshot, the
table of damages, and the notebooks. Damages and notebooks take two minutes; ``--quick`` leaves them for later.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import io
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
DATASETS = ROOT / "datasets"
SNAPSHOT = ROOT / "tests" / "facts" / "snapshot.json"
PAGE = ROOT / "docs" / "validation.md"
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tools"), str(ROOT / "tests")]

import build_metadata  # noqa: E402
from support import sources_folder  # noqa: E402

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
        if sources_folder().is_dir():
            steps += [["tests/checks/corruption.py", "--write"]]
        else:
            print(f"The source texts are not at hand: {PAGE.relative_to(ROOT)} stays as it is, for one who has them.")
        steps += [["tools/build_notebooks.py"]]
    if options.dry_run:
        print(*(f"would run python {' '.join(step)}" for step in steps), sep="\n")
        return
    before = {path: path.read_bytes() for path in touched(texts) if path.is_file()}
    try:
        for path, text in texts.items():
            path.write_bytes(text.encode("utf-8"))
        for step in steps:
            print(f"runs python {' '.join(step)}", flush=True)
            run(step)
    except BaseException as error:
        for path, content in before.items():
            path.write_bytes(content)
        if isinstance(error, subprocess.CalledProcessError):
            sys.exit("This step failed; every file is as it was.")
        raise


def touched(texts: Iterable[Path]) -> list[Path]:
    """Every file that a version may write."""
    stored = (ROOT / "notebooks").rglob("*.ipynb")
    return [*texts, *build_metadata.outputs(), SNAPSHOT, PAGE, *stored]


def run(step: list[str]) -> None:
    """Run a script with the package of this checkout, whichever is installed."""
    paths = [str(ROOT / "src"), *filter(None, [os.environ.get("PYTHONPATH")])]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(paths)}
    subprocess.run([sys.executable, *step], cwd=ROOT, check=True, env=environment)


# --- What is refused --------------------------------------------------------------------------------------------------


def check_version(version: str) -> None:
    """Refuse a version that is none, that is no next step, or that says less than what changed."""
    if not re.fullmatch(r"\d+\.\d+\.\d+", version):
        sys.exit(f"{version!r} is no version. Give three numbers such as 1.2.0.")
    present = chd.DATA_VERSION
    if version == present:  # one that is not out yet may be made again
        if version not in unreleased():
            sys.exit(f"{version} is released, and its tables are fixed. Give a later one: {choices(present)}.")
        base = max((each for each in recorded() if each not in unreleased()), key=numbers, default=present)
    else:
        base = present
        if version not in nexts(present):
            sys.exit(f"{version} does not follow {present}, the present data version. Next is {choices(present)}.")
    needed = kind_of_change(base)
    if needed is None and version != present:
        sys.exit(f"no table differs from data {base}, so there is no {version} to make.")
    place = next((place for place in range(3) if numbers(version)[place] != numbers(base)[place]), 2)
    if needed is not None and place > KINDS.index(needed):
        sys.exit(f"{version} is a {KINDS[place]} step, but since {base} the data changed as {needed} ({RULE}).")


def numbers(version: str) -> tuple[int, ...]:
    """The parts of a version."""
    return tuple(map(int, version.split(".")))


def nexts(version: str) -> list[str]:
    """The three versions that may follow one, in the order of ``KINDS``."""
    major, minor, patch = numbers(version)
    return [f"{major + 1}.0.0", f"{major}.{minor + 1}.0", f"{major}.{minor}.{patch + 1}"]


def choices(version: str) -> str:
    """The versions that may follow, in words."""
    return ", ".join(f"{each} ({kind})" for each, kind in zip(nexts(version), KINDS, strict=True))


def unreleased() -> list[str]:
    """The data versions under the newest software, where the changelog says that it is not released."""
    section = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8").split("\n## ")[1]
    heading = section.partition("\n")[0]
    return re.findall(r"(?m)^### Data ([\d.]+)", section) if "unreleased" in heading else []


def recorded() -> dict[str, dict[str, str]]:
    """SHA-256 of each table, by data version."""
    versions: dict[str, dict[str, str]] = json.loads(SNAPSHOT.read_text(encoding="utf-8"))
    return versions


def kind_of_change(base: str) -> str | None:
    """What changed in the tables since a version; nothing where nothing did."""
    digests = recorded().get(base, {})
    kinds = {table_change(name, digests.get(name)) for name in [*TABLES, *(digests.keys() - TABLES.keys())]}
    return next((kind for kind in KINDS if kind in kinds), None)


def table_change(name: str, digest: str | None) -> str | None:
    """The kind of change of one table since it had a digest."""
    path = DATASETS / f"{name}.csv"
    if digest is None:
        return "MINOR"  # a table that was not there
    if name not in TABLES or not path.is_file():
        return "MAJOR"
    now = path.read_bytes()
    if hashlib.sha256(now).hexdigest() == digest:
        return None
    before = bytes_then(name, digest)
    if before is None:
        print(f"{name}.csv of then is not in the history here: whether keys went, you must know.", file=sys.stderr)
        return "PATCH"
    columns_before, keys_before = outline(before, name)
    columns, keys = outline(now, name)
    if columns_before - columns or keys_before - keys:
        return "MAJOR"
    return "MINOR" if columns - columns_before or keys - keys_before else "PATCH"


def bytes_then(name: str, digest: str) -> bytes | None:
    """A table as it was when it had a digest, from the history; nothing where the history does not reach so far."""
    file = f"datasets/{name}.csv"
    for commit in git("log", "--format=%H", "--", file).decode("ascii").split():
        if hashlib.sha256(content := git("show", f"{commit}:{file}")).hexdigest() == digest:
            return content
    return None


def git(*words: str) -> bytes:
    """What git says, or nothing where it cannot."""
    try:
        return subprocess.run(["git", *words], cwd=ROOT, capture_output=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        return b""


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
