"""Names that an article gives of the things it counts: A、B、C等12个项目.

Lists stand in three places: before the number (A、B等12个项目, A、B两大方向), behind it (四场论坛，
分别是A；B；C), and in paragraphs of their own that take up the counted thing (签约项目中，包括A、
B等项目). `named_parts` collects all three for one fact, each name once.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

import pandas as pd

from study.analyse.corpus import Study
from study.analyse.tables import TableRow
from study.lexicon.loader import alternation, data
from study.model import BODY_ROLES, Document, Paragraph

_MOST = 60  # more things than this no article names one by one
_LONGEST_NAME = 60
_SHORTEST_NAME = 3
_LONGEST_BARE = 12  # characters of a first name that no verb precedes
_OPENING, _CLOSING = "“‘《「『（(", "”’》」』）)"
_STOPS = "，,；;：:。！？!?\n"

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class NamedPart:
    """A name in a list.

    Attributes:
        name: The name, in clean simplified text.
        raw_start: First raw character of it.
        raw_end: One past the last.
    """

    name: str
    raw_start: int
    raw_end: int


@dataclass(frozen=True, slots=True)
class NamedParts:
    """Names given of a counted thing.

    Attributes:
        parts: Each name once, in the order of the text.
        passages: In how many sentences they stand.
        complete: Whether a list says that it names all (分别是, 在内的).
        gathered: Whether names of other paragraphs are among them.
    """

    parts: tuple[NamedPart, ...]
    passages: int
    complete: bool
    gathered: bool


def named_parts(
    study: Study, fact: TableRow, facts: pd.DataFrame | None = None
) -> NamedParts | None:
    """Collect the names that an article gives of what a fact counts.

    Args:
        study: Tables and articles.
        fact: A row of facts that counts something.
        facts: All facts of its article, if they are at hand.

    Returns:
        The names, or None where the article gives no list.
    """
    number = int(fact.value)
    if fact.unit != "count" or fact.value != number or not 2 <= number <= _MOST:
        return None
    others = study.facts[study.facts.doc == fact.doc] if facts is None else facts
    ends = tuple(others.raw_end[others.raw_start < fact.raw_start])
    next_start = others.raw_start[others.raw_start > fact.raw_start].min()
    text = _Text(study.articles[fact.doc], fact, ends, next_start)
    found = _found(text, number)
    if found is None:
        return None
    numbers = others[others.fact_id != fact.fact_id]
    return None if _hold_numbers(found, numbers) else found


def _hold_numbers(found: NamedParts, facts: pd.DataFrame) -> bool:
    """Whether names are little but numbers: 募资分别为12.5亿、8亿."""
    spans = list(zip(facts.raw_start, facts.raw_end, strict=True))
    return any(
        part.raw_start <= start < part.raw_end
        and 2 * (end - start) >= part.raw_end - part.raw_start
        for part in found.parts
        for start, end in spans
    )


def _found(text: _Text, number: int) -> NamedParts | None:
    """Names around a counted thing, those behind it first."""
    behind = text.behind()
    if behind:
        return text.gather([behind], complete=text.tells_all(), gathered=False)
    before = text.before(number)
    if not before:
        return None
    if not text.list_is_open():
        return text.gather([before], complete=text.is_enclosed(), gathered=False)
    return text.gather([before, *text.elsewhere()], complete=False, gathered=True)


@dataclass(frozen=True, slots=True)
class _Text:
    """The clean text around a counted thing."""

    document: Document
    fact: TableRow
    ends: tuple[int, ...]  # where, in the raw text, the numbers before this one end
    next: float  # where the one behind it begins, or NaN

    def at(self, raw: int) -> int:
        """Offset in the clean text of a raw one."""
        return bisect_left(self.document.origin, raw)

    def gather(self, lists: list[list[Span]], *, complete: bool, gathered: bool) -> NamedParts:
        """Names of several lists, each once."""
        unique: dict[str, Span] = {}
        for span in (span for names in lists for span in names):
            unique.setdefault(_plain(self.document.text[slice(*span)]), span)
        parts = [self.part(span) for span in sorted(unique.values())]
        passages = len({self.paragraph(names[0][0]) for names in lists if names})
        several = gathered and len(lists) > 1
        return NamedParts(tuple(parts), passages, complete, several)

    def part(self, span: Span) -> NamedPart:
        """A name with its place in the raw text."""
        raw_start, raw_end = self.document.raw_span(*span)
        return NamedPart(" ".join(self.document.text[slice(*span)].split()), raw_start, raw_end)

    def paragraph(self, at: int) -> int:
        """Where the paragraph around an offset begins."""
        return self.document.text.rfind("\n", 0, at) + 1

    def lead(self) -> tuple[int, int]:
        """The text of the fact's sentence before its number, without 等 or 在内的 at its end."""
        start, end = self.at(self.fact.sentence_start), self.at(self.fact.raw_start)
        words = [*_lists()["open"], *_lists()["closed"]]
        match = re.search(f"(?:{alternation(words)})$", self.document.text[start:end])
        return start, start + match.start() if match else end

    def list_is_open(self) -> bool:
        """Whether 等 stands between a list and the number."""
        end = self.at(self.fact.raw_start)
        return self.document.text[:end].endswith(tuple(_lists()["open"]))

    def is_enclosed(self) -> bool:
        """Whether the list before the number says that it names all: 包括A、B在内的."""
        end = self.at(self.fact.raw_start)
        return self.document.text[:end].endswith(tuple(_lists()["closed"]))

    def before(self, number: int) -> list[Span]:
        """Names of the list that ends at the number."""
        text = self.document.text
        start, end = self.lead()
        if text[:end].endswith(("的", self.fact.subject[-2:] or "的")):
            return []  # what stands before the number is the counted thing itself
        begin = _clause_start(text, start, end)
        after = [at for at in map(self.at, self.ends) if begin <= at < end]
        if after:  # 甲、乙两大方向和丙、丁两大目标: the second list begins behind the first
            joint = re.compile(alternation(_lists()["joints"])).search(text, max(after), end)
            begin = joint.end() if joint else end
        opener = _last_verb(text, begin, _head_end(text, begin, end))
        names = _fitting(text, opener or begin, end, number)
        bare = not opener and not after and names and names[0][1] - names[0][0] > _LONGEST_BARE
        bare = bare or _lopsided(names)
        pair_without_comma = "、" not in text[begin:end] and number != len(names)
        return [] if bare or pair_without_comma else names

    def behind(self) -> list[Span]:
        """Names of the list behind the number: in its sentence, or in the one that follows."""
        text = self.document.text
        end = _sentence_end(text, self.at(self.fact.raw_end))
        opener = self.opener()
        if opener:
            return _listed(text, opener.end(), end)
        follows = end + 1
        nouns = _family_nouns(self.fact.subject)
        if text[end : end + 1] != "。" or not nouns:
            return []
        names = _listed(text, follows, _sentence_end(text, follows), through_verbs=True)
        alike = [span for span in names if text[slice(*span)].endswith(nouns)]
        return names if len(names) > 1 and len(alike) == len(names) else []

    def tells_all(self) -> bool:
        """Whether the words between the number and the list behind it say that it is whole."""
        opener = self.opener()
        return opener is not None and opener[1] in _lists()["all"]

    def opener(self) -> re.Match[str] | None:
        """The words that open a list behind the number, before any other number."""
        text, start = self.document.text, self.at(self.fact.raw_end)
        end = _sentence_end(text, start)
        if self.next == self.next:  # there is one
            end = min(end, self.at(int(self.next)))
        return _all_or_some().match(text, start, end)

    def elsewhere(self) -> list[list[Span]]:
        """Lists of paragraphs that take up the counted thing."""
        topic = _topic(self.fact.indicator, self.fact.subject)
        here = self.at(self.fact.raw_start)
        if topic is None:
            return []
        return [
            names
            for paragraph in self.document.paragraphs
            if paragraph.role in BODY_ROLES and not paragraph.start <= here < paragraph.end
            for names in _paragraph_lists(self.document.text, paragraph, topic)
        ]


