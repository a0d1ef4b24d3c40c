"""Names the thing a number counts or measures, its segment, and the whole it is part of."""

from __future__ import annotations

import re

from study.extract.draft import Draft
from study.extract.sentence import Sentence
from study.lexicon.domain import context

_WHOLE = re.compile("(?:占|约占|占到|占据)?([^,，。、;；占约近超达]{1,12})的?$")
_BEFORE_SUBJECT = re.compile(rf".*(?:[,，、;:]|{context('before_subjects')})")


def settle_words(draft: Draft, sentence: Sentence) -> None:
    """Settle segment, base and subject."""
    q, head = draft.quantity, draft.head
    span = (head.start, head.end) if head else (draft.clause[0], q.number)
    draft.industry = sentence.words.last(*span, "segment")
    if q.kind in ("rate", "multiple"):
        draft.of = _base(draft, sentence)
    draft.subject = _subject(draft, sentence.text)


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
    return match[1].removesuffix("的").removesuffix("总量").removesuffix("总数")


def _subject(draft: Draft, text: str) -> str:
    """The counted noun behind a number, or what stands before it, without its verb."""
    q, head = draft.quantity, draft.head
    if head is None:
        return _trim(text[draft.clause[0] : q.start])
    phrase = text[head.start : head.noun_end]
    return phrase.strip("“”的 ") if head.start >= q.end else _trim(phrase)


def _trim(phrase: str) -> str:
    match = _BEFORE_SUBJECT.match(phrase)
    rest = phrase[match.end() :] if match else phrase
    return (rest or phrase).strip("“”的 共达约")
