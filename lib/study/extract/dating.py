"""Decides when a number is true, and whether it is true yet."""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise

from study.extract.article import Article
from study.extract.draft import Draft
from study.extract.numerals import read_number
from study.extract.periods import Period, Reach
from study.extract.quantity import Quantity
from study.extract.sentence import Sentence
from study.extract.words import Hit
from study.lexicon.domain import codes_that, context, flows
from study.lexicon.loader import data
from study.model import Qualifier, Status

_TARGET = "目标"
_BUT = ("不过", "但", "然而", "如今", "而", "此前", "过去")
_OF_THEN = re.compile(".?的(?:新台币|人民币|港币|港元|美元)?")  # 较2011年的新台币2403亿元
_OPENING = 2  # characters before an expression that still opens its clause
_ALREADY_DONE = re.compile("已(?!于|在)")
_ONCE = re.compile("原来|原本|原先|以前|过去(?!\\d)|此前|从前")
_BY_CONTRAST = re.compile("[^,，。;；]{0,6}[,，;；]?(?:如今|现在|目前|眼下|而今|现已)")
_CHANGED_TO = re.compile("[^,，。]{0,4}(?:至|到|为)")
_RUNNING = re.compile("连续([0-9一二两三四五六七八九十]{1,3})年")
_LONGEST_RUN = 60  # years
_NO_STATUS = "none"
_BESIDE_NUMBER = frozenset(data("words")["status_beside_number"])
_BESIDE = 2  # characters between such a cue and its number
_OF_ONE_NUMBER = frozenset(data("words")["status_of_one_number"])
# Every form begins with its word, for the engine to skip to their first characters.
_AHEAD = re.compile(
    "|".join(
        [
            "将(?<!可将)(?!军|领|近|来)",
            *data("words")["contexts"]["coming"],
            r"计划(?=每年)",
            r"计划(?<!行动计划)(?<!原计划)(?<!药计划)(?<!究计划)(?<!验计划)(?<!发计划)(?<!床计划)(?<!案计划)(?=\d|[今明后]年|用)",
        ]
    )
)
_MANY = 3  # numbers that stand for as many years, told one by one before them
_EARLIER = re.compile(context("earlier_editions"))
_AGO = "年前"  # 五年前仅36家,增幅达4倍
_SINCE_THEN = re.compile("[\u4e00-\u9fff]{2}以来[,，]")  # 新制上路以来,已核发4.7亿元
# 由原来的110天压减至30天, 由疫情前的40万只增至1280万只
_FROM = re.compile(f"[由从](?:{context('formerly')}|[\u4e00-\u9fff]{{2,3}}前的)?$")
_LONGEST_LEAD = 8
_OF_ONE_PROJECT = re.compile(f"{context('one_project')}(?:计划|预计)?总?投资")
_CAPACITY = "production"
_ONCE_RUNNING = re.compile(context("once_running"))
_AGREED = re.compile("协议(?:总|计划)?投资|意向(?:总)?投资|协议(?:利用|引进)|意向授信")
_SPENT = re.compile("完成|到位|已投|融资|募|实际")
_AMONG_THEM = ("其中", "当中")
_TO_STAND = re.compile(
    "(?:[^。;；已]{0,24}?[,，])?(?:明年|后年|预计|计划|将于|拟于)[^,，。;；]{0,12}?"
    f"{context('being_built')}"
)
_OPENED = re.compile(f"{context('opened')}|{context('held')}")
_WITHIN_YEARS = re.compile("[一二三四五两]年[里间]")
_GRANTED_THEN = re.compile("(?:即?可|最高|给予|将?获)(?!望)")
_IN_PLAN = re.compile("(?:计划|规划)期(?:内|间)")
_RISES_TO = re.compile("(?:达到|增至|扩大到|新增)$")
_GOAL = re.compile(context("goals"))
_AT_THAT_TIME = re.compile(context("at_that_time"))
_BY_NOW = re.compile(context("by_now"))
_AT_FIRST = ("初期", "首期", "首批")
_LONG = 2  # years
_YEAR_DAYS = 364
_DIRECTIONS = "大"  # 将聚焦两大方向 is said of no day
_MEANT = ("计划", "拟")
_DONE_OR_KIND = ("的", "了")
_DONE = re.compile("[^,，。;；]{0,8}?已")
_OBJECT = re.compile(
    "将(?!逐步|进一步|继续|逐年|大幅|陆续|持续|最终|分别)"
    f"[^,，。;；]{{1,24}}{context('object_verbs')}"
)
_REACHED = re.compile(context("reached"))
# 同期 opens a clause; after 比 and 去年 it only says with what something is compared.
_SAME_PERIOD = re.compile("同期(?<![^,，。;；\n]同期)(?!的|增|下|相|数据)")
_FOUNDED_IN = re.compile(f"{context('founded_in')}$")
_BEGUN = re.compile(
    f"{context('begun')}(?=[,，;；]|的)|{context('settled_at')}[^,，。;；的]{{2,8}}[,，;；]"
)
_FOUNDED = re.compile(context("founded"))
_COMPARED_AS = re.compile(context("compared_as"))
_COMPARED_BY = re.compile("(?:是|为|达|相当于|恢复[到至]?|回到)$")
# 2020年揭牌的园区
_OF_A_THING = re.compile(
    f"(?![它他其该这全本我各]|{context('set_for_years')})[\u4e00-\u9fff]{{2,3}}的"
)
_NOT_PLANNED = re.compile(f"{context('not_planned')}|[由从][^,，]{{0,12}}$")
_ACCRUING = re.compile(context("accruing"))
_PLAN_SAYS = re.compile(
    f"《[^《》]{{0,40}}{context('plan_documents')}》[^。]{{0,12}}{context('plans_state')}"
)
_TO_BE_MADE = re.compile(f"{context('to_be_made')}(?:(?![已了共])[^,，。;；]){{0,16}}$")
_PAUSE_OR_DONE = re.compile("[,，]|已完成")  # but 去年的产值已达3000亿元
_EXCEEDED = ("超过", "超越", "高于", "低于", "接近", "追平")  # 已超过去年全年
_CLAUSE_ENDS = ",，。;；、"
_COMPARED_WITH = re.compile(f"{context('compared_with')}$")


