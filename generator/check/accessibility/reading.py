"""What a screen reader says of a Word file: its language, its title, its pictures, its links, its colours."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from generator import colour
from generator.check.accessibility.file import body, found, short, word_of
from generator.check.pattern import Pattern
from generator.check.rule import Case
from generator.errors import Finding
from generator.model.wordfile import Shade, WordParagraph

#: Words that are common in Swedish and in none of its neighbours.
_SWEDISH = {"och", "att", "för", "ska", "skall", "är", "från", "inte", "samt", "även", "också", "genom"}
#: One word in so many, and at least so many of them, make a text Swedish.
_SHARE, _LEAST = 20, 2
#: Shorter texts may be names.
_WORDS = 8
_LANGUAGES = {
    "da": "danska", "de": "tyska", "en": "engelska", "es": "spanska", "fi": "finska", "fr": "franska",
    "it": "italienska", "nb": "norska", "nn": "norska", "no": "norska", "pl": "polska",
}  # fmt: skip
_KINDS = {"picture": "bilden", "chart": "diagrammet", "diagram": "figuren", "object": "objektet"}
_WHERE = {"header": " i sidhuvudet", "footer": " i sidfoten", "box": " i en textruta"}
_FILE_NAME = Pattern(r"[\w().\- ]+\.(?:bmp|emf|gif|jpe?g|png|svg|tiff?|webp|wmf)", re.IGNORECASE)
_BY_PROGRAM = ("automatiskt genererad", "automatically generated", "ai-genererat innehåll", "ai-generated content")
#: Link texts that say nothing of where the link leads.
_EMPTY_LINKS = {
    "denna länk", "den här länken", "här", "klicka", "klicka här", "länk", "länken", "läs här", "läs mer",
    "läs mer här", "mer", "se här", "se länk", "tryck här",
}  # fmt: skip
#: What WCAG 2.1 asks of large text, success criterion 1.4.3.
_LARGE_ENOUGH = 3.0


def language(case: Case) -> Iterator[Finding]:
    """Yield text that a screen reader would say in another language than its own."""
    texts = [paragraph for paragraph in word_of(case).paragraphs if any(map(str.isalpha, paragraph.text))]
    letters = Counter[str]()
    for paragraph in texts:
        letters[paragraph.language] += len(paragraph.text)
    if not letters:
        return
    most = max(letters, key=lambda tag: letters[tag])
    if not most:
        yield found(case, "accessibility-language")
    elif not _is_swedish_tag(most) and _is_swedish(paragraph.text for paragraph in texts if paragraph.language == most):
        yield found(case, "accessibility-language-other", language=_called(most))
    wrong = [paragraph for paragraph in texts if paragraph.language not in ("", most) and _marked_wrong(paragraph)]
    for tag in dict.fromkeys(paragraph.language for paragraph in wrong):
        numbers = [paragraph.number for paragraph in wrong if paragraph.language == tag]
        yield found(case, "accessibility-language-part", numbers[0], count=len(numbers), language=_called(tag))


def _marked_wrong(paragraph: WordParagraph) -> bool:
    long = len(paragraph.text.split()) >= _WORDS
    return long and not _is_swedish_tag(paragraph.language) and _is_swedish([paragraph.text])


def _is_swedish_tag(tag: str) -> bool:
    return tag.casefold().partition("-")[0] == "sv"


def _is_swedish(texts: Iterable[str]) -> bool:
    words = [word for text in texts for word in re.findall(r"\w+", text.casefold())]
    common = sum(word in _SWEDISH for word in words)
    return common >= _LEAST and common * _SHARE >= len(words)


def _called(tag: str) -> str:
    known = _LANGUAGES.get(tag.casefold().partition("-")[0])
    return f"{known} ({tag})" if known else f"språket {tag}"


def title(case: Case) -> Iterator[Finding]:
    """Yield a title that is missing among the file's properties, or that is another document's."""
    word = word_of(case)
    if not word.title:
        yield found(case, "accessibility-title")
    elif not word.title_shown():
        yield found(case, "accessibility-title-unlike", title=short(word.title))


def pictures(case: Case) -> Iterator[Finding]:
    """Yield pictures that nobody has described."""
    for picture in word_of(case).pictures:
        if picture.decorative:
            continue
        where = _WHERE.get(picture.story, "")
        if not picture.description:
            values = {
                "kind": _KINDS[picture.kind],
                "name": f" ”{picture.name}”" if picture.name else "",
                "where": where,
            }
            yield found(case, "accessibility-alt-text", picture.number, **values)
        elif how := _poor(picture.description):
            values = {"text": short(picture.description), "how": how, "where": where}
            yield found(case, "accessibility-alt-text-guess", picture.number, **values)


def _poor(description: str) -> str:
    if _FILE_NAME.fullmatch(description):
        return "är ett filnamn"
    folded = description.casefold()
    return "är skriven av ett program" if any(mark in folded for mark in _BY_PROGRAM) else ""


def links(case: Case) -> Iterator[Finding]:
    """Yield links whose text says nothing when it is read by itself."""
    for paragraph in word_of(case).paragraphs:
        for text in () if paragraph.contents else paragraph.links:
            if text.casefold().strip(" .!»›>→:,") in _EMPTY_LINKS:
                yield found(case, "accessibility-link-text", paragraph.number, text=short(text))


def boxes(case: Case) -> Iterator[Finding]:
    """Yield text boxes with text, once for each paragraph that they hang on."""
    texts: dict[int, str] = {}
    for paragraph in word_of(case).paragraphs:
        if paragraph.story == "box" and any(map(str.isalnum, paragraph.text)):
            texts.setdefault(paragraph.number, paragraph.text)
    for number, text in texts.items():
        yield found(case, "accessibility-text-box", number, text=short(text))


def colours(case: Case) -> Iterator[Finding]:
    """Yield colours that are hard to tell from what is behind them, each pair once."""
    places: dict[Shade, list[WordParagraph]] = {}
    for paragraph in body(word_of(case)):
        for shade in paragraph.shades:
            places.setdefault(shade, []).append(paragraph)
    for shade, paragraphs in places.items():
        ratio = colour.contrast(shade.front, shade.behind)
        needed = _LARGE_ENOUGH if shade.large else colour.ENOUGH
        if ratio < needed:
            values = {"front": shade.front, "behind": shade.behind, "ratio": colour.shown(ratio)}
            values |= {"needed": colour.shown(needed), "text": short(paragraphs[0].text, 40)}
            yield found(case, "accessibility-contrast", paragraphs[0].number, **values, count=len(paragraphs))
