"""Checks against the source texts, for those who have them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from os import PathLike
from typing import TYPE_CHECKING, Any

from cnhealthdata.checks.failures import Failure, Tables, by_key, failing
from cnhealthdata.checks.spans import source_files
from cnhealthdata.errors import SourceTextError
from cnhealthdata.printed.numerals import NUMERAL
from cnhealthdata.printed.qualifiers import BEFORE, LONGEST_WORD, RIGHT_AFTER, RIGHT_BEFORE, qualifiers_said
from cnhealthdata.tables.source_texts import read_source

if TYPE_CHECKING:
    import pandas as pd

NEAR = 6  #: code points on either side in which a qualifying word stands
FAR = 16  #: code points before a figure in which a word of change stands
BEFOREHAND = 200  #: code points in which a county is named before what is told of it
CHANGING = re.compile(r"[增升降减缩长]|提高|较|比|购置")


def read_texts(tables: Tables, folder: str | PathLike[str]) -> tuple[dict[str, str], list[Failure]]:
    """The source texts by file name, and a failure for each that is missing or altered."""
    texts, failures = {}, []
    reports = tables["reports"].drop_duplicates("source_file")
    for row, fields in failing(reports, reports["source_file"].notna()):
        try:
            texts[fields["source_file"]] = read_source(folder, fields["source_file"], str(fields["source_sha256"]))
        except SourceTextError as error:
            failures.append(Failure("reports", row, "source_sha256", fields["source_sha256"], str(error), "texts"))
    return texts, failures


def text_failures(tables: Tables, texts: dict[str, str], judged: Collection[str]) -> Iterator[Failure]:
    """Literals, terms, qualifying words and counties stand where they should, and every numeral is in the ledger."""
    for name in ("observations", "ledger"):
        if name in judged:
            yield from _literals(name, tables, texts)
    for name in ("observations", "reforms"):
        if name in judged:
            yield from _counties(name, tables, texts)
    if "observations" in judged:
        yield from _terms(tables, texts)
        yield from _words(tables, texts)
    if "ledger" in judged:
        yield from _uncovered(tables, texts)


def _literals(name: str, tables: Tables, texts: dict[str, str]) -> Iterator[Failure]:
    for row, fields, text in _placed(tables[name], texts, source_files(tables)):
        found = text[fields["char_start"] : fields["char_end"]]
        if fields["literal"] is not None and found != fields["literal"]:
            yield Failure(name, row, "literal", fields["literal"], f"{found!r}, as printed at this span", "literals")


def _placed(
    frame: pd.DataFrame, texts: dict[str, str], files: dict[str, str]
) -> Iterator[tuple[Any, dict[str, Any], str]]:
    """Index, fields and source text of the rows that have a span in a text at hand."""
    for row, fields in failing(frame, frame["char_start"].notna() & frame["char_end"].notna()):
        if text := texts.get(files.get(fields["report_id"], "")):
            yield row, fields, text


def _pages(tables: Tables, texts: dict[str, str]) -> dict[str, tuple[int, str]]:
    """Start and words of each report."""
    reports = by_key(tables["reports"], "report_id")
    return {
        fields["report_id"]: (fields["char_start"], text[fields["char_start"] : fields["char_end"]])
        for _, fields, text in _placed(reports.reset_index(), texts, source_files(tables))
    }


def _terms(tables: Tables, texts: dict[str, str]) -> Iterator[Failure]:
    pages = _pages(tables, texts)
    frame = tables["observations"]
    for row, fields in failing(frame, frame["term"].notna() & frame["report_id"].isin(pages.keys())):
        if fields["term"] not in pages[fields["report_id"]][1]:
            yield Failure("observations", row, "term", fields["term"], "words of the report", "terms")


def _words(tables: Tables, texts: dict[str, str]) -> Iterator[Failure]:
    """The word that qualifies a figure, or makes it a change, is printed beside it."""
    for row, fields, text in _placed(tables["observations"], texts, source_files(tables)):
        start, end = fields["char_start"], fields["char_end"]
        column = "mask_qualifier" if fields["qualifier"] == "masked" else "qualifier"
        word = fields[column]
        around = text[max(0, start - NEAR) : end + NEAR]
        touched = word in {None, "exact"} and (
            RIGHT_BEFORE.search(text[max(0, start - LONGEST_WORD - 1) : start]) or RIGHT_AFTER.match(text, end)
        )
        if touched or (word in BEFORE and word not in qualifiers_said(around)):
            yield Failure("observations", row, column, word, f"what {around!r} says", "words")
        if fields["statistic"] == "change" and not CHANGING.search(text[max(0, start - FAR) : end + NEAR]):
            yield Failure("observations", row, "statistic", "change", "a word of change before the figure", "words")


def _counties(name: str, tables: Tables, texts: dict[str, str]) -> Iterator[Failure]:
    """A county is named shortly before what is told of it, unless the whole report is about it."""
    regions = by_key(tables["regions"], "region_code")
    counties = regions.loc[regions["level"] == "county", "name_zh"].dropna()
    homes = by_key(tables["reports"], "report_id")["region_code"]
    pages = _pages(tables, texts)
    frame = tables[name]
    elsewhere = frame["region_code"].isin(counties.index) & (frame["region_code"] != frame["report_id"].map(homes))
    for row, fields in failing(frame, elsewhere & frame["report_id"].isin(pages.keys()) & frame["char_end"].notna()):
        first, page = pages[fields["report_id"]]
        end = max(0, fields["char_end"] - first)
        county = str(counties[fields["region_code"]])
        if (county[:-1] if len(county) > 2 else county) not in page[max(0, end - BEFOREHAND) : end]:
            expected = f"a county named in the {BEFOREHAND} characters before, not {county}"
            yield Failure(name, row, "region_code", fields["region_code"], expected, "places")


def _uncovered(tables: Tables, texts: dict[str, str]) -> Iterator[Failure]:
    covered: dict[str, set[int]] = {file: set() for file in texts}
    files = source_files(tables)
    for _, fields, text in _placed(tables["ledger"], texts, files):
        span = range(max(0, fields["char_start"]), min(len(text), fields["char_end"]))
        covered[files[fields["report_id"]]].update(span)
    for file, text in texts.items():
        for numeral in NUMERAL.finditer(text):
            if not covered[file].issuperset(range(*numeral.span())):
                where = f"{file}, code point {numeral.start()}"
                yield Failure(
                    "ledger", None, "char_start", numeral.group(), f"a row for the numeral at {where}", "coverage"
                )
