"""Opening a round: the draft as it stands, built, and a copy of it for each reviewer with a page in front."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from generator.build.extract import extract
from generator.build.job import Built
from generator.build.manifest import text_hash
from generator.build.trail import whole_hash
from generator.model.document import Document
from generator.model.round import REVIEWER_PROPERTY, ROUND_PROPERTY, Copy, Reviewer, Round, SentClause, round_data
from generator.prose.values import date
from generator.review.folder import BASE, LOCK, ROUND, SENT, SHARED, digest
from generator.review.words import words
from generator.source.write import dump
from generator.word.preface import prefaced

#: How a copy is marked that goes to a reviewer of each kind, where nobody has said otherwise.
_RECORDS = {"body": "expedierad"}
_WORKING = "arbetsmaterial"
_SHORT = 12


@dataclass(frozen=True, slots=True)
class Opened:
    """A round with its files, by their paths in the round's folder. The round's own file comes last."""

    round: Round
    files: Mapping[str, bytes]


def opened(built: Built, draft: str, reviewers: Sequence[Reviewer], day: str, shared: bool = False) -> Opened:
    """Return a round on a draft that has been built.

    Args:
        draft: name of the draft's file.
        day: ISO date of the dispatch.
        shared: True for one copy that all reviewers write in.
    """
    document = built.document
    known = dict(document.scalars)
    whole = whole_hash(document)
    name = f"{whole[:_SHORT]}-{day}"
    base = Round(
        id=name,
        opened=day,
        draft=draft,
        contract=document.contract,
        title=document.front.title,
        municipality=known.get("municipality") or document.front.subtitle or document.front.title,
        sha256=whole,
        reviewers=tuple(reviewers),
        clauses=sent_clauses(document),
        copies=(),
        diarienummer=number_of(document),
        shared=shared,
    )
    source, lock = extract(built.content, draft)
    files: dict[str, bytes] = {BASE: source.encode(), LOCK: lock.dumps().encode()}
    copies = []
    for reviewer in (None,) if shared else reviewers:
        file = f"{SENT}/{reviewer.id if reviewer else SHARED}.docx"
        content = copy(built.content, base, reviewer)
        files[file] = content
        record = _record(reviewers if reviewer is None else [reviewer])
        copies.append(Copy(reviewer.id if reviewer else "", file, digest(content), record, base.diarienummer))
    made = replace(base, copies=tuple(copies))
    files[ROUND] = dump(round_data(made)).encode()
    return Opened(made, files)


def number_of(document: Document) -> str:
    """Return the matter's number in the diary; nothing while it is open."""
    found = dict(document.scalars).get("diarienummer", "")
    return "" if found.startswith("[") else found


def sent_clauses(document: Document) -> tuple[SentClause, ...]:
    """Return the clauses as they are sent."""
    return tuple(
        SentClause(one.key, one.id, one.version, one.number, one.title, text_hash(one)) for one in document.clauses()
    )


def _record(reviewers: Sequence[Reviewer]) -> str:
    marks = {one.record or _RECORDS.get(one.kind, _WORKING) for one in reviewers}
    return "expedierad" if "expedierad" in marks else _WORKING


def copy(content: bytes, found: Round, reviewer: Reviewer | None) -> bytes:
    """Return a document as the copy of a reviewer, or as the one that all share.

    Raises:
        DataError: the document cannot be read.
    """
    said = words()["instruction"]
    values = {
        "reviewer": reviewer.name if reviewer else "",
        "reviewers": ", ".join(one.name for one in found.reviewers),
        "title": found.title,
        "opened": date(found.opened).removeprefix("den "),
        "diarienummer": f" och har diarienummer {found.diarienummer}" if found.diarienummer else "",
        "round": found.id,
    }
    lines = [said["to" if reviewer else "to_all"], *said["lines"]]
    custom = {ROUND_PROPERTY: found.id} | ({REVIEWER_PROPERTY: reviewer.id} if reviewer else {})
    page = [("Body Text", line.format_map(values)) for line in lines]
    return prefaced(content, found.draft, said["title"], page, custom)
