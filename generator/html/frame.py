"""What every page of ours stands in: the stylesheets, and what a browser may do with it."""

from __future__ import annotations

import pathlib
from collections.abc import Iterable, Sequence
from functools import cache

from generator.html.markup import css_string, escape

#: A page brings everything with it; a browser is told to fetch and to run nothing.
POLICY = "default-src 'none'; style-src 'unsafe-inline'"


@cache
def style(name: str) -> str:
    """Return a stylesheet of ours."""
    return pathlib.Path(__file__).with_name(name).read_text("utf-8").strip()


def shell(
    language: str, title: str, styles: Sequence[str], body: Iterable[str], skip: tuple[str, str], printed: str
) -> str:
    """Return a page of the catalogue around its body.

    Args:
        skip: id of the place that a keyboard can go to at once, and the words for it.
        printed: what stands at the head of every printed page.
    """
    lines = [
        "<!DOCTYPE html>",
        f'<html lang="{escape(language)}">',
        "<head>",
        '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{escape(title)}</title>",
        "<style>",
        *map(style, styles),
        f"@page {{ @top-left {{ content: {css_string(printed)} }} }}",
        "</style>",
        "</head>",
        "<body>",
        f'<a class="skip" href="#{skip[0]}">{skip[1]}</a>',
        *body,
        "</body>",
        "</html>",
    ]
    return "".join(f"{line}\n" for line in lines)
