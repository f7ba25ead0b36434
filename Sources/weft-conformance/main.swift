import Formats
import Query

// Answers the runner of the openCypher conformance kit: one JSON object a line in, one a line out.
var session = Session()
while let line = readLine() {
  print(session.answer(to: line).text())
  flushOutput()
}
