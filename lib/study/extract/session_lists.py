"""Finds the sessions that an article lists for its event: 设A论坛、B论坛, 分别是C承办的D沙龙."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from study.lexicon.clusters import pattern, words
from study.lexicon.loader import alternation

Span = tuple[int, int]

_SHORTEST, _LONGEST = 4, 34
_MARKS = ",，。;；:：、\n—"
_CLOSES = frozenset(",，。;；、和与及以等共两三四五六七八九十并\n0123456789")
_BRACKET = re.compile("[(（][^()（）]*[)）]$")
_GRAMMAR = re.compile(
    "[的了将是]|一系列|通过|等[\\d两三四五六七八九十]|[\\d一两三四五六七八九十]+[场个]"
)
_LEAST = 2
# What may stand before the name of a session: 9日上午的X论坛, 下午举行的路演.
SESSION_DAY = (
    r"(?:(?:\d{1,2}月)?(?:\d{1,2}日)?(?:[上下]午|当天|今天|昨天|晚间|期间)?"
    r"(?:(?:举行|举办|召开|登场)的|的))?"
)
# When a line of a programme begins: 25日14:00, 9月9日上午9:00-11:30.
PROGRAMME_TIME = r"(?:\d{1,2}月|\d{1,2}日|\d{1,2}[:：]\d{2}|[上下]午|[-—~至]|\s)*"
# How what is no name of a session begins: 本届论坛, 大会由X主办.
POINTING = tuple(words("session_pointers"))
_COUNT = re.compile(r"(?:\d+|[一两三四五六七八九十]+)余?[场个项](?:系列)?")
_COUNTED = re.compile(
    r"(?:[两三四五六七八九十]|\d)+余?场[^,，。;；、]{0,8}(?:论坛|活动|会议|研讨|专场|沙龙)"
)

_COUNTED_PARTS = re.compile("[场个][^,，。]{0,6}(?:论坛|活动)")


def listed_sessions(text: str, start: int, end: int) -> list[Span]:
    """Spans of the sessions that a sentence lists, without who holds them.

    Args:
        text: Clean text.
        start: First character of the sentence.
        end: One past its last.
    """
    leads = pattern("session_leads").search(text, start, end)
    if leads is None and _COUNTED.search(text, start, end) is None:
        return []
    spans = list(_sessions(text, start, end))
    several = len(spans) >= _LEAST or "“N”" in text[start:end]
    return spans if several else []


def single_sessions(text: str, start: int, end: int) -> Iterator[Span]:
    """Spans of the sessions that a sentence names one by one: “1”是一场X展, 同场举办的Y展.

    Args:
        text: Clean text.
        start: First character of the sentence.
        end: One past its last.
    """
    for match in _single().finditer(text, start, end):
        if match["common"] or _is_name(match["name"]):
            yield match.span("common") if match["common"] else match.span("name")


def held_sessions(text: str, start: int, end: int) -> Iterator[Span]:
    """Spans of the sessions of which a clause says who holds them: A论坛由X承办,B展由Y主办.

    Args:
        text: Clean text.
        start: First character of the sentence.
        end: One past its last.
    """
    for match in _held().finditer(text, start, end):
        name = match["name"].strip("“”")
        if _is_name(name) and not name.startswith(POINTING):
            begin = text.index(name, match.start("name"))
            yield begin, begin + len(name)


@cache
def _held() -> re.Pattern[str]:
    endings, verbs = alternation(words("session_endings")), alternation(words("session_held_by"))
    return re.compile(
        rf"(?:^|(?<=[,，。;；:：、\n\s\d]))(?:其中[,，]?)?{SESSION_DAY}"
        rf"(?P<name>(?!\d)[^,，。;；:：、\n\s由]{{3,{_LONGEST}}}?{endings}”?)"
        rf"(?:将?[于在定][^,，。;；]{{1,12}}(?:举行|举办|召开)[,，]?)?"
        rf"(?:由[^,，。;；]{{2,40}}?(?:{verbs})|\s*(?:{verbs})(?:单位)?[:：])"
    )


def speaks_of_sessions(text: str, start: int, sentence: int, end: int) -> bool:
    """Whether a paragraph has spoken of an event's parts, or a sentence is a programme's line.

    Args:
        text: Clean text.
        start: First character of the paragraph.
        sentence: First character of the sentence.
        end: One past its last.
    """
    if re.match(rf"{PROGRAMME_TIME}(?<=\d[:：]\d\d)", text[sentence:end]):
        return True
    counted = _COUNTED_PARTS.search(text, start, end)
    return counted is not None or pattern("session_leads").search(text, start, end) is not None


def _sessions(text: str, start: int, end: int) -> Iterator[Span]:
    for match in _ending().finditer(text, start, end):
        stop = match.end() + text.startswith(("”", "》"), match.end())
        if text[stop : stop + 1] not in _CLOSES:
            continue
        begin = _begin(text, start, match)
        name = text[begin : match.end()]
        if _is_name(name):
            yield begin, match.end()


def _begin(text: str, floor: int, ending: re.Match[str]) -> int:
    """Where the name of a session begins: after the mark or the word that leads to it."""
    begin = max(floor, *(text.rfind(mark, floor, ending.start()) + 1 for mark in _MARKS))
    for lead in _lead().finditer(text, begin, ending.end()):
        if ending.end() - lead.end() >= _SHORTEST:
            begin = lead.end()
    counted = _COUNT.match(text, begin)
    begin = counted.end() if counted else begin
    quote = text.find("“", begin, ending.end())
    closed = text.find("”", begin, ending.end())
    if quote > begin and closed < 0:
        begin = quote + 1  # the name is quoted whole
    elif text[begin] == "“" and closed < 0:
        begin += 1
    return begin


def _is_name(name: str) -> bool:
    plain = _BRACKET.sub("", name)
    if not _SHORTEST <= len(plain) <= _LONGEST or _GRAMMAR.search(plain):
        return False
    return plain not in words("session_sorts") and not plain.startswith(words("session_sorts"))


@cache
def _ending() -> re.Pattern[str]:
    return re.compile(alternation(words("session_endings")))


@cache
def _single() -> re.Pattern[str]:
    beside = alternation(words("session_beside"))
    common = alternation(words("common_sessions"))
    name = rf"[^,，。;；:：、“”\n]{{2,{_LONGEST}}}?{alternation(words('session_endings'))}"
    return re.compile(
        rf"(?:“[^”]{{1,4}}”(?:是|为|即|指)(?:举办|举行)?一[场个]|其中一[场个](?:为|是)|{beside}了?的?)"
        rf"(?P<name>{name})(?=[,，。;；有由吸设以现也将共])"
        rf"|(?:1|一)[场个](?P<common>{common})(?=[+,，、和及与])"
    )


@cache
def _lead() -> re.Pattern[str]:
    """What leads to the name of a session within an item, up to who holds it."""
    verbs = alternation(words("session_openers"))
    return re.compile(
        rf"{verbs}了?|(?<=[会坛展龙班日演赛谈座]”)[和与及]|(?<=[会坛展龙班日演赛谈座])[和与及]"
    )
