"""A redline as the list of amendments that a council decides on: point by point, with numbers.

Numbers are those of the present text, since that is what somebody has in hand; a point that is new or has
another number afterwards is told so. What only follows from the renumbering stands last, together.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from generator.model.document import Section, letter, plain
from generator.redline.blocks_text import lines_of_block
from generator.redline.model import (
    DELETED,
    INSERTED,
    KEPT,
    BlockChange,
    ClauseChange,
    Line,
    ListChange,
    ParagraphChange,
    Redline,
    SectionChange,
    TableChange,
    block_differs,
    differs,
    side,
)
from generator.redline.phrases import consequential, enumeration, ordinal, quoted, rewritten, sentences

#: A clause with more amendments than this is told as a whole.
_MANY = 6


class Amendment(NamedTuple):
    """One amendment: a sentence, and the lines of new text that it brings."""

    sentence: str
    lines: tuple[str, ...] = ()


def amendments(redline: Redline) -> list[Amendment]:
    """Return every amendment that makes NEW of OLD, in the order of the text; none where they are the same."""
    sections = (found for section in redline.sections for found in _section(section, redline))
    return [*_front(redline), *sections, *_follow(redline)]


def listed(redline: Redline) -> str:
    """Return the amendments as numbered plain text under a heading."""
    title = redline.new.front.title
    found = amendments(redline)
    lines = [f"Ändringar i {title}", ""]
    if not found:
        lines.append("Texterna är lika. Det finns inga ändringar.")
    else:
        lines += ["Numren på punkter och stycken är de i den nuvarande lydelsen, om inget annat sägs.", ""]
    for number, amendment in enumerate(found, 1):
        lines.append(f"{number}. {amendment.sentence}")
        lines += (f"   {line}" for line in amendment.lines)
    return "\n".join(lines) + "\n"


def _front(redline: Redline) -> Iterator[Amendment]:
    front = redline.front
    if differs(front.title):
        yield _replaced("Dokumentets rubrik", plain(side(front.title, DELETED)), plain(side(front.title, INSERTED)))
    if front.subtitle and (front.subtitle.state != KEPT or differs(front.subtitle.line)):
        old, new = (plain(side(front.subtitle.line, state)) for state in (DELETED, INSERTED))
        if old and new:
            yield _replaced("Underrubriken", old, new)
        elif old:
            yield Amendment(f"Underrubriken {quoted(old)} stryks.")
        else:
            yield Amendment(f"Underrubriken {quoted(new)} läggs till.")
    if front.box:
        yield from _box(front.box, redline.new.front.caption or redline.old.front.caption)
    yield from _blocks(front.preamble, "inledningen")


def _box(box: TableChange, caption: str) -> Iterator[Amendment]:
    for row in box.rows[1:]:
        label = plain(side(row.cells[0], DELETED if row.state == DELETED else INSERTED))
        old, new = (plain(side(row.cells[1], state)) for state in (DELETED, INSERTED))
        if row.state == DELETED:
            yield Amendment(f"I rutan {quoted(caption)} stryks raden {quoted(label)}.")
        elif row.state == INSERTED:
            yield Amendment(f"I rutan {quoted(caption)} läggs raden {quoted(label)} till: {quoted(new)}.")
        elif differs(row.cells[1]):
            yield Amendment(
                f"I rutan {quoted(caption)}, raden {quoted(label)}, ersätts {quoted(old)} med {quoted(new)}."
            )


def _section(section: SectionChange, redline: Redline) -> Iterator[Amendment]:
    shown = section.shown
    kind = "Bilagan" if shown.annex else "Avsnitt"
    name = f"{kind} {shown.number} {shown.title}" if not shown.annex else f"{shown.number} {shown.title}"
    if section.state == DELETED:
        staying = [clause for clause in section.clauses if clause.moved]
        rest = "; de punkter som flyttas anges för sig" if staying else ""
        yield Amendment(f"{name} stryks{rest}.")
        return
    if section.state == INSERTED:
        yield Amendment(f"Ett nytt avsnitt läggs till, {shown.number} {shown.title}{_after_section(section, redline)}.")
    elif differs(section.title):
        old = section.old
        assert old is not None
        yield _replaced(f"Rubriken till avsnitt {old.number}", old.title, shown.title)
    yield from _blocks(section.blocks, f"avsnitt {shown.number}") if section.state == KEPT else ()
    for clause in section.clauses:
        yield from _clause(clause, section)


def _after_section(section: SectionChange, redline: Redline) -> str:
    before: Section | None = None
    for other in redline.sections:
        if other is section:
            break
        if other.new is not None:
            before = other.new
    return f", efter avsnitt {before.title}" if before else ", först i dokumentet"


def _clause(change: ClauseChange, section: SectionChange) -> Iterator[Amendment]:
    old, new = change.old, change.new
    if change.state == DELETED:
        if new is None and old is not None:
            yield Amendment(f"Punkt {old.number} {old.title} stryks.")
        return
    assert new is not None
    if change.state == INSERTED and old is None:
        lines = tuple(line for block in change.blocks for line in lines_of_block(block, INSERTED))
        yield Amendment(f"En ny punkt läggs till, {new.number} {new.title}, med lydelsen:", lines)
    elif change.state == INSERTED and old is not None:
        also = " och ändras" if change.within is not None and change.within.touched else ""
        place = f" i avsnitt {section.shown.title}"
        yield Amendment(f"Punkt {old.number} {old.title} flyttas{also} och blir punkt {new.number}{place}.")
        if change.within is not None:
            yield from _within(change.within)
    else:
        yield from _within(change)


def _within(change: ClauseChange) -> Iterator[Amendment]:
    old, new = change.old, change.new
    if change.state != KEPT or old is None or new is None:
        return
    if differs(change.title):
        yield _replaced(f"Rubriken till punkt {old.number}", old.title, new.title)
    found = list(_blocks(change.blocks, f"punkt {old.number}"))
    if len(found) > _MANY:
        lines = tuple(line for block in change.blocks for line in lines_of_block(block, INSERTED))
        found = [Amendment(f"Texten i punkt {old.number} ersätts med:", lines)]
    yield from found


def _blocks(blocks: tuple[BlockChange, ...], place: str) -> Iterator[Amendment]:
    """Yield the amendments of some blocks; a paragraph is counted as it stands in OLD."""
    count = lists = 0
    for block in blocks:
        where = f"{place} {ordinal(max(count - 1, 0))} stycket"
        if isinstance(block, ParagraphChange):
            if block.state != INSERTED:
                count += 1
            yield from _paragraph(block, place, count)
        elif isinstance(block, ListChange):
            lists += 1
            yield from _list(block, where if count else place)
        elif isinstance(block, TableChange):
            yield from _table(block, place)
        elif block_differs(block):
            verb = "stryks" if block.state == DELETED else "läggs till"
            lines = () if block.state == DELETED else tuple(lines_of_block(block, INSERTED))
            yield Amendment(f"I {place} {verb} ett diagram eller en underskriftsdel{':' if lines else '.'}", lines)


def _paragraph(block: ParagraphChange, place: str, count: int) -> Iterator[Amendment]:
    where = f"{place} {ordinal(count - 1)} stycket" if count else place
    if block.state == DELETED:
        yield Amendment(
            f"I {place} stryks {ordinal(count - 1)} stycket, {quoted(_short(plain(side(block.line, DELETED))))}."
        )
    elif block.state == INSERTED:
        after = f"efter {ordinal(count - 1)} stycket" if count else "först"
        yield Amendment(f"I {place} läggs ett nytt stycke till {after}:", (plain(side(block.line, INSERTED)),))
    elif differs(block.line) and not consequential(block.line):
        yield from _changed(block.line, where)


def _changed(line: Line, where: str) -> Iterator[Amendment]:
    if rewritten(line):
        yield Amendment(f"{where[0].upper()}{where[1:]} ersätts med:", (plain(side(line, INSERTED)),))
    else:
        yield from map(Amendment, sentences(line, where))


def _list(block: ListChange, where: str) -> Iterator[Amendment]:
    if block.state == DELETED:
        yield Amendment(f"I {where} stryks listan.")
        return
    if block.state == INSERTED:
        yield Amendment(f"I {where} läggs en lista till:", tuple(lines_of_block(block, INSERTED)))
        return
    index = 0
    for item in block.items:
        label = letter(index) if block.ordered else ordinal(index)
        name = f"led {label})" if block.ordered else f"{label} strecksatsen"
        if item.state == INSERTED:
            last = letter(max(index - 1, 0)) if block.ordered else ordinal(max(index - 1, 0))
            before = f"led {last})" if block.ordered else f"{last} strecksatsen"
            after = f"efter {before}" if index else "först i listan"
            yield Amendment(f"I {where} läggs {quoted(plain(side(item.line, INSERTED)))} till {after}.")
            continue
        if item.state == DELETED:
            yield Amendment(f"I {where} stryks {name}, {quoted(_short(plain(side(item.line, DELETED))))}.")
        elif differs(item.line) and not consequential(item.line):
            yield from _changed(item.line, f"{where} {name}")
        index += 1


def _table(block: TableChange, place: str) -> Iterator[Amendment]:
    if block.state == DELETED:
        yield Amendment(f"I {place} stryks tabellen.")
        return
    if block.state == INSERTED:
        yield Amendment(f"I {place} läggs en tabell till:", tuple(lines_of_block(block, INSERTED)))
        return
    names = [plain(side(cell, DELETED)) for cell in block.rows[0].cells]
    for index, row in enumerate(block.rows):
        called = plain(side(row.cells[0], INSERTED if row.state == INSERTED else DELETED))
        if row.state == DELETED:
            yield Amendment(f"I tabellen i {place} stryks raden {quoted(called)}.")
        elif row.state == INSERTED:
            text = " | ".join(plain(side(cell, INSERTED)) for cell in row.cells)
            yield Amendment(f"I tabellen i {place} läggs en rad till:", (text,))
        else:
            for name, cell in zip(names, row.cells, strict=True):
                if differs(cell) and not consequential(cell):
                    at = (
                        f"rubriken {quoted(name)}"
                        if index == 0
                        else f"raden {quoted(called)}, kolumnen {quoted(name)},"
                    )
                    old, new = (plain(side(cell, state)) for state in (DELETED, INSERTED))
                    yield Amendment(f"I tabellen i {place} ersätts i {at} {quoted(old)} med {quoted(new)}.")


def _follow(redline: Redline) -> Iterator[Amendment]:
    """Yield what follows from the others: other numbers, and references to them."""
    numbers = [
        f"{change.old.number} blir {change.new.number}"
        for change in redline.clauses()
        if change.state == KEPT and change.old is not None and change.new is not None
        if change.old.number != change.new.number
    ]
    if numbers:
        yield Amendment(f"Som följd av ändringarna numreras punkterna om: {enumeration(numbers)}.")
    if any(consequential(line) for change in redline.clauses() for line in _lines(change)):
        yield Amendment("Hänvisningar till punkter som har fått andra nummer ändras på motsvarande sätt.")


def _lines(change: ClauseChange) -> Iterator[Line]:
    for block in (change.within or change).blocks:
        if isinstance(block, ParagraphChange):
            yield block.line
        elif isinstance(block, ListChange):
            yield from (item.line for item in block.items)
        elif isinstance(block, TableChange):
            yield from (cell for row in block.rows for cell in row.cells)


def _replaced(what: str, old: str, new: str) -> Amendment:
    return Amendment(f"{what}, {quoted(old)}, ersätts med {quoted(new)}.")


def _short(text: str, most: int = 60) -> str:
    """Return the beginning of a text, cut between words."""
    if len(text) <= most:
        return text
    return f"{text[:most].rpartition(' ')[0]} …"
