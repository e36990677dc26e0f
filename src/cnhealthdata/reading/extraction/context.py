"""The words around a figure: what qualifies it, joins it, turns it into a change, or shows that it is none.

Patterns that ``before`` makes read the characters before a figure from right to left, so that one anchored match
answers "which word stands directly before it". The tables give the words as they are printed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from cnhealthdata.printed.numerals import SP, D, X
from cnhealthdata.printed.patterns import one_of, unless, words
from cnhealthdata.printed.qualifiers import BARRED, BEFORE, FOLLOWER_OF, REACHING
from cnhealthdata.printed.units import DURATIONS


def before(table: Iterable[str], between: Iterable[str] = (), at_most: int = 2) -> re.Pattern[str]:
    """Pattern for reversed text: one of the words, with a few others between it and the figure.

    >>> bool(before(["超过"], ["了"]).match("了过超"))
    True
    """
    links = f"(?:{one_of(word[::-1] for word in between)}){{0,{at_most}}}" if between else ""
    return re.compile(f"{SP}?{links}{one_of(word[::-1] for word in table)}")


# --- Qualifying words -------------------------------------------------------------------------------------------------

#: Words that may stand between a qualifying word and its figure.
LINKS = words("有 达到 达 为 在 到 占 了 至 均 各 共 是")

QUALIFIER_BACK = re.compile(
    rf"{SP}?(?:{one_of(word[::-1] for word in LINKS)}){{0,2}}(?:[^，。；、\n0-9xX]{{1,5}}?每)?"
    rf"(?P<word>{one_of({word[::-1]: unless(barred) for word, barred in BARRED.items()})})"
    rf"|[^，。；、：\n0-9xX的]{{1,4}}(?P<reaching>{one_of(word[::-1] for word in REACHING)})"
    rf"|的?[^，。；、：\n0-9xX]{{1,8}}(?P<part>占约)"
    rf"|的[^，。；、：\n0-9xX]{{0,6}}总(?P<whole>近接|过超)"  # 接近总人数的52%
)

#: What follows such a word where it is part of another: 以内科, 强化.
_THEN = {
    "内": "[科外部地蒙容涵镜分]",
    "强": "[化调制度省市国]",
    "弱": "势",
    "余": "额",
    "不到": "[位达]",
    "起": r"[^，。；、！）),;\n]",
}
#: Units that such a word needs.
AFTER_ONLY = {
    "内": DURATIONS | {"公里", "米"},
    "多": DURATIONS | {"倍", "成", "番"},
    "余": DURATIONS | {"倍"},
    "强": frozenset({"成", ""}),
    "弱": frozenset({"成", ""}),
    "起": frozenset(words("元 元/人 元/次 人 份")),
}
QUALIFIER_AHEAD = re.compile(rf"{SP}?(?P<word>{one_of({word: unless(_THEN.get(word, '')) for word in FOLLOWER_OF})})")

#: A figure that another is held against: 超过了85%的预期目标 states the target, not a bound.
YARDSTICK = re.compile(r" ?的[^，。；、\n]{0,8}(?:目标|要求|任务|平均|水平|标准)")
COMPARING = frozenset(words("超过 高于 低于 超出 超越"))

# --- Lists and changes ------------------------------------------------------------------------------------------------

_WORD_AFTER = one_of(word for word in FOLLOWER_OF if len(word) > 1)
_WORD_BEFORE = one_of(word for table in BEFORE.values() for word in table)
#: Between the unit of one member of a list and the numeral of the next.
JOIN = re.compile(rf"(?:{_WORD_AFTER})?{SP}?(?:以及|、|和|与|及|或)?{SP}?(?:{_WORD_BEFORE})?")
#: The same with the noun that the next counts: 医生260、护士350、药师45人.
NAMED_JOIN = re.compile(r"(?:、|和|及|与)[^，。；、：:\n0-9０-９]{1,10}")

#: A moment or a place that may stand between 从 or 到 and its figure.
MOMENT = (
    rf"(?:(?:{D}|{X}){{1,4}}+{SP}?年(?:年?[底末初中]|度)?|(?:{D}|{X}){{1,2}}+{SP}?月(?:[底末初]|份)?"
    rf"|“?十[一二三四五]五”?(?:时期|期间)?[末初]?|[去今上前当本]年(?:同期|[底末初])?"
    rf"|{one_of(words('目前 现在 如今 当前 最初 原来 原先 起初 同期 期末 期初 年初 年底 年末 成立之初 改革前 改革后'))}"
    rf"|{one_of(words('创建前 以前 以往 此前 全省 全国 全市 全县'))})"
)
_TOLD = rf"(?:{MOMENT}|的|了|每人每年|人均|每人|每年|{SP})"
ORIGIN_REACH = 18
#: From 由 or 从 to the first figure of a change.
ORIGIN = re.compile(rf"(?:由|从)(?:{_TOLD}|[^，,。；;、\n]){{0,14}}$")

CHANGES = words(
    "提高 提升 增加 增长 上升 升高 扩大 扩充 扩展 扩增 发展 上涨 上调 攀升 跃升 拓展 递增 拉高 提质 改善",
    "提 增 升 涨 扩 跃 下降 降低 减少 缩短 缩减 缩小 压缩 压减 压降 回落 下调 下滑 精简 递减 控制 收窄 降 减 缩 跌",
    "延长 延伸 调整 调增 调减 变更 整合 合并 优化 前移 进位 变 改 翻 调",
)
_CHANGE = one_of(CHANGES)
_GOAL = "(?:到了|至了|达到|到|至|为|成)"
_ADVERB = one_of(words("分别 逐步 稳步 大幅 逐年 进一步 显著 明显 迅速 快速 平均 已经 已 又 再 均 各 并"))
_LEAD = rf"(?:{_WORD_AFTER})?"
_TAIL = rf"(?:{_TOLD}|{_WORD_BEFORE}){{0,4}}"
#: Between the two figures of a change after 由 or 从: 提高到2020年的, ，逐步降至.
CHANGE_FROM = re.compile(
    rf"{_LEAD}{SP}?"
    rf"(?:[^，,。；;\n]{{0,10}}?[，,]?(?:{_TOLD}|{_ADVERB}){{0,4}}(?:{_CHANGE})?|[^，,。；;、\n到至为成]{{1,10}})"
    rf"{_GOAL}(?:{_TOLD}|{_WORD_BEFORE}|[^，,。；;、\n]{{1,2}}){{0,6}}"
)
#: The same without 由 or 从: only a plain word of change directly after the first figure.
CHANGE_BARE = re.compile(rf"{_LEAD}{SP}?(?:{_ADVERB}){{0,2}}(?:(?:{_CHANGE}){_GOAL}|→){_TAIL}")
CHANGE_AGAIN = re.compile(rf"{_LEAD}[，,、]?(?:再|又|进而|并|然后){{1,2}}(?:{_CHANGE})?{_GOAL}{_TAIL}")

#: The same between members whose nouns differ: 男76.2岁、女80.1岁.
SERIES = re.compile(r"[^，。；：\n0-9０-９由从到至]{0,8}[、和及与][^，。；：\n0-9０-９由从到至]{0,8}")

#: The clause before a figure, from right to left; a word in brackets may be part of it.
CLAUSE_BACK = re.compile(r"(?:[）)][^（）()\n]{1,8}[（(]|[^，。；！？：、⋯…,;:!?\n（(]){0,24}")
SENTENCE_END = "。！？\n"

_MORE_OR_LESS = one_of(
    words(
        "增长 提高 上升 提升 下降 降低 减少 增加 缩短 延长 上涨 回落 扩大 缩小 下调 上调 压减 压缩 下滑 攀升",
        "高出 多出 超出 增幅 降幅 涨幅 降价 提前 推迟 增收 减支 增 减 降 升 翻",
    )
)
_BY = one_of(
    words(
        "了 幅度 幅 分别 均 都 各 约 近 超过 逾 达到 达 为",
        "至少 不低于 不少于 不超过 不高于 低于 控制在",
    )
)
#: A clause that tells a change rather than a level, up to its figure.
CHANGE_NEAR = re.compile(rf"(?:{_MORE_OR_LESS}|(?:比|较)[^，。；]{{1,20}}[高低多少快慢长短])(?:{_BY}|\s){{0,3}}$")
CHANGE_FAR = re.compile(r"(?:新增|净增|增加|减少|增设|增配|缩减|新添|增派)(?!到|至|为|值)")
TO_LEVEL = re.compile(r"(?:到|至|达|为|成)[^，。；]{0,6}$")
#: A distance from something else: 低于全省平均水平3.1个百分点.
GAP = re.compile(
    r"(?:高于|低于|超过|超出|高出|优于|少于|多于|落后|领先)"
    r"[^，。；]{0,10}(?:平均|水平|标准|要求|目标|[去上]年|同期|指标|任务)[^，。；]{0,6}$"
)

# --- Status -----------------------------------------------------------------------------------------------------------

AIMED = re.compile(r" ?(?:以[上下内]|左右)?的[^，。；、\n]{0,8}(?:目标|要求)")
_INTENDED = one_of(
    words(
        "投资 新 建 总 于 在 到 完成 引 招 培 开 安排 实施 投入 启动 每 今 明 用 利用 将 组建",
        "增 设 购 改 扩 采 选 派 创",
    )
)
_STRIVING = one_of(words("到 达 实现 在 用 今年 年内 明年 建 创 新 尽 完成 使 把"))
_REACHING = one_of(words("达 不低于 不少于 不超过 实现 超过 控制在 保持在"))
#: Words that set the status of the figures after them, to the end of the sentence.
STATUS = re.compile(
    r"(?P<end>[。！？\n](?!其中))"
    rf"|(?P<target>力争|确保|努力|争取(?={_STRIVING})|目标(?=[是为：:]|到)|要求(?=[到各达])"
    rf"|(?:(?<=[，。；：、 \n“])|^)到 ?(?:20\d\d|[xX]{{4}}|“?十[四五六]五)|(?:要|应|须|需|应当|必须)(?={_REACHING}))"
    rf"|(?P<planned>(?<![动培才划养学提发])计划(?={_INTENDED})|拟(?={_INTENDED}|[选对申聘])|规划(?={_INTENDED}|床)"
    rf"|概算|预算(?=投|总)|谋划|预计|即将|下一步|(?<![即必把])将(?={_INTENDED}|[达获提再为有]|继续|进一步|推进))"
    r"|(?P<actual>已|截至|截止|目前|完成了|达到了|超过了|建成了|累计|[去上]年|同比|全年|共有)"
)

# --- What is printed like a figure and is none ------------------------------------------------------------------------

RECENT = before(words("近 最近 未来 过去 今后 以往 每 第 头 这 那 往"))  #: 近3年 says when
LASTING = before(words("连续 历时 为期 持续"), words("了 达 为"), 1)
#: Durations in Chinese numerals count only after a word that measures them.
MEASURING = before(
    words(
        "连续 平均 不少于 至少 超过 不到 不足 缩短 压缩 延长 仅用 历时 持续 减少 增加 提前 控制在 不超过",
        "寿命 年龄 为 降 减 用",
    ),
    words("了 达 到 至 为 约 近 超过"),
)
NOT_LASTING = re.compile(
    "[多余]?"
    + one_of(words("来 间 以来 时间 期 级 期间 行动 规划 计划 后 前 制 生存 如一日 再 攻坚 老人 的老人 老党员"))
)
#: An age is a figure after these words in its sentence.
AGE_TOLD = re.compile(r"(?:寿命|平均[^，。；\n]{0,6}年龄|期望|中位年龄|年龄中位|平均水平)[^。；！？\n]*$")
_PEOPLE = one_of(
    words(
        "老 儿 婴 幼 孩 妇 女 男 青 少年 人口 人群 居民 患 学生 未成年 成年 成人 组 段 目标 群众 学龄 重点 常住 高危",
        "参保 失能 高龄 空巢 托位 劳动 育龄 适龄 先天 的",
    )
)
_KIND = one_of(words("的 常住 户籍 农村 城乡 城镇 贫困 失能 高龄 重点 适龄 脱贫"))
#: A group of people after an age: 65岁及以上（含）老年人.
BRACKET = re.compile(
    rf"{SP}?[）)]?(?:[（(]含[）)])?(?:及其?以[上下]|以[上下内])?{SP}?(?:[（(][^）)]{{0,8}}[）)])?"
    rf"(?:{_KIND}){{0,3}}{_PEOPLE}"
)
CHILD = re.compile(r"(?:龄|以[上下内])?的?(?:婴|儿童|幼|孩|宝宝|患儿)")
_CLASSED = one_of(words("设备 项目 医院 企业 机构 工程 床位 单位 医疗机构 药品 耗材 仪器 采购 合同 支出"))
#: A bar that others are measured against: 500万元以上重大项目, 100张以下医院.
THRESHOLD = re.compile(
    rf"{SP}?及?以[上下]的?(?:大型|重大|重点|医疗|公立|民营|综合|专科)?{_CLASSED}|\s{{0,4}}元以[上下]"
)
ROOM = re.compile("间(?![接隔断])")  #: 两人间
STOREY = re.compile(rf"{SP}?[0-9０-９]")  #: 3层301室
BEST = re.compile(f"{SP}?强")  #: 全国100强
BED_CLASS = re.compile(r"(?:床位)?及?(?:以[上下])?的?(?:综合|公立|民营|专科)?医院")
SOLUTION = re.compile(" ?(?:医用)?(?:酒精|乙醇|氯化钠|葡萄糖|消毒)")
MADE_OF = re.compile("(?:组|构)成")  #: 由5到7人组成
CIRCLE = re.compile(r"[^，。；、\n]{0,10}圈")  #: 15分钟健康服务圈
#: Nouns that a Chinese numeral announces or makes a slogan of, rather than counts: 三道防线, 四项承诺.
ABSTRACT = re.compile(
    r"[^，。；、\n]{0,5}?"
    + one_of(
        words(
            "方面 层面 维度 环节 短板 关口 防线 承诺 举措 清单 台账 答卷 机制 原则 阶段 步骤 关键 突破 转变",
            "统一 坚持 意识",
            "规定 攻坚战 协作片区 要求 问题 共同体 抓手 理念 体系 战略 场景 领域 任务 板块 行动 优势 支柱",
            "制度 指标 工作",
            "责任 纪律 精神 文明 革命 红线 底线 战役 关系 面向 聚焦 市场 字 世界 融合 同步 结合 高地 服务圈 梯队 路径",
            "班子 合计 模式 方式 途径 渠道 手段 形式 主线",
        )
    )
)
_GREAT = words("中心 平台 工程 计划 品牌 目标 产业 难题 支撑 模块 网络 系统 项目 班子")
GREAT = re.compile(r"[^，。；、\n]{0,2}?" + one_of(_GREAT))
HOTLINE = re.compile(one_of(words("热线 电话 号码 专线 传真 邮编 编号 拨打 微信 QQ 网址")))

#: Where a rank ends: at a comma, or before a verb of rising and falling.
RANK_END = re.compile(
    rf"{SP}?(?:[、和与][第前全中西东世]|[，。；！？,.;:：、）)”\"》\n的和及并以]|$|{SP}|[上提跃]?升|下?降|前移|进|[下后][跌退滑])"
)
RANK_CUE = re.compile(
    r"全[国省市区州县球]|世界|全球|排名?|位列|位居|名列|列|居|[中西东]部|省内|市内|国内|省级|市级|同[类级期]|城市"
    r"|升至|升到|跃至|提至|名次|位次|考核|考评|评比|评价|竞赛|比赛|获得?|取得|荣获|上升|下降|跃升|跃居|提升|前进|保持|连续|由|从"
    r"|总分|团体|成绩|数量|增[速幅]|率"
)
#: 放在第一位, 安全第一: a creed, no rank.
CREED = before(words("放在 摆在 作为 安全 质量 生命 健康 信誉 群众 人民 是"))
FIRST = before(words("省 市 国 区 县 州 球 部 内 界 列 居 域 到达 达到 前 占 位"))

#: What announces a numeral that has no unit: 总数达1200.
ANNOUNCED = before(
    words(
        "达到 达 为 到 至 约 近 仅 共 计 数 率 比 值 得分",
        "量 额 有 在 超过 不低于 不少于 低于 高于 均 分别 了 是 突破 逾",
        "占",
    ),
    words(": ："),
    1,
)
BARE_END = re.compile(rf"{SP}?(?:[，。；！？,;、）)\n”的]|以[上下内]|左右|$)")
ONE = before(words("新增 死亡 报告 仅 发现 确诊 治愈 有 为"))
ONE_TENTH = before(words("近 超 约 逾 不足 占 超过 不到 了"))
OPENING = frozenset('“"‘「『')
CLOSING = frozenset('”"’」』')

# --- Labels -----------------------------------------------------------------------------------------------------------

_STOP = r"，。；、！？\n）)“”《》⋯…,;:：0-9xX"
_VERB = one_of(
    words(
        "和 与 及 实现 全部 全面 达到 入选 获 被 在 参加 驰援 赴 对 完成 纳入 通过 建成 开展 为 设立 设置 有 已 均",
        "都 得到",
    )
)
#: The noun after a measure word, 12家医院, or after a share, 36.1%的医疗机构; a word in brackets may be part of it.
NOUN_AHEAD = re.compile(
    rf"的?(?P<noun>(?!以[上下内]|左右|的|{_CHANGE}|[到至达])(?:[^{_STOP}（(]|[（(][^（()）]{{1,3}}[）)](?=[^{_STOP}（(])){{1,20}}?)"
    rf"(?=[{_STOP}（(]|$|{_VERB})"
)
LABEL_TAIL = re.compile(
    rf"(?:{_CHANGE}|{MOMENT}|[,:：，、(（“”\s到至]|(?<![占例])比|"
    + one_of(
        words(
            "达到 达 为 是 有 共有 共 约 近 超过 超 分别 均 的 了 仅 已 计 总计 合计 累计 由 从 自 人均 平均 每人每年",
            "较 同比 环比 增幅 控制在 稳定在 保持在 维持在 在 占 全部 连续",
        )
    )
    + ")++$"
)
LABEL_HEAD = re.compile(
    rf"(?:{MOMENT}|[\s“”、，,.．)）·⋯…-]|全[国省市区县]|我[省市区县国]|"
    + one_of(
        words(
            "其中 累计 共 已 建成 新增 新建 完成 实现 目前 截至 每年 先后 推动 使 将 把 各 年度 年 月 并 获得 获 组建",
            "设立 有 保持 计划 按照 拥有 配备 以上 以下 左右 和 与 及",
        )
    )
    + ")++"
)
LABEL_BREAK = re.compile(r"[。；！？\n，,:：]")
LABEL_LIST = re.compile(r"、|和|与|以及|及")
