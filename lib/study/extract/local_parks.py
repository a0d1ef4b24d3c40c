"""Finds parks by how an article introduces them: 分为A园、B园三个片区; A园重点发展…."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from study.extract.companies import known_prefix
from study.extract.mentions import Spans
from study.extract.numerals import read_number
from study.extract.sentences import sentences
from study.lexicon.clusters import pattern, words
from study.lexicon.loader import WordFinder, alternation, data
from study.lexicon.places import gazetteer, is_all_places, is_place

Span = tuple[int, int]

_LONGEST = 16  # characters of a name
_SHORTEST = 3
_FEW = 2  # parks of a list that must show by their own words that they are such
_HAN = r"[\u4e00-\u9fffA-Za-z·]"
_ANY_PARK = "园区"  # what ends so is found with the places, or is a park's own part
_JOINTS = frozenset("和与及")
_CLAUSE_STARTS = frozenset(",，。;；\n的")
_JOINT = re.compile("以及|[和与及]")  # before the last item of a list
_GRAMMAR = re.compile("[的了在将是为由把被从向对暨]|论坛|大会|峰会|公司")
_MARKS = ',，。;；:：、“”"‘’《》()（）!！?？—…\n '
_OPENINGS = frozenset(",，。;；:：“‘\n ")


@dataclass(frozen=True, slots=True)
class ParkList:
    """Parks that one clause lists.

    Attributes:
        items: Spans of their names in clean text, in order.
        parts: Whether the clause says that they make up something: 分为A园、B园.
    """

    items: tuple[Span, ...]
    parts: bool


class LocalParks:
    """The parks that one article introduces itself.

    Args:
        text: Clean text.
        paragraphs: Spans of its paragraphs.

    Attributes:
        lists: Lists of parks, in order.
        spans: Every place where one of the parks is named, in order, not overlapping.
    """

    def __init__(self, text: str, paragraphs: Sequence[Span]) -> None:
        """Find how parks are introduced, then every place that names one of them."""
        self.lists = [found for p in paragraphs for found in listed_parks(text, *p)]
        self.lists += [found for p in paragraphs for found in counted_parks(text, *p)]
        self.lists.sort(key=lambda found: found.items[0])
        sure = [span for found in self.lists for span in found.items]
        sure += [span for p in paragraphs for span in subject_parks(text, *p)]
        sure += [span for p in paragraphs for span in locating_parks(text, *p)]
        sure += [span for p in paragraphs for span in bracketed_parks(text, *p)]
        sure += [span for p in paragraphs for span in heading_parks(text, *p)]
        sure += [span for p in paragraphs for span in zones_of_districts(text, *p)]
        finder = WordFinder.build(dict.fromkeys((text[s:e] for s, e in sure), ()))
        again = [(s, e) for _, s, e in (finder.find(text) if sure else [])]
        inside = Spans(sorted(paragraphs))
        more = {(s, e) for s, e in again if inside.cover(s, e) and _stands_alone(text, s)}
        self.spans = list(_longest({*sure, *more}))


def _longest(spans: Iterable[Span]) -> Iterator[Span]:
    reach = 0
    for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        if start >= reach:
            yield start, end
            reach = end


@cache
def _led() -> tuple[str, ...]:
    return (*words("park_leads"), *words("arrive"), *words("build_in"))


def _stands_alone(text: str, start: int) -> bool:
    """Whether a name begins here rather than the end of a longer one."""
    before = text[max(0, start - 1) : start]
    return not "\u4e00" <= before <= "\u9fff" or text.endswith(_led(), 0, start)


def listed_parks(text: str, start: int, end: int) -> Iterator[ParkList]:
    """Lists of parks in a paragraph.

    Args:
        text: Clean text.
        start: First character of the paragraph.
        end: One past its last.
    """
    for match in _list().finditer(text, start, end):
        spans = [item.span("name") for item in _item().finditer(text, *match.span())]
        lead = max((m.end() for m in pattern("park_leads").finditer(text, *spans[0])), default=0)
        floor = _clause_start(text, spans[0][0], start)
        spans = [_without_lead(text, *span) for span in spans]
        names = [text[s:e] for s, e in spans]
        if not all(_may_be_park(name) or _is_known(name) for name in names):
            continue
        told = len(spans) > _FEW or all(map(_tells, names)) or _headed(text, match.end())
        if told:
            before = text[floor : max(lead, spans[0][0])]
            parts = pattern("park_parts_verbs").search(before) is not None
            yield ParkList(tuple(spans), parts or _headed(text, match.end()))


def counted_parks(text: str, start: int, end: int) -> Iterator[ParkList]:
    """Lists closed by as many parks as they name: 由A基地、B加速器两个片区组成.

    Args:
        text: Clean text.
        start: First character of the paragraph.
        end: One past its last.
    """
    for match in _counted().finditer(text, start, end):
        spans = list(_items(text, *match.span("items")))
        if len(spans) != read_number(match["number"]):
            continue
        names = [text[s:e] for s, e in spans]
        ends = any(_ends_like_park(name) or _is_known(name) for name in names)  # no 精准医学板块
        good = all(_may_be_park(name) or _is_known(name) for name in names)
        if good and ends and any(map(_tells, names)):
            yield ParkList(tuple(spans), parts=True)


def _items(text: str, start: int, end: int) -> Iterator[Span]:
    """Items of a list with 、, and with 和 before the last: A、B和C."""
    at = start
    for mark in re.finditer("、", text[start:end]):
        yield at, start + mark.start()
        at = start + mark.end()
    joint = _JOINT.search(text, at + _SHORTEST, end)
    if joint:
        yield at, joint.start()
    yield (joint.end() if joint else at), end


@cache
def _counted() -> re.Pattern[str]:
    heads = alternation(words("local_park_heads"))
    verbs = alternation(words("park_parts_verbs"))
    item = rf"{_HAN}{{3,14}}?"
    return re.compile(
        rf"{verbs}了?(?P<items>{item}(?:、{item})*(?:以及|和|与|及|、){item})"
        rf"等?(?:这|共)?(?P<number>[两三四五六七八九十])(?:大|个|座)[^,，。;；、]{{0,6}}?{heads}"
    )


def _ends_like_park(name: str) -> bool:
    return name.endswith((*words("local_park_endings"), *words("pointed_parks"), "中心"))


def _is_known(name: str) -> bool:
    """Whether a name is that of a park in the lexicon."""
    place = gazetteer().places.get(name)
    return place is not None and place.level in ("park", "site")


def subject_parks(text: str, start: int, end: int) -> Iterator[Span]:
    """Parks that open a clause as its subject, before what parks do: A园重点发展….

    Args:
        text: Clean text.
        start: First character of the paragraph.
        end: One past its last.
    """
    for begin, stop in sentences(text, start, end):
        for match in _subject().finditer(text, begin, stop):
            s, e = _without_lead(text, *match.span("name"))
            opens = s == start or text[s - 1] in _OPENINGS or text[s - 1] in "的而则"
            name = text[s:e]
            general = name in _too_general() or name.endswith(_ANY_PARK)
            if opens and _may_be_park(name) and _tells(name) and not general:
                yield s, e


def locating_parks(text: str, start: int, end: int) -> Iterator[Span]:
    """Zones and parks in which something is said to lie: 位于[独湖科教创新区]的X园.

    Args:
        text: Clean text.
        start: First character of the paragraph.
        end: One past its last.
    """
    for match in _locating().finditer(text, start, end):
        groups = ("name", "within", "called", "entered", "of")
        group = next(name for name in groups if match[name])
        name = match[group]
        told = match["name"] or match["entered"] or match["of"] or _tells(name)
        if told and _may_be_park(name) and name not in _too_general():
            yield match.span(group)


def bracketed_parks(text: str, start: int, end: int) -> Iterator[Span]:
    """Parks with their place in brackets: 中国(海州)医药城, 中药集团(海州)产业园.

    Args:
        text: Clean text.
        start: First character of the paragraph.
        end: One past its last.
    """
    for match in _bracketed().finditer(text, start, end):
        s, e = _without_lead(text, *match.span("name"))
        whole = match["rest"] + match["ending"]
        if _GRAMMAR.search(whole) or any(word in whole for word in ("等", "企业", "和", "与")):
            continue
        if is_all_places(match["place"]) and not whole.endswith(words("no_park_endings")):
            yield s, e


def heading_parks(text: str, start: int, end: int) -> Iterator[Span]:
    """Parks that a numbered heading holds and nothing else: 【三园之二】光子中心·医疗光学园.

    Args:
        text: Clean text.
        start: First character of the paragraph.
        end: One past its last.
    """
    match = _heading().fullmatch(text, start, end)
    if match and _tells(match["name"]) and not _GRAMMAR.search(match["name"]):
        yield match.span("name")


@cache
def _heading() -> re.Pattern[str]:
    return re.compile(
        rf"\s*(?:【[^【】]*】|[(（]?[一二三四五六七八九十\d]+[)）、.．])\s*(?P<name>{_HAN}{{2,20}}{_ending()})\s*"
    )


def zones_of_districts(text: str, start: int, end: int) -> Iterator[Span]:
    """Zones named as those of a district: 章丘区的[明水经开区]瞄准原料药.

    Args:
        text: Clean text.
        start: First character of the paragraph.
        end: One past its last.
    """
    for match in _zone_of().finditer(text, start, end):
        if _may_be_park(match["name"]) and match["name"] not in _too_general():
            yield match.span("name")


@cache
def _zone_of() -> re.Pattern[str]:
    endings, verbs = alternation(words("zone_endings")), alternation(words("park_deeds"))
    return re.compile(rf"(?<=[区县市]的)(?P<name>{_HAN}{{2,8}}?{endings})(?={verbs})")


@cache
def _bracketed() -> re.Pattern[str]:
    name = rf"{_HAN}{{2,12}}?[(（](?P<place>[\u4e00-\u9fff]{{2,6}})[)）]"
    return re.compile(
        rf"(?P<name>{name}(?P<rest>[\u4e00-\u9fff]{{1,10}}?)(?P<ending>{_ending()}))"
        r"(?![\u4e00-\u9fff]{0,8}(?:公司|集团|管委会|论坛|大会|博览会))"
    )


@cache
def _locating() -> re.Pattern[str]:
    verbs = alternation(words("lies_in"))
    endings = alternation([*words("local_park_endings"), *words("zone_endings")])
    name = rf"{_HAN}{{2,14}}?{endings}"
    entered = rf"{_HAN}{{2,8}}?{alternation(words('entered_park_endings'))}"
    return re.compile(
        rf"{alternation(words('move_in'))}了?(?P<entered>{entered})(?=[,，。;；])"
        rf"|{verbs}(?:于|在)?(?P<name>{name})(?=[的,，。;；、内]|核心)"
        rf"|(?<=[,，。;；\n]在)(?P<within>{name})(?=[,，内里])"
        rf"|(?<=[区县市镇号]的)(?P<of>{entered})(?=[,，。;；内里])"
        rf"|(?<=[,，就也]叫)(?P<called>{name})(?=[,，。])"
    )


@cache
def _ending() -> str:
    return alternation(words("local_park_endings"))


@cache
def _item() -> re.Pattern[str]:
    return re.compile(rf"[“‘\"]?(?P<name>{_HAN}{{2,24}}?{_ending()})(?={_after()})[”’\"]?")


def _after() -> str:
    """What stands behind the name of a park in a list."""
    marks = '[“”’"、,，。;；和与及等以(（\\n两三四五六七八九十0-9]'
    return f"{marks}|组成|构成|协同|联动|串联|共同|为|是|$"


@cache
def _list() -> re.Pattern[str]:
    item = rf"[“‘\"]?{_HAN}{{2,24}}?{_ending()}(?={_after()})[”’\"]?"
    bracket = "(?:[(（][^()（）]{1,20}[)）])?"
    return re.compile(rf"{item}{bracket}(?:(?:[、,，]?(?:以及|和|与|及)|、){item}{bracket})+")


@cache
def _head() -> re.Pattern[str]:
    return re.compile(
        r"等?(?:这|共)?(?:两|三|四|五|六|七|八|九|十|\d+)余?(?:大|个|座|处|片)"
        rf"[^,，。;；、]{{0,8}}?{alternation(words('local_park_heads'))}"
    )


def _headed(text: str, end: int) -> bool:
    """Whether a noun for parks closes a list: 等八个专业园区."""
    return _head().match(text, end) is not None


@cache
def _subject() -> re.Pattern[str]:
    verbs = alternation(words("park_deeds"))
    return re.compile(rf"(?P<name>{_HAN}{{2,18}}?{_ending()})(?={verbs})")


@cache
def _too_general() -> frozenset[str]:
    """Names that are one park's own only in a list with others, or mean the one named last."""
    pointers = data("places")["anaphora"]["park"]
    return frozenset([*words("not_short_names"), *pointers, *data("places")["bare_parks"]])


