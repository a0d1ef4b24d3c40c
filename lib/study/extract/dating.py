"""Decides when a number is true."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from study.extract.article import Article
from study.extract.draft import Draft
from study.extract.numerals import read_number
from study.extract.periods import Period, Reach
from study.extract.quantity import Quantity
from study.extract.sentence import AMONG_THEM, BY_FIELD, Sentence
from study.extract.status import is_answered, is_in_plan, is_limited, is_sum_of_counted, status_said
from study.lexicon.domain import codes_that, context, flows
from study.lexicon.loader import alternation, data
from study.model import Qualifier, Status

_BUT = ("不过", "但", "然而", "如今", "而", "此前", "过去")
_OF_THEN = re.compile(
    ".?(?:首届|上届|同期)?的(?:新台币|人民币|港币|港元|美元)?"
)  # 较2011年的新台币2403亿元
_OPENING = 2  # characters before an expression that still opens its clause
_ALREADY_DONE = re.compile("已(?!于|在)")
_ONCE = re.compile("原来|原本|原先|以前|过去(?!\\d)|此前|从前")
_BY_CONTRAST = re.compile("[^,，。;；]{0,6}[,，;；]?(?:如今|现在|目前|眼下|而今|现已)")
_CHANGED_TO = re.compile("[^,，。]{0,4}(?:至|到|为)")
_RUNNING = re.compile("连续([0-9一二两三四五六七八九十]{1,3})年")
_LONGEST_RUN = 60  # years
_MANY = 3  # numbers that stand for as many years, told one by one before them
_EARLIER = re.compile(context("earlier_editions"))
_AGO = "年前"  # 五年前仅36家,增幅达4倍
_SINCE_THEN = re.compile("[\u4e00-\u9fff]{2}以来[,，]")  # 新制上路以来,已核发4.7亿元
# 由原来的110天压减至30天, 由疫情前的40万只增至1280万只, 从建区之初的3家发展到260家
_FROM = re.compile(
    f"[由从](?:每?年|{context('formerly')}|{context('at_the_beginning')}的?|[\u4e00-\u9fff]{{2,3}}前的)?$"
)
_LONGEST_LEAD = 8
_OF_ONE_PROJECT = re.compile(f"{context('one_project')}(?:计划|预计)?总?投资")
# 产业基金规模50亿元, 基金群,总规模已有60亿元: what a fund holds it holds by now
_SIZE_OF_FUND = re.compile(
    f"基金[^,，。;；、\\d]{{0,8}}[,，]?{context('sizes_of_funds')}[已有达到为]{{0,2}}$"
)
Days = tuple[date | None, date | None]

_NEVER: Days = (None, None)  # no days are told
_CAPACITY = "production"
_ONCE_RUNNING = re.compile(context("once_running"))
_WITHIN_YEARS = re.compile("[一二三四五两]年[里间]")
_GRANTED_THEN = re.compile("(?:即?可|最高|给予|将?获)(?!望)")
_IN_PLAN = re.compile("(?:计划|规划)期(?:内|间)")
_AT_FIRST = re.compile(context("at_the_beginning"))
# One alternation of both lists, by whose first characters the engine skips.
_CONTEXTS = data("words")["contexts"]
_AT_THAT_TIME = re.compile(
    alternation([*_CONTEXTS["at_that_time"], *_CONTEXTS["at_the_beginning"]])
)
_BY_NOW = re.compile(context("by_now"))
_HOLDS = re.compile(context("holds_so_many"))
_FEW_DAYS = timedelta(days=14)
# 今年1—8月,预计完成收入420亿元, told in October
_ESTIMATED = re.compile("(?:预计|估计|初步测算)(?:将|可)?(?:完成|实现|达到?)")
_IS_SO_LARGE = re.compile("[区园城谷港][^,，。;；新增]{0,2}(?:占地?|面积)[约近达为]?$")
_NEWLY = re.compile("(?<![累合])新[增获签引注批](?![区冠])|净增")
_LONG = 2  # years
_YEAR_DAYS = 364
_DIRECTIONS = "大"  # 将聚焦两大方向 is said of no day
# 同期 opens a clause; after 比 and 去年 it only says with what something is compared.
_SAME_PERIOD = re.compile("同期(?<![^,，。;；\n]同期)(?!的|增|下|相|数据)")
_FOUNDED_IN = re.compile(f"{context('founded_in')}$")
_BEGUN = re.compile(
    rf"{context('begun')}(?=[,，;；]|的)|{context('settled_at')}[^,，。;；的\d]{{2,8}}[,，;；]"
)
_FOUNDED = re.compile(context("founded"))
_COMPARED_AS = re.compile(context("compared_as"))
_COMPARED_BY = re.compile("(?:是|为|达|相当于|接近|约|恢复[到至]?|回到)$")
# 2020年揭牌的园区
_OF_A_THING = re.compile(
    f"(?![它他其该这全本我各]|{context('set_for_years')})[\u4e00-\u9fff]{{2,3}}的"
)
_ACCRUING = re.compile(context("accruing"))
_PAUSE_OR_DONE = re.compile("[,，]|已完成")  # but 去年的产值已达3000亿元
_EXCEEDED = ("超过", "超越", "高于", "低于", "接近", "追平")  # 已超过去年全年
_CLAUSE_ENDS = ",，。;；、"
_PLANNING = re.compile(context("announcing"))
# 去年11月实施后,已批准2款: so many there are by now
_IN_FORCE = re.compile(
    f"[^,，。;；]{{0,4}}{context('put_in_force')}(?:后|以来|[至迄]今)[,，]?(?:至今)?已"
)
_FISCAL_YEAR_EXPLAINED = ("年度(", "年度（")  # 2015/16年度(今年4月1日至明年3月31日)
_ON_THE_DAY = re.compile(context("on_the_day"))
_COMPARED_WITH = re.compile(f"(?<!占){context('compared_with')}$")  # no 占比从目前的15%


def settle_period(draft: Draft, sentence: Sentence) -> None:
    """The days a number is true of, from its sentence, its paragraph or its article."""
    days, today = draft.cell.days if draft.cell else None, sentence.article.today
    if days:
        draft.start, draft.end = days
        draft.status = Status.TARGET if today and days[1] > today else Status.ACTUAL
        return
    if _is_base(draft.quantity, sentence.text):
        _take_beginning(draft, sentence)
        draft.status = Status.ACTUAL
        return
    if _take_same(draft, sentence):
        return
    if is_answered(draft, sentence):
        _take_default(draft, sentence)  # whatever days those asked look ahead to
        return
    period = _within_plan(_period_of(draft, sentence), sentence)
    if _is_yielded(draft, period, sentence.text):
        draft.start = draft.end = None
        return
    if period is not None and _opens_event(period, draft, sentence):
        _take_days_of_event(draft, sentence)
        _settle_ahead(draft, period, sentence)
    elif period is not None:
        draft.start, draft.end = _days(period, draft, sentence)
        _reach_back(draft, sentence.text)
        _settle_ahead(draft, period, sentence)
        _settle_done(draft, period, sentence)
    elif _rises_as_planned(draft, sentence):
        last = sentence.done[-1]
        draft.start, draft.end, draft.status = last.start, last.end, last.status
    elif draft.event and sentence.article.events.main:
        _take_days_of_event(draft, sentence)
    else:
        _take_default(draft, sentence)
    _continue_target(draft, sentence)
    if draft.status is Status.TARGET and _HOLDS.search(
        sentence.text, draft.clause[0], draft.quantity.start
    ):
        draft.status = Status.PLAN  # 届时可再容纳50家 is how much room there will be
    today = sentence.article.today
    if draft.status is Status.TARGET and draft.start and draft.end and today and draft.end > today:
        sentence.article.aimed_at = draft.start, draft.end


def _rises_as_planned(draft: Draft, sentence: Sentence) -> bool:
    """拨款499亿元,比五年前增加接近五成: by how much what is planned is more than before."""
    last = sentence.done[-1] if sentence.done else None
    if last is None or draft.indicator != "growth_rate" or last.status is not Status.PLAN:
        return False
    today = sentence.article.today
    if not today or not last.end or last.end <= today or last.quantity.kind != "money":
        return False
    between = sentence.text[last.quantity.end : draft.quantity.start]
    return between.lstrip(",，").startswith(("比", "较"))


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
    # 1月下旬以来,新增企业9家, even among what a plan sets out
    own = draft.clause[0] <= period.start or bool(sentence.article.plans_for)
    own = own and period.reach is not Reach.UNTIL
    estimated = _ESTIMATED.search(sentence.text, draft.clause[0], draft.quantity.start)
    if estimated or (own and status_said(draft.clause, draft, sentence) is None):
        draft.status = Status.ACTUAL


def _continue_target(draft: Draft, sentence: Sentence) -> None:
    """到2025年,规模达到1万亿元;床位3000张: what follows a target without a cue is one too."""
    last = sentence.done[-1] if sentence.done else None
    if last is None or last.status is not Status.TARGET or draft.status is not Status.ACTUAL:
        return
    today, q = sentence.article.today, draft.quantity
    if not today or not last.end or last.end <= today or (draft.end and draft.end < today):
        return
    if _ONCE_RUNNING.search(
        sentence.text, sentence.clause(last.quantity.start)[0], last.quantity.start
    ):
        return  # 建成后预计年产值60亿元;从类型看,器械项目9个
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


def _days(period: Period, draft: Draft, sentence: Sentence) -> Days:
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
        running = period.first and (today - period.first).days >= is_year(period.first, last)
        draft.status = draft.status if running else Status.PLAN  # 今年参会人数增加一倍
        return
    if draft.status is Status.PLAN and _is_goal(draft, period, sentence):
        draft.status = Status.TARGET
    if draft.status is not Status.ACTUAL:
        return
    if (period.first, period.last) == sentence.article.budget:
        draft.status = Status.PLAN
        return
    if _is_day_to_come(period, today):
        draft.status = Status.PLAN
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
    elif far and (is_limited(draft) or draft.indicator not in codes_that("never_targets")):
        draft.status = Status.TARGET
    elif period.reach is Reach.AHEAD and draft.quantity.kind == "count":
        draft.status = Status.PLAN  # 首3座大楼明年底起陆续落成


def _is_day_to_come(period: Period, today: date) -> bool:
    """下周五,博览会开门迎客,600个展位满满当当: what a day to come brings is planned."""
    if period.first is None or period.last is None or period.first <= today:
        return False
    days = period.reach in (Reach.POINT, Reach.SPAN)
    return days and period.last - period.first <= _FEW_DAYS


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
    return named and period.reach is Reach.UNTIL and is_year(period.first, period.last)


def is_year(first: date | None, last: date | None) -> bool:
    """Whether two days are the first and the last of one whole year."""
    return bool(first and last and first.year == last.year and (last - first).days >= _YEAR_DAYS)


def _is_goal(draft: Draft, period: Period, sentence: Sentence) -> bool:
    """将做强研发,到2020年,产值突破100亿元: what is planned before the day is no part of it."""
    if period.reach is not Reach.UNTIL or draft.indicator in codes_that("planned_ahead"):
        return False
    if draft.indicator in (*codes_that("never_targets"), *codes_that("promised")):
        return False
    cues = sentence.words.longest(period.start, draft.quantity.number, "status")
    # 到2020年,将建成6个集群: what a year is to reach is aimed at.
    by_year = _is_by_year(period, sentence.text)
    return all(by_year and cue.word.text.startswith("将") for cue in cues)


def _opens_event(period: Period, draft: Draft, sentence: Sentence) -> bool:
    """6月18日开幕,为期三天,参展企业500家: what is told of an event is of all of its days."""
    events, today = sentence.article.events, sentence.article.today
    if not draft.event or period.reach is not Reach.POINT or period.first != period.last:
        return False
    known = events.first and events.last and today and events.last >= today
    return bool(known and period.first in (events.first, events.last))


def _take_days_of_event(draft: Draft, sentence: Sentence) -> None:
    events, today = sentence.article.events, sentence.article.today
    if _EARLIER.search(sentence.text, draft.clause[0], draft.quantity.start):
        draft.start = draft.end = today  # 前两届累计吸引6.5万人次
        return
    # Without a date nobody knows on what day of its year the event was held.
    day = today if sentence.article.document.date else None
    draft.start = events.first or day
    draft.end = events.last or day
    # What is signed is signed at the opening, unless the article tells of the end.
    if draft.indicator in data("events")["shared"] and not events.closed:
        draft.end = draft.start
    if today and draft.start and draft.start > today and draft.status is Status.ACTUAL:
        draft.status = Status.PLAN


def _take_default(draft: Draft, sentence: Sentence) -> None:
    """Without a period what accrues keeps the paragraph's, and a stock is one of today."""
    flowing = _accrues(draft, sentence)
    days = (
        _days_looked_back_on(draft, sentence)
        or _days_of_whole(draft, sentence, flowing=flowing)
        or _days_of_term(draft, sentence)
        or _days_carried(draft, sentence, flowing=flowing)
        or _days_aimed_at(draft, sentence)
    )
    if days is None:
        actual = draft.status is Status.ACTUAL
        days = (
            _days_now(draft, sentence, flowing=flowing) if actual else _days_ahead(draft, sentence)
        )
    draft.start, draft.end = days


