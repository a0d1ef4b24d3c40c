"""The environment: one lock behind two doors, on three Pythons, naming no registry."""

from __future__ import annotations

import argparse
import ast
import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
import zipfile
from importlib.metadata import packages_distributions
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml
from packaging.markers import default_environment
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name
from packaging.version import Version
from rattler import MatchSpec

ROOT = Path(__file__).resolve().parents[1]
LOCK = "requirements.lock"
PYTHONS = ("3.11", "3.12", "3.13")
SYSTEMS = {"linux": "Linux", "darwin": "Darwin"}
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
CONDA = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))
ENVIRONMENT_FILES = (
    ".binder/postBuild",
    ".ci/run",
    ".github/workflows/test.yml",
    "Makefile",
    "environment.yml",
    "pyproject.toml",
    LOCK,
)
TOP_LEVEL = {
    LOCK,
    "Makefile",
    "README.md",
    "environment.yml",
    "figures",
    "lib",
    "notebooks",
    "pyproject.toml",
    "seeds",
    "tests",
}
# Written so that the pattern does not find itself.
REGISTRY = re.compile(
    r"py[p]i\.org|python[h]osted\.org|anaconda\.(?:org|com)\b|npm[j]s\.(?:org|com)"
    r"|://[^\s\"'<>]*/simple\b|--(?:extra-)?index-url[ =]|--find-links[ =]"
)


class Locked(NamedTuple):
    """An entry of the lock: what it pins, and the digests it accepts."""

    requirement: Requirement
    hashes: list[str]


class Install(NamedTuple):
    """What an install command installs, whatever installs it and however fast."""

    require_hashes: bool
    requirement: str | None
    no_deps: bool
    no_build_isolation: bool
    editable: str | None


FROM_LOCK = Install(True, LOCK, False, False, None)
STUDY_ITSELF = Install(False, None, True, True, ".")


def read_lock() -> list[Locked]:
    """Read every entry of the lock, whichever machine it is for."""
    text = (ROOT / LOCK).read_text(encoding="utf-8").replace("\\\n", " ")
    lines = (line for line in text.splitlines() if line and not line.lstrip().startswith("#"))
    entries = (line.split("--hash=") for line in lines)
    return [Locked(Requirement(head), [h.strip() for h in hashes]) for head, *hashes in entries]


def machine(python: str, system: str) -> dict[str, str]:
    """Return the marker environment of a Python on a system, for packaging."""
    return {key: str(value) for key, value in default_environment().items()} | {
        "python_version": python,
        "python_full_version": f"{python}.9",
        "sys_platform": system,
        "platform_system": SYSTEMS[system],
    }


def applies(requirement: Requirement, environment: dict[str, str]) -> bool:
    """Tell whether a requirement counts in a marker environment."""
    return requirement.marker is None or requirement.marker.evaluate(environment)


def pins(environment: dict[str, str]) -> dict[str, Version]:
    """Return the one version of each package that the lock installs in an environment."""
    pinned: dict[str, Version] = {}
    for requirement in (entry.requirement for entry in read_lock()):
        if applies(requirement, environment):
            name = canonicalize_name(requirement.name)
            assert name not in pinned, f"{name} is pinned twice"
            pinned[name] = Version(str(requirement.specifier).removeprefix("=="))
    return pinned


def meets(wish: Requirement, pinned: dict[str, Version]) -> bool:
    """Tell whether the pinned versions fulfil a requirement."""
    version = pinned.get(canonicalize_name(wish.name))
    return version is not None and version in wish.specifier


