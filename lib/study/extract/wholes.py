"""Tells what a share is a share of, and with what a rate or a price is compared."""

from __future__ import annotations

import re
from datetime import timedelta

from study.extract.draft import Draft
from study.extract.sentence import AMONG_THEM, BY_FIELD, NEXT_IN_LIST, Sentence
from study.lexicon.domain import codes_that, context

_YEARLY = "同比"
_YEAR = timedelta(days=366)
_NAME = r"[^,，。、;；:：占比\d]"
_YEAR_BEFORE = r"\d{2,4}年(?:底|末)?的?|上年(?:底|末)?的?|去年(?:底|末)?的?"
# What may stand between a whole and the number: 占GDP的[比重由], 占全市的[比重提高到2020年的]
_TO_NUMBER = rf"(?:的?(?:比重|比例|份额))?的?(?:{context('to_shares')}|{_YEAR_BEFORE})*"
_TAKEN = re.compile(rf"(?<!比)占(?:到|据|去|了|有)?(?P<whole>{_NAME}{{1,16}}?){_TO_NUMBER}$")
_OF_MARKET = re.compile(
    rf"(?P<whole>{context('markets')}(?:市场)?)的?(?:占有率|市占率|份额|占比){_TO_NUMBER}$"
)
# 按设备投资额的8%, 相当于全年目标的47.4%, 仅为传统设备的1/20
_OF_WHOLE = re.compile(
    rf"(?:.*{context('before_wholes')})?(?P<whole>(?![比率]|其中|.*[由从]{context('at_present')})[^,，。、;；:：%]{{2,14}}?)的$"
)
# 集聚了全市约七成的企业
_WITHIN = re.compile(rf"(?P<whole>全[国市省区县球]|全行业)(?:{context('to_shares')})*$")
# 九成产品销往美国, 85%以上的企业
_PART = re.compile(
    rf"的?(?!{context('after_parts')}|{context('no_wholes')})"
    rf"(?P<whole>[\u4e00-\u9fff]{{2,6}}?)(?={context('after_parts')}|[,，。;；])"
)
_EMPTY = re.compile(f"(?:{context('to_shares')}|{context('no_wholes')}|[的到去据有])*")
_TAKES = re.compile(r"[,，]?(?:约|已|合计|各)?占|[,，]?占比")
_COMPARED = re.compile(
    r"[较比](?P<whole>[^,，。、;；\d]{2,14}?)(?:要|还|更|均|可|能|平均|约|至少|起码)*"
    f"{context('differences')}[了出约近超达]*$"
)
_SURVEYED = re.compile(context("surveyed"))
_CHANGED = re.compile(
    r"(?:左右)?[,，]?(?:提高|提升|升|增|上升|扩大|降|下降|拉高|拉升)[到至为](?:约|近|超|超过)?"
    rf"(?:{_YEAR_BEFORE})?"
)
_ONE_EACH = re.compile("分别占(?P<wholes>[^,，。;；\\d]{3,30}?)的?$")
_LIST = re.compile("[、和与及]")
_AGAINST_YEAR = re.compile(r"[较比](?P<year>\d{4}年)")  # 较2020年的80亿元增长50%
_NUMERALS = frozenset("0123456789一二两三四五六七八九十数几")
_FROM_BASE = re.compile("[由从][^,，。;；]{2,24}(?:增|升|提高|扩|涨|降|减)[^,，。;；]{0,4}[至到]")


def base_of(draft: Draft, sentence: Sentence) -> str:
    """What a share is a share of, or what a rate compares with; "" where nothing tells it."""
    if draft.indicator == "growth_rate":
        against = _AGAINST_YEAR.search(sentence.text, draft.clause[0], draft.quantity.start)
        if against:
            return against["year"]
        return _base_stated(draft, sentence) or (_YEARLY if _is_yearly(draft, sentence) else "")
    if draft.indicator == "share":
        return _whole_stated(draft, sentence) or _whole_told_before(draft, sentence)
    if draft.indicator in codes_that("without_default_place"):
        return _compared_thing(draft, sentence)
    return ""


def _base_stated(draft: Draft, sentence: Sentence) -> str:
    """同比, 年均 … where a word says so; 十年增加 is no 年增."""
    hits = sentence.words.longest(sentence.start, draft.quantity.number, "base")
    if not hits:
        return ""
    last = hits[-1]
    within = last.word.text[0] == "年" and sentence.text[last.start - 1] in _NUMERALS
    return "" if within else last.word.first["base"]


