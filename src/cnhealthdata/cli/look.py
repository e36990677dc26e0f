"""Look around: tables, their dictionary, a search."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

import cnhealthdata as chd
from cnhealthdata.access import terminal
from cnhealthdata.cli.analyse import print_comparison
from cnhealthdata.tables.declaration import TABLES

if TYPE_CHECKING:
    from cnhealthdata.cli import Command


def add(command: Command) -> None:
    """Add the commands of this group."""
    command("list", _list, "the tables")
    show = command("show", _show, "rows of a table")
    show.add_argument("table", metavar="TABLE", help="name of a table: " + ", ".join(TABLES))
    show.add_argument("--rows", type=int, default=20, metavar="N", help="how many rows (default 20; 0 for all)")
    describe = command("describe", _describe, "the dictionary of a table, the card of an indicator or measure")
    describe.add_argument("name", metavar="NAME", nargs="?")
    find = command("find", _find, "search indicators, measures, places and reports in English and Chinese")
    find.add_argument("word", metavar="WORD")


def tour(_: argparse.Namespace) -> int:
    """Show what the package holds, and what to try next."""
    print(terminal.title(f"cnhealthdata {chd.__version__}: figures of China's health reform (data {chd.DATA_VERSION})"))
    print("Every figure of five local health reports, traceable to the page.\n")
    print(terminal.table(chd.list_datasets()[["name", "rows", "columns", "description"]]))
    indicator = "public_health_funding_per_capita"
    print()
    print(terminal.title(f"One comparison: {indicator} (人均基本公共卫生服务经费, CNY per person)"))
    print_comparison(indicator, None)
    print()
    print(terminal.title("One long series: life expectancy at birth (平均期望寿命), years, the nation"))
    points = chd.series("life_expectancy").dropna(subset=["value"])
    print(terminal.bars(dict(zip(points["year"].astype(int), points["value"], strict=True))))
    figure = chd.load_observations(indicator="infant_mortality")["observation_id"].iloc[0]
    print()
    print(terminal.title("One figure, back to the page"))
    print(chd.trace(figure))
    print()
    print(terminal.title("Try next"))
    for line in (
        "cnhealthdata find 床位                         search in English or Chinese",
        "cnhealthdata describe infant_mortality         definition, unit, codes, who prints it",
        "cnhealthdata compare health_literacy           places side by side, and why some do not compare",
        f"cnhealthdata trace {figure:<27} what was printed and what was made of it",
        "cnhealthdata series infant_mortality           seventy years of the nation",
        "cnhealthdata panel beds_per_1000               all provinces, newest first",
        "cnhealthdata export DIR --format xlsx          all tables for a spreadsheet",
        "cnhealthdata notebooks DIR --open              ten notebooks for teaching, with exercises",
        "cnhealthdata extract FILE                      the figures of a report of your own",
        "python -c 'import cnhealthdata as chd; print(chd.load_observations())'",
    ):
        print(f"  {line}")
    return 0


def _list(_: argparse.Namespace) -> int:
    print(terminal.table(chd.list_datasets()[["name", "rows", "columns", "key", "description"]]))
    return 0


def _show(options: argparse.Namespace) -> int:
    if options.table not in TABLES:
        from cnhealthdata.errors import unknown_name

        raise unknown_name("table", options.table, TABLES, "'cnhealthdata list' names the tables.")
    if options.rows < 0:
        msg = f"--rows {options.rows} is below 0. Give a number of rows, or 0 for all."
        raise chd.InvalidArgumentError(msg)
    everything = {"method": None} if options.table in {"benchmarks", "panel"} else {}
    frame = getattr(chd, f"load_{options.table}")(**everything)
    shown = frame.head(options.rows) if options.rows else frame
    print(terminal.table(shown))
    if len(shown) < len(frame):
        print(f"… {len(frame) - len(shown)} more rows; --rows 0 shows all")
    return 0


def _describe(options: argparse.Namespace) -> int:
    import pandas as pd

    found = chd.describe(options.name)
    if isinstance(found, pd.DataFrame):
        print(terminal.table(found if options.name else found[["name", "rows", "columns", "key", "description"]]))
        return 0
    print(terminal.title(str(found.name)))
    for field, text in found.items():
        print(terminal.field(str(field), str(text)))
    return 0


def _find(options: argparse.Namespace) -> int:
    hits = chd.find(options.word)
    if hits.empty:
        print(f"Nothing found for {options.word!r}. Try a shorter word, or 'cnhealthdata show indicators --rows 0'.")
        return 1
    print(terminal.table(hits))
    return 0
