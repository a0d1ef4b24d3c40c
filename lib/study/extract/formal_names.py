"""Finds organisations by how their full names end: 协会, 医院, 有限公司, 研究院."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from study.extract.mentions import Spans
from study.extract.places import PlaceReader
from study.extract.tokens import Token, Tokens, is_coined
from study.lexicon.loader import WordFinder, data
from study.lexicon.organisations import ending_finder, ending_kinds, words
from study.lexicon.places import is_all_places

_LONGEST = 32  # characters of a name
_LEAST_START = 2
_BRANCH, _BRANCH_FIRM = 3, 9  # characters of a branch's place, and of the firm before it
_LETTERS = re.compile(r"[A-Za-z0-9&.·\-]+")
# Parts of speech that a name is made of; what else is in the dictionary ends it.
_IN_NAMES = frozenset(
    [
        "n",
        "nz",
        "nt",
        "nr",
        "ns",
        "nrt",
        "nrfg",
        "ng",
        "b",
        "j",
        "l",
        "s",
        "vn",
        "an",
        "eng",
        "i",
        "x",
        "f",
        "zg",
        "g",
        "h",
        "k",
        "vg",
        "q",
    ]
)
_SHORT_LABORATORY = 3  # characters of a laboratory's own name
_LONGEST_BRACKET = 4  # words
_OPENING, _CLOSING = ("(", "（"), (")", "）")
_JOINTS = ("和", "与", "及")
_MARKS = frozenset("·•")
_LEGAL_FORMS = ("有限公司", "有限责任公司", "股份有限公司")


@dataclass(frozen=True, slots=True)
class Named:
    """A stretch of text that names an organisation.

    Attributes:
        start: First character in clean text.
        end: One past the last.
        kind: Code of its kind.
        canonical: Name in full where the words tell it, else "".
    """

    start: int
    end: int
    kind: str
    canonical: str = ""


@cache
def _joined() -> WordFinder:
    return WordFinder.build(dict.fromkeys(data("organisations")["joined_names"], ()))


class FormalNames:
    """Finds the full names of one article.

    Args:
        text: Clean text.
        tokens: Its words.
        places: The places it names.
        bodies: Spans (start, end) of the shortened bodies; only the names of their
            departments run over the end of one.
    """

    def __init__(
        self,
        text: str,
        tokens: Tokens,
        places: PlaceReader,
        bodies: Sequence[tuple[int, int]],
    ) -> None:
        """Find what holds for the whole article."""
        self._text = text
        self._tokens = tokens
        self._bodies = {end: start for start, end in bodies}
        self._walls = sorted(self._bodies)
        self._place_starts = {
            m.start: m for m in places.mentions if m.level not in ("anaphor", "world", "foreign")
        }
        self._place_ends = {m.end for m in self._place_starts.values()}
        self._joined = Spans(sorted((s, e) for _, s, e in _joined().find(text)))

    def find(self, start: int, end: int) -> Iterator[Named]:
        """Names between two offsets, the longest where several lie within each other."""
        found = [
            named
            for ending, s, e in self._endings(start, end)
            if (named := self._named(ending, s, e, start)) is not None
        ]
        found.sort(key=lambda named: (named.start, -named.end))
        reach = start
        for named in found:
            if named.start >= reach:
                yield named
                reach = named.end

    def _endings(self, start: int, end: int) -> Iterator[tuple[str, int, int]]:
        """Endings as (word, start, end), the longest of those that end together."""
        finder = ending_finder()
        longest: dict[int, tuple[str, int, int]] = {}
        for number, s, e in finder.find(self._text[start:end]):
            known = longest.get(e)
            if known is None or s < known[1] - start:
                longest[e] = (finder.words[number], start + s, start + e)
        yield from longest.values()

    def _named(self, ending: str, start: int, end: int, floor: int) -> Named | None:
        last = self._tokens.at(end - 1)
        if last.tag and (last.end > end or self._ends_common_word(last, start)):
            return None
        kind = ending_kinds()[ending]
        begin = self._begin(start, floor)
        if ending in _LEGAL_FORMS:
            begin = self._whole_item(start if begin is None else begin, end, floor)
        if begin is None and kind == "international_org":
            return Named(start, end, kind)
        if begin is None or end - begin > _LONGEST:
            return self._whole(ending, start, end, kind)
        begin = self._trimmed(begin, self._before_bracket(begin, start))
        branch = ending == "公司" and start - begin <= _BRANCH and begin in self._place_starts
        begin = self._to_list_mark(begin, floor, _BRANCH_FIRM if branch else _LEAST_START + 1)
        if not self._is_name(self._text[begin:start], ending, begin):
            return self._whole(ending, start, end, kind)
        return Named(begin, end, kind)

    def _whole_item(self, begin: int, end: int, floor: int) -> int:
        """Where the item of a list of firms begins, whatever words its name is made of.

        A firm in full may hold any word: 、国玺干细胞应用技术股份有限公司、.
        """
        listed = "、" in (self._text[end : end + 1], self._text[begin - 1 : begin])
        marks = (
            self._text.rfind(mark, max(floor, end - _LONGEST), begin) for mark in "、,，:：;；"
        )
        mark = max(marks) + 1
        rest = self._text[mark:begin]
        grammar = set(data("organisations")["grammar_characters"])
        plain = rest and all("\u4e00" <= c <= "\u9fff" for c in rest) and not grammar & set(rest)
        led = any(word in rest for word in data("organisations")["openers"] if len(word) > 1)
        return mark if listed and mark and plain and not led else begin

    def _before_bracket(self, begin: int, ending: int) -> int:
        """Where the words before a bracket of a name end, or where its ending begins."""
        marks = (self._text.find(mark, begin, ending) for mark in _OPENING)
        return min((at for at in marks if at >= 0), default=ending)

    def _to_list_mark(self, begin: int, floor: int, reach: int) -> int:
        """Take in what is left of an item of a list: 、何[氏眼产业集团], 、修正药业[贵州公司]."""
        mark = self._text.rfind("、", max(floor, begin - reach), begin) + 1
        rest = self._text[mark:begin] if mark else ""
        grammar = set(data("organisations")["grammar_characters"])
        whole = rest and all("\u4e00" <= c <= "\u9fff" for c in rest) and not grammar & set(rest)
        return mark if whole and rest not in words("generic_starts") else begin

    def _ends_common_word(self, token: Token, start: int) -> bool:
        """局 in 格局, 大学 in 大学生 end no name."""
        return token.start < start and token.end == start + 1 and not token.is_name

    def _whole(self, ending: str, start: int, end: int, kind: str) -> Named | None:
        """An ending that is a name by itself, such as 新华社 or 经济部."""
        known = words("media_names") | words("body_names")
        whole = self._text[start:end] == ending and ending in known
        return Named(start, end, kind) if whole else None

    def _begin(self, start: int, floor: int) -> int | None:
        """Where the name whose ending begins at `start` begins itself."""
        tokens = self._tokens.all
        index = self._tokens.index(start - 1) if start > floor else -1
        begin: int | None = None
        wall = self._wall(start)
        if index >= 0 and tokens[index].tag == "nt" and tokens[index].start < wall:
            return tokens[index].start  # one word to jieba: 中国科学院深圳先进技术研究院
        while index >= 0 and tokens[index].start >= max(floor, wall, start - _LONGEST):
            token = tokens[index]
            inside = self._bracketed(index)
            if inside is not None:
                index = inside - 1
                continue
            if token.word in _JOINTS:
                if not self._joins(token, start if begin is None else begin):
                    break
            elif not self._belongs(token):
                break
            begin = token.start
            index -= 1
        reached = start if begin is None else begin
        if (
            reached == wall
            and wall in self._bodies
            and self._text.startswith(tuple(words("departments")), start)
        ):
            return self._bodies[wall]
        return begin

    def _bracketed(self, index: int) -> int | None:
        """Number of the word that opens a bracket within a name: 张江[(]集团)有限公司."""
        tokens = self._tokens.all
        if tokens[index].word not in _CLOSING:
            return None
        floor = max(0, index - _LONGEST_BRACKET)
        for at in range(index - 1, floor, -1):
            if tokens[at].word in _OPENING:
                content = self._text[tokens[at].end : tokens[index].start]
                named = content in words("in_brackets") or is_all_places(content)
                return at if named and self._belongs(tokens[at - 1]) else None
        return None

    def _wall(self, start: int) -> int:
        """Last end of a shortened body up to a position."""
        index = bisect_left(self._walls, start + 1)
        return self._walls[index - 1] if index else 0

    def _joins(self, token: Token, begin: int) -> bool:
        """Whether 和 is part of a name: 经济和信息化局, 人工智能和医用机器人工作委员会."""
        if self._joined.cover(token.start, token.end):
            return True
        after, before = self._tokens.at(begin), self._tokens.at(token.start - 1)
        if before.end in self._place_ends and len(after.word) == 1 and token.word == "和":
            return True  # 杭州和达: no list goes on with half a word
        if begin in self._place_starts or after.word in words("strong_starts"):
            return False
        if any(self._text.endswith(ending, 0, token.start) for ending in ending_kinds()):
            return False
        common = after.tag in ("n", "vn", "b") and before.tag in ("n", "vn", "b", "l")
        return common and not (before.is_name or after.is_name)

    def _belongs(self, token: Token) -> bool:
        """Whether a word can be part of a name."""
        word = token.word
        if word in words("name_stops"):
            return False
        if word in _MARKS or word in words("name_verbs") or _LETTERS.fullmatch(word):
            return True
        if token.start in self._place_starts:
            return True
        return "\u4e00" <= word[0] <= "\u9fff" and _is_part_of_speech_of_names(token)

    def _trimmed(self, begin: int, ending: int) -> int:
        """Drop common words before the place or proper word that the name begins with."""
        tokens = self._tokens.all
        index = self._tokens.index(begin)
        first = index
        while index < len(tokens) and tokens[index].start < ending:
            token = tokens[index]
            if self._is_strong(token) and (token.tag != "nt" or token.start == begin):
                return token.start
            if token.is_name and not tokens[first].is_name and token.start > begin:
                break
            index += 1
        index = first
        generic = words("generic_starts")
        while tokens[index].start < ending and tokens[index].word in generic:
            index += 1
        return min(tokens[index].start, ending)

    def _is_strong(self, token: Token) -> bool:
        """Whether a name may begin here: a place, a body that jieba knows, the nation."""
        if token.start in self._place_starts or token.tag in ("ns", "nt"):
            return True
        return token.word.startswith(tuple(words("strong_starts")))

    def _is_name(self, start: str, ending: str, begin: int) -> bool:
        """Whether the words before an ending name one organisation and no sort of them."""
        if _is_sort(start, ending):
            return False
        first = self._tokens.at(begin)
        strong = self._is_strong(first)
        if ending == "公司" and start[len(first.word) :] in words("no_names"):
            return False  # 台湾生技公司
        kind = ending_kinds()[ending]
        if ending == "实验室" and len(start) <= _SHORT_LABORATORY and is_coined(start):
            return True  # 甬江实验室
        if ending in words("needs_place") and kind != "investor":
            return strong or start.startswith(("国家", "中国"))
        named = any(name in start for name in words("hospital_names"))
        own = strong or named or ending == "集团" or kind == "media"
        return own or self._has_name(begin, begin + len(start))

    def _has_name(self, begin: int, end: int) -> bool:
        index = self._tokens.index(begin)
        tokens = self._tokens.all
        while index < len(tokens) and tokens[index].start < end:
            token = tokens[index]
            generic = token.word in words("generic_starts") or token.word in words("name_verbs")
            if not generic and (token.is_name or len(token.word) == 1):
                return True
            index += 1
        return False


def _is_part_of_speech_of_names(token: Token) -> bool:
    """Whether a word's part of speech is one that names are made of."""
    if len(token.word) == 1:
        grammar = token.word in data("organisations")["function_characters"]
        return not grammar and token.tag not in ("p", "c", "u", "d", "r", "y")
    numbered = token.tag == "m" and token.word.startswith("第")  # 附属第一医院
    return not token.tag or numbered or token.tag in _IN_NAMES


def _is_sort(start: str, ending: str) -> bool:
    """Whether the words before an ending tell only a sort: 三甲医院, 国家级企业技术中心."""
    if len(start) < _LEAST_START or start in words("generic_starts"):
        return True
    if start.startswith(("国家级", "省级", "市级")):
        return True
    wide = start.startswith(("全国", "国际", "世界", "全球")) and ending in words("needs_place")
    return wide or f"{start}{ending}".endswith(tuple(words("no_bodies")))
