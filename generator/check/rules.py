"""All rules, by family."""

from __future__ import annotations

from generator.check import (
    accessibility,
    exempt,
    goals,
    language,
    numbers,
    process,
    requirements,
    statutes,
    together,
    transfers,
)

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
