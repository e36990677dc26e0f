"""From reports to tables."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import cnhealthdata as chd
from cnhealthdata.access import terminal

if TYPE_CHECKING:
    from cnhealthdata.cli import Command


def add(command: Command) -> None:
    """Add the commands of this group."""
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
    print(terminal.table(left))
    print(f"{len(left)} figures are not accounted for.")
    return 1
