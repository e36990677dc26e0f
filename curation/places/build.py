"""Add the divisions at prefecture level that datasets/regions.csv lacks; needs pypinyin."""

from __future__ import annotations

import csv
import sys
from pathlib import Path

from pypinyin import lazy_pinyin

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
sys.path.insert(0, str(ROOT / "src"))

from cnhealthdata.tables.names import short  # noqa: E402
from cnhealthdata.tables.places import level_of, parent_of  # noqa: E402


def read(path: Path) -> dict[str, dict[str, str]]:
    """Rows of a file by their code."""
    with path.open(encoding="utf-8", newline="") as file:
        return {row["region_code"]: row for row in csv.DictReader(file)}


def names(name_zh: str, given: dict[str, str]) -> tuple[str, str]:
    """English name and pinyin; an apostrophe parts a syllable that opens with a vowel, as in Xi'an."""
    syllables = lazy_pinyin(short(name_zh))
    joined = "".join(f"'{part}" if at and part[0] in "aeo" else part for at, part in enumerate(syllables))
    pinyin = given.get("pinyin") or joined.replace("'", "")
    return given.get("name_en") or (given.get("pinyin") or joined).capitalize(), pinyin


def main() -> None:
    target = ROOT / "datasets" / "regions.csv"
    regions, given = read(target), read(HERE / "names.csv")
    columns = list(next(iter(regions.values())))
    for code, division in read(HERE / "divisions.csv").items():
        if code in regions:
            if regions[code]["name_zh"] != division["name_zh"]:
                sys.exit(f"{code} is {regions[code]['name_zh']} in regions.csv, {division['name_zh']} in divisions.csv")
            continue
        name_en, pinyin = names(division["name_zh"], given.get(code, {}))
        regions[code] = dict.fromkeys(columns, "") | division
        regions[code] |= {"name_en": name_en, "pinyin": pinyin, "level": level_of(code)}
        regions[code]["parent_code"] = parent_of(code) or ""
    with target.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(regions[code] for code in sorted(regions))


if __name__ == "__main__":
    main()
