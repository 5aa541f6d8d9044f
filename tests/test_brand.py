"""A draft's own colours and logo: put into the document, never into the template, and checked first."""

from __future__ import annotations

import json
import re
import struct
import zlib
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from generator.build.extract import inspect
from generator.places import bundled
from generator.word.brand import Logo, coloured, headers, with_logo
from generator.word.invariants import invariants
from generator.word.package import inflated, read_package, write_package
from generator.word.picture import Picture, picture
from generator.word.prepared import Prepared
from generator.word.template import prepare
from tests.conftest import Result

Run = Callable[..., Result]
Draft = Callable[..., Path]
Parts = dict[str, bytes]

COLOURS = {"heading": "#7A1F3D", "accent": "#1F6B4A"}
LOGO = {"file": "logo.png", "alt": "Provby kommuns logotyp"}


def chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def png(width: int = 8, height: int = 4) -> bytes:
    """Return a whole PNG in one shade of grey."""
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress(b"".join(b"\0" + b"\x80" * width for _ in range(height)))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def jpeg(width: int = 8, height: int = 4) -> bytes:
    """Return the markers of a JPEG around no pixels."""
    frame = struct.pack(">BBHBHHB", 0xFF, 0xC2, 8, 8, height, width, 0)
    return b"\xff\xd8\xff\xe0\0\x04JF" + b"\xff\xff\xd0" + frame + b"\xff\xda\0\x02pixlar\xff\xd9"


@pytest.fixture
def build(run: Run, draft: Draft, library: Path) -> Callable[..., Result]:
    """Build a draft with fields of its own to ``ut.docx``; a logo lies beside it."""
    Path("logo.png").write_bytes(png())

    def command(**fields: Any) -> Result:
        path = draft(**fields)
        return run("--library", "prov", "build", path, "-o", "ut.docx", "--force", shared_cache=True)

    return command


@pytest.fixture(scope="module")
def prepared() -> Prepared:
    return prepare((bundled("templates") / "agardirektiv.docx").read_bytes(), "mall.docx")


def parts() -> Parts:
    return read_package(Path("ut.docx").read_bytes(), "ut.docx")


def style(prepared: Prepared, name: str) -> str:
    text = inflated(prepared.ready["word/styles.xml"]).decode()
    start = text.index(f'<w:name w:val="{name}"/>')
    return text[start : text.index("</w:style>", start)]


def other_template(**changes: tuple[str, str]) -> Prepared:
    """Return the bundled template, prepared after changes in its parts."""
    data = read_package((bundled("templates") / "agardirektiv.docx").read_bytes(), "mall.docx")
    for part, (old, new) in changes.items():
        name = f"word/{part}.xml"
        assert old in data[name].decode()
        data[name] = data[name].decode().replace(old, new).encode()
    return prepare(write_package(data, {}), "mall.docx")


def test_headings_and_lines_take_the_drafts_colours(prepared: Prepared) -> None:
    made = coloured(prepared, COLOURS)
    for name in ("Title", "heading 1", "heading 2", "TOC Heading", "klausul tabellrubrik"):
        assert '<w:color w:val="7A1F3D"/>' in style(made, name), name
    for name in ("header", "footer"):
        assert '<w:color w:val="1F6B4A"/>' in style(made, name), name
    assert 'w:left w:val="single" w:sz="8" w:space="8" w:color="1F6B4A"' in style(made, "klausul lokal lydelse")
    table = style(made, "klausul tabell")
    assert [*re.findall('w:color="([0-9A-F]{6})"', table)] == ["1F6B4A", "1F6B4A", "9AA5AE", "1F6B4A"]
    assert 'w:color="1F6B4A"' in "".join(made.segments["word/header1.xml"])
    assert '<w:color w:val="9C1C1C"/>' in "".join(made.segments["word/header1.xml"]), "the mark keeps its own"


def test_one_colour_leaves_the_other_as_it_was(prepared: Prepared) -> None:
    heading = coloured(prepared, {"heading": "#7a1f3d"})
    assert '<w:color w:val="7A1F3D"/>' in style(heading, "Title")
    assert style(heading, "footer") == style(prepared, "footer")
    accent = coloured(prepared, {"accent": "#1F6B4A"})
    assert style(accent, "Title") == style(prepared, "Title")


