# %% [markdown]
# # 4. Decades of reform
# 数十年的改革
#
# Seventy-five years of national statistics fit into one chart, and such a chart is soon believed. This session
# draws it: how long people live, who dies young, how many beds there are, what care costs and who pays. At each
# line we ask where its points come from, whether they are points of *one* series, and what another method makes of
# the same country.
#
# **What you will learn**
#
# - to draw a long series (长时间序列) with eras and policies, and to see the years that it does not hold
# - to read the status of a value (数据状态): normal, estimate, first release, unreliable, break
# - to find a break in a series (序列断点) and to compare within its segments alone
# - to tell official figures, from registers and surveillance areas (监测地区), from modelled estimates (模型估计)
# - to compare eras by yearly change, in units and in per cent
#
# **Time**: 40 minutes. **Before this**: notebook 1; tables with pandas.

# %%
# Is it missing? Run  %pip install "cnhealthdata[notebooks]"  in a cell, then restart the kernel.
from cnhealthdata.exercises import check, ready

ready(data="1.1.0")

# %%
import re

import matplotlib.pyplot as plt
import pandas as pd

import cnhealthdata as chd
from cnhealthdata import plotting

plt.rcParams["figure.dpi"] = 72  # small files; take 150 for print

# %% [markdown]
# ## Eras
#
# Historians of policy divide the time since 1949 into eras (时期). Their limits are a choice of this package, made
# by the policies that mark them; another author would cut elsewhere.

# %%
eras = chd.eras()
policies = eras["policies"].map(lambda ids: len(ids.split(";")))
eras[["name_en", "name_zh", "start", "end"]].assign(policies=policies)

# %% [markdown]
# ## How long people live
#
# `series` gives the official national values of an indicator, as they were read, year by year.

# %%
life = chd.series("life_expectancy")
first, last = life["year"].min(), life["year"].max()
years = range(first, last + 1)
absent = [year for year in years if year not in set(life["year"])]
print(f"{len(life)} values from {first} to {last}; {len(absent)} of {len(years)} years were never read.")

# %%
words = {"A": "normal", "B": "break", "E": "estimated or derived", "P": "first release", "U": "unreliable"}
oldest = chd.load_benchmarks(indicator="life_expectancy", region="China").head(5)
for _, row in oldest.iterrows():
    print(f"{row['year']}  {row['value']:5.2f}  {words[row['obs_status']]}: {row['note']}")

# %% [markdown]
# The first point is no measurement: nobody registered deaths in the whole country then. It is a convention (约定值)
# that speeches repeat. The next is printed in whole years. Where the way of finding a value changes, as with a census,
# it has the status *break* (状态 B): no line may be drawn to it. A chart shows such points like all others, unless its
# author takes care.

# %%
named = ["1952_free_care", "1966_leyuan_cooperative", "1998_uebmi", "2003_ncms", "2009_health_reform"]
marks = chd.load_policies()
marks = marks[marks["policy_id"].isin(named)]
plotting.long_series(life, policies=marks)
plt.show()

# %% [markdown]
# How much was gained in each era? `eras` with an indicator takes the first and the last value that lie within each.

# %%
gains = chd.eras("life_expectancy")
gains[["name_en", "year_from", "year_to", "value_from", "value_to", "per_year"]].round(2)

# %% [markdown]
# Read the years before the gains. The first era is represented by its first years alone, and starts from the
# convention, so that no gain is given. And one year may have two values in print. Deaths of mothers in the countryside
# are an example: the surveillance office and the ministry weighted the same areas in two ways.

# %%
rural = chd.load_benchmarks(indicator="maternal_mortality_rural", region="China").set_index("year")
note = rural.loc[2005, "note"]
other = float(re.search(r"\d+\.\d+", note)[0])
print(f"Note of 2005: {note}.")
for who, value in (("surveillance office", rural.loc[2005, "value"]), ("ministry", other)):
    fall = (1 - value / rural.loc[2000, "value"]) * 100
    print(f"{who}: from {rural.loc[2000, 'value']} in 2000 to {value} in 2005, a fall of {fall:.0f} %")

# %% [markdown]
# How fast the deaths fell hangs on the estimator (估计方法). A series keeps to one, and says so; whoever takes one
# value from each page measures the difference of two methods.
#
# ## Official and modelled
#
# International bodies estimate the same quantity with a model, for every year and every country. The package keeps
# the two methods apart; one line never mixes them. Here they stand side by side, in the years that both have.