def _paragraph_lists(
    text: str, paragraph: Paragraph, topic: re.Pattern[str]
) -> Iterator[list[Span]]:
    """Lists behind 包括 in a paragraph whose first sentence speaks of the counted thing."""
    start, end = paragraph.start, paragraph.end
    if not topic.search(text, start, min(end, _sentence_end(text, start))):
        return
    while start < end:
        stop = min(end, _sentence_end(text, start))
        opener = _some().search(text, start, stop)
        if opener:
            yield _listed(text, opener.end(), stop)
        start = stop + 1


def _listed(text: str, start: int, end: int, *, through_verbs: bool = False) -> list[Span]:
    """Names of a list that may be cut by semicolons, up to 等 or the end of the sentence."""
    parts = _cut(text, start, end, "；;")
    several = len(parts) > 1
    spans: list[Span] = []
    for first, last in parts:
        match = _open_end().search(text, first, last)
        stop = match.start() if match else last
        if through_verbs:
            opener = _last_verb(text, first, _head_end(text, first, stop))
            spans += _cut(text, opener or first, stop, "、")
        else:
            spans += [(first, stop)] if several else _cut(text, first, stop, "、")
    if several and not through_verbs:
        spans = [_behind_of(text, *_without_joint(text, *span)) for span in spans]
    elif spans and not through_verbs:
        spans = [*spans[:-1], *_last_pair(text, *spans[-1])]
    return _trimmed(text, spans)