def test_a_theme_colour_gives_way(prepared: Prepared) -> None:
    old = '<w:b/><w:bCs/><w:color w:val="1F3A4D"/><w:sz w:val="32"/>'
    themed = old.replace('"1F3A4D"', '"1F3A4D" w:themeColor="accent1" w:themeShade="BF"')
    made = coloured(other_template(styles=(old, themed)), COLOURS)
    assert '<w:color w:val="7A1F3D"/>' in style(made, "heading 1")


def test_a_style_without_a_colour_gets_one_where_the_schema_has_it(prepared: Prepared) -> None:
    old = '<w:b/><w:bCs/><w:color w:val="1F3A4D"/><w:sz w:val="32"/>'
    made = coloured(other_template(styles=(old, old.replace('<w:color w:val="1F3A4D"/>', ""))), COLOURS)
    assert '<w:b/><w:bCs/><w:color w:val="7A1F3D"/><w:sz w:val="32"/>' in style(made, "heading 1")


def test_a_heading_colour_that_the_header_row_swallows_is_not_used_there(prepared: Prepared) -> None:
    made = coloured(prepared, {"heading": "#767676"})  # 4.54:1 on white, 3.79:1 on the row's grey
    assert '<w:color w:val="767676"/>' in style(made, "heading 1")
    assert '<w:color w:val="auto"/>' in style(made, "klausul tabellrubrik")


def test_numbers_of_headings_follow_their_headings() -> None:
    level = '<w:lvlText w:val="%1"/>'
    own = other_template(
        numbering=("<w:pPr><w:ind", '<w:rPr><w:color w:val="FF0000" w:themeColor="accent2"/></w:rPr><w:pPr><w:ind')
    )
    assert level in own.numbering.before
    made = coloured(own, COLOURS).numbering.before
    assert re.findall('<w:color w:val="([0-9A-F]{6})"', made) == ["7A1F3D", "7A1F3D", "FF0000", "FF0000"]


def test_a_logo_stands_first_in_the_header_with_its_alternative_text(build: Callable[..., Result]) -> None:
    assert build(logo={**LOGO, "alt": 'Provby "kommun" & <bolag>', "width": 30}).code == 0
    made = parts()
    header = made["word/header1.xml"].decode()
    alt = "Provby &quot;kommun&quot; &amp; &lt;bolag&gt;"
    assert header.index(f'descr="{alt}"') < header.index("Provby kommun</w:t>")
    assert f'cx="{30 * 36_000}" cy="{15 * 36_000}"' in header
    assert made["word/media/klausul-logo.png"] == png()
    assert 'Target="/word/media/klausul-logo.png"' in made["word/_rels/header1.xml.rels"].decode()
    assert '<Default Extension="png" ContentType="image/png"/>' in made["[Content_Types].xml"].decode()
    assert [finding for finding in invariants(made, "ut.docx") if finding.rule != "source-docx-empty-paragraph"] == []


@pytest.mark.parametrize(
    ("size", "width", "millimetres"),
    [((8, 4), None, (40, 20)), ((10, 1), None, (40, 4)), ((1, 1), None, (20, 20)), ((2, 1), 60, (60, 30))],
)
def test_a_logo_has_the_width_given_or_one_that_is_not_too_high(
    build: Callable[..., Result], size: tuple[int, int], width: int | None, millimetres: tuple[int, int]
) -> None:
    Path("logo.png").write_bytes(png(*size))
    build(logo=LOGO if width is None else {**LOGO, "width": width})
    across, high = (side * 36_000 for side in millimetres)
    assert f'<wp:extent cx="{across}" cy="{high}"/>' in parts()["word/header1.xml"].decode()


def test_the_text_moves_down_by_what_the_logo_takes(build: Callable[..., Result]) -> None:
    build(logo={**LOGO, "width": Decimal("50.8")})  # 25.4 mm high, an inch
    assert f'w:top="{1701 + 1440 + 180}"' in parts()["word/document.xml"].decode()


def test_a_jpeg_is_a_jpeg_whatever_it_is_called(build: Callable[..., Result]) -> None:
    Path("logo.png").write_bytes(jpeg())
    assert build(logo=LOGO).code == 0
    assert parts()["word/media/klausul-logo.jpeg"] == jpeg()


