"""Finds which organisations an article places where: 园区已吸引A、B等企业入驻, C落户P."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from study.extract.formal_names import Named
from study.extract.scene import Claim, Scene
from study.extract.sentences import sentences
from study.extract.sites import Site
from study.lexicon.clusters import pattern, words
from study.lexicon.loader import alternation
from study.lexicon.places import short_city_names
from study.model import LinkType

# Organisations that settle somewhere; bodies of state are there by nature.
_SETTLERS = frozenset({"company", "hospital", "incubator", "research_institute", "university"})
_SITES = frozenset(
    {"park", "zone", "base", "incubator", "park_phase", "aggregation_area", "district"}
)
_STRONG = re.compile("入驻|进驻|落户|入园|在孵|扎根")
_SPEAKER = re.compile("作为[^,，。]{0,6}(?:扎根|落户|入驻|深耕)")
# Between the items of a list.
_LIST = re.compile("[^,，。;；:：]*、[^,，。;；:：]*|[和与及]|以及")
_SPOKEN = re.compile(
    "(?:有关|相关)?负责人|介绍|表示|透露|说|"
    "(?:副?总经理|副?董事长|副?总裁|创始人|首席[^,，。]{2,4}官)[^,，。;；]{0,6}[说称介表]"
)
_ONLY_FIRMS = re.compile("签约|签署|签订|建设|设立|拥有|扩建")
_JOINING = re.compile("(?:、[^,，。;；]*)?(?:等[^,，。;；、]{0,10})?(?:分别)?[与和同]")
_ENTERS = re.compile("[^,，。;；]{0,4}签(?:约|[^,，。;；]{0,6}(?:入园|入驻|落户|投资))")
_LISTS = re.compile("其中|既有|也有|又有|还有|更有|包括|包含|例如|比如|如|有|分别")
_NEAR = 12
_OPENING = 2  # a site that begins its sentence is the one 在此 means


@cache
def _building() -> re.Pattern[str]:
    """在P建设, 落户P: what makes the place behind it the one that is settled in."""
    cities = alternation(short_city_names())
    return re.compile(rf"{alternation(words('build_in'))}了?(?:{cities})?$")


def settled(scene: Scene) -> Iterator[Claim]:
    """Links located_in of an article."""
    for begin, stop in scene.article.body:
        carried: Site | None = None
        for start, end in sentences(scene.text, begin, stop):
            found = list(_in_sentence(scene, start, end, carried))
            yield from found
            sites = [s for s in scene.sites.between(start, end) if s.level in _SITES]
            carried = sites[-1] if sites else carried
        yield from _speakers(scene, begin, stop)


def _owns_listed(scene: Scene, named: Named) -> bool:
    """Whether an organisation is named only as the owner of a project in a list of projects."""
    return any(
        project.listed and project.start == named.start and project.end > named.end
        for project in scene.organisations.projects
    )


def _in_sentence(scene: Scene, start: int, end: int, carried: Site | None) -> Iterator[Claim]:
    """Who is placed where by one sentence, clause by clause."""
    for left, right in _parts(scene, start, end):
        settlers = [
            named
            for named in scene.organisations.between(left, right)
            if named.kind in _SETTLERS
            and not _is_aloof(scene, named)
            and not _owns_listed(scene, named)
        ]
        if not settlers:
            continue
        settle = _settling(scene, left, right)
        if settle is None:
            continue
        for named in settlers:
            clause = clause_of(scene, named, (left, right))
            if pattern("not_settled").search(scene.text, *clause):
                continue
            own = _settling(scene, *clause)
            deed = (own or settle)[0]
            here = pattern("here").search(scene.text, left, right)
            if named.kind != "company" and _ONLY_FIRMS.fullmatch(deed) and not here:
                continue
            site = _site_of(scene, named, (left, right), start, carried)
            if site is not None and not _is_same(scene, named, site):
                yield _claim(scene, named, site, start, end)


def _settling(scene: Scene, start: int, end: int) -> re.Match[str] | None:
    """The surest verb of settling in a piece of a sentence."""
    found = list(pattern("settle").finditer(scene.text, start, end))
    sure = [verb for verb in found if not _ONLY_FIRMS.fullmatch(verb[0])]
    return next(iter([*sure, *found]), None)


def _parts(scene: Scene, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Pieces of a sentence between semicolons, so that each has its own verb."""
    at = start
    for match in re.compile("[;；]").finditer(scene.text, start, end):
        yield at, match.start()
        at = match.end()
    yield at, end


