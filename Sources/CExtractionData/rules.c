#include "extraction_rules.h"

static const unsigned char words[] = {
#embed "words.txt"
};

static const unsigned char triggers[] = {
#embed "triggers.txt"
};

const unsigned char *weft_words_bytes(void) { return words; }
size_t weft_words_count(void) { return sizeof words; }

const unsigned char *weft_triggers_bytes(void) { return triggers; }
size_t weft_triggers_count(void) { return sizeof triggers; }
