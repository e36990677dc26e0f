"""Checks against the source texts, for those who have them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from os import PathLike

from cnhealthdata._rules import Failure, Tables, _files, _rows
from cnhealthdata._tracing import read_source
from cnhealthdata.errors import SourceTextError

#: Runs of digits, and runs of x that stand for removed characters.
NUMERAL = re.compile(r"[0-9０-９]+|(?<![A-WYZa-wyz])[xX]+(?![A-WYZa-wyz])")


def read_texts(tables: Tables, folder: str | PathLike[str]) -> tuple[dict[str, str], list[Failure]]:
    """The source texts by file name, and a failure for each that is missing or altered."""
    texts, failures = {}, []
    reports = tables["reports"].drop_duplicates("source_file")
    for row, fields in _rows(reports, reports["source_file"].notna()):
        try:
            texts[fields["source_file"]] = read_source(folder, fields["source_file"], str(fields["source_sha256"]))
        except SourceTextError as error:
            failures.append(Failure("reports", row, "source_sha256", fields["source_sha256"], str(error), "texts"))
    return texts, failures


def text_failures(tables: Tables, texts: dict[str, str]) -> Iterator[Failure]:
    """Literals stand at their spans, terms in their reports, and every numeral in the ledger."""
    files = _files(tables)
    reports = tables["reports"].drop_duplicates("report_id").set_index("report_id")
    for name in ("observations", "ledger"):
        frame = tables[name]
        for row, fields in _rows(frame, frame["literal"].notna()):
            text = texts.get(files.get(fields["report_id"], ""), "")
            start, end = fields["char_start"], fields["char_end"]
            if start is None or end is None:
                continue
            if (found := text[int(start) : int(end)]) != fields["literal"]:
                yield Failure(name, row, "literal", fields["literal"], f"{found!r}, as printed at this span", "literals")
    frame = tables["observations"]
    for row, fields in _rows(frame, frame["term"].notna()):
        if fields["report_id"] in reports.index:
            report = reports.loc[fields["report_id"]]
            page = texts.get(report["source_file"], "")[int(report["char_start"]) : int(report["char_end"])]
            if fields["term"] not in page:
                yield Failure("observations", row, "term", fields["term"], "words of the report", "terms")
    yield from _uncovered(tables, texts, files)


def _uncovered(tables: Tables, texts: dict[str, str], files: dict[str, str]) -> Iterator[Failure]:
    ledger = tables["ledger"].dropna(subset=["char_start", "char_end"])
    covered: dict[str, set[int]] = {file: set() for file in texts}
    for report, start, end in zip(ledger["report_id"], ledger["char_start"], ledger["char_end"], strict=True):
        covered.setdefault(files.get(report, ""), set()).update(range(int(start), int(end)))
    for file, text in texts.items():
        for numeral in NUMERAL.finditer(text):
            if not covered[file].issuperset(range(*numeral.span())):
                where = f"{file}, code point {numeral.start()}"
                yield Failure("ledger", None, "char_start", numeral.group(), f"a row for the numeral at {where}", "coverage")
