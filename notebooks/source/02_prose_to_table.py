# %% [markdown]
# # 2. From prose to a table: how a sentence becomes rows
# 从文字到数据：一句话怎样变成几行表
#
# Local health reports (卫生健康工作报告) are written, not tabulated. Between the sentence and the table someone
# decides what counts as a figure, in which unit, for which year, and whether to believe it. In this notebook you take
# these decisions yourself, on a short text in which everything that goes wrong in real reports goes wrong at once.
#
# **What you will learn**
# - to write a regular expression (正则表达式) that finds figures and still can be read;
# - to turn 万, 亿, ‰ and /10万 into plain numbers, and qualifiers (以上, 约, 超过), ranges and masks into bounds;
# - to pair the two ends of a change (由…降至…), also where they are printed crosswise;
# - to see a misprint, a repeated paragraph and parts that do not add up, and to record them instead of hiding them;
# - to check a curated table (整理后的数据) of real reports for the same hazards.
#
# **Time**: 40 minutes, and 20 for the exercises.
#
# **Before this**: notebook 1; Python strings; what `\d`, `+`, `?` and `(…|…)` mean in a regular expression.

# %%
# Is it missing? Run  %pip install "cnhealthdata[notebooks]"  in a cell, then restart the kernel.
from cnhealthdata.exercises import check, ready

ready(data="1.1.0")

# %% [markdown]
# ## The text
# Qingyu (青屿市) does not exist. The bulletin (工作简报) was written for this class, and no figure in it is true of
# any place.
# %%
import re

import matplotlib.pyplot as plt
import pandas as pd

import cnhealthdata as chd
from cnhealthdata import plotting
from cnhealthdata.exercises import bulletin

pd.options.display.float_format = "{:,.10g}".format
pd.options.display.max_colwidth = 200
text = bulletin()
print(text)

# %% [markdown]
# Read it once as a citizen, then once as a suspicious colleague. Which figures would you not copy into a table as
# they stand? Note three before you go on.
#
# ## One pattern for one unit
# Begin small: a number, perhaps with decimals, followed by 岁 (years of age).

# %%
for match in re.finditer(r"\d+(?:\.\d+)?岁", text):
    before, after = text[match.start() - 8 : match.start()], text[match.end() : match.end() + 6]
    print(f"{match.start():4} {match.end():4}  {match.group():8} …{before}[{match.group()}]{after}…".replace("\n", " "))

# %% [markdown]
# A figure keeps its span (位置), start and end, so that everyone can look it up again. Already the first pattern
# catches what is no figure: an age bracket (年龄段) is part of the name of an indicator, not a result. A pattern
# finds candidates; whether they are figures is a second question.
#
# ## One pattern for all
# The same idea, for all units at once. Written over several lines with `re.VERBOSE`, it reads from left to right like
# the figure itself: a word before, the number or its mask, the end of a range, 多 or 余, the scale, the unit, a word
# after.

# %%
FIGURE = re.compile(
    r"""(?P<before>近|约|超过)?                   # nearly, about, more than
        (?P<number>\d+(?:\.\d+)?|x+)              # digits, or the letters of a mask
        (?:~(?P<to>\d+))?                         # the far end of a range
        (?P<more>多|余)?                          # and some
        (?P<scale>[万亿])?                        # ten thousand, a hundred million
        (?P<unit>个百分点|平方米|人次|/10万|[人元张个家名岁次天场%‰])
        (?P<after>以上|以下|左右)?                # or more, or less, or so""",
    re.VERBOSE,
)
found = pd.DataFrame([m.groupdict("") for m in FIGURE.finditer(text)])
found[["start", "end"]] = [(m.start("number"), m.end("unit")) for m in FIGURE.finditer(text)]
found["literal"] = [text[start:end] for start, end in zip(found["start"], found["end"])]

