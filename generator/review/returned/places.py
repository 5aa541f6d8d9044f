"""Where in what was sent each paragraph of a returned file stands, and how sure that is."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from generator.model.marked import Cell
from generator.model.review import Candidate
from generator.redline.words import likeness
from generator.review.returned.groups import Group
from generator.review.returned.pairing import Pairing
from generator.review.returned.sent import Sent, SentLine

#: No more candidates than a person wants to choose among.
_MOST_CANDIDATES = 5


@dataclass(frozen=True, slots=True)
class Where:
    """A place in what was sent."""

    #: clause, section, front or unplaced
    place: str
    key: str = ""
    number: str = ""
    heading: str = ""
    line: int = -1
    found_by: str = "none"
    candidates: tuple[Candidate, ...] = ()

    def same_part(self, other: Where) -> bool:
        """Tell whether both are in the same clause, section or front."""
        return (self.place, self.key) == (other.place, other.key)


class Map:
    """The lines that were sent and the paragraphs that came back, and the ways between them."""

    def __init__(self, sent: Sent, found: Sequence[Group], pairing: Pairing) -> None:
        """Prepare for questions."""
        self.sent = sent
        self.groups = found
        self.pairing = pairing
        self._back = {line: group for group, line in pairing.sent.items()}
        self._moved = {line: group for group, line in pairing.moved.items()}
        #: Pairs in order, to find those around a paragraph.
        self._ordered = sorted(pairing.sent)
        self._owner = {place: index for index, group in enumerate(found) for place in (*group.old, *group.new)}
        self._paragraphs = sorted(self._owner)
        self._how: dict[tuple[str, str], str] = {}

    def group_of(self, paragraph: int) -> int | None:
        """Return the group of a paragraph of the file."""
        return self._owner.get(paragraph)

    def nearest(self, paragraph: int) -> int | None:
        """Return the group of a paragraph, or of the one before it where it is in none, such as a title page's."""
        at = bisect_right(self._paragraphs, paragraph)
        return self._owner[self._paragraphs[at - 1]] if at else None

    def of_line(self, line: int) -> Where:
        """Return where a line is."""
        found = self.sent.lines[line]
        return Where(found.place, found.key, found.number, found.heading, found.line, self.how(found.place, found.key))

    def of_group(self, group: int) -> Where | None:
        """Return where a group is that was sent; None for a new one."""
        line = self.line_of(group)
        return None if line is None else self._sure(self.of_line(line), self.groups[group])

    def line_of(self, group: int) -> int | None:
        """Return the line that a group is, wherever it stands now."""
        return self.pairing.sent.get(group, self.pairing.moved.get(group))

    def _sure(self, where: Where, group: Group) -> Where:
        """Return a place as unplaced where nothing but the order tells it."""
        if where.found_by != "none" or where.place == "front":
            return where
        return Where("unplaced", "", where.number, where.heading, -1, "none", self.candidates([where.key], group))

    def candidates(self, keys: Sequence[str], group: Group | None) -> tuple[Candidate, ...]:
        """Return clauses with how alike their likest line is, the likeliest first."""
        found = []
        for key in dict.fromkeys(keys):
            lines = self.sent.parts.get(("clause", key), ())
            best = max((likeness(self.sent.lines[i].words, group.words) for i in lines), default=0.0) if group else 0.0
            if lines:
                found.append(Candidate(key, round(100 * best)))
        return tuple(sorted(found, key=lambda one: (-one.percent, one.key))[:_MOST_CANDIDATES])

    def beside(self, group: int) -> Where:
        """Return where something new is that stands in this group or is it: after which line, of what."""
        before, after = self._around(group)
        if before is None:
            return Where("front", found_by="style")
        where = self.of_line(before)
        # A heading that is gone without a trace leaves open which clause the new text was meant for.
        stop = len(self.sent.lines) if after is None else after
        lost = [line for line in range(before + 1, stop) if self._lost_heading(line)]
        if lost:
            keys = [where.key, *(self.sent.lines[line].key for line in lost)]
            one = self.groups[group]
            return Where("unplaced", "", where.number, where.heading, -1, "none", self.candidates(keys, one))
        if where.found_by == "none":
            return self._sure(where, self.groups[group])
        return where

    def _around(self, group: int) -> tuple[int | None, int | None]:
        """Return the lines before and after a group, as it stands."""
        at = bisect_left(self._ordered, group)
        before = self.pairing.sent[self._ordered[at - 1]] if at else None
        return before, self.pairing.sent[self._ordered[at]] if at < len(self._ordered) else None

    def empty_cell(self, cell: Cell) -> Where | None:
        """Return where a cell is that had no text when it was sent."""
        row = self.pairing.rows.get((cell.table, cell.row))
        line = None if row is None else self.sent.empty.get(Cell(*row, cell.column))
        if line is None:
            return None
        return Where(line.place, line.key, line.number, line.heading, line.line, self.how(line.place, line.key))

    def _lost_heading(self, line: int) -> bool:
        found = self.sent.lines[line]
        return not found.line and found.place == "clause" and line not in self._back and line not in self._moved

    def standing(self, line: int) -> int | None:
        """Return the group that a line is, if it stands where it stood."""
        return self._back.get(line)

    def back(self, line: int) -> int | None:
        """Return the group that a line is, wherever it stands now."""
        return self._back.get(line, self._moved.get(line))

    def how(self, place: str, key: str) -> str:
        """Return what tells where a clause or a section is."""
        if (place, key) not in self._how:
            self._how[place, key] = self._told(place, key)
        return self._how[place, key]

    def _told(self, place: str, key: str) -> str:
        lines = self.sent.parts[place, key]
        if place == "front":
            return "style"
        groups = {line: group for line in lines if (group := self.back(line)) is not None}
        heading = groups.get(lines[0])
        names = () if heading is None else self.groups[heading].bookmarks
        if any(self.sent.bookmarks.get(name) == lines[0] for name in names):
            return "bookmark"
        kept = [group for group in groups.values() if self._kept(group)]
        if len(kept) == len(lines):
            return "manifest"
        if heading in kept:
            return "style"
        return "similarity" if any(group not in self.pairing.rewritten for group in groups.values()) else "none"

    def _kept(self, group: int) -> bool:
        return group not in self.pairing.rewritten and group not in self.pairing.alike

    def lines_of(self, where: Where) -> Mapping[int, SentLine]:
        """Return the lines of the clause, section or front that a place is in, by their places."""
        return {line: self.sent.lines[line] for line in self.sent.parts.get((where.place, where.key), ())}
