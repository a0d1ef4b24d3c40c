"""Finds the short names by which an article returns to a park."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache, lru_cache

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from study.extract.mentions import Mention, Spans
from study.extract.one_name import is_within
from study.extract.parks import is_own
from study.lexicon.loader import data
from study.lexicon.places import gazetteer, is_place

_LEVELS = frozenset({"park", "zone", "site"})
_SHORTENED = frozenset({"park", "zone"})
_SHORTEST_FULL = 6  # characters of a name that is shortened
_ENDING = 2  # characters that a short name keeps of the end: 基地, 药港
_OWN = 2  # and of what the name says before it
_TAIL = _OWN + _ENDING
_OF_ALL = ("国家", "中国", "全国", "年")  # 国家生物医药产业园区 are many
_LEAST_MENTIONS = 2  # of a short name that the article never declares
_DECLARED = re.compile(
    r"(?:园区|园|产业园)?[(（][^)）]{0,8}?(?:以下简称|下称|简称|又称|俗称|人称|又名|亦称|也叫|叫它|即)为?[“\"]?(?P<name>[^”\")）,，、]{2,12})"
)

# 港深创新及科技园(河套港园): what ends like a park is another name, and no place around it.
_OTHER_NAME = re.compile("[(（](?P<name>[\u4e00-\u9fff]{2,6}[园城谷港])[)）]")


def with_short_names(text: str, mentions: list[Mention]) -> list[Mention]:
    """Add the short names of parks that the article names in full.

    A short name is declared in brackets, or it is made of two characters of the full
    name and its ending and stands in the article more than once.

    Args:
        text: Clean text.
        mentions: Places found so far, in order.

    Returns:
        All places in order; a park with a declared short name is a name for certain.
    """
    full = [m for m in mentions if m.level in _LEVELS and m.end - m.start >= _SHORTEST_FULL]
    if not full:
        return mentions
    named = [m for m in full if m.governs or not m.name.startswith(_OF_ALL)]
    declared = dict(_declared(text, full))
    certain = set(declared.values())
    taken = {text[m.start : m.end] for m in mentions if m.governs} | set(declared)
    short = declared | {
        n: park for n, park in _derived(text, named) if n not in taken and is_own(n)
    }
    whole = [replace(m, name=declared[m.name]) if m.name in declared else m for m in mentions]
    kept = [replace(m, governs=True) if m.name in certain else m for m in whole]
    several = len({m.name for m in full}) > 1
    if several:
        first: dict[tuple[str, str], Mention] = {}
        for mention in full:
            first.setdefault((mention.name, mention.level), mention)
        others = list(first.values())  # each name once
        kept = [_whole_of(m, text, others) if m.level in _SHORTENED else m for m in kept]
    return _merged(text, kept, short, {m.name: m.level for m in full})


def _whole_of(mention: Mention, text: str, full: Sequence[Mention]) -> Mention:
    """A park by its full name: 沙仑健康园区 is 沙仑健康产业园区."""
    name = mention.name
    if mention.level == "zone":
        return _whole_zone_of(mention, full)
    if mention.level != "park" or name != text[mention.start : mention.end]:
        return mention
    known = gazetteer().places
    for other in full:
        longer = other.name
        if name in known and longer not in known:
            continue  # the lexicon's name is the one to keep
        if longer.startswith(name[:_OWN]) and _is_short_for(name, longer):
            return replace(mention, name=longer, governs=mention.governs or other.governs)
    return mention


def _is_short_for(name: str, longer: str) -> bool:
    """Whether a park's name ends like a longer one and leaves out some of its characters."""
    if longer.endswith("园"):
        name = name.removesuffix("区")  # 青岛蓝色生医园区 is 青岛蓝色生物医药产业园
        alike = name.endswith("园")
    else:
        alike = longer.endswith(name[-_ENDING:])
    return alike and len(longer) > len(name) and is_within(name, longer)


