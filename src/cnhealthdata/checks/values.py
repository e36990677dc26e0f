"""What is printed, what was meant, and the value made of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from cnhealthdata.checks.failures import Failure, Tables, by_key, failing, looked_up, number, rule, text
from cnhealthdata.printed.literals import LiteralError, Reading, read_literal
from cnhealthdata.tables.units import endings, units_of

if TYPE_CHECKING:
    import pandas as pd


def meant(frame: pd.DataFrame) -> pd.Series[str]:
    """What was printed, or should have been where the print is wrong."""
    return frame["meant"].fillna(frame["literal"])


@rule("misprints", "observations")
def misprints(tables: Tables) -> Iterator[Failure]:
    """What was meant by a wrong print differs from it, and stands beside its reason and flag."""
    frame = tables["observations"]
    flagged = frame["flags"].fillna("").str.contains("misprint_corrected")
    for column in ("meant", "correction"):
        for row, fields in failing(frame, flagged != frame[column].notna()):
            yield Failure(
                "observations", row, column, fields[column], "a text exactly with the flag misprint_corrected"
            )
    for row, fields in failing(frame, frame["meant"].notna() & (frame["meant"] == frame["literal"])):
        yield Failure("observations", row, "meant", fields["meant"], "another text than literal, or none")


@rule("values", "observations")
def values(tables: Tables) -> Iterator[Failure]:
    """Value and bounds are what the literal, or what was meant by it, and its qualifying word say."""
    frame = tables["observations"]
    limits = by_key(tables["indicators"], "indicator_id")[["minimum", "maximum"]]
    free = frame["statistic"] == "change"
    minimum = looked_up(frame["indicator_id"], limits["minimum"]).mask(free, 0.0)
    maximum = looked_up(frame["indicator_id"], limits["maximum"]).mask(free)
    columns = [
        meant(frame),
        *(frame[name] for name in ("qualifier", "mask_qualifier", "value", "value_low", "value_high", "flags")),
    ]
    for index, low, high, literal, qualifier, word, value, value_low, value_high, flags in zip(
        frame.index, minimum, maximum, *columns, strict=True
    ):
        hazards = set(text(flags).split(";"))
        if "implied_value" in hazards:
            expected: tuple[float | None, ...] = (number(value),) * 3
            if number(value) is None:
                yield Failure("observations", index, "value", value, "the value that the page implies")
                continue
        else:
            try:
                reading = read_literal(text(literal), text(qualifier), text(word) or None, number(low), number(high))
            except LiteralError as error:
                yield Failure("observations", index, "literal", literal, str(error))
                continue
            expected = (reading.value, reading.low, reading.high)
            if "mask_unreliable" in hazards:
                expected = (None, None, None)
        found = (number(value), number(value_low), number(value_high))
        for column, is_, should in zip(("value", "value_low", "value_high"), found, expected, strict=True):
            if is_ != should:
                yield Failure("observations", index, column, is_, f"{should}, from {literal!r} read as {qualifier}")


@rule("implied_values", "observations")
def implied_values(tables: Tables) -> Iterator[Failure]:
    """A value implied by the page lies within what its mask allows."""
    frame = tables["observations"]
    implied = frame["flags"].fillna("").str.contains("implied_value")
    for row, fields in failing(frame, implied & (frame["obs_status"] == "E")):
        try:
            reading = read_literal(text(fields["literal"]), "masked")
        except LiteralError as error:
            yield Failure("observations", row, "literal", fields["literal"], str(error))
            continue
        if fields["value"] is not None and not _can_mask(text(fields["literal"]), fields["value"], reading):
            yield Failure("observations", row, "value", fields["value"], f"a value that {fields['literal']!r} can mask")


def _can_mask(literal: str, value: float, reading: Reading) -> bool:
    within = reading.low is not None and reading.high is not None and reading.low <= value <= reading.high
    return within and ("." in literal or value.is_integer())


@rule("limits", "observations")
def limits(tables: Tables) -> Iterator[Failure]:
    """A level lies between the indicator's least and greatest value."""
    frame = tables["observations"]
    bounds = by_key(tables["indicators"], "indicator_id")
    level = frame["statistic"] == "level"
    for column in ("value", "value_low", "value_high"):
        low = looked_up(frame["indicator_id"], bounds["minimum"])
        high = looked_up(frame["indicator_id"], bounds["maximum"])
        for row, fields in failing(frame, level & ((frame[column] < low) | (frame[column] > high))):
            limit = bounds.loc[fields["indicator_id"]]
            yield Failure(
                "observations", row, column, fields[column], f"between {limit['minimum']} and {limit['maximum']}"
            )


