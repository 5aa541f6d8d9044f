"""Accepted amendments become changes of the draft, and nothing else of the text changes: both texts are compared."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import count
from typing import Any

from generator.assemble.composed import Composed
from generator.build.job import Request, compose
from generator.build.places import Places
from generator.draft.resolve import Chosen
from generator.draft.rules import MAX_KEY
from generator.errors import DataError, Finding, Place
from generator.model.blocks import running
from generator.model.document import Block, ClauseItem, Document, ListBlock, Paragraph, Reference, Table, Text
from generator.model.review import Proposal
from generator.prose.values import enumeration
from generator.redline import compare
from generator.review.amend import CannotAmendError, amended, changed_on_the_way, normal
from generator.review.prose import markdown
from generator.review.rewriting import NEW, with_clauses, with_value, with_values
from generator.review.valued import candidates, together
from generator.review.wording import edited_text
from generator.source import Source
from generator.swedish import folded
from generator.text import block_lines

#: The longest heading that a draft may give a clause, in characters.
MAX_TITLE = 80
#: An amendment with what it is called, such as ``anna-1/3``.
Named = tuple[str, Proposal]


@dataclass(frozen=True, slots=True)
class Applied:
    """A draft with amendments put in."""

    text: str
    before: Document
    after: Document
    #: What was done to the draft, in Swedish, a line for each clause.
    done: tuple[str, ...]
    #: False where comments in the file could not be kept.
    kept: bool


@dataclass(frozen=True, slots=True)
class _Step:
    text: str
    composed: Composed
    done: str
    kept: bool


def applied(
    request: Request, places: Places, amendments: Sequence[Named], reason: Callable[[Sequence[str]], str]
) -> Applied:
    """Return a draft with some amendments put in, proved to change exactly what they say.

    Args:
        amendments: what is to be put in, with their names for messages.
        reason: why a clause gets a local wording, from the names of what changes it. It never follows with the
            document.

    Raises:
        DataError: one of them has to be put in by hand, or would change more than it says.
    """
    first = compose(request, places)
    by_clause: dict[str, list[Named]] = {}
    added: list[Named] = []
    for name, proposal in amendments:
        if proposal.kind == "new" and proposal.whole:
            added.append((name, proposal))
        else:
            by_clause.setdefault(proposal.clause, []).append((name, proposal))
    known = {clause.key for clause in first.document.clauses()}
    step, kept = _Step(request.draft.text, first, "", True), True
    done: list[str] = []
    last: dict[str, str] = {}
    for name, proposal in added:
        # Of several after the same point, each stands after the one before it.
        target = last.get(proposal.target, proposal.target)
        applying = _Applying(request, places, step.composed, reason([name]))
        step, last[proposal.target] = applying.new((name, replace(proposal, target=target)))
        done.append(step.done)
        kept = kept and step.kept
    for key, named in by_clause.items():
        if key not in known:
            lost = "fältet clause i filen med förslag säger inte vilken punkt det gäller"
            raise _by_hand(named[0], request.draft, "punkten finns inte i utkastet" if key else lost)
        why = reason([name for name, _ in named])
        item = next(clause for clause in first.document.clauses() if clause.key == key)
        for some in _one_after_another(named, item, request.draft):
            step = _Applying(request, places, step.composed, why).clause(key, some)
            done.append(step.done)
            kept = kept and step.kept
    _prove(first.document, step.composed.document, by_clause, request.draft)
    return Applied(step.text, first.document, step.composed.document, tuple(done), kept)


def _one_after_another(named: Sequence[Named], item: ClauseItem, source: Source) -> Iterator[Sequence[Named]]:
    """Yield the amendments of a clause: first the words that a proposal changes which also moves it."""
    name, first = named[0]
    try:
        edits = changed_on_the_way(item, first) if len(named) == 1 else []
    except CannotAmendError as error:
        raise _by_hand(named[0], source, error.why) from error
    if edits:
        yield [(name, edit) for edit in edits]
    yield named


def _prove(old: Document, new: Document, amendments: Mapping[str, Sequence[Named]], source: Source) -> None:
    """Make sure by a redline that nothing is marked in a clause that no amendment is about.

    Where clauses have come, gone or moved, numbers change in the references to them; there what each clause says
    has been compared, without those numbers.
    """
    if [clause.key for clause in old.clauses()] != [clause.key for clause in new.clauses()]:
        return
    for change in compare(old, new).clauses():
        if change.touched and change.new is not None and change.new.key not in amendments:
            named = next(iter(amendments.values()))[0]
            raise _by_hand(named, source, f"den skulle också ändra punkt {change.new.number}")


def _by_hand(named: Named, source: Source, why: str) -> DataError:
    name, proposal = named
    values = {"id": name, "number": proposal.number or proposal.clause or "–", "why": why}
    return DataError([Finding("review-by-hand", Place(source.file), values=values)])


class _Applying:
    """Puts the amendments of one clause into a draft."""

    def __init__(self, request: Request, places: Places, now: Composed, reason: str) -> None:
        self._request, self._places, self._now, self._reason = request, places, now, reason
        self._source = now.loaded.source
        self._rows = list(enumerate(self._source.data["clauses"]))

    def clause(self, key: str, named: Sequence[Named]) -> _Step:
        whole = [one for one in named if one[1].whole]
        if whole:
            if len(named) > 1:
                raise _by_hand(named[1], self._source, "ett annat förslag gäller hela punkten")
            return self._whole(key, whole[0])
        item = next(one for one in self._now.document.clauses() if one.key == key)
        try:
            wanted = amended(item, [proposal for _, proposal in named])
        except CannotAmendError as error:
            name = next(name for name, proposal in named if proposal is error.proposal)
            raise _by_hand((name, error.proposal), self._source, error.why) from error
        for text, kept, done in self._ways(key, item, wanted):
            step = self._tried(text, kept, f"{item.number} {item.title}: {done}")
            if step is not None and self._exactly(step.composed.document, {key: wanted}):
                return step
        raise _by_hand(named[0], self._source, "ändringen kan inte skrivas så att bara den ändras")

    def _ways(self, key: str, item: ClauseItem, wanted: ClauseItem) -> Iterator[tuple[str, bool, str]]:
        """Yield drafts that may say what is wanted, the one that changes least first."""
        chosen = self._now.of(key)
        if item.title == wanted.title:
            for path, value, label in candidates(self._now, chosen, item, wanted):
                text, kept = with_value(self._source, path, value)
                yield text, kept, f"värdet ”{label}” är ändrat"
        for values in together(self._now, chosen, item, wanted):
            text, kept = with_values(self._source, [(one.path, one.value) for one in values])
            labels = list(dict.fromkeys(f"”{one.label}”" for one in values))
            done = f"värdet {labels[0]} är ändrat" if len(labels) == 1 else f"värdena {enumeration(labels)} är ändrade"
            yield text, kept, done
            # What no value can say is worded, in a draft that has the values already.
            step = self._tried(text, kept, done)
            if step is not None:
                rest = _Applying(self._request, self._places, step.composed, self._reason)
                near = next(one for one in step.composed.document.clauses() if one.key == key)
                for text, also, worded in rest._worded(key, near, wanted):
                    yield text, kept and also, f"{done} och {worded}"
        yield from self._worded(key, item, wanted)

    def _worded(self, key: str, item: ClauseItem, wanted: ClauseItem) -> Iterator[tuple[str, bool, str]]:
        """Yield drafts whose clause has another heading or wording, which may say what is wanted."""
        chosen = self._now.of(key)
        index = chosen.choice.index
        row = dict(self._source.data["clauses"][index])
        retitled = {"title": wanted.title} if item.title != wanted.title else {}
        own = row.get("own")
        if _lines(item.blocks) == _lines(wanted.blocks):
            titled = {**row, "own": {**own, **retitled}} if own else {**row, **retitled}
            yield *self._with(index, titled), "rubriken är ändrad"
            return
        for words in self._wordings(chosen, item, wanted):
            said = {"text": words, "reason": self._why(own or row.get("local", {}))}
            if own:
                yield *self._with(index, {**row, "own": {**own, **retitled, **said}}), "ny lydelse"
            else:
                yield *self._with(index, {**row, **retitled, "local": said}), "lokal lydelse"

    def _wordings(self, chosen: Chosen, item: ClauseItem, wanted: ClauseItem) -> Iterator[str]:
        source = chosen.choice.local or chosen.entry.clause.text.get(self._now.contract.contract.wording, "")
        found = edited_text(source, item, wanted)
        if found is not None:
            yield found
        try:
            yield markdown(wanted.blocks)
        except ValueError:
            return

    def _why(self, wording: Mapping[str, Any]) -> str:
        return f"{wording.get('reason', '')} {self._reason}".strip()

    def _with(self, index: int, row: Mapping[str, Any]) -> tuple[str, bool]:
        return with_clauses(self._source, [(at, row if at == index else old) for at, old in self._rows])

    def _whole(self, key: str, named: Named) -> _Step:
        proposal = named[1]
        chosen = self._now.of(key)
        rows = [row for row in self._rows if row[0] != chosen.choice.index]
        title = f"{proposal.number} {proposal.heading}".strip() or key
        if proposal.kind == "struck":
            if not rows:
                raise _by_hand(named, self._source, "det är dokumentets enda punkt")
            expected, done = self._without(key), "struken"
        elif proposal.kind == "moved":
            rows, expected = self._moved(rows, chosen, proposal, named)
            done = "flyttad"
        else:
            raise _by_hand(named, self._source, "förslaget säger inte om punkten stryks eller flyttas")
        text, kept = with_clauses(self._source, rows)
        step = self._tried(text, kept, f"{title}: {done}")
        if step is None or not self._exactly(step.composed.document, {}, expected):
            numbers = [] if proposal.kind == "moved" else self._referring(key)
            points = f"{'punkt' if len(numbers) == 1 else 'punkterna'} {enumeration(numbers)}"
            unsaid = "ändringen kan inte skrivas så att bara den ändras"
            raise _by_hand(named, self._source, f"{points} hänvisar till den" if numbers else unsaid)
        return step

    def _referring(self, key: str) -> list[str]:
        """Return the numbers of the other clauses that refer to a clause."""
        return [
            clause.number
            for clause in self._now.document.clauses()
            if clause.key != key
            and any(
                isinstance(part, Reference) and part.target == key
                for block in clause.blocks
                for content in running(block)
                for part in content
            )
        ]

    def new(self, named: Named) -> tuple[_Step, str]:
        """Return the draft with a point of its own, which no library has, and the point's key."""
        proposal = named[1]
        title, *lines = [line.strip() for line in proposal.after.split("\n") if line.strip()] or [""]
        if not lines:
            raise _by_hand(named, self._source, "en ny punkt behöver en rubrik på en egen rad och en text under den")
        if len(title) > MAX_TITLE:
            raise _by_hand(named, self._source, f"rubriken har fler än {MAX_TITLE} tecken")
        beside = self._beside("", proposal.target)
        if beside is None:
            raise _by_hand(named, self._source, "platsen som den ska stå på finns inte i utkastet")
        other, past = beside
        near = self._now.of(other).choice
        at = next(at for at, row in enumerate(self._rows) if row[0] == near.index) + past
        keys = [clause.key for clause in self._now.document.clauses()]
        key = self._free(title)
        blocks = tuple(Paragraph((Text(line),)) for line in lines)
        section = next(one for one in self._now.document.sections if any(item.key == other for item in one.clauses))
        # A section that there is one of for each row has the row's key behind its own id.
        own = {
            "section": section.id.partition("--")[0],
            "title": title,
            "text": markdown(blocks),
            "reason": self._reason,
        }
        row = {"id": key, **({"for": near.row} if near.row else {}), "own": own}
        text, kept = with_clauses(self._source, [*self._rows[:at], (NEW, row), *self._rows[at:]])
        wanted = ClauseItem(key, key, "", "", "", title, blocks, local=True)
        place = keys.index(other) + past
        step = self._tried(text, kept, f"{title}: ny punkt")
        if step is None or not self._exactly(
            step.composed.document, {key: wanted}, [*keys[:place], key, *keys[place:]]
        ):
            raise _by_hand(named, self._source, "punkten kan inte skrivas så att bara den läggs till")
        return step, key

    def _free(self, title: str) -> str:
        """Return an id for a new point that neither the draft nor a library has."""
        words = re.findall(r"[a-z0-9]+", folded(title))
        name = "-".join(words)[: MAX_KEY - 3].strip("-") or "punkt"
        taken = {one.key for one in self._now.chosen} | {entry.clause.id for entry in self._now.library.entries}
        tries = (name if number == 1 else f"{name}-{number}" for number in count(1))
        return next(one for one in tries if one not in taken)

    def _moved(
        self, rows: list[tuple[int, Any]], chosen: Chosen, proposal: Proposal, named: Named
    ) -> tuple[list[tuple[int, Any]], list[str]]:
        """Return the rows, and the keys of the document's clauses, with a clause where a proposal puts it."""
        own = (chosen.choice.index, self._source.data["clauses"][chosen.choice.index])
        beside = self._beside(chosen.key, proposal.target)
        if beside is None:
            raise _by_hand(named, self._source, "platsen som den ska flyttas till finns inte i utkastet")
        other, past = beside
        at = next(at for at, row in enumerate(rows) if row[0] == self._now.of(other).choice.index) + past
        keys = self._without(chosen.key)
        place = keys.index(other) + past
        return [*rows[:at], own, *rows[at:]], [*keys[:place], chosen.key, *keys[place:]]

    def _beside(self, key: str, target: str) -> tuple[str, int] | None:
        """Return the clause that a moved one is to stand next to, and 1 where it stands after it, else 0.

        It stands after the target where that is a clause, and first where it is a section, or the document.
        """
        others = {one.key for one in self._now.chosen} - {key}
        if target in others:
            return target, 1
        sections = [section for section in self._now.document.sections if target in ("", section.id)]
        first = (clause.key for section in sections for clause in section.clauses if clause.key in others)
        return next(((one, 0) for one in first), None)

    def _without(self, key: str) -> list[str]:
        return [clause.key for clause in self._now.document.clauses() if clause.key != key]

    def _tried(self, text: str, kept: bool, done: str) -> _Step | None:
        source = Source(self._source.file, text.encode("utf-8", "surrogatepass"))
        try:
            composed = compose(replace(self._request, draft=source), self._places)
        except DataError:
            return None
        return _Step(text, composed, done, kept)

    def _exactly(self, made: Document, wanted: Mapping[str, ClauseItem], order: Sequence[str] | None = None) -> bool:
        """Tell whether a document is the one before with these clauses changed, and nothing else."""
        old = {clause.key: clause for clause in self._now.document.clauses()}
        expected = [clause.key for clause in self._now.document.clauses()] if order is None else list(order)
        if [clause.key for clause in made.clauses()] != expected:
            return False
        note = self._now.contract.contract.local_note
        if _front(self._now.document, note) != _front(made, note):
            return False
        return all(same(wanted.get(clause.key) or old[clause.key], clause) for clause in made.clauses())


