"""The one way a figure leaves the study: drawing, plotted rows, provenance; same bytes always."""

from __future__ import annotations

import hashlib
import io
import json
import math
import os
import re
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

import matplotlib as mpl
import pandas as pd

from study.analyse import Study
from study.analyse.tables import rows_of
from study.draw import fonts
from study.draw.chart import Chart, gid
from study.draw.style import DPI, in_style
from study.model import StudyError

_NAME = re.compile(r"[\w.-]+")
_MARK = re.compile(r'<g id="(fact-[^"]*)">')


@dataclass(frozen=True, slots=True)
class Saved:
    """A figure as saved; the last line of a notebook cell shows it.

    Attributes:
        name: Stem of its files.
        svg: The drawing.
        alt: Description for those who do not see it.
        files: The files written: SVG, PNG, CSV, JSON.
    """

    name: str
    svg: str
    alt: str
    files: tuple[Path, ...]

    def _repr_mimebundle_(self, **_: object) -> dict[str, str]:
        """The drawing for JupyterLab, its description where no drawing can be shown."""
        return {"image/svg+xml": self.svg[self.svg.index("<svg") :], "text/plain": repr(self)}

    def __repr__(self) -> str:
        """The description."""
        return self.alt


def save(
    chart: Chart,
    name: str,
    folder: str | Path,
    study: Study,
    parameters: Mapping[str, str | int | float | bool] | None = None,
) -> Saved:
    """Write a figure as NAME.svg, NAME.png, NAME.csv (plotted rows) and NAME.json (provenance).

    The same chart gives the same bytes. Each file is written whole or not at all.

    Args:
        chart: The figure.
        name: Stem of the files: letters, digits, ".", "_" and "-".
        folder: Folder to write to; made if missing.
        study: The tables that the figure was made from.
        parameters: What the figure was asked for, kept in the provenance.

    Returns:
        The saved figure.

    Raises:
        StudyError: If the name is not fit for a file, a plotted row names an unknown fact, or
            the folder cannot be written to.
    """
    if not _NAME.fullmatch(name):
        raise StudyError(f"figure name {name!r}: use letters, digits, '.', '_' and '-' only")
    spans = _spans(chart.rows, study)
    csv = _csv(chart.rows).encode()
    svg = _accessible(_svg(chart, name), name, chart, spans)
    provenance = _provenance(chart, name, study, spans) | {
        "parameters": dict(sorted((parameters or {}).items())),
        "rows": {"file": f"{name}.csv", "sha256": hashlib.sha256(csv).hexdigest()},
    }
    told = json.dumps(provenance, ensure_ascii=False, indent=1) + "\n"
    contents = {"svg": svg.encode(), "png": _png(chart), "csv": csv, "json": told.encode()}
    files = tuple(Path(folder) / f"{name}.{ending}" for ending in contents)
    for path, content in zip(files, contents.values(), strict=True):
        _write(path, content)
    return Saved(name, svg, chart.story.alt, files)


def _spans(rows: pd.DataFrame, study: Study) -> list[dict[str, Any]]:
    """Place and quote of every fact, link and organisation that the rows rest on."""
    ids = {fact for each in rows.fact_ids for fact in each}
    facts = study.statements[study.statements.fact_id.isin(ids)]
    found = [facts, *_other_evidence(ids - set(facts.fact_id), study)]
    unknown = sorted(ids.difference(*(each.fact_id for each in found)))
    if unknown:
        raise StudyError(f"plotted rows name {unknown[0]!r}, which is no fact of this study")
    columns = ["fact_id", "doc", "label", "publisher", "quote", "raw_start", "raw_end"]
    return [
        {str(key): value for key, value in row.items()}
        for each in found
        for row in each[columns].to_dict(orient="records")
    ]


def _other_evidence(ids: set[str], study: Study) -> Iterator[pd.DataFrame]:
    """Links, organisations and clusters that rows rest on, found only where some are named."""
    if not ids:
        return
    tables = (
        (study.links, "link_id"),
        (study.orgs, "organisation_id"),
    )
    for table, key in tables:
        named = table[table[key].isin(ids)].rename(columns={key: "fact_id"})
        yield named.drop_duplicates("fact_id")


@in_style
def _svg(chart: Chart, name: str) -> str:
    mpl.rcParams["svg.hashsalt"] = name
    out = io.StringIO()
    chart.savefig(out, format="svg", metadata=dict.fromkeys(("Creator", "Date", "Format", "Type")))
    return fonts.plain(out.getvalue())


