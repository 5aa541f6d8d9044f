"""The places of a template: which tags its text may hold, and its XML cut at them.

A template holds bare names and nothing else. Jinja's parser reads every tag and the tree it gives is
judged; nothing is ever rendered, so nothing in a template can run.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from typing import TYPE_CHECKING

from generator.errors import Finding, Place
from generator.word import tree
from generator.word.prepared import Segments
from generator.word.tree import Element, w

if TYPE_CHECKING:
    from jinja2 import Environment

#: Values that may stand anywhere in a template's text.
SCALARS = (
    "title",
    "subtitle",
    "municipality",
    "company",
    "orgnr",
    "diarienummer",
    "state",
    "mark",
    "date",
    "contract",
)
#: Places for whole paragraphs, each alone in a paragraph of the body, written ``{{p front }}``.
PLACES = ("front", "body")

_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
#: docxtpl's mark for a tag that replaces its whole run, cell, row or paragraph.
_WHOLE = re.compile(r"\{\{(p|r|tc|tr) ")
#: Longer than any tag we allow; keeps hostile nesting away from Jinja's recursive parser.
_LONGEST = 200
#: What a place must not stand in, from the outside inwards, and what it is called.
_SURROUNDINGS = {
    "hdr": "i ett sidhuvud",
    "ftr": "i en sidfot",
    "txbxContent": "i en textruta",
    "tbl": "i en tabell",
    "sdt": "i en innehållskontroll",
}
#: What a place's paragraph may hold; all of it goes when the paragraph is replaced.
_REPLACEABLE = {w(name) for name in ("r", "t", "proofErr", "bookmarkStart", "bookmarkEnd", "lastRenderedPageBreak")}


def environment() -> Environment:
    """Return the Jinja environment that reads tags; sandboxed although it only parses."""
    from jinja2 import StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    return ImmutableSandboxedEnvironment(undefined=StrictUndefined, autoescape=True, keep_trailing_newline=True)


class TagReader:
    """Reads the tags of a template, part after part, and gathers what is wrong with them."""

    def __init__(self, template: str) -> None:
        self.findings: list[Finding] = []
        self._template = template
        self._jinja = environment()
        self._places: list[str] = []
        #: Number of the body's paragraph that is being read; 0 elsewhere.
        self._line = 0

    def read(self, root: Element, body: bool) -> list[str]:
        """Return the names that a part's tags use.

        Args:
            root: the part.
            body: True for the part that holds the document's body, where the places belong.
        """
        names: list[str] = []
        numbers = tree.line_numbers(root) if body else {}
        for paragraph in tree.paragraphs(root):
            text = tree.paragraph_text(paragraph)
            if "{" in text or "}" in text:
                self._line = numbers.get(paragraph, 0)
                names += self._paragraph(paragraph, text, body)
        return names

    def finish(self) -> None:
        """Report places that are missing or stand more than once, when all parts are read."""
        self._line = 0
        for place in PLACES:
            count = self._places.count(place)
            if count != 1:
                rule = "template-place-repeated" if count else "template-place-missing"
                self._report(rule, place=f"{{{{p {place} }}}}")

    def refuse(self, root: Element) -> None:
        """Report every tag of a part where none is filled in, such as the footnotes."""
        self._line = 0
        for paragraph in tree.paragraphs(root):
            text = tree.paragraph_text(paragraph)
            for tag in _TAG.findall(text):
                self._report("template-tag-misplaced", text, tag=tag)

    def _paragraph(self, paragraph: Element, text: str, body: bool) -> Iterator[str]:
        rest = _TAG.sub("", text)
        if "{" in rest or "}" in rest:
            self._report("template-tag-broken", text)
        for tag in _TAG.findall(text):
            whole = _WHOLE.match(tag)
            name = self._name(tag if whole is None else "{{" + tag[whole.end() - 1 :])
            if name is None:
                self._report("template-code", text, tag=tag)
            elif name in PLACES:
                self._place(name, tag, paragraph, text, whole=body and whole is not None and whole[1] == "p")
                yield name
            elif name not in SCALARS:
                allowed = ", ".join((*SCALARS, *PLACES))
                close = get_close_matches(name.lower(), (*SCALARS, *PLACES), 1)
                meant = close[0] if close else ""
                self._report("template-unknown-name", text, field=name, allowed=allowed, meant=meant)
            elif whole is not None:
                self._report("template-code", text, tag=tag)
            else:
                yield name

    def _name(self, tag: str) -> str | None:
        """Return the name a tag consists of, or None for anything that is more than a name."""
        from jinja2 import TemplateError

        if len(tag) > _LONGEST or not tag.startswith("{{"):
            return None
        try:
            pieces = _pieces(tag, self._jinja)
        except TemplateError:
            return None
        return pieces[1] if pieces is not None and len(pieces) == 3 else None

    def _place(self, name: str, tag: str, paragraph: Element, text: str, *, whole: bool) -> None:
        """Count a place, and report one that docxtpl could not replace without losing something."""
        self._places.append(name)
        inside = (child for child in paragraph.iterdescendants() if not _property(child))
        alone = text.strip() == tag and all(child.tag in _REPLACEABLE for child in inside)
        ends_section = paragraph.find(f"{w('pPr')}/{w('sectPr')}") is not None
        if not whole or not alone or ends_section or paragraph.getparent().tag != w("body"):
            where = _where(paragraph, alone=alone, ends_section=ends_section)
            self._report("template-place-misplaced", text, place=f"{{{{p {name} }}}}", where=where)

    def _report(self, rule: str, paragraph: str = "", **values: object) -> None:
        values = {"name": self._template, "paragraph": _shortened(paragraph), **values}
        self.findings.append(Finding(rule, Place(self._template, self._line), values=values))


def _where(paragraph: Element, *, alone: bool, ends_section: bool) -> str:
    """Return in Swedish why a place cannot stand where it does, the outermost reason first."""
    around = {element.tag for element in paragraph.iterancestors()}
    for name, where in _SURROUNDINGS.items():
        if w(name) in around:
            return where
    if not alone:
        return "tillsammans med något annat"
    return "i ett stycke som avslutar ett avsnitt" if ends_section else "utan bokstaven p"


def _property(element: Element) -> bool:
    """Return whether an element only says how its paragraph or run looks."""
    names = (w("pPr"), w("rPr"))
    return element.tag in names or next(element.iterancestors(*names), None) is not None


def _shortened(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 80 else f"{text[:79]}…"


def segments(source: str, names: Sequence[str], jinja: Environment) -> Segments | None:
    """Return a part's XML cut at its names, or None when it holds anything but them.

    Args:
        source: the part as docxtpl's ``patch_xml`` leaves it, tags gathered from their runs.
        names: the names that were found in the part's text. Others would stand where no text is,
            say in an attribute, where a value might mean something to Word.
        jinja: the environment that parses.
    """
    from jinja2 import TemplateError

    if "{%" in source or "{#" in source:
        return None
    try:
        pieces = _pieces(source, jinja)
    except TemplateError:
        return None
    return pieces if pieces is not None and sorted(pieces[1::2]) == sorted(names) else None


def _pieces(source: str, jinja: Environment) -> Segments | None:
    """Return literals and names by turns as Jinja parses them; None when there is anything else."""
    from jinja2 import nodes

    pieces = [""]
    for statement in jinja.parse(source).body:
        if not isinstance(statement, nodes.Output):
            return None
        for node in statement.nodes:
            if isinstance(node, nodes.TemplateData):
                pieces[-1] += node.data
            elif isinstance(node, nodes.Name):
                pieces += (node.name, "")
            else:
                return None
    return tuple(pieces)
