# %% [markdown]
# # 3. Comparing regions
# 地区比较: 谁报告了什么, 什么可比
#
# **What you will learn**
#
# - to see who reports what, and to tell "not printed" (未报告) from zero and from masked (遮蔽)
# - to ask seven questions before two figures stand side by side (可比性)
# - to set a city beside its province and the nation, in the same year and on the same base (口径)
# - how far chance moves a rate that rests on a handful of cases (小数问题)
# - to read a rank (排名) together with its field
#
# **Time**: 40 minutes in class, the exercises at home.
#
# **Before this**: notebooks 1 and 2; `groupby`, `pivot` and boolean selection in pandas.

# %%
# Is it missing? Run  %pip install "cnhealthdata[notebooks]"  in a cell, then restart the kernel.
from cnhealthdata.exercises import check, ready

ready(data="1.1.0")

# %% [markdown]
# ## Who reports what
#
# "Which city does best?" is the first question of every class. Before it comes another: which cities print the figure
# at all?
# %%
import math

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd

import cnhealthdata as chd
from cnhealthdata import plotting

pd.set_option("display.max_colwidth", 130)
figures = chd.load_observations()
printed_by = figures.groupby("indicator_id")["report_id"].nunique()
print(f"{len(figures)} figures of {figures['report_id'].nunique()} reports, {len(printed_by)} indicators.")
print(f"Printed by one report only: {(printed_by == 1).sum()}. By two or more: {(printed_by > 1).sum()}.")
print(f"The most common one is in {printed_by.max()} reports: {printed_by.idxmax()}.")

# %% [markdown]
# (Policy items are the points and tasks that a plan lists: the most widely printed figure measures no health at all.)
#
# A matrix shows it at a glance: indicators down, reports across. A cell holds a value, a bound (以上, 以下), a mask,
# or nothing.

# %%
plotting.reporting_matrix(figures, top=12)
plt.show()

# %% [markdown]
# Most of it is empty. An empty cell is **not** a zero: the city may do nothing of the kind, or do it and not write of
# it, or write of it without a number. The report does not say which. A masked cell is different again: there was a
# number, and the publisher removed it (notebook 6).
#
# The same in words, for a few indicators:

# %%
some = ["life_expectancy", "health_literacy", "family_doctor_contract_rate_key", "public_health_funding_per_capita"]
words = plotting.reporting_table(figures, indicators=some).T
words[(words != "").any(axis="columns")]

# %% [markdown]
# How much do any two of the unmasked reports have in common?

# %%
unmasked = chd.load_reports().query("not masked")["report_id"]
printed = {report: set(figures.loc[figures["report_id"] == report, "indicator_id"]) for report in unmasked}
common = pd.DataFrame({a: {b: len(printed[a] & printed[b]) for b in unmasked} for a in unmasked})
common

# %% [markdown]
# The diagonal counts what each report prints, the other cells what two share. These cities have the same duties and
# the same statistics at their desks, and each chose what to tell. A report is a selection (选择性报告), and nobody
# selects at random: one writes of what went well.
#
# ## What is comparable, and what only looks so
#
# Seven questions, before two figures stand side by side:
#
# 1. **Concept** (指标): do both measure the same thing?
# 2. **Base** (口径): the same denominator, the same population?
# 3. **Scope** (范围): the whole region, or a part of it?
# 4. **Time** (时间): the same year, and is the year known?
# 5. **Kind** (类型): actual, target or plan; level, change or rank?
# 6. **Precision** (精度): a value, a bound, a mask?
# 7. **Reliability** (可靠性): misprints, few cases, doubtful words?
#
# `compare` puts the figures of one indicator side by side, gives `comparable`, says `why_not`, and keeps in its notes
# what no program can decide. Let us meet the questions one by one.
#
# ### Base and scope: the standard of primary institutions
# The share of primary institutions (基层医疗机构) that meet the national service standard (达标率):

# %%
standard = chd.compare("pcf_standard_rate")
for note in standard.attrs["notes"]:
    print(note)
standard[["place", "year", "value", "scope", "comparable", "why_not"]]

# %%
rank = figures[(figures["indicator_id"] == "pcf_standard_rate") & (figures["statistic"] == "rank")].iloc[0]
print(f"{rank['region']} prints beside its {standard.loc[0, 'value']} %: {rank['literal']}, {rank['scope']}.")
share = chd.load_identities().set_index("identity_id").loc["lvliang_service_standard"]
row = figures.set_index("observation_id")["value"]
met, centres = (row[name] for name in share["part_ids"].split(";"))
print(f"Lüliang's share is {met:.0f} / {centres:.0f} = {met / centres:.2%}: {share['note']}.")
for more in (0, 10, 20, 40):
    print(f"With {more:2} community centres in the denominator it would be {met / (centres + more):.1%}.")

