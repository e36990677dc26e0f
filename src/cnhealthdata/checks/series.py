"""Rules of the long series, targets, policies and eras; what a source itself gets wrong is flagged, not hidden."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from cnhealthdata.checks.failures import (
    Failure,
    Tables,
    by_key,
    failing,
    flag_failures,
    looked_up,
    rule,
    rule_of_each,
    text,
)
from cnhealthdata.tables.vocabularies import VINTAGE

SERIES = ("benchmarks", "panel")  #: tables of one kind, judged alike
#: Parts and the whole or difference that they must make, with the rounding that the print allows.
SHARES = (("government_share", "social_share", "out_of_pocket_share"), 100.0, 0.21)
#: Total, heads and total per head; the heads are counted at another day of the year than the accounts take.
PER_HEAD = (("total_health_expenditure", "population_total", "health_expenditure_per_capita"), 0.015)
VITAL_RATES = (("crude_birth_rate", "crude_death_rate", "natural_growth_rate"), 0.021)
#: What one account of a year prints together.
ACCOUNT = (
    "total_health_expenditure",
    "health_expenditure_gdp_share",
    "government_share",
    "social_share",
    "out_of_pocket_share",
)
LEAST = 1e-9  #: two printings of one number are equal within this share
#: A yearly change beyond this share asks for a break, or for the flag yearly_jump.
JUMP = 0.25


@rule_of_each("benchmark_flags", *SERIES)
def benchmark_flags(tables: Tables, name: str) -> Iterator[Failure]:
    """Flags are known, sorted and not doubled."""
    yield from flag_failures(tables, name)


@rule_of_each("benchmark_ranges", *SERIES)
def benchmark_ranges(tables: Tables, name: str) -> Iterator[Failure]:
    """A value is possible, and plausible unless its reliability is low."""
    frame = tables[name]
    bounds = by_key(tables["indicators"], "indicator_id")
    for low, high, spared in (("minimum", "maximum", None), ("plausible_low", "plausible_high", "U")):
        floor, ceiling = (looked_up(frame["indicator_id"], bounds[limit]) for limit in (low, high))
        wrong = (frame["value"] < floor) | (frame["value"] > ceiling)
        for row, fields in failing(frame, wrong & (frame["obs_status"] != spared)):
            limit = bounds.loc[fields["indicator_id"]]
            yield Failure(name, row, "value", fields["value"], f"between {limit[low]} and {limit[high]}")


@rule_of_each("break_status", *SERIES)
def break_status(tables: Tables, name: str) -> Iterator[Failure]:
    """The first value after a break of its series has status B, and no other value has."""
    keys = ["indicator_id", "region_code", "method", "year"]
    frame = tables[name].dropna(subset=keys).sort_values(keys, kind="stable")
    breaks: dict[tuple[str, str], list[tuple[str, int]]] = {}
    known = tables["breaks"].dropna(subset=["indicator_id", "method", "year"])
    for indicator, region, method, year in known[keys].itertuples(index=False, name=None):
        breaks.setdefault((indicator, method), []).append((text(region), int(year)))
    columns = [frame[name] for name in (*keys, "obs_status")]
    before: tuple[object, int] = (None, 0)
    for row, indicator, region, method, year, status in zip(frame.index, *columns, strict=True):
        line, last = (indicator, region, method), before[1]
        places = {"", region}
        own = [when for place, when in breaks.get((indicator, method), ()) if place in places]
        broken = before[0] == line and any(last < when <= year for when in own)
        if broken != (status == "B"):
            expected = "B for the first value after a break, and for no other; the table breaks names them"
            yield Failure(name, row, "obs_status", status, expected)
        before = (line, year)


@rule("vintage_latest", "vintages")
def vintage_latest(tables: Tables) -> Iterator[Failure]:
    """The benchmark of a figure is its latest printing."""
    keys = ["indicator_id", "region_code", "year", "method"]
    frame = tables["vintages"].dropna(subset=[*keys, "vintage"])
    order = frame["vintage"].map({name: rank for rank, name in enumerate(VINTAGE.meanings)})
    latest = frame.assign(order=order).sort_values("order", kind="stable").drop_duplicates(keys, keep="last")
    kept = tables["benchmarks"].drop_duplicates(keys).set_index(keys)["value"]
    taken = kept.reindex(pd.MultiIndex.from_frame(latest[keys])).set_axis(latest.index)
    for row, fields in failing(latest, ~((taken - latest["value"]).abs() <= LEAST * latest["value"].abs())):
        expected = f"the benchmark of the same figure, {taken[row]}, which is its latest printing"
        yield Failure("vintages", row, "value", fields["value"], expected)


@rule("vintage_first", "vintages")
def vintage_first(tables: Tables) -> Iterator[Failure]:
    """A printing is not of before its year, and a first one not after a later one."""
    frame = tables["vintages"]
    for row, fields in failing(frame, frame["printed_year"] < frame["year"]):
        yield Failure("vintages", row, "printed_year", fields["printed_year"], f"{fields['year']} or later")
    keys = ["indicator_id", "region_code", "year", "method"]
    later = frame[frame["vintage"] != "first"].groupby(keys)["printed_year"].min()
    first = frame[frame["vintage"] == "first"].dropna(subset=keys)
    after = later.reindex(pd.MultiIndex.from_frame(first[keys])).set_axis(first.index)
    for row, fields in failing(first, first["printed_year"] > after):
        yield Failure("vintages", row, "printed_year", fields["printed_year"], f"not after {after[row]}")


@rule("one_account", "vintages")
def one_account(tables: Tables) -> Iterator[Failure]:
    """Where one part of a year's account has a final printing, so has every part of which a first one is known."""
    frame = tables["vintages"].dropna(subset=["region_code", "year"])
    own = frame[frame["indicator_id"].isin(ACCOUNT) & (frame["method"] == "official")]
    later = own[own["vintage"] != "first"]
    settled = set(zip(later["region_code"], later["year"], strict=True))
    have = set(zip(later["region_code"], later["year"], later["indicator_id"], strict=True))
    keys = zip(own["region_code"], own["year"], own["indicator_id"], strict=True)
    alone = [(region, year) in settled and (region, year, name) not in have for region, year, name in keys]
    for row, fields in failing(own, pd.Series(alone, index=own.index, dtype=bool)):
        expected = "a final printing beside it, as the other parts of the account have one"
        yield Failure("vintages", row, "vintage", fields["vintage"], expected)


