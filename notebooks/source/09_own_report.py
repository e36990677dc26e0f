# %% [markdown]
# # 9. Your own report: the machine reads first, a person decides
# 整理自己的报告：机器先读，人来定夺
#
# Every class asks: can we do this with our own city? Every curator asks: did I miss a figure? A program can read a
# report in a blink and never tires. It does not know what a figure means. This notebook lets it draft the tables for
# the imaginary city of Qingyu (青屿市), takes the decisions that it cannot take, and then measures readers: the
# program, yourself, and two people who read the same page.
#
# **What you will learn**
# - to extract figures (提取数字) from prose, and to see what was left out and why;
# - to turn a draft (草稿) into rows that validate, and to tell which decisions only a person can take;
# - to ask what nobody has accounted for (漏读), and to put your own rows beside the shipped reports;
# - to measure a reader by recall (召回率) and precision (精确率);
# - to compute Cohen's kappa (κ 系数) by hand, and to say what it does not tell.
#
# **Time**: 40 minutes, and 20 for the exercises; your own city takes an afternoon.
#
# **Before this**: notebooks 1 and 2.

# %%
# Is it missing? Run  %pip install "cnhealthdata[notebooks]"  in a cell, then restart the kernel.
from cnhealthdata.exercises import check, ready

ready(data="1.1.0")

# %%
import re
import tempfile
from pathlib import Path

import matplotlib.pyplot as plt
import pandas as pd
from IPython.display import Markdown

import cnhealthdata as chd
from cnhealthdata import plotting
from cnhealthdata.exercises import bulletin

pd.options.display.float_format = "{:,.10g}".format
pd.options.display.max_colwidth = 100
pd.options.display.max_rows = 100
text = bulletin()

# %% [markdown]
# ## The machine reads
# The bulletin is the one of notebook 2; no figure in it is true of any place. There you wrote a pattern for its
# figures. `extract_figures` does this with a grammar (语法) of numerals, units and qualifying words.

# %%
figures = chd.extract_figures(text)
print(f"{len(figures)} figures in {len(text)} characters")
shown = ["78.35岁", "79.6岁", "五年", "420多个", "82%", "2~3天", "36万元", "七成", "xx%", "80岁"]
columns = ["literal", "value", "value_low", "value_high", "unit", "qualifier", "baseline", "status", "label"]
figures.loc[figures["literal"].isin(shown), columns].drop_duplicates("literal")

# %% [markdown]
# Each row has its place in the text, its bounds where the words give bounds, a status, and a `label`: the noun phrase
# that the program believes to be counted. `baseline` points at the row from which a figure changed. 七成 is kept as
# seven 成 (tenths), as printed; the draft below turns it into per cent.
#
# ## What it left out
# A numeral that is no figure is a trap (陷阱). `draft_report` goes one step further than extraction: it writes a
# ledger (台账), in which every numeral has a row, the left-out ones with a reason where the program can tell one.

# %%
draft = chd.draft_report(
    text,
    report_id="qingyu-2024",
    year=2024,
    title_en="Health bulletin of Qingyu (imaginary)",
    issuer="written for the class",
    genre="briefing",
)
ledger = draft.ledger
print(ledger["disposition"].value_counts().to_dict())

# %%
left_out = ledger[ledger["disposition"] == "excluded"].copy()
spans = zip(left_out["char_start"], left_out["char_end"])
left_out["around"] = [f"{text[a - 7 : a]}[{text[a:b]}]{text[b : b + 6]}".replace("\n", "⏎") for a, b in spans]
left_out[["literal", "around", "reason"]].fillna("")

# %% [markdown]
# Go through the rows as a suspicious colleague. A year, a document number (文号), an age bracket (年龄段): agreed?
# Where the reason is empty, the program does not know, and says so.
#
# The ledger counts digits and masks. Numbers written in Chinese are the more dangerous traps, since the same characters
# state quantities and make slogans. Here are those that the program passed over.

# %%
inside = {place for a, b in zip(figures["start"], figures["end"]) for place in range(a, b)}
for match in re.finditer(r"[一二三四五六七八九十]+", text):
    if match.start() not in inside:
        around = f"{text[match.start() - 4 : match.start()]}[{match.group()}]{text[match.end() : match.end() + 6]}"
        print(around.replace("\n", "⏎"))

