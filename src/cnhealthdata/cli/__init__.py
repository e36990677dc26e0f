"""The command line: ``python -m cnhealthdata``, or ``cnhealthdata``."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import cnhealthdata as chd
from cnhealthdata.access import terminal as _terminal
from cnhealthdata.tables.declaration import TABLES
from cnhealthdata.tables.storage import records


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; the exit status is 1 for failures found and 2 for wrong input."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")  # Windows consoles default to another code page
    options = _parser().parse_args(arguments)
    try:
        status: int = options.run(options)
    except BrokenPipeError:
        sys.stderr.close()  # the reader, such as head, has seen enough
        return 0
    except chd.CNHealthDataError as error:
        print(f"cnhealthdata: {error.args[0]}", file=sys.stderr)
        return 2
    return status


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="cnhealthdata", description="Figures of China's health reform, traceable to the page.", allow_abbrev=False
    )
    parser.add_argument(
        "--version", action="version", version=f"cnhealthdata {chd.__version__}, data {chd.DATA_VERSION}"
    )
    parser.set_defaults(run=_tour)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")

    def command(name: str, run: object, words: str) -> argparse.ArgumentParser:
        sub = commands.add_parser(name, help=words, description=words)
        sub.set_defaults(run=run)
        return sub

    command("list", _list, "the tables")
    show = command("show", _show, "rows of a table")
    show.add_argument("table", metavar="TABLE", help="name of a table: " + ", ".join(TABLES))
    show.add_argument("--rows", type=int, default=20, metavar="N", help="how many rows (default 20; 0 for all)")
    describe = command("describe", _describe, "the dictionary of a table, the card of an indicator or measure")
    describe.add_argument("name", metavar="NAME", nargs="?")
    find = command("find", _find, "search indicators, measures, places and reports in English and Chinese")
    find.add_argument("word", metavar="WORD")
    compare = command("compare", _compare, "figures of an indicator side by side")
    compare.add_argument("indicator", metavar="INDICATOR")
    compare.add_argument("--region", action="append", metavar="PLACE", help="keep this place; may be repeated")
    compare.add_argument("--benchmark", action="store_true", help="beside the province and the nation, same year")
    series = command("series", _series, "a long national or provincial series")
    series.add_argument("indicator", metavar="INDICATOR")
    series.add_argument("--region", action="append", metavar="PLACE", help="a place, the nation by default")
    series.add_argument(
        "--method", default="official", metavar="METHOD", help="official or modelled (default official)"
    )
    policies = command("policies", _policies, "national milestones of health policy since 1949")
    policies.add_argument("--theme", metavar="THEME")
    policies.add_argument("--start", metavar="DATE", help="a year or an ISO date")
    policies.add_argument("--end", metavar="DATE")
    trace = command("trace", _trace, "a figure back to the page it was printed on")
    trace.add_argument("id", metavar="ID")
    trace.add_argument("--sources", metavar="DIR", help="folder with the source texts")
    validate = command("validate", _validate, "check the shipped tables, or your own CSV files of any of them")
    validate.add_argument("files", metavar="FILE", nargs="*", help="CSV files named after their tables, or folders")
    validate.add_argument("--table", metavar="TABLE", help="the table that the files hold")
    validate.add_argument("--sources", metavar="DIR", help="folder with the source texts")
    export = command("export", _export, "write the tables for other programs")
    export.add_argument("folder", metavar="DIR")
    export.add_argument("--format", default="csv", metavar="FORMAT", help="csv, parquet, xlsx or sqlite (default csv)")
    export.add_argument("--force", action="store_true", help="replace files that are there")
    extract = command("extract", _extract, "every figure of Chinese reports, parsed and located")
    extract.add_argument("paths", metavar="FILE|DIR|-", nargs="+", help="text, Word, HTML or PDF; - for standard input")
    extract.add_argument("--format", default="csv", metavar="FORMAT", help="csv, jsonl or xlsx (default csv)")
    extract.add_argument("--out", metavar="FILE", help="write here instead of standard output")
    extract.add_argument("--force", action="store_true", help="replace a file that is there")
    draft = command("draft", _draft, "a report as draft tables, indicators proposed")
    draft.add_argument("file", metavar="FILE|-")
    draft.add_argument("--report-id", required=True, metavar="ID", help="key of the report, such as qingyu-2024")
    draft.add_argument("--region", metavar="PLACE", help="name or code of the place")
    draft.add_argument("--year", type=int, metavar="YEAR", help="the year that the report reviews")
    draft.add_argument("--out", required=True, metavar="DIR", help="folder for the tables")
    coverage = command("coverage", _coverage, "figures of a text that its ledger does not account for")
    coverage.add_argument("file", metavar="FILE|-")
    coverage.add_argument("ledger", metavar="LEDGER", help="a ledger.csv, or the folder of a draft")
    notebooks = command("notebooks", _notebooks, "copy the teaching kit into a folder")
    notebooks.add_argument("folder", metavar="DIR")
    notebooks.add_argument("--open", action="store_true", help="start JupyterLab there")
    return parser


# --- Commands ---------------------------------------------------------------------------------------------------------


def _tour(_: argparse.Namespace) -> int:
    print(
        _terminal.title(f"cnhealthdata {chd.__version__}: figures of China's health reform (data {chd.DATA_VERSION})")
    )
    print("Every figure of five local health reports, traceable to the page.\n")
    print(_terminal.table(chd.list_datasets()[["name", "rows", "columns", "description"]]))
    indicator = "public_health_funding_per_capita"
    print()
    print(_terminal.title(f"One comparison: {indicator} (人均基本公共卫生服务经费, CNY per person)"))
    _comparison(indicator, None)
    print()
    print(_terminal.title("One long series: life expectancy at birth (平均期望寿命), years, the nation"))
    points = chd.series("life_expectancy").dropna(subset=["value"])
    print(_terminal.bars(dict(zip(points["year"].astype(int), points["value"], strict=True))))
    figure = chd.load_observations(indicator="infant_mortality")["observation_id"].iloc[0]
    print()
    print(_terminal.title("One figure, back to the page"))
    print(chd.trace(figure))
    print()
    print(_terminal.title("Try next"))
    for line in (
        "cnhealthdata find 床位                         search in English or Chinese",
        "cnhealthdata describe infant_mortality         definition, unit, codes, who prints it",
        "cnhealthdata compare health_literacy           places side by side, and why some do not compare",
        f"cnhealthdata trace {figure:<27} what was printed and what was made of it",
        "cnhealthdata series infant_mortality           seventy years of the nation",
        "cnhealthdata export DIR --format xlsx          all tables for a spreadsheet",
        "cnhealthdata notebooks DIR --open              nine notebooks for teaching, with exercises",
        "cnhealthdata extract FILE                      the figures of a report of your own",
        "python -c 'import cnhealthdata as chd; print(chd.load_observations())'",
    ):
        print(f"  {line}")
    return 0


def _list(_: argparse.Namespace) -> int:
    print(_terminal.table(chd.list_datasets()[["name", "rows", "columns", "key", "description"]]))
    return 0


def _show(options: argparse.Namespace) -> int:
    if options.table not in TABLES:
        from cnhealthdata.errors import unknown_name

        raise unknown_name("table", options.table, TABLES, "'cnhealthdata list' names the tables.")
    if options.rows < 0:
        msg = f"--rows {options.rows} is below 0. Give a number of rows, or 0 for all."
        raise chd.InvalidArgumentError(msg)
    everything = {"method": None} if options.table == "benchmarks" else {}
    frame = getattr(chd, f"load_{options.table}")(**everything)
    shown = frame.head(options.rows) if options.rows else frame
    print(_terminal.table(shown))
    if len(shown) < len(frame):
        print(f"… {len(frame) - len(shown)} more rows; --rows 0 shows all")
    return 0


def _describe(options: argparse.Namespace) -> int:
    import pandas as pd

    found = chd.describe(options.name)
    if isinstance(found, pd.DataFrame):
        print(_terminal.table(found if options.name else found[["name", "rows", "columns", "key", "description"]]))
        return 0
    print(_terminal.title(str(found.name)))
    for field, text in found.items():
        print(_terminal.field(str(field), str(text)))
    return 0


def _find(options: argparse.Namespace) -> int:
    hits = chd.find(options.word)
    if hits.empty:
        print(f"Nothing found for {options.word!r}. Try a shorter word, or 'cnhealthdata show indicators --rows 0'.")
        return 1
    print(_terminal.table(hits))
    return 0


def _compare(options: argparse.Namespace) -> int:
    _comparison(options.indicator, options.region, benchmark=options.benchmark)
    return 0


def _comparison(indicator: str, regions: list[str] | None, *, benchmark: bool = False) -> None:
    table = chd.compare(indicator, regions, benchmark=benchmark)
    if table.empty:
        print("No actual figure of this indicator.")
    else:
        print(_terminal.title(f"{table.attrs['indicator']}, {table['unit'].iloc[0]}"))
        figures = [_figure(row) for row in records(table)]
        shown = table.assign(figure=figures, comparable=table["comparable"].map({True: "yes", False: "no"}))
        shown["place"] = shown["place"] + " " + shown["place_zh"]
        more = ["province_value", "province_gap", "nation_value", "nation_gap"] if benchmark else []
        print(_terminal.table(shown[["place", "year", "figure", *more, "comparable", "observation_id"]]))
        for row in records(table[~table["comparable"]]):
            print(_terminal.field("not comparable", f"{row['observation_id']}: {row['why_not']}"))
    for note in table.attrs["notes"]:
        print(_terminal.field("mind", note))


#: Sign before a value, by the word that qualifies it.
SIGNS = {"at_least": "≥ ", "more_than": "> ", "at_most": "≤ ", "less_than": "< ", "about": "≈ ", "nearly": "≈ "}


def _figure(row: dict[str, Any]) -> str:
    value, low, high = row["value"], row["value_low"], row["value_high"]
    if value is not None:
        return f"{SIGNS.get(row['qualifier'], '')}{value:,.10g}"
    return "masked" if low is None else f"{low:,.10g} to {high:,.10g}"


def _series(options: argparse.Namespace) -> int:
    line = chd.series(options.indicator, options.region, method=options.method)
    if line.empty:
        what = f"{options.method} value of {line.attrs['indicator']}"
        print(f"No {what} for this place. 'cnhealthdata show benchmarks' shows what there is.")
        return 1
    print(_terminal.title(f"{line.attrs['indicator']}, {line['unit'].iloc[0]}, {options.method}"))
    shown = line.dropna(subset=["value"])
    print(_terminal.table(shown[["place", "place_zh", "year", "value", "obs_status", "segment"]]))
    if line["value"].isna().any():
        print(_terminal.field("mind", "The series breaks where segment counts on: draw no line across."))
    return 0


def _policies(options: argparse.Namespace) -> int:
    print(
        _terminal.table(
            chd.load_policies(theme=options.theme, start=options.start, end=options.end)[
                ["date", "theme", "title_en", "title_zh"]
            ]
        )
    )
    return 0


def _trace(options: argparse.Namespace) -> int:
    print(chd.trace(options.id, options.sources))
    return 0


def _validate(options: argparse.Namespace) -> int:
    failures = chd.validate(options.files or None, table=options.table, sources=options.sources)
    what = ", ".join(options.files) or "the shipped tables"
    if failures.empty:
        print(f"No failure in {what}.")
        return 0
    for row in records(failures):
        # A line of the file: rows count from 0 and the header is line 1.
        place = "" if row["row"] is None else f", line {row['row'] + 2}"
        key = f" ({row['key']})" if row["key"] else ""
        value = "nothing" if row["value"] is None else repr(row["value"])
        what_is = f"{row['column'] or 'file'}: {value}; expected {row['expected']} [{row['rule']}]"
        print(f"{row['table']}{place}{key}, {what_is}")
    print(f"{len(failures)} failure{'s' if len(failures) > 1 else ''} in {what}.")
    return 1


def _export(options: argparse.Namespace) -> int:
    for path in chd.export(options.folder, options.format, force=options.force):
        print(path)
    return 0


def _extract(options: argparse.Namespace) -> int:
    from cnhealthdata.reading import files as _figure_files
    from cnhealthdata.reading.corpus import walk

    if options.format == "xlsx" and not options.out:
        msg = "a workbook cannot be printed. Give --out FILE.xlsx."
        raise chd.InvalidArgumentError(msg)
    single = len(options.paths) == 1 and not Path(options.paths[0]).is_dir()
    failures: list[str] = []
    if single:  # one document is read or refused
        frame = _figure_files.figures_of(options.paths[0]).drop(columns="file")
    else:
        frame, failures = _figure_files.figures_of_all(walk(options.paths))
    for failure in failures:
        print(f"cnhealthdata: {failure}", file=sys.stderr)
    content = _figure_files.to_bytes(frame, options.format)
    if options.out:
        _figure_files.write(content, options.out, force=options.force)
        print(f"{len(frame)} figures in {options.out}")
    else:
        sys.stdout.write(content.decode("utf-8"))
    return 1 if failures else 0


def _draft(options: argparse.Namespace) -> int:
    text = chd.read_document(options.file)
    draft = chd.draft_report(text, report_id=options.report_id, region=options.region, year=options.year)
    for path in draft.save(options.out):
        print(path)
    figures, named = len(draft.observations), int(draft.observations["indicator_id"].notna().sum())
    print(f"{figures} figures: {named} with a proposed indicator, {figures - named} open.")
    print("Check the proposals and name the open ones in observations.csv, then run:")
    print(f"cnhealthdata validate {options.out} --sources {options.out}")
    return 0


def _coverage(options: argparse.Namespace) -> int:
    left = chd.coverage(chd.read_document(options.file), options.ledger)
    if left.empty:
        print("Every figure of the text is accounted for.")
        return 0
    print(_terminal.table(left))
    print(f"{len(left)} figures are not accounted for.")
    return 1


def _notebooks(options: argparse.Namespace) -> int:
    import importlib.util
    import subprocess

    from cnhealthdata.teaching import kit as _kit

    if options.open and importlib.util.find_spec("jupyterlab") is None:
        msg = 'JupyterLab is not installed. Run: pip install "cnhealthdata[notebooks]"'
        raise chd.ExportError(msg)
    if options.open and _kit.is_kit(options.folder):
        print(f"The notebooks in {options.folder} stay as they are.")
    else:
        for path in _kit.copy_notebooks(options.folder):
            print(path)
    if options.open:
        return subprocess.run([sys.executable, "-m", "jupyterlab", options.folder], check=False).returncode
    print(f"Start with {options.folder}/README.md, or open them: cnhealthdata notebooks {options.folder} --open")
    return 0


if __name__ == "__main__":
    sys.exit(main())
