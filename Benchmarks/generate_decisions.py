#!/usr/bin/env python3
"""Writes decisions about the claims of a graph folder, as many as a busy team of years would.

    weft export --as claims -o claims.jsonl
    Benchmarks/generate_decisions.py FOLDER claims.jsonl 100000 [SEED]
    time weft build FOLDER

Of ten decisions nine are about claims (accept, reject, redate) and one is about names; one in a hundred is undone.
"""
import hashlib
import json
import os
import random
import sys


def main():
    folder, claims_file, count = sys.argv[1], sys.argv[2], int(sys.argv[3])
    rng = random.Random(int(sys.argv[4]) if len(sys.argv) > 4 else 1)
    claims = [json.loads(line) for line in open(claims_file, encoding="utf-8")]
    people = ["Ada", "Bo", "Cy"]
    os.makedirs(os.path.join(folder, "decisions"), exist_ok=True)
    files = {}
    earlier = []
    for number in range(count):
        claim = rng.choice(claims)
        minute = number % (28 * 24 * 60)
        month = number // (28 * 24 * 60) % 12 + 1
        time = "2026-%02d-%02dT%02d:%02d:00.000Z" % (
            month, minute // 1440 + 1, minute // 60 % 24, minute % 60)
        actor = rng.choice(people)
        anchor = {
            "id": claim["id"], "source": claim["source"]["id"],
            "quote": claim["evidence"].get("quote") or claim["evidence"].get("text", ""),
            "subject": claim["subject"]["surface"], "predicate": claim["predicate"]}
        if "object" in claim:
            anchor["object"] = claim["object"]["surface"]
        kind = rng.random()
        if earlier and kind < 0.01:
            rest = {"action": "undo", "decision": rng.choice(earlier)}
        elif kind < 0.35:
            rest = {"action": "accept", "claims": [anchor]}
        elif kind < 0.6:
            rest = {"action": "reject", "claims": [anchor]}
        elif kind < 0.9:
            rest = {"action": "redate", "claims": [anchor], "dates": {"at": str(rng.randint(2000, 2024))}}
        else:
            rest = {"action": "retype", "kind": "Organization",
                    "name": {"name": claim["subject"]["surface"], "kind": claim["subject"]["kind"]}}
            if not rest["name"]["name"]:
                rest = {"action": "accept", "claims": [anchor]}
        body = {"version": 1, "time": time, "actor": actor, **rest}
        identity = hashlib.sha256(json.dumps(body, sort_keys=True).encode()).hexdigest()[:32]
        earlier.append(identity)
        name = "2026-%02d-%s" % (month, actor.lower())
        lines = files.setdefault(name, [])
        lines.append(json.dumps({"version": 1, "id": identity, **{k: v for k, v in body.items() if k != "version"}},
                                ensure_ascii=False, separators=(",", ":")))
    for name, lines in files.items():
        for part in range(0, len(lines), 2000):
            ending = "" if part == 0 else "-%d" % (part // 2000 + 1)
            path = os.path.join(folder, "decisions", name + ending + ".jsonl")
            with open(path, "w", encoding="utf-8") as file:
                file.write("\n".join(lines[part:part + 2000]) + "\n")


main()
