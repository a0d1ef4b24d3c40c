"""Gives a number its unit where it stands bare, and the indicator that it measures."""

from __future__ import annotations

import re

from study.extract.draft import Draft
from study.extract.heads import Head, head_after, head_before, last_noun
from study.extract.indicators import (
    Counted,
    count_indicator,
    money_indicator,
    money_turned,
    rate_indicator,
)
from study.extract.mentions import LIST_MARKS
from study.extract.quantity import Quantity
from study.extract.sentence import AMONG_THEM, BY_FIELD, Sentence
from study.extract.words import Words
from study.lexicon.domain import codes_that, context
from study.lexicon.loader import alternation, data
from study.model import Qualifier

_IN_MYRIADS = re.compile(r"\d万[余多]?$")  # 60岁以上的有256万
_INDUSTRY_REACHES = re.compile(
    f"(?:产业|行业|服务业|医药业|工业)[^,，。;；]{{0,4}}?{context('reaching')}了?$"
)
_ONCE_DONE = re.compile(f"{context('once_running')}[,，]?$")
_ONLY_COMES_TO = re.compile(
    "[,，]?(?:这一数字)?(?:则|已|又|再|就)?(?:为|是|达到?|完成|实现|升至|增至)?"
)
_PIECE = "块"
_EACH_PIECE = re.compile(f"[一每]{context('priced_pieces')}")
_HAGGLING = re.compile(context("haggling"))
_HUNDRED_MILLION = 1e8  # from here on a bare number is money where a word says so
_MYRIAD = 1e4  # and from here on behind an amount of the same measure: 奖金160万元;…奖金120万
_BILLION = 1e9  # and from here on in any case
_AREA_CUES = frozenset({"floor", "land"})
_LAND_UNITS = ("平方公里", "平方千米", "公顷", "km²", "km2")
_COMPARISON = re.compile(r"[较比][^,，。]{1,12}[多少增减高低快升降涨跌平贵廉][出了]?$")
_OF_THE_WHOLE = re.compile("全[国市省区球]的?$")
_OF_A_WHOLE = re.compile(f"的(?!{context('rates_of')})[\u4e00-\u9fff]")
_MOST = ("大部分(", "大部分（", "多数(", "多数（")  # 大部分(60%)中药饮片企业
_MAKES_UP = re.compile("[为是由属]|来自")
_IS_PART = re.compile("[为是由]|来自|用于|属于")
_SET_ASIDE = re.compile(f"(?:的[\u4e00-\u9fff]{{1,6}})?{context('set_aside')}")
_GOES_ON = re.compile("(?:约|仅|只)?(?:为|是|相当于)|只[有要需]|不到")
_DISCOUNT = "折"
_TAKINGS = ("收入的", "利润的", "营收的", "产值的")  # 拿出租金收入的5%
_TIMES_OF = re.compile("(?:为|是|相当于|完成)([^,，。;；为是]{1,14})的$")
_OF_A_YEAR = re.compile("[年月]|同期|上届|季度|之前|以前|[初末底]$")
_OF_A_CLASS = re.compile(
    rf"元(?:以上)?的(?:[\u4e00-\u9fff]{{0,4}}(?:{alternation(data('claims')['firm_nouns'])}|厂))?"
    "(?:要有|要达到|已有|仅有|只有|有|达到|达|仅|只|共|就有)?$"
)
# Not 扩大到上年的4倍 and 是2019年同期的1.6倍, which are so much in all.
_BY_SO_MUCH = re.compile(f"(?:[增涨升多]|{context('rises')})[^,，。;；的到至为达是]{{0,4}}$")
_PROJECTS = ("个", "项")
_OF_PEOPLE = ("人", "人次", "名", "位")
_SURVEYED = re.compile(context("surveyed"))
_LONGEST_RISE = 10
_GREW = re.compile("(?<![新可能倍])(?:[增涨跌]|(?<![提跃])升)了?$")
_DOUBLED = re.compile("翻?倍|翻.{0,3}番.{0,2}")
_OPENED = re.compile(context("opened_as_park"))
_LESSENED = re.compile("[降减省]")
_GIVES = re.compile("(?<![等大金银铜获])[奖补]$")  # 每个品种奖300万元
_GRADES = re.compile(
    r"[\u4e00-\u9fff\d]{1,6}级[、和](?:\d+|[一二两三四五六七八九十]+)(?P<counter>[个家])"
)
_RANK_GAIN = re.compile(f"{context('rank_gains')}了?$")
_OF_MEMBERS = re.compile(f"的{context('members')}")
_POINTS = "个百分点"
_MANY_CLAUSES = 1000  # more than any policy has
_LEVELS = ("share", "rate", "occupancy_rate")
_CHANGES = ("growth_rate", "effect_size", "price_ratio")
_RANKS = ("位", "名", "个名次", "个位次")
_TELLS_ON = re.compile(
    "(?:已?[由从](?:首批|最初|原来|当初|开始)?的?|一共|总共|共|合计|总计|已|现|达|有|为|到|多达|累计|目前|就|了)+$"
)
_SUCH = re.compile("(?:像|如)?(?:这样|类似|此类|这类)的?")  # 这样的平台,生物城已建成31个
_BACK_REFERENCE = re.compile(context("back_references"))
_PER_PIECE = re.compile(
    f"(?:每{context('priced_pieces')}[^,，。]{{0,6}}|一{context('priced_pieces')}[^,，。]{{2,12}}要"
    f"|(?<![^,，。;；\n“])一{context('priced_pieces')}[\u4e00-\u9fff]{{1,4}})$"
)
_FALL = re.compile(f"{context('falls')}(?:了|约|近|超|超过|达|为)*$")
_FALL_REACH = 8
_MINUS = re.compile("[\u4e00-\u9fff、][-−－]$")
_REACHED = re.compile("(?:[提升增]高|[升增降低涨长跌])(?:到|至)$")  # 提升到3.1% states a level
_PRODUCED = re.compile(context("produced"))
_AVERAGED = re.compile(r"平均|由(?=\d)")  # 注册时间,平均由12个月缩短至5个月
_ONLY_DONE = re.compile("[区县市州省]则?分别(?:完成|实现|达到?|为)了?$")
_CLASS_REACH = 14
_LEVEL = re.compile(f"{context('levels')}[约近超不到仅有]*$")
_ONLY_AIMED = re.compile(
    r"\s*(?:(?:今|明|本|当)年|年内|全年|(?:到)?20\d\d年|下一步|[的,，])*目标(?:则?[是为]|锁定|定[在为])?"
)
_PRICE = re.compile(context("prices"))
_REVIEW_PACE = re.compile(context("review_pace"))
_DEEDS = codes_that("deeds")
_SORT_OF = ("类", "组", "等奖")
_SORTS_OF_FIRMS = data("indicators")["finer_sorts_of_firms"]
_CHANGED_TO = re.compile(
    f"(?:[增升扩减降]|{context('changes')})[到至](?:[去今前]年的?|现在的?|目前的?|如今的?)?$"
)
# 从产业类别看,生物制品项目9个: sorts of what was counted before
_OF_SIGNED = re.compile("[^,，。;；]{0,6}签约[^,，。;；]{0,4}项目中")
_FAIRS = tuple(data("events")["fairs"])
_ANY_FIRM = re.compile(f"{alternation(data('claims')['firm_nouns'])}|集团|厂|巨人|独角兽|瞪羚")
_AMONG_TENANTS = re.compile(f"[^,，。;；]{{0,6}}?{context('tenants')}(?:当中|之中|中|里)")
_STAGES = re.compile(context("stages"))
_NEAR_SORTS = 60  # characters between firms and the first sort of them
_NEAR_BASE = 8  # characters between 过去要60个工作日 and 现在压到35个
_AMONG = re.compile(alternation([*AMONG_THEM, "之中"]))
_SAYS_WHAT_OF = re.compile(context("says_what_of"))
_BEFORE_ITEMS = ("、", ":", "：", ",", "，", "是", "和")
_COUNT_BEFORE = re.compile(
    "(?:[人户家件次台单例]数|人次|数量|总量|总数|销量|产量)(?:达到?|为|约|共|至|可望|有望|预计|将|已)*$"
)


