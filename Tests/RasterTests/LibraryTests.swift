import Foundation
import TestSupport
import Testing

@testable import Raster

@Suite("Libraries for pictures")
struct LibraryTests {
  @Test("librsvg and cairo are found, with their versions")
  func versions() throws {
    guard case .ready(let librsvg, let cairo) = Rasterizer.status() else {
      Issue.record("librsvg is not installed: run Scripts/setup")
      return
    }
    for version in [librsvg, cairo] {
      let parts = version.split(separator: ".").compactMap { Int($0) }
      #expect(parts.count == 3 && parts[0] > 0, "\(version)")
    }
  }

  private static let hasHeaders =
    Tool.isInstalled("cc") && (try? Tool.run(["pkg-config", "--exists", "librsvg-2.0"])) != nil

  @Test(
    "The functions that are called have the types of librsvg's own header",
    .enabled(if: hasHeaders, "librsvg's headers are not installed"))
  func types() throws {
    let list = Repository.root.appending(path: "Sources/CRaster/librsvg_functions.h").path
    let program = """
      #include <stddef.h>
      #include <stdint.h>
      #include <cairo.h>
      #include <librsvg/rsvg.h>
      #include "\(list)"
      #define SAME(result, name, parameters) \\
        _Static_assert(__builtin_types_compatible_p(__typeof__(name), result parameters), #name);
      WEFT_LIBRSVG_FUNCTIONS(SAME, RsvgHandle, RsvgRectangle, GError)
      struct rectangle { WEFT_LIBRSVG_RECTANGLE_FIELDS };
      struct error { WEFT_LIBRSVG_ERROR_FIELDS };
      #define FIELD(own, theirs, name) \\
        _Static_assert(offsetof(struct own, name) == offsetof(theirs, name) && \\
          sizeof ((struct own *)0)->name == sizeof ((theirs *)0)->name, #own "." #name);
      FIELD(rectangle, RsvgRectangle, x) FIELD(rectangle, RsvgRectangle, y)
      FIELD(rectangle, RsvgRectangle, width) FIELD(rectangle, RsvgRectangle, height)
      FIELD(error, GError, domain) FIELD(error, GError, code) FIELD(error, GError, message)
      """
    let check = "cc -x c -std=c11 -fsyntax-only $(pkg-config --cflags librsvg-2.0) \"$0\""
    #expect(throws: Never.self) { try Tool.run(["sh", "-c", check, "FILE"], on: Array(program.utf8)) }
    let wrong = program.replacing("RsvgHandle, RsvgRectangle", with: "RsvgHandle, RsvgLength")
    #expect(throws: Tool.Failed.self) { try Tool.run(["sh", "-c", check, "FILE"], on: Array(wrong.utf8)) }
  }
}
