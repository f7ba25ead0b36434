#!/usr/bin/env python3
"""Writes a vault of reading notes for measurements: the same arguments give the same bytes on every machine.

    generate.py FOLDER [MEGABYTES] [SEED]

The notes have the shape of a Readwise export and the mix of one: about six highlights in seven are plain prose,
one tells of a deal, a launch, a round, a head office or a post. All words, names and numbers are made up here.
"""
import pathlib
import sys


class Random:
    """SplitMix64 (Steele, Lea and Flood, OOPSLA 2014), because `random.choice` may change between Pythons."""

    def __init__(self, seed):
        self.state = seed

    def below(self, bound):
        mask = 0xFFFFFFFFFFFFFFFF
        self.state = (self.state + 0x9E3779B97F4A7C15) & mask
        z = self.state
        z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & mask
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & mask
        return (z ^ (z >> 31)) % bound

    def pick(self, items):
        return items[self.below(len(items))]


SYLLABLES = "bar cel dor fen gal hul jor kel lam mir nor pel quo ras sol tam ul ver wen yal zor ith eld orn".split()
FORMS = ["Cloud", "Labs", "Systems", "Energy", "Robotics", "Bank", "Capital", "Networks", "Foods", "Data"]
FIRST = "Ada Bram Clara Daan Elif Farid Greta Hugo Ines Jonas Kaia Luca Mira Nadia Oskar Paula Rafi Sana Timo Vera".split()
COUNTRIES = ["Kenya", "Norway", "Chile", "Vietnam", "Poland", "Saudi Arabia", "Mexico", "Malaysia", "Ghana", "Canada"]
CITIES = ["Nairobi", "Oslo", "Santiago", "Hanoi", "Warsaw", "Riyadh", "Lagos", "Toronto", "Lisbon", "Osaka"]
MONTHS = ("January February March April May June July August September October November December").split()
ROLES = ["chief executive", "chairman", "head of research", "finance director"]
TOPICS = ["cloud", "energy", "craft", "history", "attention", "cities", "language", "trade", "gardens", "software"]

ADJECTIVES = ("good long second honest small old first slow patient narrow public early bright heavy careful borrowed "
              "quiet northern local modern cheap difficult unfinished common sudden private curious steady").split()
NOUNS = ("draft tool argument map reading ledger garden team road habit machine library version answer letter school "
         "market bridge harbour kitchen archive theory winter contract village engine newspaper orchard sentence river "
         "grammar workshop census balance festival railway dictionary hospital lantern committee harvest").split()
VERBS = ["teaches", "hides", "repairs", "outlives", "explains", "follows", "replaces", "carries", "rewards", "resists"]
ENDS = ["what nobody wrote down", "the people who use it every day", "more than it was built for",
        "a question that came too early", "the reader who comes back in winter", "its own best excuse",
        "work that was meant for somebody else", "a promise made in another season"]
OPENINGS = ["In the end,", "Most of the time,", "It is often said that", "After a year or two,", "For a beginner,",
            "Even so,", "When the money is gone,", "As every editor knows,"]
TAILS = ["and that is enough", "but nobody admits it", "which is why it lasts", "although it costs more at first",
         "because somebody has to", "if one looks closely"]