def settle_unit(draft: Draft, sentence: Sentence) -> bool:
    """Give a bare number its unit; False where it turns out to be no quantity."""
    q = draft.quantity
    if q.unit == "CNY" and "人民币" not in sentence.text[q.number : q.end]:
        q.unit = _currency_before(q, sentence.text) or _local_money(sentence)
    if q.kind == "bare":
        return _settle_bare(draft, sentence)
    if q.counter == _PIECE and _is_sum_in_pieces(q, sentence.text, draft.clause):
        q.unit, q.kind, q.counter = _local_money(sentence), "money", ""
        draft.indicator = "price"
    if q.counter == "个" and sentence.done:
        _take_over_unit(draft, sentence)
    return True


def _is_sum_in_pieces(q: Quantity, text: str, clause: tuple[int, int]) -> bool:
    """卖到七十块, 三十来块一斤: 块 behind a number of haggling is money."""
    if _EACH_PIECE.match(text, q.end):
        return True
    bare = q.end >= clause[1] - 1
    return bare and _HAGGLING.search(text, clause[0], q.start) is not None


def _local_money(sentence: Sentence) -> str:
    return sentence.article.money_of(sentence.mentions)


def _currency_before(q: Quantity, text: str) -> str:
    """新台币4150亿元: the money that the words before an amount name, or ""."""
    for code, words in data("places")["own_money"].items():
        for at in (q.number, q.start):  # 新台币约6.6亿元
            if text.endswith(tuple(words), max(0, at - 4), at):
                return str(code)
    return ""


def _settle_bare(draft: Draft, sentence: Sentence) -> bool:
    """5亿 after a head of money is money; another number must count something."""
    q = draft.quantity
    last = sentence.last("money")
    money = (
        q.value >= _BILLION
        or (last is not None and last.indicator)
        or money_indicator(sentence.words, draft.clause, q.number, q.end)
    )
    amount = (
        last is not None
        and q.value >= _MYRIAD
        and money_indicator(sentence.words, draft.clause, q.number, q.end) == last.indicator
    )
    if amount or (q.value >= _HUNDRED_MILLION and money):
        q.unit, q.kind = _local_money(sentence), "money"
        return True
    if _LIKE_A_YEAR.fullmatch(sentence.text[q.number : q.end].strip()):
        return False  # 2021 BioBAY年会
    q.unit, q.kind = "count", "count"
    left = sentence.left_edge(draft)
    return bool(
        _IN_MYRIADS.search(sentence.text, q.number, q.end)
        or _COUNT_BEFORE.search(sentence.text, left, q.start)
        or head_after(sentence.words, q.end, draft.clause[1], "")
        or head_before(sentence.words, left, q.start, "人")
    )


def _take_over_unit(draft: Draft, sentence: Sentence) -> None:
    """由60个工作日压缩至30个: the second number keeps the unit of the first."""
    q, last = draft.quantity, sentence.done[-1]
    before = last.quantity
    near = q.start - before.end <= _NEAR_BASE and sentence.text[q.start - 1] in "到至"
    beside = last.clause == draft.clause or near
    if not beside or before.kind not in ("time", "rate", "level"):
        return
    text = sentence.text
    ends = text[q.end : q.end + 1] in ",，。;；、)）" or q.end >= sentence.end
    if ends and "个" in text[before.number : before.end]:
        q.unit, q.kind, q.counter = before.unit, before.kind, ""


def settle_indicator(draft: Draft, sentence: Sentence) -> None:
    """Decide what a number measures, by the kind of its unit."""
    kind = draft.quantity.kind
    if kind == "money":
        draft.indicator = _money(draft, sentence)
    elif kind in ("rate", "multiple"):
        draft.indicator = _rate(draft, sentence)
        _tell_growth_in_percent(draft, sentence.text)
    elif kind == "area":
        draft.indicator = _area(draft, sentence)
    elif kind == "time":
        draft.indicator = _time(draft, sentence)
    elif kind == "count":
        draft.indicator = _count(draft, sentence)
    else:
        draft.indicator = "level_gain" if kind == "level" else "other"