def _whole_zone_of(mention: Mention, full: Sequence[Mention]) -> Mention:
    """A zone by its full name: 东盟经开区 is 广西—东盟经济技术开发区."""
    own, sort = _parts_of_zone(mention.name)
    for other in full:
        if other.level != "zone" or len(other.name) <= len(mention.name) or len(own) < _OWN:
            continue
        longer, same = _parts_of_zone(other.name)
        if longer.endswith(own) and sort and sort == same:
            return replace(mention, name=other.name, governs=mention.governs or other.governs)
    return mention


@cache
def _sorts_of_zones() -> dict[str, str]:
    """For each ending of a zone's name, short or in full, the short one."""
    forms = data("places")["zone_forms"]
    sorts: dict[str, str] = {}
    for short, group in forms.items():
        sort = next((sorts[form] for form in (short, *group) if form in sorts), short)
        for form in (short, *group):
            sorts.setdefault(form, sort)
    return sorts


@lru_cache(maxsize=4096)  # bounded: articles make up names
def _parts_of_zone(name: str) -> tuple[str, str]:
    """A zone's own name, and what sort of zone it says it is."""
    ending = max((e for e in _sorts_of_zones() if name.endswith(e)), key=len, default="")
    return name.removesuffix(ending), _sorts_of_zones().get(ending, "")


def _declared(text: str, full: Sequence[Mention]) -> Iterator[tuple[str, str]]:
    for mention in full:
        _, dot, last = text[mention.start : mention.end].rpartition("·")
        if dot and len(last) > _OWN and not is_place(last):
            yield last, mention.name  # 蓝色药谷·生命岛现状如何?生命岛规划…
        match = _DECLARED.match(text, mention.end) or _OTHER_NAME.match(text, mention.end)
        if match:
            yield match["name"], mention.name


def _derived(text: str, full: Sequence[Mention]) -> Iterator[tuple[str, str]]:
    """Short names by which the article returns to a park, with the park's name."""
    times = Counter(m.name for m in full)
    surfaces = {m.name: text[m.start : m.end] for m in reversed(full)}
    often = _frequent_tails(text, {surface[-_ENDING:] for surface in surfaces.values()})
    for name, _ in times.most_common():
        surface = surfaces[name]
        for short in _shortened(surface):
            # To count a name takes a pass over the text, and seldom does its tail stand so often.
            if short[-_TAIL:] not in often:
                continue
            if text.count(short) - surface.count(short) * times[name] >= _LEAST_MENTIONS:
                yield short, name


def _frequent_tails(text: str, endings: set[str]) -> set[str]:
    """Tails of short names, two characters and an ending each, that the text returns to."""
    tails = Counter(
        before[-_OWN:] + ending for ending in endings for before in text.split(ending)[:-1]
    )
    return {tail for tail, count in tails.items() if count >= _LEAST_MENTIONS}


def _shortened(name: str) -> set[str]:
    """Two characters of the name, or its end from some character on, with its ending."""
    ends = {name[at:] for at in range(1, len(name) - _OWN - _ENDING + 1)}
    return ends | {
        name[at : at + _OWN] + name[-_ENDING:] for at in range(len(name) - _OWN - _ENDING + 1)
    }


def _merged(
    text: str, mentions: list[Mention], short: dict[str, str], levels: dict[str, str]
) -> list[Mention]:
    """The mentions with those of short names, which take the place of what lies within them."""
    if not short:
        return mentions
    taken = Spans([(m.start, m.end) for m in mentions if m.level in _LEVELS and m.governs])
    names = list(short)
    # For one text alone it pays to build the automaton fast rather than the fastest one.
    automaton = AhoCorasick(
        names,
        matchkind=MatchKind.LeftmostLongest,
        implementation=Implementation.NoncontiguousNFA,
    )
    found = [
        Mention(start, end, short[names[number]], levels[short[names[number]]], governs=True)
        for number, start, end in automaton.find_matches_as_indexes(text)
        if not taken.touch(start, end)
    ]
    covered = Spans([(m.start, m.end) for m in found])
    kept = [m for m in mentions if not covered.cover(m.start, m.end)]
    return sorted(kept + found, key=lambda m: (m.start, -m.end))