# %%
def both(indicator: str) -> pd.DataFrame:
    """Official and modelled values of the years that have both, and the gap."""
    columns = {}
    for method in ("official", "modelled"):
        rows = chd.series(indicator, method=method).dropna(subset=["value"])
        columns[method] = rows.set_index("year")["value"].astype(float)
    return pd.DataFrame(columns).dropna().assign(gap=lambda table: table["official"] - table["modelled"])


both("life_expectancy").round(1).T

# %% [markdown]
# The sign of the gap (差距) turns twice. Official values lie above the model at the start, below it for more than
# two decades, and above it again at the end, where the model sees a fall during the epidemic and the official
# series goes on rising. Neither line is the truth: one rests on censuses, with estimates between them; the other on
# assumptions that all countries share.
#
# The difference is larger where deaths were counted by registration (死亡登记) alone.

# %%
deaths = chd.series("crude_death_rate")
plotting.long_series(deaths, others=[chd.series("crude_death_rate", method="modelled")])
plt.show()

# %%
rates = both("crude_death_rate")
peak = rates["official"].idxmax()
top = rates.loc[peak]
print(f"Highest official rate: {top['official']:.1f} per 1000 in {peak}; the model has {top['modelled']:.1f}.")
for start, end in ((1950, 1957), (1970, 1979), (1990, 1999)):
    part = rates.loc[start:end].mean()
    print(f"mean {start} to {end}: official {part['official']:.1f}, modelled {part['modelled']:.1f}")

# %% [markdown]
# The peak is the famine that followed the Great Leap (三年困难时期). Before and after it the official line runs
# below the model, since young registers miss deaths, those of infants first. A rising rate can therefore mean
# better counting, and a change of health is mixed with a change of the register.
#
# The end of the line holds another lesson: the crude death rate rises while life lengthens.

# %%
aged = chd.series("population_65plus_share", method="modelled").set_index("year")["value"]
for year in (1979, rates.index.max()):
    print(f"{year}: {rates['official'][year]:.2f} deaths per 1000; {aged[year]:.1f} % of the people are 65 or older.")

# %% [markdown]
# A crude rate (粗死亡率) depends on how old a population is. It compares neither decades nor countries unless their
# ages are alike; life expectancy does.
#
# ## Children and mothers
#
# Deaths of infants and mothers were counted from the nineties in surveillance areas, later joined into one national
# network. The logarithmic axis (对数坐标) gives equal heights to equal percentages. A break parts the convention of the
# first years from the first measurement; the others lie where networks were merged and the sample was redrawn.

# %%
infant = chd.series("infant_mortality")
plotting.long_series(infant, others=[chd.series("infant_mortality", method="modelled")], log=True, eras=False)
plt.show()
table = both("infant_mortality")
for start, end in ((1990, 2003), (2004, 2024)):
    part = table.loc[start:end, "gap"]
    print(f"{start} to {end}: {len(part)} years with both; gap from {part.min():+.1f} to {part.max():+.1f} per 1000")

# %% [markdown]
# In the later years the lines are nearly one. That is no proof of either: for China the model takes in the same
# surveillance figures. Two witnesses who have talked to each other are one witness (非独立证据).
#
# The falls of the eras look different in units and in per cent. Eras have one where both values stand on one basis.

# %%
falls = chd.eras("infant_mortality").dropna(subset=["change"])
ratio = (falls["value_to"] / falls["value_from"]).astype(float)
span = (falls["year_to"] - falls["year_from"]).astype(float)
falls = falls.assign(percent_per_year=(ratio ** (1 / span) - 1) * 100)
falls[["name_en", "year_from", "year_to", "value_from", "value_to", "per_year", "percent_per_year"]].round(2)

# %% [markdown]
# In units the falls get smaller from era to era; they must, since a rate that is low cannot fall by much. In per
# cent a year (年均变化率), eras that look unlike in units are far more alike. Say which of the two you mean when you
# write that progress slowed.
#
# ## Beds: when the definition moves
#
# Where what is counted changes, `series` starts a new segment, and leaves a gap so that no line is drawn across.

# %%
beds = chd.series("beds_per_1000")
known = beds.dropna(subset=["value"])
for segment, part in known.groupby("segment"):
    print(f"segment {segment}: {part['year'].min()} to {part['year'].max()}, {len(part)} values")
notes = chd.load_benchmarks(indicator="beds_per_1000", region="China").set_index("year")["note"]
start = known.loc[known["obs_status"] == "B", "year"].item()
before, at = (known.set_index("year")["value"][year] for year in (start - 1, start))
print(f"{start - 1}: {before:.2f}, {start}: {at:.2f} beds per 1000.")
print(f"Note of {start}: {notes[start]}.")

