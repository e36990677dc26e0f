"""A user's own tables, validated before they stand beside the shipped ones."""

from __future__ import annotations

from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

from cnhealthdata.checks.beside import BESIDE
from cnhealthdata.checks.failures import Failure
from cnhealthdata.checks.given import PROPOSALS, gather
from cnhealthdata.checks.validate import judge, report_of
from cnhealthdata.errors import InvalidArgumentError
from cnhealthdata.tables.frames import records
from cnhealthdata.tables.storage import kept, read_table

if TYPE_CHECKING:
    import pandas as pd

SHOWN = 10  #: failures that a refusal names


def read_extra(data: object) -> dict[str, pd.DataFrame]:
    """A user's tables to stand beside the shipped ones, validated; a refusal names what is wrong."""
    if isinstance(data, str | PathLike):
        return _extra_folder(Path(data))
    given, failures = gather(data, None)
    return _accepted(given, failures, "extra")


def _extra_folder(folder: Path) -> dict[str, pd.DataFrame]:
    if not folder.is_dir():
        msg = f"extra={str(folder)!r} is no folder. Give one that holds observations.csv and reports.csv."
        raise InvalidArgumentError(msg)
    names = [path.name for path in sorted(folder.glob("*.csv")) if path.name != PROPOSALS]
    stats = [(name, folder.joinpath(name).stat()) for name in names]
    return dict(_read_folder(folder.resolve(), tuple((name, stat.st_mtime_ns, stat.st_size) for name, stat in stats)))


@kept
def _read_folder(folder: Path, files: tuple[tuple[str, int, int], ...]) -> dict[str, pd.DataFrame]:
    """The tables of a folder; read again once a file has changed."""
    if not files:
        return _accepted({}, [], f"extra={str(folder)!r}")
    given, failures = gather([folder / name for name, _, _ in files], None)
    return _accepted(given, failures, f"extra={str(folder)!r}")


def _accepted(given: dict[str, pd.DataFrame], failures: list[Failure], what: str) -> dict[str, pd.DataFrame]:
    tables = dict(given)
    unread = [failure for failure in failures if failure.rule == "structure"]
    lacking = [name for name in BESIDE[:2] if name not in tables] if not unread else []
    strange = [name for name in tables if name not in BESIDE]
    if lacking or strange:
        faults = [f"{name} is missing" for name in lacking]
        faults += [f"{name} cannot stand beside the shipped table" for name in strange]
        msg = f"{what}: {'; '.join(faults)}. Give observations and reports, and where needed {', '.join(BESIDE[2:])}."
        raise InvalidArgumentError(msg)
    if not unread:
        known = set(read_table("reports")["report_id"])
        if taken := sorted(set(tables["reports"].get("report_id", ())) & known):
            msg = (
                f"{what}: the shipped tables hold the report {', '.join(taken)} already. Give yours another report_id."
            )
            raise InvalidArgumentError(msg)
    report = report_of(judge(given, failures), tables)
    if len(report):
        lines = [
            f"  {row['table']} {row['key']} {row['column']}: {row['value']!r}; "
            f"expected {row['expected']} [{row['rule']}]"
            for row in records(report.head(SHOWN))
        ]
        more = f"\n  … and {len(report) - SHOWN} more" if len(report) > SHOWN else ""
        msg = f"{what} does not validate; validate() lists all:\n" + "\n".join(lines) + more
        raise InvalidArgumentError(msg)
    return tables
