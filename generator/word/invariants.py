"""What must hold in a Word file and no validator says: names that lead nowhere, twins, empty shells.

The Open XML SDK lets eight of these pass, LibreOffice all of them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from generator.errors import Finding, Place
from generator.word import opc, tree
from generator.word.parts import Parts
from generator.word.styles import StyleSheet
from generator.word.tree import Element, w

_STORIES = ("header", "footer", "footnotes", "endnotes", "comments")
_STYLE_USERS = ("pStyle", "rStyle", "tblStyle")
#: Attributes that name a relationship stand in this namespace (ECMA-376 Part 1, 22.8).
_LINK = f"{{{opc.OFFICE_RELATIONSHIP.removesuffix('/')}}}"
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
#: A paragraph whose mark is one of these is there in one of two texts only, or flows together with the next.
_TRACKED = (w("ins"), w("del"))
#: A paragraph that holds one of these is not empty.
_CONTENT = tuple(
    w(name) for name in ("t", "delText", "drawing", "pict", "object", "fldChar", "fldSimple", "sym", "br", "sectPr")
)  # fmt: skip


def invariants(parts: Mapping[str, bytes], name: str) -> list[Finding]:
    """Return what is wrong in a Word file, in the order of its parts and paragraphs.

    Args:
        parts: the parts, as ``read_package`` or ``write.parts`` give them.
        name: what to call the file in findings; the line of a finding in the body is the number of
            the paragraph.
    """
    findings = [*_malformed(parts, name)]
    if findings:
        # What is not XML cannot be looked into.
        return findings
    findings += _packaging(parts, name)
    if opc.main_part(parts) is None:
        return [*findings, Finding("source-docx-no-body", Place(name))]
    package = Parts.of(parts)
    sheet = StyleSheet(package.tree("styles"), package.tree("numbering"))
    roots = {package.main: tree.parse(parts[package.main])}
    roots |= {part: tree.parse(parts[part]) for kind in _STORIES for part in package.linked(kind)}
    for part, root in roots.items():
        findings += _Story(part, root, name, body=part == package.main).check(sheet)
        findings += _unlinked(package, part, root, name)
    findings += _bookmarks(roots, name)
    findings += _drawings(roots, name)
    for part in package.linked("chart"):
        root = tree.parse(parts[part])
        findings += _unlinked(package, part, root, name)
        if not _whole(root, opc.content_types(parts[opc.CONTENT_TYPES]).of(part)):
            findings.append(Finding("source-docx-chart", Place(name), values={"part": part}))
    findings += _styles_apart(package.tree("styles"), sheet, name)
    return findings


def _malformed(parts: Mapping[str, bytes], name: str) -> Iterator[Finding]:
    for part, data in parts.items():
        if part.casefold().endswith((".xml", ".rels")):
            try:
                opc.scan(data, lambda _tag, _attributes: None)
            except opc.UnsafeError as unsafe:
                yield Finding(unsafe.rule, Place(name), values={"part": part})


def _packaging(parts: Mapping[str, bytes], name: str) -> Iterator[Finding]:
    """Yield parts without a content type, and relationships that lead to no part."""
    types = opc.content_types(parts.get(opc.CONTENT_TYPES, b"<none/>"))
    names = {part.casefold() for part in parts}
    for part, data in parts.items():
        if part != opc.CONTENT_TYPES and not types.of(part):
            yield Finding("source-docx-content-type", Place(name), values={"part": part})
        if not part.endswith(".rels"):
            continue
        owner = part.replace("_rels/", "").removesuffix(".rels")
        for link in opc.relationships(data):
            if not link.external and opc.resolve(owner, link.target).casefold() not in names:
                values = {"part": part, "target": link.target}
                yield Finding("source-docx-link-target", Place(name), values=values)


def _unlinked(package: Parts, part: str, root: Element, name: str) -> Iterator[Finding]:
    """Yield ids of relationships that a part uses and does not have."""
    known = {link.id for link in package.links(part)}
    used = (
        value
        for element in root.iter()
        for key, value in element.attrib.items()
        if isinstance(key, str) and key.startswith(_LINK)
    )
    for missing in dict.fromkeys(value for value in used if value not in known):
        yield Finding("source-docx-link-id", Place(name), values={"part": part, "id": missing})


def _bookmarks(roots: Mapping[str, Element], name: str) -> Iterator[Finding]:
    """Yield bookmarks with the name or id of another one, and those without a beginning or an end."""
    starts = [mark for root in roots.values() for mark in root.iter(w("bookmarkStart"))]
    ends = [mark for root in roots.values() for mark in root.iter(w("bookmarkEnd"))]
    # Word compares bookmark names without regard to case.
    for key, rule in (("name", "source-docx-bookmark-name"), ("id", "source-docx-bookmark-id")):
        counts = Counter((tree.value(mark, key) or "").casefold() for mark in starts)
        for bookmark in (text for text, count in counts.items() if count > 1):
            yield Finding(rule, Place(name), values={"bookmark": bookmark})
    opened = {tree.value(mark, "id"): tree.value(mark, "name") for mark in starts}
    closed = {tree.value(mark, "id") for mark in ends}
    for number in opened.keys() ^ closed:
        values = {"bookmark": opened.get(number) or number}
        yield Finding("source-docx-bookmark-open", Place(name), values=values)


def _drawings(roots: Mapping[str, Element], name: str) -> Iterator[Finding]:
    """Yield drawings with the id of another one; Word may call such a file damaged."""
    counts = Counter(drawing.get("id") for root in roots.values() for drawing in root.iter(_DRAWING))
    for number in (number for number, count in counts.items() if count > 1):
        yield Finding("source-docx-drawing-id", Place(name), values={"id": number})


def _whole(chart: Element, content_type: str) -> bool:
    """Return whether a chart has the axes that it names, and no figure or label beyond those that it counts."""
    axes = {axis.find(f"{_CHART}axId").get("val") for kind in ("catAx", "valAx") for axis in chart.iter(_CHART + kind)}
    named = {axis.get("val") for plot in chart.iter(f"{_CHART}barChart") for axis in plot.findall(f"{_CHART}axId")}
    series = [one.find(f"{_CHART}idx").get("val") for one in chart.iter(f"{_CHART}ser")]
    counted = all(
        int(point.get("idx")) < int(count.get("val"))
        for count in chart.iter(f"{_CHART}ptCount")
        for point in count.itersiblings(f"{_CHART}pt")
    )
    return content_type == opc.CHART_TYPE and named <= axes and len(series) == len(set(series)) and counted


def _styles_apart(styles: Element | None, sheet: StyleSheet, name: str) -> Iterator[Finding]:
    """Yield styles that are based on one that does not exist, or use a numbering that does not."""
    for style in () if styles is None else styles.findall(w("style")):
        parent = tree.child_value(style, "basedOn")
        if parent is not None and not sheet.known(parent):
            yield Finding("source-docx-style-id", Place(name), values={"style": parent})
        number = tree.child_value(style, "pPr", "numPr", "numId")
        if number not in (None, "0") and number not in sheet.instances:
            yield Finding("source-docx-number-id", Place(name), values={"number": number})


class _Story:
    """One part with running text, and the checks that look at it alone."""

    def __init__(self, part: str, root: Element, name: str, *, body: bool) -> None:
        self._part = part
        self._root = root
        self._name = name
        self._body = body
        self._lines = {paragraph: line for line, paragraph in enumerate(root.iter(w("p")), 1)} if body else {}

    def check(self, sheet: StyleSheet) -> Iterator[Finding]:
        """Yield everything wrong in the part."""
        yield from self._references(sheet)
        yield from self._controls()
        yield from self._tables()
        for text in self._root.iter(w("t")):
            if next(text.iterancestors(w("del")), None) is not None:
                yield self._finding("source-docx-deleted-text", text, text=text.text or "")
        if self._body:
            yield from self._empty()

    def _references(self, sheet: StyleSheet) -> Iterator[Finding]:
        for user in self._root.iter(*map(w, _STYLE_USERS)):
            style = tree.value(user) or ""
            if not sheet.known(style):
                yield self._finding("source-docx-style-id", user, style=style)
        for user in self._root.iter(w("numId")):
            number = tree.value(user)
            if number != "0" and number not in sheet.instances:
                yield self._finding("source-docx-number-id", user, number=number)

    def _controls(self) -> Iterator[Finding]:
        seen: set[str | None] = set()
        for control in self._root.iter(w("sdtPr")):
            number = tree.child_value(control, "id")
            if number is not None and number in seen:
                yield self._finding("source-docx-control-id", control, id=number)
            seen.add(number)

    def _tables(self) -> Iterator[Finding]:
        for cell in self._root.iter(w("tc")):
            children = [child for child in cell if child.tag != w("tcPr")]
            if not children or children[-1].tag not in (w("p"), w("sdt"), w("bookmarkEnd")):
                yield self._finding("source-docx-cell", cell)
        for row in self._root.iter(w("tr")):
            if next(row.iter(w("tc")), None) is None:
                yield self._finding("source-docx-row", row)
        for table in self._root.iter(w("tbl")) if self._body else ():
            first = table.find(w("tr"))
            if first is None or first.find(f"{w('trPr')}/{w('tblHeader')}") is None:
                yield self._finding("source-docx-table-header", table)

    def _empty(self) -> Iterator[Finding]:
        """Yield empty paragraphs, except where a table would grow together with what follows it."""
        for paragraph in self._root.find(w("body")).findall(w("p")):
            if next(paragraph.iter(*_CONTENT), None) is not None:
                continue
            if any(paragraph.find(f"{w('pPr')}/{w('rPr')}/{mark}") is not None for mark in _TRACKED):
                continue
            before, after = paragraph.getprevious(), paragraph.getnext()
            table_before = before is not None and before.tag == w("tbl")
            if not table_before or (after is not None and after.tag not in (w("tbl"), w("sectPr"))):
                yield self._finding("source-docx-empty-paragraph", paragraph)

    def _finding(self, rule: str, element: Element, **values: object) -> Finding:
        """Return a finding at the paragraph that the element stands in, or at the first one inside it."""
        inside = element if element.tag == w("p") else next(element.iterancestors(w("p")), None)
        if inside is None:
            inside = next(element.iter(w("p")), None)
        line = 0 if inside is None else self._lines.get(inside, 0)
        return Finding(rule, Place(self._name, line), values={"part": self._part, **values})
