"""Measure cnhealthdata against what it stands on and what it stands beside: ``python benchmarks/run.py``.

Times are ratios within one run, never seconds, since seconds say more of the machine than of the package.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from cnhealthdata.tables.declaration import TABLES
from cnhealthdata.tables.frames import DTYPES
from cnhealthdata.tables.storage import data_root

if TYPE_CHECKING:
    import pandas as pd

# This process stays free of pandas: a child's peak memory is never below that of the process that starts it.

T = TypeVar("T")

ROOT = Path(__file__).resolve().parents[1]

LOAD_GOAL = 1.3
LINEAR_GOAL = 1.5
WHEEL_GOAL = 300_000

OURS = "cnhealthdata.load_observations()"
OURS_PLAIN = "cnhealthdata.load_observations(labels=False)"
OURS_SERIES = "cnhealthdata.load_benchmarks(method=None, labels=False)"

#: What to import, and the expression that loads a table, of packages that ship tables.
OTHERS = {
    "palmerpenguins": ("palmerpenguins", "palmerpenguins.load_penguins()"),
    "vega_datasets": ("vega_datasets", "vega_datasets.data.cars()"),
    "statsmodels": ("statsmodels.datasets", "statsmodels.datasets.longley.load_pandas().data"),
}


@dataclass(frozen=True)
class Line:
    """One line of the printed table."""

    what: str
    found: str
    spread: str = ""
    goal: str = ""
    met: bool | None = None


@dataclass(frozen=True)
class Plan:
    """How much to measure."""

    repeats: int
    sizes: tuple[int, ...]

    def repeats_at(self, size: int) -> int:
        return 3 if size >= 100 else min(self.repeats, 7)


FULL = Plan(repeats=25, sizes=(1, 10, 100, 1000))
QUICK = Plan(repeats=7, sizes=(1, 10))

Part = Callable[[Plan], Iterator[Line]]


class ChildError(RuntimeError):
    """A measured process that failed; the message is the last line it printed."""


# --- Processes --------------------------------------------------------------------------------------------------------


def environment() -> dict[str, str]:
    """The environment of users, in which Python keeps compiled modules."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def run_python(*arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, *arguments],
        env=environment(),
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    if done.returncode:
        last = (done.stderr.strip() or done.stdout.strip() or f"exit code {done.returncode}").splitlines()[-1]
        raise ChildError(last)
    return done.stdout


def process_time(code: str) -> float:
    """Seconds of a whole Python process."""
    start = time.perf_counter()
    run_python("-c", code)
    return time.perf_counter() - start


LOAD = """
import time, pandas{imports}
start = time.perf_counter()
frame = {load}
first = time.perf_counter() - start
again = []
for _ in range(20):
    start = time.perf_counter()
    {load}
    again.append(time.perf_counter() - start)
print(first, sorted(again)[10], *frame.shape)
"""


@dataclass(frozen=True)
class Load:
    """Seconds of the first load in a process and of the later ones, and the size of what is loaded."""

    first: float
    later: float
    rows: int
    columns: int


def fresh_load(module: str, load: str) -> Load:
    """Load in a fresh process that has imported pandas and the package."""
    imports = f", {module}" if module else ""
    first, later, rows, columns = run_python("-c", LOAD.format(imports=imports, load=load)).split()
    return Load(float(first), float(later), int(rows), int(columns))


def read_csv_call(table: str = "observations") -> str:
    """The call of pandas that reads the same file into the same types."""
    columns = TABLES[table].columns
    types = {column.name: DTYPES[column.type] for column in columns}
    missing = {column.name: [""] for column in columns if column.nullable}
    path = str(data_root() / f"{table}.csv")
    return f"pandas.read_csv({path!r}, dtype={types!r}, keep_default_na=False, na_values={missing!r}, encoding='utf-8')"


# --- Ratios -----------------------------------------------------------------------------------------------------------


def interleaved(cases: Mapping[str, Callable[[], T]], repeats: int) -> dict[str, list[T]]:
    """Measure the cases in turn, so that a slow moment of the machine falls on all; the first round only warms up."""
    found: dict[str, list[T]] = {name: [] for name in cases}
    names = list(cases)
    for turn in range(repeats + 1):
        start = turn % len(names)
        for name in names[start:] + names[:start]:
            result = cases[name]()
            if turn:
                found[name].append(result)
    return found


