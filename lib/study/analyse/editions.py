"""How a forum's format changes from one edition to the next, as an edit script."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache
from itertools import pairwise

import pandas as pd

from study.analyse.corpus import Study
from study.extract.forum_names import core_of
from study.lexicon.forums import any_of, forum_words, head_kinds
from study.model import Component, Evidence, Forum

EDIT_COLUMNS = ("series", "older", "newer", "field", "operation", "before", "after",
                "amount_before", "amount_after", "fact_ids")  # fmt: skip
_SAME_SERIES = 0.75  # similarity of names without year and edition
_SAME_PART = 0.62  # the same for parts
_TELLING = 4  # letters that a shorter name must hold to be found again in a longer one
_OPENINGS = frozenset({"main forum", "opening ceremony"})
_FIELDS = ("theme", "mode", "formula")
_LISTS = ("hosts", "organisers", "supporters", "guidance")
OPERATIONS = ("kept", "grown", "shrunk", "renamed", "split", "new", "dropped")


@dataclass(frozen=True, slots=True)
class _Edit:
    field: str
    operation: str
    before: str
    after: str
    amounts: tuple[float | None, float | None] = (None, None)
    ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Unit:
    """A kind of component, taken out of a symbol that may stand for several."""

    kind: str
    component: Component
    number: int
    shared: bool
    count: int | None


def forum_series(study: Study) -> list[list[Forum]]:
    """Forums that are editions of one another, the oldest first.

    Two forums are of a series if their names without year and edition are alike (ratio of
    Ratcliff and Obershelp 1988, as in difflib, at least 0.75) and their years differ.
    """
    found: list[list[Forum]] = []
    proper = [f for f in study.forum_tables.records if not f.parent and f.year is not None]
    for forum in sorted(proper, key=lambda f: (f.year or 0, f.doc)):
        known = next((s for s in found if _continues(s[-1], forum)), None)
        if known is None:
            found.append([forum])
        else:
            known.append(forum)
    return [each for each in found if len(each) > 1]


def _continues(older: Forum, newer: Forum) -> bool:
    return older.year != newer.year and _alike(older.name, newer.name) >= _SAME_SERIES


def _alike(one: str, other: str) -> float:
    return SequenceMatcher(None, core_of(one), core_of(other), autojunk=False).ratio()


def edits(study: Study) -> pd.DataFrame:
    """What changed between editions of one forum.

    Args:
        study: The tables of the articles.

    Returns:
        One row a step of the edit script: `older` and `newer` are forum ids, `field` is a field
        of the forum, "component" or "part", `operation` one of `OPERATIONS`, `before` and
        `after` what stands there, `amount_before` and `amount_after` numbers where there are.
    """
    rows = [
        {
            "series": core_of(newer.name),
            "older": older.forum_id,
            "newer": newer.forum_id,
            "field": edit.field,
            "operation": edit.operation,
            "before": edit.before,
            "after": edit.after,
            "amount_before": edit.amounts[0],
            "amount_after": edit.amounts[1],
            "fact_ids": tuple(dict.fromkeys(edit.ids)),
        }
        for editions in forum_series(study)
        for older, newer in pairwise(editions)
        for edit in _script(older, newer)
    ]
    frame = pd.DataFrame(rows, columns=pd.Index(EDIT_COLUMNS))
    return frame.astype({"amount_before": "float64", "amount_after": "float64"})


def _script(older: Forum, newer: Forum) -> Iterator[_Edit]:
    for name in _FIELDS:
        yield from _field(name, older, newer)
    yield from _components(older, newer)
    yield from _parts(older, newer)
    for name in _LISTS:
        yield from _names(name, older, newer)
    for first in newer.firsts:
        yield _Edit("firsts", "new", "", first, ids=_ids(newer, "firsts"))


def _field(name: str, older: Forum, newer: Forum) -> Iterator[_Edit]:
    before, after = getattr(older, name), getattr(newer, name)
    if before or after:
        operation = _operation(before, after)
        yield _Edit(name, operation, before, after, ids=_both(older, newer, name))


def _operation(before: str, after: str) -> str:
    if before == after:
        return "kept"
    if not before:
        return "new"
    return "renamed" if after else "dropped"


# --- components ---------------------------------------------------------------------------------


def _units(forum: Forum) -> list[_Unit]:
    """Kinds of components; those under one symbol one by one: 2 is a conference and a show."""
    return [
        _Unit(kind, component, number, len(kinds) > 1, 1 if len(kinds) > 1 else component.count)
        for number, component in enumerate(forum.components, 1)
        for kinds in [component.kind.split(" + ")]
        for kind in kinds
    ]


def _components(older: Forum, newer: Forum) -> Iterator[_Edit]:
    if not (older.components and newer.components):
        return
    left = _units(older)
    for unit in _units(newer):
        match = next((one for one in left if _same_kind(one.kind, unit.kind)), None)
        ids = _ids(newer, f"component {unit.number}")
        if match is None:
            new = (None, _number(unit))
            yield _Edit("component", "new", "", unit.component.label, new, ids)
            continue
        left.remove(match)
        ids = (*_ids(older, f"component {match.number}"), *ids)
        amounts = (_number(match), _number(unit))
        yield _Edit("component", _change(match, unit), _name(match), _name(unit), amounts, ids)
    for unit in left:
        ids = _ids(older, f"component {unit.number}")
        yield _Edit("component", "dropped", _name(unit), "", (_number(unit), None), ids)


def _same_kind(one: str, other: str) -> bool:
    return one == other or {one, other} <= _OPENINGS


def _change(before: _Unit, after: _Unit) -> str:
    if before.shared and not after.shared:
        return "split"
    if before.count is not None and after.count is not None and before.count != after.count:
        return "grown" if after.count > before.count else "shrunk"
    return "kept" if before.kind == after.kind else "renamed"


def _number(unit: _Unit) -> float | None:
    return None if unit.count is None else float(unit.count)


def _name(unit: _Unit) -> str:
    if not unit.shared:
        return unit.component.label
    own = [part.name for part in unit.component.parts if _speaks_of(part.name, unit.kind)]
    return own[0] if own else unit.component.label


def _speaks_of(name: str, kind: str) -> bool:
    return any(word in name for word in forum_words("kinds")[kind]["words"])


# --- named parts --------------------------------------------------------------------------------


def _parts(older: Forum, newer: Forum) -> Iterator[_Edit]:
    """Parts that go on, alone or under another name, that are new, and that are gone."""
    left = _named(older)
    for number, name, kind in _named(newer):
        ids = _ids(newer, f"part {number}")
        likeness = [(_same_part(old, name), key, old) for key, old, own in left if own == kind]
        best = max(likeness, default=(0.0, "", ""))
        if best[0] < _SAME_PART:
            yield _Edit("part", "new", "", name, ids=ids)
            continue
        left.remove((best[1], best[2], kind))
        operation = "kept" if core_of(best[2]) == core_of(name) else "renamed"
        ids = (*_ids(older, f"part {best[1]}"), *ids)
        yield _Edit("part", operation, best[2], name, ids=ids)
    for key, old, _ in left:
        yield _Edit("part", "dropped", old, "", ids=_ids(older, f"part {key}"))


@cache
def _plain_words() -> re.Pattern[str]:
    """Words that names of parts share without being about the same: 创新, 发展, 论坛."""
    return re.compile(any_of([*head_kinds(), *forum_words("shared_by_names")]))


def _same_part(one: str, other: str) -> float:
    """How alike two names of parts are beyond what most names hold; 1 if one holds the other."""
    first, second = (_plain_words().sub("", core_of(name)) for name in (one, other))
    short, long = sorted((first, second), key=len)
    if len(short) >= _TELLING and short in long:
        return 1.0
    if not short:
        return float(core_of(one) == core_of(other))
    return SequenceMatcher(None, first, second, autojunk=False).ratio()


def _named(forum: Forum) -> list[tuple[str, str, str]]:
    """Parts of components with several, as (number, name, kind): openings and shows have none."""
    return [
        (f"{number}.{index}", part.name, component.kind)
        for number, component in enumerate(forum.components, 1)
        if component.count != 1
        for index, part in enumerate(component.parts, 1)
        if part.name not in component.label
    ]


def _names(name: str, older: Forum, newer: Forum) -> Iterator[_Edit]:
    before, after = getattr(older, name), getattr(newer, name)
    ids = _both(older, newer, name)
    for one in after:
        yield _Edit(
            name, "kept" if one in before else "new", one if one in before else "", one, ids=ids
        )
    for one in before:
        if one not in after:
            yield _Edit(name, "dropped", one, "", ids=ids)


def _both(older: Forum, newer: Forum, name: str) -> tuple[str, ...]:
    return (*_ids(older, name), *_ids(newer, name))


def _ids(forum: Forum, name: str) -> tuple[str, ...]:
    """Ids of the spans that state a field; those of the forum's name if none does."""
    found: Sequence[Evidence] = [e for e in forum.evidence if e.field == name]
    found = found or [e for e in forum.evidence if e.field == "name"]
    return tuple(f"{forum.doc}:{e.raw_start}-{e.raw_end}" for e in found)
