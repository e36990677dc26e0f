# %% [markdown]
# # 8. Capstone: a region on one page
# 综合练习: 一页纸的地区概况
#
# A new head of the health commission (卫生健康委员会) has ten minutes and wants one page on the place. You write it:
# what its reports print, how sure that is, how it stands beside province and nation, what changed, what is planned,
# what reforms are told of, and what nobody knows. This notebook builds such a page for one place and then hands it to
# you with an empty half.
#
# **What you will learn**
#
# - to put together what the other notebooks taught, for a place of your own choice
# - to write short functions that take a name and work for every place, also where there is nothing to show
# - to say beside each figure how sure it is (可靠程度), and to keep a box for doubts (存疑)
# - to make a page that prints, in English and in Chinese
# - to judge a page by a rubric (评分标准), your own first
#
# **Time**: 40 minutes in class for the worked page; two to four hours at home for your own.
#
# **Before this**: notebooks 1 to 7, at least 1, 3 and 6; functions, `groupby` and `merge` in pandas.

# %%
# Is it missing? Run  %pip install "cnhealthdata[notebooks]"  in a cell, then restart the kernel.
from cnhealthdata.exercises import check, ready

ready(data="1.1.0")

# %%
import io
import re
import unicodedata
from functools import cache

import matplotlib.pyplot as plt
import pandas as pd
import PIL.Image
import zhplot
from IPython.display import Image

import cnhealthdata as chd
from cnhealthdata import plotting

zhplot.matplotlib_chineseize()  # a font that has Chinese characters
plt.rcParams["font.family"] = ["Noto Sans SC", "DejaVu Sans"]
plt.rcParams["text.hinting"] = "none"  # letters keep their widths at every size
plt.rcParams["figure.dpi"] = 72  # small files; take 150 for print
pd.set_option("display.max_colwidth", 90)

# %% [markdown]
# ## Choose a place
#
# These places have figures of their own. (Places below them count apart: a figure of a county is not one of its city.)

# %%
figures = chd.load_observations()
choice = figures.assign(masked=figures["qualifier"] == "masked", undated=figures["year"].isna())
choice = choice.groupby(["region", "region_zh"])[["masked", "undated"]].sum()
choice.insert(0, "figures", figures.groupby(["region", "region_zh"]).size())
choice.sort_values(["figures", "masked"], ascending=False).reset_index()

# %% [markdown]
# **The next cell is the only one to change.** `REGION` takes an English name, a Chinese name or a code; `LANG` is
# `"en"` or `"zh"`. Then run all cells again. The text between the cells speaks of any place; where a table is empty,
# the cell says so.

# %%
REGION = "Liaoyuan"
LANG = "en"

# %%
own = chd.load_observations(region=REGION)
below = chd.load_observations(region=REGION, within=True)
found = chd.find(REGION)
place = found[found["kind"] == "region"].iloc[0]
print(f"{place['name_en']} {place['name_zh']}, code {place['id']}. Figures: {len(own)}.")
print(f"Figures of places below it, left out here: {len(below) - len(own)}.")

# %% [markdown]
# ## Who reports
#
# A page begins with its witnesses. Who speaks (发布者), to whom, and is it certain that they speak of this place? In
# the masked compilation place names are hidden too, so that a place is *inferred* (推断) from words left standing.


# %%
def who(region):
    """The reports that print figures of a place, and how surely each is about its own place."""
    rows = chd.load_observations(region=region)
    counts = rows.assign(masked=rows["qualifier"] == "masked").groupby("report_id")["masked"].agg(["size", "sum"])
    reports = chd.load_reports().set_index("report_id").drop(columns="masked")
    return counts.set_axis(["figures", "masked"], axis="columns").join(reports)


who(REGION)[["figures", "masked", "title_en", "issuer", "genre", "region_basis", "region_confidence"]]

# %% [markdown]
# ## Which figures, and how sure
#
# Two questions of each figure. *How exact is it?* Exact, a bound (以上, 约, a range), or a mask. *Is its year
# known?* Printed on the page (stated), drawn from other words of it (inferred), or unknown.


# %%
def exactness(rows):
    """How exact each figure is."""
    kind = pd.Series("bound", index=rows.index, dtype="str")
    kind[rows["value_low"] == rows["value_high"]] = "exact"
    kind[(rows["qualifier"] == "masked") & rows["value"].isna()] = "masked"
    return kind.astype("category").cat.set_categories(["exact", "bound", "masked"])


