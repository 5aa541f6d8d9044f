"""Rules: numbers, targets and shares."""

from __future__ import annotations

from generator.check import numbers_meaning, numbers_sums, numbers_targets
from generator.check.rule import Rule

RULES: tuple[Rule, ...] = (*numbers_targets.RULES, *numbers_meaning.RULES, *numbers_sums.RULES)