def ratio_line(what: str, above: list[float], below: list[float], goal: str = "", bound: float | None = None) -> Line:
    """A ratio of medians, beside what the single rounds gave; the goal is to stay at or under the bound."""
    ratio = statistics.median(above) / statistics.median(below)
    rounds = [one / other for one, other in zip(above, below, strict=True)]
    return Line(what, number(ratio), middle_half(rounds), goal, None if bound is None else ratio <= bound)


def ahead_line(what: str, theirs: list[float], ours: list[float]) -> Line:
    """A ratio whose goal is that ours is the smaller."""
    line = ratio_line(what, theirs, ours)
    return replace(line, goal="above 1", met=statistics.median(theirs) > statistics.median(ours))


def middle_half(values: list[float]) -> str:
    low, _, high = statistics.quantiles(values, n=4)
    return f"{number(low)} to {number(high)}"


def number(value: float) -> str:
    digits = 0 if value >= 100 else 1 if value >= 10 else 2 if value >= 0.1 else 4
    return f"{value:.{digits}f}"


def megabytes(size: float) -> str:
    return f"{size / 1e6:.0f} MB"


def skipped(what: str, why: object) -> Line:
    return Line(what, "skipped", goal=str(why))


# --- Import and load --------------------------------------------------------------------------------------------------

MODULES = """
import sys
before = set(sys.modules)
import cnhealthdata
loaded = {name.partition(".")[0] for name in set(sys.modules) - before}
print(*sorted(loaded - set(sys.stdlib_module_names) - {"cnhealthdata"}))
"""


def part_import(plan: Plan) -> Iterator[Line]:
    cases = {"bare": partial(process_time, "pass"), "ours": partial(process_time, "import cnhealthdata")}
    times = interleaved(cases, plan.repeats)
    yield ratio_line("import of cnhealthdata / bare Python", times["ours"], times["bare"])
    modules = run_python("-c", MODULES).split()
    yield Line("third-party modules that the import loads", ", ".join(modules) or "none", "", "none", not modules)


def part_load(plan: Plan) -> Iterator[Line]:
    cases = {
        "pandas": partial(fresh_load, "", read_csv_call()),
        "plain": partial(fresh_load, "cnhealthdata", OURS_PLAIN),
        "labelled": partial(fresh_load, "cnhealthdata", OURS),
    }
    loads = interleaved(cases, plan.repeats)
    first = {name: [load.first for load in found] for name, found in loads.items()}
    later = {name: [load.later for load in found] for name, found in loads.items()}
    goal = f"at most {LOAD_GOAL}"
    yield ratio_line("first load, labels=False / pandas.read_csv", first["plain"], first["pandas"], goal, LOAD_GOAL)
    yield ratio_line("first load, with labels / pandas.read_csv", first["labelled"], first["pandas"])
    series = {
        "pandas": partial(fresh_load, "", read_csv_call("benchmarks")),
        "plain": partial(fresh_load, "cnhealthdata", OURS_SERIES),
    }
    long = {name: [load.first for load in found] for name, found in interleaved(series, plan.repeats).items()}
    yield ratio_line("first load of benchmarks / pandas.read_csv", long["plain"], long["pandas"], goal, LOAD_GOAL)
    yield ratio_line("later load, labels=False / its first", later["plain"], first["plain"])
    yield ratio_line("later load, with labels / its first", later["labelled"], first["labelled"])
    yield ratio_line("later load, labels=False / pandas.read_csv", later["plain"], later["pandas"])
    yield ratio_line("later load, with labels / pandas.read_csv", later["labelled"], later["pandas"])


# --- Validation -------------------------------------------------------------------------------------------------------

COPIED = ("reports", "observations", "ledger", "reforms", "identities")
IDENTIFIERS = ("report_id", "observation_id", "baseline_id", "reform_id", "result_id", "part_ids")


def letters(number: int) -> str:
    """0, 1, 2 … 26, 27 … as a, b, c … aa, ab …"""
    more, last = divmod(number, 26)
    return (letters(more - 1) if more else "") + chr(ord("a") + last)


def copy_of(frame: pd.DataFrame, tag: str) -> pd.DataFrame:
    """The same rows under other reports: changzhou-2020 becomes changzhou-a-2020."""
    changed = {
        column: frame[column].str.replace(r"-(\d+)", rf"-{tag}-\1", regex=True)
        for column in IDENTIFIERS
        if column in frame
    }
    if "identity_id" in frame:
        changed["identity_id"] = frame["identity_id"] + f"_{tag}"
    if "source_file" in frame:
        changed["source_file"] = f"{tag}-" + frame["source_file"]
    return frame.assign(**changed)