def settle_sign(draft: Draft, text: str) -> None:
    """A decline is growth below nought: 同比下降1.2% is −1.2."""
    q = draft.quantity
    if draft.indicator != "growth_rate" or q.unit != "%" or q.value < 0:
        return
    signed = _MINUS.search(text, max(0, q.number - 2), q.number)
    if not signed and not _FALL.search(text, max(0, q.start - _FALL_REACH), q.start):
        return
    q.start -= bool(signed)
    low, high = q.low, q.high
    q.value, q.low, q.high = -q.value, None, None
    if low is not None and high is not None:
        q.low, q.high = -high, -low


def _tell_growth_in_percent(draft: Draft, text: str) -> None:
    """增长1.6倍 is growth by 160 %, and 翻一番 by 100 %; 是去年的3倍 stays a multiple."""
    q = draft.quantity
    if draft.indicator != "growth_rate" or q.unit != "x":
        return
    doubled = _DOUBLED.fullmatch(text, q.number, q.end) is not None
    if not doubled and not _BY_SO_MUCH.search(text, max(0, q.start - _LONGEST_RISE), q.start):
        return
    values = [
        None if v is None else round((v - doubled) * 100, 6) for v in (q.value, q.low, q.high)
    ]
    value, q.low, q.high = values
    q.value = value or 0
    q.unit, q.kind, q.counter = "%", "rate", ""


def _money(draft: Draft, sentence: Sentence) -> str:
    """Code of an amount; a weak one gives way to a grant or a price."""
    code = _money_named(draft, sentence)
    if code not in codes_that("weak_money"):
        return code
    q, text, (begin, stop) = draft.quantity, sentence.text, draft.clause
    granting = q.qualifier is Qualifier.AT_MOST or text.find("给予", begin, stop) >= 0
    if granting and sentence.article.speaks_of_grants(sentence.end):
        return "fiscal_support"
    each = _PER_PIECE.search(text, begin, q.number) or _EACH_PIECE.match(text, q.end)
    return "price" if each or text.endswith(_PIECE, 0, q.end) else code


def _money_named(draft: Draft, sentence: Sentence) -> str:
    q, words = draft.quantity, sentence.words
    if draft.cell:
        named = draft.cell.named
        return Words(sentence.text, *named).last(*named, "money") or "other"
    shared = _shared_head(draft, sentence, "money")
    if shared:
        return money_turned(shared, words, draft.clause)
    code = money_indicator(words, draft.clause, q.number, q.end)
    if code:
        return code
    if _INDUSTRY_REACHES.search(sentence.text, draft.clause[0], q.start):
        return "industry_scale"  # 综合产值过百亿;到2020年,健康服务业要做到1500亿元
    if words.has("money"):
        for clause in sentence.earlier_clauses(draft.clause):
            code = words.last(*clause, "money")
            if code:
                return code
    last = sentence.last("money")
    return last.indicator if last else _money_unnamed(draft, sentence)


def _money_unnamed(draft: Draft, sentence: Sentence) -> str:
    """What an amount measures for which its sentence has no word."""
    span = draft.clause[0], draft.quantity.start
    if _GIVES.search(sentence.text, draft.clause[0], draft.quantity.number):
        return "fiscal_support"
    if _INDUSTRY_REACHES.search(sentence.text, *span):
        return "industry_scale"
    if sentence.mentions and sentence.place_in_list(draft):
        return _measured_last(sentence)
    done = sentence.mentions and _ONLY_DONE.search(sentence.text, *span)
    if (
        done
        or _is_only_dated(draft, sentence)
        or _ONLY_AIMED.fullmatch(sentence.text, sentence.start, draft.quantity.start)
    ):
        return _measured_before(sentence)
    if BY_FIELD.match(sentence.text, sentence.start):
        return _measured_last(sentence)
    points_back = _BACK_REFERENCE.search(sentence.text, sentence.start, draft.quantity.number)
    return sentence.article.last_money if points_back else "other"


def _is_only_dated(draft: Draft, sentence: Sentence) -> bool:
    """去年,产值达1400亿元。今年一季度为360亿元: a sentence that opens with no more than when."""
    first = sentence.periods[0] if sentence.periods else None
    if first is None or first.start != sentence.start or draft.index:
        return False
    return _ONLY_COMES_TO.fullmatch(sentence.text, first.end, draft.quantity.start) is not None


def _measured_last(sentence: Sentence) -> str:
    """规模超2000亿元的城市7个。上海、北京分别为8537亿元、8210亿元: the paragraph's last sum."""
    last = sentence.article.last_sum
    return last.indicator if last else "other"


def _measured_before(sentence: Sentence) -> str:
    """产值90亿元。温江区、彭州市分别完成36亿元、24亿元: what the paragraph measured last."""
    article = sentence.article
    if article.last is None or article.last.quantity.start < article.paragraph:
        return "other"
    grew = article.last.indicator == "growth_rate"  # 产值90亿元,同比增长8%
    return article.last_money if grew or article.last.quantity.kind == "money" else "other"


def _shared_head(draft: Draft, sentence: Sentence, group: str) -> str:
    """Indicator of the n-th of several heads: 收入、产值分别为910亿元、370亿元."""
    position = sentence.place_in_list(draft)
    if position is None:
        return ""
    index, size, stop = position
    heads = sentence.words.longest(sentence.start, stop, group)
    items = [hit for hit in heads if _is_listed(sentence.text, hit.start, hit.end)]
    return items[-size:][index].word.first[group] if len(items) >= size else ""


def _is_listed(text: str, start: int, end: int) -> bool:
    """Whether a word is an item of a list written with 、 or 和."""
    return text[end : end + 1] in LIST_MARKS or text.rfind("、", max(0, start - 8), start) >= 0


def _rate(draft: Draft, sentence: Sentence) -> str:
    """Code of a percentage, part or multiple, by its form where that tells, else by its words."""
    q = draft.quantity
    code = draft.cell.code if draft.cell else _rate_by_form(draft, sentence)
    if code:
        return code
    code = rate_indicator(sentence.words, draft.clause, sentence.start, q.number, q.end)
    return code or _rate_unnamed(draft, sentence)


