"""Finds the parks that the lexicon does not know but whose names end like a park's."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import product

from study.extract.mentions import Mention, Spans, is_beside
from study.extract.units import words_of
from study.lexicon.clusters import words
from study.lexicon.domain import context
from study.lexicon.loader import WordFinder, alternation, data, one_character
from study.lexicon.places import gazetteer, short_name

_HAN = r"[\u4e00-\u9fffA-Za-z·]"
_LONGEST_START = 16  # characters of a name before its ending
_BEYOND = 2 * _LONGEST_START  # an ending, and what must not follow it, end before
_NO_START = frozenset({"region", "world", "foreign"})  # 全国生物医药园区 is no name
_TELLING = 4  # characters of an ending that few other words have
_SHORTEST = 4
_LONGEST_HEAD = 4  # characters of what tells a park from another of the same sort
_SHORT_PLACE = 2  # characters of a district's name without 区
_NUMERALS = "0123456789一二两三四五六七八九十百"
_DIGITS = f"{_NUMERALS}〇零"
_COUNTED = re.compile(f"[{_NUMERALS}]+[个家座大]")  # 苏州两个园区 are no park
_NUMBERED = re.compile(r"\d(?!\d?[月日年])")  # 产业园12个 counts them; X园3月开园 is one
_DASHES = "—–-－"  # a double dash leads to what follows
_NATION = "中国"
_BRACKET = re.compile("[(（][\u4e00-\u9fff]{2,3}[)）]$")
_ASIDE = re.compile("[(（][^()（）]{1,24}[)）]")
# 启动建设的健康医疗产业园规划面积5平方公里: however general its name
# 规划面积12.9平方公里的国际生物医药园
_SIZED = re.compile(
    rf"(?:面积|占地)[^,，。;；\d]{{0,4}}[\d.,]+[余多]?万?{alternation(words_of('area'))}的$"
)
# 变成总建筑面积140万平方米的产业新城 says what became of a park named before.
_BECOMES = re.compile(f"{context('becomes')}[^,，。;；]*$")
_AT_FAIRS = re.compile(context("at_fairs"))
_ENUMERATED = re.compile(f"[{one_character(e[-1] for e in data('places')['park_endings'])}]、$")
_LONGEST_SIZE = 24
_LONGEST_BRINGING = 30
_POINTED_AT = re.compile("[这该此][座片个块一]?|一[座片个]")
# 在这些园区, 在国内医药园区: none in particular.
_ANY = re.compile(
    "[这那各某]|上述|国内|全[国市省区球]|多[个家]|不少|一些|其[他它]|许多|我[国市省区]|当地|本地|周边|附近|传统|新兴|同类|自[己家]"
)
_LAID_OUT = tuple(words("laid_out"))
_SIZE_NEXT = re.compile(f"[,，](?:总|规划|一期|首期)?(?:{context('sizes_of_parks')}|面积)")
_MEASURED = re.compile(f"(?:项目)?{context('sizes_of_parks')}")
# X产业园项目总投资15亿元 lies somewhere else, and so does what 总投资 makes a project.
_PROJECTS = ("项目", "工程", "总投资")
_PARK_GROUNDS = "园区"
_ENDINGS = tuple(data("places")["park_endings"])
# ——天府生命科技园。建筑面积22.5万平方米; 1、生物创新园:占地1050亩
_ITEM_MARKS = re.compile(r"[\s\W\d一二三四五六七八九十]{0,8}")
_ENDS_HEADING = ("。", ":", "：", "\n", "——")
_OPENINGS = ",，。;；、:：“( 的是为即"


@cache
def _park() -> re.Pattern[str]:
    endings = alternation(data("places")["park_endings"])
    office = rf"[\u4e00-\u9fff]{{0,2}}{context('offices_of_parks')}"
    # 据X园管委会统计 tells of the park; X园管委会主办 does not.
    office = rf"(?!{office}(?:[^,，。;；]{{0,8}}?){context('offices_tell')})" rf"{office}"
    no_park = rf"(?!{context('not_after_parks')}|{office})"
    return re.compile(rf"{_HAN}{{2,{_LONGEST_START}}}?{endings}(?:(?<=园)区|小镇)?{no_park}")


@cache
def _bare_words() -> frozenset[str]:
    """Words such as 国际生物城 that mean a park named before."""
    return frozenset(data("places")["bare_parks"])


@cache
def _endings() -> WordFinder:
    return WordFinder.build(dict.fromkeys(data("places")["park_endings"], ()))


@cache
def _until_stop() -> re.Pattern[str]:
    """All up to the last word that no name of a park holds, or up to a date: 2023年紫竹高新区."""
    words = alternation(data("places")["park_stops"])
    return re.compile(f".*(?:{words}|(?<=[{_DIGITS}千万亿美欧日港])元)|(?<=[{_DIGITS}])[年月日号]")


@cache
def _no_name() -> re.Pattern[str]:
    words = alternation(data("words")["contexts"]["not_in_park_names"])
    return re.compile(
        rf"[省的在将与和及了由从向到是为对把以位已均全个,，一二三四五六七八九十\d]|{words}"
    )


@cache
def _generic() -> re.Pattern[str]:
    return re.compile(alternation(data("places")["generic_park_words"]))


@cache
def _deed() -> re.Pattern[str]:
    deeds = data("clusters")["park_deeds"]
    does = alternation(deed for deed in deeds if len(deed) > 1)
    heart = rf"是[^,，。;；]{{2,30}}{context('sorts_of_sites')}(?=[,，。;；:：])"
    return re.compile(rf"{does}|以[^,，。;；]{{2,24}}为|{heart}")


@cache
def _joint_of_fields() -> re.Pattern[str]:
    """Two fields in the name of one park: 昆山[小核酸及]生物医药产业园."""
    fields = alternation(words("field_words"))
    return re.compile(rf"[\u4e00-\u9fff]{{0,4}}?{fields}[及与和](?={fields})")


@cache
def _told_by_phase() -> re.Pattern[str]:
    return re.compile(f"[一二三四五]期|{context('measures_of_parks')}")


@dataclass(slots=True)
class _Park:
    """A park by its span, and how surely it is a name.

    Attributes:
        start: First character.
        end: One past the last.
        name: The characters between.
        placed: Whether the name begins with a known place.
        opens: Whether it stands where a subject would, as a name of its own.
        does: Whether behind it stands what parks do: 集聚, 拥有.
        listed: Whether it is one of several told of in turn, A园…；[医疗器械园]一期…, or
            its size is told right behind it.
    """

    start: int
    end: int
    name: str
    placed: bool
    opens: bool
    does: bool
    listed: bool


def with_unknown_parks(
    text: str, spans: Sequence[tuple[int, int]], known: list[Mention]
) -> list[Mention]:
    """Add unknown parks to the places that the gazetteer found.

    Args:
        text: Clean text.
        spans: Spans of the body paragraphs.
        known: Places found so far, in order.

    Returns:
        All places in order; a known one within the name of a park is left out.
    """
    endings = _endings().find(text)
    starts = sorted({start for _, start, _ in endings})
    parks = list(_parks(text, spans, known, starts))
    repeated = _repeated(text, parks, sorted({end for _, _, end in endings}))
    # 分为生物创新园、生物医药园、医疗器械园: parts that are told of again bear these names.
    parts = {p.name for p in parks if _ENUMERATED.search(text, max(0, p.start - 2), p.start)}
    for park in parks:
        park.listed = park.listed or park.name in parts & repeated
    certain = {park.name for park in parks if _is_named(park, repeated)}
    extra = [
        Mention(
            park.start,
            park.end,
            park.name,
            _level(park.name),
            park.name in certain
            and not is_beside(text, park.start, park.end)
            and (_is_told_of(park, repeated) or not text.startswith(_PROJECTS, park.end)),
        )
        for park in parks
        if _is_named(park, repeated) or park.name not in _bare_words()
    ]
    covered = Spans([(park.start, park.end) for park in extra])
    kept = [mention for mention in known if not covered.cover(mention.start, mention.end)]
    return sorted(kept + extra, key=lambda mention: (mention.start, -mention.end))


def _level(name: str) -> str:
    """A name that ends like a zone's is one: 金华经济技术开发区."""
    return "zone" if name.endswith(tuple(data("places")["anaphora"]["zone"])) else "park"


