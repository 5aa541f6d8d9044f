"""A draft: one municipality's choices, as its file states them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from generator.model.register import Row

#: What a place such as ``about.contract`` names among the facts, where it is not of the same name.
_ABOUT = {"contract": "kind"}


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision that has been taken, or not yet."""

    #: ISO date, empty while undecided.
    date: str = ""
    paragraph: str = ""


@dataclass(frozen=True, slots=True)
class Own:
    """What a draft says of a text that no library has, besides its words."""

    #: Id of the section where it stands.
    section: str
    #: Ids in the register of dimensions; may be empty.
    dimensions: tuple[str, ...]
    #: Ids of the requirements that it answers to.
    satisfies: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """A clause that the draft has chosen."""

    #: Position in the draft's list, from 0.
    index: int
    id: str
    #: Library named in front of the id, or empty.
    library: str
    #: Instance key: `as`, else the id.
    key: str
    title: str
    values: Mapping[str, Any]
    #: The municipality's own wording, or empty.
    local: str
    #: Key of the row that it is chosen for, in a section that there is one of for each row; else empty.
    row: str = ""
    #: Of a text that no library has; else None.
    own: Own | None = None

    @property
    def wording_path(self) -> tuple[str | int, ...]:
        """Path in the draft of the municipality's own wording."""
        return "clauses", self.index, "own" if self.own else "local", "text"


@dataclass(frozen=True, slots=True)
class Logo:
    """The municipality's picture in the header."""

    #: Path, relative to the draft.
    file: str
    #: What it shows, for those who do not see it.
    alt: str
    #: Width in millimetres; 0 where the draft leaves it to us.
    width: float


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft's validated content."""

    contract: str
    state: str
    example: bool
    #: Library name to the condition on its version.
    library: Mapping[str, str]
    #: Folders of further libraries, relative to the draft.
    libraries: tuple[str, ...]
    #: The municipality's own template, relative to the draft; empty for the contract's.
    template: str
    logo: Logo | None
    #: What is coloured, ``heading`` or ``accent``, to the colour, such as ``#1F3A4D``.
    colours: Mapping[str, str]
    municipality: Mapping[str, Any]
    #: Empty where the kind of document addresses no company.
    company: Mapping[str, Any]
    fields: Mapping[str, Any]
    decisions: Mapping[str, Decision]
    replaces: str
    replaced: Mapping[str, Decision]
    values: Mapping[str, Any]
    clauses: tuple[Choice, ...]
    #: Name of a register to its rows, or to the path of the file that holds them, relative to the draft.
    registers: Mapping[str, Sequence[Row] | str] = field(default_factory=dict)
    #: What is known of the draft that this one is about, or its path, relative to this one; empty for none.
    about: Mapping[str, Any] | str = ""
    #: The decisions on the document and others, or the path of the file that holds them, relative to the draft.
    trail: Sequence[Mapping[str, Any]] | str = ""

    def rows(self, register: str) -> Sequence[Row]:
        """Return the rows of a register; none where they have not been read or given."""
        found = self.registers.get(register, ())
        return () if isinstance(found, str) else found

    @property
    def facts(self) -> Mapping[str, Any]:
        """What is known of the draft that this one is about; nothing where it has not been read."""
        return {} if isinstance(self.about, str) else self.about

    def named(self, place: str) -> str:
        """Return the value at a place such as ``company.name``; empty where there is none."""
        party, _, key = place.partition(".")
        parties = {"municipality": self.municipality, "company": self.company, "about": self.facts}
        value = parties.get(party, {}).get(_ABOUT.get(key, key) if party == "about" else key)
        return "" if value is None else str(value)


def draft(data: Mapping[str, Any]) -> Draft:
    """Return the draft that validated data describes."""
    replaces = data.get("replaces", {})
    return Draft(
        contract=data["contract"],
        state=data["state"],
        example=data.get("example", False),
        library=data.get("library", {}),
        libraries=tuple(data.get("libraries", ())),
        template=data.get("template", ""),
        logo=_logo(data["logo"]) if "logo" in data else None,
        colours=data.get("colours", {}),
        municipality=data["municipality"],
        company=data.get("company", {}),
        fields=data.get("fields", {}),
        decisions=_decisions(data),
        replaces=replaces.get("document", ""),
        replaced=_decisions(replaces),
        values=data.get("values", {}),
        clauses=tuple(_choice(index, choice) for index, choice in enumerate(data["clauses"])),
        registers=data.get("registers", {}),
        about=data.get("about", ""),
        trail=data.get("trail", ""),
    )


def _logo(data: Mapping[str, Any]) -> Logo:
    return Logo(data["file"], data["alt"], float(data.get("width", 0)))


def _decisions(data: Mapping[str, Any]) -> dict[str, Decision]:
    return {
        name: Decision(decision.get("date") or "", str(decision.get("paragraph") or ""))
        for name, decision in data.get("decisions", {}).items()
    }


def _choice(index: int, data: Mapping[str, Any]) -> Choice:
    library, _, name = data["id"].rpartition("/")
    written = data.get("own", {})
    wording = written or data.get("local", {})
    key, title = data.get("as", name), written.get("title") or data.get("title", "")
    values, row, own = data.get("values", {}), data.get("for", ""), _own(written) if written else None
    return Choice(index, name, library, key, title, values, wording.get("text", ""), row, own)


def _own(data: Mapping[str, Any]) -> Own:
    return Own(data["section"], tuple(data.get("dimensions", ())), tuple(data.get("satisfies", ())))