def sure(region):
    """How exact the figures of a place are, by how their year is known."""
    rows = chd.load_observations(region=region)
    basis = rows["period_basis"].astype("category").cat.set_categories(["stated", "inferred", "unknown"])
    return pd.crosstab(exactness(rows), basis, dropna=False).rename_axis(index="figure", columns="year")


sure(REGION)

# %% [markdown]
# A page that is read as news wants the upper left corner: an exact figure of a stated year. Look at how much of the
# table lies elsewhere. For a rate with a bound or a mask write the bound, not a middle; for a figure without a year
# write "year not given" and draw no trend.

# %% [markdown]
# ## Beside province and nation
#
# Counts grow with the size of a place, so only rates and means (率与均值) are compared here. `compare` adds the
# official value of the same year where one was read, and says in `why_not` what keeps a figure from being compared.


# %%
def gathered(function, names, region):
    """What compare() or change() says of several indicators, for the place itself."""
    rows = chd.load_observations(region=region)
    tables = pd.concat([function(name, region) for name in names] or [function("life_expectancy", region)])
    return rows[["observation_id", "indicator", "indicator_zh", "literal"]].merge(tables, on="observation_id")


@cache  # asked for several times
def beside(region):
    """Actual rates and means of a place beside province and nation, those with a national value first."""
    rows = chd.load_observations(region=region, status="actual", statistic="level")
    rates = rows["unit"].str.match(r"%|per |CNY per person|years") & (rows["indicator_id"] != "streak_years")
    names = rows.loc[rates, "indicator_id"].unique()
    table = gathered(lambda name, where: chd.compare(name, where, benchmark=True), names, region)
    return table.sort_values(["nation_value", "year", "value"], key=lambda column: column.isna(), kind="stable")


table = beside(REGION)
table[["indicator", "year", "literal", "value", "province_value", "nation_value", "comparable", "why_not"]].round(2)

# %%
dated = table[table["nation_value"].notna()]
print(f"Rates and means: {len(table)}; with a national value of the same year: {len(dated)}, ", end="")
print(
    f"with a provincial one: {table['province_value'].notna().sum()}; not comparable: {(~table['comparable']).sum()}."
)
if len(dated):
    most = dated["indicator_id"].mode()[0]
    plotting.beside_benchmarks(chd.compare(most, REGION, benchmark=True), lang=LANG)
    plt.show()
else:
    print("Nothing to draw: no rate of this place has a year for which a national value was read.")

# %% [markdown]
# A row without a national value is not worthless; it stands alone. Search for another year's benchmark and you compare
# two years. And before writing "better than the nation", ask who chose to print this figure (notebook 3).
#
# ## What changed
#
# Only pairs that the page itself prints as *from … to …* (由……到……) are taken. Two figures of one name are not a change
# as long as nobody says that they were measured alike.


# %%
def changed(region):
    """Pairs of figures of a place that its reports print as a change."""
    rows = chd.load_observations(region=region)
    table = gathered(chd.change, rows.loc[rows["baseline_id"].notna(), "indicator_id"].unique(), region)
    return table.astype(dict.fromkeys(["absolute", "relative"], float))


pairs = changed(REGION)
display(pairs[["indicator", "year_from", "value_from", "year_to", "value_to", "absolute", "relative", "unit"]].round(2))
if len(pairs):
    unit = pairs["unit"].mode()[0]
    plotting.dumbbell(pairs[pairs["unit"] == unit], lang=LANG)
    plt.show()
else:
    print("No report prints a figure of this place as a change from another.")

# %% [markdown]
# Two points make no trend, and a change after a reform is not yet a change through it (notebook 7).
#
# ## Targets and plans
#
# Targets (目标) and planned amounts (计划) are wishes with a number. Does the page print an actual figure of the same
# indicator and scope (范围), to see how far the way is?


# %%
def aims(region):
    """Targets and plans of a place, and whether an actual level of the same thing is printed too."""
    rows = chd.load_observations(region=region)
    subject = rows["indicator_id"] + "/" + rows["scope"].fillna("")
    actual = subject[(rows["status"] == "actual") & (rows["statistic"] == "level")]
    table = rows.assign(start_printed=subject.isin(actual))[rows["status"] != "actual"]
    return table.sort_values(["status", "year"], ascending=[False, True], kind="stable")


