"""Words that a library does not use: stray variants of its terms, and stiff words that have a plain one.

Both stand in registers, so that a lawyer or an editor changes them without touching code. A form is a
word or a few, and one that ends with ``*`` stands for every word that begins so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from copy import copy
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from generator.errors import Finding
from generator.library.load import Entry
from generator.model.registers import Registers
from generator.source.tree import Path, dotted

#: What is no running text: tags of the template, and the target of a reference.
_HIDDEN = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}|\(#[^)]*\)", re.DOTALL)


_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class _Text:
    """A text of a clause, with what is looked for in it."""

    path: Path
    text: str
    #: The wordings that it stands in.
    wordings: tuple[str, ...]
    #: False for texts that tell of documents and do not stand in them.
    printed: bool = True


class Forms:
    """Words or a few, ready to be looked for; each row of a register has some."""

    def __init__(self, rows: Iterable[tuple[Iterable[str], bool]]) -> None:
        """Take the forms of each row, and whether capitals count."""
        self._rows = [(list(forms), exact) for forms, exact in rows]
        forms = [form.lower() for forms, _ in self._rows for form in forms]
        self._hints = [form.removesuffix("*") for form in forms]
        self._open = {form.removesuffix("*") for form in forms if form.endswith("*")}

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        return _pattern(self._rows)

    def found(self, text: str) -> Iterator[tuple[re.Match[str], int]]:
        """Yield each form in a text, and the place of its row in the list."""
        # Most texts have none, and that is quickly seen.
        plain = " ".join(text.lower().split()) if self._hints else ""
        if any(hint in plain for hint in self._hints):
            for match in self._pattern.finditer(text):
                yield match, int(str(match.lastgroup).removeprefix("row"))

    def narrowed(self, text: str) -> Forms:
        """Return what to look for in the parts of a text, so that forms it nowhere has are not looked for in each."""
        words = set(_WORD.findall(text.lower()))
        fewer = copy(self)
        fewer._hints = [hint for hint in self._hints if hint in self._open or words.issuperset(_WORD.findall(hint))]
        return fewer


class Language:
    """The words of a library's registers, ready to be looked for."""

    def __init__(self, registers: Registers) -> None:
        self._sources = registers.wording_sources
        self._terms = list(registers.terms.values())
        self._stiff = list(registers.wording.values())
        self._stray = Forms((row["variants"], bool(row.get("exact"))) for row in self._terms)
        self._plain = Forms((row["stiff"], False) for row in self._stiff)

    def findings(self, entry: Entry) -> Iterator[Finding]:
        """Yield the words of a clause that have another in their place."""
        for piece in _texts(entry):
            text = _HIDDEN.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), piece.text)
            for match, row in self._stray.found(text):
                term = self._terms[row]
                if _concerns(term, piece):
                    values = {"found": match[0], "term": term["term"], "reason": term["reason"]}
                    yield _finding("language-term", entry, piece, match, values)
            for match, said in self.stiff(text):
                yield _finding("language-plain", entry, piece, match, said)

    def stiff(self, text: str, forms: Forms | None = None) -> Iterator[tuple[re.Match[str], Mapping[str, str]]]:
        """Yield the stiff words of a text, each with what was ``found``, the ``plain`` word and its ``source``.

        Args:
            text: a paragraph or more.
            forms: those of ``narrowed``, where the text is a part of a longer one.
        """
        for match, index in (forms or self._plain).found(text):
            row = self._stiff[index]
            source = self._sources.get(row["source"], {}).get("name", row["source"])
            yield match, {"found": match[0], "plain": row["plain"], "source": source}

    def narrowed(self, text: str) -> Forms:
        """Return the stiff forms that a longer text may have."""
        return self._plain.narrowed(text)


def _concerns(term: Mapping[str, Any], piece: _Text) -> bool:
    """Tell whether a term rules a text: the text is printed, in documents that the term is for."""
    wordings = term.get("wordings")
    within = not wordings or all(wording in wordings for wording in piece.wordings)
    return within and (piece.printed or bool(term.get("everywhere")))


def _texts(entry: Entry) -> Iterator[_Text]:
    clause, data = entry.clause, entry.source.data
    all_of = tuple(clause.text)
    yield _Text(("title",), clause.title, all_of)
    for wording, text in clause.text.items():
        yield _Text(("text", wording), text, (wording,))
    for name, row in data.get("parameters", {}).items():
        for key in ("label", "question", "definition"):
            if row.get(key):
                yield _Text(("parameters", name, key), row[key], all_of, printed=key == "label")
        for key, text in row.get("choices", {}).items():
            yield _Text(("parameters", name, "choices", key), text, all_of)
        for key, column in row.get("columns", {}).items():
            yield _Text(("parameters", name, "columns", key, "label"), column["label"], all_of)
    yield _Text(("rationale",), clause.rationale, all_of, printed=False)
    for index, limit in enumerate(clause.limits):
        yield _Text(("legal", "limits", index, "text"), limit.text, all_of, printed=False)
    for kind in ("requires", "conflicts", "alternatives"):
        for index, relation in enumerate(getattr(clause, kind)):
            yield _Text((kind, index, "reason"), relation.reason, all_of, printed=False)


def _finding(rule: str, entry: Entry, piece: _Text, match: re.Match[str], values: Mapping[str, object]) -> Finding:
    before = piece.text[: match.start()]
    line, column = before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1
    source = entry.source
    mark = source.mark(piece.path)
    block = mark is not None and mark.style == "|"
    place = source.inside(piece.path, line, column) if block else source.find(piece.path, match[0])
    return Finding(rule, place, dotted(piece.path), values=values)


def _pattern(rows: Iterable[tuple[Iterable[str], bool]]) -> re.Pattern[str]:
    """Return a pattern with a group for each row, named after its place in the list."""
    groups = []
    for index, (forms, exact) in enumerate(rows):
        either = "|".join(_form(form) for form in sorted(forms, key=len, reverse=True))
        groups.append(f"(?P<row{index}>{either if exact else f'(?i:{either})'})")
    return re.compile(rf"(?<!\w)(?:{'|'.join(groups)})(?!\w)")


def _form(form: str) -> str:
    words = re.escape(form.removesuffix("*")).replace(r"\ ", r"\s+")
    return rf"{words}\w*" if form.endswith("*") else words
