"""The named parts of a component: lists of forums with who holds them, when, under what head."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from study.extract.forum_formula import COUNTERS, NUMBER
from study.extract.forum_names import Mention, name_start
from study.extract.forum_reader import ForumReader
from study.extract.forum_roles import RoleClaim, role_claims
from study.extract.periods import PeriodReader
from study.lexicon.forums import SHOW, any_of, component_kinds, forum_words
from study.model import Part

_MARKS = "、;。,!?\n"
_GROUP = re.compile(
    r"围绕(?P<around>[^,;。]{2,24}?)(?:等)?(?:主题|领域|方向|话题|方面)?,?(?:设置|举办|开展|召开|组织|设立)"
    r"|(?P<board>[\u4e00-\u9fff“”]{2,12}?)(?:板块|篇章|单元)(?:,|:|将|包括|设有|举办)"
)
_QUOTED = re.compile("“([^“”]{2,40})”")
_LISTED_QUOTES = re.compile(rf"(?:“[^“”]{{2,40}}”[、和与及,]?(?:以及)?)+等?{NUMBER}{COUNTERS}")
_LEADS = re.compile("(?:分别是|分别为|包括|包含|涵盖|有|如下|为|是|设有)$")
_SHORTEST = 4
_SEASON = 200  # days within which side events are said to be held
_LONGEST_BARE = 4  # characters of a word for components that names no part by itself
_LONGEST_QUOTED = 16
_TITLE = 12  # characters before a colon that may open a name
_NOT_A_NAME = re.compile(
    r"^(?:[前此本上该历往][一两二三\d]?[届次]|由)|^\d*[余多]?[天场个项届家]|促进|推动|助力|参加|出席|期待"
)
_WHOLE = frozenset({"main forum", "opening ceremony", "closing ceremony", "exhibition",
                    "press conference", "contest"})  # fmt: skip


@dataclass(frozen=True, slots=True)
class FoundPart:
    """A part and where its name stands in clean text."""

    part: Part
    start: int
    end: int


@cache
def _endings() -> re.Pattern[str]:
    words = any_of(forum_words("part_endings"))
    refused = any_of(forum_words("not_followed"))
    return re.compile(
        rf"{words}(?!{refused})(?=[、;。,!?\n)”]|$|等|和|与|及|以及|将|已|于|在|的|正|,)"
    )


@cache
def _merely_generic() -> re.Pattern[str]:
    kinds = [word for word in component_kinds() if len(word) <= _LONGEST_BARE]
    words = any_of([*kinds, *forum_words("bare"), *forum_words("part_endings")])
    return re.compile(f"{words}*")


class PartReader:
    """Finds named parts in stretches of an article.

    Args:
        reader: The article and its events.
    """

    def __init__(self, reader: ForumReader) -> None:
        """Keep the article, and the days it names."""
        self.reader = reader
        self.text = reader.text
        self._periods = PeriodReader(reader.document.date)
        self._ends = {mention.end: mention for mention in reader.mentions}
        self._begins = {mention.start: mention for mention in reader.mentions}

    def find(self, start: int, end: int) -> list[FoundPart]:
        """Parts named between two offsets, each once, in the order of the text."""
        found: dict[str, FoundPart] = {}
        for first, stop in self._names(start, end):
            begin = self._with_opening(first, stop, start)
            name = self.text[begin:stop].strip(" ")
            name = name if "“" in name[1:] or "”" in name[:-1] else name.strip("“”")
            if name not in found and self._is_part(name, begin):
                found[name] = FoundPart(self._part(name, begin, stop, start, end), begin, stop)
        if not found:
            found = {part.part.name: part for part in self._quoted(start, end)}
        return sorted(found.values(), key=lambda part: part.start)

    def _with_opening(self, begin: int, stop: int, floor: int) -> int:
        """A name whole whose quotation begins before it: [“]揭榜挂帅”对接会."""
        name = self.text[begin:stop]
        opening = self.text.rfind("“", max(floor, begin - _LONGEST_QUOTED), begin + 1)
        cut = "”" in name[1:-1] and "“" not in name and opening >= 0
        return opening if cut and "”" not in self.text[opening:begin] else begin

    def _is_part(self, name: str, begin: int) -> bool:
        own = re.sub(r"^(?:19|20)\d{2}年?", "", name).strip("“”·")
        if len(own) < _SHORTEST or _merely_generic().fullmatch(own) or _NOT_A_NAME.search(own):
            return False
        mention = self._begins.get(begin)
        return mention is None or self.reader.owner_of(mention) is None

    def _names(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Spans of names in a list; one that begins with a title and a colon is kept whole."""
        floor = start
        for match in _endings().finditer(self.text, start, end):
            if match[0] == SHOW and self.text[match.start() - 1] in forum_words("not_shows"):
                continue
            begin = self._begin(floor, match)
            if begin < match.start() or self._ends.get(match.end()):
                yield begin, match.end()
            floor = match.end()

    def _begin(self, floor: int, ending: re.Match[str]) -> int:
        known: Mention | None = self._ends.get(ending.end())
        if known and known.start < floor:
            known = None
        begin = known.start if known else name_start(self.text, floor, ending.start())
        if self.text.endswith("——", floor, begin):
            return max(floor, *(self.text.rfind(m, floor, begin) + 1 for m in "、,;。是为"))
        if self.text[begin - 1 : begin] == ":" and begin > floor:
            title = self.text[max(floor, begin - 1 - _TITLE) : begin - 1]
            cut = max(title.rfind(mark) for mark in "、,;。是为和与")
            own = title[cut + 1 :]
            if own and not _LEADS.search(own) and "、" not in own and cut >= 0:
                return begin - 1 - len(own)
        return begin

    def _quoted(self, start: int, end: int) -> Iterator[FoundPart]:
        """“甲”“乙”等六场专题论坛: the quoted words are the names."""
        for match in _LISTED_QUOTES.finditer(self.text, start, end):
            for name in _QUOTED.finditer(self.text, *match.span()):
                part = self._part(name[1], name.start(1), name.end(1), start, end)
                yield FoundPart(part, *name.span(1))

    # --- what is said of a part --------------------------------------------------------------

    def _part(self, name: str, begin: int, stop: int, start: int, end: int) -> Part:
        clause = self._clause(begin, stop, start, end)
        days = self._days(*clause, begin)
        told = self.text[clause[0] : clause[1]]
        return Part(
            name=name,
            organisers=self._organisers(clause[0], begin),
            group=self._group(clause[0], begin),
            start=days[0],
            end=days[1],
            online=any(word in told for word in forum_words("modes")["online"]),
            abroad=any(word in name for word in forum_words("abroad")),
        )

    def _clause(self, begin: int, stop: int, start: int, end: int) -> tuple[int, int]:
        """From the semicolon or full stop before a name to the one behind it."""
        left = max(start, *(self.text.rfind(mark, start, begin) + 1 for mark in "。;!?\n"))
        rights = [at for mark in "。;!?\n" if (at := self.text.find(mark, stop, end)) >= 0]
        return left, min(rights, default=end)

    def _organisers(self, left: int, begin: int) -> tuple[str, ...]:
        """Who holds a part, where 由甲主办的 stands right before its name."""
        claims: list[RoleClaim] = [
            claim
            for claim in role_claims(self.text, left, begin)
            if claim.role == "hosts" and self.text[claim.end : begin].strip("“的 ") == ""
        ]
        return claims[-1].names if claims else ()

    def _group(self, left: int, begin: int) -> str:
        groups = list(_GROUP.finditer(self.text, left, begin))
        return (groups[-1]["around"] or groups[-1]["board"]).strip("“”") if groups else ""

    def _days(self, left: int, right: int, begin: int) -> tuple[date | None, date | None]:
        """Days of the clause, the nearest before the name, else the first behind it."""
        found = [p for p in self.reader.periods(self._periods, left, right) if p.first and p.last]
        short = [p for p in found if (p.last - p.first).days < _SEASON]  # type: ignore[operator]
        before = [p for p in short if p.end <= begin]
        best = before[-1] if before else next(iter(short), None)
        return (best.first, best.last) if best else (None, None)


def is_whole(kind: str) -> bool:
    """Whether a kind of component is an event itself and needs no named parts: 开幕式."""
    return kind in _WHOLE
