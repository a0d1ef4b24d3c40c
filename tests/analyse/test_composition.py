"""Tables of composition: every row grounded, nothing stated made zero, dates kept apart."""

from __future__ import annotations

import pandas as pd
import pytest
from structure.answers import rows as answers

from study import analyse
from study.analyse import Study
from study.extract import extract_facts
from study.model import Document, Fact
from study.read import read_text


@pytest.fixture(scope="module")
def seeds(seed_documents: tuple[Document, ...], seed_facts: tuple[Fact, ...]) -> Study:
    return analyse.study_of(seed_documents, seed_facts)


def _study(name: str) -> Study:
    row = next(each for each in answers("articles") if each["id"] == name)
    document = read_text(row["text"], doc=row["id"], date=pd.Timestamp(row["date"]).date())
    return analyse.study_of([document], extract_facts(document))


def test_tables_of_a_study_are_checked_and_grounded(seeds: Study) -> None:
    for table in (seeds.orgs, seeds.clusters, seeds.links):
        assert len(table)
        for row in table.itertuples():
            assert seeds.articles[row.doc].raw[row.raw_start : row.raw_end] == row.quote
    assert seeds.links.link_id.is_unique
    facts = {fact for ids in seeds.clusters.fact_ids for fact in ids}
    assert facts <= set(seeds.facts.fact_id)
    assert facts


def test_an_article_without_clusters_gives_empty_tables() -> None:
    document = read_text("今天天气很好。", doc="none", date=None)
    study = analyse.study_of([document], [])
    assert study.orgs.empty
    assert study.links.empty
    for table in (analyse.focus, analyse.members, analyse.projects, analyse.ties):
        assert table(study.links).empty
    assert analyse.ownership(study).empty


def test_every_row_of_composition_names_its_evidence(seeds: Study) -> None:
    known = set(seeds.links.link_id) | set(seeds.orgs.organisation_id) | set(seeds.facts.fact_id)
    tables = [
        analyse.focus(seeds.links),
        analyse.members(seeds.links),
        analyse.projects(seeds.links),
        analyse.ties(seeds.links),
        analyse.ownership(seeds),
        analyse.space(seeds.facts),
        analyse.shares_of_wholes(seeds.facts),
    ]
    for table in tables:
        assert len(table)
        assert all(ids and set(ids) <= known for ids in table.fact_ids)
        assert all(table.sources)


def test_projects_keep_what_is_not_stated_empty(seeds: Study) -> None:
    projects = analyse.projects(seeds.links).set_index("project")
    assert projects.track["齐禾生科总部"] == "前沿技术"
    assert projects.project_type["齐禾生科总部"] == "总部"
    assert projects.track["唯源立康中国总部"] == ""
    assert projects.event["韩美药品综合基地"] == ""


def test_links_of_a_place_hold_what_lies_in_it(seeds: Study) -> None:
    links = analyse.links_in(seeds, "北京经开区")
    located = links[links.type == "located_in"]
    assert {"珐博进", "拜耳", "阿斯利康"} <= set(located.head_canonical)
    assert "捷臻医疗" not in set(located.head_canonical)
    assert len(analyse.links_in(seeds)) == len(seeds.links)
    assert analyse.links_in(seeds, "上海市").empty


def test_space_of_different_days_stays_apart(seeds: Study) -> None:
    space = analyse.space(seeds.facts)
    assert set(space.status) >= {"actual", "plan"}
    assert (space.fact_ids.map(len) == 1).all()


def test_shares_are_of_the_city_or_the_nation(seeds: Study) -> None:
    shares = analyse.shares_of_wholes(seeds.facts)
    assert {"全市", "全国"} <= set(shares["of"])


def test_ownership_is_told_by_the_text_or_by_common_knowledge_and_never_guessed() -> None:
    text = "跨国药企诺维森生物在园区投产，迪邦医药、阿斯利康等企业也已入驻张江药谷。"
    document = read_text(text, doc="own", date=None)
    study = analyse.study_of([document], [])
    owned = analyse.ownership(study).set_index("company")
    assert (owned.ownership["诺维森生物"], owned.basis["诺维森生物"]) == ("multinational", "text")
    assert (owned.ownership["阿斯利康"], owned.basis["阿斯利康"]) == ("multinational", "lexicon")
    assert (owned.ownership["迪邦医药"], owned.basis["迪邦医药"]) == ("", "")


def test_firms_and_parks_make_a_graph_whose_edges_are_links() -> None:
    study = _study("suzhou")
    graph = analyse.network(study.links)
    assert graph.has_edge("信达生物", "苏州生物医药产业园")
    known = set(study.links.link_id)
    assert all(set(ids) <= known for _, _, ids in graph.edges(data="fact_ids"))
