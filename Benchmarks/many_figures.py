"""A report of 500 figures, from a graph that is built, beside `dot` drawing the same figures: `run --figures`."""
import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import time

COUNT = 500


def timed(work):
    """Seconds on the wall and of processor time, with children, that work takes."""
    def used():
        children = resource.getrusage(resource.RUSAGE_CHILDREN)
        return children.ru_utime + children.ru_stime
    before, begin = used(), time.monotonic()
    work()
    return time.monotonic() - begin, used() - before


def rival(folder, paths):
    """One `dot` process a figure, as many at once as there are processors."""
    running = []
    limit = os.cpu_count() or 1
    for path in paths:
        while len(running) >= limit:
            running.pop(0).wait()
        running.append(subprocess.Popen(["dot", "-Tsvg", "-o", str(path.with_suffix(".dot.svg")), str(path)]))
    for process in running:
        process.wait()


def compare(weft, measure, work, generator, quick):
    """Prints a table of one run: the same figures by Weft and by dot, and their ratio."""
    count = 100 if quick else COUNT
    vault, figures = work / "figures-vault", work / "figures-report"
    shutil.rmtree(vault, ignore_errors=True)
    shutil.rmtree(figures, ignore_errors=True)
    figures.mkdir(parents=True)
    subprocess.run([sys.executable, str(generator), str(vault), "4"], check=True, stdout=subprocess.DEVNULL)
    subprocess.run([str(weft), "build", str(vault), "--quiet"], check=True, stdout=subprocess.DEVNULL)
    query = f"MATCH (c:Company)-[r]-(d) RETURN c.name AS name, count(r) AS n ORDER BY n DESC, name LIMIT {count}"
    rows = json.loads(subprocess.run([str(weft), "query", query, "--graph", str(vault), "--json"], check=True,
                                     stdout=subprocess.PIPE).stdout)["rows"]
    names = [row["name"] if isinstance(row, dict) else row[0] for row in rows]
    report = figures / "many.md"
    report.write_text("# Figures\n\n" + "".join(f'```weft\ndraw "{name}"\n```\n\n' for name in names),
                      encoding="utf-8")
    dots = []
    for number, name in enumerate(names):
        dots.append(figures / f"{number}.dot")
        subprocess.run([str(weft), "draw", name, "--graph", str(vault), "--quiet", "-o", str(dots[-1])], check=True)

    def ours():
        shutil.rmtree(vault / ".weft" / "figures", ignore_errors=True)
        shutil.rmtree(figures / "out", ignore_errors=True)
        subprocess.run([str(weft), "report", str(report), "-o", str(figures / "out"), "--graph", str(vault), "--quiet"],
                       check=True)

    rounds = 3
    own = [timed(ours) for _ in range(rounds)]
    other = [timed(lambda: rival(figures, dots)) for _ in range(rounds)]
    small = json.loads(subprocess.run([str(measure), "figures", str(vault / "notes"), str(figures)], check=True,
                                      stdout=subprocess.PIPE).stdout.decode().strip().split("\n")[-1])
    load = os.getloadavg()[0]
    print(f"{len(names)} figures, {os.cpu_count()} processors, load {load:.1f} at the end\n")
    print("| measure | Weft | dot -Tsvg, a process a figure | ratio |\n|---|---:|---:|---:|")
    for label, index in (("s on the wall", 0), ("s of processor time", 1)):
        one, two = (statistics.median(value[index] for value in values) for values in (own, other))
        print(f"| report of {len(names)} figures, {label} | {one:.2f} | {two:.2f} | {two / one:,.1f}× |")
    least = [min(value[0] for value in values) for values in (own, other)]
    print(f"| the same, the best of {rounds}, s on the wall | {least[0]:.2f} | {least[1]:.2f} | "
          f"{least[1] / least[0]:,.1f}× |")
    print(f"| one small figure, warm, ms of processor time | {1000 * small['cpu'] / small['figures']:.2f} | "
          f"{1000 * statistics.median(value[1] for value in other) / len(names):.2f} | "
          f"{statistics.median(value[1] for value in other) / len(names) / (small['cpu'] / small['figures']):,.1f}× |")
