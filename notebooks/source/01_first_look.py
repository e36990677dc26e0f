# %% [markdown]
# # 1. First look: one figure, and where it comes from
# 初识数据：一个数字从哪里来
#
# A city writes that its people live longer than most. Before such a figure goes into an essay, four questions need an
# answer: what was measured, for whom, when, and where does it stand in print? This notebook puts them to one figure.
#
# **What you will learn**
# - to see which tables there are, and what one row of each means;
# - to search in English and Chinese, and to read the card of an indicator (指标);
# - to load figures, and to read a row: printed text (原文), value (数值), bounds (上下限), period, flags;
# - to follow a figure back to the characters it was printed with (溯源), and to cite it (引用);
# - to say what a comparison with province and nation bears, and what it does not.
#
# **Time**: 25 minutes, and 15 for the exercises.
#
# **Before this**: you can select rows and columns of a pandas DataFrame.
#
# Run the next cell first. If something is missing, it says what to install.

# %%
# Is it missing? Run  %pip install "cnhealthdata[notebooks]"  in a cell, then restart the kernel.
from cnhealthdata.exercises import check, ready

ready(data="1.1.0")

# %%
import matplotlib.pyplot as plt
import pandas as pd
from IPython.display import Markdown

import cnhealthdata as chd
from cnhealthdata import plotting
from cnhealthdata.exercises import bulletin

pd.set_option("display.max_colwidth", 200)

# %% [markdown]
# ## What there is
# The package is a set of tables. `list_datasets()` names them.

# %%
tables = chd.list_datasets()
tables[["name", "rows", "loader", "description"]]

# %%
figures = chd.load_observations()
display(
    Markdown(
        f"There are **{len(tables)} tables**. The centre is `observations` (观测值): **{len(figures)} figures**, read "
        f"from **{figures['report_id'].nunique()} reports** of Chinese health authorities and newspapers. "
        f"One row is one figure, for one indicator, place and period."
    )
)

# %% [markdown]
# The other tables serve this one. `indicators` and `regions` say what the keys mean, `ledger` (台账) accounts for
# every numeral of the texts, also for those that are no figure, and `benchmarks` (对照数据) holds national and
# provincial statistics to compare with.
#
# Which columns does a figure have? The dictionary (数据字典) of a table comes from `describe`.

# %%
dictionary = chd.describe("observations").set_index("column")
shown = ["indicator_id", "scope", "year", "status", "qualifier", "value", "value_low", "literal", "obs_status", "flags"]
dictionary.loc[shown, ["type", "required", "description"]]

# %% [markdown]
# `required` says whether a cell may be empty. An empty cell is information: the page does not say. Nothing is
# guessed.
#
# ## What is hidden
# Many of the figures have no value. A publisher replaced digits by the letter x, so that `xx.xx%` stands where a rate
# stood. Such a figure is **masked** (数字被隐去). How many of them are there, and in which reports?

# %%
masked = (figures["qualifier"] == "masked").groupby(figures["report_id"]).agg(["size", "sum"])
masked["legible"] = masked["size"] - masked["sum"]
masked = masked.sort_values(["legible", "size"])

fig, ax = plt.subplots(figsize=(8, 6.5))
ax.barh(masked.index, masked["legible"], color="#0072B2", label="legible")
ax.barh(masked.index, masked["sum"], left=masked["legible"], color="#E69F00", label="masked")
_ = ax.set_xlabel("number of figures")
_ = ax.set_title("Figures by report: legible and masked")
ax.legend(loc="lower right", frameon=False)
ax.spines[["top", "right"]].set_visible(False)
plt.show()

# %%
print(f"figures: {len(figures)}, of which masked: {masked['sum'].sum()}")
print(f"reports: {len(masked)}, of which with a masked figure: {(masked['sum'] > 0).sum()}")
print(f"reports with no masked figure: {', '.join(masked.index[masked['sum'] == 0])}")

# %% [markdown]
# The masked reports come from one compilation. A masked figure is a row too: its value is missing, but the pattern of
# digits still bounds it. Another notebook asks what can be said with such bounds.
#
# ## Finding an indicator
# `find` searches names, definitions and printed words, in both languages. The column `rows` says how many
# observations there are; none means that only national or provincial statistics exist.

# %%
display(chd.find("life expectancy"))
display(chd.find("寿命"))

# %% [markdown]
# Both words lead to the same indicators. The card of an indicator defines it and says what to mind before comparing.

# %%
chd.describe("life_expectancy").to_frame("life_expectancy")

# %% [markdown]
# Read the lines `definition` and `comparability` before anything else. Life expectancy at birth (平均期望寿命) is not
# a forecast for children born today: it sums up the death rates of one period.
#
# A name that does not exist is met with the nearest ones, so typing errors cost nothing.