def _accrues(draft: Draft, sentence: Sentence) -> bool:
    """Whether a number is one of a span of days, and no stock, grant or whole project."""
    article = sentence.article
    if article.stock_told and draft.quantity.kind == "count":
        return False
    if draft.indicator == "share":
        return article.last_indicator in flows() or _is_share_of_flow(draft, sentence.text)
    granted = draft.indicator == "fiscal_support" and is_limited(draft)
    if draft.quantity.kind == "count" and _NEWLY.search(
        sentence.text, draft.clause[0], draft.quantity.end
    ):
        return True  # 2022年,总收入2000亿元。新增企业320家
    whole = draft.indicator == "investment" and (
        _OF_ONE_PROJECT.search(sentence.text, draft.clause[0], draft.quantity.start)
        or _SIZE_OF_FUND.search(sentence.text, sentence.start, draft.quantity.start)
    )
    return draft.indicator in flows() and not granted and not whole


def _days_of_whole(draft: Draft, sentence: Sentence, *, flowing: bool) -> Days | None:
    """Days since something came into force, or of the whole of which a number is a part."""
    if flowing and _SINCE_THEN.search(sentence.text, sentence.start, draft.quantity.start):
        return sentence.article.usual_period
    whole = _whole_of_part(draft, sentence) or _whole_of_sorts(draft, sentence)
    return (whole.start, whole.end) if whole else None