# %%
age_bracket = (found["unit"] == "岁") & found["after"].isin(["以上", "以下"])
print("candidates:", len(found), "| age brackets:", found.loc[age_bracket, "literal"].tolist())
rows = found[~age_bracket].reset_index(drop=True)
rows.loc[[0, 11, 17, 18, 24, 27, 29, 32, 47], ["before", "literal", "after", "number", "to", "more", "scale", "unit"]]

# %% [markdown]
# `literal` (原文) is the number with its unit, as printed. The qualifying words stay outside, in columns of their
# own, except 多 and 余, which stand inside the number.
#
# ## What is left over
# A careful curator asks the opposite question too: which digits did the pattern *not* take, and is that right? A list
# that accounts for every numeral is called a ledger (台账).

# %%
taken = {place for start, end in zip(found["start"], found["end"]) for place in range(start, end)}
for match in re.finditer(r"\d+|x+", text):
    if match.start() not in taken:
        around = text[max(match.start() - 7, 0) : match.end() + 5].replace("\n", " ")
        print(f"{match.group():>6}   {around}")
print("Chinese numerals:", re.findall(r"[近约]?[一二三四五六七八九十]+[成年倍]", text), "\n")

ledger = chd.load_ledger()  # the same work, done for the real reports
kept = ledger[ledger["disposition"] == "observation"]
chinese = ~kept["literal"].str.contains("[0-9xX]")
print(f"real reports: {len(kept)} numerals are observations, of which in Chinese numerals: {chinese.sum()}")
ledger["reason"].value_counts().head(6).to_frame("numerals left out")

# %% [markdown]
# Years, a document number (文号), the name of an illness and a hotline are no results: good that they are left out.
# But the line of Chinese numerals shows what was missed. Nearly seven tenths (近七成) and five years in a row
# (连续五年) are figures too; slogans such as 三减三健 are not. No pattern of digits finds the first kind.
#
# The ledger of the real reports has a line for every numeral and says what became of it. Most of those left out are
# masked names of places (masked_name) and dates.
#
# ## Scale and unit
# 万 is ten thousand and 亿 a hundred million. English groups digits by threes and Chinese by fours, so 亿 is neither
# a million nor a billion. `%`, `‰` and `/10万` are units, not scales: a rate keeps its own.

# %%
SCALE = {"": 1, "万": 10**4, "亿": 10**8}
legible = ~rows["number"].str.contains("x") & (rows["to"] == "")
rows["value"] = pd.to_numeric(rows["number"].where(legible)) * rows["scale"].map(SCALE)
rows.loc[[0, 17, 18, 27, 29, 42, 47, 52], ["literal", "value", "unit"]]

# %% [markdown]
# ## Qualifiers, ranges, masks: bounds instead of a value
# `82%以上` does not say the number itself. It says: not less. The table keeps the printed number and adds the least
# and the greatest value that the words support (上下限). A share of a whole ends at one hundred. Around 约, 近 and
# 左右 nobody can draw a line, so there the bounds stay empty. A mask has as many digits as letters.

# %%
ABOVE, VAGUE = {"以上", "超过", "多", "余"}, {"约", "近", "左右"}


def bounds(row):
    digits, word = len(row["number"]), row["before"] + row["more"] + row["after"]
    low, high = float("nan"), float("nan")
    if "x" in row["number"]:
        low, high = (10 ** (digits - 1) if digits > 1 else 0), 10**digits - 1
    elif word not in VAGUE:
        low, high = float(row["number"]), float(row["to"] or row["number"])
    if word in ABOVE:
        high = 100 if row["unit"] == "%" else float("inf")
    return pd.Series({"low": low * SCALE[row["scale"]], "high": high * SCALE[row["scale"]]})


rows[["low", "high"]] = rows.apply(bounds, axis=1)
uneven = rows[rows["low"] != rows["high"]].drop_duplicates("literal")
uneven[["before", "literal", "after", "value", "low", "high"]]

# %% [markdown]
# Does the rule for masks hold in real reports? Try it on all masked counts and percentages of the package that
# consist of the letters alone and have no word beside them.

