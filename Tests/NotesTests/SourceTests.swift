import KnowledgeGraph
import Notes
import Testing

@Suite struct SourceTests {
  private func source(_ fields: String) -> Source {
    NoteParser(ontology: .builtIn).parse(path: "a.md", bytes: Array("---\n\(fields)\n---\n".utf8)).source
  }

  @Test(arguments: [
    ("[[A Example]], [[B Sample]]", ["A Example", "B Sample"]),
    ("[[Ada Example, Bo Sample]]", ["Ada Example", "Bo Sample"]),
    ("[[Pan, Xingang]]", ["Pan, Xingang"]),
    ("\"Smith, Jane Q.\"", ["Smith, Jane Q."]),
    ("Ada Example and Bo Sample", ["Ada Example", "Bo Sample"]),
    ("Johnson and Johnson", ["Johnson and Johnson"]),
    ("Ada Example, Bo Sample, and Cy Third", ["Ada Example", "Bo Sample", "Cy Third"]),
    ("Ada Example; Bo", ["Ada Example", "Bo"]),
    ("\"Acme Robotics, Inc.\"", ["Acme Robotics, Inc."]),
    ("[Ada Example, Ada Example]", ["Ada Example"]),
    ("Hugging Face - Blog", ["Hugging Face - Blog"]),
    ("\"@ada on Twitter\"", ["@ada on Twitter"]),
  ])
  func readsAuthors(field: String, names: [String]) {
    #expect(source("author: \(field)").authors == names)
  }

  @Test func aFieldOfNothingButAuthorsIsReadInOneWalk() {
    let names = String(repeating: "Ada Byron and ", count: 100_000)
    #expect(source("author: " + names + "Carl Dane").authors == ["Ada Byron", "Carl Dane"])
    #expect(source("author: " + names + "&").authors.count == 1)
  }

  @Test(
    arguments: [
      ("2024-10-07", "2024-10-07"), ("2024-10", "2024-10"), ("2024", "2024"), ("2024-10-07T12:00:00Z", "2024-10-07"),
      ("\"2024-10-07 12:00\"", "2024-10-07"), ("March 5th, 2024", "2024-03-05"), ("\"[[2024-03-05]]\"", "2024-03-05"),
      ("[[Mar 5th, 2024]]", "2024-03-05"), ("5 March 2024", "2024-03-05"), ("Tuesday, March 5 2024", "2024-03-05"),
      ("Sept. 2024", "2024-09"), ("25/12/2024", "2024-12-25"), ("12/25/2024", "2024-12-25"), ("03/04/2024", nil),
      ("1709650000", nil), ("2024-13-01", nil), ("soon", nil), ("February 30, 2024", nil),
    ] as [(String, String?)])
  func readsDates(field: String, edtf: String?) {
    #expect(source("date: \(field)").date?.edtf == edtf)
  }

  @Test(arguments: [
    ("https://Example.org", "https://example.org/"),
    ("HTTPS://example.org:443/a/?utm_source=x&UTM_medium=y", "https://example.org/a/"),
    ("https://news.ycombinator.com/item?id=41999151", "https://news.ycombinator.com/item?id=41999151"),
    ("https://e.org/a?b=2&fbclid=1&a=1#top", "https://e.org/a?b=2&a=1"),
    ("https://e.org/#!/page", "https://e.org/#!/page"),
    ("https://e.org?x#:~:text=words", "https://e.org/?x"),
    ("http://u:P@E.org:8080/A%20b", "http://u:P@e.org:8080/A%20b"),
    ("https://e.org/?ref=home", "https://e.org/?ref=home"),
    ("https://e.org/?&&=&gclid", "https://e.org/?="),
  ])
  func identifiesByURL(url: String, identity: String) {
    #expect(source("url: \"\(url)\"").id.rawValue == "url:" + identity)
  }

  @Test func identifiesWithoutURL() {
    #expect(source("readwise_id: 42\ntitle: T\nauthor: A").id.rawValue == "id:42")
    #expect(source("title: T\nauthor: A B").id.rawValue == "title:T / A B")
    #expect(source("title: T").id.rawValue == "path:a.md")
    #expect(source("url: not a url").id.rawValue == "path:a.md")
    #expect(source("url: \"[text](https://e.org/x)\"").id.rawValue == "url:https://e.org/x")
  }

  @Test func readsKinds() {
    #expect(source("url: https://e.org").kind == .article)
    #expect(source("author: A\ncategory: \"#tweets\"").kind == .post)
    #expect(source("author: A\ntags: [readwise/podcasts]").kind == .episode)
    #expect(source("author: A").kind == .source)
    #expect(source("x: y").kind == .note)
  }

  @Test func readsTags() {
    #expect(source("tags: #A #b/c").tags == ["a", "b/c"])
    #expect(source("tags: A, b").tags == ["a", "b"])
    #expect(source("tags: [A b, '#c']").tags == ["a b", "c"])
  }
}
