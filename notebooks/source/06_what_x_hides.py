# %% [markdown]
# # 6. What the x hides
# x 遮住了什么
#
# **What you will learn**
#
# - to read a masked figure (遮蔽数字) as an interval (区间) with two ends
# - to carry intervals through sums, differences, ratios and comparisons
# - to tell what holds for every number that an x can hide from what holds for some of them only
# - to say on which assumption about the mask a statement rests
# - why a midpoint (中点) is not a cautious guess, and what honest reporting of missing values looks like
#
# **Time**: 40 minutes in class, the exercises at home.
#
# **Before this**: notebooks 1 and 2; selecting rows and columns in pandas; writing a small function.

# %%
# Is it missing? Run  %pip install "cnhealthdata[notebooks]"  in a cell, then restart the kernel.
from cnhealthdata.exercises import check, ready

ready(data="1.1.0")

# %% [markdown]
# ## A page full of x
#
# One of the sources is a compilation of local health reports in which the publisher put an x for each digit. The
# sentence is there, the unit is there, the number is not.
# %%
import re
import textwrap

import matplotlib.pyplot as plt
import pandas as pd

import cnhealthdata as chd
from cnhealthdata import plotting

figures = chd.load_observations()
compilation = figures[figures["report_id"].str.startswith("compilation")]
masked = figures[figures["qualifier"] == "masked"]
print(f"{len(masked)} of the {len(compilation)} figures in the compilation are masked.")
two, open_end = masked["value_high"] < float("inf"), masked["value_high"] == float("inf")
print(f"The mask leaves two ends for {two.sum()}, one end for {open_end.sum()}, none for {(~two & ~open_end).sum()}.")
examples = ["compilation-01@1335", "compilation-03@4050", "compilation-09@11335", "compilation-16@27257"]
columns = ["region", "indicator", "literal", "value", "value_low", "value_high", "obs_status"]
masked.set_index("observation_id").loc[examples, columns]

# %% [markdown]
# `value` is missing, and it stays missing. But `xx.x%` is not nothing. If each x stands for one digit, the figure has
# two digits before the point and one behind it, so it lies between `10.0` and `99.9`: a number of two or more digits
# does not begin with 0. A single x may be 0. 万 and 亿 multiply both ends. A word such as 以上 (at least) opens the
# upper end, which for a share of a whole stops at 100. `obs_status` is Q, the SDMX code for a suppressed value.
#
# Figures without any end are of two sorts: those with 约 (about) or 近 (nearly), and those whose mask cannot be
# trusted. We come back to the second sort.
#
# Here is an indicator that several reports print, most of them behind a mask: health literacy (居民健康素养水平).

# %%
literacy = chd.compare("health_literacy")
plotting.intervals(literacy)
plt.show()

# %% [markdown]
# The intervals are so long that the picture seems to say nothing. It says little, and that little can be stated
# exactly.
#
# ## What can still be said
#
# ### Against a limit
# A comparison of an interval with a number has three answers, not two. It holds for every number in the interval, for
# none, or for some; then the honest answer is that we cannot say (无法判断).


# %%
def verdict(low, high, other):
    if low > other:
        return "above"
    if high < other:
        return "below"
    return "equal" if low == high else "cannot say"


kind = (masked["unit"] == "%") & (masked["status"] == "actual") & (masked["statistic"] == "level")
shares = masked[kind & masked["value_low"].notna()]
table = pd.DataFrame(index=shares["observation_id"])
for limit in (5, 20, 50, 90, 99.99):
    table[limit] = [verdict(low, high, limit) for low, high in zip(shares["value_low"], shares["value_high"])]
table.apply(pd.Series.value_counts).fillna(0).astype(int).rename_axis(columns="limit in %")

# %% [markdown]
# Two digits are above 5 whatever they are. Between 20 and 90 the mask is silent. At the right end of the table it
# speaks again: some shares are certainly above `99.99`. Which are they?

