"""Where things are, for the tests and their scripts."""

from __future__ import annotations

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def sources_folder() -> Path:
    """Where the source texts are: ``CNHEALTHDATA_SOURCES``, or ``shared/sources`` beside the checkout."""
    return Path(os.environ.get("CNHEALTHDATA_SOURCES") or ROOT.parent / "shared" / "sources")