# %% [markdown]
# The lower share is the first of its province. The higher one has a numerator of township *and* community centres
# over a denominator of township centres alone, so it is too high by an amount that the page does not tell; the table
# shows how it would fall. And the standard itself has a basic and a recommended grade (基本标准, 推荐标准), and a
# reader must know which is meant. Two percentages of one name, and no sentence of the form "A is better than B".
#
# ### Precision: a value beside a bound
# The contract rate (签约率) of family doctors for key groups:

# %%
contracts = chd.compare("family_doctor_contract_rate_key")
plotting.intervals(contracts)
plt.show()
for note in contracts.attrs["notes"]:
    print(note)

# %% [markdown]
# 以上 gives a lower bound. The city with the bound may lie above the other or below it: the page does not decide. The
# target found beside them is set aside, since a wish does not stand beside a result.
#
# ### Kind: a level beside a change
# Pension subsidies of village doctors (村医养老补助), in yuan a month:

# %%
pension = figures[figures["indicator_id"] == "village_doctor_pension"]
pension[["region", "year", "literal", "statistic", "flags", "note"]].reset_index(drop=True)

# %% [markdown]
# Both are amounts in yuan a month under one name. One is what a village doctor gets, the other is by how much it
# rose. A table that drops the column `statistic` makes the second city look miserly.
#
# ### Population: life expectancy of one city, twice
# Changzhou (常州市) prints its life expectancy (平均期望寿命) for the registered population (户籍人口). The census of
# the same year counts all residents (常住人口).

# %%
life = chd.compare("life_expectancy", benchmark=True)
report = life[life["place"] == "Changzhou"].iloc[0]
series = chd.series("life_expectancy", regions=["Changzhou", "Jiangsu"])
census = series[series["year"] == report["year"]].set_index("place")["value"]
print(f"Changzhou {report['year']}, registered: {report['value']} years; all residents, census: {census['Changzhou']}.")
print(f"Above Jiangsu's {census['Jiangsu']}: {report['province_gap']:.2f} years by the report,")
print(f"{census['Changzhou'] - census['Jiangsu']:.2f} years when both are residents of the census.")
print(f"why_not: {report['why_not']}")

# %% [markdown]
# Same city, same year, same word, and a difference of years of life. Most of the lead over the province is a
# difference of base and method: who is counted, and where the deaths come from.
#
# ### How many comparisons are left?
# Put all indicators through the questions that a program can ask.

# %%
levels = figures[(figures["status"] == "actual") & (figures["statistic"] == "level")]
clear = levels[levels["qualifier"] != "masked"]
places = {
    "actual levels": levels.groupby("indicator_id")["region"].nunique(),
    "and not masked": clear.groupby("indicator_id")["region"].nunique(),
    "and of the same year": clear.groupby(["indicator_id", "year"])["region"].nunique().groupby("indicator_id").max(),
}
tables = [chd.compare(name) for name in places["and of the same year"].loc[lambda count: count > 1].index]
fit = pd.concat([table[table["comparable"]].assign(indicator_id=table.attrs["indicator"]) for table in tables])
places["and comparable"] = fit.groupby(["indicator_id", "year"])["place"].nunique().groupby("indicator_id").max()
pd.Series({step: (count > 1).sum() for step, count in places.items()}).to_frame("indicators with two places or more")

# %% [markdown]
# Look at what is left, and ask once more.

# %%
survivors = places["and comparable"].loc[lambda count: count > 1].index
print(f"Left: {', '.join(survivors)}.")
last = fit[fit["indicator_id"] == survivors[0]]
last = last.sort_values("value", ascending=False)
most, least = last["value"].iloc[0], last["value"].iloc[-1]
print(f"{most:.0f} against {least:.0f} is {most / least:.2f} times as many.")
last[["place", "place_zh", "scope", "year", "value", "unit"]]

# %% [markdown]
# It is a count (绝对数), and the cities differ in size. If the larger city has more residents than that many times
# those of the smaller, then it sent *fewer* people per head. The reports do not print their populations, so this last
# comparison needs a figure from elsewhere before it says anything about effort.
#
# So a comparison of local reports with each other mostly fails, and it is better to know this than to draw a league
# table. What else can be done with a city's figure?
#
# ## A city beside province and nation
#
# National statistics have known bases and years. With `benchmark=True`, `compare` sets beside each figure the
# official value of the same year. Here with Chinese words, as on a slide for the health commission:

