"""Finds forums, contests and fairs by name, and tells which of them an article describes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache, lru_cache

from study.lexicon.forums import any_of, forum_words, head_kinds
from study.model import ForumKind

YEAR = r"(?:19|20)\d{2}"
EDITION = r"(?:第[一二三四五六七八九十百零〇\d]+届|首届)"
_ANCHOR = re.compile(
    rf"{YEAR}(?:年度|年)?(?!\d|\s?\d{{0,2}}月|第?[一二三四]季|上半年|下半年|[-—/.]\d)|{EDITION}"
)
_REACH = 48  # characters of a name before its ending
_SHORTEST = 4  # letters of a name that says which event it is
_QUOTED = 16  # characters in quotation marks inside a name
_DATE_END = (
    r"[电讯]?\((?:见习|本报)?(?:记者|通讯员)[^)]*\)|"
    r"\d{1,2}[日号]|\d{1,2}月|\d(?:上午|下午)|(?<=[会坛赛展动节周])(?:等(?:一?系列)?|和|与|及|以及)"
)
_STOPS = frozenset(",。;:!?、\n|…《》<>[]【】「」『』=#*~▲◆■★")
_PLAIN = re.compile(rf"{YEAR}(?:年度|年)?|{EDITION}|[^\u4e00-\u9fffA-Za-z0-9]")
_CHAIN = re.compile(
    r"(?![\u4e00-\u9fff]{0,5}?(?:在|于|和|与|及|上|期间|的|由|将|举|平行|分|主|专题|新闻|开幕|各|设|以|为))"
    r"[\u4e00-\u9fff]{2,6}?论坛(?:大会)?"
)
_SESSION = re.compile(
    rf"(?:大会|论坛)?(?:第[一二三四五六七八九十\d]+届|首届)(?:大会|年会|会议)|{YEAR}年?[\u4e00-\u9fff]{{0,6}}?(?:会议|年会)|年会|{YEAR}(?![\d年])"
)
_SPECIAL = re.compile(r"(?:——|—|-)[^,。;:!?、\n]{4,40}?专场")
_SHORT_FAIR = re.compile("[博交洽展]会$")
_AND = "暨"
_BEFORE_AWARDS = re.compile("颁奖|颁授|签约|启动仪式|开幕式|新闻发布会|发布会")


@dataclass(frozen=True, slots=True)
class Mention:
    """A name of an event where it stands in clean text.

    Attributes:
        start: First character.
        end: One past the last.
        name: The name.
        kind: What sort of event its ending tells.
    """

    start: int
    end: int
    name: str
    kind: str

    @property
    def core(self) -> str:
        """The name without year, edition and marks: what it shares with other editions."""
        return core_of(self.name)

    @property
    def anchored(self) -> bool:
        """Whether it says which edition is meant."""
        return bool(_ANCHOR.search(self.name))


@dataclass(slots=True, eq=False)
class Event:
    """One event under all its names in an article.

    Attributes:
        mentions: Where it is named, in the order of the text.
        score: How much the article is about it.
    """

    mentions: list[Mention] = field(default_factory=list)
    score: int = 0

    @property
    def name(self) -> str:
        """Its fullest name that says which edition is meant, else the most frequent one."""
        names = Counter(mention.name for mention in self.mentions)
        anchored = [name for name in names if _ANCHOR.search(name)]
        if anchored:
            return max(anchored, key=lambda n: (len(n.replace("年", "")), names[n], -len(n)))
        return max(names, key=lambda n: (names[n], len(n)))

    @property
    def kind(self) -> ForumKind:
        """Sort of event that the ending of its name tells."""
        name = self.name
        return ForumKind(next(m.kind for m in self.mentions if m.name == name))


@lru_cache(maxsize=4096)
def core_of(name: str) -> str:
    """A name without year, edition and marks."""
    return _PLAIN.sub("", name)


@lru_cache(maxsize=4096)
def year_of(name: str) -> int | None:
    """Year that a name holds, or None."""
    found = re.search(YEAR, name)
    return int(found[0]) if found else None


@lru_cache(maxsize=4096)
def edition_of(name: str) -> str:
    """第八届, 首届 as a name holds it, or ""."""
    found = re.search(EDITION, name)
    return found[0] if found else ""


@cache
def _heads() -> re.Pattern[str]:
    refused = any_of(forum_words("not_followed"))
    return re.compile(f"{any_of(head_kinds())}(?!{refused})")


@cache
def _boundary() -> re.Pattern[str]:
    return re.compile(f"{any_of(forum_words('boundaries'))}|{_DATE_END}")


@cache
def _within() -> re.Pattern[str]:
    return re.compile(any_of(forum_words("within_names")))


@cache
def _generic() -> re.Pattern[str]:
    return re.compile(f"{any_of([*forum_words('generic'), *head_kinds()])}*")


@cache
def _bare() -> re.Pattern[str]:
    return re.compile(f"{any_of([*forum_words('bare'), *head_kinds()])}*")


@cache
def _openers() -> re.Pattern[str]:
    opener = any_of(forum_words("openers"))
    return re.compile(
        rf"(?:[A-Za-z][A-Za-z0-9&+ -]*|{opener}(?:\([^)]*\)|·?[\u4e00-\u9fff]{{0,4}})?"
        rf"|.*·|[\u4e00-\u9fff·]{{2,}}\((?!.*(?:记者|通讯员))[^)]*\))$"
    )


def find_names(text: str, begin: int, stop: int) -> list[Mention]:
    """Names of events between two offsets, none inside another.

    Args:
        text: Clean text.
        begin: First character looked at.
        stop: One past the last.
    """
    found: list[Mention] = []
    for head in _heads().finditer(text, begin, stop):
        start = name_start(text, begin, head.start())
        end = _name_end(text, head.end(), stop)
        mention = Mention(start, end, text[start:end].strip(), head_kinds()[head[0]])
        if not _is_name(mention, text[start : head.start()], head[0]):
            continue
        if found and found[-1].end > start:
            if found[-1].end >= end or found[-1].start < start:
                continue
            found.pop()  # the longer name begins where the shorter does
        found.append(mention)
    return found


def _is_name(mention: Mention, before: str, head: str) -> bool:
    """Whether it says which event is meant, and is no meeting of an office."""
    if mention.name.endswith(tuple(forum_words("not_heads"))):
        return False
    own = re.sub("[“”·\\- ]", "", _ANCHOR.sub("", before))
    if len(own) + len(head) < _SHORTEST:
        return False
    # With a year or an edition even plain words make a name: 2025全球健康产业大会.
    plain = _bare() if mention.anchored else _generic()
    return not plain.fullmatch(own)


def name_start(text: str, begin: int, head: int) -> int:
    """Where the name begins that ends with a head."""
    left = _left_edge(text, max(begin, head - _REACH), head)
    kept = [match.span() for match in _within().finditer(text, left, head)]
    for match in _boundary().finditer(text, left, head):
        if not any(start <= match.start() < end for start, end in kept):
            left = match.end()
    anchor = _ANCHOR.search(text, left, head)
    if anchor and anchor.start() > left and not _openers().match(text[left : anchor.start()]):
        left = anchor.start()
    while left < head and text[left] in " ·-—”)以与和及对即":
        left += 1
    return left


def _left_edge(text: str, floor: int, head: int) -> int:
    """The nearest mark before a head that no name holds; short quotations are passed over."""
    at = head
    while at > floor:
        character = text[at - 1]
        if character == "”":
            opening = text.rfind("“", max(floor, at - _QUOTED), at - 1)
            if opening < 0 or opening < floor:
                return at
            at = opening
        elif character == ")":
            opening = text.rfind("(", max(floor, at - _QUOTED), at - 1)
            if opening < 0:
                return at
            at = opening
        elif (
            character in _STOPS
            or character in "“("
            or (character == " " and not (text[at - 2 : at - 1].isascii() and text[at].isascii()))
        ):
            return at
        else:
            at -= 1
    return at


def _name_end(text: str, end: int, stop: int) -> int:
    """Where a name ends: behind its session, a second name after 暨, or a special session."""
    if text.endswith("论坛", 0, end):
        chain = _CHAIN.match(text, end, stop)
        end = chain.end() if chain else end
    session = _SESSION.match(text, end, stop)
    if session:
        end = session.end()
    special = _SPECIAL.match(text, end, stop)
    if special:
        return special.end()
    if text.startswith(_AND, end):
        second = _heads().search(text, end + 1, min(stop, end + 40))
        joined = second and not re.search("[,。;:!?、\n]", text[end : second.start()])
        if second and joined and not _BEFORE_AWARDS.match(text, second.end()):
            return _name_end(text, second.end(), stop)
    return end


# --- which names mean one event, and which events an article describes -------------------------


def group(mentions: Iterable[Mention]) -> list[Event]:
    """Put the names of one event together, in the order of their first mention."""
    events: list[Event] = []
    by_name: dict[str, Event] = {}
    for mention in mentions:
        known = by_name.get(mention.name)
        if known is None:
            known = next((event for event in events if _same(event, mention)), None)
        if known is None:
            known = Event()
            events.append(known)
        by_name[mention.name] = known
        known.mentions.append(mention)
    return events


def _same(event: Event, mention: Mention) -> bool:
    distinct = {known.name: known for known in event.mentions}
    return any(_alike(known, mention) for known in distinct.values())


def _alike(one: Mention, other: Mention) -> bool:
    years = year_of(one.name), year_of(other.name)
    if None not in years and years[0] != years[1]:
        return False
    editions = edition_of(one.name), edition_of(other.name)
    if all(editions) and editions[0] != editions[1]:
        return False
    press = str(ForumKind.PRESS_CONFERENCE)
    if (one.kind == press) is not (other.kind == press):
        return False
    short, long = sorted((one.core, other.core), key=len)
    if short == long or (_SHORT_FAIR.search(short) and _letters_in(short, long)):
        return True
    if len(short) < _SHORTEST + 2:
        return False
    return short in long or (short[-2:] == long[-2:] and _is_subsequence(short, long))


def _letters_in(short: str, long: str) -> bool:
    """泰州医博会 in 中国泰州国际医药博览会: a fair by letters of its name, the last one too."""
    rest = iter(long)
    return len(short) >= _SHORTEST and short[-1] == long[-1] and all(c in rest for c in short)


def _is_subsequence(short: str, long: str) -> bool:
    rest = iter(long)
    return short[:2] == long[:2] and all(character in rest for character in short)
