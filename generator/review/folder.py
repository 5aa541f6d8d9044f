"""A round's folder: files that a person can read and git can compare, read with care."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator.errors import DataError, problem
from generator.model.review import Candidate, Proposal
from generator.model.round import Answers, Decision, Received, Reviewer, Round, decision_from, round_from
from generator.source import Source, read

ROUND, BASE, LOCK = "omgang.yaml", "underlag.yaml", "underlag.lock"
SENT, RECEIVED, ANSWERS, DECISIONS = "utskick", "inkommet", "svar", "beslut"
#: The copy that all reviewers share.
SHARED = "gemensam"


@dataclass(frozen=True, slots=True)
class Sheet:
    """The proposals that were read out of one returned file, as their file holds them now."""

    received: Received
    #: Stem of the file, such as ``anna-1``: proposals are named by it.
    name: str
    reviewer: str
    proposals: tuple[Proposal, ...]
    formatting: int
    notes: tuple[str, ...]

    def id(self, proposal: Proposal) -> str:
        """Return what a proposal is called in the round, such as ``anna-1/3``."""
        return f"{self.name}/{proposal.id}"


def checked(file: Path, schema: str) -> Source:
    """Return a YAML file that fits its schema.

    Raises:
        DataError: it cannot be read, or does not fit.
    """
    from generator.schema import validate

    source = read(str(file), file.read_bytes())
    findings = list(source.findings) or validate(source, schema)
    if findings:
        raise DataError(findings)
    return source


def read_round(folder: Path) -> Round:
    """Return the round in a folder.

    Raises:
        DataError: there is none, or its files have been damaged.
    """
    file = folder / ROUND
    if not file.is_file():
        raise problem("review-no-round", str(folder))
    source = checked(file, "round")
    found = round_from(source.data)
    files = [("copies", one.file) for one in found.copies] + [("received", one.file) for one in found.received]
    files += [("received", answers.file) for one in found.received for answers in one.answers]
    for field, name in files:
        if not inside(folder, name):
            raise DataError([source.finding("review-path", (field,), value=name)])
    return found


def inside(folder: Path, name: str) -> bool:
    """Tell whether a path that a file names stays in a folder."""
    return not Path(name).is_absolute() and (folder / name).resolve().is_relative_to(folder.resolve())


def read_reviewers(file: Path) -> tuple[Reviewer, ...]:
    """Return the reviewers that a file lists.

    Raises:
        DataError: the file is wrong, or two reviewers have the same id or name.
    """
    source = checked(file, "reviewers")
    found = tuple(Reviewer(**row) for row in source.data["reviewers"])
    findings = []
    for name in ("id", "name"):
        seen: set[str] = set()
        for index, one in enumerate(found):
            value = str(getattr(one, name))
            if value.casefold() in seen:
                findings.append(source.finding("source-duplicate-id", ("reviewers", index, name), id=value))
            seen.add(value.casefold())
    findings += [
        source.finding("review-reserved", ("reviewers", index, "id"), id=one.id)
        for index, one in enumerate(found)
        if one.id == SHARED
    ]
    if findings:
        raise DataError(findings)
    return found


def sheets(folder: Path, found: Round) -> list[Sheet]:
    """Return all proposals of a round, in the order in which their files came.

    Raises:
        DataError: a file is gone, or a person who edited it made a mistake.
    """
    return [_sheet(folder, received, answers) for received in found.received for answers in received.answers]


def _sheet(folder: Path, received: Received, answers: Answers) -> Sheet:
    file = folder / answers.file
    if not file.is_file():
        raise problem("review-answers-missing", str(file))
    data = checked(file, "answers").data
    proposals = tuple(proposal_from(row) for row in data["proposals"])
    notes = tuple(data.get("notes", ()))
    return Sheet(received, file.stem, data["reviewer"], proposals, data.get("formatting", 0), notes)


def edited(folder: Path, received: Received) -> list[str]:
    """Return the files of proposals that a person has changed since they were written."""
    return [one.file for one in received.answers if digest_of(folder / one.file) not in (None, one.sha256)]


def decisions(folder: Path) -> list[tuple[Path, Decision]]:
    """Return the decisions of a round by day, with their files.

    Raises:
        DataError: a file is wrong.
    """
    files = sorted((folder / DECISIONS).glob("*.yaml"))
    found = [(file, decision_from(checked(file, "decision_record").data)) for file in files]
    return sorted(found, key=lambda row: (row[1].date, row[0].name))


def proposal_from(data: Mapping[str, Any]) -> Proposal:
    """Return the proposal that validated data describes."""
    candidates = tuple(Candidate(**row) for row in data.get("candidates", ()))
    return Proposal(**{**data, "candidates": candidates})


def proposal_data(found: Proposal) -> dict[str, Any]:
    """Return a proposal in the form and order of its file, without what goes without saying.

    The stretches of an edit are left out: they are the difference between the two texts.
    """
    usual = Proposal("", "")
    row: dict[str, Any] = {}
    for name in Proposal.__slots__:
        value = getattr(found, name)
        if name in ("id", "kind") or (name != "edits" and value != getattr(usual, name)):
            row[name] = value
    if found.candidates:
        row["candidates"] = [{"key": one.key, "percent": one.percent} for one in found.candidates]
    row["found_by"] = found.found_by
    return row


def digest_of(file: Path) -> str | None:
    """Return the SHA-256 of a file, or None where there is none."""
    return digest(file.read_bytes()) if file.is_file() else None


def digest(content: bytes) -> str:
    """Return the SHA-256 of bytes."""
    return hashlib.sha256(content).hexdigest()
