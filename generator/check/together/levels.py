"""Rules on levels: a directive for all companies beside the one for this, and the company that owns it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.check.pattern import Pattern
from generator.check.rule import Case, Rule, needs_draft
from generator.check.together.text import body, by_clause, needs_paper
from generator.errors import Finding
from generator.model.paper import Line

#: Papers that bind several companies at once.
_COMMON = Pattern(
    r"\b(?:gemensam(?:t|ma)|övergripande|generell(?:t|a))[ \u00a0]ägardirektiv\w*"
    r"|\b(?:ägar|bolags|företags)polic(?:y|yn|ies)\b",
    re.IGNORECASE,
)
#: Words that say which of two papers is followed.
_ORDER = Pattern(
    r"\b(?:(?:gå[rs]?|gäller?|gälla)[ \u00a0](?:\w+[ \u00a0]){0,4}före|företräde|rangordn\w+"
    r"|(?:denna|följande) ordning"
    r"|i första hand|överordna[dt]\w*|underordna[dt]\w*|motstridig\w*|motsäger)\b",
    re.IGNORECASE,
)
#: A paper's own name stands in its first lines, and is no sentence.
_TITLE, _LENGTH = 4, 80
#: The parameter in which a clause names the parent company.
_PARENT = "moderbolag"


def levels(case: Case) -> Iterator[Finding]:
    """Yield a finding where a paper names one that binds several companies, and no text says which goes first."""
    if any(_COMMON.search(line.text) for line in case.paper.lines[:_TITLE] if _is_title(line)):
        return
    first = next(((one, found) for one in body(case) if (found := _named(one.text))), None)
    if first is None:
        return
    # In a draft the order must name the paper; in others' papers it is enough that there is one.
    texts = by_clause(case).values() if case.composed else [case.paper.text]
    if not any(_ORDER.search(text) and _COMMON.search(text) for text in texts):
        passage, found = first
        values = {"name": found.group()}
        place = passage.place(case.paper, found.start())
        yield Finding("together-levels", place, clause=passage.line.clause, values=values)


def _named(text: str) -> re.Match[str] | None:
    # A draft has hundreds of passages, and nearly none of them has these letters.
    return _COMMON.search(text) if "polic" in text or "gardirektiv" in text else None


def _is_title(line: Line) -> bool:
    return not line.clause and len(line.text) <= _LENGTH and not line.text.endswith(".")


def replaces(case: Case) -> Iterator[Finding]:
    """Yield a finding where a company's directive replaces one that binds several."""
    assert case.composed
    loaded = case.composed.loaded
    found = _COMMON.search(loaded.draft.replaces) if loaded.draft.company else None
    if found:
        path = ("replaces", "document")
        yield loaded.source.finding("together-levels-replaces", path, name=loaded.draft.replaces)


def parent(case: Case) -> Iterator[Finding]:
    """Yield a finding where a clause names another parent company than the draft does."""
    assert case.composed
    loaded = case.composed.loaded
    owner = str(loaded.draft.company.get("parent") or "")
    for item in case.composed.chosen:
        named = item.choice.values.get(_PARENT)
        if owner and isinstance(named, str) and _plain(named) != _plain(owner):
            path = ("clauses", item.choice.index, "values", _PARENT)
            yield loaded.source.finding("together-parent", path, named=named, parent=owner).about(item.key)


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()


RULES = (
    Rule(("together-levels",), levels, needs_paper),
    Rule(("together-levels-replaces",), replaces, needs_draft),
    Rule(("together-parent",), parent, needs_draft),
)
