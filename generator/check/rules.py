"""All rules, by family."""

from __future__ import annotations

from generator.check import exempt
from generator.check.accessibility import rules as accessibility
from generator.check.goals import rules as goals
from generator.check.language import rules as language
from generator.check.numbers import rules as numbers
from generator.check.process import rules as process
from generator.check.requirements import rules as requirements
from generator.check.statutes import rules as statutes
from generator.check.together import rules as together
from generator.check.transfers import rules as transfers

RULES = (
    *statutes.RULES,
    *requirements.RULES,
    *together.RULES,
    *numbers.RULES,
    *goals.RULES,
    *transfers.RULES,
    *process.RULES,
    *language.RULES,
    *accessibility.RULES,
    *exempt.RULES,
)
