/// A figure as one HTML page that answers: it needs no network and nothing beside it.
public enum FigurePage {
  /// The page.
  ///
  /// A content security policy lets Weft's own script run, by its hash, and nothing else.
  ///
  /// - Parameters:
  ///   - svg: A figure that ``SVGWriter`` wrote.
  ///   - title: The name of the page; "Figure" where nil.
  ///   - mode: The colours of the page around the figure.
  /// - Returns: The HTML.
  public static func text(_ svg: String, title: String?, mode: FigureOptions.Mode) -> String {
    let scheme = mode == .auto ? "light dark" : mode.rawValue
    let name = DisplayText.capped(DisplayText.cleaned(title ?? ""), to: DisplayText.labelLimit)
    return """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="color-scheme" content="\(scheme)">
      <meta name="generator" content="Weft">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src \
      \(FigureScript.policySource); base-uri 'none'; form-action 'none'">
      <title>\(XMLText.escaped(name.isEmpty ? "Figure" : name))</title>
      <style>
      :root { color-scheme: \(scheme); }
      body { margin: 0 auto; padding: 1rem; max-width: 80rem; }
      figure { margin: 0; }
      figure svg { display: block; margin: 0 auto; width: 100%; touch-action: pan-y; }
      \(FigureScript.style)
      </style>
      </head>
      <body>
      <figure>
      \(svg)</figure>
      \(FigureScript.element)</body>
      </html>

      """
  }
}