# %%
masked = chd.load_observations()
masked = masked[(masked["qualifier"] == "masked") & masked["mask_qualifier"].isna()]
masked = masked[masked["literal"].str.fullmatch(r"x+[%个家人名项张次]")]
digits = masked["literal"].str.count("x")
agree = (masked["value_low"] == (10 ** (digits - 1)).where(digits > 1, 0)) & (masked["value_high"] == 10**digits - 1)
print(f"masked figures: {len(masked)}, bounds as by our rule: {agree.sum()}")
masked.loc[~agree, ["observation_id", "literal", "value_low", "value_high", "note"]]

# %% [markdown]
# Where the rule and the table differ, the note says why: there the mask cannot be plain digits, so it bounds nothing.
#
# Here is one indicator, the contract rate of family doctors (家庭医生签约率) for key groups (重点人群), printed in
# three ways: a value, a lower bound, a mask. The lines are what each page supports.

# %%
plotting.intervals(chd.load_observations(indicator="family_doctor_contract_rate_key"))
plt.show()

# %% [markdown]
# ## From … to …, crosswise
# One sentence carries two indicators and four figures. Who pairs each figure with its neighbour pairs infant
# mortality (婴儿死亡率) with under-five mortality (5岁以下儿童死亡率). The word 分别 (respectively) gives the order:
# first name, first start, first end.

# %%
sentence = re.search(r"([^，。\n]+)分别由(.+?)降至([^。]+)", text)
names, starts, ends = (part.split("、") for part in sentence.groups())
print(sentence.group(), "\n")
print("neighbours:", list(zip(starts + ends, (starts + ends)[1:]))[::2])
pairs = pd.DataFrame({"indicator": names, "from": starts, "to": ends})
pairs

# %% [markdown]
# In the package, the later figure of such a pair names the earlier one in `baseline_id`, and `change` joins them.
#
# ## A mortality printed in %
# Look at the units of the pair again. The text says that mortality *fell*, yet the second unit is ten times the
# first. Turn the rates into deaths before you believe them.

# %%
value = rows.drop_duplicates("literal").set_index("literal")["value"]
births, first, last = value["5061人"], float(starts[0][:-1]), float(ends[0][:-1])
readings = {
    "infant, start as printed": (first, 1000),
    "infant, end as printed": (last, 100),
    "infant, end read as ‰": (last, 1000),
    "maternal, as printed": (value["19.8/10万"], 100_000),
}
for words, (rate, base) in readings.items():
    print(f"{words:25} {rate:4} per {base:6}: about {births * rate / base:5.1f} deaths among {births:,.0f} births")

# %% [markdown]
# For infants, only the last reading agrees with the word *fell* (降). (The births of the earlier year are not
# printed; those of the bulletin's year stand in for them.) The maternal ratio, so exact to look at, is a single
# death: one more would double it. The package flags such rates as `small_numbers`.
#
# The same misprint stands in a real report. Liaoyuan (辽源市) prints two mortalities in %; the table keeps the
# printed literal, gives the value in the unit of the indicator, sets a flag and says in words what was changed.
# Nothing is put right in silence. The figure shows both readings beside the nation; mind its scale, on which each
# step multiplies.

# %%
liaoyuan = chd.load_observations(region="Liaoyuan", indicator=["infant_mortality", "under5_mortality"])
display(liaoyuan[["observation_id", "indicator", "year", "literal", "value", "unit", "flags"]])
print(liaoyuan["correction"].iloc[0], "\n")
nation = chd.series("infant_mortality")
infant = liaoyuan[liaoyuan["indicator_id"] == "infant_mortality"][["year", "literal", "value"]]
infant = infant.merge(nation[["year", "value"]], on="year", suffixes=("", "_china"))
infant["if_meant"] = infant["value"] * 10  # per cent to per 1000
infant["times_china_if_meant"] = (infant["if_meant"] / infant["value_china"]).round(1)
infant["times_china_as_read"] = (infant["value"] / infant["value_china"]).round(1)
display(infant)
nearby = chd.load_benchmarks(indicator="infant_mortality", region="China", year=range(2006, 2012))
display(nearby[["year", "value", "unit", "note"]].set_index("year"))

