"""Who has answered a round, how much, and on which points they want different things."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.model.review import Proposal
from generator.model.round import Decision, Reviewer, Round
from generator.review.folder import Sheet
from generator.review.saying import APPROVED, said
from generator.review.words import BODIES, RESULTS, REVIEWERS


@dataclass(frozen=True, slots=True)
class Voice:
    """A proposal with who wants it."""

    #: What it is called in the round, such as ``anna-1/3``.
    id: str
    #: Name of the reviewer; in a shared copy of the author.
    who: str
    reviewer: str
    proposal: Proposal


@dataclass(frozen=True, slots=True)
class Answered:
    """How far a reviewer has come."""

    reviewer: Reviewer
    #: Days on which files came.
    days: tuple[str, ...]
    proposals: int
    comments: int
    unplaced: int
    unsure: int


@dataclass(frozen=True, slots=True)
class Dispute:
    """A point on which reviewers want different things."""

    key: str
    number: str
    title: str
    voices: tuple[Voice, ...]


def voices(found: Round, sheets: Sequence[Sheet]) -> list[Voice]:
    """Return every proposal with who wants it; what somebody has sent twice counts once."""
    seen: dict[tuple[object, ...], Voice] = {}
    for sheet in sheets:
        for proposal in sheet.proposals:
            who = _who(found, sheet, proposal)
            same = (
                who, proposal.kind, proposal.clause, proposal.line, proposal.whole, proposal.before, proposal.after,
                proposal.comment, proposal.target, proposal.place, proposal.number, proposal.quote,
            )  # fmt: skip
            seen.setdefault(same, Voice(sheet.id(proposal), who, sheet.reviewer, proposal))
    return list(seen.values())


def _who(found: Round, sheet: Sheet, proposal: Proposal) -> str:
    """Return the reviewer's name, with the author's where it is another one; in a shared copy the author's."""
    reviewer = found.reviewer(sheet.reviewer)
    author = " ".join(proposal.author.split())
    if reviewer is None:
        known = next((one.name for one in found.reviewers if one.name.casefold() == author.casefold()), author)
        return known or "okänd"
    named = {reviewer.name.casefold(), reviewer.id.casefold(), ""}
    return reviewer.name if author.casefold() in named else f"{reviewer.name} ({author})"


def answered(found: Round, sheets: Sequence[Sheet]) -> list[Answered]:
    """Return how far each reviewer has come, in the order of the round."""
    return [_answered(found, one, sheets) for one in found.reviewers]


def _answered(found: Round, reviewer: Reviewer, sheets: Sequence[Sheet]) -> Answered:
    mine: list[Proposal] = []
    days: list[str] = []
    for sheet in sheets:
        own = sheet.reviewer == reviewer.id
        wanted = [p for p in sheet.proposals if own or (not sheet.reviewer and _who(found, sheet, p) == reviewer.name)]
        if own or wanted:
            days.append(sheet.received.date)
        mine += wanted
    comments = sum(one.kind == "comment" for one in mine)
    unplaced = sum(one.place == "unplaced" for one in mine)
    unsure = sum(bool(one.note) for one in mine)
    return Answered(reviewer, tuple(dict.fromkeys(days)), len(mine) - comments, comments, unplaced, unsure)


def disputes(found: Round, spoken: Sequence[Voice]) -> list[Dispute]:
    """Return the points on which two reviewers or more want different things, in the order of the text."""
    by_clause: dict[str, list[Voice]] = {}
    for voice in spoken:
        if voice.proposal.place == "clause" and voice.proposal.clause and wants(voice.proposal):
            by_clause.setdefault(voice.proposal.clause, []).append(voice)
    disputed = {key: tuple(_differing(of)) for key, of in by_clause.items()}
    return [
        Dispute(one.key, one.number, one.title, disputed[one.key]) for one in found.clauses if disputed.get(one.key)
    ]


def wants(proposal: Proposal) -> bool:
    """Tell whether a proposal says what is to become of the text; most comments do not."""
    return proposal.kind != "comment" or proposal.comment.startswith(APPROVED)


def _differing(spoken: Sequence[Voice]) -> Iterator[Voice]:
    for voice in spoken:
        if any(_against(voice, other) for other in spoken):
            yield voice


def _against(one: Voice, other: Voice) -> bool:
    """Tell whether two reviewers want different things of the same words."""
    if one.who == other.who or _wish(one.proposal) == _wish(other.proposal):
        return False
    together = (one.proposal, other.proposal)
    if all(proposal.kind == "new" for proposal in together):
        return False  # both can be put in
    whole = any(proposal.whole or proposal.kind == "comment" for proposal in together)
    return whole or one.proposal.line == other.proposal.line


