"""Units in print: measure words, signs and what a rate is counted over.

Tables of words come first, patterns made from them follow; to teach the grammar a word is to add it to a table.
"""

from __future__ import annotations

from cnhealthdata.printed.numerals import FULL_WIDTH, SP
from cnhealthdata.printed.patterns import one_of, unless, words

#: Measure words that any numeral counts with, and what follows them in other words (所 in 所有, 名 in 名列).
COUNTED = {
    **dict.fromkeys(words("张 件 辆 篇 册 幢 栋"), ""),
    **dict.fromkeys(words("人次 例次 个次 家次 户次 项次 件次 批次 轮次 台次 场次 所次 架次 张次 剂次 针次 班次"), ""),
    **dict.fromkeys(words("车次 频次 辆次 条次 人份 人天 人日 台套 台（套） 台(套) 件套 床日"), ""),
    "个": r"亿|[^，。、；]{0,2}(?:意识|自信|维护|确立|最严)",
    "家": "渠|庭|长(?![期效])|属(?!地)|政(?!府)",
    "所": "在(?!建)|[属有长需谓]",
    "名": "[列录单称牌]|医(?!务|生|师|护|学|药|疗)",
    "人": "[民员]|社[局部厅保]|工(?!作)|才|大(?!学|会|病)|事[局部处]|们|文",
    "位": "[于列居]|一体",
    "例": "[如行]",
    "起": "[步草点到来]",
    "台": "[河县州风湾山区]",
    "户": "籍",
    "次": "产业|供水|元|要",
    "批": "[复准]",
    "项": "目",
    "支": "[持援付撑]|部(?!队)|一扶",
    "间": "[接隔断]",
    "套": "[餐路]",
    "种": "[植子]",
    "条": "[件例]",
    "场": "[所地]",
    "座": "谈",
    "处": "[置理长方分]",
    "对": "[口接外上下标症]",
    "份": "额",
    "本": "[市省县区院地科]",
    "轮": "[训岗转]",
}

#: Measured quantities: shares, money, areas, weights, volumes, lengths.
MEASURED = {
    **dict.fromkeys(words("% ％ ﹪ ‰ ‱ 个百分点 百分点 个千分点 个点 倍 番"), ""),
    **dict.fromkeys(words("美元 欧元 港元 日元 英镑"), ""),
    **dict.fromkeys(words("平方米 平方公里 平方千米 平米 ㎡ m² m2 立方米 公顷 亩"), ""),
    **dict.fromkeys(words("米 公里 千米 厘米 毫米 吨 公斤 千克 毫克 微克 斤 毫升 微升"), ""),
    **dict.fromkeys(words("摄氏度 ℃ 千瓦 千瓦时 兆瓦 千伏安 兆 毫米汞柱 毫摩尔 千卡"), ""),
    "平方": "[米公千]",
    "成": "[效果立为本员不功长熟]",
    "元": "[旦素月]",
    "克": "[服隆]",
}

#: Measured time. Whether it is a figure depends on the words around it.
TIMED = {
    **dict.fromkeys(
        words("个多月 个多小时 个季度 个工作日 工作日 个星期 小时 个小时 分钟 秒钟 学时 课时 岁 周岁 月龄 届"), ""
    ),
    "年": "[代级龄轻内中末底初度份制]|多来",
    "个月": "龄",
    "周": "[围边年期转]",
    "天": "[津然生]",
    "秒": "杀",
}