def _whole_of_sorts(draft: Draft, sentence: Sentence) -> Draft | None:
    """去年营业额7009亿元。四大产业中,制药、医材分别为1034亿元、2135亿元: sorts are of its days.

    So are the rates that the sentence tells of them.
    """
    article, done = sentence.article, sentence.done
    if article.today is None or article.spoken_of:
        return None
    if draft.quantity.kind == "rate":
        last = done[-1] if done else None
        whole = article.yearly.get(article.last_money)
        same = last and whole and (last.start, last.end) == (whole.start, whole.end)
        return whole if same else None
    whole = article.yearly.get(draft.indicator)
    if whole is None or whole.end is None or draft.status is not Status.ACTUAL:
        return None
    begin, stop = sentence.start, draft.quantity.start
    sorts = sentence.place_in_list(draft) or BY_FIELD.search(sentence.text, begin, stop)
    return whole if sorts and whole.end < article.today else None


def _days_looked_back_on(draft: Draft, sentence: Sentence) -> Days | None:
    """一、2019年工作完成情况: what a section that sums up a year tells is of that year."""
    year = sentence.article.looks_back_on
    return _whole_year(year) if year and draft.status is Status.ACTUAL else None


def _days_of_term(draft: Draft, sentence: Sentence) -> Days | None:
    """规划期内新增企业80家: what is planned for the term of a plan is one of its last year."""
    ends = sentence.article.plan_ends
    if not ends or not _IN_PLAN.search(sentence.text, sentence.start, draft.quantity.start):
        return None
    if draft.status is Status.ACTUAL:
        draft.status = Status.PLAN
    return _whole_year(ends)


