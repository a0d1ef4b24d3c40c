"""The command line: `study facts`, `claims`, `show`, `add`, `run` and `params`."""

from study.cli.main import main

__all__ = ["main"]
