"""Numerals of a text that are no new figure: repeats of one, and exclusions with their reason."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from cnhealthdata.printed.numerals import NUMERAL

SHORT = 10  #: characters below which a sentence printed twice may be chance
_SENTENCE = re.compile(r"[^。！？\n]+")


def repeats(text: str, figures: list[dict[str, Any]]) -> dict[int, int]:
    """For each figure of a sentence that is printed again, the same figure where it was printed first."""
    first: dict[str, int] = {}
    at = {figure["start"]: index for index, figure in enumerate(figures)}
    repeated: dict[int, int] = {}
    starts = sorted(at)
    place = 0
    for sentence in _SENTENCE.finditer(text):
        begin, words = sentence.start(), sentence.group()
        earlier = first.setdefault(words.strip(), begin + len(words) - len(words.lstrip()))
        shift = begin + len(words) - len(words.lstrip()) - earlier
        while place < len(starts) and starts[place] < sentence.end():
            start = starts[place]
            place += 1
            original = at.get(start - shift)
            if not shift or original is None or len(words.strip()) < SHORT:
                continue
            if figures[original]["literal"] == figures[at[start]]["literal"]:
                repeated[at[start]] = original
    return repeated


#: Why a numeral is no figure: a pattern of the whole, and the reason; the first that covers the numeral decides.
REASONS = tuple(
    (re.compile(pattern, re.MULTILINE), reason)
    for pattern, reason in (
        (r"[〔\[【（(]\s*(?:19|20)\d\d\s*[〕\]】）)]\s*(?:第\s*)?[0-9]{1,5}\s*号", "document_structure"),
        (r"^[ \t\u3000]*[-－•]?[ \t]*[（(]?[0-9０-９]{1,2}(?:[.．、）)]|[ \t]*$)(?!\d)", "document_structure"),
        (r"^[ \t\u3000]*[-－—]\s*[0-9０-９]{1,3}\s*[-－—][ \t]*$", "document_structure"),
        (r"(?:[xX]{1,4}|[0-9]{0,2}[xX]{2,4})年(?:[xX]{1,2}月)?(?:[xX]{1,2}日)?(?!多)|[xX]{2,6}[月日]", "masked_date"),
        (
            r"(?:19|20)\d\d\s*(?:[-—–~～、和至]\s*(?:19|20)\d\d\s*)?年?(?:\s*\d{1,2}\s*月(?:\s*\d{1,2}\s*日)?)?(?![\d.%％万亿元人张名家个])"
            r"|\d{1,2}\s*月(?:\s*\d{1,2}\s*日|份|底|初)?|\d{1,2}\s*日(?!均)|\d{1,2}[:：]\d{2}(?!\d)|\d{1,2}时(?!间)",
            "date",
        ),
        (
            r"(?<![0-9０-９xX.])(?:[0-9０-９]{1,3}|[xX]{1,3})(?:\s*[-－—–~～至]\s*(?:[0-9０-９]{1,3}|[xX]{1,3}))?\s*(?:周?岁|月龄)(?=及?以[上下内]|[（(]?含?|的?[老儿婴幼孩妇女男青少人居患])",
            "age_bracket",
        ),
        (r"[0-9]\s*型(?=糖尿病)", "grade"),
        (r"[“\"《][^”\"》\n]{0,4}\d\s*\+\s*[0-9A-Za-zXx][^”\"》\n]{0,8}[”\"》]", "slogan"),
        (r"《[^》\n]{1,60}》", "policy_name"),
        (r"(?:近|过去|连续)?(?:[xX]{1,3}|\d{1,2})(?:多)?(?:年|个月|周|天)(?:来|以来|间|内)", "duration"),
        (r"(?<![xX])[xX]{1,6}(?=[省市县区州镇乡村街路院局委某同医书主副党])", "masked_name"),
    )
)


def excluded(text: str, figures: list[tuple[int, int]]) -> Iterator[dict[str, Any]]:
    """A row for each numeral outside the figures; the reason is missing where none can be told."""
    found: list[tuple[int, int, str | None]] = []
    covered = bytearray(len(text))
    for start, end in figures:
        covered[start:end] = b"\1" * (end - start)
    for pattern, reason in REASONS:
        for match in pattern.finditer(text):
            start, end = match.span()
            if start < end and not any(covered[start:end]) and (inner := list(NUMERAL.finditer(text, start, end))):
                start, end = inner[0].start(), inner[-1].end()
                covered[start:end] = b"\1" * (end - start)
                found.append((start, end, reason))
    bare = re.compile(b"\\0+")
    rest = [
        (start + part.start(), start + part.end())
        for start, end in (numeral.span() for numeral in NUMERAL.finditer(text))
        for part in bare.finditer(covered[start:end])
    ]
    for start, end, why in [*found, *((start, end, None) for start, end in rest)]:
        yield {
            "char_start": start,
            "char_end": end,
            "literal": text[start:end],
            "disposition": "excluded",
            "reason": why,
        }
