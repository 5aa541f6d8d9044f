"""A rule on choices that the library asks people to be careful with, such as a contract that is to be binding."""

from __future__ import annotations

from collections.abc import Iterator

from generator.check.rule import Case, Rule, needs_draft
from generator.errors import Finding


def cautions(case: Case) -> Iterator[Finding]:
    """Yield a warning for each choice that a clause has a caution for, with what the library says of it."""
    assert case.composed
    for item in case.composed.chosen:
        for name, parameter in item.entry.clause.parameters.items():
            value = item.choice.values.get(name)
            if not isinstance(value, str) or value not in parameter.cautions:
                continue
            said = " ".join(parameter.cautions[value].split()).rstrip(".")
            choice = parameter.choices.get(value, value)
            path, source = ("clauses", item.choice.index, "values", name), case.composed.loaded.source
            found = source.finding("process-caution", path, label=parameter.label, choice=choice, said=said)
            yield found.about(item.key)


RULES = (Rule(("process-caution",), cautions, needs_draft),)
