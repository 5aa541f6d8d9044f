"""The decisions on a document: read from the file that its draft names, held against its text, put in an annex."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from generator.assemble.composed import Composed
from generator.build.manifest import text_hash
from generator.draft.load import LoadedDraft
from generator.errors import DataError, Finding
from generator.library.trail import OUTCOMES, decided_number
from generator.model.document import Block, ClauseItem, Document, Paragraph, Section, Table, Text
from generator.model.draft import draft
from generator.prose.values import date
from generator.source import Source, read
from generator.source.tree import Path as SourcePath
from generator.text import text as as_text

#: Id of the annex; no contract's section can have it, since ids of sections hold no double hyphen.
ANNEX = "beslut--dokumentet"
_TITLE = "Beslut om dokumentet"
_HEADER = ("Punkt", "Beslut", "Yrkanden")


def whole_hash(document: Document) -> str:
    """Return the SHA-256 of the whole text as it is read, numbers included.

    The header box, the mark and the annex on decisions are left out: they tell what has become of the text,
    and a decision on the text changes them.
    """
    sections = tuple(section for section in document.sections if section.id != ANNEX)
    bare = replace(document, scalars=(), front=replace(document.front, rows=()), sections=sections)
    return hashlib.sha256(as_text(bare).encode()).hexdigest()


def with_rows(loaded: LoadedDraft, inside: Callable[[str, SourcePath], Path]) -> LoadedDraft:
    """Return a draft with the rows of the file that its ``trail`` names in the name's place.

    Args:
        inside: what gives the file at a path of the draft, which may not lead out of its project.

    Raises:
        DataError: there is no such file, or it is no register of decisions.
    """
    relative = loaded.draft.trail
    if not isinstance(relative, str) or not relative:
        return loaded
    file = inside(relative, ("trail",))
    if not file.is_file():
        raise DataError([loaded.source.finding("process-trail-missing", ("trail",))])
    from generator.schema import validate  # imported late: most drafts name no decisions

    source = read(relative, file.read_bytes())
    findings = list(source.findings) or validate(source, "decisions")
    if findings:
        raise DataError(findings)
    data = {**loaded.source.data, "trail": source.data["decisions"]}
    return replace(loaded, draft=draft(data), source=Source(loaded.source.file, loaded.source.content, data))


def with_trail(composed: Composed) -> Composed:
    """Return a document with the decisions on it in an annex, where its draft has any.

    Raises:
        DataError: the draft's state says that it is decided, and a clause has another text than was decided.
    """
    if isinstance(composed.loaded.draft.trail, str):
        return composed
    document = composed.document
    municipality = composed.loaded.draft.named("municipality.name")
    rows = [
        row
        for row in composed.loaded.draft.trail
        if (row["document"], row["municipality"]) == (document.front.title, municipality)
    ]
    if not rows:
        note = composed.loaded.source.finding("process-trail-empty", ("trail",), title=document.front.title)
        return replace(composed, findings=(*composed.findings, note))
    state = composed.contract.contract.states[composed.loaded.draft.state]
    findings = list(_differing(document, rows, composed)) if state.decided else []
    if findings:
        raise DataError(findings)
    number = 1 + sum(section.annex for section in document.sections)
    annex = Section(ANNEX, f"Bilaga {number}", _TITLE, tuple(_items(rows, number)), annex=True, new_page=True)
    return replace(composed, document=replace(document, sections=(*document.sections, annex)))


def _differing(document: Document, rows: Sequence[Mapping[str, Any]], composed: Composed) -> Iterator[Finding]:
    """Yield the clauses whose text is another than the one that was decided last, or else that the whole is."""
    latest: dict[tuple[str, str], Mapping[str, Any]] = {}
    for row in sorted(rows, key=lambda row: str(row["date"])):
        if row.get("sha256") and row["outcome"] in ("as_sent", "amended", "added"):
            latest[row["clause"], decided_number(row)] = row
    found = False
    for clause in document.clauses():
        decided = latest.get((clause.id, clause.number))
        if decided is not None and text_hash(clause) != decided["sha256"]:
            found = True
            path: SourcePath = ("clauses", composed.of(clause.key).choice.index, "id")
            yield composed.loaded.source.finding(
                "process-trail-differs", path, number=clause.number, body=decided["body"], date=decided["date"]
            )

    whole = [row for row in rows if row.get("whole_sha256")]
    last = max(whole, key=lambda row: str(row["date"]), default=None)
    if found or last is None:
        return
    # Several bodies may decide on the same day.
    if whole_hash(document) not in {row["whole_sha256"] for row in whole if row["date"] == last["date"]}:
        yield composed.loaded.source.finding("process-trail-whole", ("trail",), body=last["body"], date=last["date"])


def _items(rows: Sequence[Mapping[str, Any]], annex: int) -> Iterator[ClauseItem]:
    """Yield an item for each decision, by day."""
    decisions: dict[tuple[str, str], list[Mapping[str, Any]]] = {}
    for row in sorted(rows, key=lambda row: (str(row["date"]), row["body"])):
        decisions.setdefault((row["date"], row["body"]), []).append(row)
    for index, ((day, body), mine) in enumerate(decisions.items(), 1):
        yield ClauseItem(
            f"{ANNEX}-{index}",
            "",
            "",
            "",
            f"B{annex}.{index}",
            f"{body} {date(day)}"[:80],
            tuple(_blocks(mine, body, day)),
        )


def _blocks(rows: Sequence[Mapping[str, Any]], body: str, day: str) -> Iterator[Block]:
    first = rows[0]
    paragraph = f", § {first['paragraph']}" if first.get("paragraph") else ""
    number = f" Diarienummer: {first['diarienummer']}." if first.get("diarienummer") else ""
    yield Paragraph((Text(f"{body} beslutade {date(day)}{paragraph} om punkterna i tabellen.{number}"),))
    ordered = sorted(rows, key=_order)
    cells = ((_point(row), OUTCOMES[row["outcome"]], "; ".join(row.get("motions", ())) or "–") for row in ordered)
    yield Table(
        tuple((Text(word),) for word in _HEADER),
        tuple(tuple((Text(cell),) for cell in row) for row in cells),
        (False, False, False),
    )


def _order(row: Mapping[str, Any]) -> tuple[list[int], bool]:
    """Return where a row stands: by the number in the text that was decided, and what is not there after what is."""
    numbers = [int(part) if part.isdecimal() else 0 for part in decided_number(row).split(".")]
    return numbers, row["outcome"] == "rejected"


def _point(row: Mapping[str, Any]) -> str:
    """Return a point's number in the text that was decided; of one that is not there, the number that was sent."""
    number, decided = row["number"], row.get("decided_number")
    if row["outcome"] == "rejected":
        return f"{number} i utskicket"
    return f"{decided} ({number} i utskicket)" if decided else str(number)
