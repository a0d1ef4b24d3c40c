"""Finds incubators, accelerators and pilot plants that an article enters, places or measures."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from study.extract.mentions import Mention, Spans
from study.lexicon.clusters import words
from study.lexicon.domain import context
from study.lexicon.loader import alternation
from study.lexicon.places import is_all_places

_HAN = r"[\u4e00-\u9fffA-Za-z·]"
_SHORTEST = 4  # characters of a name
_GRAMMAR = re.compile(
    "[的了在将是为由把被从向对暨个家座处]|公司|集团|企业|大学|学院|医院|国家级|省级|市级|多[家个]"
)
_GROUPS = ("entered", "placed", "measured", "joined", "bonded", "addressed", "sized")
_LONGEST_LEAD = 6  # characters of a verb before a name


def with_premises(
    text: str, spans: Sequence[tuple[int, int]], mentions: list[Mention]
) -> list[Mention]:
    """Add premises for firms that the article treats as places: 走进细胞治疗中试基地,19家企业….

    Args:
        text: Clean text.
        spans: Spans of the body paragraphs.
        mentions: Places found so far, in order.

    Returns:
        All places in order; a place that only begins the name of such premises is left out.
    """
    signs = [sign for sign in _signs() if sign in text]
    told = [span for span in spans if any(text.find(sign, *span) >= 0 for sign in signs)]
    names = {text[s:e] for span in told for s, e in _introduced(text, *span)}
    if not names:
        return mentions
    # A park that lies in no known place is found before, but speaks for no number.
    taken = Spans([(m.start, m.end) for m in mentions if m.governs or m.name not in names])
    found = [
        Mention(at, at + len(name), name, "site", not _is_wooed(text, at))
        for name in sorted(names)
        for at in _occurrences(text, name)
        if not taken.cover(at, at + len(name))
    ]
    covered = Spans(sorted((m.start, m.end) for m in found))
    kept = [m for m in mentions if not covered.cover(m.start, m.end)]
    return sorted([*kept, *found], key=lambda m: (m.start, -m.end))


def _introduced(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Names that a paragraph brings in as places of their own."""
    for match in _forms().finditer(text, start, end):
        group = next(name for name in _GROUPS if match[name])
        name = match[group]
        own = len(name) >= _SHORTEST and not _GRAMMAR.search(name)
        if own and not name.startswith(words("no_park_starts")) and not is_all_places(name):
            yield match.span(group)


@cache
def _signs() -> tuple[str, ...]:
    """What every such name ends with, or stands behind: looked for first, as it costs little."""
    return (*words("premises_endings"), *words("bonded_zones"), "号的", "路的", "街的")


@cache
def _forms() -> re.Pattern[str]:
    """How such premises are brought in: 走进X, 位于Y的X由…, X总建筑面积, 与“X”签约."""
    ending = alternation(words("premises_endings"))
    name = rf"{_HAN}{{2,14}}?{ending}"
    enters = alternation(words("entering"))
    bonded, addressed = (
        alternation(words("bonded_zones")),
        alternation(words("entered_park_endings")),
    )
    return re.compile(
        rf"{enters}(?P<entered>{name})(?=[,，内里])"
        rf"|(?:位于|坐落于|坐落在|地处)[^,，。;；的]{{2,16}}的(?P<placed>{name})(?=[由总建占已现目,，])"
        rf"|(?<![^,，。;；\n])(?P<measured>{name})(?={context('sizes_of_parks')})"
        rf"|[与同]“(?P<joined>{name})”(?:正式)?签"
        rf"|(?<![^,，。;；\n])(?:在|{enters})(?P<bonded>{_HAN}{{2,8}}?{bonded})(?=[,，内里])"
        rf"|{context('sizes_of_parks')}[\d.,约近超逾余多万]{{1,8}}(?:平方米|平米|平方公里|公顷|亩)的(?P<sized>{name})"
        rf"|(?<=[号路街]的)(?P<addressed>{_HAN}{{2,8}}?{addressed})(?=[,，内里])"
    )


def _occurrences(text: str, name: str) -> Iterator[int]:
    at = text.find(name)
    while at >= 0:
        yield at
        at = text.find(name, at + len(name))


def _is_wooed(text: str, start: int) -> bool:
    """Whether premises are only to be built: 拟建X中试基地."""
    lead = text[max(0, start - _LONGEST_LEAD) : start]
    return lead.endswith(("打造", "拟建", "将建", "建设", "谋划"))
