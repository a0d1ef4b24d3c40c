"""`study run` as its user meets it: real kernels, in a study of tiny notebooks."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
from tiny import GOOD, HEAD, Cells, make_study, put_notebook

STUDY = [sys.executable, "-m", "study.cli"]
PAPERMILL = [sys.executable, "-m", "papermill"]

BAD: Cells = (
    *HEAD,
    ("markdown", "## Which year is it?"),
    ("code", "# a comment\nyears = {}\nyears[settings.first_year]"),
    ("code", "'never reached'"),
)
DEAD: Cells = (
    ("markdown", "# Does it live?"),
    ("code", "import os\nos.kill(os.getpid(), 9)"),
    ("code", "'never reached'"),
)
SLOW: Cells = (("markdown", "# How long?"), ("code", "import time\ntime.sleep(60)"))
MATRIX = "02_growth:\n  en: {}\n  zh: {language: zh}\n"


def new_study(root: Path, **notebooks: Cells) -> Path:
    make_study(root)
    for name, cells in notebooks.items():
        put_notebook(root, name.removeprefix("n"), cells)
    if "n02_growth" in notebooks:
        (root / "notebooks" / "matrix.yml").write_text(MATRIX, encoding="utf-8")
    return root


def call(
    root: Path, *words: str, program: list[str] = STUDY, **environment: str
) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if name != "STUDY_ROOT"}
    return subprocess.run(
        [*program, *words],
        cwd=root,
        env={**kept, **environment},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A study of which one notebook is good, one raises and one kills its kernel."""
    folder = tmp_path_factory.mktemp("run") / "study"
    return new_study(folder, n01_bad=BAD, n02_growth=GOOD, n03_dead=DEAD)


@pytest.fixture(scope="module")
def ran(root: Path) -> subprocess.CompletedProcess[str]:
    return call(root, "run", "--jobs", "2")


def test_a_failed_notebook_fails_the_run_but_the_others_run(
    root: Path, ran: subprocess.CompletedProcess[str]
) -> None:
    assert ran.returncode == 1
    assert ran.stderr == ""
    lines = ran.stdout.splitlines()
    assert len([line for line in lines if re.search(r"  +\d+\.\d s  (ok|failed)$", line)]) == 4
    assert re.search(r"^02_growth  zh +\d+\.\d s  ok$", ran.stdout, re.MULTILINE)
    assert re.fullmatch(
        r"4 runs in \d+\.\d s: 2 ok, 2 failed \(01_bad, 03_dead\); "
        r"renewed in notebooks/: 02_growth\.ipynb",
        lines[-1],
    )
    assert sorted(contents(root / "build" / "notebooks")) == [
        "01_bad.ipynb",
        "02_growth.ipynb",
        "02_growth.zh.ipynb",
        "03_dead.ipynb",
    ]


def test_the_failure_is_told_in_a_few_lines(ran: subprocess.CompletedProcess[str]) -> None:
    assert (
        "    cell: In [4] under “Which year is it?”\n"
        "    line: years[settings.first_year]\n"
        "    parameters: as in the notebook\n"
        "    cause: KeyError: 1990\n"
        "    kept: build/notebooks/01_bad.ipynb\n"
    ) in ran.stdout
    assert "\x1b" not in ran.stdout


def test_a_dead_kernel_is_told_with_the_cell_that_ran(
    ran: subprocess.CompletedProcess[str],
) -> None:
    assert re.search(r"cell: .* under “Does it live\?”\n +line: import os\n", ran.stdout)
    assert "cause: DeadKernelError: Kernel died\n" in ran.stdout


@pytest.mark.usefixtures("ran")
def test_the_copy_of_a_failed_notebook_holds_its_error(root: Path) -> None:
    copy = json.loads((root / "build" / "notebooks" / "01_bad.ipynb").read_bytes())
    outputs = [output for cell in copy["cells"] for output in cell.get("outputs", ())]
    assert [o["ename"] for o in outputs if o["output_type"] == "error"] == ["KeyError"]


@pytest.mark.usefixtures("ran")
def test_only_the_notebook_that_ran_as_it_stands_is_renewed(root: Path) -> None:
    renewed = (root / "notebooks" / "02_growth.ipynb").read_text(encoding="utf-8")
    assert renewed == (root / "build/notebooks/02_growth.ipynb").read_text(encoding="utf-8")
    cells = json.loads(renewed)["cells"]
    assert [c["execution_count"] for c in cells if c["cell_type"] == "code"] == [1, 2, 3, 4]
    assert "papermill" not in renewed
    assert str(root) not in renewed
    failed = json.loads((root / "notebooks" / "01_bad.ipynb").read_bytes())
    assert not any(cell.get("outputs") for cell in failed["cells"])