goals = aims(REGION)
print(f"Targets: {(goals['status'] == 'target').sum()}, planned: {(goals['status'] == 'planned').sum()}; ", end="")
print(f"of all these without a year: {goals['year'].isna().sum()}.")
goals[["indicator", "scope", "status", "year", "literal", "start_printed"]].head(8)

# %% [markdown]
# For targets that the package keeps as such, `progress` says whether a baseline (基期) and an outcome are known. A
# target without either can be praised or blamed, but not judged.

# %%
targets = chd.load_targets(region=REGION)
outcomes = [chd.progress(name, REGION).assign(indicator_id=name) for name in targets["indicator_id"].unique()]
if outcomes:
    shown = ["indicator_id", "bound", "target", "target_year", "baseline", "latest", "covered", "reached"]
    display(pd.concat([outcome.astype({"covered": float}) for outcome in outcomes])[shown].head(8))
else:
    print("The table of targets holds none of this place.")

# %% [markdown]
# ## Reform measures told of
#
# Measures (改革举措) by the stage that the page gives them: planned, pilot, adopted, expanded, commended. *Told of* is
# not *working*, and a measure that is not told of may well exist.


# %%
def measures(region):
    """Each measure that the reports tell of for a place, and its stages."""
    table = chd.load_reforms(region=region)
    return table.groupby(["measure", "measure_zh", "stage"]).size().rename("times").reset_index()


told = measures(REGION)
dated = chd.load_reforms(region=REGION)["period"].notna()
print(f"Measures: {told['measure'].nunique()}; rows of reforms: {len(dated)}, of which with a period: {dated.sum()}.")
told.groupby("stage")["measure"].agg(["nunique", ", ".join]).rename(columns={"nunique": "measures", "join": "names"})

# %% [markdown]
# ## The doubts box
#
# A flag (警示标记) marks a hazard of one figure. A page that prints the figure prints the doubt with it.


# %%
def doubts(region):
    """Flags of the figures of a place: how many carry each, one of them, and what the flag means."""
    rows = chd.load_observations(region=region)[["observation_id", "flags"]].dropna()
    rows = rows.assign(flag=rows["flags"].str.split(";")).explode("flag")
    counts = rows.groupby("flag")["observation_id"].agg(figures="size", example="first")
    return counts.join(chd.load_flags().set_index("flag")).sort_values("figures", ascending=False, kind="stable")


doubts(REGION)

# %% [markdown]
# An example is followed to the page with `trace`, which says what was printed and what was made of it.

# %%
flags = doubts(REGION)
if len(flags):
    chosen = "misprint_corrected" if "misprint_corrected" in flags.index else flags.index[0]
    print(chd.trace(flags.loc[chosen, "example"]))
else:
    print("No figure of this place carries a flag. That is no proof that there is nothing to doubt.")

# %% [markdown]
# ## The page
#
# Now everything goes onto one sheet of A4. First the words: a page in two languages needs each coded word twice. (Skip
# this cell at first reading.)

# %%
WORDS = """
exact=确数 bound=界限或约数 masked=掩码 stated=原文注明 inferred=推断 unknown=不明 high=高 medium=中 low=低 none=无
work_review=工作总结 briefing=情况通报 press_conference=新闻发布会 newspaper_feature=报纸专题 pledge=承诺
commentary=评论 work_plan=工作计划 planned=计划 target=目标 pilot=试点 adopted=已实施 expanded=已扩大 commended=获表彰
ageing=老龄健康 services=医疗服务 governance=治理 resources=资源 financing=投入 maternal_child=妇幼健康
insurance=医疗保障 public_health=公共卫生 epidemic=疫情防控 workforce=人员 outcomes=健康结果 digital=数字健康
infrastructure=基础设施 tcm=中医药 research=科研 flags=标记 contradicts_other=与他处矛盾 definition_differs=口径不同
denominator_unclear=分母不明 identity_fails=合计不符 implied_value=由上下文得出 mask_unreliable=掩码不可靠
misprint_corrected=印误已更正 not_additive=各项不可相加 period_unclear=时期不明确 scope_unclear=范围不明确
persons_or_persontimes=人数与人次不分 rank_among_subset=部分范围内排名 shared_numeral=一数多用 small_numbers=小数问题
split_by_layout=排版断句 unit_ambiguous=单位不明确 wording_doubtful=措辞存疑 yearly_jump=年度突变
CNY=元 CNY_per_person=元/人 beds=张床位 institutions=家机构 years=岁 per_100_beds=每百张床位
per_1000_population=每千人口 per_10000_population=每万人口 per_1000_older_people=每千老年人
per_1000_live_births=每千活产 per_100000_live_births=每十万活产
"""
ZH = dict(re.findall(r"(\w+)=(\S+)", WORDS))


