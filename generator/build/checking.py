"""Checking drafts, libraries and papers of others: reads what the rules need, and runs them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from generator.assemble.composed import Composed
from generator.build.job import Request, compose, open_and_standing, open_points
from generator.build.places import Places
from generator.check.engine import Report, check
from generator.check.paper import foreign, from_composed, from_library, from_text
from generator.check.rule import Case
from generator.check.rules import RULES
from generator.check.statutes.law import Law
from generator.errors import DataError, Finding
from generator.library.load import load, usable
from generator.model.paper import Paper
from generator.source.plain import plain_text

if TYPE_CHECKING:
    from generator.model.wordfile import WordFile

#: What a paper of somebody else's may be.
TEXT, WORD = ".txt", ".docx"
#: Why the rules were not run on a draft that stops before there is a document.
_BROKEN = "ett utkast utan fel"
#: What lint says of a text that cannot be shown before it is mended.
_UNREADABLE = ("clause-type-use", "clause-undeclared-name", "clause-unknown-wording")


@dataclass(frozen=True, slots=True)
class Against:
    """What papers are checked against."""

    places: Places
    #: ISO date of the check.
    date: str
    #: The articles of association (bolagsordning), or None.
    articles: Paper | None = None


def check_draft(request: Request, against: Against, final: bool = False) -> Report:
    """Return what the rules say of a draft; what stops a build stands in the report and stops the rules.

    Args:
        final: True where the document is to be final, and all that a lawyer must know is to be said.
    """
    places = against.places
    try:
        composed = compose(request, places)
    except DataError as error:
        words = tuple(word for rule in RULES for word in rule.words)
        return Report(request.draft.file, against.date, "", error.findings, skipped=((_BROKEN, words),))
    return check_composed(composed, against, final)


def check_composed(composed: Composed, against: Against, final: bool = False) -> Report:
    """Return what the rules say of a draft that has been put together."""
    law = Law(composed.library.registers)
    paper, store = from_composed(composed), against.places.store
    case = Case(paper, law, against.date, composed=composed, articles=against.articles, store=store)
    standing = open_and_standing(composed) if final else open_points(composed)
    return check(case, RULES, [*composed.findings, *standing])


def check_library(path: Path, against: Against) -> Report:
    """Return what lint and the rules say of a library."""
    from generator.build.overview import contracts, lint, with_library  # imported late: other papers are not linted

    findings = lint(against.places, path)
    places = with_library(against.places, path)
    library = load(places.libraries, places.store)
    if library.findings or any(finding.rule in _UNREADABLE for finding in findings):
        words = tuple(word for rule in RULES for word in rule.words)
        return Report(str(path), against.date, "", tuple(findings), skipped=(("ett bibliotek utan fel", words),))
    known = tuple(contracts(places))
    entries = [entry for entry in library.entries if entry.source.file.startswith(f"{path}/")]
    paper = from_library(str(path), library, entries, known)
    case = Case(paper, Law(library.registers), against.date, library=library, contracts=known)
    return check(case, RULES, findings)


def check_paper(file: Path, against: Against) -> Report:
    """Return what the rules say of a paper that is a text file or a Word file.

    Raises:
        DataError: the file cannot be read.
    """
    registers = usable(load(against.places.libraries, against.places.store)).registers
    content, name = file.read_bytes(), str(file)
    word, findings = (None, ()) if file.suffix.lower() == TEXT else _word(content, name)
    paper = foreign(name, word.lines()) if word else from_text(name, plain_text(content, name))
    return check(Case(paper, Law(registers), against.date, articles=against.articles, word=word), RULES, findings)


def read_paper(file: Path) -> Paper:
    """Return a text file or a Word file as a paper.

    Raises:
        DataError: the file cannot be read.
    """
    content, name = file.read_bytes(), str(file)
    if file.suffix.lower() == TEXT:
        return from_text(name, plain_text(content, name))
    return foreign(name, _word(content, name)[0].lines())


def _word(content: bytes, name: str) -> tuple[WordFile, Sequence[Finding]]:
    from generator.word.foreign import read_foreign  # imported late: lxml is not needed for text

    return read_foreign(content, name)


def holds_draft(file: Path) -> bool:
    """Return whether a Word file, one that can be read, holds the draft that it was built from."""
    from generator.build.manifest import loads
    from generator.word.manifest import read_manifest
    from generator.word.package import unpacked

    name = str(file)
    try:
        text = read_manifest(unpacked(file.read_bytes(), name), name)
        return text is not None and "draft" in loads(text, name)
    except DataError:
        return False
