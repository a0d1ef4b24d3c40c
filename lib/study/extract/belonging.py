"""Finds what is part of what: phases of parks, sites of a corridor, parts of an event."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from study.extract.lists import enumerations
from study.extract.park_phases import PHASE_AT_END
from study.extract.scene import Claim, Scene
from study.extract.sentences import sentences
from study.extract.session_lists import (
    held_sessions,
    listed_sessions,
    single_sessions,
    speaks_of_sessions,
)
from study.extract.site import Site
from study.extract.site_parts import site_parts
from study.lexicon.clusters import pattern, words
from study.lexicon.loader import alternation
from study.model import LinkType

_SMALL = frozenset({"park", "base", "aggregation_area", "incubator", "corporate_site"})
_AROUND = frozenset({"zone", "district"})
_INSTITUTES = ("研究院", "研究所", "医院", "大学", "学院")
_HEAD = 24  # characters at the start of a sentence that may say which event it is about
_SHORTEST_NAME = 6
_SAME_SESSION = 6  # characters at their ends by which two names are of one session
_TELLING = re.compile("举办|设置|包括|分为|分别|配套|主办的|专题|平行|系列|活动")
_SORTS = (
    "学术",
    "产业论坛",
    "平行",
    "行业",
    "专题论坛",
    "主题",
    "配套",
    "本届",
    "本次",
    "此次",
    "该",
    "系列",
    "各专题",
    "主论坛",
    "各",
    "由",
)
_CEREMONIES = ("颁奖仪式", "签约仪式")
_CEREMONY = re.compile(
    "(?:举行|举办|举行了|进行)了?(?P<name>[^,，。;；、“”]{4,28}(?:颁奖仪式|签约仪式))"
)
_COUNTED = re.compile("\\d+余?[场个]")
_NO_NAME = re.compile("[的了将]|\\d+余?[场个]|通过|一系列|[一二三四五六七八九十]+场")
_LEADING_NAME = re.compile("(?:19|20)\\d{2}")
_YEAR = re.compile("^(?:19|20)\\d{2}年?")
_QUOTED = re.compile("“([^”]{2,16})”")
_QUOTED_SESSIONS = re.compile(
    "(?P<names>“[^”]{2,16}”(?:(?:以及|[、和与及])?“[^”]{2,16}”)*)等?共?[两三四五六七八九十\\d]+(?:场|个)(?:[^,，。]{0,6})(?:讨论|论坛|对话|活动|圆桌|会议)"
)


def belonging(scene: Scene) -> Iterator[Claim]:
    """Links part_of between sites, and between events."""
    yield from _phases(scene)
    yield from _made_by(scene)
    inner = [*site_parts(scene), *_in_corridors(scene)]
    yield from inner
    yield from _in_zones(scene, {claim.head for claim in inner})
    if scene.occasions.main:
        yield from _events(scene)


def _phases(scene: Scene) -> Iterator[Claim]:
    for site in scene.sites.sites:
        if site.level == "park_phase" and PHASE_AT_END.search(site.name):
            whole = _full(scene, PHASE_AT_END.sub("", site.canonical))
            yield _claim(site, whole, *_sentence(scene, site))


def _made_by(scene: Scene) -> Iterator[Claim]:
    """国际医疗器械城…由昌平区重点打造: who builds a site has it within its bounds."""
    for maker in scene.sites.sites:
        if maker.level not in _AROUND or scene.text[maker.start - 1] not in "由归":
            continue
        start, end = _sentence(scene, maker)
        built = pattern("made_by").match(scene.text, maker.end)
        site = scene.sites.last_before(maker.start, start)
        if built and site is not None and site.level in _SMALL:
            yield _claim(site, maker.name, start, end)


def _full(scene: Scene, canonical: str) -> str:
    named = [s.name for s in scene.sites.sites if s.canonical == canonical]
    return named[0] if named else canonical


def _sentence(scene: Scene, site: Site) -> tuple[int, int]:
    for begin, stop in scene.article.body:
        if begin <= site.start < stop:
            for start, end in sentences(scene.text, begin, stop):
                if start <= site.start < end:
                    return start, end
    return site.start, site.end


def _in_corridors(scene: Scene) -> Iterator[Claim]:
    """打造X走廊,…梯次实施A、B等一批产业项目: sites listed behind a corridor."""
    for site in scene.sites.sites:
        if site.level != "corridor":
            continue
        start, end = _sentence(scene, site)
        for enumeration in enumerations(scene.text, site.end, end):
            listed = [
                inner
                for s, e in enumeration.items
                for inner in scene.sites.between(s, e)
                if inner.level in _SMALL and inner.end == e
            ]
            for inner in listed:
                yield _claim(inner, site.name, start, end)


def _in_zones(scene: Scene, done: set[str]) -> Iterator[Claim]:
    """Sites in the zone or district that the article as a whole speaks of."""
    around = scene.article.default_place
    tree = scene.article.places.gazetteer
    place = tree.places.get(around)
    if place is None or place.level not in _AROUND:
        return
    if not any(site.canonical == around and site.stated for site in scene.sites.sites):
        return
    name = _full(scene, around)
    for site in {s.canonical: s for s in reversed(scene.sites.sites) if s.stated}.values():
        if site.level not in _SMALL - {"corporate_site"} or site.name in done:
            continue
        if site.name.endswith(_INSTITUTES):
            continue
        known = site.canonical in tree.places
        start, end = _sentence(scene, site)
        inside = tree.within(site.canonical, around) if known else _is_told(scene, site, around)
        if inside and site.canonical != around:
            yield _claim(site, name, start, end)


def _is_told(scene: Scene, site: Site, around: str) -> bool:
    """Whether the paragraph speaks of the zone before it names the site."""
    paragraph = next((b for b, e in scene.article.body if b <= site.start < e), 0)
    return any(s.canonical == around for s in scene.sites.between(paragraph, site.start))


def _claim(site: Site, whole: str, start: int, end: int) -> Claim:
    return Claim(LinkType.PART_OF, site.name, whole, site.level, start, end)


# --- parts of events --------------------------------------------------------------------------


def _events(scene: Scene) -> Iterator[Claim]:
    """Forums, sessions and ceremonies that are parts of the event an article is about."""
    for begin, stop in scene.article.body:
        for start, end in sentences(scene.text, begin, stop):
            whole = _whole(scene, start, end)
            parts = [*_parts(scene, start, end), *_held(scene, begin, (start, end))]
            for name in dict.fromkeys(parts):
                for event in _wholes(scene, name, whole):
                    if name not in event and name[-_SAME_SESSION:] != event[-_SAME_SESSION:]:
                        yield Claim(LinkType.PART_OF, name, event, "event", start, end)


@cache
def _pointing() -> re.Pattern[str]:
    kinds = "论坛|大会|大赛|峰会|博览会|年会|会议"
    return re.compile(rf"(?:作为)?(?:同时,)?(?:本届|本次|此次|该)?(?P<kind>{kinds})")


def _whole(scene: Scene, start: int, end: int) -> str:
    """The event that a sentence about parts speaks of."""
    match = _pointing().search(scene.text, start, min(end, start + _HEAD))
    named = scene.occasions.named_between(start, start + _HEAD)
    if match and not named:
        return scene.occasions.meant(match["kind"], start)
    return scene.occasions.main


def _wholes(scene: Scene, name: str, whole: str) -> Iterator[str]:
    """The event itself, and the contest that a ceremony is named after."""
    if _LEADING_NAME.match(name) or name.endswith(_CEREMONIES):
        for event in dict.fromkeys(each for _, _, each in scene.occasions.spans):
            bare = _YEAR.sub("", event)
            if name.startswith((event, bare)) and event != whole:
                yield event
    yield whole


def _parts(scene: Scene, start: int, end: int) -> Iterator[str]:
    """Names of the parts that a sentence tells of."""
    listed = listed_sessions(scene.text, start, end)
    sessions = [*listed, *single_sessions(scene.text, start, end)]
    if _TELLING.search(scene.text, start, end):
        for _, stop, name in scene.occasions.named_between(start, end):
            counted = _COUNTED.match(name) is not None
            if not counted and name != scene.occasions.main and scene.text[stop : stop + 1] != "暨":
                yield _whole_name(scene, stop, name, start)
        yield from (scene.text[s:e] for s, e in _unnumbered(scene, start, end, listed))
    yield from (scene.text[s:e] for s, e in sessions)
    yield from _ceremonies(scene, start, end)
    yield from _quoted(scene, start, end)
    yield from _formula(scene, start, end)


def _held(scene: Scene, paragraph: int, sentence: tuple[int, int]) -> Iterator[str]:
    """Sessions of which is said who holds them, where the paragraph speaks of an event's parts."""
    start, end = sentence
    if speaks_of_sessions(scene.text, paragraph, start, end):
        for s, e in held_sessions(scene.text, start, end):
            yield scene.text[s:e]


