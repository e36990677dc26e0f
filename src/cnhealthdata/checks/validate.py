"""Validate the shipped tables, a user's edit of them, or new reports beside them: every failure at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from os import PathLike
from typing import TYPE_CHECKING

from cnhealthdata.checks import identities, keys, ledger, places, series, spans, values, words
from cnhealthdata.checks.beside import LISTS, collisions, is_new, left_open, stacked
from cnhealthdata.checks.columns import column_failures
from cnhealthdata.checks.failures import Failure, rules_of, run
from cnhealthdata.checks.given import HasTables, gather, own_texts
from cnhealthdata.checks.texts import read_texts, text_failures
from cnhealthdata.tables.declaration import TABLES
from cnhealthdata.tables.storage import read_table

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = ["table", "row", "key", "column", "value", "expected", "rule"]
RULES = rules_of(keys, places, spans, values, words, ledger, identities, series)


def validate(
    data: pd.DataFrame
    | HasTables
    | Mapping[str, pd.DataFrame]
    | str
    | PathLike[str]
    | Iterable[str | PathLike[str]]
    | None = None,
    *,
    table: str | None = None,
    sources: str | PathLike[str] | None = None,
) -> pd.DataFrame:
    """Check tables against their declaration and against each other.

    Parameters
    ----------
    data
        Nothing for the shipped tables; a frame (with ``table``), a mapping of table name to frame, a CSV file, several,
        or a folder of them. A file names its table unless ``table`` does. Tables that are not given are the shipped
        ones, for look-ups. A draft too, or the folder that it was saved in: where ``reports`` is given and holds no
        shipped report, all that is given stands beside the shipped tables, and its keys must be new.
    table
        Name of the table in a single frame or file.
    sources
        Folder that holds the source texts; literals, terms, qualifying words, counties and coverage are then checked
        against them. A draft brings its text with it.

    Returns
    -------
    pandas.DataFrame
        One row per failure: table, row (counted from 0, without the header), key, column, value, expected, rule. No
        rows means that everything is as it should be. Of new reports, the rule ``open`` marks what is still to be
        filled in, such as the indicator of a figure.

    Raises
    ------
    UnknownNameError
        No such table.
    InvalidArgumentError
        Data that is neither a frame nor a file.
    DataFileError
        A file that cannot be read.

    Examples
    --------
    >>> import cnhealthdata as chd
    >>> chd.validate().empty
    True
    >>> flags = chd.load_flags()
    >>> flags.loc[0, "flag"] = "Not A Flag"
    >>> chd.validate(flags, table="flags")[["column", "value"]].iloc[0].tolist()
    ['flag', 'Not A Flag']
    """
    given, failures = gather(data, table)
    return report_of(judge(given, failures, sources, own_texts(data)), given)


def judge(
    given: dict[str, pd.DataFrame],
    failures: list[Failure],
    sources: str | PathLike[str] | None = None,
    texts: dict[str, str] | None = None,
) -> list[Failure]:
    """What is wrong with the tables given, after what was wrong with their files."""
    new = is_new(given)
    for name in list(given):
        found = list(column_failures(given[name], TABLES[name]))
        failures += found
        if any(failure.rule == "structure" for failure in found):
            del given[name]  # rules need every column in its type
    tables = {name: read_table(name) for name in TABLES if name not in given} | given
    if new:
        lists = {name: stacked(name, given[name]) for name in LISTS if name in given}
        tables |= lists
        failures += collisions(given)
        failures += run([keys.order], {name: given[name] for name in lists}, lists)
    failures += run(RULES, tables, given)
    if sources is not None:
        at_hand, missing = read_texts(tables, sources)
        texts = (texts or {}) | at_hand
        failures += missing
    if texts:
        failures += text_failures(tables, texts, given)
    return list(left_open(failures, given)) if new else failures


def report_of(failures: list[Failure], tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Failures as a frame, each once."""
    import pandas as pd

    rows = []
    for failure in failures:
        key = _key(tables.get(failure.table), failure)
        rows.append((failure.table, failure.row, key, failure.column, failure.value, failure.expected, failure.rule))
    report = pd.DataFrame(rows, columns=COLUMNS).astype({"row": "Int64", "value": "object"})
    return report.drop_duplicates(["table", "row", "column", "expected"]).reset_index(drop=True)


def _key(frame: pd.DataFrame | None, failure: Failure) -> str:
    """The key of the row that fails, empty where no row does."""
    if frame is None or failure.row is None or not 0 <= failure.row < len(frame):
        return ""
    return "@".join(str(frame[column].iloc[failure.row]) for column in TABLES[failure.table].key)
