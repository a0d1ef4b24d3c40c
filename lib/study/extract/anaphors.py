"""Resolves the words that stand for a place named elsewhere: 全区, 园区, 高新区, 东区."""

from __future__ import annotations

import re
from collections import Counter, deque
from collections.abc import Callable, Mapping, Sequence

from study.extract.mentions import Mention, is_direction
from study.lexicon.domain import context
from study.lexicon.loader import alternation, data
from study.lexicon.places import Gazetteer

_AREA = "区"
_PARK_SIGN = "园"
_LIKE_AREAS = ("开发区", "新城", "科学城", "科技城")  # have their own 全区, too
_POINTED = "该"  # the area named last, in whichever sentence
_NEW_AREA = "新区"  # a zone, or a district such as 浦东新区
_HIGH_TECH = "高新区"  # and no such area
_SORTED_ZONES = (_HIGH_TECH, "经开区")  # 经开区 is never one of high technology
_ANY_PARK = frozenset(
    {"园内", "园区", "该园区", "园区内", "本园区"}
)  # mean any park, whatever its ending
_LOCAL = ("province", "city", "district", "zone", "park", "site")
_PARKS = ("park", "site", "zone")
_REGION = "自治区"  # 全区 may mean it too
_ENDING = 2  # characters by which 先行区 finds the place whose name ends so
_BEFORE_PARTS = "和及与的在中其、"
_PAUSES = ",，:：】 在"
_FIRM_BEHIND = re.compile(alternation(data("claims")["firm_nouns"]))
_PROJECT = re.compile("项目|工程|[一二三四五]期")
_BRANDING = re.compile(f"{context('branding')}[“‘「]?$")
_LONGEST_BRANDING = 4
_BEFORE_SUBJECT = 12  # characters before the city that a paragraph opens with
_NEAR = 3  # a part such as 东区 belongs to a park among the last three places


