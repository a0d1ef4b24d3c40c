"""Finds projects and sites of companies, and whose they are: 北京峻铭|医药健康诊断产业基地."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from study.extract.companies import (
    CompanyReader,
    group_behind,
    is_company,
    kind_by_ending,
    known_prefix,
    looks_like_name,
)
from study.extract.lists import enumerations
from study.extract.tokens import is_coined
from study.lexicon.loader import WordFinder, alternation, data
from study.lexicon.organisations import known_firms, words
from study.lexicon.places import is_all_places, is_place, short_city_names

_SHORTEST_OWNER = 2
_LONGEST_OWNER = 8
_LONGEST_START = 5  # characters of a company's name before its ending
_INSTITUTIONS = frozenset({"research_institute", "university", "hospital", "government"})
_COUNT = re.compile("[一二两三四五六七八九十]+(?:大|个|座)")
_SAID = re.compile(
    "[在的了与将等把都均]|签约|入驻|落户|落地|进驻|投资|建设|正式|集中|家企业|宣布|携手|分别|签下"
)  # what a sentence says is no name of a project
_INTENDED = re.compile("[拟将](?:建设|投资|新建|扩建|设立)?$")
_HUBS = tuple(data("organisations")["list_heads"]["incubator"])
_SHORT = 3  # an owner of so many characters may have an ending of companies
_INVESTED = re.compile(r"(?:计划|预计)?总?投资[^,，、。;；]{1,10}元的")  # 总投资6亿元的[A项目]
_PROJECT_WORD = "项目"
_AMONG = "其中"  # leads to a project and is no part of its name
_SITE_CHARACTERS = tuple("园城区谷岛港市省")
_LONGEST_PROJECT = 40
_PROJECT = re.compile(r"[\u4e00-\u9fffA-Za-z0-9·&.\-+（）()“”]+")


@dataclass(frozen=True, slots=True)
class Project:
    """A project or site by its span.

    Attributes:
        start: First character in clean text.
        end: One past the last.
        owner_end: One past the name of the company that begins it; `start` where none does.
        listed: Whether a list of projects names it, rather than a sentence alone.
    """

    start: int
    end: int
    owner_end: int
    listed: bool


@cache
def _described() -> re.Pattern[str]:
    """What tells of a project, to its end, in words that are nobody's name."""
    return re.compile(rf"(?:{alternation(_describing())})+园?$")


@cache
def _describing() -> frozenset[str]:
    """Words that tell of a project, cities among them."""
    return words("project_words") | short_city_names()


@cache
def _endings() -> WordFinder:
    return WordFinder.build(dict.fromkeys(data("organisations")["site_endings"], ()))


@cache
def _name_endings() -> re.Pattern[str]:
    return re.compile(alternation(data("organisations")["project_name_endings"]))


@cache
def _short_name() -> re.Pattern[str]:
    endings = alternation(data("organisations")["project_name_endings"])
    return re.compile(rf"[\u4e00-\u9fff]{{2,4}}?(?:{endings})")


def owner_of(name: str) -> str:
    """The company that a project's name begins with, or "".

    What follows the company must be words that describe projects, to the end; the
    longest such rest leaves the owner. An owner of two characters takes over an ending
    of companies: 微元|合成生物技术研发 is 微元合成's.
    """
    known = known_prefix(name)
    known += known and group_behind(name, len(known))
    if known and known != name:
        return known + _regional_arm(name, len(known))
    firm = _with_ending(name)
    if firm:
        return firm + group_behind(name, len(firm))
    for at in range(_SHORTEST_OWNER, min(len(name), _LONGEST_OWNER + 1)):
        if _described().match(name, at):
            return _owner(name, at)
    match = _short_name().match(name)
    if match and match.end() < len(name) and looks_like_owner(match[0]):
        return match[0]
    return ""


def _regional_arm(name: str, at: int) -> str:
    """亚太 in 嘉吉亚太生产线: by what a firm that everybody knows names its arm."""
    arms = (arm for arm in words("regional_arms") if name.startswith(arm, at))
    built = tuple(words("not_behind_arms"))
    return next(
        (
            arm
            for arm in arms
            if name[at + len(arm) :] and not name.startswith(built, at + len(arm))
        ),
        "",
    )


