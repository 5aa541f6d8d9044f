"""The decision trail: what was decided on each clause, by whom and on which wording, as a register of a library."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from generator.build.places import Places
from generator.library.trail import SAME
from generator.model.document import ClauseItem
from generator.model.round import Decision, Outcome, Round
from generator.review.base import base_document
from generator.review.folder import checked, decisions, read_round
from generator.review.words import BODIES, MOTIONS
from generator.text import block_lines


def rows(folder: Path, places: Places) -> list[dict[str, Any]]:
    """Return what the decisions of a round mean for each clause.

    Only what stands in minutes is in them: reviewers' views are not.

    Raises:
        DataError: the round's files are damaged.
    """
    found = read_round(folder)
    document = base_document(folder, places)
    sent = {clause.key: clause for clause in document.clauses()}
    return [row for _file, one in decisions(folder) for row in _rows(found, one, sent)]


def _rows(found: Round, decision: Decision, sent: Mapping[str, ClauseItem]) -> Iterator[dict[str, Any]]:
    movers = {motion.id: motion for motion in decision.motions}
    for outcome in decision.clauses:
        clause = found.clause(outcome.key)
        if clause is not None and not clause.id:  # a table of the document's
            continue
        row: dict[str, Any] = {"clause": clause.id if clause else outcome.key}
        if clause and clause.version:
            row["version"] = clause.version
        if outcome.sha256:
            row["sha256"] = outcome.sha256
        row |= {"document": found.title, "municipality": found.municipality}
        if decision.result_sha256:
            row["whole_sha256"] = decision.result_sha256
        if decision.diarienummer:
            row["diarienummer"] = decision.diarienummer
        row["number"] = outcome.number
        if outcome.decided_number:
            row["decided_number"] = outcome.decided_number
        row |= {"body": decision.name or BODIES[decision.body], "date": decision.date}
        if decision.paragraph:
            row["paragraph"] = int(decision.paragraph) if decision.paragraph.isdecimal() else decision.paragraph
        row["outcome"] = outcome.outcome
        motions = [movers[name] for name in outcome.motions if name in movers]
        if motions:
            row["motions"] = [f"{MOTIONS[one.kind]} ({one.mover})" for one in motions]
        text = _text(outcome, sent.get(outcome.key))
        yield {**row, "text": text} if text else row


def _text(outcome: Outcome, sent: ClauseItem | None) -> list[str]:
    """Return the wording that was decided; nothing where none was, or where it does not exist yet."""
    if outcome.text:
        return list(outcome.text)
    if outcome.outcome != "as_sent" or sent is None:
        return []
    return [sent.title, *(line for block in sent.blocks for line in block_lines(block))]


def merged(file: Path, made: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Return a register with some rows; those of other decisions in the file stay.

    Raises:
        DataError: the file is there and is no such register.
    """
    known = checked(file, "decisions").data["decisions"] if file.is_file() else []
    new = {tuple(row[name] for name in SAME) for row in made}
    kept = [row for row in known if tuple(row[name] for name in SAME) not in new]
    every = sorted([*kept, *made], key=lambda row: (row["clause"], row["date"], row["municipality"], row["number"]))
    return {"decisions": [dict(row) for row in every]}