def word(code, lang):
    """A coded word of the data in either language."""
    return ZH.get(code.replace(" ", "_"), code) if lang == "zh" else code.replace("_", " ")


def named(row, lang):
    """The name of a row's indicator in either language."""
    return row["indicator_zh" if lang == "zh" else "indicator"]


# %% [markdown]
# Then the lines of each box. A function takes the name of a place and a language; where it finds nothing, the page will
# say so.


# %%
def reads(value, low, high):
    """What a figure says: one value, about a value, bounds, or nothing."""
    if low == high:
        return f"{value:,.10g}"
    if pd.isna(low):
        return "?" if pd.isna(value) else f"≈ {value:,.10g}"
    return f"≥ {low:,.10g}" if high == float("inf") else f"{low:,.10g}–{high:,.10g}"


def known(year):
    """A year, or a question mark."""
    return "?" if pd.isna(year) else f"{year}"


def about(region, lang):
    """Who reports."""
    line = {
        "en": "{0}: {title_en} ({1}). Its place: {2}, confidence {3}. Figures {figures}, masked {masked}.",
        "zh": "{0}《{title_zh}》（{1}）。报告地区：{2}，把握{3}。数字{figures}个，掩码{masked}个。",
    }[lang]
    coded = ["genre", "region_basis", "region_confidence"]
    return [line.format(key, *(word(row[code], lang) for code in coded), **row) for key, row in who(region).iterrows()]


# %%
def rates(region, lang, most=9):
    """Rates beside province and nation, as words; the earlier figure of a pair is left to the box on change."""
    table = beside(region)
    table = table[~table["observation_id"].isin(chd.load_observations(region=region)["baseline_id"])]
    rows = [
        (
            short(named(row, lang), 42) + " *" * (not row["comparable"]) + " †" * pd.notna(row["flags"]),
            word(row["unit"], lang),
            known(row["year"]),
            row["literal"],
            reads(row["value"], row["value_low"], row["value_high"]),
            *(f"{row[name]:g}" if pd.notna(row[name]) else "–" for name in ("province_value", "nation_value")),
        )
        for row in table.head(most).to_dict("records")
    ]
    if len(table) > most:
        rows.append((f"… + {len(table) - most}", *[""] * 6))
    heads = {
        "en": "rate or mean,unit,year,printed,reads,province,nation",
        "zh": "率或均值,单位,年份,原文,解读,全省,全国",
    }
    return pd.DataFrame(rows, columns=heads[lang].split(","))


def changes(region, lang):
    """What changed; a question mark stands for a year that is not given."""
    lines = []
    for row in changed(region).to_dict("records"):
        ends = []
        for end in ("from", "to"):
            figure = reads(row[f"value_{end}"], row[f"value_low_{end}"], row[f"value_high_{end}"])
            ends.append(f"{figure} ({known(row[f'year_{end}'])})")
        lines.append(f"{named(row, lang)}: {' → '.join(ends)}, {word(row['unit'], lang)}")
    return lines


# %%
def wishes(region, lang):
    """Targets and plans."""
    words = {"en": ("start known", "start not printed"), "zh": ("现状有数字", "现状无数字")}[lang]
    lines = []
    for row in aims(region).to_dict("records"):
        start = words[0] if row["start_printed"] else words[1]
        lines.append(
            f"{named(row, lang)}: {row['literal']} ({word(row['status'], lang)}, {known(row['year'])}; {start})"
        )
    return lines