# %% [markdown]
# Headings, grades of hospitals (等级) and a slogan (口号). The two Chinese numerals that do state a quantity stand in
# the first table of this notebook.
#
# ## Repeats
# One paragraph of the bulletin is printed again and again. The draft keeps the facts once; the ledger points each
# later print at the first.

# %%
prints = ledger[ledger["disposition"].isin(["observation", "repeat"])].groupby("observation_id")
prints = prints.agg(literal=("literal", "first"), prints=("literal", "size"))
display(prints[prints["prints"] > 1])
print(f"figures: {len(figures)}, facts: {len(draft.observations)}")

# %% [markdown]
# ## What a machine cannot know
# ### Which indicator
# A figure enters the table under an indicator (指标) of the controlled list. The draft proposes one by likeness of
# words and by unit, with a score (得分) from 0 to 1 and the runner-up (次选). It takes the first where the score is
# high and the lead is clear, and leaves the rest open. Some proposals, and the definitions (定义) of a few indicators:

# %%
proposals = draft.proposals.copy()
proposals["lead"] = proposals["score"] - proposals["runner_up_score"].fillna(0)
view = ["term", "literal", "indicator_id", "score", "runner_up", "lead", "taken"]
cases = ["79.6岁", "18家", "6912人", "1.9万人次", "612个", "6.18张", "5061人", "七成"]
display(proposals[proposals["literal"].isin(cases)].sort_values("score", ascending=False)[view].round(2))
print("taken:", int(proposals["taken"].sum()), "| left open:", int((~proposals["taken"]).sum()))
names = ["hospitals", "health_workforce", "reimbursement_rate", "free_clinic_persontimes", "population_total"]
chd.load_indicators().set_index("indicator_id").loc[names, ["name_zh", "definition"]]

# %% [markdown]
# Read the definitions against the page.
#
# - 医院 are `hospitals`. If the program took another kind of hospital, it went by the likeness of a word. A high score
#   is no proof.
# - 卫生技术人员 are the trained health workers, while 卫生人员 counts all staff. Near, but not the same: the row may
#   stay if it says that the definition differs.
# - 政策范围内住院报销 is a share of the costs *within the policy's list*. The actual reimbursement rate is another
#   thing, and a lower one. No indicator of the list fits, so the figure stays open.
# - A mobile clinic that served people (服务群众) did not necessarily hold free clinics (义诊).
#
# ### Which figures belong together
# 分别由…降至… pairs two mortalities crosswise, and the later ones are printed in % where the earlier ones have ‰.

# %%
mortality = draft.observations[draft.observations["literal"].isin(["3.1‰", "4.4‰", "2.4%", "3.5%"])]
mortality[["observation_id", "term", "literal", "value", "indicator_id", "baseline_id"]]

# %% [markdown]
# Does each later figure have the right term, and point at the earlier one (`baseline_id`)? Where not, a person joins
# them. And per cent or per mille? The program keeps what is printed. That infant mortality *fell* to several times its
# level makes no sense, but to see this one must know what the word means. You saw in notebook 2 why ‰ is meant.
#
# ### What 其中 leaves out
# 其中 (of which) announces parts, and the page does not say whether they are all of them.

# %%
value = draft.observations.drop_duplicates("literal").set_index("literal")["value"]
wholes = {
    "612个": ["18家", "571个", "21个"],
    "6912人": ["2590人", "3105人"],
    "14.62亿元": ["3.2亿元", "4.15亿元", "5.9亿元", "1.37亿元"],
}
for whole, parts in wholes.items():
    print(f"{whole:8} less {' + '.join(parts)} leaves {value[whole] - value[parts].sum():,.0f}")

# %% [markdown]
# A rest may be a kind that the page does not name, or an error. No program can tell from the page, and neither can
# you. Write it down and ask.
#
# ## A person decides
# Indicators are named by hand, in a small dictionary from the printed figure to the identifier. Only those are named
# for which the controlled list has an indicator; `chd.find("床位")` searches it.

