"""Agreement of two independent readings of the source texts, before their differences were settled.

    python curation/agreement.py             one line per measure
    python curation/agreement.py --list      every figure on which the readings differ

Figures are matched by report, overlapping span and part. What only one reader took for a figure counts as not found.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import pandas as pd

HERE = Path(__file__).parent
ASPECTS = {
    "value": ["value", "value_low", "value_high", "qualifier", "mask_qualifier"],
    "unit": ["unit"],
    "period": ["period"],
    "indicator": ["indicator_id"],
    "region": ["region_code"],
    "status": ["status"],
    "statistic": ["statistic"],
}


def read(name: str) -> pd.DataFrame:
    frame = pd.read_csv(HERE / "readings" / f"{name}.csv", dtype="str", keep_default_na=False)
    figures = frame[frame["disposition"] == "observation"].copy()
    units = pd.read_csv(HERE.parent / "datasets" / "indicators.csv", dtype="str").set_index("indicator_id")["unit"]
    # An indicator that a reader proposed and that was settled under another name has no unit in the list.
    figures["unit"] = figures["indicator_id"].map(units).fillna(figures["indicator_id"])
    figures["char_start"] = figures["char_start"].astype(int)
    figures["char_end"] = figures["char_end"].astype(int)
    return figures


def match(first: pd.DataFrame, second: pd.DataFrame) -> pd.DataFrame:
    """Pairs of figures whose spans overlap, part by part."""
    pairs = first.merge(second, on=["report_id", "part"], suffixes=("", "_2"))
    overlap = (pairs["char_start"] < pairs["char_end_2"]) & (pairs["char_start_2"] < pairs["char_end"])
    return pairs[overlap].drop_duplicates(["report_id", "part", "char_start"]).reset_index(drop=True)


def same(pairs: pd.DataFrame, columns: list[str]) -> pd.Series[bool]:
    return pd.concat([pairs[column] == pairs[f"{column}_2"] for column in columns], axis=1).all(axis=1)


def agreement(first: pd.DataFrame, second: pd.DataFrame) -> pd.DataFrame:
    pairs = match(first, second)
    union = len(first) + len(second) - len(pairs)
    rows = [("found by both", len(pairs), union)]
    rows += [(f"equal {aspect}", int(same(pairs, columns).sum()), len(pairs)) for aspect, columns in ASPECTS.items()]
    everything = [column for aspect in ("value", "unit", "period", "indicator") for column in ASPECTS[aspect]]
    rows.append(("equal value, unit, period and indicator", int(same(pairs, everything).sum()), len(pairs)))
    table = pd.DataFrame(rows, columns=["measure", "figures", "of"])
    table["share"] = (table["figures"] / table["of"]).map("{:.1%}".format)
    return table


def differences(first: pd.DataFrame, second: pd.DataFrame) -> list[str]:
    pairs = match(first, second)
    lines = []
    for aspect, columns in ASPECTS.items():
        for row in pairs[~same(pairs, columns)].to_dict("records"):
            left, right = ([row[f"{c}{end}"] for c in columns] for end in ("", "_2"))
            lines.append(f"{row['report_id']}@{row['char_start']} {row['literal']} {aspect}: {left} / {right}")
    for name, figures, end in (("first", first, ""), ("second", second, "_2")):
        found = set(zip(pairs["report_id"], pairs["part"], pairs[f"char_start{end}"], strict=True))
        lines += [
            f"{row['report_id']}@{row['char_start']} {row['literal']} only in {name}: {row['indicator_id']}"
            for row in figures.to_dict("records")
            if (row["report_id"], row["part"], row["char_start"]) not in found
        ]
    return sorted(lines)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--list", action="store_true", help="list every difference")
    arguments = parser.parse_args()
    readings = read("first"), read("second")
    print("\n".join(differences(*readings)) if arguments.list else agreement(*readings).to_string(index=False))