@pytest.mark.usefixtures("ran")
def test_figures_of_the_defaults_go_to_figures(root: Path) -> None:
    assert sorted(contents(root / "figures")) == ["rows.en.csv", "rows.zh.csv"]


@pytest.mark.usefixtures("ran")
def test_nbval_agrees_with_the_renewed_notebook(root: Path) -> None:
    checked = call(
        root,
        *("--nbval", "notebooks/02_growth.ipynb", "-q", "-p", "no:cacheprovider"),
        program=[sys.executable, "-m", "pytest"],
    )
    assert "4 passed" in checked.stdout, checked.stdout


def test_job_counts_and_hash_seeds_change_no_byte(
    root: Path, ran: subprocess.CompletedProcess[str]
) -> None:
    assert ran.returncode == 1  # has run
    before = {name: contents(root / name) for name in ("notebooks", "figures")}
    copies = contents(root / "build" / "notebooks")
    again = call(root, "run", "--force", "--jobs", "1", "--only", "02_growth", PYTHONHASHSEED="77")
    assert again.returncode == 0, again.stdout
    assert re.fullmatch(r"2 runs in \d+\.\d s: 2 ok, 0 failed", again.stdout.splitlines()[-1])
    assert {name: contents(root / name) for name in before} == before
    assert contents(root / "build" / "notebooks") == copies


@pytest.mark.usefixtures("ran")
def test_a_typed_parameter_leaves_what_is_committed_alone(root: Path) -> None:
    before = {name: contents(root / name) for name in ("notebooks", "figures")}
    other = call(root, "run", "--only", "02_growth.zh", "-p", "place=通州区")
    assert other.returncode == 0, other.stdout
    assert {name: contents(root / name) for name in before} == before
    drawn = (root / "build/figures/place=通州区/rows.zh.csv").read_text(encoding="utf-8")
    assert "place='通州区'" in drawn
    copy = root / "build" / "notebooks" / "02_growth.place=通州区,language=zh.ipynb"
    assert json.loads(copy.read_bytes())["cells"][3]["metadata"]["tags"] == ["injected-parameters"]


@pytest.fixture(scope="module")
def papermilled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A study run by plain papermill alone."""
    return new_study(tmp_path_factory.mktemp("papermill") / "study", n02_growth=GOOD)


@pytest.mark.parametrize("start", [".", "notebooks"])
def test_plain_papermill_draws_the_same_from_anywhere(papermilled: Path, start: str) -> None:
    folder = papermilled / "build" / "figures"
    notebook = papermilled / "notebooks" / "02_growth.ipynb"
    given = ("-r", "place", "通州区", "-p", "language", "zh")
    run = call(
        papermilled / start,
        *(os.path.relpath(notebook, papermilled / start), str(papermilled.parent / "out.ipynb")),
        *given,
        program=PAPERMILL,
    )
    assert run.returncode == 0, run.stderr
    drawn = contents(folder)
    assert list(drawn) == ["place=通州区/rows.zh.csv"]
    for path in folder.rglob("*.csv"):
        path.unlink()
    assert call(papermilled, "run", "-p", "place=通州区", "--only", "02_growth.zh").returncode == 0
    assert contents(folder) == drawn


@pytest.mark.parametrize(
    ("given", "message"),
    [
        (("-r", "plcae", "通州区"), "no parameter 'plcae'; did you mean 'place'?"),
        (("-p", "place", "000"), "'place' must be text, not the number 0; put it in quotes"),
        (("-r", "place", "通州"), "not '通州'; did you mean '通州区'?"),
    ],
)
def test_plain_papermill_is_refused_in_the_same_words(
    papermilled: Path, tmp_path: Path, given: tuple[str, ...], message: str
) -> None:
    copy = tmp_path / "out.ipynb"
    run = call(papermilled, "notebooks/02_growth.ipynb", str(copy), *given, program=PAPERMILL)
    assert run.returncode != 0
    outputs = [o for c in json.loads(copy.read_bytes())["cells"] for o in c.get("outputs", ())]
    (error,) = (output for output in outputs if output["output_type"] == "error")
    (line,) = error["traceback"]
    assert line.startswith("study: 02_growth: ")
    assert message in line


def _heed_interrupts() -> None:
    """Undo what a background job hands on: it ignores the interrupts of its terminal."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.fixture
def slow(tmp_path: Path) -> Iterator[psutil.Popen]:
    """A run that would take a minute, of which both kernels have started."""
    root = new_study(tmp_path / "study", n01_slow=SLOW, n02_slow=SLOW)
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    command = [*STUDY, "run", "--jobs", "2"]
    run = psutil.Popen(command, cwd=root, text=True, preexec_fn=_heed_interrupts, **pipes)
    deadline = time.monotonic() + 30
    while len(kernels(run)) < 2 and time.monotonic() < deadline:
        time.sleep(0.1)
    yield run
    if run.is_running():
        run.kill()


