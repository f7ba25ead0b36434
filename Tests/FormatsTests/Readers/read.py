"""Reads what Weft wrote with a program that others wrote, and prints what that program saw.

    read.py FORM FILE...

The answer is JSON: {"nodes": [[name, kind]], "edges": [[source, predicate, target, quote]]}, both sorted; a target is
empty where the edge states a value. The exit code is 3 where the reader is not installed.
"""

import csv
import json
import subprocess
import sys


def text(value):
    return "" if value is None else str(value)


def from_networkx(graph):
    """The answer for a NetworkX graph whose nodes and edges carry Weft's columns."""
    names = {}
    nodes = []
    for node, data in graph.nodes(data=True):
        if not data.get("literal"):
            names[node] = data.get("name", data.get("label"))
            nodes.append([names[node], text(data.get("kind"))])
    edges = []
    for source, target, data in graph.edges(data=True):
        edges.append([names[source], text(data.get("predicate")), names.get(target, ""), text(data.get("quote"))])
    return nodes, edges


def read_graphml(path):
    import networkx

    return from_networkx(networkx.read_graphml(path, force_multigraph=True))


def read_gexf(path):
    import networkx

    return from_networkx(networkx.read_gexf(path))


def read_json(path):
    import networkx

    with open(path, encoding="utf-8") as file:
        data = json.load(file)
    graph = networkx.node_link_graph(data, edges="links")
    nodes = [[node, values["kind"]] for node, values in graph.nodes(data=True)]
    edges = [[s, key, t, values["proofs"][0]["quote"]] for s, t, key, values in links(data)]
    assert graph.number_of_edges() <= len(data["links"])
    edges += [[v["source"], v["key"], "", v["proofs"][0]["quote"]] for v in data["values"]]
    return nodes, edges


def links(data):
    for link in data["links"]:
        yield link["source"], link["target"], link["key"], link


def read_csv(nodes_path, edges_path):
    def rows(path):
        with open(path, encoding="utf-8", newline="") as file:
            return [{key: unguarded(cell) for key, cell in row.items()} for row in csv.DictReader(file, strict=True)]

    def unguarded(cell):
        core = cell.lstrip("'")
        return cell[1:] if cell.startswith("'") and core[:1] and core[0] in "=+-@\t\n\r＝＋－＠" else cell

    nodes = [[row["name"], row["kind"]] for row in rows(nodes_path)]
    edges = [[row["source"], row["predicate"], row["target"], row["quote"]] for row in rows(edges_path)]
    return nodes, edges


def read_dot(path):
    """Through gvpr, the stream editor of Graphviz; \\b and \\f end fields, since no text of Weft's has them."""
    fields = {"N": ["name", "kind", "literal"], "E": ["predicate", "quote"]}
    program = "N { print($.name, '\\b', %s, '\\f'); } E { print('>', $.tail.name, '\\b', $.head.name, '\\b', %s, '\\f'); }" % (
        ", '\\b', ".join("aget($, '%s')" % name for name in fields["N"]),
        ", '\\b', ".join("aget($, '%s')" % name for name in fields["E"]),
    )
    try:
        done = subprocess.run(["gvpr", program.replace("'", '"'), path], capture_output=True, check=True)
    except FileNotFoundError:
        raise ImportError("gvpr")
    assert not done.stderr, done.stderr.decode()
    nodes, edges, names = [], [], {}
    for record in done.stdout.decode("utf-8").split("\f"):
        cells = [cell.replace("\\\\", "\\") for cell in record.lstrip("\n").split("\b")]
        if cells == [""] or cells == ["\n"]:
            continue
        if cells[0].startswith(">"):
            edges.append([cells[0][1:], cells[2], cells[1], cells[3]])
        elif cells[3] != "true":
            names[cells[0]] = cells[1]
            nodes.append([cells[1], cells[2]])
    return nodes, [[names[s], p, names.get(t, ""), q] for s, p, t, q in edges]


def rdf(path, form):
    import rdflib

    graph = rdflib.Graph()
    graph.parse(path, format=form)
    return graph


def read_turtle(path):
    return from_rdf(rdf(path, "turtle"))


def read_jsonld(path, turtle_path):
    """The triples must be those of the Turtle: no blank nodes stand in either, so that the sets can be compared."""
    graph = rdf(path, "json-ld")
    assert set(graph) == set(rdf(turtle_path, "turtle")), "JSON-LD and Turtle differ"
    return from_rdf(graph)


