import Drawing

/// The page around a report: its head and its style.
enum HTMLPage {
  static func text(title: String, body: String, isInteractive: Bool) -> String {
    """
    <!DOCTYPE html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <meta name="generator" content="Weft">
    <meta http-equiv="Content-Security-Policy" content="\(policy)\(isInteractive ? "; script-src " + FigureScript.policySource : "")">
    <title>\(XMLText.escaped(title))</title>
    <style>
    \(style)\(isInteractive ? "\n" + FigureScript.style : "")
    </style>
    </head>
    <body>
    <main>
    \(body)</main>
    \(isInteractive ? FigureScript.element : "")</body>
    </html>

    """
  }

  /// Nothing on the page runs but, where it is asked for, Weft's own script, by its hash; and nothing is fetched but the author's own pictures.
  private static let policy =
    "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data: https: http:; base-uri 'none'; form-action 'none'"

  // Ink on paper 16:1, muted 7:1, links 6:1; in the dark 14:1, 8:1 and 8:1 (WCAG 2.1 asks for 4.5:1).
  private static let style = """
    :root { --paper: #ffffff; --ink: #1e293b; --muted: #475569; --line: #cbd5e1; --link: #1d4ed8; --wash: #f8fafc; }
    @media (prefers-color-scheme: dark) {
      :root { --paper: #0b1120; --ink: #e2e8f0; --muted: #a3b1c6; --line: #334155; --link: #93b8fd; --wash: #131c31; }
    }
    * { box-sizing: border-box; }
    body { margin: 0; background: var(--paper); color: var(--ink);
      font: 17px/1.6 Georgia, "Times New Roman", "Liberation Serif", serif; }
    main { max-width: 46rem; margin: 0 auto; padding: 2.5rem 1.25rem 4rem; overflow-wrap: break-word; }
    h1, h2, h3, h4, th, figcaption, caption, .remark, .place { font-family: Helvetica, Arial, "Liberation Sans", sans-serif; }
    h1 { font-size: 2rem; line-height: 1.2; margin: 0 0 1.2rem; }
    h2 { font-size: 1.35rem; line-height: 1.3; margin: 2.4rem 0 .8rem; }
    h3 { font-size: 1.1rem; margin: 1.8rem 0 .6rem; }
    a { color: var(--link); text-underline-offset: .15em; }
    img { max-width: 100%; height: auto; }
    figure { margin: 1.8rem 0; }
    figure svg { display: block; margin: 0 auto; }
    figcaption, caption { font-size: .82rem; color: var(--muted); text-align: left; margin-top: .5rem; }
    caption { caption-side: bottom; }
    .table { overflow-x: auto; margin: 1.5rem 0; }
    table { border-collapse: collapse; width: 100%; font: .82rem/1.45 Helvetica, Arial, "Liberation Sans", sans-serif; }
    th { text-align: left; color: var(--muted); border-bottom: 2px solid var(--line); padding: .35rem .7rem .35rem 0; }
    td { vertical-align: top; border-bottom: 1px solid var(--line); padding: .35rem .7rem .35rem 0; }
    blockquote { margin: 1.2rem 0; padding: .1rem 0 .1rem 1rem; border-left: 3px solid var(--line); color: var(--muted); }
    q { quotes: "“" "”" "‘" "’"; }
    pre { background: var(--wash); padding: .8rem 1rem; overflow-x: auto; }
    code { font: .85em/1.4 ui-monospace, Menlo, "Liberation Mono", monospace; }
    sup.ref { font: .7em/0 Helvetica, Arial, "Liberation Sans", sans-serif; margin-left: .15em; }
    sup.ref a { text-decoration: none; padding: 0 .1em; }
    sup.ref + sup.ref { margin-left: .3em; }
    td sup.ref { font-size: .92em; line-height: inherit; vertical-align: baseline; }
    .remark { color: var(--muted); font-size: .9rem; }
    .notes { margin-top: 3rem; border-top: 1px solid var(--line); font-size: .87rem; }
    .notes li { margin: .5rem 0; }
    .notes li:target { background: var(--wash); }
    .place { color: var(--muted); font-size: .85em; }
    @media print {
      :root { --paper: #ffffff; --ink: #000000; --muted: #333333; --line: #999999; --link: #000000; --wash: #ffffff; }
      body { font-size: 10.5pt; }
      main { max-width: none; padding: 0; }
      figure, tr, .notes li { break-inside: avoid; }
      h2, h3 { break-after: avoid; }
      .notes a[href^="http"]::after { content: " <" attr(href) ">"; font-size: .85em; overflow-wrap: anywhere; }
    }
    """
}