@in_style
def _png(chart: Chart) -> bytes:
    out = io.BytesIO()
    chart.savefig(out, format="png", dpi=DPI, metadata={"Software": None})
    return out.getvalue()


def _accessible(svg: str, name: str, chart: Chart, spans: Sequence[Mapping[str, Any]]) -> str:
    """Give the drawing its title and description, and every mark the quotes it stands for."""
    story = chart.story
    start = svg.index("<svg")
    inside = svg.index(">", start)
    ids = f"{name}-title {name}-desc"
    words = (
        f' role="img" aria-labelledby="{ids}" lang="{story.language}">\n'
        f' <title id="{name}-title">{escape(story.title)}</title>\n'
        f' <desc id="{name}-desc">{escape(story.alt)}</desc>'
    )
    marked = _told_marks(svg[inside + 1 :], name, chart.rows, spans)
    return svg[:inside] + words + marked


def _told_marks(svg: str, name: str, rows: pd.DataFrame, spans: Sequence[Mapping[str, Any]]) -> str:
    """Name the facts of every mark, and show their quotes when the mark is pointed at.

    Ids must be unique on a page, and a fact may have several marks on several figures.
    """
    quotes = {span["fact_id"]: f"{span['quote']} — {span['label']}" for span in spans}
    facts = {gid(ids): ids for ids in rows.fact_ids if ids}
    facts |= {gid([fact]): [fact] for fact in quotes}
    seen: dict[str, int] = {}

    def told(match: re.Match[str]) -> str:
        mark = match.group(1)
        seen[mark] = seen.get(mark, 0) + 1
        ids = facts[mark]
        title = escape("\n".join(quotes[fact] for fact in ids))
        return (
            f'<g id="{name}-{mark}-{seen[mark]}" data-facts="{escape(" ".join(ids))}">'
            f"<title>{title}</title>"
        )

    return _MARK.sub(told, svg)


def _csv(rows: pd.DataFrame) -> str:
    """The plotted rows; lists are joined by a semicolon, days written as ISO dates."""
    frame = rows.copy()
    for column in frame.columns:
        if frame[column].dtype == object:
            frame[column] = [
                ";".join(map(str, cell)) if isinstance(cell, list | tuple) else cell
                for cell in frame[column]
            ]
    return frame.to_csv(
        index=False, lineterminator="\n", date_format="%Y-%m-%d", float_format=_plain
    )


def _plain(number: Any) -> str:  # noqa: ANN401 - what pandas hands over
    """Twelve digits, no exponent for what can be read without."""
    if math.isfinite(number) and number == int(number) and abs(number) < 1e15:
        return str(int(number))
    return format(number, ".12g")


def _provenance(
    chart: Chart, name: str, study: Study, spans: Sequence[Mapping[str, Any]]
) -> dict[str, Any]:
    """What the figure says, and where every mark of it comes from."""
    story = chart.story
    docs = {span["doc"] for span in spans}
    if "doc" in chart.rows:
        docs |= set(chart.rows.doc)
    articles = study.documents[study.documents.doc.isin(docs)]
    return {
        "name": name,
        "language": story.language,
        "title": story.title,
        "subtitle": story.subtitle,
        "alt": story.alt,
        "notes": list(story.notes),
        "source": story.source_line,
        "title_rests_on": sorted(story.rests_on),
        "facts": [span["fact_id"] for span in spans],
        "documents": list(articles.doc),
        "spans": list(spans),
        "corrections": _corrections(study, {span["fact_id"] for span in spans}),
        "inputs": {row.doc: f"sha256:{row.sha256}" for row in rows_of(articles)},
    }


def _corrections(study: Study, facts: set[str]) -> list[dict[str, str]]:
    """What a person corrected of the facts behind a figure, and why."""
    return [
        {
            "name": each.correction.name,
            "fact_id": each.fact_id,
            "field": each.correction.field,
            "extracted": str(each.before),
            "corrected": str(each.correction.value),
            "reason": each.correction.reason,
        }
        for each in study.corrections
        if each.fact_id in facts
    ]


def _write(path: Path, content: bytes) -> None:
    """Write a file whole: aside first, then into its place; nothing if it already says so."""
    try:
        if path.is_file() and path.read_bytes() == content:
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, aside = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    except OSError as error:
        raise StudyError(
            f"cannot write {path}: {error.strerror}; name another folder for figures"
        ) from error
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(aside).chmod(0o644)
        Path(aside).replace(path)
    finally:
        Path(aside).unlink(missing_ok=True)
