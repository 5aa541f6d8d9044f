"""The compilation for the committee: the document as it was sent, and at each point what everybody wants."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from generator.build import manifest
from generator.build.job import Built, prepared_template
from generator.build.places import Places
from generator.build.templates import contract_template
from generator.library.trail import OUTCOMES
from generator.lock import Lock, loads
from generator.model.document import (
    Block,
    ClauseItem,
    Document,
    Front,
    FrontRow,
    Inlines,
    ListBlock,
    Paragraph,
    Section,
    Table,
    Text,
)
from generator.model.round import Decision, Motion, Outcome, Round
from generator.prose.values import date
from generator.review.base import base
from generator.review.deciding import motion_line
from generator.review.folder import LOCK, decisions, read_round, sheets
from generator.review.saying import differences, flat, said
from generator.review.status import Answered, Dispute, Voice, answered, disputes, voices
from generator.review.words import BODIES, KINDS, RESULTS, REVIEWERS
from generator.word.write import write

_TITLE = "Sammanställning av synpunkter"
_NONE = Paragraph((Text("Inga synpunkter."),))
_PUBLISHED = (
    "Enskilda personers synpunkter är inte med i den här sammanställningen. "
    "Yrkanden som står i ett protokoll är med, med den som yrkade."
)
_KEY = "granskning"


@dataclass(frozen=True, slots=True)
class _Round:
    """A round with all that has been said and decided in it."""

    round: Round
    voices: Sequence[Voice]
    answered: Sequence[Answered]
    disputes: Sequence[Dispute]
    decisions: Sequence[Decision]
    date: str
    published: bool


def reported(folder: Path, places: Places, day: str, published: bool = False) -> Built:
    """Return the compilation of a round, ready to be written as Word, PDF, HTML or text.

    Args:
        folder: the round's.
        day: ISO date of the compilation.
        published: True to leave out the views of named persons that are not in minutes.

    Raises:
        DataError: the round's files are damaged.
    """
    found = read_round(folder)
    read = sheets(folder, found)
    spoken = voices(found, read)
    rows = answered(found, read)
    if published:
        spoken = [public for voice in spoken if (public := _public(found, voice)) is not None]
        rows = [row for row in rows if row.reviewer.kind != "person"]
    decided = [one for _file, one in decisions(folder)]
    whole = _Round(found, spoken, rows, disputes(found, spoken), decided, day, published)
    composed = base(folder, places)
    document = _document(whole, composed.document)
    content, name = contract_template(composed.contract.contract, places)
    prepared = prepared_template(content, name, places.store)
    lock = replace(_empty_lock(folder), template=name.rpartition("/")[2], template_sha256=prepared.hash)
    about = replace(composed.contract.contract, id="sammanstallning", version="1.0.0")
    data = manifest.manifest(document, about, {}, lock, True, places.store)
    pieces = manifest.pieces(data, lock, places.store)
    made = write(document, prepared, pieces, manifest.properties(data), places.store)
    return Built(made, document, lock, ())


def _empty_lock(folder: Path) -> Lock:
    file = folder / LOCK
    return replace(loads(file.read_bytes(), str(file)), clauses=())


def _public(found: Round, voice: Voice) -> Voice | None:
    """Return a proposal without persons' names, or None where it is a person's."""
    reviewer = found.reviewer(voice.reviewer)
    if reviewer is None:
        reviewer = next((one for one in found.reviewers if one.name == voice.who), None)
    if reviewer is None or reviewer.kind == "person":
        return None
    return replace(voice, who=reviewer.name)


def _document(whole: _Round, sent: Document) -> Document:
    body = [_section(whole, section) for section in sent.sections if not section.annex]
    annexes = [_section(whole, section) for section in sent.sections if section.annex]
    extra = [items for items in (_loose(whole), _taken(whole), _answers(whole)) if items[1]]
    for title, items in extra:
        number = str(len(body) + 1)
        clauses = tuple(
            ClauseItem(f"{_KEY}-{number}-{at}", "", "", "", f"{number}.{at}", name, tuple(blocks))
            for at, (name, blocks) in enumerate(items, 1)
        )
        body.append(Section(f"{_KEY}-{number}", number, title, clauses))
    scalars = dict(sent.scalars) | {"title": _TITLE, "subtitle": whole.round.title, "contract": _TITLE}
    scalars["mark"] = scalars.get("mark", "") if "EXEMPEL" in scalars.get("mark", "") else ""
    properties = {**dict(sent.properties), "title": f"{_TITLE}: {whole.round.title}", "subject": _TITLE}
    properties.pop("created", None)
    return replace(
        sent,
        scalars=tuple(scalars.items()),
        front=_front(whole, sent),
        sections=(*body, *annexes),
        toc_pages=False,
        properties=tuple(properties.items()),
    )


def _front(whole: _Round, sent: Document) -> Front:
    found = whole.round
    rows = [FrontRow("Dokument", Text(found.title)), FrontRow("Omgång", Text(found.id))]
    if found.diarienummer:
        rows.append(FrontRow("Diarienummer", Text(found.diarienummer)))
    rows += [
        FrontRow("Utskickat", Text(date(found.opened))),
        FrontRow("Sammanställt", Text(date(whole.date))),
        FrontRow("Textens kontrollsumma", Text(found.sha256[:16])),
    ]
    return replace(
        sent.front,
        title=_TITLE,
        subtitle=found.title,
        rows=tuple(rows),
        preamble=tuple(_summary(whole)),
    )


def _summary(whole: _Round) -> Iterator[Block]:
    """Yield what a committee should know first."""
    back = [row for row in whole.answered if row.days]
    who = "organ och partigrupper" if whole.published else "granskare"
    yield _said(f"{len(back)} av {len(whole.answered)} {who} har svarat.")
    missing = [row.reviewer.name for row in whole.answered if not row.days]
    if missing:
        yield _said(f"Har inte svarat: {', '.join(missing)}.")
    if whole.disputes:
        yield _said("Granskarna vill olika i de här punkterna:")
        yield ListBlock(False, tuple((Text(f"{one.number} {one.title}"),) for one in whole.disputes))
    else:
        yield _said("Det finns ingen punkt där granskarna vill olika.")
    for one in whole.decisions:
        yield _said(_decision_line(one))
    if whole.published:
        yield _said(_PUBLISHED)


def _section(whole: _Round, section: Section) -> Section:
    return replace(section, clauses=tuple(_clause(whole, clause) for clause in section.clauses), blocks=())


def _clause(whole: _Round, clause: ClauseItem) -> ClauseItem:
    """Return a clause of the compilation: as it was sent, what is wanted, and what was decided."""
    mine = [voice for voice in whole.voices if voice.proposal.place == "clause" and voice.proposal.clause == clause.key]
    blocks: list[Block] = []
    if mine:
        blocks += [_strong("Som den skickades ut"), *clause.blocks, _strong("Förslag"), *_wanted(whole, mine)]
    blocks += [block for one in whole.decisions for block in _decided(one, clause)]
    return replace(clause, blocks=tuple(blocks or [_NONE]), local=False)


def _wanted(whole: _Round, spoken: Sequence[Voice]) -> Iterator[Block]:
    titles = whole.round.titles()
    header = ("Från", "Förslag", "Lydelse enligt förslaget")
    rows = []
    for voice in spoken:
        note = f" ({voice.proposal.note})" if voice.proposal.note else ""
        rows.append(
            (
                (Text(f"{voice.who} [{voice.id}]"),),
                (Text(said(voice.proposal, titles) + note),),
                _marked(voice),
            )
        )
    yield Table(tuple((Text(word),) for word in header), tuple(rows), (False,) * len(header))


def _marked(voice: Voice) -> Inlines:
    """Return the text that is wanted, with what is new in it bold: never by colour alone."""
    proposal = voice.proposal
    if proposal.kind == "comment":
        return (Text("–"),)
    if proposal.kind == "struck":
        return (Text("(stryks)"),)
    after = flat(proposal.after)
    if proposal.kind != "change":
        return (Text(after or "–", bold=proposal.kind == "new"),)
    found: list[Text] = []
    at = 0
    for _old, new, before in differences(flat(proposal.before), after):
        start = after.find(new, _after(after, before, at)) if new else -1
        if start < 0:
            continue
        found += [Text(after[at:start]), Text(new, bold=True)]
        at = start + len(new)
    return tuple(part for part in (*found, Text(after[at:])) if part.text)


def _after(text: str, words: str, at: int) -> int:
    start = text.find(words, max(0, at - len(words) - 1)) if words else at
    return at if start < 0 else max(at, start + len(words))


def _decided(one: Decision, clause: ClauseItem) -> Iterator[Block]:
    outcome = next((row for row in one.clauses if row.key == clause.key), None)
    if outcome is None or (outcome.outcome == "as_sent" and one.result == "bifall" and not _touching(one, outcome)):
        return
    numbers = {row.key: row.number for row in one.clauses}
    yield _strong(_decision_line(one))
    moved = f" I den beslutade texten är det punkt {outcome.decided_number}." if outcome.decided_number else ""
    yield _said(f"Punkten: {OUTCOMES[outcome.outcome]}.{moved}")
    motions = _touching(one, outcome)
    if motions:
        yield ListBlock(False, tuple((Text(motion_line(motion, numbers)),) for motion in motions))
    if outcome.text:
        yield _strong("Lydelse efter beslutet")
        yield from (_said(line) for line in outcome.text[1:])


def _touching(one: Decision, outcome: Outcome) -> list[Motion]:
    return [motion for motion in one.motions if outcome.key in motion.points]


def _decision_line(one: Decision) -> str:
    paragraph = f" § {one.paragraph}" if one.paragraph else ""
    return f"{one.name or BODIES[one.body]} {date(one.date)}{paragraph}: ärendet {RESULTS[one.result or 'bifall']}."


_Items = tuple[str, list[tuple[str, list[Block]]]]


def _loose(whole: _Round) -> _Items:
    """Return what belongs to no clause, by the heading it stands nearest to."""
    by_heading: dict[str, list[Voice]] = {}
    for voice in whole.voices:
        proposal = voice.proposal
        if proposal.place == "clause" and whole.round.clause(proposal.clause) is not None:
            continue
        near = f"{proposal.number} {proposal.heading}".strip()
        place = {"front": "Före första avsnittet", "margin": "Sidhuvud, sidfot och noter"}.get(proposal.place, "")
        if proposal.place == "section":
            place = f"Avsnitt {near}"
        by_heading.setdefault(place or (f"Vid {near}" if near else "Utan plats"), []).append(voice)
    return "Synpunkter som inte hör till en punkt", [
        (place[:80], list(_wanted(whole, spoken))) for place, spoken in by_heading.items()
    ]


def _taken(whole: _Round) -> _Items:
    """Return the decisions as the minutes have them."""
    items = []
    for one in whole.decisions:
        numbers = {row.key: row.number for row in one.clauses}
        blocks: list[Block] = [_said(_decision_line(one))]
        if one.decided:
            blocks += [_strong("Beslut"), ListBlock(False, tuple((Text(line),) for line in one.decided))]
        if one.motions:
            lines = tuple((Text(_motion(motion, numbers)),) for motion in one.motions)
            blocks += [_strong("Yrkanden"), ListBlock(False, lines)]
        added = [row for row in one.clauses if row.outcome == "added"]
        if added:
            blocks += [_strong("Tillagda punkter"), *(block for row in added for block in _added(row))]
        if one.order:
            blocks += [_strong("Propositionsordning"), *(_said(line) for line in one.order.strip().split("\n") if line)]
        if one.reservations:
            rows = tuple((Text(_reservation(row)),) for row in one.reservations)
            blocks += [_strong("Reservationer"), ListBlock(False, rows)]
        if one.recusals:
            rows = tuple((Text(_recusal(row)),) for row in one.recusals)
            blocks += [_strong("Deltog inte på grund av jäv"), ListBlock(False, rows)]
        if one.result_sha256:
            blocks.append(_said(f"Hela textens kontrollsumma: {one.result_sha256}"))
        items.append((f"{one.name or BODIES[one.body]}, {one.date}"[:80], blocks))
    return "Beslut", items


def _added(outcome: Outcome) -> Iterator[Block]:
    """Yield a point as it was decided that was not in what was sent."""
    yield _said(f"{outcome.number} {outcome.title}")
    yield from (_said(line) for line in outcome.text[1:])


def _motion(motion: Motion, numbers: dict[str, str]) -> str:
    text = f" Yrkandet: ”{flat(motion.text)}”" if motion.text else ""
    return f"{motion_line(motion, numbers)}.{text}"


def _reservation(row: object) -> str:
    data = dict(row)  # type: ignore[call-overload]
    favour = f" till förmån för {data['motion']}" if data.get("motion") else ""
    text = f": ”{flat(data['text'])}”" if data.get("text") else ""
    return f"{data['by']}{favour}{text}"


def _recusal(row: object) -> str:
    data = dict(row)  # type: ignore[call-overload]
    return f"{data['name']} ({data['reason']})" if data.get("reason") else str(data["name"])


def _answers(whole: _Round) -> _Items:
    """Return who has answered and how much."""
    header = ("Granskare", "Slag", "Svar", "Förslag", "Kommentarer")
    rows = tuple(
        tuple(
            (Text(text),)
            for text in (
                row.reviewer.name,
                REVIEWERS[row.reviewer.kind],
                ", ".join(row.days) or "–",
                str(row.proposals),
                str(row.comments),
            )
        )
        for row in whole.answered
    )
    kinds: dict[str, int] = {}
    for voice in whole.voices:
        kinds[KINDS[voice.proposal.kind]] = kinds.get(KINDS[voice.proposal.kind], 0) + 1
    counted = ", ".join(f"{name} {count}" for name, count in kinds.items())
    blocks: list[Block] = []
    if rows:
        blocks.append(Table(tuple((Text(word),) for word in header), rows, (False, False, False, True, True)))
    if counted:
        blocks.append(_said(f"Efter slag: {counted}."))
    return "Svaren", [("Granskare", blocks)] if blocks else []


def _said(text: str) -> Paragraph:
    return Paragraph((Text(text),))


def _strong(text: str) -> Paragraph:
    return Paragraph((Text(text, bold=True),))
