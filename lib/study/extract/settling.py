"""Finds which organisations an article places where: 园区已吸引A、B等企业入驻, C落户P."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from study.extract.arriving import (
    SETTLERS,
    SITES,
    builds,
    builds_behind,
    is_arrival,
    is_beside,
    is_called,
    is_partner,
)
from study.extract.formal_names import Named
from study.extract.park_phases import whole_of
from study.extract.scene import Claim, Scene
from study.extract.sentences import sentences
from study.extract.site import Site
from study.lexicon.clusters import pattern
from study.lexicon.loader import alternation, data
from study.model import LinkType

_SPEAKER = re.compile("作为[^,，。]{0,6}(?:扎根|落户|入驻|深耕)")
_SPOKEN = re.compile(
    "(?:有关|相关)?负责人|介绍|表示|透露|说|"
    "(?:副?总经理|副?董事长|副?总裁|创始人|首席[^,，。]{2,4}官)[^,，。;；]{0,6}[说称介表]"
)
# 由A与B建设, 从A、B引进人才: who builds a place or is left for it.
_AGENT = re.compile("(?:由|[从自](?!事|主|动|身|己|治)|向)[^,，。;；:：]{0,24}$")
_COOPERATES = re.compile(
    "(?:合作|框架|战略|意向)[^,，。;；]{0,4}(?:协议|备忘录|意向书)|达成[^,，。;；]{0,6}合作"
)
_OF_SITE = re.compile("(?:境内|区内|园内|港内|城内|内|里|上)?的")
_THEY = re.compile(
    f"(?:这|上述)?(?P<number>[两三四五])家{alternation(data('claims')['firm_nouns'])}?"
    "(?:都|均|全都|同)?"
    "(?:就)?(?:位于|坐落于|坐落在|扎根于|扎根|落户|来自|身处|在)"
)
_NUMBERS = {"两": 2, "三": 3, "四": 4, "五": 5}
_LEADS = re.compile("[^,，。;；]{0,12}[的而]?|.{0,16}[,，]")
_COMMA = re.compile("[,，]")
_MARKED = re.compile(r"\s*(?:【[^【】]*】|[(（]?[一二三四五六七八九十\d]+[)）、.．])?\s*")
_AT = re.compile("(?:而|则|此外[,，])?在")
_HAS = re.compile(
    "(?<=[市县区园城谷港岛里内])[就只已还也共现]?有(?=[\u4e00-\u9fff]{2,14}、)"
)  # P里只有A、B
_TRAILS = re.compile("…在")  # A、B……在P
_INSIDE = re.compile("[里内中上]?(?:的[\u4e00-\u9fff]{0,4}?)?(?:企业|公司|药企)?[里内中上][,，]")
_ONLY_FIRMS = re.compile("签约|签署|签订|建设|设立|拥有|扩建")
_LISTS = re.compile(
    "(?:知名|代表性?|龙头|骨干|主要|有名|重点)的?(?:企业|公司)?(?:有|是)|其中|当中|涵盖|名单|既有|也有|又有|还有|更有|包括|包含|例如|比如|如|有|分别"
)
# 集聚了A、B等龙头企业,C、D等新兴企业,以及E、F等机构: what goes on a list has the verb of its head.
_LISTS_ON = re.compile(
    "(?:以及|还有|和|及|与)?[^,，。;；]{2,}、[^,，。;；]{2,}?(?:等[^,，。;；、]{0,12})?"
    "(?:企业|公司|机构|院所|龙头|巨头|单位|平台|团队)[。!?！？]?"
)
_HOMES = frozenset({"park", "base"})
_NEAR = 12
_FEW = 2  # more sites than these side by side are a list
_FROM = re.compile("(?:总部|本部)?(?:设在|位于|地处|来自|坐落于|扎根)$")  # 总部设在D的A落户P
_OPENING = 2  # a site that begins its sentence is the one 在此 means


def settled(scene: Scene) -> Iterator[Claim]:
    """Links located_in of an article."""
    heading: Site | None = None
    before: Site | None = None
    home = _home(scene)
    for begin, stop in scene.article.body:
        heading = _heading(scene, begin, stop) or heading
        carried = heading
        for start, end in sentences(scene.text, begin, stop):
            meant = carried or _from_afar(scene, start, end, before, home)
            yield from _in_sentence(scene, start, end, meant)
            carried = _acting(scene, start, end) or carried
        before = carried or before
        yield from _speakers(scene, begin, stop)


def _from_afar(
    scene: Scene, start: int, end: int, before: Site | None, home: Site | None
) -> Site | None:
    """Where the firms of a paragraph sit that has named no place: 在此, or the article's park."""
    if pattern("here").search(scene.text, start, end):
        return before or home
    return home if pattern("settle_surely").search(scene.text, start, end) else None


