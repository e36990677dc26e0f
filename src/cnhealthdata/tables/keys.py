"""Columns that hold the key of another table, and the columns of a span on the page."""

from __future__ import annotations

from cnhealthdata.tables.declare import Column, Constraint
from cnhealthdata.tables.shapes import (
    INDICATOR_ID,
    NOT_NEGATIVE,
    OBSERVATION_ID,
    POLICY_ID,
    REGION_CODE,
    REPORT_ID,
    SOURCE_ID,
)

#: Shape of a key by the table and column that it stands in.
SHAPES: dict[str, Constraint] = {
    "indicators.indicator_id": INDICATOR_ID,
    "measures.measure_id": INDICATOR_ID,
    "observations.observation_id": OBSERVATION_ID,
    "policies.policy_id": POLICY_ID,
    "regions.region_code": REGION_CODE,
    "reports.report_id": REPORT_ID,
    "sources.source_id": SOURCE_ID,
}


def key_of(target: str, description: str, *, name: str = "", nullable: bool = False) -> Column:
    """A column that holds a key of another table, under the name that it has there unless another is given."""
    return Column(name or target.partition(".")[2], "str", description, nullable, SHAPES[target], target)


def span(start: str, end: str) -> tuple[Column, Column]:
    """The two ends of a span in the source file, in code points."""
    return (
        Column("char_start", "int", start, constraint=NOT_NEGATIVE),
        Column("char_end", "int", end, constraint=NOT_NEGATIVE),
    )
