"""The teaching kit."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

import cnhealthdata as chd

if TYPE_CHECKING:
    from cnhealthdata.cli import Command


def add(command: Command) -> None:
    """Add the commands of this group."""
    notebooks = command("notebooks", _notebooks, "copy the teaching kit into a folder")
    notebooks.add_argument("folder", metavar="DIR")
    notebooks.add_argument("--open", action="store_true", help="start JupyterLab there")


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