def reformed(region, lang):
    """Measures by stage."""
    table = measures(region)
    names = table["measure_zh" if lang == "zh" else "measure"]
    mark = "、" if lang == "zh" else ", "
    lines = []
    for stage, group in names.groupby(table["stage"]):
        more = f" … + {len(group) - 5}" if len(group) > 5 else ""
        lines.append(f"{word(stage, lang)} ({len(group)}): {mark.join(group.head(5))}{more}")
    return lines


# %%
def doubtful(region, lang):
    """What to doubt: years, masks, places, comparisons, flags."""
    rows, table, reports = chd.load_observations(region=region), beside(region), who(region)
    guessed = reports.loc[reports["region_basis"] != "stated", "figures"].sum()
    counts = [
        ("year not known", "年份不明", rows["year"].isna().sum(), rows),
        ("year inferred", "年份为推断", (rows["period_basis"] == "inferred").sum(), rows),
        ("masked", "掩码", (exactness(rows) == "masked").sum(), rows),
        ("from reports that do not state their place", "所在报告未注明地区", guessed, rows),
        ("rates and means not comparable", "率与均值中不可比", (~table["comparable"]).sum(), table),
    ]
    lines = [f"{zh if lang == 'zh' else en}: {count} / {len(of)}" for en, zh, count, of in counts]
    flags = [f"{word(flag, lang)} {count}" for flag, count in doubts(region)["figures"].items()]
    return [*lines, word("flags", lang) + ": " + (", ".join(flags) or "–")]


# %% [markdown]
# Lines have to fit their box. Chinese has no spaces to break at, and a Chinese character is as wide as two Latin
# letters, so a small function folds the text (折行). A box counts what it has no room for.


# %%
def fold(text, columns):
    """Break a text into lines of so many columns; a Chinese character takes two."""
    lines, used = [""], 0
    for piece in re.findall(r"[\u2e80-\u9fff][，。；：、）》”]*|[^\s\u2e80-\u9fff]+\s*|\s+", text):
        width = sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in piece)
        if used and used + width > columns:
            lines, used = [*lines, ""], 0
        lines[-1], used = lines[-1] + piece, used + width
    return lines


def short(text, columns):
    """The first line of a text, and whether there is more."""
    lines = fold(text, columns)
    return lines[0].strip() + "…" * (len(lines) > 1)


def box(axes, title, lines, columns, most):
    """Title and lines in a box of the page."""
    axes.set_axis_off()
    axes.set_title(title, loc="left", fontsize=11, color="#0072B2", pad=4)
    kept, shown = [], 0
    for line in lines:
        folded = fold(line, columns)
        if shown and len(kept) + len(folded) > most:
            kept.append(f"… + {len(lines) - shown}")
            break
        kept, shown = kept + folded[:most], shown + 1
    for row, text in enumerate(kept):
        axes.text(0, 1 - row / (most + 1), text, va="top", fontsize=8.2)


# %%
def domains(axes, title, region, lang):
    """Bars of figures by domain: exact, bound, masked."""
    rows = chd.load_observations(region=region).merge(chd.load_indicators()[["indicator_id", "domain"]])
    table = pd.crosstab(rows["domain"], exactness(rows), dropna=False)
    table = table.loc[table.sum(axis="columns").sort_values(kind="stable").index]
    left = pd.Series(0, index=table.index)
    for kind, colour in {"exact": "#0072B2", "bound": "#56B4E9", "masked": "#E69F00"}.items():
        axes.barh([word(domain, lang) for domain in table.index], table[kind], left=left, color=colour)
        left = left + table[kind]
    for height, row in enumerate(table.to_dict("records")):
        counts = ", ".join(f"{count} {word(kind, lang)}" for kind, count in row.items() if count)
        axes.text(sum(row.values()), height, f" {counts}", va="center", fontsize=7)
    axes.set_xlim(0, max(left, default=1) * 1.6)
    axes.set_ylim(min(-0.6, len(table) - 12), len(table) - 0.4)
    axes.set_xticks([])
    axes.tick_params(labelsize=7, length=0)
    axes.spines[["top", "right", "bottom"]].set_visible(False)
    axes.set_title(title, loc="left", fontsize=11, color="#0072B2", pad=4)


