"""The regular expression of all period expressions, with a group for each of their parts."""

from __future__ import annotations

import re

from study.lexicon.domain import context

_DASH = r"\s?(?:[-—–−~～〜―]{1,2}|至|到)\s?"
_CN_DIGIT = "[〇零一二三四五六七八九]"
_YEAR = rf"(?:(?:19|20)\d{{2}}(?!\d)|[一二]{_CN_DIGIT}{{3}})"
# Years of the Republic: 108年, 一〇八年.
_REPUBLICAN = rf"(?:(?<!\d)1[01]\d|(?<![百千万第近])一[〇零一]{_CN_DIGIT})"
# 23年一季度; of two digits, a year only where a part of it follows.
_SHORT_YEAR = r"(?<![\d第近前后过去])[012]\d(?=年(?:[上下]半年|第?[一二三四]季|[前三]季|全年))"
_FREE = f"(?:内|的)?{context('granted_for_years')}"  # 前三年免租
# 达产后年产值 holds no 后年.
_AFTER_NEXT = "(?<![产成用达工运以营放建])后年(?![产均销营收利纳税])"
_RELATIVE = (
    rf"今年|本年度?|本财年|去年|上一?年度?|前年|前一年度?|明年|{_AFTER_NEXT}"
    "|当年|同一?年|翌年|次年|新的?一年"
)
_MONTH = r"(?:\d{1,2}|十[一二]?|[一二三四五六七八九])"
_NUMBER = r"(?:\d{1,2}|[一二两三四五六七八九十]{1,3})"

# How all expressions begin; digits only where they may be a year, a month or a number of years.
# The lookaheads made of these change no match: they rule out most of a text at once.
_OPENINGS = (
    '届时来民那报回期第首头Q今本去上前明后当同翌次下年全新“"近最过这刚此未接目现如眼至迄日半'
)
_FIRST = f"一二两三四五六七八九十{_OPENINGS}"
_PREFIXES = "截至到在力预自从"
_BEHIND_NUMBER = r"\s?[年月季这份多余至到全财前上下第一二三四Q/.\-—–−~～〜―]"
_START = (
    rf"\d{{4}}/\d{{2,4}}[年财]|\d{{1,4}}+{_BEHIND_NUMBER}|[〇零一二两三四五六七八九十]{{1,4}}+{_BEHIND_NUMBER}"
    r"|第[一二三四1-4][季至到、和及\-—–−~～〜―]|[首头][季\d一二两三四五六七八九十]|Q[1-4]|[一二三1-3][、和及]?第?[二三四2-4]季|民国|十[一二三四五六]?五|[“‘'\"]十|今[年后日天]|本[年月季财]|去年|上[年半月个季一]|前[年\d一二两三四五六七八九十]"
    r"|明年|后[年续]|当[年前月下]|同[年期一]|翌年|次年|下半|年[底末初内中]|全年|新的?一年"
    r"|(?:新|[来下]一?个?)(?:财政)?年度|半年|近[\d一二两三四五六七八九十日半]|最近|过去|这[\d一二两三四五六七八九十半]|此[前刻]|刚过|未来|接下|[本上下]个?(?:周|星期|礼拜)|明[天日]|后天"
    r"|报告期|回顾期|期[内末]|届时|时候|那时|目前|现[在已有时]|如今|眼下|至今|迄|日前"
)
_DAY_OF = (
    rf"(?P<day>\d{{1,2}}|[一二三]?十?[一二三四五六七八九十])[日号]"
    rf"(?:{_DASH}(?:(?P<m_end>{_MONTH})月)?(?P<day_end>\d{{1,2}})[日号])?"
)
_BARE_DAY_OF = (
    rf"(?P<bare_day>\d{{1,2}})[日号]?"
    rf"(?:{_DASH}(?:(?P<bare_m_end>{_MONTH})月)?(?P<bare_day_end>\d{{1,2}})[日号])?"
)

# 第三季度, 第3季, 首季, Q3; 前三季度, 首三季, 一至三季度, 一、二季度.
_QUARTER = r"(?:第[一二三四1-4]|首)季度?(?!节|活动|赛|论坛|路演|沙龙)|Q[1-4](?![\dA-Za-z])"
_QUARTERS = (
    "[前头首][一二两三四1-4]个?季度?(?!节)"
    rf"|第?[一二三1-3](?:{_DASH}|[、和及]?)第?[二三四2-4]季度"
)
# What a firm's accounts are of, behind the day on which they end, and reports on them.
_ACCOUNTED = "[三六九]个月|十二个月|中期|半年度?|全?年度?|财政年度|(?:首|第?[一三])季度?"
_REPORT = f"{context('accounts')}(?!(?<=报)[道名告])"

