"""What a reviewer wants: one proposal for each paragraph that somebody touched or remarked on."""

from __future__ import annotations

from dataclasses import dataclass

from generator.errors import Finding

#: What a proposal can be.
KINDS = ("comment", "change", "new", "struck", "moved")
#: Where in the document it stands; ``unplaced`` is for a person to place.
PLACES = ("clause", "section", "front", "margin", "unplaced")
#: What told the place, from the surest down.
FOUND_BY = ("bookmark", "manifest", "style", "similarity", "none")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A clause that a proposal may belong to."""

    key: str
    #: How alike the texts are, in percent.
    percent: int


@dataclass(frozen=True, slots=True)
class Edit:
    """One stretch of text put in or taken out."""

    #: ``inserted`` or ``deleted``
    kind: str
    text: str
    #: Where in ``Proposal.before`` it begins, counted in characters. What is deleted in another's insertion is not
    #: in ``before``; a line break deleted at its end joins the paragraph with the next.
    offset: int
    author: str = ""
    date: str = ""


@dataclass(frozen=True, slots=True)
class Proposal:
    """One thing that a reviewer proposes or says.

    A paragraph that two reviewers changed in the same file gives two proposals, each with its own ``after``.
    """

    #: Unique in its file and counted in the order of the text: ``1``, ``2``.
    id: str
    #: One of KINDS.
    kind: str
    #: One of PLACES.
    place: str = "clause"
    #: Instance key of the clause as sent; of a section its id. Empty for the other places and for a whole new clause.
    clause: str = ""
    #: Number and heading as sent. Of what is unplaced: those of the nearest heading above it in the returned file.
    number: str = ""
    heading: str = ""
    #: Paragraph of the clause as sent: 0 is the heading, then one for each paragraph, item and cell
    #: (``generator.review.amend.spots`` leads from it to blocks). Of something new: the one it stands after.
    #: -1 where there is none.
    line: int = -1
    #: True where it is about the whole clause: a new one, a struck one, a moved one.
    whole: bool = False
    #: Text of the paragraph as sent, or of the whole clause, a line a paragraph; empty for something new.
    before: str = ""
    #: The same with what this author wants, and nothing else; empty for something struck and for a comment.
    after: str = ""
    #: What was put in and taken out, in order.
    edits: tuple[Edit, ...] = ()
    #: Instance key of the clause in which what is moved now stands; of a whole clause, moved or new, the one
    #: that it now stands after, empty for the first place.
    target: str = ""
    #: Paragraph of the target that what is moved stands after; -1 for a whole clause.
    target_line: int = -1
    #: Number and heading, as sent, of a target that is no clause.
    target_heading: str = ""
    #: What a comment says; its paragraphs are lines.
    comment: str = ""
    #: The words that a comment hangs on.
    quote: str = ""
    #: Id of the comment that this one answers.
    reply_to: str = ""
    #: As the file has it; the copy's reviewer where the file does not say.
    author: str = ""
    #: As the file has it: ``2026-11-24T10:00:00Z``; of several, the last. Empty where the file does not say.
    date: str = ""
    #: False for a change that was found by comparing with what was sent.
    tracked: bool = False
    #: One of FOUND_BY.
    found_by: str = "bookmark"
    #: Other clauses it may belong to, the likeliest first.
    candidates: tuple[Candidate, ...] = ()
    #: Why it is not sure, in Swedish; empty where it is.
    note: str = ""


@dataclass(frozen=True, slots=True)
class Returned:
    """What was read out of one returned file."""

    #: Id of the round; that of the copy that was sent.
    round: str
    #: Id of the reviewer whose copy it is; empty for a shared copy.
    reviewer: str
    #: In the order of the text.
    proposals: tuple[Proposal, ...]
    #: Number of changes of look only, which are no proposals.
    formatting: int = 0
    #: What there is to say about the file as a whole.
    notes: tuple[Finding, ...] = ()
