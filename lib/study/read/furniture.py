"""Tells what each paragraph is for: the article itself, or the page around it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick

from study.lexicon.reading import reading_words
from study.model import Role

# Lengths in characters.
_LONGEST_LABELLED = 80
_LONGEST_BYLINE = 60
_LONGEST_HEADLINE = 64
_LONGEST_SUBHEADING = 45
_LONGEST_PHRASED = 90
_LONGEST_CAPTION = 110
_LONGEST_DISCLAIMER = 400
_LONGEST_TEASER = 160
_LONGEST_PUBLISHER = 16
_LONGEST_HEADING = 14
_SHORTEST_PROSE = 14
_SHORTEST_LONG = 100
# A page's head, in lines, within which headline and byline stand.
_HEAD = 16

_ALIKE = 0.3  # of the pairs of characters of a headline that its article repeats
_TERMINAL = "。！？!?…"
_CLOSING = "”’」』）)\"'"
_FULL_STOPS = tuple("。！？!?")
_THE_END_MARKS = ("(完)", "（完）", "(完）", "（完)")
_THE_END = re.compile("(?<=[。！？!?])[(（]完[)）]$")
_ENDS_CLAUSE = re.compile(r"[。；;:：,，、]$")
_ENDS_PART = re.compile(r"[\u4e00-\u9fff][；;]$")  # as no headline does
_NUMBER_ALONE = re.compile(r"\d{1,2}")  # over a section, or before a headline of a list
_SENTENCE_MARK = re.compile("[。！？!?；;]")
_CLOCK = r"\d{1,2}:\d{2}(?::\d{2})?"
_DAY = r"(?:19|20)\d{2}\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}\s?日?"
_DATE_ALONE = re.compile(rf"[\[(（]?\s*{_DAY}(?:\s*(?:星期.|周.))?(?:\s*{_CLOCK})?\s*[\])）]?")
_DATE_AT_END = re.compile(rf"{_DAY}(?:\s*{_CLOCK})?$")
_FULL_DAY = re.compile(rf"(?<!\d){_DAY}(?!\d)")
_AGO = re.compile(r"发[布表]于?\s?\d+\s?(?:分钟|小时|天|周|个月|年)前")
_DAY_AND_CLOCK = re.compile(rf"{_DAY}\s*{_CLOCK}")
_FILE_NAME = re.compile(
    r"[\w\-./%:]{1,120}\.(?:png|jpe?g|gif|webp|bmp|svg|mp4|mp3|pdf|docx?)", re.IGNORECASE
)
_TRAIL = re.compile(r"\w\s*>{1,2}\s*\w|»|[>/]\s*正文|\w\s/\s\w+\s/\s\w")
_BAR = re.compile(r"[|丨]")
_LINKS_OF_BAR = 4
_REPORTERS = re.compile(r"[(（]\s*(?:本报|本网)?(?:记者|通讯员|作者|编辑)[^()（）]{1,40}[)）]")
_ADDRESS = re.compile(r"(?:https?://|www\.)[\x21-\x7e]+")
_CUT_OFF = re.compile(r"(?:\.{3}|…)$")
# [05-06] before a headline is the date of another article, and 图片 1/4 counts pictures.
_DATED_LINK = re.compile(r"[\[(（]\d{2}-\d{2}[\])）]")
_PICTURE_COUNT = re.compile(r"\s*\d{1,3}\s*/\s*\d{1,3}$")
_RANKED_BY = re.compile(r"^(?:\d+小时|今日|本周|本月)")  # 24小时热榜
_LEADING = re.compile(r"[^\w]*")
_OPENING = r"[\s\[(（【〔<《\-—•·*]*"


def roles(lines: Sequence[str], *, marked: Iterable[int] = (), title: str = "") -> list[Role]:
    """Tell the role of every paragraph.

    Args:
        lines: The paragraphs in order, clean and simplified.
        marked: Numbers of paragraphs that a caption's triangle (▲) introduces.
        title: Headline where the catalogue tells it, else "".

    Returns:
        One role a paragraph.
    """
    found: list[Role | None] = [_own_role(line) for line in lines]
    for number in marked:
        if len(lines[number]) and found[number] is None:
            found[number] = Role.CAPTION
    _mark_related(lines, found)
    _mark_publisher_line(lines, found)
    _mark_head(lines, found, title)
    _mark_tail(lines, found)
    _mark_subheadings(lines, found)
    return [role or Role.BODY for role in found]


# --- a line by itself ---------------------------------------------------------------------


class _Patterns(NamedTuple):
    byline: re.Pattern[str]
    byline_label: re.Pattern[str]
    byline_lines: frozenset[str]
    caption_start: re.Pattern[str]
    caption_end: re.Pattern[str]
    placeholder_lines: frozenset[str]
    related: frozenset[str]
    related_start: re.Pattern[str]
    related_label: re.Pattern[str]
    teaser_end: re.Pattern[str]
    disclaimer_start: re.Pattern[str]
    disclaimer_phrase: re.Pattern[str]
    edited: re.Pattern[str]
    tagged_link: re.Pattern[str]
    furniture_label: re.Pattern[str]
    furniture_lines: frozenset[str]
    furniture_phrase: re.Pattern[str]
    navigation: re.Pattern[str]
    publisher: re.Pattern[str]
    sentence_start: re.Pattern[str]
    phrases: AhoCorasick


def _any(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))


@cache
def _patterns() -> _Patterns:
    words = reading_words()
    labels = _any((*words.byline_labels, *words.editing_labels, *words.source_labels))
    return _Patterns(
        byline=re.compile(rf"{_OPENING}(?:{labels})\s*(?:[:：/|丨]|[】\])）]\s*)"),
        byline_label=re.compile(rf"(?:{labels})\s*[:：]|(?:{_any(words.byline_people)})\s"),
        byline_lines=frozenset(words.byline_lines),
        caption_start=re.compile(rf"{_OPENING}(?:{_any(words.caption_starts)})"),
        caption_end=re.compile(rf"(?:{_any(words.caption_endings)})\s*[)）】\]]?$"),
        placeholder_lines=frozenset(words.placeholder_lines),
        edited=re.compile(rf"{_OPENING}(?:{_any(words.editing_labels)})\s*[:：丨|]"),
        # [图集]民歌湖夜景, >>>热话: a link to something else
        tagged_link=re.compile(
            rf"\s*(?:[\[【〔(（](?:{_any(words.link_tags)})[\]】〕)）]|>{{2,}}|»)"
        ),
        related=frozenset(words.related_headings),
        related_start=re.compile(
            rf"[^\w]*(?:\d+小时|今日|本周|本月)?(?:{_any(words.related_headings)})(?:\s*[:：|>◎\]】\d]|\s)"
        ),
        related_label=re.compile(rf"[^\w]*(?:{_any(words.related_labels)})(?=[^,，。;；]{{4}})"),
        teaser_end=re.compile(rf"(?:{_any(words.related_endings)})\s*[>»]*$"),
        disclaimer_start=re.compile(
            rf"{_OPENING}(?:{_any(words.disclaimer_starts)})\s*[:：】\])）]"
        ),
        disclaimer_phrase=re.compile(_any(words.disclaimer_phrases)),
        furniture_label=re.compile(
            rf"{_OPENING}(?:{_any(words.furniture_labels)})\s*(?:[:：/|丨】\])）]|\d|$)"
        ),
        furniture_lines=frozenset(words.furniture_lines),
        furniture_phrase=re.compile(_any(words.furniture_phrases)),
        navigation=re.compile(rf"(?:{_any(words.navigation_starts)})\s*(?:[>/|»›\-·]|\s|$)"),
        sentence_start=re.compile(
            rf"{_OPENING}(?:{_any((*words.disclaimer_starts, *words.caption_starts))})"
        ),
        phrases=AhoCorasick((*words.disclaimer_phrases, *words.furniture_phrases)),
        publisher=re.compile(rf"[^\s，,。:：]{{1,14}}(?:{_any(words.publisher_endings)})"),
    )


_MORE = re.compile("(?:更多|更早)[^,，。]{0,6}(?:新闻|资讯|报道|报导|文章|消息)")
# 点击睇更多, 立即看更多 over the headlines of others, not 滑动查看更多图片.
_SEE_MORE = re.compile("[^,，。滑]{0,4}[看睇阅读览]更多[^,，。图照]{0,4}")
_MORE_OF = re.compile(rf"[^\w]*{_MORE.pattern}\s*[:：]")


def _own_role(line: str) -> Role | None:
    """Role of a line that tells it by itself, whatever stands around it."""
    if line[-1] == "。" and not _may_be_page(line):
        return None
    length = len(line)
    for longest, is_such, role in _TESTS:
        if length <= longest and is_such(line):
            return role
    return None


def _may_be_page(line: str) -> bool:
    """Whether a full sentence may yet be a caption, a disclaimer or a hint of the page."""
    patterns = _patterns()
    if len(line) > _LONGEST_DISCLAIMER:
        return False
    return bool(
        patterns.sentence_start.match(line) or patterns.phrases.find_matches_as_indexes(line)
    )


def _bare(line: str) -> str:
    """A line without the signs around its words; read from its end, as most of it is words."""
    leading, end = _LEADING.match(line), len(line)
    start = leading.end() if leading else 0
    while end > start and not (line[end - 1].isalnum() or line[end - 1] == "_"):
        end -= 1
    return line[start:end]


def _ends_sentence(line: str) -> bool:
    told = line[:-3] if line.endswith(_THE_END_MARKS) else line
    return told.rstrip(_CLOSING).endswith(_FULL_STOPS)


def _is_placeholder(line: str) -> bool:
    words = _PICTURE_COUNT.sub("", _bare(line))
    return bool(_FILE_NAME.fullmatch(line)) or words in _patterns().placeholder_lines


def _is_disclaimer(line: str) -> bool:
    patterns = _patterns()
    if patterns.disclaimer_start.match(line):
        return True
    phrases = patterns.disclaimer_phrase.findall(line)
    return len(phrases) >= (1 if len(line) <= _LONGEST_PHRASED else 2)


def _is_furniture(line: str) -> bool:
    patterns = _patterns()
    if line in patterns.furniture_lines or _bare(line) in patterns.furniture_lines:
        return True
    if _ADDRESS.fullmatch(line) or not any(map(str.isalpha, line)):
        return not _DATE_ALONE.fullmatch(line)
    if not _SENTENCE_MARK.search(line) and _is_navigation(line):
        return True
    if patterns.furniture_label.match(line):
        return not _ends_sentence(line)
    return bool(patterns.furniture_phrase.search(line))


def _is_navigation(line: str) -> bool:
    """Whether a line is a trail of pages, 首页 > 新闻, or a bar of links, 简介 | 招聘 | 地图."""
    if _patterns().navigation.match(line) or _TRAIL.search(line):
        return True
    return not line.startswith("|") and len(_BAR.findall(line)) >= _LINKS_OF_BAR - 1


def _is_byline(line: str) -> bool:
    patterns = _patterns()
    if line in patterns.byline_lines or _DATE_ALONE.fullmatch(line):
        return True
    if _SENTENCE_MARK.search(line):
        return False
    if _REPORTERS.fullmatch(line):
        return True
    if patterns.byline.match(line):
        return len(line) <= _LONGEST_BYLINE or bool(_DAY_AND_CLOCK.search(line))
    if len(line) > _LONGEST_BYLINE:
        return False
    return bool(
        _AGO.search(line)
        or _DAY_AND_CLOCK.search(line)
        or _ends_as_publisher_and_day(line)
        or (_FULL_DAY.search(line) and patterns.byline_label.search(line))
    )


def _ends_as_publisher_and_day(line: str) -> bool:
    day = _DATE_AT_END.search(line)
    return bool(day and _patterns().publisher.fullmatch(line[: day.start()].strip()))


def _is_caption(line: str) -> bool:
    patterns = _patterns()
    if patterns.caption_start.match(line):
        return True
    return bool(patterns.caption_end.search(line)) and len(line) <= _LONGEST_PHRASED


def _is_teaser(line: str) -> bool:
    if _ends_sentence(line):
        return False
    patterns = _patterns()
    return bool(
        patterns.teaser_end.search(line)
        or patterns.tagged_link.match(line)
        or _DATED_LINK.match(line)
    )


def _is_labelled_teaser(line: str) -> bool:
    """[延伸阅读] 谁是下一个药谷?: a teaser may be a question, but is no statement."""
    if line[-1] == "。":
        return False
    patterns = _patterns()
    return bool(
        patterns.related_start.match(line)
        or patterns.related_label.match(line)
        or _MORE_OF.match(line)
    )


# What a line may be, in the order in which it is tried: longest line, test, role.
_TESTS: tuple[tuple[int, Callable[[str], bool], Role], ...] = (
    (_LONGEST_TEASER, _is_placeholder, Role.PLACEHOLDER),
    (_LONGEST_DISCLAIMER, _is_disclaimer, Role.DISCLAIMER),
    (_LONGEST_PHRASED, _is_furniture, Role.FURNITURE),
    (_LONGEST_LABELLED, _is_byline, Role.BYLINE),
    (_LONGEST_TEASER, _is_labelled_teaser, Role.RELATED),
    (_LONGEST_CAPTION, _is_caption, Role.CAPTION),
    (_LONGEST_TEASER, _is_teaser, Role.RELATED),
)


# --- lists of other articles --------------------------------------------------------------


def _is_related_heading(line: str) -> bool:
    if len(line) > _LONGEST_HEADING:
        return False
    bare = _RANKED_BY.sub("", _bare(line).replace(" ", ""))
    if bare in _patterns().related:
        return True
    return any(pattern.fullmatch(bare) for pattern in (_MORE, _SEE_MORE))


def _is_prose(line: str) -> bool:
    """Whether a line reads as a paragraph of an article."""
    return len(line) >= _SHORTEST_PROSE and _ends_sentence(line)


def _mark_related(lines: Sequence[str], found: list[Role | None]) -> None:
    """Mark what stands under the heading of a list, until prose goes on."""
    inside = False
    section = ""
    for number, line in enumerate(lines):
        role = found[number]
        if _NUMBER_ALONE.fullmatch(_bare(line)):
            counts_itself = inside and not _follows(section, _bare(line))
            section = "" if counts_itself else _bare(line)
            inside = counts_itself
        elif _is_related_heading(line):
            inside = True
            found[number] = Role.RELATED
        elif inside and role in {None, Role.CAPTION} and _prose_goes_on(lines, number):
            inside = False
        elif inside and (role in {None, Role.CAPTION} or _is_dateline(line, role)):
            found[number] = Role.RELATED


def _follows(section: str, number: str) -> bool:
    """Whether a line is the number of the section behind another: 02 behind 01, but not 2."""
    return section != "" and number == str(int(section) + 1).zfill(len(section))


def _is_dateline(line: str, role: Role | None) -> bool:
    """Whether a byline has no label: it may be that of another article."""
    return role is Role.BYLINE and not _patterns().byline.match(line)


def _prose_goes_on(lines: Sequence[str], number: int) -> bool:
    """Whether the article goes on here, behind or within a list of others.

    A teaser in such a list stands alone between a headline and a date or the
    next headline; paragraphs of an article follow one another, or are long.
    """
    line = lines[number]
    if _ENDS_PART.search(line) and len(line) >= _SHORTEST_PROSE:
        return True
    asks = line[-1] in _TERMINAL and line[-1] != "。" and len(line) <= _LONGEST_SUBHEADING
    if not _is_prose(line) or _CUT_OFF.search(line) or asks:
        return False
    if len(line) >= _SHORTEST_LONG:
        return True
    following = lines[number + 1] if number + 1 < len(lines) else ""
    before = lines[number - 1]
    return _is_prose(following) or _is_related_heading(before)


# --- head and tail of the page ------------------------------------------------------------


def _mark_publisher_line(lines: Sequence[str], found: list[Role | None]) -> None:
    """A first line that only names the publisher, who is named again with the date."""
    for number, line in enumerate(lines[:3]):
        if (
            found[number] is not None
            or len(line) > _LONGEST_PUBLISHER
            or _SENTENCE_MARK.search(line)
        ):
            continue
        named_again = any(
            role is Role.BYLINE and line in other
            for other, role in zip(lines[:_HEAD], found[:_HEAD], strict=True)
        )
        if named_again or _patterns().publisher.fullmatch(line):
            found[number] = Role.BYLINE


def _is_short(line: str, longest: int) -> bool:
    return len(line) <= longest and not _ENDS_CLAUSE.search(line)


def _mark_head(lines: Sequence[str], found: list[Role | None], title: str) -> None:
    first_prose = _first_prose(lines, found)
    if first_prose is None:
        return
    wanted = _letters(title)
    candidates = [
        n
        for n in range(min(first_prose, _HEAD))
        if found[n] is None and _is_short(lines[n], _LONGEST_HEADLINE)
    ]
    if first_prose > 0 and wanted:
        candidates = [n for n in candidates if _letters(lines[n]) == wanted] or candidates
    prose = "".join(line for line in lines[first_prose:] if _is_prose(line))
    about = [n for n in candidates if _shares_words(lines[n], prose)]
    headline = _headline_of(lines, found, about or candidates)
    if headline is None:
        return
    found[headline] = Role.HEADLINE
    for number in range(headline) if about else ():
        if found[number] is None and not _shares_words(lines[number], prose):
            found[number] = Role.RELATED
    for number in range(headline):
        if found[number] is None and len(lines[number]) <= _LONGEST_PUBLISHER:
            found[number] = Role.FURNITURE
    for number in range(headline + 1, len(lines)):
        if found[number] is None and _letters(lines[number]) == _letters(lines[headline]):
            found[number] = Role.FURNITURE


def _first_prose(lines: Sequence[str], found: Sequence[Role | None]) -> int | None:
    """The first paragraph of the article: behind the stamp of the page, if only teasers precede."""
    proses = [n for n, line in enumerate(lines) if found[n] is None and _is_prose(line)]
    stamps = (
        n
        for n, role in enumerate(found[:_HEAD])
        if role is Role.BYLINE and _DAY_AND_CLOCK.search(lines[n])
    )
    stamp = next(stamps, None)
    if not proses or stamp is None:
        return proses[0] if proses else None
    behind = [n for n in proses if n > stamp]
    rest = "".join(lines[n] for n in behind)
    above = [lines[n] for n in proses if n < stamp]
    teasers = all(
        len(line) <= _LONGEST_HEADLINE and not _shares_words(line, rest) for line in above
    )
    return behind[0] if behind and teasers else proses[0]


def _shares_words(line: str, prose: str) -> bool:
    """Whether a line is about what prose tells: whether its pairs of characters stand there."""
    letters = _letters(line)
    pairs = {letters[at : at + 2] for at in range(len(letters) - 1)}
    return sum(pair in prose for pair in pairs) >= _ALIKE * max(1, len(pairs))


def _headline_of(
    lines: Sequence[str], found: Sequence[Role | None], candidates: Sequence[int]
) -> int | None:
    """The candidate right before the first byline, else the first one."""
    first_byline = next(
        (
            n
            for n, role in enumerate(found[:_HEAD])
            if role is Role.BYLINE and _DAY_AND_CLOCK.search(lines[n])
        ),
        next((n for n, role in enumerate(found[:_HEAD]) if role is Role.BYLINE and n > 0), None),
    )
    if first_byline is not None:
        before = [n for n in candidates if n < first_byline]
        if before:
            longest = max(len(lines[n]) for n in before)
            return next(n for n in before if len(lines[n]) >= 0.6 * longest)
    return candidates[0] if candidates else None


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text))


def _mark_tail(lines: Sequence[str], found: list[Role | None]) -> None:
    """Headlines and dates behind the article's last paragraph, without a heading of their own."""
    end = len(lines)
    while end and (found[end - 1] is not None or not _ends_article(lines[end - 1])):
        end -= 1
    if not end:
        return
    tail = range(end, len(lines))
    _mark_behind_page(lines, found, tail)
    if sum(1 for n in tail if _DATE_ALONE.fullmatch(lines[n]) or _is_dated_short(lines[n])) < 2:
        return
    for number in tail:
        if found[number] in {None, Role.BYLINE} and not _patterns().byline.match(lines[number]):
            found[number] = Role.RELATED


