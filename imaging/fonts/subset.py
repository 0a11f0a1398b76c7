#!/usr/bin/env python3
"""Makes the fonts of visible marks: src/main/resources/dev/likeness/imaging/label/noto-sans*.ttf. See README.md beside it.

    subset.py PACKAGES UNIHAN

PACKAGES  folder with the unpacked npm packages noto-sans, noto-sans-sc, -tc, -jp, -kr, -arabic and -hebrew
UNIHAN    Unihan_OtherMappings.txt of the Unicode database
"""
import pathlib
import sys

from fontTools import subset

RESOURCES = pathlib.Path(__file__).parent.parent / "src/main/resources/dev/likeness/imaging/label"

# Letters, signs and punctuation that every font carries where it has them, so that a short text stays in one font.
USUAL = [*range(0x20, 0x7F), *range(0xA0, 0x180), *range(0x2010, 0x2028), 0x2030, 0x2032, 0x2033, 0x20AC, 0x2116,
         0x2122, 0x2190, 0x2191, 0x2192, 0x2193, 0x2212]
CHINESE_SIGNS = [*range(0x3000, 0x3020), *range(0xFF01, 0xFF5F), 0xFFE5]
LATIN_GREEK_CYRILLIC = [*range(0x20, 0x530), *range(0x1AB0, 0x1B00), *range(0x1C80, 0x1C90), *range(0x1D00, 0x2000),
                        *range(0x2000, 0x2070), *range(0x2070, 0x2400), *range(0x2C60, 0x2C80),
                        *range(0x2DE0, 0x2E50), *range(0xA640, 0xA6A0), *range(0xA720, 0xA800),
                        *range(0xAB30, 0xAB70), *range(0xFB00, 0xFB07), *range(0xFE20, 0xFE30)]
ARABIC = [*range(0x20, 0x7F), *range(0xA0, 0x100), *range(0x600, 0x700), *range(0x750, 0x780), *range(0x8A0, 0x900),
          *range(0x2000, 0x2070), *range(0xFB50, 0xFE00), *range(0xFE70, 0xFF00)]
HEBREW = [*range(0x20, 0x7F), *range(0xA0, 0x100), *range(0x591, 0x600), *range(0x2000, 0x2070), 0x20AA,
          *range(0xFB1D, 0xFB50)]
HANGUL = [*range(0x3131, 0x318F), *range(0xAC00, 0xD7A4)]
# Everyday Cantonese that is not in the first plane of Big5.
CANTONESE = [ord(character) for character in "嘅咗唔嚟喺冇佢哋啲嘢乜嗰嗌揾搵瞓攞畀俾噉咁咩喎囉啦嗱睇嬲冧焗埗邨"]


def coded(codec, lead):
    """Every character that two bytes of this code can mean."""
    found = set()
    for first in lead:
        for second in range(0x40, 0xFF):
            text = bytes([first, second]).decode(codec, "ignore")
            if len(text) == 1 and ord(text) >= 0x80:
                found.add(ord(text))
    return found


def general_standard(unihan):
    """The 8,105 characters of China's Table of General Standard Chinese Characters (2013)."""
    return {int(line.split("\t")[0][2:], 16) for line in unihan.read_text(encoding="utf-8").splitlines()
            if line.startswith("U+") and "\tkTGH\t" in line}


def make(source, name, characters, features):
    options = subset.Options()
    options.layout_features = features
    options.hinting = False
    options.glyph_names = False
    options.name_IDs = ["*"]
    options.drop_tables += ["vhea", "vmtx", "VORG", "BASE"]
    font = subset.load_font(str(source), options)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=characters)
    subsetter.subset(font)
    target = RESOURCES / name
    subset.save_font(font, str(target), options)
    print(f"{name}: {len(font.getBestCmap()):,} characters, {target.stat().st_size:,} bytes")


def main(packages, unihan):
    def medium(family, package):
        return packages / package / f"package/500Medium/{family}_500Medium.ttf"

    plain = ["ccmp", "kern", "liga", "locl", "mark", "mkmk"]
    joined = [*plain, "calt", "init", "medi", "fina", "isol", "rlig", "curs"]
    make(medium("NotoSans", "noto-sans"), "noto-sans-label.ttf", LATIN_GREEK_CYRILLIC, plain)
    make(medium("NotoSansArabic", "noto-sans-arabic"), "noto-sans-arabic-label.ttf", ARABIC, joined)
    make(medium("NotoSansHebrew", "noto-sans-hebrew"), "noto-sans-hebrew-label.ttf", HEBREW, plain)
    make(medium("NotoSansSC", "noto-sans-sc"), "noto-sans-sc-label.ttf",
         {*USUAL, *CHINESE_SIGNS, *coded("gb2312", range(0xA1, 0xF8)), *general_standard(unihan)} - GREEK_CYRILLIC,
         plain)
    make(medium("NotoSansTC", "noto-sans-tc"), "noto-sans-tc-label.ttf",
         {*USUAL, *CHINESE_SIGNS, *CANTONESE, *coded("big5", range(0xA1, 0xC7))} - GREEK_CYRILLIC, plain)
    make(medium("NotoSansJP", "noto-sans-jp"), "noto-sans-jp-label.ttf",
         {*USUAL, *CHINESE_SIGNS, *range(0xFF61, 0xFFA0), *coded("cp932", [*range(0x81, 0xA0), *range(0xE0, 0xFD)])} - GREEK_CYRILLIC, plain)
    make(medium("NotoSansKR", "noto-sans-kr"), "noto-sans-kr-label.ttf",
         {*USUAL, *CHINESE_SIGNS, *HANGUL} - GREEK_CYRILLIC, plain)


# These codes hold Greek and Cyrillic as wide as ideographs; words in them are Noto Sans's.
GREEK_CYRILLIC = set(range(0x370, 0x530))

if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]))
