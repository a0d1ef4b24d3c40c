"""What a subject says beyond what indicator, place and segment of its fact say already."""

from __future__ import annotations

import re
from functools import cache

from study.lexicon.domain import segment_words
from study.lexicon.loader import alternation, data
from study.lexicon.places import gazetteer


@cache
def core(subject: str, indicator: str) -> str:
    """What a subject says beyond indicator, place and segment: 全口径 of 全口径收入, else "".

    Args:
        subject: Subject of a fact.
        indicator: Its code.
    """
    text = subject
    for start, end in reversed(_place_spans(text)):
        text = text[:start] + text[end:]
    text = _idle(indicator).sub("", text)
    return re.sub(r"[^\w+]", "", text)


def _place_spans(text: str) -> list[tuple[int, int]]:
    known = gazetteer()
    spans = [(start, end) for number, start, end in known.find(text)]
    return [(start, end) for start, end in spans if end - start > 1]


@cache
def _idle(indicator: str) -> re.Pattern[str]:
    """Pattern of the words that add nothing to a subject of an indicator."""
    known, codes = data("claims"), data("indicators")
    words = [*known["idle"], *known["new"], *known["cumulative"]]
    words += [word for group in data("places")["anaphora"].values() for word in group]
    if not indicator.startswith("approved"):
        words += segment_words(products=False)
    family = known["families"].get(indicator, indicator)
    for code, of_code in codes["money"].items():
        if known["families"].get(code, code) == family:
            words += of_code
    if indicator.startswith("enterprises") or indicator in codes["money"]:
        words += known["firm_nouns"]
    for cue in known["naming"].get(indicator, ()):
        words += codes["cues"][cue]
    return re.compile("|".join([alternation(words), "国家(?!级)"]))
