"""Options and arguments that several commands on review rounds take."""

from __future__ import annotations

from pathlib import Path

import click

from generator.cli.language import _

#: A round's folder as an argument.
ROUND = click.Path(exists=True, file_okay=False, path_type=Path)
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
DAY = click.option("--date", metavar="YYYY-MM-DD", help=_("The day that files are marked with; today if not given."))
FORMAT = click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", help=_("How to print it.")
)
