#!/usr/bin/env python3
"""spaCy's small English pipeline over one passage a line.

    extract_sentences.py PASSAGES SENTENCES [LINES]

Uses `en_core_web_sm` where it is installed. It is not on PyPI, so where it is absent the same pipeline is built with
untrained weights: the published layout of `en_core_web_sm` (a convolutional tok2vec of width 96 and depth 4, shared by
tagger and parser; a second one for the named entities). What such a network costs hangs on its layout far more than on its
weights; what it finds is then worthless and is not looked at. SENTENCES is what Weft counted in the same lines, so
that both are measured in one unit.
"""
import sys

import spacy
from spacy.training import Example

from measure import report

LAYOUT = {
    "@architectures": "spacy.Tok2Vec.v2",
    "embed": {
        "@architectures": "spacy.MultiHashEmbed.v2",
        "width": 96,
        "attrs": ["NORM", "PREFIX", "SUFFIX", "SHAPE", "SPACY", "IS_SPACE"],
        "rows": [5000, 1000, 2500, 2500, 50, 50],
        "include_static_vectors": False,
    },
    "encode": {
        "@architectures": "spacy.MaxoutWindowEncoder.v2", "width": 96, "depth": 4, "window_size": 1, "maxout_pieces": 3,
    },
}


def untrained():
    nlp = spacy.blank("en")
    listener = {"@architectures": "spacy.Tok2VecListener.v1", "width": 96, "upstream": "tok2vec"}
    parser = {"@architectures": "spacy.TransitionBasedParser.v2", "extra_state_tokens": False, "maxout_pieces": 2,
              "use_upper": True, "hidden_width": 64}
    nlp.add_pipe("tok2vec", config={"model": LAYOUT})
    nlp.add_pipe("tagger", config={"model": {"@architectures": "spacy.Tagger.v2", "tok2vec": listener}})
    nlp.add_pipe("parser", config={"model": {**parser, "state_type": "parser", "tok2vec": listener}})
    nlp.add_pipe("ner", config={"model": {**parser, "state_type": "ner", "tok2vec": LAYOUT}})
    for number in range(50):  # the Penn Treebank's tags and OntoNotes' kinds: the output layers have their real size
        nlp.get_pipe("tagger").add_label(f"T{number}")
    for number in range(18):
        nlp.get_pipe("ner").add_label(f"K{number}")
    words = "Acme Cloud bought Beta Labs in Oslo for a small price".split()
    truth = {
        "words": words, "tags": "NNP NNP VBD NNP NNP IN NNP IN DT JJ NN".split(),
        "heads": [1, 2, 2, 4, 2, 2, 5, 2, 10, 10, 7],
        "deps": "compound nsubj ROOT compound dobj prep pobj prep det amod pobj".split(),
        "entities": "B-ORG L-ORG O B-ORG L-ORG O U-GPE O O O O".split(),
    }
    nlp.initialize(lambda: [Example.from_dict(nlp.make_doc(" ".join(words)), truth)])
    return nlp


try:
    nlp, rival = spacy.load("en_core_web_sm"), "spaCy en_core_web_sm"
except OSError:
    nlp, rival = untrained(), "spaCy, layout of en_core_web_sm, untrained"
lines = [line for line in open(sys.argv[1], encoding="utf-8").read().split("\n") if line]
total = len(lines)
lines = lines[: int(sys.argv[3]) if len(sys.argv) > 3 else None]


def work():
    for document in nlp.pipe(lines, batch_size=64):
        len(document.ents)


report(work, 3, sentences=int(sys.argv[2]), lines=total, measured=len(lines), rival=rival)