def columns(axes, table):
    """A table of words, each column at its place."""
    for place, (head, cells) in zip([0, 0.37, 0.55, 0.61, 0.73, 0.86, 0.94], table.items()):
        for row, text in enumerate([head, *cells]):
            axes.text(place, 1 - row / 11, text, va="top", fontsize=8.2, color="black" if row else "#595959")


# %% [markdown]
# And the sheet: titles in both languages, boxes in rows, and at the foot five questions with lines to write on.

# %%
TITLES = {
    "en": {
        "who": "Who reports",
        "which": "Which figures, how exact",
        "beside": "Beside province and nation in the same year (* not comparable, † carries a flag, ? not given)",
        "changed": "What changed, as printed in pairs",
        "aims": "Targets and plans",
        "told": "Reform measures told of",
        "doubts": "Doubts",
        "none": "Nothing is printed.",
    },
    "zh": {
        "who": "谁在报告",
        "which": "有哪些数字，精确程度",
        "beside": "与全省、全国同年比较（* 不可比，† 有标记，? 未注明）",
        "changed": "有何变化（原文成对数字）",
        "aims": "目标与计划",
        "told": "所述改革举措",
        "doubts": "存疑",
        "none": "原文未刊载。",
    },
}
PROMPTS = {
    "en": {
        "known": "What is known?",
        "compared": "Compared with what?",
        "changed": "What changed?",
        "missing": "What is missing, and why?",
        "ask": "What would you ask the health commission?",
    },
    "zh": {
        "known": "已知什么？",
        "compared": "与什么比较？",
        "changed": "有何变化？",
        "missing": "缺什么，为什么？",
        "ask": "想问卫生健康委员会什么？",
    },
}
LAYOUT = {  # row and column of the sheet: title, function, width in columns, most lines
    (0, 0): ("who", about, 50, 14),
    (2, 0): ("changed", changes, 60, 9),
    (2, 1): ("aims", wishes, 60, 9),
    (3, 0): ("told", reformed, 60, 16),
    (3, 1): ("doubts", doubtful, 60, 16),
}


# %%
def questions(axes, lang, reading):
    """The five questions, each with two lines to write on, and the answers if there are any."""
    axes.set_axis_off()
    axes.set(xlim=(0, 1), ylim=(0, 1))
    for place, (key, prompt) in enumerate(PROMPTS[lang].items()):
        top = 1 - place / len(PROMPTS[lang])
        axes.text(0, top, prompt, va="top", fontsize=8.2, color="#0072B2")
        for line, text in enumerate([*fold(reading.get(key, ""), 128), ""][:2]):
            level = top - 0.12 - line * 0.06
            axes.plot([0, 1], [level, level], linewidth=0.5, color="#767676")
            axes.text(0, level + 0.012, text, fontsize=8.2)


def page(region, lang="en", reading=None):
    """One sheet of A4 on a place; reading holds the answers to the questions at the foot."""
    sheet = plt.figure(figsize=(8.27, 11.69))
    grid = sheet.add_gridspec(5, 2, left=0.06, right=0.97, top=0.925, bottom=0.02, hspace=0.2, wspace=0.12)
    grid.set_height_ratios([1.4, 1.3, 1.05, 1.6, 2.15])
    found = chd.find(region)
    place = found[found["kind"] == "region"].iloc[0]
    sheet.text(0.06, 0.96, f"{place['name_zh']}  {place['name_en']}  {place['id']}", fontsize=17)
    sheet.text(0.97, 0.96, f"cnhealthdata {chd.DATA_VERSION}", fontsize=8, ha="right", color="#595959")
    titles = TITLES[lang]
    for (row, column), (key, lines, width, most) in LAYOUT.items():
        marked = ["– " + line for line in lines(region, lang)] or [titles["none"]]
        box(sheet.add_subplot(grid[row, column]), titles[key], marked, width + 4 * (lang == "en"), most)
    domains(sheet.add_subplot(grid[0, 1]), titles["which"], region, lang)
    wide, table = sheet.add_subplot(grid[1, :]), rates(region, lang)
    box(wide, titles["beside"], [] if len(table) else [titles["none"]], 130, 10)
    columns(wide, table if len(table) else table.iloc[:, :0])
    foot = sheet.add_subplot(grid[4, :])
    questions(foot, lang, reading or {})
    return sheet


