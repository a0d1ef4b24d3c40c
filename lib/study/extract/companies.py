"""Finds companies by how the language speaks of them: in lists, by titles, verbs and endings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from study.extract.formal_names import Named
from study.extract.lists import Enumeration, enumerations
from study.extract.mentions import Spans
from study.extract.tokens import Token, Tokens, cut, is_coined
from study.lexicon import clusters
from study.lexicon.domain import words as domain_words
from study.lexicon.loader import WordFinder, alternation, data
from study.lexicon.organisations import ending_kinds, known_firms, words
from study.lexicon.places import gazetteer, is_all_places, is_place

_SHORTEST, _LONGEST = 2, 14
_LEAST = 2  # so many names make a list
_MOTTO = re.compile("“[^“”]{4,40}”(?=为[\u4e00-\u9fff]{0,4}题|的主题)|(?<=主题为)“[^“”]{4,40}”")
_INSTITUTE = "所"  # 上海有机所
_LONGEST_ITEM = 10  # characters of a name that only its verb shows to be one
_GROUP = "集团"
_LONGEST_START = 6  # characters of a short name before its ending
# With one of these a name of a firm would be another thing's.
_NO_END = tuple("展节奖赛园城谷港岛湾")
_JOINTS = tuple("与和同及跟")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_GRAMMAR = re.compile("[的了着与及将把被让使由从向]")
_CLASS = re.compile("[一二两三四五六七八九十]类")
_DEED = re.compile(
    "高新区|经开区|开发区|合作区|园区|突出|侧重|主攻|领域|产业|赛道|方向|聚焦|推动|打造|围绕|体系|平台|生态"
)
_COUNT = re.compile(r"\d+余?(?:家|个|亿|万|%|款|项)")
_HAN_ONLY = re.compile(r"[\u4e00-\u9fff]+")
_LATIN = re.compile(r"[A-Za-z][A-Za-z0-9&.\-]*")
_NAME = re.compile(r"[\u4e00-\u9fffA-Za-z0-9·&.\-]+")
_ORGANISATION_KINDS = frozenset(
    [
        "company",
        "incubator",
        "hospital",
        "university",
        "research_institute",
        "investor",
        "government",
        "association",
        "media",
    ]
)
_PROJECT_KINDS = ("project", "site")


@cache
def _endings() -> re.Pattern[str]:
    return re.compile(f"{alternation(data('organisations')['company_endings'])}$")


@cache
def _ending_finder() -> WordFinder:
    return WordFinder.build(dict.fromkeys(data("organisations")["company_endings"], ()))


@cache
def _full_endings() -> re.Pattern[str]:
    return re.compile(f"{alternation(ending_kinds())}$")


@cache
def _titles() -> re.Pattern[str]:
    content = data("organisations")
    modifiers = alternation(content["title_modifiers"])
    return re.compile(rf"(?:{modifiers})*{alternation(content['company_titles'])}")


@cache
def _verbs() -> re.Pattern[str]:
    return re.compile(alternation(data("organisations")["company_verbs"]))


@cache
def _apposition() -> re.Pattern[str]:
    return re.compile(alternation(data("organisations")["apposition"]))


@cache
def _known() -> WordFinder:
    return WordFinder.build(dict.fromkeys(known_firms(), ()))


@cache
def _segments() -> frozenset[str]:
    """Words for fields of the industry, which are in lists as often as firms are."""
    _, known = domain_words()
    return frozenset(word.text for word in known if "segment" in word.names or "noun" in word.names)


def short_start(name: str) -> str:
    """A short name without the ending that says what the firm makes: 品驰医疗 → 品驰."""
    match = _endings().search(name)
    return name[: match.start()] if match else name


def looks_like_name(text: str) -> bool:
    """Whether a few characters can be the name of a firm and are no common words."""
    if not _SHORTEST <= len(text) <= _LONGEST or not _NAME.fullmatch(text):
        return False
    if text in words("no_names") or text in _segments() or text in gazetteer().places:
        return False
    if text[0].isdigit() or _COUNT.search(text) or _GRAMMAR.search(text) or _DEED.search(text):
        return False
    core = _without_terms(short_start(text) or text)
    return text in known_firms() or (len(core) >= _SHORTEST and is_coined(core))


def _without_terms(text: str) -> str:
    """A word without the Latin terms of the field, which are no names: CDMO, AI."""
    return _LATIN.sub(lambda match: "" if match[0] in words("no_names") else match[0], text)


def _are_firms(texts: list[str], alike: list[bool], ended: list[bool]) -> bool:
    """Whether a list that no noun heads is one of firms: most like names, some ended like firms."""
    named = [bool(_endings().search(text)) for text in texts]
    if 3 * sum(alike) >= 2 * len(texts) and len(texts) > 2 and 2 * sum(named) >= len(texts):
        return True
    if all(alike):
        marked = [end or text in known_firms() for text, end in zip(texts, ended, strict=True)]
        rest = [text for text, mark in zip(texts, marked, strict=True) if not mark]
        return 2 * sum(marked) >= len(texts) or (any(marked) and all(map(_is_strange, rest)))
    return all(named) and 3 * sum(alike) >= 2 * len(texts)


def _ends_like_firm(text: str) -> bool:
    """Whether a phrase has an ending of firms behind words that tell no sort: 脉络科技."""
    start = short_start(text)
    sorts = words("no_names") | words("generic_starts") | _segments()
    return start != text and len(start) >= _SHORTEST and start not in sorts


def _is_sort(text: str) -> bool:
    """Whether an item tells what comes rather than who: 创新成果, 生产基地."""
    if text.endswith(tuple(words("site_endings"))) or _GRAMMAR.search(text) or is_place(text):
        return True
    return text.startswith(_sort_starts()) and not _ends_like_firm(text)


def _is_strange(text: str) -> bool:
    """Whether no part of a word is in the dictionary of common words."""
    return all(token.is_name or len(token.word) == 1 for token in cut(text, 0, len(text)))


def kind_by_ending(text: str, head: str = "") -> str:
    """Kind of an organisation by how its name ends, else by the noun that heads its list."""
    match = _full_endings().search(text)
    if match and match.start() > 0:
        return ending_kinds()[match[0]]
    return head if head in _ORGANISATION_KINDS - {"government"} else "company"


def known_prefix(text: str) -> str:
    """The longest firm of common knowledge that a text begins with, or ""."""
    return max((firm for firm in known_firms() if text.startswith(firm)), key=len, default="")


def is_company(text: str) -> bool:
    """Whether a whole phrase is the short name of a company: coined, with one ending."""
    start = short_start(text)
    if text in known_firms():
        return True
    return (
        start != text
        and len(start) <= _LONGEST_START
        and looks_like_name(text)
        and not (_endings().search(start))
    )


def group_behind(text: str, end: int) -> str:
    """集团 in 扬子江药业集团现代中药项目: all of the name of a firm that ends there."""
    return _GROUP if text.startswith(_GROUP, end) else ""


class CompanyReader:
    """Finds the companies of one article, beside the organisations found by their full names.

    Args:
        text: Clean text.
        tokens: Its words.
        taken: Spans of the organisations found so far, sorted.
        places: Spans of the places named, sorted; no name begins within one.
    """

    def __init__(
        self,
        text: str,
        tokens: Tokens,
        taken: Sequence[tuple[int, int]],
        places: Sequence[tuple[int, int]] = (),
    ) -> None:
        """Start from what is known."""
        self._places = Spans(places)
        self._text = text
        self._tokens = tokens
        self._taken = Spans(taken)
        self._mottos = Spans([match.span() for match in _MOTTO.finditer(text)])

    def find(self, start: int, end: int) -> Iterator[Named]:
        """Companies named in a paragraph."""
        yield from self._well_known(start, end)
        for enumeration in enumerations(self._text, start, end):
            yield from self.listed(enumeration)
        yield from self._hosts(start, end)
        yield from self._with_endings(start, end)
        yield from self._whole_items(start, end)
        yield from self._with_titles(start, end)
        yield from self._with_verbs(start, end)
        yield from self._in_apposition(start, end)

    def _well_known(self, start: int, end: int) -> Iterator[Named]:
        for _, s, e in _known().find(self._text[start:end]):
            group = group_behind(self._text, start + e)
            name = Named(start + s, start + e + len(group), "company")
            if self._is_free(name.start, name.end) and not self._continues(name.end):
                yield name

    def _continues(self, end: int) -> bool:
        """Whether a name goes on as a longer word: 默克 in 默克尔."""
        token = self._tokens.at(end - 1)
        return token.end > end and not token.is_name

    def listed(self, enumeration: Enumeration) -> Iterator[Named]:
        """Items of a list that are organisations, if the list is one of organisations."""
        kind = enumeration.kind
        if kind == "project":
            yield from self._among_projects(enumeration)
        if kind == "settler":
            yield from self._settling(enumeration)
            return
        if kind == "other" or kind in _PROJECT_KINDS:
            return
        spans = [span for item in enumeration.items if (span := self._free_part(*item))]
        if not spans:
            return
        texts = [self._text[s:e] for s, e in spans]
        alike = [looks_like_name(text) for text in texts]
        ended = [
            bool(_endings().search(text)) and ok for text, ok in zip(texts, alike, strict=True)
        ]
        headed = kind in _ORGANISATION_KINDS
        if not headed and texts[0].startswith(clusters.words("focus_verbs")):
            return  # 聚焦疫苗、体外诊断
        others = len(enumeration.items) - len(spans)
        # Without a head noun at least half must end like firms, and none be common words.
        if headed:
            alike = [
                ok or bool(_full_endings().search(t)) for t, ok in zip(texts, alike, strict=True)
            ]
            whole = 2 * sum(alike) >= len(texts) if len(texts) + others > 1 else all(alike)
            whole = whole or (len(texts) > 1 and all(map(_ends_like_firm, texts)))
        else:
            whole = len(texts) > 1 and _are_firms(texts, alike, ended)
            whole = whole or (len(texts) > 1 and any(ended) and all(map(_ends_like_firm, texts)))
            beside = others and all(_ends_like_firm(t) or looks_like_name(t) for t in texts)
            whole = whole or bool(beside and any(map(_ends_like_firm, texts)))
        if not whole:
            return
        for (s, e), text in zip(spans, texts, strict=True):
            firm = known_prefix(text)
            if firm and firm != text and text.endswith((*words("site_endings"), "中心")):
                yield Named(s, s + len(firm), "company")
            elif self._can_be_listed(text):
                yield Named(s, e, self._kind(text, kind))

    def _settling(self, enumeration: Enumeration) -> Iterator[Named]:
        """Companies of which a verb says that they go somewhere: 甲、乙新药相继进园."""
        spans = [span for item in enumeration.items if (span := self._free_part(*item))]
        texts = [self._text[s:e] for s, e in spans]
        named = [looks_like_name(text) or _ends_like_firm(text) for text in texts]
        if not spans or 2 * sum(named) < len(enumeration.items) or len(enumeration.items) < _LEAST:
            return
        for (s, e), text in zip(spans, texts, strict=True):
            if self._can_be_listed(text) and not _is_sort(text) and len(text) <= _LONGEST_ITEM:
                kind = "research_institute" if text.endswith(_INSTITUTE) else self._kind(text, "")
                yield Named(s, e, kind)

    def _among_projects(self, enumeration: Enumeration) -> Iterator[Named]:
        """Companies that stand for their projects: 圣湘生物、可孚医疗等9个项目."""
        texts = [self._text[s:e] for s, e in enumeration.items]
        firms = any(map(is_company, texts))
        for (s, e), text in zip(enumeration.items, texts, strict=True):
            alike = firms and looks_like_name(text) and not text.endswith(tuple(_site_endings()))
            if self._is_free(s, e) and (is_company(text) or alike):
                yield Named(s, e, "company")

    def _free_part(self, start: int, end: int) -> tuple[int, int] | None:
        """An item as it stands, or what is joined to an organisation in it: 区政府与[植恩生物]."""
        if self._is_free(start, end):
            return start, end
        begin = next((at for at in range(end - 1, start, -1) if not self._is_free(at, end)), start)
        begin += 1
        if self._text[begin : begin + 1] in _JOINTS and end - begin > _SHORTEST:
            return begin + 1, end
        return None

    def _can_be_listed(self, text: str) -> bool:
        if not _SHORTEST <= len(text) <= _LONGEST or not _NAME.fullmatch(text):
            return False
        if text[0].isdigit() or _COUNT.search(text):
            return False
        if text.endswith(tuple(words("device_endings"))):
            return False
        return not (text in words("no_names") or text in _segments() or is_all_places(text))

    def _hosts(self, start: int, end: int) -> Iterator[Named]:
        """一方健康谷、动脉网承办: who stands beside an organisation that holds an event."""
        for match in _hosting().finditer(self._text, start, end):
            parts = list(re.finditer(r"[^、和与及]+", match["hosts"]))
            begin = match.start("hosts")
            spans = [(begin + part.start(), begin + part.end()) for part in parts]
            known = [span for span in spans if not self._is_free(*span)]
            if match["media"]:
                yield from self._media(spans)
                continue
            for s, e in spans:
                text = self._text[s:e]
                ended = bool(_endings().search(text))
                sure = looks_like_name(text) and (ended or _is_strange(text))
                beside = bool(known) and (ended or text[-1] in "园城谷网社港")
                if self._is_free(s, e) and (sure or beside) and self._can_be_listed(text):
                    media = text.endswith(("网", "社", "报"))
                    yield Named(s, e, "media" if media else self._kind(text, ""))

    def _media(self, spans: Sequence[tuple[int, int]]) -> Iterator[Named]:
        """新华日报、健康界为合作媒体: whatever they are called, they are media."""
        for start, end in spans:
            s = start + self._text.startswith("《", start)
            e = end - self._text.endswith("》", start, end)
            text = self._text[s:e]
            if self._is_free(s, e) and _SHORTEST <= len(text) <= _LONGEST and _NAME.fullmatch(text):
                yield Named(s, e, "media")

    def _kind(self, text: str, head: str) -> str:
        return kind_by_ending(text, head)

    def _is_free(self, start: int, end: int) -> bool:
        return not self._taken.touch(start, end) and not self._mottos.touch(start, end)

    def _with_endings(self, start: int, end: int) -> Iterator[Named]:
        """Coined words with an ending of companies: 北启生物, 荻硕贝肯医药."""
        finder = _ending_finder()
        longest: dict[int, int] = {}
        for _, s, e in finder.find(self._text[start:end]):
            longest[e] = min(s, longest.get(e, s))
        for stop, ending in sorted(longest.items()):
            if stop + 1 in longest or not self._closes(start + stop):
                continue
            begin = self._coined_before(start + ending, start)
            if begin is None or not self._is_free(begin, start + stop):
                continue
            ending_word = self._text[start + ending : start + stop]
            if self._is_sure(self._text[begin : start + ending], ending_word):
                yield Named(begin, start + stop, "company")

    def _whole_items(self, start: int, end: int) -> Iterator[Named]:
        """Common words with an ending that hardly anything but a firm has: 圣火药业是龙头.

        They must fill all from the mark before them, where a subject or an item stands.
        """
        for match in _whole_item().finditer(self._text, start, end):
            s, e = match.span("name")
            if not self._is_free(s, e) or not self._closes(e):
                continue
            first = match["start"]
            led = first.startswith(tuple(word for word in words("openers") if len(word) > 1))
            led = led or _GRAMMAR.search(first) is not None
            if (
                not led
                and first not in _sorts()
                and not any(word in first for word in words("item_stops"))
            ):
                yield Named(s, e, "company")

    def _closes(self, end: int) -> bool:
        """Whether a name may end here: 医疗 in 医疗器械 does not, nor 健康 in 健康管理."""
        following = self._tokens.at(end) if end < len(self._text) else None
        token = self._tokens.at(end - 1)
        if token.end > end or self._text[end : end + 1] in (*_NO_END, "之"):
            return False
        if _park_tail().match(self._text, end):
            return False
        if following is None or following.start != end:
            return True
        if not _HAN.match(following.word):
            return not _LATIN.match(following.word)
        if following.word in words("site_words"):
            return True
        noun = following.tag in ("n", "vn", "b", "l", "an") and len(following.word) > 1
        return not noun or following.word in words("after_names")

    def _is_sure(self, start: str, ending: str) -> bool:
        if not _SHORTEST <= len(start) <= _LONGEST_START or _CLASS.match(start):
            return False
        if start in words("no_names") or start in words("generic_starts") or start in _segments():
            return False
        tokens = cut(start, 0, len(start))
        coined = [t for t in tokens if t.is_name or len(t.word) == 1]
        places = [t for t in tokens if t.word in gazetteer().places]
        if len(places) == len(tokens) or is_place(start):
            return ending in words("sure_company_endings") and ending not in words("no_names")
        if ending in words("sure_company_endings"):
            return bool(coined)
        return len(coined) == len(tokens)

    def _coined_before(self, end: int, floor: int) -> int | None:
        """Where the coined word before a position begins, or None."""
        index = self._tokens.index(end - 1)
        tokens = self._tokens.all
        if tokens[index].end != end:
            return None
        begin: int | None = None
        while index >= 0 and tokens[index].start >= floor:
            token = tokens[index]
            if end - token.start > _LONGEST_START or not self._may_be_coined(token):
                break
            begin = token.start
            index -= 1
        inside = begin is not None and self._places.cover(begin - 1, begin + 1)
        return None if inside else begin

    def _may_be_coined(self, token: Token) -> bool:
        word = token.word
        if _LATIN.fullmatch(word) or word == "·":
            return True
        if not _HAN.match(word) or word in words("name_stops"):
            return False
        if len(word) == 1:
            return word not in data("organisations")["function_characters"]
        return token.is_name and word not in words("no_names")

    def _with_titles(self, start: int, end: int) -> Iterator[Named]:
        """荻硕贝肯董事长郑仲征: what a director is of."""
        for match in _titles().finditer(self._text, start, end):
            name = self._before(match.start(), start, whole=True)
            if name is not None:
                yield name

    def _with_verbs(self, start: int, end: int) -> Iterator[Named]:
        """A coined word at the head of its clause that does what firms do: X宣布投资."""
        for match in _verbs().finditer(self._text, start, end):
            name = self._before(match.start(), start)
            if name is not None and self._opens(name.start, start):
                yield name

    def _opens(self, position: int, floor: int) -> bool:
        return position == floor or self._text[position - 1] in ',，。;；:：、\n “"由以的'

    def _before(self, end: int, floor: int, *, whole: bool = False) -> Named | None:
        """The name right before a position, with its ending; `whole`, up to the mark before."""
        stop = end
        if self._text[stop - 1 : stop] in ("”", '"'):
            stop -= 1
        ending = _endings().search(self._text, max(floor, stop - 8), stop)
        inner = ending.start() if ending else stop
        if inner <= floor:
            return None
        begin = self._chunk(inner, floor) if whole else None
        if begin is None:
            begin = self._coined_before(inner, floor)
        if begin is None and ending:
            inner = stop
            begin = self._coined_before(inner, floor)
        if begin is None or not self._is_free(begin, stop):
            return None
        text = self._text[begin:stop]
        if not looks_like_name(text) or self._is_person(begin, stop):
            return None
        return Named(begin, stop, self._kind(text, ""))

    def _chunk(self, end: int, floor: int) -> int | None:
        """All from the last mark to a position, if it can be one name: ”瀚海新酶[创始人]."""
        marks = (self._text.rfind(mark, floor, end) for mark in ",，。;；:：“”、！!？?\n")
        begin = max(floor, max(marks) + 1)
        text = self._text[begin:end]
        if not _SHORTEST < len(text) <= _LONGEST_START or not _HAN_ONLY.fullmatch(text):
            return None
        grammar = set(data("organisations")["function_characters"])
        return begin if looks_like_name(text) and not grammar & set(text) else None

    def owner_before(self, end: int, floor: int) -> int | None:
        """Where the company begins that stands right before what it builds, or None."""
        for size in range(min(_LONGEST_START, end - floor), 1, -1):
            if self._text[end - size : end] in known_firms():
                return end - size
        name = self._before(end, floor)
        return name.start if name else None

    def _is_person(self, begin: int, end: int) -> bool:
        """Whether the word is the name of a person, as jieba's dictionary has them."""
        tokens = cut(self._text, begin, end)
        return all(token.tag in ("nr", "nrt", "nrfg") for token in tokens) and end - begin <= 3

    def _in_apposition(self, start: int, end: int) -> Iterator[Named]:
        """龙头企业联影医疗: the coined word after a noun for firms."""
        for match in _apposition().finditer(self._text, start, end):
            name = self._after(match.end(), end)
            if name is not None:
                yield name

    def _after(self, begin: int, stop: int) -> Named | None:
        opening = self._text[begin : begin + 1]
        begin += opening in ("“", '"')
        index = self._tokens.index(begin)
        tokens = self._tokens.all
        if index < 0 or tokens[index].start != begin:
            return None
        end = begin
        while index < len(tokens) and end - begin < _LONGEST_START and tokens[index].end <= stop:
            if not self._may_be_coined(tokens[index]):
                break
            end = tokens[index].end
            index += 1
        ending = _endings_at().match(self._text, end, stop)
        if end == begin or ending is None:
            return None
        text = self._text[begin : ending.end()]
        if not self._is_free(begin, ending.end()) or not looks_like_name(text):
            return None
        return Named(begin, ending.end(), "company")


