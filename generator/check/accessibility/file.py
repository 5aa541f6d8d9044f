"""What the rules on accessibility share: which case they are for, which text, and how they say where it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.check.rule import Case
from generator.errors import Finding, Place

if TYPE_CHECKING:
    from generator.model.wordfile import WordFile, WordParagraph

#: What the provision is about: accessibility of what a public body publishes.
_PROVISION = "sfs-2018-1937/10"
#: Rules whose findings need not go against a criterion of WCAG 2.1 by themselves.
_ADVICE = {
    "accessibility-empty-paragraph",
    "accessibility-heading-order",
    "accessibility-link-text",
    "accessibility-table-merged",
    "accessibility-text-box",
    "accessibility-title-unlike",
}


def word_of(case: Case) -> WordFile:
    """Return the case's Word file; ``needs_word`` has seen to it that there is one."""
    assert case.word
    return case.word


def body(word: WordFile) -> list[WordParagraph]:
    """Return the paragraphs of the running text, those of the table of contents left out."""
    return [paragraph for paragraph in word.paragraphs if paragraph.story == "body" and not paragraph.contents]


def found(case: Case, rule: str, number: int = 0, **values: object) -> Finding:
    """Return a finding at the paragraph with a number, 0 for the file."""
    legal = {} if rule in _ADVICE else {"provision": _PROVISION}
    return Finding(rule, Place(case.paper.file, number), values={**legal, **values})


def short(text: str, limit: int = 60) -> str:
    """Return a text as it can stand in a message."""
    text = " ".join(text.split())
    return text if len(text) <= limit else f"{text[: limit - 1].rstrip()}…"
