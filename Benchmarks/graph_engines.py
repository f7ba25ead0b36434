"""Weft beside graph engines: a generated graph, the same questions to each, answers compared.

The generator, the engines and their questions are not part of this repository: they are looked for in ../shared/bench
beside the checkout, or where WEFT_GRAPH_BENCH says. Each engine runs in a process of its own.
"""
import json
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import time

HERE = pathlib.Path(__file__).resolve().parent
WORK = HERE / ".work"
VENV = HERE / ".venv-graph"
SIZES = {"S": (10_000, 50_000), "M": (100_000, 500_000), "L": (1_000_000, 5_000_000)}
PACKAGES = {"oxigraph": "pyoxigraph", "falkor": "falkordblite"}
DEFAULT = ["sqlite", "ladybug", "kuzu", "duckdb", "oxigraph", "graphqlite", "kglite"]
ROWS = ["nball", "nb1", "hop2", "sp", "asp", "counts", "agg"]

NEAR = "MATCH (a:Company {name: $n})--(b) RETURN DISTINCT b.name"
TYPED = "MATCH (a:Company {name: $n})-[:PARTNER_OF]-(b:Company) RETURN DISTINCT b.name"
TWO = "MATCH (a:Company {name: $n})-[*1..2]-(c) WHERE c <> a RETURN count(DISTINCT c)"
ONE_PATH = "MATCH (a:Company {name: $a}), (b:Company {name: $b}) MATCH p = shortestPath((a)-[*..8]-(b)) RETURN length(p)"
ALL_PATHS = "MATCH (a:Company {name: $a}), (b:Company {name: $b}) MATCH p = allShortestPaths((a)-[*..8]-(b)) RETURN count(p)"
COUNTS = "MATCH (a)-[r]->(b) RETURN labels(a), type(r), labels(b), count(*)"
TOP = ("MATCH (a:Article)-[:MENTIONS]->(c:Company)-[:PARTNER_OF]-(d:Company) "
       "RETURN d.name, count(*) AS n ORDER BY n DESC LIMIT 10")


def shared():
    place = pathlib.Path(os.environ.get("WEFT_GRAPH_BENCH", HERE.parent.parent / "shared" / "bench")).resolve()
    if not (place / "gen.py").exists():
        sys.exit(f"no generator and no engines at {place}: set WEFT_GRAPH_BENCH")
    return place


def usage(command, **options):
    """Runs a process; seconds of processor time and megabytes of memory, as the kernel accounts for them."""
    start = time.perf_counter()
    process = subprocess.Popen([str(part) for part in command], stdout=subprocess.DEVNULL, **options)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1):
        sys.exit(f"failed: {' '.join(str(part) for part in command)}")
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, time.perf_counter() - start