def settle_status(draft: Draft, sentence: Sentence) -> None:
    """Target or plan where a word before the number, or behind it, says so."""
    cued = sentence.words.has("status")
    status = _status_said(draft.clause, draft, sentence) if cued else None
    if status is None and _is_called_target(draft, sentence.text):
        status = Status.TARGET
    if status is None and _is_coming(draft.clause, sentence.text):
        status = None if _has_opened(draft, sentence) else Status.PLAN
    if status is None and cued and not _is_done(draft, sentence.text):
        status = _status_before(draft, sentence) or _status_of_whole(draft, sentence)
    if status is None and _is_planned_before(draft, sentence):
        status = Status.PLAN
    if status is None and _is_in_plan(draft, sentence):
        status = Status.TARGET
    if status is None and (_is_signed_for(draft, sentence) or _is_to_stand(draft, sentence)):
        status = Status.PLAN
    promised = draft.indicator in codes_that("promised") and not _is_goal_set(draft, sentence)
    if status is Status.TARGET and promised:
        status = Status.PLAN  # 届时可增加10万平方米 is committed rather than aimed at
    draft.status = status or Status.ACTUAL


def _has_opened(draft: Draft, sentence: Sentence) -> bool:
    """9月2日,大赛拉开战幕,48个项目将一决高下: what has begun is there, whatever it will do."""
    first, today = sentence.article.events.first, sentence.article.today
    begun = first is not None and today is not None and first <= today
    if not begun or _is_coming((draft.clause[0], draft.quantity.start), sentence.text):
        return False
    return _OPENED.search(sentence.text, sentence.start, draft.clause[0]) is not None


def _is_to_stand(draft: Draft, sentence: Sentence) -> bool:
    """总投资6.8亿元,用地96亩,明年年底建成: how large what is not built yet will be."""
    if draft.indicator not in ("investment", "land_area", "floor_area", "standard_factories"):
        return False
    text, stop = sentence.text, draft.clause[1]
    if _SPENT.search(text, draft.clause[0], stop) or text[stop - 1 : stop] in ";；。":
        return False
    built = _TO_STAND.match(text, stop, sentence.end)
    return built is not None


def _is_signed_for(draft: Draft, sentence: Sentence) -> bool:
    """27个项目签约,总投资106亿元: what is signed for is committed, and not yet spent."""
    if draft.indicator != "investment":
        return False
    text, (begin, stop) = sentence.text, draft.clause
    if _SPENT.search(text, begin, stop) or sentence.article.flow_period:
        return False
    if _AGREED.search(text, begin, draft.quantity.start):
        return True
    last = sentence.done[-1] if sentence.done else None
    return (
        last is not None
        and last.indicator == "projects.signed"
        and _is_sum_of_counted(draft, sentence)
    )


def _is_planned_before(draft: Draft, sentence: Sentence) -> bool:
    """新大楼将盖12层,总楼面8万平方米,初期人手200人: how large what is to come will be."""
    sized = draft.indicator in ("floor_area", "land_area", "standard_factories")
    if not sized and not sentence.text.startswith(_AT_FIRST, draft.clause[0]):
        return False
    semicolon = sentence.semicolon_before(draft.quantity.number)
    earlier = (c for c in sentence.earlier_clauses(draft.clause) if c[0] > semicolon)
    coming = any(_is_coming(clause, sentence.text) for clause in earlier)
    return coming and not _is_done(draft, sentence.text)


