"""``klausul review``: a draft goes out to reviewers, their files come back, and what was decided is kept."""

from __future__ import annotations

import click

from generator.cli import review_decide, review_read, review_send
from generator.cli.language import _


@click.group(help=_("Send a draft to reviewers, read what comes back, and record what is decided."))
def review() -> None:
    """Group the commands on review rounds."""


for _command in (
    review_send.open_,
    review_send.collect,
    review_read.status,
    review_read.report,
    review_decide.decide,
    review_decide.apply,
    review_decide.trail,
    review_read.list_,
):
    review.add_command(_command)
