"""A Document as one web page that anybody can read: on a phone, on paper, or by ear.

Nothing but strings is built here. All text is escaped on its way in; the look stands in ``style.css``.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.html.frame import POLICY, style
from generator.html.markup import blocks, clause_anchor, css_string, escape, inlines, section_anchor
from generator.model.document import Chart, ClauseItem, Document, Section, Signature

_SKIP = "Hoppa till innehållsförteckningen"
#: Said of a clause by those who hear the page, and so cannot see the line in its margin.
_LOCAL = "kommunens egen lydelse"
_CONTENTS = "innehall"
_TITLE = "titel"


def page(document: Document) -> str:
    """Return a document as a self-contained HTML page. The same document gives the same page."""
    return "".join(f"{line}\n" for line in _lines(document))


def _lines(document: Document) -> Iterator[str]:
    language = document.language.partition("-")[0]
    yield from ("<!DOCTYPE html>", f'<html lang="{escape(language)}">', *_head(document), "<body>")
    if document.sections:
        yield f'<a class="skip" href="#{_CONTENTS}">{_SKIP}</a>'
    yield from _banner(document)
    yield "<main>"
    yield from _front(document)
    for section in document.sections:
        yield from _section(section)
    yield from ("</main>", *_foot(document), "</body>", "</html>")


def _head(document: Document) -> Iterator[str]:
    known = dict(document.properties)
    yield from ("<head>", '<meta charset="utf-8">')
    yield f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>{escape(_title(document))}</title>"
    for name, key in (("author", "creator"), ("description", "subject"), ("keywords", "keywords")):
        if known.get(key):
            yield f'<meta name="{name}" content="{escape(known[key])}">'
    more = [style("figures.css")] if _has_more(document) else []
    yield from ("<style>", style("style.css"), *more, _printed(document), "</style>", "</head>")


def _has_more(document: Document) -> bool:
    """Return whether there is anything that most documents are without, and that has a stylesheet of its own."""
    drawn = (document.front.preamble, *(section.blocks for section in document.sections))
    blocks = (block for held in (*drawn, *(clause.blocks for clause in document.clauses())) for block in held)
    apart = any(section.annex or section.new_page for section in document.sections)
    return apart or any(isinstance(block, Chart | Signature) for block in blocks)


def _title(document: Document) -> str:
    """Return the title, after the mark: a tab or a list of hits must not make an example look decided."""
    mark = _scalar(document, "mark")
    return f"{mark}: {document.front.title}" if mark else document.front.title


def _printed(document: Document) -> str:
    """Return what every printed page says at its edges, in browsers that have them (CSS Paged Media 4.1)."""
    mark, name = _scalar(document, "mark"), _scalar(document, "municipality")
    edges = [
        f"@top-left {{ content: {css_string(name)} }}",
        f"@bottom-left {{ content: {css_string(document.front.title)} }}",
    ]
    if mark:
        edges.append(f"@top-right {{ content: {css_string(mark)} }}")
    return f"@page {{ {' '.join(edges)} }}"


def _banner(document: Document) -> Iterator[str]:
    front = document.front
    mark = _scalar(document, "mark")
    yield "<header>"
    if mark:
        yield f'<p class="mark">{escape(mark)}</p>'
    yield f'<h1 id="{_TITLE}">{escape(front.title)}</h1>'
    if front.subtitle:
        yield f'<p class="subtitle">{escape(front.subtitle)}</p>'
    yield "</header>"


def _front(document: Document) -> Iterator[str]:
    front = document.front
    if front.rows:
        yield from ('<table class="box">', f"<caption>{escape(front.caption)}</caption>", "<tbody>")
        for row in front.rows:
            yield f'<tr><th scope="row">{escape(row.label)}</th><td>{inlines((row.value,))}</td></tr>'
        yield from ("</tbody>", "</table>")
    yield blocks(front.preamble, _TITLE).rstrip("\n")
    if document.sections:
        yield from _contents(document)


def _contents(document: Document) -> Iterator[str]:
    yield f'<nav aria-labelledby="{_CONTENTS}">'
    yield f'<h2 id="{_CONTENTS}" tabindex="-1">{escape(document.front.contents)}</h2>'
    yield '<ol role="list">'
    for section in document.sections:
        yield f"<li{_class(annex=section.annex)}>{_entry(section_anchor(section.id), section)}"
        if section.clauses:
            yield '<ol role="list">'
            for clause in section.clauses:
                yield f"<li>{_entry(clause_anchor(clause.key), clause)}</li>"
            yield "</ol>"
        yield "</li>"
    yield from ("</ol>", "</nav>")


def _entry(anchor: str, item: Section | ClauseItem) -> str:
    return f'<a href="#{escape(anchor)}">{_numbered(item)}</a>'


def _numbered(item: Section | ClauseItem) -> str:
    return f'<span class="label">{escape(item.number)} </span>{escape(item.title)}'


def _section(section: Section) -> Iterator[str]:
    anchor = escape(section_anchor(section.id))
    yield f"<section{_class(annex=section.annex, new_page=section.new_page)}>"
    yield f'<h2 id="{anchor}">{_numbered(section)}</h2>'
    if section.blocks:
        yield blocks(section.blocks, anchor).rstrip("\n")
    for clause in section.clauses:
        yield from _clause(clause)
    yield "</section>"


def _class(**held: bool) -> str:
    names = " ".join(name.replace("_", "-") for name, holds in held.items() if holds)
    return f' class="{names}"' if names else ""


def _clause(clause: ClauseItem) -> Iterator[str]:
    """Yield a clause; what it is in its library stands in attributes, as in the Word file's manifest."""
    anchor = escape(clause_anchor(clause.key))
    known = {"clause": clause.id, "library": clause.library, "version": clause.version}
    data = "".join(f' data-{name}="{escape(value)}"' for name, value in known.items() if value)
    local = f' <span class="unseen">({_LOCAL})</span>' if clause.local else ""
    yield f'<section class="clause{" local" if clause.local else ""}"{data}>'
    yield f'<h3 id="{anchor}">{_numbered(clause)}{local}</h3>'
    yield f'<div class="text">\n{blocks(clause.blocks, anchor)}</div>'
    yield "</section>"


def _foot(document: Document) -> Iterator[str]:
    facts = (_scalar(document, "municipality"), _scalar(document, "diarienummer"), _scalar(document, "mark"))
    yield f"<footer><p>{' · '.join(escape(fact) for fact in facts if fact)}</p></footer>"


def _scalar(document: Document, name: str) -> str:
    return dict(document.scalars).get(name, "")
