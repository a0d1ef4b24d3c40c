"""The command line: `study facts`, `study run` and the other commands."""

from study.cli.main import main

__all__ = ["main"]
