"""Answers that come in a file instead of one by one: any part of a draft, checked as a draft."""

from __future__ import annotations

from typing import Any

from generator.draft.load import load_draft
from generator.draft.resolve import resolve
from generator.draft.rules import clause_findings, draft_findings
from generator.errors import DataError, Finding
from generator.forms import shown
from generator.interview.plan import Plan
from generator.report import errors
from generator.source import Source
from generator.store import Store

#: Keys of a draft that mean something only beside the draft's own file.
_BESIDE = ("libraries", "template")


def from_answers(source: Source, plan: Plan) -> dict[str, Any]:
    """Return the data of the draft that a file of answers makes.

    The file has the form of a draft; its kind of document and its state may be left out.

    Raises:
        DataError: the answers do not make a draft; every problem that could be found is in it.
    """
    if source.findings or not isinstance(source.data, dict):
        raise DataError(source.findings or [source.finding("source-not-mapping", ())])
    contract = plan.contract.id
    said = source.data.get("contract", contract)
    if said != contract:
        raise DataError([source.finding("source-value", ("contract",), value=shown(said), allowed=contract, meant="")])
    beside = [key for key in _BESIDE if key in source.data]
    if beside:
        allowed = "de andra i ett utkast"
        raise DataError(
            source.finding("source-unknown-field", (key,), at_key=True, field=key, allowed=allowed) for key in beside
        )
    data = {"contract": contract, "state": plan.state, **source.data}
    found = errors(draft_faults(Source(source.file, source.content, data), plan))
    if found:
        raise DataError(found)
    return data


def draft_faults(source: Source, plan: Plan) -> list[Finding]:
    """Return what is wrong with a draft, as a build would say it."""
    # No cache: the data may be more than the file's own content.
    nothing = Store(None)
    try:
        loaded = load_draft(source, nothing)
        head = list(draft_findings(loaded, plan.contract, plan.library))
    except DataError as error:
        return list(error.findings)
    try:
        picked, _ = resolve(loaded, plan.library, None, nothing)
    except DataError as error:
        return [*head, *error.findings]
    return [*head, *clause_findings(loaded, plan.contract, picked)]
