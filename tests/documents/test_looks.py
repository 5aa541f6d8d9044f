"""A municipality's own looks in real documents: the programs that open them find nothing wrong."""

import io
import struct
import zipfile
import zlib

import pytest

from generator.places import bundled
from generator.word.annotate import Note, annotated
from generator.word.package import read_package, write_package

DRAFT = """\
contract: agardirektiv
state: draft
municipality: {name: Exempelstads kommun}
company: {name: Exempelhem AB, orgnr: 000000-0000, form: aktiebolag}
colours: {heading: "#7A1F3D", accent: "#1F6B4A"}
logo: {file: logo.png, alt: Exempelstads kommuns logotyp}
clauses:
  - {id: begrepp}
"""


def chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def logo() -> bytes:
    """Return a whole PNG of 80 by 40 dark red points."""
    rows = zlib.compress((b"\0" + b"\x7a\x1f\x3d" * 80) * 40)
    head = struct.pack(">IIBBBBB", 80, 40, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


@pytest.fixture
def document(build_file, tmp_path) -> bytes:
    (tmp_path / "logo.png").write_bytes(logo())
    (tmp_path / "utkast.yaml").write_text(DRAFT, encoding="utf-8")
    return build_file(tmp_path / "utkast.yaml").content


@pytest.mark.validator
def test_a_document_with_colours_and_a_logo_is_valid(document, validate, tmp_path):
    assert validate(document, tmp_path) == []


@pytest.mark.libreoffice
def test_the_logo_is_still_there_when_libreoffice_has_saved_the_document(document, libreoffice, tmp_path):
    saved = libreoffice(document, "odt:writer8", tmp_path).read_bytes()
    with zipfile.ZipFile(io.BytesIO(saved)) as archive:
        pictures = [name for name in archive.namelist() if name.startswith("Pictures/")]
        assert [archive.read(name) for name in pictures] == [logo()]
        assert "Exempelstads kommuns logotyp" in archive.read("styles.xml").decode()


@pytest.mark.validator
def test_a_template_with_comments_is_valid(validate, tmp_path):
    template = (bundled("templates") / "agardirektiv.docx").read_bytes()
    once = annotated(template, "mall.docx", [Note(0, "fel: hela filen & <allt>"), Note(2, "varning: här")])
    assert validate(annotated(once, "mall.docx", [Note(2, "anmärkning: igen")]), tmp_path) == []


@pytest.mark.validator
def test_comments_without_styles_for_them_are_valid(validate, tmp_path):
    parts = read_package((bundled("templates") / "agardirektiv.docx").read_bytes(), "mall.docx")
    styles = parts["word/styles.xml"].replace(b'w:val="annotation text"', b'w:val="x"')
    parts["word/styles.xml"] = styles.replace(b'w:val="annotation reference"', b'w:val="y"')
    assert validate(annotated(write_package(parts, {}), "mall.docx", [Note(1, "fel: ett")]), tmp_path) == []
