"""Who hosts, organises, supports and guides: 由甲指导,乙、丙联合主办,丁承办."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from study.extract.organisation_lists import looks_like_organisation, split_organisations
from study.lexicon.forums import any_of, forum_words

ROLES = ("hosts", "organisers", "co_organisers", "supporters", "guidance", "media")
_NOT_ROLES = "(?!方|单位|机构|地|权|城市|者|时)"
# 支持 and 指导 mean a part in the event only at the end of what is said of their doers.
_AT_END = "(?=[,。;、]|(?:下|并)?[,由]|下举|下成|$)"
_LOOSE = frozenset({"supporters", "guidance"})
_LEADING = re.compile(
    r"^(?:(?:\d{4}年)?(?:\d{1,2}月)?\d{1,2}日(?:至\d{1,2}日)?|[上下]午|日前|近日|今[天日]|昨[天日]"
    r"|据悉|据介绍|据了解|当[天日]|本次|此次|本届|活动|[年月]|此外|其中|同时|(?:并)?(?:得到|获得|受到|获)了?|[,、和与及并]|分别|该?\s)+"
)
# 甲将联合乙: both do; not in 联合会 and 联合国.
_TOGETHER = re.compile(
    "将?(?:联合|携手|会同)(?!会|国|体|实验|研|学院|大学|总|商|办|创|基金|资|主|$)"
)
_NAMED_AS_END = re.compile("(?:作为|为|担任).{0,8}(?:单位|机构|媒体)$")
_OTHERS_TOO = re.compile(r"等[^,]{0,40}?\d+[余多]?家[^,]{2,24}?(?=联合|携手)")
_WHEN_WHERE = re.compile(r"(?:将|拟|定|计划)?[于在](?=[^于在]*?(?:\d|[\u4e00-\u9fff])).*$")
_PIECES = re.compile("[,，]")
_SHORTEST = 2
_LONGEST = 20  # characters of a name in a list after 由 that ends as none of the known
_BRAND = 8  # characters of a brand's name, which need not end as names of organisations do


@dataclass(frozen=True, slots=True)
class RoleClaim:
    """A statement of who does what for an event.

    Attributes:
        role: One of `ROLES`.
        names: The organisations as named.
        start: First character of the statement.
        end: One past its last: behind the verb.
        by: Whether the names follow 由 or a label, so that they are surely names.
        weak: Whether the verb (举办) says less than 主办.
    """

    role: str
    names: tuple[str, ...]
    start: int
    end: int
    by: bool
    weak: bool


@cache
def _verbs() -> tuple[re.Pattern[str], dict[str, tuple[str, bool]]]:
    meanings: dict[str, tuple[str, bool]] = {}
    for role, entry in forum_words("roles").items():
        meanings |= dict.fromkeys(entry["verbs"], (role, False))
        meanings |= dict.fromkeys(entry.get("weak", ()), (role, True))
    loose = [verb for verb, (role, _) in meanings.items() if role in _LOOSE]
    firm = [verb for verb in meanings if verb not in loose]
    return re.compile(f"{any_of(firm)}{_NOT_ROLES}|{any_of(loose)}{_AT_END}"), meanings


@cache
def _fillers() -> re.Pattern[str]:
    return re.compile(f"(?:{any_of(forum_words('role_fillers'))}|的)+$")


@cache
def _labels() -> tuple[re.Pattern[str], dict[str, str]]:
    meanings = {
        label: role for role, entry in forum_words("roles").items() for label in entry["labels"]
    }
    long = [label for label in meanings if len(label) > _SHORTEST]
    pattern = rf"(?P<label>{any_of(long)})(?:[则还]?(?:包括|分别为|有|为|是)|[:：]|\s)+|"
    short = [label for label in meanings if len(label) <= _SHORTEST]
    event = "(?:论坛|大会|活动|展会|峰会|赛事)?"
    told = rf"(?P<told>{any_of(short)}){event}(?:的(?:是|有|为)|方则?(?:是|为|包括)[:：]?)"
    return re.compile(f"{pattern}{told}|(?P<short>{any_of(short)})[:：]"), meanings


@cache
def _named_as() -> re.Pattern[str]:
    """甲、乙为战略合作媒体, 甲为活动支持单位."""
    labels = any_of(label for label in _labels()[1] if len(label) > _SHORTEST)
    return re.compile(
        rf"(?P<names>[^,。;:\n]{{2,60}}?)(?:共同)?(?:担任|作为|为|是)(?:本次|本届|此次|大会|论坛|峰会|会议|展会|博览会|活动|的)*(?P<label>{labels})"
    )


def is_label_line(line: str) -> bool:
    """Whether a line is one of 主办单位: or the like, as notices of events have."""
    pattern, _ = _labels()
    return pattern.match(line) is not None


def role_claims(text: str, start: int, end: int) -> Iterator[RoleClaim]:
    """Statements of a sentence about who hosts, organises, supports or guides.

    Args:
        text: Clean text.
        start: First character of the sentence.
        end: One past its last.
    """
    labelled = list(labelled_claims(text, start, end))
    yield from labelled
    at = start
    for claim in labelled:
        yield from _verbal(text, at, claim.start)
        at = claim.end
    yield from _verbal(text, at, end)
    for match in _named_as().finditer(text, start, end):
        names = split_organisations(match["names"].rpartition("由")[2])
        role = _labels()[1][match["label"]]
        sure = role == "media" or all(map(looks_like_organisation, names))
        if names and sure:
            yield RoleClaim(role, names, match.start(), match.end(), by=True, weak=False)


def labelled_claims(text: str, start: int, end: int) -> Iterator[RoleClaim]:
    """主办单位:甲、乙 up to the next label or the end of the sentence.

    Args:
        text: Clean text with plain marks.
        start: First character of the sentence.
        end: One past its last.
    """
    pattern, meanings = _labels()
    found = list(pattern.finditer(text, start, end))
    for number, match in enumerate(found):
        stop = found[number + 1].start() if number + 1 < len(found) else end
        stop = next((at for at in range(match.end(), stop) if text[at] in "。;\n"), stop)
        listed = _before_next_role(text[match.end() : stop])
        names = split_organisations(listed, spaces=True)
        role = meanings[match["label"] or match["told"] or match["short"]]
        likely = [looks_like_organisation(name) for name in names]
        if names and (role == "media" or sum(likely) * 2 >= len(names)):
            end_of_list = match.end() + len(listed)
            yield RoleClaim(role, names, match.start(), end_of_list, by=True, weak=False)


@cache
def _as_role() -> re.Pattern[str]:
    return re.compile(f"(?:担任|作为|为|是){any_of(_labels()[1])}")


def _before_next_role(listed: str) -> str:
    """A list up to the clause that gives others a role: 甲、乙[,丙为合作媒体]."""
    others = (_as_role().search(listed), _verbs()[0].search(listed))
    cuts = [max(listed.rfind(mark, 0, o.start()) for mark in ",，") for o in others if o]
    told = re.search("[,，]由", listed)
    cuts += [told.start()] if told else []
    comma = min((cut for cut in cuts if cut >= 0), default=len(listed))
    return listed[:comma]


def _after_other_role(listed: str) -> str:
    """A list behind the clause that gives others a role: [甲担任指导单位,]乙、丙主办."""
    others = list(_as_role().finditer(listed))
    return listed[others[-1].end() :].lstrip(",，") if others else listed


def _verbal(text: str, start: int, end: int) -> Iterator[RoleClaim]:
    """由甲指导,乙主办: the names of each verb stand between it and the verb before it."""
    pattern, meanings = _verbs()
    floor = start
    led = False
    for match in pattern.finditer(text, start, end):
        role, weak = meanings[match[0]]
        before = text[floor : match.start()]
        by = "由" in before
        claim = _claim(before, role, led=by or led, weak=weak)
        if claim is None:
            continue
        names, offset = claim
        yield RoleClaim(role, names, floor + offset, match.end(), by=by or led, weak=weak)
        floor, led = match.end(), by or led
        if re.match("[。;!?]", text[match.end() : match.end() + 1]):
            led = False


def _claim(before: str, role: str, *, led: bool, weak: bool) -> tuple[tuple[str, ...], int] | None:
    """Names before a verb, and where in the text before it they begin; None if there are none."""
    if "由" in before:
        listed = _after_other_role(before[before.rindex("由") + 1 :])
        named = _TOGETHER.sub("、", _OTHERS_TOO.sub("、", _fillers().sub("", listed)))
        names = split_organisations(named)
        good = [looks_like_organisation(name) for name in names]
        sure = role in ("hosts", "organisers", "co_organisers") and not weak
        short = all(len(name) <= _BRAND and not set("的了在") & set(name) for name in names)
        if names and (any(good) or short if sure else all(good)):
            return _without_prose(names), len(before) - len(listed)
        return None
    return _unled(before, role, led=led)


def _without_prose(names: tuple[str, ...]) -> tuple[str, ...]:
    """Of a list after 由 what can be a name: no clause that got between."""
    return tuple(n for n in names if looks_like_organisation(n) or len(n) <= _LONGEST)


def _unled(before: str, role: str, *, led: bool) -> tuple[tuple[str, ...], int] | None:
    """Names without 由: the last piece before the verb, with those before it that are names too."""
    tail = _fillers().sub("", before)
    if role == "hosts":
        head, comma, last = tail.rpartition(",")
        tail = head + comma + _WHEN_WHERE.sub("", last)
    if role in _LOOSE:
        tail = re.sub(r"^.*在(?=[^,]*$)", "", tail) if "在" in tail else tail
    names: tuple[str, ...] = ()
    begin = len(before)
    at = len(tail)
    for piece in reversed(_PIECES.split(tail)):
        at -= len(piece)
        if _NAMED_AS_END.search(piece):
            break
        own = _LEADING.sub("", piece)
        own = _TOGETHER.sub("、", own)
        found = split_organisations(own)
        likely = [looks_like_organisation(name) for name in found]
        foreign = [name.isascii() for name in found]
        sure = any(likely) and all(a or b for a, b in zip(likely, foreign, strict=True))
        good = sure if not led else any(likely) or len(own) <= 12
        if not found or not good:
            break
        names, begin = (*found, *names), at
        at -= 1
    return (tuple(dict.fromkeys(names)), max(0, begin)) if names else None
