"""Takes out symbols that were strewn into prose, even into its words and numbers.

Nothing here knows which symbols a page was strewn with. A character is noise

* always, where it is of a kind that prose has no use for: pictures, geometric
  shapes, controls, private characters, marks without a letter …;
* by how its kind behaves, where prose uses it in some places: `+` stands between
  words, `%` behind a number, `~` before the second number of a range, `#` hardly
  anywhere. A kind that mostly stands where it cannot is noise throughout.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Set
from enum import IntEnum
from functools import cache, lru_cache
from typing import NamedTuple

from study.read.characters import PUNCTUATION, full_width, is_radical, is_word, unusual
from study.read.grounded import Grounded, cut

# A kind is noise if so great a part of it stands where prose cannot have it.
_MOST_MISPLACED = 0.25
# A text is strewn if so great a part of it is noise for certain.
_STREWN_SHARE = 0.004
_STREWN_LEAST = 1
# Kinds that prose uses are noise only if misplaced so often, unless prose seldom uses them.
_MISPLACED_LEAST = 3
_SELDOM = frozenset("#*_@\\{}<>=|×÷°′″→←↑↓⇒➡" + full_width("#*_@\\<>=|"))
# No prose has so great a part, and so many, of one sign between words.
_OFTEN_SHARE = 0.008
_OFTEN_LEAST = 6
_BETWEEN_WORDS = frozenset("·•‧∙・")
# Kinds that prose uses in more places than can be told here.
_FREELY_USED = frozenset("/+&·•・%" + full_width("/+&%"))
# A kind goes with the strewn ones if it is so frequent, measured by what is usual of them.
_COMPANION_SHARE = 0.35
_USUAL_LEAST = 3
# In a text of so few characters every symbol may be strewn but once.
_SHORT = 400
# Enough of a text to see how its symbols behave, in characters.
_SAMPLE = 400_000


class Fit(IntEnum):
    """How well a symbol fits where it stands."""

    RIGHT = 0
    LOOSE = 1
    MISPLACED = 2


Judge = Callable[[str, str], Fit]


class Cleaned(NamedTuple):
    """A text without noise.

    Attributes:
        grounded: The text that is left.
        noise: Spans of the text before, in order, that were taken out.
        strewn: Whether noise was strewn all over the text.
    """

    grounded: Grounded
    noise: tuple[tuple[int, int], ...]
    strewn: bool


def without_noise(grounded: Grounded, foreign: Set[str]) -> Cleaned:
    """Take strewn symbols out of a text.

    Args:
        grounded: A text, full-width forms folded.
        foreign: Its characters that are not ordinary, or more.

    Returns:
        The text left, and the raw spans of what was taken out.
    """
    grounded, tags = _without_tags(grounded) if "<" in foreign else (grounded, ())
    if not foreign:
        return Cleaned(grounded, tags, strewn=False)
    certain = {c for c in foreign if _is_never_prose(c)}
    doubtful = {c for c in foreign if c in _judges()}
    clean, spans = _without(grounded, certain)
    strewn = _is_strewn(grounded.text, certain)
    noisy, strewn = _noisy_kinds(clean.text, doubtful, strewn)
    if strewn:
        noisy |= {c for c in foreign if is_radical(c)}
    clean, more = _without(clean, noisy)
    left = doubtful - noisy
    clean, rare = _without_misplaced(clean, left & _SELDOM, strewn)
    companions = _companions(grounded.text, clean.text, certain | noisy, left) if strewn else set()
    clean, rest = _without(clean, companions)
    clean, last = _without_misplaced(clean, left - companions - _SELDOM, strewn)
    return Cleaned(clean, (*tags, *spans, *more, *rare, *rest, *last), strewn)


# Tags that a careless copy leaves in plain text.
_TAG = re.compile(
    r"</?(?:a|abbr|acronym|b|br|center|dd|div|dl|dt|em|font|h[1-6]|hr|i|img|li|object|ol|option|p|pre"
    r"|rt|ruby|samp|section|small|span|strong|sub|sup|table|tbody|td|th|tr|u|ul|xmp)\b[^<>]{0,300}>",
    re.IGNORECASE,
)


def _without_tags(grounded: Grounded) -> tuple[Grounded, tuple[tuple[int, int], ...]]:
    spans = [match.span() for match in _TAG.finditer(grounded.text)]
    # Where most `<` open no tag they were strewn, and a tag is chance.
    if 2 * len(spans) < grounded.text.count("<"):
        return grounded, ()
    return _cut_spans(grounded, spans)


def _without(grounded: Grounded, kinds: set[str]) -> tuple[Grounded, tuple[tuple[int, int], ...]]:
    if not kinds:
        return grounded, ()
    spans = [m.span() for m in _run_of("".join(sorted(kinds))).finditer(grounded.text)]
    return _cut_spans(grounded, spans)


def _cut_spans(
    grounded: Grounded, spans: list[tuple[int, int]]
) -> tuple[Grounded, tuple[tuple[int, int], ...]]:
    origin = grounded.origin
    return cut(grounded, spans), tuple((origin[s], origin[e - 1] + 1) for s, e in spans)


@lru_cache(maxsize=64)
def _run_of(kinds: str) -> re.Pattern[str]:
    return re.compile(f"[{re.escape(kinds)}]+")


# --- kinds that prose never has ---------------------------------------------------------


@cache
def _is_never_prose(character: str) -> bool:
    if not unusual(character) or character in _judges() or character in _ALLOWED:
        return False
    category = unicodedata.category(character)
    if character in "\t\r" or category.startswith(("L", "N", "Z")) or is_radical(character):
        return False
    # Foreign quotes, brackets and dashes are punctuation; other signs are not.
    return category not in {"Pd", "Ps", "Pe", "Pi", "Pf"}


# Punctuation of neighbouring scripts.
_ALLOWED = frozenset("・ー｡､｢｣¿¡")


def _is_strewn(text: str, certain: set[str]) -> bool:
    if not certain:
        return False
    inside = _inside_prose("".join(sorted(certain)))
    sample = text[:_SAMPLE]
    found = sum(1 for _ in inside.finditer(sample))
    return found >= max(_STREWN_LEAST, _STREWN_SHARE * len(sample))


@lru_cache(maxsize=64)
def _inside_prose(kinds: str) -> re.Pattern[str]:
    # A list's bullet stands at the start of a line; strewn symbols stand anywhere.
    noise = f"[{re.escape(kinds)}]+"
    prose = rf"[\w{re.escape(PUNCTUATION)}%]"
    return re.compile(rf"(?<={prose}){noise}(?={prose}|\n|$)")


# --- kinds that prose has in some places ------------------------------------------------


_COMMON_UNITS = dict.fromkeys(map(ord, "㎡㎥㎞"))


def _is_ascii_word(character: str) -> bool:
    return character.isascii() and character.isalnum()


_AREAS = frozenset("㎡㎥㎞")


def _joiner(left: str, right: str) -> Fit:
    """Signs that stand between two words: `R&D`, `1+8+1+N`, `1/20`."""
    if _is_ascii_word(left) and _is_ascii_word(right):
        return Fit.RIGHT
    if (left in _AREAS and is_word(right)) or (is_word(left) and right in _AREAS):
        return Fit.RIGHT  # 元/㎡/月
    if (is_word(left) or left in "”’》】」』)）]%％℃") and (
        is_word(right) or right in "“‘《【「『(（["
    ):
        return Fit.LOOSE
    return Fit.MISPLACED


def _ampersand(left: str, right: str) -> Fit:
    """`&` joins words of which one is Latin: `R&D`, `AI&医疗`."""
    fit = _joiner(left, right)
    if fit is Fit.LOOSE and not (_is_ascii_word(left) or _is_ascii_word(right)):
        return Fit.MISPLACED
    return fit


def _plus(left: str, right: str) -> Fit:
    """`+` joins words too, stands before a growth rate, and ends “AI+”."""
    fit = _joiner(left, right)
    if fit is Fit.MISPLACED and (
        (right.isdigit() and not is_word(left)) or (is_word(left) and right in "”’》」』")
    ):
        return Fit.LOOSE
    return fit


def _middle_dot(left: str, right: str) -> Fit:
    """`·` parts names, and starts an item at the beginning of a line."""
    if left in "\n" or (is_word(left) and is_word(right)):
        return Fit.RIGHT
    return Fit.RIGHT if left in "》」』”)）]" or right in "《「『“(（[" else Fit.MISPLACED


def _range_sign(left: str, right: str) -> Fit:
    """`~` stands before the second number of a range."""
    if (_is_ascii_word(left) or left in _RANGE_ENDS) and (
        right.isdigit() or right in _CHINESE_DIGITS
    ):
        return Fit.RIGHT
    return (
        Fit.LOOSE if is_word(left) and right in "ABCDEFGHIJKLMNOPQRSTUVWXYZ周星" else Fit.MISPLACED
    )


# What may end the first number of a range: its last digit, or its unit.
_RANGE_ENDS = (
    "%％℃㎡)）]〇一二三四五六七八九十百千万萬亿億年月日号號时時点點分秒元个個家项項层層岁歲期度"
    "天周星人次倍成米里吨噸克亩畝平届屆轮輪级級章条條类類款"
)
_CHINESE_DIGITS = "〇零一二两三四五六七八九十百千"


def _before_number(left: str, right: str) -> Fit:
    """`$`, `≥`, `№` stand before a number."""
    return Fit.RIGHT if right.isdigit() and not left.isdigit() else Fit.MISPLACED


def _behind_number(left: str, right: str) -> Fit:
    """`%`, `℃`, `㎡` stand behind a number, or name the unit of a price or a column."""
    if left in "/／每":
        return Fit.RIGHT
    if right.isdigit() or right == ".":
        return Fit.MISPLACED
    if left.isdigit() or left in "万萬亿億余餘多":
        return Fit.RIGHT
    if left in "(（[ \n" and right in ")）]/／ \n":
        return Fit.RIGHT
    return Fit.LOOSE if left in _CHINESE_DIGITS or left in ")）]】 " else Fit.MISPLACED


def _rare_unit(left: str, right: str) -> Fit:
    """`㎎`, `°` stand behind a number too, yet are rare in the press."""
    return Fit.LOOSE if _behind_number(left, right) is Fit.RIGHT else Fit.MISPLACED


def _minus(left: str, right: str) -> Fit:
    """`−` stands before a number."""
    return Fit.RIGHT if right.isdigit() else Fit.MISPLACED


def _rare_dot(left: str, right: str) -> Fit:
    """`∙` is rarely written for `·`."""
    return Fit.LOOSE if _middle_dot(left, right) is Fit.RIGHT else Fit.MISPLACED


def _times(left: str, right: str) -> Fit:
    """`×` stands between two numbers."""
    return Fit.RIGHT if _is_ascii_word(left) and _is_ascii_word(right) else Fit.MISPLACED


def _between_ascii(left: str, right: str) -> Fit:
    """`*`, `=`, `_`, `@` stand in formulas, addresses and names of files."""
    return Fit.LOOSE if _is_ascii_word(left) and _is_ascii_word(right) else Fit.MISPLACED


def _number_sign(left: str, right: str) -> Fit:
    """`#` stands behind the number of a building."""
    return Fit.LOOSE if left.isdigit() and is_word(right) and not right.isdigit() else Fit.MISPLACED


def _arrow(left: str, right: str) -> Fit:
    """`→` parts words."""
    good = (is_word(left) or left == " ") and (is_word(right) or right == " ")
    return Fit.LOOSE if good else Fit.MISPLACED


def _column_line(left: str, right: str) -> Fit:
    """`|` parts columns and the parts of a heading."""
    if left in " \n" and right in " \n":
        return Fit.RIGHT
    good = (is_word(left) or left == " ") and (is_word(right) or right == " ")
    return Fit.LOOSE if good else Fit.MISPLACED


def _greater(left: str, right: str) -> Fit:
    """`>` stands before a number, and between the steps of a navigation trail."""
    if right.isdigit() and not left.isdigit():
        return Fit.RIGHT
    return Fit.RIGHT if left in " >" and right in " >" else Fit.MISPLACED


@cache
def _judges() -> dict[str, Judge]:
    kinds: tuple[tuple[Judge, str], ...] = (
        (_joiner, "/∶" + full_width("/")),
        (_ampersand, "&" + full_width("&")),
        (_plus, "+" + full_width("+")),
        (_middle_dot, "·•・"),
        (_rare_dot, "‧∙"),
        (_range_sign, "~〜∼" + full_width("~")),
        (_minus, "−"),
        (_before_number, "$¥￥€£≥≤≈≧≦№" + full_width("$")),
        (_behind_number, "%‰℃㎡㎥㎞" + full_width("%")),
        (_rare_unit, "°℉′″" + "".join(map(chr, range(0x3371, 0x33E0))).translate(_COMMON_UNITS)),
        (_times, "×"),
        (_between_ascii, "÷*=_@\\{}" + full_width("*=_@\\")),
        (_number_sign, "#" + full_width("#")),
        (_arrow, "→←↑↓⇒➡"),
        (_column_line, "|" + full_width("|")),
        (_greater, "<>" + full_width("<>")),
    )
    return {character: judge for judge, characters in kinds for character in characters}


def _places(text: str, kinds: Iterable[str]) -> Iterator[tuple[int, str, Fit]]:
    judges = _judges()
    padded = f"\n{text}\n"
    for match in _single("".join(sorted(kinds))).finditer(padded, 1, len(padded) - 1):
        at = match.start()
        kind = padded[at]
        yield at - 1, kind, judges[kind](padded[at - 1], padded[at + 1])


@lru_cache(maxsize=64)
def _single(kinds: str) -> re.Pattern[str]:
    return re.compile(f"[{re.escape(kinds)}]")


def _fits(text: str, kinds: Iterable[str]) -> dict[str, Counter[Fit]]:
    fits: dict[str, Counter[Fit]] = {}
    for _, kind, fit in _places(text, kinds):
        fits.setdefault(kind, Counter())[fit] += 1
    return fits


def _noisy_kinds(text: str, doubtful: set[str], strewn: bool) -> tuple[set[str], bool]:
    """Kinds that are noise throughout, and whether the text was strewn.

    Kinds that prose seldom uses are judged first, and the others in the text
    without them: a good `+` beside a strewn `#` only seems to be misplaced.
    """
    text = text[:_SAMPLE]
    length = max(len(text), 1)
    seldom = doubtful & _SELDOM
    noisy, misplaced = _peel(text, seldom, length)
    text = _run_of("".join(sorted(seldom))).sub("", text) if seldom else text
    more, more_misplaced = _peel(text, doubtful - seldom, length)
    found = misplaced + more_misplaced
    return noisy | more, strewn or found >= max(_STREWN_LEAST, _STREWN_SHARE * length)


def _peel(text: str, doubtful: set[str], length: int) -> tuple[set[str], int]:
    """Take the worst kinds first, and judge the rest again without them."""
    noisy: set[str] = set()
    misplaced = 0
    while left := doubtful - noisy:
        fits = _fits(text, left)
        bad = {
            kind: fits[kind][Fit.MISPLACED] for kind in fits if _is_bad(kind, fits[kind], length)
        }
        if not bad:
            break
        peeled = {kind for kind, count in bad.items() if 2 * count >= max(bad.values())}
        misplaced += sum(bad[kind] for kind in peeled)
        noisy |= peeled
        text = _run_of("".join(sorted(peeled))).sub("", text)
    return noisy, misplaced


def _is_bad(kind: str, fits: Counter[Fit], length: int) -> bool:
    total = fits.total()
    if fits[Fit.MISPLACED] > _MOST_MISPLACED * total:
        return fits[Fit.MISPLACED] >= _MISPLACED_LEAST or kind in _SELDOM
    often = total >= _OFTEN_LEAST and total > _OFTEN_SHARE * length
    return often and (kind in _BETWEEN_WORDS or fits[Fit.LOOSE] > fits[Fit.RIGHT])


def _companions(raw: str, text: str, noise: set[str], doubtful: set[str]) -> set[str]:
    """Kinds that are as frequent as the strewn ones and no better placed.

    Symbols are strewn from a set, each about as often as the next. A `+` that
    stands twice among a hundred strewn squares was there before.
    """
    counts = Counter(_single("".join(sorted(noise))).findall(raw[:_SAMPLE]))
    usual = counts.total() / max(len(counts), 1)
    if usual < _USUAL_LEAST and len(text) > _SHORT:
        return set()
    fits = _fits(text[:_SAMPLE], doubtful) if doubtful else {}
    return {
        kind
        for kind, fit in fits.items()
        if fit.total() >= _COMPANION_SHARE * usual
        and fit[Fit.LOOSE] + fit[Fit.MISPLACED] > fit[Fit.RIGHT]
    }


def _without_misplaced(
    grounded: Grounded, kinds: set[str], strewn: bool
) -> tuple[Grounded, tuple[tuple[int, int], ...]]:
    """Single symbols of a kind that otherwise stands where it should."""
    if not kinds:
        return grounded, ()
    spans = [
        (at, at + 1)
        for at, kind, fit in _places(grounded.text, kinds)
        if (fit is Fit.MISPLACED and (strewn or kind not in _FREELY_USED))
        or (fit is Fit.LOOSE and strewn and kind not in _FREELY_USED)
    ]
    return _cut_spans(grounded, spans) if spans else (grounded, ())
