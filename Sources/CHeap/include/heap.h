#ifndef WEFT_HEAP_H
#define WEFT_HEAP_H

/// Gives memory that the allocator keeps for later back to the system, where the allocator can.
void weft_heap_release(void);

/// Keeps arrays of a megabyte and more apart from the rest, where the allocator can, so that their memory goes back to
/// the system as soon as they are let go. It holds for the whole process: a matter for programs, not for the library.
void weft_heap_keep_apart(void);

#endif