def _head_end(text: str, start: int, end: int) -> int:
    """Where the first name of a list ends."""
    comma = text.find("、", start, end)
    return comma if comma >= 0 else end


def _last_verb(text: str, start: int, end: int) -> int:
    """Where the last verb ends that leaves more of a first name than a noun; 0 if there is none."""
    ends = [match.end() for match in _verbs().finditer(text, start, end)]
    return next((at for at in reversed(ends) if end - at >= _SHORTEST_NAME), 0)


def _fitting(text: str, start: int, end: int, number: int) -> list[Span]:
    """Names of a list, the last two parted by 和 or 与 or not, as the number asks."""
    spans = _cut(text, start, end, "、")
    spans[0] = _behind_of(text, *spans[0])
    parted = [*spans[:-1], *_last_pair(text, *spans[-1])]
    found = spans if len(spans) == number else parted
    names = _trimmed(text, found)
    return names if len(names) > 1 else []


def _lopsided(names: list[Span]) -> bool:
    """Whether a first name is so much longer than the others that it holds more than a name."""
    first, *others = [end - start for start, end in names] or [0]
    return bool(others) and first > 2 * max(others) + 4


def _cut(text: str, start: int, end: int, joints: str) -> list[Span]:
    """Spans between joints that stand outside of quotes and brackets."""
    spans, depth, first = [], 0, start
    for at in range(start, end):
        depth += (text[at] in _OPENING) - (text[at] in _CLOSING)
        if text[at] in joints and depth <= 0:
            spans.append((first, at))
            first = at + 1
    return [*spans, (first, end)]


def _last_pair(text: str, start: int, end: int) -> list[Span]:
    """A last name cut in two where just one 和, 及 or 与 stands outside of quotes."""
    words = _lists()["joints"]
    found = []
    for match in re.finditer(alternation(words), text[start:end]):
        inside = text[start : start + match.start()]
        depth = sum(inside.count(c) for c in _OPENING) - sum(inside.count(c) for c in _CLOSING)
        if depth <= 0 and match.start() > 0 and match.end() < end - start:
            found.append((start + match.start(), start + match.end()))
    if len(found) != 1:
        return [(start, end)]
    return [(start, found[0][0]), (found[0][1], end)]