def run(*command: str, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    """Run a command free of the settings of pip and make that surround the tests."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("PIP_", "MAKE", "MFLAGS"))}
    environment = kept | {"PIP_CONFIG_FILE": os.devnull}
    return subprocess.run(
        command, cwd=cwd, env=environment, capture_output=True, encoding="utf-8", check=False
    )


def files_of_repository() -> list[str]:
    """List the files that are committed, or will be with the next commit."""
    listed = run("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard")
    assert listed.returncode == 0, listed.stderr
    return sorted(name for name in listed.stdout.split("\0") if (ROOT / name).is_file())


def parse_install(arguments: list[str]) -> Install:
    """Parse the arguments of an install command; an unknown one is an error."""
    parser = argparse.ArgumentParser(exit_on_error=False)
    for flag in ("--require-hashes", "--no-deps", "--no-build-isolation"):
        parser.add_argument(flag, action="store_true")
    for option in ("--requirement", "--editable"):
        parser.add_argument(option)
    for speed in ("--quiet", "--system-certs", "--compile-bytecode"):
        parser.add_argument(speed, action="store_true")
    for tool in ("--python", "--build-constraints"):
        parser.add_argument(tool)
    parsed = parser.parse_args(arguments)
    return Install(**{field: getattr(parsed, field) for field in Install._fields})


def installs_of_shell(text: str) -> list[Install]:
    """Find the install commands in shell text."""
    found = re.findall(r"pip install ([^|&;}\n]*)", text.replace("\\\n", " "))
    return [parse_install(shlex.split(arguments)) for arguments in found]


def pip_lines() -> list[str]:
    """Return the lines that conda, mamba and Binder hand to pip."""
    lines: list[str] = next(d["pip"] for d in CONDA["dependencies"] if isinstance(d, dict))
    return lines


def imported(folder: str) -> set[str]:
    """Find the packages of others that the Python files of a folder import."""
    # The tools that the benchmark compares with are installed in an environment of their own.
    elsewhere = ROOT / "tests/bench/peers.py"
    files = [file for file in (ROOT / folder).rglob("*.py") if file != elsewhere]
    nodes = [node for file in files for node in ast.walk(ast.parse(file.read_bytes()))]
    names = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    names |= {n.module for n in nodes if isinstance(n, ast.ImportFrom) and n.module and not n.level}
    ours = {"study", *(file.stem for file in files), *(file.parent.name for file in files)}
    return {name.split(".")[0] for name in names} - ours - sys.stdlib_module_names


def undeclared(folder: str, *lists: list[str]) -> set[str]:
    """Find the packages that a folder imports though none of the lists asks for them."""
    asked = {canonicalize_name(Requirement(text).name) for wishes in lists for text in wishes}
    providers = packages_distributions()
    return {
        module
        for module in imported(folder)
        if asked.isdisjoint(canonicalize_name(name) for name in providers.get(module, []))
    }


def check_conda(environment: dict[str, Any]) -> None:
    """Check an environment file as strictly as conda's own grammar allows.

    Raises:
        ValueError: A key, channel or spec is not one that every conda reads alike.
    """
    if set(environment) != {"name", "channels", "dependencies"}:
        raise ValueError(f"keys {sorted(environment)}")
    for channel in environment["channels"]:
        if not re.fullmatch(r"[a-z-]+", channel):
            raise ValueError(f"channel {channel!r}")
    for spec in environment["dependencies"]:
        if not isinstance(spec, dict):
            try:
                MatchSpec(spec, strict=True)
            except Exception as error:
                raise ValueError(f"spec {spec!r}: {error}") from error


def test_every_entry_of_the_lock_is_pinned_and_hashed() -> None:
    entries = read_lock()
    loose = [
        str(e.requirement) for e in entries if not str(e.requirement.specifier).startswith("==")
    ]
    bare = [str(e.requirement) for e in entries if not e.hashes]
    odd = [h for e in entries for h in e.hashes if not re.fullmatch(r"sha256:[0-9a-f]{64}", h)]
    assert (loose, bare, odd) == ([], [], [])
    assert len(entries) > 100


@pytest.mark.parametrize("system", SYSTEMS)
@pytest.mark.parametrize("python", PYTHONS)
def test_the_lock_covers_what_pyproject_asks_for(python: str, system: str) -> None:
    environment = machine(python, system)
    pinned = pins(environment)
    project = PROJECT["project"]
    wanted = [
        *project["dependencies"],
        *project["optional-dependencies"]["dev"],
        *PROJECT["build-system"]["requires"],
    ]
    wishes = [wish for text in wanted if applies(wish := Requirement(text), environment)]
    unmet = [str(wish) for wish in wishes if not meets(wish, pinned)]
    assert unmet == [], "run `make lock`"


def test_the_promised_pythons_are_the_ones_supported_and_tried() -> None:
    supported = SpecifierSet(PROJECT["project"]["requires-python"])
    minors = [f"3.{minor}" for minor in range(30) if f"3.{minor}.0" in supported]
    workflow = yaml.safe_load((ROOT / ".github/workflows/test.yml").read_text(encoding="utf-8"))
    matrix = workflow["jobs"]["test"]["strategy"]["matrix"]
    assert tuple(minors) == PYTHONS == tuple(matrix["python"])
    assert {name.split("-")[0] for name in matrix["os"]} == {"ubuntu", "macos"}


def test_the_packages_that_the_study_is_made_with_are_run_time_dependencies() -> None:
    names = {Requirement(text).name for text in PROJECT["project"]["dependencies"]}
    promised = {"jupyterlab", "pandas", "matplotlib", "seaborn", "jieba", "papermill", "nbval"}
    assert promised <= names


def test_what_is_imported_is_asked_for_by_name() -> None:
    run_time = PROJECT["project"]["dependencies"]
    assert undeclared("lib", run_time) == set()
    assert (
        undeclared("tests", run_time, PROJECT["project"]["optional-dependencies"]["dev"]) == set()
    )


def test_every_dependency_gives_its_reason() -> None:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    listed = re.findall(r'^    "([\w.<>=,-]+)",(.*)$', text, flags=re.MULTILINE)
    project = PROJECT["project"]
    count = len(project["dependencies"]) + len(project["optional-dependencies"]["dev"])
    wordless = [name for name, rest in listed if not re.match(r"\s+# \w", rest)]
    assert len([name for name, _ in listed if not name.startswith("study.")]) == count
    assert [name for name in wordless if not name.startswith("study.")] == []


def test_both_doors_install_the_same() -> None:
    dry = run("make", "--dry-run", "--always-make", "setup")
    assert dry.returncode == 0, dry.stderr
    by_make = installs_of_shell(dry.stdout)
    by_conda = [parse_install(shlex.split(" ".join(pip_lines())))]
    by_conda += installs_of_shell((ROOT / ".binder/postBuild").read_text(encoding="utf-8"))
    by_hand = installs_of_shell((ROOT / "environment.yml").read_text(encoding="utf-8"))
    installer = Install(True, ".venv/uv.lock", False, False, None)
    assert set(by_make) - {installer} == {FROM_LOCK, STUDY_ITSELF}
    assert by_conda == [FROM_LOCK, STUDY_ITSELF]
    assert by_hand == [STUDY_ITSELF]


def test_the_installer_of_make_is_taken_from_the_lock() -> None:
    dry = run("make", "--dry-run", "--always-make", "setup")
    (extract,) = re.findall(r"^(sed -n .*) > \.venv/uv\.lock$", dry.stdout, flags=re.MULTILINE)
    taken = run(*shlex.split(extract)).stdout
    locked = (ROOT / LOCK).read_text(encoding="utf-8")
    assert re.match(r"uv==[\d.]+ \\\n    --hash=sha256:", taken)
    assert taken.count("==") == 1
    assert taken in locked
    after = locked[locked.index(taken) + len(taken) :]
    assert not after.startswith("    --hash=")


def test_conda_finds_nothing_left_to_install_where_make_has_been(tmp_path: Path) -> None:
    """Hand pip what conda hands it, in the environment that make built, and cut off the network."""
    shutil.copy(ROOT / LOCK, tmp_path)
    (tmp_path / "condaenv.requirements.txt").write_text("\n".join(pip_lines()), encoding="utf-8")
    command = "install --upgrade --dry-run --no-index --requirement condaenv.requirements.txt"
    pip = run(sys.executable, "-m", "pip", *command.split(), cwd=tmp_path)
    assert pip.returncode == 0, pip.stderr
    assert "Requirement already satisfied: jupyterlab==" in pip.stdout
    assert "Would install" not in pip.stdout


def test_environment_yml_says_only_what_every_conda_understands() -> None:
    check_conda(CONDA)
    specs = [MatchSpec(s, strict=True) for s in CONDA["dependencies"] if isinstance(s, str)]
    assert [str(spec.name.normalized) for spec in specs if spec.name] == ["python", "pip"]
    assert str(specs[0].version).removesuffix(".*") in PYTHONS


@pytest.mark.parametrize(
    "spoilt",
    [
        {"dependencies": ["pandas=>3.1 1"]},
        {"dependencies": ["python=3.12="]},
        {"channels": ["https://mirror.invalid/conda-forge"]},
        {"dependancies": []},
    ],
    ids=str,
)
def test_a_spoilt_environment_yml_is_refused(spoilt: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"^(keys|channel|spec) "):
        check_conda(CONDA | spoilt)


def test_binder_reads_the_same_two_files() -> None:
    # Binder looks nowhere else once .binder exists, and pip reads beside environment.yml.
    for name in ("environment.yml", LOCK):
        assert (ROOT / ".binder" / name).samefile(ROOT / name)
    assert os.access(ROOT / ".binder/postBuild", os.X_OK)


def test_no_file_names_a_registry() -> None:
    naming = {}
    for name in files_of_repository():
        text = (ROOT / name).read_bytes().decode("utf-8", errors="replace")
        if found := REGISTRY.search(text):
            naming[name] = found.group()
    assert naming == {}


@pytest.mark.parametrize("name", ENVIRONMENT_FILES)
def test_no_file_of_the_environment_holds_an_address_or_a_path_of_a_machine(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    assert "://" not in text
    assert str(ROOT) not in text
    assert not re.search(r"(?<![\w.])/(?:home|root|tmp|Users|opt|work)/", text)


def test_the_top_level_holds_only_the_rooms_of_the_house() -> None:
    names = {name.split("/")[0] for name in files_of_repository()}
    assert {name for name in names if not name.startswith(".")} <= TOP_LEVEL


def test_git_leaves_the_bytes_of_articles_alone() -> None:
    articles = [name for name in files_of_repository() if re.fullmatch(r"seeds/.*\.txt", name)]
    assert articles
    for name in (*articles, "seeds/any_new_one.txt"):
        said = run("git", "check-attr", "text", "--", name).stdout
        assert said == f"{name}: text: unset\n"


def test_the_wheel_holds_every_file_of_the_library(tmp_path: Path) -> None:
    command = f"wheel --quiet --no-deps --no-build-isolation --no-index --wheel-dir {tmp_path} ."
    built = run(sys.executable, "-m", "pip", *command.split())
    assert built.returncode == 0, built.stderr
    (wheel,) = tmp_path.glob("study-*.whl")
    with zipfile.ZipFile(wheel) as archive:
        held = {name for name in archive.namelist() if name.startswith("study/")}
    kept = {name.removeprefix("lib/") for name in files_of_repository() if name.startswith("lib/")}
    assert held == kept


def test_make_alone_prints_help() -> None:
    said = run("make").stdout
    assert {"study", "test", "lab", "clean"} <= set(re.findall(r"(?m)^  make (\w+) ", said))
    assert run("make", "help").stdout == said


@pytest.mark.parametrize(
    ("python", "complaint"),
    [
        ("exit 127", "is not Python 3.11, 3.12 or 3.13"),
        (
            'case "$*" in *version_info*) exit 1;; --version) echo Python 3.10.4;; esac',
            "Python 3.10.4",
        ),
        ('case "$*" in *ensurepip*) exit 1;; esac', "comes without venv"),
        (None, "install Python 3.11, 3.12 or 3.13"),
    ],
    ids=["broken", "old", "without venv", "missing"],
)
def test_an_unfit_python_is_refused_in_one_line(
    python: str | None, complaint: str, tmp_path: Path
) -> None:
    for name in ("Makefile", LOCK, "pyproject.toml"):
        shutil.copy(ROOT / name, tmp_path)
    command = tmp_path / "unfit-python"
    if python is not None:
        command.write_text(f"#!/bin/sh\n{python}\n", encoding="utf-8")
        command.chmod(0o755)
    refused = run("make", "setup", f"PYTHON={command}", cwd=tmp_path)
    said, *rest = refused.stderr.splitlines()
    assert refused.returncode == 2
    assert complaint in said
    assert "make PYTHON=python3.12" in said
    assert [line for line in rest if not line.startswith("make: ***")] == []
    assert not (tmp_path / ".venv").exists()


def test_ci_runs_the_checks_of_make_and_nothing_else() -> None:
    script = ROOT / ".ci/run"
    lines = script.read_text(encoding="utf-8").splitlines()
    assert lines[0] == "#!/usr/bin/env bash"
    assert "set -euo pipefail" in lines
    assert lines[-1].startswith("exec make test")
    assert os.access(script, os.X_OK)
