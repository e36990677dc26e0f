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
try:
    import matplotlib.pyplot as plt

    import cnhealthdata as chd
    from cnhealthdata import plotting
    from cnhealthdata.exercises import check, ready
except ImportError as missing:
    message = 'This notebook needs: %pip install --upgrade "cnhealthdata[notebooks]", then a restart of the kernel.'
    raise ImportError(message) from missing
ready(data="1.0.0")

# %%
import re
import unicodedata

import pandas as pd
import zhplot

zhplot.matplotlib_chineseize()  # a font that has Chinese characters
plt.rcParams["font.family"] = ["Noto Sans SC", "DejaVu Sans"]
plt.rcParams["figure.dpi"] = 72  # small files; the page itself is drawn finer
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
print(f"{place['name_en']} {place['name_zh']}, code {place['id']}: {len(own)} figures, of {own['report_id'].nunique()} reports.")
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
# Two questions of each figure. *How exact is it?* One value, a bound (以上, 约, a range), or a mask. *Is its year
# known?* Printed on the page (stated), drawn from other words of it (inferred), or unknown.


# %%
def exactness(rows):
    """How exact each figure is."""
    kind = pd.Series("bound", index=rows.index)
    kind[rows["value_low"] == rows["value_high"]] = "value"
    kind[(rows["qualifier"] == "masked") & rows["value"].isna()] = "masked"
    return kind.astype("category").cat.set_categories(["value", "bound", "masked"])


def sure(region):
    """How exact the figures of a place are, by how their year is known."""
    rows = chd.load_observations(region=region)
    basis = rows["period_basis"].astype("category").cat.set_categories(["stated", "inferred", "unknown"])
    return pd.crosstab(exactness(rows), basis, dropna=False).rename_axis(index="figure", columns="year")


sure(REGION)

# %% [markdown]
# A page that is read as news wants the upper left corner: one value, of a stated year. Look at how much of the table
# lies elsewhere. For a rate with a bound or a mask write the bound, not a middle; for a figure without a year write
# "year not given" and draw no trend.
#
# ## Beside province and nation
#
# Counts grow with the size of a place, so only rates and means (率与均值) are compared here. `compare` adds the
# official value of the same year where one was read, and says in `why_not` what keeps a figure from being compared.

# %%
RATES = r"%|per |CNY per person|years"


def gathered(function, names, region):
    """What a function of the package says of several indicators, for the place itself."""
    rows = chd.load_observations(region=region)
    tables = [function(name, region) for name in names] or [function("life_expectancy", region)]
    named = rows[["observation_id", "indicator_id", "indicator", "indicator_zh", "literal"]]
    return named.merge(pd.concat(tables).drop(columns=["scope"]), on="observation_id").merge(
        rows[["observation_id", "scope"]]
    )


def beside(region):
    """Actual rates and means of a place beside province and nation, those with a national value first."""
    rows = chd.load_observations(region=region, status="actual", statistic="level")
    rates = rows["unit"].str.match(RATES) & (rows["indicator_id"] != "streak_years")
    table = gathered(
        lambda name, place: chd.compare(name, place, benchmark=True), rows.loc[rates, "indicator_id"].unique(), region
    )
    return table.sort_values(["nation_value", "year"], key=lambda column: column.isna(), kind="stable")


columns = ["indicator", "year", "literal", "value", "province_value", "nation_value", "nation_gap", "comparable", "why_not"]
table = beside(REGION)
table[columns].round(2).head(12)
