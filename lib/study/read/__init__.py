"""Bytes in, documents out: clean simplified text that never forgets its raw characters."""

from study.read.catalogue import CatalogueEntry, read_catalogue
from study.read.reader import read_data, read_document, read_paths, read_text
from study.read.sources import ARTICLE_SUFFIXES

__all__ = [
    "ARTICLE_SUFFIXES",
    "CatalogueEntry",
    "read_catalogue",
    "read_data",
    "read_document",
    "read_paths",
    "read_text",
]