class LastNamed:
    """What such words mean, asked from the beginning of an article to its end.

    Args:
        text: Clean text of the article.
        mentions: Places named in it, in order.
        main: For each level the place the article is mostly about, and under `headline`
            the park that its headline names.
        places: The tree of places.
        around: Gives the names of the places around a place of the article.
    """

    def __init__(
        self,
        text: str,
        mentions: Sequence[Mention],
        main: Mapping[str, str],
        places: Gazetteer,
        around: Callable[[str], tuple[str, ...]],
    ) -> None:
        """Start before the first place."""
        self._text = text
        self._mentions = mentions
        self._main = _with_small_city(main, mentions, around)
        self._places = places
        self._around = around
        self._district = ""
        self._district_of: dict[str, str] = {}
        self._districts = {m.name for m in mentions if m.level == "district"}
        self._passed = 0
        self._named_in: dict[str, Mention] = {}
        self._near: deque[Mention] = deque(maxlen=_NEAR)
        self._park = self._zone = self._new_area = ""
        self._zone_ending_in: dict[str, str] = {}
        self._zone_of_sort_in: dict[bool, str] = {}
        self._ending_in: dict[str, str] = {}
        self._park_at = self._told_of = -1
        self._city_told_of = ""

    def meaning(self, word: str, level: str, position: int, sentence: int) -> str:
        """Place that a word means at a position, or "".

        Args:
            word: 全区, 园区, 东区 …
            level: Level of the place it means, or "part" for a part of a park.
            position: Where it stands, never before the position asked last.
            sentence: Where its sentence begins; a place named there comes first.
        """
        self._pass_to(position)
        if level == "part":
            return self._part_of_park(word, position)
        if level in ("local", "here"):
            named = self._last_in_paragraph(position)
            apart = self._park_at < self._text.rfind("\n", 0, position)
            # 如果说生物岛是大脑,知识城就是工厂。这里…: a zone that was named after the park
            zone = self._near[-1] if self._near else None
            later = zone is not None and zone.level == "zone" and zone.start > self._park_at
            apart = apart or (later and zone is not None and zone.name == named)
            here = level == "here" and self._of("park") and not (named and apart)
            return self._park if here else named
        ending = self._ending_in.get(word[-_ENDING:], "") if word != _NEW_AREA else ""
        if level == "ending" or (ending and word not in _ANY_PARK):
            return ending or self._named_later(word)
        return self._meant_by_level(word, level, position, sentence)

    def _meant_by_level(self, word: str, level: str, position: int, sentence: int) -> str:
        """What 园区, 高新区, 全区 or 全市 means, whose endings name nothing."""
        if level == "park":
            return self._park_meant(word, position, sentence)
        if level == "zone":
            return self._zone_meant(word)
        if level == "district":
            return self._district_meant(word, sentence)
        return self._region_meant(level, position, sentence)

    def _part_of_park(self, word: str, position: int) -> str:
        """东区 of the park named last; not 路东区, and not 集中区."""
        parks = [m for m in self._near if m.level in ("park", "zone")]
        before = self._text[position - 1 : position]
        apart = not "\u4e00" <= before <= "\u9fff" or before in _BEFORE_PARTS
        of_park = parks and (apart or parks[-1].end == position)
        return f"{parks[-1].name}{word}" if of_park else ""

    def _region_meant(self, level: str, position: int, sentence: int) -> str:
        """全市 means the city of its sentence, else the one that its paragraph opens with."""
        named = self._named_in.get(level)
        if named and named.start >= sentence:
            return named.name
        if level == "city" and self._told_of > self._text.rfind("\n", 0, position):
            return self._city_told_of
        return self._of(level)

    def _last_in_paragraph(self, position: int) -> str:
        """当地 is the place named last in the paragraph, be it a city or a zone."""
        line = self._text.rfind("\n", 0, position)
        named = (m for m in reversed(self._near) if m.start > line and m.level in _LOCAL)
        return next((m.name for m in named), "")

    def _named_later(self, word: str) -> str:
        """The one place whose full name ends so, though it is named further on: 新片区."""
        if len(word) <= _ENDING:
            return ""
        places = (m for m in self._mentions if m.level in _PARKS)
        names = {m.name for m in places if self._text[m.start : m.end].endswith(word)}
        return names.pop() if len(names) == 1 else ""

    def _district_meant(self, word: str, sentence: int) -> str:
        """全区 means the district or zone of its sentence, 该区 the one named last anywhere."""
        named = self._named_in.get("district")
        if word.startswith(_POINTED):
            area = self._area_since(0, (*_PARKS, "district"))
        elif named and named.start >= sentence and _is_called(named.name, word):
            area = named.name
        else:
            area = self._area_since(sentence, _PARKS)
        districts = (self._district, self._of("district"))
        zones = (self._zone, self._of("zone"))
        # A district of which only a park is named is none whose readers say 全区 beside a zone.
        known = [name for name in districts if name in self._districts]
        meant = (name for name in (*known, *zones, *districts) if _is_called(name, word))
        return area or next(meant, "")

    def _area_since(self, position: int, levels: Sequence[str]) -> str:
        """The 区 named last since a position, be it only a zone: 苏州工业园区……全区."""
        named = (m for m in reversed(self._near) if m.start >= position)
        areas = (m.name for m in named if m.level in levels and m.name.endswith(_AREA))
        return next(areas, "")

    def _park_meant(self, word: str, position: int, sentence: int) -> str:
        """园区 means the park named last, else the zone, else what the article is about.

        A zone is meant where it was named after the park, if it is itself called 园区, such
        as 苏州工业园区, or was named in the sentence: 7家在张江设立中心,园区机构420家.
        """
        pointed = self._park_pointed_at(word, position)
        if pointed:
            return pointed
        ending = word[-_ENDING:]
        others = (m for m in self._near if m.level in _PARKS and m.name != self._park)
        zones = [m for m in others if not self._is_listed(m)]
        last = zones[-1] if zones else None
        if last and last.start > self._park_at:
            beside = last.start >= sentence > self._park_at
            beside = beside and self._text.endswith("在", 0, last.start)
            if last.name.endswith(ending) or beside:
                return last.name
        called = (zone for zone in (self._zone, self._of("zone")) if zone.endswith(ending))
        beside = _PARK_SIGN not in self._park[-_ENDING:]  # so, too, where none is named yet
        if word in _ANY_PARK and (beside or self._is_called_so(ending)):
            # 苏州工业园区, where only a 健康港 is named beside
            return next(called, self._park or self._zone or self._of("park", "zone"))
        return self._park or self._zone or self._of("park", "zone")

    def _park_pointed_at(self, word: str, position: int) -> str:
        """该园 is the park named last; 园区 in a paragraph that names none that of the headline."""
        parks = (m.name for m in reversed(self._near) if m.level in _PARKS)
        last = next(parks, "") if word.startswith(_POINTED) else ""
        if last:
            return last
        opened = self._text.rfind("\n", 0, position) + 1
        alone = self._park_at < opened and word in _ANY_PARK
        return self._of("headline") if alone else ""

    def _is_called_so(self, ending: str) -> bool:
        """Whether the zone around the park named last is itself what its readers call 园区."""
        if self._park == self._of("headline"):
            return False
        zone = self._zone or self._of("zone")
        return zone.endswith(ending) and zone in self._around(self._park)

    def _pass_to(self, position: int) -> None:
        while self._passed < len(self._mentions):
            mention = self._mentions[self._passed]
            if mention.start >= position:
                return
            self._passed += 1
            if mention.governs:
                self._remember(mention)
            elif mention.level == "district":
                # 地处双流区: what lies there may go on about 全区.
                self._named_in["district"] = mention
            elif mention.level in _PARKS:
                self._ending_in.setdefault(
                    self._text[mention.end - _ENDING : mention.end], mention.name
                )

    def _remember(self, mention: Mention) -> None:
        self._near.append(mention)
        self._district = self._district_around(mention.name) or self._district
        self._named_in[mention.level] = mention
        if mention.level == "city" and self._opens_paragraph(mention):
            self._told_of, self._city_told_of = mention.start, mention.name
        # Premises that an article has brought in itself are no 基地 or 园区 where one was named.
        own = mention.level == "site" and mention.name not in self._places.places
        aside = own and bool(self._park)
        if mention.level in ("park", "site") and not (aside or self._is_beside_the_point(mention)):
            self._park, self._park_at = mention.name, mention.start
        elif mention.level == "zone":
            self._zone = mention.name
            self._zone_ending_in[mention.name[-1]] = mention.name
            self._zone_of_sort_in[_is_high_tech(mention.name)] = mention.name
        if mention.level in _PARKS:
            ending = self._text[mention.end - _ENDING : mention.end]
            self._ending_in[ending] = (own and self._ending_in.get(ending)) or mention.name
        if mention.name.endswith(_NEW_AREA) and not mention.name.endswith(_HIGH_TECH):
            self._new_area = mention.name

    def _district_around(self, name: str) -> str:
        """The district or region that a place is or lies in, or ""; looked up once a name."""
        known = self._district_of.get(name)
        if known is None:
            around = (self._places.places.get(each) for each in (name, *self._around(name)))
            areas = (p for p in around if p and (p.level == "district" or p.name.endswith(_REGION)))
            known = self._district_of[name] = next((area.name for area in areas), "")
        return known

    def _opens_paragraph(self, city: Mention) -> bool:
        """Whether a city is the first of its paragraph, and its subject or 宜昌的…."""
        line = self._text.rfind("\n", 0, city.start) + 1
        lead = self._text[line : city.start]
        first = self._told_of < line and "。" not in lead and len(lead) < _BEFORE_SUBJECT
        if is_direction(self._text, city.start) or (lead and lead[-1] not in _PAUSES):
            return False
        return first and not _FIRM_BEHIND.match(self._text, city.end)

    def _is_listed(self, mention: Mention) -> bool:
        """Whether a park is one of several parts: 布局A园、B园等."""
        text, start, end = self._text, mention.start, mention.end
        return "、" in (text[start - 1 : start], text[end : end + 1])

    def _is_beside_the_point(self, park: Mention) -> bool:
        """Whether a park is one of several, a project, or what a zone wants to be: 打造“X药谷”."""
        if _PROJECT.match(self._text, park.end):
            return True
        if self._park and self._is_listed(park):
            return True
        return is_branded(self._text, park.start) and bool(self._zone or self._park)

    def _zone_meant(self, word: str) -> str:
        """高新区 means the zone named last, else the one of the article's city."""
        if word == _NEW_AREA:
            return self._new_area
        named = self._zone_ending_in.get(word[-1], "")
        if _is_high_tech(word) != _is_high_tech(named) and word in _SORTED_ZONES:
            named = self._zone_of_sort_in.get(_is_high_tech(word), "")
        city = self._main.get("city", "")
        if named or not city:
            return named or self._of("zone")
        return self._places.zone_of(city, word)

    def _of(self, *levels: str) -> str:
        """The place of the first of some levels that the article is mostly about."""
        return next((self._main[level] for level in levels if self._main.get(level)), "")


def is_branded(text: str, start: int) -> bool:
    """Whether a park that starts there is what somebody wants to be called: 做强“海口药谷”."""
    return _BRANDING.search(text, max(0, start - _LONGEST_BRANDING), start) is not None


def _is_called(name: str, word: str) -> bool:
    """Whether a place is one that a word such as 全区 or 全县 may mean: 昆山市 is no 区."""
    return bool(name) and (_AREA not in word or name.endswith((_AREA, *_LIKE_AREAS)))


def _is_high_tech(zone: str) -> bool:
    return "高新" in zone


def _with_small_city(
    main: Mapping[str, str],
    mentions: Sequence[Mention],
    around: Callable[[str], tuple[str, ...]],
) -> Mapping[str, str]:
    """What an article is about, with 昆山市 for the city where that is named more than its own.

    What lies elsewhere in the city speaks for the city: 启东市 beside 海门区 is one of several.
    """
    district, city = main.get("district", ""), main.get("city", "")
    if not district.endswith("市"):
        return main
    named = Counter(mention.name for mention in mentions if mention.governs)
    told_of_city = sum(
        count
        for name, count in named.items()
        if city in (name, *around(name)) and district not in (name, *around(name))
    )
    return {**main, "city": district} if named[district] > told_of_city else main
