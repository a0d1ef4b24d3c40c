"""Tables and sentences that a notebook shows, in its language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace

import pandas as pd

from study import analyse, draw
from study.analyse import Study, key_terms
from study.analyse.wording import amount, spread
from study.draw import Chart
from study.draw.words import measure
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


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table shown whole, however many rows it has and however long its cells are.

    Attributes:
        table: The table.
    """

    table: pd.DataFrame

    def __repr__(self) -> str:
        """The table as lines."""
        with _unabridged():
            return str(self.table.to_string())

    def _repr_html_(self) -> str:
        """The table for JupyterLab."""
        with _unabridged():
            return str(self.table.to_html(max_rows=None))


def _unabridged() -> AbstractContextManager[None]:
    return pd.option_context("display.max_colwidth", None, "display.width", None)


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
    return _indexed(shown, documents.label, language)


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
    return _indexed(shown, facts.fact_id, language)


def _periods(facts: pd.DataFrame) -> list[str]:
    starts = facts.start.dt.strftime("%Y-%m-%d")
    ends = facts.end.dt.strftime("%Y-%m-%d")
    return [_period(a, b) for a, b in zip(starts, ends, strict=True)]


def _period(start: str | float, end: str | float) -> str:
    if not isinstance(end, str):
        return "–"  # no period is stated
    return end if start == end else f"{start} – {end}"


def headed(shown: Mapping[str, object], language: str) -> pd.DataFrame:
    """A table to show, its columns named in a language.

    Args:
        shown: Cells by the names of the columns in `notebooks.yml`.
        language: "zh" or "en".
    """
    return pd.DataFrame({column(name, language): cells for name, cells in shown.items()})


def _indexed(shown: Mapping[str, object], index: pd.Series, language: str) -> pd.DataFrame:
    name = "fact_id" if index.name == "fact_id" else "label"
    names = pd.Index(index.to_list(), name=column(name, language))
    return headed(shown, language).set_axis(names, axis="index")


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
class GrowthFrames:
    """The tables of 02_growth, for the place, segment and years that were asked for.

    Attributes:
        facts: The facts they are made of.
        series: All stated points, one series per quantity and place.
        levels: Scale, revenue, output and investment by place and year.
        firms: Counts of firms by kind and place.
        growth: Stated, implied and needed growth.
        progress: Levels against targets.
        shares: Shares with their wholes.
        composition: Output and investment of a year by segment.
        approvals: Approved drugs and devices by place.
        backcast: Levels of base years, counted back with stated growth.
    """

    facts: pd.DataFrame
    series: pd.DataFrame
    levels: pd.DataFrame
    firms: pd.DataFrame
    growth: pd.DataFrame
    progress: pd.DataFrame
    shares: pd.DataFrame
    composition: pd.DataFrame
    approvals: pd.DataFrame
    backcast: pd.DataFrame

    @property
    def plotted(self) -> tuple[pd.DataFrame, ...]:
        """The tables that figures plot."""
        levels = (self.levels, self.firms, self.growth)
        return (*levels, self.progress, self.shares, self.composition, self.approvals)


@dataclass(frozen=True, slots=True)
class GrowthCharts:
    """The figures of 02_growth.

    Attributes:
        scale: Scale, revenue, output and investment by place and year.
        composition: Output and investment of a year by segment.
        firms: Counts of firms by kind and place.
        growth: Stated, implied and needed growth.
        progress: Levels against targets.
        shares: Shares with their wholes.
        approvals: Approved drugs and devices by place.
    """

    scale: Chart
    composition: Chart
    firms: Chart
    growth: Chart
    progress: Chart
    shares: Chart
    approvals: Chart


def growth_frames(study: Study, settings: GrowthParameters) -> GrowthFrames:
    """Make the tables of 02_growth.

    Args:
        study: Tables and articles.
        settings: What was asked for.
    """
    facts = analyse.select(
        study.facts, settings.place, settings.industry, settings.first_year, settings.last_year
    )
    return GrowthFrames(
        facts=facts,
        series=analyse.series(replace(study, facts=facts)),
        levels=analyse.scale(facts),
        firms=analyse.firms(facts),
        growth=analyse.growth(facts),
        progress=analyse.progress(facts),
        shares=analyse.part_shares(study, facts),
        composition=analyse.composition(facts),
        approvals=analyse.approvals(study, facts),
        backcast=analyse.backcast(facts),
    )