def _rate_by_form(draft: Draft, sentence: Sentence) -> str:
    q, text, begin = draft.quantity, sentence.text, draft.clause[0]
    certain = _rate_by_unit(q, text)
    if certain:
        return certain
    if _GREW.search(text, begin, q.start) or _DOUBLED.fullmatch(text, q.number, q.end):
        return "growth_rate"
    compared = _COMPARISON.search(text, begin, q.start)
    if compared:
        return _compared(compared[0], draft, sentence)
    base = _TIMES_OF.search(text, begin, q.start)
    if base:
        return _times_of(base[1], draft, sentence)
    return _share_by_form(draft, sentence)


def _rate_by_unit(q: Quantity, text: str) -> str:
    """Code of a ratio, a discount, or a part of what came in; or ""."""
    if q.unit == "ratio":
        return "other"
    if text.endswith(_DISCOUNT, q.number, q.end):
        return "price_ratio"  # 租金打八折
    return "share" if text.endswith(_TAKINGS, 0, q.start) else ""


def _compared(words: str, draft: Draft, sentence: Sentence) -> str:
    """Code of a difference: 收费比市场价低30%, 准确率比传统方法高出20%."""
    if "成本" in words and _LESSENED.search(words):
        return "effect_size"
    begin, q = draft.clause[0], draft.quantity
    priced = _PRICE.search(sentence.text, begin, q.start) and not _OF_A_YEAR.search(words)
    if priced or _PRICE.search(words):
        return "price_ratio"
    last = sentence.last("rate")
    if (
        q.counter == _POINTS
        and last
        and last.indicator in _LEVELS
        and last.quantity.end >= begin - 1
    ):
        return last.indicator  # 研发投入强度11.6%,比全区高出7个百分点
    effect = sentence.words.longest(draft.clause[0], draft.quantity.start, "effect")
    return "effect_size" if effect else "growth_rate"


def _times_of(base: str, draft: Draft, sentence: Sentence) -> str:
    """Code of a multiple or part of something: 为行业平均的1.5倍, 是前年的1.6倍."""
    if not _OF_A_YEAR.search(base):
        return _ratio_to(draft.quantity, sentence.text, draft.clause[0])
    multiple = draft.quantity.kind == "multiple"
    return "growth_rate" if multiple else _share_by_form(draft, sentence)


def _share_by_form(draft: Draft, sentence: Sentence) -> str:
    """Code of a part of a price or a whole: 全国34.8%的人才, 出口的46.8%为提取物."""
    q, text, begin = draft.quantity, sentence.text, draft.clause[0]
    part = _is_part(q, text)
    unnamed = not sentence.words.longest(begin, q.start, "rate")
    if (part or unnamed) and _OF_MEMBERS.match(text, q.end):
        return "share"  # 七成以上的企业实现增长, but 增长20%的企业
    if part and _GOES_ON.match(text, begin):  # 收费每次3800元,为传统的四成
        begin = next(sentence.earlier_clauses(draft.clause), draft.clause)[0]
    if part and _PRICE.search(text, begin, q.number) and _LEVEL.search(text, begin, q.number):
        return "price_ratio"
    if text[q.start - 1 : q.start] == "的" and _IS_PART.match(text, q.end):
        return "share"
    if _SET_ASIDE.match(text, q.end):
        return "share"
    whole = _OF_THE_WHOLE.search(text, begin, q.start)
    return "share" if whole and (part or text.startswith("的", q.end)) else ""


def _ratio_to(q: Quantity, text: str, begin: int) -> str:
    """Code of a multiple or percentage of something else: 为行业平均的1.5倍."""
    if _PRICE.search(text, begin, q.number):
        return "price_ratio"
    return "rate" if q.kind == "multiple" else "share"


def _is_part(q: Quantity, text: str) -> bool:
    """Whether a rate is written as a part: 三成, 1/20, 三分之一."""
    return q.unit == "%" and text.find("%", q.number, q.end) < 0


def _rate_unnamed(draft: Draft, sentence: Sentence) -> str:
    """Code of a rate that no word of its clause names."""
    q = draft.quantity
    last = sentence.last(q.kind)
    if _is_part(q, sentence.text):
        goes_on = last and (
            last.indicator == "price_ratio"
            or (
                last.indicator == "occupancy_rate"
                and _NEXT_PHASE.match(sentence.text, last.quantity.end, q.start)
            )
        )
        return last.indicator if last and goes_on else "share"
    of_what = sentence.text[q.start - 1 : q.start] == "的"
    # 民营医院约有85%以上为当地人所有
    of_what = of_what or sentence.text.endswith(_MOST, 0, q.start)
    of_what = of_what or (last is None and _MAKES_UP.match(sentence.text, q.end) is not None)
    if q.kind == "rate" and (of_what or _OF_A_WHOLE.match(sentence.text, q.end)):
        return "share"
    if q.kind == "rate" and _SURVEYED.search(sentence.text, *sentence.span):
        return "share"  # 受访者最看好护理用品(31%)
    if _REACHED.search(sentence.text, draft.clause[0], q.start):
        # 比重由16.3%提高到24.5%: a level once more
        return last.indicator if last and last.indicator not in _CHANGES else "rate"
    between = last and _rate_between(last, draft, sentence)
    if between:
        return str(between)
    return last.indicator if last else _rate_said_before(draft, sentence)


def _rate_between(last: Draft, draft: Draft, sentence: Sentence) -> str:
    """占全市的八成;巴南区增速最快,达到31.4%: what is told between two rates of the second."""
    begin, end = last.clause[1], draft.clause[0]
    if begin >= end:
        return ""
    return rate_indicator(sentence.words, (begin, end), sentence.start, end, end)


def _rate_said_before(draft: Draft, sentence: Sentence) -> str:
    """What the earlier clauses say that a percentage or multiple measures."""
    if sentence.words.has("rate"):
        for clause in sentence.earlier_clauses(draft.clause):
            end = clause[1]
            code = rate_indicator(sentence.words, clause, sentence.start, end, end)
            if code:
                return code
    return "rate" if draft.quantity.kind == "rate" else "other"