class Vault:
    def __init__(self, seed):
        self.random = Random(seed)
        self.names = [self.company() for _ in range(4000)]
        self.people = [self.random.pick(FIRST) + " " + self.word().capitalize() for _ in range(3000)]

    def word(self):
        return "".join(self.random.pick(SYLLABLES) for _ in range(2 + self.random.below(2)))

    def company(self):
        name = self.word().capitalize()
        return name + " " + self.random.pick(FORMS) if self.random.below(3) else name

    def some(self, items):
        """Few names are told of often, many seldom."""
        bound = 1 + self.random.below(len(items))
        return items[self.random.below(bound)]

    def thing(self):
        r = self.random
        return f"{r.pick(['the', 'a', 'this', 'every'])} {r.pick(ADJECTIVES)} {r.pick(NOUNS)}"

    def prose(self):
        r = self.random
        text = f"{self.thing()} {r.pick(VERBS)} {r.pick(ENDS) if r.below(2) else self.thing()}"
        if r.below(3):
            text += f", {r.pick(TAILS)}"
        if r.below(2):
            text = f"{r.pick(OPENINGS)} {text}"
        elif r.below(4) == 0:
            text = f"{self.some(self.people)} writes that {text}"
        return text[0].upper() + text[1:] + "."

    def date(self):
        r = self.random
        year, month, day = 2015 + r.below(10), r.pick(MONTHS), 1 + r.below(28)
        return [f"in {year}", f"in {month} {year}", f"on {day} {month} {year}"][r.below(3)]

    def fact(self):
        r = self.random
        a, b, who = self.some(self.names), self.some(self.names), self.some(self.people)
        money = f"{r.pick('$€£')}{1 + r.below(900)} {r.pick(['million', 'million', 'billion'])}"
        return [
            f"{a} acquired **{b}** for {money} {self.date()}.",
            f"{a} partnered with {b} {self.date()}, and both will sell to firms in {r.pick(COUNTRIES)}.",
            f"{a} raised {money} {self.date()} in a round led by {b}.",
            f"{a} is headquartered in {r.pick(CITIES)} and operates in {r.pick(COUNTRIES)} and {r.pick(COUNTRIES)}.",
            f"{who}, the {r.pick(ROLES)} of {a}, said that the company employs {100 + r.below(9000):,} people.",
            f"{a} launched “{self.word().capitalize()}” {self.date()}, a service for small shops.",
            f"{a} plans to build data centers in {r.pick(COUNTRIES)}, {r.pick(COUNTRIES)} and {r.pick(COUNTRIES)}.",
            f"{who} founded {a} {self.date()}.",
        ][r.below(8)]

    def highlight(self):
        r = self.random
        sentences = [self.prose() for _ in range(2 + r.below(6))]
        if r.below(7) == 0:
            for _ in range(1 + r.below(3)):
                sentences.insert(r.below(len(sentences) + 1), self.fact())
        return " ".join(sentences)

    def note(self, number):
        r = self.random
        title = f"{self.word().capitalize()} and {r.pick(ADJECTIVES)} {r.pick(NOUNS)} {number}"
        author = self.some(self.people)
        date = f"{2015 + r.below(10)}-{1 + r.below(12):02}-{1 + r.below(28):02}"
        topics = sorted({r.pick(TOPICS), r.pick(TOPICS)})
        url = f"https://example.com/{number}/{self.word()}"
        lines = []
        if r.below(3):
            lines += ["---", f"author: [[{author}]]", f'title: "{title}"', f"date: {date}", "tags: ", "- articles"]
            lines += [f"- {topic}" for topic in topics] + ["---"]
        else:
            lines += [f"# {title}", ""]
        lines += [f"![rw-book-cover](https://example.com/covers/{number}.png)", "", "## Metadata",
                  f"- Author: [[{author}]]", f"- Full Title: {title}", "- Category: #articles",
                  "- Document Tags: " + " ".join(f"[[{topic}]]" for topic in topics), f"- URL: {url}", "", "## Highlights"]
        for highlight in range(3 + r.below(14)):
            link = "".join(r.pick("0123456789abcdefghjkmnpqrstvwxyz") for _ in range(24))
            lines.append(f"- {self.highlight()} ([View Highlight](https://read.readwise.io/read/01{link}))")
            if r.below(6) == 0:
                lines.append(f"    - Tags: [[{r.pick(TOPICS)}]] ")
            if r.below(9) == 0:
                lines.append(f"    - Note: {self.prose()}")
        return title, "\n".join(lines) + "\n"


def main():
    folder = pathlib.Path(sys.argv[1])
    wanted = float(sys.argv[2]) * 1e6 if len(sys.argv) > 2 else 4e6
    vault = Vault(int(sys.argv[3]) if len(sys.argv) > 3 else 1)
    notes = folder / "notes"
    notes.mkdir(parents=True, exist_ok=True)
    size = number = 0
    while size < wanted:
        number += 1
        title, text = vault.note(number)
        data = text.encode()
        (notes / f"{title}.md").write_bytes(data)
        size += len(data)
    (folder / "weft.yaml").write_text("vault: notes\n")
    print(f"{number} notes, {size} bytes", file=sys.stderr)


if __name__ == "__main__":
    main()