def _is_in_plan(draft: Draft, sentence: Sentence) -> bool:
    """《行动方案》提出…。其中,新建3个创新中心: what a plan says is to be made."""
    text, article = sentence.text, sentence.article
    if article.plans_for and not _NOT_PLANNED.search(text, draft.clause[0], draft.quantity.start):
        return draft.quantity.kind != "rate" or draft.indicator == "growth_rate"
    if article.sets_goals and not _NOT_PLANNED.search(text, draft.clause[0], draft.quantity.start):
        return True
    if (
        article.aimed_at is None
        or _TO_BE_MADE.search(text, draft.clause[0], draft.quantity.start) is None
    ):
        return False
    return _PLAN_SAYS.search(text, article.paragraph, draft.quantity.start) is not None


def _is_goal_set(draft: Draft, sentence: Sentence) -> bool:
    """Whether a clause or a target before it sets a goal: 力争产值超过6亿元,投资不低于2亿元."""
    if _GOAL.search(sentence.text, draft.clause[0], draft.quantity.start):
        return True
    last = sentence.done[-1] if sentence.done else None
    if last is None or last.status is not Status.TARGET:
        return False
    between = sentence.words.longest(last.quantity.end, draft.quantity.number, "status")
    goals = _GOAL.search(sentence.text, sentence.start, last.quantity.start)
    today = sentence.article.today
    years_on = today is not None and last.end is not None and last.end.year > today.year
    aimed = _is_limited(draft) or _RISES_TO.search(sentence.text, 0, draft.quantity.start)
    return not between and (years_on or (goals is not None and bool(aimed)))


def _status_of_whole(draft: Draft, sentence: Sentence) -> Status | None:
    """要铺开72个项目;其中促开工14个: what is planned as a whole is planned in its parts."""
    kind = draft.quantity.kind
    whole = next((d for d in reversed(sentence.done) if d.quantity.kind == kind), None)
    if whole is None:
        return None
    parts = sentence.text.find("其中", whole.clause[1] - 1, draft.quantity.start) >= 0
    listed = sentence.text[whole.quantity.end : whole.quantity.end + 1] == "、"
    return whole.status if parts or listed else None


def _is_coming(clause: tuple[int, int], text: str) -> bool:
    """Whether 将 in a clause looks ahead rather than marking an object: 将X由5天压缩至3天."""
    return bool(_AHEAD.search(text, *clause)) and not _OBJECT.search(text, *clause)


def settle_floor(draft: Draft, text: str) -> None:
    """以上 in a target is a floor."""
    q = draft.quantity
    aimed = draft.status in (Status.TARGET, Status.PLAN) and q.qualifier is Qualifier.OVER
    aimed = aimed and q.counter not in data("units")["age_words"]  # 65岁以上 says who is meant
    if aimed and text.endswith("以上", 0, q.end):
        q.qualifier = Qualifier.AT_LEAST


def _is_called_target(draft: Draft, text: str) -> bool:
    """10%的目标 is aimed at, unless it is said to be reached."""
    q, (begin, stop) = draft.quantity, draft.clause
    if text.find(_TARGET, q.end, stop) < 0:
        return False
    return _REACHED.search(text, begin, q.start) is None


def _is_done(draft: Draft, text: str) -> bool:
    """拟设病床200张,首期80张已经启用: what stands behind the number says that it is done."""
    return _DONE.match(text, draft.quantity.end, draft.clause[1]) is not None


def _status_said(
    clause: tuple[int, int], draft: Draft, sentence: Sentence, *, own: bool = True
) -> Status | None:
    """What the last cue of a clause before the number says.

    An amount committed earlier (计划投资50亿元) says nothing of the next number.
    """
    end = min(draft.quantity.number, clause[1])
    for cue in reversed(sentence.words.longest(clause[0], end, "status")):
        if draft.indicator == "land_area" and cue.word.text == "规划了":
            continue  # 规划了30平方公里 tells how large a site is
        said = cue.word.first["status"]
        if said == _NO_STATUS or not _aims(cue, sentence.text):
            continue
        if cue.word.text in _BESIDE_NUMBER and draft.quantity.start - cue.end > _BESIDE:
            continue
        if own or cue.word.text not in _OF_ONE_NUMBER:
            return Status(said)
    return None


def _status_before(draft: Draft, sentence: Sentence) -> Status | None:
    """What the nearest earlier clause says; beyond a semicolon only a target still holds."""
    semicolon = sentence.semicolon_before(draft.quantity.number)
    for clause in sentence.earlier_clauses(draft.clause):
        status = _status_said(clause, draft, sentence, own=False)
        if status is not None:
            beyond = clause[0] <= semicolon
            return status if not beyond or status is Status.TARGET else None
    return None


def _aims(cue: Hit, text: str) -> bool:
    """Whether a cue of status holds.

    完成目标的113% has reached its target, and 规划建设的中心 or 规划建设了 stands already.
    """
    planned = cue.word.first["status"] == Status.PLAN
    still = cue.word.text.startswith(_MEANT) and text[cue.end : cue.end + 1] == "的"
    if planned and text[cue.end : cue.end + 1] in _DONE_OR_KIND and not still:
        return False  # but 计划动工的项目 do not stand yet
    return cue.word.text != _TARGET or text[cue.end : cue.end + 1] not in "的任完"


