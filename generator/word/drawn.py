"""Charts and signatures as paragraphs of WordprocessingML.

Source: ECMA-376 Part 1, 20.4 (drawings in text), 17.3.1.37 and 17.3.1.38 (tab stops and their leaders).
"""

from __future__ import annotations

from generator.model.document import Chart, Signature
from generator.word.chart import NAMESPACE
from generator.word.markup import escape, paragraph, run

_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
_MAIN = "http://schemas.openxmlformats.org/drawingml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#: English metric units in a twentieth of a point and in a millimetre.
_TWIP, _MILLIMETRE = 635, 36_000
#: A line as high as the picture in it, whatever the style says, and as wide as the text.
_ROOM = '<w:spacing w:line="240" w:lineRule="auto"/><w:ind w:left="0" w:right="0" w:firstLine="0"/>'
_KEEP = "<w:keepNext/><w:keepLines/>"
#: Twentieths of a point: a letter of bold twelve-point text, and what is between a label and its line.
_CHARACTER, _BETWEEN = 120, 240
#: A label that takes more of the width than this has no column.
_LABEL_SHARE = 0.45
#: Room above a party's name, and above a line to write on.
_PARTY_ROOM, _LINE_ROOM = 360, 300
_TAB = "<w:r><w:tab/></w:r>"


def picture(drawn: Chart, link: str, number: int, size: tuple[int, int], style: str, caption: str) -> str:
    """Return a chart's title and the picture under it, which keep together.

    Args:
        drawn: what the chart part that ``link`` leads to draws.
        link: id of the relationship to the chart part.
        number: id of the drawing.
        size: width in twentieths of a point and height in millimetres.
        style: id of the style of running text.
        caption: id of the style of the title.
    """
    # Wholly bold text in a paragraph of its own would be a heading to the eye and none to Word.
    unit = run(f" ({drawn.unit})") if drawn.unit else ""
    title = run(drawn.title, "<w:b/>" if unit else "<w:i/>") + unit
    extent = f'cx="{size[0] * _TWIP}" cy="{size[1] * _MILLIMETRE}"'
    alternative = escape(" ".join(drawn.alternative.split()))
    drawing = (
        f'<w:r><w:drawing><wp:inline xmlns:wp="{_DRAWING}" distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent {extent}/><wp:docPr id="{number}" name="Diagram {number}" descr="{alternative}"/>'
        f'<wp:cNvGraphicFramePr/><a:graphic xmlns:a="{_MAIN}"><a:graphicData uri="{NAMESPACE}">'
        f'<c:chart xmlns:c="{NAMESPACE}" xmlns:r="{_RELATIONS}" r:id="{link}"/>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )
    return paragraph(caption, title, _KEEP) + paragraph(style, drawing, f"<w:keepLines/>{_ROOM}")


def signature(signed: Signature, width: int, style: str) -> str:
    """Return a party with its lines, which stay together on a page.

    Args:
        signed: what to write.
        width: of the text, in twentieths of a point.
        style: id of the style of running text.
    """
    longest = max((len(label) for label, _ in signed.lines), default=0)
    column = _CHARACTER * (longest + 1) + _BETWEEN
    stops = f'<w:tab w:val="right" w:leader="underscore" w:pos="{width}"/>'
    hanging = ""
    if wide := column <= _LABEL_SHARE * width:
        stops = f'<w:tab w:val="left" w:pos="{column}"/>{stops}'
        hanging = f'<w:ind w:left="{column}" w:hanging="{column}"/>'
    pieces = [paragraph(style, run(signed.party, "<w:b/>"), f'{_KEEP}<w:spacing w:before="{_PARTY_ROOM}"/>')]
    for index, (label, text) in enumerate(signed.lines):
        keep = _KEEP if index + 1 < len(signed.lines) else "<w:keepLines/>"
        room = "" if text else f'<w:spacing w:before="{_LINE_ROOM}"/>'
        value = (_TAB if wide else run(" ")) + run(text) if text else _TAB + (_TAB if wide else "")
        properties = f"{keep}<w:tabs>{stops}</w:tabs>{room}{hanging}"
        pieces.append(paragraph(style, run(f"{label}:") + value, properties))
    return "".join(pieces)
