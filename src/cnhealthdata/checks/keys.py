"""Keys within and between tables."""

from __future__ import annotations

from collections.abc import Iterator

from cnhealthdata.checks.failures import Failure, Tables, failing, rule
from cnhealthdata.tables.declaration import TABLES
from cnhealthdata.tables.reports import PSEUDO_REPORT


def _present(tables: Tables) -> list[str]:
    return [name for name in TABLES if name in tables]


@rule("order")
def order(tables: Tables) -> Iterator[Failure]:
    """Rows stand in the order of their key."""
    for name in _present(tables):
        frame, key = tables[name], list(TABLES[name].key)
        complete = frame[frame[key].notna().all(axis=1)]
        keys = list(complete[key].itertuples(index=False, name=None))
        for place in range(1, len(keys)):
            if keys[place] < keys[place - 1]:
                late = place > 1 and keys[place] < keys[place - 2]
                row = complete.index[place if late else place - 1]
                yield Failure(name, row, key[0], frame.loc[row, key[0]], f"rows sorted by {', '.join(key)}")


@rule("references")
def references(tables: Tables) -> Iterator[Failure]:
    """Every key that one table holds of another stands there."""
    for name, table in TABLES.items():
        for column in table.columns:
            if not column.references or name not in tables:
                continue
            target, key = column.references.split(".")
            values = tables[name][column.name]
            for row, fields in failing(tables[name], values.notna() & ~values.isin(tables[target][key])):
                yield Failure(name, row, column.name, fields[column.name], f"a {key} of the table {target}")


@rule("ledger_reports", "ledger")
def ledger_reports(tables: Tables) -> Iterator[Failure]:
    """The ledger names reports, or the pseudo-report of text outside any."""
    known = [*tables["reports"]["report_id"], PSEUDO_REPORT]
    ledger = tables["ledger"]
    for row, fields in failing(ledger, ~ledger["report_id"].isin(known)):
        yield Failure("ledger", row, "report_id", fields["report_id"], f"a report_id of reports, or {PSEUDO_REPORT}")


@rule("observation_keys", "observations")
def observation_keys(tables: Tables) -> Iterator[Failure]:
    """An observation's key says where it stands; parts of one numeral are numbered from .2 on."""
    frame = tables["observations"]
    place = frame["report_id"] + "@" + frame["char_start"].astype("str")
    stem = frame["observation_id"].str.replace(r"\.\d$", "", regex=True)
    for row, fields in failing(frame, stem != place):
        yield Failure("observations", row, "observation_id", fields["observation_id"], "report_id@char_start")
    part = frame["observation_id"].str.extract(r"\.(\d)$")[0].fillna("1").astype(int)
    previous = stem + (part - 1).map(lambda number: f".{number}" if number > 1 else "").astype("str")
    for row, fields in failing(frame, (part > 1) & ~previous.isin(frame["observation_id"])):
        yield Failure("observations", row, "observation_id", fields["observation_id"], f"{previous[row]} before it")
    shared = frame["flags"].fillna("").str.contains("shared_numeral")
    for row, fields in failing(frame, (part == 1) & stem.duplicated(keep=False) & ~shared):
        yield Failure(
            "observations", row, "flags", fields["flags"], "shared_numeral where one numeral has several parts"
        )


@rule("reform_keys", "reforms")
def reform_keys(tables: Tables) -> Iterator[Failure]:
    """A reform's key names its report and measure."""
    frame = tables["reforms"]
    stem = frame["reform_id"].str.replace(r"\.\d+$", "", regex=True)
    for row, fields in failing(frame, stem != frame["report_id"] + ":" + frame["measure_id"]):
        yield Failure("reforms", row, "reform_id", fields["reform_id"], "report_id:measure_id")