#: Measure words of Arabic numerals and masks alone: after a small Chinese numeral they name a thing (三类, 二期).
ARABIC_ONLY = {
    **dict.fromkeys(words("大类 小类 章 款 页 字 瓶 盒 袋 粒 箱 单位 艘 幅 块 胎 股 枚 堂 棵 颗 桶 味 席 学分"), ""),
    **dict.fromkeys(words("卷 趟 盏 省份"), ""),
    "大": "[学道厦桥街队会厅力量幅型多批家规胆局部]",
    "类": "[型似别]",
    "日": "[报常均间期子历]",
    "期": "[工项临建间待末货限]",
    "部": "[门委分队署]",
    "门": "[诊急]",
    "道": "路",
    "组": "[织成建长团合]",
    "队": "[伍列]",
    "班": "子",
    "床": "[位旁护]",
    "层": "[面次级]",
    "节": "[约日假省目]",
    "步": "[骤入伐]",
    "集": "[中团成体采约]",
    "剂": "[量型]",
    "针": "[对灸剂]",
    "片": "区",
    "包": "[括含保]",
    "管": "[理控辖道网]",
    "架": "构",
    "列": "[入为]",
    "只": "[要有是]",
    "头": "[晕痛颈]",
    "面": "[对向临积]",
    "首": "[个家批次先府例]",
    "株": "洲",
    "代": "[表替]",
    "车": "[辆间]",
    "分": "[别钟级析类布为之院公管局店期娩]",
    "度": "[过假数]",
    "升": "[级至到为高学]",
    "口": "[岸径服腔]",
    "根": "[据本]",
    "笔": "[试者]",
    "单": "[位一独元方纯次人]",
    "宗": "[教旨]",
    "把": "[握关脉控手]",
    "副": "[主院市省局处书会区县厅部]",
    "双": "[方向重边]",
    "餐": "[饮厅]",
    "顶": "[层级]",
    "案": "[件例]",
    # Places are counted only where nothing follows: 覆盖13省, but 3市直医院.
    **dict.fromkeys(words("省 市 县 区 镇 乡镇 村 国"), r"(?![（(]|[，。、；])"),
}
LETTERED = dict.fromkeys(words("DDDs kg g mg km m cm mm ml mL L mmHg mmol kW kWh GB TB PB MB"), "[A-Za-z0-9]")

_ALL = {**LETTERED, **ARABIC_ONLY, **COUNTED, **MEASURED, **TIMED}
#: Directly after an Arabic digit these words count whatever follows: 5间隔离病房.
_SOFT = r"(?:(?<=[0-9０-９余多万亿]{word})|(?<=[0-9０-９余多万亿] {word})|(?!{barred}))"
_SOFTLY = frozenset(COUNTED) | {"大"}
_HARD = {"人": "员", "次": "元"}  #: what must not follow even there


def _guard(word: str, barred: str) -> str:
    """The condition at the end of a measure word."""
    if not barred or word not in _SOFTLY:
        return unless(barred)
    return unless(_HARD.get(word, "")) + _SOFT.format(word=word, barred=barred)


#: What a rate or an amount is counted over, after a stroke: 15.04/10万, 89元/人, 35微克/立方米.
_BASES = ["10 万", *words("10万 十万 百万 万 千 百")]
_OVER = [
    *_BASES,
    *(base + of for base in _BASES for of in words("人 人口 活产 例 人年")),
    *words(
        "100000 10000 1000 100 人 人次 人年 人月 户 床 床日 组 班 院 村 张 月 年 季度 周 日 天 次 例 个 家 台 份 剂"
    ),
    *words("立方米 平方米 平方公里 公里 小时 分钟 秒 kg L dL mL 升 毫升 公斤 亩 针"),
]
PER = one_of([*_OVER, *(over.translate(FULL_WIDTH) for over in _OVER if over[0] == "1")])
STROKE = f"{SP}?[/／]{SP}?每?"
UNIT = (
    rf"(?:{one_of({word: _guard(word, barred) for word, barred in _ALL.items()})}(?:{STROKE}{PER}){{0,2}}(?:·[年月])?"
    rf"|[/／]{SP}?{PER})"
)

BASE_OF = frozenset(_ALL)
COUNT_UNITS = frozenset(COUNTED) | frozenset(ARABIC_ONLY)
CHINESE_UNITS = frozenset(COUNTED) | frozenset(MEASURED) | frozenset(TIMED) | {"大"}
#: Of the measure words of Arabic numerals, those that a Chinese numeral above ten counts with too: 两万只.
CHINESE_ALSO = frozenset(words("只 瓶 盒 袋 片 粒 包 箱 枚 头 床 分 块 针 队 车 剂 期"))
ONE_UNITS = frozenset(words("人 名"))  #: what 一 may count, after a word such as 新增
CASE_UNITS = frozenset(words("例 起"))  #: what 一 counts as a figure anywhere: 一例
#: Measure words that after a mask begin a name: xx市, xx班.
MASK_NAMES = frozenset(words("省 市 县 区 镇 乡镇 村 国 届 班 道 队 组 部 首 列 代 口 股 面 本 门 头 字 节 m g L km"))
DEVICES = (frozenset(COUNTED) - {"次", "本"}) | {"床"}  #: what may be counted right after letters: CT2台
CAPS = {"%": 100.0, "‰": 1000.0, "成": 10.0}  #: the most that a share of a whole can be
RATE_UNITS = frozenset(words("% ‰ /10万 /万 /千 岁"))
CHANGE_UNITS = frozenset(words("个百分点 百分点 个千分点 个点 番"))
DURATIONS = frozenset({*TIMED, "日"})