def _area(draft: Draft, sentence: Sentence) -> str:
    q = draft.quantity
    word = sentence.text[q.number : q.end]
    tabulated = draft.cell is not None and q.factor >= _MYRIAD
    if _FLOORS.search(sentence.text, max(0, q.start - _LONGEST_FLOORS), q.start):
        return "floor_area"
    if q.unit == "mu" or tabulated or any(unit in word for unit in _LAND_UNITS):
        return "land_area"
    begin, stop = draft.clause
    cue = sentence.words.nearest(begin, q.number, _AREA_CUES) or sentence.words.nearest(
        q.end, stop, _AREA_CUES
    )
    return "land_area" if cue == "land" else "floor_area"


def _time(draft: Draft, sentence: Sentence) -> str:
    q = draft.quantity
    if q.counter:
        return "other"  # an age
    if q.unit == "year":
        return "duration"
    clause = sentence.words.names(*draft.clause, "cue")
    averaged = _AVERAGED.match(sentence.text, draft.clause[0]) is not None
    whole = q.unit == "workday" or averaged
    scope = sentence.words.names(*sentence.span, "cue") if whole else clause
    if "review" in scope or _is_pace_of_review(draft, sentence):
        sentence.article.reviewing = True
        return "review_time"
    if q.unit == "workday":
        return "review_time"  # who counts in working days waits for an office
    last = sentence.last("time")
    beside = last is not None and last.indicator == "effect_size" and last.quantity.unit == q.unit
    # 生存期为21.4个月,对照组为13.8个月
    return "effect_size" if beside or "survival" in clause else "duration"


def _is_pace_of_review(draft: Draft, sentence: Sentence) -> bool:
    """Whether days tell how fast the review is that the paragraph speaks of."""
    q = draft.quantity
    if not sentence.article.reviewing or q.unit not in ("day", "workday"):
        return False
    return _REVIEW_PACE.search(sentence.text, draft.clause[0], q.number) is not None


_ENTRIES_WITHIN = re.compile(f"[^,，。;；]{{0,8}}{context('entries')}[当之]?[中里][,，]")
# 一期入驻率96.5%,二期刚过六成
_NEXT_PHASE = re.compile("[,，、;；](?:[一二三四五]期|[东南西北中A-Z]区)[^,，。;；占]{0,3}$")
_FLOORS = re.compile(f"{context('space_in_buildings')}[约近超逾达到为]{{0,2}}$")
_LONGEST_FLOORS = 8
_LIKE_A_YEAR = re.compile("(?:19|20)\\d\\d")
_CROWD = 200  # so many do not all speak


def _count(draft: Draft, sentence: Sentence) -> str:
    q = draft.quantity
    if _is_produced(draft, sentence.text):
        return "production"
    ranks = q.counter in _RANKS or sentence.text.startswith(("名次", "位次"), q.end)
    if ranks and _RANK_GAIN.search(sentence.text, draft.clause[0], q.start):
        return "level_gain"
    draft.head = head = _head(draft, sentence)
    item = _item(draft, sentence)
    count = Counted(
        counter=q.counter,
        head=head,
        item=item,
        clause=_clause_of_count(draft, sentence),
        sentence=(sentence.start, draft.clause[1]),
        whole=sentence.span,
        about_event=bool(sentence.article.events.main),
        about_fair=sentence.article.events.main.endswith(_FAIRS),
        followed="\u4e00" <= sentence.text[q.end : q.end + 1] <= "\u9fff",
    )
    code = count_indicator(sentence.words, count)
    if code == "enterprises.listed" and _OPENED.search(sentence.text, *draft.clause):
        code = "enterprises"  # 园区挂牌时只有86家企业
    if code in _DEEDS and _ONCE_DONE.search(sentence.text, q.end, draft.clause[1]):
        code = sentence.article.last_deed or "projects"  # 20个项目建成投产后,预计年产值…
    if code in codes_that("generic"):
        code = _taken_over(draft, sentence, item) or code
        code = "participants" if _is_guest_too(code, draft, sentence) else code
    if code == "approved_drugs" and _is_part_of_permits(draft, sentence, item):
        return "clinical_approvals"
    if code in ("participants", "talent") and _is_among_speakers(draft, sentence):
        return "speakers"
    lectures = "lecture" in sentence.words.names(*draft.clause, "cue")
    speak = lectures or (head is not None and head.family == "speaker")
    if code == "speakers" and q.value >= _CROWD and not speak:
        code = "participants"  # 620余名嘉宾围绕…展开交流
    within = _counted_within(draft, sentence) if code in ("products", "other") else None
    if within:
        return within.indicator
    return _of_whole(code, draft, sentence) or _remembered(code, draft, sentence)


def _clause_of_count(draft: Draft, sentence: Sentence) -> tuple[int, int]:
    """The clause of a count; 参会人数创新高,超过8000人 goes on with the one before it."""
    begin, stop = draft.clause
    before = next(sentence.earlier_clauses(draft.clause), None)
    alone = draft.head is None and not sentence.text[begin : draft.quantity.start].strip()
    if before is None or not alone or draft.quantity.counter not in _OF_PEOPLE:
        return draft.clause
    counted = any(before[0] <= q.number < before[1] for q in sentence.quantities)
    return draft.clause if counted else (before[0], stop)


def _of_whole(code: str, draft: Draft, sentence: Sentence) -> str:
    """Code of what was counted before, where a number counts a sort or a part of it; or ""."""
    head, whole = draft.head, _same_counter(draft, sentence)
    # 参赛项目418个,器械类201个; 入选平台3家,2家获评最高等级
    sort_of = sentence.text.endswith(_SORT_OF, 0, draft.quantity.start)
    if whole is None and sort_of and head is None:
        whole = _entries_before(draft, sentence)
    if whole is None and sort_of and _OF_SIGNED.match(sentence.text, sentence.start):
        return sentence.article.last_deed  # 签约项目中,生物制品类8个
    if whole is None and sort_of and sentence.article.last_deed:
        # 签约项目38个。从门类看,中药材加工类17个
        starts = (sentence.start, *(c[0] for c in sentence.earlier_clauses(draft.clause)))
        by_sort = any(BY_FIELD.match(sentence.text, start) for start in starts)
        return sentence.article.last_deed if by_sort else ""
    of_projects = _sort_of_projects(code, draft, sentence)
    if of_projects:
        return of_projects
    selected = head is None and code == "enterprises.selected"
    if whole and (sort_of or selected or _is_part_told_of(draft, whole, sentence)):
        return whole.indicator
    if not whole or not _follows_threshold(draft.quantity, sentence.text):
        return ""
    # 签约项目22个,其中10亿元以上的4个
    signed = _of_class(code, draft, sentence) == "projects" and whole.indicator in _DEEDS
    return whole.indicator if signed else ""


