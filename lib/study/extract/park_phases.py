"""Finds the phases of parks, named with their park or alone: 生命园二期; 一期以…为主,三期定位…."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache

from study.extract.mentions import Spans
from study.extract.site import Site
from study.lexicon.clusters import level_of, pattern, words
from study.lexicon.loader import alternation

# 三期临床 is no third phase of a park.
_CLINICAL = "(?![^,，。;；、]{0,6}(?:临床|试验|患者|数据|研究))"
PHASE = re.compile(
    rf"[一二三四五六]期(?!末|间|望|货|限|刊|权){_CLINICAL}|(?<![A-Za-z])[A-H]区(?!间|块|域)"
)
_EXTENSION = re.compile("(?:拓展|扩展|扩)区")
PHASE_AT_END = re.compile("(?:[一二三四五六]期|[A-H]区|(?:拓展|扩展|扩)区)$")
_WITH_PHASES = frozenset({"park", "base", "zone", "incubator", "aggregation_area"})
_DISTRICT = "区"  # a zone that ends so is as large as a district
_OPENS = r"(?<![\u4e00-\u9fffA-Za-z0-9])"
_NEAR = 8
_FAR = 600  # characters from which on a phase is more likely another park's


def with_phase(text: str, site: Site) -> Site:
    """A site with the phase right behind its name, if one stands there."""
    if site.level not in _WITH_PHASES:
        return site
    phase = PHASE.match(text, site.end) or _EXTENSION.match(text, site.end)
    if phase is None:
        return site
    return _phase_of(site, site.start, phase.end(), phase[0], stated=site.stated)


def whole_of(site: Site) -> Site:
    """The park that a phase is one of; any other site itself."""
    if site.level != "park_phase" or not PHASE_AT_END.search(site.name):
        return site
    name, canonical = PHASE_AT_END.sub("", site.name), PHASE_AT_END.sub("", site.canonical)
    return replace(site, name=name, canonical=canonical, level=level_of(canonical))


def _phase_of(site: Site, start: int, end: int, phase: str, *, stated: bool) -> Site:
    name, canonical = site.name + phase, site.canonical + phase
    return Site(start, end, name, canonical, "park_phase", stated)


def lone_phases(
    text: str, paragraphs: Iterable[tuple[int, int]], sites: Sequence[Site]
) -> Iterator[Site]:
    """Phases and parts that stand for those of the park named last.

    Args:
        text: Clean text.
        paragraphs: Spans of the body paragraphs.
        sites: Sites found so far, in order.
    """
    taken = Spans([(site.start, site.end) for site in sites])
    wholes = [
        site
        for site in map(whole_of, sites)
        if site.level in _WITH_PHASES - {"zone"}
        or (site.level == "zone" and not site.name.endswith(_DISTRICT))
    ]
    starts = [site.start for site in wholes]
    for begin, stop in paragraphs:
        done = begin
        for match in _alone().finditer(text, begin, stop):
            span = match.span("phase") if match["phase"] else match.span("part")
            whole = wholes[at] if (at := bisect_left(starts, span[0]) - 1) >= 0 else None
            if whole is None or span[0] - whole.start > _FAR or taken.touch(*span):
                continue
            if text.find("临床", max(begin, span[0] - _NEAR), span[0]) >= 0:
                continue  # 走到临床二期、三期
            if match["part"]:
                if whole.start >= begin:
                    yield replace(whole, start=span[0], end=span[1], stated=False)
            elif done > whole.start or not _is_of_project(text, max(begin, whole.end), span[0]):
                done = span[0]
                yield _phase_of(whole, *span, match["phase"], stated=True)


@cache
def _alone() -> re.Pattern[str]:
    cues = alternation(words("phase_deeds"))
    parts = alternation(words("park_parts"))
    behind = (
        "(?<=(?:建设|建成|投用|启用|开工)的)|(?<=[在与])|(?<=期、)|(?<=入驻)|(?<=进驻)|(?<=落户)"
    )
    opens = rf"(?:{_OPENS}|{behind})"
    return re.compile(
        rf"{opens}(?P<phase>{PHASE.pattern})(?={cues}|\d|[,，。;；])|{_OPENS}(?P<part>{parts})(?=已|则|{cues})"
    )


def _is_of_project(text: str, start: int, end: int) -> bool:
    """Whether a phase is rather one of a project or plant named since the park was."""
    return pattern("with_own_phases").search(text, start, end) is not None
