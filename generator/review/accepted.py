"""What a decision puts into a text: the proposals that its yrkanden took up, or what their own words say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from generator.errors import DataError, Finding, Place, problem
from generator.model.review import Proposal
from generator.model.round import Decision, Motion, Round
from generator.review.applying import Named
from generator.review.deciding import changing, point_of
from generator.review.words import BODIES


def accepted(
    decision: Decision, found: Round, proposals: Mapping[str, Proposal], sent: bytes, file: str
) -> list[Named]:
    """Return the amendments that a decision makes.

    Args:
        proposals: the reviewers' proposals by what they are called.
        sent: a copy as it was sent, which the words of an yrkande are read against.
        file: the decision's file, for messages.

    Raises:
        DataError: the decision changes nothing, or it takes a person to tell what an yrkande changes.
    """
    motions = changing(decision.motions)
    if not motions:
        raise problem("review-decision-none", file)
    amendments: list[Named] = []
    findings: list[Finding] = []
    for motion in motions:
        made = _of(motion, found, proposals, sent, file)
        if not made or not all(_clear(one) for _, one in made):
            why = "klausul förstår inte yrkandets ord som en ändring"
            values = {"id": motion.id, "number": ", ".join(_numbers(motion, found)) or "–", "why": why}
            findings.append(Finding("review-by-hand", Place(file), values=values))
        amendments += made
        for _, one in made:
            if (key := point_of(one)) and key not in motion.points:
                values = {"id": motion.id, "number": one.number or key}
                findings.append(Finding("review-decision-beside", Place(file), values=values))
    if findings:
        raise DataError(findings)
    return amendments


def _of(motion: Motion, found: Round, proposals: Mapping[str, Proposal], sent: bytes, file: str) -> list[Named]:
    if motion.proposals:
        return [(f"{motion.id} ({name})", proposals[name]) for name in motion.proposals if name in proposals]
    if motion.kind == "avslag":
        return [(motion.id, _struck(found, point)) for point in motion.points]
    from generator.review.mail import read_mail

    numbers = _numbers(motion, found)
    if len(numbers) != 1 or motion.text.casefold().lstrip().startswith("punkt"):
        return [(motion.id, one) for one in read_mail(sent, motion.text, file, "").proposals]
    made = read_mail(sent, f"Punkt {numbers[0]}: {motion.text}", file, "").proposals
    if not all(map(_clear, made)):  # words such as ”flytta punkt 1.1” name the point themselves
        bare = read_mail(sent, motion.text, file, "").proposals
        made = bare if all(_clear(one) and one.clause in motion.points for one in bare) else made
    return [(motion.id, one) for one in made]


def _clear(proposal: Proposal) -> bool:
    """Tell whether a proposal changes the text of a clause that is known."""
    return proposal.kind != "comment" and proposal.place == "clause"


def _struck(found: Round, key: str) -> Proposal:
    clause = found.clause(key)
    assert clause is not None, "the decision's points are the round's"
    return Proposal("1", "struck", clause=key, number=clause.number, heading=clause.title, whole=True)


def _numbers(motion: Motion, found: Round) -> Sequence[str]:
    return [clause.number for point in motion.points if (clause := found.clause(point)) is not None]


def reason_of(decision: Decision, names: Sequence[str]) -> str:
    """Return why a decision changed a clause, for the draft.

    Args:
        names: what the amendments of the clause are called, as ``accepted`` names them.
    """
    paragraph = f" § {decision.paragraph}" if decision.paragraph else ""
    mine = {name.partition(" ")[0] for name in names}
    carried = ", ".join(f"{one.id} ({one.mover})" for one in changing(decision.motions) if one.id in mine)
    return f"{decision.name or BODIES[decision.body]} {decision.date}{paragraph}, yrkande {carried}."