def settle_period(draft: Draft, sentence: Sentence) -> None:
    """The days a number is true of, from its sentence, its paragraph or its article."""
    if _is_base(draft.quantity, sentence.text):
        _take_beginning(draft, sentence)
        draft.status = Status.ACTUAL
        return
    if _take_same(draft, sentence):
        return
    period = _period_of(draft, sentence)
    if _is_yielded(draft, period, sentence.text):
        draft.start = draft.end = None
        return
    if period is not None:
        draft.start, draft.end = _days(period, draft, sentence)
        _reach_back(draft, sentence.text)
        _settle_ahead(draft, period, sentence)
        _settle_done(draft, period, sentence)
    elif draft.event and sentence.article.events.main:
        _take_days_of_event(draft, sentence)
    else:
        _take_default(draft, sentence)
    _continue_target(draft, sentence)
    today = sentence.article.today
    if draft.status is Status.TARGET and draft.start and draft.end and today and draft.end > today:
        sentence.article.aimed_at = draft.start, draft.end


def _take_same(draft: Draft, sentence: Sentence) -> bool:
    """同期从业人数增加2350人 is true of the days of the number before it."""
    last = sentence.done[-1] if sentence.done else sentence.article.last
    match = _SAME_PERIOD.search(sentence.text, draft.clause[0], draft.quantity.start)
    if match is None or last is None or last.end is None:
        return False
    draft.start, draft.end = last.start, last.end
    return True


def _take_beginning(draft: Draft, sentence: Sentence) -> None:
    """“十三五”期间由52亿元增至148亿元: the state before is that of the first day."""
    period = _period_of(draft, sentence)
    if period and period.first and period.last and period.first.year < period.last.year:
        draft.start = draft.end = period.first


def _settle_done(draft: Draft, period: Period, sentence: Sentence) -> None:
    """全年目标100亿元,一季度完成20亿元: a past period of its own ends an earlier target."""
    today = sentence.article.today
    if draft.status is Status.ACTUAL or not today or not period.last or period.last > today:
        return
    if sentence.article.document.date is None and period.last.year == today.year:
        return  # whether the year was over nobody knows
    own = draft.clause[0] <= period.start and period.reach is not Reach.UNTIL
    if own and _status_said(draft.clause, draft, sentence) is None:
        draft.status = Status.ACTUAL


def _continue_target(draft: Draft, sentence: Sentence) -> None:
    """到2025年,规模达到1万亿元;床位3000张: what follows a target without a cue is one too."""
    last = sentence.done[-1] if sentence.done else None
    if last is None or last.status is not Status.TARGET or draft.status is not Status.ACTUAL:
        return
    today, q = sentence.article.today, draft.quantity
    if not today or not last.end or last.end <= today or (draft.end and draft.end < today):
        return
    between = sentence.words.longest(last.quantity.end, q.number, "status")
    if not any(cue.word.first["status"] == Status.ACTUAL for cue in between):
        draft.status = Status.TARGET
        draft.start, draft.end = (draft.start, draft.end) if draft.end else (last.start, last.end)


def _reach_back(draft: Draft, text: str) -> None:
    """连续4年超过120亿 is true of four years, the last of them named."""
    match = _RUNNING.search(text, draft.clause[0], draft.quantity.start)
    if match is None or draft.start is None:
        return
    years = int(read_number(match[1]))
    if 1 < years < _LONGEST_RUN:
        draft.start = date(draft.start.year - years + 1, 1, 1)


def _days(period: Period, draft: Draft, sentence: Sentence) -> tuple[date | None, date | None]:
    """Days of a period; of 2016年至2018年依次为a、b、c each number has a year of its own."""
    position = sentence.place_in_list(draft)
    if position and period.first and period.last:
        index, size, stop = position
        dated = (Reach.SPAN, Reach.UNTIL)
        years = [p for p in sentence.periods if p.end <= stop and p.reach in dated and p.first]
        if len(years) > size and _are_listed(years[-size:], sentence.text):
            years = years[-size:]  # 2010年…180亿元,2011年、2012年依次达到268亿元和401亿元
        # 2024年、2023年、2022年分别为a、b、c
        in_turn = size >= _MANY or _are_listed(years, sentence.text)
        if size == len(years) and in_turn:
            return years[index].first, years[index].last
        if size == period.last.year - period.first.year + 1:
            year = period.first.year + index
            return date(year, 1, 1), date(year, 12, 31)
    return period.first, period.last


def _are_listed(periods: list[Period], text: str) -> bool:
    """Whether period expressions stand side by side: 2024年、2023年和2022年."""
    between = (text[a.end : b.start] for a, b in pairwise(periods))
    return all(marks.strip() in ("、", "和", "与", "及", ",", "，", "以及") for marks in between)


