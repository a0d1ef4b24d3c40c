"""Finds which sites are parts of which: 分为A园、B园, 位于Z的P, Z的P, P坐落于Z."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from study.extract.park_phases import whole_of
from study.extract.scene import Claim, Scene
from study.extract.sentences import sentences
from study.extract.site import Site
from study.lexicon.clusters import words
from study.lexicon.loader import alternation
from study.model import LinkType

_PARTS = frozenset({"park", "base", "aggregation_area", "incubator", "zone"})
_AROUND = frozenset({"zone", "district", "park", "corridor", "aggregation_area"})
_SUBJECTS = _AROUND | {"base", "brand"}
_NEAR = 8  # characters between a place and the name of what lies in it
_COUNTED = re.compile(r"(?P<number>[两三四五六七八九十]|\d+)(?:大|个|座)[^,，。;；、]{0,8}?")
_NUMBERS = {sign: number for number, sign in enumerate("两三四五六七八九十", start=2)}
_BRACKET = "(?:[(（][^()（）]{1,24}[)）])?"
_PART = re.compile(r"[^;；]+")
_LEAST = 2


def site_parts(scene: Scene) -> Iterator[Claim]:
    """Links part_of between sites that sentences state."""
    yield from _listed(scene)
    for begin, stop in scene.article.body:
        counted: tuple[Site, int] | None = None
        for start, end in sentences(scene.text, begin, stop):
            yield from _lying(scene, start, end)
            if counted is not None:
                yield from _spelled_out(scene, *counted, start, end)
            counted = _counting(scene, start, end)


def _claim(part: Site, whole: Site, start: int, end: int) -> Claim:
    return Claim(LinkType.PART_OF, part.name, whole.name, part.level, start, end)


# --- lists ------------------------------------------------------------------------------------


def _listed(scene: Scene) -> Iterator[Claim]:
    """分为A园、B园: parks listed behind the park or zone that they make up."""
    for found in scene.organisations.parks.lists:
        if not found.parts:
            continue
        start, end = _sentence(scene, found.items[0][0])
        whole = _subject(scene, start, found.items[0][0])
        names = {scene.text[s:e] for s, e in found.items}
        if whole is not None and whole.name in names:
            continue  # 园区打造A园、B园 says of what it is one
        for s, e in found.items:
            part = next((site for site in scene.sites.between(s, e) if site.start == s), None)
            if whole is not None and part is not None and part.canonical != whole.canonical:
                yield _claim(part, whole, start, end)


def _sentence(scene: Scene, position: int) -> tuple[int, int]:
    spans = (span for b, e in scene.article.body for span in sentences(scene.text, b, e))
    return next((span for span in spans if span[0] <= position < span[1]), (position, position))


def _subject(scene: Scene, start: int, position: int) -> Site | None:
    """The site that a sentence is about, or one of its paragraph named last."""
    before = scene.sites.between(start, position)
    acting = [site for site in before if site.level in _SUBJECTS and _acts(scene, site)]
    if acting:
        return acting[0]
    paragraph = next((b for b, e in scene.article.body if b <= start < e), start)
    last = scene.sites.last_before(start, paragraph)
    return last if last is not None and last.level in _SUBJECTS else None


def _acts(scene: Scene, site: Site) -> bool:
    """Whether a site is no mere builder, neighbour or place around: 由[Z]与[D]共建."""
    before = scene.text[max(0, site.start - 2) : site.start]
    return not before.endswith(("由", "与", "和", "在", "于", "、", "距", "及"))


# --- counted, then spelled out ----------------------------------------------------------------


@cache
def _counts() -> re.Pattern[str]:
    return re.compile(_COUNTED.pattern + alternation(words("local_park_heads")))


def _counting(scene: Scene, start: int, end: int) -> tuple[Site, int] | None:
    """形成三大产业基地的格局: the site that a sentence says has so many parts."""
    match = _counts().search(scene.text, start, end)
    if match is None:
        return None
    whole = _subject(scene, start, match.start())
    sign = match["number"]
    return (whole, _NUMBERS.get(sign) or int(sign)) if whole is not None else None


def _spelled_out(scene: Scene, whole: Site, number: int, start: int, end: int) -> Iterator[Claim]:
    """其中,A…;B…;C…: the sentence behind tells of each part in turn."""
    parts = []
    for match in _PART.finditer(scene.text, start, end):
        sites = [s for s in scene.sites.between(*match.span()) if s.level in _PARTS and s.stated]
        parts += sites[:1]
    names = {site.canonical for site in parts} - {whole.canonical}
    if len(parts) >= _LEAST and len(names) == number:
        for part in parts:
            yield _claim(part, whole, start, end)


# --- where one lies ---------------------------------------------------------------------------


def _lying(scene: Scene, start: int, end: int) -> Iterator[Claim]:
    """Z的P, 位于Z的P, P位于Z."""
    sites = scene.sites.between(start, end)
    for first, second in pairwise(sites):
        between = scene.text[first.end : second.start]
        if _is_within(scene, first, second, between):
            yield from _valid(second, first, start, end)
        elif _lies().fullmatch(between):
            yield from _valid(first, second, start, end)


def _is_within(scene: Scene, around: Site, inner: Site, between: str) -> bool:
    """Whether a site is named as one of the place before it: 彭州市的[天府中药城]."""
    if not inner.stated:
        return False
    if between in ("的", "境内的", "辖区内的", "内的", "境内"):
        return True
    led = _led().search(scene.text, max(0, around.start - _NEAR), around.start) is not None
    return led and _of().fullmatch(between) is not None


def _valid(part: Site, whole: Site, start: int, end: int) -> Iterator[Claim]:
    part = whole_of(part)
    alike = part.canonical in whole.canonical or whole.name.startswith(part.name)
    if part.level in _PARTS and whole.level in _AROUND and not alike:
        yield _claim(part, whole, start, end)


@cache
def _led() -> re.Pattern[str]:
    return re.compile(f"{alternation([*words('lies_in'), *words('arrive')])}$")


@cache
def _of() -> re.Pattern[str]:
    """What may stand between a place and what lies in it: 位于Z(东部)核心区的P."""
    return re.compile(rf"{_BRACKET}[^,，。;；、的]{{0,8}}的(?:[^,，。;；、]{{0,6}}的)?")


@cache
def _lies() -> re.Pattern[str]:
    verbs = alternation([word for word in words("lies_in") if word not in words("only_near")])
    cities = r"[\u4e00-\u9fff]{0,6}"
    return re.compile(rf"{_BRACKET}[,，]?(?:(?:则|就|也|地|便)?{verbs}(?:于|在)?|就在){cities}")
