# %% [markdown]
# # 10. Thirty-one provinces
# 三十一个省份
#
# **What you will learn**
#
# - to turn a table of provinces (省级面板数据) into a map that hides no small province
# - to measure inequality between places (地区差异): range, coefficient of variation, Gini, Theil
# - to tell two kinds of convergence (收敛) apart, and why one does not imply the other
# - what population weights (人口权重) change, and when a break (口径变化) only looks like a change
#
# **Time**: 45 minutes in class, the exercises at home.
#
# **Before this**: notebooks 3 and 4; a straight line through points.

# %%
# Is it missing? Run  %pip install "cnhealthdata[notebooks]"  in a cell, then restart the kernel.
from cnhealthdata.exercises import check, ready

ready(data="1.1.0")

# %% [markdown]
# ## From a table to a map
#
# `panel` gives one row per province and year. Its notes say what to mind; read them before the numbers.
# %%
import matplotlib.pyplot as plt
import numpy as np

import cnhealthdata as chd
from cnhealthdata import plotting

beds = chd.panel("beds_per_1000")
for note in beds.attrs["notes"]:
    print("-", note)
wide = chd.panel("beds_per_1000", wide=True)
without = sorted(set(range(wide.columns.min(), wide.columns.max())) - set(wide.columns))
print(f"{len(wide)} provinces, {wide.columns.min()} to {wide.columns.max()}; no table was found of {without}.")
wide[[2005, 2013, 2023]].sort_values(2023).head()

# %% [markdown]
# On a common map Tibet (西藏) is large and Shanghai (上海) a dot. A tile map gives each province the same room, in its
# rough place. Both years share one scale, so that colours compare.

# %%
plotting.province_tiles(chd.panel("beds_per_1000", years=[2005, 2023]))
plt.show()
least, most = wide.idxmin(), wide.idxmax()
for year in (2005, 2023):
    print(f"{year}: from {wide[year].min():.2f} ({least[year]}) to {wide[year].max():.2f} ({most[year]}).")

# %% [markdown]
# The order was turned over. In the first year the rich cities led; in the last one the north-east (东北) and the west
# (西部) do, and Guangdong (广东) comes last. Beds per resident fall where people arrive and rise
# where they leave, even when nobody builds or closes a ward: mind the denominator (分母).
#
# ## One number for inequality
#
# `dispersion` puts a year into one row. The coefficient of variation (变异系数) is the standard deviation over the
# mean; the Gini coefficient (基尼系数) is half the mean distance of two persons over the mean; Theil's index (泰尔指数)
# can be split into a part between regions and a part within them.

# %%
apart = chd.dispersion("beds_per_1000").set_index("year")
apart[["minimum_place", "maximum_place", "ratio", "variation", "gini", "theil_between"]].round(3)

# %%
turn = apart["variation"].idxmin()
start, end = apart["variation"].iloc[0], apart.loc[turn, "variation"]
print(f"Beds drew together until {turn}: variation {start:.3f} to {end:.3f}.")
print(f"Since then: {apart['variation'].iloc[-1]:.3f} in {apart.index[-1]}.")
print(f"Between the four regions lay {apart.loc[turn, 'theil_between']:.0%} of Theil's index in {turn},")
print(f"and {apart['theil_between'].iloc[-1]:.0%} in {apart.index[-1]}.")

# %% [markdown]
# So provinces converged, and then they stopped. But less and less of what is left is chance within a region: more and
# more lies between regions.
#
# ### Whose inequality?
# Weighted by population, a person in Guangdong (广东) counts as much as one in Tibet; unweighted, a province counts as
# much as any other. These are answers to two questions, and they can contradict each other, as in Simpson's paradox
# (辛普森悖论).

# %%
equal = chd.dispersion("beds_per_1000", weights="equal").set_index("year")
fig, axes = plt.subplots(figsize=(9, 4), layout="constrained")
axes.plot(apart.index, apart["variation"], "o-", label="persons count alike")
axes.plot(equal.index, equal["variation"], "s--", label="provinces count alike")
axes.set_ylabel("coefficient of variation")
axes.set_ylim(0)
axes.legend(frameon=False)
plt.show()
last = apart.index[-1]
for name, table in (("persons", apart), ("provinces", equal)):
    print(
        f"{name}: least in {table['variation'].idxmin()}, {table.loc[turn, 'variation']:.3f} in {turn} and "
        f"{table.loc[last, 'variation']:.3f} in {last}."
    )