# %%
by_hand = {
    "86.4万人": "population_total",
    "612个": "health_institutions",
    "18家": "hospitals",
    "571个": "primary_institutions",
    "6.18张": "beds_per_1000",
    "2.4%": "infant_mortality",
    "3.5%": "under5_mortality",
    "五年": "streak_years",
    "76.5%": "chronic_management_rate",
    "xxx余场": "health_talks",
}
key = draft.observations.drop_duplicates("literal").set_index("literal")["observation_id"]
named = draft.name({key[literal]: indicator for literal, indicator in by_hand.items()})

# %% [markdown]
# What else only a reader knows: what a misprint meant (`meant`) and why (`correction`), a pair, whose definition
# differs, whom a rate covers (`scope`), and which proposal was wrong with nothing better in the list.

# %%
rows = named.observations.set_index("literal", drop=False)
rows.loc[["2.4%", "3.5%"], "flags"] = "misprint_corrected"
rows.loc[["2.4%", "3.5%"], "meant"] = ["2.4‰", "3.5‰"]
rows.loc[["2.4%", "3.5%"], "correction"] = "printed with %, read as per 1000: the page says that the rate fell"
rows.loc[["2.4%", "3.5%"], "baseline_id"] = [key["3.1‰"], key["4.4‰"]]
rows.loc[["2.4%", "3.5%"], "term"] = ["婴儿死亡率", "5岁以下儿童死亡率"]
rows.loc["6912人", ["obs_status", "flags"]] = ["D", "definition_differs"]
rows.loc["76.5%", "scope"], rows.loc["74.8%", "scope"] = "hypertension", "type 2 diabetes"
rows.loc["五年", "scope"] = "maternal mortality below the average of the province"
rows.loc["1.9万人次", "indicator_id"] = None  # a mobile clinic, not a free clinic
rows = rows.reset_index(drop=True)

# %% [markdown]
# Last, the numeral without a reason: a hotline. Its number names (a number that names is `masked_name` in the list of
# reasons; `chd.describe("ledger")` shows the words). `validate` then says what is still to do, before and after.

# %%
settled = ledger.copy()
settled.loc[settled["literal"] == "12320", "reason"] = "masked_name"
decided = named._replace(observations=rows, ledger=settled)
before, after = chd.validate(draft), chd.validate(decided)
counts = [todo.groupby(["table", "column", "rule"]).size() for todo in (before, after)]
display(pd.concat(counts, axis=1, keys=["before", "after"]).fillna(0).astype(int))
todo = after[after["column"] == "indicator_id"].merge(rows, left_on="key", right_on="observation_id")
todo.sort_values("char_start", ignore_index=True)[["key", "literal", "term", "expected"]].head(6)

# %% [markdown]
# The rule `open` marks work, not errors. What stays open has no indicator in the list: the honest ways on are to
# propose a new one, with a definition and a unit, or to keep the figure out of the table and in the ledger. To press
# it into a neighbour is not one of them.
#
# ## Did I miss a figure?
# `coverage` reads the text again, and lists what no row of the ledger accounts for. First the whole ledger, then one
# from which a row was lost.

# %%
print("unaccounted for:", len(chd.coverage(text, decided.ledger)))
lost = decided.ledger[decided.ledger["literal"] != "19.8/10万"]
chd.coverage(text, lost)

# %% [markdown]
# Coverage asks whether every numeral was *considered*. It does not ask whether the decision was right.
#
# ## Beside the shipped reports
# The rows that have an indicator can be used at once. `extra=` puts them beside the shipped ones, after validating
# them with the same rules; nothing is installed or changed.

# %%
own = {"reports": decided.reports, "observations": rows[rows["indicator_id"].notna()].reset_index(drop=True)}
print("failures:", len(chd.validate(own)), "| own rows:", len(own["observations"]))
literacy = chd.compare("health_literacy", extra=own, benchmark=True)
print(*literacy.attrs["notes"], sep="\n")
literacy[["place", "report_id", "year", "value", "nation_value", "nation_gap", "comparable", "why_not"]]

# %% [markdown]
# Qingyu has no code (行政区划代码), so its place is unknown, and `compare` will not call it comparable. For a real city
# give `draft_report` its `region`. The national column is worth a second look.