@rule("break_keys", "breaks")
def break_keys(tables: Tables) -> Iterator[Failure]:
    """A break's key names its series and year."""
    frame = tables["breaks"]
    stem = frame["indicator_id"] + "@" + frame["year"].astype("str")
    for row, fields in failing(frame, frame["break_id"].str.replace(r":\d{6}$", "", regex=True) != stem):
        yield Failure("breaks", row, "break_id", fields["break_id"], f"{stem[row]}, with :region_code for a province")


@rule_of_each("yearly_jumps", *SERIES)
def yearly_jumps(tables: Tables, name: str) -> Iterator[Failure]:
    """A jump of a positive quantity within a year is a break, or carries the flag yearly_jump; nothing else does."""
    frame = tables[name].sort_values(["indicator_id", "region_code", "method", "year"], kind="stable")
    keys = ["indicator_id", "region_code", "method"]
    before = frame.groupby(keys)[["value", "year"]].shift()
    next_year = frame["year"].astype("float64") - before["year"].astype("float64") == 1
    share = (frame["value"] - before["value"]).abs() / before["value"].abs()
    positive = looked_up(frame["indicator_id"], by_key(tables["indicators"], "indicator_id")["minimum"]).notna()
    jump = next_year & positive & (share > JUMP) & (frame["obs_status"] != "B")
    flagged = frame["flags"].fillna("").str.contains("yearly_jump")
    for row, fields in failing(frame, jump != flagged):
        expected = "yearly_jump exactly where a value moves by more than a quarter in a year without a break"
        yield Failure(name, row, "flags", fields["flags"], expected)


