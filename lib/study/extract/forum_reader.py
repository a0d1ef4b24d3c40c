"""One article about forums: its sentences, the events it describes, and whose each sentence is."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from functools import cache

from study.extract.forum_names import Event, Mention, find_names, group
from study.extract.forum_roles import is_label_line
from study.extract.periods import Expressions, Period, PeriodReader
from study.extract.sentences import sentences_in
from study.lexicon.forums import any_of, forum_words
from study.model import BODY_ROLES, Document, Evidence, ForumKind, Paragraph, Role

_LEAD = 2  # body paragraphs that say what an article is about
_EARLY = 4  # body paragraphs in which a second event may be introduced
_DESCRIBED = 5  # score from which on an article is about an event
_SECOND = 7  # the same for an event beside the main one
_HELD_AFTER, _HELD_BEFORE = 50, 16  # characters between a name and 举行
_POINTING = "本此该这"
_CLAUSE_MARKS = ",。;:!?\n"
_SAME_DAY = re.compile(r"\d{1,2}[日号]|当天|当日|同日|今[天日]|昨[天日]")


@cache
def held() -> re.Pattern[str]:
    """Words that say that an event takes place, in groups opens, holds and closes."""
    groups = (f"(?P<{key}>{any_of(words)})" for key, words in forum_words("held").items())
    return re.compile("|".join(groups))


@cache
def _aside() -> re.Pattern[str]:
    return re.compile(any_of(forum_words("aside")))


@cache
def _anaphora() -> re.Pattern[str]:
    known = any_of(word for words in forum_words("anaphora").values() for word in words)
    # 本届药博会: whatever short name the article gives its event.
    return re.compile(rf"{known}|(?:本届|本次|此次|该届)[\u4e00-\u9fff]{{1,6}}?[会坛赛展周节]")


@cache
def _anaphor_kinds() -> dict[str, frozenset[str]]:
    kinds: dict[str, set[str]] = {}
    for kind, words in forum_words("anaphora").items():
        for word in words:
            kinds.setdefault(word, set()).add(kind)
    return {word: frozenset(found) for word, found in kinds.items()}


# Press pages write either; offsets stay, since each mark is one character.
_PLAIN_MARKS = str.maketrans("，；：（）！？", ",;:()!?")


def with_plain_marks(text: str) -> str:
    """A text of the same length whose full-width marks are plain ones."""
    return text.translate(_PLAIN_MARKS)


class ForumReader:
    """The events of one article.

    Args:
        document: The article as read.

    Attributes:
        document: The article.
        text: Its clean text.
        body: Spans of the paragraphs that state facts, headlines included.
        sentences: Spans of their sentences.
        mentions: Names of events in them.
        events: The events the article describes, the main one first.
        press: Press conferences held for one of these, by the event's name.
    """

    def __init__(self, document: Document) -> None:
        """Find the events, and which of them the article describes."""
        self.document = document
        self.text = with_plain_marks(document.text)
        paragraphs = _told(document)
        self.body = [(p.start, p.end) for p in paragraphs]
        told = [(p.start, p.end) for p in paragraphs if p.role in (Role.BODY, Role.CAPTION)]
        self._lead_ends = told[min(_LEAD, len(told)) - 1][1] if told else 0
        self._early_ends = told[min(_EARLY, len(told)) - 1][1] if told else 0
        self._headlines = [(p.start, p.end) for p in paragraphs if p.role is Role.HEADLINE]
        self.sentences = list(sentences_in(self.text, self.body))
        self._starts = [start for start, _ in self.sentences]
        self._expressions = Expressions(self.text, self.body)
        self.mentions = [m for begin, stop in self.body for m in find_names(self.text, begin, stop)]
        self._mentioned = [mention.start for mention in self.mentions]
        self._titled = find_names(with_plain_marks(document.title), 0, len(document.title))
        self._inner = [inner for mention in self.mentions for inner in _inner(mention)]
        found = group([*self.mentions, *self._titled, *self._inner])
        self.events = self._described(found)
        self.press = self._press(found)
        self._owners = {
            id(mention): event
            for event in (*self.events, *self.press.values())
            for mention in event.mentions
        }

    # --- which events are described --------------------------------------------------------

    def _described(self, found: list[Event]) -> list[Event]:
        for event in found:
            event.score = self._score(event)
        proper = [e for e in found if e.kind is not ForumKind.PRESS_CONFERENCE]
        ranked = sorted(proper or found, key=lambda event: -event.score)
        main = [event for event in ranked[:1] if event.score >= _DESCRIBED]
        if not main:
            press = [e for e in found if e.kind is ForumKind.PRESS_CONFERENCE]
            return [e for e in sorted(press, key=lambda e: -e.score)[:1] if e.score >= _DESCRIBED]
        return main + [event for event in ranked[1:] if self._stands_alone(event)]

    def _score(self, event: Event) -> int:
        """How much an article is about an event."""
        inside = [m for m in event.mentions if m not in self._titled]
        score = min(len(inside), 4)
        score += 6 * any(m in self._titled or self._in_headline(m) for m in event.mentions)
        score += 3 * any(m.start < self._lead_ends for m in inside)
        score += 4 * any(self.is_held(m) for m in inside)
        score += 3 * any(self.text.endswith("为主题的", 0, m.start) for m in inside)
        score -= 2 * (not any(m.anchored for m in event.mentions))
        leads = any(m.start < self._lead_ends and self._is_subject(m) for m in inside)
        aside = bool(inside) and all(self._is_aside(m) for m in inside)
        return score - 4 * (aside and not leads)

    def _is_subject(self, mention: Mention) -> bool:
        """Whether a sentence goes on from a name to say that it takes place, and lists none."""
        _, end = self.sentence_at(mention.start)
        after = held().search(self.text, mention.end, min(end, mention.end + _HELD_AFTER))
        return bool(after) and "、" not in self.text[mention.start - 1 : mention.end + 1]

    def _in_headline(self, mention: Mention) -> bool:
        return self.in_headline(mention.start)

    def in_headline(self, position: int) -> bool:
        """Whether a position lies in the headline."""
        return any(begin <= position < stop for begin, stop in self._headlines)

    def _stands_alone(self, event: Event) -> bool:
        """Whether an article describes an event beside the main one."""
        inside = [m for m in event.mentions if m not in self._titled]
        dated = any(
            m.start < self._early_ends and self.is_held(m) and self._dated(m) for m in inside
        )
        titled = any(self._in_headline(m) or m in self._titled for m in event.mentions)
        anchored = any(m.anchored for m in event.mentions)
        aside = bool(inside) and all(self._is_aside(m) for m in inside)
        return event.score >= _SECOND and anchored and not aside and (titled or dated)

    def _dated(self, mention: Mention) -> bool:
        start, end = self.sentence_at(mention.start)
        return bool(_SAME_DAY.search(self.text, start, end))

    def is_held(self, mention: Mention) -> bool:
        """Whether a sentence says of a named event that it takes place."""
        start, end = self.sentence_at(mention.start)
        after = held().search(self.text, mention.end, min(end, mention.end + _HELD_AFTER))
        joined = self.text.startswith("暨", mention.end)
        between = after and not joined and find_names(self.text, mention.end, after.start())
        before = held().search(self.text, max(start, mention.start - _HELD_BEFORE), mention.start)
        return bool((after and not between) or before)

    def _is_aside(self, mention: Mention) -> bool:
        """Whether a name stands in a list, or beside words for parts and earlier times."""
        start, end = self.sentence_at(mention.start)
        listed = self.text[mention.start - 1 : mention.start] == "、" or self.text.startswith(
            "、", mention.end
        )
        return listed or bool(_aside().search(self.text, start, end))

    def _press(self, found: list[Event]) -> dict[str, Event]:
        """Press conferences that are named after a described event."""
        return {
            event.name: other
            for event in self.events
            for other in found
            if other.kind is ForumKind.PRESS_CONFERENCE
            and other not in self.events
            and any(m.core.startswith(event.mentions[0].core[:6]) for m in other.mentions)
            and any(self.is_held(m) for m in other.mentions)
        }

    # --- whose a sentence is ---------------------------------------------------------------

    def sentence_at(self, position: int) -> tuple[int, int]:
        """Span of the sentence around a position."""
        return self.sentences[max(0, bisect_right(self._starts, position) - 1)]

    def periods(self, reader: PeriodReader, start: int, end: int) -> list[Period]:
        """What the period expressions between two offsets mean to a reader of them."""
        return reader.resolve(self._expressions.between(start, end))

    def between(self, start: int, end: int) -> list[Mention]:
        """Names of events between two offsets."""
        first, last = bisect_left(self._mentioned, start), bisect_left(self._mentioned, end)
        return self.mentions[first:last]

    def owner_of(self, mention: Mention) -> Event | None:
        """The described event, or press conference of one, that a name means."""
        return self._owners.get(id(mention))

    def owners(self, start: int, end: int) -> list[Event]:
        """The described events that a stretch of text speaks of, by name or by 本届论坛."""
        named = self.between(start, end)
        owned = list(_known(self.owner_of(m) for m in named))
        kinds: set[str] = set()
        for match in _anaphora().finditer(self.text, start, end):
            # Beside a name only 本届论坛 speaks of another event; a bare 论坛 may be the named one.
            leads = not owned and self.text[match.start() - 1 : match.start()] in _CLAUSE_MARKS
            if not named or match[0][0] in _POINTING or leads:
                kinds |= _anaphor_kinds().get(match[0]) or {
                    forum_words("kind_by_last")[match[0][-1]]
                }
        return list(dict.fromkeys([*owned, *self._of_kinds(kinds)]))

    def _of_kinds(self, kinds: set[str]) -> list[Event]:
        if not kinds:
            return []
        if len(self.events) <= 1 or ("any" in kinds and len(kinds) == 1):
            return self.events[:1]
        fitting = [event for event in self.events if str(event.kind) in kinds]
        return fitting or self.events[:1]

    def evidence(self, name: str, start: int, end: int) -> Evidence:
        """Evidence for a field in a span of the clean text."""
        while end > start + 1 and self.text[end - 1].isspace():
            end -= 1
        raw_start, raw_end = self.document.raw_span(start, end)
        return Evidence(name, " ".join(self.text[start:end].split()), raw_start, raw_end)


def _told(document: Document) -> list[Paragraph]:
    """Paragraphs of the body, and lines such as 主办单位: between them.

    At the foot of a page such a line names who keeps the site; between lines of an
    article it names who hosts the event.
    """
    body = [number for number, p in enumerate(document.paragraphs) if p.role in BODY_ROLES]
    if not body:
        return []
    inside = range(body[0], body[-1] + 1)
    return [
        p
        for number, p in enumerate(document.paragraphs)
        if p.role in BODY_ROLES
        or (number in inside and is_label_line(with_plain_marks(document.text[p.start : p.end])))
    ]


def _inner(mention: Mention) -> list[Mention]:
    """The forum inside the name of its press conference: X论坛 of X论坛新闻发布会."""
    press = str(ForumKind.PRESS_CONFERENCE)
    if mention.kind != press:
        return []
    for ending in sorted(forum_words("heads")[press], key=len, reverse=True):
        name = mention.name.removesuffix(ending)
        found = find_names(name, 0, len(name)) if name != mention.name else []
        if found and found[-1].end == len(name) and found[-1].start == 0:
            end = mention.start + len(name)
            return [Mention(mention.start, end, found[-1].name, found[-1].kind)]
    return []


def _known(events: Iterable[Event | None]) -> Iterator[Event]:
    return (event for event in events if event is not None)