def _is_base(q: Quantity, text: str) -> bool:
    """由60个工作日压缩至30个: the first number is the state before, of no known date."""
    led = _FROM.search(text, max(0, q.start - _LONGEST_LEAD), q.start)
    if led is not None and _CHANGED_TO.match(text, q.end, q.end + 8):
        return True
    if q.kind != "time":
        return False
    # 审批原来要60个工作日,现在压缩到25个
    clause = max(text.rfind(mark, 0, q.start) for mark in ",，。;；“\n") + 1
    return bool(_ONCE.search(text, clause, q.start) and _BY_CONTRAST.match(text, q.end))


def _settle_ahead(draft: Draft, period: Period, sentence: Sentence) -> None:
    """What is said of days to come is planned, or aimed at, unless it is said to be done."""
    today, last = sentence.article.today, period.last
    if not today or not last or last <= today:
        return
    if draft.event:
        # A year has begun on its second day, and a fair on its first.
        running = period.first and (today - period.first).days >= _is_year(period)
        draft.status = draft.status if running else Status.PLAN  # 今年参会人数增加一倍
        return
    if draft.status is Status.PLAN and _is_goal(draft, period, sentence):
        draft.status = Status.TARGET
    if draft.status is not Status.ACTUAL:
        return
    if _is_floor_of_running_year(draft, period, today):
        draft.status = Status.TARGET
    named = period.reach is Reach.NAMED
    if named and (period.first is None or period.first <= today):
        return
    far = named or last.year > today.year or period.reach in (Reach.UNTIL, Reach.AHEAD)
    planned = (*codes_that("planned_ahead"), *codes_that("promised"))
    if (
        far
        and draft.indicator in codes_that("planned_ahead")
        and _is_by_year(period, sentence.text)
    ):
        draft.status = Status.TARGET  # 到2023年建成厂房80万平方米
    elif far and draft.indicator in planned:
        draft.status = Status.PLAN
    elif far and (_is_limited(draft) or draft.indicator not in codes_that("never_targets")):
        draft.status = Status.TARGET


def _is_floor_of_running_year(draft: Draft, period: Period, today: date) -> bool:
    """2025年,新开工项目不少于25个, told in March: what a year that has just begun is to reach."""
    first, last = period.first, period.last
    if first is None or last is None or last.year != today.year or first > today:
        return False
    floored = draft.quantity.qualifier is Qualifier.AT_LEAST and period.reach is Reach.SPAN
    return floored and today - first < last - today


def _is_by_year(period: Period, text: str) -> bool:
    """到2023年: by when something is to be reached, with no day within the year."""
    named = text.find("到", period.start, period.start + 3) >= 0
    return named and period.reach is Reach.UNTIL and _is_year(period)


def _is_year(period: Period) -> bool:
    """Whether a period is one whole year."""
    first, last = period.first, period.last
    return bool(first and last and first.year == last.year and (last - first).days >= _YEAR_DAYS)


def _is_goal(draft: Draft, period: Period, sentence: Sentence) -> bool:
    """将做强研发,到2020年,产值突破100亿元: what is planned before the day is no part of it."""
    if period.reach is not Reach.UNTIL or draft.indicator in codes_that("planned_ahead"):
        return False
    if draft.indicator in (*codes_that("never_targets"), *codes_that("promised")):
        return False
    cues = sentence.words.longest(period.start, draft.quantity.number, "status")
    return not cues


def _is_limited(draft: Draft) -> bool:
    """到2025年人口控制在3万以内: a limit on days to come is aimed at, whatever it limits."""
    return draft.quantity.qualifier in (Qualifier.AT_MOST, Qualifier.AT_LEAST)


def _take_days_of_event(draft: Draft, sentence: Sentence) -> None:
    events, today = sentence.article.events, sentence.article.today
    if _EARLIER.search(sentence.text, draft.clause[0], draft.quantity.start):
        draft.start = draft.end = today  # 前两届累计吸引6.5万人次
        return
    draft.start = events.first or today
    draft.end = events.last or today
    if today and draft.start and draft.start > today and draft.status is Status.ACTUAL:
        draft.status = Status.PLAN


