"""Blocks as plain data and back, for caches, hashes and the JSON output."""

from __future__ import annotations

from typing import Any

from generator.model.document import (
    Bar,
    Block,
    Chart,
    Inline,
    Inlines,
    ListBlock,
    Paragraph,
    Reference,
    Signature,
    Table,
    Text,
)


def block_data(block: Block) -> dict[str, Any]:
    """Return a block as dicts and lists."""
    if isinstance(block, Paragraph):
        return {"paragraph": _inlines(block.content)}
    if isinstance(block, ListBlock):
        return {"list": "ordered" if block.ordered else "dash", "items": [_inlines(item) for item in block.items]}
    if isinstance(block, Chart):
        return _chart(block)
    if isinstance(block, Signature):
        return {"signature": block.party, "lines": [{"label": label, "text": text} for label, text in block.lines]}
    rows = [[_inlines(cell) for cell in row] for row in (block.header, *block.rows)]
    return {"table": rows, "numeric": list(block.numeric)}


def block_from(data: dict[str, Any]) -> Block:
    """Return the block that ``block_data`` made the data of."""
    if "paragraph" in data:
        return Paragraph(_inlines_from(data["paragraph"]))
    if "list" in data:
        return ListBlock(data["list"] == "ordered", tuple(_inlines_from(item) for item in data["items"]))
    if "chart" in data:
        return _chart_from(data)
    if "signature" in data:
        return Signature(data["signature"], tuple((line["label"], line["text"]) for line in data["lines"]))
    header, *rows = [tuple(_inlines_from(cell) for cell in row) for row in data["table"]]
    return Table(header, tuple(rows), tuple(data["numeric"]))


def _chart(chart: Chart) -> dict[str, Any]:
    bars = [
        {"label": bar.label, "values": list(bar.values), "shown": list(bar.shown), "marked": bar.marked}
        for bar in chart.bars
    ]
    told = {name: getattr(chart, name) for name in ("alternative", "unit", "level", "level_value", "marked")}
    return {"chart": chart.title, "series": list(chart.series), "bars": bars, **told}


def _chart_from(data: dict[str, Any]) -> Chart:
    bars = tuple(Bar(bar["label"], tuple(bar["values"]), tuple(bar["shown"]), bar["marked"]) for bar in data["bars"])
    level = (data["level"], data["level_value"])
    return Chart(
        data["chart"], data["alternative"], data["unit"], tuple(data["series"]), bars, *level, data["marked"]
    )  # fmt: skip


def _inlines(content: Inlines) -> list[dict[str, Any]]:
    return [_inline(part) for part in content]


def _inline(part: Inline) -> dict[str, Any]:
    look = {name: True for name in ("bold", "italic", "missing") if getattr(part, name, False)}
    if isinstance(part, Reference):
        return {"reference": part.target, "number": part.number, **look}
    change = {"change": part.change} if part.change else {}
    return {"text": part.text, **look, **change}


def _inlines_from(data: list[dict[str, Any]]) -> Inlines:
    return tuple(_inline_from(part) for part in data)


def _inline_from(part: dict[str, Any]) -> Inline:
    bold, italic = part.get("bold", False), part.get("italic", False)
    if "reference" in part:
        return Reference(part["reference"], part["number"], bold, italic)
    return Text(part["text"], bold, italic, part.get("missing", False), part.get("change", ""))
