// Draws an SVG onto a surface of cairo. Nothing is read but the bytes given: the SVG has no base address, and librsvg
// then opens no file.

#include "libraries.h"

typedef struct {
  weft_raster_sink sink;
  void *context;
} stream;

static cairo_status_t write_part(void *closure, const unsigned char *bytes, unsigned int count) {
  const stream *target = closure;
  target->sink(target->context, bytes, count);
  return CAIRO_STATUS_SUCCESS;
}

static bool is_well(const weft_raster_libraries *lib, cairo_status_t status, weft_raster_message *message) {
  if (status == CAIRO_STATUS_SUCCESS) return true;
  weft_raster_say(message, "cairo failed", lib->cairo_status_to_string(status));
  return false;
}

static void say_error(const weft_raster_libraries *lib, weft_rsvg_error *error, weft_raster_message *message) {
  weft_raster_say(message, "librsvg failed", error != NULL ? error->message : NULL);
  if (error != NULL) lib->g_error_free(error);
}

static bool draw(const weft_raster_libraries *lib, weft_raster_picture picture, cairo_t *cairo,
                 weft_raster_message *message) {
  weft_rsvg_error *error = NULL;
  weft_rsvg_handle *handle = lib->rsvg_handle_new_from_data(picture.svg, picture.count, &error);
  if (handle == NULL) {
    say_error(lib, error, message);
    return false;
  }
  const weft_rsvg_rectangle place = {0, 0, picture.width, picture.height};
  bool is_drawn = lib->rsvg_handle_render_document(handle, cairo, &place, &error) != 0;
  lib->g_object_unref(handle);
  if (!is_drawn) {
    say_error(lib, error, message);
    return false;
  }
  return is_well(lib, lib->cairo_status(cairo), message);
}

bool weft_raster_extent(weft_raster_picture picture, const char *id, double extent[4], weft_raster_message *message) {
  const weft_raster_libraries *lib = weft_raster_libraries_get(message);
  if (lib == NULL) return false;
  weft_rsvg_error *error = NULL;
  weft_rsvg_handle *handle = lib->rsvg_handle_new_from_data(picture.svg, picture.count, &error);
  if (handle == NULL) {
    say_error(lib, error, message);
    return false;
  }
  weft_rsvg_rectangle ink = {0, 0, 0, 0}, logical = {0, 0, 0, 0};
  bool is_found = lib->rsvg_handle_get_geometry_for_element(handle, id, &ink, &logical, &error) != 0;
  lib->g_object_unref(handle);
  if (!is_found) {
    say_error(lib, error, message);
    return false;
  }
  extent[0] = ink.x;
  extent[1] = ink.y;
  extent[2] = ink.width;
  extent[3] = ink.height;
  return true;
}

bool weft_raster_png(weft_raster_picture picture, int columns, int rows, uint32_t ground, weft_raster_sink sink,
                     void *context, weft_raster_message *message) {
  const weft_raster_libraries *lib = weft_raster_libraries_get(message);
  if (lib == NULL) return false;
  cairo_surface_t *surface = lib->cairo_image_surface_create(CAIRO_FORMAT_RGB24, columns, rows);
  bool is_done = is_well(lib, lib->cairo_surface_status(surface), message);
  if (is_done) {
    cairo_t *cairo = lib->cairo_create(surface);
    lib->cairo_set_source_rgb(cairo, (ground >> 16 & 0xff) / 255.0, (ground >> 8 & 0xff) / 255.0, (ground & 0xff) / 255.0);
    lib->cairo_paint(cairo);
    is_done = draw(lib, picture, cairo, message);
    lib->cairo_destroy(cairo);
  }
  if (is_done) {
    stream target = {sink, context};
    is_done = is_well(lib, lib->cairo_surface_write_to_png_stream(surface, write_part, &target), message);
  }
  lib->cairo_surface_destroy(surface);
  return is_done;
}

bool weft_raster_pdf(weft_raster_picture picture, const char *title, const char *creator, weft_raster_sink sink,
                     void *context, weft_raster_message *message) {
  const weft_raster_libraries *lib = weft_raster_libraries_get(message);
  if (lib == NULL) return false;
  stream target = {sink, context};
  cairo_surface_t *surface =
      lib->cairo_pdf_surface_create_for_stream(write_part, &target, picture.width, picture.height);
  bool is_done = is_well(lib, lib->cairo_surface_status(surface), message);
  if (is_done) {
    // Later versions pack the catalog into a compressed stream, where no metadata can be added to it.
    lib->cairo_pdf_surface_restrict_to_version(surface, CAIRO_PDF_VERSION_1_4);
    // Set to nothing the date is left out; left alone it would be that of the clock.
    lib->cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, NULL);
    if (title != NULL) lib->cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, title);
    lib->cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATOR, creator);
    cairo_t *cairo = lib->cairo_create(surface);
    is_done = draw(lib, picture, cairo, message);
    lib->cairo_destroy(cairo);
  }
  // The last parts are written here; after this nothing is.
  lib->cairo_surface_finish(surface);
  if (is_done) is_done = is_well(lib, lib->cairo_surface_status(surface), message);
  lib->cairo_surface_destroy(surface);
  return is_done;
}
