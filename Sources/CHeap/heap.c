#include "heap.h"

#include <stdlib.h>

#if defined(__GLIBC__)
#include <malloc.h>
#endif

void weft_heap_release(void) {
#if defined(__GLIBC__)
  malloc_trim(0);
#endif
}

void weft_heap_keep_apart(void) {
#if defined(__GLIBC__)
  // Once set, the second no longer follows the first, and its own default would give memory back at every turn.
  mallopt(M_MMAP_THRESHOLD, 1 << 20);
  mallopt(M_TRIM_THRESHOLD, 1 << 24);
#endif
}
