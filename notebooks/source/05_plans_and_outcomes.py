# %% [markdown]
# # 5. Plans and outcomes
# 目标与结果
#
# A plan writes down a number and a year. Years later someone writes that the target was reached. This session puts
# the two side by side for the five-year plans (五年规划), the outline Healthy China 2030 (“健康中国2030”规划纲要)
# and the plans of two cities, and asks what *reached* means: from which baseline, by which bound, and was it ever
# in doubt?
#
# **What you will learn**
#
# - to read a target: bound (界限), baseline (基期), target year (目标年), absolute or relative
# - to compute how much of the way to a target is covered (完成进度), and to see where that number misleads
# - to keep three things apart: not reached, not yet due, and never reported
# - to ask whether a target was set low, by comparing the pace it needs with the pace before
#
# **Time**: 30 minutes. **Before this**: notebook 4 (series and status).

# %%
# Is it missing? Run  %pip install "cnhealthdata[notebooks]"  in a cell, then restart the kernel.
from cnhealthdata.exercises import check, ready

ready(data="1.1.0")

# %%
import matplotlib.pyplot as plt
import pandas as pd

import cnhealthdata as chd
from cnhealthdata import plotting

plt.rcParams["figure.dpi"] = 72  # small files; take 150 for print

# %% [markdown]
# ## What a target is
#
# `load_targets` has one row for each indicator, place, target year and plan. It holds targets that were read with
# value and year, not all that a plan sets.

# %%
targets = chd.load_targets()
plans = targets.groupby("plan")["target_year"].agg(["count", "min", "max"])
plans.columns = ["targets", "first_year", "last_year"]
print(f"{len(targets)} targets of {len(plans)} plans")
plans.sort_values("targets", ascending=False).head(8)

# %%
healthy = targets[targets["plan"] == "Healthy China 2030 outline"].sort_values(["target_year", "indicator_id"])
healthy[["indicator", "indicator_zh", "target_year", "bound", "value", "unit", "base_year"]]

# %% [markdown]
# Most targets are bounds: *at least* (不低于) for what should rise, *at most* (不高于) for what should fall. To be
# equal to the bound is to reach it. One target is relative (相对目标): its value is a change in per cent of the
# base year, not a level.
#
# ## Was it reached?
#
# `progress` finds for each target the official value of its base year and the last one up to its target year.

# %%
parts = [chd.progress(name).assign(indicator_id=name) for name in targets["indicator_id"].unique()]
outcomes = pd.concat(parts, ignore_index=True)
outcomes = outcomes.astype(dict.fromkeys(["target", "baseline", "latest", "covered"], float))
shown = ["plan", "target_year", "target", "baseline_year", "baseline", "latest_year", "latest", "covered", "reached"]
outcomes.loc[outcomes["indicator_id"] == "maternal_mortality", shown].round(1)

# %% [markdown]
# A verdict (结论) needs a value to judge by, and the target year to have come. So there are more answers than yes
# and no.

# %%
newest = int(chd.load_benchmarks()["year"].max())
outcomes["verdict"] = "no outcome was read"
judged = outcomes["latest"].notna()
outcomes.loc[judged, "verdict"] = outcomes["reached"].map({True: "reached", False: "not reached"})
outcomes["due"] = (outcomes["target_year"] <= newest).map({True: f"due by {newest}", False: "due later"})
pd.crosstab(outcomes["due"], outcomes["verdict"])

# %% [markdown]
# Look at the row of the targets that are due, and find its zero.

# %%
due = outcomes[outcomes["due"] != "due later"]
verdicts = due["verdict"].value_counts()
reached, unknown = verdicts["reached"], verdicts["no outcome was read"]
missed = len(due) - reached - unknown
print(f"Of {len(due)} targets due, {reached} were reached, {missed} were not, {unknown} cannot be judged.")
print(f"Share reached: between {reached / len(due):.0%} and {(reached + unknown) / len(due):.0%}.")
good = due[due["verdict"] == "reached"]
different = good.drop_duplicates(["indicator_id", "target_year", "target"])
inputs = different["indicator_id"].eq("public_health_funding_per_capita").sum()
print(f"{len(good)} reached: {len(different)} different ones, of {different['indicator_id'].nunique()} indicators;")
print(f"{inputs} of them funding per head.")

