"""Make ``datasets/panel.csv`` from the printed tables of the provinces, and judge it.

``python curation/panel/build.py`` writes the table; with ``--report`` it prints what the table covers and what the sums
say, and writes nothing.
"""

from __future__ import annotations

import argparse
import csv
import io
from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path

from cnhealthdata.analysis.panel import COVERED
from cnhealthdata.checks.series import JUMP, VITAL_RATES
from cnhealthdata.tables.declaration import TABLES

HERE = Path(__file__).resolve().parent
DATASETS = HERE.parents[1] / "datasets"
COLUMNS = [column.name for column in TABLES["panel"].columns]
#: Rates: the number, over what, times what.
RATES = {
    "beds_per_1000": ("beds_total", "population_total", Decimal(1000)),
    "gdp_per_capita": ("gdp", "population_total", Decimal(1)),
    "local_government_health_expenditure_per_capita": (
        "local_government_health_expenditure",
        "population_total",
        Decimal(1),
    ),
    "nurses_per_1000": ("nurses", "population_total", Decimal(1000)),
    "physicians_per_1000": ("physicians", "population_total", Decimal(1000)),
    "urban_population_share": ("urban_population", "population_total", Decimal(100)),
}
#: Numbers that are read for a rate alone.
HELPERS = {"nurses", "physicians", "urban_population"}
Key = tuple[str, str, int, str]
Row = dict[str, str]


