"""What reviewers do in Word and on their page, for ``tools/handbook.py``: each block of the handbook makes a file.

A block ``word fil=SENT som=RETURNED`` says what is done in a Word file, a line each::

    Skriver: Anna Exempelsson
    Spåra ändringar: på
    Byter: ”14 dagar” → ”10 dagar”
    Kommenterar: ”faktura”: Räcker ett foto?

A block ``webbsida fil=SENT som=RETURNED`` says what is answered on a page: ``3.1 Vill stryka punkten: …``
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from lxml import html

from generator.word.tree import w
from tests.review.editor import Editor

_SWAP = re.compile(r"”(.+)” → ”(.*)”")
_COMMENT = re.compile(r"”(.+?)”: (.+)")
_ANSWER = re.compile(r"(\d+\.\d+) ([^:]+): (.+)")
_POSITIONS = {"Tillstyrker punkten som den är": "approve", "Vill stryka punkten": "reject"}


def word(sent: Path, returned: Path, text: str) -> None:
    """Make the Word file that a reviewer sends back.

    Raises:
        ValueError: a line says something that is not known, or words that do not stand in one paragraph.
    """
    editor = Editor(sent.read_bytes())
    for line in text.splitlines():
        what, _, rest = line.partition(": ")
        if what == "Skriver":
            editor.author = rest
        elif what == "Spåra ändringar":
            editor.tracked = rest == "på"
        elif what == "Byter" and (found := _SWAP.fullmatch(rest)):
            editor.replace(*_around(editor, found[1]), found[2])
        elif what == "Kommenterar" and (found := _COMMENT.fullmatch(rest)):
            editor.comment(*_around(editor, found[1]), found[2])
        else:
            raise ValueError(line)
    _write(returned, editor.save())


def _around(editor: Editor, words: str) -> tuple[Any, str]:
    """Return the paragraph that words stand in, and the words with its own hard spaces."""
    found = []
    for paragraph in editor.root.iter(w("p")):
        text = "".join(said.text or "" for said in paragraph.iter(w("t")))
        at = text.replace("\u00a0", " ").find(words)
        if at >= 0:
            found.append((paragraph, text[at : at + len(words)]))
    if len(found) != 1:
        raise ValueError(f"{len(found)} paragraphs say: {words}")
    return found[0]


def answer(sent: Path, returned: Path, text: str) -> None:
    """Make the file that a reviewer's page saves.

    Raises:
        ValueError: a line says something that is not known.
    """
    form = html.fromstring(sent.read_text("utf-8")).get_element_by_id("svar")
    clauses = {}
    for one in form.xpath(".//*[@data-clause]"):
        number = re.search(r"\d+\.\d+", one.text_content())
        clauses[number[0] if number else ""] = one.get("data-clause")
    name, answers = "", []
    for line in text.splitlines():
        if line.startswith("Namn: "):
            name = line.removeprefix("Namn: ")
            continue
        found = _ANSWER.fullmatch(line)
        if not found or found[2] not in _POSITIONS:
            raise ValueError(line)
        answers.append({"clause": clauses[found[1]], "position": _POSITIONS[found[2]], "comment": found[3]})
    data = {
        "format": 1, "kind": "klausul-granskning", "round": form.get("data-round"),
        "reviewer": form.get("data-reviewer"), "name": name, "comment": "", "answers": answers,
    }  # fmt: skip
    _write(returned, json.dumps(data, ensure_ascii=False, indent=1).encode())


def _write(file: Path, content: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)
