"""Figures back to the page, and tables against their rules."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

import cnhealthdata as chd
from cnhealthdata.tables.frames import records

if TYPE_CHECKING:
    from cnhealthdata.cli import Command


def add(command: Command) -> None:
    """Add the commands of this group."""
    trace = command("trace", _trace, "a figure back to the page it was printed on")
    trace.add_argument("id", metavar="ID")
    trace.add_argument("--sources", metavar="DIR", help="folder with the source texts")
    validate = command("validate", _validate, "check the shipped tables, or your own CSV files of any of them")
    validate.add_argument("files", metavar="FILE", nargs="*", help="CSV files named after their tables, or folders")
    validate.add_argument("--table", metavar="TABLE", help="the table that the files hold")
    validate.add_argument("--sources", metavar="DIR", help="folder with the source texts")


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
