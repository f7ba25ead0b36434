#!/usr/bin/env python3
"""One `dot` process a figure, as a script that shells out would do.

    draw_figures.py FOLDER-WITH-DOT-FILES
"""
import pathlib
import subprocess
import sys

from measure import report

paths = sorted(pathlib.Path(sys.argv[1]).glob("*.dot"))


def work():
    for path in paths:
        subprocess.run(["dot", "-Tsvg", str(path)], stdout=subprocess.DEVNULL, check=True)


report(work, 3, figures=len(paths))
