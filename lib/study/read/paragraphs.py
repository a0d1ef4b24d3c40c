"""Finds the paragraphs of a text: its lines, or what was hard-wrapped into lines."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence

from study.read.grounded import Edit, Grounded, cut, splice

_COMMAS = "，、,"
_MAY_GO_ON = f"{_COMMAS}0123456789万亿"
# 营收892 / 亿元, 2012 / 年: within a sentence, and not the last cell of a row.
_CUT_NUMBER = re.compile(
    r"(?:[\u4e00-\u9fff]\d+(?:\.\d+)?\s*\n\s*(?:[万亿]元?|年|%|家|个)"
    r"|\d[万亿]\s*\n\s*(?:[美港欧]?元|人民币))(?=[\u4e00-\u9fff,，。、;；])"
)
# What the next line may begin with where a number was carried over to it.
_NUMBER_OF_LINE = re.compile(
    r"(?!(?:19|20)\d\d年)\d[\d,.]*\s?(?:[万亿]|%|元|家|个|[\u4e00-\u9fff]{1,2}[,，。;；])"
)
_LONG_LINE = 24  # characters
_BETWEEN = re.compile(r"\s*\n\s*")
_ENDS_SENTENCE = re.compile(r"[。！？；：!?;:”’」』）)…]\s*$")
# Lines of hard-wrapped text are between so many columns wide …
_NARROWEST, _WIDEST = 16, 180
# … and but for the last of each paragraph about equally wide.
_FEWEST_LINES = 6
_FEWEST_FULL = 4
_FULL_SHARE = 0.4
_LONGER_SHARE = 0.1  # links and notices of the page may be longer than the text is wide
_BROKEN_SHARE = 0.5
_PUNCTUATED_SHARE = 0.5
_ALIKE_SHARE = 0.34
_CLAUSE_MARK = re.compile("[，、。；,;]")
_ITEM = re.compile(r"\s*(?:[（(]?[一二三四五六七八九十\d]+[、.．）)]|[·•\-]|(?:19|20)\d\d年)")


def unwrap(grounded: Grounded) -> Grounded:
    """Join the lines of text that was wrapped at a fixed width.

    Text counts as wrapped if most of its lines are equally wide and most of
    those break off within a sentence. A paragraph then ends at an empty line,
    before an indented line, or with a line that is shorter than the rest.

    Args:
        grounded: A text with its line ends as in the raw file.
    """
    lines = grounded.text.split("\n")
    if len(lines) < _FEWEST_LINES or max(map(len, lines)) > _WIDEST:
        return grounded
    wrappings = [_full_lines(lines, *measure) for measure in _MEASURES]
    full = max(wrappings, key=sum)
    return _joined(grounded, lines, full) if any(full) else grounded


def _joined(grounded: Grounded, lines: Sequence[str], full: Sequence[bool]) -> Grounded:
    edits = []
    at = 0
    for number, (line, is_full) in enumerate(zip(lines, full, strict=True)):
        at += len(line) + 1
        skipped = _blank_between(lines, number) if is_full else 0
        following = lines[number + 1 + skipped] if number + 1 + skipped < len(lines) else ""
        if is_full and _continues(following):
            written = line.rstrip()
            glue = " " if _is_latin(written[-1:]) and _is_latin(following[0]) else ""
            stop = at + sum(len(blank) + 1 for blank in lines[number + 1 : number + 1 + skipped])
            edits.append(Edit(at - 1 - len(line) + len(written), stop, glue))
    return splice(grounded, edits)


def _blank_between(lines: Sequence[str], number: int) -> int:
    """1 where an empty line stands within a sentence, as in copies of printed pages."""
    inside = not _ENDS_SENTENCE.search(lines[number]) and number + 2 < len(lines)
    return int(inside and not lines[number + 1].strip())


def _continues(line: str) -> bool:
    return bool(line.strip()) and line[0] not in " \t\u3000"


def _is_latin(character: str) -> bool:
    return character.isascii() and character.isalpha()


def _columns(line: str) -> int:
    # In GBK a Han character takes two bytes and a Latin one takes one: as many as columns.
    return len(line.rstrip().encode("gbk", "replace"))


def _characters(line: str) -> int:
    return len(line.rstrip())


# How the width of a line may have been measured, and by how much full lines differ in it:
# a word or a mark of punctuation may have gone to the next line.
_MEASURES: tuple[tuple[Callable[[str], int], int], ...] = ((_columns, 4), (_characters, 1))


def _full_lines(lines: Sequence[str], measure: Callable[[str], int], tolerance: int) -> list[bool]:
    """Which lines were filled to a width of wrapping; none if the text was not wrapped."""
    widths = [measure(line) for line in lines]
    written = [width for width in widths if width]
    widest = _common_width(written, tolerance)
    full = [abs(width - widest) <= tolerance for width in widths]
    filled = [line for line, is_full in zip(lines, full, strict=True) if is_full]
    if (
        _NARROWEST <= widest <= _WIDEST
        and sum(width > widest + tolerance for width in written) <= _LONGER_SHARE * len(written)
        and len(filled) >= max(_FEWEST_FULL, _FULL_SHARE * _lines_of_prose(lines))
        and _reads_on(filled)
    ):
        return full
    return [False] * len(lines)


def _lines_of_prose(lines: Sequence[str]) -> int:
    """How many lines hold a mark of punctuation, as headings and what surrounds a text do not."""
    return sum(1 for line in lines if _CLAUSE_MARK.search(line) or _ENDS_SENTENCE.search(line))


def _reads_on(lines: Sequence[str]) -> bool:
    """Whether lines break off within sentences, as wrapped prose does and rows of a list do not."""
    broken = sum(1 for line in lines if not _ENDS_SENTENCE.search(line))
    punctuated = sum(1 for line in lines if _CLAUSE_MARK.search(line))
    items = sum(1 for line in lines if _ITEM.match(line))
    alike = max(Counter(line.strip()[:2] for line in lines).values())
    return (
        broken >= _BROKEN_SHARE * len(lines)
        and punctuated >= _PUNCTUATED_SHARE * len(lines)
        and max(items, alike) <= max(1, _ALIKE_SHARE * len(lines))
    )


def _common_width(widths: Sequence[int], tolerance: int) -> int:
    """The widest width that most lines share."""
    counts = Counter(widths)
    near = {w: sum(counts[w + d] for d in range(-tolerance, 1)) for w in counts}
    return max(near, key=lambda w: (near[w], w), default=0)


def tidy(grounded: Grounded) -> Grounded:
    """Leave one newline between paragraphs and no space around them.

    A line that ends with a comma goes on in the next.
    """
    text = grounded.text
    if all(map(_is_tidy, text.split("\n"))):
        return grounded
    start = len(text) - len(text.lstrip())
    end = len(text.rstrip())
    if start >= end:
        return cut(grounded, [(0, len(text))])
    gaps = [
        Edit(*m.span(), _between(text, m))
        for m in _BETWEEN.finditer(text, start, end)
        if m.end() - m.start() > 1 or _goes_on(text, m)
    ]
    edits = [Edit(0, start, "")] if start else []
    edits += gaps
    if end < len(text):
        edits.append(Edit(end, len(text), ""))
    return splice(grounded, edits)


def _is_tidy(line: str) -> bool:
    """Whether a line holds words with no space around them, and does not go on in the next."""
    return line != "" and line[-1] not in _MAY_GO_ON and line == line.strip()


def _goes_on(text: str, gap: re.Match[str]) -> bool:
    """Whether a sentence goes on behind a line end, as its comma or a cut number tells."""
    if gap[0].count("\n") != 1:
        return False
    if text[gap.start() - 1] in _COMMAS:
        return True
    if _NUMBER_OF_LINE.match(text, gap.end()) and _breaks_off(text, gap.start()):
        return True
    return bool(_CUT_NUMBER.search(text, gap.start() - 6, gap.end() + 2))


def _breaks_off(text: str, end: int) -> bool:
    """Whether a long line of prose ends within a sentence: 比重达到 / 45.3%."""
    line = text[text.rfind("\n", 0, end) + 1 : end]
    return (
        len(line) >= _LONG_LINE
        and _CLAUSE_MARK.search(line) is not None
        and ("\u4e00" <= line[-1] <= "\u9fff")
    )


def _between(text: str, gap: re.Match[str]) -> str:
    return "" if _goes_on(text, gap) else "\n"


def spans(text: str) -> list[tuple[int, int]]:
    """Spans of the paragraphs of a tidy text."""
    found = []
    start = 0
    for line in text.split("\n"):
        if line:
            found.append((start, start + len(line)))
        start += len(line) + 1
    return found


def normalise_line_ends(grounded: Grounded) -> Grounded:
    r"""Write every line end as one `\n`, in place.

    `\r\n` becomes a space and `\n`, which `tidy` takes out; `\r` alone is a
    line end only in a text that knows no `\n`.
    """
    text = grounded.text
    if "\r" in text:
        text = text.replace("\r", " ") if "\n" in text else text.replace("\r", "\n")
    for separator in "\u2028\u2029":
        text = text.replace(separator, "\n")
    return Grounded(text, grounded.origin)