# %%
recent = nation[nation["year"] > 1990]
fig, ax = plt.subplots(figsize=(9, 4.8), layout="constrained")
ax.semilogy(recent["year"], recent["value"], marker=".", color="#0072B2")
_ = ax.annotate("China", (recent["year"].iloc[4], recent["value"].iloc[4] * 1.15), color="#0072B2", fontsize=13)
for words, factor, marker, colour in (("if % is meant", 10, "x", "#D55E00"), ("read per 1000", 1, "o", "#009E73")):
    ax.scatter(infant["year"], infant["value"] * factor, marker=marker, s=80, color=colour)
    year, rate = infant[["year", "value"]].iloc[0]
    _ = ax.annotate(f"Liaoyuan, {words}", (year - 1, rate * factor), ha="right", va="center", color=colour, fontsize=13)
_ = ax.set_yticks([2, 5, 10, 20, 50], ["2", "5", "10", "20", "50"])
ax.minorticks_off()
_ = ax.set_ylabel("deaths per 1000 live births")
_ = ax.set_title("Infant mortality: China and two readings of Liaoyuan", loc="left", fontsize=14)
ax.spines[["top", "right"]].set_visible(False)
plt.show()

# %% [markdown]
# Mind what kind of argument this is. Nobody saw the register. Rates as printed are not impossible, the nation itself
# once had them; but they would set this city far apart from the nation of the same years. Does the reason given in
# `correction` convince you? Judge for yourself: that is why it is written down.
#
# The last table shows the opposite case. For one year the source printed the national rate in per cent (see the
# note), and there per cent was meant: turned into a rate per 1000, it fits the years beside it. So no rule that swaps
# % for ‰ would do. Each case needs a reason.
#
# ## A paragraph printed three times
# How many person-times of service (人次) does the bulletin report? A first answer is quickly had.

# %%
lines = text.splitlines()
rows["line"] = rows["start"].map(lambda start: text.count("\n", 0, start))
rows["repeat"] = rows["line"].map(lambda line: lines.index(lines[line]) < line)  # the same words stood before
visits = rows[rows["unit"] == "人次"]
once = visits[~visits["repeat"]]
whole = once[~once["literal"].isin(["97.4万人次", "21.2万人次"])]  # 其中: parts of the number before them
for words, part in (("all rows", visits), ("each paragraph once", once), ("without the parts (其中)", whole)):
    print(f"{words:26} {len(part)} rows, sum {part['value'].sum():12,.0f}   {part['literal'].tolist()}")

# %% [markdown]
# The naive sum counts one paragraph three times and a whole together with its parts. And even the last line adds
# visits to a mobile clinic and settlements of insurance claims: the same unit, but not the same thing.
#
# Liaoyuan's report does this to its readers too. Its ledger marks every later print of a fact as `repeat` (重复).

# %%
mine = ledger[ledger["report_id"] == "liaoyuan-2021"].dropna(subset="observation_id")
prints = mine.groupby("observation_id").agg(times=("char_start", "size"), literal=("literal", "first"))
facts = chd.load_observations(report="liaoyuan-2021").set_index("observation_id")
repeated = facts[["indicator", "value", "unit"]].join(prints[prints["times"] > 1], how="inner")
repeated["naive_sum"] = repeated["value"] * repeated["times"]
print(f"numerals that state a fact: {len(mine)}, of which repeats: {(mine['disposition'] == 'repeat').sum()}")
repeated.sort_values("value", ascending=False)[["indicator", "literal", "times", "value", "naive_sum", "unit"]]

