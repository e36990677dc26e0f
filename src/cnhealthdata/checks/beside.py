"""New reports beside the shipped ones: what must be new, and what is still to be filled in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from cnhealthdata.checks.failures import Failure
from cnhealthdata.printed.text import fold
from cnhealthdata.tables.declaration import TABLES
from cnhealthdata.tables.storage import read_table

if TYPE_CHECKING:
    import pandas as pd

OPEN = "open"  #: rule of what a person still has to fill in

#: Tables that may stand beside the shipped ones, and of these the lists that a new report may add to.
BESIDE = ("observations", "reports", "ledger", "regions", "indicators", "units")
LISTS = ("regions", "indicators", "units")
#: Names, besides the key, that must be new too.
NAMES = {"indicators": ("indicator_id", "name_en", "name_zh")}


def is_new(given: Mapping[str, pd.DataFrame]) -> bool:
    """Whether tables hold reports of their own, rather than an edit of the shipped ones."""
    reports = given.get("reports")
    if reports is None or "report_id" not in reports or not set(given) <= set(BESIDE):
        return False
    return bool(len(reports)) and not reports["report_id"].isin(read_table("reports")["report_id"]).any()


def stacked(name: str, own: pd.DataFrame) -> pd.DataFrame:
    """The shipped rows and the given ones in the order of the key; given rows keep their number, others have none."""
    import pandas as pd

    shipped = read_table(name)
    shipped.index = pd.RangeIndex(-len(shipped), 0)
    return pd.concat([shipped, own]).sort_values(list(TABLES[name].key), kind="stable")


def collisions(given: Mapping[str, pd.DataFrame]) -> Iterator[Failure]:
    """Keys, and names of indicators, that the shipped tables hold already."""
    for name, frame in given.items():
        shipped = read_table(name)
        taken = {fold(word) for column in NAMES.get(name, ()) for word in shipped[column]}
        for column in NAMES.get(name, ()):
            for row, word in frame[column].items():
                if isinstance(word, str) and fold(word) in taken:
                    yield Failure(name, row, column, word, "a name that no shipped indicator has", "collisions")  # type: ignore[arg-type]
        key = list(TABLES[name].key)
        known = set(shipped[key].itertuples(index=False, name=None))
        for row, words in enumerate(frame[key].itertuples(index=False, name=None)):
            if words in known and name not in NAMES:
                yield Failure(
                    name, row, key[0], words[0], f"a key that the shipped table {name} does not hold", "collisions"
                )


def left_open(failures: list[Failure], given: Mapping[str, pd.DataFrame]) -> Iterator[Failure]:
    """Failures of new reports: what is missing is still to do, and what hangs on it waits."""
    unnamed: set[object] = set()
    linked: set[object] = set()
    if "observations" in given:
        frame = given["observations"]
        unnamed = set(frame.index[frame["indicator_id"].isna()])
        waiting = frame["baseline_id"].isin(frame.loc[frame["indicator_id"].isna(), "observation_id"])
        linked = unnamed | set(frame.index[waiting])
    for failure in failures:
        if failure.row is not None and failure.row < 0:
            continue  # a shipped row
        of_figure = failure.table == "observations"
        if failure.rule == "required":
            expected = STILL.get((failure.table, failure.column), "a value, still to be filled in")
            yield replace(failure, expected=expected, rule=OPEN)
        elif failure.rule == "ledger_words" and failure.column == "reason" and failure.value is None:
            yield replace(failure, expected=STILL["ledger", "reason"], rule=OPEN)
        elif of_figure and failure.rule == "values" and failure.row in unnamed:
            continue  # bounds end where the indicator does
        elif of_figure and failure.column == "indicator_id" and failure.row in linked:
            continue
        else:
            yield failure


STILL = {
    ("observations", "indicator_id"): "an indicator_id, still to be named; find() searches the controlled list",
    ("ledger", "reason"): "a reason why it is no figure, still to be given, or an observation",
}
