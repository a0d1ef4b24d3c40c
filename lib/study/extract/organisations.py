"""Puts together every organisation that an article names, under one name each."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache

from study.extract.article import Article
from study.extract.bodies import BodyReader
from study.extract.companies import CompanyReader, kind_by_ending, known_prefix, short_start
from study.extract.formal_names import FormalNames, Named
from study.extract.forum_reader import with_plain_marks
from study.extract.forum_roles import role_claims
from study.extract.local_parks import LocalParks
from study.extract.mentions import Spans
from study.extract.projects import Project, projects
from study.extract.sentences import sentences
from study.extract.tokens import Tokens
from study.lexicon import clusters
from study.lexicon.loader import WordFinder, alternation, data
from study.lexicon.organisations import ending_kinds, known_firms, one_of, words
from study.lexicon.places import is_all_places, short_city_names
from study.model import BODY_ROLES, Document, Organisation, OrganisationKind, Role

_ROLES = BODY_ROLES | {Role.BYLINE}
_SHORT_FOR = re.compile(
    r"[(（](?:以下)?(?:简称|下称)(?:为|:|：)?[“\"‘]?(?P<short>[^)）”\"’、,，]{2,14})"
)
_PLACE_BEHIND = re.compile(
    "(?P<bracket>[(（](?P<place>[\u4e00-\u9fff]{2,6})[)）])(?=[、,，。;；等和与及在将已\n])"
)
_SOURCE = re.compile(r"来源\s*[:：]\s*(?P<name>[^\s,，。;；:：()（）|]{2,24})")
_GOES_TO = re.compile(
    f"{alternation((*clusters.words('move_in'), '位于', '坐落于'))}"
    "[于在到了]?(?:[\u4e00-\u9fff]{2,6}的)?$"
)
_ROLE = re.compile(alternation(clusters.hosting()))
_IN_CLAUSES = re.compile("[:：,，。由将的了在是为]|以及|联合|共同|举行|举办")
_LEAST = 2  # characters of a name
_COUNTED = re.compile(r"(?:逾|近|约|超过?)?\d+[余多]?[家间个]")  # 68间公司
_LONGEST_OWNER = 9
# 国药控股|广州公司: the firm whose branch it is, behind a mark or a joint.
_OWNER = re.compile(r"(?:^|[、,，。;；:：和与由及])(?P<owner>[\u4e00-\u9fff]{2,6}?)$")
_PARTY = "party"
_SPOKESPERSON = re.compile("(?:有关|相关)(?:负责人|负责同志|部门)")
_MOST_BACK = 2  # characters of a known name that the dictionary may cut off
_ZONE_LEVELS = ("zone",)
_OWNED = ("research_institute", "hospital", "company")
_PARKS = ("park", "zone")


@cache
def _company_tails() -> re.Pattern[str]:
    """What a company's short name leaves out: 科技股份有限公司, 集团有限公司."""
    fields = alternation(words("company_fields"))
    return re.compile(f"(?:集团)?(?:(?:{fields})?(?:股份|控股)?(?:有限责任|有限)?公司|集团)$")


