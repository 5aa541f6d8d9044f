"""A paper as lines of text, whoever wrote it: what the checks read of a draft, a library or a foreign file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from generator.errors import Place


class Line(NamedTuple):
    """A paragraph, a heading, a list's item or a table's cell."""

    text: str
    #: Number of the line in a text file, of the paragraph in a Word file; 0 where clauses say the place.
    number: int = 0
    #: Column where the text begins, from 1; 0 where a file has none.
    column: int = 0
    #: Instance key of the clause it belongs to, id in a library; empty where there are no clauses.
    clause: str = ""
    #: Wording key in a library; empty elsewhere.
    wording: str = ""
    #: paragraph, heading, item or cell
    kind: str = "paragraph"
    #: 1 to 9 for a heading, 0 for other text.
    level: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class Paper:
    """A whole paper. Places are worked out when something is found, since that reads the file again."""

    file: str
    lines: tuple[Line, ...]
    #: Its year where it says one, else 0; tells which law it may have meant.
    year: int
    #: Returns where a line stands, from an offset in its text.
    locate: Callable[[Line, int], Place]

    @property
    def text(self) -> str:
        """All its lines."""
        return "\n".join(line.text for line in self.lines)

    def place(self, line: Line, offset: int = 0) -> Place:
        """Return where something stands that begins at an offset in a line's text."""
        return self.locate(line, offset)