def _wish(proposal: Proposal) -> tuple[object, ...]:
    if proposal.kind == "comment":
        return ("as it is",)
    return (proposal.kind, proposal.line, proposal.whole, " ".join(proposal.after.split()), proposal.target)


def lines(found: Round, sheets: Sequence[Sheet], spoken: Sequence[Voice], decided: Sequence[Decision]) -> Iterator[str]:
    """Yield the state of a round as a person reads it."""
    titles = found.titles()
    yield f"Omgång {found.id}: {found.title}"
    yield f"Utskickad {found.opened} till {len(found.reviewers)} granskare"
    rows = answered(found, sheets)
    table: list[Sequence[str]] = [("granskare", "slag", "svar", "förslag", "kommentarer", "oplacerade", "osäkra")]
    for row in rows:
        numbers = map(str, (row.proposals, row.comments, row.unplaced, row.unsure))
        said_so = ", ".join(row.days) or "–"
        table.append((row.reviewer.name, REVIEWERS[row.reviewer.kind], said_so, *numbers))
    yield from ("", *columns(table))
    missing = [row.reviewer.name for row in rows if not row.days]
    yield from ("", f"Har inte svarat: {', '.join(missing)}" if missing else "Alla har svarat.")
    found_disputes = disputes(found, spoken)
    yield from ("", f"Punkter där granskarna vill olika: {len(found_disputes)}")
    for dispute in found_disputes:
        yield f"{dispute.number} {dispute.title}"
        yield from (f"  {voice.who}: {said(voice.proposal, titles)} [{voice.id}]" for voice in dispute.voices)
    loose = [voice for voice in spoken if voice.proposal.place == "unplaced" or voice.proposal.note]
    if loose:
        yield from ("", "Att titta på, eftersom platsen inte är säker:")
        yield from (f"  {_loose(found, voice)}" for voice in loose)
    if decided:
        yield from ("", "Beslut")
        yield from (f"  {decision_line(one)}" for one in decided)


def _loose(found: Round, voice: Voice) -> str:
    proposal = voice.proposal
    near = f"{proposal.number} {proposal.heading}".strip() or "dokumentets början"
    titles = found.titles()
    other = ", ".join(f"{titles.get(one.key, one.key)} ({one.percent} %)" for one in proposal.candidates)
    meant = f" Kan höra till {other}." if other else ""
    note = f" {proposal.note}" if proposal.note else ""
    return f"[{voice.id}] {voice.who}, vid {near}: {said(proposal, titles)}.{note}{meant}"


def decision_line(one: Decision) -> str:
    """Return a decision on one line: who, when, where in the minutes, and how it ended."""
    paragraph = f" § {one.paragraph}" if one.paragraph else ""
    return f"{one.date} {one.name or BODIES[one.body]}{paragraph}: ärendet {RESULTS[one.result or 'bifall']}"


def columns(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Yield the lines of a table."""
    widths = [max(len(row[index]) for row in rows) for index in range(len(rows[0]))]
    for row in rows:
        yield "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()


def data(
    found: Round, sheets: Sequence[Sheet], spoken: Sequence[Voice], decided: Sequence[Decision]
) -> dict[str, object]:
    """Return the state of a round for other programs (docs/json.md)."""
    return {
        "version": 1,
        "round": found.id,
        "title": found.title,
        "opened": found.opened,
        "reviewers": [
            {
                "id": row.reviewer.id,
                "name": row.reviewer.name,
                "kind": row.reviewer.kind,
                "answered": list(row.days),
                "proposals": row.proposals,
                "comments": row.comments,
                "unplaced": row.unplaced,
                "unsure": row.unsure,
            }
            for row in answered(found, sheets)
        ],
        "proposals": [_voice(voice) for voice in spoken],
        "disputes": [
            {"key": one.key, "number": one.number, "title": one.title, "proposals": [v.id for v in one.voices]}
            for one in disputes(found, spoken)
        ],
        "decisions": [
            {"body": one.body, "date": one.date, "paragraph": one.paragraph, "result": one.result} for one in decided
        ],
    }


def _voice(voice: Voice) -> dict[str, object]:
    proposal = voice.proposal
    return {
        "id": voice.id,
        "who": voice.who,
        "kind": proposal.kind,
        "place": proposal.place,
        "clause": proposal.clause,
        "number": proposal.number,
        "before": proposal.before,
        "after": proposal.after,
        "comment": proposal.comment,
        "note": proposal.note,
    }
