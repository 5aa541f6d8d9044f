"""The command line: parse, call, format, exit. No rule and no wording of a finding lives here."""

from generator.cli.main import main

__all__ = ["main"]
