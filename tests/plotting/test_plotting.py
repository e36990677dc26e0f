"""Every figure in both languages: glyphs, legibility, faithful numbers, honest gaps, errors."""

from __future__ import annotations

import doctest
import importlib.util
import itertools
import math
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from types import ModuleType
from typing import Any

import matplotlib as mpl
import matplotlib.pyplot as plt
import pandas as pd
import pytest
from matplotlib.axes import Axes
from matplotlib.colors import to_hex
from matplotlib.ft2font import FT2Font
from matplotlib.text import Text

import cnhealthdata as chd
from cnhealthdata import plotting
from cnhealthdata.plotting import sheet
from cnhealthdata.plotting.figures import (
    beside_benchmarks,
    dumbbell,
    intervals,
    long_series,
    reporting_matrix,
    stacked_shares,
    target_progress,
)
from cnhealthdata.plotting.words import LANGUAGES, WORDS
from cnhealthdata.tables.frames import records
from cnhealthdata.tables.storage import read_mapping
from cnhealthdata.tables.vocabularies import WHY_NOT

FIGURES = (
    beside_benchmarks,
    dumbbell,
    intervals,
    long_series,
    reporting_matrix,
    stacked_shares,
    target_progress,
)
WHO_PAYS = ("government_share", "social_share", "out_of_pocket_share")
UNITS = read_mapping("units", "unit", "unit_zh")
OUTLOOK = ("life_expectancy", "infant_mortality", "maternal_mortality", "health_literacy", "smoking_rate_15plus")

Drawing = Callable[..., Axes]


def progress_of(*names: str) -> pd.DataFrame:
    return pd.concat([chd.progress(name) for name in names], ignore_index=True)


EXAMPLES: dict[str, Drawing] = {
    "matrix": lambda **more: plotting.reporting_matrix(chd.load_observations(), **more),
    "matrix of a dozen": lambda **more: plotting.reporting_matrix(chd.load_observations(), top=12, **more),
    "dumbbell": lambda **more: plotting.dumbbell(
        pd.concat([chd.change("infant_mortality"), chd.change("under5_mortality")]), **more
    ),
    "dumbbell with an open end": lambda **more: plotting.dumbbell(chd.change("poor_reimbursement_rate"), **more),
    "dumbbell of masks": lambda **more: plotting.dumbbell(chd.change("fever_clinics"), **more),
    "benchmarks": lambda **more: plotting.beside_benchmarks(
        chd.compare("life_expectancy", benchmark=True, nearest_year=10), **more
    ),
    "benchmarks and masks": lambda **more: plotting.beside_benchmarks(
        chd.compare("health_literacy", benchmark=True), **more
    ),
    "benchmarks of scopes": lambda **more: plotting.beside_benchmarks(
        chd.compare("vaccination_rate", benchmark=True), **more
    ),
    "benchmarks, masks apart from values": lambda **more: plotting.beside_benchmarks(
        chd.compare("talent_introduced", benchmark=True), **more
    ),
    "series with policies": lambda **more: plotting.long_series(
        chd.series("life_expectancy"),
        others=[chd.series("life_expectancy", method="modelled")],
        policies=chd.load_policies(theme=["insurance", "cooperative_care"]),
        **more,
    ),
    "series with breaks": lambda **more: plotting.long_series(
        chd.series("out_of_pocket_share"), policies=chd.load_policies(start=1997, end=2009), **more
    ),
    "series of two bases": lambda **more: plotting.long_series(
        chd.series("beds_per_1000"), others=[chd.series("wdi_beds_per_1000", method="modelled")], eras=False, **more
    ),
    "series of places": lambda **more: plotting.long_series(
        chd.series("life_expectancy", ["China", "Jiangsu", "Tianjin", "Hunan", "Guizhou"]), **more
    ),
    "series on a logarithm": lambda **more: plotting.long_series(
        chd.series("total_health_expenditure"), log=True, **more
    ),
    "intervals": lambda **more: plotting.intervals(
        chd.load_observations(indicator="health_literacy", statistic="level"), **more
    ),
    "intervals of a target": lambda **more: plotting.intervals(
        pd.concat([chd.compare("family_doctor_contract_rate_key", status=word) for word in ("actual", "target")]),
        **more,
    ),
    "intervals, long names": lambda **more: plotting.intervals(
        chd.load_observations(indicator="vaccination_rate"), **more
    ),
    "intervals, one without bounds": lambda **more: plotting.intervals(
        chd.load_observations(indicator="pcf_standard"), **more
    ),
    "intervals, open ends": lambda **more: plotting.intervals(
        chd.load_observations(indicator="project_investment"), **more
    ),
    "targets": lambda **more: plotting.target_progress(chd.progress("life_expectancy"), **more),
    "targets of two indicators": lambda **more: plotting.target_progress(
        progress_of("infant_mortality", "under5_mortality"), **more
    ),
    "targets of several units": lambda **more: plotting.target_progress(
        progress_of(*OUTLOOK).query("target_year == 2030"), **more
    ),
    "targets without outcomes": lambda **more: plotting.target_progress(chd.progress("ncms_county_share"), **more),
    "revisions": lambda **more: plotting.first_and_latest(chd.revisions("total_health_expenditure", "China"), **more),
    "revisions of a share": lambda **more: plotting.first_and_latest(
        chd.revisions("health_expenditure_gdp_share"), **more
    ),
    "provinces": lambda **more: plotting.province_tiles(chd.panel("beds_per_1000", years=2023), **more),
    "provinces of two years": lambda **more: plotting.province_tiles(
        chd.panel("gdp_per_capita", years=[2005, 2024]), **more
    ),
    "five provinces": lambda **more: plotting.province_tiles(
        chd.panel("average_stay", years=2023, regions=["Beijing", "Tibet", "广东", "Jilin", "Hainan"]), **more
    ),
    "shares": lambda **more: plotting.stacked_shares([chd.series(name) for name in WHO_PAYS], eras=True, **more),
}
mpl.use("Agg")
both_languages = pytest.mark.parametrize("lang", LANGUAGES)
every_example = pytest.mark.parametrize("name", EXAMPLES)