def _with_ending(name: str) -> str:
    """The company that a project begins with by its ending: 逸思医疗|微创手术器械总部."""
    for at in range(_SHORTEST_OWNER, min(len(name), _LONGEST_START) + 1):
        ending = _owner_ending().match(name, at)
        if ending is None or _is_in_segment(name, at, ending[0]):
            continue
        start = name[:at]
        if is_place(start) or _without_place(start) != start or start.endswith(_described_by()):
            continue
        firm = name[: ending.end()]
        if firm != name and is_company(firm) and looks_like_owner(_without_place(firm)):
            return firm
    return ""


@cache
def _owner_ending() -> re.Pattern[str]:
    return re.compile(alternation(data("organisations")["owner_endings"]))


@cache
def _described_by() -> tuple[str, ...]:
    return tuple(word for word in _describing() if len(word) > 1)


def _is_in_segment(name: str, at: int, ending: str) -> bool:
    """Whether an ending only begins the word for a field: 信达|抗体药物, 康立泰|合成生物."""
    return any(
        len(term) > len(ending) and term.startswith(ending) and name.startswith(term, at)
        for term in _segment_terms()
    )


@cache
def _segment_terms() -> tuple[str, ...]:
    """Fields of the industry by all their names."""
    return tuple(
        word
        for segment in data("segments")["segments"]
        for word in (segment["name"], *segment.get("aliases", ()))
    )


def _owner(name: str, at: int) -> str:
    if at == _SHORT and _is_in_segment(name, at, name[at : at + _own_ending(name, 0, at)] or name):
        return name[:at] if looks_like_owner(_without_place(name[:at])) else ""
    owner = name[: at + _own_ending(name, 0, at)]
    owner = owner if len(owner) < len(name) else name[:at]
    return owner if looks_like_owner(_without_place(owner)) else ""


def _own_ending(text: str, start: int, at: int) -> int:
    """Length of the company ending behind a short owner that belongs to its name, else 0."""
    owner = text[start:at]
    ending = _name_endings().match(text, at)
    if ending is None or len(owner) > _SHORT:
        return 0
    whole = text[start : ending.end()]
    if owner in known_firms() and whole not in known_firms():
        return len(ending[0]) if ending[0] in words("regional_arms") else 0
    return len(ending[0])


def _without_place(owner: str) -> str:
    """谊安大兴 → 谊安: a place behind the owner is where the project is."""
    for size in (3, 2):
        rest, place = owner[:-size], owner[-size:]
        everyday = place in data("places")["everyday_words"]
        if len(rest) >= _SHORTEST_OWNER and is_place(place) and not everyday:
            return rest
    return owner


def looks_like_owner(owner: str) -> bool:
    """Whether the beginning of a project's name can be a company rather than a place or kind."""
    described = _described().fullmatch(owner) is not None
    common = owner in words("no_names") or owner in data("clusters")["park_words"]
    if described or is_all_places(owner.strip("·")) or common:
        return False
    if _COUNT.match(owner):
        return False  # 三大|产业基地
    if owner.startswith(tuple(words("no_owners"))) or owner.endswith(_SITE_CHARACTERS):
        return False
    if any(word in owner for word in words("not_in_owners")):
        return False
    if kind_by_ending(owner) in _INSTITUTIONS or _is_place_of(owner):
        return False  # 中国科学院|深圳先进技术研究院, 青岛海洋|生物医药研究院 are wholes
    return looks_like_name(owner) or bool(_short_name().fullmatch(owner))


def _is_place_of(owner: str) -> bool:
    """Whether a place and common words make up an owner: 青岛海洋."""
    sizes = (size for size in (3, 2) if is_place(owner[:size]))
    rest = owner[next(sizes, len(owner)) :]
    return len(rest) >= _SHORTEST_OWNER and not is_coined(rest)


