// librsvg and cairo as they were found at run time: a pointer for each function that is called.
#ifndef WEFT_RASTER_LIBRARIES_H
#define WEFT_RASTER_LIBRARIES_H

#include <cairo/cairo-pdf.h>
#include <cairo/cairo.h>

#include "librsvg_functions.h"
#include "weft_raster.h"

typedef struct weft_rsvg_handle weft_rsvg_handle;
typedef struct {
  WEFT_LIBRSVG_RECTANGLE_FIELDS
} weft_rsvg_rectangle;
typedef struct {
  WEFT_LIBRSVG_ERROR_FIELDS
} weft_rsvg_error;

#define WEFT_CAIRO_FUNCTIONS(X)            \
  X(cairo_create)                          \
  X(cairo_destroy)                         \
  X(cairo_image_surface_create)            \
  X(cairo_paint)                           \
  X(cairo_pdf_surface_create_for_stream)   \
  X(cairo_pdf_surface_restrict_to_version) \
  X(cairo_pdf_surface_set_metadata)        \
  X(cairo_set_source_rgb)                  \
  X(cairo_status)                          \
  X(cairo_status_to_string)                \
  X(cairo_surface_destroy)                 \
  X(cairo_surface_finish)                  \
  X(cairo_surface_status)                  \
  X(cairo_surface_write_to_png_stream)     \
  X(cairo_version)

typedef struct {
#define MEMBER(name) __typeof__(&name) name;
  WEFT_CAIRO_FUNCTIONS(MEMBER)
#undef MEMBER
#define MEMBER(result, name, parameters) result(*name) parameters;
  WEFT_LIBRSVG_FUNCTIONS(MEMBER, weft_rsvg_handle, weft_rsvg_rectangle, weft_rsvg_error)
#undef MEMBER
  const unsigned *rsvg_version[3];
} weft_raster_libraries;

/// The libraries, loaded at the first call; NULL where they cannot be, with the reason.
const weft_raster_libraries *weft_raster_libraries_get(weft_raster_message *message);

void weft_raster_say(weft_raster_message *message, const char *what, const char *detail);

#endif