@pytest.fixture(autouse=True)
def closed() -> Iterator[None]:
    plt.close("all")  # the examples of docstrings, run by another file in the same process, leave theirs open
    yield
    plt.close("all")


def texts_of(axes: Axes) -> list[Text]:
    """Texts that are seen: not empty, and of ticks only those within the limits."""
    hidden = set()
    for axis, limits in ((axes.xaxis, axes.get_xlim()), (axes.yaxis, axes.get_ylim())):
        for tick in axis.get_major_ticks():
            if not min(limits) <= tick.get_loc() <= max(limits):
                hidden |= {tick.label1, tick.label2}
    return [
        text
        for text in axes.findobj(Text)
        if isinstance(text, Text) and text not in hidden and text.get_visible() and text.get_text().strip()
    ]


def drawn(axes: Axes, gid: str) -> list[tuple[list[float], list[float]]]:
    """Coordinates of the lines of one kind."""
    return [(list(line.get_xdata()), list(line.get_ydata())) for line in axes.lines if line.get_gid() == gid]


def points(axes: Axes, gid: str) -> list[float]:
    return [x for xs, _ in drawn(axes, gid) for x in xs]


def check_words(axes: Axes, lang: str) -> None:
    """Title, unit and source line are there, in one language."""
    assert bool(sheet.CHINESE.search(axes.get_title(loc="left"))) == (lang == "zh")
    assert axes.get_xlabel() or axes.get_legend()
    (source,) = [text.get_text() for text in texts_of(axes) if "cnhealthdata" in text.get_text()]
    assert source.startswith("Source: " if lang == "en" else "来源：")
    assert chd.DATA_VERSION in source


# --- Every figure -----------------------------------------------------------------------------------------------------


