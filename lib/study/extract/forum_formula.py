"""Reads the formula of a forum: 1+8+1+N, “1+3+X”, 1场主论坛+6场平行论坛+N场活动, 三会一展."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from study.extract.forum_reader import ForumReader
from study.extract.numerals import read_number
from study.lexicon.forums import any_of, component_kinds, component_pattern, forum_words
from study.lexicon.loader import alternation

_OPEN = "NXMnxm"
_CHINESE = "一二三四五六七八九十两"
_VAGUE = "多|若干|系列|数"
NUMBER = rf"(?:\d{{1,3}}|[{_OPEN}]|[{_CHINESE}]{{1,2}}|{_VAGUE})"
COUNTERS = "[场个项大次届台类只]"
_QUOTES = "“”\"'‘’「」"
_WORDS = (
    rf"[“\u4e00-\u9fff]{{1,16}}?"
    rf"(?=[{_QUOTES}]?\s?\+|[{_QUOTES})】,。;、]|的|等|模式|形式|架构|$)"
)
# Behind a quotation mark only a classifier goes on with the term: “N”场活动, but “1+5+N”框架.
_TERM = (
    rf"[{_QUOTES}]?(?:{NUMBER})(?:[{_QUOTES}](?:{COUNTERS}{_WORDS})?"
    rf"|(?:{COUNTERS}|(?![的模形架会办])){_WORDS})?[{_QUOTES}]?"
)
_FORMULA = re.compile(rf"(?<![A-Za-z0-9.+%]){_TERM}(?:\s?\+\s?{_TERM}){{1,8}}")
_ONE_TERM = re.compile(rf"[{_QUOTES}]?({NUMBER})[{_QUOTES}]?({COUNTERS})?([^+]*)")
_FORMATS = re.compile('[”」"]?的?(?:总体)?(?:模式|架构|形式|框架|办会|活动|系列|议程|板块)')
_AFTER = 14  # characters behind a formula that tell what it is a formula of
_BEFORE = 24


@dataclass(frozen=True, slots=True)
class Term:
    """One term of a formula.

    Attributes:
        symbol: Digits, or N or X for an open number; of a short formula the digit.
        words: What the formula itself calls it, or "".
        kind: Kind of component that these words mean, or "".
    """

    symbol: str
    words: str = ""
    kind: str = ""

    @property
    def count(self) -> int | None:
        """How many; None where open."""
        return int(self.symbol) if self.symbol.isdigit() else None


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula where it stands in clean text.

    Attributes:
        start: First character.
        end: One past the last.
        stated: As written, without quotation marks around it.
        terms: Its terms in order.
        short: Whether it is one like 三会一展.
    """

    start: int
    end: int
    stated: str
    terms: tuple[Term, ...]
    short: bool = False

    @property
    def name(self) -> str:
        """1+8+1+N; a short one as written."""
        return self.stated if self.short else "+".join(term.symbol for term in self.terms)


@cache
def _beside() -> tuple[re.Pattern[str], re.Pattern[str]]:
    return (
        re.compile(alternation(forum_words("formula_beside"))),
        re.compile(alternation(forum_words("formula_not_beside"))),
    )


@cache
def _short() -> re.Pattern[str]:
    word = any_of(forum_words("short_terms"))
    term = rf"[{_CHINESE}\d]{word}"
    return re.compile(
        rf"(?<![\u4e00-\u9fff\d]){term}(?:{term}){{1,5}}|(?<=[“的及]){term}(?:{term})+|"
        rf"{term}(?:{term}){{1,5}}(?=[”模形]|的模式)"
    )


def symbol_of(text: str) -> str:
    """A number of a formula as its symbol: 八 is 8, 多 is N."""
    if text in _OPEN:
        return text.upper()
    if re.fullmatch(_VAGUE, text):
        return "N"
    return str(int(read_number(text)))


def find_formulas(reader: ForumReader) -> list[Formula]:
    """Formulas of forums in an article, in the order of the text.

    Formulas of industries, policies and parks (“1+3+N”产业体系) are left aside.
    """
    found: list[Formula] = []
    for begin, stop in reader.body:
        for match in _FORMULA.finditer(reader.text, begin, stop):
            formula = _formula(match)
            if formula and _is_of_forum(reader, formula):
                found.append(formula)
        found += map(_short_formula, _short().finditer(reader.text, begin, stop))
    return sorted(found, key=lambda formula: formula.start)


def _formula(match: re.Match[str]) -> Formula | None:
    terms = [_term(piece.strip()) for piece in match[0].split("+")]
    if None in terms:
        return None
    known = tuple(term for term in terms if term)
    start, end = match.span()
    stated = match[0].strip(f"{_QUOTES} ")
    start += match[0].index(stated)
    return Formula(start, min(end, start + len(stated)), stated, known)


def _term(piece: str) -> Term | None:
    match = _ONE_TERM.fullmatch(piece)
    if match is None:
        return None
    words = match[3].strip(f"{_QUOTES} ")
    kind = component_pattern().search(words)
    return Term(symbol_of(match[1]), words, component_kinds()[kind[0]] if kind else "")


def _is_of_forum(reader: ForumReader, formula: Formula) -> bool:
    """Whether a formula is one of a forum: by its own words, or by those beside it."""
    spelled = [term for term in formula.terms if term.words]
    if spelled:
        return 2 * sum(bool(term.kind) for term in spelled) > len(spelled)
    good, bad = _beside()
    if len(formula.terms) == 2 and not any(term.symbol.isalpha() for term in formula.terms):
        good = _FORMATS  # 1+1 and 5+2 are sums and working hours
    text, (start, end) = reader.text, reader.sentence_at(formula.start)
    after = text[formula.end : min(end, formula.end + _AFTER)]
    if bad.search(after):
        return False
    before = text[max(start, formula.start - _BEFORE) : formula.start]
    open_ended = any(term.symbol.isalpha() for term in formula.terms)
    if open_ended and reader.in_headline(formula.start):
        return True
    if good is _FORMATS:
        return bool(good.match(after))
    return bool(good.search(after) or good.search(before) or reader.owners(start, end))


def _short_formula(match: re.Match[str]) -> Formula:
    """三会一展 and the like: each numeral with the character behind it."""
    meanings: dict[str, str] = forum_words("short_terms")
    pairs = re.findall(rf"([{_CHINESE}\d])({any_of(meanings)})", match[0])
    terms = tuple(Term(symbol_of(number), word, meanings[word]) for number, word in pairs)
    return Formula(*match.span(), match[0], terms, short=True)
