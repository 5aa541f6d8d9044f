"""Rules: accessibility of Word files, ours or anybody's.

Sources: WCAG 2.1, which EN 301 549 V3.2.1 makes requirements for documents in chapter 10; ISO 14289-1 (PDF/UA) for
the order of headings, because most papers are published as PDF.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from generator.check.rule import Case, Rule
from generator.errors import Finding


def needs_word(case: Case) -> str:
    """Say that a Word file is lacking."""
    return "" if case.word else "Worddokument (.docx)"


def _reading(name: str) -> Callable[[Case], Iterable[Finding]]:
    def look(case: Case) -> Iterable[Finding]:
        from generator.check.accessibility import reading  # imported late: drafts and libraries are no Word files

        found: Iterable[Finding] = getattr(reading, name)(case)
        return found

    return look


def _structure(name: str) -> Callable[[Case], Iterable[Finding]]:
    def look(case: Case) -> Iterable[Finding]:
        from generator.check.accessibility import structure  # imported late, as above

        found: Iterable[Finding] = getattr(structure, name)(case)
        return found

    return look


RULES = (
    Rule(
        ("accessibility-language", "accessibility-language-other", "accessibility-language-part"),
        _reading("language"), needs_word,
    ),
    Rule(("accessibility-title", "accessibility-title-unlike"), _reading("title"), needs_word),
    Rule(
        ("accessibility-headings-missing", "accessibility-heading-order", "accessibility-heading-empty"),
        _structure("headings"), needs_word,
    ),
    Rule(("accessibility-heading-look",), _structure("lookalikes"), needs_word),
    Rule(("accessibility-table-header", "accessibility-table-merged"), _structure("tables"), needs_word),
    Rule(("accessibility-alt-text", "accessibility-alt-text-guess"), _reading("pictures"), needs_word),
    Rule(("accessibility-typed-number",), _structure("numbers"), needs_word),
    Rule(("accessibility-typed-table",), _structure("columns"), needs_word),
    Rule(("accessibility-empty-paragraph",), _structure("distances"), needs_word),
    Rule(("accessibility-text-box",), _reading("boxes"), needs_word),
    Rule(("accessibility-link-text",), _reading("links"), needs_word),
    Rule(("accessibility-contrast",), _reading("colours"), needs_word),
)  # fmt: skip