def _front(document: Document, note: str) -> tuple[object, ...]:
    """Return what stands before the clauses, without the note on local wordings, which comes and goes with them."""
    lines = [line for line in _lines(document.front.preamble) if line != normal(note)]
    # The name of the block's kind stands before each of its lines.
    return replace(document.front, preamble=()), tuple(line for line in lines if line != "Paragraph"), document.scalars


def same(one: ClauseItem, other: ClauseItem) -> bool:
    """Tell whether two clauses say the same; references are the same where they lead to the same clause."""
    return normal(one.title) == normal(other.title) and _lines(one.blocks) == _lines(other.blocks)


def _lines(blocks: Sequence[Block]) -> list[str]:
    """Return blocks as they are compared: references by what they lead to, since numbers move with the clauses."""
    return [normal(line) for block in map(_bare, blocks) for line in (type(block).__name__, *block_lines(block))]


def _bare(block: Block) -> Block:
    if isinstance(block, Paragraph):
        return Paragraph(_named(block.content))
    if isinstance(block, ListBlock):
        return replace(block, items=tuple(map(_named, block.items)))
    if isinstance(block, Table):
        rows = tuple(tuple(map(_named, row)) for row in block.rows)
        return replace(block, header=tuple(map(_named, block.header)), rows=rows)
    return block


def _named(content: Any) -> Any:
    return tuple(replace(part, number=f"[{part.target}]") if isinstance(part, Reference) else part for part in content)
