#include "extraction_data.h"

static const unsigned char gazetteer[] = {
#embed "gazetteer.tsv"
};

const unsigned char *weft_gazetteer_bytes(void) { return gazetteer; }
size_t weft_gazetteer_count(void) { return sizeof gazetteer; }