def _days_carried(draft: Draft, sentence: Sentence, *, flowing: bool) -> Days | None:
    """Days of what a sum counts, or those that the paragraph carries on."""
    if is_sum_of_counted(draft, sentence):
        return sentence.done[-1].start, sentence.done[-1].end
    today = sentence.article.today
    carried = _flow_period_said(draft, sentence) or sentence.article.flow_period
    listed = carried is not None and carried is sentence.article.listed_period
    if (
        not (flowing or listed)
        or carried is None
        or (today and carried.last and carried.last > today)
    ):
        return None
    if draft.status is Status.PLAN and today and carried.last and carried.last.year < today.year:
        return None  # 去年融资58亿元。公司并会投资37亿元
    return carried.first, carried.last


def _days_aimed_at(draft: Draft, sentence: Sentence) -> Days | None:
    """Days of the target with which the paragraph goes on."""
    if not _keeps_aiming(draft, sentence):
        return None
    draft.status = Status.TARGET
    period = sentence.article.spoken_of
    return (period.first, period.last) if period else (None, None)


def _days_now(draft: Draft, sentence: Sentence, *, flowing: bool) -> Days:
    """Days of what is so: looked back to, taken stock of, or those of the article."""
    article = sentence.article
    before = article.flow_before
    grown = draft.indicator not in ("fiscal_support", "share") and flowing
    if article.document.date is None and grown and before is not None:
        return before.first, before.last  # the day it was written is told nowhere
    told = flowing or article.tells_of_year or _is_in_report(draft, sentence)
    usual = article.usual_period if told else article.now
    return _day_told_of(draft, sentence) or _stock_taken(article) or usual


