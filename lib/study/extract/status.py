"""Decides whether a number is true yet: actual, a target or a plan."""

from __future__ import annotations

import re

from study.extract.draft import Draft
from study.extract.sentence import AMONG_THEM, BY_FIELD, Sentence
from study.extract.words import Hit
from study.lexicon.domain import codes_that, context, flows
from study.lexicon.loader import data
from study.model import Qualifier, Status

_ISSUED = re.compile(context("issued_already"))
_MEANS_TO = re.compile(
    "(?<!行动)(?<!年)计划(?!实施|启动|总?投资|执行|完成)[^,，。;；]{1,14}(?:规模|产值|收入|营收)"
)
_WHOLE_SUM = re.compile("(?:总金额|总额|总投资额?|金额)[^,，。;；\\d]{0,4}$")
_SIGNED_BEFORE = re.compile("[家个项][^,，。;；]{0,12}签[约署订]了?[,，]$")
_INTEND = re.compile(
    "(?:的?(?:企业|公司|受访者|机构|人))?(?:拟|有意|计划|打算|预期|料|表示|认为|希望)"
)
_CLAUSES = ("方面", "部分", "领域", "板块")
_TARGET = "目标"
_NO_STATUS = "none"
_BESIDE_NUMBER = frozenset(data("words")["status_beside_number"])
_BESIDE = 2  # characters between such a cue and its number
_OF_ONE_NUMBER = frozenset(data("words")["status_of_one_number"])
# Every form begins with its word, for the engine to skip to their first characters.
_AHEAD = re.compile(
    "|".join(
        [
            "将(?<!可将)(?!军|领|近|来)",
            # 园区会推出七项措施, but not 大会推出
            "会(?<![大协商览峰年论社学员委交展布谈酒])(?=推出|兴建|增设|投放|拨出|设立)",
            "料(?<![资原材物燃饮药肥染辅废涂敷食预]料)(?=[逾超约近再可会有于年月共吸\\d])",
            "会(?<=[亦也还又另并府局度]会)(?![议晤谈面])",
            "会(?<=[一二三四五六七八九十]年会)(?![议晤谈面上])",  # 未来五年会投放, and no 年会
            *data("words")["contexts"]["coming"],
            "待(?=开工|动工|投产|竣工|交付|签约|落地|开建)",
            r"计划(?=开工|动工|投产|竣工|交付|开建)",
            r"计划(?=每年|未来|今后)",
            r"计划(?<!行动计划)(?<!原计划)(?<!药计划)(?<!究计划)(?<!验计划)(?<!发计划)(?<!床计划)(?<!案计划)(?=\d(?!\d{0,3}[件案])|[今明后]年|用)",
        ]
    )
)
_AGREED = re.compile(context("sums_agreed_on"))
_SURVEYED = re.compile(context("surveyed"))
_PLACED = re.compile(context("shares_placed"))
_SPENT = re.compile(context("sums_spent"))
_TO_STAND = re.compile(
    "(?:[^。;；已]{0,24}?[,，])?(?:首期(?:工程|项目)?)?(?:明年|后年|预计|料|计划|将于|拟于)[^,，。;；]{0,12}?"
    f"{context('being_built')}"
)
_OPENS_WITH_WHOLE = re.compile(r"[^,，。;；\d]{0,8}\d[\d,.]*\s?[^,，。;；\d]{2,12}中[,，]")
_OPENED = re.compile(f"{context('opened')}|{context('held')}")
_RISES_TO = re.compile("(?:达到|增至|扩大到|新增)$")
_LONGEST_FALL = 2  # characters of 短至, with which words of a decrease end
_LESSENED = re.compile("(?<=[减降缩])(?:短|低|少)?[至到]$")
_LOOKS_AHEAD = re.compile(f"将|可|预计|有望|料|{context('goals')}")
_GOAL = re.compile(context("goals"))
_AT_FIRST = ("初期", "首期", "首批")
_MEANT = ("计划", "拟")
_DONE_WITH = ("已", "完成", "了")
_DONE_OR_KIND = ("的", "了")
_DONE = re.compile("[^,，。;；]{0,8}?已")
_OBJECT = re.compile(
    "将(?!逐步|进一步|继续|逐年|大幅|陆续|持续|最终|分别)"
    f"[^,，。;；]{{1,24}}{context('object_verbs')}"
)
_REACHED = re.compile(context("reached"))
_NOT_PLANNED = re.compile(f"{context('not_planned')}|[由从][^,，]{{0,12}}$")
_PLAN_SAYS = re.compile(
    f"《[^《》]{{0,40}}{context('plan_documents')}》[^。]{{0,12}}{context('plans_state')}"
)
_TO_BE_MADE = re.compile(f"{context('to_be_made')}(?:(?![已了共])[^,，。;；]){{0,16}}$")


