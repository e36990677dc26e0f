"""Draw docs/comparison.png for the README: one indicator, what three reports say of it.

Needs matplotlib and zhplot (for Chinese glyphs): pip install "cnhealthdata[plot]"
"""

from __future__ import annotations

from pathlib import Path

import pandas as pd

import cnhealthdata as chd
from cnhealthdata.plotting import intervals

INDICATOR = "family_doctor_contract_rate_key"
OUT = Path(__file__).resolve().parents[1] / "docs" / "comparison.png"
PIXELS = 1100


def main() -> None:
    rows = pd.concat([chd.compare(INDICATOR, status=status) for status in ("actual", "target")], ignore_index=True)
    years = rows["year"].astype("object").where(rows["year"].notna(), "year masked").astype("str")
    rows["name"] = rows["place"] + " " + rows["place_zh"] + ", " + years
    card = chd.describe(INDICATOR)
    axes = intervals(rows, label="name")
    axes.set_title(f"{card['name_en']} ({card['name_zh']})", loc="left", fontsize=20)
    axes.set_xlabel("% of the key groups; a bar shows what the print leaves open")
    figure = axes.figure
    figure.savefig(OUT, dpi=PIXELS / figure.get_figwidth())
    print(f"wrote {OUT.name}")


if __name__ == "__main__":
    main()