def _is_in_report(draft: Draft, sentence: Sentence) -> bool:
    """研发开支为2.18亿元: what an article on accounts or a yearly report tells is of their days."""
    found = draft.indicator == "effect_size"
    if sentence.article.report is None or found or draft.quantity.kind not in ("money", "rate"):
        return False
    return _ON_THE_DAY.search(sentence.text, draft.clause[0], draft.clause[1]) is None


def _days_ahead(draft: Draft, sentence: Sentence) -> Days:
    """Days of what is aimed at or planned without a day of its own."""
    article = sentence.article
    if article.plans_for:
        return _whole_year(article.plans_for)
    if draft.status is Status.TARGET:
        if article.aimed_at and _is_of_last_target(draft, sentence):
            return article.aimed_at  # 企业要突破140户, in a plan for 2025至2027年
        return (
            _whole_year(article.plan_ends) if article.plan_ends and article.sets_goals else _NEVER
        )
    if article.budget and draft.status is Status.PLAN:
        return article.budget
    # What is committed is so from that day on.
    directions = draft.quantity.counter == _DIRECTIONS
    return _NEVER if directions else (article.today, article.today)


def _is_of_last_target(draft: Draft, sentence: Sentence) -> bool:
    """Whether a target is one of the days of the last whose days were told."""
    if _goes_on_aiming(draft, sentence) or is_in_plan(draft, sentence):
        return True
    return _WITHIN_YEARS.search(sentence.text, sentence.start, draft.quantity.start) is not None


def _whole_year(year: int) -> Days:
    return date(year, 1, 1), date(year, 12, 31)


def _flow_period_said(draft: Draft, sentence: Sentence) -> Period | None:
    """A产值2021年完成668亿元;B完成115亿元: the year of like amounts side by side."""
    yearly = flows() - codes_that("given")  # which are told of one project, too
    flowing = draft.quantity.kind == "money" and draft.indicator in yearly
    alike = (
        done
        for done in reversed(sentence.done)
        if done.indicator == draft.indicator
        or (flowing and done.quantity.kind == "money" and done.indicator in yearly)
    )
    last = next(alike, None)
    if last is None or last.status is not Status.ACTUAL:
        return None
    if _CHANGED_TO.fullmatch(sentence.text, last.quantity.end, draft.quantity.start):
        return None  # 由2022年的4.71亿元收窄至2.86亿元
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
    kind = draft.quantity.kind
    last = next((d for d in reversed(sentence.done) if d.quantity.kind == kind), None)
    if last is None or kind not in ("money", "count") or last.end is None:
        return None
    parts = sentence.text.startswith(AMONG_THEM, draft.clause[0])
    return last if parts and last.indicator == draft.indicator else None


def _day_told_of(draft: Draft, sentence: Sentence) -> Days | None:
    """时针拨回2007年。开园时只有4幢楼: the days that a paragraph looks back to, or None.

    A beginning that is dated nowhere is of no day that is told.
    """
    article, text = sentence.article, sentence.text
    period, today = article.spoken_of, article.today
    stop = draft.quantity.start
    then = list(_AT_THAT_TIME.finditer(text, sentence.start, stop))
    if not then or _BY_NOW.search(text, then[-1].end(), stop):
        return None
    told = [p for p in sentence.periods if p.end <= then[-1].start()]
    for past in (*reversed(told), period):
        if past and past.explicit and past.last and today and past.last < today:
            return past.first, past.last
    return _NEVER if _AT_FIRST.fullmatch(then[-1][0]) else None


