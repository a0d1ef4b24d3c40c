"""What else an article says of a forum: motto, mode, venue, people, figures, and its own lists."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from study.extract.forum_names import Event
from study.extract.forum_reader import ForumReader
from study.extract.places import PlaceReader
from study.extract.sentences import sentences_in
from study.lexicon.forums import any_of, forum_words
from study.model import Amount, Evidence, Fact, ForumKind, Speaker

_QUOTED = "(?:“(?=[^“”]{2,60}”)|[‘「《])(?P<quoted>(?<=“)[^“”]+|[^“”’」》]{2,60})[”’」》]"
_THEMES = (
    re.compile(
        rf"(?:本[届次]|此次|今年)[\u4e00-\u9fff]{{2,8}}?的?(?:年度)?主题(?:为|是|:|确定为){_QUOTED}"
    ),
    re.compile(rf"{_QUOTED}(?:是|为|成为)(?:今年|本[届次]|此次)[\u4e00-\u9fff]{{0,6}}?的?主题"),
    re.compile(rf"以{_QUOTED}为(?:年度|大会|论坛|永久)?主?题"),
    re.compile(rf"主题(?:定)?(?:为|是|:|确定为|聚焦|聚焦于|设定为)\s?{_QUOTED}"),
    re.compile(rf"(?:围绕|聚焦|紧扣|秉承|突出|以){_QUOTED}(?:这一|的|年度|大会|论坛)*主题"),
    re.compile(rf"主题(?:词|口号)?{_QUOTED}"),
    re.compile(r"以(?P<quoted>[^“”,。;]{4,40}?)为(?:年度|大会|论坛)?主题"),
    re.compile(r"主题(?:为|是|:)+\s?(?P<quoted>[^“”。;\n]{4,40}?)(?=[。;\n,]|$)"),
)
_OF_PART = re.compile(
    "展览(?!馆|中心|会)|展区|展示|分论坛|平行论坛|专题论坛|圆桌|讨论|路演|主旨演讲|主题演讲|作题为|报告|话题|分别以"
)
_CITY_LED = re.compile(r"^(?:[\u4e00-\u9fff]{2,8}?[省市区县]){1,3}(?=[\u4e00-\u9fff]{4})")
_MODES = re.compile(
    r"(?:线下|线上|现场|云端|实地)(?:举办|会议|参会|参展|活动|展示|展览|论坛|主会场)?"
    r"(?:\+|与|和|、|及|结合)?(?:线上|线下|现场|云端|在线)(?:同步)?"
    r"(?:直播|结合|相结合|联动|融合|同步|举办|会议|展示|举行|互动|方式|参会)?(?:相结合|结合|同步)?"
)
_ONLINE = re.compile("线上|直播|云端|云上|在线|网络直播|云展")
_TRACKS = re.compile(
    r"(?:围绕|聚焦|涵盖|覆盖|涉及|紧扣|瞄准)(?:了)?(?P<list>[^,。;:“”]{2,60}?、[^,。;:“”]{2,40}?)"
    r"(?:等)?(?:[\d一二三四五六七八九十多]*[余]?(?:个|大|条)?)?(?:重点|前沿|热点|细分|优势|关键|核心|重要|新兴)*"
    r"(?:赛道|领域|方向|板块|热点|话题|议题|主题)"
)
_BOARDS = re.compile(
    r"(?:设置|设立|设有|分为|包括|涵盖|设|开设)(?:了)?(?P<list>[^,。;:]{2,80}?、[^,。;:]{2,40}?)(?:等)?"
    r"[\d一二三四五六七八九十]+(?:大|个)(?:活动|主题|功能|核心|特色)*板块"
)
_REPORTS = re.compile(r"(?:发布|推出|揭晓|公布|出炉|首发|亮相)(?:会)?")
_TITLES = re.compile("《([^《》]{4,50})》")
_FEATURES_LED = re.compile(
    r"(?:[一二三四五六七八九十\d]+|几)[大个]?(?:方面)?(?:的)?(?:亮点|特点|特色|看点|创新点)"
)
_FEATURE = re.compile(
    r"(?:^|(?<=[。;:,\n]))(?:第?[一二三四五六七八]是|其[一二三四五六七八](?:是|,)?|第[一二三四五六七八],?"
    r"|[一二三四五六七八](?:、|是)?|亮点[一二三四五六七八][:,]?|\([一二三四五六七八]\))"
    r"(?P<text>[\u4e00-\u9fffA-Za-z“”,]{4,24}?)(?=[。;:])"
)
_SIGNED = re.compile(
    r"(?:集中|现场)?签约(?:了|落地|项目包括|包括)?(?:了)?(?P<list>[^。;]{4,200}?)等(?:在内的)?"
    r"\d*[一二三四五六七八九十]*[余多]?[个家项](?=[\u4e00-\u9fff]{0,10}(?:项目|企业))"
    r"|包括(?P<named>[^。;]{4,200}?)(?:等)?在内的\d+[余多]?[家个项][\u4e00-\u9fff]{0,8}签约"
)
_SIGNED_KINDS = re.compile(r"(?:主要)?包括(?P<list>[^。;]{4,120}?)(?:等项目)?(?=[。;])")
_GROUPS = re.compile(
    r"(?:邀请|汇聚|吸引|来自|共有|汇集|云集)(?:了)?(?:来自)?(?P<list>[^。;]{4,120}?)"
    r"(?:等(?!国际|重|多|领)|(?=将?参与|齐聚|参加|出席|参会|与会|共聚)|(?:近|超|约|逾|余|共)*\d+[余多]?[位名人])"
)
_NOT_NAMES = (
    "致辞|主持|指出|表示|介绍|作|发表|分享|宣布|出席|在|为|对|围绕|就|先后|及|和|、|等|将|说|强调"
)
_SURNAMED = rf"[\u4e00-\u9fff](?:(?!{_NOT_NAMES})[\u4e00-\u9fff]){{1,2}}"
_NOT_TITLE = re.compile(r"[的了在是将与对]|大会|论坛|活动")
_VERB_ROLES = (("致", "speech"), ("主持", "moderator"), ("作", "keynote"), ("分享", "keynote"))
_HOURS = re.compile(r"(?P<h1>\d{1,2}):(?P<m1>\d{2})(?:-|—|–|~|至|到)(?P<h2>\d{1,2}):(?P<m2>\d{2})")
_FIRSTS = re.compile(
    r"首次(?:设置|设立|增设|推出|引入|开设|举办|设)(?:了)?(?P<what>[\u4e00-\u9fffA-Za-z0-9、“”]{2,36}?)(?=[,。;])"
)
_LEAST_ITEM, _MOST_ITEM = 2, 20


@cache
def _venue() -> re.Pattern[str]:
    endings = any_of(forum_words("venue_endings"))
    return re.compile(
        r"(?:在|于|地点(?:为|是|:)|会址(?:为|设在|:))(?:[\u4e00-\u9fff]{2,4}的)?"
        rf"(?P<venue>[\u4e00-\u9fffA-Za-z0-9·()]{{2,28}}?(?:{endings}|中心\([^)]*\)))"
        r"(?:正式|隆重|盛大|成功|圆满|顺利)?"
        r"(?:举行|举办|召开|开幕|启幕|揭幕|拉开帷幕|落幕|闭幕|开赛|启动|亮相|登场|$|。|,)"
    )


@cache
def _speech() -> re.Pattern[str]:
    offices = any_of(forum_words("offices"))
    return re.compile(
        rf"(?P<title>[\u4e00-\u9fffA-Za-z0-9·、]{{2,40}}?{offices})(?P<name>{_SURNAMED})"
        r"(?:同志|先生|女士)?(?:[^,。;、]{0,10}?)"
        r"(?P<verb>致辞|致欢迎辞|主持|指出|表示|介绍|作(?:了)?(?:题为|主旨|主题)|发表|分享|宣布|出席)"
    )


class DetailReader:
    """Finds what an article says of its events beside names, days, hosts and format.

    Args:
        reader: The article and its events.
        facts: The quantities it states.
    """

    def __init__(self, reader: ForumReader, facts: Sequence[Fact]) -> None:
        """Keep the article with its facts."""
        self.reader = reader
        self.text = reader.text
        self.facts = facts
        self.evidence: list[Evidence] = []
        self._places = PlaceReader(reader.text, reader.body)

    def _note(self, name: str, start: int, end: int) -> None:
        self.evidence.append(self.reader.evidence(name, start, end))

    def _of(self, event: Event) -> Iterator[tuple[int, int]]:
        """Sentences that speak of an event; those that name it come first."""
        spoken = [s for s in self.reader.sentences if event in self.reader.owners(*s)]
        named = [s for s in spoken if self.reader.between(*s)]
        return iter(dict.fromkeys([*named, *spoken]))

    # --- motto, mode, venue ------------------------------------------------------------------

    def theme(self, event: Event) -> str:
        """Motto of an event, "" where none is stated; those of its shows and sessions are not."""
        if event.kind is ForumKind.PRESS_CONFERENCE:
            return self._press_theme(event)
        main = event is self.reader.events[0]
        rest = [s for s in self.reader.sentences if not self.reader.owners(*s)] if main else []
        for pattern in _THEMES:
            for start, end in [*self._of(event), *rest]:
                match = pattern.search(self.text, start, end)
                if match and not self._themes_part(event, match, start):
                    self._note("theme", *match.span("quoted"))
                    return " ".join(match["quoted"].split())
        return ""

    def _themes_part(self, event: Event, match: re.Match[str], start: int) -> bool:
        """Whether a motto is that of a show, a session or another event."""
        if self.text.endswith("首次", start, match.start()):
            return True
        if _OF_PART.search(match["quoted"]) or match["quoted"].startswith(("上述", "此", "本")):
            return True
        after = self.reader.between(match.end(), match.end() + 3)
        if self.text.startswith("的", match.end()) and after:
            return self.reader.owner_of(after[0]) is not event
        owned = event in self.reader.owners(start, self.reader.sentence_at(start)[1])
        marks = "。;," if owned else "。;"
        clause_start = max(start, *(self.text.rfind(m, start, match.start()) + 1 for m in marks))
        before = self.text[clause_start : match.start()]
        if _OF_PART.search(before) or (not owned and self._in_part_paragraph(match.start())):
            return True
        return bool(_OF_PART.match(self.text, match.end() + 1)) if not owned else False

    def _in_part_paragraph(self, position: int) -> bool:
        """Whether the paragraph up to a position speaks of a show or a session."""
        begin = max((b for b, _ in self.reader.body if b <= position), default=0)
        return bool(_OF_PART.search(self.text, begin, position))

    def _press_theme(self, event: Event) -> str:
        """Theme of a press conference: what its special session is named for."""
        name = event.name
        mention = next(m for m in event.mentions if m.name == name)
        match = re.search(r"——(.{4,60}?)(?:专场)?$", name)
        if match is None:
            return ""
        self._note("theme", mention.start + match.start(1), mention.start + match.end(1))
        return match[1]

    def mode(self, event: Event) -> tuple[str, bool]:
        """How an event is held, as written, and whether it is online at least in part."""
        online = False
        for start, end in self._of(event):
            match = _MODES.search(self.text, start, end)
            if match and len(match[0]) > 3:
                self._note("mode", *match.span())
                return match[0], bool(_ONLINE.search(match[0]))
            online = online or bool(_ONLINE.search(self.text, start, end))
        return "", online

    def venue(self, event: Event) -> str:
        """Building or hall, "" where the text names none; not only the city."""
        main = event is self.reader.events[0]
        opening = (
            [s for s in self.reader.sentences if "开幕式" in self.text[slice(*s)]] if main else []
        )
        for start, end in [*self._of(event), *opening]:
            for match in _venue().finditer(self.text, start, end):
                venue = re.split("在|于", match["venue"])[-1]
                venue = _CITY_LED.sub("", venue) or venue
                if len(venue) >= 4 and not re.search("[将由了并]", venue):
                    self._note("venue", match.end("venue") - len(venue), match.end("venue"))
                    return venue
        return ""

    def opening_hours(self) -> float | None:
        """Hours from the first to the last minute of the opening, or None where none are told."""
        for start, end in self.reader.sentences:
            match = _HOURS.search(self.text, start, end)
            if match and re.search("开幕|主论坛|举行|召开", self.text[start:end]):
                first, last = (int(match[f"h{n}"]) * 60 + int(match[f"m{n}"]) for n in (1, 2))
                if last > first:
                    self._note("opening_hours", *match.span())
                    return (last - first) / 60
        return None

    def firsts(self) -> tuple[str, ...]:
        """What the event is said to have for the first time."""
        found: dict[str, None] = {}
        for begin, stop in self.reader.body:
            for match in _FIRSTS.finditer(self.text, begin, stop):
                found.setdefault(match["what"])
                self._note("firsts", *match.span("what"))
        return tuple(found)

    def place(self, event: Event) -> str:
        """Canonical name of the place where an event is held: 在X举行, else in its own name."""
        held = re.compile("(?:举行|举办|召开|开幕|启幕|落幕|闭幕|亮相|拉开帷幕|登场|启动|收官)")
        for start, end in self._of(event):
            for mention in self._places.between(start, end):
                after = held.search(self.text, mention.end, min(end, mention.end + 24))
                before = self.text[mention.start - 1 : mention.start] in "在于"
                if after and before:
                    return mention.name
        if event.kind is ForumKind.PRESS_CONFERENCE and event is self.reader.events[0]:
            start, end = self.reader.sentence_at(event.mentions[0].start)
            return next((m.name for m in self._places.between(start, end)), "")
        inside = [m for e in event.mentions for m in self._places.between(e.start, e.end)]
        named = [m.name for m in inside if m.level not in ("country", "world", "region")]
        return named[-1] if named else self._places.default()

    # --- figures: the facts that speak of the event ------------------------------------------

    def amount(self, event: Event, indicator: str, words: str = "") -> Amount | None:
        """The first number that is stated of an event for an indicator, or None.

        Args:
            event: The event.
            indicator: Code of the indicator.
            words: What the words before the number must hold, as a regular expression.
        """
        found = [f for f in self.facts if f.indicator == indicator and self._is_of(f, event)]
        found = [fact for fact in found if not words or re.search(words, self._before(fact))]
        if not found and indicator == "exhibitors":
            found = [f for f in self.facts if f.counter == "家" and self._exhibits(f)]
        best = max(found, key=lambda fact: (fact.value, -fact.raw_start), default=None)
        return _amount(best) if best else None

    def _exhibits(self, fact: Fact) -> bool:
        """Whether a count of firms is one of exhibitors, by the words behind it."""
        behind = self.reader.document.raw[fact.raw_end : fact.sentence_end][:12]
        return bool(re.match("[^,，。]{0,8}(?:展商|参展|參展)", behind))

    def _before(self, fact: Fact) -> str:
        """The last words of the raw text before a fact."""
        return self.reader.document.raw[
            max(fact.sentence_start, fact.raw_start - 8) : fact.raw_start
        ]

    def signed(self, event: Event) -> Amount | None:
        """How many projects or firms signed at an event, or None."""
        stated = self.amount(event, "projects.signed")
        if stated:
            return stated
        for fact in self.facts:
            sentence = self.reader.document.raw[fact.sentence_start : fact.sentence_end]
            if fact.unit == "count" and fact.counter in "家个项" and self._is_of(fact, event):
                behind = self.reader.document.raw[fact.raw_end : fact.sentence_end][:16]
                if re.search("签约", behind) and "签约" in sentence:
                    return _amount(fact)
        return None

    def participants(self, event: Event) -> tuple[Amount, ...]:
        """Who and how many take part, as stated."""
        codes = ("participants", "speakers")
        return tuple(
            _amount(f) for f in self.facts if f.indicator in codes and self._is_of(f, event)
        )

    def _is_of(self, fact: Fact, event: Event) -> bool:
        """Whether a fact speaks of an event, or of none while there is only one."""
        if len(self.reader.events) == 1:
            return True
        meant = [m for m in event.mentions if m.core and m.core in fact.event.replace("年", "")]
        owners = self._owners_of(fact)
        return event in owners if owners else bool(meant)

    def _owners_of(self, fact: Fact) -> list[Event]:
        origin = self.reader.document.origin
        for start, end in self.reader.sentences:
            if origin[start] <= fact.raw_start <= origin[end - 1]:
                owners = self.reader.owners(start, end)
                if owners:
                    return owners
                at = self.reader.sentences.index((start, end))
                return self.reader.owners(*self.reader.sentences[at - 1]) if at else []
        return []

    # --- lists -----------------------------------------------------------------------------

    def tracks(self) -> tuple[str, ...]:
        """Fields that the forum is said to be about, from the longest such list."""
        lists = [
            _items(match["list"])
            for begin, stop in self.reader.body
            for match in _TRACKS.finditer(self.text, begin, stop)
            if self.reader.owners(*self.reader.sentence_at(match.start()))
            or _OF_PART.search(self.text, *self.reader.sentence_at(match.start()))
        ]
        return max(lists, key=len, default=())

    def boards(self) -> tuple[str, ...]:
        """Boards that the forum is divided into, as listed."""
        for begin, stop in self.reader.body:
            match = _BOARDS.search(self.text, begin, stop)
            if match:
                self._note("boards", *match.span())
                return _items(match["list"])
        return ()

    def reports(self) -> tuple[str, ...]:
        """Titles of what was released: those in 《》 behind 发布."""
        found: dict[str, None] = {}
        for start, end in self.reader.sentences:
            released = _REPORTS.search(self.text, start, end)
            if released and self._at_forum(start, end):
                for title in _TITLES.finditer(self.text, released.end(), end):
                    found.setdefault(title[1])
                    self._note("reports_released", *title.span())
        return tuple(found)

    def _at_forum(self, start: int, end: int) -> bool:
        at_hand = re.search("开幕式|会上|现场|论坛上|大会上|会议上", self.text[start:end])
        return bool(at_hand or self.reader.owners(start, end))

    def features(self) -> tuple[str, ...]:
        """Its features where the article announces a list of them: 四大特点, 三大亮点."""
        led = next(
            (m for b, s in self.reader.body if (m := _FEATURES_LED.search(self.text, b, s))), None
        )
        if led is None:
            return ()
        found = [
            match
            for begin, stop in self.reader.body
            for match in _FEATURE.finditer(self.text, begin, min(stop, begin + 60))
        ]
        inline = list(_FEATURE.finditer(self.text, led.end(), min(len(self.text), led.end() + 400)))
        listed = found if len(found) >= len(inline) else inline
        about = sorted(filter(self._is_feature, listed), key=_ordinal)
        for match in about:
            self._note("features", *match.span("text"))
        return tuple(match["text"] for match in about)

    def _is_feature(self, match: re.Match[str]) -> bool:
        """Whether the paragraph of a numbered point speaks of the forum and not of the place."""
        begin, stop = next((b, s) for b, s in self.reader.body if b <= match.start() < s)
        words = any_of(forum_words("of_the_event"))
        return bool(re.search(words, self.text[begin:stop]))

    def signed_projects(self) -> tuple[str, ...]:
        """Names of the projects or firms that signed."""
        found: dict[str, None] = {}
        signing = [(b, s) for b, s in self.reader.body if "签约" in self.text[b:s]]
        for start, end in sentences_in(self.text, signing):
            for match in _SIGNED.finditer(self.text, start, end):
                found |= dict.fromkeys(_items(match["list"] or match["named"], longest=40))
            if "项目" in self.text[start:end]:
                for match in _SIGNED_KINDS.finditer(self.text, start, end):
                    found |= dict.fromkeys(_items(match["list"], longest=40))
        return tuple(found)

    def participant_groups(self) -> tuple[str, ...]:
        """Kinds of those who take part, from the longest such list."""
        lists = [
            _items(match["list"], longest=24)
            for start, end in self.reader.sentences
            for match in _GROUPS.finditer(self.text, start, end)
        ]
        return max(lists, key=len, default=())

    def speakers(self) -> tuple[Speaker, ...]:
        """Who speaks, with organisation and office."""
        found: dict[str, Speaker] = {}
        for start, end in self.reader.sentences:
            for match in _speech().finditer(self.text, start, end):
                title, name = match["title"].strip("、").rpartition("由")[2], match["name"]
                if len(name) < 2 or _NOT_TITLE.search(title) or not _likely_name(name):
                    continue
                found.setdefault(name, Speaker(name, title, _role(match["verb"])))
        return tuple(found.values())


def _ordinal(match: re.Match[str]) -> int:
    """Number of a point of a list: 一是 is 1, 第三 is 3."""
    found = re.search("[一二三四五六七八]", match[0])
    return "一二三四五六七八".index(found[0]) if found else 0


def _amount(fact: Fact) -> Amount:
    return Amount(fact.value, fact.qualifier, fact.quote, fact.subject, fact.fact_id)


def _items(text: str, longest: int = _MOST_ITEM) -> tuple[str, ...]:
    """Items of a list with 、 and 和."""
    plain = re.sub(r"等(?:项目|领域)?$", "", text)
    pieces = re.split(r"[、,]|以及|及(?!其)|和(?=[^、]*$)", plain)
    names = (piece.strip("“”\n 了") for piece in pieces)
    return tuple(dict.fromkeys(n for n in names if _LEAST_ITEM <= len(n) <= longest))


@cache
def _surnames() -> frozenset[str]:
    return frozenset(forum_words("surnames"))


def _likely_name(name: str) -> bool:
    return name[0] in _surnames() and not re.search("[的了在是将与对等出]", name)


def _role(verb: str) -> str:
    return next((role for start, role in _VERB_ROLES if verb.startswith(start)), "speech")