def _counted_within(draft: Draft, sentence: Sentence) -> Draft | None:
    """15个决赛项目中,创新药7个、医疗器械5个: what was counted of which a number is a sort."""
    q, text = draft.quantity, sentence.text
    if q.kind != "count" or q.counter not in _PROJECTS:
        return None
    wholes = (d for d in sentence.done if d.quantity.value > q.value)
    counted = (d for d in wholes if _ENTRIES_WITHIN.match(text, d.quantity.end, q.start))
    return next(counted, None)


def _is_sort_of_deed(draft: Draft, sentence: Sentence) -> bool:
    """46个项目签约。从领域看,生物药17个、医疗器械14个: fewer than were signed, by their sorts."""
    article, q = sentence.article, draft.quantity
    by_sort = BY_FIELD.match(sentence.text, sentence.start)
    if by_sort is None or _STAGES.search(by_sort[0]) or not article.last_deed:
        return False
    listed = sentence.text.startswith(("、", "和"), q.end) or bool(_same_counter(draft, sentence))
    return listed and q.counter in _PROJECTS and q.value < article.most.get(article.last_deed, 0)


def _sort_of_projects(code: str, draft: Draft, sentence: Sentence) -> str:
    """引进项目46个。论体量,10亿元以上的9个;论进度,21个已竣工: by sorts and stages; or ""."""
    article, q = sentence.article, draft.quantity
    if _is_sort_of_deed(draft, sentence):
        return article.last_deed
    if draft.head is not None or code not in codes_that("generic"):
        return ""
    by_sort = BY_FIELD.match(sentence.text, sentence.start)
    if by_sort is None or q.counter not in _PROJECTS or q.value >= article.most.get("projects", 0):
        return ""
    cues = sentence.words.names(*_item(draft, sentence), "cue")
    stages = (code for code in _DEEDS if code.partition(".")[2] in cues)
    return next(stages, "projects")


def _is_among_speakers(draft: Draft, sentence: Sentence) -> bool:
    """128位嘉宾登台演讲,其中院士9人、海外专家37人: those among the speakers speak, too."""
    more = draft.quantity.value
    speakers = (d for d in sentence.done if d.indicator == "speakers" and d.quantity.value > more)
    whole = next(speakers, None)
    return (
        whole is not None
        and _AMONG.search(sentence.text, whole.quantity.end, draft.quantity.start) is not None
    )


def _is_part_told_of(draft: Draft, whole: Draft, sentence: Sentence) -> bool:
    """签署9份备忘录,其中5份涉及临床试验: a part of which only is said what it is about."""
    alike = (d for d in sentence.done if d.indicator == whole.indicator)
    first = next(alike, whole)
    among = _AMONG.search(sentence.text, first.quantity.end, draft.quantity.start)
    return among is not None and (
        _SAYS_WHAT_OF.match(sentence.text, draft.quantity.end) is not None
    )


def _remembered(code: str, draft: Draft, sentence: Sentence) -> str:
    """Code of a count that is told of on its own, remembered for what goes on with it."""
    q, head = draft.quantity, draft.head
    if _follows_threshold(q, sentence.text):
        code = _of_class(code, draft, sentence)
    last = sentence.last("count")
    if code == "other" and last and _CHANGED_TO.search(sentence.text, draft.clause[0], q.start):
        return last.indicator  # 客商从3.6万人增加到13万人次
    if code == "enterprises" and _AMONG_TENANTS.match(sentence.text, sentence.start):
        return "enterprises.tenant"  # 租户当中,生命健康企业27间
    if code == "enterprises":
        code = _sorted_whole(draft, sentence) or code
    if code == "enterprises" and _is_sort_of_firms(draft, sentence):
        code = sentence.article.last_count.get(_class_of(q.counter), code)
    last = _same_counter(draft, sentence)
    other_thing = last and last.indicator not in _DEEDS and last.indicator != "projects"
    bare = q.counter in data("indicators")["bare_counters"]
    if head is None and last and (bare or (code in _DEEDS and other_thing)):
        return last.indicator  # 拟新建平台8个,已建成3个; 生产线10条,投产6条
    made = head is not None and head.family in codes_that("product_families")  # 管线达1600条
    if bare and q.value > _MANY_CLAUSES and not made:
        return "other"  # 数据超过150亿条
    if head is None and code == "other":
        return sentence.article.last_count.get(_class_of(q.counter), code)
    if code == "approved_products" and head is not None and head.family == "product":
        # 批准医疗器械65个。从地区看,北京有14个产品获批: what they are was told before
        before = sentence.article.last_count.get(_class_of(q.counter), code)
        code = before if before in codes_that("approved_sorts") else code
    if code in _DEEDS:
        sentence.article.last_deed = code
    if code not in codes_that("generic"):
        sentence.article.last_count[_class_of(q.counter)] = code
    return code


def _sorted_whole(draft: Draft, sentence: Sentence) -> str:
    """规上企业246家。分领域看:化学药企业51家、…: firms by their sorts, until they add up; or ""."""
    article, last, q = sentence.article, sentence.article.last_counted, draft.quantity
    if last and last.indicator.startswith("enterprises."):
        begin = last.quantity.end
        by_sorts = BY_FIELD.search(sentence.text, begin, q.start)
        if q.start - begin < _NEAR_SORTS and (by_sorts or _is_sort_told(begin, draft, sentence)):
            # 规上企业167家,较年初净增11家: the whole is the larger number
            article.sorting = last.indicator, article.most.get(last.indicator, last.quantity.value)
    if article.sorting is None or q.value > article.sorting[1]:
        return ""
    code, rest = article.sorting
    article.sorting = (code, rest - q.value) if rest > q.value else None
    return code


