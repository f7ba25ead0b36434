// PNG and PDF of an SVG through librsvg and cairo, which are loaded when the first picture is asked for: a program that
// asks for none starts as fast as without them, and runs where they are not installed.
#ifndef WEFT_RASTER_H
#define WEFT_RASTER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// Why something failed; text that ends in NUL.
typedef struct {
  char text[256];
} weft_raster_message;

/// Takes the bytes of a picture, part by part.
typedef void (*weft_raster_sink)(void *context, const uint8_t *bytes, size_t count);

/// An SVG, and how large it is to be drawn: in pixels of a PNG or points of a PDF.
typedef struct {
  const uint8_t *svg;
  size_t count;
  double width, height;
} weft_raster_picture;

/// Whether the libraries can be loaded and have what is needed; loads them. The message says what is missing.
bool weft_raster_load(weft_raster_message *message);
/// Their versions. False, and untouched, where they cannot be loaded.
bool weft_raster_versions(unsigned librsvg[3], unsigned cairo[3]);

/// The smallest rectangle around all that the element of an id (with `#`) paints, in units of the SVG, as librsvg draws it
/// with the fonts of this machine: x, y, width and height. Of the picture the size counts for nothing.
bool weft_raster_extent(weft_raster_picture picture, const char *id, double extent[4], weft_raster_message *message);

/// A PNG of `columns` times `rows` pixels with the picture at its top left, on a ground of one colour (0xRRGGBB).
bool weft_raster_png(weft_raster_picture picture, int columns, int rows, uint32_t ground, weft_raster_sink sink,
                     void *context, weft_raster_message *message);

/// A PDF of one page of the picture's size, without any date. `title` may be NULL.
bool weft_raster_pdf(weft_raster_picture picture, const char *title, const char *creator, weft_raster_sink sink,
                     void *context, weft_raster_message *message);

#endif
