import Foundation
import TestSupport
import Testing

/// What the script of a page does, done to it in a browser. Slow, so only where `WEFT_READERS` is set (`make verify`).
@Suite(.enabled(if: ProcessInfo.processInfo.environment["WEFT_READERS"] != nil, "set WEFT_READERS=1"))
struct PageTests {
  private static let hasBrowser = FileManager.default.isExecutableFile(atPath: "/usr/bin/chromium")

  /// What a browser has made of a page into which a driver was put, whose own policy would keep it out.
  private func answers(_ driver: String) throws -> [String: String] {
    let scratch = try TemporaryFolder()
    for part in ["weft.yaml", "notes"] {
      try FileManager.default.copyItem(
        at: Repository.root.appending(path: "Graphs/gulf-ai/\(part)"), to: scratch.url.appending(path: part))
    }
    let shell = Shell(folder: scratch.url, weft: BuiltProgram.weft)
    #expect(
      try shell.run(
        "weft build --quiet >/dev/null 2>&1; weft draw 'Tencent Cloud' Huawei Alibaba --depth 2 --quiet -o figure.html")
        == [])
    let file = scratch.url.appending(path: "figure.html")
    let page = try String(contentsOf: file, encoding: .utf8)
      .split(separator: "\n", omittingEmptySubsequences: false).filter { !$0.contains("Content-Security-Policy") }
      .joined(separator: "\n")
    let found = "<p id=\"found\">nothing</p><script>\(driver)</script></body>"
    try Data(page.replacing("</body>", with: found).utf8).write(to: file)
    let dom = try shell.run(
      "chromium --headless=new --no-sandbox --disable-gpu --window-size=1200,900 --user-data-dir=browser "
        + "--dump-dom file://$PWD/figure.html 2>/dev/null"
    ).joined(separator: "\n")
    let text = dom.components(separatedBy: "<p id=\"found\">").last?.components(separatedBy: "</p>").first ?? ""
    var answers: [String: String] = [:]
    for line in text.split(separator: ";") {
      let parts = line.split(separator: "=", maxSplits: 1)
      if parts.count == 2 { answers[String(parts[0])] = String(parts[1]) }
    }
    #expect(!answers.isEmpty, "\(dom.suffix(400))")
    return answers
  }

  private static let helpers = """
    var out = [];
    function tell(name, value) { out.push(name + "=" + value); }
    var svg = document.querySelector("figure svg"), p = svg.id;
    var cards = Array.from(svg.querySelectorAll("." + p + "-card"));
    var edges = Array.from(svg.querySelectorAll("." + p + "-edge"));
    function name(e) { return e.querySelector("title").textContent; }
    function card(words) { return cards.find(function (c) { return name(c).indexOf(words) === 0; }); }
    function isDim(e) { return e.style.opacity !== ""; }
    function dim(list) { return list.filter(isDim).length; }
    function box() { return svg.getAttribute("viewBox"); }
    function width() { return Number(box().split(" ")[2]); }
    function button(words) { return document.querySelector("button[aria-label='" + words + "']"); }
    """

  private static let ending = """
    document.getElementById("found").textContent = out.join(";");
    """

  @Test(
    "Search, filter by kind, zoom, pan, hover and keyboard do what they say", .enabled(if: hasBrowser, "needs chromium")
  )
  func everything() throws {
    let answers = try answers(
      Self.helpers + """
        var search = document.querySelector("input[type=search]");
        function look(words) { search.value = words; search.dispatchEvent(new Event("input")); }
        look("mobily");
        tell("found", isDim(card("Company: Mobily")));
        tell("other", isDim(card("Company: Alibaba")));
        tell("tied", isDim(card("Initiative: Go Saudi")));
        tell("dimEdges", dim(edges) > 0 && dim(edges) < edges.length);
        look("nothing has this name");
        tell("none", dim(cards) === cards.length && dim(edges) === edges.length);
        look("");
        tell("cleared", dim(cards) + dim(edges));

        var label = Array.from(document.querySelectorAll(".weft-bar label")).find(function (l) {
          return l.textContent.trim() === "Company";
        });
        label.querySelector("input").click();
        tell("companies", cards.every(function (c) { return isDim(c) === (name(c).indexOf("Company: ") === 0); }));
        tell("theirEdges", edges.every(function (e) {
          return isDim(e) === e.getAttribute("data-ends").split(" ").some(function (id) {
            return isDim(svg.querySelector("#" + p + "-n-" + id));
          });
        }));
        var hiddenLabel = svg.querySelector("[id^='" + p + "-l-']");
        label.querySelector("input").click();
        tell("allAgain", dim(cards) + dim(edges));

        var home = box(), whole = width();
        button("Zoom in").click();
        tell("zoomIn", width() < whole);
        button("Zoom out").click();
        button("Zoom out").click();
        tell("zoomOut", width() > whole);
        button("Show the whole figure").click();
        tell("whole", box() === home);
        var place = svg.getBoundingClientRect();
        function at(type, x, y, more) {
          return new (type === "wheel" ? WheelEvent : type === "click" ? MouseEvent : PointerEvent)(type, Object.assign(
            { bubbles: true, cancelable: true, clientX: place.left + x, clientY: place.top + y }, more || {}));
        }
        tell("plainWheel", svg.dispatchEvent(at("wheel", 50, 50, { deltaY: -100 })) && box() === home);
        tell("wheel", !svg.dispatchEvent(at("wheel", 50, 50, { deltaY: -100, ctrlKey: true })) && width() < whole);
        button("Show the whole figure").click();

        svg.dispatchEvent(at("pointerdown", 300, 300));
        window.dispatchEvent(at("pointermove", 380, 340));
        window.dispatchEvent(at("pointerup", 380, 340));
        var moved = box().split(" ").map(Number), was = home.split(" ").map(Number), scale = was[2] / place.width;
        tell("pan", Math.abs(moved[0] - (was[0] - 80 * scale)) < 0.01 && Math.abs(moved[1] - (was[1] - 40 * scale)) < 0.01);
        tell("dragIsNoClick", !svg.dispatchEvent(at("click", 380, 340)));
        tell("nextIsClick", svg.dispatchEvent(at("click", 10, 10)));
        button("Show the whole figure").click();

        var panel = document.querySelector(".weft-proof");
        var reached = cards.concat(edges).filter(function (e) {
          var target = e.querySelector("a") || e;
          target.focus();
          return document.activeElement === target && panel.textContent === name(e);
        });
        tell("keyboard", reached.length === cards.length + edges.length && reached.length > 20);
        var proven = edges.find(function (e) { return name(e).indexOf("“") > 0; });
        proven.dispatchEvent(new PointerEvent("pointerenter"));
        tell("hover", panel.textContent === name(proven) && panel.textContent.indexOf("”") > 0);
        tell("proof", edges.filter(function (e) {
          var a = e.querySelector("a");
          return a && a.getAttribute("href").indexOf("https://") === 0;
        }).length > 10);
        """ + Self.ending)
    let expected = [
      "found": "false", "other": "true", "tied": "false", "dimEdges": "true", "none": "true", "cleared": "0",
      "companies": "true", "theirEdges": "true", "allAgain": "0", "zoomIn": "true", "zoomOut": "true", "whole": "true",
      "plainWheel": "true", "wheel": "true", "pan": "true", "dragIsNoClick": "true", "nextIsClick": "true",
      "keyboard": "true", "hover": "true", "proof": "true",
    ]
    #expect(answers == expected)
  }
}