def _is_sort_told(begin: int, draft: Draft, sentence: Sentence) -> bool:
    """规上企业236家,其中化学药74家、中药41家: sorts of firms that no noun of their own names."""
    q, text = draft.quantity, sentence.text
    among = [at for word in AMONG_THEM if (at := text.find(word, begin, q.start)) >= 0]
    return bool(among) and _ANY_FIRM.search(text, among[0], draft.clause[1]) is None


def _is_sort_of_firms(draft: Draft, sentence: Sentence) -> bool:
    """规上企业246家。其中医疗器械93家、化学药51家: firms told by no noun, in a list of parts."""
    q = draft.quantity
    among = sentence.text.startswith("其中", sentence.start)
    begin = max(sentence.text.rfind(mark, sentence.start, q.start) for mark in "、,，中") + 1
    return among and _ANY_FIRM.search(sentence.text, begin, min(q.end + 4, draft.clause[1])) is None


def _entries_before(draft: Draft, sentence: Sentence) -> Draft | None:
    """报名项目1036个。从行业看,生物医药类352个: the entries whose sorts are told next."""
    last, article = sentence.article.last_counted, sentence.article
    if last is None or not last.event or last.quantity.start < article.paragraph:
        return None
    return last if last.quantity.counter == draft.quantity.counter else None


def _is_produced(draft: Draft, text: str) -> bool:
    """Whether a count in pieces is what is made: 年产能4000万支."""
    q = draft.quantity
    if q.counter not in codes_that("produced_counters"):
        return False
    return _PRODUCED.search(text, draft.clause[0], q.number) is not None


def _topic_head(draft: Draft, sentence: Sentence) -> Head | None:
    """What a list of places counts: 获批创新药情况:[北京]8个、天津2个."""
    q = draft.quantity
    place = next((m for m in sentence.mentions if m.end == q.start), None)
    listed = place and sentence.text[place.start - 1 : place.start] in _BEFORE_ITEMS
    if place is None or not (listed or sentence.text[q.end : q.end + 1] == "、"):
        return None
    whole = _same_counter(draft, sentence)
    if whole and sentence.text.find("其中", whole.quantity.end, q.start) >= 0:
        return None  # 签约项目22个、金额128亿元,其中成都高新区9个
    if whole and whole.head:
        return whole.head
    return last_noun(sentence.words, sentence.start, place.start, codes_that("place_families"))


def _head(draft: Draft, sentence: Sentence) -> Head | None:
    q, words = draft.quantity, sentence.words
    head = _head_in_list(draft, sentence)
    if head is not None:
        return head
    head = head_after(words, q.end, sentence.right_edge(draft), q.counter)
    if head is None:
        head = _head_of_next(draft, sentence)
    if head is None and q.counter not in codes_that("counters_before_nouns"):
        head = head_before(words, sentence.left_edge(draft), q.start, q.counter)
        # 厂商共81家,台南园区50家: where they are, and not what is counted
        placed = head and any(m.end == head.noun_end == q.start for m in sentence.mentions)
        if placed and _same_counter(draft, sentence):
            head = None
    if head is None or (head.start < q.start and head.family in codes_that("place_families")):
        shared = _head_shared(draft, sentence) or _head_of_places(draft, sentence)
        if shared is not None:
            return shared
        return _topic_head(draft, sentence) or head or _told_on(draft, sentence)
    return head


def _head_in_list(draft: Draft, sentence: Sentence) -> Head | None:
    """The noun of one of several items: [规上企业]、上市公司分别为36家、4家.

    化学药、生物药企业分别为36家、4家 counts firms of two sorts, whose noun stands once.
    """
    items = sentence.items_in_list(draft)
    heads = [head_before(sentence.words, *item, draft.quantity.counter) for item in items]
    if not heads or heads[0] is None or heads[0].family in codes_that("place_families"):
        return None
    own, last = heads[0], heads[-1]
    product = own.family in codes_that("product_families")
    shared = product and last is not None and last.family in codes_that("makers")
    return None if shared else own


def _head_of_places(draft: Draft, sentence: Sentence) -> Head | None:
    """创新医疗器械,北京、深圳分别为47个、31个: what places count stands in the clause before."""
    position, items = sentence.place_in_list(draft), sentence.items_in_list(draft)
    if position is None or not any(m.start == items[0][0] for m in sentence.mentions if items):
        return None
    before = next(sentence.earlier_clauses(sentence.clause(position[2])), None)
    if before is None or any(before[0] <= q.number < before[1] for q in sentence.quantities):
        return None
    return last_noun(sentence.words, *before, codes_that("place_families"))


def _head_of_next(draft: Draft, sentence: Sentence) -> Head | None:
    """1个百亿级、2个50亿级[产业平台]: what grades of one thing count stands behind the last."""
    q = draft.quantity
    match = _GRADES.match(sentence.text, q.end, draft.clause[1])
    if match is None or match["counter"] != q.counter:
        return None
    return head_after(sentence.words, match.end(), draft.clause[1], q.counter)


def _head_shared(draft: Draft, sentence: Sentence) -> Head | None:
    """分别有6个、4个[项目]: numbers under 分别 may share the noun behind the last of them."""
    position = sentence.place_in_list(draft)
    if position is None:
        return None
    run = sentence.quantities[draft.index :][: position[1] - position[0]]
    last, q = run[-1], draft.quantity
    if last is q or last.counter != q.counter:
        return None
    return head_after(sentence.words, last.end, sentence.clause(last.number)[1], q.counter)


def _told_on(draft: Draft, sentence: Sentence) -> Head | None:
    """What the clause before names, where this one only gives its number: …机构,已有30家."""
    begin, start = draft.clause[0], draft.quantity.start
    before = next(sentence.earlier_clauses(draft.clause), None)
    if before is None:
        return None
    of_such = _SUCH.match(sentence.text, before[0]) is not None
    if not of_such and not _TELLS_ON.fullmatch(sentence.text, begin, start):
        return None
    if any(d.quantity.number >= before[0] for d in sentence.done):
        return None
    return last_noun(sentence.words, before[0], before[1], frozenset())


