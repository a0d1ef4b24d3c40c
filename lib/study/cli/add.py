"""Add an article to the study, and tell what it brings."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from study.cli.parser import Parser, add_language
from study.model import StudyError

if TYPE_CHECKING:
    from study.publish.adding import Addition

SUMMARY = "add an article, and tell what it brings"
HINT = " One article is added at a time"
EPILOG = """\
FILE is copied into seeds/ under the next free number, and an entry in
seeds/catalogue.yml vouches for its bytes. Title, publisher and date are read from
the text where they are not given. What it brings is printed: facts that contradict
something, facts that another article confirms, and new facts. `make study` then
redraws every figure with it.

examples:
  study add ~/Downloads/article.html
  study add article.txt --date 2025-03-10 --publisher 姑苏新报
  study add article.txt --dry-run               only tell what it would bring
"""


def add_arguments(parser: Parser) -> None:
    """Declare what the command takes."""
    parser.add_argument("file", metavar="FILE", help="an article: text or saved HTML")
    parser.add_argument(
        "--date", type=_day("--date"), metavar="DAY", help="day of publication, as 2025-03-10"
    )
    parser.add_argument("--publisher", default="", metavar="NAME", help="who published it")
    parser.add_argument("--title", default="", metavar="TITLE", help="its headline")
    add_language(parser, "what is printed of claims")
    parser.add_argument("--dry-run", action="store_true", help="write nothing")


def _day(option: str) -> Callable[[str], date]:
    """A type for an option that must be a day."""

    def parse(word: str) -> date:
        try:
            return date.fromisoformat(word)
        except ValueError:
            raise StudyError(f"{option} must be a day like 2025-03-10, not {word!r}") from None

    return parse


def execute(options: Namespace) -> int:
    """Read, compare, write, tell."""
    # The rooms behind it load a gazetteer and pandas: not for --help.
    from study.publish.adding import Given, add, addition  # noqa: PLC0415
    from study.publish.project import project_root  # noqa: PLC0415

    article, seeds = Path(options.file), project_root() / "seeds"
    given = Given(options.date, options.publisher, options.title)
    found = addition(article, seeds, given, options.language)
    if not options.dry_run:
        add(article, seeds, found)
    print("\n".join(_lines(found, dry_run=options.dry_run)))
    return 0


def _lines(found: Addition, *, dry_run: bool) -> Iterator[str]:
    from study.analyse.tables import rows_of  # noqa: PLC0415 - not for --help

    entry = found.entry
    head = "would add" if dry_run else "added"
    day = entry.date.isoformat() if entry.date else "no date found; give one with --date"
    about = ", ".join(part for part in (entry.publisher, day) if part)
    yield f"{head} {entry.id}: {entry.title or 'no title found'} ({about})"
    yield f"  seeds/{entry.file}"
    counts = (len(found.facts), len(found.new), len(found.confirming), len(found.conflicting))
    yield "{} facts: {} new, {} confirmed, {} in conflict".format(*counts)
    yield from _claims(found, "conflict", "conflict")
    yield from _claims(found, "agree", "confirms")
    for fact in rows_of(found.new):
        place = fact.place or fact.event or "–"
        yield f"  new       {fact.stated}  {fact.indicator}  {place}  {_period(fact)}".rstrip()


def _claims(found: Addition, verdict: str, word: str) -> Iterator[str]:
    """Claims of a verdict that the article takes part in; those that agree, with other articles."""
    from study.analyse.tables import rows_of  # noqa: PLC0415 - not for --help

    own = set(found.facts.fact_id)
    for claim in rows_of(found.claims[found.claims.verdict == verdict]):
        if verdict == "conflict" or set(claim.fact_ids) - own:
            place = f"{claim.place or claim.event}, " if claim.place or claim.event else ""
            yield f"  {word:9} {place}{claim.indicator}: {claim.arithmetic}"


def _period(fact: object) -> str:
    import pandas as pd  # noqa: PLC0415 - not for --help

    start, end = getattr(fact, "start", None), getattr(fact, "end", None)
    if pd.isna(start) or pd.isna(end):
        return ""
    days = [each.date().isoformat() for each in (start, end)]
    return days[1] if days[0] == days[1] else f"{days[0]} – {days[1]}"