# %%
gap = figures.loc[figures["literal"] == "1.3个百分点", "value"].item()
ours = literacy[literacy["report_id"] == "qingyu-2024"].iloc[0]
display(
    Markdown(
        f"The bulletin says that Qingyu lies **{gap} points** below the nation. The nation's figure for {ours['year']} "
        f"in the package is {ours['nation_value']}, which makes a gap of **{-ours['nation_gap']:.2f} points**."
    )
)

# %% [markdown]
# Here the bulletin was invented, but such a difference is common in real ones: the writer may have had the nation's
# figure of an earlier year at hand. A draft beside other tables (对照) finds what reading one page never can.
#
# The contract rates of family doctors (家庭医生签约率), in Chinese: 地区不明 is ours.

# %%
plotting.intervals(chd.load_observations(indicator="family_doctor_contract_rate_key", extra=own), lang="zh")
plt.show()

# %% [markdown]
# ## Measuring a reader
# How good is the program? Compare it with a standard: one paragraph, read by the class figure by figure, each
# difference settled (标准答案, a gold list). Before you look further down, write your own list into `mine`.

# %%
section = text[text.index("三、") : text.index("流动医疗车")].strip()
print(section)
mine = []  # your own reading, such as "420多个": number and unit as printed, without the qualifying word

# %% [markdown]
# **Recall** (召回率): of the figures that are there, which share was found? **Precision** (精确率): of those that were
# found, which share are figures? Three readers are measured, and you, once your list is filled: the program, a simple
# pattern as in notebook 2, and a hurried student, who is invented. Only an exact literal counts as found.

# %%
gold = ["420多个", "82%", "76.5%", "74.8%", "1.2个百分点", "90%", "2~3天"]  # the reading of the class
SIMPLE = r"\d+(?:\.\d+)?[万亿]?(?:人次|[个家张名岁次天元人%‰])"
readers = {
    "program": chd.extract_figures(section)["literal"].tolist(),
    "simple pattern": re.findall(SIMPLE, section),
    "hurried student": ["420多个", "82%", "76.5%", "74.8%", "90%", "65岁"],
} | ({"you": mine} if mine else {})
scores = []
for reader, found in readers.items():
    right = set(found) & set(gold)
    print(f"{reader}: missed {sorted(set(gold) - set(found))}, wrong {sorted(set(found) - set(gold))}")
    scores.append([reader, len(found), len(right), len(right) / len(gold), len(right) / len(found)])
pd.DataFrame(scores, columns=["reader", "found", "right", "recall", "precision"]).round(2)

# %% [markdown]
# Two cautions. The class has read this bulletin many times, and so have the authors of the program: a score on a text
# that everyone knows says little about the next one. And `1.2个百分点` is one literal for two facts (均, both): recall
# of literals is not recall of facts.
#
# The proposals can be measured too, against the indicators that we settled on. First as the draft took them, by score
# and lead.

# %%
final = rows.set_index("observation_id")["indicator_id"]
proposals["right"] = proposals["indicator_id"] == proposals["observation_id"].map(final)
ours = proposals[proposals["taken"]]
wrong = ", ".join(f"{row.literal} as `{row.indicator_id}`" for row in ours[~ours["right"]].itertuples())
display(
    Markdown(
        f"{len(ours)} proposals were taken, and **{ours['right'].sum()}** of them are what we settled on. "
        f"Not ours: {wrong or 'none'}. We named {final.notna().sum()} figures in all."
    )
)

# %% [markdown]
# Now by the score alone. Each bar (门槛) gives another pair: who sets it high has to name more by hand.

# %%
curve = []
for step in range(0, 101, 5):
    taken = proposals[proposals["score"] >= step / 100]
    curve.append([step / 100, taken["right"].sum() / final.notna().sum(), taken["right"].mean()])
curve = pd.DataFrame(curve, columns=["bar", "recall", "precision"])
fig, ax = plt.subplots(figsize=(7, 4))
ax.plot(curve["bar"], curve["precision"], "o-", color="#0072B2", label="precision: of the taken, right")
ax.plot(curve["bar"], curve["recall"], "s--", color="#D55E00", label="recall: of all that have an indicator, found")
ax.set(xlabel="lowest score that is taken", ylim=(0, 1.05), title="Proposed indicators against ours")
ax.legend(loc="lower left", frameon=False)
plt.show()

