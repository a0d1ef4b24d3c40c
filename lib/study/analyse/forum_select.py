"""The tables behind the figures of forums, narrowed to the articles that were asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from study.analyse.corpus import Study
from study.analyse.editions import edits, forum_series
from study.analyse.formats import formats
from study.analyse.tables import rows_of
from study.model import StudyError
from study.model.errors import did_you_mean

_CALENDAR = ("forum_id", "label", "what", "name", "start", "end", "fact_ids")


@dataclass(frozen=True, slots=True)
class ForumFrames:
    """Tables of the chosen forums, editions of one beside each other, else the oldest first.

    Attributes:
        forums: One row a forum, press conferences held for a forum aside; `series` is the
            newest name of the forum that it is an edition of, "" where there is but one.
        formats: Their comparable forms.
        parts: Their components and named parts.
        roles: Who guides, hosts, organises, supports, reports.
        amounts: Numbers of scale and output.
        edits: Changes between editions.
        calendar: Everything with a day, from announcement to close.
    """

    forums: pd.DataFrame
    formats: pd.DataFrame
    parts: pd.DataFrame
    roles: pd.DataFrame
    amounts: pd.DataFrame
    edits: pd.DataFrame
    calendar: pd.DataFrame


def forum_frames(study: Study, labels: Sequence[str] = ()) -> ForumFrames:
    """The tables behind the figures of forums.

    Args:
        study: The tables of the articles.
        labels: Labels of articles whose forums are wanted; none for all.

    Returns:
        The tables.

    Raises:
        StudyError: If a label is of no article, or of one that describes no forum.
    """
    _check(study, labels)
    forums = study.forums[study.forums.parent == ""]
    if labels:
        forums = forums[forums.label.isin(labels)]
    forums = _with_series(study, forums)
    tables = study.forum_tables
    kept = forums.forum_id
    changes = edits(study)
    changes = changes[changes.older.isin(kept) & changes.newer.isin(kept)]
    parts = _of(tables.parts(), kept)
    return ForumFrames(
        forums=forums,
        formats=_of(formats(study), kept),
        parts=parts,
        roles=_of(tables.roles(), kept),
        amounts=_of(tables.amounts(), kept),
        edits=changes.reset_index(drop=True),
        calendar=_calendar(study, forums, parts),
    )


def _with_series(study: Study, forums: pd.DataFrame) -> pd.DataFrame:
    """Forums with the series they are editions of, editions side by side, then by their days."""
    names = {forum.forum_id: each[-1].name for each in forum_series(study) for forum in each}
    known = forums.assign(series=[names.get(forum, "") for forum in forums.forum_id])
    known = known.assign(_single=known.series == "", _parts=[not f for f in known.formula])
    order = ["_single", "series", "_parts", "start", "label"]
    known = known.sort_values(order, kind="stable", ignore_index=True)
    return known.drop(columns=["_single", "_parts"])


def _check(study: Study, labels: Sequence[str]) -> None:
    for label in labels:
        if label not in set(study.documents.label):
            near = did_you_mean(label, study.documents.label)
            raise StudyError(f"no article {label!r}{near} (see the column label of .documents)")
        if label not in set(study.forums.label):
            known = ", ".join(dict.fromkeys(study.forums.label))
            raise StudyError(f"article {label} describes no forum; those that do are {known}")


def _of(table: pd.DataFrame, kept: pd.Series) -> pd.DataFrame:
    """Rows of the chosen forums in their order."""
    order = {forum: number for number, forum in enumerate(kept)}
    chosen = table[table.forum_id.isin(order)]
    ranked = chosen.forum_id.map(order).sort_values(kind="stable").index
    return chosen.loc[ranked].reset_index(drop=True)


def _calendar(study: Study, forums: pd.DataFrame, parts: pd.DataFrame) -> pd.DataFrame:
    """Announcement, press conference, the event itself, and parts with days of their own."""
    rows = []
    for forum in rows_of(forums):
        common = {"forum_id": forum.forum_id, "label": forum.label}
        children = study.forums[
            (study.forums.parent == forum.name) & (study.forums.doc == forum.doc)
        ]
        for child in rows_of(children[children.start.notna()]):
            span = {"start": child.start, "end": child.start}
            rows.append({**common, "what": "press", "name": "", **span, "fact_ids": child.fact_ids})
        if pd.notna(forum.start):
            end = forum.end if pd.notna(forum.end) else forum.start
            what = "event" if pd.notna(forum.end) else "opening"
            span = {"start": forum.start, "end": end}
            rows.append({**common, "what": what, "name": "", **span, "fact_ids": forum.fact_ids})
        dated = parts[(parts.forum_id == forum.forum_id) & parts.start.notna() & (parts.name != "")]
        for part in rows_of(dated):
            span = {"start": part.start, "end": part.end}
            told = {"what": "part", "name": part.name}
            rows.append({**common, **told, **span, "fact_ids": part.fact_ids})
    frame = pd.DataFrame(rows, columns=pd.Index(_CALENDAR))
    for name in ("start", "end"):
        frame[name] = pd.to_datetime(frame[name]).astype("datetime64[s]")
    return frame