# %% [markdown]
# By the note, the beds that were counted before *fell* in that year; the printed series rises, because more kinds
# of institutions entered. A change across a break is the sum of what happened and of what was redefined. The series
# that the World Bank carries makes this plainer, since it shrinks to hospital beds.

# %%
bank = chd.series("wdi_beds_per_1000", method="modelled")
plotting.long_series(beds, others=[bank], eras=False)
plt.show()
leap = bank.loc[bank["obs_status"] == "B", "year"].iloc[0]
values = bank.dropna(subset=["value"]).set_index("year")["value"]
percent = (values[leap] / values[leap - 1] - 1) * 100
print(f"World Bank series, {leap - 1} to {leap}: {values[leap - 1]:.2f} to {values[leap]:.2f} ({percent:+.0f} %).")

# %% [markdown]
# No hospital closed to make this leap.
#
# ## What care costs, and who pays

# %%
total = chd.series("total_health_expenditure").dropna(subset=["value"])
share = chd.series("health_expenditure_gdp_share").dropna(subset=["value"])
newest = share[share["segment"] == share["segment"].max()]
factor = total["value"].iloc[-1] / total["value"].iloc[0]
first, last = total["year"].iloc[[0, -1]]
print(f"{first} to {last}: total spending times {factor:,.0f}, in yuan of each year;")
for name, part in (("share of GDP", share), ("the same on its newest basis", newest)):
    old, new = part.iloc[0], part.iloc[-1]
    print(f"{old['year']} to {new['year']}: {name}, from {old['value']:.2f} to {new['value']:.2f} %;")
print(f"First releases among these {len(newest)} shares, which may change: {(newest['obs_status'] == 'P').sum()}.")

# %% [markdown]
# And what is printed first is not what stands in the end. The ministry's bulletin (统计公报) comes out in the summer
# after; the final account (核算结果) a year or two later. `revisions` puts both side by side, and
# `plotting.first_and_latest` draws them:

# %%
revised = chd.revisions("health_expenditure_gdp_share")
print(revised[["year", "first", "latest", "difference"]].to_string(index=False))
before, after = (revised.set_index("year")[name].loc[[2022, 2023]] for name in ("first", "latest"))
print(f"2022 to 2023 as first printed: {before.iloc[0]:.2f} to {before.iloc[1]:.2f} %, a rise;")
print(f"2022 to 2023 as it stands now: {after.iloc[0]:.2f} to {after.iloc[1]:.2f} %, a fall.")

# %% [markdown]
# One step of one year changed its sign: the spending was right the first time, but the economic census of 2023
# (第五次经济普查) raised the income that it is divided by. So compare first prints with first prints, or final accounts
# with final accounts, never one with the other. `chd.series` takes the latest.
#
# The factor is in current prices (现价): it mixes more care with higher prices, and the package holds no price
# index to part them. A share of GDP is nearly free of that; it still moves when the statistical office revises GDP.
# And both long comparisons cross breaks of the accounts, so only the third line stays on one basis.
#
# China's accounts split the total by who pays: government (政府卫生支出), society, which is insurance and employers
# (社会卫生支出), and households (个人卫生支出). The chart is in Chinese this time; read its title and its axes
# first. White are years for which not all three parts were read.

# %%
payers = [chd.series(name) for name in ("government_share", "social_share", "out_of_pocket_share")]
plotting.stacked_shares(payers, lang="zh")
plt.show()

# %%
paid = chd.eras("out_of_pocket_share")
paid[["name_en", "year_from", "year_to", "value_from", "value_to", "change"]].round(1)

# %% [markdown]
# Where a change is missing though both ends are there, the accounts changed their basis in between. The direction
# is not in doubt, the size is.
#
# An international figure for the same idea exists too, with another whole: current expenditure (经常性卫生支出)
# alone, without investment.

# %%
china = payers[2].set_index("year")["value"]
world = chd.series("out_of_pocket_share_che", method="modelled").set_index("year")["value"]
year = world.index.max()
print(f"{year}: {china[year]:.1f} % of total, {world[year]:.1f} % of current health expenditure.")

# %% [markdown]
# Both are right. Quote the whole with the share.
#
# ## What a timeline cannot show
#
# Eras on a chart suggest that each made its part of the line. But every era holds policies, and most years since
# the end of the nineties do.

# %%
listed = chd.load_policies()
recent = range(1997, int(listed["date"].str[:4].max()) + 1)
held = set(listed["date"].str[:4].astype(int)) & set(recent)
print(f"{len(held)} of the {len(recent)} years from {recent[0]} hold at least one of the policies listed here.")

