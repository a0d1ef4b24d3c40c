"""Names the thing a number counts or measures, its segment, and the whole it is part of."""

from __future__ import annotations

import re

from study.extract.draft import Draft
from study.extract.sentence import NEXT_IN_LIST, Sentence
from study.extract.wholes import base_of
from study.lexicon.domain import codes_that, context
from study.lexicon.loader import alternation, data

# Kinds of unit whose segment is that of the sentence; a count's is that of what it counts.
_MEASURED = frozenset({"money", "rate", "multiple"})
# Not where a word ends so: 约 in 签约, 超 in 彩超.
_FALSE_ENDS = "|".join(
    f"(?<=[{''.join(before)}]){word}" for word, before in data("words")["false_qualifiers"].items()
)
_AFTER_SUBJECT = re.compile(f"(?:(?!{_FALSE_ENDS}){context('after_subjects')})+$")
# With which of them a phrase must end, for the engine not to try at each of its characters.
_ENDS_AFTER_SUBJECT = {word[-1] for word in data("words")["contexts"]["after_subjects"]} | {"\n"}
_NO_SUBJECT = re.compile(f"(?:{context('no_subjects')})*")
_GRANT = re.compile(f"的?[^,，。;；]{{0,4}}?(?P<kind>{context('grants')})")
_LONGEST_RECEIVER = 24  # characters that still say who gets a grant
_ONLY_GROWN = re.compile(
    f"(?:较|比)?(?:上年|去年|前年|同期|上年同期|去年同期)?(?:按年|同比|环比|年均|分别|均|则|再)*"
    f"(?:{alternation(codes_that('growth_words'))}|增加|上升|提高|下降|减少)?(?:了|达到?|约|近|超过?|逾)*"
)
_PART_TAKES = re.compile(
    r"(?:其中|当中|而)?(?:\d+[家个项户])?(?P<part>[^,，。;；:：\d]{2,20}?)(?:约|已|合计|各|则|仅|只|更)*占"
)
_IS_WHOLE = re.compile("全[国市省区县球]")  # 占全市40%、全国10%
_NEXT_PART = re.compile("[、,，和及](?P<part>[\u4e00-\u9fff]{2,12}?)(?:约|近|超|则|为|占比?|分别)*")
# 完成[超500亩]工业用地供应: what is measured stands behind, and before it only what is done.
_ONLY_DEED = re.compile(rf"(?:[^,，、]{{0,4}}?{context('deeds_of_areas')}[有了]?)?")
_MEASURED_BEHIND = re.compile(
    rf"的?[“「]?(?P<subject>[\u4e00-\u9fff]{{2,10}}?)(?={context('after_areas')}|[”」,，。;；、]|$)"
)
_BEFORE_SUBJECT = re.compile(rf".*(?:[,，、;:]|{context('before_subjects')})")


def settle_words(draft: Draft, sentence: Sentence) -> None:
    """Settle segment, base and subject."""
    q, head = draft.quantity, draft.head
    span = (head.start, head.end) if head else (draft.clause[0], q.number)
    draft.industry = sentence.words.last(*span, "segment")
    if not draft.industry and q.kind in _MEASURED:
        draft.industry = sentence.words.last(sentence.start, q.number, "segment")
    if q.kind in ("rate", "multiple"):
        draft.of = base_of(draft, sentence)
    draft.subject = (
        draft.cell.label
        if draft.cell
        else (
            _listed_subject(draft, sentence)
            or _part_subject(draft, sentence)
            or _continued_subject(draft, sentence)
            or _grown_subject(draft, sentence)
            or _own_subject(draft, sentence)
        )
    )


def _listed_subject(draft: Draft, sentence: Sentence) -> str:
    """The n-th of several heads, or their one: [收入]、产值分别为910亿元、370亿元."""
    position = sentence.place_in_list(draft)
    position = position or sentence.place_in_list(draft, of_all_kinds=True)
    if position is None or draft.quantity.kind == "count":
        return ""
    index, size, stop = position
    heads = sentence.words.longest(sentence.start, stop, "money")
    if len(heads) >= size:
        return heads[-size:][index].word.text
    items = sentence.items_in_list(draft)
    if not items:
        return _trim(sentence.text[sentence.clause(stop)[0] : stop])
    own, last = (sentence.words.longest(*item, "money") for item in (items[0], items[-1]))
    # 化学药、中药产值分别为45亿元、35亿元: what is measured stands behind the last alone
    shared = last[-1].word.text if last and not own else ""
    if any(m.start == items[0][0] for m in sentence.mentions):
        return shared  # 北京、上海分别占10%、15%: places, of which the same is told
    return _trim(sentence.text[slice(*items[0])]) + shared


