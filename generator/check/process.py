"""Rules on process: decisions and their dates, owners, how long a paper holds, and what it replaces."""

from __future__ import annotations

from generator.check import process_decisions, process_owners, process_replaces, process_validity
from generator.check.rule import Rule

RULES: tuple[Rule, ...] = (
    *process_decisions.RULES,
    *process_owners.RULES,
    *process_validity.RULES,
    *process_replaces.RULES,
)