def _without_joint(text: str, start: int, end: int) -> Span:
    match = re.match(alternation(_lists()["joints"]), text[start:end])
    return (start + match.end(), end) if match else (start, end)


def _behind_of(text: str, start: int, end: int) -> Span:
    """A name without what describes it: 由甲主办的乙论坛 is 乙论坛."""
    depth, begin = 0, start
    for at in range(start, end):
        depth += (text[at] in _OPENING) - (text[at] in _CLOSING)
        if text[at] == "的" and depth <= 0 and at + 1 < end:
            begin = at + 1
    return begin, end


def _trimmed(text: str, spans: Iterable[Span]) -> list[Span]:
    """Spans without blanks and stops around them; none if one is no name."""
    kept = []
    for start, end in spans:
        body = text[start:end]
        inner = body.strip(" \t\u3000：:，,")
        if not 1 < len(inner) <= _LONGEST_NAME:
            return []
        first = start + body.index(inner)
        kept.append((first, first + len(inner)))
    return kept


def _clause_start(text: str, start: int, end: int) -> int:
    """Where the clause before an offset begins, minding quotes."""
    depth, at = 0, end
    while at > start:
        character = text[at - 1]
        depth += (character in _CLOSING) - (character in _OPENING)
        if depth <= 0 and character in _STOPS:
            break
        at -= 1
    return at


def _sentence_end(text: str, start: int) -> int:
    ends = [at for at in (text.find(stop, start) for stop in "。！？\n") if at >= 0]
    return min(ends, default=len(text))


def _plain(name: str) -> str:
    """A name without what varies between passages: quotes, blanks, 项目 at its end."""
    return re.sub(r"[\W_]|项目$", "", name)


@cache
def _lists() -> dict[str, list[str]]:
    words: dict[str, list[str]] = data("claims")["lists"]
    return words


@cache
def _verbs() -> re.Pattern[str]:
    """Words behind which a list before a number begins."""
    cues = data("indicators")["cues"]
    deeds = [word for name in data("indicators")["verb_cues"] for word in cues[name]]
    words = [*_lists()["verbs"], *_lists()["some"], *(word for word in deeds if len(word) > 1)]
    return re.compile(f"(?:{alternation(words)})[了在]?")


@cache
def _all_or_some() -> re.Pattern[str]:
    """The counted thing, and a word behind it that opens a list of it."""
    words = [*_lists()["all"], *_lists()["some"]]
    return re.compile(f"[^，,。；;：:、]*[，,：:（(]?({alternation(words)})[：:]?")


@cache
def _some() -> re.Pattern[str]:
    return re.compile(alternation(_lists()["some"]))


@cache
def _open_end() -> re.Pattern[str]:
    """等 with the noun behind it, at the end of a list: 等项目."""
    return re.compile(
        f"(?:{alternation(_lists()['open'])})(?=[^、；;]{{0,10}}$|[^、；;。]{{0,10}}[。；;])"
    )


@cache
def _family_nouns(subject: str) -> tuple[str, ...]:
    """Nouns of the kind of thing that a subject ends in."""
    families = data("indicators")["nouns"].values()
    return tuple(noun for nouns in families if subject.endswith(tuple(nouns)) for noun in nouns)


@cache
def _topic(indicator: str, subject: str) -> re.Pattern[str] | None:
    """What a paragraph that takes up a counted thing calls it: 签约项目 for projects signed."""
    cues = data("indicators")["cues"].get(indicator.partition(".")[2])
    nouns = _family_nouns(subject)
    if not cues or not nouns:
        return None
    return re.compile(f"(?:{alternation(cues)})[^，,。；;]{{0,4}}(?:{alternation(nouns)})")