def test_every_header_gets_the_logo_with_an_id_of_its_own(prepared: Prepared) -> None:
    second = {"word/header2.xml": prepared.segments["word/header1.xml"]}
    links = prepared.main_relationships + (
        '<Relationship Id="rId50" Target="header2.xml" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/header"/>'
    )
    two = replace(prepared, segments={**prepared.segments, **second}, main_relationships=links)
    assert headers(two) == ["word/header1.xml", "word/header2.xml"]
    made = with_logo(two, Logo(png(), Picture("png", "image/png", 8, 4), "Vapen", 20, 10))
    ids = [re.findall(r'docPr id="(\d+)"', "".join(made.segments[part])) for part in headers(two)]
    assert ids == [["1"], ["2"]]


def test_a_template_that_knows_the_suffix_keeps_its_content_types(prepared: Prepared) -> None:
    logo = Logo(png(), Picture("png", "image/png", 8, 4), "Vapen", 20, 10)
    known = replace(
        prepared, content_types=prepared.content_types + '<Default Extension="PNG" ContentType="image/png"/>'
    )
    assert with_logo(known, logo).content_types == known.content_types
    strange = replace(prepared, content_types=prepared.content_types + '<Default Extension="png" ContentType="x/y"/>')
    assert with_logo(strange, logo).content_types.endswith(
        '<Override PartName="/word/media/klausul-logo.png" ContentType="image/png"/>'
    )


def test_the_same_draft_gives_the_same_bytes(build: Callable[..., Result]) -> None:
    build(logo=LOGO, colours=COLOURS)
    first = Path("ut.docx").read_bytes()
    build(logo=LOGO, colours=COLOURS)
    assert Path("ut.docx").read_bytes() == first


def test_the_template_and_its_lock_stay_as_they_were(build: Callable[..., Result]) -> None:
    file = bundled("templates") / "agardirektiv.docx"
    before = file.read_bytes()
    build()
    lock = Path("utkast.lock").read_text()
    build(logo=LOGO, colours=COLOURS)
    assert (file.read_bytes(), Path("utkast.lock").read_text()) == (before, lock)


def test_an_extracted_draft_keeps_the_colours_and_loses_the_logo(
    build: Callable[..., Result], run: Run, library: Path
) -> None:
    build(logo=LOGO, colours=COLOURS)
    assert "logo" not in json.dumps(inspect(Path("ut.docx").read_bytes(), "ut.docx").manifest["draft"])
    run("extract", "ut.docx", "-o", "igen.yaml")
    text = Path("igen.yaml").read_text()
    assert "colours:\n" in text and '"#7A1F3D"' in text and "logo" not in text
    run("--library", "prov", "build", "igen.yaml", "-o", "igen.docx", shared_cache=True)
    again = read_package(Path("igen.docx").read_bytes(), "igen.docx")
    assert again["word/styles.xml"] == parts()["word/styles.xml"]
    assert "word/media/klausul-logo.png" not in again
    # With the same logo put back, it is the same document.
    Path("igen.yaml").write_text(text + "logo: {file: logo.png, alt: Provby kommuns logotyp}\n")
    run("--library", "prov", "build", "igen.yaml", "-o", "igen.docx", "--force", shared_cache=True)
    assert Path("igen.docx").read_bytes() == Path("ut.docx").read_bytes()


def test_without_a_logo_an_extracted_draft_gives_the_same_bytes(build: Callable[..., Result], run: Run) -> None:
    build(colours=COLOURS)
    run("extract", "ut.docx", "-o", "igen.yaml")
    run("--library", "prov", "build", "igen.yaml", "-o", "igen.docx", shared_cache=True)
    assert Path("igen.docx").read_bytes() == Path("ut.docx").read_bytes()


