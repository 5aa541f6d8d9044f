"""A file that a reviewer sent back, read into proposals: every change and every comment, each at its clause."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from generator.build.manifest import loads
from generator.errors import Finding, Place, problem
from generator.model.marked import MarkedFile
from generator.model.review import Proposal, Returned
from generator.review.returned.groups import grouped
from generator.review.returned.items import Item, of_groups
from generator.review.returned.origin import Origin, origin_of
from generator.review.returned.others import beside_the_text
from generator.review.returned.pairing import paired
from generator.review.returned.places import Map, Where
from generator.review.returned.remarks import Remark, remarks_of
from generator.review.returned.sent import Sent, sent_lines
from generator.review.returned.together import gathered
from generator.word.marked import read_marked

_STORIES = ("body", "box")


def read_returned(sent: bytes, returned: bytes, name: str) -> Returned:
    """Return what a reviewer wants, from the file that was sent and the one that came back.

    Args:
        sent: the bytes of the copy that was sent.
        returned: the bytes of the file that came back.
        name: what to call the latter in findings.

    Raises:
        DataError: it cannot be read safely, belongs to no round or another one, or its manifest was changed.
    """
    old, (file, told) = read_marked(sent, name).file, read_marked(returned, name)
    came = origin_of(old, file, name)
    base = read_sent(old, name)
    lines = {line.plain for line in base.lines}
    found = grouped(file.paragraphs, _STORIES, base.contents - lines, lines)
    map_ = Map(base, found, paired(base, found))
    items = gathered(of_groups(file.paragraphs, map_), file.paragraphs, map_)
    items += beside_the_text(file, old, map_)
    said = remarks_of(file, old, map_, items)
    proposals = _proposals(items, said, came)
    notes = (*told, *_notes(file, came, map_, items, name))
    return Returned(came.round, came.reviewer, tuple(proposals), max(file.formatting - old.formatting, 0), notes)


def read_sent(file: MarkedFile, name: str) -> Sent:
    """Return what a copy of ours holds.

    Raises:
        DataError: klausul did not make it.
    """
    if file.manifest is None:
        raise problem("source-no-manifest", name)
    return sent_lines(file, loads(file.manifest, name)["clauses"])


def _proposals(items: Sequence[Item], said: Sequence[Remark], came: Origin) -> list[Proposal]:
    """Return everything in the order of the text."""
    together: list[Item | Remark] = [*items, *said]
    everything = sorted(together, key=lambda one: one.order)
    ids = {id(one): str(number) for number, one in enumerate(everything, 1)}
    comments = {one.comment.id: ids[id(one)] for one in said}
    return [
        _comment(one, ids[id(one)], comments, came) if isinstance(one, Remark) else _proposal(one, ids[id(one)], came)
        for one in everything
    ]


def _proposal(item: Item, identity: str, came: Origin) -> Proposal:
    where, target = item.where, item.target
    after = item.kind == "new"
    whole_new = after and item.whole
    return Proposal(
        id=identity,
        kind=item.kind,
        place=where.place,
        clause="" if whole_new else where.key,
        number=where.number,
        heading=where.heading,
        line=-1 if item.whole and not whole_new else where.line,
        whole=item.whole,
        before=item.before,
        after=item.after,
        edits=tuple(edit if edit.author else replace(edit, author=came.reviewer) for edit in item.edits),
        target=where.key if whole_new else target.key if target is not None else "",
        target_line=-1 if target is None or item.whole else target.line,
        target_heading=_heading(target),
        author=item.author or came.reviewer,
        date=item.date,
        tracked=item.tracked,
        found_by=where.found_by,
        candidates=where.candidates,
        note=" ".join(item.note),
    )


def _heading(target: Where | None) -> str:
    """Return number and heading of what something was moved to, where that is no clause."""
    return "" if target is None or target.place == "clause" else f"{target.number} {target.heading}".strip()


def _comment(remark: Remark, identity: str, comments: dict[str, str], came: Origin) -> Proposal:
    where, comment = remark.where, remark.comment
    return Proposal(
        id=identity,
        kind="comment",
        place=where.place,
        clause=where.key,
        number=where.number,
        heading=where.heading,
        line=where.line,
        before=remark.before,
        comment=comment.text,
        quote=remark.quote,
        reply_to=comments.get(comment.parent, "") if comment.parent else "",
        author=comment.author or came.reviewer,
        date=comment.date,
        found_by=where.found_by,
        candidates=where.candidates,
        note=" ".join(remark.note),
    )


def _notes(file: MarkedFile, came: Origin, map_: Map, items: Sequence[Item], name: str) -> list[Finding]:
    """Return what there is to say about the file as a whole."""
    found = []
    place = Place(name)
    if not came.manifest:
        found.append(Finding("review-no-manifest", place))
    clauses = [(kind, key) for kind, key in map_.sent.parts if kind == "clause"]
    lost = [key for kind, key in clauses if map_.how(kind, key) != "bookmark" and _stands(map_, key)]
    if lost:
        found.append(Finding("review-bookmarks", place, values={"count": len(lost), "total": len(clauses)}))
    silent = sum(not item.tracked for item in items)
    if silent:
        found.append(Finding("review-untracked", place, values={"count": silent}))
    contents = sum(
        any(span.marks for span in one.spans) and map_.group_of(at) is None
        for at, one in enumerate(file.paragraphs)
        if one.story in _STORIES
    )
    if contents:
        found.append(Finding("review-contents", place, values={"count": contents}))
    return found


def _stands(map_: Map, key: str) -> bool:
    """Tell whether something of a clause is left in the file."""
    return any(map_.back(line) is not None for line in map_.sent.parts["clause", key])
