"""What a reviewer wrote in a mail or on paper, held against what was sent: ``Punkt 4.2: stryk ordet ”även”``.

What is understood becomes a change, what is not a comment on the point that it names; without a point, or with one
that was not sent, it is unplaced. Lines quoted from an earlier mail are left out and counted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from generator.errors import Finding, Place
from generator.model.document import letter
from generator.model.review import Proposal, Returned
from generator.prose.values import enumeration
from generator.review.instructions import Wish, wishes
from generator.review.returned import read_sent
from generator.review.returned.items import say
from generator.review.returned.origin import round_of
from generator.review.returned.sent import Sent, SentLine
from generator.word.marked import read_marked

_NUMBER = r"(?P<number>[A-Z]?\d+(?:\.\d+)*)\.?(?!\w|\s*(?:procent|kronor|år|månader|veckor|dagar))"
_LETTER = r"(?:\s*(?P<letter>[a-zåäö])(?=\)|:|\s*$|\s+(?:ska|stryk|ta |ers|byt|änd|lägg|utg|bör))\)?)?"
_POINT = r"(?:punkten|punkt|pkt\.?|p\.|avsnittet|avsnitt|§|nr)\s*"
_END = r"\s*(?:[:–—-]|,(?=\s)|(?=\s|$))\s*"
#: ``4.2:``, ``Punkt 4.2 b:``, ``I punkt 4.2 …``.
_NAMED = re.compile(
    rf"\s*[-*•]?\s*(?:(?:i|på|om|till|angående)\s+)?(?:{_POINT})?{_NUMBER}{_LETTER}{_END}", re.IGNORECASE
)
#: ``Stryk punkt 4.2``, ``Lägg till i 3.1: …``, ``Stryk ”även” i punkt 4.2``.
_VERB_FIRST = re.compile(
    r"\s*[-*•]?\s*(?P<verb>stryk|ta bort|ersätt|byt ut|ändra|lägg till|infoga|tillägg|ny punkt efter|flytta)\b"
    rf"(?P<between>[^\n]*?)\s*\b(?:(?:i|till|ur|från|under)\s+)?(?:{_POINT}){_NUMBER}{_LETTER}(?=[\s:.,;)]|$)",
    re.IGNORECASE,
)
_BARE = re.compile(
    r"\s*[-*•]?\s*(?P<verb>stryk|ta bort|lägg till|infoga|tillägg|ny punkt efter|flytta)(?P<between>)"
    rf"(?:\s+(?:i|till|hela))?\s+{_NUMBER}{_LETTER}(?=[\s:.,;)]|$)",
    re.IGNORECASE,
)
_LETTER_LAST = re.compile(
    r"\s*(?P<verb>stryk|ta bort|utgå|utgår)\s+(?:punkt\s+)?(?P<letter>[a-zåäö])\)?[.\s]*", re.IGNORECASE
)
#: ``1)`` or ``1.`` before what names a point: the number of the opinion.
_LABEL = re.compile(r"\s*(?:\d{1,2}[.)]|[a-zåäö]\))\s+(?=\S)", re.IGNORECASE)
#: ``på punkt 5.2``, ``Punkterna 10.2 och 10.3``: points that are named inside a line.
_DIGITS = r"[A-Z]?\d+(?:\.\d+)*(?!\w)"
_MENTIONED = re.compile(
    rf"\b(?:punkt(?:en|erna)?|pkt\.?|avsnitt(?:et|en)?|klausul(?:en|erna)?)\s*"
    rf"(?P<points>{_DIGITS}(?:(?:\s*,\s*|\s+(?:och|samt|eller)\s+){_DIGITS})*)",
    re.IGNORECASE,
)
#: What is about no point: a page, or the whole of the text.
_ELSEWHERE = re.compile(
    r"\b(?:sid(?:an|a|\.)\s*\d|hela\s+(?:dokumentet|ägardirektivet|direktivet|avtalet|texten)\b)", re.IGNORECASE
)
#: New text goes on over several lines, also where it refers to a point, until somebody speaks again.
_BRINGS = re.compile(
    r"\b(?:ny punkt|ny lydelse|lägg\w* till|infoga|tillägg|tillfoga"
    r"|(?:stycket|meningen|strecksatsen)\s+(?:med|mot|till))\b",
    re.IGNORECASE,
)
_SPEAKS = re.compile(r"\b(?:vi|jag|yrka\w*|avslag|avslås|bifall\w*|föreslå\w*|stryk\w*|utgår?)\b", re.IGNORECASE)
_ENDS, _CLOSED = tuple(".!?”“»"), tuple("”“»")
#: Longer than any instruction; what is longer is a comment.
_LONG = 4_000
_QUOTED = re.compile(r"\s*>|\s*-{3,}\s*(?:Ursprungligt|Original|Vidarebefordrat)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Said:
    """Something that was said, with the point it names."""

    text: str
    #: Without what names the point.
    rest: str
    number: str = ""
    letter: str = ""
    title: str = ""
    #: Other points that it names.
    others: tuple[str, ...] = ()
    #: True where it only mentions its point: what it wants is for a person to read.
    mentions: bool = False


def read_mail(sent: bytes, text: str, name: str, reviewer: str) -> Returned:
    """Return what a reviewer wants, from a text.

    Args:
        sent: the bytes of the copy that was sent.
        text: what the reviewer wrote.
        name: what to call it in findings.
        reviewer: who wrote it.

    Raises:
        DataError: the copy cannot be read.
    """
    file = read_marked(sent, name).file
    base = read_sent(file, name)
    lines = text.splitlines()
    kept = [line.strip() for line in lines if not _QUOTED.match(line)]
    reader = _Reader(base, reviewer)
    proposals = [one for said in _statements(kept, base) for one in reader.proposals(said)]
    numbered = tuple(replace(one, id=str(number)) for number, one in enumerate(proposals, 1))
    quoted = len(lines) - len(kept)
    notes = (Finding("review-mail-quoted", Place(name), values={"count": quoted}),) if quoted else ()
    return Returned(round_of(file) or "", reviewer, numbered, 0, notes)


def _statements(lines: Sequence[str], base: Sent) -> Iterator[_Said]:
    """Yield what is said: from a line that names a point to the next, or to an empty line."""
    numbers = {line.number for line in base.lines}
    titles = {line.heading.casefold(): line.heading for line in base.lines if line.place == "clause"}
    current: list[str] = []
    named: _Said | None = None
    for line in (*lines, ""):
        said = _named(line, titles, numbers) or _mentioning(line, named, current)
        # A lonely heading such as ”Punkt 4.2” names the point of what follows, also after an empty line.
        lonely = named is not None and not named.rest.strip() and len(current) == 1
        if current and (said is not None or (not line.strip() and not lonely)):
            yield _whole(named, current)
            current, named = [], None
        if said is not None:
            current, named = [line], said
        elif line.strip():
            current.append(line)
    if current:
        yield _whole(named, current)


def _whole(named: _Said | None, lines: Sequence[str]) -> _Said:
    text = "\n".join(line.strip() for line in lines)
    if named is None:
        number, others = _mentions(text)
        return _Said(text, text, number, others=others, mentions=True)
    return replace(named, text=text, rest="\n".join([named.rest, *(line.strip() for line in lines[1:])]).strip())


def _named(line: str, titles: Mapping[str, str], numbers: AbstractSet[str]) -> _Said | None:
    """Return what a line says if it begins with the point it names; a figure that is no point names none.

    A point that was not sent is named by its word, as in ``Punkt 99.1``, or by a number such as ``99.1:``.
    """
    if len(line) > _LONG:
        return None
    line = " ".join(line.split())
    label = _LABEL.match(line)
    for said in (line[label.end() :], line) if label else (line,):
        found = _NAMED.match(said)
        if found and (found["number"] in numbers or _is_point(found)):
            return _Said(line, said[found.end() :], found["number"], found["letter"] or "")
        for pattern in (_VERB_FIRST, _BARE):
            found = pattern.match(said)
            if found and (found["number"] in numbers or "." in found["number"]):
                rest = f"{found['verb']} {found['between'].strip()} {said[found.end() :].lstrip()}"
                return _Said(line, " ".join(rest.split(" ")), found["number"], found["letter"] or "")
    before, colon, after = line.strip().partition(":")
    title = titles.get(before.strip().casefold()) if colon else None
    return _Said(line, after, title=title) if title else None


def _is_point(found: re.Match[str]) -> bool:
    """Tell whether a number at the beginning of a line can be nothing but a point's."""
    if _MENTIONED.search(found.group()):
        return True
    return "." in found["number"] and found.group().rstrip().endswith(":")


