#include "extraction_data.h"

// Made by Training/make-lexicon.py and by Training's trainer; Training/README.md has their sources and licences.

// #embed is C23; the language mode stays the package manager's own.
#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char lexicon[] = {
#embed "lexicon.bin"
};

// Rows of weights lie within lines of the cache where their table begins with one.
__attribute__((aligned(64))) static const unsigned char tagger[] = {
#embed "tagger.bin"
};

__attribute__((aligned(64))) static const unsigned char scorer[] = {
#embed "scorer.bin"
};

const unsigned char *weft_lexicon_bytes(void) { return lexicon; }
size_t weft_lexicon_count(void) { return sizeof lexicon; }

const unsigned char *weft_tagger_bytes(void) { return tagger; }
size_t weft_tagger_count(void) { return sizeof tagger; }

const unsigned char *weft_scorer_bytes(void) { return scorer; }
size_t weft_scorer_count(void) { return sizeof scorer; }
