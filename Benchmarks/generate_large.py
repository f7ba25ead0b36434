#!/usr/bin/env python3
"""Writes a large vault as long-kept ones are: the same arguments give the same bytes on every machine.

    generate_large.py FOLDER [NOTES] [SEED] [--poison]

20,000 notes are about 75 MB. What they are made of follows counts over 19,582 notes of 21 public vaults: several shapes
of front matter, and none in a third; highlights with links, plain prose, daily notes, pages of people and firms with
aliases and typed fields, outlines; few names told of often and many once; 62 wikilinks in 100 lead to no note; a few
notes hold nothing, never close what they open, or repeat their whole content up to 196 times. All words, names and
numbers are made up.

`--poison` adds what has made other tools give up: bytes that are no UTF-8, a NUL, front matter that is no YAML, a file
name that is no UTF-8, a link to the folder above, one line of 10 MB.
"""
import bisect
import os
import pathlib
import sys

from generate import ADJECTIVES, CITIES, COUNTRIES, NOUNS, TOPICS, Vault

FOLDERS = ["Readwise/Articles", "Readwise/Books", "Readwise/Podcasts", "Clippings/2021", "Clippings/2022",
           "Clippings/2023", "Notes/Work", "Notes/Reading", "Notes/Projects/Old", "Inbox"]
FOREIGN = ["Der Markt belohnt, was niemand aufgeschrieben hat, und vergisst den Rest.",
           "La biblioteca enseña más de lo que promete, pero nadie lo admite en público.",
           "阅读的人在冬天回来,带着去年没有答案的问题。", "القارئ يعود في الشتاء ومعه سؤال جاء مبكرا.",
           "Читатель возвращается зимой с вопросом, который пришёл слишком рано."]
FIRST_NAMES = ("Ada Bram Clara Daan Elif Farid Greta Hugo Ines Jonas Kaia Luca Mira Nadia Oskar Paula Rafi Sana Timo "
               "Vera Zoë Åsa José Noor Yusuf Wei Ravi Lena Olga Pär").split()
# Of a hundred wikilinks of the public vaults, those that lead to no note.
DANGLING = 62


class Zipf:
    """Draws from a list so that the item of rank k comes about 1/k as often as the first."""

    def __init__(self, random, items):
        self.random, self.items, self.sums, total = random, items, [], 0
        for rank in range(len(items)):
            total += 1_000_000 // (rank + 1) + 1
            self.sums.append(total)

    def draw(self):
        return self.items[bisect.bisect_right(self.sums, self.random.below(self.sums[-1]))]


