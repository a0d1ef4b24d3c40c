"""Finds the day of publication, and tells how it is known."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from study.lexicon.domain import context
from study.lexicon.loader import alternation, data
from study.lexicon.reading import reading_words
from study.model import BODY_ROLES, DateKnownBy, Role

_FULL = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d{2})\s?(?P<mark>[-–—/.·_年])\s?(?P<month>\d{1,2})\s?[-–—/.·_月]\s?"
    r"(?P<day>\d{2}(?=\d{1,2}:\d{2})|\d{1,2}(?!\d|\.\d|\s?月))"  # 2017-05-1815:32
)
# A label may leave out the year: 日期:11-15.
_LABELLED = re.compile(
    r"(?:日期|时间)\s?[:：]\s?(?P<month>[01]?\d)[-–—/.·_月](?P<day>[0-3]?\d)日?(?![-–—/.\d年])"
)
_LABELLED_IN_FULL = re.compile(r"(?:日期|时间)\s?[:：]\s?20\d{2}\s?[-–—/.年]\s?\d{1,2}\s?[-–—/.月]")
# Day first, as a page's stamp: 22.06.2015 23:01.
_DAY_FIRST = re.compile(
    r"(?<!\d)(?P<day>[0-3]?\d)[-–—/.](?P<month>[01]?\d)[-–—/.](?P<year>20\d{2})(?!\d|\.\d)"
)
# Month first, where the second number can be no month: 02/23/2017.
_MONTH_FIRST = re.compile(
    r"(?<!\d)(?P<month>0?[1-9]|1[0-2])/(?P<day>1[3-9]|2\d|3[01])/(?P<year>20\d{2})(?!\d)"
)
_COMPACT = re.compile(r"(?<!\d)(?P<year>20\d{2})(?P<month>[01]\d)(?P<day>[0-3]\d)(?!\d)")
# Two digits of the year are enough behind a label: 时间:24-11-22.
_SHORT = re.compile(
    r"(?:时间|日期|发布)\s?[:：]?\s?(?P<year>\d{2})[-–—/.](?P<month>\d{2})[-–—/.](?P<day>\d{2})(?!\d)"
)
_UPDATED = re.compile(
    r"(?:最[近后新]更新|最[近后]修[改订])(?:时间|日期|于)?\s?[:：]\s?"
    r"(?P<year>20\d{2})\s?[-–—/.年]\s?(?P<month>\d{1,2})\s?[-–—/.月]\s?(?P<day>\d{1,2})(?!\d)"
)
_CENTURY = 2000
_SINCE = ("自", "从")  # 自2018年新增: long ago, perhaps
# A trail of navigation: 新闻 > 2016 > 1028.
_TRAIL = re.compile(
    r"(?<!\d)(?P<year>20\d{2})\s?[>»/]\s?(?P<month>[01]\d)\s?[>»/]?\s?(?P<day>[0-3]\d)(?!\d)"
)
_REPUBLIC = 1911  # added to a year of the Republic gives the common one: 民国113年
_OF_REPUBLIC = re.compile(
    r"(?<!\d)(?P<year>1[01]\d)\s?年\s?(?P<month>\d{1,2})\s?月\s?(?P<day>\d{1,2})\s?日"
)
# 发布日期:107-03-08, in the years of the Republic
_SHORT_OF_REPUBLIC = re.compile(
    r"(?:时间|日期|发布)\s?[:：]?\s?(?P<year>1[01]\d)[-–—/.](?P<month>\d{2})[-–—/.](?P<day>\d{2})(?!\d)"
)
_MONTHS = {name: number for number, name in enumerate(calendar.month_abbr) if name}
_IN_ENGLISH = re.compile(
    rf"(?:(?P<before>\d{{1,2}})\s)?(?P<name>{'|'.join(_MONTHS)})[a-z]*\.?\s"
    r"(?:(?P<behind>\d{1,2}),?\s)?(?P<year>20\d{2})(?!\d)"
)
_NUMERALS = "〇一二三四五六七八九"
_IN_NUMERALS = re.compile(
    "(?P<year>二[〇零O][一二三四五六七八九〇零O]{2})年"
    "(?P<month>十?[一二]|[一二三四五六七八九十])月(?P<day>[一二三]?十?[一二三四五六七八九十])日"
)
_MONTH_AND_DAY = re.compile(
    r"(?<![\d年月.])(?P<month>1[0-2]|0?[1-9])月(?P<day>3[01]|[12]\d|0?[1-9])日"
)
_YEAR = re.compile(r"(?<![\d.])(?P<year>(?:19|20)\d{2})(?:年|(?=[^\d\W年]|[“「『《]))")
# A plan for 2025—2027年 came out at its beginning, and its last year lies ahead.
_PLANNED = re.compile(
    rf"(?P<document>{context('plan_documents')}[(（])?(?<![\d.])(?P<first>(?:19|20)\d{{2}})年?"
    r"[-—–~～至到]+(?:19|20)\d{2}"
    r"(?(document)年?[)）]|年(?=[^,，。;；]{0,24}(?:计划|规划|方案|行动)))"
)
_HOPED = re.compile("[^。；;]{0,40}(?:要|力争|将|目标|预计|计划|争取|有望)")
_THIS_YEAR = re.compile("今年")
# Beside these, too, a year of which the whole is told is over.
_NOW = re.compile("今年|昨[日天]|目前")
# 2015年,产值为… beside 今年 is the year before.
_OVER = re.compile("年(?:[,，、]|全年|末|底|度[^,，]{0,6}(?:完成|实现))")
# 2025年,新开工项目不少于25个 tells of the year that runs.
_AHEAD = re.compile("年[,，]?[^。；;]{0,24}?(?:将|力争|不少于|不低于|拟|计划|目标|确保)")
_WHOLE_YEAR = re.compile(
    f"年[,，]?[^。;；,，\\d]{{0,18}}{context('yearly_totals')}[^。;；,，\\d]{{0,8}}"
    "(?:突破|达|超|实现|完成|为)?了?\\d"
)
_PART_OF_YEAR = re.compile("年(?:上半|下半|[前一二三四第]|\\d)")
_AIMED = re.compile(r"年?(?:底|末|前)?(?:要|将|力争|争取|做到|达到|实现|的?[^,，。;；]{0,8}目标)")
_ANNOUNCED = re.compile(r"(?:[到至]|(?:力争|目标|规划|计划|将|预计|拟)[^。；;,，]{0,6})$")

# 拟投资16亿元建设厂房,…2021年建成
_TO_BE_BUILT = re.compile(
    f"年?(?:底|末|前|初|[上下]半年)?(?:全部|全面|正式|陆续)?{context('being_built')}"
)
_MEANT = re.compile(context("meant_to_be_built"))
_STAMP = re.compile(
    r"(?<!\d)(?P<year>20\d{2})[-–—/.](?P<month>\d{1,2})[-–—/.](?P<day>\d{1,2})(?!\d|\.\d)"
)
# 成文日期:4月1日 发布日期:4月18日: a document is written before it is published.
# Nor is a page published when it is filed, printed or looked at.
_WRITTEN = re.compile(
    f"{alternation(reading_words().other_days)}(?:日期|时间)[:：\\s]*$|今天是[:：]?$"
)
# 4月18日,2019年…签约仪式
_HELD_THAT_DAY = re.compile(
    r"(?<![\d年])(?P<month>1[0-2]|0?[1-9])月(?P<day>3[01]|[12]\d|0?[1-9])日(?:上午|下午|晚)?[,，]?"
    rf"(?P<year>20\d{{2}})年?[\u4e00-\u9fff·“”A-Za-z]{{2,40}}?{alternation(data('events')['endings'])}"
)
# 本报北京5月18日电
_DATELINE_DAY = re.compile(
    r"(?<![\d年])(?P<month>1[0-2]|0?[1-9])月(?P<day>3[01]|[12]\d|0?[1-9])日(?:电|讯|消息)"
)
_DATELINE_REACH = 40  # characters at the start of the text within which such a day stands
_COPIED_SOON = 31  # days after which a copy is stamped at the latest
_LONGEST_CLOSING = 40  # characters of a line that closes a text with its day
_DATELINE = 24  # characters at the start of a text that may hold its stamp
_SHORTLY = 7  # days from what an article reports to the stamp of its page

Dated = tuple[date | None, DateKnownBy]


def date_of(paragraphs: Sequence[tuple[str, Role]], catalogued: date | None = None) -> Dated:
    """Find the day on which an article was published.

    Looked for in this order: the catalogue; a labelled day without a year; a
    byline; a line above the text; the body, by its full dates and by months and
    days together with the latest year that it names; a short line anywhere else.

    Args:
        paragraphs: Clean text and role of each paragraph.
        catalogued: The catalogue's date, if any.

    Returns:
        The date, and how it is known; None where nothing tells it.
    """
    if catalogued is not None:
        return catalogued, DateKnownBy.CATALOGUE
    labelled = _labelled(paragraphs)
    if labelled is not None:
        return labelled, DateKnownBy.BYLINE
    bylined = _first_date(text for text, role in paragraphs if role is Role.BYLINE)
    if bylined is None:
        bylined = _first_date(_head(paragraphs)) or _datelined(paragraphs) or _updated(paragraphs)
    if bylined is not None:
        return _without_stale_stamp(bylined, paragraphs), DateKnownBy.BYLINE
    bodies = [text for text, role in paragraphs if role in BODY_ROLES]
    implied = (
        _day_of_event(bodies)
        or _implied_date(bodies)
        or _stamped(paragraphs, bodies)
        or _spelled("\n".join(bodies))
        or _closing(paragraphs)
    )
    return (implied, DateKnownBy.TEXT) if implied else (None, DateKnownBy.UNKNOWN)


def _without_stale_stamp(stamp: date, paragraphs: Sequence[tuple[str, Role]]) -> date:
    """The day of 本报5月18日电 where the stamp of the page is that of a copy made long after.

    Its year is the one that the text implies.
    """
    first = next((text for text, role in paragraphs if role is Role.BODY), "")
    dateline = _DATELINE_DAY.search(first[:_DATELINE_REACH])
    year = implied_year(paragraphs) if dateline else None
    told = _day(year, dateline) if dateline and year else None
    if dateline is None or told is None or told >= stamp:
        return stamp
    this_year = _day(stamp.year, dateline)
    recent = this_year is not None and 0 <= (stamp - this_year).days <= _COPIED_SOON
    return stamp if recent else told


def _labelled(paragraphs: Sequence[tuple[str, Role]]) -> date | None:
    """日期:11-15 of the latest year told: a full date beside it is that of a visit to the page."""
    bylines = [text for text, role in paragraphs if role is Role.BYLINE]
    if any(_LABELLED_IN_FULL.search(text) for text in bylines):
        return None  # 日期:2023-12-19 beside 时间:12月19日上午10:00, when something was held
    label = next((match for text in bylines if (match := _LABELLED.search(text))), None)
    year = implied_year(paragraphs) if label else None
    return _day(year, label) if label and year else None


def _datelined(paragraphs: Sequence[tuple[str, Role]]) -> date | None:
    """金羊网 2022-05-12 羊城晚报讯: a stamp with which the first paragraph begins."""
    first = next((text for text, role in paragraphs if role is Role.BODY), "")
    stamp = _STAMP.search(first[:_DATELINE])
    return _day(int(stamp["year"]), stamp) if stamp else None


def _updated(paragraphs: Sequence[tuple[str, Role]]) -> date | None:
    """最近更新:2014-03-18, which an encyclopaedia tells at the foot of its page."""
    matches = (_UPDATED.search(text) for text, _ in paragraphs)
    match = next((found for found in matches if found), None)
    return _day(int(match["year"]), match) if match else None


def _stamped(paragraphs: Sequence[tuple[str, Role]], bodies: Sequence[str]) -> date | None:
    """A full date below the text, if the text tells of a day shortly before it.

    Lists of other articles are dated too; the day of 8月21日 in the text rules them out.
    """
    told = list(_MONTH_AND_DAY.finditer("\n".join(bodies)))
    for text, _ in reversed(paragraphs):
        for match in _FULL.finditer(text):
            stamp = _day(int(match["year"]), match)
            days = (_day(stamp.year, m) for m in told) if stamp else ()
            if stamp and any(day and 0 <= (stamp - day).days <= _SHORTLY for day in days):
                return stamp
    return None


def _closing(paragraphs: Sequence[tuple[str, Role]]) -> date | None:
    """The one full date that stands on the page apart from the text, if there is but one.

    Among links to other articles it counts only where it is of the year that the text
    implies, or of the next.
    """
    short = [(text, role) for text, role in paragraphs if len(text) <= _LONGEST_CLOSING]
    own = {day for text, role in short if role is not Role.RELATED and (day := _first_date([text]))}
    if own:
        return own.pop() if len(own) == 1 else None
    year = implied_year(paragraphs)
    linked = {day for text, _ in short if (day := _first_date([text]))}
    fits = year is not None and len(linked) == 1 and 0 <= min(linked).year - year <= 1
    return linked.pop() if fits else None


def _head(paragraphs: Sequence[tuple[str, Role]]) -> Iterator[str]:
    """Lines above the first sentence: what is dated there is dated by the page itself."""
    for text, role in paragraphs:
        if role in BODY_ROLES and "。" in text:
            return
        yield text


def _first_date(texts: Iterable[str]) -> date | None:
    """The first day of publication, or failing that the first that is told at all."""
    other = None
    for text in texts:
        for pattern in (_FULL, _COMPACT, _DAY_FIRST, _MONTH_FIRST, _TRAIL):
            days = [(_day(int(m["year"]), m), m.start()) for m in pattern.finditer(text)]
            told = [(day, at) for day, at in days if day]
            published = (day for day, at in told if not _WRITTEN.search(text, 0, at))
            found = next(published, None)
            if found:
                return found
            other = other or (told[0][0] if told else None)
        spelled = _spelled(text)
        if spelled:
            return spelled
    return other


def _spelled(text: str) -> date | None:
    """22 Nov 2024, 民国113年11月22日, 二〇二四年十一月二十二日, 时间:24-11-22."""
    forms = (_OF_REPUBLIC, _REPUBLIC), (_SHORT_OF_REPUBLIC, _REPUBLIC), (_SHORT, _CENTURY)
    for pattern, first in forms:
        for match in pattern.finditer(text):
            found = _day(int(match["year"]) + first, match)
            if found:
                return found
    for match in _IN_ENGLISH.finditer(text):
        day = match["before"] or match["behind"]
        if day:
            return _valid(int(match["year"]), _MONTHS[match["name"]], int(day))
    for match in _IN_NUMERALS.finditer(text):
        year = "".join(str(max(0, _NUMERALS.find(sign))) for sign in match["year"])
        return _valid(int(year), _below_hundred(match["month"]), _below_hundred(match["day"]))
    return None


def _below_hundred(numeral: str) -> int:
    """十一, 二十二, 三十."""
    tens, mark, ones = numeral.rpartition("十")
    ten = 10 * (_NUMERALS.find(tens) if tens else 1) if mark else 0
    return ten + (_NUMERALS.find(ones) if ones else 0)


def _valid(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _day(year: int, match: re.Match[str]) -> date | None:
    return _valid(year, int(match["month"]), int(match["day"]))


def _day_of_event(texts: Iterable[str]) -> date | None:
    """4月18日,2019年园区签约仪式: a day with the year of what was held on it."""
    matches = (_HELD_THAT_DAY.search(text) for text in texts)
    match = next((found for found in matches if found), None)
    return _day(int(match["year"]), match) if match else None


def _implied_date(texts: Sequence[str]) -> date | None:
    """The date that the body implies.

    An article reports on what has just happened: the first day that it does not
    announce for later, of those in the latest year it names, is nearest to its
    own. A month and day without a year belong to that latest year.
    """
    body = "\n".join(texts)
    latest = _latest_year(body)
    if latest is None:
        return None
    days = [(m, _day(int(m["year"]), m)) for m in _FULL.finditer(body)]
    days += [(m, _day(latest, m)) for m in _MONTH_AND_DAY.finditer(body)]
    reported = [
        (m.start(), day)
        for m, day in days
        if day and day.year == latest and not _is_announced(body, m)
    ]
    return min(reported)[1] if reported else None


def implied_year(paragraphs: Sequence[tuple[str, Role]]) -> int | None:
    """The year in which an article without a date was written, as far as its text tells.

    Args:
        paragraphs: Clean text and role of each paragraph.

    Returns:
        The latest year that the body names and neither announces nor aims at.
    """
    return _latest_year("\n".join(text for text, role in paragraphs if role in BODY_ROLES))


def _latest_year(body: str) -> int | None:
    planned = list(_PLANNED.finditer(body))
    named = [
        match
        for match in _YEAR.finditer(body)
        if not any(m.start() <= match.start() < m.end() for m in planned)
    ]
    # What is announced once lies ahead wherever else it is named, as in a headline.
    ahead = {
        int(match["year"])
        for match in named
        if _is_announced(body, match) and _HOPED.match(body, match.end())
    }
    told = [
        match
        for match in named
        if int(match["year"]) not in ahead
        and not _is_announced(body, match)
        and body[match.start() - 1 : match.start()] not in _SINCE
    ]
    latest = max([int(m["first"]) for m in planned] + [int(m["year"]) for m in told], default=None)
    if latest is None:
        return None
    ends = [m.start() + 4 for m in told if int(m["year"]) == latest]
    over = _THIS_YEAR.search(body) and any(
        _OVER.match(body, at) and not _AHEAD.match(body, at) for at in ends
    )
    whole = bool(ends) and all(_tells_whole_year(body, at) for at in ends)
    over = over or (whole and _NOW.search(body) is not None)
    return latest + bool(over)


def _tells_whole_year(body: str, at: int) -> bool:
    """Whether what stands behind a year is true of all of it: 2018年总收入突破1200亿元."""
    if _PART_OF_YEAR.match(body, at):
        return False
    return _WHOLE_YEAR.match(body, at) is not None


def _is_announced(body: str, match: re.Match[str]) -> bool:
    before = body[max(0, match.start() - 8) : match.start()]
    if _ANNOUNCED.search(before) or _AIMED.match(body, match.start() + 4):
        return True
    built = _TO_BE_BUILT.match(body, match.start() + 4)
    sentence = body[body.rfind("。", 0, match.start()) + 1 : match.start()]
    return built is not None and _MEANT.search(sentence) is not None
