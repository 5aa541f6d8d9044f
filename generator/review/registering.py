"""What a registrator has to see of a round: every file with its mark, its day and its hash."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.model.round import Round
from generator.review.status import columns

#: Marks that mean that a file is to be registered.
_REGISTERED = ("expedierad", "inkommen")
_SHORT = 12
_SAID = "Märkningen är den som omgångens filer anger. Registratorn avgör vad som är allmän handling."


@dataclass(frozen=True, slots=True)
class Record:
    """A file of a round as the register has it."""

    date: str
    #: ``ut`` or ``in``
    way: str
    what: str
    #: Who got it, or sent it.
    party: str
    mark: str
    diarienummer: str
    file: str
    sha256: str


def records(found: Round) -> list[Record]:
    """Return the files of a round by day: what went out before what came in."""
    out = [
        Record(
            found.opened, "ut", f"Remiss: {found.title}", _party(found, copy.reviewer), copy.record,
            copy.diarienummer, copy.file, copy.sha256,
        )
        for copy in found.copies
    ]  # fmt: skip
    back = [
        Record(
            one.date, "in", f"Svar ({one.name}): {found.title}", _party(found, one.reviewer), one.record,
            one.diarienummer, one.file, one.sha256,
        )
        for one in found.received
    ]  # fmt: skip
    return sorted([*out, *back], key=lambda record: record.date)


def _party(found: Round, reviewer: str) -> str:
    return found.named(reviewer) if reviewer else ", ".join(one.name for one in found.reviewers)


def lines(found: Round) -> Iterator[str]:
    """Yield what to register, and then what is marked as working papers."""
    yield f"{found.title}, omgång {found.id}"
    every = records(found)
    for title, rows in (
        ("Att registrera", [one for one in every if one.mark in _REGISTERED]),
        ("Märkt som arbetsmaterial", [one for one in every if one.mark not in _REGISTERED]),
    ):
        yield from ("", f"{title}: {len(rows)}")
        if rows:
            yield from columns(
                [("datum", "väg", "part", "diarienummer", "märkning", "fil", "kontrollsumma"), *_rows(rows)]
            )
    yield from ("", _SAID)


def _rows(rows: Sequence[Record]) -> Iterator[tuple[str, ...]]:
    for one in rows:
        yield one.date, one.way, one.party, one.diarienummer or "–", one.mark, one.file, one.sha256[:_SHORT]


def data(found: Round) -> dict[str, object]:
    """Return the files of a round for other programs (docs/json.md)."""
    rows = [{name: getattr(one, name) for name in Record.__slots__} for one in records(found)]
    return {"version": 1, "round": found.id, "title": found.title, "files": rows}
