from __future__ import annotations

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


def sources_folder() -> Path:
    """Where the source texts are: ``CNHEALTHDATA_SOURCES``, or ``shared/sources`` beside the checkout."""
    return Path(os.environ.get("CNHEALTHDATA_SOURCES") or ROOT.parent / "shared" / "sources")


@pytest.fixture(scope="session")
def sources() -> Path:
    folder = sources_folder()
    if not folder.is_dir():
        words = f"the source texts are not at {folder}; name their folder in CNHEALTHDATA_SOURCES"
        if os.environ.get("CI") == "true":
            pytest.fail(words)
        pytest.skip(words)
    return folder
