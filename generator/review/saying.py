"""What a proposal says, in the form that councils use: stryks, ersätts med, läggs till."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher

from generator.model.review import Proposal
from generator.review.tokens import alike, tokens

#: Longer texts are compared by lines, since comparing word by word takes time with the square of the length.
_MANY = 3_000
#: More differences than this are easier to read as a whole new text.
_FEW = 3
#: Words that tell where something is put in.
_BEFORE = 3
#: Characters that are searched for them.
_LONG = 400
#: What the page for reviewers says when a point is fine as it is.
APPROVED = "Tillstyrker punkten."


def differences(before: str, after: str) -> Iterator[tuple[str, str, str]]:
    """Yield what is taken out and what is put in, and what stands before it: its last words, as they are written."""
    old, new = _tokens(before), _tokens(after)
    start, taken, put = 0, "", ""
    for kind, low, high, first, last in SequenceMatcher(None, alike(old), alike(new), autojunk=False).get_opcodes():
        same = "".join(old[low:high])
        if kind == "equal" and same.strip():
            if taken or put:
                yield from _difference(taken, put, "".join(old[:start]))
            taken = put = ""
            continue
        if not taken and not put:
            start = low
        taken += same
        put += "".join(new[first:last])
    if taken or put:
        yield from _difference(taken, put, "".join(old[:start]))


def _tokens(text: str) -> list[str]:
    found = tokens(text)
    return found if len(found) <= _MANY else text.splitlines(keepends=True)


def _difference(taken: str, put: str, before: str) -> Iterator[tuple[str, str, str]]:
    if taken.split() != put.split():
        lead = re.search(rf"(?:\S+\s+){{0,{_BEFORE - 1}}}\S+\s*$", before[-_LONG:])
        gap = taken[: len(taken) - len(taken.lstrip())]
        yield taken.strip(), put.strip(), (lead[0] if lead else "") + gap


def said(proposal: Proposal, titles: Mapping[str, str]) -> str:
    """Return what a proposal wants, as one sentence without its place.

    Args:
        titles: number and heading of each clause by its key.
    """
    remark = f". Kommentar: ”{flat(proposal.comment)}”" if proposal.comment and proposal.kind != "comment" else ""
    return f"{_wanted(proposal, titles)}{remark}"


def _wanted(proposal: Proposal, titles: Mapping[str, str]) -> str:
    before, after = flat(proposal.before), flat(proposal.after)
    what = "punkten" if proposal.whole else "rubriken" if proposal.line == 0 else "stycket"
    if proposal.kind == "comment":
        return _comment(proposal)
    if proposal.kind == "new":
        return f"ny {'punkt' if proposal.whole else 'text'} läggs till: ”{after}”"
    if proposal.kind == "struck":
        return f"{what} stryks" if proposal.whole or not before else f"{what} ”{before}” stryks"
    if proposal.kind == "moved":
        where = " inom punkten" if proposal.target == proposal.clause else _target(proposal, titles)
        also = f"; {changed_text(proposal.before, proposal.after, what)}" if after not in ("", before) else ""
        return f"{what} flyttas{where}{also}" if proposal.whole else f"”{before}” flyttas{where}{also}"
    return changed_text(proposal.before, proposal.after, what)


def _target(proposal: Proposal, titles: Mapping[str, str]) -> str:
    if not proposal.target:
        return " först" if proposal.whole else " till en annan plats"
    title = titles.get(proposal.target)
    if title is None:  # a heading that stands over clauses
        return f" {'först i' if proposal.whole else 'till'} avsnittet {proposal.target_heading or proposal.target}"
    return f" till efter {title}" if proposal.whole else f" till {title}"


def _comment(proposal: Proposal) -> str:
    quote = f" om ”{flat(proposal.quote)}”" if proposal.quote else ""
    return f"kommentar{quote}: ”{flat(proposal.comment)}”"


def changed_text(before: str, after: str, what: str = "stycket") -> str:
    """Return how one text becomes another.

    Args:
        what: what the whole text is called.
    """
    found = list(differences(before, after))
    if not found:
        return f"{what} får annan indelning"
    if len(found) > _FEW or sum(len(old) for old, _, _ in found) > 0.6 * len(before):
        return f"{what} ersätts med: ”{flat(after)}”"
    return "; ".join(_one(*difference) for difference in found)


def _one(old: str, new: str, before: str) -> str:
    if old and new:
        # A lone word or figure is hard to find in a paragraph; two words before it help.
        short = not all(any(map(str.isspace, tokens(text))) for text in (old, new))
        lead = found[0] if short and (found := re.search(r"(?:\S+\s+)?\S+\s*$", before)) else ""
        return f"”{flat(lead + old)}” ersätts med ”{flat(lead + new)}”"
    if old:
        return f"”{flat(old)}” stryks"
    return f"”{flat(new)}” läggs till {f'efter ”{flat(before)}”' if before.strip() else 'först'}"


def flat(text: str) -> str:
    """Return a text on one line; its paragraphs are parted by a stroke."""
    return " / ".join(" ".join(line.split(" ")) for line in text.strip().split("\n") if line.strip())
