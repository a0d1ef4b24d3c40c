"""What a forum is as an article describes it: its days, its people, and the parts it is made of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from study.model.facts import Qualifier


class ForumKind(StrEnum):
    """What sort of event it is."""

    FORUM = "forum"
    CONFERENCE = "conference"
    EXHIBITION = "exhibition"
    CONTEST = "contest"
    FESTIVAL = "festival"
    PRESS_CONFERENCE = "press conference"


@dataclass(frozen=True, slots=True)
class Evidence:
    """Characters of the raw file that state something of a forum.

    Attributes:
        field: What they state: a field of `Forum`, or "component 2" and "part 2.3" for
            the second component and its third named part.
        text: What they say, in clean simplified text.
        raw_start: First raw character.
        raw_end: One past the last.
    """

    field: str
    text: str
    raw_start: int
    raw_end: int


@dataclass(frozen=True, slots=True)
class Amount:
    """A number that an article states of a forum, with its limits.

    Attributes:
        value: The number.
        qualifier: How the source limits it.
        text: As written, in clean simplified text: 200余件.
        label: What it counts, as written.
        fact_id: The fact that states it.
    """

    value: float
    qualifier: Qualifier
    text: str
    label: str
    fact_id: str


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody who speaks at a forum.

    Attributes:
        name: The person.
        title: Organisation and office, as written.
        role: What they do there: speech, moderator, keynote, panel.
    """

    name: str
    title: str
    role: str


@dataclass(frozen=True, slots=True)
class Part:
    """A named part of a component: one of its forums, meetings or shows.

    Attributes:
        name: As the article names it.
        organisers: Who holds it, as named.
        group: The heading it is listed under: 医药健康前沿赛道, or "".
        start: First day, or None where none is stated.
        end: Last day, or None.
        venue: Where it is held, or "".
        online: Whether it is said to be held, or shown, online.
        abroad: Whether its name or sentence says that it reaches beyond the country.
    """

    name: str
    organisers: tuple[str, ...] = ()
    group: str = ""
    start: date | None = None
    end: date | None = None
    venue: str = ""
    online: bool = False
    abroad: bool = False


@dataclass(frozen=True, slots=True)
class Component:
    """One term of a forum's formula, or a part described without one.

    Attributes:
        symbol: The term: "1", "8", "N"; "" where there is no formula.
        kind: Code of the lexicon; two kinds under one symbol are joined by " + ".
        label: What the article calls it: 平行论坛.
        count: How many; None where open (N) or not stated.
        spelled: How many its explanation says; None where it says none.
        parts: The named ones among them.
    """

    symbol: str
    kind: str
    label: str
    count: int | None
    spelled: int | None = None
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True)
class Discrepancy:
    """What an article says of a forum's format in two ways that cannot both be so.

    Attributes:
        what: "formula" (two formulas), "count" (symbol and words), "parts" (more named
            parts than counted), "unexplained" (a symbol without words though others have).
        symbol: The term of the formula it is about, or "".
        said: One statement, as written.
        but: The other.
        raw_start: First raw character of the other statement.
        raw_end: One past its last.
    """

    what: str
    symbol: str
    said: str
    but: str
    raw_start: int
    raw_end: int


@dataclass(frozen=True, slots=True)
class Forum:
    """An event that an article describes: a forum, contest, fair or press conference.

    Attributes:
        doc: Key of the article.
        name: The fullest name that the article gives it.
        kind: What sort of event it is.
        parent: Name of the forum it belongs to, or "".
        year: Year in which it is held, or None.
        edition: 第八届, 首届 as written, or "".
        start: First day of the event proper, or None.
        end: Last day, or None where not stated.
        opening: Day of the opening, or None.
        announced: Day on which the article announced it, if it lay ahead; else None.
        opening_hours: How many hours the opening lasts (9:00-12:00), or None.
        venue: Building or hall, or "".
        place: Canonical name of the place where it is held, or "".
        theme: Its motto, or "".
        mode: On site, online or both, as written, or "".
        online: Whether it is said to be online, at least in part.
        formula: 1+8+1+N, with plain signs; or as written where it has no plus (三会一展).
        formula_stated: The formula as written, in clean text.
        components: In the order of the formula, or of the text.
        hosts: Who hosts (主办, 举办), as named.
        organisers: Who organises (承办).
        co_organisers: Who helps to organise (协办).
        supporters: Who supports (支持).
        guidance: Who guides (指导).
        media: Media partners.
        speakers: Who speaks.
        participants: Who and how many take part.
        participant_groups: Kinds of those who take part, as listed.
        exhibitors: How many exhibit, or None.
        exhibits: How many things are shown, or None.
        projects_signed: How many projects were signed, or None.
        events_total: How many events there are in all, or None.
        signed_projects: Names of these projects.
        tracks: Fields it is about, as listed.
        boards: Boards that it is divided into, as listed.
        reports_released: Titles of what was released there.
        features: Its features as the article itself lists them.
        firsts: What it is said to have for the first time: 海外分会场.
        discrepancies: Where the article disagrees with itself about the format.
        evidence: Where all this is stated.
    """

    doc: str
    name: str
    kind: ForumKind
    parent: str = ""
    year: int | None = None
    edition: str = ""
    start: date | None = None
    end: date | None = None
    opening: date | None = None
    announced: date | None = None
    opening_hours: float | None = None
    venue: str = ""
    place: str = ""
    theme: str = ""
    mode: str = ""
    online: bool = False
    formula: str = ""
    formula_stated: str = ""
    components: tuple[Component, ...] = ()
    hosts: tuple[str, ...] = ()
    organisers: tuple[str, ...] = ()
    co_organisers: tuple[str, ...] = ()
    supporters: tuple[str, ...] = ()
    guidance: tuple[str, ...] = ()
    media: tuple[str, ...] = ()
    speakers: tuple[Speaker, ...] = ()
    participants: tuple[Amount, ...] = ()
    participant_groups: tuple[str, ...] = ()
    exhibitors: Amount | None = None
    exhibits: Amount | None = None
    projects_signed: Amount | None = None
    events_total: Amount | None = None
    signed_projects: tuple[str, ...] = ()
    tracks: tuple[str, ...] = ()
    boards: tuple[str, ...] = ()
    reports_released: tuple[str, ...] = ()
    features: tuple[str, ...] = ()
    firsts: tuple[str, ...] = ()
    discrepancies: tuple[Discrepancy, ...] = ()
    evidence: tuple[Evidence, ...] = ()

    @property
    def forum_id(self) -> str:
        """Name of the forum in tables and figures: document and name."""
        return f"{self.doc}:{self.name}"