# %%
over = shares[shares["value_low"] >= 100]
print(f"{len(over)} masked rates are 100 % or more, whatever their digits:")
for row in over.to_dict("records"):
    print(f"  {row['literal']:8} {row['indicator']} ({row['indicator_zh']})")

# %% [markdown]
# They are completion rates (完成率), which may pass 100 %. Three digits before the point mean that the plan was
# reached. For a share of a whole, three digits leave one value only; the package then gives the value with the flag
# `implied_value`.
#
# ### Against the nation
# Xinyu (新余市) masks its health literacy and does not date it. Set it beside the national surveys.

# %%
xinyu = literacy.set_index("place").loc["Xinyu"]
nation = chd.series("health_literacy")[["year", "value"]].dropna()
nation["Xinyu is"] = [verdict(xinyu["value_low"], xinyu["value_high"], value) for value in nation["value"]]
passed = nation.loc[nation["Xinyu is"] == "above", "year"]
print(f"Xinyu, xx.x %, lies above the nation's level of {', '.join(map(str, passed))}; of other years we cannot say.")
nation.head(6)

# %% [markdown]
# ### Sums
# A sum (和) is least when all parts are least, and greatest when all are greatest. Hulunbuir (呼伦贝尔市) counts
# fever clinics (发热门诊) and, apart from them, fever consulting rooms in township and community centres.

# %%
parts = masked[masked["observation_id"].isin(["compilation-15@22271", "compilation-15@22275"])]
low, high = parts["value_low"].sum(), parts["value_high"].sum()
print(f"Both together: {low:,.0f} to {high:,.0f}.")
parts[["scope", "literal", "value_low", "value_high"]]

# %% [markdown]
# The figure with the most digits rules the sum. The shorter one hardly matters, hidden or not.
#
# ### Differences
# A difference (差) is least when the first is greatest and the second least: opposite ends meet. One piece tells how
# intensive-care beds (重症床位) of the nation grew, from one masked number to another.

# %%
beds = chd.change("icu_beds").iloc[0]
print(f"Before {beds['value_low_from']:,.0f} to {beds['value_high_from']:,.0f} beds, after the same range.")
print(f"From the digits: a change of {beds['absolute_low']:,.0f} to {beds['absolute_high']:,.0f}.")
print(f"From the digits and the word 'expansion': {max(beds['absolute_low'], 0):,.0f} to {beds['absolute_high']:,.0f}.")

# %% [markdown]
# The digits alone leave even the direction open. The direction comes from the words of the page, so a careful
# sentence says so: "according to the report, the beds were expanded". Words are evidence too, of another kind.
#
# ### Ratios
# Two masked figures can together say more than each alone. Loudi (娄底市) masks both the number of its general
# practitioners (全科医生) and their number per 10,000 residents. Their ratio is the population (人口).

# %%
loudi = masked[masked["region"] == "Loudi"].set_index("indicator_id")
doctors, density = loudi.loc["general_practitioners"], loudi.loc["gp_per_10000"]
least = doctors["value_low"] / (density["value_high"] + 0.05) * 10_000  # a printed 9.9 may be 9.95, rounded
places, per_1000 = loudi.loc["nursery_places"], loudi.loc["nursery_places_per_1000"]
least_again = places["value_low"] / (per_1000["value_high"] + 0.005) * 1000
print(f"{doctors['literal']} over {density['literal']} per 10,000: at least {least:,.0f} residents.")
print(f"{places['literal']} over {per_1000['literal']} per 1000: at least {least_again:,.0f} residents.")
print(f"Both hold, so the greater counts: at least {max(least, least_again):,.0f}. There is no upper end.")

# %% [markdown]
# Masked figures, put together, show a least size of the place that none of them shows alone. There is no upper end
# because a rate `x.x` may be `0.0`, and nothing divides by it.
#
# Statisticians call this way of working **partial identification** (部分识别): data and assumptions together leave a
# set of possible values, and one reports the set. The rest of the notebook asks how large the part is that the
# assumptions play.
#
# ## How the answer hangs on the mask
#
# Everything so far rests on one assumption: one x, one digit. Does the compilation keep to it? Sometimes the page
# itself shows that it does not; such figures carry the flag `mask_unreliable` and have no bounds.

