"""Where things stand on the page."""

from __future__ import annotations

from collections.abc import Iterator

from cnhealthdata.checks.failures import Failure, Tables, by_key, failing, looked_up, rule
from cnhealthdata.tables.reports import PSEUDO_REPORT


def source_files(tables: Tables) -> dict[str, str]:
    """File by report, the pseudo-report of the compilation included."""
    reports = tables["reports"].dropna(subset=["report_id", "source_file"])
    files: dict[str, str] = dict(zip(reports["report_id"], reports["source_file"], strict=True))
    compilation = next((file for report, file in files.items() if report.startswith("compilation-")), "")
    return files | {PSEUDO_REPORT: compilation}


@rule("span_lengths")
def span_lengths(tables: Tables) -> Iterator[Failure]:
    """A span is as long as its literal."""
    for name in ("observations", "ledger"):
        if name in tables:
            frame = tables[name]
            length = frame["literal"].str.len()
            for row, fields in failing(frame, frame["char_end"] - frame["char_start"] != length):
                expected = f"char_start + {len(fields['literal'] or '')}, the length of {fields['literal']!r}"
                yield Failure(name, row, "char_end", fields["char_end"], expected)


@rule("spans_in_report")
def spans_in_report(tables: Tables) -> Iterator[Failure]:
    """A span lies within its report."""
    reports = by_key(tables["reports"], "report_id")
    for name in ("observations", "ledger", "reforms"):
        if name in tables:
            frame = tables[name]
            start = looked_up(frame["report_id"], reports["char_start"])
            end = looked_up(frame["report_id"], reports["char_end"])
            outside = (
                (frame["char_start"] < start) | (frame["char_end"] > end) | (frame["char_start"] >= frame["char_end"])
            )
            for row, fields in failing(frame, outside):
                yield Failure(name, row, "char_start", fields["char_start"], f"a span within {fields['report_id']}")


@rule("ledger_overlaps", "ledger")
def ledger_overlaps(tables: Tables) -> Iterator[Failure]:
    """No numeral stands in the ledger twice."""
    files = source_files(tables)
    frame = tables["ledger"].assign(file=tables["ledger"]["report_id"].map(files))
    frame = frame.sort_values(["file", "char_start", "char_end"], kind="stable")
    overlaps = (frame["char_start"] < frame["char_end"].shift()) & (frame["file"] == frame["file"].shift())
    for row, fields in failing(frame, overlaps):
        yield Failure("ledger", row, "char_start", fields["char_start"], "a span that overlaps no other")