def picture(sheet):
    """A sheet as a small picture: a page needs few colours."""
    file = io.BytesIO()
    sheet.savefig(file, dpi=92)
    plt.close(sheet)
    small = io.BytesIO()
    PIL.Image.open(file).convert("RGB").quantize(16, PIL.Image.Quantize.FASTOCTREE).save(small, "PNG")
    return Image(data=small.getvalue(), width=760)


sheet = page(REGION, LANG)  # sheet.savefig("profile.pdf") makes one page for the printer
picture(sheet)

# %% [markdown]
# The same page for readers of Chinese, who get the names of the package and the words of the table above. What the data
# say in English only, such as the scope of a figure, is left out there.

# %%
picture(page(REGION, "zh"))

# %% [markdown]
# Read the page as its reader would. Which box do the eyes go to first, and is it the one that you are surest of? A box
# with little in it is a finding too: it shows what the place does not print.
#
# ## Your page
#
# 1. Choose a place in the table above, set `REGION`, and run all cells again. A masked place makes a harder page, and a
#    county a shorter one.
# 2. Read each table before you write, and follow at least two figures with `chd.trace`.
# 3. Answer the five questions in the next cell, two lines each: some 200 letters, or 100 Chinese characters.
# 4. Run the cell after it. It draws your page and names the numbers that come from nowhere.
# 5. Mark your page by the rubric, then swap pages with a neighbour and mark theirs.
#
# | question | what to think of |
# |---|---|
# | What is known? 已知什么 | the two or three figures that matter, each with year, unit and how exact it is |
# | Compared with what? 与什么比较 | province, nation, target; the same year, population and unit |
# | What changed? 有何变化 | between which years, by how much; what else could explain it |
# | What is missing, and why? 缺什么 | years, bounds, denominators; not printed, masked, or not measured |
# | What would you ask? 想问什么 | one question that a number or a document can answer |

# %%
READING = {
    "known": "",
    "compared": "",
    "changed": "",
    "missing": "",
    "ask": "",
}


# %%
def unsupported(text, region, lang="en"):
    """Numbers of a text that neither stand on the page nor are a gap or a change of its figures."""
    pattern = r"\d+(?:\.\d+)?"
    lines = [line for box_lines in (about, changes, wishes, reformed, doubtful) for line in box_lines(region, lang)]
    lines += [" ".join(row) for row in rates(region, lang, most=len(beside(region))).to_numpy()]
    supported = set(re.findall(pattern, " ".join(lines).replace(",", "")))
    differences = pd.concat(
        [changed(region)[["absolute", "relative"]].stack(), beside(region).filter(like="_gap").stack()]
    )
    supported |= {f"{abs(value):.{digits}f}" for value in differences.dropna() for digits in (0, 1, 2)}
    return [number for number in re.findall(pattern, text.replace(",", "")) if number not in supported]


invented = "Four out of five people trust their doctor, 12.34 % more than before."
print(f"In an invented sentence: {unsupported(invented, REGION)}")

# %%
empty = [prompt for key, prompt in PROMPTS[LANG].items() if not READING[key].strip()]
long = [prompt for key, prompt in PROMPTS[LANG].items() if len(fold(READING[key], 128)) > 2]
print("Still empty:", "; ".join(empty) or "none")
print("Longer than two lines:", "; ".join(long) or "none")
print("Numbers from nowhere:", unsupported(" ".join(READING.values()), REGION, LANG) or "none")
if len(empty) < len(READING):
    display(picture(page(REGION, LANG, READING)))

# %% [markdown]
# A number that is on the page can still be used wrongly; the cell finds only those that are not on it.
#
# ## The rubric
#
# Six criteria, 24 points. Half of them are for what you say about the figures' limits.
#
# | criterion | 0 points | 2 points | 4 points |
# |---|---|---|---|
# | **Facts** 事实 | some cannot be found | all found, unit or year lacking | unit, year, literal; two traced |
# | **Exactness** 精确程度 | a bound or mask as a value | bounds and masks kept | and inferred years said |
# | **Comparison** 可比性 | other years or populations | the same year | and why each row compares or not |
# | **Change, reform** 变化 | one credited to the other | kept apart | and another explanation named |
# | **Missing** 缺失 | blanks read as zero | what is missing is listed | and why, and who could tell |
# | **The page** 版面 | more than one page, jargon | one page | and what is sure is seen in a minute |
#
# ## Summary
#
# - A profile begins with its witnesses and ends with its doubts.
# - Functions that take a name make the same page for any place, and say so where they find nothing.
# - Only rates of the same year, base and scope stand beside province and nation; changes are those that the page prints
#   as such; targets without a baseline cannot be judged.
# - The most useful line of a profile may be the question at its foot.
#
# The next step: notebook 9 teaches to turn a report of your own into rows. Once its tables validate,
# `chd.load_observations(extra="my_tables")` holds them beside the shipped ones.
#
# ## Exercises
#
# The exercises name their places, so that they can be solved whatever `REGION` is.

