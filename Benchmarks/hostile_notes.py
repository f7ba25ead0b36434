"""`run --hostile`: what `weft build` costs for notes made to cost more than their length.

One line a kind: CPU seconds a megabyte, with the start of the program taken off, and the largest resident set. The
kinds are those that the tests read small ones of (Tests/TestSupport/HostileNotes.swift).
"""
import os
import pathlib
import resource
import shutil
import subprocess
import sys

WORK = pathlib.Path(__file__).resolve().parent / ".work"
# Seconds of CPU after which a build counts as hanging.
LIMIT = 60


def build(weft, folder):
    """(CPU seconds, MB, whether it ended well) of one build."""
    shutil.rmtree(folder / ".weft", ignore_errors=True)
    process = subprocess.Popen(
        [weft, "build", folder, "--quiet"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CPU, (LIMIT, LIMIT)))
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, process.returncode == 0


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
            idle = build(weft, folder)[0]
        subprocess.run([generator, kind, str(size), folder / "notes"], check=True)
        bytes_written = sum(path.stat().st_size for path in (folder / "notes").rglob("*.md"))
        seconds, memory, well = build(weft, folder)
        rows.append((max(0, seconds - idle) / max(bytes_written, size) * 1e6, memory, kind, well))
        print(f"{rows[-1][0]:8.2f} s/MB {memory:6.0f} MB  {kind}{'' if well else '  FAILED'}", file=sys.stderr)
    shutil.rmtree(folder, ignore_errors=True)
    rows.sort(reverse=True)
    over = [row for row in rows if row[0] > 1 or not row[3]]
    print(f"{len(rows)} kinds of {size:,} bytes: {len(over)} cost more than 1 s a megabyte or fail; median "
          f"{rows[len(rows) // 2][0]:.2f} s/MB\n\n| kind | CPU s/MB | peak MB |\n|---|---:|---:|")
    for seconds, memory, kind, well in rows[: max(20, len(over))]:
        print(f"| {kind} | {seconds:.2f}{'' if well else ' (failed)'} | {memory:.0f} |")