def _whole_name(scene: Scene, stop: int, name: str, start: int) -> str:
    """A name with the motto before it: 发现大脑:…——2023…会议."""
    before = scene.text[start : stop - len(name)]
    if not before.endswith("——"):
        return name
    begin = max(before.rfind(mark) for mark in "、,，。;；") + 1
    return before[begin:] + name


@cache
def _ending() -> re.Pattern[str]:
    return re.compile(alternation(words("event_endings")))


@cache
def _lead() -> re.Pattern[str]:
    verbs = [
        "举办",
        "设置",
        "包括",
        "分为",
        "分别是",
        "分别为",
        "举行",
        "开展",
        "召开",
        "主办的",
        "还有",
        "持续举办",
        "以及由",
        "开设",
        "承办的",
    ]
    return re.compile(rf".*{alternation(verbs)}了?(?:一场|一届)?")


def _unnumbered(
    scene: Scene, start: int, end: int, listed: list[tuple[int, int]]
) -> Iterator[tuple[int, int]]:
    """Forums without a year, beside those listed: 举办A论坛、B论坛, 主办的C研讨会."""
    taken = [*((s, e) for s, e, _ in scene.occasions.spans), *listed]
    for match in _ending().finditer(scene.text, start, end):
        marks = (scene.text.rfind(mark, start, match.start()) for mark in "、,，。;；:：“”\n")
        begin = max(start, max(marks) + 1)
        lead = _lead().match(scene.text, begin, match.end())
        begin = lead.end() if lead else begin
        name = scene.text[begin : match.end()]
        following = scene.text[match.end() : match.end() + 1]
        overlapped = any(s < match.end() and begin < e for s, e in taken)
        whole = following in "、,，。;；等\n" or following in ("以", "以及")
        if whole and not overlapped and _is_own(name, lead is not None or begin > start):
            yield begin, match.end()


