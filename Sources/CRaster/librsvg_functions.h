// The functions of librsvg 2.46 and later, and of the GLib below it, that are called, with their types.
//
// They are written out because librsvg's header is found by pkg-config alone, and what pkg-config says would link the
// library into every program. A test compiles this list beside librsvg's own header and fails where they differ.
//
// X(result, name, parameters); Handle, Rectangle and Error stand for RsvgHandle, RsvgRectangle and GError.
#define WEFT_LIBRSVG_FUNCTIONS(X, Handle, Rectangle, Error)                                      \
  X(Handle *, rsvg_handle_new_from_data, (const unsigned char *, size_t, Error **))              \
  X(int, rsvg_handle_render_document, (Handle *, cairo_t *, const Rectangle *, Error **))        \
  X(int, rsvg_handle_get_geometry_for_element,                                                    \
    (Handle *, const char *, Rectangle *, Rectangle *, Error **))                                 \
  X(void, g_object_unref, (void *))                                                              \
  X(void, g_error_free, (Error *))

// The public fields of RsvgRectangle and of GError, in their order.
#define WEFT_LIBRSVG_RECTANGLE_FIELDS \
  double x;                           \
  double y;                           \
  double width;                       \
  double height;
#define WEFT_LIBRSVG_ERROR_FIELDS \
  uint32_t domain;                \
  int code;                       \
  char *message;