def from_rdf(graph):
    import urllib.parse

    from rdflib import Namespace, RDF, RDFS

    weft, kind_names, predicate_names = (
        Namespace("urn:weft:%s:" % family) for family in ("vocabulary", "kind", "predicate")
    )
    prov = Namespace("http://www.w3.org/ns/prov#")
    for literal in (o for o in graph.objects() if getattr(o, "datatype", None)):
        assert not literal.ill_typed, literal.n3()
    names, nodes = {}, []
    for entity in graph.subjects(weft.sourceCount):
        label = graph.value(entity, RDFS.label)
        if label is None:
            continue
        names[entity] = str(label)
        kinds = [k for k in graph.objects(entity, RDF.type) if str(k).startswith(kind_names)]
        kind = urllib.parse.unquote(str(kinds[0])[len(kind_names) :])
        nodes.append([names[entity], kind])
    edges = []
    for relation in graph.subjects(RDF.type, weft.Relation):
        claims = list(graph.objects(relation, prov.wasDerivedFrom))
        for claim in claims:
            assert graph.value(claim, prov.hadPrimarySource) is not None, claim
        predicate = urllib.parse.unquote(str(graph.value(relation, RDF.predicate))[len(predicate_names) :])
        subject, target = graph.value(relation, RDF.subject), graph.value(relation, RDF.object)
        fact = (subject, graph.value(relation, RDF.predicate), target)
        status = str(graph.value(relation, weft.status))
        against = graph.value(relation, weft.negated) or status in ("announced", "planned", "denied", "cancelled")
        if target in names and not against:
            assert fact in graph, fact
        quotes = sorted(str(graph.value(claim, weft.quote)) for claim in claims)
        edges.append([names[subject], predicate, names.get(target, ""), "\x1f".join(quotes)])
    return nodes, edges


def read_cypher(path):
    """Parses the script with the grammar of openCypher, and carries out the few statements that Weft writes."""
    from antlr4 import CommonTokenStream, InputStream
    from antlr4.error.ErrorListener import ErrorListener
    from antlr4_cypher import CypherLexer, CypherParser

    class Strict(ErrorListener):
        def syntaxError(self, recognizer, symbol, line, column, message, error):
            raise AssertionError("%d:%d: %s" % (line, column, message))

    def value(node):
        """A literal: text, a number, a flag, a list or a map; a sum of texts is their joining."""
        texts = (CypherParser.StringLitContext, CypherParser.CharLitContext)
        while node.getChildCount() == 1 and not isinstance(
            node, (CypherParser.ListLitContext, CypherParser.MapLitContext, *texts)
        ):
            child = node.getChild(0)
            if not hasattr(child, "getChildCount") or not child.getChildCount():
                word = child.getText()
                return word.lower() == "true" if word.lower() in ("true", "false") else word
            node = child
        if isinstance(node, texts) or node.getChildCount() == 0:
            return unquoted(node.getText())
        if isinstance(node, CypherParser.AddSubExpressionContext):
            return "".join(value(child) for child in node.getChildren() if child.getText().strip() not in ("", "+"))
        if isinstance(node, CypherParser.MapLitContext):
            return {pair.name().getText(): value(pair.expression()) for pair in node.mapPair()}
        if isinstance(node, CypherParser.ListLitContext):
            chain = node.expressionChain()
            return [value(item) for item in chain.expression()] if chain else []
        return node.getText()

    def unquoted(literal):
        assert literal[0] == literal[-1] == "'", literal
        body, result, index = literal[1:-1], "", 0
        while index < len(body):
            if body[index] == "\\":
                index += 1
                result += {"n": "\n", "r": "\r", "t": "\t", "\\": "\\", "'": "'"}[body[index]]
            else:
                result += body[index]
            index += 1
        return result

    with open(path, encoding="utf-8") as file:
        script = file.read()
    lexer = CypherLexer(InputStream(script))
    parser = CypherParser(CommonTokenStream(lexer))
    for part in (lexer, parser):
        part.removeErrorListeners()
        part.addErrorListener(Strict())
    nodes, edges = {}, []
    queries = []
    # The grammar's own rule for a script takes one statement only; white space and comments are a token of it.
    stream = parser.getTokenStream()
    while stream.LA(1) != CypherParser.EOF:
        if stream.LA(1) == CypherParser.SP:
            stream.consume()
            continue
        queries.append(parser.query())
        assert stream.LA(1) == CypherParser.SEMI, stream.LT(1)
        stream.consume()
    for query in queries:
        unwind = find(query, CypherParser.UnwindStContext)[0]
        rows = value(unwind.expression())
        words = query.getText().rsplit("AS row", 1)[1]
        for row in rows:
            if "name" in row:
                nodes[row["name"]] = row["kind"]
            else:
                is_value = "`Value`" in words
                target = "" if is_value else row["object"]
                assert row["subject"] in nodes and (is_value or target in nodes)
                edges.append([row["subject"], row["edge"]["predicate"], target, row["edge"].get("quote", "")])
    return [[name, kind] for name, kind in nodes.items()], edges


def find(node, kind):
    if isinstance(node, kind):
        return [node]
    if not hasattr(node, "getChildren"):
        return []
    return [found for child in node.getChildren() for found in find(child, kind)]


