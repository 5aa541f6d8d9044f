"""A review round: who was sent what, what came back, and what was decided on it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

FORMAT = 1
#: Custom properties of a copy that is sent out: the round, and whose copy it is.
ROUND_PROPERTY, REVIEWER_PROPERTY = "klausul-omgang", "klausul-granskare"
#: What a draft's clauses can become by a decision.
OUTCOMES = ("as_sent", "amended", "rejected", "postponed", "referred_back", "not_adopted", "added")


@dataclass(frozen=True, slots=True)
class Reviewer:
    """Somebody who is asked to review: a person, a party group or a body."""

    id: str
    name: str
    #: person, party or body
    kind: str
    contact: str = ""
    #: How the copy is marked, where it is not as for others of the kind.
    record: str = ""
    diarienummer: str = ""


@dataclass(frozen=True, slots=True)
class SentClause:
    """A clause as it was sent."""

    key: str
    #: Id in its library; empty for a text that only the draft holds.
    id: str
    version: str
    number: str
    title: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Copy:
    """A file that was sent."""

    #: Empty for the copy that all share.
    reviewer: str
    #: Path from the round's folder, with slashes.
    file: str
    sha256: str
    #: arbetsmaterial or expedierad
    record: str
    diarienummer: str = ""


@dataclass(frozen=True, slots=True)
class Answers:
    """A file of proposals that was read out of a received one."""

    file: str
    #: Of the file as it was written, which tells whether a person has edited it.
    sha256: str


@dataclass(frozen=True, slots=True)
class Received:
    """A file that came back."""

    reviewer: str
    #: What it was called when it came.
    name: str
    #: Path from the round's folder of the file itself.
    file: str
    sha256: str
    date: str
    #: arbetsmaterial or inkommen
    record: str
    diarienummer: str = ""
    answers: tuple[Answers, ...] = ()


@dataclass(frozen=True, slots=True)
class Round:
    """One review round."""

    id: str
    opened: str
    draft: str
    contract: str
    title: str
    municipality: str
    #: SHA-256 of the whole text that was sent.
    sha256: str
    reviewers: tuple[Reviewer, ...]
    clauses: tuple[SentClause, ...]
    copies: tuple[Copy, ...]
    received: tuple[Received, ...] = ()
    diarienummer: str = ""
    shared: bool = False

    def reviewer(self, name: str) -> Reviewer | None:
        """Return the reviewer with an id."""
        return next((one for one in self.reviewers if one.id == name), None)

    def named(self, reviewer: str) -> str:
        """Return what a reviewer is called; those of the shared copy have no name of their own."""
        found = self.reviewer(reviewer)
        return found.name if found else reviewer or "Gemensam fil"

    def titles(self) -> dict[str, str]:
        """Return number and heading of each clause by its key."""
        return {one.key: f"{one.number} {one.title}" for one in self.clauses}

    def clause(self, point: str) -> SentClause | None:
        """Return the clause that a number such as ``3.2``, or an instance key, names."""
        return next((one for one in self.clauses if point in (one.number, one.key)), None)


@dataclass(frozen=True, slots=True)
class Motion:
    """A yrkande."""

    id: str
    #: bifall, avslag, andring, tillagg, bordlaggning or aterremiss
    kind: str
    mover: str
    points: tuple[str, ...] = ()
    proposals: tuple[str, ...] = ()
    text: str = ""
    #: bifall or avslag
    result: str = ""
    votes: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a decision means for one clause."""

    key: str
    number: str
    title: str
    #: One of OUTCOMES.
    outcome: str
    motions: tuple[str, ...] = ()
    #: Of the clause as it was decided; empty until it exists.
    sha256: str = ""
    #: The wording that was decided where it is not the one that was sent, a line a paragraph.
    text: tuple[str, ...] = ()
    #: Its number in the text that was decided, where that is another than the one that was sent.
    decided_number: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """The decision of one body in the matter, as its minutes have it."""

    #: bolagsstyrelse, ksau, ks, kf or bolagsstamma
    body: str
    date: str
    paragraph: str = ""
    name: str = ""
    diarienummer: str = ""
    round: str = ""
    title: str = ""
    municipality: str = ""
    #: SHA-256 of the text that was on the table.
    sha256: str = ""
    result: str = ""
    decided: tuple[str, ...] = ()
    motions: tuple[Motion, ...] = ()
    order: str = ""
    reservations: tuple[Mapping[str, str], ...] = ()
    recusals: tuple[Mapping[str, str], ...] = ()
    #: SHA-256 of the whole text that was decided; empty until it exists.
    result_sha256: str = ""
    clauses: tuple[Outcome, ...] = ()