def _is_yearly(draft: Draft, sentence: Sentence) -> bool:
    """Whether a rate is of a year or a part of one, which is compared with that of the year before.

    2023年产值120亿元,增长8%: bulletins leave the comparison out. 由2018年的3家增至12家,增长3倍
    compares with what it says.
    """
    q, text = draft.quantity, sentence.text
    if draft.start is None or draft.end is None or q.unit != "%":
        return False
    multiple = set("倍番").intersection(text[q.number : q.end])
    if multiple or _FROM_BASE.search(text, sentence.start, q.start):
        return False
    return draft.start.day == 1 and timedelta(0) < draft.end - draft.start < _YEAR


def _whole_stated(draft: Draft, sentence: Sentence) -> str:
    """The whole that stands in the clause: 占全国近三成, or 约占全国的1/20 inside the quote."""
    q, text, begin = draft.quantity, sentence.text, draft.clause[0]
    listed = _one_of_wholes(draft, sentence)
    if listed:
        return listed
    for stop in (q.start, q.number):
        for pattern in (_OF_MARKET, _TAKEN, _OF_WHOLE, _WITHIN):
            match = pattern.search(text, begin, stop)
            if match and not _EMPTY.fullmatch(match["whole"]):
                return match["whole"].removesuffix("的")
    return ""


def _one_of_wholes(draft: Draft, sentence: Sentence) -> str:
    """分别占全市、全省的30%、20%: the n-th whole of the n-th share."""
    position = sentence.place_in_list(draft)
    if position is None:
        return ""
    index, size, stop = position
    first = next(q.start for q in sentence.quantities if q.start > stop)
    match = _ONE_EACH.match(sentence.text, stop, first)
    wholes = _LIST.split(match["wholes"]) if match else []
    return wholes[index] if len(wholes) == size else ""


def _whole_told_before(draft: Draft, sentence: Sentence) -> str:
    """The whole that the number before it counts, or of which another share was told."""
    last = sentence.done[-1] if sentence.done else None
    q, text = draft.quantity, sentence.text
    between = text[last.quantity.end : q.start] if last else ""
    if last and last.of and (NEXT_IN_LIST.fullmatch(between) or _CHANGED.fullmatch(between)):
        return last.of
    part = _PART.match(text, q.end, draft.clause[1])
    if part and (text.startswith("的", q.end) or text.find("%", q.number, q.end) < 0):
        return part["whole"]
    asked = _SURVEYED.search(text, *sentence.span)
    if asked:
        return asked[0]
    return _counted_before(draft, sentence)


def _counted_before(draft: Draft, sentence: Sentence) -> str:
    """征集项目537个,其中海外项目68个,占12.7%: what the larger number before counts."""
    counted = [d for d in sentence.done if d.quantity.kind in ("count", "money")]
    opens = sentence.text.startswith(AMONG_THEM, sentence.start)
    if not counted and (opens or BY_FIELD.match(sentence.text, sentence.start)):
        return _told_of_paragraph(sentence)
    if not counted:
        shares = (d.of for d in reversed(sentence.done) if d.indicator == "share")
        return next(shares, "")
    part = counted[-1]
    text, stop = sentence.text, draft.quantity.start
    if _TAKES.match(text, part.quantity.end, stop) is None:
        among = any(text.find(word, part.quantity.end, stop) >= 0 for word in AMONG_THEM)
        return part.subject if among else ""
    alike = (
        d
        for d in reversed(counted[:-1])
        if (d.quantity.unit, d.quantity.counter) == (part.quantity.unit, part.quantity.counter)
    )
    return next((d.subject for d in alike if d.quantity.value > part.quantity.value), "")


def _told_of_paragraph(sentence: Sentence) -> str:
    """产值90亿元。其中,化学药占比超过三成: what the paragraph counted or measured last."""
    article = sentence.article
    told = [d for d in (article.last_counted, article.last_sum) if d is not None]
    inside = [d for d in told if d.quantity.start >= article.paragraph]
    whole = max(inside, key=lambda d: d.quantity.start).subject if inside else ""
    return "" if any(map(str.isdigit, whole)) else whole


def _compared_thing(draft: Draft, sentence: Sentence) -> str:
    """较欧美同类产品便宜三成: with what a price or an effect is compared."""
    text, begin, stop = sentence.text, draft.clause[0], draft.quantity.start
    match = _COMPARED.search(text, begin, stop) or _OF_WHOLE.search(text, begin, stop)
    return match["whole"] if match else ""
