"""A template's pages: paper, margins, and what stands on every page.

Source: ECMA-376 Part 1, 17.6 (sections), 17.10 (headers and footers).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.errors import Finding, Place
from generator.word import opc, tree
from generator.word.checks.fields import field_codes
from generator.word.template import Examined
from generator.word.tree import Element, w

#: Twentieths of a point in a millimetre.
_MM = 1440 / 25.4
#: The paper's edge that most office printers cannot reach stays inside this.
_LEAST = 10
_A4 = (210, 297)
_SIDES = {"left": "till vänster", "right": "till höger", "top": "upptill", "bottom": "nedtill"}
_PAGES = {"default": "varje sida", "first": "första sidan", "even": "jämna sidor"}
_MARK = re.compile(r"\{\{\s*mark\s*\}\}")
_LINK = f"{{{opc.OFFICE_RELATIONSHIP.removesuffix('/')}}}id"

#: Kind of page to the parts that are its header and footer.
Shown = dict[str, list[str]]


def findings(examined: Examined, name: str) -> list[Finding]:
    """Return what is doubtful in a template's pages."""
    parts = examined.parts
    body = tree.parse(parts.data[parts.main])
    numbers = tree.line_numbers(body)
    found: list[Finding] = []
    for section in body.iter(w("sectPr")):
        doubts = (*_paper(section), *_margins(section))
        place = Place(name, tree.line_of(section, numbers))
        found += [Finding(rule, place, values={"name": name, **values}) for rule, values in doubts]
    if body.find(f"{w('body')}/{w('sectPr')}") is None:
        found.append(Finding("template-page-size", Place(name), values={"name": name, "size": "inte angiven"}))
    pages = [*_pages(body, examined)]
    return [*found, *_repeated(pages, examined, name)]


def _paper(section: Element) -> Iterator[tuple[str, dict[str, object]]]:
    size = section.find(w("pgSz"))
    sides = [round(tree.whole(tree.value(size, side)) / _MM) for side in ("w", "h")]
    if sorted(sides) != [*_A4]:
        said = "inte angiven" if size is None else f"{sides[0]} × {sides[1]} mm"
        yield "template-page-size", {"size": said}


def _margins(section: Element) -> Iterator[tuple[str, dict[str, object]]]:
    margins = section.find(w("pgMar"))
    for side, where in _SIDES.items() if margins is not None else ():
        # A negative margin at the top or the bottom is a fixed one of that size (17.6.11).
        width = tree.whole((tree.value(margins, side) or "").lstrip("-")) / _MM
        if width < _LEAST:
            yield "template-margin", {"side": where, "width": f"{width:.1f}".replace(".", ",").removesuffix(",0")}


def _pages(body: Element, examined: Examined) -> Iterator[Shown]:
    """Yield for every section the parts on its kinds of pages; a section goes on with those before it."""
    parts = examined.parts
    targets = {link.id: opc.resolve(parts.main, link.target) for link in parts.links(parts.main)}
    settings = parts.tree("settings")
    even = settings is not None and _on(settings.find(w("evenAndOddHeaders")))
    known = {*parts.linked("header"), *parts.linked("footer")}
    current: dict[tuple[str, str], str] = {}
    for section in body.iter(w("sectPr")):
        for kind in ("headerReference", "footerReference"):
            for reference in section.findall(w(kind)):
                part = targets.get(reference.get(_LINK), "")
                current[kind, tree.value(reference, "type") or "default"] = part
        first = _on(section.find(w("titlePg")))
        kinds = ["default", *(["first"] if first else []), *(["even"] if even else [])]
        yield {kind: [part for (_, page), part in current.items() if page == kind and part in known] for kind in kinds}


def _on(switch: Element | None) -> bool:
    """Return whether a switch is there and is not turned off (17.17.4)."""
    return switch is not None and tree.value(switch) not in ("0", "false", "off")


def _repeated(pages: list[Shown], examined: Examined, name: str) -> Iterator[Finding]:
    """Yield kinds of pages without the mark, and those after the first without a number."""
    used = {part for shown in pages for found in shown.values() for part in found}
    roots = {part: tree.parse(examined.parts.data[part]) for part in used}
    lacking: dict[tuple[str, str], None] = {}
    for shown in pages:
        for kind, parts in shown.items():
            if not any(_has_mark(roots[part]) for part in parts):
                lacking["template-mark-missing", kind] = None
            # A first page is often set apart by having no number.
            if kind != "first" and not any(_has_number(roots[part]) for part in parts):
                lacking["template-page-number", kind] = None
    for rule, kind in lacking:
        yield Finding(rule, Place(name), values={"name": name, "which": _PAGES[kind]})


def _has_mark(root: Element) -> bool:
    return any(_MARK.search(tree.paragraph_text(paragraph)) for paragraph in tree.paragraphs(root))


def _has_number(root: Element) -> bool:
    return "PAGE" in field_codes(root) or next(root.iter(w("pgNum")), None) is not None
