"""Instructions in Swedish on the text of one clause: strike, replace, add, move.

Nothing is guessed: words that are not in the clause, or that stand in it more than once, make the instruction a
comment that says so.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from generator.model.review import Edit
from generator.review.returned.items import say
from generator.review.returned.sent import SentLine

_ORDINALS = ("första", "andra", "tredje", "fjärde", "femte", "sjätte", "sjunde", "åttonde", "nionde", "tionde")
_ORDINAL = rf"(?P<ordinal>{'|'.join(_ORDINALS)}|sista)\s+(?P<unit>stycket|meningen|strecksatsen)"
_OPEN, _CLOSE = "”“\"„»«'‘’", "”“\"«»'’"
_QUOTE = rf"[{_OPEN}](?P<%s>[^{_OPEN}]+)[{_CLOSE}]"
_WORDS = r"(?:(?:ordet|orden|meningen|texten|frasen)\s+)?"
_JOIN = re.compile(r"[\s,;.]*(?:(?:och|samt|dessutom)\s+)?(?:ska\s+|bör\s+)?", re.IGNORECASE)
_SENTENCE = re.compile(r"[.;!?](?=\s+[A-ZÅÄÖ]|\s*$)|\n")
_STRIKE = r"(?:stryk|stryks|strykas|ta bort|tas bort|utgå|utgår)"
_REPLACE = r"(?:ersätt|ersätts|byt ut|byts ut|byt|ändra|ändras)"
_ADD = r"(?:lägg till|infoga|tillägg|läggs till|tillfoga)"
_WITH = r"(?:\s+(?:med|mot|till|av)\s*:?\s*)"
_STOP = r"\s*(?=$|[.;,\n]|\s(?:och|samt)\s)"


def _rule(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE | re.DOTALL)


_STRIKE_QUOTE = _rule(rf"{_STRIKE}\s*:?\s*{_WORDS}{_QUOTE % 'old'}{_STOP}")
_STRIKE_PART = _rule(rf"{_STRIKE}\s+(?:hela\s+)?{_ORDINAL}{_STOP}")
_STRIKE_ALL = _rule(rf"{_STRIKE}\s*(?:hela\b\s*)?(?:punkten|klausulen|stycket|den|helt|allt)?\s*(?:helt)?\s*[.!]?\s*$")
_STRIKE_WORDS = _rule(rf"{_STRIKE}\s*:?\s*{_WORDS}(?P<old>[^\n]+?)\s*$")
_REPLACE_QUOTE = _rule(rf"{_REPLACE}\s*:?\s*{_WORDS}{_QUOTE % 'old'}{_WITH}{_QUOTE % 'new'}{_STOP}")
_ORDINAL_AGAIN = _ORDINAL.replace("ordinal", "o").replace("unit", "u")
_REPLACE_PART = _rule(
    rf"(?:{_REPLACE}\s+{_ORDINAL}{_WITH}|ny lydelse av\s+{_ORDINAL_AGAIN}\s*:\s*)(?P<new>.+)$"
)  # fmt: skip
_REPLACE_WORDS = _rule(rf"{_REPLACE}\s*:?\s*{_WORDS}(?P<rest>[^\n]+?)\s*$")
_ADD_BESIDE = _rule(
    rf"{_ADD}\s*:?\s*{_WORDS}{_QUOTE % 'new'}\s+(?P<side>efter|före|innan)\s+{_WORDS}{_QUOTE % 'old'}{_STOP}"
)
_ADD_BESIDE_FIRST = _rule(
    rf"{_ADD}\s+(?P<side>efter|före|innan)\s+{_WORDS}{_QUOTE % 'old'}\s*:?\s*{_QUOTE % 'new'}{_STOP}"
)
_ADD_TEXT = _rule(rf"{_ADD}\s*(?:(?:ett|nytt|ny|sist|stycke|stycket|en|mening|följande)\s*)*:?\s*(?P<new>.+)$")
_NEW_POINT = _rule(r"ny punkt efter\s*:?\s*(?P<new>.+)$")
_MOVE = _rule(
    r"flytta(?:s)?\s*(?:punkten|den)?\s*(?:till)?\s*(?P<side>efter|före|innan)\s+(?:punkten|punkt|pkt\.?)?\s*"
    r"(?P<number>[A-Z]?\d+(?:\.\d+)*)\.?\s*$"
)


@dataclass(frozen=True, slots=True)
class Wish:
    """What an instruction asks for; the names are those of ``Proposal``."""

    kind: str
    line: SentLine | None = None
    whole: bool = False
    before: str = ""
    after: str = ""
    edits: tuple[Edit, ...] = ()
    target: str = ""
    #: What was said, of a comment.
    text: str = ""
    note: str = ""


def wishes(
    text: str,
    lines: Sequence[SentLine],
    scope: Sequence[SentLine] | None,
    numbered: Callable[[str], SentLine | None],
) -> Iterator[Wish]:
    """Yield what a text asks for.

    Args:
        text: what was said, without the point it names.
        lines: the lines of the clause; its heading is the first.
        scope: the single line that was named, say by a letter; None for the whole clause.
        numbered: returns the heading of the clause with a number.
    """
    rest = text.strip()
    reader = _Clause(lines, scope, numbered)
    said = ""
    while rest:
        lead = _JOIN.match(rest).end()  # type: ignore[union-attr]
        taken, found = reader.read(rest[lead:])
        if taken:
            # What is said between two instructions explains them: it is one comment.
            if said.strip():
                yield Wish("comment", text=said.strip())
            said = ""
            yield found
            rest = rest[lead + taken :].lstrip(" .;,")
            continue
        end = _SENTENCE.search(rest)
        said += rest[: end.end()] if end else rest
        rest = rest[end.end() :] if end else ""
    if said.strip():
        yield Wish("comment", text=said.strip())


class _Clause:
    """The text of a clause, and what instructions ask of it."""

    def __init__(
        self,
        lines: Sequence[SentLine],
        scope: Sequence[SentLine] | None,
        numbered: Callable[[str], SentLine | None],
    ) -> None:
        self._lines = lines
        self._scope = scope
        self._numbered = numbered

    def read(self, text: str) -> tuple[int, Wish]:
        """Return how much of a text an instruction takes, and what it asks for; 0 where there is none."""
        for pattern, make in (
            (_MOVE, self._move), (_NEW_POINT, self._new_point), (_STRIKE_QUOTE, self._strike),
            (_STRIKE_PART, self._strike_part), (_STRIKE_ALL, self._strike_all), (_STRIKE_WORDS, self._strike),
            (_REPLACE_QUOTE, self._replace), (_REPLACE_PART, self._replace_part), (_REPLACE_WORDS, self._replace_words),
            (_ADD_BESIDE, self._add_beside), (_ADD_BESIDE_FIRST, self._add_beside), (_ADD_TEXT, self._add),
        ):  # fmt: skip
            found = pattern.match(text)
            if found is None:
                continue
            wish = make(found)
            if wish.kind == "comment":
                # It was understood, and cannot be done: that is said, and the words are kept.
                return found.end(), Wish("comment", text=found.group().strip(), note=wish.note)
            return found.end(), wish
        return 0, Wish("comment")

    # Where words stand.

    def _find(self, words: str) -> tuple[SentLine, int] | str:
        """Return the only place where words stand, or why there is none."""
        hits = [hit for line in self._scope or self._lines for hit in _hits(line, words)]
        if len(hits) == 1:
            return hits[0]
        return say("review-mail-several" if hits else "review-mail-missing", words=words)

    def _part(self, ordinal: str, unit: str) -> tuple[SentLine, int, str] | str:
        """Return a paragraph, an item or a sentence by its place."""
        lines = [line for line in (self._scope or self._lines) if line.line and not line.cell.table]
        if unit == "stycket":
            parts = [(line, 0, line.text) for line in lines if not line.numbering]
        elif unit == "strecksatsen":
            parts = [(line, 0, line.text) for line in lines if line.numbering]
        else:
            parts = [(line, *found) for line in lines for found in _sentences(line.text)]
        at = len(parts) - 1 if ordinal == "sista" else _ORDINALS.index(ordinal)
        if 0 <= at < len(parts):
            return parts[at]
        return say("review-mail-missing", words=f"{ordinal} {unit}")

    # Instructions.

    def _strike(self, found: re.Match[str]) -> Wish:
        return self._changed(_bare(found["old"]), "")

    def _strike_part(self, found: re.Match[str]) -> Wish:
        part = self._part(found["ordinal"].lower(), found["unit"].lower())
        return Wish("comment", note=part) if isinstance(part, str) else _cut(*part, "")

    def _strike_all(self, _found: re.Match[str]) -> Wish:
        if self._scope is not None:
            line = self._scope[0]
            return Wish("struck", line, before=line.text, edits=(Edit("deleted", line.text, 0),))
        before = "\n".join(line.text for line in self._lines)
        return Wish("struck", self._lines[0], whole=True, before=before, edits=(Edit("deleted", before, 0),))

    def _replace(self, found: re.Match[str]) -> Wish:
        return self._changed(_bare(found["old"]), _bare(found["new"]))

    def _replace_part(self, found: re.Match[str]) -> Wish:
        ordinal, unit = found["ordinal"] or found["o"], found["unit"] or found["u"]
        part = self._part(ordinal.lower(), unit.lower())
        return Wish("comment", note=part) if isinstance(part, str) else _cut(*part, _unquoted(found["new"]))

    def _replace_words(self, found: re.Match[str]) -> Wish:
        """Try every place where the old words may end: only what stands in the clause can be replaced."""
        why = ""
        for between in re.finditer(r"\s+(?:med|mot|till)\s+", found["rest"]):
            old, new = _bare(found["rest"][: between.start()]), _bare(found["rest"][between.end() :])
            wish = self._changed(old, new)
            if wish.kind != "comment":
                return wish
            why = why or wish.note
        return Wish("comment", note=why)

    def _changed(self, old: str, new: str) -> Wish:
        place = self._find(old)
        if isinstance(place, str):
            return Wish("comment", note=place)
        line, at = place
        return _cut(line, at, line.text[at : at + len(old)], new)

    def _add_beside(self, found: re.Match[str]) -> Wish:
        old, new = _bare(found["old"]), _bare(found["new"])
        place = self._find(old)
        if isinstance(place, str):
            return Wish("comment", note=place)
        line, at = place
        after = found["side"].lower() == "efter"
        offset = at + len(old) if after else at
        space = "" if new[:1] in ",.;:" else " "
        text = space + new if after else new + " "
        return _done(line, (Edit("inserted", text, offset),))

    def _add(self, found: re.Match[str]) -> Wish:
        new = _unquoted(found["new"])
        line = (self._scope or self._lines)[-1]
        return Wish("new", line, after=new, edits=(Edit("inserted", new, 0),))

    def _new_point(self, found: re.Match[str]) -> Wish:
        new = _unquoted(found["new"])
        line = self._lines[0]
        return Wish("new", line, whole=True, after=new, edits=(Edit("inserted", new, 0),), target=line.key)

    def _move(self, found: re.Match[str]) -> Wish:
        other = self._numbered(found["number"])
        if other is None or other.key == self._lines[0].key or found["side"].lower() != "efter":
            return Wish("comment", note=say("review-mail-move", number=found["number"]))
        before = "\n".join(line.text for line in self._lines)
        return Wish("moved", self._lines[0], whole=True, before=before, after=before, target=other.key)


def _hits(line: SentLine, words: str) -> Iterator[tuple[SentLine, int]]:
    """Yield where words stand as whole words; hard blanks are blanks."""
    if not words:
        return
    pattern = r"\s+".join(map(re.escape, words.split()))
    before = r"(?<!\w)" if words[0].isalnum() else ""
    after = r"(?!\w)" if words[-1].isalnum() else ""
    for found in re.finditer(before + pattern + after, line.text):
        yield line, found.start()


def _cut(line: SentLine, at: int, old: str, new: str) -> Wish:
    """Return a part of a line exchanged; with a struck word goes the blank beside it."""
    if not new and old.strip() == line.text.strip():
        return Wish("struck", line, before=line.text, edits=(Edit("deleted", line.text, 0),))
    end = at + len(old)
    if not new:
        if at and line.text[at - 1].isspace() and (end == len(line.text) or not line.text[end].isalnum()):
            at -= 1
        elif end < len(line.text) and line.text[end].isspace():
            end += 1
    edits = [Edit("deleted", line.text[at:end], at)]
    edits += [Edit("inserted", new, end)] if new else []
    return _done(line, tuple(edits))


def _done(line: SentLine, edits: tuple[Edit, ...]) -> Wish:
    text, at = "", 0
    for edit in edits:
        text += line.text[at : edit.offset]
        text, at = (text + edit.text, edit.offset) if edit.kind == "inserted" else (text, edit.offset + len(edit.text))
    return Wish("change", line, before=line.text, after=text + line.text[at:], edits=edits)


def _sentences(text: str) -> Iterator[tuple[int, str]]:
    """Yield the sentences of a text with where they begin."""
    for found in re.finditer(r"\S.*?(?:[.!?:](?=\s+[A-ZÅÄÖ]|\s*$)|$)", text, re.DOTALL):
        yield found.start(), found.group()


def _bare(text: str) -> str:
    """Return words without quotation marks and without the full stop of the instruction."""
    stripped = text.strip().strip(_OPEN + _CLOSE)
    return stripped[:-1] if stripped.endswith(".") and not text.strip().endswith(tuple(_CLOSE)) else stripped


def _unquoted(text: str) -> str:
    """Return a text that is to be put in; quotation marks around all of it are those of the instruction."""
    stripped = text.strip()
    inner = stripped.removesuffix(".") if stripped[-2:-1] in tuple(_CLOSE) else stripped
    return inner[1:-1].strip() if len(inner) > 1 and inner[0] in _OPEN and inner[-1] in _CLOSE else stripped
