"""What a decision of the whole matter means for each clause, and what is wrong with how it was written down."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from generator.errors import DataError, Finding
from generator.model.review import Proposal
from generator.model.round import Decision, Motion, Outcome, Round
from generator.report import errors
from generator.review.words import BODIES, MOTIONS, RESULTS
from generator.source import Source
from generator.source.tree import Path

#: A minority may be enough to have a matter postponed or referred back (5 kap. 50 § kommunallagen).
_MINORITY = ("bordlaggning", "aterremiss")
#: Yrkanden that change the text when they are carried.
_CHANGING = ("andring", "tillagg")
#: Bodies whose minutes number every matter.
_NUMBERED = ("ksau", "ks", "kf")
_WHOLE = {"bordlaggning": "postponed", "aterremiss": "referred_back", "avslag": "not_adopted"}


def derived(
    decision: Decision, found: Round, earlier: Sequence[Decision], proposals: Mapping[str, Proposal], source: Source
) -> tuple[Decision, list[Finding]]:
    """Return a decision with what it means for the matter and for each clause, and what there is to say about it.

    Args:
        earlier: the decisions that the round has already.
        proposals: the reviewers' proposals by what they are called.
        source: the file that the decision was read from, for messages.

    Raises:
        DataError: it cannot be told what was decided.
    """
    findings = list(_findings(decision, found, proposals, source))
    before = latest(decision, earlier)
    if before is not None and not before.result_sha256:
        findings.append(source.finding("review-decision-pending", (), date=before.date, body=_name(before)))
    stopping = errors(findings)
    if stopping:
        raise DataError(stopping)
    motions = tuple(_settled(motion, found, proposals) for motion in decision.motions)
    result = _result(decision, motions)
    if decision.result and decision.result != result:
        given, told = RESULTS[decision.result], RESULTS[result]
        raise DataError([source.finding("review-decision-result", ("result",), result=given, derived=told)])
    clauses = tuple(_outcomes(found, motions, result))
    table = before.result_sha256 if before is not None and before.result_sha256 else found.sha256
    # Where nothing was changed, the text that was on the table is the one that was decided.
    settled = table if result == "bifall" and not changing(motions) else ""
    made = replace(
        decision,
        motions=motions,
        result=result,
        round=found.id,
        title=found.title,
        municipality=found.municipality,
        diarienummer=decision.diarienummer or found.diarienummer,
        sha256=table,
        result_sha256=settled,
        clauses=_carried(clauses, before, result),
    )
    return made, findings


def _carried(clauses: Sequence[Outcome], before: Decision | None, result: str) -> tuple[Outcome, ...]:
    """Return outcomes with the wording and the number that an earlier decision has given, and the clauses it added."""
    known = {one.key: one for one in before.clauses} if before is not None else {}
    sent = {one.key for one in clauses}
    outcome = _WHOLE.get(result, "as_sent")
    added = [replace(one, outcome=outcome, motions=()) for key, one in known.items() if key not in sent]
    kept = [
        replace(
            one, sha256=known[one.key].sha256, text=known[one.key].text, decided_number=known[one.key].decided_number
        )
        if one.outcome == "as_sent" and one.key in known and known[one.key].sha256
        else one
        for one in clauses
        if one.key not in known or known[one.key].outcome != "rejected"
    ]
    return (*kept, *added)


def latest(decision: Decision, earlier: Sequence[Decision]) -> Decision | None:
    """Return the decision that the text on the table comes from; a company's answer changes no text."""
    fitting = [
        one
        for one in earlier
        if one.result == "bifall" and one.body != "bolagsstyrelse" and (one.date, one.body) != _named(decision)
    ]
    return max((one for one in fitting if one.date <= decision.date), key=lambda one: one.date, default=None)


def _named(decision: Decision) -> tuple[str, str]:
    return decision.date, decision.body


def changing(motions: Sequence[Motion]) -> list[Motion]:
    """Return the yrkanden that were carried and change the text."""
    return [
        motion
        for motion in motions
        if motion.result == "bifall" and (motion.kind in _CHANGING or (motion.kind == "avslag" and motion.points))
    ]


def _findings(decision: Decision, found: Round, proposals: Mapping[str, Proposal], source: Source) -> Iterator[Finding]:
    if decision.body in _NUMBERED and not decision.paragraph:
        yield source.finding("review-decision-paragraph", (), body=BODIES[decision.body])
    if decision.date < found.opened:
        yield source.finding("review-decision-early", ("date",), date=decision.date, opened=found.opened)
    seen: set[str] = set()
    for index, motion in enumerate(decision.motions):
        path: Path = ("motions", index)
        if motion.id in seen:
            yield source.finding("source-duplicate-id", (*path, "id"), id=motion.id)
        seen.add(motion.id)
        for at, point in enumerate(motion.points):
            if found.clause(point) is None:
                yield source.finding("review-decision-point", (*path, "points", at), point=point)
        for at, name in enumerate(motion.proposals):
            if name not in proposals:
                yield source.finding("review-decision-proposal", (*path, "proposals", at), id=name)
            elif motion.points and (key := point_of(proposals[name])) not in ("", *_keys(motion, found)):
                number = next((one.number for one in found.clauses if one.key == key), key)
                yield source.finding("review-decision-other-point", (*path, "proposals", at), id=name, number=number)
        yield from _votes(motion, path, source)
        if motion.kind in _CHANGING and not (motion.points or motion.proposals or motion.text):
            yield source.finding("review-decision-empty", path, id=motion.id)
    for index, row in enumerate(decision.reservations):
        if row.get("motion") and row["motion"] not in seen:
            yield source.finding("review-decision-motion", ("reservations", index, "motion"), id=row["motion"])


