"""What was changed beside the running text: in headers, footers and notes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from generator.model.marked import MarkedFile, MarkedParagraph
from generator.model.review import Edit
from generator.redline.words import bag, likeness
from generator.review.returned import groups as marks
from generator.review.returned.items import Item, say
from generator.review.returned.places import Map, Where
from generator.review.returned.sent import plain

_MARGINS, _NOTES = ("header", "footer"), ("note",)
#: Stands for the result of a field, such as a page number.
_FIELD = "#"


def beside_the_text(file: MarkedFile, sent: MarkedFile, map_: Map) -> Iterator[Item]:
    """Yield what differs in headers and footers, each difference once, and in notes."""
    yield from _stories(file, sent, map_, _MARGINS)
    yield from _stories(file, sent, map_, _NOTES)


def _stories(file: MarkedFile, sent: MarkedFile, map_: Map, stories: Sequence[str]) -> Iterator[Item]:
    known = {_masked(one): one for one in sent.paragraphs if one.story in stories}
    known.pop("", None)
    met: set[str] = set()
    seen: set[tuple[str, str, str]] = set()
    numbers = {one.number: place for place, one in enumerate(file.paragraphs) if one.story == "body"}
    for index, paragraph in enumerate(file.paragraphs):
        if paragraph.story not in stories:
            continue
        met.add(_masked(paragraph))
        for item in _changed(file.paragraphs, index, known):
            # The first page, odd and even pages, and each section have their own, most often alike.
            if stories == _MARGINS and (item.before, item.after, item.author) in seen:
                continue
            seen.add((item.before, item.after, item.author))
            item.where, place = _where(map_, paragraph, numbers)
            item.order = (index if place is None else place, 500 + item.order[1])
            item.note += [say("review-note")] if stories == _NOTES else []
            yield item
    taken = {before for before, _, _ in seen}
    for text, paragraph in known.items():
        if text not in met and _text(paragraph) not in taken:
            before = _text(paragraph)
            where = Where("margin", found_by="style")
            yield Item((len(file.paragraphs), 0), "struck", where, before, tracked=False,
                       edits=(Edit("deleted", before, 0),))  # fmt: skip


def _where(map_: Map, paragraph: MarkedParagraph, numbers: dict[int, int]) -> tuple[Where, int | None]:
    if paragraph.story in _MARGINS:
        return Where("margin", found_by="style"), None
    place = numbers.get(paragraph.number)
    group = None if place is None else map_.nearest(place)
    if group is None:
        return Where("unplaced"), place
    return replace(map_.of_group(group) or map_.beside(group)), place


def _changed(paragraphs: Sequence[MarkedParagraph], index: int, known: dict[str, MarkedParagraph]) -> Iterator[Item]:
    paragraph = paragraphs[index]
    found = marks.tokens(paragraphs, [index])
    base = "".join(token.text for token in found if token.base)
    text = _masked(paragraph)
    order, where = (index, 0), Where("margin")
    if text and text not in known:
        old = _likest(text, known)
        before = "" if old is None else _text(old)
        item = Item(order, "change" if before else "new", where, before, base, tracked=False)
        item.edits = (*((Edit("deleted", before, 0),) if before else ()), Edit("inserted", base, 0))
        yield item
    for number, author in enumerate(marks.authors(found), 1):
        edits = tuple(marks.edits(found, author))
        if edits:
            after = marks.wanted(found, author, marks.allied(found, author))
            kind = "new" if not base.strip() else "change" if after.strip() else "struck"
            yield Item((index, number), kind, where, base, after, author, edits)


def _likest(text: str, known: dict[str, MarkedParagraph]) -> MarkedParagraph | None:
    words = bag([text])
    best = max(known, key=lambda one: likeness(words, bag([one])), default="")
    return known[best] if best and likeness(words, bag([best])) >= 0.5 else None


def _masked(paragraph: MarkedParagraph) -> str:
    spans = (span for span in paragraph.spans if not any(mark.adds for mark in span.marks))
    return plain("".join(_FIELD if span.field else span.text for span in spans))


def _text(paragraph: MarkedParagraph) -> str:
    return "".join(span.text for span in paragraph.spans if not any(mark.adds for mark in span.marks))
