"""Readable columns beside the keys of a table."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from cnhealthdata.tables.declaration import TABLES
from cnhealthdata.tables.frames import frame_of, fresh, kinds_of, records
from cnhealthdata.tables.storage import kept, mapping, read_table, table_columns

if TYPE_CHECKING:
    import pandas as pd

    from cnhealthdata.tables.storage import Extra


#: Labels by the key column that they follow: their name, and the table and column that hold it.
LABELS = {
    "indicator_id": (
        ("indicator", "indicators", "name_en"),
        ("indicator_zh", "indicators", "name_zh"),
        ("unit", "indicators", "unit"),
    ),
    "region_code": (("region", "regions", "name_en"), ("region_zh", "regions", "name_zh")),
    "measure_id": (("measure", "measures", "name_en"), ("measure_zh", "measures", "name_zh")),
}


def labelled(name: str, extra: Extra | None = None) -> pd.DataFrame:
    """A fresh frame of a table, a user's rows sorted in, with readable columns beside its keys."""
    if not extra:
        return fresh(_labelled(name))
    frame = read_table(name, extra)
    columns: dict[str, list[Any]] = {column: [] for column in frame.columns}
    for row in records(frame):
        for column, value in row.items():
            columns[column].append(value)
    return _with_labels(name, columns, extra)


@kept
def _labelled(name: str) -> pd.DataFrame:
    return _with_labels(name, table_columns(name), None)


def _with_labels(name: str, columns: Mapping[str, list[Any]], extra: Extra | None) -> pd.DataFrame:
    """The columns of a table as a frame, labels set in; made at once, as a frame is dear to add columns to."""
    kinds: dict[str, str] = {}
    cells = dict(columns)
    for column, kind in kinds_of(TABLES[name]).items():
        kinds[column] = kind
        for label, table, held_in in LABELS.get(column, ()):
            found = mapping(table, TABLES[table].key[0], held_in, extra)
            kinds[label] = "str"
            cells[label] = [found.get(value) or None for value in columns[column]]
    if "statistic" in columns:
        ranked = zip(cells["unit"], columns["statistic"], strict=True)
        cells["unit"] = ["rank" if statistic == "rank" else unit for unit, statistic in ranked]
    return frame_of(cells, kinds)
