"""Forked kernels: nobody can tell them from fresh ones, and they know nothing of each other."""

from __future__ import annotations

import json
import logging
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat
import papermill
import pytest
from tiny import Cells, notebook_node

from study.publish import kernels
from study.publish.engine import NAME
from study.publish.kernels import KernelPool
from study.publish.normalise import normalise

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.skipif(not kernels.CAN_FORK, reason="kernels are forked on Linux alone")

# One cell for each way in which a kernel could betray that it was not started afresh.
ALL_WAYS: Cells = tuple(
    ("code", source)
    for source in (
        "import os, sys\nprint('out')\nprint('error', file=sys.stderr)\nos.getcwd()",
        "sys.argv[1:2], sys.path, __name__, sys.stdout.encoding, get_ipython().__class__",
        "import matplotlib.pyplot as plt\nplt.plot([1, 3, 2])\nplt.title('inline')",
        "figure, axes = plt.subplots(figsize=(2, 2))\nplt.show()",
        "import matplotlib\ndict.items(matplotlib.rcParams)",
        "import pandas as pd\npd.DataFrame([[i * 'wide ' for i in range(9)]] * 70)",
        "pd._config.config._global_config",
        "import numpy as np\nnp.geterr(), np.get_printoptions()",
        "import study\nstudy.tables, study.draw, study.load(sys.seeds)",
        "import logging\n[(n, len(logging.getLogger(n).handlers)) for n in ('', 'jieba', 'study')]",
        "logging.getLogger('jieba').error('told by a handler made when jieba was imported')",
        "import warnings\nwarnings.warn('once')\nsorted({str(f) for f in warnings.filters})",
        "logging.basicConfig(force=True)\nlogging.warning('to standard error')",
        "!echo of a child",
        "%%bash\necho of a script; echo wrong >&2",
        "import subprocess\nsubprocess.run(['false']).returncode",
        "import asyncio\nawait asyncio.sleep(0, 'waited')",
        "from IPython.display import HTML\nshown = display(HTML('<b>1</b>'), display_id='x')",
        "shown.update(HTML('<b>2</b>'))",
        "import threading\nlen(threading.enumerate()), threading.Thread().name",
        "import signal\nsignal.getsignal(signal.SIGINT), signal.getsignal(signal.SIGCHLD)",
        "import locale, time\nlocale.setlocale(locale.LC_ALL), time.tzname, os.environ['LANG']",
        "from multiprocessing import Pool\nwith Pool(2) as pool: print(pool.map(abs, [-1, 2]))",
        "study.nothing",
    )
)
PREPARE = ("code", f"import sys\nsys.seeds = {str(ROOT / 'seeds')!r}")


@pytest.fixture(autouse=True)
def _quiet(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONHASHSEED", "0")
    monkeypatch.setenv("LANG", "C.UTF-8")
    logging.getLogger("papermill").setLevel(logging.CRITICAL)


@pytest.fixture
def pool(tmp_path: Path) -> Iterator[KernelPool]:
    pool = KernelPool(tmp_path)
    yield pool
    pool.close()


def execute(cells: Cells, folder: Path, engine: str | None, **options: Any) -> list[Any]:  # noqa: ANN401 - papermill's own
    """Execute cells, past an error too; give back the code cells as normalised."""
    path = folder / "in.ipynb"
    nbformat.write(notebook_node(cells), path)
    try:
        executed = papermill.execute_notebook(
            path, folder / "out.ipynb", engine_name=engine, progress_bar=False, **options
        )
    except papermill.PapermillExecutionError:
        executed = nbformat.read(folder / "out.ipynb", as_version=4)
    text = re.sub(r"ipykernel_\d+", "ipykernel_PID", normalise(executed))
    kept = json.loads(text)["cells"]
    return [cell for cell in kept if cell["cell_type"] == "code"]


def test_outputs_equal_those_of_papermill_cell_by_cell(tmp_path: Path) -> None:
    cells = (PREPARE, *ALL_WAYS)
    plain = execute(cells, tmp_path, None, cwd=tmp_path)
    ours = execute(cells, tmp_path, NAME, cwd=tmp_path)
    assert len(plain) == len(cells)
    for theirs, mine in zip(plain, ours, strict=True):
        assert mine == theirs
    images = [o for cell in ours for o in cell["outputs"] if "image/png" in o.get("data", {})]
    assert len(images) == 2


def test_what_a_kernel_changes_no_other_sees(tmp_path: Path, pool: KernelPool) -> None:
    change: Cells = (
        (
            "code",
            "import os, study.lexicon, pandas as pd, numpy as np\nos.environ['CHANGED'] = '1'",
        ),
        ("code", "study.lexicon.changed = pd.options.display.max_rows = 7\nopen('a', 'w').close()"),
        ("code", "study.lexicon.changed, os.environ['CHANGED'], pd.options.display.max_rows"),
        ("code", "np.random.random()"),
    )
    manager = {"kernel_manager_class": pool.manager_class()}
    first, second = (execute(change, tmp_path, NAME, **manager) for _ in range(2))
    assert first[-1]["outputs"] != second[-1]["outputs"]
    look: Cells = (
        *change[:1],
        ("code", "hasattr(study.lexicon, 'changed'), pd.options.display.max_rows == 7"),
    )
    assert execute(look, tmp_path, NAME, **manager)[-1]["outputs"][0]["data"]["text/plain"] == [
        "(False, False)"
    ]


def test_kernels_are_forked(tmp_path: Path, pool: KernelPool) -> None:
    """Else the tests above compare papermill with itself."""
    loaded: Cells = (("code", "import sys\n'study.extract.facts' in sys.modules"),)
    for engine, forked in ((None, "False"), (NAME, "True")):
        options = {"kernel_manager_class": pool.manager_class()} if engine else {}
        cell = execute(loaded, tmp_path, engine, **options)[0]
        assert cell["outputs"][0]["data"]["text/plain"] == [forked]


@pytest.mark.parametrize("trouble", ["another system", "it cannot start", "it has died"])
def test_where_no_kernel_can_be_forked_one_is_started(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, trouble: str
) -> None:
    if trouble == "another system":
        monkeypatch.setattr(kernels, "CAN_FORK", False)
    if trouble == "it cannot start":
        monkeypatch.setattr(kernels, "_WARM", "study.publish.no_such_module")
    pool = KernelPool(tmp_path)
    if trouble == "it has died":
        assert pool._warm
        pool._warm._process.kill()
    manager = {"kernel_manager_class": pool.manager_class()}
    cells = execute((("code", "import os\nos.getcwd()"),), tmp_path, NAME, **manager)
    assert cells[0]["outputs"][0]["data"]["text/plain"] == [repr(str(tmp_path))]
    pool.close()


def test_another_interpreter_or_kernel_is_not_forked() -> None:
    python = sys.executable
    launcher = ["-m", "ipykernel_launcher", "-f", "x.json"]
    assert kernels._arguments([python, *launcher]) == ["-f", "x.json"]
    assert kernels._arguments([python, "-Xfrozen_modules=off", *launcher]) == ["-f", "x.json"]
    for other in (
        ["/another/python", *launcher],
        [python, "-m", "xeus_python", "-f", "x.json"],
        [python, "-O", *launcher],
        ["R", "--slave"],
    ):
        assert kernels._arguments(other) is None
