"""Patterns made from tables of words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping


def words(*lines: str) -> list[str]:
    """The words of lines that spaces part."""
    return [word for line in lines for word in line.split()]


def one_of(table: Iterable[str] | Mapping[str, str]) -> str:
    """Pattern of the longest of the words; a mapping adds to each word a condition at its end.

    >>> re.match(one_of({"人": "(?!民)", "人次": ""}), "人次")[0]
    '人次'
    """
    conditions = table if isinstance(table, Mapping) else dict.fromkeys(table, "")
    branches: dict[str, dict[str, str]] = {}
    ending: str | None = None
    for word, condition in conditions.items():
        if word:
            branches.setdefault(word[0], {})[word[1:]] = condition
        else:
            ending = condition
    parts = [re.escape(head) + one_of(tails) for head, tails in branches.items()]
    if ending is not None:
        parts.append(ending)
    return parts[0] if len(parts) == 1 else f"(?:{'|'.join(parts)})"


def unless(barred: str) -> str:
    """The condition that the pattern does not follow."""
    return f"(?!{barred})" if barred else ""
