"""What must not be changed any more: a text that the council, or the general meeting, has decided."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from generator.assemble.composed import Composed
from generator.build.manifest import text_hash
from generator.build.trail import whole_hash
from generator.errors import DataError, Finding, Place, problem
from generator.model.document import ClauseItem, Document
from generator.model.round import Decision, Outcome
from generator.review.applying import same
from generator.review.deciding import changing
from generator.review.words import BODIES
from generator.text import block_lines

#: Bodies whose decision fixes a text.
_FIXING = ("kf", "bolagsstamma")


def guard(
    composed: Composed, decided: Sequence[tuple[Path, Decision]], chosen: tuple[Path, Decision] | None = None
) -> None:
    """Refuse to change a draft whose text has been decided.

    Args:
        decided: the round's decisions.
        chosen: the decision that is to be put in, with its file; None for proposals of reviewers.

    Raises:
        DataError: the draft's state says that it is decided, its text is one that has been decided, a
            decision waits that has to be put in first, or the one that is to be put in has been already.
    """
    by = chosen[1] if chosen else None
    contract, draft = composed.contract.contract, composed.loaded.draft
    state = contract.states[draft.state]
    if state.decided:
        source = composed.loaded.source
        raise DataError([source.finding("review-decided-state", ("state",), state=state.label)])
    now = whole_hash(composed.document)
    if chosen and chosen[1].result_sha256 and changing(chosen[1].motions):
        raise problem("review-decision-applied", str(chosen[0]))
    for _file, one in decided:
        if one.body not in _FIXING or one.result != "bifall" or one == by:
            continue
        body, file = one.name or BODIES[one.body], composed.loaded.source.file
        if one.result_sha256 == now:
            raise problem("review-decided-text", file, body=body, date=one.date)
        if not one.result_sha256:
            raise problem("review-undecided-pending", file, body=body, date=one.date)


def fixed(decision: Decision, document: Document) -> Decision:
    """Return a decision whose amendments have been put in, with the hash of the whole text and of each clause."""
    clauses = _by_key(document)
    outcomes = [_outcome(one, clauses.get(one.key)) for one in decision.clauses]
    known = {one.key for one in decision.clauses}
    adding = [one.id for one in changing(decision.motions) if one.kind == "tillagg"]
    # Of several motions it cannot be told which of them a point came from.
    motions = tuple(adding) if len(adding) == 1 else ()
    outcomes += [
        _outcome(Outcome(key, clause.number, clause.title, "added", motions), clause)
        for key, clause in clauses.items()
        if key not in known and clause.id  # a table of the document's own has none
    ]
    return replace(decision, result_sha256=whole_hash(document), clauses=tuple(outcomes))


def _outcome(one: Outcome, clause: ClauseItem | None) -> Outcome:
    if clause is None:  # struck, also where an amendment says so
        return replace(one, outcome="rejected") if one.outcome == "amended" else one
    text = (clause.title, *(line for block in clause.blocks for line in block_lines(block)))
    return replace(
        one,
        sha256=text_hash(clause),
        text=text if one.outcome in ("amended", "added") else one.text,
        decided_number="" if clause.number == one.number else clause.number,
    )


def undone(decision: Decision, before: Decision | None, sent: Document, document: Document, file: str) -> list[Finding]:
    """Return the clauses that a decision changes and that are in a draft as they were.

    Args:
        before: the decision that the text on the table came from; None for the text that was sent.
        sent: the document as it was sent.
        document: the draft's, with the amendments put in by hand.
        file: the draft's, for messages.
    """
    old, now = _by_key(sent), _by_key(document)
    earlier = {one.key: one for one in before.clauses} if before else {}
    order = [key for key in old if key in now], [key for key in now if key in old]
    added = any(key not in old for key in now)
    findings = []
    for one in decision.clauses:
        clause = now.get(one.key)
        motions = [motion for motion in changing(decision.motions) if one.key in motion.points]
        if clause is None or one.key not in old or not motions:
            continue
        moved = len({frozenset(keys[: keys.index(one.key)]) for keys in order if one.key in keys}) > 1
        elsewhere = moved or (added and all(motion.kind == "tillagg" for motion in motions))
        stands = one.outcome == "rejected"
        if stands or (_stands(old[one.key], clause, earlier.get(one.key, one)) and not elsewhere):
            rule = "review-done-stands" if stands else "review-done-same"
            findings.append(Finding(rule, Place(file), values={"number": f"{clause.number} {clause.title}"}))
    return findings


def _by_key(document: Document) -> dict[str, ClauseItem]:
    return {clause.key: clause for clause in document.clauses()}


def untouched(decision: Decision, sent: Document, document: Document, file: str) -> list[Finding]:
    """Return the clauses that differ in a draft without the decision touching them.

    Args:
        sent: the document as it was sent.
        document: the draft's, with the amendments put in by hand.
        file: the draft's, for messages.
    """
    touched = {point for motion in changing(decision.motions) for point in motion.points}
    old, now = _by_key(sent), _by_key(document)
    known = {one.key: one for one in decision.clauses}
    findings = []
    for key, clause in old.items():
        if key not in touched and not _stands(clause, now.get(key), known.get(key)):
            values = {"number": f"{clause.number} {clause.title}"}
            findings.append(Finding("review-done-differs", Place(file), values=values))
    adding = any(motion.kind == "tillagg" for motion in changing(decision.motions))
    for key, clause in now.items():
        if key in old:
            continue
        # Known is what an earlier decision added; what else there is has to be added by this one.
        if text_hash(clause) != known[key].sha256 if key in known else not adding:
            values = {"number": f"{clause.number} {clause.title}"}
            findings.append(Finding("review-done-differs", Place(file), values=values))
    return findings


def _stands(sent: ClauseItem, now: ClauseItem | None, outcome: Outcome | None) -> bool:
    """Tell whether a clause that a decision does not touch is as it lay on the table.

    Args:
        sent: the clause as it was sent.
        now: the draft's; None where it has none.
        outcome: what the decision says of it; None where an earlier decision took it out.
    """
    if now is None or outcome is None:
        return now is None and outcome is None
    if outcome.sha256 in ("", text_hash(sent)):
        return same(sent, now)  # a reference in it may have got another number
    return text_hash(now) == outcome.sha256
