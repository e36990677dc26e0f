"""Figures side by side and over time."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

import cnhealthdata as chd
from cnhealthdata.access import terminal
from cnhealthdata.tables.frames import records

if TYPE_CHECKING:
    from cnhealthdata.cli import Command


def add(command: Command) -> None:
    """Add the commands of this group."""
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
    panel = command("panel", _panel, "all provinces over the years, and how far they lie apart")
    panel.add_argument("indicator", metavar="INDICATOR")
    panel.add_argument("--years", metavar="YEARS", help="a year, or a span such as 2005-2023; all by default")
    panel.add_argument("--method", default="official", metavar="METHOD", help="official or modelled (default official)")
    panel.add_argument("--csv", metavar="FILE", help="write the tidy rows to a new file instead")
    policies = command("policies", _policies, "national milestones of health policy since 1949")
    policies.add_argument("--theme", metavar="THEME")
    policies.add_argument("--start", metavar="DATE", help="a year or an ISO date")
    policies.add_argument("--end", metavar="DATE")


def _compare(options: argparse.Namespace) -> int:
    print_comparison(options.indicator, options.region, benchmark=options.benchmark)
    return 0


def print_comparison(indicator: str, regions: list[str] | None, *, benchmark: bool = False) -> None:
    """Print the figures of an indicator side by side, and what to mind."""
    table = chd.compare(indicator, regions, benchmark=benchmark)
    if table.empty:
        print("No actual figure of this indicator.")
    else:
        print(terminal.title(f"{table.attrs['indicator']}, {table['unit'].iloc[0]}"))
        figures = [_figure(row) for row in records(table)]
        shown = table.assign(figure=figures, comparable=table["comparable"].map({True: "yes", False: "no"}))
        shown["place"] = shown["place"] + " " + shown["place_zh"]
        more = ["province_value", "province_gap", "nation_value", "nation_gap"] if benchmark else []
        print(terminal.table(shown[["place", "year", "figure", *more, "comparable", "observation_id"]]))
        for row in records(table[~table["comparable"]]):
            print(terminal.field("not comparable", f"{row['observation_id']}: {row['why_not']}"))
    for note in table.attrs["notes"]:
        print(terminal.field("mind", note))


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
    print(terminal.title(f"{line.attrs['indicator']}, {line['unit'].iloc[0]}, {options.method}"))
    shown = line.dropna(subset=["value"])
    print(terminal.table(shown[["place", "place_zh", "year", "value", "obs_status", "segment"]]))
    if line["value"].isna().any():
        print(terminal.field("mind", "The series breaks where segment counts on: draw no line across."))
        for words in line.attrs["breaks"]:
            print(terminal.field("break", words))
    return 0


def _years(text: str) -> range:
    """A year, or a span of years with a hyphen."""
    first, _, last = text.partition("-")
    if not (first.isdigit() and (last or first).isdigit()):
        msg = f"--years {text!r} is no year or span. Give 2023, or 2005-2023."
        raise chd.InvalidArgumentError(msg)
    return range(int(first), int(last or first) + 1)


def _panel(options: argparse.Namespace) -> int:
    years = None if options.years is None else _years(options.years)
    table = chd.panel(options.indicator, years=years, method=options.method)
    if options.csv:
        try:
            with Path(options.csv).open("x", encoding="utf-8", newline="") as file:
                table.to_csv(file, index=False, lineterminator="\n")
        except OSError as error:
            msg = f"{options.csv} was not written: {error.strerror or error}. Name a new file in a folder that exists."
            raise chd.ExportError(msg) from error
        print(f"wrote {options.csv}, {len(table):,} rows")
        return 0
    last = table["year"].max()
    newest = table[table["year"] == last].sort_values("value", ascending=False)
    print(terminal.title(f"{table.attrs['indicator']}, {table['unit'].iloc[0]}, {options.method}, {last}"))
    print(terminal.table(newest[["place", "place_zh", "macro_region", "value", "obs_status"]]))
    shown = sorted(set(table["year"]))
    print(terminal.field("years", f"{shown[0]} to {shown[-1]}, {len(shown)} of them; --csv FILE writes all"))
    for note in table.attrs["notes"]:
        print(terminal.field("mind", note))
    return 0


def _policies(options: argparse.Namespace) -> int:
    print(
        terminal.table(
            chd.load_policies(theme=options.theme, start=options.start, end=options.end)[
                ["date", "theme", "title_en", "title_zh"]
            ]
        )
    )
    return 0
