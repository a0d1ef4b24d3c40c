"""The hand-made forum articles, and how right an extraction of them is."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from study.extract import extract_facts
from study.extract.forums import extract_forums
from study.model import Forum
from study.read import read_text

BOOK = Path(__file__).with_name("forums.yml")
_LISTS = ("hosts", "organisers", "co_organisers", "supporters", "guidance", "media")
_AMOUNTS = ("exhibitors", "exhibits", "projects_signed")


@cache
def forum_cases() -> tuple[dict[str, Any], ...]:
    """The articles with their answers."""
    return tuple(yaml.safe_load(BOOK.read_text("utf-8")))


def forums_of(case: dict[str, Any]) -> list[Forum]:
    """What is extracted from an article."""
    day = case["date"] if case.get("dated", True) else None
    document = read_text(case["text"], doc=case["id"], date=day)
    return extract_forums(document, extract_facts(document))


@dataclass
class ForumScore:
    """Right and asked answers by field, and what was missed."""

    right: Counter[str] = field(default_factory=Counter)
    asked: Counter[str] = field(default_factory=Counter)
    misses: list[str] = field(default_factory=list)

    def note(self, name: str, ok: bool, told: str) -> None:
        """Count an answer, and keep what is told of a wrong one."""
        self.asked[name] += 1
        self.right[name] += ok
        if not ok:
            self.misses.append(told)

    def share(self, *names: str) -> float:
        """Share of right answers, of all fields or of some."""
        chosen = names or tuple(self.asked)
        return sum(self.right[n] for n in chosen) / max(1, sum(self.asked[n] for n in chosen))


def plain(name: object) -> str:
    return re.sub(r"[\s“”\"'‘’《》()·、,]", "", str(name or ""))


def judge_forums(cases: tuple[dict[str, Any], ...]) -> ForumScore:
    """Hold extracted forums against the answers."""
    score = ForumScore()
    for case in cases:
        found = forums_of(case)
        for wanted in case["forums"]:
            same = [f for f in found if plain(f.name) == plain(wanted["name"])]
            near = same or [f for f in found if plain(f.name) in plain(wanted["name"])]
            names = [f.name for f in found]
            score.note("name", bool(same), f"{case['id']} name {wanted['name']}: {names}")
            _judge_fields(score, case["id"], wanted, near[0] if near else None)
    return score


def _judge_fields(score: ForumScore, key: str, wanted: dict[str, Any], got: Forum | None) -> None:
    for name, answer in wanted.items():
        if name == "name":
            continue
        if name == "components":
            _judge_components(score, key, answer, got)
        elif name == "discrepancies":
            told = {(d.what, d.symbol) for d in got.discrepancies} if got else set()
            ok = told == {tuple(pair) for pair in answer}
            score.note(name, ok, f"{key} discrepancies {answer}: {told}")
        else:
            value = _value(getattr(got, name) if got else None, name)
            ok = _fits(value, answer, name)
            score.note(name, ok, f"{key} {name} {answer}: {value}")


def _value(value: Any, name: str) -> Any:  # noqa: ANN401 - fields are of many types
    if name in _AMOUNTS:
        return int(value.value) if value else None
    return value


def _fits(value: Any, answer: Any, name: str) -> bool:  # noqa: ANN401 - as above
    if name in _LISTS:
        return {plain(n) for n in value or ()} == {plain(n) for n in answer}
    if isinstance(answer, date):
        return bool(value == answer)
    return plain(value) == plain(answer)


def _judge_components(
    score: ForumScore, key: str, wanted: list[dict[str, Any]], got: Forum | None
) -> None:
    components = list(got.components) if got else []
    for number, answer in enumerate(wanted):
        symbol = answer.get("symbol", "")
        if symbol:
            own = components[number] if number < len(components) else None
        else:
            own = next((c for c in components if c.kind == answer["kind"]), None)
        ok = (
            own is not None
            and own.symbol == symbol
            and own.count == answer["count"]
            and answer.get("kind", own.kind) == own.kind
        )
        score.note("component", ok, f"{key} component {answer}: {own}")
        names = {plain(part.name) for part in own.parts} if own else set()
        for part in answer.get("parts", ()):
            score.note("part", plain(part) in names, f"{key} part {part}: {sorted(names)}")
