"""The ledger and the observations tell the same."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cnhealthdata.checks.failures import Failure, Tables, by_key, failing, rule, text


@rule("ledger_words", "ledger")
def ledger_words(tables: Tables) -> Iterator[Failure]:
    """A numeral has an observation or a reason, never both."""
    ledger = tables["ledger"]
    excluded = ledger["disposition"] == "excluded"
    for row, fields in failing(ledger, excluded != ledger["reason"].notna()):
        yield Failure("ledger", row, "reason", fields["reason"], "a reason exactly where a numeral is excluded")
    for row, fields in failing(ledger, excluded == ledger["observation_id"].notna()):
        yield Failure(
            "ledger", row, "observation_id", fields["observation_id"], "an observation exactly where one is meant"
        )


@rule("ledger_observations", "ledger", "observations")
def ledger_observations(tables: Tables) -> Iterator[Failure]:
    """Each observation stands in the ledger once, with the same span and literal."""
    ledger, frame = tables["ledger"], tables["observations"]
    own = ledger[ledger["disposition"] == "observation"]
    first = frame[~frame["observation_id"].str.contains(r"\.\d$", regex=True, na=False)]
    keys = ["report_id", "char_start", "char_end", "literal"]
    for left, right, name in ((frame, own, "observations"), (own, first, "ledger")):
        there = set(zip(*(right[key] for key in keys), strict=True))
        missing = [place not in there for place in zip(*(left[key] for key in keys), strict=True)]
        other = "ledger" if name == "observations" else "observations"
        for row, fields in failing(left, missing):
            yield Failure(name, row, "char_start", fields["char_start"], f"the same span and literal in {other}")
    stems = own["report_id"] + "@" + own["char_start"].astype("str")
    for row, fields in failing(own, own["observation_id"] != stems):
        yield Failure("ledger", row, "observation_id", fields["observation_id"], "report_id@char_start")


@rule("repeats", "ledger")
def repeats(tables: Tables) -> Iterator[Failure]:
    """A repeat prints the same number as the observation that it repeats, in the same text."""
    ledger = tables["ledger"]
    printed = by_key(tables["observations"], "observation_id")
    again = ledger[(ledger["disposition"] == "repeat") & ledger["observation_id"].isin(printed.index)]
    original = printed.loc[again["observation_id"]].set_index(again.index)
    for row, fields in failing(again, again["report_id"] != original["report_id"]):
        yield Failure("ledger", row, "observation_id", fields["observation_id"], "an observation of the same report")
    numbers, originals = again["literal"].map(_digits), original["literal"].map(_digits)
    for row, fields in failing(again, numbers != originals):
        yield Failure("ledger", row, "literal", fields["literal"], f"the number of {fields['observation_id']}")
    for row, fields in failing(again, again["char_start"] <= original["char_start"]):
        yield Failure("ledger", row, "char_start", fields["char_start"], "a place after the first print")


def _digits(literal: object) -> str:
    match = re.match(r"第?[\d.xX零〇一二两三四五六七八九十百千]+", text(literal))
    return match.group() if match else text(literal)