CANVAS = {  # JSON Canvas 1.0, https://jsoncanvas.org/spec/1.0, as a JSON schema.
    "type": "object",
    "additionalProperties": False,
    "properties": {
        "nodes": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["id", "type", "x", "y", "width", "height"],
                "properties": {
                    "id": {"type": "string"},
                    "x": {"type": "integer"},
                    "y": {"type": "integer"},
                    "width": {"type": "integer", "minimum": 1},
                    "height": {"type": "integer", "minimum": 1},
                    "color": {"type": "string", "pattern": "^([1-6]|#[0-9A-Fa-f]{6})$"},
                },
                "oneOf": [
                    {"properties": {"type": {"const": "text"}, "text": {"type": "string"}}, "required": ["text"]},
                    {
                        "properties": {
                            "type": {"const": "file"},
                            "file": {"type": "string"},
                            "subpath": {"type": "string", "pattern": "^#"},
                        },
                        "required": ["file"],
                    },
                    {"properties": {"type": {"const": "link"}, "url": {"type": "string"}}, "required": ["url"]},
                    {"properties": {"type": {"const": "group"}, "label": {"type": "string"}}},
                ],
            },
        },
        "edges": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["id", "fromNode", "toNode"],
                "additionalProperties": False,
                "properties": {
                    "id": {"type": "string"},
                    "fromNode": {"type": "string"},
                    "fromSide": {"enum": ["top", "right", "bottom", "left"]},
                    "fromEnd": {"enum": ["none", "arrow"]},
                    "toNode": {"type": "string"},
                    "toSide": {"enum": ["top", "right", "bottom", "left"]},
                    "toEnd": {"enum": ["none", "arrow"]},
                    "color": {"type": "string"},
                    "label": {"type": "string"},
                },
            },
        },
    },
}


def read_canvas(path):
    """Cards by what stands on them, with the Markdown taken back; edges by their ends and labels."""
    import jsonschema

    with open(path, encoding="utf-8") as file:
        canvas = json.load(file)
    jsonschema.validate(canvas, CANVAS)
    cards = {node["id"]: node for node in canvas["nodes"]}
    assert len(cards) == len(canvas["nodes"])
    boxes = [node for node in canvas["nodes"] if node["type"] != "group"]
    for i, one in enumerate(boxes):
        for other in boxes[i + 1 :]:
            apart = (
                one["x"] + one["width"] <= other["x"]
                or other["x"] + other["width"] <= one["x"]
                or one["y"] + one["height"] <= other["y"]
                or other["y"] + other["height"] <= one["y"]
            )
            assert apart, (one, other)
    nodes = [[node["id"], node["type"]] for node in boxes]
    for edge in canvas["edges"]:
        assert cards[edge["fromNode"]]["type"] != "group" and cards[edge["toNode"]]["type"] != "group"
    return nodes, [[edge["fromNode"], "", edge["toNode"], edge["label"]] for edge in canvas["edges"]]


def read_ftm(path):
    """Every entity valid by the model, every end there and of a schema that the property takes."""
    from followthemoney import model

    entities = {}
    with open(path, encoding="utf-8") as file:
        for line in file:
            data = json.loads(line)
            schema = model.get(data["schema"])
            assert schema is not None and not schema.abstract, data["schema"]
            schema.validate(data)
            for name in data["properties"]:
                assert name in schema.properties, (data["schema"], name)
            for name in schema.required:
                assert data["properties"].get(name), (data, name)
            proxy = model.get_proxy(data, cleaned=False)
            for prop, values in data["properties"].items():
                if schema.get(prop).type.name in ("url", "date", "number"):
                    assert len(proxy.get(prop)) > 0, (prop, values)
            assert data["id"] not in entities, data["id"]
            entities[data["id"]] = data
    nodes, edges = [], []
    for data in entities.values():
        schema = model.get(data["schema"])
        for name, values in data["properties"].items():
            prop = schema.get(name)
            for value in values if prop.type.name == "entity" else []:
                assert model.get(entities[value]["schema"]).is_a(prop.range), (data["schema"], name, value)
        if schema.edge:
            ends = [data["properties"][end][0] for end in (schema.edge_source, schema.edge_target)]
            edges.append([ends[0], data["schema"], ends[1], ""])
        else:
            nodes.append([data["id"], data["schema"]])
    return nodes, edges


def read_claims(path):
    with open(path, encoding="utf-8") as file:
        lines = [json.loads(line) for line in file.read().split("\n")[:-1]]
    assert [line["id"] for line in lines] == sorted(line["id"] for line in lines)
    edges = [
        [
            line["subject"]["surface"],
            line["predicate"],
            line.get("object", {}).get("surface", ""),
            line["evidence"].get("quote", line["evidence"].get("text")),
        ]
        for line in lines
    ]
    return [], edges


def main():
    form, *paths = sys.argv[1:]
    try:
        nodes, edges = globals()["read_" + form](*paths)
    except ImportError as error:
        print("not installed: %s" % error, file=sys.stderr)
        return 3
    json.dump({"nodes": sorted(nodes), "edges": sorted(edges)}, sys.stdout, ensure_ascii=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
