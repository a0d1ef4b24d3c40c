"""Which modules of the library a notebook reaches, and a digest of what each one does.

Both are read from the source, nothing is imported. A module is reached if a cell names it
(`study.draw.coverage`), or a reached module imports it, be it inside a function. What a
package hands on (`from study.draw.coverage import coverage` in its `__init__`) leads to the
module that has it, so a notebook that draws one figure does not hang on all the others.

The digest is one of the syntax tree: comments, blank lines and layout do not change it, as they
cannot change what the module does. Docstrings do, for programs can read them.
"""

from __future__ import annotations

import ast
import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import study
from study.publish.files import write_if_changed
from study.publish.sealed import read_sealed, sealed

_FOLDER = Path(study.__file__).parent


@dataclass(frozen=True)
class Source:
    """A module as its file says.

    Attributes:
        bytes: Digest of the file.
        code: Digest of its syntax tree.
        names: Dotted names below `study` that it mentions.
        aliases: What it imports from the library, by the name it has there.
    """

    bytes: str
    code: str
    names: tuple[str, ...]
    aliases: Mapping[str, str]


class Library:
    """The library as its files are now.

    Attributes:
        memory: File that keeps what was read of unchanged files.
    """

    def __init__(self, memory: Path, folder: Path = _FOLDER) -> None:
        """Look at the library below `folder`."""
        self.memory = memory
        self._folder = folder

    @cached_property
    def modules(self) -> dict[str, Source]:
        """Every module by its dotted name."""
        known = read_sealed(self.memory) or {}
        found = {self._name(path): self._source(path, known) for path in self._files()}
        kept = {name: vars(source) for name, source in found.items()}
        write_if_changed(self.memory, sealed(json.loads(json.dumps(kept))))
        return found

    def reached(self, names: Iterable[str]) -> list[str]:
        """The modules that some dotted names lead to, sorted.

        Args:
            names: Such as `study.draw.coverage`; a name that is no module leads to the
                module or package that has it.
        """
        waiting = list(names)
        seen: set[str] = set()
        reached: set[str] = set()
        while waiting:
            name = waiting.pop()
            if name not in seen:
                seen.add(name)
                module, further = self._lead(name)
                reached |= {module} & self.modules.keys()
                waiting += further
        return sorted(reached)

    def data(self, modules: Iterable[str]) -> dict[str, str]:
        """Digests of the files that lie in the packages of modules and are no code, by path."""
        folders = {self._package(module) for module in modules}
        return {
            path.relative_to(self._folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
            for folder in sorted(folders)
            for path in _data_below(folder)
        }

    def _files(self) -> list[Path]:
        return sorted(self._folder.rglob("*.py"))

    def _name(self, path: Path) -> str:
        parts = path.relative_to(self._folder.parent).with_suffix("").parts
        return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)

    def _source(self, path: Path, known: Mapping[str, Any]) -> Source:
        data = path.read_bytes()
        digest = hashlib.sha256(data).hexdigest()
        before = known.get(self._name(path), {})
        if before.get("bytes") == digest:
            return Source(digest, before["code"], tuple(before["names"]), before["aliases"])
        try:
            tree = ast.parse(data)
        except SyntaxError:
            return Source(digest, digest, (), {})  # importing it will tell
        code = hashlib.sha256(ast.dump(tree).encode()).hexdigest()
        return Source(digest, code, tuple(sorted(names_in(tree))), dict(_aliases(tree)))

    def _is_package(self, module: str) -> bool:
        return (self._path(module) / "__init__.py").is_file()

    def _path(self, module: str) -> Path:
        return self._folder.parent.joinpath(*module.split("."))

    def _package(self, module: str) -> Path:
        return self._path(module) if self._is_package(module) else self._path(module).parent

    def _lead(self, name: str) -> tuple[str, list[str]]:
        """The module that a dotted name is or belongs to, and the names that it leads to."""
        module, rest = self._split(name)
        source = self.modules.get(module)
        if source is None:
            return module, []
        if not self._is_package(module):
            return module, list(source.names)
        first, _, after = rest.partition(".")
        target = self._handed_on(module, first)
        if target:
            return module, [f"{target}.{after}" if after else target]
        # All of the package is meant, or something that it makes itself.
        return module, [*source.names, *source.aliases.values()]

    def _split(self, name: str) -> tuple[str, str]:
        """A dotted name as the longest module in it, and the rest."""
        module = name
        while module not in self.modules and "." in module:
            module = module.rpartition(".")[0]
        return module, name[len(module) + 1 :]

    def _handed_on(self, package: str, name: str) -> str:
        """What a name of a package stands for; "" if the package makes it itself."""
        if package == "study":  # fetched when first used, by these tables
            home = study._HOMES.get(name)
            return f"{home}.{name}" if home else study._MODULES.get(name, "")
        return self.modules[package].aliases.get(name, "")


def names_in(tree: ast.AST) -> set[str]:
    """Dotted names below `study` that code mentions, by whatever names it imports them."""
    aliases = dict(_aliases(tree))
    inner = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    named = (_dotted(node, aliases) for node in ast.walk(tree) if id(node) not in inner)
    return {name for name in named if name}


def _dotted(node: ast.AST, aliases: Mapping[str, str]) -> str:
    """`study.draw.save` of an expression like `draw.save`; "" of any other."""
    parts: list[str] = []
    while isinstance(node, ast.Attribute):
        parts.append(node.attr)
        node = node.value
    if not isinstance(node, ast.Name) or node.id not in aliases:
        return ""
    return ".".join([aliases[node.id], *reversed(parts)])


def _aliases(tree: ast.AST) -> Iterator[tuple[str, str]]:
    """Names that imports of the library bind, with what they stand for."""
    for node in ast.walk(tree):
        match node:
            case ast.Import(names=names):
                for name in names:
                    if name.name.partition(".")[0] == "study":
                        yield name.asname or "study", name.name if name.asname else "study"
            case ast.ImportFrom(module=str(module), names=names, level=0):
                if module.partition(".")[0] == "study":
                    for name in names:
                        yield name.asname or name.name, f"{module}.{name.name}"


def _data_below(folder: Path) -> Iterator[Path]:
    """The files of a package that are no code, those of packages inside it aside."""
    for path in sorted(folder.iterdir()):
        if path.is_dir():
            if path.name != "__pycache__" and not (path / "__init__.py").is_file():
                yield from _data_below(path)
        elif path.suffix not in {".py", ".pyc"}:
            yield path
