"""The source texts, for those who have them."""

from __future__ import annotations

import hashlib
from os import PathLike
from pathlib import Path

from cnhealthdata.errors import SourceTextError


def read_source(folder: str | PathLike[str], name: str, sha256: str) -> str:
    """A source text, checked to be the one that was curated."""
    path = Path(folder) / name
    try:
        content = path.read_bytes()
    except OSError as error:
        msg = f"the source text {name!r} is not in {str(folder)!r} ({error.strerror}). Give the folder that holds it."
        raise SourceTextError(msg) from error
    found = hashlib.sha256(content).hexdigest()
    if found != sha256:
        msg = f"{str(path)!r} is not the text that was curated: its SHA-256 is {found}, expected {sha256}."
        raise SourceTextError(msg)
    return content.decode("utf-8")