def _stock_taken(article: Article) -> Days | None:
    """截至2024年底,共有企业3家。床位5张。: the day on which a paragraph takes stock."""
    period, today = article.spoken_of, article.today
    # 截至11月底 is a day that is told, 截至目前 is none.
    told = period is not None and (period.explicit or period.reach is Reach.AS_OF)
    if period is None or not told:
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
    granted = draft.indicator == "fiscal_support" and is_limited(draft)
    if granted or draft.indicator in codes_that("never_targets") or draft.status is Status.PLAN:
        return False
    if draft.quantity.kind == "area" and _is_size(draft, sentence.text):
        return False
    last = article.last
    after_target = last is not None and last.status is Status.TARGET and last.end == period.last
    if sentence.text.startswith(_BUT, sentence.start):
        return False
    inside = last is not None and last.quantity.start >= article.paragraph
    if not (inside and after_target) and not article.sets_targets:
        return False
    cues = sentence.words.longest(sentence.start, draft.quantity.number, "status")
    return not any(cue.word.first["status"] == Status.ACTUAL for cue in cues)


def _is_size(draft: Draft, text: str) -> bool:
    """规划面积约5平方公里的科技园已完成选址, 河套合作区占地3.89平方公里: how large something is."""
    if text.startswith("的", draft.quantity.end):
        return True
    return _IS_SO_LARGE.search(text, draft.clause[0], draft.quantity.start) is not None


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
        (
            p
            for p in usable
            if q.end <= p.start < stop
            and not _dates_a_beginning(p, sentence)
            and not _dates_next(p, stop, sentence)
        ),
        None,
    )
    return behind or _topic(before, draft, sentence)


def _dates_next(period: Period, stop: int, sentence: Sentence) -> bool:
    """动工的16个项目[年内]计划投资27亿元: the days are those of what stands behind them."""
    if not any(period.end <= other.number < stop for other in sentence.quantities):
        return False
    return _PLANNING.match(sentence.text, period.end) is not None


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


def _within_plan(period: Period | None, sentence: Sentence) -> Period | None:
    """三年内 in a plan for 2021 to 2023, told in 2021, ends when the plan does."""
    ends, today = sentence.article.plan_ends, sentence.article.today
    if period is None or period.last is None or not ends or not today or today.year >= ends:
        return period
    by_plan = sentence.text.endswith("年内", 0, period.end) and period.last.year == ends + 1
    return replace(period, last=date(ends, 12, 31)) if by_plan else period


def _is_base_of_rate(period: Period, text: str) -> bool:
    return text.startswith("同期", period.end) or text.startswith("同期", period.end - 2)


def _base_dated(draft: Draft, sentence: Sentence) -> Period | None:
    """较2017年的120家、15亿元: what a number is compared with has the date right before it."""
    q, text = draft.quantity, sentence.text
    if q.kind in ("rate", "multiple"):
        return None
    last = sentence.done[-1].quantity if sentence.done else q
    start = last.start if text[last.end : q.start] == "、" else q.start
    touching = (
        p for p in sentence.periods if p.last and _OF_THEN.fullmatch(text, p.end - 1, start)
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
        if _is_dating_one(period, draft, sentence):
            continue
        if _is_long_over(period, draft, sentence) or _is_so_by_now(period, draft, sentence):
            continue
        if period.start > semicolon or sentence.text[period.end : period.end + 1] in (":", "："):
            return period
        if period.reach is Reach.AHEAD:
            continue  # 未来三年创造900个职位;深圳一只20亿元的基金宣布落户
        if draft.indicator == "rate" or not _opens_clause(period, sentence):
            continue
        # 面积38公顷,去年营业额189亿元;出租率95%: only that of the amount before it.
        counted = any(q.number < period.start for q in sentence.quantities)
        if not counted or period.reach in (Reach.UNTIL, Reach.AS_OF):
            return period  # 截至一季度,上市公司79家;总市值1.2万亿元
        if sentence.text.startswith("今年", period.start) and period.reach is Reach.SPAN:
            return None  # 去年610家参展,今年…;安排1200场 is not of last year
    return None


def _is_dating_one(period: Period, draft: Draft, sentence: Sentence) -> bool:
    """聚集200家,而2013年底只有46家;这些企业中…: the year is that of the 46 alone."""
    if not sentence.text.startswith("而", period.start - 1):
        return False
    return any(period.end <= o.number < draft.quantity.number for o in sentence.quantities)


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
    if sentence.text.startswith("是", period.end):
        return False  # 2009年是生物城起步的第一个完整年度,收入73亿元
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
    if text.endswith(_FISCAL_YEAR_EXPLAINED, 0, start) or _IN_FORCE.match(text, end):
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
