"""Finds bodies of state and parties by their shortened names: 市药监局, 农工党北京市委."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from study.extract.places import PlaceReader
from study.lexicon.loader import alternation, data
from study.lexicon.organisations import local_bodies, national_bodies, words
from study.lexicon.places import gazetteer

_LEVELS = "省市区县州旗"
_COUNCIL = "政协"
_LONGEST_PLACE = 12
_PARTY = "中国共产党"
_CITY_LEVELS = ("city", "province")
_WITH_BODIES = ("province", "city", "district", "zone")


@dataclass(frozen=True, slots=True)
class Body:
    """A body by its span, with its full name.

    Attributes:
        start: First character in clean text.
        end: One past the last.
        kind: Code of its kind.
        canonical: Full name, or "" where the article's own words are that.
    """

    start: int
    end: int
    kind: str
    canonical: str


@cache
def _national() -> re.Pattern[str]:
    return re.compile(rf"{alternation(national_bodies())}(?![A-Za-z员])")


@cache
def _local() -> re.Pattern[str]:
    """A level and the shortened body behind it: 市[科委], 区[政府], 市[委宣传部]."""
    shorts = alternation(local_bodies())
    return re.compile(rf"(?P<level>[{_LEVELS}])(?P<body>{shorts})(?!员|托|派)")


@cache
def _party() -> re.Pattern[str]:
    names = alternation(data("organisations")["parties"])
    branches = alternation(data("organisations")["party_branches"])
    place = r"[\u4e00-\u9fff]{0,8}?"
    return re.compile(rf"(?P<party>{names})(?:(?P<place>{place})(?P<branch>{branches})(?!员))?")


@cache
def _placed() -> re.Pattern[str]:
    """What a place has for a field, in short: [发改经科局], [经济信息委]."""
    grammar = data("organisations")["grammar_characters"]
    following = alternation(data("organisations")["after_bodies"])
    return re.compile(
        rf"(?:(?![{grammar}])[\u4e00-\u9fff]){{2,10}}?[局委厅办](?=$|[^\u4e00-\u9fff]|{following})"
    )


@cache
def _department() -> re.Pattern[str]:
    """What may follow a body as a part of it, to a word that goes on the sentence."""
    grammar = data("organisations")["grammar_characters"]
    following = alternation(data("organisations")["after_bodies"])
    return re.compile(
        rf"(?:(?![{grammar}副和])[\u4e00-\u9fff]){{2,14}}?(?:[局处司署所]|研究院|研究中心|分院)"
        rf"(?=$|[^\u4e00-\u9fff长]|{following})"
    )


class BodyReader:
    """Finds the bodies of one article.

    Args:
        text: Clean text.
        places: The places it names.
    """

    def __init__(self, text: str, places: PlaceReader) -> None:
        """Remember the place that 市 and 区 mean where no name stands before them."""
        self._text = text
        self._places = places
        self._starts = {mention.end: mention for mention in places.mentions}

    def find(self, start: int, end: int) -> Iterator[Body]:
        """Bodies named between two offsets, those of parties first."""
        taken: list[tuple[int, int]] = []
        for body in (*self._of_parties(start, end), *self._others(start, end)):
            if not any(a < body.end and body.start < b for a, b in taken):
                taken.append((body.start, body.end))
                yield body

    def _others(self, start: int, end: int) -> Iterator[Body]:
        for match in _national().finditer(self._text, start, end):
            short = match[0]
            kind = data("organisations")["national_kinds"].get(short, "government")
            body = Body(match.start(), match.end(), kind, national_bodies()[short])
            yield self._with_department(body, end)
        for match in _local().finditer(self._text, start, end):
            yield self._with_department(self._local(match, start), end)
        for mention in self._places.between(start, end):
            if mention.level in _WITH_BODIES:
                found = _placed().match(self._text, mention.end, end)
                if found and not found[0].endswith(tuple(words("no_bodies"))):
                    yield Body(mention.start, found.end(), "government", "")

    def _with_department(self, body: Body, end: int) -> Body:
        """A body with its department or institute: 台南市政府[经发局], 中科院[大连化物所]."""
        match = _department().match(self._text, body.end, end)
        if match is None or body.kind == "party":
            return body
        return Body(body.start, match.end(), body.kind, f"{body.canonical}{match[0]}")

    def _of_parties(self, start: int, end: int) -> Iterator[Body]:
        for match in _party().finditer(self._text, start, end):
            party = data("organisations")["parties"][match["party"]]
            if not match["branch"]:
                if match["party"] != "中共":
                    yield Body(*match.span(), "party", party)
                continue
            yield self._branch(match, party, end)

    def _branch(self, match: re.Match[str], party: str, end: int) -> Body:
        """A branch of a party, with the department that may follow it: 中共北京市委统战部."""
        branch, stop = match["branch"], match.end()
        if branch.startswith("中央"):
            return Body(match.start(), stop, "party", f"{party}中央委员会")
        level = branch[0] if branch[0] in _LEVELS else ""
        area = self._area(match["place"] + level, level)
        rest = re.compile(alternation(["宣传部", "统战部", "组织部"])).match(self._text, stop, end)
        tail = "委员会"
        if rest:
            stop = rest.end()
            tail += "统一战线工作部" if rest[0] == "统战部" else rest[0]
        return Body(match.start(), stop, "party", f"{party}{area}{tail}")

    def _local(self, match: re.Match[str], floor: int) -> Body:
        kind, full = local_bodies()[match["body"]]
        level, start = match["level"], match.start()
        if self._text[max(floor, start - 2) : start] in words("zone_kinds") and level == "区":
            zone = self._text[start - 2 : match.start() + 1]
            return (
                Body(start - 2, match.end(), kind, f"{zone}{full}")
                if (self._text[start - 3 : start - 2] in "、,，。;；\n" or start - 2 == floor)
                else self._named(match, floor, kind, full)
            )
        return self._named(match, floor, kind, full)

    def _named(self, match: re.Match[str], floor: int, kind: str, full: str) -> Body:
        """A local body behind the place that it belongs to, or the article's own."""
        level, start = match["level"], match.start()
        mention = self._starts.get(start + 1)
        if mention is not None and mention.start >= floor and mention.level != "anaphor":
            start = mention.start
        area = self._area(self._text[start : match.start() + 1], level)
        if kind == "party":
            return Body(start, match.end(), kind, f"{_PARTY}{area}{full}")
        if match["body"] == _COUNCIL:
            name = f"中国人民政治协商会议{area}委员会"
            return Body(start, match.end(), "government", name)
        return Body(start, match.end(), kind, f"{area}{full}")

    def _area(self, written: str, level: str) -> str:
        """Full name of the area: 北京市通州区 for 通州区, the article's own for a bare 市."""
        if written == level:
            meant = self._own(level)
            return self._formal(meant) if meant else level
        return self._formal(written)

    def _formal(self, name: str) -> str:
        """A place with the city around it, as its bodies are called: 通州区 → 北京市通州区."""
        tree = gazetteer()
        place = tree.places.get(name)
        if place is None or place.level != "district":
            return name
        city = self._places.main.get("city", "")
        parent = city if city in place.parents else place.parents[0]
        known = city in place.parents or len(place.parents) == 1
        fit = known and parent in tree.places and tree.places[parent].level in _CITY_LEVELS
        return f"{parent}{name}" if fit else name

    def _own(self, level: str) -> str:
        """The place of a level that the article is about."""
        main = self._places.main
        if level == "市":
            return main.get("city", "") or main.get("province", "")
        if level == "省":
            return main.get("province", "")
        return main.get("district", "")
