"""Builds the two label fonts from the fonts of Debian 12; README.md beside this file says when to run it."""

import sys
import tempfile
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

FOLDER = Path(__file__).parent
NOTO_SANS = "/usr/share/fonts/truetype/noto/NotoSans-Regular.ttf"  # fonts-noto-core
NOTO_SANS_CJK = "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc"  # fonts-noto-cjk
SIMPLIFIED_CHINESE_FACE = "2"

LATIN = [
    (0x0020, 0x007E), (0x00A0, 0x024F),  # Basic Latin, Latin-1, Extended-A and -B
    (0x02B0, 0x036F),  # spacing and combining accents
    (0x0370, 0x03FF), (0x0400, 0x052F),  # Greek, Cyrillic
    (0x1E00, 0x1EFF),  # Latin Extended Additional
    (0x2000, 0x20BF), (0x2100, 0x22FF),  # punctuation, signs, arrows, mathematics: the few that Noto Sans has
    (0xFFFD, 0xFFFD),
]
HAN = [
    (0x0020, 0x007E), (0x00B7, 0x00B7),
    (0x2010, 0x2027), (0x2030, 0x203B),  # quotes, dashes and dots as Chinese sets them
    (0x2150, 0x2193), (0x2196, 0x2199),  # number forms, arrows
    (0x2200, 0x22FF), (0x2460, 0x2473), (0x25A0, 0x25FF), (0x2600, 0x2642), (0x2713, 0x2717),
    (0x3000, 0x30FF), (0xFF00, 0xFFEF),  # CJK punctuation, kana, fullwidth forms
]


def codes_of(encoding, lead_bytes, last=0xFFFF):
    """Every character of a two-byte encoding up to the code `last`."""
    for lead in lead_bytes:
        for trail in range(0x40, 0xFF):
            if lead << 8 | trail > last:
                return
            try:
                yield ord(bytes([lead, trail]).decode(encoding))
            except UnicodeDecodeError:
                pass


def build(source, options, codes, family, target):
    with tempfile.TemporaryDirectory() as folder:
        text = Path(folder, "codes.txt")
        text.write_text("\n".join(f"{code:04X}" for code in sorted(codes)))
        raw = Path(folder, "raw")
        # The same as the command: pyftsubset <source> <these options>.
        subset.main([
            source, *options, f"--unicodes-file={text}", f"--output-file={raw}",
            "--layout-features=", "--no-hinting", "--notdef-outline", "--name-IDs=0,5,7,8,9,11,12,13,14",
            "--drop-tables+=BASE,GDEF,GPOS,GSUB,VORG,vhea,vmtx",
        ])
        font = TTFont(raw, recalcTimestamp=False)
    post_script = family.replace(" ", "").replace("FG-CLIP", "FGCLIP") + "-Regular"
    for name_id, text in [(1, family), (2, "Regular"), (3, post_script), (4, family), (6, post_script)]:
        font["name"].setName(text, name_id, 3, 1, 0x409)
    if "CFF " in font:
        cff = font["CFF "].cff
        cff.fontNames[0] = post_script
        cff[0].FamilyName = cff[0].FullName = family
    font.save(target)
    print(f"{target}: {len(font.getGlyphOrder())} glyphs, {target.stat().st_size} bytes")


def codes_in(blocks):
    return {code for first, last in blocks for code in range(first, last + 1)}


def main():
    build(NOTO_SANS, [], codes_in(LATIN), "FG-CLIP Label Sans Latin", FOLDER / "LabelSansLatin.ttf")
    han = codes_in(HAN)
    han |= set(codes_of("gb2312", range(0xA1, 0xF8)))  # symbols and levels 1 and 2: 6763 hanzi
    han |= set(codes_of("big5", range(0xA4, 0xC7), 0xC67E))  # level 1: the 5401 common traditional hanzi
    build(NOTO_SANS_CJK, [f"--font-number={SIMPLIFIED_CHINESE_FACE}"], han, "FG-CLIP Label Sans Han",
          FOLDER / "LabelSansHan.otf")


if __name__ == "__main__":
    sys.exit(main())
