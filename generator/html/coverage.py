"""What a draft covers as a web page: a table of sections and dimensions, the clauses, and the requirements."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.coverage import REMARKS, Area, Coverage, Demand, counted, groups
from generator.html.frame import shell
from generator.html.markup import escape
from generator.model.document import ClauseItem


def coverage_page(found: Coverage) -> str:
    """Return the page. The same account gives the same page."""
    title = f"Täckning: {found.title}"
    body = [
        "<header>",
        f"<h1>{escape(title)}</h1>",
        f'<p class="subtitle">{escape(found.subtitle)}</p>' if found.subtitle else "",
        f'<p class="facts">{counted(found.count).capitalize()} den {found.date}</p>',
        "</header>",
        '<main id="innehall" tabindex="-1">',
        *_grid(found),
        *_areas(found),
        *_demands(found),
        "</main>",
        f"<footer><p>{escape(REMARKS[-1])}</p></footer>",
    ]
    skip = ("innehall", "Hoppa till innehållet")
    return shell("sv", title, ("style.css", "coverage.css"), filter(None, body), skip, title)


def _grid(found: Coverage) -> Iterator[str]:
    yield '<section>\n<h2 id="avsnitt">Klausuler efter avsnitt och dimension</h2>'
    yield from (f"<p>{escape(remark)}</p>" for remark in REMARKS[:-1])
    yield '<div class="table grid" role="group" aria-labelledby="avsnitt" tabindex="0">'
    heads = "".join(f'<th scope="col">{_mark(area)}</th>' for area in found.areas)
    yield f'<table aria-labelledby="avsnitt">\n<thead>\n<tr><th scope="col">Avsnitt</th>{heads}</tr>\n</thead>\n<tbody>'
    for place in found.places:
        cells = "".join(f"<td>{_cell(area.sections.get(place.id, ()))}</td>" for area in found.areas)
        yield f'<tr><th scope="row">{escape(place.title)}</th>{cells}</tr>'
    totals = "".join(f"<td>{len(area.clauses)}</td>" for area in found.areas)
    yield f'</tbody>\n<tfoot>\n<tr><th scope="row">Alla avsnitt</th>{totals}</tr>\n</tfoot>'
    yield "</table>\n</div>\n</section>"


def _mark(area: Area) -> str:
    """Return the short name of a column; who hears the page gets the whole name."""
    return f'<a href="#omrade-{area.id}">{escape(area.mark)}<span class="unseen"> {escape(area.title)}</span></a>'


def _cell(clauses: Sequence[ClauseItem]) -> str:
    if not clauses:
        return '<span class="none">0</span>'
    return f'{len(clauses)} <span class="which">({", ".join(escape(clause.number) for clause in clauses)})</span>'


def _areas(found: Coverage) -> Iterator[str]:
    yield "<section>\n<h2>Dimensioner och deras klausuler</h2>"
    for area in found.areas:
        number = f"{area.mark} " if area.mark.isdigit() else ""
        count = counted(len(area.clauses))
        yield f'<section class="area">\n<h3 id="omrade-{area.id}">{escape(number + area.title)}: {count}</h3>'
        yield f'<p class="about">{escape(area.description)}</p>'
        if area.clauses:
            items = (f"<li>{escape(clause.number)} {escape(clause.title)}</li>" for clause in area.clauses)
            yield "\n".join(("<ul>", *items, "</ul>"))
        yield "</section>"
    yield "</section>"


def _demands(found: Coverage) -> Iterator[str]:
    if not found.demands:
        return
    yield "<section>\n<h2>Krav</h2>"
    for number, (heading, rows) in enumerate(groups(found), 1):
        anchor = f"krav-{number}"
        yield f'<h3 id="{anchor}">{escape(heading)}</h3>'
        yield f'<div class="table" role="group" aria-labelledby="{anchor}" tabindex="0">'
        yield f'<table aria-labelledby="{anchor}">'
        yield '<thead>\n<tr><th scope="col">Krav</th><th scope="col">Tyngd</th><th scope="col">Svar</th></tr>\n</thead>'
        yield "\n".join(("<tbody>", *map(_demand, rows), "</tbody>\n</table>\n</div>"))
    yield "</section>"


def _demand(demand: Demand) -> str:
    row = demand.row
    about = f'<p class="about">{escape(row["text"])}</p>\n<p class="about">Gäller {escape(row["binds"])}.</p>'
    read = f'\n<p class="about">{escape(demand.read)}</p>' if demand.read and row["force"] == "lag" else ""
    name = f"<td><strong>{escape(row['title'])}</strong>\n{about}</td>"
    return f"<tr>{name}<td>{escape(demand.source)}{read}</td><td>{escape(demand.answer)}</td></tr>"
