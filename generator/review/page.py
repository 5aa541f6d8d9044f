"""A page for each reviewer who answers in a browser, and the file that the page saves, read back with suspicion."""

from __future__ import annotations

import base64
import hashlib
import pathlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from typing import Any

from generator import canonical
from generator.assemble.composed import Composed
from generator.build.background import Part, background
from generator.errors import Finding, Place, problem
from generator.html.frame import style
from generator.html.markup import blocks, clause_anchor, css_string, escape
from generator.model.document import ClauseItem, Section, Table, plain
from generator.model.review import Proposal, Returned
from generator.model.round import Reviewer, Round, round_data
from generator.prose.values import date
from generator.review.amend import normal, spots
from generator.review.folder import ROUND, digest
from generator.review.opening import Opened
from generator.review.saying import APPROVED
from generator.source.write import dump

_HERE = pathlib.Path(__file__).parent
#: A page says what it is, so that no other file is taken for an answer.
_KIND = "klausul-granskning"
_FORMAT = 1
#: A reviewer who writes a new text for every clause of a long document stays far below this.
_MAX_BYTES = 5_000_000
_POSITIONS = {
    "none": "Ingen synpunkt",
    "approve": "Tillstyrker punkten som den är",
    "change": "Vill ha en annan lydelse",
    "reject": "Vill stryka punkten",
}


def with_pages(made: Opened, composed: Composed) -> Opened:
    """Return a round with a page for each reviewer beside the copies, marked as these are."""
    files = {name: content for name, content in made.files.items() if name != ROUND}
    copies = list(made.round.copies)
    for copy in made.round.copies:
        reviewer = made.round.reviewer(copy.reviewer)
        if reviewer is not None:
            content = page(made.round, reviewer, composed).encode()
            file = str(pathlib.PurePosixPath(copy.file).with_suffix(".html"))
            files[file] = content
            copies.append(replace(copy, file=file, sha256=digest(content)))
    found = replace(made.round, copies=tuple(copies))
    return Opened(found, {**files, ROUND: dump(round_data(found)).encode()})


def page(found: Round, reviewer: Reviewer, composed: Composed) -> str:
    """Return the page of a reviewer: everything in one file, which fetches nothing and sends nothing."""
    return "".join(f"{line}\n" for line in _lines(found, reviewer, composed))


def script() -> str:
    """Return the page's script, the same on every page."""
    return (_HERE / "page.js").read_text("utf-8").strip()


def policy() -> str:
    """Return what a browser may do with the page: nothing but run our own script (CSP 3, 6.7.2)."""
    digest = base64.b64encode(hashlib.sha256(f"\n{script()}\n".encode()).digest()).decode()
    own = f"script-src 'sha256-{digest}'; style-src 'unsafe-inline'"
    return f"default-src 'none'; {own}; base-uri 'none'; form-action 'none'"


def _lines(found: Round, reviewer: Reviewer, composed: Composed) -> Iterator[str]:
    title = f"Granskning: {found.title}"
    mark = dict(composed.document.scalars).get("mark", "")
    yield from ("<!DOCTYPE html>", '<html lang="sv">', "<head>", '<meta charset="utf-8">')
    yield f'<meta http-equiv="Content-Security-Policy" content="{escape(policy())}">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>{escape(f'{mark}: {title}' if mark else title)}</title>"
    yield from ("<style>", style("style.css"), (_HERE / "page.css").read_text("utf-8").strip())
    yield f"@page {{ @top-left {{ content: {css_string(title)} }} }}"
    yield from ("</style>", "</head>", "<body>", '<a class="skip" href="#punkter">Hoppa till första punkten</a>')
    yield "<header>"
    if mark:
        yield f'<p class="mark">{escape(mark)}</p>'
    yield f"<h1>{escape(title)}</h1>"
    yield f'<p class="subtitle">Till {escape(reviewer.name)}</p>\n</header>'
    yield f'<main>\n<form id="svar" data-round="{escape(found.id)}" data-reviewer="{escape(reviewer.id)}">'
    yield from _introduction(found, reviewer)
    yield '<div id="punkter" tabindex="-1">'
    for section in composed.document.sections:
        yield from _section(section, composed)
    yield "</div>"
    yield from _end()
    yield from ("</form>", "</main>", f"<footer><p>Omgång {escape(found.id)}</p></footer>")
    yield from ("<script>", script(), "</script>", "</body>", "</html>")