def _home(scene: Scene) -> Site | None:
    """The park that the article as a whole is about, for 拎包住进5楼 in a paragraph without one."""
    around = scene.article.default_place
    named = [site for site in scene.sites.sites if site.level in _HOMES and site.stated]
    own = next((site for site in named if around in (site.canonical, site.name)), None)
    parks = {whole_of(site).canonical for site in named}
    return own or (named[0] if len(parks) == 1 else None)


def _heading(scene: Scene, begin: int, stop: int) -> Site | None:
    """The site whose name is all that a paragraph holds: 【三园之一】浒墅关医疗器械产业园."""
    site = next(iter(scene.sites.between(begin, stop)), None)
    if site is None or site.level not in SITES or not site.stated:
        return None
    named = _MARKED.fullmatch(scene.text, begin, site.start) is not None
    return site if named and not scene.text[site.end : stop].strip(" :：") else None


def _acting(scene: Scene, start: int, end: int) -> Site | None:
    """The last site of a piece of text that does something itself, else the last at all."""
    sites = [site for site in scene.sites.between(start, end) if site.level in SITES]
    ends = {site.end + 1 for site in sites}  # of A、B和C the last is listed, too
    acting = [
        site
        for site in sites
        if not is_beside(scene, site)
        and not (site.start in ends and scene.text[site.start - 1] in "和及")
    ]
    if not acting and len(sites) > _FEW:
        return None  # a list of parts: what follows is told of the whole
    acting = acting or sites
    if not acting:
        return None
    last, whole = acting[-1], whole_of(acting[-1])
    parts = {s.canonical for s in acting if whole_of(s).canonical == whole.canonical}
    return whole if len(parts) > 1 else last  # A区以…为主,B区聚焦…: 在此 is in all of it


def _owns_listed(scene: Scene, named: Named, part: tuple[int, int]) -> bool:
    """Whether an organisation is named only as the owner of a project in a list of projects."""
    return any(
        project.listed
        and project.start == named.start
        and project.end > named.end
        and not _is_at_work(scene, project.end)
        and not _is_gathered(scene, part[0], project.start)
        and not _goes_to_site(scene, project.end, part[1])
        for project in scene.organisations.projects
    )


def _goes_to_site(scene: Scene, end: int, stop: int) -> bool:
    """Whether a list of projects goes on to say where they go: A中心、B基地等9个项目落户P."""
    for match in pattern("arrive").finditer(scene.text, end, stop):
        site = next(iter(scene.sites.between(match.end(), stop)), None)
        if site is not None and site.start == match.end() and site.level in SITES:
            return True
    return False


def _is_at_work(scene: Scene, end: int) -> bool:
    """Whether the clause of a project goes on to say that it is built or at work: 均已投产."""
    clause = re.compile("[^,，。;；]*").match(scene.text, end)
    return clause is not None and pattern("at_work").search(clause[0]) is not None


def _is_gathered(scene: Scene, start: int, end: int) -> bool:
    """Whether a list of projects is one of what a site has drawn: 已引进A、B中心、C等项目."""
    gathered = pattern("gathers").search(scene.text, start, end) is not None
    return gathered and pattern("signing").search(scene.text, start, end) is None


def _in_sentence(scene: Scene, start: int, end: int, carried: Site | None) -> Iterator[Claim]:
    """Who is placed where by one sentence, part by part."""
    yield from _they(scene, start, end)
    for part in _parts(scene, start, end):
        settlers = [
            named
            for named in scene.organisations.between(*part)
            if named.kind in SETTLERS
            and not _is_aloof(scene, named)
            and not is_partner(scene, named)
            and not _owns_listed(scene, named, part)
        ]
        settle = _settling(scene, *part) if settlers else None
        if settle is None:
            yield from _of_place(scene, settlers, (start, end))
            yield from _inside(scene, settlers, part, (start, end))
            yield from _called(scene, settlers, part, (start, end))
            yield from _of_topic(scene, settlers, part, (start, end))
        else:
            for named in settlers:
                yield from _placed(scene, named, part, (start, end), settle[0], carried)
        carried = _acting(scene, *part) or carried