def _site_of(
    scene: Scene, named: Named, part: tuple[int, int], sentence: int, carried: Site | None
) -> Site | None:
    """Where an organisation is placed: behind the verb if a place stands there, else before."""
    ahead = [
        site
        for site in scene.sites.between(named.end, part[1])
        if site.level in (*_SITES, "city") and _builds(scene, named, site)
    ]
    if ahead:
        return ahead[0]
    colon = max(scene.text.rfind(mark, sentence, part[0]) for mark in ":：")
    before = [
        site
        for site in scene.sites.between(sentence, named.start)
        if site.level in _SITES
        and not _is_aside(scene, site)
        and (site.start >= part[0] or site.end <= colon)
    ]
    if before and _settling(scene, *clause_of(scene, named, part)):
        here = pattern("here").search(scene.text, named.end, part[1])
        opens = before[0].start - sentence <= _OPENING
        opens = opens and scene.text[before[0].end : before[0].end + 1] not in ("的", "所")
        return before[0] if here and opens else _finest(scene, before)
    strong = _STRONG.search(scene.text, *part)
    if carried is None or carried.level == "district" or not strong:
        return None
    return carried if _settling(scene, *clause_of(scene, named, part)) else None


def clause_of(scene: Scene, named: Named, part: tuple[int, int]) -> tuple[int, int]:
    """The clause of an organisation, from comma to comma."""
    start = max(scene.text.rfind(mark, part[0], named.start) for mark in ",，") + 1
    ends = (scene.text.find(mark, named.end, part[1]) for mark in ",，")
    end = min((at for at in ends if at >= 0), default=part[1])
    if _LISTS.match(scene.text, start, end):
        start = part[0]
    return max(start, part[0]), end


def _finest(scene: Scene, sites: list[Site]) -> Site:
    """The last site, but for one that the last lies in."""
    last = sites[-1]
    tree = scene.article.places.gazetteer
    inner = [
        s
        for s in sites
        if s.canonical != last.canonical and tree.within(s.canonical, last.canonical)
    ]
    return inner[-1] if inner else last


def _builds(scene: Scene, named: Named, site: Site) -> bool:
    """Whether a place behind an organisation is where it goes: C落户P, C将在P建设."""
    rivals = [n for n in scene.organisations.between(named.end, site.start) if n.kind in _SETTLERS]
    if rivals and not _LIST.fullmatch(scene.text[named.end : rivals[-1].start]):
        return False
    if _JOINING.fullmatch(scene.text, named.end, site.start):
        return _ENTERS.match(scene.text, site.end) is not None
    leads = _building().search(scene.text, max(named.end, site.start - _NEAR), site.start)
    if leads is None:
        return False
    arrived = pattern("arrive").search(leads[0]) is not None
    after = scene.text[site.end : site.end + _NEAR]
    return arrived or pattern("building").search(after) is not None


def _is_aside(scene: Scene, site: Site) -> bool:
    """Whether a place is only part of a title or of where somebody comes from."""
    return scene.text[site.start - 2 : site.start] in ("来自", "全国")


def _is_aloof(scene: Scene, named: Named) -> bool:
    """Whether an organisation only speaks, or is what others rely on: 依托中科院X所,引进了A、B."""
    before = scene.text[max(0, named.start - 4) : named.start]
    relied = before.endswith(("依托", "联合", "携手", "借助", "通过", "由", "联手", "运营方"))
    return relied or _SPOKEN.match(scene.text, named.end) is not None


def _is_same(scene: Scene, named: Named, site: Site) -> bool:
    return (site.start <= named.start and named.end <= site.end) or named.canonical == site.name


def _speakers(scene: Scene, start: int, end: int) -> Iterator[Claim]:
    """“作为扎根经开区多年的企业…”: the company whose speaker says so."""
    for match in _SPEAKER.finditer(scene.text, start, end):
        sites = [
            s for s in scene.sites.between(match.start(), match.end() + 10) if s.level in _SITES
        ]
        before = [
            n
            for n in scene.organisations.between(0, end)
            if n.kind == "company" and n.start < match.start()
        ]
        person = re.compile(r"”[,，]?([\u4e00-\u9fff]{2,4})在接受").search(
            scene.text, match.end(), end
        )
        if sites and person:
            told = [n for n in before if _speaks(scene, n, person[1])]
            if told:
                yield _claim(scene, told[-1], sites[0], match.start(), sites[0].end)


def _speaks(scene: Scene, named: Named, person: str) -> bool:
    """Whether a person is introduced right behind a company: 大艾机器人运营经理赵鹏程."""
    return person in scene.text[named.end : named.end + 16]


def _claim(scene: Scene, named: Named, site: Site, start: int, end: int) -> Claim:
    return Claim(
        LinkType.LOCATED_IN,
        scene.organisation_name(named.canonical),
        site.name,
        named.kind,
        start,
        end,
    )
