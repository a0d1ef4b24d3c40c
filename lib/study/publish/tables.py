"""Tables and sentences that a notebook shows, in its language."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from study import analyse, draw
from study.analyse import Study, key_terms
from study.draw import Chart
from study.lexicon import label
from study.lexicon.notebooks import column, sentence, value
from study.model import Qualifier, Status
from study.publish.parameters import GrowthParameters

_DIGEST_SHOWN = 12


@dataclass(frozen=True, slots=True)
class Prose:
    """A computed sentence, shown as prose in JupyterLab.

    Attributes:
        text: The sentence.
    """

    text: str

    def _repr_markdown_(self) -> str:
        """The sentence as a quotation that stands out."""
        return f"> **{self.text}**"

    def __repr__(self) -> str:
        """The sentence."""
        return self.text


def provenance(study: Study, language: str) -> pd.DataFrame:
    """Where the articles come from: one row each, with digest and how the date is known.

    Args:
        study: The tables of the articles.
        language: "zh" or "en".

    Returns:
        A table to show, indexed by the articles' labels.
    """
    documents = study.documents
    digest = documents.sha256.str[:_DIGEST_SHOWN]
    counts = study.facts.groupby("doc").size()
    shown = {
        "title": documents.title,
        "publisher": documents.publisher,
        "date": documents.date.dt.strftime("%Y-%m-%d").fillna("–"),
        "date_known_by": [value(code, language) for code in documents.date_known_by],
        "script": [value(code, language) for code in documents.script],
        "characters": documents.characters,
        "facts": documents.doc.map(counts).fillna(0).astype(int),
        "vouched": digest.where(documents.catalogued, value("not_catalogued", language)),
    }
    return _headed(pd.DataFrame(shown), documents.label, language)


def indicators(study: Study, language: str) -> pd.DataFrame:
    """How many quantities each article states of each indicator, most frequent first."""
    named = study.facts.assign(name=[label(code, language) for code in study.facts.indicator])
    table = pd.crosstab(named.name, named.label)
    total = column("total", language)
    table[total] = table.sum(axis=1)
    table.index.name, table.columns.name = column("indicator", language), None
    return table.sort_index().sort_values(total, ascending=False, kind="stable")


def vocabulary(study: Study, language: str, count: int = 8) -> pd.DataFrame:
    """Key terms of each article in one cell, with their TF–IDF weights in thousandths."""
    terms = key_terms(study, count)
    written = terms.term + " " + terms.weight.map("{:.1f}".format)
    joined = written.groupby(terms.label).agg("， ".join if language == "zh" else ", ".join)
    return joined.rename_axis(column("label", language)).to_frame(column("terms", language))


def statements(facts: pd.DataFrame, language: str) -> pd.DataFrame:
    """Facts as their sources put them: quote, subject, place, period and status.

    Args:
        facts: Rows of the table of facts.
        language: "zh" or "en".

    Returns:
        A table to show, indexed by fact id.
    """
    shown = {
        "quote": facts.stated,
        "subject": facts.subject,
        "indicator": [label(code, language) for code in facts.indicator],
        "place": [label(name, language) if name else "–" for name in facts.place],
        "period": _periods(facts),
        "status": [value(code, language) for code in facts.status],
    }
    return _headed(pd.DataFrame(shown), facts.fact_id, language)


def _periods(facts: pd.DataFrame) -> list[str]:
    starts = facts.start.dt.strftime("%Y-%m-%d")
    ends = facts.end.dt.strftime("%Y-%m-%d")
    return [_period(a, b) for a, b in zip(starts, ends, strict=True)]


def _period(start: str | float, end: str | float) -> str:
    if not isinstance(end, str):
        return "–"  # no period is stated
    return end if start == end else f"{start} – {end}"


def _headed(table: pd.DataFrame, index: pd.Series, language: str) -> pd.DataFrame:
    name = "fact_id" if index.name == "fact_id" else "label"
    headed = table.rename(columns={key: column(key, language) for key in table.columns})
    return headed.set_axis(pd.Index(index.to_list(), name=column(name, language)), axis="index")


def sources_answer(study: Study, language: str) -> Prose:
    """What the articles amount to, in a sentence."""
    facts = study.facts
    return Prose(
        sentence(
            "sources",
            language,
            articles=len(study.documents),
            characters=f"{int(study.documents.characters.sum()):,}",
            facts=len(facts),
            qualified=int((facts.qualifier != str(Qualifier.EXACT)).sum()),
            ahead=int((facts.status != str(Status.ACTUAL)).sum()),
        )
    )


@dataclass(frozen=True, slots=True)
class GrowthCharts:
    """The figures of 02_growth.

    Attributes:
        scale: Scale, revenue, output and investment by place and year.
        firms: Counts of firms by kind and place.
        growth: Stated, implied and needed growth.
    """

    scale: Chart
    firms: Chart
    growth: Chart


def growth_frames(facts: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """Stated levels, counts of firms, and growth, as the figures of 02_growth plot them."""
    return analyse.scale(facts), analyse.firms(facts), analyse.growth(facts)


def growth_charts(
    levels: pd.DataFrame, firms: pd.DataFrame, growth: pd.DataFrame, settings: GrowthParameters
) -> GrowthCharts:
    """Draw the tables of `growth_frames` in the language and for the place of the settings."""
    language, place = settings.language, settings.place
    return GrowthCharts(
        draw.scale(levels, language, place),
        draw.firms(firms, language, place),
        draw.growth(growth, language, place),
    )


def growth_answer(rows: Sequence[pd.DataFrame], charts: GrowthCharts, language: str) -> Prose:
    """How much is stated of scale, growth and firms, and what the figures found.

    Args:
        rows: Plotted tables, each with columns place and fact_ids.
        charts: The figures, whose titles are findings.
        language: "zh" or "en".
    """
    facts = {fact for table in rows for ids in table.fact_ids for fact in ids}
    if not facts:
        return Prose(sentence("none", language))
    places = {place for table in rows for place in table.place if place}
    titles = (charts.scale.story.title, charts.firms.story.title, charts.growth.story.title)
    stop = "。" if language == "zh" else ". "
    findings = stop.join(title.rstrip("。.") for title in titles) + stop
    told = sentence(
        "growth", language, facts=len(facts), places=len(places), findings=findings.strip()
    )
    return Prose(told)


def growth_rows(growth: pd.DataFrame, language: str) -> pd.DataFrame:
    """Growth as a table to show: kind, bounds and the facts each row rests on."""
    shown = {
        "place": [label(name, language) for name in growth.place],
        "indicator": [label(code, language) for code in growth.indicator],
        "kind": [value(kind, language) for kind in growth.kind],
        "low": growth.low.map("{:.1f}".format),
        "high": growth.high.map("{:.1f}".format),
        "mixed": [value("yes" if mixed else "no", language) for mixed in growth.mixed_indicators],
        "rests_on": [" ".join(ids) for ids in growth.fact_ids],
    }
    return pd.DataFrame({column(name, language): cells for name, cells in shown.items()})