def _placed(  # noqa: PLR0913, PLR0917 - all that a part of a sentence says
    scene: Scene,
    named: Named,
    part: tuple[int, int],
    sentence: tuple[int, int],
    deed: str,
    carried: Site | None,
) -> Iterator[Claim]:
    """Where a part of a sentence with a verb of settling places an organisation."""
    clause = clause_of(scene, named, part)
    if _is_elsewhere(scene, clause):
        yield from _to_build(scene, named, clause[1], part, sentence)
        return
    own = _settling(scene, *clause)
    here = pattern("here").search(scene.text, *part)
    if named.kind != "company" and _ONLY_FIRMS.fullmatch(own[0] if own else deed) and not here:
        return
    site = _site_of(scene, named, part, sentence[0], carried)
    if site is not None and not _is_same(scene, named, site):
        yield _claim(scene, named, site, *sentence)


def _they(scene: Scene, start: int, end: int) -> Iterator[Claim]:
    """两家企业都在P: the firms of the sentence before."""
    match = _THEY.match(scene.text, start, end)
    site = next(iter(scene.sites.between(match.end(), end)), None) if match else None
    if match is None or site is None or site.start > match.end() + 1 or site.level not in SITES:
        return
    begin = max(scene.text.rfind(mark, 0, start - 1) for mark in "。!?！？\n") + 1
    firms = {n.canonical: n for n in scene.organisations.between(begin, start)}
    firms = {name: n for name, n in firms.items() if n.kind == "company"}
    if len(firms) == _NUMBERS.get(match["number"]):
        for named in firms.values():
            yield _claim(scene, named, site, begin, end)


def _of_place(scene: Scene, settlers: list[Named], sentence: tuple[int, int]) -> Iterator[Claim]:
    """P的A、Q的B: firms named as those of a place, whatever is said of them."""
    last: tuple[int, Site] | None = None
    for named in settlers:
        site = _site_with(scene, named, sentence[0])
        if site is None and last and scene.text[last[0] : named.start] in ("、", "和", "与", "及"):
            site = last[1]  # P内的A、B
        last = (named.end, site) if site is not None else None
        clause = clause_of(scene, named, sentence)
        inside = site is not None and "内" in scene.text[site.start : named.start]
        if site is None or named.kind != "company":
            continue
        if inside or not _is_elsewhere(scene, clause):
            yield _claim(scene, named, site, *sentence)


def _inside(
    scene: Scene, settlers: list[Named], part: tuple[int, int], sentence: tuple[int, int]
) -> Iterator[Claim]:
    """在P里,A的生产线…,B的项目…: what a part sets within a place is all there."""
    around = [s for s in scene.sites.between(*part) if _sets_scene(scene, s, part[0])]
    for named in settlers:
        site = next((s for s in around if s.level in SITES and s.end < named.start), None)
        clause = clause_of(scene, named, part)
        if site is not None and named.kind == "company" and not _is_elsewhere(scene, clause):
            yield _claim(scene, named, site, *sentence)


def _sets_scene(scene: Scene, site: Site, start: int) -> bool:
    """Whether a part is set within a place: 在P内,A…; 而在P,A、B等企业…."""
    if _INSIDE.match(scene.text, site.end):
        return True
    opens = _AT.fullmatch(scene.text, start, site.start) is not None
    return opens and scene.text[site.end : site.end + 1] in (",", "，")


def _called(
    scene: Scene, settlers: list[Named], part: tuple[int, int], sentence: tuple[int, int]
) -> Iterator[Claim]:
    """A、B是园内的代表性企业: firms that a clause calls those of a place."""
    for named in settlers:
        clause = clause_of(scene, named, part)
        ahead = scene.sites.between(named.end, clause[1])
        site = next((s for s in ahead if s.level in SITES and is_called(scene, named, s)), None)
        if site is not None and named.kind == "company":
            yield _claim(scene, named, site, *sentence)


def _site_with(scene: Scene, named: Named, floor: int) -> Site | None:
    """The place that an organisation is named as one of: 柳河县的[紫杉药业]."""
    before = scene.sites.last_before(named.start, floor)
    if before is None or before.level not in SITES:
        return None
    inside = before.end == named.start and scene.text[before.end - 1] in "内里"  # 园内A、B等企业
    of = inside or _OF_SITE.fullmatch(scene.text, before.end, named.start)
    return before if of else None