def _take_default(draft: Draft, sentence: Sentence) -> None:
    """Without a period what accrues keeps the paragraph's, and a stock is one of today."""
    article = sentence.article
    carried = _flow_period_said(draft, sentence) or article.flow_period
    granted = draft.indicator == "fiscal_support" and _is_limited(draft)
    whole = draft.indicator == "investment" and _OF_ONE_PROJECT.search(
        sentence.text, draft.clause[0], draft.quantity.start
    )
    flowing = (draft.indicator in flows() and not granted and not whole) or (
        draft.indicator == "share"
        and (article.last_indicator in flows() or _is_share_of_flow(draft, sentence.text))
    )
    flowing = flowing and not (article.stock_told and draft.quantity.kind == "count")
    ahead = carried and article.today and carried.last and carried.last > article.today
    if flowing and _SINCE_THEN.search(sentence.text, sentence.start, draft.quantity.start):
        draft.start, draft.end = article.usual_period
    elif whole_of_part := _whole_of_part(draft, sentence):
        draft.start, draft.end = whole_of_part.start, whole_of_part.end
    elif article.plan_ends and _IN_PLAN.search(sentence.text, sentence.start, draft.quantity.start):
        year = article.plan_ends
        draft.start, draft.end = date(year, 1, 1), date(year, 12, 31)
        draft.status = Status.PLAN if draft.status is Status.ACTUAL else draft.status
    elif _is_sum_of_counted(draft, sentence):
        draft.start, draft.end = sentence.done[-1].start, sentence.done[-1].end
    elif flowing and carried is not None and not ahead:
        draft.start, draft.end = carried.first, carried.last
    elif _keeps_aiming(draft, sentence):
        period = article.spoken_of
        draft.status = Status.TARGET
        draft.start, draft.end = (period.first, period.last) if period else (None, None)
    elif draft.status is Status.ACTUAL:
        then = _day_told_of(draft, sentence)
        usual = article.usual_period if flowing or article.tells_of_year else article.now
        draft.start, draft.end = then or _stock_taken(article) or usual
    elif article.plans_for:
        year = article.plans_for
        draft.start, draft.end = date(year, 1, 1), date(year, 12, 31)
    elif (
        draft.status is Status.TARGET
        and article.aimed_at
        and (
            _goes_on_aiming(draft, sentence)
            or _is_in_plan(draft, sentence)
            or _WITHIN_YEARS.search(sentence.text, sentence.start, draft.quantity.start)
        )
    ):
        draft.start, draft.end = article.aimed_at  # 企业要突破140户, in a plan for 2025至2027年
    elif draft.status is Status.TARGET and article.plan_ends and article.sets_goals:
        year = article.plan_ends
        draft.start, draft.end = date(year, 1, 1), date(year, 12, 31)
    elif draft.status is Status.PLAN and draft.quantity.counter != _DIRECTIONS:
        draft.start = draft.end = article.today  # what is committed is so from that day on


def _flow_period_said(draft: Draft, sentence: Sentence) -> Period | None:
    """A产值2021年完成668亿元;B完成115亿元: the year of like amounts side by side."""
    alike = (d for d in reversed(sentence.done) if d.indicator == draft.indicator)
    last = next(alike, None)
    if last is None or last.status is not Status.ACTUAL:
        return None
    said = (p for p in dating_periods(sentence) if p.end <= last.quantity.start)
    named = [p for p in said if p.explicit and p.reach in (Reach.SPAN, Reach.NAMED)]
    return named[-1] if named and named[-1].last == last.end else None


def _is_yielded(draft: Draft, period: Period | None, text: str) -> bool:
    """全部达产后年产值20亿元: what a project will yield once it runs is of no day that is told."""
    promised = draft.indicator in codes_that("promised") and draft.indicator != _CAPACITY
    if draft.status is Status.ACTUAL or promised:
        return False
    stop = draft.quantity.start
    floor = max(text.rfind(mark, 0, stop) for mark in "。\n;；") + 1
    if period is not None:
        floor = max(floor, period.start)
    runs = _ONCE_RUNNING.search(text, floor, stop)
    if runs is None or period is None:
        return runs is not None
    between = text[period.end : runs.start()]
    return bool(set(",，").intersection(between))  # but 2016年建成投产后 is of that year


def _is_share_of_flow(draft: Draft, text: str) -> bool:
    """产值占全市的六成: a share of what accrues over the days told of."""
    return _ACCRUING.search(text, draft.clause[0], draft.quantity.start) is not None


def _goes_on_aiming(draft: Draft, sentence: Sentence) -> bool:
    """Whether the fact before was a target, too."""
    last = sentence.done[-1] if sentence.done else sentence.article.last
    return last is not None and last.status is Status.TARGET and last.end is not None


def _whole_of_part(draft: Draft, sentence: Sentence) -> Draft | None:
    """2015/16年度预留518亿元;当中拨予医管局499亿元: a part is of the days of the whole."""
    last = sentence.last(draft.quantity.kind)
    if last is None or draft.quantity.kind not in ("money", "count") or last.end is None:
        return None
    parts = sentence.text.startswith(_AMONG_THEM, draft.clause[0])
    return last if parts and last.indicator == draft.indicator else None


def _is_sum_of_counted(draft: Draft, sentence: Sentence) -> bool:
    """赛事期间5个项目签约,总投资6.2亿元: the sum of the projects right before it."""
    last = sentence.done[-1] if sentence.done else None
    if last is None or draft.indicator != "investment" or not last.indicator.startswith("projects"):
        return False
    between = sentence.text[last.quantity.end : draft.quantity.start]
    return last.end is not None and not set(";；").intersection(between)


def _day_told_of(draft: Draft, sentence: Sentence) -> tuple[date | None, date | None] | None:
    """时针拨回2007年。开园时只有4幢楼: the days that a paragraph looks back to, or None."""
    article = sentence.article
    period, today = article.spoken_of, article.today
    if period is None or not period.explicit or not period.last or not today:
        return None
    stop = draft.quantity.start
    then = [match.end() for match in _AT_THAT_TIME.finditer(sentence.text, sentence.start, stop)]
    if not then or period.last >= today or _BY_NOW.search(sentence.text, then[-1], stop):
        return None
    return period.first, period.last