# %% [markdown]
# Every due target with an outcome was reached. The count is softer than it looks: two plans may set the same
# target, and some targets are money per head, which the state that sets them pays itself (投入目标, unlike
# 结果目标).
#
# Before we praise the plans, three questions: what is missing, from where was the way measured, and how hard was
# it?
#
# Here are the targets of Healthy China 2030. A bar of a hundred per cent ends at the target.

# %%
wanted = (outcomes["plan"] == "Healthy China 2030 outline") & (outcomes["target_year"] == 2030)
keep = chd.progress("infant_mortality").columns
plotting.target_progress(outcomes.loc[wanted, keep].reset_index(drop=True))
plt.show()

# %% [markdown]
# ## Question 1: what is missing?
#
# A target without an outcome is neither failed nor reached. The range above, from nothing of it reached to all of
# it, is what the data say.

# %%
silent = outcomes[~judged].groupby("plan").size().sort_values(ascending=False)
print("Plans with targets of unknown outcome:", *(f"{plan}: {count}" for plan, count in silent.items()), sep="\n- ")

# %% [markdown]
# That these outcomes were not read for this package does not mean that nobody published them. But a reader can ask
# whose outcomes are easy to find. A ministry that announces a target and its fulfilment has two reasons to print;
# one that missed it has none. The list of outcomes that are at hand is a selection (选择性报告).
#
# ## Question 2: from where?
#
# The share of the way covered is
#
# covered = (latest − baseline) / (target − baseline)
#
# By hand, for what households pay themselves (个人卫生支出占比):

# %%
row = outcomes[wanted & (outcomes["indicator_id"] == "out_of_pocket_share")].iloc[0]
way, done = row["target"] - row["baseline"], row["latest"] - row["baseline"]
years = (row["latest_year"] - row["baseline_year"]) / (row["target_year"] - row["baseline_year"])
for name in ("baseline", "latest", "target"):
    print(f"{name}, {row[name + '_year']}: {row[name]:.2f} %")
print(f"Way {way:+.2f} points, done {done:+.2f}: {done / way:.0%} of the way in {years:.0%} of the time.")

# %% [markdown]
# The number hangs on its baseline. Here is a plan for which it makes no sense at all:

# %%
row = outcomes[outcomes["plan"] == "12th Five-Year Plan outline"].iloc[0]
print(f"{row['plan']}: at least {row['target']} years by {row['target_year']:.0f}.")
print(f"Official value of the base year {row['baseline_year']:.0f}: {row['baseline']} years.")
print(f"Covered: {row['covered']:.0f} %.")

# %% [markdown]
# The target lies *below* the baseline. Were the planners asleep? Compare when the two numbers came into print.

# %%
sources = chd.load_sources().set_index("source_id")
baseline = chd.load_benchmarks(indicator="life_expectancy", region="China", year=int(row["baseline_year"])).iloc[0]
for what, source in (("target", row["source_id"]), ("baseline", baseline["source_id"])):
    print(f"{what}: {sources.loc[source, 'title_en']}, {sources.loc[source, 'year']}")

# %% [markdown]
# The plan was made before the life table of that year's census was released. It can only have started from a lower
# estimate, which is not in the package. Judged by what is known today, the target had been reached before the plan
# began. *Reached* is true, and says nothing of the five years.
#
# A target has the vintage of its data (数据版本). So has the outcome:

# %%
short = outcomes[outcomes["plan"] == "Healthy China Action assessment scheme"].iloc[0]
share = chd.series("out_of_pocket_share").dropna(subset=["value"])
after = share[share["year"] >= short["target_year"]][["year", "value", "obs_status"]]
print(f"{short['plan']}: at most {short['target']} % by {short['target_year']:.0f}; reached: {short['reached']}.")
after.assign(holds=after["value"] <= short["target"]).reset_index(drop=True)

# %% [markdown]
# The target held in its year, by a first release (status P) that may be revised. Later the share came back to the
# bound, and lies above it by less than the bound's own rounding. A plan that asks for one year is answered for one
# year.
#
# ### Relative targets
#
# The outline wants premature mortality from chronic diseases (重大慢性病过早死亡率) to fall by a share of its level
# in the base year. `progress` turns that into a level. Students and newspapers often take the per cent for
# percentage points (百分点).

# %%
ncd = outcomes[wanted & (outcomes["bound"] == "relative_change")].iloc[0]
printed = targets.loc[targets["bound"] == "relative_change", "value"].item()
print(f"Printed {printed:+g} %, from {ncd['baseline']:g} % in {ncd['baseline_year']:.0f}:")
print(f"  right: a level of {ncd['target']:.2f} %;")
print(f"  per cent taken for points: {ncd['baseline'] + printed:.1f} %, which is impossible.")
print(f"Latest value: {ncd['latest']:g} % in {ncd['latest_year']:.0f}; {ncd['covered']:.0f} % of the way.")

