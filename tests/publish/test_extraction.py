"""Large corpora give the same tables from any source, by any workers, in one go or several."""

from __future__ import annotations

import json
import os
import shutil
import signal
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import duckdb
import fsspec
import pandas as pd
import psutil
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from bench.cluster import cluster
from bench.corpus import write_articles

import study
from study.cli import main
from study.model import StudyError
from study.publish import extraction
from study.publish.extraction import Extracted, extract_corpus

ROOT = Path(__file__).resolve().parents[2]
PART = 40_000  # bytes
AMOUNT = 400_000
TEXT = "2024年，昌平区医药健康产业规模超过1000亿元。"


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Articles of the seeds' sentences, half a megabyte."""
    folder = tmp_path_factory.mktemp("corpus") / "articles"
    write_articles(folder, AMOUNT, with_cases=False)
    return folder


@pytest.fixture(scope="module")
def by_one(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What one process makes of them."""
    out = tmp_path_factory.mktemp("one") / "tables"
    total = extract_corpus([str(corpus)], out, part_bytes=PART)
    assert total.articles == len(list(corpus.iterdir()))
    assert total.facts > 500
    assert total.refused == 0
    return out


def files(out: Path) -> dict[str, bytes]:
    return {
        path.relative_to(out).as_posix(): path.read_bytes()
        for path in sorted(out.rglob("*"))
        if path.is_file()
    }


def test_pandas_duckdb_and_the_study_open_the_tables(corpus: Path, by_one: Path) -> None:
    loaded, direct = study.load(by_one), study.load(corpus)
    for table in ("documents", "facts", "paragraphs", "noise"):
        pd.testing.assert_frame_equal(getattr(loaded, table), getattr(direct, table))
    assert loaded.articles == direct.articles
    frame = pd.read_parquet(by_one / "facts")
    query = f"select count(*), sum(value) from '{by_one}/facts/*.parquet'"
    ((count, total),) = duckdb.sql(query).fetchall()
    assert count == len(frame) == len(direct.facts)
    assert total == pytest.approx(frame.value.sum())


def test_processes_make_the_same_files(corpus: Path, by_one: Path, tmp_path: Path) -> None:
    extract_corpus([str(corpus)], tmp_path / "tables", jobs=2, part_bytes=PART)
    assert files(tmp_path / "tables") == files(by_one)


def test_what_was_stopped_goes_on(
    corpus: Path, by_one: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "tables"
    real, done = extraction.extract_part, list[str]()

    def stopping(part, *rest):  # noqa: ANN001, ANN002, ANN202 - as the real one
        if len(done) == 3:
            raise KeyboardInterrupt
        done.append(part.items[0].url)
        return real(part, *rest)

    monkeypatch.setattr(extraction, "extract_part", stopping)
    with pytest.raises(KeyboardInterrupt):
        extract_corpus([str(corpus)], out, part_bytes=PART)
    with pytest.raises(StudyError, match="unfinished; run the 'study extract'"):
        study.load(out)
    # A file that was cut off while being written, and a record that was.
    damaged = min((out / "parts").iterdir())
    damaged.write_bytes(damaged.read_bytes()[:-9])
    (out / "facts" / ".part-0.parquet.x").write_bytes(b"half")
    before = set(done)
    done[:] = [""] * 4
    extract_corpus([str(corpus)], out, part_bytes=PART)
    assert len(before & set(done)) == 1
    assert len(done[4:]) == len(files(by_one / "facts")) - 2
    assert files(out) == files(by_one)
    done.clear()
    extract_corpus([str(corpus)], out, part_bytes=PART)
    assert done == []


def test_a_changed_article_is_extracted_again_and_no_other(
    corpus: Path, by_one: Path, tmp_path: Path
) -> None:
    articles, out = tmp_path / "articles", tmp_path / "tables"
    shutil.copytree(corpus, articles)
    extract_corpus([str(articles)], out, part_bytes=PART)
    before = {path.name for path in (out / "facts").iterdir()}
    first = min(articles.iterdir())
    first.write_text(TEXT, encoding="utf-8")
    extract_corpus([str(articles)], out, part_bytes=PART)
    after = {path.name for path in (out / "facts").iterdir()}
    assert 1 <= len(after - before) <= 4 < len(before & after)
    assert study.load(out).facts.query("doc == @first.stem").value.to_list() == [1e11]


# --- a cluster --------------------------------------------------------------------------------


Cluster = tuple[str, list[psutil.Popen]]


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Cluster]:
    """A scheduler and two workers, processes of their own."""
    with cluster(2, tmp_path) as running:
        yield running


def test_a_cluster_that_loses_a_worker_makes_the_same_files(
    corpus: Path,
    by_one: Path,
    tmp_path: Path,
    running: Cluster,
) -> None:
    address, workers = running
    out = tmp_path / "tables"
    killed = threading.Event()

    def kill_one() -> None:
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            if len(list(out.glob("parts/*.json"))) >= 3:
                workers[0].send_signal(signal.SIGKILL)
                killed.set()
                return
            time.sleep(0.01)

    watch = threading.Thread(target=kill_one)
    watch.start()
    total = extract_corpus([str(corpus)], out, scheduler=address, part_bytes=PART)
    watch.join()
    assert killed.is_set()
    assert workers[0].wait() == -signal.SIGKILL
    assert workers[1].poll() is None
    assert total.articles == len(list(corpus.iterdir()))
    assert files(out) == files(by_one)


def test_workers_read_relative_paths_from_where_the_command_was_given(
    running: Cluster, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "here" / "corpus").mkdir(parents=True)
    (tmp_path / "here" / "corpus" / "a.txt").write_text(TEXT, encoding="utf-8")
    monkeypatch.chdir(tmp_path / "here")
    total = extract_corpus(["corpus"], Path("tables"), scheduler=running[0])
    assert total == Extracted(1, 1, 0)
    assert study.load("tables").facts.value.to_list() == [1e11]


def test_no_scheduler_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    with pytest.raises(StudyError, match="no scheduler at tcp"):
        extract_corpus([str(tmp_path / "a.txt")], tmp_path / "t", scheduler="tcp://127.0.0.1:9")


# --- sources ----------------------------------------------------------------------------------

RECORDS = [
    {
        "id": f"r{n:03}",
        "text": TEXT.replace("1000", str(1000 + n)),
        "url": f"u{n}",
        "date": "2024-05-06",
    }
    for n in range(300)
]


@pytest.fixture
def sources(tmp_path: Path) -> dict[str, str]:
    """The same records as JSON lines, as Parquet, and in the memory of this process."""
    lines = "\n".join(json.dumps(record, ensure_ascii=False) for record in RECORDS)
    (tmp_path / "r.jsonl").write_text(lines, encoding="utf-8")
    pq.write_table(pa.Table.from_pylist(RECORDS), tmp_path / "r.parquet", row_group_size=70)
    with fsspec.open("memory://news/r.jsonl", "w", encoding="utf-8") as stream:
        stream.write(lines + "\n")
    return {
        "jsonl": str(tmp_path / "r.jsonl"),
        "parquet": str(tmp_path / "r.parquet"),
        "elsewhere": "memory://news/*.jsonl",
    }


@pytest.mark.parametrize("kind", ["jsonl", "parquet", "elsewhere"])
@pytest.mark.parametrize("part_bytes", [199, 5_000, 4_000_000])
def test_every_record_is_read_once(
    sources: dict[str, str], tmp_path: Path, kind: str, part_bytes: int
) -> None:
    out = tmp_path / "tables"
    assert extract_corpus([sources[kind]], out, part_bytes=part_bytes) == Extracted(300, 300, 0)
    loaded = study.load(out)
    assert loaded.facts.value.to_list() == [(1000 + n) * 1e8 for n in range(300)]
    assert loaded.documents.doc.to_list() == [record["id"] for record in RECORDS]
    assert loaded.documents.address[7] == "u7"
    assert loaded.documents.date[7] == pd.Timestamp("2024-05-06")


def test_what_cannot_be_read_is_refused_by_name_and_the_rest_is_kept(tmp_path: Path) -> None:
    folder, out = tmp_path / "articles", tmp_path / "tables"
    folder.mkdir()
    (folder / "good.txt").write_text(TEXT, encoding="utf-8")
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 9)
    (folder / "records.jsonl").write_text('{"id": "empty", "text": " "}\nnot json\n', "utf-8")
    assert main(["extract", str(folder), "--out", str(out)]) == 1
    refused = pd.read_parquet(out / "refused")
    assert refused.doc.to_list() == ["binary", "empty", "records-29"]
    assert refused.reason.str.len().min() > 10
    assert study.load(out).facts.doc.to_list() == ["good"]


def test_an_address_is_read(tmp_path: Path) -> None:
    with fsspec.open("memory://pages/page.html", "w", encoding="utf-8") as stream:
        stream.write(f"<html><body><article><p>{TEXT * 3}</p></article></body></html>")
    total = extract_corpus(["memory://pages/page.html"], tmp_path / "tables")
    assert total.articles == 1
    assert total.facts == 3


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("nowhere", "--out", "t"), "nowhere"),
        (("memory://nowhere/*.jsonl", "--out", "t"), "holds no article"),
        (("nosuch://x/a.jsonl", "--out", "t"), "check the address"),
        (("seeds", "--out", "t", "--jobs", "0"), "--jobs must be 1 or more"),
        (("seeds", "--out", "t", "--jobs", "2", "--scheduler", "tcp://h:1"), "leave --jobs out"),
        (("seeds", "--out", "lib"), "which no extraction made; name a new folder"),
        (("seeds", "again", "--out", "t"), "2 articles would be document '000_"),
    ],
)
def test_wrong_calls_are_refused_in_a_line(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    words: tuple[str, ...],
    message: str,
) -> None:
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    for name in ("again", "lib"):
        (tmp_path / name).mkdir()
    shutil.copy(min((ROOT / "seeds").glob("*.txt")), tmp_path / "again")
    (tmp_path / "lib" / "precious.txt").write_text("1", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert main(["extract", *words]) == 2
    error = capsys.readouterr().err
    assert message in error
    assert len(error.splitlines()) == 1
    assert os.listdir("lib") == ["precious.txt"]  # noqa: PTH208 - names alone


def test_notebooks_run_on_the_tables_unchanged(tmp_path: Path) -> None:
    """What the defaults draw from the articles, the tables of the articles give too."""
    out = tmp_path / "tables"
    extract_corpus([str(ROOT / "seeds")], out)
    loaded, direct = study.load(out), study.load(ROOT / "seeds")
    pd.testing.assert_frame_equal(loaded.facts, direct.facts)
    pd.testing.assert_frame_equal(loaded.documents, direct.documents)
    settings = study.SourcesParameters.check(seeds=str(out))
    assert settings.seeds_folder == out
    fact = loaded.facts.fact_id[0]
    assert repr(loaded.source(fact)) == repr(direct.source(fact))
