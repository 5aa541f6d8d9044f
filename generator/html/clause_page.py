"""A clause on the catalogue's page of its area: everything that its file and the registers say of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.html.markup import Link, blocks, clause_anchor, escape
from generator.library.citation import checked, cited, demands, remarks
from generator.library.load import Entry, Library
from generator.library.preview import preview
from generator.library.relations import relations
from generator.library.trail import decision_line, decisions_on
from generator.library.words import AUTHORITIES, STATUSES, kind_of, source_line
from generator.model.contract import Contract


def clause_title(entry: Entry) -> str:
    """Return what a clause is called in lists."""
    return entry.clause.title


def article(entry: Entry, library: Library, contracts: Sequence[Contract], link: Link) -> Iterator[str]:
    """Yield a clause.

    Args:
        link: where another clause stands, from its id.
    """
    clause = entry.clause
    anchor = clause_anchor(clause.id)
    yield f'<article class="clause" aria-labelledby="{anchor}">'
    yield f'<h2 id="{anchor}">{escape(clause.title)}</h2>'
    names = [contract.name for contract in contracts if contract.wording in clause.text]
    facts = (clause.id, f"version {clause.version}", STATUSES[clause.status], f"för {_listed(names)}" if names else "")
    yield f'<p class="facts">{escape(", ".join(fact for fact in facts if fact))}</p>'
    if clause.authority in AUTHORITIES:
        yield f"<p><strong>{AUTHORITIES[clause.authority]}</strong></p>"
    titles = {other.clause.id: other.clause.title for other in library.entries}
    # Several kinds may share a wording; it is called after the one that it is named for.
    by_wording = {contract.wording: contract.name for contract in sorted(contracts, key=lambda c: c.id == c.wording)}
    for wording in clause.text:
        heading = f"lydelse-{clause.id}-{wording}"
        yield f'<h3 id="{heading}">Lydelse: {escape(by_wording.get(wording, wording))}</h3>'
        content = preview(clause, entry.nodes, wording, contracts, lambda name: f"”{titles.get(name, name)}”")
        yield f'<div class="text">\n{blocks(content, heading, link)}</div>'
    yield from _parameters(entry)
    yield "<h3>Bakgrund</h3>"
    yield from (f"<p>{escape(' '.join(part.split()))}</p>" for part in clause.rationale.strip().split("\n\n"))
    yield from _law(entry, library)
    yield from _relations(entry, library, titles, link)
    yield from _indicators(entry, library)
    yield from _decisions(entry, library)
    yield "<h3>Källor</h3>\n<ul>"
    for source in clause.sources:
        said = escape(source_line(source, address=False))
        address = source.get("url")
        yield f'<li><a href="{escape(address)}">{said}</a></li>' if address else f"<li>{said}</li>"
    yield "</ul>\n</article>"


def _listed(names: Sequence[str]) -> str:
    return " och ".join(name.lower() for name in names)


def _parameters(entry: Entry) -> Iterator[str]:
    clause = entry.clause
    if not clause.parameters:
        return
    yield "<h3>Att fylla i</h3>\n<dl>"
    for name, parameter in clause.parameters.items():
        yield f"<dt>{escape(parameter.label)}</dt>"
        yield f"<dd>{escape(parameter.question)} ({escape(kind_of(parameter))})</dd>"
        if parameter.choices:
            yield f"<dd>Välj bland: {escape('; '.join(parameter.choices.values()))}.</dd>"
        if parameter.definition:
            yield f"<dd>{escape(' '.join(parameter.definition.split()))}</dd>"
        for seen in clause.observed:
            if seen["parameter"] == name:
                said = f"{seen['municipality']} {seen['year']}: {seen['value']}"
                note = f". {seen['note']}" if seen.get("note") else ""
                yield f'<dd>Förekommer: <a href="{escape(seen["url"])}">{escape(said)}</a>{escape(note)}</dd>'
    yield "</dl>"


def _law(entry: Entry, library: Library) -> Iterator[str]:
    clause, registers = entry.clause, library.registers
    if not clause.basis and not clause.limits:
        return
    yield "<h3>Rättsligt</h3>\n<p>Det här är vad som har hittats. En jurist avgör.</p>\n<ul>"
    for name in clause.basis:
        yield f"<li>Grund: {_linked(name, library)}. {escape(demands(name, registers))}"
        said = " ".join((checked(name, registers), *remarks(name, registers)))
        yield f'<span class="about">{escape(said)}</span></li>'
    for limit in clause.limits:
        where = f" ({_linked(limit.provision, library)})" if limit.provision else ""
        yield f"<li>Gräns: {escape(limit.text)}{where}"
        if limit.provision and limit.provision not in clause.basis:
            said = f"{demands(limit.provision, registers)} {checked(limit.provision, registers)}".strip()
            yield f'<span class="about">{escape(said)}</span>'
        yield "</li>"
    yield "</ul>"


def _linked(name: str, library: Library) -> str:
    anchor = name.replace("/", "-").replace(":", "-")
    return f'<a href="lagar.html#{escape(anchor)}">{escape(cited(name, library.registers))}</a>'


def _relations(entry: Entry, library: Library, titles: dict[str, str], link: Link) -> Iterator[str]:
    found = relations(entry.clause, library)
    if found:
        yield "<h3>Andra klausuler</h3>\n<ul>"
        for seen in found:
            title = escape(titles.get(seen.clause, seen.clause))
            yield f'<li>{seen.kind}: <a href="{escape(link(seen.clause))}">{title}</a>. {escape(seen.reason)}</li>'
        yield "</ul>"


def _decisions(entry: Entry, library: Library) -> Iterator[str]:
    rows = decisions_on(entry.clause.id, library.registers)
    if rows:
        yield "<h3>Beslut</h3>\n<ul>"
        for row in rows:
            wording = "".join(f'<p class="about">{escape(line)}</p>' for line in row.get("text", ()))
            yield f"<li>{escape(decision_line(row))}{wording}</li>"
        yield "</ul>"


def _indicators(entry: Entry, library: Library) -> Iterator[str]:
    if entry.clause.indicators:
        yield "<h3>Mått</h3>\n<ul>"
        for name in entry.clause.indicators:
            row = library.registers.indicators.get(name, {})
            note = f" {row['note']}" if row.get("note") else ""
            yield f'<li><a href="matt.html#{escape(name)}">{escape(row.get("title", name))}</a>.{escape(note)}</li>'
        yield "</ul>"
