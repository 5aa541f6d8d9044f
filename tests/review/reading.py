"""Proposals as short lines, for tests to compare with."""

from __future__ import annotations

from generator.model.review import Proposal, Returned
from generator.review.returned import read_returned
from tests.review.paper import copy


def read(content: bytes, sent: bytes | None = None) -> Returned:
    """Return what stands in a file that came back."""
    return read_returned(sent or copy(), content, "svar.docx")


def short(found: Proposal) -> str:
    """Return a proposal as ``change andamal/1: -bygga +köpa (Anna Exempelsson)``."""
    place = found.clause or ("" if found.whole else found.place)
    where = f"{place}/{found.line}" if found.line >= 0 and not found.whole else place
    target = f" > {found.target}" + (f"/{found.target_line}" if found.target_line >= 0 else "") if found.target else ""
    whole = "whole " if found.whole else ""
    who = f" ({found.author})" if found.tracked or found.kind == "comment" else " (silent)"
    how = "" if found.found_by == "bookmark" else f" [{found.found_by}]"
    if found.kind == "comment":
        answer = f" re {found.reply_to}" if found.reply_to else ""
        return f"comment {where}{answer}: “{found.quote}” {found.comment}{who}{how}"
    if found.kind == "change":
        said = " ".join(f"{'+' if edit.kind == 'inserted' else '-'}{edit.text}" for edit in found.edits)
    else:
        said = found.after or found.before
    return f"{found.kind} {whole}{where}{target}: {said}{who}{how}"


def shorts(content: bytes, sent: bytes | None = None) -> list[str]:
    """Return the proposals in a file that came back."""
    return [short(one) for one in read(content, sent).proposals]


def applied(found: Proposal) -> str:
    """Return the text as sent with the edits made in it."""
    text, at = [], 0
    for edit in sorted(found.edits, key=lambda one: one.offset):
        text.append(found.before[at : max(edit.offset, at)])
        at = max(edit.offset, at)
        if edit.kind == "inserted":
            text.append(edit.text)
        else:
            assert found.before[edit.offset : edit.offset + len(edit.text)] == edit.text, edit
            at = edit.offset + len(edit.text)
    return "".join(text) + found.before[at:]
