# %% [markdown]
# # 7. Did reform do it?
# 是改革起了作用吗？
#
# In a report, a reform comes first and a better figure follows. This session asks what such a pair of facts can show.
# We look at which measures reports tell of, and when; then we put one national series, the share of health spending
# that households pay themselves (个人卫生支出占比), before and after the new health reform of 2009 (新医改).
#
# **What you will learn**
#
# - to read what reports choose to tell (选择性报告)
# - to compute a before-and-after difference (前后比较), and to say what it leaves out
# - to fit an interrupted time series (中断时间序列): a level and a trend before and after
# - to test such a result: other break years (安慰剂检验), other windows, how uncertain it is
# - to write a conclusion that the data can bear
#
# **Time**: 40 minutes. **Before this**: notebook 4 (series and breaks); a straight line fitted by least squares
# (最小二乘法).

# %%
# Is it missing? Run  %pip install "cnhealthdata[notebooks]"  in a cell, then restart the kernel.
from cnhealthdata.exercises import check, ready

ready(data="1.1.0")

# %%
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd

import cnhealthdata as chd
from cnhealthdata import plotting

# %% [markdown]
# ## What the reports tell of
#
# `load_reforms` has one row for each measure that a report tells of: where, when, and how far it went (`stage`).
# The rows of one measure in one report may be several, so we count reports, not rows.

# %%
reforms = chd.load_reforms()
told = reforms.groupby(["measure_id", "measure", "measure_zh"])["report_id"].nunique().sort_values(ascending=False)
told.head(10).rename("reports").reset_index()

# %% [markdown]
# When did it happen? To compare before and after we need a date.

# %%
dated = reforms["period"].notna()
print(f"{len(reforms)} rows; {dated.sum()} have a period, {(~dated).sum()} have none.")
reforms["period_basis"].value_counts().rename_axis("how the period is known").rename("rows").reset_index()

# %% [markdown]
# And how did it go? Look at the stages there are, and at those that are not there.

# %%
stages = reforms["stage"].value_counts()
print(", ".join(f"{stage}: {count}" for stage, count in stages.items()))

# %% [markdown]
# There is no stage for a measure that was given up, because these texts tell of none. That says little about
# reforms and much about reports: an authority writes of what it did. The same holds for figures. Each pair that a
# report prints as *from … to …* is sorted here by whether it moved the way its indicator calls better.

# %%
pairs = chd.load_observations().dropna(subset=["baseline_id"])
changes = pd.concat([chd.change(name).assign(indicator_id=name) for name in pairs["indicator_id"].unique()])
direction = changes["indicator_id"].map(chd.load_indicators().set_index("indicator_id")["direction"])
up = changes["absolute"].gt(0) | changes["absolute_low"].gt(0)
down = changes["absolute"].lt(0) | changes["absolute_high"].lt(0)
better = (up & (direction == "higher_better")) | (down & (direction == "lower_better"))
worse = (up & (direction == "lower_better")) | (down & (direction == "higher_better"))
print(f"{len(changes)} pairs: {better.sum()} better, {worse.sum()} worse, {(~better & ~worse).sum()} open (masked).")

# %% [markdown]
# Where nothing that got worse is printed, a list of improvements is no evidence that a reform worked. A national
# series is better evidence: it is published every year, whichever way it moves.
#
# ## Before and after
#
# In 2009 the state announced public money for insurance, primary care and essential medicines. A stated aim was that
# households pay less out of pocket. The series:

# %%
line = chd.series("out_of_pocket_share")
policies = chd.load_policies(start=1997, end=2010)
marks = policies[policies["policy_id"].isin(["1998_uebmi", "2003_ncms", "2007_urbmi", "2009_health_reform"])]
plotting.long_series(line, policies=marks)
plt.show()

# %% [markdown]
# A first answer takes the mean of some years before and of some years after.

# %%
share = line.dropna(subset=["value"]).set_index("year")["value"].astype(float)
before, after = share.loc[2002:2008].mean(), share.loc[2010:2016].mean()
print(f"2002 to 2008: {before:.1f} %; 2010 to 2016: {after:.1f} %; difference {after - before:+.1f} percentage points")

# %% [markdown]
# Is this the effect of the reform? Try the same arithmetic at a year in which nothing of the kind was announced.

# %%
rows = []
for year in (1993, 2003, 2006, 2009, 2012):
    left, right = share.loc[year - 7 : year - 1], share.loc[year + 1 : year + 7]
    rows.append((year, len(left), len(right), round(right.mean() - left.mean(), 1)))
pd.DataFrame(rows, columns=["as if in", "years before", "years after", "difference"])