# %%
flags = compilation["flags"].fillna("")
for row in compilation[flags.str.contains("mask_unreliable")].to_dict("records"):
    print(f"{row['literal']:6}{row['indicator']}\n      {row['note']}")
solved = compilation[flags.str.contains("implied_value")]
same = solved["literal"].str.count("x") == solved["value"].map("{:.0f}".format).str.len()
print(f"\nMasks that the page itself resolves: {len(solved)}; as many x as digits: {same.sum()}.")

# %% [markdown]
# Mind what this test can show. The masks that the page resolves all agree with the assumption, but those read as 100
# % were resolved *because* they have three x, so they prove nothing; only the short lists and the round-the-clock
# service were counted independently. The broken ones were noticed because another figure stands in the way. Where
# nothing stands in the way, a broken mask goes unnoticed. So the number of flagged rows is a lower bound (下界) of
# the broken ones.
#
# What remains of our statements when the assumption is weakened? Four assumptions, from strong to weak:


# %%
infinity = float("inf")
ASSUMPTIONS = {
    "digit for digit": lambda low, high: (low, high),
    "at most so many digits": lambda low, high: (0, high),
    "at least so many digits": lambda low, high: (low, infinity),
    "any number of digits": lambda low, high: (0, infinity),
}
lives = masked.set_index("observation_id").loc["compilation-04@4883"]
ends = ["value_low", "value_high"]
print(f"Life expectancy of {lives['region']}, {lives['literal']}:")
pd.DataFrame({name: widen(*lives[ends]) for name, widen in ASSUMPTIONS.items()}, index=["from", "to"]).T

# %% [markdown]
# Now the statements. A statement *holds* if it is true for every number that the assumption allows; otherwise it is
# open.

# %%
before_2015 = nation.loc[nation["year"] < 2015, "value"].max()
investment = loudi.loc["investment_completion_rate"]
claims = {
    "Xinyu: literacy above the nation before 2015": lambda widen: widen(*xinyu[ends])[0] > before_2015,
    "Loudi: investment reached the plan": lambda widen: widen(*investment[ends])[0] >= 100,
    "Loudi: a million residents or more": lambda widen: (
        widen(*doctors[ends])[0] / (widen(*density[ends])[1] + 0.05) * 10_000 >= 1_000_000
    ),
    "Qinhuangdao: life expectancy below 100": lambda widen: widen(*lives[ends])[1] < 100,
}
outcome = {
    name: {claim: "holds" if true(widen) else "open" for claim, true in claims.items()}
    for name, widen in ASSUMPTIONS.items()
}
pd.DataFrame(outcome)

# %% [markdown]
# No column is wrong. Each answers the question for readers who grant that assumption. The more one assumes, the more
# one can say, and the fewer readers will follow. A report that gives only the first column, without naming the
# assumption, hides the choice.
#
# Knowledge from outside is one more assumption, often a good one. No population has a life expectancy of ten years or
# of a hundred, so anyone may shorten that interval; what shortens it then comes from the reader, not from the page.
#
# ## Why publishers mask
#
# There are good reasons and poor ones:
#
# - **Protection of persons** (保护隐私). A cell of two patients in a small county may give them away; statistical
#   offices suppress small cells, often with a second cell so that the first cannot be worked out from the total.
# - **Not yet official** (尚未公布). A figure waits for its release or its revision.
# - **A template** (范文). The text is offered as a model for others to fill in; its figures are not meant to inform.
# - **Property** (版权). The full text is for sale, or someone else's.
# - **Embarrassment** (不利数字). A figure is left out because it looks bad.
#
# The reason matters. Where masks depend on the hidden value, as in the first and the last case, the figures that
# remain are a selection, and so would be any average of them. Where masks ignore the value, what remains is merely
# less. What did this publisher do? The figures that escaped the mask may tell.

