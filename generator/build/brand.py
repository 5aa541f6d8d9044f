"""What a draft says of looks: colours and a logo, checked and put into the template that is made ready."""

from __future__ import annotations

from pathlib import Path

from generator.draft.load import LoadedDraft
from generator.errors import DataError, Finding
from generator.source.tree import Path as SourcePath
from generator.source.tree import dotted
from generator.word.prepared import Prepared

_MEGABYTE = 1024 * 1024
MAX_MEGABYTES = 2
#: Millimetres: the width and the height that a logo without a width keeps within, and the greatest height.
_WIDTH, _HEIGHT, _HIGHEST = 40.0, 20.0, 50.0
_TWIPS = 1440 / 25.4
_FILE, _SIZE = ("logo", "file"), ("logo", "width")


def branded(prepared: Prepared, loaded: LoadedDraft, logo: Path | None) -> Prepared:
    """Return a template with the colours and the logo of a draft.

    Args:
        prepared: the template.
        loaded: the draft, whose colours have been checked.
        logo: the file that the draft names, inside its project; None without one.

    Raises:
        DataError: the logo is missing, too large or no picture, or the template has no place for it.
    """
    if loaded.draft.colours:
        from generator.word.brand import coloured

        prepared = coloured(prepared, loaded.draft.colours)
    return prepared if logo is None else _with_logo(prepared, loaded, logo)


def _with_logo(prepared: Prepared, loaded: LoadedDraft, file: Path) -> Prepared:
    from generator.word.brand import Logo, headers, with_logo
    from generator.word.picture import picture

    given = loaded.draft.logo
    assert given is not None, "the file is the logo's"
    if not file.is_file():
        raise _problem(loaded, "template-logo-missing", _FILE)
    if file.stat().st_size > MAX_MEGABYTES * _MEGABYTE:
        raise _problem(loaded, "template-logo-size", _FILE, limit=MAX_MEGABYTES)
    data = file.read_bytes()
    found = picture(data)
    if found is None:
        raise _problem(loaded, "template-logo", _FILE)
    if not headers(prepared):
        raise _problem(loaded, "template-logo-header", ("logo",))
    ratio = found.height / found.width
    width = given.width or min(_WIDTH, _HEIGHT / ratio)
    room = int(prepared.text_width / _TWIPS)
    if width > room:
        raise _problem(loaded, "source-bounds", _SIZE, value=f"{width:g}", bound=f"högst {room}")
    height = width * ratio
    if height > _HIGHEST:
        values = {"height": f"{height:.0f}", "width": f"{width:g}", "limit": f"{_HIGHEST:.0f}"}
        raise _problem(loaded, "template-logo-height", _SIZE, **values)
    return with_logo(prepared, Logo(data, found, given.alt, width, height))


def _problem(loaded: LoadedDraft, rule: str, path: SourcePath, **values: object) -> DataError:
    return DataError([Finding(rule, loaded.source.place(path), dotted(path), values=values)])