class Weft:
    """The library, which like the others is measured from the query to its rows, in a process that has a query a line."""

    def __init__(self, measure, folder):
        self.process = subprocess.Popen([str(measure), "queries", str(folder)],
                                        stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.cpu = self.wall = 0

    def rows(self, query, **parameters):
        line = json.dumps({"query": query, "parameters": parameters}) + "\n"
        self.process.stdin.write(line.encode())
        self.process.stdin.flush()
        answer = json.loads(self.process.stdout.readline())
        self.cpu, self.wall = answer["cpu"], answer["wall"]
        return answer["rows"]

    def close(self):
        self.process.stdin.close()
        self.process.wait()

    def questions(self, queries):
        names = [row[1] for row in queries["one"]]
        pairs = [(row[2], row[3]) for row in queries["pairs"]]
        first = lambda rows: rows[0][0] if rows else None
        return {
            "nball": [lambda n=n: len(self.rows(NEAR, n=n)) for n in names],
            "nb1": [lambda n=n: len(self.rows(TYPED, n=n)) for n in names],
            "hop2": [lambda n=n: first(self.rows(TWO, n=n)) for n in names],
            "sp": [lambda a=a, b=b: first(self.rows(ONE_PATH, a=a, b=b)) for a, b in pairs],
            "asp": [lambda a=a, b=b: first(self.rows(ALL_PATHS, a=a, b=b)) for a, b in pairs[:20]],
            "counts": [lambda: sorted(row[3] for row in self.rows(COUNTS))] * 3,
            "agg": [lambda: [row[1] for row in self.rows(TOP)]] * 3,
        }


def measure_weft(weft, measure, data, folder):
    shutil.rmtree(folder, ignore_errors=True)
    cpu, memory, wall = usage([weft, "import", "csv", data / "nodes.csv", data / "edges.csv", "--graph", folder],
                              stderr=subprocess.DEVNULL)
    queries = json.loads((data / "queries.json").read_text())
    result = {"engine": "weft", "load_s": wall, "load_cpu_s": cpu, "load_rss_mb": memory,
              "size_mb": sum(file.stat().st_size for file in (folder / ".weft").iterdir()) / 1e6}
    one = [usage([weft, "neighbors", row[1], "--mentions", "--json", "--graph", folder])[0] * 1000
           for row in queries["one"][:20]]
    result["cold_cpu_ms"] = statistics.median(one)
    for name, command in {"pagerank": ["rank", "--by", "pagerank", "--mentions"],
                          "wcc": ["components", "--mentions"]}.items():
        times = [usage([weft, *command, "--graph", folder])[0] * 1000 for _ in range(3)]
        result[name] = {"cpu": statistics.median(times)}
    session = Weft(measure, folder)
    for name, calls in session.questions(queries).items():
        calls[0]()
        walls, times, answers = [], [], []
        for call in calls:
            answers.append(call())
            walls.append(session.wall)
            times.append(session.cpu)
        result[name] = {"cpu": statistics.median(times), "min": min(walls), "med": statistics.median(walls),
                        "ans": answers[:5]}
    session.close()
    return result


def compare(weft, measure, size, engines):
    place = shared()
    python = VENV / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", VENV], check=True)
    subprocess.run([python, "-m", "pip", "install", "--quiet", "numpy", "pandas"], check=True)
    data = WORK / f"graph-{size}"
    if not (data / "queries.json").exists():
        nodes, edges = SIZES[size]
        subprocess.run([python, place / "gen.py", data, str(nodes), str(edges)], check=True)
    results = [measure_weft(weft, measure, data, WORK / f"weft-{size}")]
    for engine in engines or DEFAULT:
        if engine != "sqlite":
            package = PACKAGES.get(engine, engine)
            if subprocess.run([python, "-m", "pip", "install", "--quiet", package]).returncode:
                print(f"{engine} cannot be installed", file=sys.stderr)
                continue
        run = subprocess.run([python, place / "bench.py", engine, data, WORK / "engines"], stdout=subprocess.PIPE)
        lines = run.stdout.decode().strip().split("\n")
        try:
            results.append(json.loads(lines[-1]))
        except json.JSONDecodeError:
            print(f"{engine} gave no result", file=sys.stderr)
    report(size, results)
    (WORK / f"graph-{size}.json").write_text(json.dumps(results, indent=1))


def report(size, results):
    names = [result["engine"] for result in results]
    print(f"| {size} | " + " | ".join(names) + " |\n|---|" + "---:|" * len(names))

    def line(title, value):
        cells = []
        for result in results:
            try:
                cells.append(f"{value(result):,.3g}")
            except (KeyError, TypeError):
                cells.append("–")
        print(f"| {title} | " + " | ".join(cells) + " |")

    line("load, s", lambda result: result["load_s"])
    line("memory of the load, MB", lambda result: result["load_rss_mb"])
    line("size, MB", lambda result: result["size_mb"])
    line("one-shot neighbors, ms CPU", lambda result: result["cold_cpu_ms"])
    for row in ROWS + ["pagerank", "wcc"]:
        line(f"{row}, ms CPU", lambda result: result[row]["cpu"])
    ours = results[0]
    for result in results[1:]:
        if "load_error" in result:
            print(f"{result['engine']} does not load the graph: {result['load_error']}", file=sys.stderr)
        for row in ROWS:
            # A slow engine answers fewer of the questions.
            theirs = result.get(row, {}).get("ans") or []
            if row in ours and theirs != ours[row]["ans"][:len(theirs)]:
                print(f"{result['engine']} answers {row} differently: {theirs}, Weft {ours[row]['ans']}", file=sys.stderr)
