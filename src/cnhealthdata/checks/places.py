"""Places: the tree of regions, and where figures and reports are."""

from __future__ import annotations

from collections.abc import Iterator

from cnhealthdata.checks.failures import Failure, Tables, by_key, failing, looked_up, rule
from cnhealthdata.tables.places import NATION, level_of, parent_of


@rule("region_tree", "regions")
def region_tree(tables: Tables) -> Iterator[Failure]:
    """Level, parent and ISO code of a region agree with its code."""
    regions = tables["regions"]
    regions = regions[regions["region_code"].notna()]
    code = regions["region_code"]
    level = code.map(level_of)
    for row, fields in failing(regions, level != regions["level"]):
        yield Failure("regions", row, "level", fields["level"], f"{level_of(fields['region_code'])}, by its code")
    parent = code.map(parent_of)
    for row, fields in failing(regions, parent.fillna("") != regions["parent_code"].fillna("")):
        yield Failure("regions", row, "parent_code", fields["parent_code"], f"{parent_of(fields['region_code'])}")
    for row, fields in failing(regions, (level == "province") != regions["iso_3166_2"].notna()):
        yield Failure("regions", row, "iso_3166_2", fields["iso_3166_2"], "a code for provinces, and for them alone")


@rule("place_of_report")
def place_of_report(tables: Tables) -> Iterator[Failure]:
    """A figure or reform is about the report's place, a place within it, or the whole country."""
    homes = by_key(tables["reports"], "report_id")["region_code"]
    for name in ("observations", "reforms"):
        if name not in tables:
            continue
        frame = tables[name]
        home = looked_up(frame["report_id"], homes)
        stems = home.str.replace(r"(00)+$", "", regex=True).where(home != NATION, "")
        away = [
            isinstance(code, str) and code != NATION and not (isinstance(stem, str) and code.startswith(stem))
            for code, stem in zip(frame["region_code"], stems, strict=True)
        ]
        for row, fields in failing(frame, away):
            expected = f"{homes.get(fields['report_id'])} (the place of {fields['report_id']}), or within it"
            yield Failure(name, row, "region_code", fields["region_code"], expected)


@rule("report_place", "reports")
def report_place(tables: Tables) -> Iterator[Failure]:
    """A report's place, its basis, confidence and evidence fit together."""
    reports = tables["reports"]
    placed = reports["region_code"].notna()
    for row, fields in failing(reports, placed != reports["region_basis"].isin(["stated", "inferred"])):
        yield Failure("reports", row, "region_basis", fields["region_basis"], "unknown exactly where no place is given")
    for row, fields in failing(reports, placed & ~reports["region_confidence"].isin(["high", "medium"])):
        yield Failure("reports", row, "region_confidence", fields["region_confidence"], "high or medium for a place")
    for row, _ in failing(reports, placed & reports["region_evidence"].isna()):
        yield Failure("reports", row, "region_evidence", None, "the words that the place rests on")
