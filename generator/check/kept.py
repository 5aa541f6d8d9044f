"""What a text tells by itself, kept from one run to the next: only the texts that have changed are read again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from generator.check.rule import Case
from generator.store import key_of


def each(case: Case, kind: str, rests_on: str, texts: Sequence[str], make: Callable[[str], Any]) -> list[Any]:
    """Return what is made of each text, as plain data of lists, strings and numbers.

    Args:
        kind: what is made of them.
        rests_on: all that the result depends on beside a text and klausul's version.
        make: takes a text that was not there the last time that the paper was checked.
    """
    if case.store is None:
        return [make(text) for text in texts]

    def renewed(known: dict[str, Any] | None) -> dict[str, Any]:
        old = known or {}
        made: dict[str, Any] = {}
        for text in texts:
            if text not in made:
                made[text] = old[text] if text in old else make(text)
        return old if made.keys() == old.keys() else made

    rows = case.store.renew(kind, key_of(case.paper.file, rests_on), renewed)
    return [rows[text] for text in texts]