def _is_named(park: _Park, repeated: set[str]) -> bool:
    """Whether a park lies in a known place, or bears a name of its own as a subject."""
    named_as_nation = park.name.startswith("国家") and park.opens and park.does
    if park.placed or park.listed or named_as_nation:
        return True
    if _has_common_ending(park.name) and park.name not in repeated:
        return park.opens and park.does and is_own(park.name)
    return is_own(park.name) and (park.opens or park.name in repeated)


def _is_told_of(park: _Park, repeated: set[str]) -> bool:
    """Whether a park stands for itself even before 项目: its size or its name is told again."""
    return park.listed or park.name in repeated


def _has_common_ending(name: str) -> bool:
    """Whether a name ends as many words do: 示范区, but not 生技园区 as a whole."""
    common, telling = _sorts_of_endings()
    return name.endswith(common) and not name.endswith(telling)


@cache
def _sorts_of_endings() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Endings that many words have, and those that few other words have."""
    places = data("places")
    telling = (ending for ending in places["park_endings"] if len(ending) >= _TELLING)
    return tuple(places["common_park_endings"]), tuple(telling)


def is_own(name: str) -> bool:
    """Whether a name holds more than words for what parks are for: not 生物医药产业园区."""
    return bool(_generic().sub("", name))


def _repeated(text: str, parks: list[_Park], ends: Sequence[int]) -> set[str]:
    """Names in question that stand more than once in the article.

    Such a name ends where one of the endings of parks does, so it is looked for there alone.
    """
    asked = {park.name for park in parks if not park.placed}
    lengths = {len(name) for name in asked}
    times: Counter[str] = Counter()
    done: dict[str, int] = {}
    for end, length in product(ends, lengths):
        name = text[end - length : end]
        # An overlap with itself is no second mention.
        if name in asked and end - length >= done.get(name, 0):
            times[name] += 1
            done[name] = end
    return {name for name, count in times.items() if count > 1}


def _parks(
    text: str, spans: Sequence[tuple[int, int]], known: list[Mention], endings: Sequence[int]
) -> Iterator[_Park]:
    starts = [mention.start for mention in known]
    # 临平区 named elsewhere places 临平生物医药园.
    districts = {m.name[:-1] for m in known if m.level == "district"}
    for match, begin in _matches(text, spans, endings):
        inside = known[bisect_left(starts, match.start()) : bisect_left(starts, match.end())]
        if inside and inside[-1].level == "park" and _is_grounds(text, inside[-1].end, match.end()):
            continue  # 科学园园区 is 科学园
        whole = inside and inside[-1].end >= match.end()
        if whole and not _is_longer(text, match, inside.pop()):
            continue
        inside = [mention for mention in inside if mention.level not in _NO_START]
        start, end = _start(match, inside), match.end()
        head = _head_before_mark(text, known, starts, start)
        start = start if head is None else head
        if not is_own(text[start:end]):
            around = list(_around(known, starts, start))
            inside, start = [*around, *inside], around[0].start if around else start
        placed = head is not None or any(mention.start == start for mention in inside)
        numbered = text[start] in _NUMERALS and not placed  # but 三明生物医药产业园
        if _is_end_of_known(known, starts, start, end):
            continue
        if numbered or end - start < _SHORTEST or _COUNTED.search(text, start, end):
            continue
        if _is_stand(text, begin, text[start:end]):
            continue
        opens = start == begin or text[start - 1] in _OPENINGS or text.endswith("其中", 0, start)
        opens = opens and _NUMBERED.match(text, end) is None
        placed = placed or text[start : start + _SHORT_PLACE] in districts
        placed = placed or _touches(known, starts, start)
        aside = _ASIDE.match(text, end)
        does = _deed().match(text, aside.end() if aside else end) is not None
        sized = _SIZED.search(text, max(begin, start - _LONGEST_SIZE), start) is not None
        sized = sized and _BECOMES.search(text, max(begin, start - _LONGEST_SIZE), start) is None
        sized = sized and _is_name_of_one(text, begin, start, end)
        measured = sized or (opens and _MEASURED.match(text, end) is not None)
        measured = measured or _is_laid_out(text, start, end)
        listed = text.endswith((";", "；"), 0, start) and (
            does or bool(_told_by_phase().match(text, end))
        )
        listed = listed or _heads_paragraph(text, begin, start, end)
        listed = listed or _is_brought_in(text, begin, start, end)
        yield _Park(start, end, text[start:end], placed, opens, does, listed or measured)


def _is_brought_in(text: str, begin: int, start: int, end: int) -> bool:
    """在X创新港,…; 镜头转向Y产业园,…; 落户Z药谷的企业…: a park that an article goes on to."""
    name = text[start:end]
    if not is_own(name) or name.startswith(words("no_park_starts")) or _ANY.match(name):
        return False
    lead = text[max(begin, start - _LONGEST_BRINGING) : start]
    return any(
        before.search(lead) is not None and behind.match(text, end) is not None
        for before, behind in _bringing()
    )


@cache
def _bringing() -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    """What brings a park in, and what then stands behind its name."""
    turns, enters = alternation(words("turning")), alternation(words("entering"))
    opens = "(?:^|[,，。;；:：“”!！?？])[而再又]?"
    held = f"(?![^,，。;；]{{0,6}}{context('not_held')})"
    there = re.compile(f"[,，:：内里]{held}|{context('seen_there')}")
    return (
        (re.compile(f"{opens}(?:在|{enters}|{turns})(?:[^,，。;；]{{0,6}}的)?$"), there),
        (re.compile(f"(?:记者|笔者)(?:日前|近日)?(?:在|{enters})$"), there),
        (re.compile("据$"), re.compile(f"[\u4e00-\u9fff]{{0,2}}{context('offices_of_parks')}")),
        (re.compile(f"{alternation(words('also_there'))}$"), re.compile("[:：,，]")),
        (
            re.compile(f"{alternation(words('move_in'))}了?[在于]?$"),
            re.compile(context("of_settled")),
        ),
        (re.compile("其中[^,，。;；]{2,24}[家个元]、$"), re.compile(r"(?:企业|项目)?\d")),
    )


def _is_name_of_one(text: str, begin: int, start: int, end: int) -> bool:
    """Whether what stands behind a size is a name: 面积12平方公里的国际生物医药园.

    面积不足10万平方米的中小园区 are many, and 这座44平方公里的产业新城 is one named before.
    """
    name = text[start:end]
    if is_own(name):
        return True
    if name.endswith(_PARK_GROUNDS) or not any(field in name for field in words("field_words")):
        return False
    clause = max(text.rfind(mark, begin, start) for mark in ",，。;；") + 1
    return _POINTED_AT.search(text, max(clause, begin), start) is None


def _is_laid_out(text: str, start: int, end: int) -> bool:
    """这里规划了X创新园,面积2.4平方公里: a park is brought in with its size behind it."""
    return text.endswith(_LAID_OUT, 0, start) and _SIZE_NEXT.match(text, end) is not None


def _heads_paragraph(text: str, begin: int, start: int, end: int) -> bool:
    """Whether a name stands alone at the head of a paragraph, as one of a list of parks."""
    if _ITEM_MARKS.fullmatch(text, begin, start) is None:
        return False
    marked = start > begin and text[end : end + 1].isspace()
    return marked or text.startswith(_ENDS_HEADING, end)


def _is_end_of_known(known: list[Mention], starts: Sequence[int], start: int, end: int) -> bool:
    """Whether a name only ends a longer one that is known: 中关村科技园区[大兴…产业基地]."""
    at = bisect_left(starts, start) - 1
    return at >= 0 and known[at].end >= end


def _touches(known: list[Mention], starts: Sequence[int], start: int) -> bool:
    """Whether a place stands right before a name of its own: 哈尔滨新区[利民生物医药园区]."""
    at = bisect_left(starts, start) - 1
    return at >= 0 and known[at].end == start and known[at].level not in _NO_START


def _is_grounds(text: str, end: int, stop: int) -> bool:
    """Whether behind the name of a known park stands no more than 园区."""
    return text[end:stop] == _PARK_GROUNDS


def _around(known: list[Mention], starts: Sequence[int], start: int) -> list[Mention]:
    """Places right before a name that tells only what a park is for: 天津[滨海新区]医药产业园."""
    chain: list[Mention] = []
    at = bisect_left(starts, start) - 1
    while at >= 0 and known[at].end == start and known[at].level not in _NO_START:
        chain.insert(0, known[at])
        start, at = known[at].start, at - 1
    return chain


def _head_before_mark(
    text: str, known: list[Mention], starts: Sequence[int], start: int
) -> int | None:
    """Where a name begins that holds a mark: [中国]—东盟产业园, [中恒](南宁)产业基地."""
    mark = start - 1
    at = bisect_left(starts, mark) - 1
    place = known[at] if at >= 0 and known[at].end == mark else None
    if mark > 0 and text[mark] in _DASHES:
        if text.endswith(_NATION, 0, mark):
            return mark - len(_NATION)
        return place.start if place else None
    if place and text[mark] in ")）" and text[place.start - 1] in "(（":
        return _before_bracket(text, place.start - 1)
    if text[mark] in ")）":
        return _place_before_bracket(text, known, starts, mark)
    return None


def _place_before_bracket(
    text: str, known: list[Mention], starts: Sequence[int], closing: int
) -> int | None:
    """Where the place begins whose bracket tells more of it: [无锡](马山)国家生命科学园."""
    short = _BRACKET.search(text, max(0, closing - _TELLING - 1), closing + 1)
    at = bisect_left(starts, short.start()) - 1 if short else -1
    touches = at >= 0 and short is not None and known[at].end == short.start()
    return known[at].start if touches and known[at].level not in _NO_START else None


def _before_bracket(text: str, opening: int) -> int | None:
    """Where the word before a bracket begins: 位于那洪片区的[中恒](南宁)产业基地."""
    floor = max(0, opening - _LONGEST_START)
    start = opening
    while start > floor and "\u4e00" <= text[start - 1] <= "\u9fff":
        start -= 1
    cut = _until_stop().match(text, start, opening)
    begin = cut.end() if cut else start
    return begin if opening - begin >= _SHORT_PLACE else None


def _is_longer(text: str, match: re.Match[str], known: Mention) -> bool:
    """Whether a known short name is only the end of another: 未来科技城[生命科学园]."""
    if text.endswith("国家", 0, known.start):
        return True
    place = gazetteer().places.get(known.name)
    weak = place is not None and text[known.start : known.end] in place.weak
    if not weak and (known.level == "zone" or not text.endswith(_ENDINGS, 0, known.start)):
        return False  # asked first, for it is most often so
    head = text[_start(match, []) : known.start]
    if weak:
        # 湘湖生命科学园 is no 生命科学园 known elsewhere.
        return _SHORT_PLACE <= len(head) <= _LONGEST_HEAD and not _lies_around(head, known.name)
    return head.endswith(_ENDINGS)


def _lies_around(head: str, name: str) -> bool:
    """Whether what stands before a park's name is a place around it: 昌平[生命科学园]."""
    places = gazetteer()
    return any(head in (place, short_name(place)) for place in places.ancestors(name))


