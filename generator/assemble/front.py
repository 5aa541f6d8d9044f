"""What stands before the first section: title, header box, preamble."""

from __future__ import annotations

from collections.abc import Iterator

from generator.assemble.scope import named
from generator.model.contract import Contract, DecisionKind, FrontLine
from generator.model.document import FrontRow, Text
from generator.model.draft import Decision, Draft
from generator.prose.values import Value, date, enumeration, value

_UNDECIDED = Decision()


def rows(contract: Contract, draft: Draft) -> Iterator[FrontRow]:
    """Yield the rows of the header box; an optional fact that is not given has no row."""
    for line in contract.rows:
        shown = _shown(line, contract, draft)
        if shown is not None and not (shown.missing and shown.optional):
            yield FrontRow(_label(line, contract), Text(shown.text, missing=shown.missing))


def _label(line: FrontLine, contract: Contract) -> str:
    if line.label:
        return line.label
    return contract.decisions[line.key].label if line.kind == "decision" else contract.fields[line.key].label


def _shown(line: FrontLine, contract: Contract, draft: Draft) -> Value | None:
    if line.kind == "document":
        return Value(contract.name)
    if line.kind == "state":
        return Value(contract.states[draft.state].label)
    if line.kind == "name":
        return named(draft, contract.names[line.key])
    if line.kind == "field":
        return value(contract.fields[line.key], draft.fields.get(line.key))
    if line.kind == "decision":
        return decision(contract.decisions[line.key], draft.decisions.get(line.key, _UNDECIDED))
    return Value(replaced(contract, draft)) if draft.replaces else None


def decision(kind: DecisionKind, taken: Decision) -> Value:
    """Return a decision as it stands in the box: ``den 25 januari 2021, § 28``."""
    if not taken.date:
        return Value("[datum och paragraf]" if kind.paragraph else "[datum]", missing=True)
    return Value(_when(taken))


def _when(taken: Decision) -> str:
    return f"{date(taken.date)}, §\u00a0{taken.paragraph}" if taken.paragraph else date(taken.date)


def replaced(contract: Contract, draft: Draft) -> str:
    """Return the document that is replaced, with the decisions about it."""
    parts = []
    for name, kind in contract.decisions.items():
        taken = draft.replaced.get(name, _UNDECIDED)
        if taken.date:
            comma = "," if taken.paragraph else ""
            parts.append(f"{kind.body} {kind.verb} {_when(taken)}{comma}")
    decided = f", som {enumeration(parts)}" if parts else ""
    return f"{draft.replaces}{decided}".rstrip(",")


def scalars(contract: Contract, draft: Draft, title: str, subtitle: str) -> dict[str, str]:
    """Return the values for the places of a template, by the names that templates may use."""
    state = contract.states[draft.state]
    decided = next((taken.date for taken in draft.decisions.values() if taken.date), "")
    return {
        "title": title,
        "subtitle": subtitle,
        "contract": contract.name,
        "municipality": named(draft, "municipality.name").text,
        "company": named(draft, "company.name").text if contract.company_forms else "",
        "orgnr": draft.named("company.orgnr"),
        "diarienummer": str(draft.fields.get("diarienummer") or ""),
        "state": state.label,
        "mark": contract.example_mark if draft.example else state.mark,
        "date": date(decided) if decided else "",
    }


def properties(contract: Contract, draft: Draft, title: str) -> dict[str, str]:
    """Return the file's core properties (OPC Part 2, 11). Dates come from decisions or are left out."""
    found = {
        "title": title,
        "subject": contract.subject,
        "keywords": contract.keywords,
        "creator": named(draft, "municipality.name").text,
    }
    first = next((draft.decisions[name].date for name in contract.decisions if name in draft.decisions), "")
    if first:
        found["created"] = f"{first}T00:00:00Z"
    return {name: text for name, text in found.items() if text}
