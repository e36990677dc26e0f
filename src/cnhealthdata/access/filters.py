"""Rows that the arguments of a loader ask for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING

from cnhealthdata.tables import names
from cnhealthdata.tables.declaration import TABLES

if TYPE_CHECKING:
    import pandas as pd

    from cnhealthdata.tables.storage import Extra

#: Arguments that are no column's word: the column that they filter, and how they are read.
READ: dict[str, tuple[str, Callable[[object, Extra | None], Iterable[object]]]] = {
    "indicator": ("indicator_id", names.indicator_ids),
    "measure": ("measure_id", names.measure_ids),
    "region": ("region_code", names.region_codes),
    "report": ("report_id", names.report_ids),
    "year": ("year", lambda value, _: names.years(value)),
    "target_year": ("target_year", lambda value, _: names.years(value)),
}


def filtered(
    frame: pd.DataFrame, name: str, arguments: Mapping[str, object], *, within: bool, extra: Extra | None
) -> pd.DataFrame:
    """Rows of a table by the arguments of its loader.

    An argument that is not in ``READ`` is named after its column and takes the words of its vocabulary.
    """
    for argument, value in arguments.items():
        if argument in READ:
            column, read = READ[argument]
            allowed = read(value, extra)
            if within and argument == "region":
                allowed = names.regions_within(map(str, allowed), extra)
        else:
            column, allowed = argument, names.words(argument, value, TABLES[name].vocabulary(argument))
        frame = frame[frame[column].isin(list(allowed))]
    return frame
