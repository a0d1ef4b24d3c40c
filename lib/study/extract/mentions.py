"""A place as an article names it, and what around its name tells of it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate

from study.lexicon.domain import context
from study.lexicon.loader import alternation, data

_SEATED = re.compile("(?<!总部)(?:位于|坐落[于在]|地处)$")
_PART_OF_SEAT = re.compile("的[东西南北中]{1,2}[部侧面郊]")
_OFFICE_TELLS = re.compile(
    f"(?<=[园区科谷城港])(?:管理局|管委会|管理委员会)[^,，。;；]{{0,8}}?{context('offices_tell')}"
)
_MOVED_TO = re.compile(f"{context('settled_at')}$")
_WOOED = re.compile(f"[\u4e00-\u9fff]{{0,4}}?{context('those_wooed')}")
_WOOING = re.compile(f"{context('wooing')}(?:[\u4e00-\u9fff]{{1,4}}的)?$")
_MOVED_SINCE = re.compile(context("moved_since"))
_LONGEST_SEAT = 5  # characters of 总部坐落于
_LONGEST_DIRECTION = 3
_LONGEST_ORGANISATION = 22
# 台北市生技公司有617家 counts them and names none.
_HOW_MANY = re.compile(
    "(?:总数|数量|数)?(?:已|共|达|有|约|超|近|逾)+[\\d一二两三四五六七八九十百千]+[余多]?[家间]"
)
ISSUER = re.compile(context("issuers"))  # 竹科表示: who says it, not what is told of
_LEFT = re.compile(f"[^,，。;；]{{0,4}}{context('leaving')}")
_OF_SHARE = re.compile(r"[(（][约近超逾]?\d[\d.]*%[)）]")  # 其次为澳门(14.1%)
LIST_MARKS = frozenset("、和与及")
_HOSTS = re.compile(
    f"[^,，。;；、]{{0,6}}?{context('held')}[^,，。;；、]{{0,12}}?{context('briefings')}"
)
# [台湾]新创团队进驻: where somebody only comes from
_COMES = re.compile(f"[新初][创锐]?{context('newcomers')}{context('coming_to')}")
_PROGRAMME = re.compile(f"[“「][^”」,，。]{{0,8}}?{context('programmes')}[”」]")
_IN_PROGRAMME = re.compile(f"[^”」,，。“]{{0,6}}?{context('programmes')}”")
_LONGEST_PROGRAMME = 6
_ALONG = ("沿线", "沿岸", "周边", "附近", "旁的", "旁边")  # what lies there is not the place itself
_ATTRIBUTE = re.compile(
    rf"(?:[^,，。;；:：、\d“]|“[^”,，。]{{1,12}}”){{0,24}}的[^,，。;；:：\d]{{0,12}}"
    rf"(?:{context('sorts_of_sites')}(?:之一)?|{context('sorts_of_meetings')})(?=[,，。;；:：])"
)
# 这也是今年[成都市]擂台赛的第四场签约活动
_IS_ONE = re.compile("(?:是|作为|成为)(?:今年|去年|本年度|继|近年来)?$")
_ENDS_OF_COPULAS = frozenset("是为年度继来")
_LONGEST_COPULA = 5
_MADE_TO = re.compile("为[^,，。;；]{2,}")
# 新华网[武汉]10月15日电, 记者/[台南]报导〕, [上海]西南再添新地标, [兰州]分会场, [海外]及内地企业
_NO_SUBJECT = re.compile(
    r"(?:\d{4}年)?\d{1,2}月\d{1,2}日(?:电|讯)|(?:综合|即时|连线)?(?:报导|报道|专电|讯)[〕】）)\]]"
    "|(?:东[南北]|西[南北])(?!大学|医院|林业|农业|交通|师范|政法|财经)"
    "|[分主]会场|[分考赛]区|[及和]内地|及台湾|内外"
)
_FIRM_PROJECT = re.compile(
    rf"(?!{context('no_names_of_firms')})[\u4e00-\u9fff]{{2,4}}{context('trades_of_firms')}"
    rf"(?!{context('no_names_of_firms')})[^,，。;；的]{{0,6}}?项目"
)
_HEARD = re.compile(f"[^,，。;；]{{0,12}}?{context('heard')}")
# 一家[北京]诊断试剂企业的董事长说
_OF_FIRM_THAT_SPEAKS = re.compile(
    rf"[^,，。;；的]{{0,8}}{alternation(data('claims')['firm_nouns'])}的?{context('speakers_of_firms')}"
)


# 1、生物创新园: the mark behind the number of an item is none of a list of names.
_ITEM_NUMBER = re.compile(r"(?<![^\n])\s?[(（]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[)）]?、?$")
_LONGEST_NUMBER = 8  # characters before a name that its number may take


def is_numbered(text: str, start: int) -> bool:
    """Whether a name that starts there is an item of a numbered list of paragraphs."""
    return _ITEM_NUMBER.search(text, max(0, start - _LONGEST_NUMBER), start) is not None


@dataclass(slots=True)
class Mention:
    """A place named in clean text.

    Attributes:
        start: First character.
        end: One past the last.
        name: Canonical name of the place.
        level: Its level, or "anaphor" resolved already.
        governs: Whether a number beside it may speak of it; False inside the
            names of companies and hospitals and in lists of examples.
    """

    start: int
    end: int
    name: str
    level: str
    governs: bool


class Spans:
    """Spans of a text, asked whether they cover or touch others.

    Args:
        spans: Pairs (start, end), sorted by start.
    """

    def __init__(self, spans: Sequence[tuple[int, int]]) -> None:
        """Remember for each span how far it and those before it reach."""
        self._starts = [start for start, _ in spans]
        self._reach = list(accumulate((end for _, end in spans), max))

    def cover(self, start: int, end: int) -> bool:
        """Whether a span that starts at or before `start` reaches to `end`."""
        index = bisect_right(self._starts, start)
        return index > 0 and self._reach[index - 1] >= end

    def touch(self, start: int, end: int) -> bool:
        """Whether a span shares a character with the one from `start` to `end`."""
        index = bisect_left(self._starts, end)
        return index > 0 and self._reach[index - 1] > start


@cache
def _direction() -> tuple[re.Pattern[str], frozenset[str]]:
    """Words of direction before a place, and the characters that they end with."""
    words = data("words")["contexts"]["direction"]
    return re.compile(f"{alternation(words)}$"), frozenset(word[-1] for word in words)


@cache
def _organisation() -> re.Pattern[str]:
    contexts = data("words")["contexts"]
    firms = alternation(contexts["organisation_not_trade"])
    endings = alternation(contexts["organisation"])
    tails = alternation(contexts["tails_of_trades"])
    return re.compile(rf"[\u4e00-\u9fff·]{{0,16}}?(?:{endings}|{firms}(?!{tails}))")


@cache
def _break() -> re.Pattern[str]:
    words = alternation(data("words")["contexts"]["not_in_organisation"])
    return re.compile(
        r"[由内里的将在已与和及为是从到对以共,，。、;；:：(（)）“”\"\s]"
        r"|(?<!第)[一二两三四五六七八九十\d]"
        rf"|有(?![限机])|{words}"
    )


@cache
def _venue() -> re.Pattern[str]:
    return re.compile(f"[^,，。;；]{{0,6}}{alternation(data('words')['contexts']['venue'])}")


@cache
def _organiser() -> re.Pattern[str]:
    """What stands behind a place that organises something: 苏州生物医药产业园(BioBAY)承办."""
    return re.compile(
        rf"(?:[(（][^()（）]{{1,16}}[)）])?[^,，。;；的()（）]{{0,14}}?"
        rf"{alternation(data('words')['contexts']['organising'])}"
    )


def is_venue(text: str, start: int, end: int) -> bool:
    """Whether a place is only where something is held: 在X落下帷幕."""
    return text[start - 1 : start] in ("在", "于") and bool(_venue().match(text, end))


def is_attribute(text: str, start: int, end: int) -> bool:
    """Whether a place only says whose something is: 它是[苏州]培育产业的载体."""
    if text[start - 1 : start] not in _ENDS_OF_COPULAS:
        return False
    if _IS_ONE.search(text, max(0, start - _LONGEST_COPULA), start) is None:
        return False
    return bool(_ATTRIBUTE.match(text, end))


def is_beside(text: str, start: int, end: int) -> bool:
    """Whether a place is where something lies, what it is of, or who told of it."""
    if is_direction(text, start) or is_attribute(text, start, end):
        return True
    return _plays_a_part(text, start, end)


def _plays_a_part(text: str, start: int, end: int) -> bool:
    """Whether a place is what something is made or who told it: 以[外高桥]为载体, 从[X]获悉."""
    before = text[start - 1 : start]
    if _NO_SUBJECT.match(text, end):
        return True
    if before in ("以", "从"):
        return (_MADE_TO if before == "以" else _HEARD).match(text, end) is not None
    return _OF_FIRM_THAT_SPEAKS.match(text, end) is not None


def is_direction(text: str, start: int) -> bool:
    """Whether a place that starts there is where something lies, comes from or goes to."""
    pattern, ends = _direction()
    if text[start - 1 : start] not in ends:
        return False
    return pattern.search(text, max(0, start - _LONGEST_DIRECTION), start) is not None


@cache
def _acts_or_names() -> re.Pattern[str]:
    """What stands behind a place that acts itself, gives its name or lies beside: in one pattern.

    It organises or hosts something, is where somebody comes from, has a share told in
    brackets, or what is told of is named after it or lies along it: 泰州杯, 锦江沿岸,
    江苏省“双创人才”.
    """
    beside = f"杯|{alternation(_ALONG)}"
    forms = (_HOSTS, _COMES, _PROGRAMME, _OF_SHARE)
    return re.compile("|".join([beside, *(form.pattern for form in forms), _organiser().pattern]))


def _is_in_programme(text: str, start: int, end: int) -> bool:
    """Whether a place stands within the name of a programme: “3551[光谷]人才计划”."""
    opened = text.rfind("“", max(0, start - _LONGEST_PROGRAMME), start) >= 0
    return opened and _IN_PROGRAMME.match(text, end) is not None


def hosts(text: str, end: int) -> bool:
    """Whether who is at home in a place only calls a meeting: [东湖高新区]举行座谈会."""
    return _HOSTS.match(text, end) is not None


def _is_left(text: str, start: int, end: int) -> bool:
    """Whether somebody leaves a place: 公司去年从张江搬来."""
    return text.startswith("从", start - 1) and _LEFT.match(text, end) is not None


def may_govern(text: str, start: int, end: int) -> bool:
    """Whether a number beside a place name may speak of that place.

    Args:
        text: Clean text.
        start: First character of the name.
        end: One past its last.
    """
    if _acts_or_names().match(text, end) or _is_in_programme(text, start, end):
        return False
    if _is_left(text, start, end):
        return False
    if text.startswith("的", end) and is_seat(text, start):
        # 位于大埔的药物生产中心耗资8亿元, but 位于双流区的西南部
        return _PART_OF_SEAT.match(text, end) is None
    if is_beside(text, start, end) or _is_elsewhere(text, start, end):
        return False
    if _OFFICE_TELLS.match(text, end):
        return True  # 中科管理局统计,辖下5个园区有厂商58家
    bracketed = text[start - 1 : start] in ("(", "（") and text[end : end + 1] in (")", "）")
    return not _names_an_organisation(text, end + bracketed)  # 树兰(济南)国际医院


def _is_elsewhere(text: str, start: int, end: int) -> bool:
    """Whether a place is where something is held, came to, or is yet to come from."""
    return (
        is_venue(text, start, end)
        or _came_to(text, start, end)
        or _is_of_those_wooed(text, start, end)
    )


def _came_to(text: str, start: int, end: int) -> bool:
    """Whether a place only is where something moved at some time: 分中心落户[福田]以来."""
    if _MOVED_SINCE.match(text, end) is None:
        return False
    return _MOVED_TO.search(text, max(0, start - _LONGEST_SEAT), start) is not None


def _is_of_those_wooed(text: str, start: int, end: int) -> bool:
    """Whether a place is that of those who are to come: 吸引[台湾]团队."""
    if _WOOED.match(text, end) is None:
        return False
    return _WOOING.search(text, max(0, start - _LONGEST_SEAT), start) is not None


def is_seat(text: str, start: int) -> bool:
    """Whether a place that starts there is where something is said to lie: 位于[大埔]."""
    return _SEATED.search(text, max(0, start - _LONGEST_SEAT), start) is not None


def _names_an_organisation(text: str, end: int) -> bool:
    """Whether a place that ends there begins the name of an organisation or of a firm's project."""
    named = text.find("项目", end, end + _LONGEST_ORGANISATION) >= 0
    if named and _FIRM_PROJECT.match(text, end):
        return True  # 四川维思达医疗器械项目
    match = _organisation().match(text, end, end + _LONGEST_ORGANISATION)
    if match is None or _break().search(match[0]):
        return False
    return _HOW_MANY.match(text, match.end()) is None