def settle_status(draft: Draft, sentence: Sentence) -> None:
    """Target or plan where a word before the number, or behind it, says so."""
    if is_answered(draft, sentence):
        draft.status = Status.ACTUAL
        return
    status = _status_in_words(draft, sentence) or _status_of_context(draft, sentence)
    draft.status = _fitting(status, draft, sentence) if status else Status.ACTUAL


def _status_in_words(draft: Draft, sentence: Sentence) -> Status | None:
    """What the words of the clause say, of those before it, or of what the sentence opens with."""
    cued = sentence.words.has("status")
    status = status_said(draft.clause, draft, sentence) if cued else None
    if status is None and _is_called_target(draft, sentence.text):
        status = Status.TARGET
    if status is None and _is_coming(draft.clause, sentence.text):
        status = None if _has_opened(draft, sentence) else Status.PLAN
    if status is None and cued and not _is_done(draft, sentence.text):
        status = _status_before(draft, sentence) or _status_of_whole(draft, sentence)
    if status is None and not _is_done(draft, sentence.text):
        status = _status_of_opening(draft, sentence)
    return status


def _status_of_context(draft: Draft, sentence: Sentence) -> Status | None:
    """What follows from what is measured: sums signed for, budgets, what is yet to stand."""
    if _is_planned_before(draft, sentence):
        return Status.PLAN
    if is_in_plan(draft, sentence) or _is_meant_to_reach(draft, sentence):
        return Status.TARGET
    committed = _is_signed_for(draft, sentence) or _is_to_stand(draft, sentence)
    committed = committed or _is_budgeted(draft, sentence) or _is_to_be_placed(draft, sentence)
    return Status.PLAN if committed else None


def _fitting(status: Status, draft: Draft, sentence: Sentence) -> Status:
    """A status as it fits what is measured: what accrues is aimed at, what is built is planned."""
    lasts = draft.indicator == "duration" and draft.quantity.unit == "day"
    if status is Status.TARGET and lasts and sentence.article.events.main:
        return Status.PLAN  # 预计4天展期将有12万人次进场
    if status is Status.TARGET and _is_in_issued(draft, sentence):
        return Status.ACTUAL
    accrues = draft.quantity.kind == "money" and draft.indicator in flows() - codes_that("given")
    if status is Status.PLAN and accrues and not draft.event:
        return Status.TARGET  # 达产后产值25亿元 is aimed at, whatever word stands beside it
    promised = draft.indicator in codes_that("promised") and not _is_goal_set(draft, sentence)
    if status is Status.TARGET and promised:
        return Status.PLAN  # 届时可增加10万平方米 is committed rather than aimed at
    return status


def _is_in_issued(draft: Draft, sentence: Sentence) -> bool:
    """对标新目标,园区出台行动计划,共6个方面25条举措: what has been issued holds so many."""
    clauses = draft.indicator == "policies" or sentence.text.startswith(
        _CLAUSES, draft.quantity.end
    )
    return clauses and _ISSUED.search(sentence.text, *sentence.span) is not None


def is_answered(draft: Draft, sentence: Sentence) -> bool:
    """57%受访者预期销售上升: so many of those asked do expect it."""
    if draft.quantity.kind != "rate":
        return False
    if _INTEND.match(sentence.text, draft.quantity.end):
        return True  # 七成半企业拟两年内赴大湾区做试验: so many do intend to
    if draft.indicator == "growth_rate" and draft.quantity.counter != "个百分点":
        return False
    return _SURVEYED.search(sentence.text, *sentence.span) is not None


