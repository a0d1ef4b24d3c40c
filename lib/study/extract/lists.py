"""Finds lists of names: A、B、C等N家企业, 包括A、B和C在内的企业."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from study.lexicon import clusters
from study.lexicon.loader import alternation, data
from study.lexicon.organisations import head_kinds, one_of, words
from study.lexicon.places import is_place

_CLAUSE = re.compile(r"[^,，。;；:：!！?？\n…—]+")
_BRACKETS = re.compile(r"[(（][^()（）]*[)）]")
_SURE_LEAD = re.compile(
    "(?:包括|包含|例如|比如|分别是|分别为|[引进集聚吸汇孵培育落地约入]了|有|如)$"
)
_SHORT = 8
_PARTNER = re.compile("[区市县省城园港谷府委局院司会]与")
_YEAR = re.compile("(?:19|20)\\d{2}年|[去今前]年")  # 甲、乙2017年先后上市
# 杭州企业[先为达生物]
_SORT_OF_FIRM = re.compile(
    f"(?P<place>[\u4e00-\u9fff]{{2,4}}?){alternation(data('claims')['firm_nouns'])}"
)
_LAST = re.compile(r"以及|和|与|及|暨|跟")
_LEAST = 2
_GRAMMAR = re.compile("[的在由和与了]")
_PLANT = re.compile("(?:新厂区?|新工厂|新基地|新厂房|[一二三四五]期)+$")
_NEXT_HEAD = 10
_AMONG = re.compile("(?:位列|名列|列入|均在|都在|身在|赫然)(?:其中|其列|在列)|在列$")
_FIRMS_COUNTED = re.compile(r"\d+[余多]?家")  # 引进A、B等14家医疗器械项目
# A、B、C4个项目; how many there are is no part of the last name.
PROJECTS_COUNTED = re.compile("(?:[两三四五六七八九十]|\\d+)个[\u4e00-\u9fff]{0,4}项目")
_SETTLE = re.compile(
    "(?:已|均|都|也|先后|相继|陆续|纷纷|正式|一同|双双|签约|集中|分别|成功|率先|就|便|或)*"
    f"{alternation(clusters.words('move_in'))}"
    "|的[\u4e00-\u9fff]{2,12}项目[^,，。;；]{0,10}(?:投产|落户|落地|入驻|开工)"
)
_TOLD = 60  # characters before a list that may say what is told of
_PROJECTS_REACH = 60  # characters before a list within which 签约项目 may stand
_REACH = 30  # characters after 等 within which the head of a list stands


@dataclass(frozen=True, slots=True)
class Enumeration:
    """A list of names with what stands before and after it.

    Attributes:
        items: Spans of the items in clean text.
        clause: Span of the clause around it.
        kind: Kind of the items as the head noun tells it, "settler" where a verb shows that
            they go somewhere, "other" where it tells of no organisation, "" where nothing tells.
        head: The words from 等 to the head noun, or "".
    """

    items: tuple[tuple[int, int], ...]
    clause: tuple[int, int]
    kind: str
    head: str

    @property
    def start(self) -> int:
        """First character of the first item."""
        return self.items[0][0]

    @property
    def end(self) -> int:
        """One past the last item."""
        return self.items[-1][1]


@cache
def _pair() -> re.Pattern[str]:
    """Two names without another mark: 引进了A和B, A与B两家企业."""
    leads = alternation(words("pair_leads"))
    sites = alternation([*words("site_endings"), "项目"])
    return re.compile(
        rf"{leads}了?[^,，。;；、]{{2,16}}(?:和|与|及|以及)[^,，。;；、]{{2,16}}$"
        rf"|分别[是为][^,，。;；、]{{2,28}}(?:和|与|及|以及)[^,，。;；、]{{2,28}}{sites}$"
        r"|[^,，。;；、]{2,16}(?:和|与|及|以及)[^,，。;；、]{2,16}两家"
    )


@cache
def _head() -> re.Pattern[str]:
    return re.compile(alternation(head_kinds()))


@cache
def _fields() -> re.Pattern[str]:
    modifiers = r"(?:多个|重点|细分|优势|特色|前沿|新兴|主要|核心|关键|若干|各|的|众多|一批|相关)*"
    firms = alternation(words("firm_modifiers"))
    return re.compile(rf"{modifiers}{alternation(words('list_of_fields'))}(?!{firms})")


def enumerations(text: str, start: int, end: int) -> Iterator[Enumeration]:
    """Lists between two offsets, in order.

    Args:
        text: Clean text.
        start: First character of a paragraph.
        end: One past its last.
    """
    for clause in _CLAUSE.finditer(text, start, end):
        if any(sign in clause[0] for sign in ("、", "等", "在内", "两家")) or _pair().search(
            clause[0]
        ):
            yield from _in_clause(text, *clause.span())


def _in_clause(text: str, start: int, end: int) -> Iterator[Enumeration]:
    """Lists of a clause: each 等 closes one, and what has no 等 ends with the clause."""
    at = start
    while at < end:
        stop = text.find("等", at, end)
        inside = text.find("在内", at, end)
        if inside >= 0 and (stop < 0 or inside < stop):
            stop = inside
        stop = end if stop < 0 else stop
        found = _list(text, at, stop, (start, end))
        if found is not None:
            yield found
        at = stop + 1


def _list(text: str, start: int, stop: int, clause: tuple[int, int]) -> Enumeration | None:
    closed = stop < clause[1]
    cuts = _cuts(text, start, stop)
    pair = not cuts and not closed and _pair().search(text, start, stop)
    if not cuts and not closed and not pair:
        return None
    edges = [start, *(at + 1 for at in cuts)]
    stops = [*cuts, stop]
    items = [span for span in zip(edges, stops, strict=True) if span[0] < span[1]]
    if not items:
        return None
    kind, head = _headed(text, stop, clause[1]) if closed else _counted_head(text, items[-1])
    leads = _project_leading() if kind == "project" else _leading()
    items[0] = (_opened(text, *items[0], leads), items[0][1])
    kind = kind or _told_before(text, items[0][0], clause[0]) or _told_after(text, *clause)
    if kind == "project" and _FIRMS_COUNTED.match(head):
        kind = "company"
    kind = kind or _settling(text, items[-1], clause[1])
    closers = "project_list_closers" if kind == "project" else "list_closers"
    tail = list(_last(text, items.pop(), "" if closed else closers, several=bool(cuts or pair)))
    spans = [_bare(text, *span) for span in (*items, *tail)]
    if kind not in ("project", "site"):
        spans = [_without_plant(text, s, e) for s, e in spans]
    spans = [(s, e) for s, e in spans if e > s]
    if not spans or (len(spans) < _LEAST and not closed):
        return None
    return Enumeration(tuple(spans), clause, kind, head)


@cache
def _telling() -> re.Pattern[str]:
    firms = alternation(w for w, kind in head_kinds().items() if kind == "company")
    return re.compile(
        rf"{firms}[^。;；\n]{{0,14}}?(?:包括|包含|例如|比如|如|有|分别是|分别为|:|：)$"
    )


def _told_after(text: str, start: int, end: int) -> str:
    """Kind of a list that says that its items are among what was told of: A、B位列其中."""
    among = _AMONG.search(text, start, end)
    told = among and "项目" in text[max(0, start - _TOLD) : start]
    return "project" if told else ""


def _settling(text: str, last: tuple[int, int], end: int) -> str:
    """Kind of a list by what its items do: A、B、C签约落户P are firms."""
    stop = last[1] if last[1] < end else end
    found = _SETTLE.search(text, last[0] + _LEAST, stop if stop > last[1] else end)
    return "settler" if found and found.start() - last[0] <= _SHORT else ""


@cache
def _telling_projects() -> re.Pattern[str]:
    return re.compile(
        r"(?:项目[^。;；\n]{0,16}?|签约项目[^。;；\n]{0,40}?|签约(?!企业|公司)[^。;；\n]{0,8}?)"
        r"(?:包括|包含|涵盖|囊括|分别是|分别为|既有|其中有|:|：)$"
    )


def _told_before(text: str, start: int, clause: int) -> str:
    """Kind of a list that its noun precedes: 在孵企业包括A、B; 公司已逾250家,包括A、B."""
    if _telling_projects().search(text, max(0, clause - _PROJECTS_REACH), start):
        return "project"
    return "company" if _telling().search(text, max(0, clause - _REACH), start) else ""


@cache
def _only_describes() -> re.Pattern[str]:
    """What tells of a project and is no name: 半导体材料研发及[运营总部]."""
    told = alternation([*words("project_words"), *words("site_endings")])
    return re.compile(f"{told}+(?:项目)?")


@cache
def _counted() -> re.Pattern[str]:
    return re.compile(r"(?:[两三四五六七八九十]|\d+)余?多?家(?!属)")


def _cuts(text: str, start: int, stop: int) -> list[int]:
    """Where 、 stands outside of brackets and titles."""
    depth = 0
    cuts = []
    for at in range(start, stop):
        depth += text[at] in "(（《“"
        depth -= text[at] in ")）》”"
        if text[at] == "、" and depth <= 0:
            cuts.append(at)
    return cuts


def _opened(text: str, start: int, end: int, leads: re.Pattern[str]) -> int:
    """Where the first item begins: after the last word that leads to a list."""
    begin = start
    if text.startswith(tuple(clusters.words("not_joints")), start):
        return start
    for match in leads.finditer(text, start, end):
        if begin > start and end - begin <= _SHORT and _SURE_LEAD.search(text, start, begin):
            break  # what follows is short enough to be the name whole: 包括[联合骨科器材]
        if end - match.end() >= _LEAST:
            begin = match.end()
    partner = _PARTNER.search(text, begin, end)
    begin = partner.end() if partner and end - partner.end() >= _LEAST else begin
    joined = begin > start and text[begin] in "与和同跟及" and end - begin > _LEAST
    return begin + joined


@cache
def _leading() -> re.Pattern[str]:
    long = [word for word in data("organisations")["openers"] if len(word) > 1]
    words_ = alternation([*long, *data("organisations")["apposition"]])
    joints = r"(?<![\u4e00-\u9fff])[与和以让对及]"  # within a phrase they join two names
    return re.compile(rf"{words_}了?|[了如的由像]|有(?![限机关效色])|{joints}")


@cache
def _project_leading() -> re.Pattern[str]:
    """Before projects fewer words lead to a list, for more of them are parts of names."""
    return re.compile(rf"{alternation(data('organisations')['project_openers'])}了?")


def _last(
    text: str, span: tuple[int, int], closers: str, *, several: bool
) -> Iterator[tuple[int, int]]:
    """The last item, or the last two where 和 joins them, without what follows them."""
    start, end = span
    if closers:
        led = _SORT_OF_FIRM.match(text, start, end)
        begin = led.end() if led and is_place(led["place"]) else start
        match = one_of(closers).search(text, begin + _LEAST, end)
        end = match.start() if match else end
        counted = _counted().search(text, start + _LEAST, end)
        counted = counted or PROJECTS_COUNTED.search(text, start + _LEAST, end)
        end = counted.start() if counted else end
    for match in _LAST.finditer(text, start + _LEAST, end):
        apart = min(end - match.end(), match.start() - start) >= _LEAST
        apart = apart and not _only_describes().fullmatch(text, match.end(), end)
        if apart and (several or not closers):
            yield start, match.start()
            start = match.end()
    yield start, end


def _counted_head(text: str, last: tuple[int, int]) -> tuple[str, str]:
    """Kind of a list without 等 by what counts it: A、B、C三家企业, A、B作为首批企业入驻."""
    counted = _counted().search(text, last[0] + _LEAST, last[1])
    if counted is None:
        projects = PROJECTS_COUNTED.search(text, last[0] + _LEAST, last[1])
        return ("project", projects[0]) if projects else ("", "")
    match = _head().match(text, counted.end(), last[1])
    return (head_kinds()[match[0]] if match else "company"), counted[0]


def _headed(text: str, stop: int, end: int) -> tuple[str, str]:
    """Kind of the items by the noun after 等, and the words up to that noun."""
    after = stop + (2 if text.startswith("在内", stop) else 1)
    if _fields().match(text, after, end):
        return "other", text[after : after + _LEAST]
    if _SETTLE.match(text, after, end):
        return "settler", ""  # 等均已落户基地: 基地 is where they go
    # What the head belongs to is its own: 等企业研发的产品 lists firms.
    match = _head().search(text, after, min(end, after + _REACH))
    if match is None:
        return "", ""
    kind = head_kinds()[match[0]]
    if match[0] in words("mixed_heads"):
        return "", text[after : match.end()]
    if kind in {"other", "project"}:
        return _corrected(text, match, end, kind), text[after : match.end()]
    return kind, text[after : match.end()]


def _corrected(text: str, match: re.Match[str], end: int, kind: str) -> str:
    """The noun that 领域 or 产业 only describes: 等生物医药领域龙头企业."""
    following = _head().search(text, match.start() + 1, min(end, match.end() + _NEXT_HEAD))
    if following is None or _GRAMMAR.search(text, match.end(), following.start()):
        return kind
    return head_kinds()[following[0]]


def _without_plant(text: str, start: int, end: int) -> tuple[int, int]:
    """An item without the plant or phase that stands for the firm: 长安制药[新厂]."""
    plant = _PLANT.search(text, start + _LEAST, end)
    return (start, plant.start()) if plant and plant.end() == end else (start, end)


def _bare(text: str, start: int, end: int) -> tuple[int, int]:
    """An item without brackets, quotation marks and spaces around it."""
    year = _YEAR.search(text, start + _LEAST, end)
    end = year.start() if year else end
    bracket = _BRACKETS.search(text, start, end)
    if bracket and bracket.end() == end:
        end = bracket.start()
    while start < end and text[start] in " “”\"'‘’":
        start += 1
    while start < end and text[end - 1] in " “”\"'‘’":
        end -= 1
    return start, end
