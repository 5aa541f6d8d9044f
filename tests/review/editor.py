"""Edits a Word file as a word processor does with tracking on, in its XML."""

from __future__ import annotations

import copy as copying
from typing import Any

from lxml import etree

from generator.word import opc, tree
from generator.word.package import read_package, write_package
from generator.word.tree import w

W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
W15 = "http://schemas.microsoft.com/office/word/2012/wordml"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
Element = Any


class Editor:
    """One file while it is edited; texts in arguments are what stands in the file as it was sent."""

    def __init__(self, content: bytes, author: str = "Anna Exempelsson", date: str = "2026-11-24T10:00:00Z") -> None:
        self.parts = read_package(content, "fil.docx")
        self.main = "word/document.xml"
        self.root = tree.parse(self.parts[self.main])
        self.body = self.root.find(w("body"))
        self.author, self.date = author, date
        self.tracked = True
        self._next = 9_000
        self._comments: list[Element] = []
        self._answers: list[tuple[str, str]] = []
        #: Paragraphs by the text they had when the file was opened.
        self._known = {self._said(one): one for one in self._paragraphs()}

    # Finding.

    def _paragraphs(self) -> list[Element]:
        return [one for one in self.body.iter(w("p")) if not self._style(one).startswith("Innehll")
                and next(one.iter(w("hyperlink")), None) is None]  # fmt: skip

    @staticmethod
    def _style(paragraph: Element) -> str:
        return tree.child_value(paragraph, "pPr", "pStyle") or ""

    @staticmethod
    def _said(paragraph: Element) -> str:
        return "".join(one.text or "" for one in paragraph.iter(w("t")))

    def p(self, beginning: str) -> Element:
        """Return the paragraph whose text began so, exactly one."""
        exact = [one for text, one in self._known.items() if text == beginning]
        found = exact or [one for text, one in self._known.items() if text.startswith(beginning)]
        assert len(found) == 1, (beginning, len(found))
        return found[0]

    def clause(self, title: str) -> list[Element]:
        """Return the elements of a clause from its heading to the next."""
        heading = self.p(title)
        found = [heading]
        for element in heading.itersiblings():
            if element.tag == w("sectPr") or next(element.iter(w("bookmarkStart")), None) is not None:
                break
            found.append(element)
        return found

    # Marks.

    def mark(self, tag: str, /, **attributes: str) -> Element:
        """Return an element that says who did something and when."""
        self._next += 1
        element = etree.Element(w(tag))
        element.set(w("id"), str(self._next))
        element.set(w("author"), self.author)
        if self.date:
            element.set(w("date"), self.date)
        for key, value in attributes.items():
            element.set(w(key), value)
        return element

    def run(self, text: str, like: Element | None = None, deleted: bool = False) -> Element:
        """Return a run with the look of another."""
        element = etree.Element(w("r"))
        properties = None if like is None else like.find(w("rPr"))
        if properties is not None:
            element.append(copying.deepcopy(properties))
        said = etree.SubElement(element, w("delText" if deleted else "t"))
        said.text = text
        said.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        return element

    def _part(self, paragraph: Element, fragment: str) -> Element:
        """Return a run of its own that holds a fragment."""
        for run in list(paragraph.iter(w("r"))):
            said = run.findall(w("t"))
            text = "".join(one.text or "" for one in said)
            at = text.find(fragment)
            if at < 0 or len(said) != 1:
                continue
            pieces = [text[:at], fragment, text[at + len(fragment) :]]
            made = [self.run(piece, run) if piece else None for piece in pieces]
            for one in made:
                if one is not None:
                    run.addprevious(one)
            run.getparent().remove(run)
            return made[1]
        raise AssertionError(fragment)

    # Edits inside paragraphs.

    def delete(self, where: str | Element, fragment: str) -> None:
        """Strike words."""
        run = self._part(self._at(where), fragment)
        if not self.tracked:
            run.getparent().remove(run)
            return
        self._strike(run, "del")

    def _strike(self, run: Element, kind: str, mark: Element | None = None) -> None:
        around = self.mark(kind) if mark is None else mark
        run.addprevious(around)
        around.append(run)
        if kind == "del":
            for said in run.findall(w("t")):
                said.tag = w("delText")

    def insert(self, where: str | Element, before: str, text: str) -> None:
        """Write words before a fragment; at the end for an empty one."""
        paragraph = self._at(where)
        made = self.run(text)
        if self.tracked:
            around = self.mark("ins")
            around.append(made)
            made = around
        if before:
            self._part(paragraph, before).addprevious(made)
        else:
            paragraph.append(made)

    def replace(self, where: str | Element, fragment: str, text: str) -> None:
        """Strike words and write others in their place."""
        self.insert(where, fragment, text)
        self.delete(where, fragment)

    def delete_inside(self, where: str | Element, fragment: str) -> None:
        """Strike words in what somebody else has put in."""
        self._strike(self._part(self._at(where), fragment), "del")

    def _at(self, where: str | Element) -> Element:
        return self.p(where) if isinstance(where, str) else where

    # Whole paragraphs.

    def new(self, after: str | Element, text: str, style: str | None = None) -> Element:
        """Write a new paragraph after one, as Word does: the end of the new one is what is put in."""
        other = self._at(after)
        made = etree.Element(w("p"))
        properties = etree.SubElement(made, w("pPr"))
        named = etree.SubElement(properties, w("pStyle"))
        named.set(w("val"), style or self._style(other))
        run = self.run(text)
        if self.tracked:
            etree.SubElement(properties, w("rPr")).append(self.mark("ins"))
            around = self.mark("ins")
            around.append(run)
            run = around
        made.append(run)
        other.addnext(made)
        return made

    def strike(self, where: str | Element, kind: str = "del") -> None:
        """Strike a paragraph with its end, or all paragraphs of a table row."""
        paragraph = self._at(where)
        if not self.tracked:
            paragraph.getparent().remove(paragraph)
            return
        for run in list(paragraph.iter(w("r"))):
            if run.getparent().tag != w("del"):
                self._strike(run, kind)
        self.end(paragraph, kind)

    def end(self, where: str | Element, kind: str) -> None:
        """Mark the end of a paragraph."""
        paragraph = self._at(where)
        properties = paragraph.find(w("pPr"))
        if properties is None:
            properties = etree.Element(w("pPr"))
            paragraph.insert(0, properties)
        look = properties.find(w("rPr"))
        if look is None:
            look = etree.Element(w("rPr"))
            properties.append(look)
        look.insert(0, self.mark(kind))

    def strike_clause(self, title: str) -> None:
        """Strike a clause with everything in it."""
        for element in self.clause(title):
            if element.tag == w("tbl"):
                for row in element.iter(w("tr")):
                    self._mark_row(row, "del")
                    for paragraph in row.iter(w("p")):
                        for run in list(paragraph.iter(w("r"))):
                            self._strike(run, "del")
            else:
                self.strike(element)

    def move(self, what: str | list[Element], after: str | Element, name: str) -> None:
        """Move paragraphs, as Word writes it: the old text under ``moveFrom``, the new under ``moveTo``."""
        paragraphs = [self.p(what)] if isinstance(what, str) else what
        place = self._at(after)
        if not self.tracked:
            for paragraph in reversed(paragraphs):
                place.addnext(paragraph)
            return
        first, last = self._range("moveFrom", name)
        paragraphs[0].insert(1, first)
        made = [copying.deepcopy(one) for one in paragraphs]
        for one in made:
            for stray in [*one.iter(w("bookmarkStart"), w("bookmarkEnd"), w("moveFromRangeStart"))]:
                stray.getparent().remove(stray)
        for one in paragraphs:
            self.strike(one, "moveFrom")
        paragraphs[-1].addnext(last)
        begin, finish = self._range("moveTo", name)
        for one in reversed(made):
            place.addnext(one)
        for one in made:
            for run in list(one.iter(w("r"))):
                self._strike(run, "moveTo")
            self.end(one, "moveTo")
        made[0].insert(1, begin)
        made[-1].addnext(finish)

    def _range(self, kind: str, name: str) -> tuple[Element, Element]:
        first = self.mark(f"{kind}RangeStart", name=name)
        last = etree.Element(w(f"{kind}RangeEnd"))
        last.set(w("id"), first.get(w("id")))
        return first, last

    # Tables.

    def row(self, cell: str) -> Element:
        """Return the row that a cell stands in."""
        return next(self.p(cell).iterancestors(w("tr")))

    def new_row(self, after: str, *texts: str) -> None:
        """Write a new row after that of a cell."""
        other = self.row(after)
        made = copying.deepcopy(other)
        other.addnext(made)
        self._mark_row(made, "ins")
        for paragraph, text in zip(made.iter(w("p")), texts, strict=True):
            for run in list(paragraph.iter(w("r"))):
                run.getparent().remove(run)
            self.insert(paragraph, "", text)
            if self.tracked:
                self.end(paragraph, "ins")

    def strike_row(self, cell: str) -> None:
        """Strike the row of a cell."""
        row = self.row(cell)
        if not self.tracked:
            row.getparent().remove(row)
            return
        self._mark_row(row, "del")
        for paragraph in row.iter(w("p")):
            for run in list(paragraph.iter(w("r"))):
                self._strike(run, "del")

    def _mark_row(self, row: Element, kind: str) -> None:
        if not self.tracked:
            return
        properties = row.find(w("trPr"))
        if properties is None:
            properties = etree.Element(w("trPr"))
            row.insert(0, properties)
        properties.append(self.mark(kind))

    # Comments.

    def comment(self, where: str | Element, fragment: str, text: str, until: str | Element | None = None) -> str:
        """Comment on words; on words up to the end of a later paragraph, where one is given. Return the id."""
        identity, paragraph = str(len(self._comments)), self._at(where)
        first = last = self._part(paragraph, fragment) if fragment else next(paragraph.iter(w("r")))
        if until is not None:
            last = [*self._at(until).iter(w("r"))][-1]
        self._hang(identity, self._out(first), self._out(last))
        self._write(identity, text)
        return identity

    @staticmethod
    def _out(run: Element) -> Element:
        """Return what of a run's surroundings stands right in the paragraph."""
        while run.getparent().tag in (w("ins"), w("del"), w("moveFrom"), w("moveTo")):
            run = run.getparent()
        return run

    def _hang(self, identity: str, first: Element, last: Element) -> None:
        start, end = etree.Element(w("commentRangeStart")), etree.Element(w("commentRangeEnd"))
        sign = etree.Element(w("r"))
        reference = etree.SubElement(sign, w("commentReference"))
        for element in (start, end, reference):
            element.set(w("id"), identity)
        first.addprevious(start)
        last.addnext(end)
        end.addnext(sign)

    def _write(self, identity: str, text: str) -> None:
        element = self.mark("comment", initials="X")
        element.set(w("id"), identity)
        for number, line in enumerate(text.split("\n")):
            paragraph = etree.SubElement(element, w("p"))
            paragraph.set(f"{{{W14}}}paraId", f"1{int(identity):04X}{number:03X}")
            paragraph.append(self.run(line))
        self._comments.append(element)

    def reply(self, to: str, text: str) -> str:
        """Answer a comment. Return the id of the answer."""
        identity = str(len(self._comments))
        start = next(one for one in self.root.iter(w("commentRangeStart")) if one.get(w("id")) == to)
        end = next(one for one in self.root.iter(w("commentRangeEnd")) if one.get(w("id")) == to)
        self._hang(identity, start.getnext(), end.getprevious())
        self._write(identity, text)
        parent = self._comments[int(to)].findall(w("p"))[-1].get(f"{{{W14}}}paraId")
        self._answers.append((f"1{int(identity):04X}000", parent))
        return identity

    # Out.

    def without(self, bookmark: str) -> None:
        """Take away a bookmark."""
        for start in [one for one in self.root.iter(w("bookmarkStart")) if one.get(w("name")) == bookmark]:
            for end in [*self.root.iter(w("bookmarkEnd"))]:
                if end.get(w("id")) == start.get(w("id")):
                    end.getparent().remove(end)
            start.getparent().remove(start)

    def save(self) -> bytes:
        """Return the file."""
        parts = dict(self.parts)
        parts[self.main] = tree.serialise(self.root)
        if self._comments:
            comments = etree.Element(w("comments"), nsmap={"w": opc.WORD_NS, "w14": W14})
            comments.extend(copying.deepcopy(one) for one in self._comments)
            extended = etree.Element(f"{{{W15}}}commentsEx", nsmap={"w15": W15})
            for own, parent in self._answers:
                element = etree.SubElement(extended, f"{{{W15}}}commentEx")
                element.set(f"{{{W15}}}paraId", own)
                element.set(f"{{{W15}}}paraIdParent", parent)
            self._add(parts, "comments", tree.serialise(comments), f"{_OFFICE}/comments")
            kind = "http://schemas.microsoft.com/office/2011/relationships/commentsExtended"
            self._add(parts, "commentsExtended", tree.serialise(extended), kind)
        return write_package(parts, {})

    def _add(self, parts: dict[str, bytes], name: str, content: bytes, kind: str) -> None:
        parts[f"word/{name}.xml"] = content
        relations = "word/_rels/document.xml.rels"
        parts[relations] = opc.relationships_xml(
            [*opc.relationships(parts[relations]), opc.Relationship(f"x{name}", kind, f"{name}.xml")]
        )
        types = opc.content_types(parts[opc.CONTENT_TYPES])
        types.overrides[f"word/{name}.xml"] = f"{_TYPE}.{name}+xml"
        parts[opc.CONTENT_TYPES] = (opc.content_types_xml(types) + opc.CONTENT_TYPES_END).encode()


