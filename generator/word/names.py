"""What a Swedish Word calls the styles that it has built in; a file holds their English names.

Own styles, such as ``klausul tabell``, are called the same everywhere.
"""

from __future__ import annotations

_SWEDISH = {
    "heading 1": "Rubrik 1",
    "heading 2": "Rubrik 2",
    "title": "Rubrik",
    "subtitle": "Underrubrik",
    "body text": "Brödtext",
    "list number": "Numrerad lista",
    "list bullet": "Punktlista",
    "toc 1": "Innehåll 1",
    "toc 2": "Innehåll 2",
    "toc heading": "Innehållsförteckningsrubrik",
    "header": "Sidhuvud",
    "footer": "Sidfot",
    "hyperlink": "Hyperlänk",
}


def shown(style: str) -> str:
    """Return a style's name as a person finds it in Word, with the name that files have where that differs."""
    swedish = _SWEDISH.get(style.casefold())
    return f"{swedish} ({style})" if swedish else style
