from __future__ import annotations

import os
from pathlib import Path

import pytest
from support import sources_folder


@pytest.fixture(scope="session")
def sources() -> Path:
    folder = sources_folder()
    if not folder.is_dir():
        words = f"the source texts are not at {folder}; name their folder in CNHEALTHDATA_SOURCES"
        if os.environ.get("CI") == "true":
            pytest.fail(words)
        pytest.skip(words)
    return folder