# %%
plotting.beside_benchmarks(life[life["year"].notna()], lang="zh")
plt.show()

# %% [markdown]
# Now every rate that has a national value of its year.

# %%
ids = [name for name in chd.load_benchmarks()["indicator_id"].unique() if name in printed_by.index]
tables = [chd.compare(name, benchmark=True).assign(indicator_id=name) for name in ids if name != "health_institutions"]
beside = pd.concat(tables).dropna(subset=["nation_value"]).reset_index(drop=True)
columns = ["indicator_id", "place", "year", "value", "nation_value", "nation_gap", "nation_gap_pct", "nation_better"]
judged = beside["nation_better"].dropna()
print(f"With a better and a worse side, and not equal: {len(judged)}. Better than the nation: {judged.sum()}.")
beside[columns].round(2)

# %% [markdown]
# (The number of health institutions is left out: a city's count is less than the nation's, and that is all. Births
# and natural growth have no better side.)
#
# Not one figure is worse than the nation's. For funding per head (人均经费) it could not be: the national value is
# the minimum that each place must pay. For the others, worse places exist, since the nation is an average; they, or
# their worse figures, are not in this table. From figures that people chose to print one cannot learn how cities do
# in general. Further doubts stand in the notes of the indicators: a local register (登记) is not the national
# surveillance (监测), the registered population is not the residents, and a prefecture is small.
#
# ## Few cases
#
# Take the maternal mortality ratio (孕产妇死亡率) of Liaoyuan (辽源市). How many deaths are that? The page prints the
# ratio and not the births; but a ratio of whole deaths allows few pairs.

# %%
maternal = beside[beside["indicator_id"] == "maternal_mortality"].set_index("year")
first, latest = maternal.iloc[0], maternal.iloc[-1]
deaths = pd.DataFrame({"deaths": [1, 2, 3]})
deaths["births that give the ratio"] = (deaths["deaths"] / first["value"] * 100_000).round().astype(int)
print(f"{first.name}: {first['value']} per 100,000 live births; {latest.name}: {latest['value']:.0f}.")
born = chd.series("crude_birth_rate").set_index("year")["value"]
print(f"Birth rate of the nation, per 1000: {born[first.name]} in {first.name}, {born[latest.name]} in {latest.name}.")
deaths

# %% [markdown]
# If it was one death, then one less makes the ratio zero and one more doubles it. Is zero a proof of better care?
# Suppose the true risk were exactly the national one of the latest year. With *n* births and a risk *r* for each, the
# probability (概率) of no death is about exp(−*n r*).

# %%
risk = latest["nation_value"] / 100_000
births = np.arange(1000, 20_001, 500)
fig, ax = plt.subplots(figsize=(7, 4.2))
for years, color in ((1, "#0072B2"), (3, "#D55E00")):
    ax.plot(births, 100 * np.exp(-births * years * risk), color=color, linewidth=3)
    label = f"{years} year{'s' * (years > 1)}"
    ax.text(4700, 100 * math.exp(-4500 * years * risk) + 2, label, color=color, fontsize=14)
ax.set(xlabel="births a year", ylabel="%", ylim=(0, 100), title="Probability of no maternal death at the national risk")
plt.show()
n = deaths.iloc[0, 1]
print(f"With {n:,} births a year: {math.exp(-n * risk):.0%} for one year, {math.exp(-3 * n * risk):.1%} for three.")

# %% [markdown]
# If one death made the earlier ratio, a year without any would be nothing special for a city of this size at the
# national risk. Three years in a row, which the report also claims, are harder to explain by chance alone. But the
# births of these years are not printed; if they fell as they did in the nation, the probability is higher than
# computed. The report chose the run because it was good, and among the hundreds of prefectures some have such a run
# by luck. The honest sentence: "no maternal death in three years, among births whose number the report does not
# print".
#
# ## Ranks and their fields
#
# Many reports prefer a rank to a value. A rank says nothing without its field (参评范围): first of how many, and of
# which?

# %%
ranks = figures[figures["statistic"] == "rank"]
subset = ranks["flags"].fillna("").str.contains("rank_among_subset")
print(f"{len(ranks)} ranks; third or better: {(ranks['value_high'] <= 3).sum()}.")
print(f"Among a chosen part of the field only (rank_among_subset): {subset.sum()}.")
ranks[["region", "indicator", "literal", "scope"]].reset_index(drop=True)