def _mark_behind_page(lines: Sequence[str], found: list[Role | None], tail: range) -> None:
    """Headlines behind the article's last line and the page's own below it."""
    below = False
    for number in tail:
        below = below or found[number] in {Role.FURNITURE, Role.RELATED, Role.DISCLAIMER}
        below = below or (found[number] is Role.BYLINE and _signs_off(lines[number]))
        if below and found[number] is None and not _SENTENCE_MARK.search(lines[number]):
            found[number] = Role.RELATED


def _signs_off(line: str) -> bool:
    """Whether a line tells who edited what stands above it."""
    return _patterns().edited.match(line) is not None


def _ends_article(line: str) -> bool:
    return _ends_sentence(line) or len(line) > _LONGEST_HEADLINE


def _is_dated_short(line: str) -> bool:
    """Whether a line is a headline with a date behind or before it: 2023-05-20今年五一."""
    dated = _DATE_AT_END.search(line) or _FULL_DAY.match(line)
    return len(line) <= _LONGEST_LABELLED and dated is not None


def _mark_subheadings(lines: Sequence[str], found: list[Role | None]) -> None:
    if not any(role is None and _is_prose(line) for line, role in zip(lines, found, strict=True)):
        return
    for number, line in enumerate(lines):
        if found[number] is None and _is_subheading(line):
            found[number] = Role.SUBHEADING


def _is_subheading(line: str) -> bool:
    line = _THE_END.sub("", line)
    if not _is_short(line, _LONGEST_SUBHEADING) or line[-1] in "。”’」』":
        return False
    if _patterns().byline.match(line):  # somebody speaks: 记者：…？
        return False
    return not (line[-1] in _TERMINAL and line[-1] not in "?？!！")
