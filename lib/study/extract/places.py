"""Finds the places an article names and decides which of them a number speaks of."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from study.lexicon.loader import data
from study.lexicon.places import Gazetteer, gazetteer

_HAN = r"[\u4e00-\u9fffA-Za-z·]"
# What follows a place name when both together name an organisation and no place.
_ORGANISATION = re.compile(
    r"[\u4e00-\u9fff·]{0,16}?(?:公司|医院|大学|学院|研究院|研究所|协会|学会|基金会|日报|晚报|青年报|晨报|时报|客户端|电视台|集团|股份|创新中心|研究中心|技术中心|实验室|联盟|药业(?!界)|制药(?!界)|生物科技|银行|海关|海淀医院)"
)
_NOT_DEFAULT = frozenset({"region", "world", "foreign", "label"})
# After these a place is where something lies, comes from or goes to, not what a number is about.
_DIRECTION = re.compile(r"(?:位于|坐落于?|地处|距离?|来自|驰援|支援|奔赴|赴|由|与|向|毗邻|紧邻|占|居|高于|低于|快于|高出|比|较|相当于)$")
_NO_NAME = re.compile("[的在将与和及了由从向到是为对把以位已均全个,，一二三四五六七八九十\\d]|布局|打造|建设|入驻|落户|推动|加快|推进|发展|拥有|形成|支持|引进")
_SHORTEST_PARK = 4
_NUMERALS = "0123456789一二两三四五六七八九十百"
_MINIMUM = 2
_NATION = "全国"
_HEADLINE = 120
_BREAK = re.compile(
    r"[的将在已与和及为是从到对以共,，。、;；:：(（)）“”\"\s]"
    r"|有(?!限)|公立|定点|大型|[一二两三四五六七八九十\d]|新增|新设|引进|聚集|集聚|培育|上市|注册|入驻|进驻|孵化|举办|完成|实现|累计|全部|各|现|吸引|汇聚"
)


@cache
def _generic_words() -> re.Pattern[str]:
    words = sorted(data("places")["generic_park_words"], key=len, reverse=True)
    return re.compile("|".join(words))


@dataclass(frozen=True, slots=True)
class Mention:
    """A place named in clean text.

    Attributes:
        start: First character.
        end: One past the last.
        name: Canonical name of the place.
        level: Its level, or "anaphor" resolved already.
        governs: Whether a number beside it may speak of it; False inside the
            names of companies and hospitals and in lists of examples.
    """

    start: int
    end: int
    name: str
    level: str
    governs: bool


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str], dict[str, str]]:
    content = data("places")
    endings = "|".join(sorted(content["park_endings"], key=len, reverse=True))
    stops = "|".join(sorted(content["park_stops"], key=len, reverse=True))
    levels = {word: level for level, group in content["anaphora"].items() for word in group}
    anaphora = "|".join(sorted(levels, key=len, reverse=True))
    parts = "|".join(content["park_parts"])
    park = re.compile(rf"{_HAN}{{2,16}}?(?:{endings})(?![\u4e00-\u9fff]{{0,2}}(?:公司|管委会|办))")
    return park, re.compile(rf".*(?:{stops})"), re.compile(f"{anaphora}|{parts}"), levels


class PlaceReader:
    """Finds the places of one article, resolving 全区 and 园区 to what they mean there.

    Args:
        text: Clean text of the article.
        spans: Spans of its body paragraphs.
    """

    def __init__(self, text: str, spans: list[tuple[int, int]]) -> None:
        """Find every place once; look-ups afterwards are by position."""
        self.text = text
        self.gazetteer: Gazetteer = gazetteer()
        self.mentions = self._find(spans)
        self.main = self._main()
        self.mentions = self._resolve_anaphora(spans)
        self.starts = [mention.start for mention in self.mentions]

    def between(self, start: int, end: int) -> list[Mention]:
        """Places named between two offsets, in order."""
        return self.mentions[bisect_left(self.starts, start) : bisect_left(self.starts, end)]

    def before(self, position: int) -> list[Mention]:
        """Places named before a position, in order."""
        return self.mentions[: bisect_right(self.starts, position)]

    def disregard(self, spans: list[tuple[int, int]]) -> None:
        """Keep places inside the names of events from speaking for the numbers of the article."""
        for index, mention in enumerate(self.mentions):
            if any(s <= mention.start and mention.end <= e for s, e in spans):
                self.mentions[index] = replace(mention, governs=False)

    def _find(self, spans: list[tuple[int, int]]) -> list[Mention]:
        hits = self.gazetteer.find(self.text)
        meanings = self.gazetteer.meanings
        named = {meanings[number][0] for number, _, _ in hits if not meanings[number][1]}
        around = {parent for name in named for parent in self.gazetteer.ancestors(name)} | named
        found: list[Mention] = []
        labels = data("places")["labels_only"]
        for number, start, end in hits:
            name, weak = meanings[number]
            place = self.gazetteer.places[name]
            if weak and name not in named and not around.intersection(place.parents):
                continue
            short_county = end - start == _MINIMUM and place.level == "district" and not weak
            if short_county and self._inside_word(start):
                continue
            governs = place.level == "region" or self._governs(start, end)
            if place.level in labels:
                name, level = place.parents[0], "label"
            else:
                level = place.level
            found.append(Mention(start, end, name, level, governs))
        return self._join(self._with_unknown_parks(found, spans))

    def _inside_word(self, start: int) -> bool:
        """Whether a two-character county name is only the end of a word: 示范县."""
        return "\u4e00" <= self.text[start - 1 : start] <= "\u9fff" and (
            self.text[start - 1] not in "在于从到和与及市州省、"
        )

    def _governs(self, start: int, end: int) -> bool:
        if _DIRECTION.search(self.text, max(0, start - 3), start):
            return False
        after = self.text[end : end + 22]
        match = _ORGANISATION.match(after)
        return not match or bool(_BREAK.search(match[0]))

    def _with_unknown_parks(
        self, found: list[Mention], spans: list[tuple[int, int]]
    ) -> list[Mention]:
        """Add parks that the lexicon does not know but whose names end like a park's."""
        park, stops, _, _ = _patterns()
        starts = [mention.start for mention in found]
        extra: list[Mention] = []
        for begin, stop in spans:
            for match in park.finditer(self.text, begin, stop):
                known = found[bisect_left(starts, match.start()) : bisect_left(starts, match.end())]
                if known and known[-1].end >= match.end():
                    continue
                start = self._park_start(match, known)
                if start is None or self.text[start] in _NUMERALS:
                    continue
                name = self.text[start : match.end()]
                if len(name) >= _SHORTEST_PARK:
                    surely = bool(known) or self._is_named(name, start, match.end(), begin)
                    extra.append(Mention(start, match.end(), name, "park", surely))
        covered = [(m.start, m.end) for m in extra]
        kept = [m for m in found if not any(s <= m.start and m.end <= e for s, e in covered)]
        return sorted(kept + extra, key=lambda m: (m.start, -m.end))

    def _is_named(self, name: str, start: int, end: int, begin: int) -> bool:
        """Whether a park of no known place is a name of its own, spoken of as a subject."""
        if not _generic_words().sub("", name):
            return False
        opens = start == begin or self.text[start - 1] in ",，。;；、:：“( "
        follows = self.text[end : end + 1]
        return self.text.count(name) > 1 or (opens and not follows.isdigit())

    def _park_start(self, match: re.Match[str], known: list[Mention]) -> int | None:
        """Where the name of an unknown park begins: at the place it starts with, else after the
        last word that no name holds; None where words lie between that place and the rest.
        """
        _, stops, _, _ = _patterns()
        if known:
            start = known[0].start
            between = self.text[known[0].end : match.end()]
            return None if _NO_NAME.search(between) else start
        cut = stops.match(match[0])
        return match.start() + (cut.end() if cut else 0)

    def _join(self, found: list[Mention]) -> list[Mention]:
        """Read 北京市昌平区 as one place, the inner one."""
        joined: list[Mention] = []
        for mention in found:
            if joined and self._in_brackets(mention, joined[-1]):
                continue
            if joined and joined[-1].end == mention.start and self._inside(mention, joined[-1]):
                last = joined.pop()
                mention = Mention(  # noqa: PLW2901 - the joined mention takes its place
                    last.start, mention.end, mention.name, mention.level, mention.governs
                )
            joined.append(mention)
        return joined

    def _in_brackets(self, mention: Mention, last: Mention) -> bool:
        """中国医药城(泰州): the place in brackets explains the one before it."""
        return self.text[last.end : mention.start] in ("(", "（") and self.text[
            mention.end : mention.end + 1
        ] in ")）"

    def _inside(self, inner: Mention, outer: Mention) -> bool:
        place = self.gazetteer.places.get(inner.name)
        return place is None or self.gazetteer.within(inner.name, outer.name) or (
            outer.name in place.parents
        )

    def _main(self) -> dict[str, str]:
        """For each level the place the article is mostly about."""
        votes: dict[str, Counter[str]] = {}
        for mention in self.mentions:
            if not mention.governs:
                continue
            names = [mention.name, *self.gazetteer.ancestors(mention.name)]
            for distance, name in enumerate(names):
                place = self.gazetteer.places.get(name)
                level = place.level if place else "park"
                group = "park" if level in ("park", "site") else level
                weight = (2 if distance == 0 else 1) * (2 if mention.start < _HEADLINE else 1)
                votes.setdefault(group, Counter())[name] += weight
        return {
            level: min(count, key=lambda name: (-count[name], name))
            for level, count in votes.items()
        }

    def default(self) -> str:
        """The place that the article as a whole speaks of, or "" where it names none.

        From the outermost place inwards: as long as more than half of what is said
        of a place is said of one place within it, the inner one is meant.
        """
        votes: Counter[str] = Counter()
        for mention in self.mentions:
            if mention.governs and (mention.level not in _NOT_DEFAULT or mention.name == _NATION):
                votes[mention.name] += 3 if mention.start < _HEADLINE else 1
        inner: Counter[tuple[str, str]] = Counter()
        for name, count in votes.items():
            for below, above in pairwise([name, *self.gazetteer.ancestors(name)]):
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

    def _any_named(self) -> str:
        """A place named at least within the names of organisations, the first such."""
        usable = (m.name for m in self.mentions if m.level not in _NOT_DEFAULT)
        return next(usable, "")

    def _resolve_anaphora(self, spans: list[tuple[int, int]]) -> list[Mention]:
        _, _, anaphora, levels = _patterns()
        taken = [(m.start, m.end) for m in self.mentions]
        resolved: list[Mention] = list(self.mentions)
        for begin, stop in spans:
            for match in anaphora.finditer(self.text, begin, stop):
                if any(s < match.end() and match.start() < e for s, e in taken):
                    continue
                name = self._meaning(match[0], levels.get(match[0], "part"), match.start())
                if name:
                    governs = not _DIRECTION.search(self.text, max(0, match.start() - 3), match.start())
                    resolved.append(Mention(*match.span(), name, "anaphor", governs))
        return sorted(resolved, key=lambda m: m.start)

    def _meaning(self, word: str, level: str, position: int) -> str:
        """What 全区, 园区 or 东区 means at a position: the last place of that level before it."""
        before = [m for m in self.mentions if m.start < position and m.governs]
        if level == "part":
            parks = [m for m in before[-3:] if m.level in ("park", "zone")]
            return f"{parks[-1].name}{word}" if parks else ""
        if level == "park":
            for group in (("park", "site"), ("zone",)):
                parks = [m for m in before if m.level in group]
                if parks:
                    return parks[-1].name
            return self.main.get("park") or self.main.get("zone") or ""
        if level == "zone":
            zones = [m for m in before if m.level == "zone" and m.name.endswith(word[-1])]
            city = self.main.get("city", "")
            if zones or not city:
                return zones[-1].name if zones else self.main.get("zone", "")
            return self.gazetteer.zone_of(city, word)
        if level == "district":
            return self.main.get("district") or self.main.get("zone") or ""
        return self.main.get(level) or (self.main.get("province") if level == "province" else "") or ""
