#!/usr/bin/env python3
"""Writes Sources/Drawing/Text/FontWidths.swift: advance widths of Liberation Sans, regular and bold.

Liberation Sans (SIL Open Font License 1.1, package fonts-liberation2) has the widths of Helvetica and Arial. Only the
numbers are taken, no outline. Needs fonttools:

    python3 Scripts/measure-font-widths.py /usr/share/fonts/truetype/liberation2 > Sources/Drawing/Text/FontWidths.swift
"""

import sys

from fontTools.ttLib import TTFont

# Latin, Greek, Cyrillic, Hebrew, Vietnamese, punctuation, currency.
RANGES = [(0x20, 0x24F), (0x370, 0x3FF), (0x400, 0x4FF), (0x5D0, 0x5EA), (0x1E00, 0x1EFF), (0x2010, 0x2044),
          (0x20A0, 0x20BF)]


def widths(path):
    font = TTFont(path)
    scale = 1000 / font["head"].unitsPerEm
    names, advances = font.getBestCmap(), font["hmtx"]
    return [[round(advances[names[code]][0] * scale) if code in names else 0 for code in range(first, last + 1)]
            for first, last in RANGES]


def table(values):
    lines, line = [], "     "
    for value in values:
        word = f" {value},"
        if len(line) + len(word) > 118:
            lines.append(line)
            line = "     "
        line += word
    return "\n".join(lines + [line])


folder = sys.argv[1]
faces = {"regular": widths(f"{folder}/LiberationSans-Regular.ttf"), "bold": widths(f"{folder}/LiberationSans-Bold.ttf")}
print("// Made by Scripts/measure-font-widths.py from Liberation Sans 2 (SIL Open Font License 1.1), whose widths are those")
print("// of Helvetica and Arial. In thousandths of an em; 0 where the font has no such character.")
print()
print("/// Advance widths by code point, one table a block of characters.")
print("enum FontWidths {")
print("  /// The first code point of each table.")
print("  static let starts: [UInt32] = [" + ", ".join(f"0x{first:04x}" for first, _ in RANGES) + "]")
for face, blocks in faces.items():
    print()
    print(f"  static let {face}: [[UInt16]] = [")
    for block in blocks:
        print("    [")
        print(table(block))
        print("    ],")
    print("  ]")
print("}")
