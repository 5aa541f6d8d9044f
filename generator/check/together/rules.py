"""Rules on clauses together: what one clause or passage does to another."""

from __future__ import annotations

from generator.check.rule import Rule
from generator.check.together import alike, levels, numbers, references, relations, terms

RULES: tuple[Rule, ...] = (
    *relations.RULES,
    *alike.RULES,
    *references.RULES,
    *numbers.RULES,
    *terms.RULES,
    *levels.RULES,
)