def _introduction(found: Round, reviewer: Reviewer) -> Iterator[str]:
    number = f" Diarienummer: {escape(found.diarienummer)}." if found.diarienummer else ""
    yield f"<p>Utskicket är från {escape(date(found.opened))}.{number}</p>"
    yield "<p>Ta ställning till de punkter som du har en synpunkt på. De andra kan du lämna som de är.</p>"
    yield '<p class="skript" hidden>Sidan skickar ingenting. Tryck på Spara svaret längst ned och skicka själv filen '
    yield "som sparas. Du kan läsa in filen igen och fortsätta en annan dag.</p>"
    yield "<noscript><p>Din webbläsare kör inte sidans skript. Skriv ut sidan, eller svara i Wordfilen.</p></noscript>"
    yield '<div class="field skript" hidden>\n<label for="las">Fortsätt på ett sparat svar</label>'
    yield '<input type="file" id="las" accept=".json,application/json">\n</div>'
    yield '<div class="field">\n<label for="namn">Ditt namn</label>'
    yield f'<input type="text" id="namn" autocomplete="name" maxlength="200" value="{escape(reviewer.name)}">\n</div>'


def _section(section: Section, composed: Composed) -> Iterator[str]:
    yield f"<section>\n<h2>{escape(section.number)} {escape(section.title)}</h2>"
    if section.blocks:
        anchor = f"avsnitt-{escape(section.id)}"
        yield f'<div id="{anchor}">\n{blocks(section.blocks, anchor)}</div>'
    for clause in section.clauses:
        yield from _clause(clause, composed)
    yield "</section>"


def _clause(clause: ClauseItem, composed: Composed) -> Iterator[str]:
    anchor, key = escape(clause_anchor(clause.key)), escape(clause.key)
    yield f'<section class="clause" data-clause="{key}" aria-labelledby="{anchor}">'
    yield f'<h3 id="{anchor}">{escape(clause.number)} {escape(clause.title)}</h3>'
    yield f'<div class="text">\n{blocks(clause.blocks, anchor)}</div>'
    yield from (line for part in background(composed, clause.key) for line in _part(part))
    yield f"<fieldset>\n<legend>Ditt ställningstagande till {escape(clause.number)}</legend>"
    for value, words in _POSITIONS.items():
        checked = " checked" if value == "none" else ""
        identity = f"s-{key}-{value}"
        named = f'name="stallning-{key}" id="{identity}"'
        yield f'<div class="choice"><input type="radio" {named} value="{value}"{checked}>'
        yield f'<label for="{identity}">{words}</label></div>'
    yield f'<div class="field lydelse">\n<label for="l-{key}">Lydelse som du vill ha</label>'
    yield f'<p class="hint" id="lh-{key}">{_hint(clause)}</p>'
    text = escape("\n".join(text for _, text in wording(clause)))
    # A line break that follows the tag at once is not part of the value (HTML 4.10.11).
    yield f'<textarea id="l-{key}" name="lydelse-{key}" rows="6" aria-describedby="lh-{key}">'
    yield f"{text}</textarea>\n</div>"
    yield f'<div class="field">\n<label for="k-{key}">Skäl eller kommentar</label>'
    yield f'<textarea id="k-{key}" name="skal-{key}" rows="3" placeholder=" "></textarea>'
    yield "</div>\n</fieldset>\n</section>"


def _hint(clause: ClauseItem) -> str:
    table = " Tabellen ändrar du genom att skriva i kommentaren." if _has_table(clause) else ""
    return f"Ändra i texten. Varje rad är ett stycke eller ett led i en lista.{table}"


def _has_table(clause: ClauseItem) -> bool:
    return any(isinstance(block, Table) for block in clause.blocks)


def _part(part: Part) -> Iterator[str]:
    yield f"<details>\n<summary>{escape(part.title)}</summary>"
    if part.running or len(part.lines) == 1:
        yield from (f"<p>{escape(line)}</p>" for line in part.lines)
    else:
        yield from ("<ul>", *(f"<li>{escape(line)}</li>" for line in part.lines), "</ul>")
    yield "</details>"


def _end() -> Iterator[str]:
    yield '<section class="clause">\n<h2 id="hela">Hela dokumentet</h2>'
    yield '<div class="field">\n<label for="helhet">Synpunkter på dokumentet som helhet</label>'
    yield '<textarea id="helhet" rows="5" placeholder=" "></textarea>\n</div>\n</section>'
    yield '<div class="save skript" hidden>\n<button type="submit" id="spara">Spara svaret som fil</button>'
    yield '<p id="lage" role="status"></p>\n</div>'


def wording(clause: ClauseItem) -> list[tuple[int, str]]:
    """Return the paragraphs and items of a clause with their numbers; tables are left out."""
    return [
        (number, normal(plain(content)))
        for number, (spot, content) in enumerate(spots(clause))
        if spot and len(spot) < 3
    ]


