"""Rules: numbers, targets and shares."""

from __future__ import annotations

from generator.check.numbers import meaning, order, shares, sums, targets
from generator.check.rule import Rule

RULES: tuple[Rule, ...] = (*targets.RULES, *meaning.RULES, *shares.RULES, *sums.RULES, *order.RULES)
