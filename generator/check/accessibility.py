"""Rules: accessibility of Word files, ours or anybody's.

Sources: WCAG 2.1, which EN 301 549 V3.2.1 makes requirements for documents in chapter 10; ISO 14289-1 (PDF/UA) for
the order of headings, because most papers are published as PDF.
"""

from __future__ import annotations

from generator.check.accessibility_file import needs_word
from generator.check.accessibility_reading import boxes, colours, language, links, pictures, title
from generator.check.accessibility_structure import columns, distances, headings, lookalikes, numbers, tables
from generator.check.rule import Rule

RULES = (
    Rule(
        ("accessibility-language", "accessibility-language-other", "accessibility-language-part"),
        language, needs_word,
    ),
    Rule(("accessibility-title", "accessibility-title-unlike"), title, needs_word),
    Rule(
        ("accessibility-headings-missing", "accessibility-heading-order", "accessibility-heading-empty"),
        headings, needs_word,
    ),
    Rule(("accessibility-heading-look",), lookalikes, needs_word),
    Rule(("accessibility-table-header", "accessibility-table-merged"), tables, needs_word),
    Rule(("accessibility-alt-text", "accessibility-alt-text-guess"), pictures, needs_word),
    Rule(("accessibility-typed-number",), numbers, needs_word),
    Rule(("accessibility-typed-table",), columns, needs_word),
    Rule(("accessibility-empty-paragraph",), distances, needs_word),
    Rule(("accessibility-text-box",), boxes, needs_word),
    Rule(("accessibility-link-text",), links, needs_word),
    Rule(("accessibility-contrast",), colours, needs_word),
)  # fmt: skip