def read_answers(found: Round, sent: Mapping[str, ClauseItem], content: bytes, name: str) -> Returned:
    """Return what a saved answer says.

    Args:
        found: the round.
        sent: the clauses that were sent, by key.
        content: the bytes of the file.
        name: what to call it in findings.

    Raises:
        DataError: it is no such file, or belongs to another round or to nobody in it.
    """
    data = _checked(content, name)
    if data["round"] != found.id:
        raise problem("review-other-round", name, found=data["round"][:60], round=found.id)
    if found.reviewer(data["reviewer"]) is None:
        known = ", ".join(one.id for one in found.reviewers)
        raise problem("review-unknown-reviewer", name, id=data["reviewer"][:60], known=known)
    author = " ".join(data["name"].split()) or found.named(data["reviewer"])
    proposals: list[Proposal] = []
    order = {clause.key: index for index, clause in enumerate(found.clauses)}
    rows = sorted(data["answers"], key=lambda row: order.get(row["clause"], len(order)))
    if data["comment"].strip():
        proposals.append(Proposal("", "comment", "front", comment=data["comment"].strip(), found_by="manifest"))
    for row in rows:
        proposals += _answer(row, found, sent.get(row["clause"]))
    numbered = tuple(_named(proposal, number, author) for number, proposal in enumerate(proposals, 1))
    notes = () if numbered else (Finding("review-empty", Place(name)),)
    return Returned(found.id, data["reviewer"], numbered, notes=notes)


def _named(proposal: Proposal, number: int, author: str) -> Proposal:
    return replace(proposal, id=str(number), author=author)


def _checked(content: bytes, name: str) -> dict[str, Any]:
    """Return the data of an answer that has the shape of one."""
    if len(content) > _MAX_BYTES:
        raise problem("source-too-large", name, size=len(content), limit=_MAX_BYTES)
    try:
        data = canonical.loads(content.decode("utf-8-sig"))
        if data["kind"] != _KIND or data["format"] != _FORMAT:
            raise ValueError("another kind of file")
        answers = [
            {
                "clause": _text(row["clause"]),
                "position": _text(row["position"]),
                "comment": _text(row.get("comment", "")),
                "text": _text(row.get("text", "")),
            }
            for row in data["answers"]
        ]
        fields = {key: _text(data.get(key, "")) for key in ("round", "reviewer", "name", "comment")}
        if any(row["position"] not in _POSITIONS for row in answers):
            raise ValueError("no such position")
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise problem("review-answer-file", name) from error
    return {**fields, "answers": answers}


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("not a text")
    return value


def _answer(row: Mapping[str, str], found: Round, clause: ClauseItem | None) -> Iterator[Proposal]:
    comment = row["comment"].strip()
    known = found.clause(row["clause"])
    if clause is None or known is None:
        said = "\n".join(part for part in (comment, row["text"].strip()) if part)
        if said or row["position"] != "none":
            words = f"{_POSITIONS[row['position']]}: {said}" if row["position"] != "none" else said
            note = "Svaret gäller en punkt som inte finns i utskicket."
            yield Proposal("", "comment", "unplaced", heading=row["clause"], comment=words, found_by="none", note=note)
        return
    here: dict[str, Any] = {"clause": known.key, "number": known.number, "heading": known.title}
    if row["position"] == "approve":
        yield Proposal("", "comment", line=0, whole=True, comment=f"{APPROVED} {comment}".strip(), **here)
        return
    if row["position"] == "reject":
        before = "\n".join([clause.title, *(text for _, text in wording(clause))])
        yield Proposal("", "struck", whole=True, before=before, comment=comment, **here)
        return
    changes = list(_changed(wording(clause), row["text"])) if row["position"] == "change" else []
    for index, (kind, line, before, after) in enumerate(changes):
        yield Proposal("", kind, line=line, before=before, after=after, comment="" if index else comment, **here)
    if comment and not changes:
        yield Proposal("", "comment", line=0, comment=comment, **here)


def _changed(old: Sequence[tuple[int, str]], text: str) -> Iterator[tuple[str, int, str, str]]:
    """Yield kind, place, text before and after of each paragraph that somebody has changed."""
    new = [normal(line) for line in text.splitlines() if line.strip()]
    texts = [line for _, line in old]
    for kind, low, high, first, last in SequenceMatcher(None, texts, new, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        pairs = min(high - low, last - first)
        for at in range(pairs):
            yield "change", old[low + at][0], texts[low + at], new[first + at]
        for at in range(low + pairs, high):
            yield "struck", old[at][0], texts[at], ""
        if last - first > pairs:
            after = old[low + pairs - 1][0] if low + pairs else 0
            yield "new", after, "", "\n".join(new[first + pairs : last])
