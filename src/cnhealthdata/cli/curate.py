"""For those who carry on the tables."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cnhealthdata.cli import Command


def add(command: Command) -> None:
    """Add the commands of this group."""
    into = command("merge", _merge, "sort a finished draft into the tables of a checkout")
    into.add_argument("folder", metavar="DIR", help="folder of a draft that validates")


def _merge(options: argparse.Namespace) -> int:
    from cnhealthdata.reading.merge import merge

    for name, rows in merge(options.folder).items():
        print(f"{name}: {rows} row{'s' if rows != 1 else ''} added")
    print('Next: python tools/release.py VERSION "what changed"')
    return 0