def accepted(content: bytes) -> bytes:
    """Return a file with every tracked change accepted, as Word does it."""
    editor = Editor(content)
    root = editor.root
    for row in [one for one in root.iter(w("tr")) if one.find(f"{w('trPr')}/{w('del')}") is not None]:
        row.getparent().remove(row)
    for gone in [*root.iter(w("del"), w("moveFrom"))]:
        if gone.getparent() is not None and gone.getparent().tag not in (w("rPr"), w("trPr")):
            gone.getparent().remove(gone)
    for paragraph in [*root.iter(w("p"))]:
        look = paragraph.find(f"{w('pPr')}/{w('rPr')}")
        if look is None or (look.find(w("del")) is None and look.find(w("moveFrom")) is None):
            continue
        after = paragraph.getnext()
        if after is not None and after.tag == w("p"):
            for at, child in enumerate([one for one in paragraph if one.tag != w("pPr")]):
                first = 1 if after.find(w("pPr")) is not None else 0
                after.insert(first + at, child)
        paragraph.getparent().remove(paragraph)
    for name in ("ins", "moveTo"):
        for around in [*root.iter(w(name))]:
            parent = around.getparent()
            if parent.tag not in (w("rPr"), w("trPr")):
                for child in list(around):
                    around.addprevious(child)
            parent.remove(around)
    names = ("moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart", "moveToRangeEnd")
    for stray in [*root.iter(*map(w, names))]:
        stray.getparent().remove(stray)
    return editor.save()