# %% [markdown]
# ## Question 3: how hard was it?
#
# Compare two paces (年均变化): the one that a target needs from its base year on, and the one that was seen in the
# years before. We take the last value read at least three years before the base year as start of the pace before;
# where none is held, the pace is unknown.


# %%
def before(row: pd.Series) -> float:
    """Yearly change up to the base year."""
    line = chd.series(row["indicator_id"]).dropna(subset=["value"]).set_index("year")["value"]
    earlier = line[line.index <= row["baseline_year"] - 3]
    if earlier.empty:
        return float("nan")
    return (row["baseline"] - earlier.iloc[-1]) / (row["baseline_year"] - earlier.index[-1])


# %%
pace = outcomes[wanted & outcomes["baseline"].notna()].set_index("indicator_id", drop=False)
pace = pace.assign(pace_before=pace.apply(before, axis=1))
years = (pace["target_year"] - pace["baseline_year"]).astype(float)
pace["pace_needed"] = (pace["target"] - pace["baseline"]) / years
pace["needed_to_before"] = pace["pace_needed"] / pace["pace_before"]
known = pace.dropna(subset=["needed_to_before"])
easy = known["needed_to_before"] < 1
print(f"{easy.sum()} of {len(known)} targets ask for less than the pace before; {(~easy).sum()} asks for more.")
for name, row in known[~easy].iterrows():
    print(f"More: {name}; {row['covered']:.0f} % covered.")
pace[["unit", "pace_before", "pace_needed", "needed_to_before", "covered"]].round(2).sort_values("needed_to_before")

# %% [markdown]
# Most goals of the outline could be reached by slowing down. The one that asked for a faster pace was passed early
# all the same. Mind three things before you call a target soft (目标偏低):
#
# - a pace in units must slow as a rate nears its floor, and the last steps cost most;
# - a pace before is drawn from two values, one of them perhaps rounded;
# - a planner may want a floor that every province can be held to, not a forecast.
#
# *Set low* describes the number. It does not show why it was chosen.
#
# A line makes it visible: infant mortality, and the targets as they were set.

# %%
line = chd.series("infant_mortality").dropna(subset=["value"]).query("year >= 2005")
fig, ax = plt.subplots(figsize=(10, 5.2), layout="constrained")
ax.plot(line["year"], line["value"], "o-", lw=2.5, color="#0072B2")
for _, plan in outcomes[outcomes["indicator_id"] == "infant_mortality"].iterrows():
    ends = [plan["baseline_year"], plan["target_year"]], [plan["baseline"], plan["target"]]
    ax.plot(*ends, "--s", lw=2, color="#D55E00")
    words = f"≤ {plan['target']:g} by {plan['target_year']:.0f}"
    ax.annotate(words, (ends[0][1], ends[1][1]), xytext=(6, 6), textcoords="offset points", fontsize=13)
ax.set_ylabel("infant deaths per 1000 live births", fontsize=14)
ax.set(xlim=(2004.5, 2034), yticks=range(0, 21, 5))
ax.tick_params(labelsize=13)
ax.spines[["top", "right"]].set_visible(False)
plt.show()

# %% [markdown]
# ## Cities
#
# Local reports print targets too. How many can anyone check later? That takes a value and a year.

# %%
local = chd.load_observations(status="target")
masked, dated = local["qualifier"] == "masked", local["year"].notna()
usable = local["value"].notna() & dated
print(f"{len(local)} targets in the reports: {masked.sum()} masked, {usable.sum()} with both value and year.")
cities = outcomes[outcomes["place"] != "China"]
cities[["place", "place_zh", "plan", "bound", "target", "unit", "baseline", "latest", "verdict"]]

# %% [markdown]
# Neither has a baseline, nor an outcome in the reports at hand. A masked target still has bounds; here are those of
# one city, with the Chinese words. They show how little is left.

# %%
tianjin = chd.load_observations(status="target", region="Tianjin")
plotting.intervals(tianjin[tianjin["unit"] == "%"], lang="zh")
plt.show()

# %% [markdown]
# Nor can a city be judged by the nation's target: that is a mean over places rich and poor.