# %% [markdown]
# **Exercise 8.1** How many figures of Liaoyuan (辽源市) itself have no year? A whole number.

# %% tags=["solution"]
# Figures of the counties below it are not its own.
undated = int(chd.load_observations(region="Liaoyuan")["year"].isna().sum())
check("8.1", undated)

# %% [markdown]
# **Exercise 8.2** Take the actual rates and means of Changzhou (常州市), those that `beside` gives. Which cannot be
# compared as they stand, and why? A DataFrame with the columns `observation_id` and `why_not`.

# %% tags=["solution"]
# beside() takes any place.
city = beside("Changzhou")
apart = city.loc[~city["comparable"], ["observation_id", "why_not"]]
check("8.2", apart)

# %% [markdown]
# **Exercise 8.3** Liaoyuan's infant mortality (婴儿死亡率) carries the flag `misprint_corrected`. Trace the figure of
# the later year. If the printed sign were right, how many times the national rate of that year would it be? A number,
# rounded to one decimal.

# %% tags=["solution"]
# chd.trace(observation_id) shows what was printed. Turn it into the unit of the indicator, and divide.
deaths = beside("Liaoyuan").query("indicator_id == 'infant_mortality'").sort_values("year").iloc[-1]
per_thousand = float(deaths["literal"].rstrip("%")) * 10
times = round(per_thousand / deaths["nation_value"], 1)
check("8.3", times)

# %% [markdown]
# **Exercise 8.4** Which sentence may stand on a page about Liaoyuan? A letter.
#
# - a: In the latest year that it prints, no mother died in Liaoyuan, so giving birth is safer there than in the nation.
# - b: Under-five mortality fell while the measures told of were carried out, so they lowered it.
# - c: Infant mortality is printed with a percent sign; read as per 1000 it lies below the national rate of the same
#   year, and the page does not say how many births stand behind it.
# - d: Liaoyuan is on its way to its target for private beds, since the page tells of private hospitals.

# %% tags=["solution"]
# One of the letters a, b, c, d, in quotation marks.
sentence = "c"
check("8.4", sentence)

# %% [markdown]
# **Exercise 8.5** Write three questions to the health commission of Liaoyuan, each from another box of the page. Say
# what an answer would change. (An open question; discuss it in class.)

# %% [markdown] tags=["solution"]
# *A model answer.*
#
# - From the doubts: infant and under-five mortality are printed with a percent sign. Which unit is meant, and do the
#   figures come from the local register (登记) or from surveillance (监测)? Without an answer the comparison with the
#   nation rests on a reading of ours.
# - From the change: how many live births and how many maternal deaths stand behind the maternal ratio of each year?
#   With few births, a year without a death says little about care.
# - From the targets: how many private beds per 1000 residents were there in the base year of the plan? Without that
#   nobody can say how far the way is.
#
# Each question names a figure, can be answered by a number or a document, and says what hangs on it.

# %% [markdown]
# ## Further reading
#
# - G. A. Stevens and others (2016), Guidelines for Accurate and Transparent Health Estimates Reporting: the GATHER
#   statement. *The Lancet* 388: what a page of health figures owes its readers.
# - A. M. van der Bles and others (2019), Communicating uncertainty about facts, numbers and science. *Royal Society
#   Open Science* 6.
# - United Nations Economic Commission for Europe (2009), *Making Data Meaningful, Part 1: A guide to writing stories
#   about numbers*.
# - E. R. Tufte (2001), *The Visual Display of Quantitative Information*, second edition. Graphics Press.
# - D. Spiegelhalter (2019), *The Art of Statistics: Learning from Data*. Pelican.