def growth_charts(frames: GrowthFrames, settings: GrowthParameters) -> GrowthCharts:
    """Draw the tables of `growth_frames` in the language and for the place of the settings."""
    asked = (settings.language, settings.place)
    return GrowthCharts(
        scale=draw.scale(frames.levels, *asked),
        composition=draw.composition(frames.composition, *asked),
        firms=draw.firms(frames.firms, *asked),
        growth=draw.growth(frames.growth, *asked),
        progress=draw.progress(frames.progress, *asked),
        shares=draw.part_shares(frames.shares, *asked),
        approvals=draw.approvals(frames.approvals, *asked),
    )


def growth_answer(frames: GrowthFrames, charts: GrowthCharts, language: str) -> Prose:
    """How much is stated of scale, growth and firms, and what the figures found.

    Args:
        frames: The plotted tables.
        charts: The figures, whose titles are findings.
        language: "zh" or "en".
    """
    rows = frames.plotted
    facts = {fact for table in rows for ids in table.fact_ids for fact in ids}
    if not facts:
        return Prose(sentence("none", language))
    places = {place for table in rows for place in table.place if place}
    told = (charts.scale, charts.firms, charts.growth, charts.progress)
    findings = joined([chart.story.title for chart in told], language)
    return Prose(
        sentence("growth", language, facts=len(facts), places=len(places), findings=findings)
    )


def joined(titles: Sequence[str], language: str) -> str:
    """Titles as sentences behind each other."""
    stop = "。" if language == "zh" else ". "
    return (stop.join(title.rstrip("。.") for title in titles) + stop).strip()


def series_rows(series: pd.DataFrame, language: str) -> Sheet:
    """Stated points as a table to show: series, kind of number, period, bounds, source.

    Args:
        series: A table of `study.analyse.series`.
        language: "zh" or "en".
    """
    bounds = zip(series.interval_low, series.interval_high, series.unit, strict=True)
    shown = {
        "place": [label(name, language) for name in series.place],
        "indicator": [
            measure(code, segment, language)
            for code, segment in zip(series.indicator, series.industry, strict=True)
        ],
        "nature": [value(code, language) for code in series.nature],
        "status": [value(code, language) for code in series.status],
        "period": _periods(series.assign(start=series.as_of.fillna(series.start))),
        "quote": series.stated,
        "interval": [_interval(low, high, unit, language) for low, high, unit in bounds],
        "label": [" ".join(source.split(" ")[0] for source in each) for each in series.sources],
    }
    return Sheet(headed(shown, language))


def _interval(low: float, high: float, unit: str, language: str) -> str:
    if high == float("inf"):
        return f"≥ {amount(low, unit, language)}"
    return spread(low, high, unit, language)


def backcast_rows(backcast: pd.DataFrame, language: str) -> Sheet:
    """Levels of base years as a table to show, each with the rate it is counted back with.

    Args:
        backcast: A table of `study.analyse.backcast`.
        language: "zh" or "en".
    """
    shown = {
        "place": [label(name, language) for name in backcast.place],
        "indicator": [label(code, language) for code in backcast.indicator],
        "base_year": backcast.base_year,
        "rate": [
            spread(low, high, "%", language)
            for low, high in zip(backcast.rate_low, backcast.rate_high, strict=True)
        ],
        "implied_level": [
            spread(low, high, unit, language)
            for low, high, unit in zip(backcast.low, backcast.high, backcast.unit, strict=True)
        ],
        "rests_on": [" ".join(ids) for ids in backcast.fact_ids],
    }
    return Sheet(headed(shown, language))


def _percent(number: float) -> str:
    """A rate to one decimal; twelve digits first, so that 13.7499999999999 is not rounded down."""
    return f"{float(f'{number:.12g}'):.1f}"


def growth_rows(growth: pd.DataFrame, language: str) -> Sheet:
    """Growth as a table to show: kind, bounds and the facts each row rests on."""
    shown = {
        "place": [label(name, language) for name in growth.place],
        "indicator": [label(code, language) for code in growth.indicator],
        "kind": [value(kind, language) for kind in growth.kind],
        "low": [_percent(low) for low in growth.low],
        "high": [_percent(high) for high in growth.high],
        "mixed": [value("yes" if mixed else "no", language) for mixed in growth.mixed_indicators],
        "rests_on": [" ".join(ids) for ids in growth.fact_ids],
    }
    return Sheet(headed(shown, language))
