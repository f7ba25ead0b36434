"""`run --hostile`: what `weft build` costs for notes made to cost more than their length.

One line a kind: seconds a megabyte, those that a clock on the wall shows and those of the CPU, with the start of the
program taken off, and the largest resident set. What takes more than 0.8 s is built five times in all, and the median
told: the times of a shared machine are a quarter apart. The kinds are those that the tests read small ones of
(Tests/TestSupport/HostileNotes.swift).
"""
import os
import pathlib
import resource
import shutil
import statistics
import subprocess
import sys
import time

WORK = pathlib.Path(__file__).resolve().parent / ".work"
# Seconds of CPU after which a build counts as hanging.
LIMIT = 60
# Seconds a megabyte above which one build is not enough to tell.
CLOSE = 0.8


def build(weft, folder):
    """(seconds, CPU seconds, MB, whether it ended well) of one build."""
    shutil.rmtree(folder / ".weft", ignore_errors=True)
    begin = time.monotonic()
    process = subprocess.Popen(
        [weft, "build", folder, "--quiet"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CPU, (LIMIT, LIMIT)))
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    wall = time.monotonic() - begin
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, process.returncode == 0


def compare(weft, generator, size):
    rows = []
    kinds = subprocess.run([generator], check=True, stdout=subprocess.PIPE, text=True).stdout.splitlines()
    folder = WORK / "hostile"
    idle = None
    for kind in kinds:
        shutil.rmtree(folder, ignore_errors=True)
        (folder / "notes").mkdir(parents=True)
        (folder / "weft.yaml").write_text("vault: notes\n")
        if idle is None:
            (folder / "notes" / "note.md").write_text("a\n")
            idle = build(weft, folder)
        subprocess.run([generator, kind, str(size), folder / "notes"], check=True)
        bytes_written = sum(path.stat().st_size for path in (folder / "notes").rglob("*.md"))

        def cost():
            wall, cpu, memory, well = build(weft, folder)
            wall, cpu = (max(0, spent - start) / max(bytes_written, size) * 1e6
                         for spent, start in zip((wall, cpu), idle))
            return wall, cpu, memory, well

        turns = [cost()]
        if turns[0][0] > CLOSE:
            turns += [cost() for _ in range(4)]
        wall, cpu, memory = (statistics.median(turn[part] for turn in turns) for part in range(3))
        well = all(turn[3] for turn in turns)
        rows.append((wall, cpu, memory, kind, well))
        print(f"{wall:8.2f} s/MB, CPU {cpu:6.2f} {memory:6.0f} MB  {kind}{'' if well else '  FAILED'}",
              file=sys.stderr)
    shutil.rmtree(folder, ignore_errors=True)
    rows.sort(reverse=True)
    over = [row for row in rows if row[0] > 1 or not row[4]]
    over_cpu = sum(row[1] > 1 for row in rows)
    print(f"{len(rows)} kinds of {size:,} bytes: {len(over)} take more than 1 s a megabyte or fail ({over_cpu} take more "
          f"of the CPU); median {rows[len(rows) // 2][0]:.2f} s/MB\n\n| kind | s/MB | CPU s/MB | peak MB |\n"
          "|---|---:|---:|---:|")
    for wall, cpu, memory, kind, well in rows[: max(20, len(over))]:
        print(f"| {kind} | {wall:.2f}{'' if well else ' (failed)'} | {cpu:.2f} | {memory:.0f} |")
