#ifndef WEFT_EXTRACTION_DATA_H
#define WEFT_EXTRACTION_DATA_H

#include <stddef.h>

/// The text of `gazetteer.tsv`, without a closing zero.
const unsigned char *weft_gazetteer_bytes(void);
size_t weft_gazetteer_count(void);

/// The text of `words.txt`, without a closing zero.
const unsigned char *weft_words_bytes(void);
size_t weft_words_count(void);

/// The text of `names.txt`, without a closing zero.
const unsigned char *weft_names_bytes(void);
size_t weft_names_count(void);

/// The text of `triggers.txt`, without a closing zero.
const unsigned char *weft_triggers_bytes(void);
size_t weft_triggers_count(void);

/// The bytes of `lexicon.bin`: what is known of single words.
const unsigned char *weft_lexicon_bytes(void);
size_t weft_lexicon_count(void);

/// The bytes of `tagger.bin`: the weights of the tagger.
const unsigned char *weft_tagger_bytes(void);
size_t weft_tagger_count(void);

/// The bytes of `scorer.bin`: the weights of the relation scorer.
const unsigned char *weft_scorer_bytes(void);
size_t weft_scorer_count(void);

/// Asks for the line of memory that an address lies in, without waiting for it; Swift has no word for this.
static inline void weft_prefetch(const void *address) { __builtin_prefetch(address); }

#endif
