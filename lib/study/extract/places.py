"""Finds the places an article names and decides which of them a number speaks of."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise

from study.extract.anaphors import LastNamed, is_branded
from study.extract.mentions import (
    ISSUER,
    Mention,
    Spans,
    hosts,
    is_attribute,
    is_direction,
    is_seat,
    may_govern,
)
from study.extract.one_name import by_one_name
from study.extract.parks import is_own, with_unknown_parks
from study.extract.premises import with_premises
from study.extract.short_names import with_short_names
from study.lexicon.domain import context
from study.lexicon.loader import WordFinder, alternation, data
from study.lexicon.places import Gazetteer, Place, gazetteer

_NOT_DEFAULT = frozenset({"region", "world", "foreign", "label"})
_TOWNS = ("province", "city")
_TOGETHER = 3  # districts of one city
_SHORT_COUNTY = 2  # characters
# 全省重大项目集中开工动员会 was held by the province.
_MEETING = re.compile(f"[^,，。;；的]{{2,16}}?{context('meetings_of_places')}")
_NO_PLACES = tuple(data("places")["no_places"])  # 朝阳产业
_MEDIA = re.compile(context("media"))  # 新华社, 新华网
# 浑江中游, too, is where something lies beside a river.
_MOUNTAINSIDE = re.compile("[\u4e00-\u9fff]?山[东西南北]?[麓坡脚]|山[东西]侧|[江河][上中下]游")
_BRANDS = ("park", "site")
_TOWN_LEVEL = "town"
_TOWN = re.compile("[\u4e00-\u9fff]{2}(?:镇|街道)(?![区长园江海])")
_OF_IT = re.compile("的[\u4e00-\u9fff]{0,3}")  # and what is not read of the name
_HEIGHTS = frozenset("山江河")
_SIDE = re.compile("山[东西南北]?[麓坡脚]")
_LONGEST_SIDE = 2  # characters of 西麓
_LONGEST_NAME = 12  # characters of a name that is looked for again
_LONGEST_TITLE = 40
_TWICE = 2
_NATION = "全国"
MANAGERS = "园方"  # who runs a park may speak in an article about others
_HEADLINE = 120
_GROUNDS = "园区"


# A Chinese character; a class without a range, which takes the engine long to compile.
_LETTER = r"[^\W\d_A-Za-z]"


def _most(votes: Counter[str]) -> tuple[str, int]:
    """What has most votes, and how many; the first by name of several."""
    name = min(votes, key=lambda name: (-votes[name], name)) if votes else ""
    return name, votes[name]


@cache
def _anaphora() -> tuple[re.Pattern[str], dict[str, str]]:
    """Words that stand for a place, as a pattern and with the level each means."""
    content = data("places")
    levels = {word: level for level, group in content["anaphora"].items() for word in group}
    words = [*levels, *content["park_parts"]]
    levels |= dict.fromkeys(content["park_parts"], "part")
    bare = set(content["bare_parks"]) - set(levels)
    levels |= dict.fromkeys(bare, "ending")
    kinds = {*content["anaphora"]["park"], *content["anaphora"]["zone"]}
    # What must not stand before a word. 国家级高新区112家 and 206个园区 speak of no one of them;
    # 特区政府 is of no district, nor is 市区财政; 园区内 and 城区内 are others.
    before: dict[str, list[str]] = {}
    for word in words:
        none = "(?<![级个家他类业色评强选批等亿])" if word in kinds else ""
        if word in _WITHIN_AREA:
            none += r"(?<!\w)"
        elif word[0] == "区":
            none += "(?<![特市])"
        if word in content["anaphora"]["here"]:
            none += r"(?<![^,，。;；“\n])"
        before.setdefault(none, []).append(word)
    # 资本市场 names no city, 全区域 no district, and 特色产业园 no park in particular.
    forms = [f"{none}{alternation(group)}(?![场域间外])" for none, group in before.items()]
    led = "|".join(f"(?<={lead})" for lead in content["before_bare_parks"])
    forms.append(rf"(?:(?<![\w”])|{led}){alternation(bare)}(?!{_LETTER}{{0,2}}[个家])")
    # 这座去年启用的孵化器建筑面积1.2万平方米
    forms.append("(?<=的)(?:孵化器|加速器)(?=[楼建总占面目已现])")
    return re.compile("|".join(forms)), levels


@cache
def _anaphor_words() -> WordFinder:
    return WordFinder.build(dict.fromkeys(_anaphora()[1], ()))


def _anaphors(text: str, spans: Sequence[tuple[int, int]]) -> Iterator[re.Match[str]]:
    """Words that stand for places, in the paragraphs of a text.

    The pattern is tried only where the automaton finds one of its words, which skips
    nearly all of a text.
    """
    pattern, _ = _anaphora()
    starts = sorted({start for _, start, _ in _anaphor_words().find(text)})
    for begin, stop in spans:
        done = begin
        for start in starts[bisect_left(starts, begin) : bisect_left(starts, stop)]:
            match = pattern.match(text, start, stop) if start >= done else None
            if match:
                yield match
                done = match.end()


_OF_NO_REGION = tuple(data("places")["not_of_regions"])
_WITHIN_AREA = ("区内", "区里")
_WORDS_INTO_NAMES = frozenset(data("places")["words_into_names"])
_WORDS_OUT_OF_NAMES = frozenset(data("places")["words_out_of_names"])
_AROUND = tuple(data("places")["with_mainland_cities"])
_SENTENCE_REACH = 300  # characters within which 全市 looks for the city of its sentence


_PRAISE = re.compile(alternation(data("words")["contexts"]["praise"]))


class PlaceReader:
    """Finds the places of one article, resolving 全区 and 园区 to what they mean there.

    Args:
        text: Clean text of the article.
        spans: Spans of its body paragraphs.
        home: Place for whose readers it is written, or "" where nothing shows it.
    """

    def __init__(self, text: str, spans: Sequence[tuple[int, int]], home: str = "") -> None:
        """Find every place once; look-ups afterwards are by position."""
        self.text = text
        self.gazetteer: Gazetteer = gazetteer()
        self._home = home
        known = self._known()
        known = sorted([*known, *self._towns(known)], key=lambda m: m.start)
        parks = with_premises(text, spans, with_unknown_parks(text, spans, known))
        named = self._join(with_short_names(text, parks))
        body = Spans(spans)
        named = self._where_seated(by_one_name(text, named, spans))
        inside = [body.cover(m.start, m.end) for m in named]
        self.mentions = [m for m, told in zip(named, inside, strict=True) if told]
        self._beside = [m for m, told in zip(named, inside, strict=True) if not told]
        self._parents = self._parents_meant()
        self._parents |= self._parents_of_unknown()
        self.main = self._main()
        self.mentions = self._with_anaphors(spans)
        self.starts = [mention.start for mention in self.mentions]
        self._named_within, self._named = self._counted()

    def between(self, start: int, end: int) -> list[Mention]:
        """Places named between two offsets, in order."""
        return self.mentions[bisect_left(self.starts, start) : bisect_left(self.starts, end)]

    def disregard(self, spans: Sequence[tuple[int, int]]) -> None:
        """Keep places inside the names of events from speaking for the numbers of the article.

        Args:
            spans: Spans of such names, sorted, not overlapping.
        """
        names = Spans(spans)
        for index, mention in enumerate(self.mentions):
            if mention.governs and names.cover(mention.start, mention.end):
                self.mentions[index] = replace(mention, governs=False)

    def _known(self) -> list[Mention]:
        """Places of the gazetteer, weak names only where a strong one stands near them."""
        hits = self.gazetteer.find(self.text)
        meanings, names = self.gazetteer.meanings, self.gazetteer.names
        places, rivals = self.gazetteer.places, self.gazetteer.rivals
        named = {meanings[number][0] for number, _, _ in hits if not meanings[number][1]}
        around = named.union(*(self.gazetteer.ancestors(name) for name in named))
        around |= self._districts_named_together(hits) | self._parts_named_with_wholes(hits)
        around |= {self._home} if self._home else set()
        alone = not named
        found: list[Mention] = []
        for number, start, end in hits:
            name, weak = meanings[number]
            if self.text[start] == "日" and self.text[start - 1 : start].isdigit():
                continue  # 29日本报讯
            if self.text.startswith(_NO_PLACES, start) or self.text.endswith(_AROUND, 0, start):
                continue
            if self.text.startswith("畔", end):
                continue  # 太子河畔 is beside the river
            if self._is_mountainside(start, end) or (weak and _MEDIA.match(self.text, end)):
                continue
            if self._crosses_words(start, end):
                found += self._behind(start, end)
                continue
            rival = rivals.get(names[number])
            if rival and not around.isdisjoint(places[rival].parents):
                name = rival
            place = places[name]
            if weak:
                meant = name in around or not around.isdisjoint(place.parents)
                meant = meant or (alone and self._opens_clause(start))
                meant = meant or self.gazetteer.within(name, self._home)
            else:
                meant = not self._ends_word(place, start, end)
            if meant:
                found.append(self._mention(place, start, end))
            elif weak:
                found += self._behind(start, end)
        return found

    def _towns(self, known: Sequence[Mention]) -> Iterator[Mention]:
        """Towns that stand behind the name of their district somewhere: 广陵区[头桥镇]."""
        districts = (m for m in known if m.level == "district")
        matches = (_TOWN.match(self.text, m.end) for m in districts)
        for name in {match[0] for match in matches if match}:
            at = self.text.find(name)
            while at >= 0:
                end = at + len(name)
                yield Mention(at, end, name, _TOWN_LEVEL, may_govern(self.text, at, end))
                at = self.text.find(name, end)

    def _is_mountainside(self, start: int, end: int) -> bool:
        """Whether a name is only part of that of a mountain: 长白[山西]麓, 长[白山]脚下."""
        if _HEIGHTS.isdisjoint(self.text[start : end + 1]):
            return False
        mountain = _MOUNTAINSIDE.search(self.text, start, end + _LONGEST_SIDE)
        before = mountain is not None and mountain.end() > end
        return before or _SIDE.match(self.text, end) is not None  # [长白]山西麓

    def _crosses_words(self, start: int, end: int) -> bool:
        """Whether a name only stands across two words: 平[台中]试, 成[长沙]龙, 江南[区]块."""
        before, behind = self.text[start - 1 : start + 1], self.text[end - 1 : end + 1]
        return before in _WORDS_INTO_NAMES or behind in _WORDS_OUT_OF_NAMES

    def _behind(self, start: int, end: int) -> Iterator[Mention]:
        """Sure names that begin within one that is not meant: 当[中江]苏有3席."""
        if not any(
            self.text[at : at + 2] in self.gazetteer.openings for at in range(start + 1, end)
        ):
            return
        for number, s, e in self.gazetteer.find(self.text[start + 1 : end + _LONGEST_NAME]):
            name, weak = self.gazetteer.meanings[number]
            if start + 1 + s < end <= start + e and not weak:
                yield self._mention(self.gazetteer.places[name], start + 1 + s, start + 1 + e)

    def _opens_clause(self, start: int) -> bool:
        """Whether a place stands where a subject does: 长垣的口罩产量."""
        return start == 0 or self.text[start - 1] in ",，。;；:：\n"

    def _districts_named_together(self, hits: Sequence[tuple[int, int, int]]) -> set[str]:
        """Cities of which several districts are named by short names: 浦东、闵行、奉贤."""
        meanings, places = self.gazetteer.meanings, self.gazetteer.places
        weak = {meanings[number][0] for number, _, _ in hits if meanings[number][1]}
        cities = Counter(parent for name in weak for parent in places[name].parents)
        return {city for city, count in cities.items() if count >= _TOGETHER}

    def _parts_named_with_wholes(self, hits: Sequence[tuple[int, int, int]]) -> set[str]:
        """Places of which a part is named by a short name as well: 樟树 beside 中国药都."""
        meanings, places = self.gazetteer.meanings, self.gazetteer.places
        weak = {meanings[number][0] for number, _, _ in hits if meanings[number][1]}
        wholes = {places[name].parents[0] for name in weak if places[name].parents}
        return weak & wholes

    def _ends_word(self, place: Place, start: int, end: int) -> bool:
        """Whether a two-character county name is only the end of a word: 示范县."""
        county = end - start == _SHORT_COUNTY and place.level == "district"
        if not county or not self.text.startswith(place.name, start):
            return False
        before = self.text[start - 1 : start]
        return "\u4e00" <= before <= "\u9fff" and before not in "在于从到和与及市州省、"

    def _mention(self, place: Place, start: int, end: int) -> Mention:
        if place.level == "region":
            governs = not self.text.startswith(_OF_NO_REGION, end)
        elif place.level in _BRANDS and is_branded(self.text, start):
            governs = False  # 全市围绕打造“中国医药城”目标
        else:
            governs = may_govern(self.text, start, end)
        if place.level in data("places")["labels_only"]:
            return Mention(start, end, place.parents[0], "label", governs)
        return Mention(start, end, place.name, place.level, governs)

    def _join(self, found: list[Mention]) -> list[Mention]:
        """Read 北京市昌平区 as one place, the inner one."""
        joined: list[Mention] = []
        for mention in self._by_first_name(found):
            last = joined[-1] if joined else None
            if last and self._in_brackets(mention, last) and self._is_district_of(mention, last):
                joined[-1] = replace(mention, start=last.start)  # 上海(闵行)
            elif last is None or not self._in_brackets(mention, last):
                if last and last.end == mention.start and self._is_another(mention, last):
                    name = self.text[last.start : mention.end]
                    joined[-1] = replace(mention, start=last.start, name=name)
                elif last and last.end == mention.start and self._inside(mention, last):
                    governs = mention.governs and may_govern(self.text, last.start, mention.end)
                    joined[-1] = replace(mention, start=last.start, governs=governs)
                else:
                    joined.append(mention)
        return joined

    def _is_another(self, inner: Mention, outer: Mention) -> bool:
        """深圳BioPark: a park with the name of one elsewhere."""
        latin = self.text[inner.start : inner.end].isascii()
        towns = outer.level in ("city", "district")
        return latin and towns and inner.level == "park" and not self._inside(inner, outer)

    def _where_seated(self, found: list[Mention]) -> list[Mention]:
        """位于如东经济开发区的[生命健康产业园]: the park is spoken of, not where it lies."""
        seated = list(found)
        for at, (around, park) in enumerate(pairwise(found)):
            if park.level not in _BRANDS or not is_seat(self.text, around.start):
                continue
            of_it = _OF_IT.fullmatch(self.text, around.end, park.start)
            if of_it and may_govern(self.text, park.start, park.end):
                seated[at] = replace(around, governs=False)
                seated[at + 1] = replace(park, governs=True)
        return seated

    def _by_first_name(self, found: list[Mention]) -> list[Mention]:
        """Parks by the name that their article gives first: 苏州生物纳米园(BioBAY)."""
        names = {
            inner.name: outer.name
            for outer, inner in pairwise(found)
            if inner.level == outer.level == "park" and self._in_brackets(inner, outer)
        }
        return [replace(m, name=names[m.name]) if m.name in names else m for m in found]

    def _is_district_of(self, inner: Mention, outer: Mention) -> bool:
        towns = inner.level == "district" and outer.level in ("city", "province")
        return towns and self._inside(inner, outer)

    def _in_brackets(self, mention: Mention, last: Mention) -> bool:
        """中国医药城(泰州): the place in brackets explains the one before it."""
        if mention.start != last.end + 1 or self.text[last.end] not in "(（":
            return False
        return self.text[mention.end : mention.end + 1] in ")）"

    def _inside(self, inner: Mention, outer: Mention) -> bool:
        place = self.gazetteer.places.get(inner.name)
        if place is None or outer.name in place.parents:
            return True
        return self.gazetteer.within(inner.name, outer.name)

    def _parents_meant(self) -> dict[str, str]:
        """For each place of which the country holds several, where the article is about it.

        宝山区 beside 双鸭山 is not Shanghai's; what is named nowhere stays what the gazetteer says.
        """
        known = self.gazetteer.places
        names = {m.name for m in self.mentions if m.name in known}
        several = {name for name in names if len(known[name].parents) > 1}
        votes: Counter[str] = Counter()
        for mention in (*self.mentions, *self._beside) if several else ():
            if mention.name not in several:
                votes.update((mention.name, *self.gazetteer.ancestors(mention.name)))
        around = {name: max(known[name].parents, key=votes.__getitem__) for name in several}
        return {name: parent for name, parent in around.items() if votes[parent]}

    def _parents_of_unknown(self) -> dict[str, str]:
        """For each park that the gazetteer lacks where its name says it is, else the main city."""
        known = self.gazetteer.places
        unknown = {m.name for m in self.mentions if m.name not in known}
        if not unknown:
            return {}
        named = Counter(m.name for m in self.mentions if m.governs and m.name in known)
        votes: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for name, count in named.items():
            for around in (name, *self.ancestors(name)):
                votes[known[around].level][around] += count
        city, in_city = _most(votes["city"])
        district, in_district = _most(votes["district"])
        inside = district and self.gazetteer.within(district, city)
        main = district if inside and 2 * in_district > in_city else city
        return {name: parent for name in unknown if (parent := self._named_first(name) or main)}

    def _named_first(self, name: str) -> str:
        """The place that the name of a park begins with, or ""."""
        for number, start, _ in self.gazetteer.find(name):
            if start == 0:
                return self.gazetteer.meanings[number][0]
        return ""

    def ancestors(self, name: str) -> tuple[str, ...]:
        """Names of the places around a place of the article, nearest first."""
        parent = self._parents.get(name)
        if parent is None:
            return self.gazetteer.ancestors(name)
        return (parent, *self.gazetteer.ancestors(parent))

    def within(self, name: str, around: str) -> bool:
        """Whether a place of the article is `around` or lies in it."""
        return name == around or around in self.ancestors(name)

    def _main(self) -> dict[str, str]:
        """For each level the place the article is mostly about.

        What is named beside the article alone, in the names of channels and newspapers,
        tells only of levels that the article itself does not name.
        """
        beside = self._mostly(self._beside)
        towns = {level: beside[level] for level in _TOWNS if level in beside}
        return towns | self._mostly(self.mentions)

    def _mostly(self, mentions: Sequence[Mention]) -> dict[str, str]:
        named: Counter[str] = Counter()
        for mention in mentions:
            if mention.governs:
                named[mention.name] += 2 if mention.start < _HEADLINE else 1
        votes: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for name, count in named.items():
            votes[self.group(name)][name] += 2 * count
            for around in self.ancestors(name):
                votes[self.group(around)][around] += count
        return {
            level: min(count, key=lambda name: (-count[name], name))
            for level, count in votes.items()
        }

    def group(self, name: str) -> str:
        """Level of a place, with sites among the parks, and what the gazetteer does not know."""
        place = self.gazetteer.places.get(name)
        if place is None and _TOWN.fullmatch(name):
            return _TOWN_LEVEL
        return "park" if place is None or place.level == "site" else place.level

    def _counted(self) -> tuple[Counter[str], int]:
        """For each place how many of those named lie in it, and how many are named at all.

        全区 and 园区 are left aside: what they mean hangs on the order of the paragraphs.
        """
        left_aside = (*_NOT_DEFAULT, "anaphor")
        names = Counter(m.name for m in self.mentions if m.level not in left_aside)
        within = Counter(names)
        for name, count in names.items():
            for around in self.ancestors(name):
                within[around] += count
        return within, names.total()

    def named_within(self, around: str) -> tuple[int, int]:
        """How many of the places named lie in one, and how many are named at all.

        The nation, the world and foreign countries are left aside. The numbers do
        not depend on the order of the paragraphs.
        """
        return self._named_within[around], self._named

    def default(self) -> str:
        """The place that the article as a whole speaks of, or "" where it names none.

        From the outermost place inwards: as long as more than half of what is said
        of a place is said of one place within it, the inner one is meant.
        """
        votes: Counter[str] = Counter()
        one = self._of_one_government()
        governed = {*one, *one.values()}
        for mention in self.mentions:
            if mention.level in _NOT_DEFAULT and mention.name != _NATION:
                continue
            told = mention.governs or is_attribute(self.text, mention.start, mention.end)
            told = told or hosts(self.text, mention.end)
            managers = self.text[mention.start : mention.end] == MANAGERS
            spoken_of = told and not managers and not self._only_signs(mention)
            listed = mention.name not in governed and self._is_listed(mention)
            spoken_of = spoken_of and not (self._is_praise(mention) or listed)
            if spoken_of:
                votes[one.get(mention.name, mention.name)] += 3 if mention.start < _HEADLINE else 1
        inner: Counter[tuple[str, str]] = Counter()
        for name, count in votes.items():
            for below, above in pairwise([name, *self.ancestors(name)]):
                inner[above, below] += count
        if not votes:
            return self._any_named()
        current, total = _NATION, sum(votes.values())
        while children := {b: n for (above, b), n in inner.items() if above == current}:
            best = min(children, key=lambda name: (-children[name], name))
            if children[best] * 2 <= total:
                break
            current, total = best, children[best]
        if current == _NATION and not votes[_NATION]:
            return max(votes, key=lambda name: (votes[name], name))
        return current

    def _of_one_government(self) -> dict[str, str]:
        """黄埔区、广州开发区 more than once: of a district and its zone, the second by the first.

        The two have one government, and what is said of either is said of both.
        """
        pairs = Counter(
            (left.name, right.name)
            for left, right in pairwise(self.mentions)
            if self.text[left.start - 1 : left.start] != "、"
            and self.text[left.end : right.start] == "、"
            and self.text[right.end : right.end + 1] != "、"
            and {left.level, right.level} == {"district", "zone"}
        )
        joint = [set(pair) for pair, count in pairs.items() if count >= _TWICE]
        order = list(dict.fromkeys(m.name for m in self.mentions))
        return {max(pair, key=order.index): min(pair, key=order.index) for pair in joint}

    def _only_signs(self, mention: Mention) -> bool:
        """Whether a place only issues something or stands in a title: 《贵州省规划》."""
        if ISSUER.match(self.text, mention.end):
            return True
        opening = self.text.rfind("《", max(0, mention.start - _LONGEST_TITLE), mention.start)
        return opening >= 0 and self.text.find("》", opening, mention.start) < 0

    def _is_praise(self, mention: Mention) -> bool:
        """Whether 全国 only says how good something is: 全国率先, 国内领先."""
        return mention.level == "region" and bool(_PRAISE.match(self.text, mention.end))

    def _is_listed(self, mention: Mention) -> bool:
        """Whether a place is one of several: 竹科、南科各47家."""
        return "、" in (
            self.text[mention.start - 1 : mention.start],
            self.text[mention.end : mention.end + 1],
        )

    def _any_named(self) -> str:
        """A place named at least within the names of organisations, the first such.

        One within the name of a newspaper comes last.
        """
        told = [*self.mentions, *self._beside]
        # 样本园区 and the like name no place at all.
        named_at_all = (m for m in told if m.governs or m.level != "park" or is_own(m.name))
        usable = [m for m in named_at_all if m.level not in _NOT_DEFAULT]
        named = (m.name for m in usable if not self._only_signs(m))
        return next(named, usable[0].name if usable else "")

    def _headed(self, headline: int) -> str:
        """The park that the headline is about, or ""; it ends where the first paragraph does.

        A zone that is itself called 园区, such as 苏州工业园区, is one of them.
        """
        named = (
            m
            for m in self.mentions
            if m.end <= headline
            and (m.governs or m.level != "park" or is_own(m.name))
            and (m.level in ("park", "site") or (m.level == "zone" and m.name.endswith(_GROUNDS)))
        )
        return next((m.name for m in named if not is_branded(self.text, m.start)), "")

    def _sentence_start(self, position: int) -> int:
        """Where the sentence around a position begins, within reach."""
        start = max(0, position - _SENTENCE_REACH)
        for mark in "。\n!?！？":
            start = max(start, self.text.rfind(mark, start, position))
        return start

    def _with_anaphors(self, spans: Sequence[tuple[int, int]]) -> list[Mention]:
        """Add what 全区, 园区 or 东区 mean where they stand."""
        _, levels = _anaphora()
        taken = Spans([(mention.start, mention.end) for mention in self.mentions])
        main = {**self.main, "headline": self._headed(spans[0][1] if spans else 0)}
        last = LastNamed(self.text, self.mentions, main, self.gazetteer, self.ancestors)
        resolved = list(self.mentions)
        starts = {mention.end: mention.start for mention in reversed(self.mentions)}
        for match in _anaphors(self.text, spans):
            start, end = match.span()
            if taken.touch(start, end) or self.text[max(0, start - 1) : start] == "级":
                continue  # 国家级高新区 is a sort of zone
            name = last.meaning(match[0], levels[match[0]], start, self._sentence_start(start))
            if name:
                # 占湖南全省 speaks of what 湖南 alone would.
                governs = not is_direction(self.text, starts.get(start, start))
                governs = governs and not _MEETING.match(self.text, end)
                resolved.append(Mention(start, end, name, "anaphor", governs))
        return sorted(resolved, key=lambda mention: mention.start)
