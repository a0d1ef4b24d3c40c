"""What is said of an article and its facts, in words: shared by the page and the terminal."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from functools import cache
from typing import Any, NamedTuple

from study.lexicon.labels import label
from study.lexicon.loader import data
from study.model import Document, Fact, Qualifier, Status, StudyError

LANGUAGES = ("en", "zh")
FIELDS = (
    "value",
    "qualifier",
    "indicator",
    "subject",
    "industry",
    "place",
    "event",
    "period",
    "status",
    "of",
)

_OTHER = "other"  # family of what belongs to none
_MOST_DECIMALS = 12


class Said(NamedTuple):
    """A field of a fact for a reader.

    Attributes:
        field: One of `FIELDS`.
        text: Its value in words; never empty.
        translated: Whether the text is in the reader's language, rather than
            in the Chinese of the article.
    """

    field: str
    text: str
    translated: bool


def check_language(language: str) -> None:
    """Refuse a language that the view has no words in.

    Raises:
        StudyError: If it is neither "en" nor "zh".
    """
    if language not in LANGUAGES:
        raise StudyError(f"language must be {' or '.join(LANGUAGES)}, not {language!r}")


def phrase(key: str, language: str, **slots: object) -> str:
    """Fill a phrase of `article_view.yml`."""
    return _words("phrases", key, language).format(**slots)


def field_name(field: str, language: str) -> str:
    """Heading of a field."""
    return _words("fields", field, language)


def role_name(role: str, language: str) -> str:
    """What a paragraph is, for the roles that are told; else ""."""
    return _words("roles", role, language) if role in data("article_view")["roles"] else ""


def qualifier_names(language: str) -> dict[Qualifier, str]:
    """Words of all qualifiers, in the order in which a key lists them."""
    qualifiers = data("article_view")["qualifiers"]
    return {Qualifier(code): str(entry[language]) for code, entry in qualifiers.items()}


def qualifier_sign(qualifier: Qualifier) -> str:
    """Sign that stands beside a mark; "" where the number is exact."""
    return _words("qualifiers", qualifier, "sign")


def family_name(family: str, language: str) -> str:
    """Heading of a family of indicators."""
    return _words("families", family, language)


def _words(section: str, key: str, language: str) -> str:
    words: str = data("article_view")[section][key][language]
    return words


@cache
def family_of(indicator: str) -> str:
    """Family that an indicator belongs to.

    Args:
        indicator: Code of the lexicon, or any other: that is of the last family.
    """
    families: dict[str, Any] = data("article_view")["families"]
    for name, family in families.items():
        if indicator in family["codes"] or indicator.partition(".")[0] in family["codes"]:
            return name
    kinds = data("indicators")["codes"].get(indicator, {}).get("kinds", [])
    return next((n for n, f in families.items() if set(f["kinds"]) & set(kinds[:1])), _OTHER)


def families() -> tuple[str, ...]:
    """All families, in the order in which a key lists them."""
    return tuple(data("article_view")["families"])


def count_of_facts(number: int, language: str) -> str:
    """A number of facts: "1 fact", "34 facts"."""
    return phrase("one_fact" if number == 1 else "facts", language, count=f"{number:,}")


# --- the fields of a fact ---------------------------------------------------------------------


def said(fact: Fact, language: str) -> list[Said]:
    """Put a fact's fields into words, those that it has.

    Args:
        fact: The fact.
        language: "en" or "zh".

    Returns:
        The fields in the order of `FIELDS`, without those that are empty.
    """
    texts = {
        "value": value_of(fact, language),
        "qualifier": qualifier_names(language)[fact.qualifier],
        "indicator": label(fact.indicator, language),
        "subject": fact.subject,
        "industry": label(fact.industry, language),
        "place": label(fact.place, language),
        "event": fact.event,
        "period": period(fact.start, fact.end, language),
        "status": _words("statuses", fact.status, language),
        "of": base_of(fact.of, language),
    }
    stated = {"industry": fact.industry, "place": fact.place, "of": fact.of}
    return [
        Said(name, texts[name], _is_translated(name, texts[name], stated.get(name), language))
        for name in FIELDS
        if texts[name]
    ]


def in_one_line(fact: Fact, language: str) -> str:
    """Tell a fact in one line: value and indicator, then what else there is by name."""
    texts = {each.field: each.text for each in said(fact, language)}
    value, qualifier, indicator = (texts.pop(name) for name in ("value", "qualifier", "indicator"))
    if fact.qualifier is not Qualifier.EXACT:
        value = phrase("bracket", language, text=value, more=qualifier)
    if not is_aimed_at(fact):
        del texts["status"]
    named = (
        phrase("lead", language, name=field_name(field, language), text=text)
        for field, text in texts.items()
    )
    return " ".join(" · ".join((value, indicator, *named)).split())


def _is_translated(field: str, text: str, stated: str | None, language: str) -> bool:
    """Whether a text is in the reader's language: English labels are, names in Chinese are not."""
    if language == "zh":
        return True
    return field not in ("subject", "event") and text != stated