def round_from(data: Mapping[str, Any]) -> Round:
    """Return the round that validated data describes."""
    plain = {key: value for key, value in data.items() if key != "format"}
    plain["reviewers"] = tuple(Reviewer(**row) for row in data["reviewers"])
    plain["clauses"] = tuple(SentClause(**row) for row in data["clauses"])
    plain["copies"] = tuple(Copy(**row) for row in data["copies"])
    plain["received"] = tuple(
        Received(**{**row, "answers": tuple(Answers(**one) for one in row["answers"])})
        for row in data.get("received", ())
    )
    return Round(**plain)


def round_data(found: Round) -> dict[str, Any]:
    """Return a round in the form and order of its file."""
    data: dict[str, Any] = {"format": FORMAT}
    for name in ("id", "opened", "draft", "contract", "title", "municipality", "diarienummer", "sha256", "shared"):
        data |= _given(found, name)
    data["reviewers"] = [_row(one) for one in found.reviewers]
    data["clauses"] = [_row(one, keep=("id", "version")) for one in found.clauses]
    data["copies"] = [_row(one, keep=("reviewer",)) for one in found.copies]
    if found.received:
        data["received"] = [
            {**_row(one, keep=("reviewer",)), "answers": [_row(file) for file in one.answers]} for one in found.received
        ]
    return data


def decision_from(data: Mapping[str, Any]) -> Decision:
    """Return the decision that validated data describes."""
    plain = dict(data)
    plain["paragraph"] = str(data.get("paragraph", ""))
    plain["decided"] = tuple(data.get("decided", ()))
    plain["motions"] = tuple(motion_from(row) for row in data.get("motions", ()))
    plain["reservations"] = tuple(data.get("reservations", ()))
    plain["recusals"] = tuple(data.get("recusals", ()))
    plain["clauses"] = tuple(
        Outcome(**{**row, **{name: tuple(row.get(name, ())) for name in ("motions", "text")}})
        for row in data.get("clauses", ())
    )
    return Decision(**plain)


def motion_from(data: Mapping[str, Any]) -> Motion:
    """Return the yrkande that validated data describes."""
    lists = {name: tuple(data.get(name, ())) for name in ("points", "proposals")}
    return Motion(**{**data, **lists})


def decision_data(found: Decision) -> dict[str, Any]:
    """Return a decision in the form and order of its file."""
    data: dict[str, Any] = {}
    for name in (
        "body", "name", "date", "paragraph", "diarienummer", "round", "title", "municipality", "sha256", "result",
    ):  # fmt: skip
        data |= _given(found, name)
    if found.paragraph.isdecimal():
        data["paragraph"] = int(found.paragraph)
    data |= {"decided": list(found.decided)} if found.decided else {}
    if found.motions:
        data["motions"] = [_row(one) for one in found.motions]
    data |= _given(found, "order")
    for name in ("reservations", "recusals"):
        rows = getattr(found, name)
        data |= {name: [dict(row) for row in rows]} if rows else {}
    data |= _given(found, "result_sha256")
    if found.clauses:
        data["clauses"] = [_row(one) for one in found.clauses]
    return data


def _given(found: Any, name: str) -> dict[str, Any]:
    value = getattr(found, name)
    return {name: value} if value else {}


def _row(one: Any, keep: tuple[str, ...] = ()) -> dict[str, Any]:
    """Return a dataclass as a mapping without what is empty."""
    row: dict[str, Any] = {}
    for name in one.__slots__:
        value = getattr(one, name)
        if value or name in keep:
            row[name] = (
                list(value) if isinstance(value, tuple) else dict(value) if isinstance(value, Mapping) else value
            )
    row.pop("answers", None)
    return row
