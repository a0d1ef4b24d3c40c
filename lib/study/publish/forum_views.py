"""Tables, sentences and figures that 04_forums shows, in its language."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from study import analyse, draw
from study.analyse import Study
from study.analyse.forum_select import ForumFrames
from study.draw import Chart
from study.lexicon.forums import host_kind_label
from study.lexicon.notebooks import column, sentence, value
from study.publish.parameters import ForumsParameters
from study.publish.tables import Prose, headed, joined

_FORMATS = ("year", "formula", "components", "events_counted", "events_named", "days",
            "opening_hours", "theme_breadth", "host_kinds", "international_share", "online",
            "projects_signed", "reports", "exhibits", "lead_days")  # fmt: skip
_WHOLE = ("year", "events_counted", "days", "projects_signed", "reports", "exhibits", "lead_days")
_NOT_STATED = "–"
_TERMS = 8


@dataclass(frozen=True, slots=True)
class ForumCharts:
    """The figures of 04_forums.

    Attributes:
        anatomy: What each forum is made of.
        edits: What changed between two editions.
        calendar: Forums in time.
        roles: Who guides, hosts, organises, supports.
        themes: What the events are about.
        outputs: Scale and outputs.
        words: Words that set each article apart.
    """

    anatomy: Chart
    edits: Chart
    calendar: Chart
    roles: Chart
    themes: Chart
    outputs: Chart
    words: Chart


def forum_charts(study: Study, frames: ForumFrames, language: str) -> ForumCharts:
    """Draw the tables of `analyse.forum_frames`, and the words of their articles."""
    forums = frames.forums
    return ForumCharts(
        anatomy=draw.forum_anatomy(frames.parts, forums, language),
        edits=draw.forum_edits(frames.edits, forums, language),
        calendar=draw.forum_calendar(frames.calendar, forums, language),
        roles=draw.forum_roles(frames.roles, forums, language),
        themes=draw.forum_themes(frames.parts, forums, language),
        outputs=draw.forum_outputs(frames.amounts, forums, language),
        words=draw.forum_words(analyse.forum_words(study, _TERMS), forums, language),
    )


def forum_answer(frames: ForumFrames, charts: ForumCharts, settings: ForumsParameters) -> Prose:
    """How many forums there are and what they are made of, with the figures' findings."""
    language = settings.language
    if frames.forums.empty:
        return Prose(sentence("forums_none", language))
    told = (charts.anatomy, charts.calendar, charts.roles)
    findings = joined([chart.story.title for chart in told], language)
    hosts = frames.roles[frames.roles.role == "hosts"]
    answer = sentence(
        "forums",
        language,
        articles=frames.forums.label.nunique(),
        forums=len(frames.forums),
        formulas=int((frames.forums.formula != "").sum()),
        named=int((frames.parts.name != "").sum()),
        hosts=hosts.name.nunique(),
        findings=findings,
    )
    return Prose(answer)


def format_rows(frames: ForumFrames, language: str) -> pd.DataFrame:
    """Comparable forms, a column for each forum; what is not stated is a dash.

    Args:
        frames: Tables of the chosen forums.
        language: "zh" or "en".

    Returns:
        A table to show, indexed by what is compared.
    """
    formats = frames.formats
    shown = {
        column(name, language): [_cell(name, cell, language) for cell in formats[name]]
        for name in _FORMATS
    }
    heads = [f"{name} ({label})" for name, label in zip(formats.name, formats.label, strict=True)]
    return pd.DataFrame(shown, index=pd.Index(heads)).T


def _cell(name: str, cell: object, language: str) -> str:
    if isinstance(cell, bool):
        return value("yes" if cell else "no", language)
    if isinstance(cell, tuple):
        kinds = [host_kind_label(str(code), language) for code in cell]
        return ("、" if language == "zh" else "; ").join(kinds) or _NOT_STATED
    if pd.isna(cell) or cell == "":  # type: ignore[call-overload]  # one cell
        return _NOT_STATED
    if name == "international_share":
        return f"{100 * float(str(cell)):.0f}"
    return f"{float(str(cell)):.0f}" if name in _WHOLE else _written(cell)


def _written(cell: object) -> str:
    return f"{cell:.1f}" if isinstance(cell, float) else str(cell)


def edit_rows(frames: ForumFrames, language: str) -> pd.DataFrame:
    """The edit script as a table, with the spans that each step rests on."""
    edits = frames.edits
    shown = {
        "field": [value(name, language) for name in edits.field],
        "operation": [value(name, language) for name in edits.operation],
        "before": edits.before.replace("", _NOT_STATED),
        "after": edits.after.replace("", _NOT_STATED),
        "amount_before": [_number(each) for each in edits.amount_before],
        "amount_after": [_number(each) for each in edits.amount_after],
        "rests_on": [" ".join(ids) for ids in edits.fact_ids],
    }
    return headed(shown, language)


def _number(each: float) -> str:
    return _NOT_STATED if pd.isna(each) else f"{each:.0f}"


def word_rows(study: Study, frames: ForumFrames, language: str) -> pd.DataFrame:
    """Words that set the chosen articles apart, with counts, log-odds and TF–IDF."""
    words = analyse.forum_words(study, _TERMS)
    words = words[words.label.isin(frames.forums.label)]
    shown = words[["label", "term", "occurrences", "elsewhere", "log_odds", "z", "tfidf"]]
    headed = {name: column(name, language) for name in shown.columns}
    return shown.rename(columns=headed).reset_index(drop=True)


def passage_rows(study: Study, frames: ForumFrames, language: str) -> pd.DataFrame | Prose:
    """Passages that two of the chosen articles share; a sentence if there are none."""
    passages = analyse.reused_passages(study)
    chosen = set(frames.forums.label)
    kept = passages[passages.one_label.isin(chosen) & passages.other_label.isin(chosen)]
    if kept.empty:
        return Prose(sentence("no_passages", language))
    names = ["one_label", "other_label", "characters", "one_quote", "other_quote"]
    shown = kept[names].rename(columns={name: column(name, language) for name in names})
    return shown.reset_index(drop=True)


def discrepancy_rows(study: Study, frames: ForumFrames, language: str) -> pd.DataFrame | Prose:
    """Formulas that their own article contradicts; a sentence if there are none."""
    found = analyse.format_discrepancies(study)
    found = found[found.forum_id.isin(frames.forums.forum_id)]
    if found.empty:
        return Prose(sentence("no_discrepancies", language))
    shown = {
        "label": list(found.label),
        "what": [value(code, language) for code in found.what],
        "symbol": list(found.symbol),
        "said": list(found.said),
        "but": list(found.but),
        "rests_on": [" ".join(ids) for ids in found.fact_ids],
    }
    return headed(shown, language)
