"""What ``klausul build`` can write, by the suffix of the file. Each writer imports what it needs when it runs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from generator.cli.environment import SOFFICE, soffice
from generator.cli.language import _
from generator.errors import UsageError

if TYPE_CHECKING:
    from generator.build.job import Built
    from generator.pdf import PdfError

Writer = Callable[["Built"], bytes]


def _docx(built: Built) -> bytes:
    return built.content


def _pdf(built: Built) -> bytes:
    return as_pdf(built.content)


def as_pdf(content: bytes) -> bytes:
    """Return a Word document of ours as a PDF.

    Raises:
        UsageError: there is no LibreOffice that can make one.
    """
    from generator.pdf import OLDEST, PdfError, pdf

    program = soffice()
    if program is None:
        message = _(
            "a PDF takes LibreOffice {oldest} or later, which was not found; install it, "
            "or name its program soffice in the environment variable {variable}"
        )
        raise UsageError(message.format(oldest=_dotted(OLDEST), variable=SOFFICE))
    try:
        return pdf(content, program)
    except PdfError as error:
        raise UsageError(
            _refusal(error).format(detail=error.detail, oldest=_dotted(OLDEST), variable=SOFFICE)
        ) from error


def _dotted(version: tuple[int, ...]) -> str:
    return ".".join(map(str, version))


def _refusal(error: PdfError) -> str:
    """Return what to say when LibreOffice, and not the document, is what is wrong."""
    if error.kind == "old":
        return _(
            "{detail} cannot write an accessible PDF; install LibreOffice {oldest} or later, "
            "or name its program soffice in the environment variable {variable}"
        )
    if error.kind == "slow":
        return _("LibreOffice did not finish within {detail} seconds, so there is no PDF; try again")
    return _("LibreOffice made no PDF; it said: {detail}")


def _html(built: Built) -> bytes:
    from generator.html import page

    return page(built.document).encode()


def _text(built: Built) -> bytes:
    from generator.text import text

    return text(built.document).encode()


def _json(built: Built) -> bytes:
    from generator.document_json import document_json

    return document_json(built.document).encode()


#: In the order that help and messages name them.
SUFFIXES: Mapping[str, Writer] = {".docx": _docx, ".pdf": _pdf, ".html": _html, ".txt": _text, ".json": _json}