# %%
left = compilation[(compilation["qualifier"] != "masked") & ~flags.str.contains("implied_value")]
print(f"{len(left)} figures stand unmasked: {' '.join(left['literal'])}")
print(f"Of these with an Arabic digit: {left['literal'].str.contains('[0-9]').sum()}.")
ledger = chd.load_ledger(report=sorted(compilation["report_id"].unique()))
reasons = ledger["reason"].value_counts()
print(f"Also masked: {reasons['masked_name']} names and {reasons['masked_date']} dates.")

# %% [markdown]
# What escaped was written in Chinese numerals. So the mask struck digits as characters, large and small, flattering
# and not, and names and dates as well. That fits a template more than a protection of patients. It is a guess: the
# publisher does not say. And it concerns the mask alone. *Which* figures a health commission chose to write into the
# report in the first place is another selection, and no mask shows it.
#
# ## An experiment: mask what we know
#
# The other sources are unmasked. If we hide their figures ourselves, we can look behind the x and see what is lost.
# We take the figures printed exactly, in Arabic digits.


# %%
def hide(number, kept=0):
    return number[:kept] + re.sub(r"\d", "x", number[kept:])


def bounds(pattern):
    low, high = pattern.replace("x", "0"), pattern.replace("x", "9")
    if pattern.startswith("xx"):
        low = "1" + low[1:]  # two or more digits do not begin with 0
    return float(low), float(high)


for number in ("79.41", "2.35"):
    print(number, hide(number), bounds(hide(number)), hide(number, kept=1), bounds(hide(number, kept=1)))

# %%
known = figures[~figures["report_id"].isin(compilation["report_id"]) & (figures["qualifier"] == "exact")]
known = known[known["literal"].str.match(r"\d")].copy()
known[["number", "times"]] = known["literal"].str.extract(r"^([\d.]+)\s*([万亿]?)")
known["times"] = known["times"].map({"": 1, "万": 1e4, "亿": 1e8})
top = known["indicator_id"].map(chd.load_indicators().set_index("indicator_id")["maximum"]).fillna(infinity)
for name, kept in (("full mask", 0), ("first digit kept", 1)):
    span = known["number"].map(lambda number, kept=kept: bounds(hide(number, kept)))
    known[f"{name}, low"] = span.str[0] * known["times"]
    known[f"{name}, high"] = (span.str[1] * known["times"]).clip(upper=top)  # a share of a whole ends at 100
inside = known["value"].between(known["full mask, low"] - 0.001, known["full mask, high"] + 0.001)
print(f"{inside.sum()} of {len(known)} true values lie within the bounds of their mask.")

# %% [markdown]
# The bounds hold, because we masked digit for digit. (The small margin is for rounding in the computer.)
#
# ### What would be lost
# First, the direction of change (变化方向). Some figures are printed as a change from an earlier one.

# %%
earlier = known.set_index("observation_id")
later = earlier[earlier["baseline_id"].isin(earlier.index)].copy()
before = earlier.loc[later["baseline_id"]].set_index(later.index)
later["from"], later["to"] = before["literal"], later["literal"]
words = {"above": "up", "below": "down", "equal": "none", "cannot say": "cannot say"}
change = later["value"] - before["value"]
later["true direction"] = [words[verdict(step, step, 0)] for step in change]
least = later["full mask, low"] - before["full mask, high"]  # opposite ends meet
most = later["full mask, high"] - before["full mask, low"]
later["masked direction"] = [words[verdict(low, high, 0)] for low, high in zip(least, most)]
later[["region", "indicator", "from", "to", "true direction", "masked direction"]].reset_index(drop=True)