def _is_to_be_placed(draft: Draft, sentence: Sentence) -> bool:
    """公布配售3500万股,集资总额约4亿港元: what is announced of shares is yet to be done."""
    text, (begin, stop), article = sentence.text, sentence.span, sentence.article
    if draft.indicator != "investment" and draft.quantity.counter != "股":
        return False
    if _PLACED.search(text, article.paragraph, draft.quantity.start) is None:
        return False
    past = any(p.explicit and p.last != article.today for p in sentence.periods)
    return not past and not any(word in text[begin:stop] for word in _DONE_WITH)


def _has_opened(draft: Draft, sentence: Sentence) -> bool:
    """9月2日,大赛拉开战幕,48个项目将一决高下: what has begun is there, whatever it will do."""
    first, today = sentence.article.events.first, sentence.article.today
    begun = first is not None and today is not None and first <= today
    if not begun or _is_coming((draft.clause[0], draft.quantity.start), sentence.text):
        return False
    return _OPENED.search(sentence.text, sentence.start, draft.clause[0]) is not None


def _is_to_stand(draft: Draft, sentence: Sentence) -> bool:
    """总投资6.8亿元,用地96亩,明年年底建成: how large what is not built yet will be."""
    lines = draft.head is not None and draft.head.family == "space"  # 建设3条生产线
    sized = draft.indicator == "investment" or draft.indicator in codes_that("sizes")
    if not sized and not lines:
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
    whole = _WHOLE_SUM.search(text, begin, draft.quantity.start) is not None
    if whole and _SIGNED_BEFORE.search(text, sentence.start, begin):
        return True  # 18家企业签约,总金额约120亿元
    last = sentence.done[-1] if sentence.done else None
    return (
        last is not None
        and last.indicator == "projects.signed"
        and is_sum_of_counted(draft, sentence)
    )


def _is_meant_to_reach(draft: Draft, sentence: Sentence) -> bool:
    """计划驱动产业规模超过2000亿元: what is planned of a sum that accrues is aimed at."""
    if draft.indicator not in flows() or draft.indicator in codes_that("given"):
        return False
    return _MEANS_TO.search(sentence.text, draft.clause[0], draft.quantity.start) is not None


def _is_budgeted(draft: Draft, sentence: Sentence) -> bool:
    """预算案预留60亿元: what a budget grants is for the year to come, unless it is spent."""
    if not sentence.article.budget or draft.indicator != "fiscal_support":
        return False
    text, (begin, _) = sentence.text, draft.clause
    return not (
        _SPENT.search(text, begin, draft.quantity.start)
        or "已" in text[begin : draft.quantity.start]
    )


def _is_planned_before(draft: Draft, sentence: Sentence) -> bool:
    """新大楼将盖12层,总楼面8万平方米,初期人手200人: how large what is to come will be."""
    granted = draft.indicator == "fiscal_support" and _goes_on_granting(sentence)
    sized = draft.indicator in codes_that("sizes") or granted
    sized = sized or (draft.indicator == "investment" and is_limited(draft))
    if not sized and not sentence.text.startswith(_AT_FIRST, draft.clause[0]):
        return False
    semicolon = sentence.semicolon_before(draft.quantity.number)
    earlier = (c for c in sentence.earlier_clauses(draft.clause) if c[0] > semicolon)
    coming = any(_is_coming(clause, sentence.text) for clause in earlier)
    return coming and not _is_done(draft, sentence.text)


def _goes_on_granting(sentence: Sentence) -> bool:
    """将安排2亿元改造资金,单个园区补助最高1500万元: what is granted of a planned sum."""
    last = sentence.done[-1] if sentence.done else None
    planned = last is not None and last.status is Status.PLAN
    return planned and last is not None and last.indicator == "fiscal_support"


def is_in_plan(draft: Draft, sentence: Sentence) -> bool:
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
    if sentence.article.plans_for and draft.quantity.qualifier is Qualifier.AT_LEAST:
        return True  # 完成投资不低于160亿元, among what a year is to bring
    last = sentence.done[-1] if sentence.done else None
    if last is None or last.status is not Status.TARGET:
        return False
    between = sentence.words.longest(last.quantity.end, draft.quantity.number, "status")
    goals = _GOAL.search(sentence.text, sentence.start, last.quantity.start)
    today = sentence.article.today
    years_on = today is not None and last.end is not None and last.end.year > today.year
    aimed = is_limited(draft) or _RISES_TO.search(sentence.text, 0, draft.quantity.start)
    return not between and (years_on or (goals is not None and bool(aimed)))


