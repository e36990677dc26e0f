"""Tables for other programs."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

import cnhealthdata as chd

if TYPE_CHECKING:
    from cnhealthdata.cli import Command


def add(command: Command) -> None:
    """Add the commands of this group."""
    export = command("export", _export, "write the tables for other programs")
    export.add_argument("folder", metavar="DIR")
    export.add_argument("--format", default="csv", metavar="FORMAT", help="csv, parquet, xlsx or sqlite (default csv)")
    export.add_argument("--force", action="store_true", help="replace files that are there")


def _export(options: argparse.Namespace) -> int:
    for path in chd.export(options.folder, options.format, force=options.force):
        print(path)
    return 0