# %% [markdown]
# What survives is the figure that loses a digit: it has certainly fallen. All other progress disappears behind equal
# patterns.
#
# Second, the comparison with the nation, for every rate that has a national value of the same year. (Whether the two
# are comparable is the question of notebook 3; here we ask only which is greater.) We also try a milder mask, which
# keeps the first digit.

# %%
rates = [name for name in chd.load_benchmarks()["indicator_id"].unique() if name in set(known["indicator_id"])]
tables = [chd.compare(name, benchmark=True) for name in rates if name != "health_institutions"]  # a count, no rate
national = pd.concat(tables).dropna(subset=["nation_value", "value"]).set_index("observation_id")["nation_value"]
beside = earlier.join(national, how="inner")
answers = pd.DataFrame({"printed": list(map(verdict, beside["value"], beside["value"], beside["nation_value"]))})
for name in ("full mask", "first digit kept"):
    answers[name] = list(map(verdict, beside[f"{name}, low"], beside[f"{name}, high"], beside["nation_value"]))
answers.apply(pd.Series.value_counts).fillna(0).astype(int)

# %% [markdown]
# The full mask leaves almost everything open, one digit settles most of it. A publisher who must not print the exact
# figure has better choices than an x: a rounded value, or a band such as `70 to 80 %`. (Not for small counts: where a
# number has one digit, the first digit is all of it.)
#
# Third, checks (核对). Liaoyuan announces a number of key projects and divides them into groups that do not add up;
# the package notes this with the flag `not_additive`. Would anyone have noticed under a mask?

# %%
check_sum = chd.load_identities().set_index("identity_id").loc["liaoyuan_key_projects"]
total, parts = earlier.loc[check_sum["result_id"]], earlier.loc[check_sum["part_ids"].split(";")]
low, high = parts["full mask, low"].sum(), parts["full mask, high"].sum()
print(f"Printed: {' + '.join(parts['number'])} = {parts['value'].sum():.0f}, announced {total['number']}.")
print(f"Masked: parts make {low:.0f} to {high:.0f},")
print(f"announced {total['full mask, low']:.0f} to {total['full mask, high']:.0f}. No contradiction.")

# %% [markdown]
# A mask hides errors as well as values.
#
# ### What midpoints would do
# Many programs want a number in each cell, and many people give them the midpoint of the interval. It looks neutral.
# What does it do to the exact shares of the unmasked reports?

# %%
percent = known[(known["unit"] == "%") & (known["status"] == "actual")].sort_values("value").reset_index(drop=True)
middle = (percent["full mask, low"] + percent["full mask, high"]) / 2
fig, ax = plt.subplots(figsize=(8, 5.5), layout="constrained")
ax.hlines(percent.index, percent["full mask, low"], percent["full mask, high"], color="0.75", linewidth=5)
ax.plot(middle, percent.index, "x", color="#D55E00", markersize=10, markeredgewidth=2.5)
ax.plot(percent["value"], percent.index, "o", color="#0072B2", markersize=9)
labels = percent["region"] + ": " + percent["indicator"]
ax.set_yticks(percent.index, [textwrap.shorten(label, 44, placeholder=" …") for label in labels])
ax.set(xlim=(0, 108), xlabel="%", title="Printed (dot), and the midpoint of its mask (cross)")
off = (middle - percent["value"])[percent["value"] < 100].abs()
print(f"Midpoints of shares below 100 %: {middle[off.index].min():.1f} to {middle[off.index].max():.1f}.")
print(f"They miss by {off.mean():.0f} percentage points on average, at worst by {off.max():.0f}.")
plt.show()

# %% [markdown]
# At the top, three digits can only be 100 %, and nothing is hidden. Below, the crosses stand in a column. Whatever
# was printed, the midpoint is nearly the same: differences between places vanish, and a change from one year to the
# next becomes zero or a matter of decimals. A table filled in this way looks complete and holds the pattern of the
# mask, not of the cities.
#
# And the midpoint is not neutral. Look at how the figures begin.