def projects(text: str, start: int, end: int, companies: CompanyReader) -> Iterator[Project]:
    """Projects and sites named in a paragraph.

    Args:
        text: Clean text.
        start: First character of the paragraph.
        end: One past its last.
        companies: Reader of the article's companies, for coined words.
    """
    listed = list(_listed(text, start, end))
    yield from listed
    for project in _built(text, start, end, companies):
        if not any(project.start < each.end and each.start < project.end for each in listed):
            yield project


def _listed(text: str, start: int, end: int) -> Iterator[Project]:
    for enumeration in enumerations(text, start, end):
        if enumeration.kind not in ("project", "site"):
            continue
        for at, e in enumeration.items:
            invested = _INVESTED.match(text, at, e)
            s = invested.end() if invested else at
            name = text[s:e]
            if is_company(name):
                continue
            if 4 <= len(name) <= _LONGEST_PROJECT and _PROJECT.fullmatch(name):
                owner = _without_place(owner_of(name)) if owner_of(name) else ""
                if owner or enumeration.kind == "project":
                    yield Project(s, e, s + len(owner), listed=True)


def _built(text: str, start: int, end: int, companies: CompanyReader) -> Iterator[Project]:
    """Sites with their owner's name before them: 拜耳开放创新中心."""
    stops: dict[int, int] = {}
    for _, s, e in _endings().find(text[start:end]):
        stops[e] = min(s, stops.get(e, s))
    done = start
    for stop, ending in sorted(stops.items()):
        if any(stop < other and first <= stop for other, first in stops.items()):
            continue  # part of a longer ending
        begin = _description_start(text, start + ending, max(done, start))
        whole = _whole_from(text, max(done, start), begin)
        name = text[whole : start + stop]
        firm = _with_ending(name) or _known_owner(name)
        firm += firm and group_behind(name, len(firm))
        if firm and not _SAID.search(text, whole, start + stop):
            yield Project(whole, start + stop, whole + len(firm), listed=False)
            done = start + stop
            continue
        if text.endswith(_PROJECT_WORD, 0, start + stop) and ending + len(_PROJECT_WORD) == stop:
            continue  # a bare 项目 is a firm's own only where its name begins so
        owner = companies.owner_before(begin, max(done, start))
        hub = text.endswith(_HUBS, 0, start + stop)
        if owner is not None and hub and not is_company(text[owner:begin]):
            continue  # 木洞医创孵化器 is its own
        if owner is not None and _INTENDED.search(text, owner, begin):
            continue  # 信立泰拟建设总部
        if owner is not None and _is_laboratory(text[owner:begin], text[owner : start + stop]):
            continue
        if owner is not None and looks_like_owner(text[owner:begin]):
            begin += _own_ending(text, owner, begin)
            yield Project(owner, start + stop, begin, listed=False)
            done = start + stop


def _known_owner(name: str) -> str:
    """The firm of common knowledge that a 项目 begins with: 阿斯利康|创新药工厂项目."""
    firm = known_prefix(name) if name.endswith(_PROJECT_WORD) else ""
    return firm if firm != name else ""


def _is_laboratory(owner: str, whole: str) -> bool:
    """Whether a short name that no ending or fame makes a firm's is a laboratory's: 甬江实验室."""
    short = len(owner) <= _SHORT and whole == f"{owner}实验室"
    return short and owner not in known_firms() and not is_company(owner)


def _whole_from(text: str, floor: int, end: int) -> int:
    """Where an item begins that a project may fill whole: 、[兆安药业眼用制剂产业化项目]."""
    start = max(floor, *(text.rfind(mark, floor, end) + 1 for mark in "、,，。;；:：“”—\n"))
    return start + len(_AMONG) if text.startswith(_AMONG, start) else start


@cache
def _one_word() -> re.Pattern[str]:
    return re.compile(rf"{alternation(data('organisations')['project_words'])}$")


def _description_start(text: str, end: int, floor: int) -> int:
    """Where the words that describe a site begin."""
    begin = end
    longest = max(map(len, _describing()))
    while begin > floor:
        sizes = (n for n in range(longest, 1, -1) if begin - n >= floor)
        size = next((n for n in sizes if text[begin - n : begin] in _describing()), 0)
        if not size:
            break
        begin -= size
    return begin
