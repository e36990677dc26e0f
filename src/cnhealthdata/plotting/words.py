"""Every word that a figure writes, in both languages."""

from __future__ import annotations

from cnhealthdata.errors import invalid_choice
from cnhealthdata.tables.storage import read_mapping

LANGUAGES = ("en", "zh")

WORDS: dict[str, tuple[str, str]] = {
    # Cells of the reporting matrix
    "value": ("value", "数值"),
    "bound": ("bound only", "仅有界限"),
    "masked": ("masked", "掩码"),
    "masked, no bounds": ("masked, no bounds", "掩码，无界限"),
    "": ("not printed", "未刊载"),
    "matrix": ("What the reports print", "各报告刊载了什么"),
    # Places and years
    "place unknown": ("place unknown", "地区不明"),
    "year unknown": ("year unknown", "年份不详"),
    "year": ("year", "年份"),
    "year, unsure": ("year; hollow: estimated or of low reliability", "年份（空心点：估计或可靠性低）"),
    "place and year": ("{place}, {year}", "{place}，{year}年"),
    "name and year": ("{name}, {year}", "{name}，{year}年"),
    "place and words": ("{place}, {words}", "{place}，{words}"),
    "at year": ("{year}: {words}", "{year}年：{words}"),
    "from": ("before (year unknown): {words}", "变化前（年份不详）：{words}"),
    "to": ("after (year unknown): {words}", "变化后（年份不详）：{words}"),
    "baseline": ("baseline: {words}", "基期：{words}"),
    "latest": ("latest: {words}", "最新：{words}"),
    "report": ("{place} ({part})", "{place}（{part}）"),
    "scope": ("{scope}", "{term}（部分）"),
    "term": ("{term}", "{term}"),
    "in brackets": ("{words} ({more})", "{words}（{more}）"),
    # Figures and their bounds
    "at_least": ("at least {value}", "不低于{value}"),
    "more_than": ("more than {value}", "超过{value}"),
    "at_most": ("at most {value}", "不超过{value}"),
    "less_than": ("less than {value}", "低于{value}"),
    "about": ("about {value}", "约{value}"),
    "nearly": ("nearly {value}", "近{value}"),
    "between": ("{low} to {high}", "{low}至{high}"),
    "or more": ("{low} or more", "{low}及以上"),
    "or less": ("{high} or less", "{high}及以下"),
    "printed": ("printed {literal}: {words}", "原文“{literal}”：{words}"),
    "nothing": ("nothing can be said", "无从判断"),
    "actual": ("actual", "实际"),
    "target": ("target", "目标"),
    "planned": ("planned", "计划"),
    "change": ("change", "变化"),
    "changes": ("Figures and what they changed from", "变化前后"),
    # Why a figure cannot stand beside the others
    "why scope": ("only {scope}", "仅部分"),
    "why definition": ("definition differs", "口径不同"),
    "why reliability": ("low reliability", "可靠性低"),
    # Series
    "break": ("break {year}", "{year}年口径变化"),
    "revisions of": ("{name}: first print and latest", "{name}：首次公布与最新公布"),
    "first and latest": ("hollow: first print; full: latest", "空心：首次公布；实心：最新公布"),
    "official": ("official", "官方统计"),
    "modelled": ("modelled", "模型估计"),
    "incomplete": ("incomplete", "数据不全"),
    "payers": ("Who pays for health care", "卫生费用由谁负担"),
    # Plans
    "plan": ("{plan}, {year}", "{plan}，{year}年"),
    "target value": ("target {words}", "目标{words}"),
    "goal at_least": ("≥ {value}", "≥ {value}"),
    "goal at_most": ("≤ {value}", "≤ {value}"),
    "goal exact": ("{value}", "{value}"),
    "reached": ("reached ({year})", "已达到（{year}年）"),
    "not yet": ("not yet ({year})", "尚未达到（{year}年）"),
    "not reached": ("not reached ({year})", "未达到（{year}年）"),
    "unknown": ("no figure to judge by", "无数据可判断"),
    "targets": ("Targets and outcomes", "目标与结果"),
    "way": ("per cent of the way from baseline to target", "从基期到目标已走过的路程（%）"),
    "covered": ("{start} → {latest}, target {target} {unit}", "{start} → {latest}，目标{target}{unit}"),
    # Source line
    "source": ("Source: cnhealthdata {version}", "来源：cnhealthdata {version}"),
    "source reports": ("{source}, reports {names}", "{source}，报告{names}"),
    "source sources": ("{source}, sources {names}", "{source}，出处{names}"),
    "and more": ("{names} and {count} more", "{names}等{count}种"),
    "comma": (", ", "、"),
    "then": (", ", "，"),
    "in the year": ("{year}", "{year}年"),
    # Large numbers
    "1000": ("thousand", "千"),
    "1000000": ("million", "百万"),
    "1000000000": ("billion", "十亿"),
    "1000000000000": ("trillion", "万亿"),
    "10000": ("ten thousand", "万"),
    "100000000": ("hundred million", "亿"),
    "scaled": ("{scale} {unit}", "{scale}{unit}"),
}

#: The powers of ten by which large numbers are read in each language.
SCALES = {"en": (10**6, 10**9, 10**12), "zh": (10**4, 10**8, 10**12)}


def check_language(lang: str) -> None:
    """Refuse a language that has no words."""
    if lang not in LANGUAGES:
        raise invalid_choice("lang", lang, LANGUAGES)


def say(key: str, lang: str, **parts: object) -> str:
    """The words of a key, filled in."""
    return WORDS[key][LANGUAGES.index(lang)].format(**parts)


def unit_words(unit: str, lang: str) -> str:
    """A unit of the data in either language; of a user's own the word that it has."""
    return unit if lang == "en" else read_mapping("units", "unit", "unit_zh").get(unit, unit)
