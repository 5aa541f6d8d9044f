"""Comments of a returned file, each where it hangs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from generator.model.marked import MarkedFile, Spot, WordComment
from generator.review.returned.items import Item, say
from generator.review.returned.places import Map, Where

#: Longer quotations are cut off.
_QUOTE = 500
#: Comments come after what is changed in the same paragraph.
_AFTER = 1_000_000


@dataclass(slots=True)
class Remark:
    """A comment with its place."""

    order: tuple[int, int]
    comment: WordComment
    where: Where
    before: str = ""
    quote: str = ""
    note: tuple[str, ...] = ()


def remarks_of(file: MarkedFile, sent: MarkedFile, map_: Map, items: Sequence[Item]) -> list[Remark]:
    """Return the comments that were not in the file that was sent, answers after what they answer."""
    known = Counter((comment.author, comment.text) for comment in sent.comments)
    places = _Places(file, map_, items)
    found: list[Remark] = []
    for comment in file.comments:
        if known[comment.author, comment.text]:
            known[comment.author, comment.text] -= 1
        else:
            found.append(places.remark(comment))
    return _in_order(found)


def _in_order(found: Sequence[Remark]) -> list[Remark]:
    tops = _tops(found)
    answers: dict[int, list[Remark]] = {}
    for index, top in enumerate(tops):
        if top != index:
            answers.setdefault(top, []).append(found[index])
    first = sorted((index for index, top in enumerate(tops) if top == index), key=lambda index: found[index].order)
    result: list[Remark] = []
    for index in first:
        for remark in (found[index], *answers.get(index, ())):
            remark.order = (found[index].order[0], _AFTER + len(result))
            result.append(remark)
    return result


def _tops(found: Sequence[Remark]) -> list[int]:
    """Return for each comment the place of the one that began the conversation; a circle begins somewhere."""
    places = {remark.comment.id: index for index, remark in enumerate(found)}
    tops: list[int | None] = [None] * len(found)
    for index in range(len(found)):
        way: dict[int, None] = {}
        at, top = index, tops[index]
        while top is None:
            way[at] = None
            parent = found[at].comment.parent
            above = places.get(parent) if parent else None
            if above is None or above in way:
                top = at
            else:
                at, top = above, tops[above]
        for step in way:
            tops[step] = top
    return [index if top is None else top for index, top in enumerate(tops)]


class _Places:
    """Tells where comments hang."""

    def __init__(self, file: MarkedFile, map_: Map, items: Sequence[Item]) -> None:
        self._file = file
        self._map = map_
        self._new = {item.order[0]: item for item in items if item.kind == "new"}
        self._numbers = {
            paragraph.number: place for place, paragraph in enumerate(file.paragraphs) if paragraph.story == "body"
        }  # fmt: skip

    def remark(self, comment: WordComment) -> Remark:
        """Return a comment with its place."""
        start, end = comment.start, comment.end
        if start is None or end is None or not self._file.paragraphs:
            where = Where("unplaced")
            return Remark((len(self._file.paragraphs), 0), comment, where, note=(say("review-comment-loose"),))
        where, before = self._where(start.paragraph)
        note = [say("review-unplaced")] if where.place == "unplaced" else []
        last, _ = self._where(end.paragraph)
        if last.place != "unplaced" and not last.same_part(where) and (end.offset or end.paragraph == start.paragraph):
            note.append(say("review-comment-wide", number=last.number or last.heading))
        order = (start.paragraph, start.offset)
        return Remark(order, comment, where, before, self._quote(start, end), tuple(note))

    def _where(self, place: int) -> tuple[Where, str]:
        """Return where a paragraph of the file is, and what was sent there."""
        paragraph = self._file.paragraphs[place]
        if paragraph.story in ("header", "footer"):
            return Where("margin", found_by="style"), ""
        if paragraph.story == "note":
            # A note is where the text refers to it.
            place = self._numbers.get(paragraph.number, place)
        if place in self._new:
            return self._new[place].where, ""
        group = self._map.group_of(place)
        if group is None:
            # Only the table of contents is in no group, and what stands around it is the front.
            group = self._map.nearest(place)
            where = Where("front") if group is None else self._map.of_group(group) or self._map.beside(group)
            return replace(where, line=-1), ""
        where = self._map.of_group(group) or self._map.beside(group)
        line = self._map.line_of(group)
        return where, "" if line is None else self._map.sent.lines[line].text

    def _quote(self, start: Spot, end: Spot) -> str:
        """Return the words that a comment hangs on, as they are read; where they are struck, as they were."""
        read: list[str] = []
        struck: list[str] = []
        length = 0
        for place in range(start.paragraph, end.paragraph + 1):
            first = start.offset if place == start.paragraph else 0
            last = end.offset if place == end.paragraph else None
            offset = 0
            for span in self._file.paragraphs[place].spans:
                begin = max(first - offset, 0)
                stop = len(span.text) if last is None else min(max(last - offset, 0), len(span.text))
                offset += len(span.text)
                text = span.text[begin:stop]
                length += len(text)
                (read if all(mark.adds for mark in span.marks) else struck).append(text)
            read.append(" ")
            struck.append(" ")
            if length > _QUOTE:
                break
        text = " ".join("".join(read).split()) or " ".join("".join(struck).split())
        return text if len(text) <= _QUOTE else f"{text[:_QUOTE]} […]"
