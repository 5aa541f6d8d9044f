"""The fields of a part by their names (ECMA-376 Part 1, 17.16)."""

from __future__ import annotations

from generator.word import tree
from generator.word.tree import Element, w


def field_codes(root: Element) -> dict[str, Element]:
    """Return the names of a part's fields, such as ``PAGE``, each with the element where it begins."""
    found: dict[str, Element] = {}
    open_fields: list[tuple[Element, list[str]]] = []
    for element in root.iter(w("fldSimple"), w("fldChar"), w("instrText")):
        if element.tag == w("fldSimple"):
            _add(found, tree.value(element, "instr") or "", element)
        elif element.tag == w("instrText"):
            if open_fields:
                open_fields[-1][1].append(element.text or "")
        elif tree.value(element, "fldCharType") == "begin":
            open_fields.append((element, []))
        elif tree.value(element, "fldCharType") == "end" and open_fields:
            start, pieces = open_fields.pop()
            _add(found, "".join(pieces), start)
    return found


def _add(found: dict[str, Element], code: str, element: Element) -> None:
    words = code.split()
    if words:
        found.setdefault(words[0].upper(), element)