class OrganisationReader:
    """Finds the organisations of one article.

    Args:
        document: The article as read.
        article: What is known of it as a whole, if it was read already.

    Attributes:
        named: Every stretch of text that names an organisation, in order, not overlapping,
            each with its canonical name.
        projects: Projects and sites, in order.
        tokens: The words of its paragraphs.
        article: What is known of the article as a whole.
        parks: Parks that the article introduces itself.
    """

    def __init__(self, document: Document, article: Article | None = None) -> None:
        """Find every organisation once."""
        self.document = document
        self.article = article or Article(document)
        self._text = document.text
        self._plain = with_plain_marks(self._text)
        self._spans = [(p.start, p.end) for p in document.paragraphs if p.role in _ROLES]
        self.tokens = Tokens(self._text, self._spans)
        self.parks = LocalParks(self._text, self.article.body)
        self.projects: list[Project] = []
        self._shorts: dict[str, str] = {}
        self.named = self._folded(self._repeated(self._found()))
        self._starts = [named.start for named in self.named]

    def between(self, start: int, end: int) -> list[Named]:
        """Organisations named between two offsets, in order."""
        return self.named[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def _found(self) -> list[Named]:
        """What each paragraph shows by itself."""
        bodies = BodyReader(self._text, self.article.places)
        found: list[Named] = []
        for start, end in self._spans:
            short = [Named(b.start, b.end, b.kind, b.canonical) for b in bodies.find(start, end)]
            spans = [(named.start, named.end) for named in short]
            full = FormalNames(self._text, self.tokens, self.article.places, spans)
            formal = _without_overlap([*self._no_places(full.find(start, end)), *short])
            found += self._with_companies(formal, start, end)
        return found

    def _no_places(self, found: Iterable[Named]) -> Iterator[Named]:
        """Names but those of parks and sites; an incubator is both."""
        spans = {(m.start, m.end) for m in self.article.places.mentions if m.level in _PARKS}
        for named in found:
            if named.kind == "incubator" or (named.start, named.end) not in spans:
                yield named

    def _with_companies(self, formal: list[Named], start: int, end: int) -> list[Named]:
        """Organisations of a paragraph with its companies and the owners of its projects."""
        places = [(m.start, m.end) for m in self.article.places.mentions]
        bare = CompanyReader(self._text, self.tokens, [], places)
        own = Spans(self.parks.spans)
        gazetteer = self.article.places.gazetteer.places
        known = {(m.start, m.end) for m in self.article.places.mentions if m.name in gazetteer}
        built = [
            project
            for project in projects(self._text, start, end, bare)
            if not own.cover(project.start, project.end)
            and (project.start, project.end) not in known
            and not self._is_gone_to(project)
            and not self._is_placed(project)
        ]
        self.projects += built
        sites = [(p.start, p.end) for p in built if p.owner_end > p.start]
        formal = [
            named
            for named in formal
            if not any(s <= named.start and named.end <= e for s, e in sites)
        ]
        owners = [
            Named(p.start, p.owner_end, kind_by_ending(self._text[p.start : p.owner_end]))
            for p in built
            if p.owner_end > p.start
        ]
        taken = sorted((n.start, n.end) for n in [*formal, *owners])
        blocked = sorted([*taken, *sites, *self.article.events.spans, *self.parks.spans])
        companies = list(CompanyReader(self._text, self.tokens, blocked, places).find(start, end))
        told = [*formal, *owners, *companies]
        hosts = [n for n in self._hosts(start, end) if _adds_to(n, told)]
        sources = list(self._sources(start, end))
        speakers = list(self._spokespeople(start, end))
        companies = [self._with_place(named) for named in companies]
        formal = self._with_owners(formal, companies)
        everyone = [*formal, *owners, *companies, *hosts, *sources, *speakers]
        trimmed = (_trimmed(named, self._text) for named in everyone)
        return _without_overlap([named for named in trimmed if named is not None])

    def _is_placed(self, project: Project) -> bool:
        """Whether what a site begins with is nothing but places: 郑州台湾|科技园."""
        at = project.start
        for mention in self.article.places.between(project.start, project.owner_end):
            at = mention.end if mention.start == at and mention.end <= project.owner_end else at
        return project.start < project.owner_end <= at

    def _is_gone_to(self, project: Project) -> bool:
        """Whether a site is where others settle, and the name it begins with is no firm's.

        A、B签约落户云东海医药健康产业园: 云东海 is named nowhere else.
        """
        owner = self._text[project.start : project.owner_end]
        if (
            not owner
            or owner in known_firms()
            or _GOES_TO.search(self._text, max(0, project.start - 14), project.start) is None
        ):
            return False
        alone = re.compile(
            f"{re.escape(owner)}(?!{re.escape(self._text[project.owner_end : project.end])})"
        )
        return alone.search(self._text) is None

    def _with_owners(self, formal: list[Named], companies: list[Named]) -> list[Named]:
        """Institutes with the firm right before them whose they are: 国药集团|武汉生物制品研究所.

        What only a place tells from the firm is its site: 华大基因|青岛研究院.
        """
        formal = [self._with_known_start(named) for named in formal]
        firms = {n.end: n for n in (*formal, *companies) if n.kind == "company"}
        firms |= {n.end: n for n in formal if n.kind == "university" and not n.canonical}
        joined = []
        for named in formal:
            owner = firms.get(named.start) if named.kind in _OWNED else None
            if owner is not None and owner.kind == "university" and named.kind == "company":
                owner = None
            if owner is None or named.canonical:
                joined.append(named)
            elif not self._is_branch(named):
                joined.append(replace(named, start=owner.start))
        return joined

    def _with_known_start(self, named: Named) -> Named:
        """A company whole whose first characters are words to the dictionary: [人]福医药集团."""
        for back in range(1, min(_MOST_BACK, named.start) + 1):
            start = named.start - back
            known = known_prefix(self._text[start : named.end])
            if named.kind == "company" and len(known) > back:
                return replace(named, start=start)
        return named

    def _is_branch(self, named: Named) -> bool:
        name = self._text[named.start : named.end]
        return is_all_places(_full_ending().sub("", name))

    def _with_place(self, named: Named) -> Named:
        """A company with the place in brackets that tells it from others: 正大制药(青岛)."""
        match = _PLACE_BEHIND.match(self._text, named.end)
        if match is None or not is_all_places(match["place"]):
            return named
        return replace(named, end=match.end("bracket"))

    def _hosts(self, start: int, end: int) -> Iterator[Named]:
        """由A、B主办,C承办: whoever holds an event is an organisation, whatever its name."""
        for begin, stop in sentences(self._text, start, end):
            if not _ROLE.search(self._text, begin, stop):
                continue
            for claim in role_claims(self._plain, begin, stop):
                at = claim.start
                for name in claim.names:
                    found = self._plain.find(name, at, claim.end)
                    if found >= 0 and _is_whole_name(name):
                        yield Named(found, found + len(name), kind_by_ending(name))
                        at = found + len(name)

    def _sources(self, start: int, end: int) -> Iterator[Named]:
        """Who published the article, by its byline."""
        for match in _SOURCE.finditer(self._text, start, end):
            name = match["name"]
            ending = _full_ending().search(name)
            kind = ending_kinds()[ending[0]] if ending else "media"
            yield Named(*match.span("name"), kind)

    def _spokespeople(self, start: int, end: int) -> Iterator[Named]:
        """经开区相关负责同志: a zone by the name of which its administration is meant."""
        for mention in self.article.places.between(start, end):
            place = self.article.places.gazetteer.places.get(mention.name)
            if place is None or place.level not in _ZONE_LEVELS:
                continue
            if _SPOKESPERSON.match(self._text, mention.end, end):
                name = f"{mention.name}管理委员会"
                yield Named(mention.start, mention.end, "government", name)

    # --- the same organisation elsewhere -----------------------------------------------------

    def _repeated(self, found: list[Named]) -> list[Named]:
        """Add the places that repeat a name which its context showed to be one elsewhere."""
        kinds: dict[str, Counter[str]] = {}
        for named in found:
            kinds.setdefault(self._text[named.start : named.end], Counter())[named.kind] += 1
        canonical = {self._text[n.start : n.end]: n.canonical for n in found if n.canonical}
        known = {name: count.most_common(1)[0][0] for name, count in kinds.items()}
        for short, full in self._short_names(found):
            known.setdefault(short, known[full])
            self._shorts[short] = full
        taken = Spans(sorted((named.start, named.end) for named in found))
        finder = WordFinder.build(dict.fromkeys(known, ()))
        extra = [
            Named(s, e, known[finder.words[number]], canonical.get(finder.words[number], ""))
            for number, s, e in (finder.find(self._text) if known else [])
            if not taken.touch(s, e) and self._in_paragraphs(s, e)
        ]
        return sorted(_without_overlap([*found, *extra]), key=lambda named: named.start)

    def _in_paragraphs(self, start: int, end: int) -> bool:
        return any(s <= start and end <= e for s, e in self._spans)

    def _short_names(self, found: Iterable[Named]) -> Iterator[tuple[str, str]]:
        """Names that the article introduces as short ones, and those of universities."""
        for named in found:
            full = self._text[named.start : named.end]
            match = _SHORT_FOR.match(self._text, named.end)
            if match:
                yield match["short"].strip('“”"‘’'), full
            if named.kind == "university" and full.endswith("大学") and len(full) > 4:
                short = f"{full[0]}{'医' if '医' in full else ''}大"
                if short in self._text:
                    yield short, full

    def _folded(self, named: list[Named]) -> list[Named]:
        """Give every name the canonical name of what it names."""
        texts = {self._text[n.start : n.end]: n for n in named}
        parties = [n.canonical for n in named if n.kind == _PARTY and n.canonical]
        return [Named(n.start, n.end, n.kind, self._canonical(n, texts, parties)) for n in named]

    def _canonical(self, named: Named, texts: dict[str, Named], parties: list[str]) -> str:
        name = self._text[named.start : named.end]
        if named.canonical and named.kind == _PARTY:
            branches = [
                party
                for party in parties
                if party.startswith(named.canonical) and party.endswith("市委员会")
            ]
            return max(branches, key=len, default=named.canonical)
        if named.canonical:
            return named.canonical
        full = self._shorts.get(name, name)
        if full.endswith("客户端") and named.kind == "media" and full[:-3] in texts:
            return full[:-3]
        if named.kind == "company":
            return self._company(full, texts)
        if named.kind == "hospital":
            return next(
                (
                    t
                    for t, n in texts.items()
                    if n.kind == "hospital" and t.endswith(full) and t != full and "附属" in t
                ),
                full,
            )
        return full

    def _company(self, name: str, texts: dict[str, Named]) -> str:
        """The full name that a short one is part of, if the article has exactly one."""
        if _company_tails().search(name):
            return name
        stem = short_start(name) or name
        fuller = [
            text
            for text, named in texts.items()
            if named.kind == "company"
            and text != name
            and text.endswith("公司")
            and (name in text or (len(stem) > 2 and stem in text))
        ]
        return fuller[0] if len(fuller) == 1 else name

    # --- as records --------------------------------------------------------------------------

    def organisations(self) -> list[Organisation]:
        """Every organisation once, in the order in which the article names them."""
        groups: dict[str, list[Named]] = {}
        for named in self.named:
            groups.setdefault(named.canonical, []).append(named)
        return [self._organisation(canonical, group) for canonical, group in groups.items()]

    def _organisation(self, canonical: str, group: list[Named]) -> Organisation:
        texts = [self._text[named.start : named.end] for named in group]
        name = max(dict.fromkeys(texts), key=len)
        first = group[texts.index(name)]
        kinds = Counter(named.kind for named in group)
        raw = self.document.raw_span
        start, end = raw(first.start, first.end)
        return Organisation(
            doc=self.document.doc,
            name=name,
            canonical=canonical,
            kind=OrganisationKind(kinds.most_common(1)[0][0]),
            quote=self.document.raw[start:end],
            raw_start=start,
            raw_end=end,
            aliases=tuple(sorted(set(texts) - {name})),
            mentions=tuple(raw(named.start, named.end) for named in group),
        )


def _trimmed(named: Named, text: str) -> Named | None:
    """An organisation without the words around it: 可以看到[安谱医疗]; None if counted."""
    head = one_of("name_heads").match(text, named.start, named.end)
    start = head.end() if head and named.end - head.end() >= _LEAST else named.start
    if text[start - 1 : start + 1] in data("claims")["firm_nouns"]:
        start += 1  # 中药企|业伍舒堂 is how the dictionary cuts it
    if named.kind == "company" and _of_place().fullmatch(text, start, named.end):
        owner = _OWNER.search(text, max(0, start - _LONGEST_OWNER), start)
        start = owner.start("owner") if owner else start
    branch = _of_place().match(text, named.end) if named.kind == "company" else None
    if branch:
        return replace(named, start=start, end=branch.end())
    tail = _tail().search(text, start + _LEAST, named.end)
    end = tail.start() if tail else named.end
    return None if _COUNTED.match(text, start, end) else replace(named, start=start, end=end)


@cache
def _of_place() -> re.Pattern[str]:
    """A branch told by its place: 广州公司, 陕西有限公司."""
    return re.compile(f"(?:{alternation(short_city_names())}|中国|全球|亚太)(?:分|有限|子)?公司")


@cache
def _tail() -> re.Pattern[str]:
    firms = alternation(data("claims")["firm_nouns"])
    return re.compile(
        rf"(?:(?:[两三四五六七八九十]|\d+)[家间]{firms}|{alternation(words('name_tails'))})$"
    )


def _adds_to(host: Named, told: Iterable[Named]) -> bool:
    """Whether a host is new, or the whole of what is named only by its beginning."""
    touched = [n for n in told if n.start < host.end and host.start < n.end]
    return all(n.start == host.start and n.end < host.end for n in touched)


def _is_whole_name(name: str) -> bool:
    """Whether a name of a host ends like an organisation that is no company, and is no clause."""
    ending = _full_ending().search(name)
    sure = ending is not None and ending_kinds()[ending[0]] != "company"
    return sure and ending is not None and ending.start() > 1 and not _IN_CLAUSES.search(name)


@cache
def _full_ending() -> re.Pattern[str]:
    return re.compile(f"{alternation(ending_kinds())}$")


def _without_overlap(found: Iterable[Named]) -> list[Named]:
    """Keep of what overlaps the longest, and of equals the first."""
    kept: list[Named] = []
    taken: list[tuple[int, int]] = []
    for named in sorted(found, key=lambda each: each.start - each.end):
        if not any(s < named.end and named.start < e for s, e in taken):
            taken.append((named.start, named.end))
            kept.append(named)
    return sorted(kept, key=lambda named: named.start)


def extract_organisations(document: Document) -> list[Organisation]:
    """Every organisation that an article names.

    Args:
        document: The article as read.

    Returns:
        One record for each, in the order of the text; `quote` is
        `document.raw[raw_start:raw_end]`.
    """
    return OrganisationReader(document).organisations()
