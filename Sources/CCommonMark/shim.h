// The CommonMark parser of GitHub (libcmark-gfm), which makes HTML of a report's own Markdown.
#ifndef WEFT_COMMONMARK_H
#define WEFT_COMMONMARK_H

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm.h>

#endif
