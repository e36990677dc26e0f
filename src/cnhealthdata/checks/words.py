"""The words of a row: status, flags, periods and links to earlier figures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from cnhealthdata.checks.failures import Failure, Tables, by_key, failing, flag_failures, looked_up, rule

if TYPE_CHECKING:
    import pandas as pd


@rule("statuses", "observations")
def statuses(tables: Tables) -> Iterator[Failure]:
    """Status, qualifier, flags and correction of an observation fit together."""
    frame = tables["observations"]
    flags = frame["flags"].fillna("")
    masked = frame["qualifier"] == "masked"
    rules: tuple[tuple[pd.Series[bool], str, str], ...] = (
        (masked != (frame["obs_status"] == "Q"), "obs_status", "Q exactly where the figure is masked"),
        (~masked & frame["mask_qualifier"].notna(), "mask_qualifier", "only beside a mask"),
        (
            frame["literal"].str.contains("[xX]", na=False) & ~masked & ~flags.str.contains("implied_value"),
            "qualifier",
            "masked for a literal in x, unless the page implies the value",
        ),
        (
            ~masked & ((frame["obs_status"] == "D") != flags.str.contains("definition_differs")),
            "obs_status",
            "D exactly with the flag definition_differs, but for a mask",
        ),
        ((frame["obs_status"] == "E") & ~flags.str.contains("implied_value"), "flags", "implied_value with status E"),
        (masked & frame["value"].notna(), "value", "missing where the figure is masked"),
        ((frame["statistic"] == "rank") & frame["scope"].isna(), "scope", "the field of a rank"),
    )
    for wrong, column, expected in rules:
        for row, fields in failing(frame, wrong):
            yield Failure("observations", row, column, fields[column], expected)


@rule("known_flags", "observations")
def known_flags(tables: Tables) -> Iterator[Failure]:
    """Flags of an observation are known, sorted and not doubled."""
    yield from flag_failures(tables, "observations")


@rule("periods", "observations")
def periods(tables: Tables) -> Iterator[Failure]:
    """A period has a year, its end, and a basis; no period has neither."""
    frame = tables["observations"]
    end = frame["period"].str.extract(r"(\d{4})(?:-\d{2}){0,2}$")[0]
    year = frame["year"].astype("str").where(frame["year"].notna())
    for row, fields in failing(frame, end.fillna("") != year.fillna("")):
        yield Failure("observations", row, "year", fields["year"], f"the end of the period {fields['period']}")
    for name in ("observations", "reforms"):
        if name in tables:
            rows = tables[name]
            for row, fields in failing(rows, rows["period"].isna() != (rows["period_basis"] == "unknown")):
                yield Failure(
                    name, row, "period_basis", fields["period_basis"], "unknown exactly where no period is given"
                )


@rule("report_periods", "observations")
def report_periods(tables: Tables) -> Iterator[Failure]:
    """What was reached lies no later than the review; a planned year lies within two decades of it."""
    frame = tables["observations"]
    reports = by_key(tables["reports"], "report_id")
    ends = looked_up(frame["report_id"], _year(reports["period_end"]))
    starts = looked_up(frame["report_id"], _year(reports["period_start"]))
    actual = frame["status"] == "actual"
    late = actual & (frame["year"] > ends)
    early = frame["year"] < starts - 1
    for row, fields in failing(frame, late | early):
        yield Failure("observations", row, "year", fields["year"], "a year of the period that the report reviews")
    for row, fields in failing(frame, ~actual & ((frame["year"] < ends) | (frame["year"] > ends + 20))):
        yield Failure("observations", row, "year", fields["year"], "a year to come when the report was written")


def _year(periods_: pd.Series[Any]) -> pd.Series[Any]:
    return periods_.str.extract(r"^(\d{4})")[0].astype("Float64")


@rule("printed_years", "observations", "ledger")
def printed_years(tables: Tables) -> Iterator[Failure]:
    """A year is one that the report reviews or prints, or ends a five-year plan."""
    frame, ledger = tables["observations"], tables["ledger"]
    reports = by_key(tables["reports"], "report_id")
    printed = ledger["literal"].str.extractall(r"((?:19|20)\d{2})")[0]
    known = set(zip(ledger["report_id"].reindex(printed.index.get_level_values(0)), printed, strict=True))
    for column in ("period_start", "period_end"):
        known |= set(zip(reports.index, reports[column].str[:4], strict=True))
    for row, fields in failing(frame, frame["period"].notna() & frame["year"].notna()):
        year = str(fields["year"])
        if (fields["report_id"], year) not in known and not _is_plan(fields["period"]):
            yield Failure("observations", row, "year", fields["year"], f"a year printed in {fields['report_id']}")


def _is_plan(period: str) -> bool:
    years = re.fullmatch(r"(\d{4})/(\d{4})", period)
    return years is not None and int(years[2]) % 5 == 0 and int(years[2]) - int(years[1]) == 4


@rule("baselines", "observations")
def baselines(tables: Tables) -> Iterator[Failure]:
    """A baseline is an earlier figure of the same report, indicator, place and kind."""
    frame = tables["observations"]
    base = by_key(frame, "observation_id")
    linked = frame[frame["baseline_id"].isin(base.index)]
    earlier = base.loc[linked["baseline_id"]].set_index(linked.index)
    for column in ("report_id", "indicator_id", "region_code", "status", "statistic"):
        differs = linked[column].fillna("") != earlier[column].fillna("")
        for row, fields in failing(linked, differs):
            yield Failure(
                "observations", row, column, fields[column], f"the same as in its baseline {fields['baseline_id']}"
            )
    for row, fields in failing(linked, linked["char_start"] <= earlier["char_start"]):
        yield Failure("observations", row, "baseline_id", fields["baseline_id"], "a figure printed before this one")
    for row, fields in failing(
        linked, linked["year"].notna() & earlier["year"].notna() & (linked["year"] <= earlier["year"])
    ):
        yield Failure("observations", row, "year", fields["year"], "a year after that of its baseline")
