#ifndef WEFT_HEAP_H
#define WEFT_HEAP_H

/// Gives memory that the allocator keeps for later back to the system, where the allocator can.
void weft_heap_release(void);

#endif