# %%
order = mine[mine["observation_id"].isin(repeated.index)].sort_values("char_start")
rank = {name: place for place, name in enumerate(order["observation_id"].drop_duplicates())}
fig, ax = plt.subplots(figsize=(9, 5), layout="constrained")
colour = order["disposition"].map({"observation": "#0072B2", "repeat": "#E69F00"}).tolist()
ax.scatter(order["char_start"], order["observation_id"].map(rank), c=colour, s=50)
_ = ax.set_yticks(list(rank.values()), [facts.loc[name, "indicator"] for name in rank])
ax.invert_yaxis()
_ = ax.set_xlabel("place in the text (characters)")
_ = ax.set_title("Liaoyuan's report: first print (blue) and repeats (orange)", loc="left")
ax.spines[["top", "right"]].set_visible(False)
plt.show()

# %% [markdown]
# The stripes are one paragraph, printed again and again. A naive sum is worst for counts of people; for a rank or a
# rate it is plain nonsense, yet a program will compute it.
#
# It is tempting to drop every row whose literal was seen before. That is not safe: equal print is not equal fact, as
# an exercise shows. What repeats is a *paragraph*, so compare paragraphs, and let a person confirm.
#
# ## Parts that do not add up
# 其中 (of which) announces parts. Do they make the whole (合计)?

# %%
parts = {
    "612个": ["18家", "571个", "21个"],
    "6912人": ["2590人", "3105人"],
    "14.62亿元": ["3.2亿元", "4.15亿元", "5.9亿元", "1.37亿元"],
    "118.6万人次": ["97.4万人次", "21.2万人次"],
}
sums = pd.DataFrame({"whole": value[list(parts)], "parts": [value[names].sum() for names in parts.values()]})
sums["rest"] = (sums["whole"] - sums["parts"]).round(6)
sums

# %% [markdown]
# Two wholes leave a rest, and they are not alike. Doctors and nurses are plainly not all health workers
# (卫生技术人员): there the list never claimed to be complete. For the institutions it is open: the rest may be
# institutions of another kind, or one of the numbers may be wrong. The page does not say. Write the rest down; do not
# spread it over the parts.
#
# The package keeps a table of sums that the reports themselves print in full, and whether they hold.

# %%
facts = chd.load_observations().set_index("observation_id")
for row in chd.load_identities().query("kind == 'sum'").itertuples():
    ids = row.part_ids.split(";")
    print(row.identity_id, "holds" if row.holds else "DOES NOT HOLD")
    print("  ", " + ".join(facts.loc[ids, "literal"]), "against", facts.loc[row.result_id, "literal"])
    print("   difference:", f"{facts.loc[row.result_id, 'value'] - facts.loc[ids, 'value'].sum():,.0f}", "|", row.note)

# %% [markdown]
# The money of the two groups makes the whole plan, so their projects should make the whole list, and do not. Both
# rows carry the flag `not_additive`; none was changed.
#
# ## Reached, planned, or hoped for
# One more column decides whether a row may enter a sum: is the figure an actual (实际), a plan (计划) or a target
# (目标)? The words of the sentence tell.


# %%
def sentence_before(start):
    return text[max(text.rfind("。", 0, start), text.rfind("\n", 0, start)) + 1 : start]


before = rows["start"].map(sentence_before)
rows["status"] = "actual"
rows.loc[before.str.contains("计划"), "status"] = "planned"
rows.loc[before.str.contains("到2025年"), "status"] = "target"
rows["flag"] = rows["literal"].isin(ends).map({True: "misprint_corrected", False: ""})  # the mortalities in %
rows.loc[rows["flag"] != "", "unit"] = "‰"
rows["term"] = before.str.extract(r"([^，、。0-9%]*)$", expand=False)
table = rows[~rows["repeat"]][["start", "end", "term", "literal", "value", "low", "high", "unit", "status", "flag"]]
print(table["status"].value_counts().to_dict(), "| rows:", len(table), "| repeats set aside:", rows["repeat"].sum())
table.iloc[[0, 5, 6, 15, 16, 17, 27, 31, 36, 44, -3, -1]]