def _of_topic(
    scene: Scene, settlers: list[Named], part: tuple[int, int], sentence: tuple[int, int]
) -> Iterator[Claim]:
    """P瞄准原料药,A、B、C产值超20亿元: a list of firms told of a site that a part describes."""
    topic = _topic(scene, *part)
    if topic is None:
        return
    firms = [named for named in settlers if named.kind == "company" and named.start > topic.end]
    for first, second in pairwise(firms):
        opens = scene.text[first.start - 1] in ",，"
        if not opens or scene.text[first.end : second.start] not in ("、", "和", "与"):
            continue
        clause = clause_of(scene, first, part)
        if _is_elsewhere(scene, clause) or scene.sites.between(clause[0], clause[1]):
            continue
        for named in firms:
            if clause[0] <= named.start < clause[1]:
                yield _claim(scene, named, topic, *sentence)


def _topic(scene: Scene, start: int, end: int) -> Site | None:
    """The site that a part opens with and says the purpose of."""
    for site in scene.sites.between(start, end):
        if site.level not in SITES or site.level == "district" or is_beside(scene, site):
            continue
        leads = _LEADS.fullmatch(scene.text, start, site.start)
        comma = _COMMA.search(scene.text, site.end, end)
        if leads is None or comma is None:
            return None
        told = pattern("role_words").search(scene.text, site.end, comma.start())
        return site if told else None
    return None


def _is_elsewhere(scene: Scene, clause: tuple[int, int]) -> bool:
    """Whether a clause says that its firms are elsewhere, only visit or only cooperate."""
    if pattern("not_settled").search(scene.text, *clause):
        return True
    cooperates = _COOPERATES.search(scene.text, *clause)
    invests = "投资" in scene.text[clause[0] : clause[1] + _NEAR]
    return (
        cooperates is not None
        and not invests
        and not pattern("move_in").search(scene.text, *clause)
    )


def _to_build(
    scene: Scene, named: Named, after: int, part: tuple[int, int], sentence: tuple[int, int]
) -> Iterator[Claim]:
    """A与P签署战略协议,将在P建设…: where a clause behind that of a deal says it builds."""
    for site in scene.sites.between(after, part[1]) if named.kind == "company" else ():
        led = scene.text.endswith(("在", "于", "落户", "入驻", "进驻"), 0, site.start)
        rivals = any(n.kind in SETTLERS for n in scene.organisations.between(after, site.start))
        if site.level in SITES and led and not rivals and builds_behind(scene, site):
            yield _claim(scene, named, site, *sentence)
            return


def _settling(scene: Scene, start: int, end: int) -> re.Match[str] | None:
    """The surest verb of settling in a piece of a sentence."""
    found = list(pattern("settle").finditer(scene.text, start, end))
    found += _HAS.finditer(scene.text, start, end)
    found += _TRAILS.finditer(scene.text, start, end)
    found += pattern("here").finditer(scene.text, start, end)
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
        if site.level in (*SITES, "city") and builds(scene, named, site)
    ]
    own = _site_with(scene, named, sentence)
    moves = own is not None and ahead and _FROM.search(scene.text, sentence, own.start)
    if own is not None and _settling(scene, *part) and not moves:
        return own  # P的A、Q的B
    if ahead:
        return _inner(scene, next((s for s in ahead if is_arrival(scene, named, s)), ahead[0]))
    inside = _pointed_inside(scene, named, (sentence, part[1]))
    if inside is not None:
        return inside
    colon = max(scene.text.rfind(mark, sentence, part[0]) for mark in ":：")
    before = [
        site
        for site in scene.sites.between(sentence, named.start)
        if site.level in SITES
        and not _is_aside(scene, site)
        and (site.start >= part[0] or site.end <= colon)
    ]
    before = [site for site in before if not is_beside(scene, site)] or before
    told = _settling(scene, *clause_of(scene, named, part)) or _within(scene, before)
    if before and told:
        here = pattern("here").search(scene.text, named.end, part[1])
        opens = before[0].start - sentence <= _OPENING
        opens = opens and scene.text[before[0].end : before[0].end + 1] not in ("的", "所")
        opens = opens and not _is_around(scene, before)
        return before[0] if here and opens and before[0].stated else _finest(scene, before)
    strong = pattern("settle_surely").search(scene.text, *part) or _is_in_list(scene, named, part)
    if carried is None or carried.level == "district" or not strong:
        return None
    return carried if _settling(scene, *clause_of(scene, named, part)) else None