# %% [markdown]
# Look at the right end: is a perfect score always right? A likeness of words can be perfect for two indicators at once,
# which is why the draft asks for a lead as well.
#
# Mind who is measured by whom. We saw the proposals before we named, so a wrong one that sounded right may have passed
# (automation bias, 自动化偏误). A fair test names first and looks later.
#
# ## Two readers
# A gold list needs someone who knows. Where nobody does, ask how far two people agree who read apart (背靠背). Below,
# the same figures are labelled by us (`a`) and by a second reader (`b`), **who is invented for the class**: the status
# (状态), and the indicator, shortened to a word; `-` means that the list has none.

# %%
readings = [
    # literal, status a, status b, indicator a, indicator b
    ("86.4万人", "actual", "actual", "population", "population"),
    ("18家", "actual", "actual", "hospitals", "hospitals"),
    ("571个", "actual", "actual", "primary", "primary"),
    ("5340张", "actual", "actual", "beds", "beds"),
    ("6912人", "actual", "actual", "workforce", "-"),
    ("79.6岁", "actual", "actual", "life", "life"),
    ("2.4%", "actual", "actual", "infant", "under5"),
    ("3.5%", "actual", "actual", "under5", "under5"),
    ("19.8/10万", "actual", "actual", "maternal", "maternal"),
    ("五年", "actual", "actual", "streak", "-"),
    ("2.8亿元", "planned", "planned", "investment", "investment"),
    ("4.6万平方米", "planned", "actual", "floor", "floor"),
    ("300张", "planned", "planned", "-", "beds"),
    ("82%", "actual", "target", "contracts", "contracts"),
    ("96%", "actual", "actual", "insured", "insured"),
    ("七成", "actual", "actual", "-", "reimbursed"),
    ("28.6%", "actual", "actual", "literacy", "literacy"),
    ("80岁", "target", "target", "life", "life"),
    ("6.5张", "target", "target", "beds_rate", "beds_rate"),
    ("200名", "target", "planned", "-", "-"),
]

pair = pd.DataFrame(readings, columns=["literal", "status_a", "status_b", "name_a", "name_b"])
table = pd.crosstab(pair["status_a"], pair["status_b"], margins=True)
table

# %% [markdown]
# On the diagonal (对角线) the two agree. Percentage agreement (一致率) is the sum of the diagonal over the whole. But
# two readers who label nearly everything *actual* agree often without reading at all. Cohen's kappa asks how far the
# agreement goes beyond what their own totals (边际) would give by chance:
#
# $$\kappa = \frac{p_o - p_e}{1 - p_e}$$
#
# where $p_o$ is the agreement that was observed, and $p_e$ the one to be expected: for each label, the share that `a`
# gave it times the share that `b` gave it, summed.

# %%
labels, n = ["actual", "planned", "target"], table.loc["All", "All"]
observed = sum(table.loc[label, label] for label in labels) / n
terms = [table.loc[label, "All"] / n * table.loc["All", label] / n for label in labels]
expected = sum(terms)
kappa = (observed - expected) / (1 - expected)
print("agreement:", " + ".join(str(table.loc[label, label]) for label in labels), f"of {n} = {observed:.2f}")
print("by chance:", " + ".join(f"{term:.4f}" for term in terms), f"= {expected:.4f}")
print(f"kappa: ({observed:.2f} - {expected:.4f}) / (1 - {expected:.4f}) = {kappa:.2f}")

# %% [markdown]
# Now the same as a function of two columns. Kappa from so few figures is uncertain; drawing the figures again and again
# with replacement (自助法, bootstrap) shows how much. Where a draw has one label only, chance explains everything, and
# there is no kappa.


# %%
def cohen(a, b):
    observed = (a == b).mean()
    expected = (a.value_counts(normalize=True) * b.value_counts(normalize=True)).sum()  # a label of one alone adds 0
    return (observed - expected) / (1 - expected) if expected < 1 else float("nan")


draws = [pair.sample(frac=1, replace=True, random_state=seed) for seed in range(500)]
again = pd.Series([cohen(draw["status_a"], draw["status_b"]) for draw in draws])
print(f"kappa of the status: {cohen(pair['status_a'], pair['status_b']):.2f}")
print(f"middle 95 of 100 draws: {again.quantile(0.025):.2f} to {again.quantile(0.975):.2f}")
print(f"agreement on the indicator: {(pair['name_a'] == pair['name_b']).mean():.2f}, on the status: {observed:.2f}")

