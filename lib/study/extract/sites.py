"""Finds the parks, bases, zones and other sites that an article names, under one name each."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache

from study.extract.mentions import Mention, Spans
from study.extract.organisations import OrganisationReader
from study.extract.park_phases import lone_phases, with_phase
from study.extract.site import Site
from study.lexicon.clusters import level_of, words
from study.lexicon.loader import WordFinder, alternation, data
from study.lexicon.places import Place, gazetteer, is_all_places, is_place

_ADMINISTRATIVE = {"city": "city", "district": "district", "province": "city"}
_OWN = frozenset({"park", "zone", "site", "brand", "corridor", "label"})
_ADMINISTRATIVE_ENDINGS = ("区", "县", "市", "省")
_SIZES = ("region", "world", "foreign")
_PARTS = tuple(data("places")["park_parts"])
_POINTED_AT = frozenset({"park", "base", "incubator", "aggregation_area"})
_FAR = 600  # characters from which on 园区 is more likely another park
_SEVERAL = re.compile("(?:[两三四五六七八九十多几数各]|\\d)[个大座家]|(?:专业|特色|各|多)$")
_KINDS = frozenset("港城谷岛")  # 港内 means a park that is called 港
_OF_PLACE = re.compile("(?:[区市县镇]|(?:位于|布局在|坐落于|坐落在)[^,，。;；]{1,8})的$")
_HAN_ONLY = re.compile(r"[\u4e00-\u9fff·]+")
_LONGEST = 22
_LEAD_TO_PLACE = 12  # characters before a place that may say that something lies there
_SHORTEST_BASE = 5
_OF_EVENT = re.compile("(?:国际|创新|产业|发展|高峰|投资|招商){1,3}(?:论坛|大会|峰会|推介会)")
_OF_FUND = re.compile(
    "(?:生物|医药|健康|产业|科技|创新|投资|发展|引导|天使|种子|母)*(?:基金|资本|创投|银行)"
)
_CLUSTER_NAME = re.compile(r"[\u4e00-\u9fff·]{4,20}?(?:先进制造业集群|特色产业集群)")
_WITHIN_NAMES = frozenset({"city", "district", "brand"})
_WHOLE = ("标杆", "强化", "全国", "全球", "世界", "国家级", "化")


class SiteReader:
    """The sites of one article.

    Args:
        organisations: Its organisations and projects.

    Attributes:
        sites: Every stretch of text that names or means one, in order, not overlapping.
    """

    def __init__(self, organisations: OrganisationReader) -> None:
        """Find every site once."""
        self._reader = organisations
        self._article = organisations.article
        self._text = organisations.document.text
        self._places = gazetteer().places
        self._events = Spans(self._article.events.spans)
        self._brands = [p for p in self._places.values() if p.level in ("brand", "corridor")]
        self._body = Spans(self._article.body)
        self._last = ""
        stated = self._with_described(self._with_local(list(self._stated())))
        stated = self._with_cities(stated)
        stated += self._shortened(stated)
        self._names = self._fullest(stated)
        ordered = sorted(stated, key=lambda site: site.start)
        self._named_parks = [site for site in ordered if site.level in _POINTED_AT]
        self._named_zones = [site for site in ordered if site.level in (*_POINTED_AT, "zone")]
        pointed = self._pointed(Spans(sorted((s.start, s.end) for s in stated)))
        self.sites = self._with_phases([self._named(site) for site in [*stated, *pointed]])
        self._starts = [site.start for site in self.sites]

    def between(self, start: int, end: int) -> list[Site]:
        """Sites named or meant between two offsets, in order."""
        return self.sites[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def last_before(self, position: int, floor: int) -> Site | None:
        """The site named or meant last before a position, not before `floor`."""
        index = bisect_left(self._starts, position) - 1
        site = self.sites[index] if index >= 0 else None
        return site if site is not None and site.start >= floor else None

    def lies_in(self, site: Site) -> bool:
        """Whether a place is only what another lies in or by: P位于[D],集聚A、B."""
        begin = max(0, site.start - _LEAD_TO_PLACE)
        return _lying().search(self._text, begin, site.start) is not None

    def _with_phases(self, found: Iterable[Site]) -> list[Site]:
        """All sites in order, phases among them."""
        whole = self._without_overlap(with_phase(self._text, site) for site in found)
        phases = lone_phases(self._text, self._article.body, whole)
        return sorted([*whole, *phases], key=lambda site: site.start)

    def _with_local(self, stated: list[Site]) -> list[Site]:
        """Add the parks that the article introduces itself, but within longer names."""
        firm = [s for s in stated if s.stated and s.level != "corporate_site"]
        known = Spans(sorted((s.start, s.end) for s in firm))
        ends = {s.end for s in stated if s.stated and s.canonical in self._places}
        own = [
            Site(s, e, self._text[s:e], self._text[s:e], level_of(self._text[s:e]), stated=True)
            for s, e in self._reader.parks.spans
            if e not in ends and not known.cover(s, e) and not self._is_within(s, e)
        ]
        covered = Spans([(site.start, site.end) for site in own])
        return [*(s for s in stated if not covered.touch(s.start, s.end)), *own]

    def _with_cities(self, stated: list[Site]) -> list[Site]:
        """Give a park one name if another only adds its city: 衡州松林药谷 for 松林药谷."""
        own = {self._text[s:e] for s, e in self._reader.parks.spans}
        fuller = {
            site.name: full
            for site in stated
            if site.name in own
            for full in stated
            if full.name != site.name
            and full.name.endswith(site.name)
            and is_all_places(full.name.removesuffix(site.name))
        }
        return [
            replace(fuller[site.name], start=site.start, end=site.end)
            if site.name in fuller
            else site
            for site in stated
        ]

    def _with_described(self, stated: list[Site]) -> list[Site]:
        """Add bases and the like; one whose name holds a label or a city's is meant whole."""
        firm = Spans(sorted((s.start, s.end) for s in stated if s.level not in _WITHIN_NAMES))
        more = [s for s in self._described() if not firm.touch(s.start, s.end)]
        covered = Spans(sorted((s.start, s.end) for s in more))
        return [*(s for s in stated if not covered.touch(s.start, s.end)), *more]

    def _shortened(self, stated: list[Site]) -> list[Site]:
        """Sites by the end of their names: 生物医药谷 for 南京生物医药谷."""
        taken = Spans(sorted((s.start, s.end) for s in stated))
        full = {s.name: s for s in stated if s.level in _POINTED_AT}
        shorts = {
            name[at:]: site
            for name, site in full.items()
            for at in range(2, len(name) - 2)
            if name[at:] not in words("not_short_names") and is_place(name[:at])
        }
        finder = WordFinder.build(dict.fromkeys(shorts, ()))
        return [
            replace(shorts[finder.words[number]], start=s, end=e)
            for number, s, e in (finder.find(self._text) if shorts else [])
            if not taken.touch(s, e) and self._body.cover(s, e) and not self._is_within(s, e)
        ]

    def _without_overlap(self, found: Iterable[Site]) -> list[Site]:
        """Keep of sites that overlap the longest."""
        kept: list[Site] = []
        reach = 0
        for site in sorted(found, key=lambda s: (s.start, -s.end)):
            if site.start >= reach:
                kept.append(site)
                reach = site.end
        return kept

    # --- sites that the places of the article tell -------------------------------------------

    def _stated(self) -> Iterator[Site]:
        projects = {
            (p.start, p.end): p
            for p in self._reader.projects
            if p.owner_end > p.start and self._is_site(self._text[p.start : p.end])
        }
        for start, end in projects:
            name = self._text[start:end]
            yield Site(start, end, name, name, "corporate_site", stated=True)
        owned = Spans(sorted(projects))
        for mention in self._article.places.mentions:
            if mention.level == "anaphor" or owned.touch(mention.start, mention.end):
                continue
            if not self._body.cover(mention.start, mention.end):
                continue
            site = self._of_mention(mention)
            if site is not None:
                self._last = site.canonical if site.level == "park" else self._last
                yield site

    def _is_site(self, name: str) -> bool:
        return name.endswith(("基地", "中心", "工厂", "园", "产线", "孵化器", "研究院"))

    def _of_mention(self, mention: Mention) -> Site | None:
        surface = self._text[mention.start : mention.end]
        own = next((self._places[n] for n in (surface, mention.name) if n in self._places), None)
        if mention.level in _SIZES or self._inside_name(mention):
            return None
        if mention.level in _ADMINISTRATIVE:
            return self._administrative(mention, surface)
        own = own or self._ending_of(surface)
        if own is None or mention.level == "label":
            return self._unknown(mention, surface)
        canonical, end = self._without_part(own.name), mention.end
        level = own.level if own.level in _OWN else "park"
        level = level_of(canonical) if level in ("site", "park") else level
        name = self._without_part(self._without_district(surface, own))
        return Site(mention.start, end, name, canonical, level, stated=True)

    def _without_district(self, surface: str, own: Place) -> str:
        """温江区成都医学城 → 成都医学城: a district before a name is no part of it."""
        if surface in self._places or not surface.endswith(own.name):
            return surface
        before = surface.removesuffix(own.name)
        return own.name if before.endswith(_ADMINISTRATIVE_ENDINGS) else surface

    def _ending_of(self, surface: str) -> Place | None:
        """The zone or park that a name with its city before it means: 宁波[前湾新区]."""
        known = (
            self._places[surface[at:]]
            for at in range(2, len(surface) - 3)
            if surface[at:] in self._places and is_all_places(surface[:at])
        )
        return next((place for place in known if place.level in _OWN), None)

    def _administrative(self, mention: Mention, surface: str) -> Site | None:
        if surface in _PARTS:
            if not self._last:
                return None
            return Site(mention.start, mention.end, self._last, self._last, "park", stated=False)
        if surface.startswith(("在", "来")):
            return None
        level = _ADMINISTRATIVE[mention.level]
        return Site(mention.start, mention.end, mention.name, mention.name, level, stated=True)

    def _inside_name(self, mention: Mention) -> bool:
        in_event = mention.level == "park" and _OF_EVENT.match(self._text, mention.end)
        in_event = in_event or _OF_FUND.match(self._text, mention.end)
        return bool(in_event) or self._is_within(mention.start, mention.end)

    def _is_within(self, start: int, end: int) -> bool:
        """Whether a span is only part of the name of an organisation or event."""
        near = self._reader.between(max(0, start - 2 * _LONGEST), end)
        named = any(
            n.start <= start and end <= n.end and (n.start, n.end) != (start, end) for n in near
        )
        return named or self._events.cover(start, end)

    def _unknown(self, mention: Mention, surface: str) -> Site | None:
        """A park that the gazetteer does not hold, or a label such as 生命谷."""
        own = next(
            (
                p
                for p in self._places.values()
                if p.level in ("brand", "corridor") and surface.endswith(p.name)
            ),
            None,
        )
        if mention.level == "label" and own is not None:
            return Site(mention.start, mention.end, own.name, own.name, own.level, stated=True)
        zone = self._article.places.main.get("zone", "")
        if (
            zone
            and not mention.governs
            and surface.endswith(tuple(data("places")["anaphora"]["zone"]))
            and not surface.endswith(words("zone_endings")[:1])
        ):
            start = mention.end - len("开发区")
            return Site(start, mention.end, zone, zone, "zone", stated=False)
        placed = any(surface.startswith(p) and surface != p for p in self._place_words())
        if surface.startswith((*_WHOLE, *words("no_park_starts"))):
            return None
        if not placed and self._begins_within(mention.start):
            return None
        if surface.endswith("园") and self._text.startswith("区", mention.end):
            surface += "区"
        placed = placed or self._is_of_place(mention.start)
        branded = any(p.level == "brand" and surface.startswith(p.name) for p in self._brands)
        if not (mention.governs or placed or branded):
            return None
        end = mention.start + len(surface)
        return Site(mention.start, end, surface, surface, level_of(surface), stated=True)

    def _is_of_place(self, start: int) -> bool:
        """Whether a name stands behind where it lies: 临空区的[国际生物医药园]."""
        return _OF_PLACE.search(self._text, max(0, start - _LEAD_TO_PLACE), start) is not None

    def _place_words(self) -> Iterator[str]:
        """Places known to the article, in full and in short."""
        for mention in self._article.places.mentions:
            if mention.level not in (*_SIZES, "anaphor") and mention.end - mention.start > 1:
                yield self._text[mention.start : mention.end]
            if mention.level == "district":
                yield mention.name[:-1]  # 临平 of 临平区

    def _begins_within(self, position: int) -> bool:
        """Whether a name begins in the middle of a word: 化复合产业园区."""
        token = self._reader.tokens.at(position)
        return token.start < position < token.end or token.tag in ("v", "d", "t", "p")

    def _without_part(self, name: str) -> str:
        """国际医疗器械城东区 → 国际医疗器械城."""
        for part in _PARTS:
            if name.endswith(part) and name[: -len(part)] in self._places:
                return name[: -len(part)]
        return name

    # --- sites told by what they are for -----------------------------------------------------

    def _described(self) -> Iterator[Site]:
        """Bases and the like whose name is what they are for: 细胞治疗研发中试基地."""
        taken = Spans(
            sorted((p.start, p.end) for p in self._reader.projects if p.owner_end > p.start)
        )
        for begin, stop in self._article.body:
            ends: dict[int, int] = {}
            for _, s, e in _bases().find(self._text[begin:stop]):
                ends[e] = min(s, ends.get(e, s))
            for stop_at, ending in sorted(ends.items()):
                end = stop_at + self._text.startswith("区", begin + stop_at)
                start = self._start(begin + ending, begin)
                if begin + end - start < _SHORTEST_BASE or taken.touch(start, begin + end):
                    continue
                if self._is_within(start, begin + end) or _OF_EVENT.match(self._text, begin + end):
                    continue
                if self._is_named(start, begin + ending, begin + end):
                    name = self._text[start : begin + end]
                    yield Site(start, begin + end, name, name, level_of(name), stated=True)
            for match in _CLUSTER_NAME.finditer(self._text, begin, stop):
                start = self._start(match.end() - 3, begin)
                name = self._text[start : match.end()]
                if is_place(name[:3]) or is_place(name[:2]):
                    yield Site(start, match.end(), name, name, "regional_cluster", stated=True)

    def _start(self, end: int, floor: int) -> int:
        """Where the words before an ending begin that can be part of its name."""
        tokens = self._reader.tokens
        index = tokens.index(end - 1) if end > floor else -1
        start = end
        while index >= 0 and tokens.all[index].start >= max(floor, end - _LONGEST):
            token = tokens.all[index]
            word = token.word
            if word in words("site_stops") or not _HAN_ONLY.fullmatch(word):
                break
            if token.tag in ("v", "p", "c", "d", "t", "u", "r", "ul", "uj") and (
                word not in data("organisations")["project_words"]
            ):
                break
            start = token.start
            index -= 1
        return start

    def _is_named(self, start: int, ending: int, end: int) -> bool:
        """Whether a base is one of its own: begun by a place, or the subject of its clause."""
        name = self._text[start:end]
        if name.startswith(_WHOLE):
            return False
        first = self._reader.tokens.at(start)
        placed = any(
            m.start == start and m.end < end and m.level != "anaphor"
            for m in self._article.places.between(start, end)
        )
        if placed or (first.tag == "ns" and first.start == start):
            return end - start > _SHORTEST_BASE
        subject = self._text[end : end + 1] in ("则", "也", "已", "内")
        opens = start == 0 or self._text[start - 1] in ",，;；。的\n、"
        return ending - start >= 2 and opens and (subject or self._purposed(start))

    def _purposed(self, start: int) -> bool:
        """Whether the words before say what the base is for: 专注于细胞治疗领域的X."""
        return bool(
            re.search("(?:专注|聚焦)[^,，。;；]{2,16}的$", self._text[max(0, start - 24) : start])
        )

    # --- one name each -----------------------------------------------------------------------

    def _fullest(self, found: list[Site]) -> dict[str, str]:
        """For each site the longest of its names, in Chinese characters alone if it has such."""
        names: dict[str, str] = {}
        for site in found:
            if site.level in ("city", "district", "region"):
                names[site.canonical] = site.canonical
                continue
            known = names.get(site.canonical, "")
            mixed = not _HAN_ONLY.fullmatch(known)
            if _HAN_ONLY.fullmatch(site.name) and (mixed or len(site.name) > len(known)):
                names[site.canonical] = site.name
            names.setdefault(site.canonical, site.name)
        return names

    def _named(self, site: Site) -> Site:
        name = self._names.get(site.canonical, site.name)
        return Site(site.start, site.end, name, site.canonical, site.level, site.stated)

    def _pointed(self, taken: Spans) -> Iterator[Site]:
        """What 园区, 全区 and 该基地 mean: the park named last, else as places are read."""
        parks = self._named_parks
        for begin, stop in self._article.body:
            last: Site | None = None
            for match in _pointers().finditer(self._text, begin, stop):
                near = self._meant(match, begin)
                same = last is not None and self._text.find("。", last.start, match.start()) < 0
                if last is not None and same and match[0] in words("near_pointers"):
                    near = last  # 基地已引进A,B的新厂也在这里
                if near is not None and not taken.touch(*match.span()):
                    last = replace(near, start=match.start(), end=match.end(), stated=False)
                    yield last
        for mention in self._article.places.mentions:
            written = self._text[mention.start : mention.end]
            if mention.level != "anaphor" or taken.touch(mention.start, mention.end):
                continue
            if not self._body.cover(mention.start, mention.end):
                continue
            if self._is_end_of_word(mention.start):
                continue
            if written in words("site_pointers") and parks and parks[0].start < mention.start:
                continue
            yield from self._as_read(mention)

    def _meant(self, pointer: re.Match[str], paragraph: int) -> Site | None:
        """The park that a word such as 园区 means; 这里 may mean a zone of its paragraph."""
        if _SEVERAL.search(self._text, max(0, pointer.start() - 4), pointer.start()):
            return None  # 两个园区, 专业园区
        if pointer[0] in words("pointed_parks"):  # 基地 means one that is called so
            alike = [site for site in self._named_parks if site.name.endswith(pointer[0])]
            at = bisect_left([site.start for site in alike], pointer.start()) - 1
            return alike[at] if at >= 0 else None
        near = pointer[0] in words("near_pointers")
        parks = self._named_zones if near else self._named_parks
        kind = pointer[0][0] if pointer[0].endswith(("内", "区")) else ""
        if kind in _KINDS:  # 港内, 港区
            ends = (kind, pointer[0])
            parks = [site for site in self._named_zones if site.name.endswith(ends)] or parks
        at = bisect_left([site.start for site in parks], pointer.start()) - 1
        floor = paragraph if near else pointer.start() - _FAR + 1
        return parks[at] if at >= 0 and parks[at].start >= floor else None

    def _is_end_of_word(self, start: int) -> bool:
        """Whether a pointer is only how a longer word ends: 协同创[新区], 中药(合肥)[产业园]."""
        if self._text[start - 1 : start] in ("）", ")"):
            return True
        token = self._reader.tokens.at(start)
        return token.start < start < token.end

    def _as_read(self, mention: Mention) -> Iterator[Site]:
        canonical = self._without_part(mention.name)
        place = self._places.get(canonical)
        if place is not None and place.level in _SIZES:
            return
        level = "park" if place is None else _ADMINISTRATIVE.get(place.level, place.level)
        level = level_of(canonical) if level in ("park", "site") else level
        yield Site(mention.start, mention.end, canonical, canonical, level, stated=False)


@cache
def _lying() -> re.Pattern[str]:
    return re.compile(rf"{alternation(words('lies_in'))}[^,，。;；、的]{{0,6}}$")


@cache
def _pointers() -> re.Pattern[str]:
    alone = alternation(words("pointed_parks"))
    return re.compile(
        rf"{alternation(words('site_pointers'))}|(?<=[在户驻于进到入根]){alone}(?=[,，。;；、建设投的])|(?<=[是为]){alone}(?=的[^,，。;；]{{0,6}}(?:企业|公司|机构|成员))|(?<=[。;；\n]){alone}(?![园区谷城])"
        r"|(?<=[。；;\n])它(?=位于|地处|坐落|占地|由|重点|聚焦|主攻|规划|建于|始建)"
        rf"|(?<=[,，]){alone}(?=里|内|以|已|现|又|还|也|将|今年|与|则|引进|拥有|集聚)"
    )


@cache
def _bases() -> WordFinder:
    return WordFinder.build(dict.fromkeys(words("bases"), ()))
