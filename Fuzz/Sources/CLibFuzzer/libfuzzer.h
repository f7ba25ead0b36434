#ifndef WEFT_LIBFUZZER_H
#define WEFT_LIBFUZZER_H

#include <stddef.h>
#include <stdint.h>

/* The entry to libFuzzer for programs with a main function of their own (LLVM, "libFuzzer as a library"). */
int LLVMFuzzerRunDriver(int *argc, char ***argv, int (*test)(const uint8_t *data, size_t size));

#endif