BAD: dict[str, tuple[dict[str, Any], str]] = {
    "missing": (
        {"logo": {**LOGO, "file": "borta.png"}},
        "logo.file: bilden finns inte; ange en .png eller .jpg i utkastets mapp [template-logo-missing]",
    ),
    "outside": (
        {"logo": {**LOGO, "file": "../logo.png"}},
        "logo.file: sökvägen ”../logo.png” leder ut ur utkastets mapp; ange en fil eller mapp därinne [source-path]",
    ),
    "no picture": (
        {"logo": {**LOGO, "file": "text.png"}},
        "logo.file: filen är ingen hel bild i formatet PNG eller JPEG; spara logotypen på nytt som .png eller .jpg "
        "[template-logo]",
    ),
    "too large": (
        {"logo": {**LOGO, "file": "stor.png"}},
        "logo.file: bilden är större än 2 MB; förminska den [template-logo-size]",
    ),
    "another suffix": (
        {"logo": {**LOGO, "file": "logo.svg"}},
        "logo.file: ”logo.svg” har fel form; ska vara en sökväg som slutar på .png eller .jpg [source-form]",
    ),
    "no alternative text": (
        {"logo": {"file": "logo.png"}},
        "logo: fältet ”alt” saknas; det måste finnas [source-missing-field]",
    ),
    "too wide": (
        {"logo": {**LOGO, "width": 190}},
        "logo.width: 190 är utanför gränserna; ska vara högst 159 [source-bounds]",
    ),
    "too high": (
        {"logo": {**LOGO, "file": "hog.png", "width": 60}},
        "logo.width: logotypen blir 120 mm hög när den är 60 mm bred, och högst 50 mm ryms i sidhuvudet; ange en "
        "mindre bredd [template-logo-height]",
    ),
    "pale colour": (
        {"colours": {"heading": "#7FA8C9"}},
        "colours.heading: färgen #7FA8C9 har kontrasten 2,51:1 mot vitt, och text behöver minst 4,5:1 för att gå att "
        "läsa (WCAG 2.1); välj en mörkare färg [template-colour]",
    ),
    "no colour": (
        {"colours": {"accent": "blå"}},
        "colours.accent: ”blå” har fel form; ska vara # och sex tecken, som #1F3A4D, inom citattecken [source-form]",
    ),
    "unknown use": (
        {"colours": {"rubrik": "#1F3A4D"}},
        "colours.rubrik: fältet ”rubrik” finns inte; tillåtna fält är accent, heading [source-unknown-field]",
    ),
}


@pytest.mark.parametrize(("fields", "expected"), BAD.values(), ids=BAD)
def test_what_cannot_be_used_is_refused_at_its_place(
    build: Callable[..., Result], fields: dict[str, Any], expected: str
) -> None:
    Path("text.png").write_text("Detta är ingen bild")
    Path("stor.png").write_bytes(png() + b"\0" * 2 * 1024 * 1024)
    Path("hog.png").write_bytes(png(1, 2))
    result = build(**fields)
    (line,) = result.err
    place, _, said = line.partition(": ")
    assert (result.code, said) == (1, expected)
    assert re.fullmatch(r"utkast\.yaml:\d+:\d+", place)
    assert not Path("ut.docx").exists()


def test_a_template_without_a_header_has_no_place_for_a_logo(build: Callable[..., Result]) -> None:
    data = read_package((bundled("templates") / "agardirektiv.docx").read_bytes(), "mall.docx")
    body = data["word/document.xml"].decode()
    data["word/document.xml"] = body.replace('<w:headerReference w:type="default" r:id="rId5"/>', "").encode()
    links = data["word/_rels/document.xml.rels"].decode()
    data["word/_rels/document.xml.rels"] = re.sub("<Relationship [^>]*header1.xml[^>]*>", "", links).encode()
    Path("mall.docx").write_bytes(write_package(data, {}))
    result = build(template="mall.docx", logo=LOGO)
    assert (result.code, result.err[0].rpartition("logo: ")[2]) == (
        1,
        "mallen har inget sidhuvud där logotypen kan stå; infoga ett sidhuvud i mallen, eller ta bort logo ur utkastet "
        "[template-logo-header]",
    )


@pytest.mark.parametrize("length", range(0, len(png()), 7))
def test_a_cut_png_is_no_picture(length: int) -> None:
    assert picture(png()[:length]) is None


@pytest.mark.parametrize("length", range(0, len(jpeg()), 3))
def test_a_cut_jpeg_is_no_picture(length: int) -> None:
    assert picture(jpeg()[:length]) is None


def test_pictures_say_their_kind_and_size() -> None:
    assert picture(png(30, 20)) == ("png", "image/png", 30, 20)
    assert picture(jpeg(30, 20)) == ("jpeg", "image/jpeg", 30, 20)


@pytest.mark.parametrize(
    "data",
    [
        png().replace(b"IDAT", b"IDAX"),
        png(0, 4),
        png(20_000, 1),
        b"\x89PNG\r\n\x1a\n" + chunk(b"IEND", b""),
        b"GIF89a\x01\0\x01\0",
        b"<svg/>",
        b"",
    ],
)
def test_what_is_damaged_or_another_kind_is_no_picture(data: bytes) -> None:
    assert picture(data) is None