def _stock_taken(article: Article) -> tuple[date | None, date | None] | None:
    """截至2024年底,共有企业3家。床位5张。: the day on which a paragraph takes stock."""
    period, today = article.spoken_of, article.today
    if period is None or not period.explicit:
        return None
    if period.reach is not Reach.AS_OF and article.text[period.end - 1] not in "底末":
        return None
    past = period.last and today and period.last < today
    return (period.last, period.last) if past else None


def _keeps_aiming(draft: Draft, sentence: Sentence) -> bool:
    """到2025年…。其中,营业收入1000亿元: a paragraph about days to come goes on about them."""
    article = sentence.article
    period, today = article.spoken_of, article.today
    if period is None or today is None or period.last is None or period.last.year <= today.year:
        return False
    granted = draft.indicator == "fiscal_support" and _is_limited(draft)
    if granted or draft.indicator in codes_that("never_targets") or draft.status is Status.PLAN:
        return False
    if draft.quantity.kind == "area" and sentence.text.startswith("的", draft.quantity.end):
        return False  # 规划面积约5平方公里的科技园已完成选址
    last = article.last
    after_target = last is not None and last.status is Status.TARGET and last.end == period.last
    if sentence.text.startswith(_BUT, sentence.start):
        return False
    inside = last is not None and last.quantity.start >= article.paragraph
    if not (inside and after_target) and not article.sets_targets:
        return False
    cues = sentence.words.longest(sentence.start, draft.quantity.number, "status")
    return not any(cue.word.first["status"] == Status.ACTUAL for cue in cues)


def _period_of(draft: Draft, sentence: Sentence) -> Period | None:
    """Period expression of the sentence that governs a number: the last before it."""
    if not sentence.periods:
        return None
    q, (begin, stop) = draft.quantity, draft.clause
    base = _base_dated(draft, sentence)
    if base is not None:
        return base
    usable = [p for p in dating_periods(sentence) if not _is_of_a_thing(p, q, sentence.text)]
    if draft.indicator == "growth_rate":  # 去年同期 is what a rate compares with
        usable = [p for p in usable if not _is_base_of_rate(p, sentence.text)]
    before = [p for p in usable if p.end <= q.number and not _is_spent(p, q, sentence)]
    if before and before[-1].start >= begin:
        if not _is_start_of_change(before[-1], q, sentence.text):
            return _aim_of(before, sentence.text)
        before.pop()
    behind = next(
        (p for p in usable if q.end <= p.start < stop and not _dates_a_beginning(p, sentence)),
        None,
    )
    return behind or _topic(before, draft, sentence)


def _is_of_a_thing(period: Period, q: Quantity, text: str) -> bool:
    """去年的一等奖项目……已完成两轮融资: the year is the project's, not that of the number."""
    if not text.startswith("的", period.end - 1):
        return False
    now = text.find("已", period.end, q.start)
    return now >= 0 and _PAUSE_OR_DONE.search(text, period.end, q.start) is not None


def _aim_of(before: list[Period], text: str) -> Period:
    """到2026年,收入2800亿元;三年内新增10个: the term ends when the aim does."""
    last = before[-1]
    if last.reach is not Reach.AHEAD or not text.endswith("年内", 0, last.end):
        return last
    aims = (period for period in reversed(before[:-1]) if period.reach is Reach.UNTIL)
    return next(aims, last)


def _is_base_of_rate(period: Period, text: str) -> bool:
    return text.startswith("同期", period.end) or text.startswith("同期", period.end - 2)


def _base_dated(draft: Draft, sentence: Sentence) -> Period | None:
    """较2017年的120家: what a number is compared with has the date right before it."""
    q, text = draft.quantity, sentence.text
    if q.kind in ("rate", "multiple"):
        return None
    touching = (
        p for p in sentence.periods if p.last and _OF_THEN.fullmatch(text, p.end - 1, q.start)
    )
    period = next(touching, None)
    if period is None:
        return None
    return period if _COMPARED_WITH.search(text, max(0, period.start - 4), period.start) else None


def _topic(before: list[Period], draft: Draft, sentence: Sentence) -> Period | None:
    """The last expression that holds beyond its clause: up to a semicolon, or as a topic."""
    semicolon = sentence.semicolon_before(draft.quantity.number)
    for period in reversed(before):
        if _dates_a_beginning(period, sentence) or _is_condition(period, sentence):
            continue
        if sentence.text.startswith("而", period.start - 1):
            continue  # 聚集200家,而2013年底只有46家;这些企业中…
        if _is_long_over(period, draft, sentence) or _is_so_by_now(period, draft, sentence):
            continue
        if period.start > semicolon or sentence.text[period.end : period.end + 1] in (":", "："):
            return period
        if draft.indicator != "rate" and _opens_clause(period, sentence):
            return period
    return None