@both_languages
@every_example
def test_a_figure_is_legible(name: str, lang: str) -> None:
    """No missing glyph (a warning is an error here), nothing cut off, no text over another, nothing small."""
    axes = EXAMPLES[name](lang=lang)
    check_words(axes, lang)
    figure = axes.figure
    figure.canvas.draw()
    canvas = figure.bbox
    boxes = []
    for text in texts_of(axes):
        box = text.get_window_extent()
        assert canvas.x0 <= box.x0 + 1, f"{text.get_text()!r} is cut off at the left"
        assert box.x1 - 1 <= canvas.x1, f"{text.get_text()!r} is cut off at the right"
        assert canvas.y0 <= box.y0 + 1, f"{text.get_text()!r} is cut off below"
        assert box.y1 - 1 <= canvas.y1, f"{text.get_text()!r} is cut off above"
        assert text.get_fontsize() >= sheet.SMALL
        if text.get_rotation() in (0, 90):
            boxes.append((text.get_text(), box.padded(-1, -3)))  # a line of text has leading above and below
    for (one, first), (other, second) in itertools.combinations(boxes, 2):
        assert not first.overlaps(second), f"{one!r} lies over {other!r}"


@every_example
def test_the_callers_axes_frame_and_settings_are_kept(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    frames = []
    check = sheet.check_frame

    def keep(frame: object, columns: Any, maker: str) -> pd.DataFrame:
        checked = check(frame, columns, maker)
        frames.append((checked, checked.copy()))
        return checked

    monkeypatch.setattr(sheet, "check_frame", keep)
    before = dict(mpl.rcParams)
    _, (left, right) = plt.subplots(1, 2, figsize=(26, 14), layout="constrained")
    axes = EXAMPLES[name](ax=right, source=False)
    assert axes is right
    assert not left.has_data()
    assert plt.get_fignums() == [1]
    assert not any("cnhealthdata" in text.get_text() for text in texts_of(axes))
    assert dict(mpl.rcParams) == before
    assert frames
    for after, copy in frames:
        pd.testing.assert_frame_equal(after, copy)


def test_the_size_of_a_figure_fits_a_slide() -> None:
    figure = EXAMPLES["series with policies"]().figure
    assert tuple(figure.get_size_inches()) == (12.8, 7.2)
    assert figure.get_layout_engine() is not None


# --- Glyphs and words -------------------------------------------------------------------------------------------------


def test_the_fonts_hold_every_character_that_a_figure_can_show() -> None:
    file = sheet._font_file()
    assert file is not None
    known = set(FT2Font(str(file)).get_charmap())
    names = ["name_en", "name_zh"]
    shown = [
        chd.load_indicators()[[*names, "unit"]],
        chd.load_regions()[names],
        chd.load_eras()[names],
        chd.load_policies()[["title_en", "title_zh"]],
        chd.load_targets()[["plan", "plan_zh"]],
        chd.load_sources()[["source_id"]],
        chd.load_observations()[["term", "literal", "scope", "report_id"]],
        pd.DataFrame({"words": [word for pair in WORDS.values() for word in pair]}),
        pd.DataFrame({"words": [*UNITS.values()]}),
    ]
    text = "".join(str(cell) for frame in shown for column in frame for cell in frame[column].dropna())
    missing = {char for char in text if ord(char) not in known and char != "\n"}
    assert missing == set()


def test_every_word_stands_in_both_languages() -> None:
    assert all(len(pair) == 2 for pair in WORDS.values())
    for english, chinese in WORDS.values():
        assert set(re.findall(r"\{(\w+)\}", english)) >= set(re.findall(r"\{(\w+)\}", chinese)) - {"term"}
    assert set(chd.load_indicators()["unit"]) <= UNITS.keys()
    assert set(chd.load_observations()["unit"]) <= UNITS.keys()
    assert chd.load_targets()["plan_zh"].notna().all()


def test_every_reason_against_comparing_has_words() -> None:
    shown = {"place", "bounds"}  # by the place's name and by the figure's words
    assert {*beside_benchmarks.REASONS} | shown == set(WHY_NOT.meanings)
    assert {f"why {code}" for code in beside_benchmarks.REASONS} <= set(WORDS)


def test_numbers_are_written_without_noise() -> None:
    assert sheet.number(79.41 - 77.32) == "2.09"
    assert sheet.number(1030935, 1, 4) == "1,030,935"
    assert sheet.number(-15.04) == "−15.04"
    assert sheet.number(99_999_900, 10**8) == "0.999999"
    assert sheet.scale_of([9.09e12], "CNY", "zh") == (10**12, "万亿元")
    assert sheet.scale_of([9.09e12, math.inf, None], "CNY", "en") == (10**12, "trillion CNY")
    assert sheet.scale_of([82.83], "years", "zh") == (1, "岁")
    assert sheet.scale_of([4], "consecutive years", "zh") == (1, "年")


def test_labels_are_moved_apart_in_order() -> None:
    placed = sheet.spread([0.5, 0.1, 0.52, 0.98], 0.1, 0.0, 1.0)
    assert placed[1] < placed[0] < placed[2] < placed[3]
    assert min(b - a for a, b in itertools.pairwise(sorted(placed))) >= 0.1 - 1e-9
    assert 0 <= min(placed) <= max(placed) <= 1


def test_a_text_is_broken_between_words_or_characters() -> None:
    assert sheet.wrap("Reimbursement rate of the poor", 16).split("\n") == ["Reimbursement", "rate of the poor"]
    assert sheet.wrap("达到服务能力标准机构数", 10).split("\n") == ["达到服务能", "力标准机构", "数"]
    assert sheet.wrap("卫生院（部分）", 8).split("\n") == ["卫生院", "（部分）"]


# --- Numbers are those of the frame -----------------------------------------------------------------------------------


def test_the_table_says_the_most_that_each_report_tells() -> None:
    rows = chd.load_observations()
    table = plotting.reporting_table(rows, top=400)
    assert list(table.index[:1]) == [rows.groupby("indicator_id")["report_id"].nunique().idxmax()]
    assert table.shape == (rows["indicator_id"].nunique(), rows["report_id"].nunique())
    assert (table != "").sum().sum() == len(rows[["indicator_id", "report_id"]].drop_duplicates())
    grouped: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for row in records(rows):
        grouped.setdefault((row["indicator_id"], row["report_id"]), []).append(row)
    for (indicator, report), lines in grouped.items():
        if any(line["value"] is not None and line["value_low"] == line["value_high"] for line in lines):
            expected = "value"
        elif any(line["qualifier"] != "masked" for line in lines):
            expected = "bound"
        elif any(line["value_low"] is not None or line["value_high"] is not None for line in lines):
            expected = "masked"
        else:
            expected = "masked, no bounds"
        assert table.loc[indicator, report] == expected


def test_the_table_keeps_the_indicators_asked_for() -> None:
    rows = chd.load_observations(report="liaoyuan-2021")
    table = plotting.reporting_table(rows, indicators=["婴儿死亡率", "beds_total"])
    assert table.index.tolist() == ["infant_mortality", "beds_total"]
    assert table["liaoyuan-2021"].tolist() == ["value", ""]


def test_the_matrix_shows_the_table() -> None:
    rows = chd.load_observations()
    table = plotting.reporting_table(rows)
    axes = plotting.reporting_matrix(rows)
    words = list(reporting_matrix.CELLS)
    codes = axes.collections[0].get_array().reshape(table.shape)
    assert [[words[code] for code in line] for line in codes] == table.to_numpy().tolist()
    for marks in axes.collections[1:]:
        places = {(int(y), int(x)) for x, y in marks.get_offsets()}
        assert places == set(zip(*(table == marks.get_gid()).to_numpy().nonzero(), strict=True))
    shades = [to_hex(shade) for shade, _, _ in reporting_matrix.CELLS.values()]
    assert len(set(shades)) == len(shades)
    assert len({mark for _, mark, _ in reporting_matrix.CELLS.values()}) == len(shades)


def test_rows_of_ones_own_are_shown_by_their_own_names() -> None:
    own = chd.load_observations(report="liaoyuan-2021", indicator="life_expectancy")
    own = own.assign(indicator_id="own_rate", indicator="Own rate", indicator_zh="自定指标", report_id="elsewhere-2024")
    rows = pd.concat([chd.load_observations(report="changzhou-2020"), own])
    axes = plotting.reporting_matrix(rows, indicators=["own_rate", "life_expectancy"])
    assert [label.get_text() for label in axes.get_yticklabels()] == ["Own rate", "Life expectancy at birth"]
    assert [label.get_text() for label in axes.get_xticklabels()] == ["Changzhou (2020)", "elsewhere-2024"]
    assert plotting.intervals(own, lang="zh").get_title(loc="left") == "自定指标"


def test_the_dumbbell_shows_both_ends() -> None:
    changes = pd.concat([chd.change("infant_mortality"), chd.change("under5_mortality")])
    axes = plotting.dumbbell(changes)
    assert points(axes, "from") == changes["value_from"].tolist()
    assert points(axes, "to") == changes["value_to"].tolist()
    words = [text.get_text() for text in texts_of(axes)]
    assert {"2015: 4.22", "2020: 2.35", "−1.87"} <= set(words)


def test_an_end_known_by_bounds_is_a_bar() -> None:
    row = chd.change("fever_clinics").iloc[0]
    axes = plotting.dumbbell(chd.change("fever_clinics"))
    assert drawn(axes, "from")[0][0] == [row["value_low_from"], row["value_high_from"]]
    assert drawn(axes, "to")[0][0] == [row["value_low_to"], row["value_high_to"]]


def test_benchmarks_stand_beside_the_figure() -> None:
    table = chd.compare("life_expectancy", benchmark=True, nearest_year=10)
    axes = plotting.beside_benchmarks(table)
    for name in ("province", "nation"):
        assert points(axes, name) == table[f"{name}_value"].dropna().tolist()
    known = table[table["value"].notna()]
    marks = [x for xs, _ in drawn(axes, "place") if len(xs) == 1 for x in xs]
    assert marks == known["value"].tolist()
    words = " ".join(text.get_text() for text in texts_of(axes))
    assert "Jilin 76.18 (2010)" in words  # another year than the figure's, so it is named
    assert "China 77.93 (" not in words
    hollow = [line for line in axes.lines if line.get_gid() == "place" and line.get_markerfacecolor() == "white"]
    assert len(hollow) == (known["comparable"] == False).sum()  # noqa: E712


def test_marks_of_place_province_and_nation_differ_in_shape_and_colour() -> None:
    shapes, colours = zip(*beside_benchmarks.MARKS.values(), strict=True)
    assert len(set(shapes)) == len(set(colours)) == 3
    shapes, colours, _ = zip(*target_progress.OUTCOMES.values(), strict=True)
    assert len(set(shapes)) == len(set(colours)) == 4


@pytest.mark.parametrize("indicator", ["health_literacy", "project_investment", "pcf_standard", "mch_beneficiaries"])
def test_intervals_are_the_bounds_of_the_frame(indicator: str) -> None:
    rows = chd.load_observations(indicator=indicator, statistic="level")
    axes = plotting.intervals(rows)
    bounded = rows[(rows["value_low"] != rows["value_high"]) & rows["value_low"].notna()]
    bars = [xs for xs, _ in drawn(axes, "interval")]
    right = axes.get_xlim()[1]
    assert [bar[0] for bar in bars] == bounded["value_low"].tolist()
    assert [bar[1] for bar in bars] == [min(high, right) for high in bounded["value_high"]]
    assert points(axes, "value") == rows["value"].dropna().tolist()
    arrows = [line for line in axes.lines if line.get_gid() == "interval end" and line.get_marker() != "|"]
    assert len(arrows) == (bounded["value_high"] == math.inf).sum()
    silent = [text for text in texts_of(axes) if "nothing can be said" in text.get_text()]
    assert len(silent) == (rows["value_low"].isna() & rows["value_high"].isna()).sum()


def test_rows_take_their_names_from_a_column() -> None:
    rows = chd.load_observations(indicator="health_literacy", statistic="level")
    axes = plotting.intervals(rows, label="report_id")
    assert [label.get_text() for label in axes.get_yticklabels()] == rows["report_id"].tolist()


def test_targets_show_start_latest_and_goal() -> None:
    plan = chd.progress("life_expectancy")
    axes = plotting.target_progress(plan)
    assert points(axes, "baseline") == plan["baseline"].tolist()
    assert points(axes, "latest") == plan["latest"].tolist()
    assert points(axes, "target") == plan["target"].tolist()
    words = [text.get_text() for text in texts_of(axes)]
    assert sum(word.startswith("reached") for word in words) == int(plan["reached"].sum())
    assert sum(word.startswith("not yet") for word in words) == int((~plan["reached"]).sum())


def test_targets_of_several_units_share_the_way_to_them() -> None:
    plan = progress_of(*OUTLOOK).query("target_year == 2030")
    axes = plotting.target_progress(plan)
    assert points(axes, "latest") == plan["covered"].dropna().clip(-15, target_progress.FARTHEST).tolist()
    assert sum("no figure to judge by" in text.get_text() for text in texts_of(axes)) == plan["reached"].isna().sum()
    names = " ".join(label.get_text() for label in axes.get_yticklabels())
    for name in OUTLOOK:
        assert str(chd.describe(name)["name_en"]).split()[0] in names


def test_what_is_put_together_is_told_apart() -> None:
    """Several results in one frame keep their indicator, whatever ``concat`` loses."""
    names = ["infant_mortality", "under5_mortality"]
    axes = plotting.long_series(pd.concat([chd.series(name) for name in names]))
    ends = [text.get_text() for text in texts_of(axes) if text.get_gid() == "end"]
    assert len(ends) == len(names)
    assert all(any(str(chd.describe(name)["name_en"]).split()[0] in end for end in ends) for name in names)
    axes = plotting.target_progress(progress_of(*names))
    labels = " ".join(label.get_text() for label in axes.get_yticklabels())
    assert all(str(chd.describe(name)["name_en"]).split()[0] in labels for name in names)


def test_stacked_shares_are_titled_by_what_they_are() -> None:
    who = [chd.series(name) for name in WHO_PAYS]
    assert plotting.stacked_shares(who).get_title(loc="left") == "Who pays for health care"
    rates = [chd.series(name) for name in ("crude_birth_rate", "crude_death_rate")]
    title = plotting.stacked_shares(rates).get_title(loc="left")
    assert title == ", ".join(str(chd.describe(f"crude_{end}_rate")["name_en"]) for end in ("birth", "death"))
    assert plotting.stacked_shares(rates, title="Two rates").get_title(loc="left") == "Two rates"


@pytest.mark.parametrize("indicator", ["out_of_pocket_share", "health_institutions", "infant_mortality"])
def test_a_series_is_drawn_in_full_and_never_across_a_break(indicator: str) -> None:
    line = chd.series(indicator)
    axes = plotting.long_series(line)
    known = line.dropna(subset=["value"])
    pieces = drawn(axes, "line")
    assert [x for xs, _ in pieces for x in xs] == known["year"].tolist()
    assert [y for _, ys in pieces for y in ys] == known["value"].tolist()
    assert len(pieces) == known["segment"].nunique()
    firsts = known.loc[known["segment"].diff() > 0, "year"].tolist()
    breaks = [xs[0] for xs, _ in drawn(axes, "break")]
    assert breaks == [year - 0.5 for year in firsts]
    for xs, _ in pieces:
        assert not any(xs[0] < at < xs[-1] for at in breaks)


def test_estimated_and_unreliable_points_are_hollow() -> None:
    line = chd.series("life_expectancy")
    axes = plotting.long_series(line)
    assert points(axes, "unsure") == line.loc[line["obs_status"].isin(["E", "U"]), "year"].tolist()
    assert points(axes, "unsure")
    assert "hollow" in axes.get_xlabel()
    sure = chd.series("infant_mortality", method="modelled")
    sure["obs_status"] = "A"
    assert "hollow" not in plotting.long_series(sure).get_xlabel()


def test_other_lines_are_dashed_and_named() -> None:
    modelled = chd.series("infant_mortality", method="modelled")
    axes = plotting.long_series(chd.series("infant_mortality"), others=[modelled])
    assert points(axes, "other") == modelled["year"].tolist()
    dashed = [line for line in axes.lines if line.get_gid() == "other"]
    assert all(line.is_dashed() for line in dashed)
    ends = [text.get_text() for text in texts_of(axes) if text.get_gid() == "end"]
    assert sorted(text.split("\n")[0] for text in ends) == ["modelled", "official"]


def test_eras_and_policies_are_those_of_the_years_drawn() -> None:
    policies = chd.load_policies(theme="insurance")
    axes = plotting.long_series(chd.series("insurance_enrolled"), policies=policies)
    first = int(chd.series("insurance_enrolled")["year"].min())
    shown = policies[policies["date"].str.slice(0, 4).astype(int) >= first]
    listed = "\n".join(text.get_text() for text in texts_of(axes) if text.get_gid() == "policies")
    assert len(drawn(axes, "policy")) == len(shown)
    flat = " ".join(listed.split())
    for row in records(shown):
        assert f"{row['date'][:4]} {row['title_en']}" in flat
    eras = chd.eras()
    seen = eras[eras["end"].fillna(9999) >= first - 1]
    names = [text.get_text() for text in texts_of(axes) if text.get_gid() == "era name"]
    assert names == seen["name_en"].tolist()
    plain = plotting.long_series(chd.series("insurance_enrolled"), eras=False)
    assert not [text for text in texts_of(plain) if text.get_gid() == "era name"]


def test_shares_are_stacked_where_every_line_has_a_value() -> None:
    lines = [chd.series(name) for name in WHO_PAYS]
    axes = plotting.stacked_shares(lines)
    tables = [line.dropna(subset=["value"]).set_index("year")["value"] for line in lines]
    years = sorted(set.intersection(*(set(table.index) for table in tables)))
    assert len(axes.containers) == 3
    bottom = [0.0] * len(years)
    for bars, table in zip(axes.containers, tables, strict=True):
        assert [bar.get_x() + bar.get_width() / 2 for bar in bars] == pytest.approx(years)
        assert [bar.get_height() for bar in bars] == pytest.approx(table.loc[years].tolist(), abs=1e-9)
        assert [bar.get_y() for bar in bars] == pytest.approx(bottom)
        bottom = [low + bar.get_height() for low, bar in zip(bottom, bars, strict=True)]
    missing = set(range(years[0], years[-1])) - set(years)
    assert missing  # the picture has gaps, and says so
    assert any(text.get_text() == "incomplete" for text in texts_of(axes))
    breaks = {year for line in lines for year in line.loc[line["value"].isna(), "year"]}
    assert [xs[0] for xs, _ in drawn(axes, "break")] == [year - 0.5 for year in sorted(breaks)]


# --- Errors -----------------------------------------------------------------------------------------------------------

WRONG: dict[str, tuple[Drawing, str]] = {
    "reporting_matrix": (plotting.reporting_matrix, r"lacks the columns 'report_id'.*load_observations\(\)"),
    "reporting_table": (plotting.reporting_table, r"lacks the columns 'report_id'.*load_observations\(\)"),
    "dumbbell": (plotting.dumbbell, r"lacks the columns .*'year_from'.*cnhealthdata\.change"),
    "beside_benchmarks": (plotting.beside_benchmarks, r"lacks the columns .*'province_value'.*benchmark=True"),
    "long_series": (plotting.long_series, r"lacks the columns .*'segment'.*cnhealthdata\.series"),
    "intervals": (plotting.intervals, r"lacks the columns .*'value_low'.*load_observations.*compare"),
    "target_progress": (plotting.target_progress, r"lacks the columns .*'target_year'.*cnhealthdata\.progress"),
    "stacked_shares": (lambda frame: plotting.stacked_shares([frame]), r"lacks the columns .*cnhealthdata\.series"),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_frame_of_another_kind_is_refused(name: str) -> None:
    draw, words = WRONG[name]
    with pytest.raises(chd.InvalidArgumentError, match=words):
        draw(chd.load_regions())
    with pytest.raises(chd.InvalidArgumentError, match=r"expected a frame from cnhealthdata.* got str 'liaoyuan'"):
        draw("liaoyuan")
    assert plt.get_fignums() == []


def test_an_empty_frame_is_refused() -> None:
    for draw, frame in (
        (plotting.reporting_matrix, chd.load_observations()),
        (plotting.dumbbell, chd.change("infant_mortality")),
        (plotting.beside_benchmarks, chd.compare("infant_mortality", benchmark=True)),
        (plotting.long_series, chd.series("infant_mortality")),
        (plotting.intervals, chd.load_observations()),
        (plotting.target_progress, chd.progress("infant_mortality")),
    ):
        with pytest.raises(chd.InvalidArgumentError, match="holds no rows"):
            draw(frame.iloc[:0])


@every_example
def test_an_unknown_language_is_refused(name: str) -> None:
    with pytest.raises(chd.InvalidArgumentError, match=r"lang='fr' is not allowed\. Choose from: en, zh"):
        EXAMPLES[name](lang="fr")
    assert plt.get_fignums() == []


def test_other_wrong_arguments_are_refused() -> None:
    rows = chd.load_observations()
    with pytest.raises(chd.InvalidArgumentError, match=r"several units: .*Draw one unit a figure"):
        plotting.intervals(rows)
    with pytest.raises(chd.InvalidArgumentError, match="label='name' is no column"):
        plotting.intervals(chd.load_observations(indicator="health_literacy"), label="name")
    with pytest.raises(chd.InvalidArgumentError, match="top=0 is no number of indicators"):
        plotting.reporting_table(rows, top=0)
    with pytest.raises(chd.UnknownNameError, match="infant_mortalty"):
        plotting.reporting_table(rows, indicators=["infant_mortalty"])
    with pytest.raises(chd.InvalidArgumentError, match="logarithmic axis has no zero"):
        plotting.long_series(chd.series("natural_growth_rate"), log=True)
    with pytest.raises(chd.InvalidArgumentError, match=r"policies holds 50 rows of these years; 24 .*Filter"):
        plotting.long_series(chd.series("life_expectancy"), policies=chd.load_policies())
    with pytest.raises(chd.InvalidArgumentError, match="several units"):
        plotting.long_series(chd.series("life_expectancy"), others=[chd.series("infant_mortality")])
    with pytest.raises(chd.InvalidArgumentError, match=r"load_policies\(\)"):
        plotting.long_series(chd.series("life_expectancy"), policies=chd.eras())
    line = chd.series("government_share").dropna(subset=["value"])
    with pytest.raises(chd.InvalidArgumentError, match="no year has a value in every line"):
        plotting.stacked_shares([line[line["year"] < 2000], line[line["year"] > 2010]])
    with pytest.raises(chd.InvalidArgumentError, match="is no matplotlib Axes"):
        plotting.dumbbell(chd.change("infant_mortality"), ax="left")  # type: ignore[arg-type]


def test_a_missing_library_is_named_with_its_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    remedy = r'pip install "cnhealthdata\[plot\]"'
    find = importlib.util.find_spec
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None if name == "zhplot" else find(name))
    with pytest.raises(ImportError, match=f"zhplot.*{remedy}"):
        plotting.dumbbell(chd.change("infant_mortality"), lang="zh")
    assert plotting.dumbbell(chd.change("infant_mortality")).get_xlabel() == "per 1000 live births"
    rows = chd.load_observations(indicator="pcf_standard")
    with pytest.raises(ImportError, match=f"xxx家.*zhplot.*{remedy}"):
        plotting.intervals(rows)
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None if name == "matplotlib" else find(name))
    with pytest.raises(ImportError, match=f"matplotlib, which is not installed.*{remedy}"):
        plotting.dumbbell(chd.change("infant_mortality"))


@pytest.mark.parametrize("module", FIGURES)
def test_examples_run(module: ModuleType) -> None:
    result = doctest.testmod(module, optionflags=doctest.NORMALIZE_WHITESPACE)
    assert result.attempted
    assert result.failed == 0


def test_importing_the_module_imports_no_library() -> None:
    code = "import sys, cnhealthdata.plotting; print({'matplotlib', 'pandas', 'zhplot'} & set(sys.modules) or 'none')"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "none"
