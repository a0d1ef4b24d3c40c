"""Decides what a number measures from the words around it."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache

from study.lexicon.domain import CountRule, count_rules, words
from study.lexicon.loader import data


@dataclass(frozen=True, slots=True)
class Hit:
    """A domain word found in a sentence."""

    start: int
    end: int
    tags: frozenset[str]


def _names(hits: list[Hit], group: str) -> set[str]:
    prefix = group + ":"
    return {tag[len(prefix) :] for hit in hits for tag in hit.tags if tag.startswith(prefix)}


class Words:
    """The domain words of one sentence.

    Args:
        text: Clean text of the article.
        start: Start of the sentence.
        end: End of the sentence.
    """

    def __init__(self, text: str, start: int, end: int) -> None:
        """Find all domain words of the sentence, overlapping ones too."""
        finder = words()
        self.text = text
        self.hits = sorted(
            (Hit(start + s, start + e, finder.tags[number]) for number, s, e in finder.find(text[start:end])),
            key=lambda hit: (hit.start, -hit.end),
        )
        self.starts = [hit.start for hit in self.hits]

    def within(self, start: int, end: int) -> list[Hit]:
        """Words that lie between two offsets."""
        found = self.hits[bisect_left(self.starts, start) : bisect_left(self.starts, end)]
        return [hit for hit in found if hit.end <= end]

    def nearest(self, start: int, end: int, tags: frozenset[str]) -> str:
        """Tag, one of `tags`, of the last longest word between two offsets; "" if none."""
        kept = self.longest(start, end, "cue")
        names = [tag for hit in kept for tag in sorted(hit.tags & tags)]
        return names[-1] if names else ""

    def longest(self, start: int, end: int, group: str) -> list[Hit]:
        """Words of a group between two offsets, longest from the left, not overlapping."""
        kept: list[Hit] = []
        prefix = group + ":"
        for hit in self.within(start, end):
            if any(tag.startswith(prefix) for tag in hit.tags) and (
                not kept or hit.start >= kept[-1].end
            ):
                kept.append(hit)
        return kept


def _tag(hit: Hit, group: str) -> str:
    prefix = group + ":"
    return min(tag[len(prefix) :] for tag in hit.tags if tag.startswith(prefix))


def money_indicator(found: Words, clause: tuple[int, int], start: int, end: int) -> str:
    """Code for an amount of money from the cue nearest before it, else after it; "" if none."""
    before = found.longest(clause[0], start, "money")
    after = [] if before else found.longest(end, clause[1], "money")
    if not before and not after:
        return ""
    code = _tag((before or after)[-1 if before else 0], "money")
    for word, other in data("indicators")["money_turned"].get(code, {}).items():
        if word in found.text[clause[0] : clause[1]]:
            return str(other)
    return code


def _reaches(text: str, hit: Hit) -> bool:
    """提高到8.6% states a level, not a rise."""
    rises = hit.tags & {"rate:growth_rate", "rate:effect_size"}
    strong = text[hit.start : hit.end] in _STRONG_GROWTH
    return bool(rises) and not strong and text[hit.end : hit.end + 1] in "到至"


_STRONG_GROWTH = {"增长", "增速", "增幅", "同比", "年均", "环比", "增长率", "年均增长", "复合增长", "复合增长率", "年均增速", "涨幅", "降幅", "翻番", "翻", "负增长"}


def rate_indicator(
    found: Words, clause: tuple[int, int], sentence_start: int, start: int, end: int
) -> str:
    """Code for a percentage or multiple; "" where no word tells."""
    before = [h for h in found.longest(clause[0], start, "rate") if not _reaches(found.text, h)]
    if not before:
        after = found.longest(end, clause[1], "rate")
        if not after or after[0].start - end > 6:
            return ""
        before = after[:1]
    hit = before[-1]
    code = _tag(hit, "rate")
    word = found.text[hit.start : hit.end]
    if code in ("growth_rate", "effect_size") and word not in _STRONG_GROWTH:
        shorter = word in ("缩短", "提速", "压减", "压缩")
        effects = found.longest(sentence_start, start, "effect")
        return "effect_size" if effects or shorter else "growth_rate"
    return code


@dataclass(frozen=True, slots=True)
class Head:
    """The counted phrase of a number.

    Attributes:
        start: First character.
        end: One past its last.
        family: Family of its last noun, or "".
        noun_end: One past that noun, where the phrase as a subject ends.
    """

    start: int
    end: int
    family: str
    noun_end: int


_SEPARATORS = ",，。;；、:：()（）!?！？…\n"
_PHRASE_END = re.compile(r"[的和与及在将已可能为以由被等]|参|上榜|入选|实现|达|落|启|联合|组成")
_PERSON_COUNTERS = frozenset("人名位")
_PERSON_FAMILIES = frozenset({"guest", "attendee", "expert", "talent", "beneficiary"})
_VERBS = frozenset({"selected", "tenant", "approved", "signed", "completed", "started", "topped_out", "exhibit", "attend", "speak", "issued"})


@cache
def _separator(stop_at_comma: bool) -> re.Pattern[str]:
    marks = _SEPARATORS if stop_at_comma else _SEPARATORS.replace("、", "")
    return re.compile(f"[{re.escape(marks)}]")


def head_after(found: Words, end: int, stop: int, counter: str) -> Head | None:
    """Counted phrase that follows the counter: 家[优质企业]入驻."""
    person = counter in _PERSON_COUNTERS
    mark = _separator(not person).search(found.text, end, stop)
    limit = mark.start() if mark else stop
    if limit == end or found.text[end] == "的":
        return None
    noun = _first_phrase(found, end, limit, person)
    if noun is None:
        return None
    return Head(end, limit, _family(noun, person), noun.end)


def _family(hit: Hit, person: bool = False) -> str:
    names = {tag[5:] for tag in hit.tags if tag.startswith("noun:")}
    if person and names & _PERSON_FAMILIES:
        names &= _PERSON_FAMILIES
    return min(names)


def _first_phrase(found: Words, start: int, limit: int, person: bool) -> Hit | None:
    """Last noun of the first noun phrase between two offsets."""
    last: Hit | None = None
    for hit in found.within(start, limit):
        if last is not None and hit.start >= last.end:
            gap = found.text[last.end : hit.start]
            if _PHRASE_END.search(gap) or _verb(hit):
                break
        if not any(tag.startswith("noun:") for tag in hit.tags) or _is_level(found.text, hit):
            continue
        if person and not any(tag[5:] in _PERSON_FAMILIES for tag in hit.tags):
            continue
        if last is None or hit.end > last.end or (hit.end == last.end and hit.start < last.start):
            last = hit
    return last


def _is_level(text: str, hit: Hit) -> bool:
    """国家级 and 省级 grade what follows; they are no counted nouns."""
    return text[hit.end : hit.end + 1] == "级"


def _verb(hit: Hit) -> bool:
    return any(tag.startswith("cue:") and tag[4:] in _VERBS for tag in hit.tags) and not any(
        tag.startswith("noun:") for tag in hit.tags
    )


def head_before(found: Words, floor: int, start: int, counter: str) -> Head | None:
    """Counted phrase that stands before the number: [上市企业]17家."""
    person = counter in _PERSON_COUNTERS
    pattern = _separator(True)
    cut = floor
    for mark in pattern.finditer(found.text, floor, start):
        cut = mark.end()
    nouns = [
        hit
        for hit in found.within(cut, start)
        if any(tag.startswith("noun:") for tag in hit.tags)
        and not _is_level(found.text, hit)
        and (not person or any(tag[5:] in _PERSON_FAMILIES for tag in hit.tags))
    ]
    if not nouns:
        return None
    last = max(nouns, key=lambda hit: (hit.end, -hit.start))
    return Head(cut, start, _family(last, person), last.end)


def count_indicator(
    found: Words,
    head: Head | None,
    item: tuple[int, int],
    clause: tuple[int, int],
    sentence: tuple[int, int],
    counter: str,
    *,
    about_event: bool,
    followed: bool,
) -> str:
    """Code for a count, by the first rule of the lexicon that fits."""
    nouns = data("indicators")["noun_counters"]
    families = data("indicators")["counter_families"]
    alone = counter not in data("indicators")["bare_counters"]
    family = nouns.get(counter) or (
        head.family if head else families.get(counter, "") if alone or not followed else ""
    )
    in_item = _names(found.within(*item), "cue")
    in_head = _names(found.within(head.start, head.end), "cue") if head else in_item
    in_clause = _names(found.within(*clause), "cue")
    in_sentence = _names(found.within(*sentence), "cue")
    for rule in count_rules():
        if _fits(rule, family, in_head, in_item, in_clause, in_sentence, counter, about_event):
            return rule.code
    return "other"


def _fits(
    rule: CountRule,
    family: str,
    head: set[str],
    item: set[str],
    clause: set[str],
    sentence: set[str],
    counter: str,
    about_event: bool,
) -> bool:
    return (
        family in rule.families
        and rule.head <= head
        and not (rule.without & head)
        and rule.item <= item
        and rule.clause <= clause
        and rule.sentence <= sentence
        and (not rule.counters or counter in rule.counters)
        and (about_event or not rule.event)
    )
