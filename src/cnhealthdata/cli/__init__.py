"""The command line: ``python -m cnhealthdata``, or ``cnhealthdata``. Each module holds a group of commands."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence

import cnhealthdata as chd
from cnhealthdata.cli import analyse, check, curate, give, kit, look, read

#: How a group adds a command: its name, what runs it, and its description.
Command = Callable[[str, Callable[[argparse.Namespace], int], str], argparse.ArgumentParser]
GROUPS = (look, analyse, check, give, read, kit, curate)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; the exit status is 1 for failures found and 2 for wrong input."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")  # Windows consoles default to another code page
    options = parser().parse_args(arguments)
    try:
        status: int = options.run(options)
    except BrokenPipeError:
        sys.stderr.close()  # the reader, such as head, has seen enough
        return 0
    except chd.CNHealthDataError as error:
        print(f"cnhealthdata: {error.args[0]}", file=sys.stderr)
        return 2
    return status


def parser() -> argparse.ArgumentParser:
    """The commands of all groups."""
    whole = argparse.ArgumentParser(
        prog="cnhealthdata", description="Figures of China's health reform, traceable to the page.", allow_abbrev=False
    )
    whole.add_argument(
        "--version", action="version", version=f"cnhealthdata {chd.__version__}, data {chd.DATA_VERSION}"
    )
    whole.set_defaults(run=look.tour)
    commands = whole.add_subparsers(title="commands", metavar="COMMAND")

    def command(name: str, run: Callable[[argparse.Namespace], int], words: str) -> argparse.ArgumentParser:
        sub = commands.add_parser(name, help=words, description=words)
        sub.set_defaults(run=run)
        return sub

    for group in GROUPS:
        group.add(command)
    return whole