# %% [markdown]
# The difference is large at several years. A series that falls for twenty years has a lower mean after *any* year
# within the fall. Before-and-after takes a trend for an effect.
#
# ## Trend and break
#
# An interrupted time series gives each side its own line:
#
# share = level + trend × (year − break) + jump × after + bend × (year − break) × after
#
# *Jump* is the step at the break, *bend* the change of the yearly trend. Without the break, the first line would
# have gone on; that is the assumption, and nothing in the data can test it.


# %%
def interrupted(values: pd.Series, year: int) -> tuple[np.ndarray, np.ndarray]:
    """Coefficients (level, trend, jump, bend), and what the lines leave over."""
    time = values.index.to_numpy(float) - year
    after = (time >= 0).astype(float)
    design = np.column_stack([np.ones_like(time), time, after, time * after])
    coefficients = np.linalg.lstsq(design, values.to_numpy(), rcond=None)[0]
    return coefficients, values.to_numpy() - design @ coefficients


window = share.loc[2001:2019]
(level, trend, jump, bend), rest = interrupted(window, 2009)
print(f"{len(window)} years. Trend before: {trend:+.2f} points a year; jump: {jump:+.2f}; bend: {bend:+.2f};")
print(f"trend after: {trend + bend:+.2f} points a year.")

# %%
fitted = window.to_numpy() - rest
fig, ax = plt.subplots(figsize=(10, 5.2), layout="constrained")
ax.plot(window.index, window, "o", ms=8, color="#0072B2")
for side in (window.index < 2009, window.index >= 2009):
    ax.plot(window.index[side], fitted[side], lw=2.5, color="#D55E00")
ax.axvline(2009, ls=":", color="black")
ax.annotate("2009", (2009, 60), xytext=(6, 0), textcoords="offset points", fontsize=14)
ax.set_ylabel("out-of-pocket share, %", fontsize=14)
ax.set_xticks(range(2001, 2020, 3))
ax.tick_params(labelsize=13)
ax.spines[["top", "right"]].set_visible(False)
plt.show()

# %% [markdown]
# The share fell faster *before* the reform than after it. A reader in a hurry could report the jump as a success or
# the bend as a failure. Neither follows. Four doubts come first.
#
# ### Doubt 1: the series is not one series
#
# The accounts changed their basis within the window; `series` marks such years as breaks (序列断点), and a year is
# missing.

# %%
inside = line[line["year"].between(2001, 2019)]
print("Bases within the window start in:", *inside.loc[inside["obs_status"] == "B", "year"].unique())
print("Years without a value:", *sorted(set(range(2001, 2020)) - set(window.index)))
print("First releases, later revised (status P):", (inside["obs_status"] == "P").sum(), "of", len(window))
for start in (2001, 2006):
    (_, trend, jump, bend), _ = interrupted(share.loc[start:2019], 2009)
    years = (window.loc[start:].index < 2009).sum()
    print(f"from {start}, {years} years before: trend {trend:+.2f}, jump {jump:+.2f}, bend {bend:+.2f}")

# %% [markdown]
# With the newest basis alone, hardly any years are left before the break, and a line through so few points fits them
# whatever they mean.
#
# ### Doubt 2: other years would do as well
#
# A placebo test moves the break to years in which this reform did not begin. If the data spoke of 2009, that year
# would stand out.

# %%
candidates = range(2004, 2016)
placebo = pd.DataFrame(
    [(year, *interrupted(window, year)[0][2:], (interrupted(window, year)[1] ** 2).sum()) for year in candidates],
    columns=["break year", "jump", "bend", "left over (sum of squares)"],
).round(2)
best = placebo.loc[placebo["left over (sum of squares)"].idxmin(), "break year"]
print(f"The break that fits best lies in {best:.0f}.")
placebo

# %%
fig, ax = plt.subplots(figsize=(10, 4.6), layout="constrained")
colours = ["#D55E00" if year == 2009 else "#7f7f7f" for year in candidates]
ax.bar(placebo["break year"], placebo["bend"], color=colours)
ax.set_xlabel("break year tried; 2009 in colour", fontsize=14)
ax.set_ylabel("bend, points a year", fontsize=14)
ax.set_xticks(list(candidates))
ax.tick_params(labelsize=13)
ax.spines[["top", "right"]].set_visible(False)
plt.show()

# %% [markdown]
# The bend at 2009 is no exception among its neighbours. The series is a curve that flattens; two straight lines find a
# bend nearly wherever they are joined. (For the years 2009 and 2010 the fit is the same, since no value was read for
# 2009.)
#
# ### Doubt 3: how sure is the number?
#
# Textbook errors assume that what is left over is independent from year to year. It is not where one year's excess
# predicts the next. A plain look: leave out one year at a time and see how far the bend moves.

