"""Extracts corpora of any size into Parquet: streaming, resumable, on one machine or many."""

from __future__ import annotations

import json
import multiprocessing
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from importlib import import_module
from itertools import islice
from pathlib import Path
from typing import Any, Protocol, TextIO

from study.analyse import stored
from study.extract import extract_facts
from study.extract.kept import made_of
from study.model import Fact, StudyError
from study.publish.files import open_whole
from study.publish.parts import PART_BYTES, Part, Refused, parts_of, read_part
from study.publish.sealed import read_sealed, sealed

_DONE = "parts"  # a sealed record for each part that is written
_WAITING = 3  # parts for each worker that are handed out at once
_RETRIES = 3


@dataclass(frozen=True)
class Extracted:
    """What became of a part, or of a corpus.

    Attributes:
        articles: How many were read.
        facts: How many facts they state.
        refused: How many could not be read.
    """

    articles: int
    facts: int
    refused: int

    def __add__(self, other: Extracted) -> Extracted:
        """Both together."""
        return Extracted(
            *(a + b for a, b in zip(vars(self).values(), vars(other).values(), strict=True))
        )


class Workers(Protocol):
    """Who extracts parts: this process, others, or a cluster."""

    @property
    def count(self) -> int:
        """How many parts are extracted at once."""

    def submit(self, part: Part, out: str) -> Any:  # noqa: ANN401 - each has futures of its own
        """Have a part extracted."""

    def next_done(self, pending: Sequence[Any]) -> tuple[Any, Extracted]:
        """Wait for one of some futures, and give its result."""


def extract_corpus(  # noqa: PLR0913 - what the command line takes
    paths: Sequence[str],
    out: Path,
    *,
    jobs: int = 1,
    scheduler: str = "",
    part_bytes: int = PART_BYTES,
    progress: TextIO | None = None,
) -> Extracted:
    """Extract every article of a corpus into a folder of Parquet.

    Called again after it was stopped, it goes on where it was. The files are the same
    whoever extracts them, and however many at once.

    Args:
        paths: Articles, folders, *.jsonl or *.parquet; see `study.publish.parts.parts_of`.
        out: Folder of the tables; workers on other machines must see it under the same name.
        jobs: How many processes extract here.
        scheduler: Address of a Dask scheduler whose workers extract instead.
        part_bytes: About how many bytes of articles are extracted at a time.
        progress: Where a progress bar goes, if it is a terminal.

    Returns:
        What the whole corpus came to.

    Raises:
        StudyError: If a path is wrong, `out` holds something else, two articles have the same
            key, or the scheduler cannot be reached.
    """
    parts = parts_of(paths, part_bytes)
    out = out.absolute()
    _prepare(out)
    names = [part.name(made_of()) for part in parts]
    total = Extracted(0, 0, 0)
    with _bar(parts, progress) as bar:
        todo = []
        for part, name in zip(parts, names, strict=True):
            done = _done(out, name)
            if done:
                total += done
                bar.update(part.size)
            else:
                todo.append(part)
        if todo:
            with _workers(min(jobs, len(todo)), scheduler) as workers:
                for part, result in _extracted(todo, str(out), workers):
                    total += result
                    bar.update(part.size)
    _refuse_same_keys(out, names)
    _finish(out, names, total)
    return total


def extract_part(part: Part, out: str, base: str, expected: str) -> Extracted:
    """Extract a part and write its files; what a worker does, here or elsewhere.

    Args:
        part: The part.
        out: Folder of the tables.
        base: Folder that relative paths are seen from.
        expected: Digest of the library that hands out the parts.

    Raises:
        StudyError: If this worker has another library.
    """
    if made_of() != expected:
        raise StudyError("a worker has another version of the study; install the same everywhere")
    documents, facts, refused = [], list[Fact](), []
    for read in read_part(part, Path(base)):
        if isinstance(read, Refused):
            refused.append(asdict(read))
        else:
            documents.append(read)
            facts += extract_facts(read)
    name, folder = part.name(expected), Path(out)
    with open_whole(folder / stored.DOCUMENTS / f"{name}.parquet") as stream:
        stored.write_documents(documents, stream)
    with open_whole(folder / stored.FACTS / f"{name}.parquet") as stream:
        stored.write_facts(facts, stream)
    if refused:
        with open_whole(folder / stored.REFUSED / f"{name}.parquet") as stream:
            stored.write_refused(refused, stream)
    result = Extracted(len(documents), len(facts), len(refused))
    with open_whole(folder / _DONE / f"{name}.json") as stream:
        stream.write(sealed(asdict(result)).encode())
    return result


def _extracted(
    parts: Sequence[Part], out: str, workers: Workers
) -> Iterator[tuple[Part, Extracted]]:
    """Hand out parts, a few ahead of the workers, and give each as it is done."""
    waiting = iter(parts)
    pending = {workers.submit(p, out): p for p in islice(waiting, _WAITING * workers.count)}
    while pending:
        future, result = workers.next_done(list(pending))
        yield pending.pop(future), result
        for part in islice(waiting, 1):
            pending[workers.submit(part, out)] = part