# %% [markdown]
# Three things to notice.
#
# - **Nobody prints a poor rank.** Even the largest number is a place on a list of the best. The ranks one sees are
#   not a sample of the ranks there are.
# - **Fields shrink.** Of the province's non-capital cities, of the country's prefecture-level cities, of the counties
#   of one city: the same rank is each time another achievement.
# - **前三** (among the first three) is a bound: first, second or third.
#
# And a rank hides distances. The first and the tenth may differ by less than the figures can measure.
#
# ## Summary
#
# - Look at who prints what before comparing. An empty cell is not a zero.
# - Seven questions: concept, base, scope, time, kind, precision, reliability. Few pairs of local figures pass them
#   all.
# - A city's lead over its province can be a difference of base.
# - Being better than the nation is what gets printed.
# - With few cases, zero and twice the rate are neighbours. Ranks need their field.
#
# ## Exercises
#
# **Exercise 3.1** (recall). How many indicators are printed by at least four different reports? Count all figures,
# whatever their status. Give a whole number.

# %% tags=["solution"]
# Indicators in four reports or more
often = int((printed_by >= 4).sum())
check("3.1", often)

# %% [markdown]
# **Exercise 3.2**. Which indicators do the reports `liaoyuan-2021` and `zhuzhou-2022` both print as actual levels?
# Give a list of `indicator_id`.

# %% tags=["solution"]
# Ids that both reports print, status actual and statistic level
levels = chd.load_observations(report=["liaoyuan-2021", "zhuzhou-2022"], status="actual", statistic="level")
reports = levels.groupby("indicator_id")["report_id"].nunique()
both = list(reports.index[reports == 2])
check("3.2", both)

# %% [markdown]
# **Exercise 3.3**. How far from the nation was Liaoyuan in 2020, for `life_expectancy`, `infant_mortality` and
# `under5_mortality`? Give a DataFrame with the columns `indicator_id` and `gap_pct`: the city's figure less the
# national one, in per cent of the national one, rounded to one decimal. Three rows.

# %% tags=["solution"]
# Columns indicator_id and gap_pct, three rows
wanted = ["life_expectancy", "infant_mortality", "under5_mortality"]
rows = beside[(beside["place"] == "Liaoyuan") & (beside["year"] == 2020) & beside["indicator_id"].isin(wanted)]
gaps = rows[["indicator_id"]].assign(gap_pct=rows["nation_gap_pct"].round(1))
check("3.3", gaps)

# %% [markdown]
# **Exercise 3.4**. How large must a city be before *one* year without a maternal death tells something? Find the
# number of births for which, at the national maternal mortality ratio of 2020, a year without any death has a
# probability of `0.05`. Give a whole number of births.

# %% tags=["solution"]
# Births a year at which no death has a probability of 5 %
nation = chd.series("maternal_mortality").set_index("year")["value"]
enough = round(math.log(1 / 0.05) / (nation[2020] / 100_000))
check("3.4", enough)

# %% [markdown]
# **Exercise 3.5** (judgement, no automatic check). The press office of Lüliang (吕梁市) drafts: "The share of our
# health centres that meet the national standard is about twice that of Changzhou, the best city of its province."
# Which of the seven questions does the sentence fail? Write a sentence in its place that the pages bear, and name two
# facts you would ask for.

# %% [markdown] tags=["solution"]
# It fails on *base* (the numerator counts township and community centres, the denominator township centres alone), on
# *scope* (township and community centres, or all primary institutions), on *time* (the years differ) and perhaps on
# *concept* (basic or recommended grade). A sentence that the page bears gives Lüliang's two counts without dividing
# them: so many township and community centres meet the standard; there are so many township centres. Nothing of
# Changzhou. To ask for: the number of Lüliang's community centres, and which grade of the standard each city counts.
# Changzhou's first place is no help to Lüliang either: it holds among the cities of its own province only.

# %% [markdown]
# ## Further reading
#
# - Harvey Goldstein and David J. Spiegelhalter, "League tables and their limitations: statistical issues in
#   comparisons of institutional performance", *Journal of the Royal Statistical Society A* 159, 1996.
# - David J. Spiegelhalter, "Funnel plots for comparing institutional performance", *Statistics in Medicine* 24, 2005.
# - Howard Wainer, "The most dangerous equation", *American Scientist* 95, 2007. Why small places fill both ends of
#   every table.
# - World Health Organization, *Global Reference List of 100 Core Health Indicators*, 2015. Definitions with
#   numerator, denominator and source.
# - 国家卫生健康委员会 (National Health Commission), *中国卫生健康统计年鉴* (China Health Statistics Yearbook),
#   yearly. Each chapter ends with the definitions of its indicators.
