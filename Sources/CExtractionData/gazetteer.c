#include "extraction_data.h"

// The table is made by Scripts/make-gazetteer.py out of Unicode CLDR (LICENSE-unicode.txt) and of own lists.

static const unsigned char gazetteer[] = {
#embed "gazetteer.tsv"
};

const unsigned char *weft_gazetteer_bytes(void) { return gazetteer; }
size_t weft_gazetteer_count(void) { return sizeof gazetteer; }