PATTERN = re.compile(
    rf"(?=[{_FIRST}{_PREFIXES}\d])"
    r"(?P<as_of>截至|截止到?|截止至|至)?(?P<until>到|至|在|力争到|预计到|自|从)?"
    rf"(?={_START})(?:"
    # 2021—2023年, 2021年至2023年
    rf"(?P<from_year>{_YEAR})年?{_DASH}(?P<to_year>{_YEAR})年?(?P<range_tail>期间|间)?"
    # 2022年7月至2023年6月, 去年7月至今年6月
    rf"|(?P<first_year>{_YEAR}年|去年|前年)(?P<first_month>{_MONTH})月{_DASH}"
    rf"(?P<last_year>{_YEAR}年|今年|去年|次年)(?P<last_month>{_MONTH})月(?!\d)"
    # 2022/23年度, 2023/2024財政年度, 2024-25年度: from April to March
    r"|(?P<fiscal>(?:19|20)\d{2})(?:/(?:20)?\d{2}(?:财政)?年度?|[-—–−至]\d{2}(?:财政)?年度)"
    r"|(?P<new_fiscal>(?:新|[来下]一?个?)(?:财政)?年度)"
    # 民國九十八年; of two digits, where it says 自…起
    rf"|民国(?P<republic>\d{{2,3}}|[一二三四五六七八九十〇零]{{2,4}})年|(?<=[自从])(?P<since_year>[1-9]\d|[二三四五六七八九]十[一二三四五六七八九]?)年(?=起|推动|推行|实施|启动|成立|设立|开办|开始|以来)"
    # 2023年, 今年, 去年 with or without a part of the year
    rf"|(?P<year>{_YEAR}(?=年|财年|全年|这一年|[上下]半年|前[三3]季|第?[一二三四]季|Q[1-4])|{_REPUBLICAN}(?=年)|{_SHORT_YEAR}|{_RELATIVE})(?:财?年度?)?(?:这一年)?的?"
    rf"(?:(?P<half>上半年|下半年)|(?P<quarters>{_QUARTERS})|(?P<quarter>{_QUARTER}|[一二三四1-4]季度)"
    rf"|[前头首](?P<first_months>{_MONTH})个?月"
    rf"|(?P<m1>{_MONTH})月?份?{_DASH}(?P<m2>{_MONTH})月份?"
    rf"|(?P<month>{_MONTH})月(?:份|{_DAY_OF}|(?P<month_part>底|末|初|中旬|上旬|下旬))?"
    rf"|(?P<part>年?底|年?末|年?初|年中|全年|终|内)|(?P<report>{_REPORT}))?"
    r"|(?P<iso>(?:19|20)\d{2}[-/.]\d{1,2}[-/.]\d{1,2})"
    # without a year
    rf"|(?<![\d第目提])[前头首](?P<bare_first_months>{_MONTH})个?月(?!\d)"
    rf"|(?<![\d.])(?P<bm1>{_MONTH})月?份?{_DASH}(?P<bm2>{_MONTH})月份?(?!\d)"
    rf"|(?<![\d.个])(?P<bare_month>{_MONTH})月(?:份|{_BARE_DAY_OF}"
    r"|(?P<bare_month_part>底|末|初|中旬|上旬|下旬)|(?![\u4e00-\u9fff]薪))"
    rf"|(?P<bare_half>上半年|下半年)|(?P<bare_quarters>(?<!\d){_QUARTERS})"
    rf"|(?P<bare_quarter>(?<![赛目动第\dA-Za-z])(?:{_QUARTER}|[一二三四]季度))"
    r"|(?<![今去前明后当同半\d上本])(?P<bare_part>年底|年末|年初|年内|全年|年中)"
    # stretches
    r"|(?P<plan>[“‘'\"]十[一二三四五六]?五[”’'\"]"
    r"|(?<![一二三四五六七八九十百])十[一二三四五六]?五(?=期间|时期|规划|以来|末|初))"
    r"(?:规划)?(?P<plan_part>期间|时期|以来|末|初|期末|开局之年|收官之年|收官)?"
    rf"|(?:近|最近|过去|这|刚过去的|此前|前(?!{_NUMBER}年{_FREE}))(?P<past>{_NUMBER})(?P<past_more>多)?(?:年|个财?政?年度)(?:来|间|里|中)?"
    rf"|(?P<past_to_now>{_NUMBER})(?:多|余)?年(?:多)?(?:来|以来|间)(?!的?经验)"
    r"|(?P<half_year>(?<![上下前后])半年多?来|(?:最近|过去|这)半年(?!度))"
    rf"|(?P<ago>{_NUMBER})年前(?![后十沿])"
    rf"|(?:未来|今后|接下来|后续)(?P<ahead1>{_NUMBER})(?:{_DASH}(?P<ahead2>{_NUMBER}))?(?:个)?年"
    rf"|(?P<within>{_NUMBER})年内"
    r"|(?P<now>目前为止|目前|当前|现在|现已|现有|现时|如今|眼下|至今"
    r"|迄今为止|迄今|当下|日前|近日|今日|今天|此刻)"
    r"|(?P<week>[本上下]个?(?:周|星期|礼拜)(?:[一二三四五六日天末](?!期|直))?)(?![刊报边期转年岁长围界全身游])(?:[(（]?\d{1,2}[日号][)）]?)?"
    r"|(?P<near_day>明[天日]|后天(?![性养]))"
    r"|(?P<then>届时|时候(?<=到时候)|那时(?<=到那时))"
    r"|(?P<same>同期|同一时期)"
    # the period of the results that the article tells of
    r"|(?P<reporting>(?:报告|回顾)期[内末]|(?<![\u4e00-\u9fff])期[内末](?![\u4e00-\u9fff]?[刊付]))"
    r"|(?P<this_month>本月|当月|上月|上个月|下月|下个月|上个?季度?(?!节)|本季度?(?!节))(?:\d{1,2}日)?"
    r")"
    r"(?P<tail>年?底?(?:之?前|以前)|起(?!步|家|草|点|飞)|算起|以来|[至迄]今|开始|以后|底|末|为止|期间|同期)?"
    # 截至6月30日止六个月
    rf"(?:止的?(?P<ended>{_ACCOUNTED}))?"
)

# Groups that stand without a year, and the groups of the same meaning beside a year.
BARE_PARTS = (
    ("bare_part", "part"), ("bare_first_months", "first_months"), ("bm1", "m1"), ("bm2", "m2"),
    ("bare_month", "month"), ("bare_day", "day"), ("bare_m_end", "m_end"),
    ("bare_day_end", "day_end"), ("bare_month_part", "month_part"), ("bare_half", "half"),
    ("bare_quarter", "quarter"), ("bare_quarters", "quarters"),
)  # fmt: skip
