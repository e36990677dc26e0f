"""Figures side by side."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from os import PathLike
from typing import TYPE_CHECKING, Any

from cnhealthdata.access.loaders import printed, user_tables
from cnhealthdata.errors import InvalidArgumentError
from cnhealthdata.tables import names
from cnhealthdata.tables.frames import records, text_dtype
from cnhealthdata.tables.places import NATION, province_of
from cnhealthdata.tables.storage import mapping, read_table
from cnhealthdata.tables.vocabularies import STATISTIC, STATUS, WHY_NOT

if TYPE_CHECKING:
    import pandas as pd

    from cnhealthdata.checks.given import HasTables
    from cnhealthdata.tables.storage import Extra

COLUMNS = [
    "place",
    "place_zh",
    "region_code",
    "report_id",
    "scope",
    "year",
    "value",
    "value_low",
    "value_high",
    "unit",
    "qualifier",
    "status",
    "statistic",
    "obs_status",
    "flags",
    "basis",
    "comparable",
    "why_not",
    "why_codes",
    "observation_id",
    "indicator_id",
]


def compare(
    indicator: str,
    regions: str | Iterable[str] | None = None,
    *,
    status: str = "actual",
    statistic: str = "level",
    benchmark: bool = False,
    nearest_year: int = 0,
    extra: str | PathLike[str] | HasTables | Mapping[str, pd.DataFrame] | None = None,
) -> pd.DataFrame:
    """Put the figures of one indicator side by side.

    Parameters
    ----------
    indicator
        Identifier or name in either language.
    regions
        Places to keep, with what lies below them; all by default.
    status, statistic
        The kind of figure. One kind a call: an actual value never stands beside a target, nor a level beside a
        change.
    benchmark
        Beside each level, the official value of its province and of the nation in the same year.
    nearest_year
        With ``benchmark``: how many years away a value may lie where that year has none. Nothing is interpolated.
    extra
        Tables of your own to compare too, as in :func:`load_observations`.

    Returns
    -------
    pandas.DataFrame
        One row per figure, in the indicator's unit: place, year, value or bounds, qualifier, scope, flags, basis (how
        place and period are known), and whether it is ``comparable`` with the others; ``why_not`` says in words why a
        row is not, ``why_codes`` in words to match (``place``, ``scope``, ``definition``, ``reliability``, ``bounds``,
        joined by ``;``). ``attrs["notes"]`` holds what to mind and which figures of another kind were set aside. With
        ``benchmark`` also, for ``province`` and ``nation``, ``…_value``, ``…_year`` (the year used), ``…_gap`` (figure
        less benchmark, in the unit), ``…_gap_pct`` and ``…_better`` (whether the figure, or all that its bounds allow,
        lies on the better side by the indicator's direction).

    Raises
    ------
    UnknownNameError
        No such indicator or region.
    InvalidArgumentError
        No such status or statistic; extra tables that do not validate.

    Examples
    --------
    >>> import cnhealthdata as chd
    >>> table = chd.compare("infant_mortality").query("report_id == 'liaoyuan-2021'").reset_index(drop=True)
    >>> table[["place", "year", "value", "unit", "flags"]]
          place  year  value                  unit               flags
    0  Liaoyuan  2015   4.22  per 1000 live births  misprint_corrected
    1  Liaoyuan  2020   2.35  per 1000 live births  misprint_corrected
    """
    (status,), (statistic,) = names.words("status", status, STATUS), names.words("statistic", statistic, STATISTIC)
    own = user_tables(extra)
    (identifier,) = names.indicator_ids(indicator, own)
    rows = printed(identifier, regions, own)
    kept = rows[(rows["status"] == status) & (rows["statistic"] == statistic)].copy()
    region_basis = mapping("reports", "report_id", "region_basis", own)
    kept["place"] = kept["region"].fillna("place unknown")
    kept["place_zh"] = kept["region_zh"].fillna("地区不明")
    kept["basis"] = "place " + kept["report_id"].map(region_basis) + ", period " + kept["period_basis"]
    kept["why_codes"] = _reasons(kept)
    kept["why_not"] = _texts([_in_words(row) for row in records(kept[["why_codes", "scope"]])], kept)
    kept["comparable"] = kept["why_codes"].isna()
    table = kept[COLUMNS].sort_values(
        ["comparable", "place", "year", "observation_id"], ascending=[False, True, True, True]
    )
    table = table.reset_index(drop=True)
    if benchmark:
        table = _beside_benchmarks(table, identifier, nearest_year, own)
    table.attrs.update(rows.attrs)
    table.attrs.update(indicator=identifier, notes=_notes(identifier, table, rows.drop(kept.index), own))
    return table


def _reasons(rows: pd.DataFrame) -> pd.Series[str]:
    """Why each row cannot stand beside the others; missing where it can."""
    whole = rows["scope"].isna().any()
    scopes = rows["scope"].fillna("").value_counts()
    common = scopes.index[0] if not whole and len(scopes) and scopes.iloc[0] > 1 else None
    reasons = []
    for row in records(rows):
        holds = {
            "place": row["region_code"] is None,
            "scope": bool(row["scope"]) and row["scope"] != common,
            "definition": row["obs_status"] == "D",
            "reliability": row["obs_status"] == "U",
            "bounds": row["value"] is row["value_low"] is row["value_high"] is None,
        }
        reasons.append(";".join(code for code in WHY_NOT.meanings if holds[code]) or None)
    return _texts(reasons, rows)


def _texts(values: list[str | None], rows: pd.DataFrame) -> pd.Series[str]:
    """A column of texts beside rows, some missing."""
    import pandas as pd

    return pd.Series(values, index=rows.index, dtype=text_dtype())


def _in_words(row: dict[str, Any]) -> str | None:
    """The reasons of a row as a reader wants them; of a part, which it is."""
    words = [WHY_NOT.meanings[code] for code in (row["why_codes"] or "").split(";") if code]
    said = (f"{word}: {row['scope']}" if word == WHY_NOT.meanings["scope"] else word for word in words)
    return "; ".join(said) or None


def _beside_benchmarks(table: pd.DataFrame, identifier: str, nearest_year: int, extra: Extra | None) -> pd.DataFrame:
    """Add the official values of province and nation, and the gap to each."""
    import pandas as pd

    if isinstance(nearest_year, bool) or not isinstance(nearest_year, int) or nearest_year < 0:
        msg = f"nearest_year={nearest_year!r} is no number of years. Give 0 for the same year alone, or 1, 2 …"
        raise InvalidArgumentError(msg)
    official = read_table("benchmarks")
    official = official[(official["indicator_id"] == identifier) & (official["method"] == "official")]
    known: dict[str, dict[int, float]] = {
        str(place): dict(zip(rows["year"].astype(int), rows["value"], strict=True))
        for place, rows in official.groupby("region_code")
    }
    direction = mapping("indicators", "indicator_id", "direction", extra)[identifier]
    for name in ("province", "nation"):
        found = [_beside(row, name, known, nearest_year, direction) for row in records(table)]
        columns = [f"{name}_{field}" for field in ("value", "year", "gap", "gap_pct", "better")]
        added = pd.DataFrame(found, columns=columns, index=table.index, dtype="object")
        kinds = dict(zip(columns, ("float64", "Int64", "float64", "float64", "boolean"), strict=True))
        table = pd.concat([table, added.astype(kinds)], axis=1)
    return table


def _beside(
    row: dict[str, Any], name: str, known: dict[str, dict[int, float]], nearest_year: int, direction: str
) -> tuple[float | None, int | None, float | None, float | None, bool | None]:
    code, year, value = row["region_code"], row["year"], row["value"]
    place = NATION if name == "nation" else province_of(code) if code else None
    values = known.get(place or "", {})
    within = [] if year is None else [then for then in values if abs(then - year) <= nearest_year]
    if not within or row["statistic"] != "level" or place == code:
        return (None,) * 5
    used = min(within, key=lambda then: (abs(then - year), -then))
    other = values[used]
    gap = None if value is None else value - other
    percent = None if gap is None or other == 0 else gap / other * 100
    return other, used, gap, percent, _better(row["value_low"], row["value_high"], other, direction)


def _better(low: float | None, high: float | None, other: float, direction: str) -> bool | None:
    """Whether all that the bounds allow lies on the better side, or on the worse; ``None`` where they allow both."""
    if low is None or high is None or direction == "neutral":
        return None
    if low > other or high < other:
        return (low > other) == (direction == "higher_better")
    return None


def _notes(identifier: str, table: pd.DataFrame, aside: pd.DataFrame, extra: Extra | None) -> list[str]:
    notes = []
    comparability = mapping("indicators", "indicator_id", "comparability", extra)[identifier]
    if comparability:
        notes.append(comparability)
    years = sorted(set(table["year"].dropna()))
    if len(years) > 1:
        notes.append(f"The years differ: {', '.join(map(str, years))}.")
    if table["year"].isna().any():
        notes.append(f"{int(table['year'].isna().sum())} of {len(table)} figures have no known year.")
    for (status, statistic), group in aside.groupby(["status", "statistic"]):
        ids = ", ".join(group["observation_id"])
        notes.append(f"Set aside, of another kind ({status}, {statistic}): {ids}.")
    return notes
