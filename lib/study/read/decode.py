"""Turns the bytes of a file into characters, or says by name why it cannot."""

from __future__ import annotations

import codecs
import re
from functools import cache
from typing import NamedTuple

from study.lexicon.reading import reading_words
from study.model import StudyError

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SIGNATURES = (
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"Rar!", "a RAR archive"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3", "a database"),
    (b"{\\rtf", "an RTF document"),
)
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_-]{3,20})""")
_SAMPLE = 65_536  # bytes that are enough to tell what a file is
# Of the Han characters of running Chinese text some 40 in 100 belong to the lexicon's
# frequent ones; of text decoded in a wrong encoding hardly one.
_LEAST_FREQUENT_SHARE = 0.12
_MOST_CONTROL_SHARE = 0.3
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f]")


class Decoded(NamedTuple):
    """Characters of a file and the encoding in which they were written."""

    raw: str
    encoding: str


def decode(data: bytes, name: str) -> Decoded:
    """Decode the bytes of an article.

    Tried in this order: byte order marks, UTF-8, UTF-16 without a mark, the
    encoding that a web page declares, then GB18030 and Big5, of which the one
    wins whose text has more of the characters that Chinese uses most.

    Args:
        data: Content of the file.
        name: Name of the file, for messages.

    Returns:
        The text as `data.decode(encoding)` gives it, without newline
        translation. In UTF-8 a byte order mark so stays as U+FEFF.

    Raises:
        StudyError: The bytes are empty, binary, or in no known encoding.
    """
    if not data.strip():
        raise StudyError(f"{name} is empty: put the article's text into it, or delete it")
    _refuse_known_binary(data, name)
    decoded = _by_mark(data, name) or _as_utf8(data) or _as_bare_utf16(data)
    decoded = decoded or _as_declared(data) or _as_chinese(data)
    if decoded is None:
        raise _undecodable(data, name)
    sample = decoded.raw[:_SAMPLE]
    if len(_CONTROL.findall(sample)) > _MOST_CONTROL_SHARE * len(sample):
        raise _binary(name, "binary")
    return decoded


def _binary(name: str, kind: str) -> StudyError:
    return StudyError(f"{name} is {kind}, not text: save the article as UTF-8 text (.txt) instead")


def _undecodable(data: bytes, name: str) -> StudyError:
    sample = data[:_SAMPLE]
    if b"\0" in sample:
        return _binary(name, "binary")
    return StudyError(
        f"{name} is in no encoding known here (UTF-8, UTF-16, GB18030, Big5): save it as UTF-8"
    )


def _refuse_known_binary(data: bytes, name: str) -> None:
    for signature, kind in _SIGNATURES:
        if data.startswith(signature):
            raise _binary(name, kind)


def _by_mark(data: bytes, name: str) -> Decoded | None:
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            # A UTF-8 file may be spoilt behind its mark: then the message should say so.
            decoded = _strictly(data, encoding)
            if decoded is None:
                raise StudyError(
                    f"{name} starts as {encoding.upper()} but is not: save it as UTF-8 again"
                )
            return decoded
    return None


def _strictly(data: bytes, encoding: str) -> Decoded | None:
    try:
        return Decoded(data.decode(encoding), encoding)
    except (UnicodeDecodeError, LookupError):
        return None


def _as_utf8(data: bytes) -> Decoded | None:
    # ASCII in UTF-16 is valid UTF-8 too, with every second byte zero.
    sample = data[:_SAMPLE]
    if sample.count(0) > len(sample) // 4:
        return None
    return _strictly(data, "utf-8")


def _as_bare_utf16(data: bytes) -> Decoded | None:
    if len(data) % 2:
        return None
    candidates = [_strictly(data, encoding) for encoding in ("utf-16-le", "utf-16-be")]
    readable = [c for c in candidates if c and _looks_written(c.raw)]
    return max(readable, key=lambda c: _frequent_share(c.raw), default=None)


def _looks_written(raw: str) -> bool:
    sample = raw[:_SAMPLE]
    if _frequent_share(raw) >= _LEAST_FREQUENT_SHARE:
        return True
    return sum(map(str.isascii, sample)) > 0.9 * len(sample) and "\0" not in sample


def _as_declared(data: bytes) -> Decoded | None:
    declared = _DECLARED.search(data[:4096])
    if declared is None:
        return None
    encoding = declared[1].decode("ascii").lower()
    if encoding in {"gb2312", "gbk", "gb-2312", "x-gbk"}:
        encoding = "gb18030"
    if encoding in {"big5", "big5-hkscs"}:
        encoding = "big5hkscs"
    decoded = _strictly(data, encoding)
    return decoded if decoded and _looks_written(decoded.raw) else None


def _as_chinese(data: bytes) -> Decoded | None:
    candidates = [_strictly(data, name) for name in ("gb18030", "big5", "big5hkscs", "cp950")]
    scored = [(_frequent_share(c.raw), c) for c in candidates if c]
    share, best = max(scored, key=lambda pair: pair[0], default=(0.0, None))
    return best if share >= _LEAST_FREQUENT_SHARE else None


@cache
def _frequent() -> frozenset[str]:
    return frozenset(reading_words().frequent_characters)


def _frequent_share(raw: str) -> float:
    letters = [c for c in raw[:_SAMPLE] if c > "\x7f" and c.isalnum()]
    if not letters:
        return 0.0
    frequent = _frequent()
    return sum(c in frequent for c in letters) / len(letters)