def _votes(motion: Motion, path: Path, source: Source) -> Iterator[Finding]:
    """Yield what is wrong with how an yrkande ended."""
    if motion.result:
        ahead = motion.votes.get("for", 0) - motion.votes.get("against", 0)
        against = (ahead < 0 and motion.result == "bifall") or (ahead > 0 and motion.result == "avslag")
        if motion.kind not in _MINORITY and against:
            yield source.finding("review-decision-votes", (*path, "votes"), id=motion.id, result=RESULTS[motion.result])
        return
    if motion.kind in _MINORITY:
        yield source.finding("review-decision-minority", path, id=motion.id, kind=MOTIONS[motion.kind])
    elif not motion.votes:
        yield source.finding("review-decision-open", path, id=motion.id)
    elif motion.votes["for"] == motion.votes["against"]:
        yield source.finding("review-decision-tie", path, id=motion.id)


def _settled(motion: Motion, found: Round, proposals: Mapping[str, Proposal]) -> Motion:
    """Return an yrkande with its result, and its points by the clauses' keys: those that its proposals are about."""
    result = motion.result or ("bifall" if motion.votes["for"] > motion.votes["against"] else "avslag")
    points = _keys(motion, found) or [key for name in motion.proposals if (key := point_of(proposals[name]))]
    return replace(motion, result=result, points=tuple(dict.fromkeys(points)))


def _keys(motion: Motion, found: Round) -> list[str]:
    return [clause.key for point in motion.points if (clause := found.clause(point)) is not None]


def point_of(proposal: Proposal) -> str:
    """Return the key of the clause whose text a proposal would change; empty where it is about none that was sent."""
    return proposal.clause if proposal.place == "clause" else ""


def _result(decision: Decision, motions: Sequence[Motion]) -> str:
    """Return how the whole matter ended. What stops it stops all of it, whatever points were talked about."""
    carried = [motion for motion in motions if motion.result == "bifall"]
    for kind in _MINORITY:
        if any(motion.kind == kind for motion in carried):
            return kind
    if any(motion.kind == "avslag" and not motion.points for motion in carried):
        return "avslag"
    return decision.result or "bifall"


def _outcomes(found: Round, motions: Sequence[Motion], result: str) -> Iterator[Outcome]:
    carried = changing(motions)
    for clause in found.clauses:
        mine = [motion for motion in carried if clause.key in motion.points]
        if result in _WHOLE:
            outcome, mine = _WHOLE[result], []
        elif any(motion.kind == "avslag" for motion in mine):
            outcome = "rejected"
        else:
            outcome = "amended" if mine else "as_sent"
        sha256 = clause.sha256 if outcome == "as_sent" else ""
        yield Outcome(clause.key, clause.number, clause.title, outcome, tuple(one.id for one in mine), sha256)


def _name(decision: Decision) -> str:
    return decision.name or BODIES[decision.body]


def lines(decision: Decision) -> Iterator[str]:
    """Yield what a decision means, as a person reads it."""
    paragraph = f" § {decision.paragraph}" if decision.paragraph else ""
    yield f"{_name(decision)} {decision.date}{paragraph}: ärendet {RESULTS[decision.result]}."
    for motion in decision.motions:
        yield motion_line(motion, {one.key: one.number for one in decision.clauses})
    titles = {
        "amended": "Ändras", "rejected": "Utgår", "as_sent": "Som de skickades ut",
        "postponed": "Bordlagda med ärendet",
        "referred_back": "Återremitterade med ärendet", "not_adopted": "Inte antagna",
    }  # fmt: skip
    for outcome, title in titles.items():
        rows = [one for one in decision.clauses if one.outcome == outcome]
        if rows:
            shown = ", ".join(one.number for one in rows)
            yield f"{title}: {shown}"
    if decision.result_sha256:
        yield f"Hela textens kontrollsumma: {decision.result_sha256}"
    elif decision.result == "bifall":
        yield "Textens kontrollsumma fastställs när ändringarna är införda (klausul review apply --decision)."


def motion_line(motion: Motion, numbers: dict[str, str]) -> str:
    """Return an yrkande on one line, with how it ended."""
    points = ", ".join(numbers.get(point, point) for point in motion.points)
    about = f" i punkt {points}" if points else ""
    votes = ""
    if motion.votes:
        abstained = f", {motion.votes['abstain']} avstod" if motion.votes.get("abstain") else ""
        votes = f" ({motion.votes['for']} för, {motion.votes['against']} mot{abstained})"
    return f"{motion.id} {motion.mover}, {MOTIONS[motion.kind]}{about}: {RESULTS[motion.result]}{votes}"
