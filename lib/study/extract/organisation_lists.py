"""Splits lists of organisations as press prose writes them into their names."""

from __future__ import annotations

import re
from functools import cache

from study.lexicon.forums import any_of, forum_words
from study.lexicon.loader import alternation, data
from study.lexicon.places import gazetteer

_LONGEST, _SHORTEST = 40, 2
_ALIAS = re.compile(r"\((?:以下|下称|简称|又称|又名)[^)]*\)|\([A-Z][A-Za-z0-9& .-]*\)")
# 甲学会等最具权威性的20家学会、协会联合乙: only 甲 and 乙 are named.
_AND_OTHERS = re.compile(
    r"等[^、,]{0,24}?\d+[余多]?家[^、,]{2,12}?(?:、[^、,]{2,4}?)*(?=、|联合|携手|$)"
)
_AND = re.compile("以及|[和与及暨]")
_AROUND = "“”《》 ,，、;：:是"
_NOT_IN_NAMES = re.compile(
    r"[了我您他的《》]|都将|将为|记者|\d{1,2}月|\d{1,2}日|进行|围绕|聚焦|正式|圆满|推动|为主题"
)


@cache
def _ending() -> re.Pattern[str]:
    return re.compile(f"{any_of(forum_words('organisation_endings'))}$")


@cache
def _tail() -> re.Pattern[str]:
    return re.compile(
        r"等(?:相关|有关|多[个家]|[一二三四五六七八九十\d]+[余多]?[个家])?"
        r"(?:主管|国家|相关)*(?:部门|单位|机构|部委|组织|方面|企业|院校|高校|协会|学会|媒体|国家级学会|省直部门)*$"
    )


@cache
def _glued() -> re.Pattern[str]:
    return re.compile(f"{any_of(forum_words('glued_offices'))}")


@cache
def _joined() -> re.Pattern[str]:
    """Names of offices that hold 和 or 及 themselves."""
    return re.compile(alternation(data("organisations")["joined_names"]))


def looks_like_organisation(name: str) -> bool:
    """Whether a name ends as those of organisations do."""
    return (
        _SHORTEST <= len(name) <= _LONGEST
        and _ending().search(name) is not None
        and _NOT_IN_NAMES.search(name) is None
    )


def split_organisations(text: str, *, spaces: bool = False) -> tuple[str, ...]:
    """Names in a list such as 市科委中关村管委会、市科协与昌平区政府.

    Args:
        text: The list, without the words that lead to it.
        spaces: Whether blanks separate names too, as under 主办单位:.

    Returns:
        The names, each once, in order; without 等部门 and bracketed short forms.
    """
    plain = _AND_OTHERS.sub("", _ALIAS.sub("", text))
    pieces = re.split(r"[、,，;/\n]" + (r"|\s+" if spaces else ""), plain)
    names = (name for piece in pieces for name in _split_at_and(_tail().sub("", piece.strip())))
    found = [part.strip(_AROUND) for name in names for part in _unglued(name.strip(_AROUND))]
    return tuple(dict.fromkeys(name for name in found if len(name) >= _SHORTEST))


def _split_at_and(text: str) -> list[str]:
    """Split at 和, 与 and 及 where a name can end before them: not in 工业和信息化部."""
    for match in _AND.finditer(text):
        left, right = text[: match.start()], text[match.end() :]
        if any(match.start() in range(*j.span()) for j in _joined().finditer(text)):
            continue  # 创新科技及工业局
        if right and _ending().search(left) and len(left) >= _SHORTEST:
            return [_tail().sub("", left), *_split_at_and(right)]
    return [_tail().sub("", text)]


def _unglued(name: str) -> list[str]:
    """Two offices written without a mark between: 市科委中关村管委会."""
    for match in _glued().finditer(name):
        rest = name[match.end() :]
        if rest and _ending().search(rest) and (_begins_anew(rest) or _is_office(rest)):
            return [name[: match.end()], *_unglued(rest)]
    return [name]


def _is_office(rest: str) -> bool:
    return rest.endswith(tuple(forum_words("glued_offices")))


def _begins_anew(rest: str) -> bool:
    """Whether a name of an office begins here: with a place, or 市, 省, 区."""
    if rest[0] in "市省区县":
        return True
    return any(start == 0 for _, start, _ in gazetteer().find(rest))