# %%
_, rest = interrupted(window, 2009)
print(f"Correlation of what is left over with the year before: {np.corrcoef(rest[:-1], rest[1:])[0, 1]:+.2f}")
bends = [interrupted(window.drop(year), 2009)[0][3] for year in window.index]
jumps = [interrupted(window.drop(year), 2009)[0][2] for year in window.index]
print(f"Leaving out one year, the bend lies between {min(bends):+.2f} and {max(bends):+.2f},")
print(f"and the jump between {min(jumps):+.2f} and {max(jumps):+.2f} points.")

# %% [markdown]
# This range shows how much single years weigh. It is not a confidence interval (置信区间), and it says nothing of the
# doubts above, which are larger.
#
# ### Doubt 4: what else happened?
#
# Policies do not come alone.

# %%
near = chd.load_policies(start=2002, end=2011)
near[["date", "theme", "title_en", "title_zh"]]

# %% [markdown]
# Rural cooperatives, cover for townspeople, rising incomes, a financial crisis with its stimulus: all fall into the
# window. To separate them one would need places that reformed at different times, or a comparable country or sector
# that did not. The package holds one nation, so it cannot give a control group (对照组).
#
# ## A conclusion that the data can bear
#
# > The share that households pay rose well into the rebuilding of insurance and has fallen since 2002, a year before
# > the rural scheme began; after 2009 it went on falling, more slowly. Whether it jumped in 2009 hangs on the basis: on
# > the newest alone the jump changes its sign. The series shows *that* the burden moved from households to public and
# > social funds; it does not show *which* policy moved it.
#
# **Summary**
#
# - Reports tell of what was done and of what improved; absence of bad news is a fact about reports.
# - Before-and-after takes a trend for an effect.
# - An interrupted time series separates level and trend, if the series is one series and the break is chosen
# beforehand.
# - Placebo years, other windows and leaving out years show how much hangs on a choice.
# - A causal claim needs a comparison that is not in these data.

# %% [markdown]
# ## Exercises
#
# **Exercise 7.1** Which measures do at least nine reports tell of? Give a list of `measure_id`.

# %% tags=["solution"]
# Count reports, not rows.
counts = chd.load_reforms().groupby("measure_id")["report_id"].nunique()
measures = counts[counts >= 9].index.tolist()
check("7.1", measures)

# %% [markdown]
# **Exercise 7.2** Take the government's share (`government_share`, 政府卫生支出占比). By how many percentage points
# does its mean of 2010 to 2016 differ from that of 2002 to 2008? Positive where it rose; one decimal. (Some years
# were never read; use those there are.)

# %% tags=["solution"]
public = chd.series("government_share").dropna(subset=["value"]).set_index("year")["value"]
difference = public.loc[2010:2016].mean() - public.loc[2002:2008].mean()
check("7.2", difference)

# %% [markdown]
# **Exercise 7.3** On one basis of the accounts alone, 2001 to 2005 (`segment` 2): by how many points a year did the
# out-of-pocket share change? Fit a straight line; two decimals, with its sign.

# %% tags=["solution"]
segment = line[(line["segment"] == 2) & line["value"].notna()]
slope = np.polyfit(segment["year"].astype(float), segment["value"].astype(float), 1)[0]
check("7.3", slope)

# %% [markdown]
# **Exercise 7.4** In the window 2001 to 2019, which break year from 2004 to 2015 leaves the least over (sum of
# squares)?

# %% tags=["solution"]
left_over = {year: (interrupted(window, year)[1] ** 2).sum() for year in range(2004, 2016)}
year = min(left_over, key=left_over.get)
check("7.4", year)

# %% [markdown]
# **Exercise 7.5** Which sentence can these data bear? Give its letter.
#
# - a: The reform of 2009 lowered what households pay.
# - b: The reform of 2009 failed, since the share fell more slowly afterwards.
# - c: The share fell before and after 2009; the series alone cannot tell what the reform added.
# - d: Since every pair printed in the reports improved, the measures that they tell of worked.

# %% tags=["solution"]
# One letter, as a text: "a", "b", "c" or "d".
sentence = "c"
check("7.5", sentence)

# %% [markdown]
# **Further reading**
#
# - James Lopez Bernal, Steven Cummins, Antonio Gasparrini: *Interrupted time series regression for the evaluation of
#   public health interventions: a tutorial*. International Journal of Epidemiology, 2017.
# - Anita K. Wagner, Stephen B. Soumerai, Fang Zhang, Dennis Ross-Degnan: *Segmented regression analysis of interrupted
#   time series studies in medication use research*. Journal of Clinical Pharmacy and Therapeutics, 2002.
# - Winnie Yip, Hongqiao Fu, Angela T. Chen and others: *10 years of health-care reform in China: progress and gaps in
#   Universal Health Coverage*. The Lancet, 2019.
# - Scott Cunningham: *Causal Inference: The Mixtape*. Yale University Press, 2021.