class LargeVault(Vault):
    def __init__(self, notes, seed):
        super().__init__(seed)
        r = self.random
        self.companies = self.unlike(self.company, max(200, notes // 3))
        self.persons = self.unlike(self.person, max(200, notes // 4))
        self.ideas = self.unlike(self.idea, max(200, notes))
        self.tags = self.unlike(self.word, max(40, notes // 40))
        self.company_names, self.person_names = Zipf(r, self.companies), Zipf(r, self.persons)
        self.idea_names, self.tag_names = Zipf(r, self.ideas), Zipf(r, TOPICS + self.tags)
        self.links = self.dangling = 0
        self.files = [self.file(number, notes) for number in range(notes)]
        self.titles = [title for _, title, _ in self.files]
        self.noted = set(self.titles)

    def unlike(self, make, count):
        """`count` names of which no two are the same."""
        names = {}
        while len(names) < count:
            names[make()] = None
        return list(names)

    def person(self):
        return f"{self.random.pick(FIRST_NAMES)} {self.word().capitalize()}"

    def idea(self):
        return f"{self.random.pick(ADJECTIVES)} {self.random.pick(NOUNS)} {self.word()}".capitalize()

    def some(self, items):
        """What the templates of the small vault draw their names with, here by Zipf's law."""
        return self.company_names.draw() if items is self.names else self.person_names.draw()

    def file(self, number, notes):
        """Folder, title and kind of a note. One in twenty is a page of a person or firm of which others tell."""
        r = self.random
        if number % 20 == 7:
            names = self.companies if r.below(2) else self.persons
            return "Notes/Names", f"{names[number // 20]}", "page"
        if number % 20 == 13:
            day = number // 20
            return "Daily", f"{2015 + day // 336}-{1 + day // 28 % 12:02}-{1 + day % 28:02}", "daily"
        kind = ["highlights"] * 9 + ["old highlights"] * 4 + ["prose"] * 5 + ["outline", "book"]
        title = f"{self.word().capitalize()} and the {r.pick(ADJECTIVES)} {r.pick(NOUNS)} {number}"
        return r.pick(FOLDERS), title, r.pick(kind)

    def link(self, name=None):
        """A wikilink; one without a given name leads nowhere as often as needed to keep the share of those."""
        r = self.random
        if name is None:
            if self.dangling * 100 < self.links * DANGLING:
                name = self.idea_names.draw()
            else:
                # Notes lead mostly to notes that much else leads to.
                name = self.titles[r.below(1 + r.below(len(self.titles)))]
        self.links += 1
        self.dangling += name not in self.noted
        form = r.below(20)
        if form == 0:
            return f"[[{name}|{r.pick(ADJECTIVES)} {r.pick(NOUNS)}]]"
        if form == 1:
            return f"[[{name}#{r.pick(NOUNS).capitalize()}]]"
        return f"[[{name}]]"

    def prose(self):
        r = self.random
        if r.below(40) == 0:
            return r.pick(FOREIGN)
        text = super().prose()
        if r.below(18) == 0:
            text = f"{text[:-1]}, see {self.link()}."
        return text

    def highlight_link(self):
        r = self.random
        number, letters = r.below(1 << 62) << 58 | r.below(1 << 58), ""
        for _ in range(24):
            letters += "0123456789abcdefghjkmnpqrstvwxyz"[number & 31]
            number >>= 5
        return f"https://read.readwise.io/read/01{letters}"

    def cover(self):
        return f"![rw-book-cover](https://example.com/covers/{self.random.below(10**6)}.png)"

    def day(self):
        r = self.random
        return f"{2015 + r.below(10)}-{1 + r.below(12):02}-{1 + r.below(28):02}"

    def front_matter(self, title, author):
        """One of the shapes that front matter has; none for a third of the notes."""
        r = self.random
        tags = [self.tag_names.draw() for _ in range(1 + r.below(3))]
        shape = r.below(12)
        if shape < 4:
            return []
        if shape == 4:
            self.links, self.dangling = self.links + 1, self.dangling + (author not in self.noted)
            return ["---", f"author: [[{author}]]", f'title: "{title}"', f"date: {self.day()}", "tags: ", "- articles",
                    *(f"- {tag}" for tag in tags), "---"]
        if shape == 5:
            return ["---", f'author: "{self.link(author)}"', f"tags: [{', '.join(tags)}]",
                    f"created: {self.day()}T10:20", "---"]
        if shape == 6:
            return ["---", "authors:", f"  - {author}", f"  - {self.person_names.draw()}", f"published: {self.day()}",
                    f"url: https://example.com/{self.word()}/{self.word()}", "---"]
        if shape == 7:
            return ["---", f"Title: {title}", f"Author: {author}", f"tags: {', '.join(tags)}", "---"]
        if shape == 8:
            return ["---", "tags:", *(f"  - {tag}" for tag in tags), f"rating: {r.below(6)}", "status: read",
                    "cssclasses:", "---"]
        if shape == 9:
            return ["---", f"related: [\"{self.link()}\", \"{self.link()}\"]", f"date: {self.day()}", "---", ""]
        if shape == 10:
            return ["---", f"id: {r.below(10**12)}", f"modified: {self.day()} 18:04:11", "aliases: []", "---"]
        return ["---", "---"]

    def blocks(self, count):
        """Paragraphs, lists, quotes, code, tables and tasks, as people write them."""
        r, lines = self.random, []
        for _ in range(count):
            kind = r.below(16)
            if kind == 0:
                lines += [f"## {r.pick(ADJECTIVES).capitalize()} {r.pick(NOUNS)}", ""]
            elif kind == 1:
                lines += [f"- [{' x'[r.below(2)]}] {self.prose()}" for _ in range(2 + r.below(4))]
            elif kind == 2:
                lines += [f"> {self.prose()} {self.prose()}"]
            elif kind == 3:
                lines += ["| what | who | when |", "|---|---|---|",
                          *(f"| {self.thing()} | {self.person_names.draw()} | {self.day()} |"
                            for _ in range(2 + r.below(5)))]
            elif kind == 4:
                lines += ["```python", f"{r.pick(NOUNS)} = {r.below(1000)}", "print([x for x in range(9)])", "```"]
            elif kind < 8:
                lines += [f"- {self.prose()} #{self.tag_names.draw()}" for _ in range(2 + r.below(4))]
            else:
                lines += [self.highlight()]
            lines += [""]
        return lines

    def highlights(self):
        r = self.random
        count = 2 + r.below(6) if r.below(10) < 6 else 5 + r.below(10) if r.below(4) else 14 + r.below(40)
        lines = []
        for _ in range(count):
            lines.append(f"- {self.highlight()} ([View Highlight]({self.highlight_link()}))")
            if r.below(6) == 0:
                lines.append(f"    - Tags: {self.link(self.tag_names.draw())} ")
            if r.below(9) == 0:
                lines.append(f"    - Note: {self.prose()}")
        return lines

    def lines(self, title, kind):
        r = self.random
        author = self.person_names.draw()
        if kind == "page":
            place = f"located in:: [[{r.pick(CITIES)}]]" if r.below(2) else f"Country:: {r.pick(COUNTRIES)}"
            self.links, self.dangling = self.links + 1, self.dangling + 1
            alias = title.split()[-1] if r.below(2) else f"{title} {r.pick(['Ltd', 'Group', 'Inc.'])}"
            return ["---", f"aliases: [{alias}]", f"tags: {self.tag_names.draw()}", "---", f"# {title}", "", place, "",
                    *self.blocks(1 + r.below(4))]
        if kind == "daily":
            return [f"- {10 + r.below(12)}:{10 + r.below(50)} {self.prose()} {self.link()}" for _ in range(3 + r.below(9))]
        if kind == "outline":
            lines = [f"author:: [[{author}]]", f"tags:: {self.tag_names.draw()}"]
            self.links, self.dangling = self.links + 1, self.dangling + (author not in self.noted)
            for _ in range(4 + r.below(14)):
                lines += [f"- {self.prose()}", *(f"\t- {self.prose()}" for _ in range(r.below(4)))]
            return lines
        if kind == "book":
            quotes = [f"> {self.highlight()}\n> — location: {r.below(9000)}\n" for _ in range(4 + r.below(12))]
            return [*self.front_matter(title, author), f"# {title}", "", *quotes]
        if kind == "old highlights":
            url = f"https://example.com/{self.word()}/{self.word()}"
            tags = " ".join(self.link(self.tag_names.draw()) for _ in range(1 + r.below(3)))
            return [f"# {title}", "", self.cover(), "", "## Metadata", f"- Author: {self.link(author)}",
                    f"- Full Title: {title}", "- Category: #articles", f"- Document Tags: {tags}", f"- URL: {url}", "",
                    "## Highlights", *self.highlights()]
        if kind == "highlights":
            return [*self.front_matter(title, author), self.cover(), "", "## Highlights", *self.highlights()]
        return [*self.front_matter(title, author), f"# {title}", "", *self.blocks(2 + r.below(16))]

    def bytes(self, number):
        """What stands in the file of one note; a few are damaged in ways that every tool survives."""
        _, title, kind = self.files[number]
        text = "\n".join(self.lines(title, kind)) + "\n"
        damage = number % 2500
        if damage == 1:
            return b""
        if damage == 2:
            return ("---\ntitle: never closed\n\n" + text.replace("---\n", "")).encode()
        if damage == 3:
            return b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode()
        if damage == 4:
            return (text + "**an open [[link and `an open mark\n").encode()
        if damage == 5:
            return (text + "```\nan open block of code\n").encode()
        if number % 6700 == 6:
            return (text * (196 if number == 6 else 12)).encode()
        return text.encode()


def poison(notes):
    """One file of each kind that has stopped another tool."""
    text = "# Poison\n\n- Somebody writes that a garden rewards the reader ([View Highlight](https://example.com/1))\n".encode()
    (notes / "Inbox" / "no utf-8.md").write_bytes(text + b"caf\xe9 \xff\xfe \xc3\x28 [[Gr\xfcn]]\n")
    (notes / "Inbox" / "nul.md").write_bytes(text + b"a\x00b [[c\x00d]]\n")
    broken = b"---\ntitle: Hope: a report\nauthor: @somebody\ntags: [a, b\nnested: {{date}}\n---\n"
    (notes / "Inbox" / "no yaml.md").write_bytes(broken + text)
    lists = b"---\nauthor: [[Ada, Bram]]\ntags: [[a]]\naliases: {a: b}\n---\n"
    (notes / "Inbox" / "list of lists.md").write_bytes(lists + text)
    with open(os.path.join(os.fsencode(notes), b"Inbox", b"bad\xffname.md"), "wb") as file:
        file.write(text)
    (notes / "Inbox" / "two\nlines.md").write_bytes(text)
    loop = notes / "Inbox" / "loop"
    if not loop.is_symlink():
        loop.symlink_to("..")
    (notes / "Inbox" / "one line.md").write_bytes(b"the garden [[rewards]] the reader and " * 275_000)


def main():
    arguments = [argument for argument in sys.argv[1:] if not argument.startswith("--")]
    folder = pathlib.Path(arguments[0])
    count = int(arguments[1]) if len(arguments) > 1 else 20_000
    vault = LargeVault(count, int(arguments[2]) if len(arguments) > 2 else 1)
    notes = folder / "notes"
    for name in {name for name, _, _ in vault.files} | {"Inbox"}:
        (notes / name).mkdir(parents=True, exist_ok=True)
    size = 0
    for number, (name, title, _) in enumerate(vault.files):
        data = vault.bytes(number)
        (notes / name / f"{title}.md").write_bytes(data)
        size += len(data)
    if "--poison" in sys.argv[1:]:
        poison(notes)
    (folder / "weft.yaml").write_text("vault: notes\n")
    print(f"{count} notes, {size} bytes, {vault.links} wikilinks of which {vault.dangling} lead to no note", file=sys.stderr)


if __name__ == "__main__":
    main()