def _item(draft: Draft, sentence: Sentence) -> tuple[int, int]:
    """Span of the list item that a number stands in."""
    if draft.cell:
        return sentence.start, draft.quantity.number
    listed = sentence.items_in_list(draft)
    if listed and draft.head and listed[0][0] <= draft.head.start < listed[0][1]:
        return listed[0]
    q, start = draft.quantity, sentence.left_edge(draft)
    if draft.head is not None and draft.head.start < q.start:
        return start, q.end
    start = max(start, sentence.text.rfind("、", start, q.start) + 1)
    behind = draft.head.start if draft.head is not None else q.end  # 6个、4个[项目]
    # 近千家企业中有百强企业5家: an item ends where parts of it are told of
    marks = (sentence.text.find(mark, behind, draft.clause[1]) for mark in ("、", "中有"))
    return start, min((at for at in marks if at >= 0), default=draft.clause[1])


def _taken_over(draft: Draft, sentence: Sentence, item: tuple[int, int]) -> str:
    """Indicator of the last count with the same classifier, where this one continues it."""
    head = draft.head
    last = _same_counter(draft, sentence)
    if last and head and last.indicator in _DEEDS and head.family == "project":
        # 当天18个项目开工,其中医药项目7个
        among = sentence.text.find("其中", last.quantity.end, draft.quantity.start) >= 0
        return last.indicator if among else _part_of_earlier(draft, sentence)
    if last is None or (draft.head and last.indicator in _DEEDS):
        return _part_of_earlier(draft, sentence)
    if head is None and _is_of_others(last, draft, sentence):
        return ""
    if head is None:
        draft.head = last.head
        finer = _finer_sort_of_firm(draft, last, sentence, item)
        return finer or _approved_since(draft, sentence) or last.indicator
    same_family = last.head is not None and head.family == last.head.family
    same_family = same_family or last.indicator == "clinical_approvals"
    among = same_family and sentence.text.find("其中", *item) >= 0
    return last.indicator if among and last.indicator not in codes_that("generic") else ""


def _is_of_others(last: Draft, draft: Draft, sentence: Sentence) -> bool:
    """小巨人58家;全球20强中,有9家在此: those behind the semicolon are others."""
    text, end = sentence.text, last.quantity.end
    apart = any(text.find(mark, end, draft.clause[0]) >= 0 for mark in ";；")
    return apart and text.endswith(("中,", "中，"), end, draft.clause[0])


def _is_part_of_permits(draft: Draft, sentence: Sentence, item: tuple[int, int]) -> bool:
    """获得临床批件142个,其中1类新药41个: so many of the permits are for such drugs."""
    whole = _same_counter(draft, sentence)
    if whole is None or whole.indicator != "clinical_approvals":
        return False
    among = sentence.text.find("其中", *item) >= 0
    return among and "approved" not in sentence.words.names(*item, "cue")


def _finer_sort_of_firm(
    draft: Draft, last: Draft, sentence: Sentence, item: tuple[int, int]
) -> str:
    """过亿元的企业48户,另有8户跻身500强: firms of a sort that the number's own words tell."""
    if not last.indicator.startswith("enterprises"):
        return ""
    cues = sentence.words.names(*item, "cue")
    told = (sort for sort in _SORTS_OF_FIRMS if sort in cues)
    return next((f"enterprises.{sort}" for sort in told), "")


def _part_of_earlier(draft: Draft, sentence: Sentence) -> str:
    """集中开工的项目共19个。其中,产业链项目8个: parts are like the whole of the sentence before."""
    if draft.head is None:
        return ""
    sorts = BY_FIELD.match(sentence.text, sentence.start)
    if sorts and not _STAGES.search(sorts[0]):
        whole = sentence.article.last_deed
    elif sentence.text.startswith("其中", sentence.start):
        whole = sentence.article.last_count.get(_class_of(draft.quantity.counter), "")
    else:
        return ""
    return whole if draft.head.family == "project" and whole in _DEEDS else ""


def _is_guest_too(code: str, draft: Draft, sentence: Sentence) -> bool:
    """到会的专家1000余位、企业50余家: firms in one list with guests are guests."""
    last = sentence.done[-1] if sentence.done else None
    if code != "enterprises" or last is None or last.indicator != "participants":
        return False
    between = sentence.text[last.quantity.end : draft.quantity.start]
    return between.startswith(("、", "和", "及")) and "," not in between and "，" not in between


def _approved_since(draft: Draft, sentence: Sentence) -> str:
    """一类新药14个,3个已经上市: what is approved among the products counted before."""
    family = draft.head.family if draft.head else ""
    if family == "product":  # 医疗器械同样加速,36个产品进入程序,获批上市21个
        told = last_noun(sentence.words, sentence.start, draft.quantity.start, {"product"})
        family = told.family if told else ""
    code = {"drug": "approved_drugs", "device": "approved_devices"}.get(family, "")
    approved = "approved" in sentence.words.names(*draft.clause, "cue")
    return code if approved else ""


def _same_counter(draft: Draft, sentence: Sentence) -> Draft | None:
    """The last count of the sentence with the same classifier."""
    counter = _class_of(draft.quantity.counter)
    for done in reversed(sentence.done):
        if done.quantity.kind == "count" and _class_of(done.quantity.counter) == counter:
            return done
    return None


def _class_of(counter: str) -> str:
    """The counter for which another is only a local word."""
    return str(data("indicators")["counts_as"].get(counter, counter))


def _of_class(code: str, draft: Draft, sentence: Sentence) -> str:
    """Code of a class told by an amount: 产值超10亿元的26家, 亿元以上的38个."""
    if code.startswith("enterprises"):
        return "enterprises.large"
    if draft.head is not None or code != "other":
        return code
    named = last_noun(sentence.words, sentence.start, draft.quantity.start, frozenset())
    family = named.family if named else ""
    return {"firm": "enterprises.large", "project": "projects"}.get(family, code)


def _follows_threshold(q: Quantity, text: str) -> bool:
    """产值超10亿元的26家: the amount right before the count names the class."""
    return _OF_A_CLASS.search(text, max(0, q.start - _CLASS_REACH), q.start) is not None
