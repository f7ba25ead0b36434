#include "extraction_data.h"

// The table is made by Scripts/make-gazetteer.py out of Unicode CLDR (LICENSE-unicode.txt) and of own lists.

// #embed is C23; the language mode stays the package manager's own.
#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char gazetteer[] = {
#embed "gazetteer.tsv"
};

const unsigned char *weft_gazetteer_bytes(void) { return gazetteer; }
size_t weft_gazetteer_count(void) { return sizeof gazetteer; }