# %%
try:
    chd.load_observations(indicator="life_expectency", region="Liaoyuan")
except chd.UnknownNameError as error:
    print(error)

# %% [markdown]
# ## Loading figures
# Filters take an identifier, an English or a Chinese name: `region="Liaoyuan"`, `region="辽源"` and `region="220400"`
# (the code of GB/T 2260, the national standard of place codes, 行政区划代码) are one and the same.

# %%
rows = chd.load_observations(indicator="平均期望寿命")
rows[["region", "region_zh", "scope", "year", "literal", "value", "value_low", "value_high", "qualifier", "obs_status"]]

# %%
same = [len(chd.load_observations(indicator="life_expectancy", region=name)) for name in ("Liaoyuan", "辽源", "220400")]
print("rows for Liaoyuan by English name, Chinese name and code:", same)
for row in rows.itertuples():
    when = "year not known" if pd.isna(row.year) else f"year {row.year} ({row.period_basis})"
    what = f"{row.value:g}" if pd.notna(row.value) else f"between {row.value_low:g} and {row.value_high:g}"
    print(f"{row.region:12} printed {row.literal:7} {what:24} {when}")

# %% [markdown]
# Each row has something to tell.
#
# - **literal** is what the page prints, **value** what it means in the unit of the indicator.
# - The masked row has no value, but a lower and an upper bound. They are so wide that they tell nothing new; that too
#   is worth knowing.
# - **year** may be empty, and `period_basis` says whether the page states the year (stated), whether it was drawn
#   from other words of the page (inferred), or whether nobody can tell (unknown).
# - **scope** (口径) narrows the population. One row covers the registered population (户籍人口) only: those whose
#   household register is in the city, whether they live there or not.
# - **obs_status** uses the letters of the SDMX code list that statistical offices share: A is normal, Q suppressed
#   (masked), D differs in definition.
#
# ## Back to the page
# Take the row with the narrow scope and follow it. `trace` prints where the figure stands and what was made of it.

# %%
chosen = rows.loc[rows["region"] == "Changzhou", "observation_id"].item()
print(chd.trace(chosen))

# %% [markdown]
# Line by line: the printed characters, the reading, the reasons for it (one `why` a line), the report, and the
# **place**: the file and the numbers of the first character and of the one after the last. The texts themselves are
# not part of the package; who has them passes their folder as `sources`, and the words around the figure are shown
# too, after the file's fingerprint (SHA-256) has been checked.
#
# What such a place is can be tried on a text that comes with the kit: a bulletin (简报) of the imaginary city of
# Qingyu (青屿市). Nothing in it is true.

# %%
text = bulletin()
start = text.index("79.6岁")
end = start + len("79.6岁")
print("span:", start, "to", end)
print("at the span:", text[start:end])
print("around it:  ", text[start - 18 : end + 1])
print("characters in the text:", len(text), "| bytes in the file:", len(text.encode("utf-8")))

# %% [markdown]
# Python counts characters (code points), not bytes: a Chinese character is one of the first and three of the second.
# The key of an observation, `report@start`, is made of this place, so a figure can always be found again.
#
# ## Beside province and nation
# `compare` puts the figures of one indicator side by side. It does not hide rows that do not compare: it says why.
# `comparable` looks at place and definition only. The masked row passes, yet without a value it has nothing to
# compare.

# %%
table = chd.compare("life_expectancy", benchmark=True)
display(table[["place", "year", "value", "nation_value", "nation_gap", "province_value", "comparable", "why_not"]])
print("To mind:")
for note in table.attrs["notes"]:
    print("-", note)

# %%
plotting.beside_benchmarks(table)
plt.show()

# %%
city = table[table["observation_id"] == chosen].iloc[0]
display(
    Markdown(
        f"{city['place']} prints **{city['value']:.2f} {city['unit']}** for {city['year']}, {city['nation_gap']:.2f} "
        f"more than the nation ({city['nation_value']:.2f}) and {city['province_gap']:.2f} more than its province "
        f"({city['province_value']:.2f}). The package marks it as *not comparable*: {city['why_not']}."
    )
)

# %% [markdown]
# So the gap is arithmetic, not yet a finding. Many residents (常住人口) of a city may be registered elsewhere, and
# some who are registered live elsewhere; the two populations may differ in age and in health. The page does not say
# by how much.
#
# One more view: the nation over time, with the words in Chinese for the reader who needs them. For years without a
# dot no figure was read; the line only joins the dots, and stops where the way of finding them changed.

# %%
line = chd.series("life_expectancy")
plotting.long_series(line, lang="zh")
plt.show()