# %% [markdown]
# ## Two kinds of convergence
#
# **Sigma convergence** (σ收敛): the spread falls. **Beta convergence** (β收敛): those who start low grow faster. The
# second can hold without the first: where values are tossed about by chance, the low ones rise and the high ones fall
# on average, and the spread stays as it was. Galton saw it in the heights of fathers and sons.


# %%
def slope(first, last):
    start = np.log(wide[first])
    growth = 100 * np.log(wide[last] / wide[first]) / (last - first)
    return np.polyfit(start, growth, 1)[0]


for first, final in ((2005, 2013), (2013, 2023)):
    spread = equal.loc[final, "variation"] - equal.loc[first, "variation"]
    print(f"{first} to {final}: slope {slope(first, final):+.1f}, spread {spread:+.3f}.")

# %% [markdown]
# Both slopes are negative. In the first years the spread fell with them; in the later ones it did not. Who claims
# convergence from a negative slope alone can be refuted with one line.
#
# ## The break that looks like a fall
#
# How far apart are health technicians (卫生技术人员)?

# %%
staff = chd.panel("health_technicians_per_10000")
print(staff.attrs["notes"][0])
table = chd.panel("health_technicians_per_10000", wide=True)
change = (table[2012] / table[2011] - 1).sort_values() * 100
chinese = staff.drop_duplicates("place").set_index("place")["place_zh"]
for place, percent in change.head(4).items():
    print(f"{place} {chinese[place]}: {percent:+.0f} %")

# %% [markdown]
# A third less in one year is no exodus of staff; read the note again. Until 2011 the bureau divided by the registered
# population (户籍人口), from 2012 by the residents (常住人口), among them the migrants. A spread computed across the
# break would show a great convergence that happened in the denominator.
#
# ## Summary
#
# - A table of provinces becomes a claim only with a measure, weights and years named.
# - Beds drew together until about 2013 and have not since; the regions now explain more of what is left.
# - A negative slope is not a falling spread. Look at both.
# - Rates per resident move with migration, and with what the office divides by.
#
# ## Exercises
#
# **Exercise 10.1** (recall). Which province had the fewest beds per 1000 residents in 2005, and which in 2023? Give a
# list of two English names, in this order.

# %% tags=["solution"]
# [fewest in 2005, fewest in 2023]
fewest = [wide[2005].idxmin(), wide[2023].idxmin()]
check("10.1", fewest)

# %% [markdown]
# **Exercise 10.2**. In which year was the spending of local governments on health per head
# (`local_government_health_expenditure_per_capita`, 人均地方财政医疗卫生支出) most equal, by the Gini coefficient
# weighted by population? Give the year.

# %% tags=["solution"]
# The year with the least Gini coefficient
spending = chd.dispersion("local_government_health_expenditure_per_capita").set_index("year")
most_equal = int(spending["gini"].idxmin())
check("10.2", most_equal)

# %% [markdown]
# **Exercise 10.3**. How many provinces had a lower number of health technicians per 10,000 in 2012 than in 2011? Give
# a number, and say to yourself why it is no sign of decline.

# %% tags=["solution"]
# Provinces whose number fell across the break
fell = int((table[2012] < table[2011]).sum())
check("10.3", fell)

# %% [markdown]
# **Exercise 10.4**. What is the slope of beta convergence of beds per 1000 from 2005 to 2023: yearly growth in per
# cent (logarithms, as in `slope`) on the logarithm of the start? Give a number, rounded to one decimal.

# %% tags=["solution"]
# Slope of yearly growth on the logarithm of the start
beta = round(slope(2005, 2023), 1)
check("10.4", beta)

# %% [markdown]
# **Exercise 10.5** (judgement). A newspaper writes: "Since 2013 the provinces with few beds have caught up: the fewer
# beds a province had, the faster it grew." Which answer do the data bear?
#
# - **a** "True: the slope is negative, so the provinces have converged."
# - **b** "False: the slope is negative, but that is beta convergence; the spread has not fallen."
# - **c** "False: the spread has grown every year since 2013."
# - **d** "Nothing can be said: the definition of beds changed in 2013."
#
# Give the letter.

# %% tags=["solution"]
# The letter of the answer that the data bear
answer = "b"
check("10.5", answer)

# %% [markdown]
# ## Further reading
#
# - `chd.load_sources()` names where each value was read; `curation/panel/` in the project holds the tables as printed.
# - `chd.describe("beds_per_1000")` says what is counted, and what does not compare.
# - Milton Friedman, "Do old fallacies ever die?", *Journal of Economic Literature* 30, 1992. Regression to the mean,
#   mistaken for convergence.