def _is_own(name: str, led: bool) -> bool:
    """Whether a name is one of its own rather than a sort: 产业论坛, 本届论坛."""
    sort = len(name) < _SHORTEST_NAME or name.startswith(_SORTS)
    return led and not sort and not _NO_NAME.search(name)


def _ceremonies(scene: Scene, start: int, end: int) -> Iterator[str]:
    """论坛还举行了X颁奖仪式."""
    for match in _CEREMONY.finditer(scene.text, start, end):
        yield match["name"]


def _quoted(scene: Scene, start: int, end: int) -> Iterator[str]:
    """“院长圆桌”和“医产协同”两场主题讨论."""
    for match in _QUOTED_SESSIONS.finditer(scene.text, start, end):
        for quoted in _QUOTED.finditer(match["names"]):
            yield quoted[1]


@cache
def _formula_part() -> re.Pattern[str]:
    parts = alternation(words("parts_of_events"))
    count = "(?:一场|[两三四五六七八九十]+场)?"
    return re.compile(
        rf"(?:其中)?“[^”]{{1,4}}”是(?:举办)?{count}(?P<first>{parts})(?:和(?P<second>{parts}))?(?!论坛)"
    )


def _formula(scene: Scene, start: int, end: int) -> Iterator[str]:
    """“1”是举办一场开幕式: a part that a formula spells out."""
    for match in _formula_part().finditer(scene.text, start, end):
        for part in (match["first"], match["second"]):
            if part and part != "平行论坛":
                yield part