# %%
known = line.dropna(subset=["value"])  # a row without a value parts the line at a break
first, last = known.iloc[0], known.iloc[-1]
letters = {"U": "low reliability", "E": "estimated", "A": "normal", "P": "provisional", "B": "first on a new basis"}
print(f"from {first['value']:g} years in {first['year']} ({letters[first['obs_status']]})")
print(f"to {last['value']:g} years in {last['year']} ({letters[last['obs_status']]})")
print("rows by status:", {letters[key]: int(n) for key, n in known["obs_status"].value_counts().items()})

# %% [markdown]
# The first point is a convention rather than a measurement, and its status says so. A line that starts there should
# say so too.
#
# ## Citing
# A figure is cited with its place, in plain text, BibTeX or by the Chinese standard GB/T 7714.

# %%
print(chd.cite(chosen), end="\n\n")
print(chd.cite(chosen, style="gbt7714"))

# %% [markdown]
# ## Summary
# - `list_datasets`, `describe` and `find` show what there is; `load_…` gives it as a DataFrame.
# - One row is one figure. `literal` is print, `value` is meaning, `value_low` and `value_high` are what the page
#   supports, and an empty cell means not known.
# - `trace` leads from a figure to the characters it was printed with; `cite` says so in a reference.
# - `compare` says which rows compare. A gap between two populations is no difference in health.
#
# ## Exercises
# Put your answer in place of `...` and run the cell. A wrong answer is met with a hint.

# %% [markdown]
# **Exercise 1.1** What share of all observations is masked? A number in per cent, rounded to one decimal.

# %% tags=["solution"]
# chd.load_observations() holds them all; the column "qualifier" says which are masked.
share = round((chd.load_observations()["qualifier"] == "masked").mean() * 100, 1)
check("1.1", share)

# %% [markdown]
# **Exercise 1.2** Which indicators have beds in their Chinese name (床位) and at least one observation? A list of
# indicator ids, in any order.

# %% tags=["solution"]
# Look at all columns that find() returns.
hits = chd.find("床位")
beds = hits.loc[(hits["kind"] == "indicator") & (hits["rows"] > 0), "id"].tolist()
check("1.2", beds)

# %% [markdown]
# **Exercise 1.3** Which death rates did Liaoyuan (辽源市) print for the later of its two years? A DataFrame with the
# columns `observation_id`, `indicator_id`, `value` and `unit`: one row for each indicator whose identifier ends in
# `mortality`, in the latest year that they have.

# %% tags=["solution"]
# Begin with the figures of one region, then narrow down.
liaoyuan = chd.load_observations(region="Liaoyuan")
deaths = liaoyuan[liaoyuan["indicator_id"].str.endswith("mortality")]
deaths = deaths.loc[deaths["year"] == deaths["year"].max(), ["observation_id", "indicator_id", "value", "unit"]]
check("1.3", deaths)

# %% [markdown]
# **Exercise 1.4** Some figures are printed as a pair: from so much to so much. The later row then names the earlier
# one in `baseline_id`. By how many per cent did under-five mortality (5岁以下儿童死亡率) in Liaoyuan fall between the
# two? A positive number, rounded to one decimal.

# %% tags=["solution"]
# chd.change() pairs the rows for you, or use baseline_id yourself.
pair = chd.change("under5_mortality", "Liaoyuan").iloc[0]
fall = round((pair["value_from"] - pair["value_to"]) / pair["value_from"] * 100, 1)
check("1.4", fall)

# %% [markdown]
# **Exercise 1.5** Which sentence do the four rows on life expectancy bear? A letter.
#
# - a: Of the three cities, Changzhou (常州市) has the healthiest people, since it prints the highest life expectancy.
# - b: For the same year, Changzhou prints a higher life expectancy for its registered population than the nation has
#   for all its people; how its residents compare is not known from this page.
# - c: Qinhuangdao (秦皇岛市) hid its figure, so it is likely to be below the national one.
# - d: In Liaoyuan life expectancy rose between two years, so the reforms that its report describes lengthened lives.

# %% tags=["solution"]
# One of the letters a, b, c, d, in quotation marks.
sentence = "b"
check("1.5", sentence)

# %% [markdown]
# ## Further reading
# - H. Wickham (2014), Tidy Data. *Journal of Statistical Software* 59(10): why one fact should be one row.
# - M. D. Wilkinson and others (2016), The FAIR Guiding Principles for scientific data management and stewardship.
#   *Scientific Data* 3.
# - S. H. Preston, P. Heuveline, M. Guillot (2001), *Demography: Measuring and Modeling Population Processes*.
#   Blackwell: what life expectancy measures.
# - GB/T 2260—2007, 中华人民共和国行政区划代码 (codes of administrative divisions), and GB/T 7714—2015, 信息与文献
#   参考文献著录规则 (rules for references): the two standards used here.
