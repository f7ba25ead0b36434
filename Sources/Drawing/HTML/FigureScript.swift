import KnowledgeGraph

/// The script that makes figures of a page answer: search, a filter by kind, pan and zoom, and the proof of what is
/// pointed at. Without it a figure is whole, and every card and edge can be reached by the keyboard.
///
/// It works from a file, fetches nothing and writes text only as text.
package enum FigureScript {
  /// The source for `script-src` of a content security policy that lets exactly this script run.
  package static var policySource: String {
    var hash = StableHash()
    hash.update(text.utf8)
    return "'sha256-\(base64(hash.finalize()))'"
  }

  /// The element, for the end of a page's body.
  package static var element: String { "<script>\(text)</script>\n" }

  /// RFC 4648, section 4.
  private static func base64(_ bytes: [UInt8]) -> String {
    let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    var result: [UInt8] = []
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let piece = bytes[start..<min(start + 3, bytes.count)]
      let bits = (0..<3).reduce(0) { $0 << 8 | (start + $1 < bytes.count ? Int(bytes[start + $1]) : 0) }
      for place in 0..<4 {
        result.append(place <= piece.count ? digits[bits >> (18 - place * 6) & 63] : UInt8(ascii: "="))
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// The script. `figure svg` are the figures; cards and edges are found by the classes of the figure's own prefix.
  package static let text = #"""
    (function () {
    "use strict";
    function make(name, text, parent) {
      var e = document.createElement(name);
      if (text) e.textContent = text;
      if (parent) parent.appendChild(e);
      return e;
    }
    function titleOf(e) { var t = e.querySelector("title"); return t ? t.textContent : ""; }
    function setUp(svg) {
      var p = svg.id;
      if (!p) return;
      var cards = Array.from(svg.querySelectorAll("." + p + "-card"));
      var edges = Array.from(svg.querySelectorAll("." + p + "-edge"));
      if (!edges.length && !cards.length) return;
      var bar = make("div"), panel = make("p");
      bar.className = "weft-bar";
      panel.className = "weft-proof";
      panel.setAttribute("aria-live", "polite");
      svg.parentNode.insertBefore(bar, svg);
      svg.parentNode.insertBefore(panel, svg.nextSibling);
      var search = make("input", "", bar);
      search.type = "search";
      search.placeholder = "Search";
      search.setAttribute("aria-label", "Search the figure");
      var hidden = new Set(), kinds = new Map();
      cards.forEach(function (card) {
        var first = titleOf(card).split("\n")[0], at = first.indexOf(": ");
        card.weftKind = at > 0 ? first.slice(0, at) : "";
        card.weftText = titleOf(card).toLowerCase();
        if (card.weftKind) kinds.set(card.weftKind, (kinds.get(card.weftKind) || 0) + 1);
      });
      edges.forEach(function (edge) {
        edge.weftText = titleOf(edge).toLowerCase();
        edge.weftEnds = (edge.getAttribute("data-ends") || "").split(" ").filter(Boolean).map(function (id) {
          return svg.querySelector("#" + p + "-n-" + id);
        });
      });
      if (kinds.size > 1) Array.from(kinds.keys()).sort().forEach(function (kind) {
        var label = make("label", "", bar), box = make("input", "", label);
        box.type = "checkbox";
        box.checked = true;
        label.appendChild(document.createTextNode(" " + kind));
        box.addEventListener("change", function () {
          if (box.checked) hidden.delete(kind); else hidden.add(kind);
          show();
        });
      });
      function fade(e, isOut) { e.style.opacity = isOut ? "0.12" : ""; }
      function show() {
        var q = search.value.trim().toLowerCase(), near = new Set();
        edges.forEach(function (edge) {
          edge.weftHit = q !== "" && edge.weftText.includes(q);
          if (edge.weftHit) edge.weftEnds.forEach(function (card) { near.add(card); });
        });
        cards.forEach(function (card) {
          card.weftOut = hidden.has(card.weftKind) || (q !== "" && !card.weftText.includes(q) && !near.has(card));
          fade(card, card.weftOut);
        });
        edges.forEach(function (edge) {
          var isOut = edge.weftEnds.length
            ? edge.weftEnds.some(function (card) { return card && card.weftOut; }) : q !== "" && !edge.weftHit;
          fade(edge, isOut);
          var label = svg.querySelector("#" + p + "-l-" + edge.id.slice(p.length + 3));
          if (label) fade(label, isOut);
        });
      }
      search.addEventListener("input", show);
      var home = svg.getAttribute("viewBox").split(" ").map(Number), view = home.slice();
      function look() { svg.setAttribute("viewBox", view.join(" ")); }
      function zoom(by, x, y) {
        var w = Math.min(home[2] * 2, Math.max(home[2] / 16, view[2] / by)), f = w / view[2];
        view = [x - (x - view[0]) * f, y - (y - view[1]) * f, w, view[3] * f];
        look();
      }
      function middle() { return [view[0] + view[2] / 2, view[1] + view[3] / 2]; }
      [["+", "Zoom in", 1.4], ["\u2212", "Zoom out", 1 / 1.4], ["Whole", "Show the whole figure", 0]].forEach(function (b) {
        var button = make("button", b[0], bar);
        button.type = "button";
        button.setAttribute("aria-label", b[1]);
        button.addEventListener("click", function () {
          if (!b[2]) { view = home.slice(); look(); return; }
          var m = middle();
          zoom(b[2], m[0], m[1]);
        });
      });
      function scale() { return view[2] / svg.getBoundingClientRect().width; }
      svg.addEventListener("wheel", function (event) {
        if (!event.ctrlKey && !event.metaKey) return;
        event.preventDefault();
        var box = svg.getBoundingClientRect();
        zoom(event.deltaY < 0 ? 1.15 : 1 / 1.15, view[0] + (event.clientX - box.left) * scale(),
          view[1] + (event.clientY - box.top) * scale());
      }, { passive: false });
      var drag = null, moved = false;
      svg.addEventListener("pointerdown", function (event) { drag = [event.clientX, event.clientY]; moved = false; });
      window.addEventListener("pointermove", function (event) {
        if (!drag) return;
        var dx = event.clientX - drag[0], dy = event.clientY - drag[1];
        if (!moved && Math.abs(dx) + Math.abs(dy) < 5) return;
        moved = true;
        view[0] -= dx * scale();
        view[1] -= dy * scale();
        drag = [event.clientX, event.clientY];
        look();
      });
      window.addEventListener("pointerup", function () { drag = null; });
      svg.addEventListener("click", function (event) { if (moved) event.preventDefault(); moved = false; }, true);
      svg.addEventListener("dragstart", function (event) { event.preventDefault(); });
      cards.concat(edges).forEach(function (e) {
        function tell() { panel.textContent = titleOf(e); }
        e.addEventListener("pointerenter", tell);
        e.addEventListener("focusin", tell);
      });
    }
    document.querySelectorAll("figure svg").forEach(setUp);
    })();
    """#

  /// The looks of what the script adds.
  package static let style = """
    .weft-bar { display: flex; flex-wrap: wrap; gap: .4rem .9rem; align-items: center; margin: 0 0 .6rem;
      font: .85rem Helvetica, Arial, "Liberation Sans", sans-serif; }
    .weft-bar input[type=search], .weft-bar button { font: inherit; padding: .2rem .5rem; }
    .weft-proof { min-height: 3.2em; white-space: pre-line; font: .85rem/1.4 Helvetica, Arial, "Liberation Sans", sans-serif; }
    @media print { .weft-bar, .weft-proof { display: none; } }
    """
}