def kernels(run: psutil.Popen) -> list[psutil.Process]:
    """The kernels of a run, be they forked from a warm process or not."""
    below = run.children(recursive=True)
    return [each for each in below if _is_last(each)] if len(below) > 1 else []


def _is_last(process: psutil.Process) -> bool:
    """Whether a process lives and has started no other; many come and go while a run starts."""
    try:
        return not process.children()
    except psutil.NoSuchProcess:
        return False


@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGTERM])
def test_a_stopped_run_leaves_no_process_and_no_half_file(
    slow: psutil.Popen, tmp_path: Path, end: signal.Signals
) -> None:
    started = slow.children(recursive=True)
    assert len(kernels(slow)) == 2
    slow.send_signal(end)
    _, error = slow.communicate(timeout=20)
    assert slow.returncode == 130
    assert error == "study: interrupted\n"
    _, alive = psutil.wait_procs(started, timeout=5)
    assert alive == []
    assert contents(tmp_path / "study" / "build" / "notebooks") == {}
    assert not (tmp_path / "study" / "build" / "cache" / "runs").exists()


def test_a_killed_run_leaves_no_process(slow: psutil.Popen) -> None:
    started = slow.children(recursive=True)
    assert len(kernels(slow)) == 2
    slow.kill()
    _, alive = psutil.wait_procs(started, timeout=10)
    assert alive == []


def test_a_notebook_edited_while_it_runs_is_not_written_over(tmp_path: Path) -> None:
    edit = (
        "from pathlib import Path\n"
        "path = Path('01_edited.ipynb')\n"
        "path.write_text(path.read_text() + ' ')"
    )
    root = new_study(tmp_path / "study", n01_edited=(("markdown", "# Who?"), ("code", edit)))
    run = call(root, "run")
    assert run.returncode == 0, run.stdout
    assert "renewed" not in run.stdout
    kept = (root / "notebooks" / "01_edited.ipynb").read_text(encoding="utf-8")
    assert kept.endswith(" ")
    assert json.loads(kept)["cells"][1]["outputs"] == []


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A study whose two notebooks have run; one of them reads a file of its own."""
    root = new_study(
        tmp_path_factory.mktemp("kept") / "study",
        n02_growth=GOOD,
        n03_reads=(("markdown", "# What?"), ("code", "open('../extra.txt').read()")),
    )
    (root / "extra.txt").write_text("1", encoding="utf-8")
    assert call(root, "run").returncode == 0
    return root


def why(root: Path) -> dict[str, str]:
    listed = call(root, "run", "--list", "--why")
    assert listed.returncode == 0, listed.stderr
    return dict(re.split(r"  +", line, maxsplit=1) for line in listed.stdout.splitlines())


def test_nothing_runs_where_nothing_changed(kept: Path) -> None:
    again = call(kept, "run")
    assert again.returncode == 0
    assert again.stdout == (
        "nothing to do: all 3 runs are up to date (--force runs all the same)\n"
    )
    assert set(why(kept).values()) == {"nothing changed"}


def test_only_what_reads_a_changed_file_runs_again(kept: Path) -> None:
    (kept / "extra.txt").write_text("2", encoding="utf-8")
    assert why(kept)["03_reads"] == "extra.txt changed"
    again = call(kept, "run", "--why")
    assert re.search(r"^02_growth +nothing changed$", again.stdout, re.MULTILINE)
    assert re.search(
        r"1 run in .*: 1 ok, 0 failed, 2 up to date; renewed in notebooks/: 03_reads.ipynb$",
        again.stdout.strip(),
    )


def test_a_lost_figure_is_drawn_again(kept: Path) -> None:
    figure = kept / "figures" / "rows.zh.csv"
    drawn = figure.read_bytes()
    figure.unlink()
    assert why(kept)["02_growth.zh"] == "figures/rows.zh.csv is missing"
    assert call(kept, "run").returncode == 0
    assert figure.read_bytes() == drawn


def test_a_failed_job_runs_again(tmp_path: Path) -> None:
    fails = (("markdown", "# Why?"), ("code", "open('../wanted.txt').read()"))
    root = new_study(tmp_path / "study", n01_fails=fails)
    assert call(root, "run").returncode == 1
    assert why(root) == {"01_fails": "has not run here yet"}
    (root / "wanted.txt").write_text("now it is there", encoding="utf-8")
    assert call(root, "run").returncode == 0
    assert why(root) == {"01_fails": "nothing changed"}
