"""Puts names, days, hosts, formula and components together into forums."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from study.extract.forum_components import Format, main_components
from study.extract.forum_dates import DayReader, ForumDays, settle_year
from study.extract.forum_details import DetailReader
from study.extract.forum_names import Event, edition_of
from study.extract.forum_reader import ForumReader, with_plain_marks
from study.extract.forum_roles import ROLES, RoleClaim, role_claims
from study.extract.forum_sessions import SessionReader
from study.model import Document, Evidence, Fact, Forum, ForumKind

_NO_FORMAT = Format(None, (), (), ())
_LINK = re.compile("[“《了的 ]|\\d{4}年|\\d{1,2}月\\d{1,2}日|首次")  # between 主办 and a name
_ALTOGETHER = "共|累计|总|合计"
_WIDE = str.maketrans("()", "（）")
_NAME_BEHIND = 16  # characters between 举行 and the name of what is held


def extract_forums(document: Document, facts: Sequence[Fact] = ()) -> list[Forum]:
    """Every forum, contest, fair and press conference that an article describes.

    Args:
        document: The article as read.
        facts: The quantities it states; numbers of exhibitors, exhibits, guests and signed
            projects are taken from them.

    Returns:
        Forums, the one the article is about first, then others, then press conferences held
        for one of them. Whatever the order of the paragraphs, the same is found.
    """
    reader = ForumReader(document)
    if not reader.events:
        return []
    builder = _Builder(reader, facts)
    forums = [builder.build(event) for event in reader.events]
    forums += [builder.build(event, parent) for parent, event in reader.press.items()]
    return [_as_written(forum, document.text) for forum in forums]


def _as_written(forum: Forum, text: str) -> Forum:
    """A forum whose motto and names have their marks as the article writes them: （泰州）."""
    at = with_plain_marks(text).find(forum.theme) if forum.theme else -1
    if at >= 0:
        forum = replace(forum, theme=text[at : at + len(forum.theme)])
    if "(" in text or "（" not in text:
        return forum
    changed = {
        name: _with_wide_brackets(getattr(forum, name))
        for name in ("name", "parent", "venue", *ROLES)
    }
    return replace(forum, **changed)


def _with_wide_brackets(value: Any) -> Any:  # noqa: ANN401 - one name or several
    if isinstance(value, tuple):
        return tuple(map(_with_wide_brackets, value))
    return value.translate(_WIDE) if value else value


@dataclass(frozen=True, slots=True)
class _Hosting:
    """Who does what for one event, and where that is stated."""

    names: dict[str, tuple[str, ...]]
    evidence: tuple[Evidence, ...]


class _Builder:
    """Builds the forums of one article."""

    def __init__(self, reader: ForumReader, facts: Sequence[Fact]) -> None:
        self.reader = reader
        self.facts = facts
        self.days = DayReader(reader)
        self.format = main_components(reader)

    def build(self, event: Event, parent: str = "") -> Forum:
        """One event with all that is said of it."""
        main = event is self.reader.events[0]
        days = self.days.days_of(event)
        hosting = self._hosting(event)
        forum = Forum(
            doc=self.reader.document.doc,
            name=event.name,
            kind=event.kind,
            parent=parent,
            edition=next(filter(None, (edition_of(m.name) for m in event.mentions)), ""),
            hosts=hosting.names.get("hosts", ()),
            organisers=hosting.names.get("organisers", ()),
            co_organisers=hosting.names.get("co_organisers", ()),
            supporters=hosting.names.get("supporters", ()),
            guidance=hosting.names.get("guidance", ()),
            media=hosting.names.get("media", ()),
            evidence=(*self._named(event), *days.evidence, *hosting.evidence),
        )
        forum = self._dated(forum, event, days)
        if parent:
            return self._detailed(forum, event, several=True)
        forum = self._formatted(forum, event, self.format if main else _NO_FORMAT)
        return self._detailed(forum, event, several=event is not self._told())

    def _told(self) -> Event:
        """The event whose speakers and lists an article tells: a forum rather than a contest."""
        proper = [e for e in self.reader.events if e.kind is not ForumKind.CONTEST]
        return (proper or self.reader.events)[0]

    def _named(self, event: Event) -> tuple[Evidence, ...]:
        """Where the event is named so."""
        inside = [m for m in event.mentions if m in self.reader.mentions]
        best = next((m for m in inside if m.name == event.name), inside[0] if inside else None)
        return (self.reader.evidence("name", best.start, best.end),) if best else ()

    def _dated(self, forum: Forum, event: Event, days: ForumDays) -> Forum:
        published = self.reader.document.date
        ahead = published is not None and days.start is not None and published < days.start
        return replace(
            forum,
            year=settle_year(event, days, published),
            start=days.start,
            end=days.end,
            opening=days.opening,
            announced=published if ahead else None,
        )

    def _formatted(self, forum: Forum, event: Event, found: Format) -> Forum:
        """The formula with its components; without one, the sessions that the text tells of."""
        if found.formula is None:
            sessions = SessionReader(self.reader)
            components = sessions.components(event)
            return replace(
                forum, components=components, evidence=(*forum.evidence, *sessions.evidence)
            )
        return replace(
            forum,
            formula=found.formula.name,
            formula_stated=found.formula.stated,
            components=found.components,
            discrepancies=found.discrepancies,
            evidence=(*forum.evidence, *found.evidence),
        )

    def _detailed(self, forum: Forum, event: Event, *, several: bool) -> Forum:
        """Motto, mode, venue and place; of the main event also figures and lists."""
        details = DetailReader(self.reader, self.facts)
        # What is said at a press conference of how and under which motto is said of its forum.
        mode, online = ("", False) if forum.parent else details.mode(event)
        forum = replace(
            forum,
            theme="" if forum.parent else details.theme(event),
            mode=mode,
            online=online,
            venue=details.venue(event),
            place=details.place(event),
        )
        if not forum.parent:
            forum = self._counted(forum, event, details)
        if not several:
            forum = self._listed(forum, details)
        return replace(forum, evidence=(*forum.evidence, *details.evidence))

    def _counted(self, forum: Forum, event: Event, details: DetailReader) -> Forum:
        contest = event.kind is ForumKind.CONTEST and len(self.reader.events) > 1
        return replace(
            forum,
            exhibitors=details.amount(event, "exhibitors"),
            exhibits=details.amount(event, "exhibits"),
            events_total=details.amount(event, "events", _ALTOGETHER),
            projects_signed=None if contest else details.signed(event),
            participants=details.participants(event),
        )

    def _listed(self, forum: Forum, details: DetailReader) -> Forum:
        return replace(
            forum,
            tracks=details.tracks(),
            boards=details.boards(),
            reports_released=details.reports(),
            features=details.features(),
            firsts=details.firsts(),
            opening_hours=details.opening_hours(),
            signed_projects=details.signed_projects(),
            participant_groups=details.participant_groups(),
            speakers=details.speakers(),
        )

    # --- who hosts -------------------------------------------------------------------------

    def _hosting(self, event: Event) -> _Hosting:
        """Who does what: what follows 由 before what does not, 主办 before 举办."""
        claims = [
            claim
            for start, end in self.reader.sentences
            for claim in role_claims(self.reader.text, start, end)
            if self._is_of(claim, event, start, end)
        ]
        names: dict[str, tuple[str, ...]] = {}
        evidence: list[Evidence] = []
        for role in ROLES:
            best = _best([claim for claim in claims if claim.role == role])
            if best:
                names[role] = tuple(dict.fromkeys(n for claim in best for n in claim.names))
                evidence += [self.reader.evidence(role, c.start, c.end) for c in best]
        return _Hosting(names, tuple(evidence))

    def _is_of(self, claim: RoleClaim, event: Event, start: int, end: int) -> bool:
        """Whether a claim is about an event: by the name behind it, or whose sentence it is."""
        text = self.reader.text
        behind = self.reader.between(claim.end, min(end, claim.end + _NAME_BEHIND))
        held = [m for m in behind if not set("。;") & set(text[claim.end : m.start])]
        near = [m for m in held if len(_LINK.sub("", text[claim.end : m.start])) == 0]
        if claim.weak and not claim.by and not near:
            return False
        if near:
            held = near
            return self.reader.owner_of(held[0]) is event
        owners = self.reader.owners(start, claim.start) or self.reader.owners(start, end)
        if owners:
            return event in owners
        return self._unowned(claim, event, start, end)

    def _unowned(self, claim: RoleClaim, event: Event, start: int, end: int) -> bool:
        """A sentence that names no event: the paragraph's, or for 主办单位: the article's."""
        if self.reader.between(start, end) or not claim.by or claim.weak:
            return False
        text = self.reader.text
        clause = text[claim.end : end]
        before = self.reader.owners(*self.reader.sentence_at(max(0, start - 1)))
        if claim.role in ("hosts", "organisers", "co_organisers") and clause[:1] != "的":
            return event in (before or self.reader.events[:1])
        return event in before


def _best(claims: list[RoleClaim]) -> list[RoleClaim]:
    """Of several claims for one role the surest; the longest of equally sure ones."""
    if not claims:
        return []
    surest = max((not claim.weak, claim.by) for claim in claims)
    kept = [claim for claim in claims if (not claim.weak, claim.by) == surest]
    return [max(kept, key=lambda claim: len(claim.names))]
