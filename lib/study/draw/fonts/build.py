"""Builds the two font files of this folder from static Noto Sans SC fonts.

Usage, with the development dependencies installed::

    python -m study.draw.fonts.build NotoSansSC-Regular.ttf NotoSansSC-Bold.ttf

The same input gives the same bytes: time stamps of the source are kept, hints and layout tables
are dropped, glyphs are ordered by character.
"""

from __future__ import annotations

import sys
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

from study.draw.fonts import LATIN_QUOTES

FAMILY = "Study Sans SC"
FOLDER = Path(__file__).parent

# Latin with its accents, Greek, dashes, quotes, currencies, fractions, arrows and the marks used
# on figures.
_RANGES = (
    (0x0020, 0x007F),
    (0x00A0, 0x0180),
    (0x0391, 0x03CA),
    (0x2010, 0x2040),
    (0x20A0, 0x20C0),
    (0x2150, 0x2160),
    (0x2190, 0x219A),
    (0x2200, 0x2270),
    (0x25A0, 0x2610),
    (0x3000, 0x3020),
    (0xFE30, 0xFE50),
    (0xFF00, 0xFFF0),
)
# Hanzi of personal and company names that the two character sets below lack.
_NAMES = "玥珅珺昇堃喆镕祎翀煊玙瑄頔骞晗钰璟赟弢琨昱甡旸旻烜燊犇芃莜铖晟炅奕稭"


def encoded(charset: str, leads: range, trails: range) -> set[str]:
    """List the characters of a two-byte character set, or of a part of it.

    Args:
        charset: Name of the codec.
        leads: First bytes.
        trails: Second bytes.

    Returns:
        The characters that decode.
    """
    pairs = (bytes((lead, trail)) for lead in leads for trail in trails)
    return {pair.decode(charset, "ignore") for pair in pairs} - {""}


def simplified() -> set[str]:
    """Characters of GB 2312, both levels and all symbols, with Latin and the names' hanzi."""
    ranges = {chr(code) for low, high in _RANGES for code in range(low, high)}
    return ranges | encoded("gb2312", range(0xA1, 0xF8), range(0xA1, 0xFF)) | set(_NAMES)


def traditional() -> set[str]:
    """Hanzi of Big5's first level: names of publishers are drawn as they were published."""
    found = encoded("big5", range(0xA4, 0xC7), range(0x40, 0xFF))
    return {character for text in found for character in text if "\u4e00" <= character <= "\u9fff"}


def subset(source: Path, target: Path, characters: set[str], style: str) -> None:
    """Write the named characters of a font as a font of the family `FAMILY`.

    Args:
        source: A static TrueType font.
        target: File to write.
        characters: Characters to keep, where the source has them.
        style: "Regular" or "Bold".
    """
    options = Options(
        hinting=False, layout_features=[], notdef_outline=True, recalc_timestamp=False
    )
    options.drop_tables += ["vhea", "vmtx", "VORG", "GPOS", "GSUB", "GDEF", "BASE", "STAT", "DSIG"]
    options.name_IDs = [0, 5, 13, 14]
    font = TTFont(source, recalcTimestamp=False)
    _encode_latin_quotes(font)
    subsetter = Subsetter(options)
    subsetter.populate(text="".join(sorted(characters | set(LATIN_QUOTES.values()))))
    subsetter.subset(font)
    _rename(font, style)
    font.save(target, reorderTables=True)


def _encode_latin_quotes(font: TTFont) -> None:
    """Give the narrow quotation marks, reached by layout features only, characters of their own."""
    table = font["GSUB"].table
    records = table.FeatureList.FeatureRecord
    lookups = {i for r in records if r.FeatureTag == "pwid" for i in r.Feature.LookupListIndex}
    subtables = [part for i in lookups for part in table.LookupList.Lookup[i].SubTable]
    narrow: dict[str, str] = {}
    for part in subtables:
        narrow |= getattr(part, "ExtSubTable", part).mapping
    wide = font.getBestCmap()
    for subtable in font["cmap"].tables:
        if subtable.isUnicode() and subtable.format != 14:  # 14 holds variation sequences
            for quote, code in LATIN_QUOTES.items():
                subtable.cmap[ord(code)] = narrow[wide[ord(quote)]]


def _rename(font: TTFont, style: str) -> None:
    """Give the font a family name of its own, so that no installed Noto can stand in for it."""
    compact = FAMILY.replace(" ", "")
    names = {1: FAMILY, 2: style, 3: f"{compact}-{style}", 4: f"{FAMILY} {style}"}
    for identifier, text in (names | {6: f"{compact}-{style}"}).items():
        font["name"].setName(text, identifier, 3, 1, 0x409)


def main(regular: str, bold: str) -> None:
    """Build both files into this folder.

    Args:
        regular: Path of the source's regular face.
        bold: Path of its bold face.
    """
    subset(
        Path(regular), FOLDER / "StudySansSC-Regular.ttf", simplified() | traditional(), "Regular"
    )
    subset(Path(bold), FOLDER / "StudySansSC-Bold.ttf", simplified(), "Bold")


if __name__ == "__main__":
    main(*sys.argv[1:])
