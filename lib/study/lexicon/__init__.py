"""Domain words as data: places, indicators, units, segments and their labels."""

from study.lexicon.labels import label

__all__ = ["label"]
