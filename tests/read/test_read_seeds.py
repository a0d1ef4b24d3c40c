"""The five articles: every paragraph in its role, every byte vouched for."""

from __future__ import annotations

import hashlib
import shutil
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from study.model import BODY_ROLES, DateKnownBy, Document, Role, Script, StudyError
from study.read import read_catalogue, read_paths

SEEDS = Path(__file__).parents[2] / "seeds"
DATES = {
    "000": date(2024, 11, 22),
    "001": date(2025, 7, 16),
    "002": date(2023, 11, 9),
    "003": date(2024, 8, 8),
    "004": date(2025, 4, 15),
}
B, H, S, Y = Role.BODY, Role.HEADLINE, Role.SUBHEADING, Role.BYLINE
P, C, R, F, D = Role.PLACEHOLDER, Role.CAPTION, Role.RELATED, Role.FURNITURE, Role.DISCLAIMER
# How often each role comes, one run after another, as a reader of the articles judges.
RUNS = {
    "000": [(B, 23)],
    "001": [
        *((H, 1), (Y, 1), (F, 2), (B, 1), (S, 2), (B, 3), (S, 2), (B, 4), (S, 2), (B, 4)),
        *((R, 2), (F, 2)),
    ],
    "002": [(Y, 1), (H, 1), (Y, 1), (B, 11), (Y, 2), (R, 12)],
    "003": [
        *((H, 1), (Y, 1), (B, 1), (P, 1), (B, 2), (S, 1), (B, 2), (P, 1), (B, 1), (P, 1)),
        *((B, 1), (P, 1), (S, 1), (B, 1), (P, 1), (B, 3), (P, 1), (B, 1), (P, 3), (S, 1)),
        *((B, 1), (P, 1), (B, 3), (P, 1), (B, 1), (S, 1), (B, 1), (S, 1), (B, 1), (P, 1)),
        *((B, 3), (S, 1), (B, 1), (P, 1), (B, 4), (D, 1), (F, 1), (R, 31)),
    ],
    "004": [(C, 1), (B, 12), (S, 1), (B, 7)],
}


def runs(roles: list[Role]) -> list[tuple[Role, int]]:
    found: list[tuple[Role, int]] = []
    for role in roles:
        if found and found[-1][0] is role:
            found[-1] = (role, found[-1][1] + 1)
        else:
            found.append((role, 1))
    return found


def test_every_paragraph_has_its_role(seed_documents: tuple[Document, ...]) -> None:
    read = {d.label: runs([p.role for p in d.paragraphs]) for d in seed_documents}
    assert read == RUNS


def test_dates_are_those_of_the_catalogue(seed_documents: tuple[Document, ...]) -> None:
    assert {d.label: d.date for d in seed_documents} == DATES
    assert {d.date_known_by for d in seed_documents} == {DateKnownBy.CATALOGUE}
    assert all(d.catalogued and d.title for d in seed_documents)


def test_the_text_alone_tells_the_same_dates(tmp_path: Path) -> None:
    for path in SEEDS.glob("*.txt"):
        shutil.copy(path, tmp_path)
    documents = list(read_paths([tmp_path]))
    assert {d.doc[:3]: d.date for d in documents} == DATES
    assert Counter(d.date_known_by for d in documents) == {
        DateKnownBy.BYLINE: 3,
        DateKnownBy.TEXT: 2,
    }
    titles = {d.doc[:3]: d.title for d in documents}
    assert titles["003"] == "医产协同助力成果转化,2024北京城市副中心创新医学转化大赛圆满落幕"
    publishers = {d.doc[:3]: d.publisher for d in documents}
    assert publishers["002"] == "北京青年报"
    assert publishers["003"] == "今日热点网"


def test_the_text_is_clean(seed_documents: tuple[Document, ...]) -> None:
    by_label = {d.label: d for d in seed_documents}
    assert not set("■◆★▲") & {c for d in seed_documents for c in d.text}
    assert "年均增速分别为10%、16.6%,2023年" in by_label["000"].text
    assert "采用“1+8+1+N”的模式" in by_label["000"].text
    assert "首席执行官苏博科(Pascal Soriot)此前表示" in by_label["001"].text
    assert "首张耳聋基因检测芯片已为超700万新生儿" in by_label["001"].text
    assert "手术机器人、脑机接口、“AI+医疗”" in by_label["001"].text
    assert "《支持创新药高质量发展的若干措施》" in by_label["001"].text
    scripts = {label: d.script for label, d in by_label.items()}
    assert [k for k, v in scripts.items() if v is Script.TRADITIONAL] == ["001"]


def test_noise_and_text_and_gaps_make_up_the_raw_file(seed_documents: tuple[Document, ...]) -> None:
    for document in seed_documents:
        noise = {at for start, end in document.noise for at in range(start, end)}
        left = set(range(len(document.raw))) - noise - set(document.origin)
        assert {document.raw[at] for at in left} <= set("\n\r \u3000\xa0\t")


def test_what_is_no_article_states_nothing(seed_documents: tuple[Document, ...]) -> None:
    body = "\n".join(
        d.text[p.start : p.end]
        for d in seed_documents
        for p in d.paragraphs
        if p.role in BODY_ROLES
    )
    for other in ("206%", "1.9亿元贷款", "12项重磅产业项目集中签约", "CMMI5", "image.png", "17:39"):
        assert other not in body


def test_the_catalogue_vouches_for_every_byte(tmp_path: Path) -> None:
    entries = read_catalogue(SEEDS)
    assert {entry.id for entry in entries.values()} == set(DATES)
    for name, entry in entries.items():
        assert hashlib.sha256((SEEDS / name).read_bytes()).hexdigest() == entry.sha256
    folder = tmp_path / "seeds"
    shutil.copytree(SEEDS, folder)
    for name in entries:
        path = folder / name
        data = path.read_bytes()
        path.chmod(0o644)
        path.write_bytes(data[:-1] + bytes([data[-1] ^ 1]))
        with pytest.raises(StudyError, match=f"{name} has changed since it was catalogued"):
            list(read_paths([folder]))
        path.write_bytes(data)