@cache
def _whole_item() -> re.Pattern[str]:
    endings = alternation(data("organisations")["item_endings"])
    return re.compile(
        rf"(?:(?<=[,，。;；:：、“\n和与及由])|(?<=以及))"
        rf"(?P<name>(?P<start>[\u4e00-\u9fff]{{2,4}}?){endings})"
    )


@cache
def _sort_starts() -> tuple[str, ...]:
    """With these begins what tells a sort: 创新成果, 国际人才."""
    return tuple(word for word in words("generic_starts") if len(word) > 1)


@cache
def _sorts() -> frozenset[str]:
    """Words that tell a sort of firms and no firm: 现代制药, 中成药业."""
    sorts = words("no_names") | words("generic_starts") | words("project_words")
    return frozenset(sorts | _segments() | words("list_of_fields"))


@cache
def _park_tail() -> re.Pattern[str]:
    return re.compile(rf"[\u4e00-\u9fff]{{0,4}}?{alternation(words('park_tails'))}")


@cache
def _site_endings() -> frozenset[str]:
    return words("site_endings") | words("project_words")


@cache
def _hosting() -> re.Pattern[str]:
    """Who hosts, organises or helps: 由[A、B和C]联合主办."""
    verbs = alternation(data("organisations")["hosting_verbs"])
    media = "(?P<media>等?(?:为|作为|担任|是)[^,，。]{0,6}媒体|(?:等)?(?:提供)?媒体支持)"
    return re.compile(
        rf"(?:由|[,，;；。\n]|^)(?P<hosts>[^,，;；。:：\n由]{{2,120}}?)(?:(?:联合|共同)?{verbs}|{media})"
    )


@cache
def _endings_at() -> re.Pattern[str]:
    return re.compile(alternation(data("organisations")["company_endings"]))
