"""Structure that is there for the eye only: headings, tables, lists and distances that Word knows nothing of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from generator.check.accessibility.file import body, found, short, word_of
from generator.check.pattern import Pattern
from generator.check.rule import Case
from generator.errors import Finding
from generator.model.wordfile import WordParagraph

#: About two pages: what a reader can survey without headings.
_LONG = 600
#: Characters: a heading is seldom longer, and what follows it is seldom shorter.
_HEADING, _TEXT = 80, 40
#: Styles with a place of their own in a paper, which are no headings.
_APART = {"title", "subtitle", "caption", "toc heading", "header", "footer"}
_CAPTION = Pattern(r"(?:tabell|figur|diagram|bild|karta)\s+\d", re.IGNORECASE)

#: Numbers and signs typed in front of a text, each followed by a blank.
_MANY = Pattern(r"(\d{1,2}(?:\.\d{1,2})+)[.)]?\s+(?=\S)")
_ONE = Pattern(r"(\d{1,2})([.)])\s+(?=\S)")
_LETTER = Pattern(r"([a-zåäö])([.)])\s+(?=\S)")
_BARE = Pattern(r"()(\d{1,2})\s+(?=[A-ZÅÄÖ])")
_SECTION = Pattern(r"(§)\s*(\d{1,2})\.?\s+(?=[A-ZÅÄÖ])")
_BULLET = Pattern(r"[•·▪●■○◦‣➢\uf0b7\uf0a7\uf0d8]\s*(?=\w)")
_DASH = Pattern(r"[-–—]\s+(?=\w)")


def headings(case: Case) -> Iterator[Finding]:
    """Yield levels that are jumped over, headings without text, and long texts without any heading."""
    paragraphs = body(word_of(case))
    with_level = [paragraph for paragraph in paragraphs if paragraph.level]
    words = sum(len(paragraph.text.split()) for paragraph in paragraphs)
    if not with_level and words > _LONG:
        yield found(case, "accessibility-headings-missing", words=round(words, -2))
    yield from _levels(case, paragraphs)
    for heading in with_level:
        if not heading.text.strip() and not heading.other:
            yield found(case, "accessibility-heading-empty", heading.number, level=heading.level)


def _levels(case: Case, paragraphs: Iterable[WordParagraph]) -> Iterator[Finding]:
    before = 0
    for paragraph in paragraphs:
        if not paragraph.text.strip():
            continue
        if not paragraph.level:
            # The document's title may stand for the first level.
            before = max(before, 1) if paragraph.style == "title" else before
            continue
        if paragraph.level > before + 1:
            values = {"heading": short(paragraph.text), "level": paragraph.level, "missing": before + 1}
            yield found(case, "accessibility-heading-order", paragraph.number, **values)
        before = paragraph.level


def lookalikes(case: Case) -> Iterator[Finding]:
    """Yield paragraphs that are headings by their looks alone."""
    paragraphs = [paragraph for paragraph in body(word_of(case)) if paragraph.text.strip()]
    for first, second in pairwise(paragraphs):
        if _looks_like_heading(first) and _is_text(second):
            yield found(case, "accessibility-heading-look", first.number, text=short(first.text))


def _looks_like_heading(paragraph: WordParagraph) -> bool:
    text = paragraph.text.strip()
    return (
        paragraph.bold
        and not (paragraph.level or paragraph.table or paragraph.style in _APART or paragraph.numbering == "bullet")
        and 3 <= len(text) <= _HEADING
        and text[-1] not in ".:;,!?…"
        and not any(sign in text for sign in "\n\t:")
        and any(sign.isalpha() for sign in text)
        and not _CAPTION.match(text)
    )


def _is_text(paragraph: WordParagraph) -> bool:
    # A line with a tab in it is a form's: what is asked, and the answer. The party above it is no heading.
    plain = not (paragraph.level or paragraph.bold or paragraph.table or "\t" in paragraph.text)
    return plain and (len(paragraph.text.strip()) >= _TEXT or bool(paragraph.numbering))


def tables(case: Case) -> Iterator[Finding]:
    """Yield tables with facts in them that a screen reader cannot find its way in."""
    for table in word_of(case).tables:
        if table.form or not table.lined or min(table.text_rows, table.text_columns) < 2:
            continue
        if not table.header_rows:
            yield found(case, "accessibility-table-header", table.number, rows=table.rows, columns=table.columns)
        if table.merged or table.nested:
            yield found(case, "accessibility-table-merged", table.number)


def distances(case: Case) -> Iterator[Finding]:
    """Yield one finding for all paragraphs that are empty for the distance."""
    empty = [paragraph for paragraph in body(word_of(case)) if paragraph.spacing and not paragraph.level]
    if empty:
        many = f"{len(empty)} tomma stycken, det första här,"
        what = "ett tomt stycke" if len(empty) == 1 else many
        yield found(case, "accessibility-empty-paragraph", empty[0].number, what=what)


def columns(case: Case) -> Iterator[Finding]:
    """Yield tables that are made with tab characters."""
    rows: list[WordParagraph] = []
    for paragraph in [*body(word_of(case)), None]:
        if paragraph is not None and not paragraph.table and len(_tabbed(paragraph.text)) > 2:
            rows.append(paragraph)
            continue
        if len(rows) > 2:
            yield found(case, "accessibility-typed-table", rows[0].number, count=len(rows))
        rows = []


def _tabbed(text: str) -> list[str]:
    return [piece for piece in text.split("\t") if any(sign.isalnum() for sign in piece)]


class _Typed(NamedTuple):
    """A number or a sign that stands in front of a text."""

    number: int
    #: What it is like: items of one list are alike.
    shape: str
    value: tuple[int, ...]
    mark: str
    #: Place among the lines with text, to tell which stand together.
    at: int


def numbers(case: Case) -> Iterator[Finding]:
    """Yield lists and headings whose numbers or signs are typed, one finding for each list."""
    typed = list(_typed(case))
    for group in (*_series([one for one in typed if one.value]), *_runs([one for one in typed if not one.value])):
        first = group[0]
        yield found(case, "accessibility-typed-number", first.number, mark=first.mark, count=_times(len(group)))


def _times(count: int) -> str:
    return "en gång" if count == 1 else f"{count} gånger från och med här"


def _typed(case: Case) -> Iterator[_Typed]:
    word, at = word_of(case), 0
    for paragraph in body(word):
        framed = paragraph.table and word.tables[paragraph.table - 1].columns > 1
        for index, line in enumerate(paragraph.text.split("\n")):
            text = line.strip()
            if not text:
                continue
            at += 1
            # What Word numbers has no second number, but a line of its own in it may begin with one.
            if not framed and not (paragraph.numbering and index == 0):
                yield from _mark(paragraph, text, at)


def _mark(paragraph: WordParagraph, text: str, at: int) -> Iterator[_Typed]:
    kind = "heading" if paragraph.level else "text"
    if match := _MANY.match(text):
        value = tuple(map(int, match[1].split(".")))
        yield _Typed(paragraph.number, f"{kind} 1", value, match[0].strip(), at)
    elif match := _ONE.match(text):
        # Headings are numbered 1. and 1.1 in one series; in a text these are two.
        shape = f"{kind} 1" if paragraph.level else f"{kind} {match[2]}"
        yield _Typed(paragraph.number, shape, (int(match[1]),), match[0].strip(), at)
    elif match := _LETTER.match(text):
        yield _Typed(paragraph.number, f"{kind} a{match[2]}", (ord(match[1]) - ord("a") + 1,), match[0].strip(), at)
    elif match := _SECTION.match(text) or (_BARE.match(text) if paragraph.level else None):
        shape = f"{kind} {match[1] or '1'}"
        yield _Typed(paragraph.number, shape, (int(match[2]),), match[0].strip(), at)
    elif match := _BULLET.match(text):
        yield _Typed(paragraph.number, "bullet", (), match[0].strip(), at)
    elif match := _DASH.match(text):
        yield _Typed(paragraph.number, "dash", (), match[0].strip(), at)


def _series(typed: Sequence[_Typed]) -> list[list[_Typed]]:
    """Return the numbers that follow on each other, two at least: a single one may be part of a sentence."""
    series: list[list[_Typed]] = []
    current: dict[str, list[_Typed]] = {}
    for one in typed:
        group = current.get(one.shape)
        if group and _follows(group[-1].value, one.value):
            group.append(one)
        else:
            current[one.shape] = [one]
            series.append(current[one.shape])
    return [group for group in series if len(group) > 1]


def _follows(before: tuple[int, ...], after: tuple[int, ...]) -> bool:
    """Return whether a number comes next after another: 2 after 1 or 1.4, 1.2 after 1.1, 1.1 after 1."""
    if len(after) > len(before):
        return after == (*before, *(1,) * (len(after) - len(before)))
    return after == (*before[: len(after) - 1], before[len(after) - 1] + 1)


def _runs(typed: Sequence[_Typed]) -> list[list[_Typed]]:
    """Return the signs that stand on lines after each other. A single dash may be a remark, a bullet is a bullet."""
    runs: list[list[_Typed]] = []
    for one in typed:
        if runs and (runs[-1][-1].shape, runs[-1][-1].at) == (one.shape, one.at - 1):
            runs[-1].append(one)
        else:
            runs.append([one])
    return [run for run in runs if len(run) > 1 or run[0].shape == "bullet"]