def _part_subject(draft: Draft, sentence: Sentence) -> str:
    """What a share is the part of: 其中[海外项目]占三成; or what was told just before it."""
    if draft.indicator != "share":
        return ""
    told = _PART_TAKES.match(sentence.text, draft.clause[0], draft.quantity.number)
    # 健康福祉占32.4%、医疗器材29.6%: the second is not what takes the first.
    if told and any(done.quantity.start >= told.end() for done in sentence.done):
        told = None
    last = sentence.done[-1] if sentence.done else None
    if last and last.indicator == "share":
        told = _NEXT_PART.fullmatch(sentence.text, last.quantity.end, draft.quantity.start) or told
    part = _trim(told["part"]) if told else ""
    if part and not (_NO_SUBJECT.fullmatch(part) or _IS_WHOLE.fullmatch(part)):
        return part
    before = (d for d in reversed(sentence.done) if d.quantity.kind in ("count", "money"))
    return next((done.subject for done in before), "")


def _continued_subject(draft: Draft, sentence: Sentence) -> str:
    """What the number before it measures: 投资126亿元,连续4年超过120亿; 增长5%、6%."""
    q, done = draft.quantity, sentence.done
    if done and draft.head is None and done[-1].quantity.kind == q.kind:
        between = sentence.text[done[-1].quantity.end : q.start]
        if between and NEXT_IN_LIST.fullmatch(between):
            return done[-1].subject
    last = sentence.last("money")
    if last is None or draft.quantity.kind != "money" or last.indicator != draft.indicator:
        return ""
    named = sentence.words.longest(draft.clause[0], draft.quantity.number, "money")
    return "" if named else last.subject


def _own_subject(draft: Draft, sentence: Sentence) -> str:
    """What the words beside a number name, or what was measured last: 可望突破45亿元."""
    own = _subject(draft, sentence.text)
    if draft.quantity.kind == "area" and _ONLY_DEED.fullmatch(own):
        behind = _MEASURED_BEHIND.match(sentence.text, draft.quantity.end, draft.clause[1])
        return behind["subject"] if behind else own
    if draft.quantity.kind not in _MEASURED or not _names_nothing(own, draft, sentence):
        return own
    if draft.indicator == "fiscal_support":
        return _granted_subject(draft, sentence) or own
    measured = sentence.words.longest(sentence.start, draft.quantity.number, "money")
    if measured:
        return measured[-1].word.text
    last = sentence.done[-1] if sentence.done else sentence.article.last
    inside = last is not None and last.quantity.start >= sentence.article.paragraph
    return last.subject if last and inside and draft.quantity.kind != "money" else own


def _names_nothing(own: str, draft: Draft, sentence: Sentence) -> bool:
    """Whether the words before a number name no more than the place whose share it is."""
    if _NO_SUBJECT.fullmatch(own):
        return True
    if draft.indicator != "share":
        return False
    text, begin = sentence.text, draft.clause[0]
    places = (text[m.start : m.end] for m in sentence.mentions if m.start >= begin)
    return own.startswith("占") or any(own == place for place in places)


def _granted_subject(draft: Draft, sentence: Sentence) -> str:
    """对获得新药证书的企业,给予最高500万元奖励: what is granted, and to whom."""
    kind = _GRANT.match(sentence.text, draft.quantity.end)
    before = next(sentence.earlier_clauses(draft.clause), None)
    if before is None or any(before[0] <= q.number < before[1] for q in sentence.quantities):
        return ""
    receiver = sentence.text[before[0] : before[1]].strip("对凡,，、。;；:： ")
    return receiver + (kind["kind"] if kind else "") if len(receiver) <= _LONGEST_RECEIVER else ""


def _grown_subject(draft: Draft, sentence: Sentence) -> str:
    """What grew, where the rate's own words say no more than that: 产值120亿元,同比增长5%."""
    q, done = draft.quantity, sentence.done
    own = sentence.text[draft.clause[0] : q.start]
    if draft.indicator != "growth_rate" or not done or not _ONLY_GROWN.fullmatch(own):
        return ""
    return done[-1].subject


def _subject(draft: Draft, text: str) -> str:
    """The counted noun behind a number, or what stands before it, without its verb."""
    q, head = draft.quantity, draft.head
    if head is None:
        return _trim(text[draft.clause[0] : q.start])
    phrase = text[head.start : head.noun_end]
    return phrase.strip("“”的 ") if head.start >= q.end else _trim(phrase)


def _trim(phrase: str) -> str:
    """What is left of a phrase without what leads to its subject and from it to the number."""
    if phrase[-1:] in _ENDS_AFTER_SUBJECT:
        phrase = _AFTER_SUBJECT.sub("", phrase) or phrase
    match = _BEFORE_SUBJECT.match(phrase)
    rest = phrase[match.end() :] if match else phrase
    return (rest or phrase).strip("“”的 共达约|｜")