@contextmanager
def _workers(jobs: int, scheduler: str) -> Iterator[Workers]:
    if scheduler:
        with _cluster(scheduler) as workers:
            yield workers
    elif jobs == 1:
        yield _Here()
    else:
        # Not forked: this process may have threads by now.
        context = multiprocessing.get_context("spawn")
        with ProcessPoolExecutor(jobs, context) as pool:
            try:
                yield _Pool(pool, jobs)
            except BrokenProcessPool as error:
                raise StudyError("a worker was killed; run the same again to go on") from error
            finally:
                pool.shutdown(wait=False, cancel_futures=True)


class _Here:
    """This process, one part at a time."""

    @property
    def count(self) -> int:
        return 1

    def submit(self, part: Part, out: str) -> Part:
        self._out = out
        return part

    def next_done(self, pending: Sequence[Part]) -> tuple[Part, Extracted]:
        return pending[0], extract_part(pending[0], self._out, *_told())


class _Pool:
    """Processes of this machine."""

    def __init__(self, pool: ProcessPoolExecutor, count: int) -> None:
        self._pool, self._count = pool, count

    @property
    def count(self) -> int:
        return self._count

    def submit(self, part: Part, out: str) -> Future[Extracted]:
        return self._pool.submit(extract_part, part, out, *_told())

    def next_done(
        self, pending: Sequence[Future[Extracted]]
    ) -> tuple[Future[Extracted], Extracted]:
        done = next(iter(wait(pending, return_when=FIRST_COMPLETED).done))
        return done, done.result()


class _Cluster:
    """Workers of a Dask scheduler, which hands the parts of a lost worker to others."""

    def __init__(self, client: Any) -> None:  # noqa: ANN401 - distributed is untyped
        self._client = client

    @property
    def count(self) -> int:
        threads: dict[str, int] = self._client.nthreads()
        return max(1, sum(threads.values()))

    def submit(self, part: Part, out: str) -> Any:  # noqa: ANN401 - as above
        return self._client.submit(extract_part, part, out, *_told(), pure=False, retries=_RETRIES)

    def next_done(self, pending: Sequence[Any]) -> tuple[Any, Extracted]:
        wait_for: Any = import_module("distributed").wait  # untyped, and slow to import
        done = next(iter(wait_for(pending, return_when="FIRST_COMPLETED").done))
        result: Extracted = done.result()
        return done, result


@contextmanager
def _cluster(address: str) -> Iterator[Workers]:
    distributed: Any = import_module("distributed")  # untyped, and slow to import
    try:
        client = distributed.Client(address, timeout="10s")
    except (OSError, TimeoutError, ValueError) as error:
        raise StudyError(f"no scheduler at {address}: start 'dask scheduler' there") from error
    with client:
        yield _Cluster(client)


def _told() -> tuple[str, str]:
    """What every worker is told: our working folder, and what our library is made of."""
    return str(Path.cwd()), made_of()


def _prepare(out: Path) -> None:
    """Make the folder, or refuse one that holds something else."""
    known = {*stored.TABLES, _DONE, stored.MANIFEST}
    found = {path.name for path in out.iterdir()} if out.is_dir() else set()
    strange = sorted(found - known)
    if strange:
        raise StudyError(f"{out} holds {strange[0]!r}, which no extraction made; name a new folder")
    try:
        for name in (stored.DOCUMENTS, stored.FACTS, _DONE):
            (out / name).mkdir(parents=True, exist_ok=True)
        # Until the end the folder is unfinished, and tells so.
        (out / stored.MANIFEST).unlink(missing_ok=True)
    except OSError as error:
        raise StudyError(f"cannot write {out}: {error.strerror}; name another folder") from error


def _done(out: Path, name: str) -> Extracted | None:
    """What a part came to if it is written."""
    record = read_sealed(out / _DONE / f"{name}.json")
    tables = (stored.DOCUMENTS, stored.FACTS)
    if record and all((out / table / f"{name}.parquet").is_file() for table in tables):
        return Extracted(**record)
    return None


def _refuse_same_keys(out: Path, names: Sequence[str]) -> None:
    import pyarrow.parquet as pq  # noqa: PLC0415 - slow to import

    seen: Counter[str] = Counter()
    for name in names:
        columns = pq.read_table(out / stored.DOCUMENTS / f"{name}.parquet", columns=["doc"])
        seen.update(columns["doc"].to_pylist())
    twice = next((key for key, count in seen.items() if count > 1), None)
    if twice is not None:
        raise StudyError(f"{seen[twice]} articles would be document {twice!r}: rename all but one")


def _finish(out: Path, names: Sequence[str], total: Extracted) -> None:
    """Remove what is of no part of this corpus, and tell that the folder is whole."""
    wanted = set(names)
    for table in (*stored.TABLES, _DONE):
        for path in (out / table).glob("*"):
            if path.stem not in wanted:
                path.unlink()
    with suppress(OSError):
        (out / stored.REFUSED).rmdir()  # where nothing was refused
    manifest = {"format": stored.FORMAT, **asdict(total), "parts": list(names)}
    with open_whole(out / stored.MANIFEST) as stream:
        stream.write(json.dumps(manifest, indent=1).encode() + b"\n")


@contextmanager
def _bar(parts: Sequence[Part], stream: TextIO | None) -> Iterator[Any]:
    from tqdm import tqdm  # noqa: PLC0415 - not for --help

    shown = stream or sys.stderr
    with tqdm(
        total=sum(part.size for part in parts),
        unit="B",
        unit_scale=True,
        file=shown,
        disable=not shown.isatty(),
    ) as bar:
        yield bar
