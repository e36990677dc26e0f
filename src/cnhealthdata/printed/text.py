"""Texts as they are seen and likened: width in columns, names folded."""

from __future__ import annotations

import re
import unicodedata

#: What a folded name lacks: spaces, apostrophes, hyphens, and the accents of letters taken apart.
_DROPPED = re.compile(r"[\s'’\-_\u0300-\u036f]")


def fold(name: str) -> str:
    """A name without case, spaces, apostrophes and accents; ü and its spellings are u."""
    letters = _DROPPED.sub("", unicodedata.normalize("NFD", name.casefold()))
    return re.sub(r"(?<=[ln])v", "u", letters) if "v" in letters else letters


def width(text: str) -> int:
    """Columns that a text takes in a terminal; Chinese characters take two."""
    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text
    )


def fit(text: str, columns: int) -> str:
    """A text cut to so many columns, with … where it was cut."""
    if width(text) <= columns:
        return text
    kept = ""
    for char in text:
        if width(kept + char) >= columns:
            break
        kept += char
    return kept + "…"
