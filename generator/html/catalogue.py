"""The clause library as web pages to browse: a page for each area, registers of law and indicators, an index.

A politician reads them in a browser, so nothing on them is a key or a code where there are words for it.
Values stand as labels in brackets, since any number would look like a proposal.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from generator.html.clause_page import article, clause_title
from generator.html.frame import shell
from generator.html.markup import clause_anchor, escape
from generator.library.citation import checked, cited, demands, provisions, remarks, section
from generator.library.load import Entry, Library
from generator.model.contract import Contract

INDEX, LAW, INDICATORS = "index.html", "lagar.html", "matt.html"


@dataclass(frozen=True)
class Catalogue:
    """A library with what its pages need."""

    library: Library
    contracts: Sequence[Contract]

    @cached_property
    def places(self) -> Mapping[str, list[Entry]]:
        """The clauses of each area, by title."""
        rows: dict[str, list[Entry]] = {name: [] for name in self.library.registers.dimensions}
        for entry in sorted(self.library.entries, key=lambda entry: _alphabetical(entry.clause.title)):
            rows[entry.clause.dimensions[0]].append(entry)
        return rows

    def address(self, clause: str) -> str:
        """Return where a clause stands."""
        entry = self.library.find(self.library.registers.renamed.get(clause, clause))[0]
        return f"{entry.clause.dimensions[0]}.html#{clause_anchor(entry.clause.id)}"


def pages(library: Library, contracts: Sequence[Contract]) -> dict[str, str]:
    """Return the pages by the names of their files. The same library gives the same pages."""
    catalogue = Catalogue(library, contracts)
    made = {INDEX: _index(catalogue), LAW: _law(catalogue), INDICATORS: _indicators(catalogue)}
    for name in library.registers.dimensions:
        made[f"{name}.html"] = _area(catalogue, name)
    return made


def _page(catalogue: Catalogue, here: str, title: str, lines: Iterator[str]) -> str:
    infos = catalogue.library.infos
    foot = " · ".join(f"{info.title}, version {info.version}, {info.license}" for info in infos)
    said = "Klausul visar vad som har hittats. En jurist avgör vad som är tillåtet."
    places = {INDEX: "Alla områden", LAW: "Lagar", INDICATORS: "Mått"}
    current = ' aria-current="page"'
    links = (f'<a href="{file}"{current if file == here else ""}>{word}</a>' for file, word in places.items())
    body = [
        f'<header>\n<nav class="trail" aria-label="Katalogen">{" ".join(links)}</nav>',
        f"<h1>{escape(title)}</h1>\n</header>",
        '<main id="innehall" tabindex="-1">',
        *lines,
        "</main>",
        f"<footer><p>{escape(foot)}</p>\n<p>{said}</p></footer>",
    ]
    return shell("sv", title, ("style.css", "catalogue.css"), body, ("innehall", "Hoppa till innehållet"), title)


def _index(catalogue: Catalogue) -> str:
    return _page(catalogue, INDEX, "Klausulkatalogen", _index_lines(catalogue))


def _index_lines(catalogue: Catalogue) -> Iterator[str]:
    registers = catalogue.library.registers
    count = len(catalogue.library.entries)
    kinds = " och ".join(contract.name.lower() for contract in catalogue.contracts)
    yield f"<p>Här finns {count} klausuler för {escape(kinds)}, efter de sex dimensionerna av social hållbarhet."
    yield "Det som en kommun själv fyller i står inom hakparentes.</p>"
    for group, row in registers.groups.items():
        yield f"<section>\n<h2>{escape(row['title'])}</h2>\n<ul>"
        for name, dimension in registers.dimensions.items():
            if dimension["group"] == group:
                number = f"{dimension['number']}. " if dimension.get("number") else ""
                count = len(catalogue.places[name])
                yield f'<li><a href="{name}.html">{escape(number + dimension["title"])}</a>'
                yield f'<span class="count">({_counted(count)})</span>'
                yield f"<p>{escape(dimension['description'])}</p></li>"
        yield "</ul>\n</section>"
    yield '<section class="contents">\n<h2>Alla klausuler</h2>\n<ul>'
    for entry in sorted(catalogue.library.entries, key=lambda entry: _alphabetical(entry.clause.title)):
        yield _item(catalogue, entry)
    yield "</ul>\n</section>"


def _counted(count: int) -> str:
    return "1 klausul" if count == 1 else f"{count} klausuler"


def _item(catalogue: Catalogue, entry: Entry) -> str:
    return f'<li><a href="{catalogue.address(entry.clause.id)}">{escape(clause_title(entry))}</a></li>'


def _area(catalogue: Catalogue, name: str) -> str:
    return _page(
        catalogue, f"{name}.html", catalogue.library.registers.dimensions[name]["title"], _area_lines(catalogue, name)
    )


def _area_lines(catalogue: Catalogue, name: str) -> Iterator[str]:
    entries = catalogue.places[name]
    yield f"<p>{escape(catalogue.library.registers.dimensions[name]['description'])}</p>"
    also = [entry for others in catalogue.places.values() for entry in others if name in entry.clause.dimensions[1:]]
    yield from _contents(catalogue, entries, "klausuler", "Klausuler här")
    yield from _contents(catalogue, also, "aven", "Klausuler i andra områden som också hör hit")
    for entry in entries:
        yield from article(entry, catalogue.library, catalogue.contracts, catalogue.address)


def _contents(catalogue: Catalogue, entries: Sequence[Entry], anchor: str, title: str) -> Iterator[str]:
    if entries:
        yield f'<nav class="contents" aria-labelledby="{anchor}">\n<h2 id="{anchor}">{title}</h2>\n<ul>'
        yield from (_item(catalogue, entry) for entry in entries)
        yield "</ul>\n</nav>"


def _law(catalogue: Catalogue) -> str:
    return _page(catalogue, LAW, "Lagar som klausulerna rör", _law_lines(catalogue))


def _law_lines(catalogue: Catalogue) -> Iterator[str]:
    registers = catalogue.library.registers
    yield "<p>Vad varje bestämmelse kräver är återgivet i korthet. Läs alltid lagtexten.</p>"
    citing: dict[str, list[Entry]] = {}
    for entry in catalogue.library.entries:
        for name in provisions(entry.clause):
            citing.setdefault(name, []).append(entry)
    acts = registers.statutes.items()
    for act, row in sorted(acts, key=lambda item: (bool(item[1].get("repealed")), _alphabetical(item[1]["name"]))):
        title = cited(act, registers)
        yield f'<section>\n<h2 id="{act}">{escape(title[0].upper() + title[1:])}</h2>'
        yield f'<div class="about"><p>{escape(row["title"])}. {escape(checked(act, registers))}</p>'
        about = (demands(act, registers), *remarks(act, registers))
        yield from (f"<p>{escape(remark)}</p>" for remark in about if remark)
        source = row.get("source", {})
        if source.get("url"):
            yield f'<p><a href="{escape(source["url"])}">{escape(source["name"])}</a></p>'
        yield "</div>"
        yield from _users(catalogue, citing.get(act, ()), "Klausuler som anger lagen som helhet")
        for name in registers.provisions:
            if name.partition("/")[0] == act:
                yield f'<h3 id="{name.replace("/", "-").replace(":", "-")}">{escape(section(name))}</h3>'
                yield f"<p>{escape(demands(name, registers))}</p>"
                said = " ".join((checked(name, registers), *remarks(name, registers)))
                yield f'<p class="about">{escape(said)}</p>'
                yield from _users(catalogue, citing.get(name, ()), "Klausuler")
        yield "</section>"


def _users(catalogue: Catalogue, entries: Sequence[Entry], word: str) -> Iterator[str]:
    if entries:
        yield f"<p>{word}:</p>\n<ul>"
        yield from (_item(catalogue, entry) for entry in sorted(entries, key=lambda entry: entry.clause.title))
        yield "</ul>"


def _indicators(catalogue: Catalogue) -> str:
    return _page(catalogue, INDICATORS, "Mått som klausulerna följs upp med", _indicator_lines(catalogue))


def _indicator_lines(catalogue: Catalogue) -> Iterator[str]:
    using: dict[str, list[Entry]] = {}
    for entry in catalogue.library.entries:
        for name in entry.clause.indicators:
            using.setdefault(name, []).append(entry)
    for kind, title in (("kolada", "Nyckeltal i Kolada"), ("own", "Egna mått")):
        yield f"<section>\n<h2>{title}</h2>"
        for name, row in catalogue.library.registers.indicators.items():
            if row["kind"] == kind and name in using:
                yield f'<h3 id="{name}">{escape(row["title"])}</h3>'
                facts = [name if kind == "kolada" else "", row.get("unit", ""), row.get("source", "")]
                yield f'<p class="about">{escape(", ".join(fact for fact in facts if fact))}</p>'
                yield from (f"<p>{escape(row[key])}</p>" for key in ("definition", "note") if row.get(key))
                yield from _users(catalogue, using[name], "Klausuler")
        yield "</section>"


def _alphabetical(text: str) -> str:
    """Return a key that puts å, ä and ö last, in this order, as Swedish does."""
    return text.casefold().translate(str.maketrans("åäö–", "{|} "))