def _clause_start(text: str, position: int, floor: int) -> int:
    return max(floor, *(text.rfind(mark, floor, position) + 1 for mark in ",，。;；:：\n"))


def _without_lead(text: str, start: int, end: int) -> Span:
    """A name without the words that lead to it: 依次建成[生物创新园]."""
    begin = start
    for match in pattern("park_leads").finditer(text, start, end):
        opens = match.start() == start and text[start - 1 : start] in _CLAUSE_STARTS
        if opens and match[0] in _JOINTS:
            continue  # 和达药谷: no clause begins with a joint
        if end - match.end() >= _SHORTEST:
            begin = match.end()
    return begin, end


@cache
def _fields() -> re.Pattern[str]:
    return re.compile(alternation([*words("field_words"), *words("park_words")]))


def _tells(name: str) -> bool:
    """Whether a name says what is in it, or begins with a place."""
    if _fields().search(name) is not None:
        return True
    return any(is_place(name[:size]) for size in (2, 3, 4))


def _may_be_park(name: str) -> bool:
    """Whether a name can be one park's own."""
    if not _SHORTEST <= len(name) <= _LONGEST or _GRAMMAR.search(name) or is_place(name):
        return False
    if known_prefix(name):
        return False  # a firm's own
    return not name.endswith(words("no_park_endings")) and not name.startswith(
        words("no_park_starts")
    )
