"""The domain words of a sentence, found in one pass and asked by group and span."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from operator import itemgetter

from study.lexicon.domain import DomainWord, words

_START = itemgetter(1)  # of a match (word number, start, end)


@dataclass(slots=True)
class Hit:
    """A domain word found in a text, with its span."""

    start: int
    end: int
    word: DomainWord


class Words:
    """The domain words of one sentence.

    Args:
        text: Clean text of the article.
        start: Start of the sentence.
        end: End of the sentence.
    """

    def __init__(self, text: str, start: int, end: int) -> None:
        """Find all domain words of the sentence, overlapping ones too."""
        finder, known = words()
        self.text = text
        self._groups = groups = defaultdict[str, list[Hit]](list)
        # By start, the longer first: found by end, they are turned round and sorted by start alone.
        found = finder.find(text[start:end])
        found.reverse()
        found.sort(key=_START)
        for number, first, last in found:
            word = known[number]
            hit = Hit(start + first, start + last, word)
            for group in word.groups:
                groups[group].append(hit)

    def has(self, group: str) -> bool:
        """Whether the sentence holds any word of a group."""
        return group in self._groups

    def within(self, start: int, end: int, group: str) -> list[Hit]:
        """Words of a group that lie between two offsets, overlapping ones too."""
        return [hit for hit in self._groups.get(group, ()) if start <= hit.start and hit.end <= end]

    def longest(self, start: int, end: int, group: str) -> list[Hit]:
        """Words of a group between two offsets, longest from the left, not overlapping."""
        kept: list[Hit] = []
        for hit in self._groups.get(group, ()):
            if hit.start >= start and hit.end <= end:
                kept.append(hit)
                start = hit.end
        return kept

    def last(self, start: int, end: int, group: str) -> str:
        """Meaning of the last longest word of a group between two offsets; "" if none."""
        kept = self.longest(start, end, group)
        return kept[-1].word.first[group] if kept else ""

    def names(self, start: int, end: int, group: str) -> set[str]:
        """Meanings of all words of a group between two offsets."""
        found: set[str] = set()
        for hit in self._groups.get(group, ()):
            if hit.start >= start and hit.end <= end:
                found |= hit.word.names[group]
        return found

    def nearest(self, start: int, end: int, cues: frozenset[str]) -> str:
        """Cue, one of `cues`, of the last longest word between two offsets; "" if none."""
        for hit in reversed(self.longest(start, end, "cue")):
            found = hit.word.names["cue"] & cues
            if found:
                return max(found)
        return ""