def _is_around(scene: Scene, sites: list[Site]) -> bool:
    """Whether the first site is only where the next one lies: 在D,[P]聚焦…,A、B在此."""
    first, rest = sites[0], sites[1:]
    led = scene.text.endswith("在", 0, first.start)
    return led and any(site.start <= first.end + 1 for site in rest)


def _pointed_inside(scene: Scene, named: Named, span: tuple[int, int]) -> Site | None:
    """P已起步,如今划归D,A、B在[园内]建有基地: the park that a pointer behind the firms means."""
    before = scene.sites.between(span[0], named.start)
    said = {site.canonical for site in before if site.stated and not is_beside(scene, site)}
    for site in scene.sites.between(named.end, span[1]):
        if not site.stated and scene.text[site.start - 1] == "在" and site.canonical in said:
            return site
    return None


def _is_in_list(scene: Scene, named: Named, part: tuple[int, int]) -> bool:
    """Whether an organisation is one of several in a part that names no site: A、B的厂房."""
    if scene.sites.between(*part):
        return False
    beside = (scene.text[named.start - 1], scene.text[named.end : named.end + 1])
    several = sum(n.kind == "company" for n in scene.organisations.between(*part)) > 1
    return "、" in beside and several


def _inner(scene: Scene, site: Site) -> Site:
    """The park of a district that is named with it: 落户三水区的[云东海产业园]."""
    after = scene.sites.between(site.end, site.end + 3)
    of = [
        inner for inner in after if scene.text[site.end : inner.start] in ("", "的", "内的", "里的")
    ]
    return _inner(scene, of[0]) if of and of[0].level in SITES else site


def clause_of(scene: Scene, named: Named, part: tuple[int, int]) -> tuple[int, int]:
    """The clause of an organisation, from comma to comma."""
    start = max(scene.text.rfind(mark, part[0], named.start) for mark in ",，") + 1
    ends = (scene.text.find(mark, named.end, part[1]) for mark in ",，")
    end = min((at for at in ends if at >= 0), default=part[1])
    if _LISTS.match(scene.text, start, end):
        start = part[0]
    while start > part[0] and _goes_on(scene, start, end):
        start = max(scene.text.rfind(mark, part[0], start - 1) for mark in ",，") + 1
    return max(start, part[0]), end


def _goes_on(scene: Scene, start: int, end: int) -> bool:
    """Whether a clause is only more of a list: 以及C、D等机构, without a verb of its own."""
    listed = _LISTS_ON.fullmatch(scene.text, start, end) is not None
    return listed and _settling(scene, start, end) is None


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


def _within(scene: Scene, sites: list[Site]) -> bool:
    """Whether a part is set within a place: 在P里,A的…,B的…."""
    return any(_INSIDE.match(scene.text, site.end) for site in sites)


def _is_aside(scene: Scene, site: Site) -> bool:
    """Whether a place is only part of a title or of where somebody comes from."""
    return scene.text[site.start - 2 : site.start] in ("来自", "全国")


def _is_aloof(scene: Scene, named: Named) -> bool:
    """Whether an organisation only speaks, or is what others rely on: 依托中科院X所,引进了A、B."""
    before = scene.text[max(0, named.start - 4) : named.start]
    relied = before.endswith(("依托", "联合", "携手", "借助", "通过", "由", "联手", "运营方"))
    clause = max(scene.text.rfind(mark, 0, named.start) for mark in ",，。;；:：\n") + 1
    agent = _AGENT.search(scene.text, clause, named.start) is not None
    return relied or agent or _SPOKEN.match(scene.text, named.end) is not None


def _is_same(scene: Scene, named: Named, site: Site) -> bool:
    return (site.start <= named.start and named.end <= site.end) or named.canonical == site.name


def _speakers(scene: Scene, start: int, end: int) -> Iterator[Claim]:
    """“作为扎根经开区多年的企业…”: the company whose speaker says so."""
    for match in _SPEAKER.finditer(scene.text, start, end):
        sites = [
            s for s in scene.sites.between(match.start(), match.end() + 10) if s.level in SITES
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