def _is_stand(text: str, paragraph: int, name: str) -> bool:
    """Whether a name is that of a part of a fair: 展场亮点方面…[新创专区]占地约450坪."""
    if not name.endswith(tuple(data("places")["parts_of_fairs"])):
        return False
    stop = text.find("\n", paragraph)
    return _AT_FAIRS.search(text, paragraph, stop if stop >= 0 else len(text)) is not None


def _matches(
    text: str, spans: Sequence[tuple[int, int]], endings: Sequence[int]
) -> Iterator[tuple[re.Match[str], int]]:
    """Names that end like a park's, each with the start of its paragraph.

    The pattern may begin at any character, so it is tried only before the endings
    that the automaton finds, which skips nearly all of a text.
    """
    park = _park()
    for begin, stop in spans:
        done = begin
        for ending in endings[bisect_left(endings, begin) : bisect_left(endings, stop)]:
            if ending < done:
                continue
            match = _match_at(park, text, max(done, ending - _LONGEST_START), ending, stop)
            if match:
                yield match, begin
                done = match.end()


def _match_at(
    park: re.Pattern[str], text: str, start: int, ending: int, stop: int
) -> re.Match[str] | None:
    """Leftmost name that begins before an ending."""
    match = park.search(text, start, min(stop, ending + _BEYOND))
    return match if match and match.start() <= ending - 2 else None


def _start(match: re.Match[str], known: list[Mention]) -> int:
    """Where the name of an unknown park begins.

    At the first place that it can start with, else after the last word that no name holds.
    """
    for place in known:
        begin = place.end
        joint = _joint_of_fields().match(match.string, begin, match.end())
        if not _no_name().search(match.string, joint.end() if joint else begin, match.end()):
            return place.start
    cut = _until_stop().match(match.string, *match.span())
    start = cut.end() if cut else match.start()
    return _before_joint(match.string, start, match.end())


def _before_joint(text: str, start: int, end: int) -> int:
    """Where a name begins of which 与 joins two fields: [医疗器械]与生物医药产业园."""
    if text[start - 1 : start] not in ("与", "和", "及"):
        return start
    fields = tuple(words("field_words"))
    first = max((f for f in fields if text.endswith(f, 0, start - 1)), key=len, default="")
    return start - 1 - len(first) if first and text.startswith(fields, start, end) else start