# %%
city = chd.compare("infant_mortality", benchmark=True)
city = city[city["place"] == "Liaoyuan"].iloc[-1]
goal = outcomes[wanted & (outcomes["indicator_id"] == "infant_mortality")].iloc[0]
print(f"{city['place']}, {city['year']}: {city['value']} per 1000 (unit corrected); nation: {city['nation_value']};")
print(f"national target for {goal['target_year']:.0f}: at most {goal['target']:g}.")

# %% [markdown]
# For such a place the national target asks for nothing, and in a small city a few deaths move the rate from year to
# year.
#
# **Summary**
#
# - A target is a bound, a year, a baseline and a vintage of data; quote all four.
# - *Covered* is a share of a way: it needs the baseline, and fails where target and baseline nearly meet or are
#   crossed.
# - Not reached, not yet due and never reported are three different things.
# - A relative target speaks in per cent of a level, not in points.
# - That all known targets were reached can mean good policy, careful targets, or outcomes chosen for print. These
#   data do not tell which.

# %% [markdown]
# ## Exercises
#
# **Exercise 5.1** For which indicators does no target have an outcome? Give a list of `indicator_id`.

# %% tags=["solution"]
# An outcome is a value in the column latest, of any of the indicator's targets.
has_outcome = outcomes.groupby("indicator_id")["latest"].count()
unknown = has_outcome[has_outcome == 0].index.tolist()
check("5.1", unknown)

# %% [markdown]
# **Exercise 5.2** How much of the way to the target for 2030 of the Healthy China outline has maternal mortality
# (`maternal_mortality`, 孕产妇死亡率) covered? Compute it from baseline, latest and target; in per cent, one
# decimal.

# %% tags=["solution"]
mother = outcomes[wanted & (outcomes["indicator_id"] == "maternal_mortality")].iloc[0]
covered = (mother["latest"] - mother["baseline"]) / (mother["target"] - mother["baseline"]) * 100
check("5.2", covered)

# %% [markdown]
# **Exercise 5.3** By how many percentage points a year must premature mortality from chronic diseases
# (`premature_ncd_mortality`) fall from its latest value on, to reach its target in 2030? A positive number, two
# decimals.

# %% tags=["solution"]
left = ncd["latest"] - ncd["target"]
points = left / (ncd["target_year"] - ncd["latest_year"])
check("5.3", points)

# %% [markdown]
# **Exercise 5.4** Some targets for 2030 of the Healthy China outline hold already. In which year that was read did
# each hold for the first time after its base year? Give a DataFrame with the columns `indicator_id` and `year`, one
# row for each target that holds by now.

# %% tags=["solution"]
# at_least: the value is not below the target; at_most: not above it.
rows = []
for _, plan in outcomes[wanted & (outcomes["verdict"] == "reached")].iterrows():
    line = chd.series(plan["indicator_id"]).dropna(subset=["value"]).set_index("year")["value"]
    line = line[line.index > plan["baseline_year"]]
    holds = line >= plan["target"] if plan["bound"] == "at_least" else line <= plan["target"]
    rows.append((plan["indicator_id"], holds.index[holds][0]))
first_years = pd.DataFrame(rows, columns=["indicator_id", "year"])
check("5.4", first_years)

# %% [markdown]
# **Exercise 5.5** For a target of the thirteenth five-year plan, `covered` is several hundred per cent (infant
# mortality). What follows? Give the letter.
#
# - a: The plan was several times as effective as intended.
# - b: The way from baseline to target was short beside the fall that came; the number alone does not say why.
# - c: The outcome must be wrong, since no share can exceed a hundred per cent.
# - d: Without the plan, infant mortality would have stayed at its baseline.

# %% tags=["solution"]
# One letter, as a text: "a", "b", "c" or "d".
letter = "b"
check("5.5", letter)

# %% [markdown]
# **Further reading**
#
# - 中共中央 国务院 (Central Committee of the Communist Party of China, State Council): “健康中国2030”规划纲要,
#   2016.
# - 国务院办公厅 (General Office of the State Council): “十四五”国民健康规划, 2022.
# - 国务院办公厅 (General Office of the State Council): 健康中国行动组织实施和考核方案, 2019. Who is graded, and by
#   which numbers.
# - Gwyn Bevan, Christopher Hood: *What's measured is what matters: targets and gaming in the English public health
#   care system*. Public Administration, 2006.
# - Angus Deaton: *The Great Escape: Health, Wealth, and the Origins of Inequality*. Princeton University Press,
#   2013.
