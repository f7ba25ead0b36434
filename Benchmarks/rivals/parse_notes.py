#!/usr/bin/env python3
"""Front matter by python-frontmatter (PyYAML) and blocks by markdown-it-py: what a Python tool needs to read a note.

    parse_notes.py VAULT [NOTES]
"""
import pathlib
import sys

import frontmatter
import yaml
from markdown_it import MarkdownIt

from measure import report

paths = sorted(pathlib.Path(sys.argv[1]).rglob("*.md"))[: int(sys.argv[2]) if len(sys.argv) > 2 else None]
texts = [path.read_text(encoding="utf-8") for path in paths]
markdown = MarkdownIt("commonmark")


def work():
    for text in texts:
        try:
            body = frontmatter.loads(text).content
        except yaml.YAMLError:
            body = text
        markdown.parse(body)


report(work, 3, notes=len(texts), bytes=sum(len(text.encode()) for text in texts))
