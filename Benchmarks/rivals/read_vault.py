#!/usr/bin/env python3
"""The link graph of a vault by obsidiantools.

    read_vault.py NOTES
"""
import pathlib
import sys

import obsidiantools.api

vault = obsidiantools.api.Vault(pathlib.Path(sys.argv[1])).connect().gather()
print(len(vault.graph.nodes), "nodes,", len(vault.graph.edges), "links")
