"""What a clause's text becomes by amendments: words changed where reviewers changed them, all else as it was."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher

from generator.model.document import (
    Block,
    ClauseItem,
    Inline,
    Inlines,
    ListBlock,
    Paragraph,
    Reference,
    Table,
    Text,
    plain,
)
from generator.model.review import Proposal
from generator.review.tokens import alike, bound, starts, tokens

#: Stands between the cells of a row in a proposal.
CELLS = " | "
#: A place with text in a clause: none for the heading, else block, block and item, or block, row and cell.
Spot = tuple[int, ...]


class CannotAmendError(Exception):
    """An amendment that a person has to put in by hand; says which, and why, in Swedish."""

    def __init__(self, proposal: Proposal, why: str) -> None:
        super().__init__(why)
        self.proposal, self.why = proposal, why


@dataclass(slots=True)
class _Line:
    """A place with its text, and what is to become of it."""

    spot: Spot
    content: Inlines
    wanted: list[Proposal] = field(default_factory=list)
    struck: bool = False
    #: Texts that are to stand after it, a paragraph each; of a cell, rows that are to stand after its row.
    added: list[str] = field(default_factory=list)


def spots(clause: ClauseItem) -> Iterator[tuple[Spot, Inlines]]:
    """Yield every place with text: the heading, then each paragraph, item and cell, as proposals count them."""
    yield (), (Text(clause.title),)
    for index, block in enumerate(clause.blocks):
        if isinstance(block, Paragraph):
            yield (index,), block.content
        elif isinstance(block, ListBlock):
            yield from (((index, number), item) for number, item in enumerate(block.items))
        elif isinstance(block, Table):
            for row, cells in enumerate((block.header, *block.rows)):
                yield from (((index, row, column), cell) for column, cell in enumerate(cells))


def normal(text: str) -> str:
    """Return a text with its blanks alike: hard ones are ours, and other programs change them."""
    return " ".join(text.split())


def amended(clause: ClauseItem, proposals: Sequence[Proposal]) -> ClauseItem:
    """Return a clause with some proposals put in.

    Raises:
        CannotAmendError: one of them cannot be put in, or two want different things of the same words.
    """
    lines = [_Line(spot, content) for spot, content in spots(clause)]
    for proposal in proposals:
        _note(lines, proposal)
    title = clause.title
    blocks: list[Block] = []
    for index, block in enumerate(clause.blocks):
        own = [line for line in lines if line.spot[:1] == (index,)]
        blocks += _rebuilt(block, own)
    head = lines[0]
    if head.wanted:
        title = _text(head)
    if head.struck or not title.strip():
        raise CannotAmendError((head.wanted or list(proposals))[0], "en punkt måste ha en rubrik")
    blocks[:0] = [Paragraph((Text(text),)) for text in head.added]
    if not blocks:
        raise CannotAmendError(proposals[0], "punkten skulle bli tom, och då stryks den i sin helhet")
    return replace(clause, title=title, blocks=tuple(blocks))


def changed_on_the_way(clause: ClauseItem, proposal: Proposal) -> list[Proposal]:
    """Return what a proposal that moves a clause changes in it too, as changes of words; nothing for any other.

    Raises:
        CannotAmendError: its paragraphs are others than the clause's, so that no words can be told apart.
    """
    before, after = ([normal(text) for text in part.split("\n")] for part in (proposal.before, proposal.after))
    if proposal.kind != "moved" or not proposal.whole or after in ([""], before):
        return []
    if before != [normal(plain(content)) for _, content in spots(clause)] or len(after) != len(before):
        raise CannotAmendError(proposal, "punkten är både flyttad och ändrad i sin indelning")
    pairs = zip(proposal.before.split("\n"), proposal.after.split("\n"), strict=True)
    return [
        replace(proposal, kind="change", whole=False, line=line, before=old, after=new)
        for line, (old, new) in enumerate(pairs)
        if normal(old) != normal(new)
    ]


def _note(lines: Sequence[_Line], proposal: Proposal) -> None:
    """Put a proposal at the place that it is about."""
    if proposal.kind == "comment":
        raise CannotAmendError(proposal, "en kommentar ändrar ingen text")
    if proposal.kind == "moved" or proposal.whole or proposal.place != "clause":
        raise CannotAmendError(proposal, "det är ingen ändring av ord i en punkt")
    if proposal.kind == "new":
        at = proposal.line if 0 <= proposal.line < len(lines) else len(lines) - 1
        if len(lines[at].spot) == 3:
            if len(proposal.after.split(CELLS)) != len(_row(lines, lines[at])):
                raise CannotAmendError(proposal, "ny text i en tabell förs in för hand, om den inte är en hel rad")
            lines[at].added.append(proposal.after)
            return
        lines[at].added += [text for text in proposal.after.split("\n") if text.strip()]
        return
    if proposal.kind == "struck" and (row := _struck_row(lines, proposal)):
        for cell in row:
            cell.struck = True
        return
    line = _found(lines, proposal)
    if proposal.kind == "struck":
        if len(line.spot) == 3:
            raise CannotAmendError(proposal, "celler i en tabell stryks för hand, om det inte är en hel rad")
        line.struck = True
    else:
        line.wanted.append(proposal)


def _row(lines: Sequence[_Line], cell: _Line) -> list[_Line]:
    """Return the cells of the row that a cell stands in."""
    return [line for line in lines if line.spot[:2] == cell.spot[:2]]


def _struck_row(lines: Sequence[_Line], proposal: Proposal) -> list[_Line]:
    """Return the cells of the row that a proposal strikes, or nothing where it does not strike a row as it stands."""
    line = lines[proposal.line] if 0 <= proposal.line < len(lines) else lines[0]
    row = _row(lines, line) if len(line.spot) == 3 and line.spot[1] else []
    cells = [normal(plain(cell.content)) for cell in row]
    return row if row and normal(proposal.before) == normal(CELLS.join(filter(None, cells))) else []


def _found(lines: Sequence[_Line], proposal: Proposal) -> _Line:
    """Return the place whose text a proposal is about; a clause may have changed since it was sent."""
    before = normal(proposal.before)
    counted = lines[proposal.line] if 0 <= proposal.line < len(lines) else None
    if counted is not None and normal(plain(counted.content)) == before:
        return counted
    equal = [line for line in lines if normal(plain(line.content)) == before]
    if len(equal) == 1:
        return equal[0]
    if counted is not None and proposal.kind == "change" and _alike(plain(counted.content), proposal.before):
        return counted
    raise CannotAmendError(proposal, "texten som det gäller finns inte längre i utkastet")


def _alike(one: str, other: str) -> bool:
    return SequenceMatcher(None, alike(tokens(one)), alike(tokens(other)), autojunk=False).ratio() > 0.5


def _text(line: _Line) -> str:
    """Return the text of a place with all that is wanted of it."""
    now = plain(line.content)
    first = line.wanted[0]
    if len(line.wanted) == 1 and normal(first.before) == normal(now):
        return _merged(now, [(first, first.after)])
    base = first.before
    if any(normal(one.before) != normal(base) for one in line.wanted):
        raise CannotAmendError(line.wanted[-1], "förslagen utgår från olika texter")
    kept = [] if normal(now) == normal(base) else [(first, now)]
    return _merged(now if not kept else base, [*kept, *((one, one.after) for one in line.wanted)])


def _merged(base: str, versions: Sequence[tuple[Proposal, str]]) -> str:
    """Return a text with the changes of several versions, which may not be of the same words."""
    words = tokens(base)
    changes: dict[tuple[int, int], tuple[str, Proposal]] = {}
    for proposal, version in versions:
        other = tokens(version)
        matcher = SequenceMatcher(None, alike(words), alike(other), autojunk=False)
        for kind, low, high, first, last in matcher.get_opcodes():
            if kind == "equal":
                continue
            put = "".join(map(bound, other[first:last]))
            known = changes.get((low, high))
            if known is not None and known[0] != put:
                raise CannotAmendError(proposal, "ett annat förslag vill något annat med samma ord")
            changes[low, high] = (put, proposal)
    pieces, at = [], 0
    for (low, high), (put, proposal) in sorted(changes.items()):
        if low < at:
            raise CannotAmendError(proposal, "ett annat förslag vill något annat med samma ord")
        pieces += ["".join(words[at:low]), put]
        at = high
    return "".join([*pieces, *words[at:]])


def _rebuilt(block: Block, lines: Sequence[_Line]) -> list[Block]:
    if isinstance(block, Paragraph):
        return [Paragraph(content) for content in _contents(lines[0])]
    if isinstance(block, ListBlock):
        items = [content for line in lines for content in _contents(line)]
        return [replace(block, items=tuple(items))] if items else []
    if not isinstance(block, Table):
        return [block]
    rows: list[tuple[Inlines, ...]] = []
    for number in range(len(block.rows) + 1):
        row = [line for line in lines if line.spot[1] == number]
        if not row[0].struck:
            rows.append(tuple(map(_cell, row)))
        # What each cell has after it stands after the row, in the order of the text.
        rows += [tuple((Text(text),) for text in added.split(CELLS)) for line in row for added in line.added]
    return [replace(block, header=rows[0], rows=tuple(rows[1:]))] if len(rows) > 1 else []


def _contents(line: _Line) -> list[Inlines]:
    """Return what stands at a place now: nothing, itself, or several paragraphs or items."""
    found: list[Inlines] = []
    if not line.struck and line.wanted:
        texts = [text for text in _text(line).split("\n") if text.strip()]
        found += [relooked(line.content, text) for text in texts]
    elif not line.struck:
        found.append(line.content)
    return [*found, *((Text(text),) for text in line.added)]


def _cell(line: _Line) -> Inlines:
    if not line.wanted:
        return line.content
    text = _text(line)
    if "\n" in text:
        raise CannotAmendError(line.wanted[0], "ny text i en tabell förs in för hand")
    return relooked(line.content, text)


def relooked(content: Inlines, text: str) -> Inlines:
    """Return a new text with the look and the references of the old one, where its words are the same."""
    old = plain(content)
    owners = [index for index, part in enumerate(content) for _ in plain((part,))]
    before, after = tokens(old), tokens(text)
    begins = starts(before)
    pieces: list[tuple[int, str]] = []  # part of the old text, or -1, and characters
    matcher = SequenceMatcher(None, alike(before), alike(after), autojunk=False)
    for kind, low, high, first, last in matcher.get_opcodes():
        if kind == "equal":
            pieces += [(owners[at], old[at]) for at in range(begins[low], begins[high])]
        elif first < last:
            pieces.append((-1, "".join(after[first:last])))
    return tuple(_joined(content, pieces))


def _joined(content: Inlines, pieces: Sequence[tuple[int, str]]) -> Iterator[Inline]:
    """Yield stretches of characters of the same origin as text or as the reference they were."""
    at, look = 0, Text("")
    while at < len(pieces):
        end = at
        while end < len(pieces) and pieces[end][0] == pieces[at][0]:
            end += 1
        text = "".join(characters for _, characters in pieces[at:end])
        part = content[pieces[at][0]] if pieces[at][0] >= 0 else None
        if isinstance(part, Reference) and text == part.number:
            yield part
        elif isinstance(part, Text):
            whole = text == part.text
            yield replace(part, text=text, missing=part.missing and whole)
            look = replace(part, missing=False)
        else:
            yield replace(look, text=text)
        at = end