@rule_of_each("printed_sums", *SERIES)
def printed_sums(tables: Tables, name: str) -> Iterator[Failure]:
    """Shares make 100, births less deaths growth, a total over heads the value per head; else identity_fails stands."""
    frame = tables[name].dropna(subset=["indicator_id", "region_code", "year"])
    official = frame[frame["method"] == "official"]
    wide = official.pivot_table(index=["region_code", "year"], columns="indicator_id", values="value", observed=True)
    broken: set[tuple[str, str, int]] = set()
    parts, whole, rounding = SHARES
    vital, vital_rounding = VITAL_RATES
    wide = wide.reindex(columns=list({*wide.columns, *parts, *vital, *PER_HEAD[0]}))
    shares_off = (wide[list(parts)].sum(axis=1, skipna=False) - whole).abs() > rounding
    birth, death, growth = (wide[name] for name in vital)
    vital_off = (birth - death - growth).abs() > vital_rounding
    per_head, per_head_rounding = PER_HEAD
    counted = frame[frame["indicator_id"] == per_head[1]].drop_duplicates(["region_code", "year"])
    heads = counted.set_index(["region_code", "year"])["value"].reindex(wide.index)
    per_head_off = (wide[per_head[0]] / heads / wide[per_head[2]] - 1).abs() > per_head_rounding
    for names, off in ((parts, shares_off), (vital, vital_off), ((per_head[0], per_head[2]), per_head_off)):
        broken |= {(name, region, int(year)) for region, year in wide.index[off] for name in names}
    places = zip(official["indicator_id"], official["region_code"], official["year"].astype(int), strict=True)
    fails = pd.Series([place in broken for place in places], index=official.index, dtype=bool)
    flagged = official["flags"].fillna("").str.contains("identity_fails")
    for row, fields in failing(official, fails != flagged):
        expected = "identity_fails exactly where parts do not make their sum or difference"
        yield Failure(name, row, "flags", fields["flags"], expected)


@rule("target_years", "targets")
def target_years(tables: Tables) -> Iterator[Failure]:
    """A target lies after its base year, and a relative change has one."""
    frame = tables["targets"]
    for row, fields in failing(frame, frame["base_year"].notna() & (frame["base_year"] >= frame["target_year"])):
        yield Failure("targets", row, "base_year", fields["base_year"], f"a year before {fields['target_year']}")
    for row, _ in failing(frame, (frame["bound"] == "relative_change") & frame["base_year"].isna()):
        yield Failure("targets", row, "base_year", None, "the year that the change is relative to")


@rule("target_values", "targets")
def target_values(tables: Tables) -> Iterator[Failure]:
    """A target of a report is the one of its observation; a target can be reached."""
    frame = tables["targets"]
    printed = by_key(tables["observations"], "observation_id")
    linked = frame[frame["observation_id"].isin(printed.index)]
    there = printed.loc[linked["observation_id"]].set_index(linked.index)
    for column, other in (
        ("value", "value"),
        ("region_code", "region_code"),
        ("target_year", "year"),
        ("indicator_id",) * 2,
    ):
        for row, fields in failing(linked, linked[column] != there[other]):
            yield Failure("targets", row, column, fields[column], f"as in {fields['observation_id']}")
    for row, fields in failing(linked, there["status"] != "target"):
        yield Failure(
            "targets", row, "observation_id", fields["observation_id"], "an observation whose status is target"
        )
    maximum = looked_up(frame["indicator_id"], by_key(tables["indicators"], "indicator_id")["maximum"])
    for row, fields in failing(frame, (frame["bound"] != "relative_change") & (frame["value"] > maximum)):
        yield Failure("targets", row, "value", fields["value"], "not above the indicator's maximum")


@rule("policy_dates", "policies")
def policy_dates(tables: Tables) -> Iterator[Failure]:
    """A policy's key begins with the year of its date."""
    frame = tables["policies"]
    for row, fields in failing(frame, frame["policy_id"].str.slice(0, 4) != frame["date"].str.slice(0, 4)):
        yield Failure("policies", row, "date", fields["date"], f"a date in {(fields['policy_id'] or '')[:4]}")


@rule("era_years", "eras")
def era_years(tables: Tables) -> Iterator[Failure]:
    """Eras follow each other without gap, and the policies that mark them fall into them."""
    frame = tables["eras"].sort_values("start", kind="stable")
    following = frame["start"].shift(-1)
    for row, fields in failing(frame, following.notna() & (frame["end"] + 1 != following)):
        yield Failure("eras", row, "end", fields["end"], "the year before the next era starts")
    policies = tables["policies"].dropna(subset=["policy_id", "date"])
    dates = dict(zip(policies["policy_id"], policies["date"], strict=True))
    for row, fields in failing(frame, frame["policy_ids"].notna() & frame["start"].notna()):
        for policy in fields["policy_ids"].split(";"):
            year = dates.get(policy, "")[:4]
            if not str(fields["start"]) <= year <= str(fields["end"] or 9999):
                yield Failure("eras", row, "policy_ids", policy, "a policy of the era")