def enlarged(size: int) -> dict[str, pd.DataFrame]:
    """The shipped tables so many times over; text outside any report cannot be copied and stands once."""
    import pandas as pd

    import cnhealthdata

    shipped = {
        "reports": cnhealthdata.load_reports(),
        "observations": cnhealthdata.load_observations(labels=False),
        "ledger": cnhealthdata.load_ledger(),
        "reforms": cnhealthdata.load_reforms(labels=False),
        "identities": cnhealthdata.load_identities(),
    }
    reports = shipped["reports"]["report_id"]
    tables = {}
    for name in COPIED:
        frame = shipped[name]
        inside = frame[frame["report_id"].isin(reports)] if "report_id" in frame else frame
        copies = [copy_of(inside, letters(number)) for number in range(size - 1)]
        tables[name] = pd.concat([frame, *copies]).sort_values(list(TABLES[name].key), kind="stable", ignore_index=True)
    return tables


@dataclass(frozen=True)
class Validation:
    """What a process that validates has to tell; peaks of memory are in bytes, -1 where the system tells none."""

    seconds: list[float]
    rows: int
    failures: int
    before: int
    peak: int

    @property
    def per_row(self) -> list[float]:
        return [seconds / self.rows for seconds in self.seconds]


def peak_memory() -> int:
    try:
        import resource
    except ImportError:
        return -1
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit


def validate_here(size: int, repeats: int) -> Validation:
    import cnhealthdata

    cnhealthdata.validate(enlarged(1))  # imports, schemas and literals once read
    tables = enlarged(size)
    before, seconds, failures = peak_memory(), [], 0
    for _ in range(repeats):
        start = time.perf_counter()
        failures = len(cnhealthdata.validate(tables))
        seconds.append(time.perf_counter() - start)
    return Validation(seconds, sum(map(len, tables.values())), failures, before, peak_memory())


@cache
def validated(size: int, repeats: int) -> Validation:
    """Validate in a fresh process."""
    progress(f"validating {repeats} times at {size} times the size")
    return Validation(**json.loads(run_python(__file__, "--validate", str(size), str(repeats))))


def progress(message: str) -> None:
    print(f"  ... {message}", file=sys.stderr, flush=True)


def part_validation(plan: Plan) -> Iterator[Line]:
    runs = {size: validated(size, plan.repeats_at(size)) for size in plan.sizes}
    for size, run in runs.items():
        found = "none" if not run.failures else str(run.failures)
        yield Line(f"failures at {size} times the size ({run.rows} rows)", found, "", "none", not run.failures)
    base = statistics.median(runs[10].per_row)
    for size in [size for size in runs if size != 10]:
        ratio = statistics.median(runs[size].per_row) / base
        spread = middle_half([seconds / base for seconds in runs[size].per_row])
        goal, met = (f"at most {LINEAR_GOAL}", ratio <= LINEAR_GOAL) if size == 1000 else ("", None)
        yield Line(f"time per row at {size} times / at 10 times", number(ratio), spread, goal, met)
    if 1000 not in runs:
        yield skipped("time per row at 1000 times / at 10 times", "quick run")


# --- Memory -----------------------------------------------------------------------------------------------------------