# %% [markdown]
# One agreement, many kappas. The curve shows two readers who always agree on nine figures in ten, where only the
# commonness of the first of two labels changes.

# %%
share = pd.Series(range(5, 96)) / 100
chance = share**2 + (1 - share) ** 2
fig, ax = plt.subplots(figsize=(7, 4))
ax.axhline(0.9, color="#767676", linestyle=":", label="percentage agreement")
ax.plot(share, (0.9 - chance) / (1 - chance), color="#0072B2", label="kappa")
ax.set(xlabel="share of figures that both readers give the first label", ylim=(-0.15, 1.05))
ax.set_title("Same agreement, another kappa")
ax.legend(loc="lower center", frameon=False)
plt.show()

# %% [markdown]
# Where one label is nearly everywhere, kappa falls, since there is little left to agree on beyond chance. That is no
# fault of the readers, and no fault of kappa; it is a reason to print the table with both numbers. A scale of words
# for kappa (*moderate*, *substantial*) is custom, not evidence.
#
# **What kappa does not say**: who is right; which figure is in dispute; whether both share an error, as two readers do
# who were taught alike or who both began from the machine's draft; and what both overlooked, since a figure that
# neither found is not in the table at all. So the next step is always the list.

# %%
apart = pair[(pair["status_a"] != pair["status_b"]) | (pair["name_a"] != pair["name_b"])].copy()
spots = apart["literal"].map(text.index)
apart["around"] = [text[max(spot - 14, 0) : spot + 10].replace("\n", "⏎") for spot in spots]
apart.reset_index(drop=True)

# %% [markdown]
# Settle each by rereading (复读), together, and write down why. The tables of this package were made so: two readings,
# a list of differences, a decision on each. Its README prints how far the readings agreed, and that a later
# proof-reading found figures that neither had.
#
# ## Your own city
# Put the path of a report in `MY_FILE`: text, Word, HTML or PDF (`pip install "cnhealthdata[extract]"` for the last
# three). As long as it is `None`, the bulletin is used again, and the draft is saved in a temporary folder that
# disappears at once.

# %%
MY_FILE = None  # "report.docx"
MY_ID = "qingyu-2024"  # city in pinyin, hyphen, year
MY_REGION = None  # name or code: "辽源", or the six digits of a place that the package lacks
MY_YEAR = 2024  # the year that the report reviews
MY_FOLDER = None  # where the draft is saved; nothing in it is ever overwritten

# %%
my_text = bulletin() if MY_FILE is None else chd.read_document(MY_FILE)
my_draft = chd.draft_report(my_text, report_id=MY_ID, region=MY_REGION, year=MY_YEAR)
with tempfile.TemporaryDirectory() as temporary:
    folder = Path(temporary if MY_FOLDER is None else MY_FOLDER)
    print("saved:", *sorted(path.name for path in my_draft.save(folder)))
    my_todo = chd.validate(folder, sources=folder)
    print("unaccounted for:", len(chd.coverage(my_text, folder)))
my_todo.groupby(["table", "column", "rule"]).size().to_frame("to do")

# %% [markdown]
# **Checklist**
# 1. Read the whole report against `proposals.csv` and `observations.csv`, figure by figure, page beside table.
# 2. Name the open indicators (`indicator_id` is empty), and doubt those that were taken. None fits? Leave it open.
# 3. Give every exclusion a reason (`ledger.csv`), or make it an observation.
# 4. Check status, period and scope. Whose figure is it: the city's, a county's, one hospital's?
# 5. Misprints: keep the literal, write what was `meant`, say why in `correction`. Sums that fail: flag, do not mend.
# 6. `chd.coverage(text, folder)` is empty, and `chd.validate(folder, sources=folder)` is empty.
# 7. A classmate does steps 1 to 5 without seeing yours. Merge both tables on `char_start` (with `how="outer"`: what one
#    did not find counts too), fill what is missing with `-`, print the table, agreement and kappa, settle the list.
# 8. Use it: `chd.compare("life_expectancy", extra=folder)`. CONTRIBUTING says how it comes into the package.
#
# ## Summary
# - The machine finds and locates; a person names, corrects, pairs and doubts. What neither can know is written down as
#   open.
# - A ledger makes *did I miss a figure?* a question with an answer. It does not make the answers right.
# - Recall asks what was missed, precision what was wrongly taken. Both depend on the text they were measured on.
# - Kappa sets agreement against chance. Print it with the table and the percentage, and then settle the differences.
#
# ## Exercises
# `text`, `draft`, `figures`, `proposals`, `pair` and `cohen` are at hand. Put your answer in place of `...` and run
# the cell.