def rows_of(path: Path) -> list[Row]:
    """A table of text cells."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def value_of(printed: str, factor: str) -> Decimal:
    """The printed number in the unit of the indicator; a share of two counts in per cent."""
    if factor == "%":
        part, whole = map(Decimal, printed.split("/"))
        return round(part / whole * 100, 2)
    return Decimal(printed) * Decimal(factor)


def left_out() -> set[tuple[str, str, str]]:
    """Tables, places and years that stay out of the data; an empty place or year stands for all."""
    return {(row["table"], row["region_code"], row["year"]) for row in rows_of(HERE / "left_out.csv")}


def read() -> dict[Key, Row]:
    """Every printed figure that enters, by its key."""
    found: dict[Key, Row] = {}
    skipped = left_out()
    for table in rows_of(HERE / "tables.csv"):
        name = table["table"]
        for row in rows_of(HERE / "printed" / f"{name}.csv"):
            for year, printed in row.items():
                if (
                    not (year.isdigit() and printed)
                    or {(name, place, when) for place in ("", row["region_code"]) for when in ("", year)} & skipped
                ):
                    continue
                key = (table["indicator_id"], row["region_code"], int(year), table["method"])
                if key in found:
                    msg = f"{name}.csv prints {key} again; name one of the two tables in left_out.csv."
                    raise ValueError(msg)
                shared = table["factor"] == "%" or table["method"] == "modelled"
                found[key] = {
                    "value": f"{value_of(printed, table['factor']).normalize():f}",
                    "obs_status": table["obs_status"] or ("E" if shared else "A"),
                    "source_id": table["source_id"],
                    "note": table["note"],
                }
    return found


def add_rates(found: dict[Key, Row]) -> None:
    """Rates from numbers of one year and place, marked as computed."""
    for rate, (number, over, power) in RATES.items():
        for (indicator, region, year, method), row in list(found.items()):
            heads = found.get((over, region, year, method))
            if indicator != number or heads is None:
                continue
            value = round(Decimal(row["value"]) * power / Decimal(heads["value"]), 2)
            found[rate, region, year, method] = {
                **row,
                "value": f"{value.normalize():f}",
                "obs_status": "E",
                "note": f"computed: {number} over {over}",
            }


def mark(found: dict[Key, Row]) -> None:
    """Status B at the breaks, and the hazards that follow from arithmetic."""
    breaks = defaultdict(list)
    for row in rows_of(DATASETS / "breaks.csv"):
        breaks[row["indicator_id"], row["method"]].append((row["region_code"], int(row["year"])))
    positive = {row["indicator_id"]: bool(row["minimum"]) for row in rows_of(DATASETS / "indicators.csv")}
    before: tuple[Key, Decimal] | None = None
    for key in sorted(found, key=lambda key: (key[0], key[1], key[3], key[2])):
        indicator, region, year, method = key
        row, value = found[key], Decimal(found[key]["value"])
        if before is not None and (before[0][0], before[0][1], before[0][3]) == (indicator, region, method):
            last, old = before[0][2], before[1]
            own = [when for place, when in breaks[indicator, method] if place in {"", region}]
            if any(last < when <= year for when in own):
                row["obs_status"] = "B"
            elif positive[indicator] and year == last + 1 and abs(value - old) > Decimal(str(JUMP)) * abs(old):
                row["flags"] = "yearly_jump"
        before = (key, value)
    names, rounding = VITAL_RATES
    for indicator, region, year, method in list(found):
        parts = [found.get((name, region, year, method)) for name in names]
        if indicator == names[0] and all(parts):
            birth, death, growth = (Decimal(row["value"]) for row in parts if row)
            for row in parts:
                if row and abs(birth - death - growth) > Decimal(str(rounding)):
                    row["flags"] = ";".join(sorted(filter(None, {*row.get("flags", "").split(";"), "identity_fails"})))


def build() -> list[Row]:
    """The rows of the panel, in the order of its key."""
    found = read()
    add_rates(found)
    kept = {key: row for key, row in found.items() if key[0] not in HELPERS}
    mark(kept)
    ordered = sorted(kept, key=lambda key: (key[0], key[1], key[2], key[3]))
    return [{"flags": "", **kept[key], **dict(zip(COLUMNS[:4], map(str, key), strict=True))} for key in ordered]


def text_of(rows: Iterable[Row]) -> str:
    """The table as its file holds it."""
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return buffer.getvalue()


def report(rows: list[Row]) -> None:
    """Print what is covered, and what sums and differences say."""
    places: dict[tuple[str, str], dict[int, set[str]]] = defaultdict(lambda: defaultdict(set))
    for row in rows:
        places[row["indicator_id"], row["method"]][int(row["year"])].add(row["region_code"])
    print(f"{len(rows):,} rows, {len(places)} series of provinces")
    far = long = 0
    for (indicator, method), years in sorted(places.items()):
        full = sorted(year for year, regions in years.items() if len(regions) >= COVERED)
        run = best = 0
        for year in range(min(full), max(full) + 1):
            run = run + 1 if year in full else 0
            best = max(best, run)
        far += max(full) - min(full) >= 10
        long += best >= 10
        print(f"  {indicator:48} {method:9} {min(full)}-{max(full)}, {len(full)} years, {best} in a row")
    print(f"{far} with {COVERED} provinces or more in years ten apart, {long} with ten years in a row")
    nation = {
        (row["indicator_id"], row["year"]): Decimal(row["value"])
        for row in rows_of(DATASETS / "benchmarks.csv")
        if row["region_code"] == "100000" and row["method"] == "official"
    }
    for indicator in ("beds_total", "health_institutions", "insurance_enrolled"):
        sums: dict[str, Decimal] = defaultdict(Decimal)
        for row in rows:
            if row["indicator_id"] == indicator:
                sums[row["year"]] += Decimal(row["value"])
        off = {year: total / nation[indicator, year] - 1 for year, total in sums.items() if (indicator, year) in nation}
        if off:
            worst = max(off, key=lambda year: abs(off[year]))
            print(f"  sum of {indicator}: {len(off)} years held against the nation, worst {worst} ({off[worst]:+.2%})")
    for flag in ("yearly_jump", "identity_fails"):
        print(f"  {flag}: {sum(flag in row['flags'] for row in rows)} rows")


def main() -> None:
    """Write the table, or report on it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--report", action="store_true", help="print coverage and checks; write nothing")
    options = parser.parse_args()
    rows = build()
    if options.report:
        report(rows)
    else:
        (DATASETS / "panel.csv").write_text(text_of(rows), encoding="utf-8", newline="")
        print(f"wrote datasets/panel.csv, {len(rows):,} rows")


if __name__ == "__main__":
    main()
