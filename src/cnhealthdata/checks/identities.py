"""Sums and shares that the reports print in full."""

from __future__ import annotations

from collections.abc import Iterator

from cnhealthdata.checks.failures import Failure, Tables, by_key, failing, number, rule


@rule("identities", "identities")
def identities(tables: Tables) -> Iterator[Failure]:
    """What the reports print as parts and sums, or as a count over its total, holds or fails as recorded."""
    printed = by_key(tables["observations"], "observation_id")["value"]
    frame = tables["identities"]
    for row, fields in failing(frame, frame.drop(columns="note").notna().all(axis=1)):
        parts = [number(printed.get(part)) for part in fields["part_ids"].split(";")]
        result = number(printed.get(fields["result_id"]))
        expected = _made(fields["kind"], parts)
        if result is None or expected is None:
            yield Failure("identities", row, "part_ids", fields["part_ids"], "observations with a value")
        elif (abs(expected - result) <= fields["tolerance"]) != fields["holds"]:
            yield Failure(
                "identities", row, "holds", fields["holds"], f"{expected:.6g} against {result:.6g} as printed"
            )


def _made(kind: str, parts: list[float | None]) -> float | None:
    """What the parts make: their sum, or the share of the first in the second."""
    numbers = [part for part in parts if part is not None]
    if len(numbers) < len(parts):
        return None
    if kind == "sum":
        return sum(numbers)
    return numbers[0] / numbers[1] * 100 if len(numbers) == 2 and numbers[1] else None


@rule("identity_flags", "identities", "observations")
def identity_flags(tables: Tables) -> Iterator[Failure]:
    """Parts that fail to add up carry the flag not_additive, and no other figure does."""
    broken = tables["identities"][tables["identities"]["holds"].eq(False)]
    named = {part for parts in broken["part_ids"].dropna() for part in parts.split(";")}
    frame = tables["observations"]
    flagged = frame["flags"].fillna("").str.contains("not_additive")
    for row, fields in failing(frame, flagged != frame["observation_id"].isin(named)):
        yield Failure("observations", row, "flags", fields["flags"], "not_additive exactly on parts that do not add up")
