"""Names the thing a number counts or measures, its segment, and the whole it is part of."""

from __future__ import annotations

import re

from study.extract.draft import Draft
from study.extract.sentence import Sentence
from study.lexicon.domain import context
from study.lexicon.loader import data

# Kinds of unit whose segment is that of the sentence; a count's is that of what it counts.
_MEASURED = frozenset({"money", "rate", "multiple"})
_WHOLE = re.compile("(?:占|约占|占到|占据)?([^,，。、;；占约近超达]{1,12})的?$")
# Not where a word ends so: 约 in 签约, 超 in 彩超.
_FALSE_ENDS = "|".join(
    f"(?<=[{''.join(before)}]){word}" for word, before in data("words")["false_qualifiers"].items()
)
_AFTER_SUBJECT = re.compile(f"(?:(?!{_FALSE_ENDS}){context('after_subjects')})+$")
_BEFORE_SUBJECT = re.compile(rf".*(?:[,，、;:]|{context('before_subjects')})")


def settle_words(draft: Draft, sentence: Sentence) -> None:
    """Settle segment, base and subject."""
    q, head = draft.quantity, draft.head
    span = (head.start, head.end) if head else (draft.clause[0], q.number)
    draft.industry = sentence.words.last(*span, "segment")
    if not draft.industry and q.kind in _MEASURED:
        draft.industry = sentence.words.last(sentence.start, q.number, "segment")
    if q.kind in ("rate", "multiple"):
        draft.of = _base(draft, sentence)
    draft.subject = (
        _listed_subject(draft, sentence)
        or _counted_subject(draft, sentence)
        or _continued_subject(draft, sentence)
        or _subject(draft, sentence.text)
    )


def _base(draft: Draft, sentence: Sentence) -> str:
    """What a rate of growth compares with, or what a share is a share of; "" if unsaid."""
    q = draft.quantity
    if draft.indicator == "growth_rate":
        return sentence.words.last(sentence.start, q.number, "base")
    if draft.indicator != "share":
        return ""
    match = _WHOLE.search(sentence.text, draft.clause[0], q.start)
    if match is None:
        return ""
    whole = match[1].removesuffix("的").removesuffix("总量").removesuffix("总数").removeprefix("到")
    return "" if "了" in whole else whole


def _listed_subject(draft: Draft, sentence: Sentence) -> str:
    """The n-th of several heads: [收入]、产值分别为910亿元、370亿元."""
    position = sentence.place_in_list(draft)
    if position is None:
        return ""
    index, size, stop = position
    heads = sentence.words.longest(sentence.start, stop, "money")
    return heads[-size:][index].word.text if len(heads) >= size else ""


def _counted_subject(draft: Draft, sentence: Sentence) -> str:
    """What a share is a share of the count of: 获批器械28个,占全市的40%."""
    if draft.indicator != "share":
        return ""
    counts = (done for done in reversed(sentence.done) if done.quantity.kind == "count")
    return next((done.subject for done in counts), "")


def _continued_subject(draft: Draft, sentence: Sentence) -> str:
    """What the amount before it measures: 投资126亿元,连续4年超过120亿."""
    last = sentence.last("money")
    if last is None or draft.quantity.kind != "money" or last.indicator != draft.indicator:
        return ""
    named = sentence.words.longest(draft.clause[0], draft.quantity.number, "money")
    return "" if named else last.subject


def _subject(draft: Draft, text: str) -> str:
    """The counted noun behind a number, or what stands before it, without its verb."""
    q, head = draft.quantity, draft.head
    if head is None:
        return _trim(text[draft.clause[0] : q.start])
    phrase = text[head.start : head.noun_end]
    return phrase.strip("“”的 ") if head.start >= q.end else _trim(phrase)


def _trim(phrase: str) -> str:
    """What is left of a phrase without what leads to its subject and from it to the number."""
    phrase = _AFTER_SUBJECT.sub("", phrase) or phrase
    match = _BEFORE_SUBJECT.match(phrase)
    rest = phrase[match.end() :] if match else phrase
    return (rest or phrase).strip("“”的 共达约|｜")