# %%
positive = known[known["value"] > 0]
ratio = (positive["full mask, low"] + positive["full mask, high"]) / 2 / positive["value"]
first = positive["number"].str.lstrip("0.").str[0].astype(int).value_counts(normalize=True).sort_index() * 100
fig, ax = plt.subplots(figsize=(7, 4))
ax.bar(first.index, first, color="#0072B2")
ax.axhline(100 / 9, color="#D55E00", linewidth=2)
ax.text(9.5, 100 / 9 + 0.7, "if all digits were equally frequent", color="#D55E00", ha="right")
ax.set(xlabel="first digit", ylabel="% of the figures", xticks=range(1, 10), title="First digits of what was printed")
print(f"{first[1]:.0f} % of the figures begin with 1, {first[9]:.0f} % with 9. The midpoint is above the true value")
print(f"for {(ratio > 1).mean():.0%} of the figures, and for half of all at least {ratio.median():.1f} times as large.")
plt.show()

# %% [markdown]
# Numbers that range over several orders of magnitude begin with 1 far more often than with 9 (Benford's law,
# 本福特定律). The midpoint pretends that all first digits are equally frequent, so it is too high most of the time,
# and sums of midpoints add the excess up. Take the floor area (建筑面积) of the building projects that Liaoyuan
# prints.

# %%
area = known[(known["indicator_id"] == "project_floor_area") & (known["region"] == "Liaoyuan")]
low, high = area["full mask, low"].sum(), area["full mask, high"].sum()
print(f"{len(area)} projects, printed: {area['value'].sum():,.0f} square metres in all.")
print(f"Masked: {low:,.0f} to {high:,.0f}.")
print(f"Sum of midpoints: {(low + high) / 2:,.0f}, {(low + high) / 2 / area['value'].sum():.1f} times the truth.")

# %% [markdown]
# ### And if the mask is careless?
# The compilation's masks swallow punctuation. Suppose a mask loses the decimal point: `79.41` becomes `xxxx`.

# %%
careless = known["number"].map(lambda number: bounds(hide(number.replace(".", ""))))
caught = known["value"].between(careless.str[0] * known["times"] - 0.001, careless.str[1] * known["times"] + 0.001)
pointed = known["number"].str.contains(".", regex=False)
print(f"Bounds that hold: {caught.mean():.0%} of all figures,")
print(f"{caught[pointed].mean():.0%} of those with a decimal point.")

# %% [markdown]
# Bounds are certain under their assumption and worthless without it. The width of an interval does not show this: the
# wrong ones are as neat as the right ones.
#
# ## What honest reporting looks like
#
# - **A missing value is not a zero, and not an average.** The cell stays empty, and a code says why: suppressed, not
#   collected, not applicable, too small to show. SDMX has codes for it; Chinese yearbooks (统计年鉴) explain their
#   signs before the first table, such as … for a figure below the smallest unit shown.
# - **Count what is missing** and show it beside what is there.
# - **Give bounds where the print supports them**, and name the assumption in the same sentence.
# - **Say which statements hold for every possible value.** Leave the others out, or call them open.
# - **If you must fill in**, do it many times over with plausible values (multiple imputation, 多重插补), show how the
#   result varies, and never write the fillings back into the table.
# - **If you must mask**, prefer bands or rounding to x, mask digit for digit, and say why and what you masked.
#
# ## Summary
#
# - A mask leaves an interval. Sums, differences and ratios of intervals are intervals; for differences and ratios,
#   opposite ends meet.
# - A comparison has three answers. "Cannot say" is one of them.
# - Some strong statements survive: a plan was reached, a place is large, a figure lost a digit.
# - Bounds rest on an assumption about the mask; name it, test it where the page allows, and show what falls without
#   it.
# - Midpoints erase differences, mostly overstate, and hide that anything was missing.
#
# ## Exercises
#
# **Exercise 6.1** (recall). A county prints its spending on basic public health services (基本公共卫生服务) as
# `xxx.xx万元`. Give the bounds in yuan as a list `[low, high]`, digit for digit. You may work it out by hand, or look
# up the row `compilation-11@15240`.

