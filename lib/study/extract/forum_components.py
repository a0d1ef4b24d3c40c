"""Takes a formula apart: what each of its terms is, by the words that explain it, in any order."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from study.extract.forum_formula import (
    COUNTERS,
    NUMBER,
    Formula,
    Term,
    find_formulas,
    symbol_of,
)
from study.extract.forum_parts import FoundPart, PartReader, is_whole
from study.extract.forum_reader import ForumReader
from study.extract.periods import PeriodReader, Reach
from study.lexicon.forums import component_kinds, component_pattern, component_words
from study.model import Component, Discrepancy, Evidence, Part

_EXPLAINED = re.compile(
    rf"[“\"‘'](?P<symbol>\d{{1,3}}|[NXMnxm]|[一二三四五六七八九十]{{1,2}})[”\"’']\s?(?:"
    rf"(?P<counter>{COUNTERS})|,?(?:即为|即是|即|是指|指的是|代表着?|分别是|分别为|是|为|指|包括|:|——|—|-|=))"
)
_HEAD_ENDS = re.compile("[。;!?\n]")
_ALSO = re.compile("[、和与及]|以及")
_FIRST_OF_ALL = frozenset({"main forum", "opening ceremony"})
_CONCENTRATED_DAYS = 20
_EXHAUSTIVE = re.compile("分别是|分别为|依次为|即|:")
_FEWEST = 2


@cache
def counted() -> re.Pattern[str]:
    """A number with what it counts: 八场平行论坛, N场配套活动, “1”场主论坛."""
    kinds = component_words()
    return re.compile(
        rf"(?<!第)(?P<number>{NUMBER})[”\"]?[余多]?(?P<counter>(?!届){COUNTERS})"
        rf"(?P<words>[“”\u4e00-\u9fff]{{0,12}}?)(?P<kind>{kinds})"
    )


@dataclass(frozen=True, slots=True)
class Region:
    """The text that explains one term: from its symbol to the next, or to the paragraph's end.

    Attributes:
        symbol: The term's symbol.
        start: Where the explanation begins.
        words: Where its words begin, behind the symbol and 是.
        end: Where it ends.
    """

    symbol: str
    start: int
    words: int
    end: int


@dataclass(frozen=True, slots=True)
class Format:
    """The formula of a forum and its components.

    Attributes:
        formula: The formula, or None.
        components: In the order of the formula.
        discrepancies: Where symbols, words and named parts disagree.
        evidence: Where the formula and its terms stand.
    """

    formula: Formula | None
    components: tuple[Component, ...]
    discrepancies: tuple[Discrepancy, ...]
    evidence: tuple[Evidence, ...]


class FormatReader:
    """Reads the format of the main forum of an article.

    Args:
        reader: The article and its events.
    """

    def __init__(self, reader: ForumReader) -> None:
        """Find the formulas, and the stretches of text that explain their terms."""
        self.reader = reader
        self.text = reader.text
        self.parts = PartReader(reader)
        self.formulas = find_formulas(reader)
        self.regions = list(self._regions())
        self.discrepancies: list[Discrepancy] = []
        self.evidence: list[Evidence] = []
        self._used: set[int] = set()

    def read(self) -> Format:
        """The formula and its components; no formula where the article has none."""
        formula = self._formula()
        if formula is None:
            return Format(None, (), (), ())
        self.evidence.append(self.reader.evidence("formula", formula.start, formula.end))
        regions = self._assigned(formula)
        components = [
            self._component(number, term, region)
            for number, (term, region) in enumerate(zip(formula.terms, regions, strict=True), 1)
        ]
        if formula.short:
            components = self._with_listed(formula, components)
        self._compare_formulas(formula)
        if any(regions):
            self._note_unexplained(formula, regions, components)
        return Format(formula, tuple(components), tuple(self.discrepancies), tuple(self.evidence))

    def _formula(self) -> Formula | None:
        """The formula of the forum: the one said most often, the first of these."""
        names = [formula.name for formula in self.formulas]
        return max(self.formulas, key=lambda f: (names.count(f.name), -f.start), default=None)

    def _compare_formulas(self, formula: Formula) -> None:
        """Two formulas in one article are reported, not chosen between in silence."""
        others = {f.name: f for f in self.formulas if f.name != formula.name and not f.short}
        for other in others.values() if not formula.short else ():
            self._report("formula", "", formula.stated, other.stated, other.start, other.end)

    def _report(self, what: str, symbol: str, said: str, but: str, start: int, end: int) -> None:  # noqa: PLR0913, PLR0917 - all of a report
        raw = self.reader.document.raw_span(start, end)
        self.discrepancies.append(Discrepancy(what, symbol, said, " ".join(but.split()), *raw))

    # --- regions ---------------------------------------------------------------------------

    def _regions(self) -> Iterator[Region]:
        for begin, stop in self.reader.body:
            found = list(_EXPLAINED.finditer(self.text, begin, stop))
            for number, match in enumerate(found):
                end = found[number + 1].start() if number + 1 < len(found) else stop
                words = match.start("counter") if match["counter"] else match.end()
                yield Region(symbol_of(match["symbol"]), match.start(), words, end)

    def _assigned(self, formula: Formula) -> list[Region | None]:
        """For each term its region; equal symbols in order, what opens a forum first."""
        taken: dict[str, list[Region]] = {}
        for region in sorted(self.regions, key=self._rank):
            taken.setdefault(region.symbol, []).append(region)
        found: list[Region | None] = []
        for term in formula.terms:
            waiting = taken.get(term.symbol)
            found.append(waiting.pop(0) if waiting else None)
        return found

    def _rank(self, region: Region) -> tuple[bool, int]:
        _, kinds = self._kinds(region)
        opens = not _FIRST_OF_ALL.isdisjoint(kinds)
        return not opens, region.start

    def _head(self, region: Region) -> tuple[int, int]:
        end = _HEAD_ENDS.search(self.text, region.words, region.end)
        return region.words, end.start() if end else region.end

    def _kinds(self, region: Region) -> tuple[list[str], list[str]]:
        """What the head of a region speaks of, as phrases and kinds: one, or several in a list."""
        start, end = self._head(region)
        match = counted().search(self.text, start, end)
        if match and match.start() - start < 12:
            return [_phrase(match)], [component_kinds()[match["kind"]]]
        phrases, kinds = [], []
        for piece in _ALSO.split(self.text[start:end].split(",")[0]):
            words = list(component_pattern().finditer(piece))
            if words:
                phrases.append(piece[: words[-1].end()].strip("“”举办了一场 个"))
                kinds.append(component_kinds()[words[0][0]])
        several = region.symbol.isdigit() and int(region.symbol) == len(kinds)
        return (phrases, kinds) if several else (phrases[:1], kinds[:1])

    # --- components ------------------------------------------------------------------------

    def _component(self, number: int, term: Term, region: Region | None) -> Component:
        if region is None:
            return self._unexplained(number, term)
        phrases, kinds = self._kinds(region)
        self.evidence.append(
            self.reader.evidence(f"component {number}", region.start, self._head(region)[1])
        )
        kind = " + ".join(dict.fromkeys(kinds)) or term.kind or "supporting events"
        label = "、".join(phrases) or term.words
        found = self._found(region, kind, phrases)
        self._note_parts(number, found)
        spelled = self._spelled(region)
        parts = self._with_days(region, tuple(part.part for part in found))
        component = Component(term.symbol, kind, label, term.count, spelled, parts)
        self._compare_counts(component, region)
        return component

    def _found(self, region: Region, kind: str, phrases: list[str]) -> list[FoundPart]:
        """Named parts of a region; of an opening or a show its own name."""
        many = region.symbol != "1" and not (len(phrases) > 1)
        if many or not is_whole(kind.split(" + ", maxsplit=1)[0]):
            found = self.parts.find(region.words, region.end)
            if found or many:
                return found
        start, _ = self._head(region)
        found = []
        for phrase in phrases:
            at = self.text.find(phrase, start, region.end)
            stop = at + len(phrase)
            found.append(FoundPart(Part(phrase), max(at, start), max(stop, start + 1)))
        return found

    def _spelled(self, region: Region) -> int | None:
        match = counted().search(self.text, *self._head(region))
        if match is None or match.start() - region.words > 12:
            return None
        symbol = symbol_of(match["number"])
        return int(symbol) if symbol.isdigit() else None

    def _with_days(self, region: Region, parts: tuple[Part, ...]) -> tuple[Part, ...]:
        """4场活动将在11月17日—19日集中举办 dates all parts that have no day of their own."""
        if len(parts) < _FEWEST or any(part.start for part in parts):
            return parts
        periods = PeriodReader(self.reader.document.date)
        for period in self.reader.periods(periods, region.words, region.end):
            first, last = period.first, period.last
            if period.reach is not Reach.POINT or first is None or last is None:
                continue
            if (last - first).days <= _CONCENTRATED_DAYS:
                return tuple(replace(part, start=first, end=last) for part in parts)
        return parts

    def _note_parts(self, number: int, found: list[FoundPart]) -> None:
        for index, part in enumerate(found, 1):
            self.evidence.append(
                self.reader.evidence(f"part {number}.{index}", part.start, part.end)
            )

    def _unexplained(self, number: int, term: Term) -> Component:
        """A term that no “N”是 explains: by its own words, or a count elsewhere in the text."""
        match = self._elsewhere(term) or self._in_its_place(number)
        if match is None:
            return Component(term.symbol, term.kind, term.words, term.count)
        start, stop = match.span()
        self.evidence.append(self.reader.evidence(f"component {number}", start, stop))
        kind = component_kinds()[match["kind"]]
        found: list[FoundPart] = []
        if term.symbol != "1":
            found = self._listed(match)
        self._note_parts(number, found)
        parts = tuple(part.part for part in found) or (
            (Part(_phrase(match)),) if term.symbol == "1" else ()
        )
        symbol = symbol_of(match["number"])
        spelled = int(symbol) if symbol.isdigit() else None
        component = Component(
            term.symbol, term.kind or kind, term.words or _phrase(match), term.count, spelled, parts
        )
        self._compare_counts(component, Region(term.symbol, start, start, stop))
        return component

    def _elsewhere(self, term: Term) -> re.Match[str] | None:
        """A counted phrase for a term: its own words counted, else the same number in its place."""
        found = [m for b, s in self.reader.body for m in counted().finditer(self.text, b, s)]
        found = [m for m in found if not any(f.start <= m.start() < f.end for f in self.formulas)]
        if term.kind:
            same = [m for m in found if component_kinds()[m["kind"]] == term.kind]
            wanted = [m for m in same if symbol_of(m["number"]) == term.symbol]
            # Without an equal number the first unequal one shows that the article disagrees.
            other = [m for m in same if term.count is None or m["number"] not in "1一N"]
            return next(iter(wanted or other), None)
        near = [m for m in found if self._near_formula(m) and m.start() not in self._used]
        match = next((m for m in near if symbol_of(m["number"]) == term.symbol), None)
        if match is None and term.count is None:
            match = next((m for m in near if symbol_of(m["number"]) in "NX"), None)
        if match:
            self._used.add(match.start())
        return match

    def _in_its_place(self, number: int) -> re.Match[str] | None:
        """The phrase that counts otherwise where a term should be: “1+6+N”即1场、5场和N场."""
        formula = self._formula()
        if formula is None:
            return None
        start, end = self.reader.sentence_at(formula.start)
        found = [
            match
            for match in counted().finditer(self.text, start, end)
            if not formula.start <= match.start() < formula.end
        ]
        symbols = [symbol_of(match["number"]) for match in found]
        others = sum(a != b.symbol for a, b in zip(symbols, formula.terms, strict=False))
        if len(found) != len(formula.terms) or others != 1:
            return None
        return found[number - 1]

    def _near_formula(self, match: re.Match[str]) -> bool:
        """Whether a counted phrase stands in the paragraph of a formula, or the one behind it."""
        begins = [begin for begin, _ in self.reader.body]
        at = bisect_right(begins, match.start())
        return any(0 <= at - bisect_right(begins, f.start) <= 1 for f in self.formulas)

    def _listed(self, match: re.Match[str]) -> list[FoundPart]:
        """Names behind a counted phrase, or behind the same words where they stand again."""
        _, end = self.reader.sentence_at(match.start())
        lists = [self.parts.find(match.end(), self._next_counted(match.end(), end))]
        for begin, stop in self.reader.sentences:
            at = self.text.find(match["kind"], max(begin, match.end()), stop)
            if at >= 0:
                behind = at + len(match["kind"])
                lists.append(self.parts.find(behind, self._next_counted(behind, stop)))
        return max((found for found in lists if len(found) >= _FEWEST), key=len, default=lists[0])

    def _next_counted(self, start: int, end: int) -> int:
        following = counted().search(self.text, start, end)
        return following.start() if following else end

    def _with_listed(self, formula: Formula, components: list[Component]) -> list[Component]:
        """Named parts of 三会一展, sorted to its terms by how their names end."""
        listed: list[FoundPart] = []
        for one in self.formulas:
            stop = next(stop for begin, stop in self.reader.body if begin <= one.start < stop)
            listed = max(listed, self.parts.find(one.end, stop), key=len)
        shows = [f.part for f in listed if f.part.name.endswith(("展", "博览会", "展览会", "展会"))]
        contests = [f.part for f in listed if f.part.name.endswith(("赛",))]
        rest = [f.part for f in listed if f.part not in shows and f.part not in contests]
        bins = {"exhibition": shows, "contest": contests}
        filled = []
        for component in components:
            pool = bins.get(component.kind, rest)
            take = component.count or len(pool)
            filled.append(replace(component, parts=tuple(pool[:take]) or component.parts))
            del pool[:take]
        return filled

    # --- what does not agree ---------------------------------------------------------------

    def _compare_counts(self, component: Component, region: Region) -> None:
        """“8” that is spelled out as seven, or followed by nine names, is reported."""
        count, spelled, named = component.count, component.spelled, len(component.parts)
        if count is None:
            return
        said = f"“{component.symbol}”"
        start, end = self._head(region)
        if spelled is not None and spelled != count and end > start:
            self._report("count", component.symbol, said, self.text[start:end], start, end)
        listed = self.text[start : min(region.end, end + 12)]
        fewer = _FEWEST <= named < count and _EXHAUSTIVE.search(listed)
        if count >= _FEWEST and (named > count or fewer):
            names = "、".join(part.name for part in component.parts)
            self._report("parts", component.symbol, said, names, region.start, region.end)

    def _note_unexplained(
        self, formula: Formula, regions: list[Region | None], components: list[Component]
    ) -> None:
        """A term without words, though the others have them; and words for no term."""
        for term, region, component in zip(formula.terms, regions, components, strict=True):
            if region is None and not component.label:
                self._report(
                    "unexplained", term.symbol, formula.stated, "", formula.start, formula.end
                )
        used = [region for region in regions if region]
        for region in self.regions:
            if region not in used and self._kinds(region)[1]:
                start, end = region.start, self._head(region)[1]
                self._report(
                    "count", region.symbol, formula.stated, self.text[start:end], start, end
                )


def _phrase(match: re.Match[str]) -> str:
    return (match["words"] + match["kind"]).strip("“”的")


def main_components(reader: ForumReader) -> Format:
    """Format of the main forum of an article."""
    return FormatReader(reader).read()


def symbols_of(components: tuple[Component, ...]) -> str:
    """The formula that some components spell: 1+8+1+N."""
    return "+".join(component.symbol for component in components)


__all__ = ["Format", "FormatReader", "counted", "main_components", "symbols_of"]