# %% [markdown]
# Wherever a line bends, a policy is near. That it is near does not make it the cause; incomes, schooling, clean
# water and the age of the people moved as well. Notebook 7 takes up the question for one line and one reform.
#
# **Summary**
#
# - Ask of each point: measured, estimated, first release, or a convention?
# - The values of an era are those that were read within it; look at their years before their change.
# - Never compare across a break; compare within segments, and say what was redefined.
# - Official and modelled values answer one question by two ways; agreement counts as evidence only where they are
#   independent.
# - Crude rates mix health with age, current prices mix volume with price, and a share needs its whole.

# %% [markdown]
# ## Exercises
#
# **Exercise 4.1** In which years does the official national series of health institutions (`health_institutions`,
# 医疗卫生机构数) break? Give a list of years, in order, each once.

# %% tags=["solution"]
# A year belongs in the list where a new segment starts.
institutions = chd.series("health_institutions").dropna(subset=["value"])
breaks = institutions.loc[institutions["obs_status"] == "B", "year"].tolist()
check("4.1", breaks)

# %% [markdown]
# **Exercise 4.2** In which era did maternal mortality (`maternal_mortality`, 孕产妇死亡率) fall fastest in per cent
# a year? Take the values that `eras` gives, and the eras that have a change. Give the `era_id`.

# %% tags=["solution"]
# Compound: (last / first) to the power of one over the years, less one.
mothers = chd.eras("maternal_mortality").dropna(subset=["change"]).set_index("era_id")
ratio = (mothers["value_to"] / mothers["value_from"]).astype(float)
span = (mothers["year_to"] - mothers["year_from"]).astype(float)
era = (ratio ** (1 / span)).idxmin()
check("4.2", era)

# %% [markdown]
# **Exercise 4.3** How many times as high as the urban infant mortality is the rural one (`infant_mortality_rural`,
# `infant_mortality_urban`)? Give a DataFrame with the columns `year` and `ratio` (one decimal), for the years that
# have both.

# %% tags=["solution"]
# One row a year; rural divided by urban.
rural = chd.series("infant_mortality_rural").set_index("year")["value"]
urban = chd.series("infant_mortality_urban").set_index("year")["value"]
gap = (rural / urban).dropna().round(1).rename("ratio").reset_index()
check("4.3", gap)

# %% [markdown]
# **Exercise 4.4** By how many beds per 1000 population (`beds_per_1000`) did the official series rise from the
# first to the last value that can be compared with the newest one? Two decimals.

# %% tags=["solution"]
newest = known[known["segment"] == known["segment"].max()]
rise = newest["value"].iloc[-1] - newest["value"].iloc[0]
check("4.4", rise)

# %% [markdown]
# **Exercise 4.5** A poster says: *Since 1949, health reform has cut the deaths of mothers by ninety-nine in a
# hundred.* Look at the first rows of `chd.load_benchmarks(indicator="maternal_mortality", region="China")` and at
# their notes. Name three things that the poster leaves out, and write a sentence that the data can bear.

# %% [markdown] tags=["solution"]
# A good answer names three of these:
#
# - The starting value is a convention of speeches, never measured (status U); the share that fell is as uncertain
#   as it is.
# - Between it and the next value lie four decades without any; later values come from surveillance areas, so the
#   two ends are not of one series.
# - Modelled estimates lie above or below the surveillance figures by several deaths, depending on the years.
# - *Health reform has cut* is a claim of cause. Fewer births to a mother, incomes, schooling, roads and hospital
#   births changed too, and reforms of that time pulled in different directions.
# - Rural and urban mothers did not gain alike, or at the same time.
#
# A sentence that holds: *Official figures from surveillance areas show that maternal mortality has fallen from the
# beginning of the nineties to today; for the decades before there is no measurement to compare with.*

# %% [markdown]
# **Further reading**
#
# - Judith Banister: *China's Changing Population*. Stanford University Press, 1987. On what the registers of the
#   first decades missed.
# - Basil Ashton, Kenneth Hill, Alan Piazza, Robin Zeitz: *Famine in China, 1958–61*. Population and Development
#   Review, 1984.
# - Winnie Yip, Hongqiao Fu, Angela T. Chen and others: *10 years of health-care reform in China: progress and gaps
#   in Universal Health Coverage*. The Lancet, 2019.
# - 国家统计局 (National Bureau of Statistics of China): 新中国75年经济社会发展成就系列报告, 2024. The series as the
#   office tells it.
# - World Health Organization: *World Health Statistics*, yearly. The modelled estimates, with their methods.
