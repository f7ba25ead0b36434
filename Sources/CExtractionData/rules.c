#include "extraction_data.h"

// #embed is C23; the language mode stays the package manager's own.
#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char words[] = {
#embed "words.txt"
};

static const unsigned char names[] = {
#embed "names.txt"
};

static const unsigned char triggers[] = {
#embed "triggers.txt"
};

const unsigned char *weft_words_bytes(void) { return words; }
size_t weft_words_count(void) { return sizeof words; }

const unsigned char *weft_names_bytes(void) { return names; }
size_t weft_names_count(void) { return sizeof names; }

const unsigned char *weft_triggers_bytes(void) { return triggers; }
size_t weft_triggers_count(void) { return sizeof triggers; }
