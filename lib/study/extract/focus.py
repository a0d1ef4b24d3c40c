"""Finds what sites and firms are for: 园区聚焦A、B等领域, 以C为重点方向."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from study.extract.arriving import LED_BY
from study.extract.scene import Claim, Scene
from study.extract.sentences import sentences
from study.extract.site import Site
from study.lexicon.clusters import words
from study.lexicon.domain import segment_words
from study.lexicon.domain import words as domain_words
from study.lexicon.loader import alternation, data
from study.model import LinkType

_SITES = frozenset(
    [
        "park",
        "zone",
        "base",
        "incubator",
        "park_phase",
        "aggregation_area",
        "district",
        "corridor",
        "brand",
        "regional_cluster",
    ]
)
_LONGEST = 12
_LEAST = 2  # sites of which 前者 means the first
_SHORTEST = 2
_WORDY = 8  # characters from which on an item is more than the name of a field
_REACH = 24  # characters before the name of a site that may say what it is for
_QUOTES = re.compile("[“”\"'‘’《》\\s]")
_AFTER = re.compile(
    r"[两三四五六七八九十\d]+(?:大|个|条|类|项).*$|等.*$|这一.*$|这些.*$|一体化?.*$"
)
_LEAD = re.compile(
    "^(?:以|了|于|在|对|由|为|向|的|重点|主要|将|还将|还|也|及|等|前沿的|突出|优先|一批|包括|涵盖|覆盖|高水平|全面)+"
)
_TAILS = re.compile(
    "(?:等)?(?:的)?(?:(?:多个|重点|细分|前沿|新兴|优势|特色|主导|核心|关键|相关|主要|战略性)*"
    "(?:领域|方向|赛道|产业体系|产业集群|产业链|产业|行业|板块|环节))$"
)
_PAIR = ("前者", "后者")
_GOAL_REACH = 8  # characters behind a field that may make it a goal: 医药产业[集聚区]
_GOAL = re.compile("集聚区|高地|基地|园区|中心|枢纽|样板|标杆|示范|之城|[城谷港]$")
_WORK_ON = re.compile(
    "的?(?:规模化|早期|临床|产业化|商业化|自主)?(?:研发|生产|制造|开发|转化|研究)(?:和|与|及)?(?:研发|生产|制造|开发|转化)?$"
)
_DEEDS_BEHIND = re.compile("(?:展开)?(?:布局|发力|做文章|攻关|突破)$")
_MADE = re.compile(
    "[的了在将是有为由]|发展|提供|推动|促进|服务于|建设|打造|构建|实现|提升|加强|问题|范围"
)
_FIELD = r"[^,，。;；:：!！？\n]"


def focused(scene: Scene) -> Iterator[Claim]:
    """Links focuses_on of an article."""
    for begin, stop in scene.article.body:
        for start, end in sentences(scene.text, begin, stop):
            for match in _focus().finditer(scene.text, start, end):
                yield from _of_match(scene, match, (start, end), begin)
            yield from _called(scene, start, end)
            for pattern in (_named_fields(), _made_into(), _chain(), _before_name()):
                for match in pattern.finditer(scene.text, start, end):
                    yield from _of_match(scene, match, (start, end), begin)


def _of_match(
    scene: Scene, match: re.Match[str], sentence: tuple[int, int], paragraph: int
) -> Iterator[Claim]:
    """Links that one phrase states."""
    segments = list(_segments(match))
    if scene.text.startswith("承接", match.start()):  # firms as often as fields
        named = scene.organisations.between(*match.span())
        firms = {scene.text[n.start : n.end] for n in named}
        segments = [segment for segment in segments if segment not in firms]
    if not segments or scene.text.endswith(("项目", "业务", "产品"), 0, match.start()):
        return
    groups = match.groupdict()
    if groups.get("told") and _following(scene, match.end()) is None:
        return  # 专注X的 tells only of the firm whose name stands behind
    verb = groups.get("verb") or groups.get("loose") or ""
    loose = verb in words("loose_focus") or _speaks_of_event(scene, *sentence)
    for head, kind in _subjects(scene, match, sentence[0], paragraph, loose=loose):
        for segment in segments:
            yield Claim(LinkType.FOCUSES_ON, head, segment, kind, *sentence)


def _called(scene: Scene, start: int, end: int) -> Iterator[Claim]:
    """A与B是这里的两张王牌: fields that a clause puts before their site."""
    for match in _calling().finditer(scene.text, start, end):
        sites = [s for s in scene.sites.between(*match.span("where")) if s.level in _SITES]
        items = [_bare(item) for item in _joints().split(match["fields"])]
        if sites and all(_is_segment(item, strict=True) for item in items):
            for item in items:
                yield Claim(LinkType.FOCUSES_ON, sites[0].name, item, sites[0].level, start, end)


@cache
def _calling() -> re.Pattern[str]:
    names = alternation(words("focus_called"))
    return re.compile(
        rf"(?P<fields>{_FIELD}{{2,40}}?)(?:已?成为|是|构成)了?(?P<where>{_FIELD}{{2,20}}?)的"
        rf"(?:[^,，。;；]{{0,6}}?)[“]?{names}"
    )


# --- phrases ----------------------------------------------------------------------------------


@cache
def _focus() -> re.Pattern[str]:
    """Verbs and other words of focus, with the segments between them and what closes them."""
    verbs = alternation(words("focus_verbs"))
    heads = alternation(words("focus_heads"))
    roles = alternation(words("focus_as"))
    closed = rf"等?(?:[^,，。;；、\n]{{0,6}}?){heads}(?![、和与及])"
    return re.compile(
        rf"(?P<verb>{verbs})(?:于|了|的是|的)?(?P<list>{_FIELD}{{2,90}}?)(?P<head>{closed})"
        rf"|(?P<loose>{verbs})(?:于|了)?(?P<open>{_FIELD}{{2,60}}?)(?=[,，。;；\n]|$)"
        rf"|(?:以|将|把)(?P<role>{_FIELD}{{2,50}}?)(?:作为|列为|定为|当作|视为|为)(?:[^,，。;；]{{0,4}}){roles}"
        rf"|以(?P<mostly>{_FIELD}{{2,40}}?)(?:为主|见长|居多)(?=[,，。;；\n的])"
        rf"|在(?P<strong>{_FIELD}{{2,40}}?)(?:上|方面|等?领域)(?:持续|重点|集中)?(?:发力|做文章|见长|突破|深耕)"
        rf"|(?:重点|主要|优先|集中)(?:引进|招引|培育|集聚|承接|吸引)(?P<hosted>{_FIELD}{{2,50}}?)(?:[两三四五六]?类|等)?(?:企业|项目|团队)"
        rf"|(?<=[,，])(?:主要|着力|集中)?发展(?P<plain>{_FIELD}{{3,50}}?)(?=[,，。;；\n])"
        rf"|形成了?(?:以)?(?P<formed>{_FIELD}{{2,60}}?)(?:[两三四五六七八九十](?:大|个(?:主导|特色|优势)?产业)|等)"
        rf"(?:[^,，。;；、]{{0,6}}){heads}"
        rf"|(?:主导|重点|特色|首位)产业[:：](?P<card>{_FIELD}{{2,60}})"
        rf"|填补{_FIELD}{{0,8}}?在(?P<gap>{_FIELD}{{2,10}}?)(?:规模化)?(?:生产)?(?:方面|领域)的空白"
        rf"|成为(?:国内|全球|全国|我国)?(?P<first>[^,，。;；、]{{2,8}})领域(?:的)?(?:首|唯一|领军|龙头)"
        rf"|推动(?P<fused>{_FIELD}{{2,30}}?)等[^,，。;；、]{{0,4}}技术与"
    )


@cache
def _named_fields() -> re.Pattern[str]:
    """A segment of the lexicon before what stands in a site: 医药健康标准厂房, 77家X企业."""
    fields = alternation(_terms())
    return re.compile(
        rf"(?P<field>{fields})(?:产业)?(?:标准厂房|产业空间|专业空间|厂房)"
        rf"|(?:汇聚|集聚|聚集)[^,，。;；]{{0,4}}\d+余?家(?P<firms>{fields})企业"
        rf"|定位为(?P<area>[^,，。;；]{{2,12}}?)(?:集聚区|高地|基地|园区|产业园)"
    )


@cache
def _before_name() -> re.Pattern[str]:
    """专做配方颗粒的[启元制药]: what a firm does before its name."""
    verbs = alternation(words("focus_before_names"))
    field = r"(?P<told>[^,，。;；:：！？\n的]{2,20}?)"
    return re.compile(rf"{verbs}于?{field}(?:领域|研发|生产|赛道)*(?=的[\u4e00-\u9fff]{{2}})")


@cache
def _made_into() -> re.Pattern[str]:
    """打造具有全球竞争力的医药健康产业发展高地: what a site is made into."""
    fields = alternation(_terms())
    goals = "发展高地|创新高地|高地|集聚区|产业集群|集群|产业格局|格局|基地"
    return re.compile(
        rf"(?:打造|建设|形成|构建)(?:[^,，。;；、]{{0,14}}(?:的|级))?(?:、[^,，。;；、]{{2,6}}的)?"
        rf"(?P<made>{fields}(?:创新)?)(?:(?:千亿级)?产业)?(?:集聚发展|发展)?(?:{goals})"
    )


@cache
def _chain() -> re.Pattern[str]:
    """形成“A+B+C”的产业链条."""
    return re.compile(r"“(?P<chain>[^”+]{2,10}(?:\+[^”+]{2,10}){1,5})”的?(?:全)?产业链")


@cache
def _joints() -> re.Pattern[str]:
    """Where a list of fields is cut."""
    one = "(?<!细胞)|(?!.基因治疗)"  # 细胞和基因治疗 is one field
    return re.compile(
        rf"、|(?!{alternation(words('not_joints'))})(?:{one})(?:以及|(?<!共)和|及|与)"
    )


@cache
def _terms() -> tuple[str, ...]:
    """Segments by all their names."""
    return (*segment_words(), *words("fields_beside"))


def _segments(match: re.Match[str]) -> Iterator[str]:
    """Segments that a phrase lists, bare."""
    groups = {name: text for name, text in match.groupdict().items() if text}
    if "chain" in groups:
        yield from groups["chain"].split("+")
        return
    verb = groups.pop("verb", "") or groups.pop("loose", "")
    head = groups.pop("head", "")
    if not groups:
        return
    name, found = next(iter(groups.items()))
    if name in ("area", "made", "field", "firms"):
        if any(word in found for word in _fields()):
            yield found if name == "area" else _plain(found)
        return
    if head and not head.startswith("等"):
        found += _TAILS.sub("", head)
    items = [_bare(item) for item in _joints().split(found)]
    if name == "open" and verb == "支持":
        return
    if verb.startswith("定位") and _GOAL.search(
        match.string, match.start(), match.end() + _GOAL_REACH
    ):
        return
    strict = name == "open" and (verb in words("loose_focus") or len(items) == 1)
    strict = strict or name in ("mostly", "plain", "hosted", "strong", "told", "card")
    if name == "mostly" and len(items) == 1 and items[0].endswith(words("focus_deeds")):
        strict = False
    good = [item for item in items if _is_segment(item, strict=strict)]
    if 2 * len(good) >= len(items):
        yield from dict.fromkeys(good)


def _plain(term: str) -> str:
    """A segment without the words for industry and innovation: 医药健康创新 → 医药健康."""
    term = _TAILS.sub("", term) or term
    base = term.removesuffix("创新")
    return base if segment_words().get(base) == base else term


def _bare(item: str) -> str:
    """An item without what leads to it and what closes the list."""
    item = _LEAD.sub("", _AFTER.sub("", _QUOTES.sub("", item)))
    item = _DEEDS_BEHIND.sub("", item) or item
    item = _WORK_ON.sub("", item) if "的" in item else item
    firms = item.removesuffix("企业")
    item = firms if any(word in firms for word in _fields()) else item
    item = _TAILS.sub("", item) or item
    if len(item) > _WORDY:
        start = re.match(alternation(_terms()), item)
        return start[0] if start else item
    return item


def _is_segment(item: str, *, strict: bool) -> bool:
    """Whether an item can be a field of industry rather than a deed or a thing."""
    if not _SHORTEST <= len(item) <= _LONGEST or _MADE.search(item) or item[0].isdigit():
        return False
    if (
        item[-1] in "园城谷区港"
        or item.endswith(words("not_segment_endings"))
        or item in words("not_segments")
    ):
        return False
    return not strict or any(word in item for word in _fields())


@cache
def _fields() -> frozenset[str]:
    """Words of the industry: a list that no head closes must hold one."""
    _, known = domain_words()
    terms = {word.text for word in known if "segment" in word.names}
    return frozenset(terms | set(data("clusters")["field_words"]))


# --- subjects ---------------------------------------------------------------------------------


def _subjects(
    scene: Scene, match: re.Match[str], sentence: int, paragraph: int, *, loose: bool
) -> Iterator[tuple[str, str]]:
    """The sites or firms that a phrase of focus speaks of, with their kinds."""
    if _is_said_of_city(scene, match.start(), sentence):
        return
    following = _following(scene, match.end())
    if following is not None:
        yield following
        return
    pair = _former_or_latter(scene, match.start(), sentence)
    if pair is not None:
        yield pair
        return
    site = _site_before(scene, match.start(), sentence)
    floor = site.end if site is not None and _is_own_subject(scene, site) else sentence
    if _speaks_of_event(scene, floor, match.start()):
        return
    firm = _firm_before(scene, match.start(), sentence)
    if firm is not None and (site is None or firm[2] > site.start):
        yield firm[0], firm[1]
        return
    site = site or _site_before(scene, sentence, paragraph)
    if site is not None:
        yield site.name, site.level
        yield from _positioned(scene, site, sentence)
    elif not loose:
        yield from _default(scene)


def _former_or_latter(scene: Scene, position: int, floor: int) -> tuple[str, str] | None:
    """A、B是熟面孔,前者专注X;后者主营Y: the firm of two that a clause means."""
    begin = _clause_start(scene, position, floor)
    starts = (begin, _clause_start(scene, begin - 1, floor))  # 后者2017年入园,主营Y
    said = (n for at in starts for n, word in enumerate(_PAIR) if scene.text.startswith(word, at))
    which = next(said, None)
    firms = [n for n in scene.organisations.between(floor, position) if n.kind == "company"]
    if which is None or len(firms) < _LEAST:
        return None
    if scene.text[firms[0].end : firms[1].start] not in ("、", "和", "与"):
        return None
    return scene.organisation_name(firms[which].canonical), firms[which].kind


def _clause_start(scene: Scene, position: int, floor: int) -> int:
    return max(scene.text.rfind(mark, floor, position) for mark in ",，;；") + 1


def _is_said_of_city(scene: Scene, position: int, floor: int) -> bool:
    """Whether a city right before a phrase is what it speaks of: 长沙以器械为主."""
    before = scene.sites.last_before(position, floor)
    return before is not None and before.level == "city" and before.end == position


def _following(scene: Scene, end: int) -> tuple[str, str] | None:
    """The site or firm that a phrase describes from before: 专注于细胞治疗领域的[X]."""
    of = scene.text.startswith("的", end)
    begin = end + of
    firms = scene.organisations.between(begin, begin + 1) if of else []
    for named in firms:
        if named.kind == "company":
            return scene.organisation_name(named.canonical), named.kind
    sites = [s for s in scene.sites.between(begin, begin + 1) if s.level in _SITES]
    return (sites[0].name, sites[0].level) if sites else None


def _positioned(scene: Scene, site: Site, sentence: int) -> Iterator[tuple[str, str]]:
    """将A定位为B,打造…: what is said of B is said of A."""
    before = scene.sites.last_before(site.start, sentence)
    if before is not None and "定位为" in scene.text[before.end : site.start]:
        yield before.name, before.level


def _default(scene: Scene) -> Iterator[tuple[str, str]]:
    """The zone or district that the article as a whole speaks of."""
    around = scene.article.default_place
    named = [s for s in scene.sites.sites if s.canonical == around and s.level in _SITES]
    if named:
        yield named[0].name, named[0].level


def _site_before(scene: Scene, position: int, floor: int) -> Site | None:
    """The last site before a position that does something itself; 前者 means the one before."""
    former = scene.text.endswith("前者", 0, position)
    if former:
        before = [s for s in scene.sites.between(floor, position) if s.level in _SITES]
        return before[-_LEAST] if len(before) >= _LEAST else None
    site = scene.sites.last_before(position, floor)
    while site is not None and not _acts(scene, site):
        site = scene.sites.last_before(site.start, floor)
    return site


def _acts(scene: Scene, site: Site) -> bool:
    agent = LED_BY.search(scene.text, max(0, site.start - _REACH), site.start) is not None
    gap = scene.text[site.start - 2 : site.start] == "填补"
    listed = scene.text[site.end : site.end + 1] in ("、", "等")
    return site.level in _SITES and not (agent or gap or listed or scene.sites.lies_in(site))


def _is_own_subject(scene: Scene, site: Site) -> bool:
    """Whether a site is spoken of itself, and not where an event is held: 论坛在P举行."""
    return not scene.text.endswith(("在", "于", "到", "走进", "赴", "的"), 0, site.start)


def _firm_before(scene: Scene, position: int, floor: int) -> tuple[str, str, int] | None:
    """The firm that begins a clause before a position: name, kind and where."""
    firms = [
        named
        for named in scene.organisations.between(floor, position)
        if named.kind == "company"
        and _opens(scene, named.start)
        and scene.text[named.end : named.end + 1] not in ("、", "等", "和", "与")
        and _runs().match(scene.text, named.end) is None
    ]
    if not firms:
        return None
    return scene.organisation_name(firms[-1].canonical), firms[-1].kind, firms[-1].start


@cache
def _runs() -> re.Pattern[str]:
    """A firm that only builds or manages what the clause speaks of: X负责运营,主攻…."""
    takes, what = alternation(words("takes_on")), alternation(words("runs_sites"))
    return re.compile(f"{takes}[^,，。;；]{{0,6}}{what}")


def _opens(scene: Scene, position: int) -> bool:
    return position == 0 or scene.text[position - 1] in ",，。;；:：\n而则中但"


@cache
def _events() -> re.Pattern[str]:
    return re.compile(alternation([*data("events")["anaphora"], *words("event_words")]))


def _speaks_of_event(scene: Scene, start: int, end: int) -> bool:
    return _events().search(scene.text, start, end) is not None
