"""Rules on references to law: repealed acts, sections that have moved, numbers that are no act's, words of old law."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.check.kept import each
from generator.check.passages import Passage, passages
from generator.check.pattern import Pattern
from generator.check.rule import Case, Rule
from generator.check.statutes.law import Answer
from generator.check.statutes.references import FORMER, Reference, references, restored
from generator.errors import Finding
from generator.library.language import Forms
from generator.model.paper import Paper

#: What an answer is reported as, by its kind.
_WORDS = {
    "repealed": "statute-repealed",
    "moved": "statute-moved",
    "wrong-number": "statute-number",
    "unknown-act": "statute-unknown",
    "unknown-section": "statute-section",
}
#: What may stand between a reference and the words that tell of its act as one of the past: no demand, no other paper.
_GAP = r"(?:(?!\b(?:ska|skall|bör|måste|enligt|men|ersätter|beslut\w*|\w*direktiv\w*|\w*policy\w*)\b)[^.;!?]){0,60}?"
_PAST_AFTER = Pattern(
    rf"{_GAP}\b(?:upphäv(?:des|ts|d|da|t)|upphör(?:de|t)? att gälla|ersat(?:tes|ts|t)|ersätts av|avlöst(?:e?s|s)? av"
    r"|(?:gäller inte|inte) längre)\b",
    re.IGNORECASE,
)
_PAST_BEFORE = Pattern(
    rf"(?:\b(?:tidigare|förut|förr) (?:gällde|fanns|stod|tillämpades|reglerades)\b{_GAP}"
    rf"|\b{FORMER}\s|\bersatte\s(?:den\s)?)$",
    re.IGNORECASE,
)
_PAST_INSIDE = Pattern(rf"\b{FORMER}\b", re.IGNORECASE)
#: Characters within which words belong together.
_NEAR = 90
#: What the library's own check of its clauses says of an act that is named by its number alone.
_LINTED = ("repealed", "unknown-act")


def look(case: Case) -> Iterator[Finding]:
    """Yield a finding for each reference that does not stand as the register has it."""
    # A draft or a library that does not say when it was decided is of today; a paper of others may be of any year.
    today = int(case.date[:4]) if case.composed or case.library else 0
    for passage, found in _references(case):
        for reference in found:
            for answer in case.law.answers(reference, case.paper.year or today):
                told = answer.kind == "repealed" and _told(passage.text, reference)
                if answer.kind != "known" and not told and not _linted(case, passage, reference, answer):
                    yield _finding(case.paper, passage, reference, answer)


def _references(case: Case) -> Iterator[tuple[Passage, list[Reference]]]:
    known = case.law.acts.narrowed(case.paper.text)
    every = passages(case.paper)
    rows = each(
        case, "references", case.law.acts.digest, [one.text for one in every],
        lambda text: [list(reference) for reference in references(text, known)],
    )  # fmt: skip
    for passage, found in zip(every, rows, strict=True):
        yield passage, [restored(row) for row in found]


def _told(text: str, reference: Reference) -> bool:
    """Tell whether the words around a reference say themselves that its act is repealed or replaced."""
    start, end = reference.start, reference.end
    return bool(
        _PAST_INSIDE.search(text[start:end])
        or _PAST_AFTER.match(text[end : end + _NEAR])
        or _PAST_BEFORE.search(text[max(start - _NEAR, 0) : start])
    )


def _linted(case: Case, passage: Passage, reference: Reference, answer: Answer) -> bool:
    """Tell whether ``clauses lint`` has said the same of a library's clause."""
    bracketed = f"({reference.number})" in passage.text[reference.start : reference.end]
    return bool(case.library and bracketed and not reference.sections and answer.kind in _LINTED)


def _finding(paper: Paper, passage: Passage, reference: Reference, answer: Answer) -> Finding:
    word = _WORDS[answer.kind]
    if answer.kind in ("repealed", "moved"):
        # A guess is never an error, and law that nobody has read is never more than a note.
        word = "statute-unsure" if answer.unsure else word
        word = word if answer.verified else f"{word}-unverified"
    values = {
        "written": " ".join(passage.text[reference.start : reference.end].split()),
        "act": answer.act,
        "section": f"{answer.section} " if answer.section else "",
        "instead": answer.instead,
        "because": answer.unsure,
        "provision": answer.provision,
        "checked": (answer.checked or "okänd dag") + (f"; {answer.unread}" if answer.unread else ""),
    }
    return Finding(word, passage.place(paper, reference.start), clause=passage.line.clause, values=values)


def look_at_terms(case: Case) -> Iterator[Finding]:
    """Yield a finding for each word of law that has been repealed or reworded; lint says it of a library."""
    if case.library:
        return
    rows = [(name, term) for name, row in case.law.registers.statutes.items() for term in row.get("former_terms", ())]
    forms = Forms((term["forms"], False) for _, term in rows)
    for passage in passages(case.paper):
        for match, row in forms.found(passage.text):
            identity, term = rows[row]
            values = {
                "written": " ".join(match[0].split()),
                "term": term["term"],
                "act": case.law.called(identity),
                "since": f" sedan {term['since']}" if "since" in term else "",
                "provision": identity,
                "checked": term.get("checked", "okänd dag"),
            }
            word = "statute-term" if term["verified"] else "statute-term-unverified"
            yield Finding(word, passage.place(case.paper, match.start()), clause=passage.line.clause, values=values)


RULES = (
    Rule(
        (
            "statute-repealed", "statute-repealed-unverified", "statute-moved", "statute-moved-unverified",
            "statute-unsure", "statute-unsure-unverified", "statute-number", "statute-unknown", "statute-section",
        ),
        look,
    ),
    Rule(("statute-term", "statute-term-unverified"), look_at_terms),
)  # fmt: skip
