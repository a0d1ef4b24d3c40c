"""Finds the counted phrase of a number: 家[优质企业]入驻, [上市企业]17家."""

from __future__ import annotations

import re
from collections.abc import Set
from dataclasses import dataclass

from study.extract.words import Hit, Words
from study.lexicon.domain import codes_that, context
from study.lexicon.loader import one_character

_SEPARATORS = ",，。;；:：()（）!?！？…—\n"
_SEPARATOR = re.compile(f"[{one_character(_SEPARATORS)}]")
_SEPARATOR_OF_ITEMS = re.compile(f"[{one_character(_SEPARATORS)}、]")
_ASIDE = re.compile(
    r"(?<=[\u4e00-\u9fff])[(（][A-Za-z\u4e00-\u9fff· ]{1,16}[)）](?=[\u4e00-\u9fff\d])"
)
_NO_PHRASE = re.compile(
    "的|[和与及]|以及|[将已正为把从对被]|在(?![建研审园孵营校册岗售产])"
)  # 8家在此设立中心
# What makes verbs of nouns of policy: 5个计划年底前开工, 规划48个单元.
_INTENT = {
    "计划": re.compile(r"[年今明于在到开建投引新用把竣完封签落实推总占全分将安\d]"),
    "规划": re.compile(r"\d"),
}
_AND_THEIR = "及其"
_SIGNS = re.compile("(?:分别|共|累计|新|现场|集中)*签约(?:了|达)?")
_PLACE_ENDINGS = ("区", "园", "城", "谷", "基地", "市")
_PHRASE_END = re.compile(context("after_phrases"))


@dataclass(slots=True)
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


def head_after(found: Words, end: int, stop: int, counter: str) -> Head | None:
    """Counted phrase that follows the counter: 家[优质企业]入驻.

    Args:
        found: Words of the sentence.
        end: One past the counter.
        stop: Where the phrase ends at the latest.
        counter: The classifier; one of persons is followed by persons only.
    """
    person = counter in codes_that("person_counters")
    mark = (_SEPARATOR if person else _SEPARATOR_OF_ITEMS).search(found.text, end, stop)
    limit = mark.start() if mark else stop
    if limit == end or found.text.startswith("、", end) or _NO_PHRASE.match(found.text, end):
        return None
    noun = _first_phrase(found, end, limit, person=person)
    if noun is None:
        return None
    return Head(end, limit, _family(noun, person=person), noun.end)


def head_before(found: Words, floor: int, start: int, counter: str) -> Head | None:
    """Counted phrase that stands before the number: [上市企业]17家.

    Args:
        found: Words of the sentence.
        floor: Where the phrase begins at the earliest.
        start: First character of the number.
        counter: The classifier; one of persons follows persons only.
    """
    person = counter in codes_that("person_counters")
    cut = _last_separator(found.text, floor, start)
    hits = found.within(cut, start, "noun")
    nouns = [hit for hit in hits if _is_counted(found.text, hit, person=person)]
    nouns = [hit for hit in nouns if not _signs(found.text, hit, start)]
    if not nouns:
        return None
    theirs = found.text.find(_AND_THEIR, nouns[0].end, start)
    own = [hit for hit in nouns if hit.end <= theirs]  # 上市公司及其分支机构39家
    last = max(own or nouns, key=lambda hit: (hit.end, -hit.start))
    return Head(cut, start, _family(last, person=person), last.end)


def _signs(text: str, hit: Hit, start: int) -> bool:
    """苏州工业园区签约22个: the park that signs is not what is signed."""
    return (
        hit.word.text.endswith(_PLACE_ENDINGS)
        and _SIGNS.fullmatch(text, hit.end, start) is not None
    )


def _last_separator(text: str, floor: int, start: int) -> int:
    """One past the last mark before a number; brackets part nothing: 机构(GCP)39家."""
    cut = floor
    aside = {at for match in _ASIDE.finditer(text, floor, start) for at in range(*match.span())}
    for mark in _SEPARATOR_OF_ITEMS.finditer(text, floor, start):
        labels = mark[0] in ":：" and mark.end() == start  # 上市企业:11家
        if mark.start() not in aside and not labels:
            cut = mark.end()
    return cut


def last_noun(found: Words, start: int, end: int, without: Set[str]) -> Head | None:
    """The last counted noun between two offsets, as a head that ends there.

    Args:
        found: Words of the sentence.
        start: First character to look at.
        end: One past the last.
        without: Families that are passed over.
    """
    nouns = [
        hit
        for hit in found.within(start, end, "noun")
        if _is_counted(found.text, hit, person=False) and hit.word.first["noun"] not in without
    ]
    if not nouns:
        return None
    last = max(nouns, key=lambda hit: (hit.end, -hit.start))
    begin = _last_separator(found.text, start, last.start)
    return Head(begin, end, last.word.first["noun"], last.end)


def _family(hit: Hit, *, person: bool) -> str:
    persons = hit.word.names["noun"] & codes_that("person_families") if person else None
    return min(persons) if persons else hit.word.first["noun"]


def _first_phrase(found: Words, start: int, limit: int, *, person: bool) -> Hit | None:
    """Last noun of the first noun phrase between two offsets."""
    last: Hit | None = None
    for hit in found.within(start, limit, "phrase"):
        if last is not None and _is_over(found.text, last, hit):
            break
        if not _is_counted(found.text, hit, person=person):
            continue
        if last is None or hit.end > last.end:
            last = hit
    return last


def _is_over(text: str, last: Hit, hit: Hit) -> bool:
    """Whether the phrase of one noun is over before the next word."""
    if hit.start < last.end:
        return False
    verb = "noun" not in hit.word.names
    return verb or bool(_PHRASE_END.search(text, last.end, hit.start))


def _is_counted(text: str, hit: Hit, *, person: bool) -> bool:
    """Whether a word is a noun that a number may count.

    国家级 and 省级 grade what follows; they are no counted nouns.
    """
    families = hit.word.names.get("noun")
    if families is None or text.startswith("级", hit.end):
        return False
    if hit.end - hit.start == 1 and text[hit.start - 1 : hit.start] == "全":
        return False  # 全省有92家
    intent = _INTENT.get(hit.word.text)
    if intent and intent.match(text, hit.end):
        return False
    return not person or not families.isdisjoint(codes_that("person_families"))
