"""Words that qualify a printed figure: 以上, 不低于, 约.

What a bound or an estimate rests on. The grammar of texts, the drafts, and the checks of tables take them from here.
"""

from __future__ import annotations

import re

from cnhealthdata.printed.patterns import one_of, words

_NOT = words("不得 不能 不应 不可 不宜 不会 不允许 未 没有 从未 均不 均未")
#: Words that qualify the figure after them.
BEFORE = {
    "at_least": [
        *words("不低于 不少于 不小于 不下于 不下 至少 最少 最低 起码 ≥ ≧"),
        *(no + less for no in _NOT for less in words("低于 少于 小于")),
    ],
    "more_than": words("超过 突破 大于 高于 多于 超出 超越 不止 逾 已过 超 破 > ＞"),
    "at_most": [
        *words("不超过 不高于 不多于 不大于 不超 至多 最多 最高 ≤ ≦"),
        *(no + more for no in _NOT for more in words("超过 高于 多于 大于 超")),
    ],
    "less_than": words("低于 小于 不足 不到 少于 未满 不满 未达到 未达 < ＜"),
    "about": words("大约 大概 大致 约计 约"),
    "nearly": words("接近 将近 临近 逼近 几乎 近"),
}
#: Characters before such a word that make it another one: 签约, 附近, 赶超.
OTHERWISE = {"约": "[签预续节集公履制违契缔合邀特简隐]", "近": "[附最邻靠亲远就新贴]", "超": "赶", "破": "[爆打击]"}
#: Qualifying words that reach over a verb: 至少配备2名, 最多可报销20万元; and 约占, over the whole: 约占全市的40%.
REACHING = dict.fromkeys(words("至少 最少 起码"), "at_least") | dict.fromkeys(words("至多 最多 最高可"), "at_most")

QUALIFIER_OF = {word: name for name, table in BEFORE.items() for word in table} | REACHING | {"约占": "about"}
BARRED = {word: OTHERWISE.get(word, "") for table in BEFORE.values() for word in table}

#: Words that qualify the figure before them.
AFTER = {
    "at_least": words("以上 及以上 （含）以上 (含)以上 之上 或以上 以上（含） 起"),
    "more_than": words("多 余 有余 开外 强"),
    "at_most": words("以下 及以下 以内 之内 （含）以下 内 封顶"),
    "less_than": words("不到"),
    "about": words("左右 上下"),
    "nearly": words("弱"),
}
FOLLOWER_OF = {word: name for name, table in AFTER.items() for word in table}

#: A word right before a figure that qualifies it; one right after it.
RIGHT_BEFORE = re.compile(
    "(?:" + "|".join(f"(?<!{barred}){word}" if barred else word for word, barred in BARRED.items()) + ")$"
)
RIGHT_AFTER = re.compile(one_of(word for word in FOLLOWER_OF if len(word) > 1))
LONGEST_WORD = max(map(len, BARRED))

_ANY = re.compile(one_of([*QUALIFIER_OF, *FOLLOWER_OF, "前"]))


def qualifiers_said(words_around: str) -> set[str]:
    """Every qualifier that a word of the passage may stand for; 前 and 强 bound a rank.

    >>> sorted(qualifiers_said("不低于98%")), sorted(qualifiers_said("前三")), sorted(qualifiers_said("全国百强"))
    (['at_least'], ['at_most'], ['at_most', 'more_than'])
    """
    found = set(_ANY.findall(words_around))
    said = {table[word] for word in found for table in (QUALIFIER_OF, FOLLOWER_OF) if word in table}
    return said | ({"at_most"} if found & {"前", "强"} else set())


def qualifier_of(word: str) -> str | None:
    """The qualifier that a word before or after a figure stands for."""
    return QUALIFIER_OF.get(word) or FOLLOWER_OF.get(word)
