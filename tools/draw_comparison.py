"""Draw docs/comparison.png for the README: one indicator, what three reports say of it.

Needs matplotlib and zhplot (for Chinese glyphs): pip install matplotlib zhplot
"""

from __future__ import annotations

from pathlib import Path

import matplotlib.pyplot as plt
import zhplot  # noqa: F401  (registers a Chinese font)

import cnhealthdata as chd

INDICATOR = "family_doctor_contract_rate_key"
OUT = Path(__file__).resolve().parents[1] / "docs" / "comparison.png"
COLOURS = {"actual": "#0b5394", "target": "#b45f06"}
WORDS = {"exact": "printed", "at_least": "at least", "masked": "masked"}


def main() -> None:
    rows = [row for status in ("actual", "target") for row in chd.compare(INDICATOR, status=status).to_dict("records")]
    card = chd.describe(INDICATOR)
    figure, axes = plt.subplots(figsize=(10, 3.6), layout="constrained")
    for place, row in enumerate(reversed(rows)):
        colour = COLOURS[row["status"]]
        low, high, value = row["value_low"], row["value_high"], row["value"]
        axes.plot([low, high], [place, place], lw=9, alpha=0.3, color=colour, solid_capstyle="butt")
        if value == value:
            axes.plot(value, place, "o", ms=11, color=colour)
        word = WORDS[row["qualifier"]] if row["qualifier"] != "masked" else "masked: at least xx %"
        number = f"{value:g} %" if value == value else ""
        year = "year masked" if row["year"] is None or row["year"] != row["year"] else str(row["year"])
        axes.annotate(
            f"{word} {number}".strip() + f" ({row['status']}, {year})",
            (low if value != value else value, place),
            xytext=(0, 12),
            textcoords="offset points",
            fontsize=13,
            color=colour,
        )
    axes.set_yticks(range(len(rows)), [f"{row['place']} {row['place_zh']}" for row in reversed(rows)], fontsize=15)
    axes.set_ylim(-0.5, len(rows) - 0.2)
    axes.set_xlim(0, 101)
    axes.set_xlabel("% of the key groups; a bar shows what the print leaves open", fontsize=13)
    axes.tick_params(axis="x", labelsize=13)
    axes.spines[["top", "right", "left"]].set_visible(False)
    axes.tick_params(axis="y", length=0)
    axes.set_title(f"{card['name_en']} ({card['name_zh']})", loc="left", fontsize=16)
    figure.savefig(OUT, dpi=110)
    print(f"wrote {OUT.name}")


if __name__ == "__main__":
    main()