# %% [markdown]
# **Exercise 9.1** A classmate stopped before the last section, 六、下一步目标: the ledger has no row from there on.
# What does `coverage` list? A list of the literals, in any order.

# %% tags=["solution"]
# Keep the rows of draft.ledger that start before the heading; text.index("六、") is its place.
short = draft.ledger[draft.ledger["char_start"] < text.index("六、")]
missed = chd.coverage(text, short)["literal"].tolist()
check("9.1", missed)

# %% [markdown]
# **Exercise 9.2** Your class trusts the program less and takes a proposal only where the score is at least `0.7` and
# leads the runner-up by at least `0.1`. (A proposal without a runner-up leads by its whole score.) How many figures
# have to be named by hand then? A number.

# %% tags=["solution"]
# draft.proposals has one row per figure; a missing runner_up_score counts as 0.
lead = draft.proposals["score"] - draft.proposals["runner_up_score"].fillna(0)
sure = (draft.proposals["score"] >= 0.7) & (lead >= 0.1)
open_figures = int((~sure).sum())
check("9.2", open_figures)

# %% [markdown]
# **Exercise 9.3** Measure the pattern `SIMPLE` on the whole bulletin, with the figures of `extract_figures` as the
# standard. A figure is found where start and end both agree (so each print of a repeated paragraph counts). A
# dictionary with the keys `"recall"` and `"precision"`, each rounded to three decimals.

# %% tags=["solution"]
# Sets of (start, end): match.span() for the pattern, the columns start and end for the standard.
standard = set(zip(figures["start"], figures["end"]))
by_pattern = {match.span() for match in re.finditer(SIMPLE, text)}
both = len(standard & by_pattern)
measured = {"recall": round(both / len(standard), 3), "precision": round(both / len(by_pattern), 3)}
check("9.3", measured)

# %% [markdown]
# **Exercise 9.4** The two readers agree less often on the indicator (`name_a`, `name_b`) than on the status. Compute
# kappa of the indicator, with `-` as a label like any other; a number rounded to two decimals. Which of the two kappas
# is higher, and why?

# %% tags=["solution"]
# Agreement falls, and so does what chance would give: many labels, none of them common.
kappa_names = round(cohen(pair["name_a"], pair["name_b"]), 2)
check("9.4", kappa_names)

# %% [markdown]
# **Exercise 9.5** Two classmates label the status of every figure in a long report, in which nearly all are *actual*.
# They agree on almost all figures, yet kappa is below one half. What do you write in the report on data quality? A
# letter.
#
# - a: The percentage alone, since kappa is known to fail where one label is common.
# - b: That the status column is unusable, since kappa is low.
# - c: Both numbers with the table of labels, and that the few figures called target or planned by either were reread
#   and settled.
# - d: The numbers from a second round, in which both began from the machine's draft and kappa was high.

# %% tags=["solution"]
# One of the letters a, b, c, d, in quotation marks.
honest = "c"
check("9.5", honest)

# %% [markdown]
# ## Further reading
# - J. Cohen (1960), A Coefficient of Agreement for Nominal Scales. *Educational and Psychological Measurement* 20(1).
# - A. R. Feinstein, D. V. Cicchetti (1990), High agreement but low kappa: I. The problems of two paradoxes. *Journal of
#   Clinical Epidemiology* 43(6).
# - J. R. Landis, G. G. Koch (1977), The Measurement of Observer Agreement for Categorical Data. *Biometrics* 33(1):
#   where the words for kappa come from, which its authors call arbitrary.
# - K. Krippendorff (2004), *Content Analysis: An Introduction to Its Methodology*, second edition. Sage.
