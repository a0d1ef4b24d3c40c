"""The command line: `study facts`, `study claims`, `study show`, `study run`, `study params`."""

from study.cli.main import main

__all__ = ["main"]