def base_of(base: str, language: str) -> str:
    """Whole of a share or base of a rate: a place, a segment, or one of the usual comparisons."""
    known = data("article_view")["bases"].get(base)
    return str(known[language]) if known else label(base, language)


def is_aimed_at(fact: Fact) -> bool:
    """Whether a fact speaks of what has not come true."""
    return fact.status is not Status.ACTUAL


def value_of(fact: Fact, language: str) -> str:
    """Write a fact's number with its unit, to the last digit: "9761亿元", "30–40%", "88 家"."""
    if fact.low is None or fact.high is None:
        return amount(fact.value, fact.unit, fact.counter, language)
    high = amount(fact.high, fact.unit, fact.counter, language)
    low = amount(fact.low, fact.unit, fact.counter, language)
    tail = _after_digits(high)
    return f"{low.removesuffix(tail)}–{high}" if tail else f"{low}–{high}"


def _after_digits(text: str) -> str:
    return text[max((i for i, c in enumerate(text) if c.isdigit()), default=-1) + 1 :]


def amount(value: float, unit: str, counter: str, language: str) -> str:
    """Write a number with its unit.

    Args:
        value: Number in the unit.
        unit: Code of the lexicon.
        counter: Classifier as the article has it; stands for the unit of a count.
        language: "en" or "zh".
    """
    number = _number(value, unit, language)
    if counter:
        return f"{number}{counter}" if language == "zh" else f"{number} {counter}"
    if unit == "count":
        return number
    patterns = data("article_view")["amounts"]
    pattern = patterns.get(unit, patterns["default"])
    form = "one" if language == "en" and value == 1 and "one" in pattern else language
    text: str = pattern[form].format(number=number, unit=label(unit, language))
    return text


def _number(value: float, unit: str, language: str) -> str:
    """A number in the steps of its language, nothing rounded away that a float holds surely."""
    if unit == "%":
        return _digits(value, language)
    steps = data("article_view")["money_steps" if _is_money(unit) else "steps"][language]
    step, pattern = next((each for each in steps if abs(value) >= each[0]), (1, "{}"))
    text: str = pattern.format(_digits(value / step, language))
    return text


@cache
def _is_money(unit: str) -> bool:
    return any(u["code"] == unit and u["kind"] == "money" for u in data("units")["units"])


def _digits(number: float, language: str) -> str:
    # A float is sure of fifteen digits. Chinese sets its digits without commas.
    decimals = max(0, min(_MOST_DECIMALS, 15 - len(str(int(abs(number))))))
    text = f"{number:{',' if language == 'en' else ''}.{decimals}f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return text.replace("-", "−")


# --- days -------------------------------------------------------------------------------------


def period(start: date | None, end: date | None, language: str) -> str:
    """Write a period as short as it can be: "2023", "2021–2023", "2024-01 – 2024-08".

    Returns:
        The period; "" where the text gives none.
    """
    if start is None or end is None:
        key, known = ("after", start) if start else ("before", end)
        return phrase(key, language, time=known) if known else ""
    if start == end:
        return start.isoformat()
    if (start.month, start.day, end.month, end.day) == (1, 1, 12, 31):
        years = f"{start.year}" if start.year == end.year else f"{start.year}–{end.year}"
        return phrase("year", language, time=years)
    if start.day == 1 and end.day == monthrange(end.year, end.month)[1]:
        months = start.isoformat()[:7], end.isoformat()[:7]
        return months[0] if months[0] == months[1] else " – ".join(months)
    return f"{start} – {end}"


def day(when: date, language: str) -> str:
    """Write a day: "22 November 2024", "2024年11月22日"."""
    name = data("article_view")["months"][when.month - 1]
    parts = {"year": when.year, "month": when.month, "day": when.day, "name": name}
    return phrase("day", language, **parts)


def date_of(document: Document, language: str) -> str:
    """An article's date and how it is known: "22 November 2024 (from the catalogue)"."""
    known = phrase(f"known_{document.date_known_by}", language)
    if document.date is None:
        year = document.implied_year
        return phrase("known_year", language, year=year) if year else known
    return phrase("bracket", language, text=day(document.date, language), more=known)
