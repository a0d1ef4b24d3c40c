"""Puts numbers, periods, places and words together into facts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta

from study.extract.article import Article
from study.extract.dating import dates_numbers, dating_periods, is_year, settle_period
from study.extract.draft import Draft
from study.extract.measure import settle_indicator, settle_sign, settle_unit
from study.extract.mentions import Spans
from study.extract.period_pattern import PATTERN
from study.extract.periods import Period, Reach
from study.extract.placing import settle_event, settle_place
from study.extract.quantity import Quantity
from study.extract.scan import scan
from study.extract.sentence import Sentence
from study.extract.stated import is_threshold
from study.extract.status import settle_floor, settle_status
from study.extract.units import told_unit
from study.extract.wording import settle_words
from study.lexicon.domain import codes_that, context
from study.model import Document, Fact, Qualifier, Role

_SENTENCE_END = re.compile(r"[。!?！？][。!?！？]*[”\"』」)）]*")
# What has no end after so many characters is no sentence, and what is asked of a
# sentence is asked once for each of its numbers.
_LONGEST_SENTENCE = 1000
_CAUSE = re.compile("(?:主要|重要)?原因(?:是|在于)|(?:主要)?是因为|由于|因(?![此而])")
_SETS_TARGETS = re.compile(context("sets_targets"))
_PAUSES = re.compile(r"[,，;；、\s]")
_A_QUARTER = timedelta(days=80)
_FEW = 3  # so few of a kind may be others of it: 这两个
_OF_THOSE = re.compile(r"[^,，。;；\d]{2,10}中[,，]")
_ROUNDS_BY = 1.15
_THE_SAID = re.compile("[这该此][个项笔]?$")


def extract_facts(document: Document) -> list[Fact]:
    """Every quantity that the body of an article states, in the order of the text.

    Args:
        document: The article as read.

    Returns:
        Facts whose `quote` is `document.raw[raw_start:raw_end]`.
    """
    drafts = list(_drafts(Article(document)))
    _name_repeated(drafts)
    _tell_headlines(drafts, document)
    return [_fact(document, draft) for draft in drafts]


def _name_repeated(drafts: Sequence[Draft]) -> None:
    """近740亿! in a headline measures what the body says of the same amount."""
    named = {
        (draft.quantity.unit, draft.quantity.value): draft.indicator
        for draft in reversed(drafts)
        if draft.quantity.kind == "money" and draft.indicator != "other"
    }
    for draft in drafts:
        if draft.quantity.kind == "money" and draft.indicator == "other":
            key = draft.quantity.unit, draft.quantity.value
            draft.indicator = named.get(key, "other")


def _tell_headlines(drafts: Sequence[Draft], document: Document) -> None:
    """户籍人口期望寿命升至83.63岁: a headline is true of when and where its body says."""
    bodies = [(p.start, p.end) for p in document.paragraphs if p.role is Role.BODY]
    inside = Spans(bodies)
    stated = [inside.cover(d.quantity.start, d.quantity.end) for d in drafts]
    if all(stated):
        return
    said = zip(reversed(drafts), reversed(stated), strict=True)
    told = {_amount(draft): draft for draft, in_body in said if in_body}
    bodied = [draft for draft, in_body in zip(drafts, stated, strict=True) if in_body]
    for draft, in_body in zip(drafts, stated, strict=True):
        known = None if in_body else told.get(_amount(draft)) or _rounded(draft, bodied, document)
        if known is not None and _measure_alike(draft, known):
            draft.start, draft.end, draft.status = known.start, known.end, known.status
            draft.event, draft.place = known.event, known.place
            if draft.indicator in codes_that("generic"):
                draft.indicator = known.indicator


def _rounded(headed: Draft, bodied: Sequence[Draft], document: Document) -> Draft | None:
    """收入突破500亿元 above 2017年,收入512.6亿元: what a headline without a day rounds."""
    q = headed.quantity
    over = q.qualifier is Qualifier.OVER
    if q.kind != "money" or not (over or q.qualifier is Qualifier.NEARLY):
        return None
    begin, stop = headed.sentence
    if PATTERN.search(document.text, begin, stop):
        return None
    low, high = (q.value, q.value * _ROUNDS_BY) if over else (q.value / _ROUNDS_BY, q.value)
    same = (headed.indicator, *codes_that("weak_money")) if headed.indicator == "other" else ()
    codes = same or (headed.indicator,)
    alike = (d for d in bodied if d.indicator in codes and d.quantity.unit == q.unit)
    return next((d for d in alike if low <= d.quantity.value <= high), None)


def _measure_alike(headed: Draft, told: Draft) -> bool:
    """Whether a headline may measure what its body does: no scale of 1000亿 is an output."""
    general = codes_that("generic")
    named = ("money", "rate", "multiple")  # 进驻率逾九成 is not 九成外销
    same = headed.indicator == told.indicator or headed.quantity.kind not in named
    return same or headed.indicator in general or told.indicator in general


def _amount(draft: Draft) -> tuple[object, ...]:
    q = draft.quantity
    return q.unit, q.counter, q.value, q.low, q.high


def _drafts(article: Article) -> Iterator[Draft]:
    """All facts of an article, paragraph by paragraph and sentence by sentence."""
    for begin, stop in article.body:
        article.begin_paragraph(begin)
        quantities = article.tables.numbers(begin) or list(scan(article.text, begin, stop))
        at, heard = 0, begin
        for start, end in _sentences(article.text, begin, stop):
            first = at
            while at < len(quantities) and quantities[at].number < end:
                at += 1
            if at > first:
                found = quantities[first:at]
                # A cut through an endless sentence must not cut a number off its qualifier.
                span = (min(start, found[0].start), max(end, found[-1].end))
                _hear(article, heard, span[0])
                yield from _of_sentence(Sentence(article, span, found))
                heard = span[1]
        if article.leads_on(stop):
            _hear(article, heard, stop)


def _hear(article: Article, start: int, end: int) -> None:
    """Remember the period that sentences without numbers give a paragraph: 2024年是丰收年."""
    if end > start:
        _carry_heard(article, article.periods_between(start, end), start)
        article.sets_targets = bool(_SETS_TARGETS.search(article.text, start, end))


def _carry_heard(article: Article, periods: Iterable[Period], start: int) -> None:
    """Keep what sentences without numbers say of when, but not when one thing was done."""
    _carry(article, [p for p in periods if not _is_of_one_deed(p, article.text, start)])


def _is_of_one_deed(period: Period, text: str, start: int) -> bool:
    """港交所去年4月修例: a month within a sentence is when something was done, and no more."""
    if period.first is None or period.last is None or period.reach is not Reach.SPAN:
        return False
    short = period.last - period.first < _A_QUARTER
    return short and text[start : period.start].strip() != ""


def _carry(article: Article, periods: Iterable[Period]) -> None:
    """Keep the last period for what the paragraph states without one."""
    for period in periods:
        if period.last is None or not dates_numbers(period, article.text):
            continue
        if article.text.startswith("同期", period.end - 2):
            continue  # what something is compared with
        if _is_cause(period, article.text) or _begins_change(period, article.text):
            continue
        if period.reach is Reach.AS_OF and not period.explicit:
            article.stock_told = True  # 目前 ends what was counted of last year
        if period.explicit and period.reach in (Reach.SPAN, Reach.NAMED):
            article.flow_period, article.stock_told = period, False
        if period.reach is not Reach.DURATION:
            article.spoken_of = period


def _begins_change(period: Period, text: str) -> bool:
    """由2020年的38%升至44%: the year is that of the first number alone."""
    return text[period.start - 1 : period.start] in ("由", "从") and text[period.end - 1] == "的"


def _is_cause(period: Period, text: str) -> bool:
    """原因是几个大项目去年集中完工: when what came of it began, and no date of what follows."""
    clause = 0
    for mark in "，。,\n；;":  # each is looked for no further back than the last one found
        clause = text.rfind(mark, clause, period.start) + 1 or clause
    return _CAUSE.match(text, clause, period.start) is not None


def _sentences(text: str, begin: int, stop: int) -> Iterator[tuple[int, int]]:
    start = begin
    ends = [match.end() for match in _SENTENCE_END.finditer(text, begin, stop)]
    for end in (*ends, stop):
        if end - start > _LONGEST_SENTENCE:
            yield from _pieces(text, start, end)
        elif end > start:
            yield start, end
        start = end


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """What is too long for a sentence, cut at its pauses."""
    while end - start > _LONGEST_SENTENCE:
        limit = start + _LONGEST_SENTENCE
        pauses = [match.end() for match in _PAUSES.finditer(text, start, limit)]
        cut = pauses[-1] if pauses else limit
        yield start, cut
        start = cut
    yield start, end


def _of_sentence(sentence: Sentence) -> Iterator[Draft]:
    """Facts of a sentence in order."""
    for index, quantity in enumerate(sentence.quantities):
        number = quantity.number
        cell = sentence.article.tables.cell(number)
        draft = Draft(quantity, index, sentence.clause(number), sentence.span, cell)
        if not settle_unit(draft, sentence):
            continue
        settle_indicator(draft, sentence)
        settle_sign(draft, sentence.text)
        if is_threshold(sentence.text, quantity):
            continue
        settle_status(draft, sentence)
        settle_event(draft, sentence)
        settle_period(draft, sentence)
        settle_floor(draft, sentence.text)
        settle_place(draft, sentence)
        settle_words(draft, sentence)
        _recall(draft, sentence.article)
        sentence.done.append(draft)
        if draft.indicator != "duration":  # 三年里要新增15个: how long tells of nothing new
            sentence.article.last = draft
        if draft.indicator != "other":
            sentence.article.last_indicator = draft.indicator
        if draft.quantity.kind == "count":
            sentence.article.last_counted = draft
        yield draft
    if sentence.done:
        _carry(sentence.article, dating_periods(sentence))
    else:  # what looked like a number is none
        _carry_heard(sentence.article, dating_periods(sentence), sentence.start)


def _recall(draft: Draft, article: Article) -> None:
    """这项25亿美元的投资 repeats what was said: it takes over status, period and place."""
    q = draft.quantity
    key = (q.counter or q.unit, q.value)
    known = article.amounts.get(key)
    repeated = _THE_SAID.search(article.text, max(0, q.start - 3), q.start) is not None
    repeated = repeated or _OF_THOSE.match(article.text, q.end) is not None  # 72个项目中,
    if known and repeated:
        draft.status, draft.place = known.status, known.place
        draft.start, draft.end = known.start, known.end
        if q.kind == "count":
            draft.indicator = known.indicator
    elif q.kind == "money":
        article.amounts[key] = draft
        article.last_money, article.last_sum = draft.indicator, draft
        if is_year(draft.start, draft.end):
            article.yearly[draft.indicator] = draft
    elif q.kind == "count" and q.value > _FEW:
        article.amounts[key] = draft
    if q.kind == "count":
        largest = article.most.get(draft.indicator, 0)
        article.most[draft.indicator] = max(largest, q.value)


def _divided(value: float, divisor: float) -> float:
    """A number in the word it is written with, without the dust of binary fractions."""
    return value if divisor == 1 else round(value / divisor, 6)


def _fact(document: Document, draft: Draft) -> Fact:
    """Freeze a draft, with its place in the raw text."""
    quantity: Quantity = draft.quantity
    unit, counter, divisor = told_unit(quantity)
    raw_start, raw_end = document.raw_span(quantity.start, quantity.end)
    sentence_start, sentence_end = document.raw_span(*draft.sentence)
    return Fact(
        doc=document.doc,
        quote=document.raw[raw_start:raw_end],
        raw_start=raw_start,
        raw_end=raw_end,
        sentence_start=sentence_start,
        sentence_end=sentence_end,
        value=_divided(quantity.value, divisor),
        low=None if quantity.low is None else _divided(quantity.low, divisor),
        high=None if quantity.high is None else _divided(quantity.high, divisor),
        unit=unit,
        counter=counter,
        qualifier=quantity.qualifier,
        indicator=draft.indicator,
        subject=draft.subject,
        place=draft.place,
        industry=draft.industry,
        event=draft.event,
        start=draft.start,
        end=draft.end,
        status=draft.status,
        of=draft.of,
    )
