"""`run --vault`: building a vault of 20,000 notes (75 MB) with Weft, beside tools that make a graph of its links.

CPU time is that of a process and its children, user and system; time on the wall says something only where the machine
does nothing else, and is printed beside the load that it was measured under. Of three builds from nothing, in turns, the
median is told. Memory is the largest resident set of one process. Each tool gets its own copy of the vault, since some
write into it.
"""
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import threading
import time

HERE = pathlib.Path(__file__).resolve().parent
WORK = HERE / ".work"
VENV = HERE / ".venv-vault"
LIMIT = 600
# obsidiantools takes longer for each note the more there are; it gets a part of the vault.
FEW, FEWER = 1500, 300


def measure(command, folder):
    """(CPU seconds, wall seconds, MB, failure or None) of one process."""
    log = WORK / "output.txt"
    out = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    begin = time.monotonic()
    process = subprocess.Popen([str(part) for part in command], cwd=folder, stdout=out, stderr=out,
                               env={**os.environ, "PYTHONWARNINGS": "ignore"})
    os.close(out)
    timer = threading.Timer(LIMIT, process.kill)
    timer.start()
    _, status, usage = os.wait4(process.pid, 0)
    timer.cancel()
    wall = time.monotonic() - begin
    process.returncode = os.waitstatus_to_exitcode(status)
    failure = None
    if process.returncode != 0:
        lines = log.read_text(errors="replace").strip().splitlines() or [""]
        failure = f"stopped after {LIMIT} s" if process.returncode == -9 else lines[-1][:100]
    return usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss / 1024, failure


def install(python):
    """The rivals, once. vault-kg names Python 3.12 and 3.13; it runs with others, and is asked to."""
    if VENV.exists():
        return
    subprocess.run([sys.executable, "-m", "venv", VENV], check=True)
    pip = [python, "-m", "pip", "install", "--quiet", "--ignore-requires-python"]
    subprocess.run([*pip, "-r", HERE / "rivals" / "vault-requirements.txt"], check=True)


def touch(notes):
    """Changes one note by a sentence."""
    note = sorted((notes / "Readwise" / "Articles").glob("*.md"))[7]
    with open(note, "a") as file:
        file.write("\nA garden rewards whoever comes back.\n")


def tools(weft):
    """Name, what it makes, and the command for a folder of notes inside a graph folder."""
    programs = VENV / "bin"
    yield "Weft", "claims, entities, relations", lambda notes: [weft, "build", notes.parent, "--quiet"]
    yield "graphmark", "links", lambda notes: [programs / "graphmark", "--root", notes, "stats"]
    yield "vault-kg", "links, tags, headings", lambda notes: [
        programs / "vaultkg", "build", "--vault", notes, "--no-index"]
    yield "graphifyy", "links, headings", lambda notes: [programs / "graphify", "update", notes, "--no-cluster"]
    yield "obsidiantools", "links", lambda notes: [programs / "python", HERE / "rivals" / "read_vault.py", notes]


def generate(folder, count, *options):
    if not folder.exists():
        part = folder.with_suffix(".part")
        shutil.rmtree(part, ignore_errors=True)
        subprocess.run([sys.executable, HERE / "generate_large.py", part, str(count), *options], check=True)
        part.rename(folder)
    return folder


def copy(vault, name):
    folder = WORK / f"vault-{name}"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(vault, folder, symlinks=True)
    return folder / "notes"


def compare(weft, quick):
    WORK.mkdir(exist_ok=True)
    install(VENV / "bin" / "python")
    count = 2000 if quick else 20_000
    vault = generate(WORK / f"large-{count}", count)
    number = FEWER if quick else FEW
    few = generate(WORK / f"large-{number}", number)
    poisoned = generate(WORK / "poisoned", 200, "--poison")
    rows = {}
    for name, makes, command in tools(weft):
        print(f"+ {name}", file=sys.stderr)
        notes = copy(few if name == "obsidiantools" else vault, "measured")
        runs = [measure(command(notes), notes.parent)]
        runs.append(measure(command(notes), notes.parent))
        touch(notes)
        runs.append(measure(command(notes), notes.parent))
        notes = copy(poisoned, "measured")
        rows[name] = (makes, runs, measure(command(notes), notes.parent)[3])
    # A shared machine has slow minutes: what is read from nothing in less than one is read thrice, in turns.
    first = {name: [runs[0]] for name, (_, runs, _) in rows.items()}
    for _ in range(2):
        for name, _, command in tools(weft):
            if first[name][0][1] < 60:
                notes = copy(few if name == "obsidiantools" else vault, "measured")
                first[name].append(measure(command(notes), notes.parent))
    for name, (_, runs, _) in rows.items():
        runs[0] = (*(statistics.median(run[part] for run in first[name]) for part in range(3)),
                   next((run[3] for run in first[name] if run[3]), None))
    shutil.rmtree(WORK / "vault-measured", ignore_errors=True)

    full, again, _ = rows["Weft"][1]
    print(f"{count:,} notes; load of the machine while measured: {os.getloadavg()[1]:.1f} on {os.cpu_count()} cores\n")
    print("| tool | makes | CPU, from nothing | wall | peak | nothing changed | one note changed | of Weft's time: full | "
          "nothing changed | poisoned vault |\n|---|---|---:|---:|---:|---:|---:|---:|---:|---|")
    for name, (makes, runs, died) in rows.items():
        failed = next((run[3] for run in runs if run[3]), None)
        scale = count / number if name == "obsidiantools" else 1
        mark = f" (for {number:,} notes)" if scale != 1 else ""
        cells = [f"{runs[0][0]:.1f} s{mark}", f"{runs[0][1]:.1f} s", f"{runs[0][2]:.0f} MB", f"{runs[1][0]:.2f} s",
                 f"{runs[2][0]:.2f} s", f"{runs[0][0] * scale / full[0]:.2f}×", f"{runs[1][0] * scale / again[0]:.0f}×"]
        if failed:
            cells[0] += f", failed: {failed}"
        print(f"| {name} | {makes} | {' | '.join(cells)} | {'dies: ' + died if died else 'read'} |")
    print(f"\nThe times of obsidiantools are for {number:,} notes; its ratios take the rest to cost no more a note, which "
          "flatters it. graphifyy runs without the language model that it reads text with, and without clustering; "
          "vault-kg without its vectors.")