PEAK = """
import resource
{work}
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def part_memory(plan: Plan) -> Iterator[Line]:
    if importlib.util.find_spec("resource") is None:
        yield skipped("peak memory", "this system has no module 'resource'")
        return
    cases = {
        "pandas": PEAK.format(work=f"import pandas; {read_csv_call()}"),
        "ours": PEAK.format(work=f"import cnhealthdata; {OURS}"),
    }
    peaks = interleaved({name: partial(peak_of, code) for name, code in cases.items()}, min(plan.repeats, 5))
    line = ratio_line("import and load / pandas and read_csv", peaks["ours"], peaks["pandas"])
    yield replace(line, spread=megabytes(statistics.median(peaks["ours"])))
    for size in plan.sizes:
        run = validated(size, plan.repeats_at(size))
        yield Line(f"validation at {size} times / before it", number(run.peak / run.before), megabytes(run.peak))


def peak_of(code: str) -> float:
    return float(run_python("-c", code)) * (1 if sys.platform == "darwin" else 1024)


# --- Wheel ------------------------------------------------------------------------------------------------------------


def part_wheel(_: Plan) -> Iterator[Line]:
    what = "wheel without the notebooks / 300 KB"
    if importlib.util.find_spec("build") is None:
        yield skipped(what, "the package 'build' is not installed")
        return
    progress("building the wheel")
    with tempfile.TemporaryDirectory() as folder:
        try:
            run_python("-m", "build", "--wheel", "--outdir", folder, str(ROOT))
        except ChildError as error:
            yield skipped(what, f"the build failed: {error}")
            return
        path = next(Path(folder).glob("*.whl"))
        whole = path.stat().st_size
        with zipfile.ZipFile(path) as wheel:
            kit = sum(entry.compress_size for entry in wheel.infolist() if "/notebooks/" in entry.filename)
    size = whole - kit
    yield Line(what, number(size / WHEEL_GOAL), f"{size} bytes", "at most 1", size <= WHEEL_GOAL)
    yield Line("the whole wheel / the same", number(whole / WHEEL_GOAL), f"{whole} bytes")


# --- Other packages ---------------------------------------------------------------------------------------------------


def part_others(plan: Plan) -> Iterator[Line]:
    for name, (module, load) in OTHERS.items():
        if importlib.util.find_spec(name) is None:
            yield skipped(name, "not installed")
            continue
        try:
            yield from beside(name, module, load, plan.repeats)
        except ChildError as error:
            yield skipped(name, f"it failed: {error}")


def beside(name: str, module: str, load: str, repeats: int) -> Iterator[Line]:
    """How many times longer the other package takes."""
    progress(f"beside {name}")
    processes = {
        "import": process_time_of(module, ""),
        "our import": process_time_of("cnhealthdata", ""),
        "both": process_time_of(module, load),
        "our both": process_time_of("cnhealthdata", OURS),
    }
    loaders = {
        "theirs": partial(fresh_load, module, load),
        "labels=False": partial(fresh_load, "cnhealthdata", OURS_PLAIN),
        "with labels": partial(fresh_load, "cnhealthdata", OURS),
    }
    times, loads = interleaved(processes, repeats), interleaved(loaders, repeats)
    yield ahead_line(f"{name}: import / ours", times["import"], times["our import"])
    for moment in ("first", "later"):
        per_row = {who: [getattr(load, moment) / load.rows for load in found] for who, found in loads.items()}
        for ours in ("labels=False", "with labels"):
            yield ahead_line(f"{name}: {moment} load per row / ours, {ours}", per_row["theirs"], per_row[ours])
    per_value = {who: [load.first / load.rows / load.columns for load in found] for who, found in loads.items()}
    for ours in ("labels=False", "with labels"):
        yield ratio_line(f"{name}: first load per value / ours, {ours}", per_value["theirs"], per_value[ours])
    yield ratio_line(f"{name}: import and first load / ours", times["both"], times["our both"])


def process_time_of(module: str, load: str) -> Callable[[], float]:
    return partial(process_time, f"import {module}; {load}")


# --- Printing ---------------------------------------------------------------------------------------------------------

PARTS: dict[str, tuple[str, Part]] = {
    "import": ("Import, whole processes", part_import),
    "load": ("Load of observations, fresh processes with pandas imported", part_load),
    "validation": ("Validation", part_validation),
    "memory": ("Peak memory", part_memory),
    "wheel": ("Wheel", part_wheel),
    "others": ("Beside other packages that ship tables (above 1: they take longer)", part_others),
}

MET = {True: "met", False: "NOT MET", None: ""}


def show(title: str, lines: list[Line]) -> None:
    print(f"\n{title}")
    for line in lines:
        goal = f"goal: {line.goal}" if line.met is not None else line.goal
        print(f"  {line.what:<60} {line.found:>8}  {line.spread:<16}  {goal:<18}  {MET[line.met]}".rstrip(), flush=True)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measure cnhealthdata; the figures are ratios within one run.")
    parser.add_argument("--quick", action="store_true", help="few repeats, and validation at 1 and 10 times the size")
    parser.add_argument("--only", choices=list(PARTS), action="append", metavar="PART", help=", ".join(PARTS))
    parser.add_argument("--validate", type=int, nargs=2, help=argparse.SUPPRESS)
    return parser.parse_args()


def main() -> None:
    options = arguments()
    if options.validate:
        print(json.dumps(asdict(validate_here(*options.validate))))
        return
    plan = QUICK if options.quick else FULL
    run = "a quick run" if options.quick else "a full run"
    print(f"cnhealthdata on Python {platform.python_version()} and {platform.system()}, {run}")
    print(f"Ratios of medians of up to {plan.repeats} rounds, and the middle half of the rounds' own ratios")
    for name in options.only or PARTS:
        title, part = PARTS[name]
        progress(f"measuring: {name}")
        show(title, list(part(plan)))


if __name__ == "__main__":
    main()