def _is_long_over(period: Period, draft: Draft, sentence: Sentence) -> bool:
    """2009年要卖150万元,……价格已经降到80万元: what has come by now is not of years ago."""
    today, (begin, _) = sentence.article.today, draft.clause
    if not today or not period.last or period.last.year > today.year - _LONG or period.end > begin:
        return False
    return _BY_NOW.search(sentence.text, begin, draft.quantity.start) is not None


def _is_so_by_now(period: Period, draft: Draft, sentence: Sentence) -> bool:
    """去年投资1.2亿元,产品已行销11国: the year is that of the number before alone."""
    today, q = sentence.article.today, draft.quantity
    if q.kind != "count" or not today or not period.last or period.last >= today:
        return False
    dated = any(period.end <= other.number < draft.clause[0] for other in sentence.quantities)
    return dated and _ALREADY_DONE.search(sentence.text, draft.clause[0], q.start) is not None


def _is_condition(period: Period, sentence: Sentence) -> bool:
    """两年内落户的,最高给予2000万元: the term is that of a condition, not of the grant."""
    stop = sentence.clause(period.start)[1]
    met = sentence.text[stop - 2 : stop - 1] == "的" or _GRANTED_THEN.match(sentence.text, stop)
    return period.reach is Reach.AHEAD and bool(met)


def _dates_a_beginning(period: Period, sentence: Sentence) -> bool:
    """公司2016年由3人创办,现有员工240人: the year is that of the foundation alone."""
    stop, today = sentence.clause(period.start)[1], sentence.article.today
    if stop - period.end <= 1:
        stop = sentence.clause(stop)[1]  # 2018年5月21日,小镇开建,规划面积3平方公里
    if today and period.last and period.last > today:
        return False  # 明年交付的3处 are of next year
    begun = _BEGUN.search(sentence.text, period.end, stop)
    if begun is None or period.reach is Reach.AS_OF:
        return False
    # 今年首四个月只有3间公司挂牌 tells how many began, not when one thing did.
    return not any(period.end <= q.number < begun.start() for q in sentence.quantities)


def _opens_clause(period: Period, sentence: Sentence) -> bool:
    """Whether an expression stands first in its clause, or right behind a place that does."""
    begin = sentence.clause(period.start)[0]
    if sentence.text[period.start - 1 : period.start] in ("】", "]"):
        return True  # 【项目】去年全市实施47个;新开工13个
    places = (m for m in sentence.mentions if m.end == period.start)
    return period.start - begin <= _OPENING or any(m.start - begin <= _OPENING for m in places)


def _is_spent(period: Period, q: Quantity, sentence: Sentence) -> bool:
    """Whether an expression dates another number only.

    由2019年的15家增至68家 dates the 15, and 去年同期的14倍 compares with it.
    """
    text = sentence.text
    if q.unit == "x" and period.end == q.start and text.startswith("的", period.end - 1):
        return True
    if text.endswith(_AGO, 0, period.end):
        return any(period.end <= o.number < q.number for o in sentence.quantities)
    opens = text[period.start - 1 : period.start] in ("由", "从") or text[period.start] == "从"
    return opens and any(period.end <= o.number < q.number for o in sentence.quantities)


def _is_start_of_change(period: Period, q: Quantity, text: str) -> bool:
    """由目前的6200人提高到1万人: 目前 dates the first number, not the second."""
    opens = text[period.start - 1 : period.start] in ("由", "从")
    return opens and text[q.start - 1 : q.start] in ("到", "至")


def dating_periods(sentence: Sentence) -> list[Period]:
    """Period expressions of a sentence that date numbers, told once for all of its numbers."""
    if sentence.dating is None:
        known = (period for period in sentence.periods if period.last is not None)
        sentence.dating = [period for period in known if dates_numbers(period, sentence.text)]
    return sentence.dating


def _is_object(period: Period, text: str) -> bool:
    """对上年度新增贷款,按50%贴息; but 对2018年,园区定下的盘子是."""
    led = text[period.start - 1 : period.start] == "对"
    return led and text[period.end : period.end + 1] not in ",，"


def dates_numbers(period: Period, text: str) -> bool:
    """Whether an expression dates numbers, and not a foundation or a base of comparison."""
    start, end = period.start, period.end
    floor = max(0, start - 4)
    if text.startswith(("基础上", "相比", "基数"), end) or _is_object(period, text):
        return False
    if _FOUNDED_IN.search(text, floor, start) or _FOUNDED.match(text, end, end + 3):
        return False
    of = text.startswith("的", end - 1)
    compared = of or _COMPARED_AS.match(text, end, end + 3)
    if compared and _COMPARED_BY.search(text, max(0, start - 3), start):
        return False
    if not of and _OF_A_THING.match(text, end, end + 4):
        return False
    exceeded = text.endswith(_EXCEEDED, 0, start) and text[end : end + 1] in _CLAUSE_ENDS
    return not (exceeded or _COMPARED_WITH.search(text, floor, start))
