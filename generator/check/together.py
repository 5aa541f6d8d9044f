"""Rules on clauses together: what one clause or passage does to another."""

from __future__ import annotations

from generator.check import (
    together_alike,
    together_levels,
    together_numbers,
    together_references,
    together_relations,
    together_terms,
)
from generator.check.rule import Rule

RULES: tuple[Rule, ...] = (
    *together_relations.RULES,
    *together_alike.RULES,
    *together_references.RULES,
    *together_numbers.RULES,
    *together_terms.RULES,
    *together_levels.RULES,
)
