"""Organisations and links of the five articles against their hand-made reference."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

import pytest

from study.extract.clusters import extract_clusters
from study.extract.links import extract_links
from study.extract.organisations import extract_organisations
from study.model import Document, Fact, Link, Organisation

ROOT = Path(__file__).parents[2]
SCORER = ROOT / "tests" / "evaluate" / "score_structure.py"
GOLD = ROOT / "tests" / "gold"
FIGURES = re.compile(
    r"(?P<what>\w+): reference .*?precision (?P<p>[\d.]+) recall (?P<r>[\d.]+) F1 (?P<f>[\d.]+)"
)
LINK_TYPES = [
    "located_in",
    "focuses_on",
    "signed_at",
    "project_type",
    "track",
    "hosted_by",
    "organised_by",
    "supported_by",
    "guided_by",
    "media_partner",
    "part_of",
]


def _scored(what: str, rows: Iterable[dict[str, str]], folder: Path) -> str:
    path = folder / f"{what}.jsonl"
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), "utf-8")
    command = [sys.executable, str(SCORER), what, str(GOLD), str(path), "--misses"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def _figures(told: str) -> dict[str, tuple[float, float, float]]:
    return {
        m["what"]: (float(m["p"]), float(m["r"]), float(m["f"])) for m in FIGURES.finditer(told)
    }


@pytest.fixture(scope="module")
def organisations(seed_documents: Sequence[Document]) -> list[Organisation]:
    return [each for document in seed_documents for each in extract_organisations(document)]


@pytest.fixture(scope="module")
def links(seed_documents: Sequence[Document]) -> list[Link]:
    return [each for document in seed_documents for each in extract_links(document)]


def test_organisations_reach_the_bars(organisations: list[Organisation], tmp_path: Path) -> None:
    rows = ({"doc": o.doc, "name": o.name, "kind": str(o.kind)} for o in organisations)
    told = _scored("orgs", rows, tmp_path)
    precision, recall, _ = _figures(told)["organisations"]
    kinds = re.search(r"kind right where found: ([\d.]+)", told)
    assert kinds is not None
    assert precision >= 0.98, told
    assert recall >= 0.98, told
    assert float(kinds[1]) >= 0.97, told


def test_links_reach_the_bars(links: list[Link], tmp_path: Path) -> None:
    rows = (
        {"doc": link.doc, "type": str(link.type), "head": link.head, "tail": link.tail}
        for link in links
    )
    told = _scored("links", rows, tmp_path)
    figures = _figures(told)
    assert figures["links"][2] >= 0.95, told
    assert set(LINK_TYPES) <= figures.keys(), told
    weak = {kind: figures[kind][2] for kind in LINK_TYPES if figures[kind][2] < 0.85}
    assert not weak, told


def test_quotes_stand_where_they_are_said_to(
    organisations: list[Organisation], links: list[Link], seed_documents: Sequence[Document]
) -> None:
    raw = {document.doc: document.raw for document in seed_documents}
    for each in (*organisations, *links):
        assert raw[each.doc][each.raw_start : each.raw_end] == each.quote
        assert each.quote
    for organisation in organisations:
        assert (organisation.raw_start, organisation.raw_end) in organisation.mentions


def test_one_organisation_has_one_name_in_all_articles(organisations: list[Organisation]) -> None:
    canonical = {name: o.canonical for o in organisations for name in (o.name, *o.aliases)}
    assert canonical["市药监局"] == canonical["北京市药品监督管理局"] == "北京市药品监督管理局"
    assert canonical["工信部"] == canonical["工业和信息化部"] == "工业和信息化部"
    firms = [o for o in organisations if o.canonical == "阿斯利康"]
    assert len({o.doc for o in firms}) == len(firms) == 2  # one article in each script


def test_clusters_tell_members_segments_and_facts(
    seed_documents: Sequence[Document], seed_facts: Sequence[Fact]
) -> None:
    clusters = {
        (document.label, cluster.canonical): cluster
        for document in seed_documents
        for cluster in extract_clusters(document, [f for f in seed_facts if f.doc == document.doc])
    }
    park = clusters["001", "北京亦庄生物医药园"]
    assert set(park.members) >= {"珐博进", "博奥晶典", "安诺优达"}
    assert (park.level, park.parent, park.district) == ("park", "北京经开区", "北京经开区")
    assert len(park.facts) >= 3
    city = clusters["000", "国际医疗器械城"]
    assert len(city.segments) >= 10
    assert city.parent == "生命科学创新走廊"
    assert city.role
    named = {(g["doc"], g["name"]) for g in _gold_clusters() if not g.get("borderline")}
    found = {
        (label, name)
        for (label, _), c in clusters.items()
        for name in _names(c.name, c.canonical, c.aliases)
    }
    missing = named - found
    assert len(missing) <= len(named) / 10, sorted(missing)


def _gold_clusters() -> list[dict[str, str]]:
    lines = (GOLD / "clusters.jsonl").read_text("utf-8").splitlines()
    return [json.loads(line) for line in lines]


def _names(name: str, canonical: str, aliases: Iterable[str]) -> set[str]:
    return {name, canonical, *aliases}
