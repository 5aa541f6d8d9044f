"""Rules on process: decisions and their dates, owners, how long a paper holds, and what it replaces."""

from __future__ import annotations

from generator.check.process import cautions, decisions, owners, replaces, validity
from generator.check.rule import Rule

RULES: tuple[Rule, ...] = (
    *decisions.RULES,
    *owners.RULES,
    *validity.RULES,
    *replaces.RULES,
    *cautions.RULES,
)
