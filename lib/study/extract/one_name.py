"""Calls each place of an article by one name, however the article writes it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import replace

from study.extract.mentions import Mention
from study.extract.parks import is_own
from study.lexicon.places import gazetteer, is_place

_SHORTEST_PLACE = 2  # characters of 海沧
_TELLING = 4  # characters of 医药产业园 that are no chance likeness
_TWO = 2


def by_one_name(
    text: str, mentions: list[Mention], spans: Sequence[tuple[int, int]]
) -> list[Mention]:
    """Replace further names of a zone or park by the one it is told under.

    Args:
        text: Clean text of an article.
        mentions: Its places, in order.
        spans: Spans of its body paragraphs.

    Returns:
        The same places; 张江 is 张江科学城 where that is named, and 哈尔滨利民生物医药园区 is
        利民生物医药园区 where that stands alone. The lexicon's name wins, unless the article
        only knows a longer one.
    """
    zones = dict(_full_names({m.name for m in mentions}))
    parks = dict(_without_places({m.name for m in mentions if m.level == "park"}))
    one = (
        zones
        | parks
        | dict(_longer_names(text, mentions, spans))
        | dict(_headlined(text, mentions))
    )
    return [replace(m, name=one[m.name]) if m.name in one else m for m in mentions]


def _full_names(names: Set[str]) -> Iterator[tuple[str, str]]:
    """Zones of the lexicon with the place around them that begins with their name."""
    known = gazetteer().places
    for name in sorted(names & known.keys()):
        around = known[name].parents[:1] if known[name].level == "zone" else ()
        yield from (
            (name, parent) for parent in around if parent in names and parent.startswith(name)
        )


def _longer_names(
    text: str, mentions: list[Mention], spans: Sequence[tuple[int, int]]
) -> Iterator[tuple[str, str]]:
    """Parks of the lexicon that an article calls by a longer name alone.

    威海医疗器械产业园 is 威海医疗器械与生物医药产业园 where nothing else is written.
    """
    body = "\n".join(text[start:stop] for start, stop in spans)  # but not its list of others
    for mention in mentions:
        name, written = mention.name, text[mention.start : mention.end]
        own = written.find(name[:_SHORTEST_PLACE])
        if own > 0 and is_place(written[:own]):
            written = written[own:]  # 北京[大兴生物医药产业基地]
        longer = len(written) > len(name) and written[:_SHORTEST_PLACE] == name[:_SHORTEST_PLACE]
        if mention.level == "park" and longer and is_within(name, written) and name not in body:
            yield name, written


def _headlined(text: str, mentions: list[Mention]) -> Iterator[tuple[str, str]]:
    """Parks that only the headline calls so, with the full name that the text gives.

    横琴中医药产业园 is 粤澳合作中医药科技产业园 where no other park is named: the headline
    leaves words out and says instead where the park lies.
    """
    parks = [m for m in mentions if m.level == "park"]
    names = list(dict.fromkeys(m.name for m in parks if is_own(m.name)))
    heads = (m for m in parks if not is_own(m.name) and text.count(m.name) == 1)
    general = {m.name for m in heads if "。" not in text[: _line_end(text, m)]}
    if len(names) == 1 and len(general) == 1 and is_within(min(general), names[0]):
        yield min(general), names[0]  # 中医药产业园 above 粤澳合作中医药科技产业园
        return
    if len(names) != _TWO or text.count(names[0]) > 1 or "。" in text[: _line_end(text, parks[0])]:
        return
    short, full = names
    if short in gazetteer().places:
        return
    own = (short[end:] for _, start, end in gazetteer().find(short) if start == 0)
    if any(len(name) >= _TELLING and is_within(name, full) for name in own):
        yield short, full


def _line_end(text: str, mention: Mention) -> int:
    """Where the line around a mention ends."""
    end = text.find("\n", mention.end)
    return end if end >= 0 else len(text)


def is_within(name: str, longer: str) -> bool:
    """Whether all characters of a name stand in another in the same order."""
    rest = iter(longer)
    return all(character in rest for character in name)


def _without_places(names: Set[str]) -> Iterator[tuple[str, str]]:
    """Parks of which one name is the other with a place in it, and the name to keep."""
    known = gazetteer().places
    for longer in sorted(names):
        for name in sorted(names):
            if (longer in known and name in known) or not _only_adds_place(longer, name):
                continue
            # 生物医药产业基地 alone names no park: it is the one of 本溪.
            yield (name, longer) if longer in known or not is_own(name) else (longer, name)


def _only_adds_place(longer: str, name: str) -> bool:
    """Whether a name is another with a place before or within it: 厦门[海沧]生物医药港."""
    more = len(longer) - len(name)
    return more >= _SHORTEST_PLACE and any(
        longer[:at] == name[:at]
        and longer[at + more :] == name[at:]
        and is_place(longer[at : at + more])
        for at in range(len(name) - 1)
    )
