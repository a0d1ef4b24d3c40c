"""Scores facts against hand-made answers, by the reference's own judge."""

from __future__ import annotations

import io
import json
import runpy
import sys
from collections.abc import Iterable, Sequence
from contextlib import redirect_stdout
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path
from typing import Any
from unittest.mock import patch

from cases.casebook import Case

from study.model import Fact

JUDGE = Path(__file__).parents[1] / "evaluate" / "score_facts.py"

# A sign that no text holds: it stands in for the answer of a text that states nothing, since
# the judge only looks at documents that the reference names.
_NOTHING = "\ue000"


@dataclass(frozen=True)
class Score:
    """How well facts agree with answers; scores of several texts add up.

    Attributes:
        firm: Answers that are asked for.
        predicted: Facts that count, optional ones aside.
        matched: Answers for which a fact was found.
        full: Answers of which every judged field is right.
        right: For each field the answers that have it right.
        misses: What was missed, wrong or false, in words.
    """

    firm: int = 0
    predicted: int = 0
    matched: int = 0
    full: int = 0
    right: dict[str, int] = field(default_factory=dict)
    misses: tuple[str, ...] = ()

    def __add__(self, other: Score) -> Score:
        """Score of both sets of texts together."""
        fields = self.right.keys() | other.right.keys()
        return Score(
            self.firm + other.firm,
            self.predicted + other.predicted,
            self.matched + other.matched,
            self.full + other.full,
            {name: self.right.get(name, 0) + other.right.get(name, 0) for name in fields},
            self.misses + other.misses,
        )

    def share(self, measure: str) -> float:
        """Recall, precision, full_f1, or the part of found answers that has a field right."""
        match measure:
            case "recall":
                return self.matched / (self.firm or 1)
            case "precision":
                return self.matched / self.predicted if self.predicted else 1.0
            case "full_f1":
                return 2 * self.full / ((self.predicted + self.firm) or 1)
        return self.right.get(measure, 0) / (self.matched or 1)


def record(fact: Fact) -> dict[str, Any]:
    """A fact as JSON holds it."""
    return {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in asdict(fact).items()
    }


def judge(gold: Path, facts: Iterable[Fact], texts: Path, scratch: Path) -> Score:
    """Score facts.

    Args:
        gold: Answers, one JSON object a line.
        facts: What was found.
        texts: Folder of the raw texts.
        scratch: Folder to write the facts into.
    """
    predicted = scratch / "predicted.jsonl"
    _write(predicted, map(record, facts))
    arguments = [str(JUDGE), str(gold), str(predicted), "--texts", str(texts), "--misses", "--json"]
    printed = io.StringIO()
    with patch.object(sys, "argv", arguments), redirect_stdout(printed):
        runpy.run_path(str(JUDGE), run_name="__main__")
    *misses, last = printed.getvalue().splitlines()
    return _score(json.loads(last), tuple(filter(None, misses)))


def _score(told: dict[str, Any], misses: tuple[str, ...]) -> Score:
    # The judge tells shares to four places: enough to tell counts of so few.
    matched = round(told["recall"] * told["firm"])
    return Score(
        firm=told["firm"],
        predicted=told["predicted"],
        matched=matched,
        full=round(told["full_recall"] * told["firm"]),
        right={name: round(share * matched) for name, share in told["fields"].items()},
        misses=misses,
    )


def _write(path: Path, lines: Iterable[dict[str, Any]]) -> None:
    text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
    path.write_text(text, "utf-8", newline="")


def score_cases(cases: Sequence[Case], scratch: Path) -> Score:
    """Score what the study finds in cases.

    Args:
        cases: The cases.
        scratch: An empty folder.
    """
    answers = []
    for case in cases:
        (scratch / f"{case.id}.txt").write_text(case.text + _NOTHING, "utf-8", newline="")
        answers += [{**answer, "doc": case.id} for answer in case.answers]
        answers.append({"doc": case.id, "quote": _NOTHING, "value": 0, "optional": True})
    gold = scratch / "gold.jsonl"
    _write(gold, answers)
    return judge(gold, (fact for case in cases for fact in case.facts()), scratch, scratch)


_COLUMNS = ("recall", "precision", "value", "unit", "qualifier", "indicator", "place", "year")
MEASURES = (*_COLUMNS, "status", "full_f1")


def table(scores: dict[str, Score]) -> str:
    """Scores as a table of text, one row each."""
    width = max(map(len, scores))
    head = "".join(f"{name:>10}" for name in ("facts", *MEASURES))
    rows = [f"{'':{width}}{head}"]
    for name, score in scores.items():
        cells = "".join(f"{score.share(measure):>10.3f}" for measure in MEASURES)
        rows.append(f"{name:{width}}{score.firm:>10}{cells}")
    return "\n".join(rows)
