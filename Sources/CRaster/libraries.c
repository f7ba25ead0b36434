// Loads librsvg once, and with it the cairo that it draws with.

#include "libraries.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>

#ifdef __APPLE__
static const char *const file_names[] = {
    "librsvg-2.2.dylib", "/opt/homebrew/lib/librsvg-2.2.dylib", "/usr/local/lib/librsvg-2.2.dylib"};
#else
static const char *const file_names[] = {"librsvg-2.so.2"};
#endif

static pthread_once_t once = PTHREAD_ONCE_INIT;
static weft_raster_libraries libraries;
static weft_raster_message fault;
static bool is_loaded;

void weft_raster_say(weft_raster_message *message, const char *what, const char *detail) {
  snprintf(message->text, sizeof message->text, "%s%s%s", what, detail != NULL ? ": " : "", detail != NULL ? detail : "");
}

// dlsym gives functions and variables alike as a pointer to data; ISO C has no cast between the two.
static bool find(void *library, const char *name, void *place) {
  void *address = dlsym(library, name);
  if (address == NULL) {
    weft_raster_say(&fault, "librsvg or cairo is too old, it lacks a function", name);
    return false;
  }
  memcpy(place, &address, sizeof address);
  return true;
}

static void load(void) {
  void *library = NULL;
  for (size_t i = 0; library == NULL && i < sizeof file_names / sizeof *file_names; i++) {
    library = dlopen(file_names[i], RTLD_LAZY | RTLD_LOCAL);
  }
  if (library == NULL) {
    weft_raster_say(&fault, "librsvg cannot be loaded", dlerror());
    return;
  }
  // Names are looked up in the libraries that librsvg itself needs too, so this is the cairo that it draws with.
#define FIND(name) \
  if (!find(library, #name, &libraries.name)) return;
  WEFT_CAIRO_FUNCTIONS(FIND)
#undef FIND
#define FIND(result, name, parameters) \
  if (!find(library, #name, &libraries.name)) return;
  WEFT_LIBRSVG_FUNCTIONS(FIND, weft_rsvg_handle, weft_rsvg_rectangle, weft_rsvg_error)
#undef FIND
  static const char *const parts[] = {"rsvg_major_version", "rsvg_minor_version", "rsvg_micro_version"};
  for (size_t i = 0; i < 3; i++) {
    if (!find(library, parts[i], &libraries.rsvg_version[i])) return;
  }
  is_loaded = true;
}

const weft_raster_libraries *weft_raster_libraries_get(weft_raster_message *message) {
  pthread_once(&once, load);
  if (is_loaded) return &libraries;
  *message = fault;
  return NULL;
}

bool weft_raster_load(weft_raster_message *message) { return weft_raster_libraries_get(message) != NULL; }

bool weft_raster_versions(unsigned librsvg[3], unsigned cairo[3]) {
  weft_raster_message message;
  const weft_raster_libraries *lib = weft_raster_libraries_get(&message);
  if (lib == NULL) return false;
  for (size_t i = 0; i < 3; i++) librsvg[i] = *lib->rsvg_version[i];
  // CAIRO_VERSION_ENCODE: 11600 is 1.16.0.
  unsigned version = (unsigned)lib->cairo_version();
  cairo[0] = version / 10000;
  cairo[1] = version / 100 % 100;
  cairo[2] = version % 100;
  return true;
}