def _status_of_whole(draft: Draft, sentence: Sentence) -> Status | None:
    """要铺开72个项目;其中促开工14个: what is planned as a whole is planned in its parts."""
    # 净额约4亿元,其中六成用于临床试验: a share of what is planned is planned, too
    kinds = (draft.quantity.kind, "money" if draft.indicator == "share" else "")
    whole = next((d for d in reversed(sentence.done) if d.quantity.kind in kinds), None)
    if whole is None:
        return None
    begin, end = whole.clause[1] - 1, draft.quantity.start
    parts = any(sentence.text.find(among, begin, end) >= 0 for among in AMONG_THEM)
    listed = sentence.text[whole.quantity.end : whole.quantity.end + 1] == "、"
    return whole.status if parts or listed else None


def _status_of_opening(draft: Draft, sentence: Sentence) -> Status | None:
    """72个项目中,竣工26个,开工14个: parts of what the sentence opens with share its status."""
    whole = sentence.done[0] if sentence.done else None
    opened = _OPENS_WITH_WHOLE.match(sentence.text, sentence.start)
    if whole is None or opened is None or not opened.start() <= whole.quantity.start < opened.end():
        return None
    return whole.status if whole.quantity.counter == draft.quantity.counter else None


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


def status_said(
    clause: tuple[int, int], draft: Draft, sentence: Sentence, *, own: bool = True
) -> Status | None:
    """What the last cue of a clause before the number says.

    An amount committed earlier (计划投资50亿元) says nothing of the next number.
    """
    end = min(draft.quantity.number, clause[1])
    measured = is_effect_measured(draft, sentence)
    for cue in reversed(sentence.words.longest(clause[0], end, "status")):
        if draft.indicator == "land_area" and cue.word.text == "规划了":
            continue  # 规划了30平方公里 tells how large a site is
        said = cue.word.first["status"]
        if said == _NO_STATUS or not _aims(cue, sentence.text):
            continue
        if cue.word.text in _BESIDE_NUMBER and draft.quantity.start - cue.end > _BESIDE:
            continue
        if measured and cue.word.text.endswith("后"):
            continue
        if own or cue.word.text not in _OF_ONE_NUMBER:
            return Status(said)
    return None


def is_effect_measured(draft: Draft, sentence: Sentence) -> bool:
    """车间投用后,用工由120人减至36人,能耗下降27%: what has come of it, if nothing looks ahead."""
    text, number = sentence.text, draft.quantity.start
    floor = max(0, number - _LONGEST_FALL)
    told = draft.indicator in ("effect_size", "rate") or _LESSENED.search(text, floor, number)
    return bool(told) and _LOOKS_AHEAD.search(text, sentence.start, sentence.end) is None


def _status_before(draft: Draft, sentence: Sentence) -> Status | None:
    """What the nearest earlier clause says; beyond a semicolon only a target still holds."""
    semicolon = sentence.semicolon_before(draft.quantity.number)
    for clause in sentence.earlier_clauses(draft.clause):
        status = status_said(clause, draft, sentence, own=False)
        if status is not None:
            beyond = clause[0] <= semicolon
            if beyond and BY_FIELD.match(sentence.text, semicolon + 1):
                return None  # 预计年产值可达60亿元;从类型看,器械项目9个
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


def is_limited(draft: Draft) -> bool:
    """到2025年人口控制在3万以内: a limit on days to come is aimed at, whatever it limits."""
    return draft.quantity.qualifier in (Qualifier.AT_MOST, Qualifier.AT_LEAST)


def is_sum_of_counted(draft: Draft, sentence: Sentence) -> bool:
    """赛事期间5个项目签约,总投资6.2亿元: the sum of the projects right before it."""
    last = sentence.done[-1] if sentence.done else None
    if last is None or draft.indicator != "investment" or not last.indicator.startswith("projects"):
        return False
    between = sentence.text[last.quantity.end : draft.quantity.start]
    return last.end is not None and not set(";；").intersection(between)
