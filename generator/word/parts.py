"""The parts of a Word package and the ways between them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from generator.word import opc, tree
from generator.word.tree import Element

_PROPERTY = "{http://schemas.openxmlformats.org/officeDocument/2006/custom-properties}property"


@dataclass(frozen=True, slots=True)
class Parts:
    """Parts that ``read_package`` let through, and which of them holds the body."""

    data: Mapping[str, bytes]
    main: str

    @classmethod
    def of(cls, data: Mapping[str, bytes]) -> Parts:
        """Return the parts with the body found. Raises ValueError where there is none."""
        main = opc.main_part(data)
        if main is None:
            raise ValueError("the package has no document")
        return cls(data, main)

    def links(self, part: str) -> list[opc.Relationship]:
        """Return the relationships of a part; those of the package itself for an empty name."""
        data = self.data.get(opc.relationships_part(part))
        return [] if data is None else opc.relationships(data)

    def linked(self, kind: str) -> list[str]:
        """Return the parts of one kind, such as ``header``, that the body links to, each once."""
        links = (link for link in self.links(self.main) if link.kind == kind and not link.external)
        named = dict.fromkeys(opc.resolve(self.main, link.target) for link in links)
        types = opc.content_types(self.data.get(opc.CONTENT_TYPES, b"<none/>"))
        return [part for part in named if part in self.data and _checked(part, types)]

    def properties(self) -> dict[str, str]:
        """Return the custom properties that are text, wherever the program that saved the file put them."""
        types = opc.content_types(self.data.get(opc.CONTENT_TYPES, b"<none/>"))
        found: dict[str, str] = {}
        for link in self.links(""):
            part = opc.resolve("", link.target)
            if link.kind == "custom-properties" and part in self.data and _checked(part, types):
                for element in tree.parse(self.data[part]).iter(_PROPERTY):
                    found.setdefault(element.get("name") or "", "".join(element.itertext()))
        return found

    def tree(self, kind: str) -> Element | None:
        """Return the tree of the only part of its kind, such as ``styles``, or None without one."""
        found = self.linked(kind)
        return tree.parse(self.data[found[0]]) if found else None


def _checked(part: str, types: opc.ContentTypes) -> bool:
    """Return whether a part was read as XML when the package was; a link may lead to a picture."""
    xml = part.casefold().endswith(".xml") or types.of(part).casefold().endswith("xml")
    return xml and not part.startswith("customXml/")