@rule("printed_units", "observations")
def printed_units(tables: Tables) -> Iterator[Failure]:
    """The unit printed or meant can stand for the indicator's unit."""
    frame = tables["observations"]
    known = endings(zip(tables["units"]["unit"], tables["units"]["printed_as"].fillna(""), strict=True))
    units = looked_up(frame["indicator_id"], by_key(tables["indicators"], "indicator_id")["unit"])
    literals = meant(frame)
    allowed = [units_of(text(literal), known) for literal in literals]
    strange = [
        statistic != "rank" and fitting is not None and isinstance(unit, str) and unit not in fitting
        for statistic, fitting, unit in zip(frame["statistic"], allowed, units, strict=True)
    ]
    for row, fields in failing(frame, strange):
        expected = f"an indicator whose unit can be printed as in {literals[row]!r}"
        yield Failure("observations", row, "indicator_id", fields["indicator_id"], expected)


@rule("words_within", "observations")
def words_within(tables: Tables) -> Iterator[Failure]:
    """余 and 多 in a literal mean more than it says, 前 and 强 at most that place."""
    frame = tables["observations"]
    masked = frame["qualifier"] == "masked"
    for pattern, word in (("[余多]", "more_than"), ("^前|强$", "at_most")):
        shown = meant(frame).str.contains(pattern, regex=True).fillna(False).astype(bool)
        for column, judged in (("qualifier", ~masked), ("mask_qualifier", masked)):
            for row, fields in failing(frame, shown & judged & (frame[column].fillna("") != word)):
                yield Failure("observations", row, column, fields[column], f"{word}, for {fields['literal']!r}")


@rule("ranks", "observations")
def ranks(tables: Tables) -> Iterator[Failure]:
    """A rank, and a rank alone, is printed with 第, 前 or 首, or as a list of the best."""
    frame = tables["observations"]
    units = looked_up(frame["indicator_id"], by_key(tables["indicators"], "indicator_id")["unit"])
    ranked = meant(frame).str.contains(r"^[第前首]|强$", regex=True, na=False)
    for row, fields in failing(frame, ranked != (frame["statistic"] == "rank")):
        yield Failure(
            "observations", row, "statistic", fields["statistic"], f"what {fields['literal']!r} states: a rank or not"
        )
    for row, fields in failing(frame, (units == "rank") & (frame["statistic"] != "rank")):
        yield Failure("observations", row, "statistic", fields["statistic"], "rank, the unit of the indicator")


@rule("changes", "observations")
def changes(tables: Tables) -> Iterator[Failure]:
    """What was added or grew is a change; percentage points are one too, but for a distance from a norm."""
    frame = tables["observations"]
    added = frame["indicator_id"].str.contains(r"_(?:added|growth)$", regex=True, na=False) & (
        frame["statistic"] != "rank"
    )
    points = meant(frame).str.endswith("个百分点", na=False) & ~frame["indicator_id"].str.endswith("_gap", na=False)
    for row, fields in failing(frame, (added | points) & (frame["statistic"] != "change")):
        yield Failure("observations", row, "statistic", fields["statistic"], "change")


@rule("unit_codes", "indicators")
def unit_codes(tables: Tables) -> Iterator[Failure]:
    """An indicator that gives a code of UCUM gives that of its unit."""
    frame = tables["indicators"]
    codes = looked_up(frame["unit"], by_key(tables["units"], "unit")["ucum"])
    for row, fields in failing(frame, frame["ucum"].notna() & (frame["ucum"] != codes.fillna(""))):
        yield Failure("indicators", row, "ucum", fields["ucum"], f"{codes[row]}, the code of {fields['unit']}")