# %% [markdown]
# The two misprints now have the unit in which they make sense, their literal still shows the print, and a flag says
# that someone decided so.
#
# `term` is the guess of a program: the words since the last comma. It is right for simple clauses and useless in
# lists. Naming the indicator, its scope and its year is work for a person, with a controlled list of indicators at
# hand. Two independent readings were made of every text of the package; its README says how far they agreed.
#
# ## Summary
# - A figure is a number with a unit and a place on the page. Age brackets, years, document numbers and hotlines are
#   not.
# - Scale is multiplied out, units are kept, words become bounds, masks become bounds by their digits.
# - Pairs follow the word 分别, not the neighbourhood.
# - A misprint is read with reasons, flagged, and never overwritten. A repeated paragraph counts once. A sum that
#   fails is recorded as such.
# - Equal literals may be different facts, and a sum over one unit may add unlike things.
#
# ## Exercises
# `text`, `rows` and the ledger are at hand. Put your answer in place of `...` and run the cell.

# %% [markdown]
# **Exercise 2.1** What is Qingyu's health expenditure (卫生健康支出) per resident (常住人口)? In CNY, rounded to a
# whole number.

# %% tags=["solution"]
# Take both values from rows; mind 亿 and 万.
spending = rows.loc[rows["literal"] == "14.62亿元", "value"].item()
residents = rows.loc[rows["literal"] == "86.4万人", "value"].item()
per_head = round(spending / residents)
check("2.1", per_head)

# %% [markdown]
# **Exercise 2.2** Write your own pattern for amounts of money (元) and find them all in `text`. A list of the
# literals, number with scale and unit but without qualifying words, each once, in any order.

# %% tags=["solution"]
# re.findall(pattern, text) gives a list; set() keeps each once.
money = set(re.findall(r"\d+(?:\.\d+)?[万亿]?元", text))
check("2.2", money)

# %% [markdown]
# **Exercise 2.3** Liaoyuan is not alone. Which facts do the *other* reports print more than once, and how often each?
# A DataFrame with the columns `observation_id` and `times`, where `times` counts all prints, the first one too.

# %% tags=["solution"]
# In the ledger, the first print is an observation and each later one a repeat of the same observation_id.
prints = ledger[ledger["report_id"] != "liaoyuan-2021"].groupby("observation_id").size()
often = prints[prints > 1].rename("times").reset_index()
check("2.3", often)

# %% [markdown]
# **Exercise 2.4** Suppose you kept only the first row of `chd.load_observations(report="liaoyuan-2021")` for each
# literal, to get rid of repeats. (The table holds each fact once already.) How many facts would be lost? A number.
# Look at some of them: what makes them different facts?

# %% tags=["solution"]
# The columns "indicator" and "scope" tell facts apart.
report = chd.load_observations(report="liaoyuan-2021")
lost = int(report.duplicated("literal").sum())
check("2.4", lost)

# %% [markdown]
# **Exercise 2.5** Liaoyuan's two groups of projects do not make the number announced. What belongs in a table that
# others will use? A letter.
#
# - a: The sum of the parts in place of the whole, since parts are counted and a whole is often rounded.
# - b: The second group made larger by the difference, since the whole stands in the plan.
# - c: All three as printed, with a flag on the rows and the failed sum recorded.
# - d: None of the three, since figures that contradict each other cannot be trusted.

# %% tags=["solution"]
# One of the letters a, b, c, d, in quotation marks.
keep = "c"
check("2.5", keep)

# %% [markdown]
# ## Further reading
# - J. E. F. Friedl (2006), *Mastering Regular Expressions*, third edition. O'Reilly.
# - H. Wickham (2014), Tidy Data. *Journal of Statistical Software* 59(10).
# - E. Rahm, H. H. Do (2000), Data Cleaning: Problems and Current Approaches. *IEEE Data Engineering Bulletin* 23(4).
# - SDMX, Code list for observation status (CL_OBS_STATUS): the letters that statistical offices use for suppressed,
#   estimated or differing values.
