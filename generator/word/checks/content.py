"""What stands in a template's own text: pictures, hidden text, fields and controls that show something else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator import colour
from generator.errors import Finding, Place
from generator.word import tree
from generator.word.checks.fields import field_codes
from generator.word.checks.look import Look, rgb
from generator.word.template import Examined
from generator.word.tree import Element, w

#: Fields that show the template's properties, the computer's or the day's instead of the document's (17.16.5).
_OWN_FIELDS = {
    "AUTHOR", "COMMENTS", "CREATEDATE", "DATE", "DOCPROPERTY", "FILENAME", "INFO", "KEYWORDS", "LASTSAVEDBY",
    "PRINTDATE", "SAVEDATE", "SUBJECT", "TEMPLATE", "TIME", "TITLE", "USERADDRESS", "USERINITIALS", "USERNAME",
}  # fmt: skip
_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_SHAPE = "{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}"
_COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_DECORATIVE = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"
_VML = "{urn:schemas-microsoft-com:vml}"
_OFF = ("0", "false", "off")


@dataclass(frozen=True, slots=True)
class _Story:
    """One part with text, and what a person calls it."""

    root: Element
    where: str
    #: Numbers of the body's paragraphs; empty for other parts.
    numbers: dict[Element, int]


def findings(examined: Examined, name: str) -> list[Finding]:
    """Return what is doubtful in a template's text."""
    look = Look(examined)
    found: list[Finding] = []
    for story in _stories(examined):
        doubts = (*_pictures(story), *_hidden(story), *_fields(story), *_controls(story), *_colours(story, look))
        for rule, element, values in doubts:
            place = Place(name, tree.line_of(element, story.numbers))
            found.append(Finding(rule, place, values={"name": name, "where": story.where, **values}))
    settings = examined.parts.tree("settings")
    protection = None if settings is None else settings.find(w("documentProtection"))
    if protection is not None and tree.value(protection, "enforcement") not in (None, *_OFF):
        found.append(Finding("template-protection", Place(name), values={"name": name}))
    return found


Doubt = tuple[str, Element, dict[str, object]]


def _stories(examined: Examined) -> Iterator[_Story]:
    parts = examined.parts
    body = tree.parse(parts.data[parts.main])
    yield _Story(body, "brödtexten", tree.line_numbers(body))
    for kind, where in (("header", "ett sidhuvud"), ("footer", "en sidfot")):
        for part in parts.linked(kind):
            yield _Story(tree.parse(parts.data[part]), where, {})


def _pictures(story: _Story) -> Iterator[Doubt]:
    """Yield pictures without alternative text that are not marked as decoration."""
    for element in story.root.iter(f"{_WP}docPr"):
        drawing = element.getparent()
        text_box = next(drawing.iter(f"{_SHAPE}txbx"), None) is not None
        described = element.get("descr") or element.get("title")
        decoration = any(mark.get("val") not in (None, *_OFF) for mark in element.iter(_DECORATIVE))
        if not text_box and not described and not decoration:
            yield "template-alt-text", element, {"picture": element.get("name") or "bild"}
    for element in story.root.iter(f"{_VML}imagedata"):
        if next(element.iterancestors(f"{_COMPATIBILITY}Fallback"), None) is not None:
            continue
        if not element.getparent().get("alt") and not element.get("alt"):
            yield "template-alt-text", element, {"picture": element.getparent().get("id") or "bild"}


def _hidden(story: _Story) -> Iterator[Doubt]:
    for mark in story.root.iter(w("vanish")):
        run = mark.getparent().getparent()
        text = "" if run.tag != w("r") else "".join(piece.text or "" for piece in run.iter(w("t")))
        if text.strip() and tree.value(mark) not in _OFF:
            yield "template-hidden-text", mark, {"text": _short(text)}


def _fields(story: _Story) -> Iterator[Doubt]:
    for code, element in field_codes(story.root).items():
        if code in _OWN_FIELDS:
            yield "template-property-field", element, {"field": code}


def _controls(story: _Story) -> Iterator[Doubt]:
    for control in story.root.iter(w("sdtPr")):
        if control.find(w("dataBinding")) is not None:
            label = tree.child_value(control, "alias") or tree.child_value(control, "tag") or "utan namn"
            yield "template-binding", control.getparent(), {"control": label}


def _colours(story: _Story, look: Look) -> Iterator[Doubt]:
    """Yield text with a colour of its own that is too near what is behind it; unknown behind a text box."""
    for mark in story.root.iter(w("color")):
        run = mark.getparent().getparent()
        front = rgb(tree.value(mark))
        text = "" if run.tag != w("r") else "".join(piece.text or "" for piece in run.iter(w("t")))
        if front is None or not text.strip() or next(run.iterancestors(w("txbxContent")), None) is not None:
            continue
        behind = _behind(run, look)
        ratio = colour.contrast(front, behind)
        if ratio < colour.ENOUGH:
            values = {"colour": front, "background": behind, "ratio": colour.shown(ratio)}
            yield "template-contrast-text", mark, {"text": _short(text), **values}


def _behind(run: Element, look: Look) -> str:
    """Return the colour behind a run: its own, its paragraph's, the style's or the cell's."""
    paragraph = next(run.iterancestors(w("p")), None)
    own = [run.find(f"{w('rPr')}/{w('shd')}")]
    own += [] if paragraph is None else [paragraph.find(f"{w('pPr')}/{w('shd')}")]
    cells = [cell.find(f"{w('tcPr')}/{w('shd')}") for cell in run.iterancestors(w("tc"))]
    fills = [rgb(tree.value(shading, "fill")) for shading in (*own, *cells)]
    style = tree.child_value(paragraph, "pPr", "pStyle")
    return next((fill for fill in fills if fill), None) or look.background(style)


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 80 else f"{text[:79]}…"
