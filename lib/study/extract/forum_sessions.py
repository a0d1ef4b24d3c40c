"""The parts of an event that has no formula: speeches, round tables, awards, signings, sessions."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from study.extract.forum_components import counted
from study.extract.forum_formula import COUNTERS, NUMBER, symbol_of
from study.extract.forum_names import Event
from study.extract.forum_parts import FoundPart, PartReader
from study.extract.forum_reader import ForumReader
from study.lexicon.forums import any_of, component_kinds, forum_words, kind_label
from study.model import Component, Evidence, ForumKind, Part

_RESULTS = re.compile(
    r"(?P<name>[\u4e00-\u9fff]{0,4}名单)[\u4e00-\u9fff]{0,4}?(?P<done>出炉|揭晓|公布)"
)
_ROUND = re.compile(
    rf"(?P<names>(?:“[^“”]{{2,30}}”[和与、及]?)+)等?(?P<number>{NUMBER}){COUNTERS}"
    r"(?P<kind>主题讨论|圆桌对话|圆桌论坛|圆桌讨论|圆桌|高端对话|专题讨论)"
)
_SHARED = re.compile(r"分享了(?P<name>[^,。;“”]{4,40}?)(?=[,。;])")
_LECTURE = re.compile(
    r"作(?:了)?(?:题为)?[《“](?P<name>[^《》“”]{4,50})[》”](?:的)?(?:主旨|主题|专题|特邀|大会)?(?:演讲|报告)"
)
_POLICY = re.compile(
    r"对(?P<name>[^,。;“”]{4,60}?)(?:进行了?|作了?|开展了?)(?:详细|深入)?(?:的)?(?:宣讲|解读|推介)"
)
_SPEECHES = re.compile(r"(?:发表|作|致|并|进行)?(?:欢迎|开幕)?致辞")
_BRIEFED = re.compile("介绍(?:有关|相关)?情况|进行(?:主)?发布")
_ANSWERED = re.compile("回答(?:了)?(?:记者|媒体)|答记者问|记者提问")
_ANNOUNCED_SPEAKER = re.compile(
    r"^(?P<title>[\u4e00-\u9fff、]{4,40}?)(?P<name>[\u4e00-\u9fff]{2,3}):$"
)
_OFFICE = re.compile(
    r"(?P<org>[\u4e00-\u9fff]{3,30}?(?:局|委员会|委|厅|办公室|院|中心|集团|公司|会|政府|区|市|部))"
    r"(?:党组|党委|副|局长|主任|书记|厅长|院长|主席|会长|总经理|董事长|区长|市长|部长|司长|秘书长|常务|一级|二级)"
)
_QUESTION = re.compile(
    r"请问,?[^?。]{0,30}?在(?P<about>[^,。?]{2,24}?)(?:方面|领域)(?:将|还将|会|采取了?|有)*(?:有)?(?:哪些|什么|怎样的)"
    r"(?P<what>[^,。?]{2,12})"
)
_CUT = re.compile(
    r"(?:先有|设有|即|(?<!建)设)?(?:\d+|[一两三四五六])[场个]|先有|设有|(?<!建)设|即|”|"
    + any_of(
        [
            "出席了",
            "出席",
            "参加",
            "主持",
            "除",
            "等",
            "举行了",
            "举行",
            "举办了",
            "举办",
            "还",
            "同时",
            "为",
            "将",
            "在",
            "暨",
            "的",
            "和",
            "、",
        ]
    )
)
_MANY = 60  # a count of sessions beyond this is one of guests or items


@dataclass(frozen=True, slots=True)
class _Seen:
    """A session as one place in the text tells of it."""

    kind: str
    count: int
    name: str
    start: int
    end: int
    label: str = ""


@cache
def _ceremonies() -> re.Pattern[str]:
    kinds = any_of(forum_words("ceremonies"))
    name = rf"(?P<name>[\u4e00-\u9fffA-Za-z0-9“”·]{{0,40}}?(?P<kind>{kinds}))"
    return re.compile(name + "(?!致辞|上)")


@cache
def _session_kinds() -> frozenset[str]:
    return frozenset({"parallel forums", "main forum", "exhibition", "contest", "roadshow",
                      "matchmaking", "round tables", "supporting events", "visits", "culture",
                      "release"})  # fmt: skip


class SessionReader:
    """Finds the sessions of events that are described without a formula.

    Args:
        reader: The article and its events.
    """

    def __init__(self, reader: ForumReader) -> None:
        """Keep the article."""
        self.reader = reader
        self.text = reader.text
        self.parts = PartReader(reader)
        self.evidence: list[Evidence] = []

    def components(self, event: Event) -> tuple[Component, ...]:
        """Sessions of an event in the order of the text, those of one kind together."""
        seen = [one for span in self._spans(event) for one in self._seen(*span)]
        if event.kind is ForumKind.PRESS_CONFERENCE:
            seen += self._briefings()
        kinds = dict.fromkeys(one.kind for one in sorted(seen, key=lambda one: one.start))
        return tuple(
            self._component(number, kind, [one for one in seen if one.kind == kind])
            for number, kind in enumerate(kinds, 1)
        )

    def _spans(self, event: Event) -> list[tuple[int, int]]:
        """Sentences that tell of an event's sessions: its own, and those of no other event."""
        default = self._default()
        found = []
        for start, end in self.reader.sentences:
            owners = self.reader.owners(start, end)
            lead = re.match(
                r"[^,。]{0,6}?(?:论坛|大会|大赛)(?:上|还|由|期间|,)", self.text[start:end]
            )
            if lead and default not in owners and "论坛" in lead[0]:
                owners = [*owners, default]
            if event in owners or (not owners and event is default):
                found.append((start, end))
        return found

    def _default(self) -> Event:
        """The event that sentences without a name speak of: a forum rather than a contest."""
        proper = [e for e in self.reader.events if e.kind is not ForumKind.CONTEST]
        return (proper or self.reader.events)[0]

    def _seen(self, start: int, end: int) -> list[_Seen]:
        found: list[_Seen] = []
        for match in _RESULTS.finditer(self.text, start, end):
            name = match["name"][-4:] + match["done"]
            found.append(_Seen("contest final", 1, name, *match.span()))
        for match in _ceremonies().finditer(self.text, start, end):
            found += self._ceremony(match, start)
        found += self._rounds(start, end)
        for pattern, kind in (
            (_SHARED, "keynote"),
            (_LECTURE, "keynote"),
            (_POLICY, "policy briefing"),
        ):
            for match in pattern.finditer(self.text, start, end):
                found.append(_Seen(kind, 1, match["name"].strip(), *match.span()))
        for match in _SPEECHES.finditer(self.text, start, end):
            found.append(_Seen("opening speeches", 1, "致辞", *match.span()))
        return found + self._counted(start, end)

    def _ceremony(self, match: re.Match[str], start: int) -> list[_Seen]:
        begin = match.start()
        cuts = [m.end() for m in _CUT.finditer(self.text, begin, match.start("kind"))]
        name = self.text[(cuts[-1] if cuts else begin) : match.end()].strip("“”")
        kind = forum_words("ceremonies")[match["kind"]]
        return [_Seen(kind, 1, name, match.end() - len(name), match.end())]

    def _rounds(self, start: int, end: int) -> list[_Seen]:
        found = []
        for match in _ROUND.finditer(self.text, start, end):
            for name in re.finditer(
                "“([^“”]+)”", self.text[match.start("names") : match.end("names")]
            ):
                at = match.start("names")
                span = (at + name.start(1), at + name.end(1))
                found.append(_Seen("round tables", 1, name[1], *span))
        return found

    def _counted(self, start: int, end: int) -> list[_Seen]:
        """八场平行论坛 and its names; a count that the round tables already tell is left."""
        found = []
        for match in counted().finditer(self.text, start, end):
            kind = component_kinds()[match["kind"]]
            symbol = symbol_of(match["number"])
            number = int(symbol) if symbol.isdigit() else 0
            if (
                kind not in _session_kinds()
                or number > _MANY
                or _ROUND.search(self.text, start, end)
            ):
                continue
            names = self._listed(start, match, end) if number != 1 else []
            label = (match["words"] + match["kind"]).strip("“”的")
            found += self._named(kind, number, label, names, match)
        return found

    def _listed(self, start: int, match: re.Match[str], end: int) -> list[FoundPart]:
        """Names behind a counted phrase, or before it where the list ends in 等."""
        following = counted().search(self.text, match.end(), end)
        behind = self.parts.find(match.end(), following.start() if following else end)
        before = self.text[start : match.start()].rstrip("“")
        if not behind and before.endswith("等"):
            return self.parts.find(start, match.start())
        return behind

    def _named(
        self, kind: str, number: int, label: str, names: list[FoundPart], match: re.Match[str]
    ) -> list[_Seen]:
        if not names:
            name = label if number == 1 else ""
            return [_Seen(kind, number, name, *match.span(), label)]
        rest = max(0, number - len(names))
        seen = [_Seen(kind, 1, part.part.name, part.start, part.end, label) for part in names]
        return [*seen, _Seen(kind, rest, "", *match.span(), label)] if rest else seen

    def _briefings(self) -> list[_Seen]:
        """What was reported and asked at a press conference."""
        found: list[_Seen] = []
        briefed = any(_BRIEFED.search(self.text, b, s) for b, s in self.reader.body)
        for number, (begin, stop) in enumerate(self.reader.body[:-1]):
            speaker = _ANNOUNCED_SPEAKER.match(self.text[begin:stop].strip())
            following = self.reader.body[number + 1]
            asked = any(_QUESTION.search(self.text, b, s) for b, s in self.reader.body[:number])
            if speaker and briefed and not asked:
                office = _OFFICE.match(speaker["title"])
                org = office["org"] if office else speaker["title"]
                name = self._as_named(org, *following) + "情况介绍"
                found.append(_Seen("briefing", 1, name, begin, stop))
        if any(_ANSWERED.search(self.text, b, s) for b, s in self.reader.body):
            for begin, stop in self.reader.body:
                found += [
                    _Seen("Q&A", 1, match["about"] + match["what"], *match.span())
                    for match in _QUESTION.finditer(self.text, begin, stop)
                ]
        return found

    def _as_named(self, organisation: str, begin: int, stop: int) -> str:
        """The short name under which a speech begins: 市经济和信息化局 of 北京市经济和信息化局."""
        opening = self.text[begin : min(stop, begin + len(organisation))]
        for length in range(len(organisation), 3, -1):
            if opening.startswith(organisation[-length:]):
                return organisation[-length:]
        return organisation

    def _component(self, number: int, kind: str, seen: list[_Seen]) -> Component:
        names = dict.fromkeys(one.name for one in seen if one.name)
        kept = {name: None for name in names if not any(name != o and name in o for o in names)}
        total = max(sum(one.count for one in _once(seen)), len(kept))
        label = next((one.label for one in seen if one.label), kind_label(kind, "zh"))
        first = min(seen, key=lambda one: one.start)
        self.evidence.append(self.reader.evidence(f"component {number}", first.start, first.end))
        for index, name in enumerate(kept, 1):
            one = next(one for one in seen if one.name == name)
            self.evidence.append(self.reader.evidence(f"part {number}.{index}", one.start, one.end))
        abroad = forum_words("abroad")
        parts = tuple(Part(n, abroad=any(word in n for word in abroad)) for n in kept)
        return Component("", kind, label, total or None, total or None, parts)


def _once(seen: list[_Seen]) -> list[_Seen]:
    """Each name once; of the same unnamed count told twice only one."""
    kept: dict[tuple[str, int], _Seen] = {}
    for one in seen:
        key = (one.name, 1) if one.name else (one.label, one.count)
        kept.setdefault(key, one)
    return list(kept.values())