# %% tags=["solution"]
# In yuan: [low, high]
row = figures.set_index("observation_id").loc["compilation-11@15240"]
spending = [row["value_low"], row["value_high"]]
check("6.1", spending)

# %% [markdown]
# **Exercise 6.2**. The report `compilation-16` counts healthy and hygienic places (卫生、健康创建单位) of one
# county-level city, title by title: indicator `health_places_created`. Between which numbers does the sum of all
# titles lie? Give a list `[low, high]`.

# %% tags=["solution"]
# All titles of compilation-16 together: [low, high]
rows = chd.load_observations(report="compilation-16", indicator="health_places_created")
titles = [rows["value_low"].sum(), rows["value_high"].sum()]
check("6.2", titles)

# %% [markdown]
# **Exercise 6.3**. The same city has `xx.x万人` with a family-doctor contract (家庭医生签约), which is `xx%` of its
# residents: indicators `family_doctor_contracts` and `family_doctor_contract_rate`, status actual. Between which
# numbers does its population lie? Take the digits as they are, without rounding error. Give a list `[low, high]`,
# rounded to whole persons.

# %% tags=["solution"]
# Population of the county-level city: [low, high]
city = chd.load_observations(report="compilation-16", status="actual").set_index("indicator_id")
contracts, rate = city.loc["family_doctor_contracts"], city.loc["family_doctor_contract_rate"]
population = [
    round(contracts["value_low"] / (rate["value_high"] / 100)),
    round(contracts["value_high"] / (rate["value_low"] / 100)),
]
check("6.3", population)

# %% [markdown]
# **Exercise 6.4**. How far does a milder mask help? Take the exact shares of the figure above (`percent`: actual, in
# %), those below 100 %. Keep their first digit and mask the rest. By how many percentage points do the midpoints of
# these intervals miss the printed values on average, in absolute terms? Give a number, rounded to one decimal.

# %% tags=["solution"]
# Mean absolute error of the midpoints with the first digit kept, in percentage points
below = percent[percent["value"] < 100]
milder = (below["first digit kept, low"] + below["first digit kept, high"]) / 2
error = round((milder - below["value"]).abs().mean(), 1)
check("6.4", error)

# %% [markdown]
# **Exercise 6.5** (judgement). A student writes: "The city masks its health literacy as xx.x %. The midpoint is above
# one half, so most of its residents are health-literate." Which sentence could stand in its place?
#
# - **a** "Health literacy is about 55 %, give or take 45 percentage points."
# - **b** "The report gives no information on health literacy."
# - **c** "If each x stands for one digit, health literacy is between 10.0 and 99.9 %; whether it passes one half
#   cannot be said."
# - **d** "Five of the nine possible first digits are 5 or more, so health literacy passes one half with a probability
#   of 56 %."
#
# Give the letter.

# %% tags=["solution"]
# The letter of the sentence that the data bear
sentence = "c"
check("6.5", sentence)

# %% [markdown]
# ## Further reading
#
# - Charles F. Manski, *Public Policy in an Uncertain World: Analysis and Decisions*, Harvard University Press, 2013.
#   Why strong conclusions from weak data convince nobody for long; little mathematics.
# - Charles F. Manski, *Partial Identification of Probability Distributions*, Springer, 2003. The theory.
# - Roderick J. A. Little and Donald B. Rubin, *Statistical Analysis with Missing Data*, third edition, Wiley, 2019.
#   What filling in can and cannot do.
# - Ramon E. Moore, R. Baker Kearfott and Michael J. Cloud, *Introduction to Interval Analysis*, SIAM, 2009.
# - Anco Hundepool and others, *Statistical Disclosure Control*, Wiley, 2012. How statistical offices suppress, round
#   and band, and why.
# - Frank Benford, "The law of anomalous numbers", *Proceedings of the American Philosophical Society* 78, 1938.