def _mentioning(line: str, named: _Said | None, current: Sequence[str]) -> _Said | None:
    """Return what a line says if it names, inside it, another point than the lines before it, or no point's place."""
    if not current or len(line) > _LONG:
        return None
    number, others = _mentions(line)
    if not number and not _ELSEWHERE.search(line):
        return None
    # What the lines are about is in the first of them; reading all of them again for each line would take long.
    said = "\n".join(current[:3])
    before = (named.number or named.title) if named is not None else _mentions(said)[0]
    begins = _LABEL.sub("", line, count=1).lstrip("-*• ")[:1]
    if before in (number, *others) or (begins.islower() and not current[-1].endswith(_ENDS)):
        return None
    if _BRINGS.search(said[:_LONG]) and not current[-1].endswith(_CLOSED) and not _SPEAKS.search(line):
        return None
    return _Said(line, line, number, others=others, mentions=True)


def _mentions(text: str) -> tuple[str, tuple[str, ...]]:
    """Return the first point that is named inside a text, and the others."""
    if len(text) > _LONG:
        return "", ()
    found = [number for points in _MENTIONED.finditer(text) for number in re.findall(_DIGITS, points["points"])]
    first, *others = dict.fromkeys(found) or [""]
    return first, tuple(others)


class _Reader:
    """Reads statements against what was sent."""

    def __init__(self, base: Sent, reviewer: str) -> None:
        self._base = base
        self._reviewer = reviewer

    def proposals(self, said: _Said) -> Iterator[Proposal]:
        """Yield what is wanted, and as comments what is not understood."""
        lines = self._lines(said)
        if not lines:
            yield self._comment(said.text, None, say("review-mail-unknown", number=said.number) if said.number else "")
            return
        if said.mentions:
            others = say("review-mail-also", numbers=enumeration(list(said.others))) if said.others else ""
            yield self._comment(said.text, lines[0], others)
            return
        if len(said.text) > _LONG:
            yield self._comment(said.text, lines[0])
            return
        last = _LETTER_LAST.fullmatch(said.rest)
        if last and not said.letter and any(label == last["letter"] for _, label in _labels(lines)):
            said = replace(said, rest=last["verb"], letter=last["letter"])
        scope, note = lines, ""
        if said.letter:
            items = [line for line, label in _labels(lines) if label == said.letter]
            scope = items or lines
            note = "" if len(items) == 1 else say("review-mail-letter", letter=said.letter)
        if note or lines[0].place != "clause":
            yield self._comment(said.text, scope[0], note)
            return
        found = list(wishes(said.rest, lines, scope if said.letter else None, self._number))
        if len(found) == 1 and found[0].kind == "comment":
            yield self._comment(said.text, found[0].line or scope[0], found[0].note)
            return
        for wish in found:
            yield self._proposal(wish, scope[0], said)
        if not found:
            yield self._comment(said.text, scope[0])

    def _lines(self, said: _Said) -> list[SentLine]:
        """Return the lines of the point that is named: a clause, a section with a single one, or a section."""
        clauses = [
            line
            for line in self._base.lines
            if line.place == "clause"
            and (line.number == said.number if said.number else bool(said.title) and line.heading == said.title)
        ]
        if clauses or not said.number:
            return clauses if len({line.key for line in clauses}) == 1 else []
        inside = [line for line in self._base.lines if line.number.rpartition(".")[0] == said.number]
        if len({line.key for line in inside}) == 1:
            return inside
        return [line for line in self._base.lines if line.place == "section" and line.number == said.number]

    def _number(self, number: str) -> SentLine | None:
        return next((line for line in self._base.lines if line.place == "clause" and line.number == number), None)

    def _proposal(self, wish: Wish, line: SentLine, said: _Said) -> Proposal:
        if wish.kind == "comment":
            return self._comment(wish.text or said.text, wish.line or line, wish.note)
        at = wish.line or line
        new_clause = wish.kind == "new" and wish.whole
        return Proposal(
            id="",
            kind=wish.kind,
            clause="" if new_clause else at.key,
            number=at.number,
            heading=at.heading,
            line=-1 if wish.whole else at.line,
            whole=wish.whole,
            before=wish.before,
            after=wish.after,
            edits=tuple(replace(edit, author=self._reviewer) for edit in wish.edits),
            target=wish.target,
            author=self._reviewer,
            found_by="style",
            note=wish.note,
        )

    def _comment(self, text: str, line: SentLine | None, note: str = "") -> Proposal:
        common = Proposal(
            "", "comment", place="unplaced", comment=text, author=self._reviewer, found_by="none", note=note
        )  # fmt: skip
        if line is None:
            return common
        return replace(
            common,
            place=line.place,
            clause=line.key,
            number=line.number,
            heading=line.heading,
            line=line.line,
            before=line.text,
            found_by="style",
        )


def _labels(lines: Sequence[SentLine]) -> Iterator[tuple[SentLine, str]]:
    """Yield the items of lettered lists with their letters."""
    count = 0
    for line in lines:
        item = line.numbering == "number" and not line.level and not line.cell.table
        count = count + 1 if item else 0
        if item:
            yield line, letter(count - 1)
