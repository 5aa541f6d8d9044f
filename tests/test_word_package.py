"""Reading .docx files that mean harm, and writing ones that are always alike."""

from __future__ import annotations

import io
import random
import struct
import zipfile
import zlib
from collections.abc import Iterable

import pytest

from generator.errors import DataError, Finding
from generator.word import opc, package
from generator.word.package import Ready, deflated, document_hash, inflated, read_package, write_package

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def minimal(**replaced: str) -> dict[str, bytes]:
    """Return the parts of the smallest document; ``main``, ``types``, ``links`` replace their contents."""
    types = replaced.get("types", f'<Override PartName="/word/document.xml" ContentType="{MAIN}"/>')
    links = replaced.get("links", f'<Relationship Id="r1" Type="{OFFICE}/officeDocument" Target="word/document.xml"/>')
    body = replaced.get("main", f"<w:document {W}><w:body><w:p/></w:body></w:document>")
    return {
        "[Content_Types].xml": (
            f'<Types xmlns="{opc.CONTENT_TYPES_NS}"><Default Extension="xml" ContentType="application/xml"/>'
            f'<Default Extension="rels" ContentType="application/xml"/>{types}</Types>'
        ).encode(),
        "_rels/.rels": f'<Relationships xmlns="{opc.RELATIONSHIPS_NS}">{links}</Relationships>'.encode(),
        "word/document.xml": body.encode(),
    }


def zipped(entries: Iterable[tuple[str, bytes]], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return a zip file made by the standard library, which allows what we refuse."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        for name, data in entries:
            archive.writestr(zipfile.ZipInfo(name), data, method)
    return stream.getvalue()


def refused(data: bytes) -> tuple[Finding, ...]:
    with pytest.raises(DataError) as caught:
        read_package(data, "fil.docx")
    assert all(finding.place.file == "fil.docx" for finding in caught.value.findings)
    return caught.value.findings


def rules(data: bytes) -> list[str]:
    return [finding.rule for finding in refused(data)]


def test_a_plain_document_is_read() -> None:
    parts = minimal()
    assert read_package(write_package(parts, {}), "fil.docx") == parts


@pytest.mark.parametrize("data", [b"", b"Hej", b"%PDF-1.7", b"{\\rtf1}"])
def test_other_files_are_not_word_documents(data: bytes) -> None:
    assert rules(data) == ["source-docx-not-zip"]


def test_an_old_doc_and_an_encrypted_docx_are_told_apart() -> None:
    ole = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(100)
    assert rules(ole) == ["source-docx-old-format"]
    assert rules(ole + "EncryptedPackage".encode("utf-16-le")) == ["source-docx-encrypted"]


def test_a_truncated_file_is_damaged() -> None:
    data = write_package(minimal(), {})
    for length in range(4, len(data), 7):
        assert rules(data[:length]) == ["source-docx-damaged"]


def test_a_changed_byte_never_gives_anything_but_findings() -> None:
    data = write_package(minimal(), {})
    chance = random.Random(1)
    for _ in range(2000):
        broken = bytearray(data)
        for _ in range(chance.randint(1, 4)):
            broken[chance.randrange(len(broken))] = chance.randrange(256)
        try:
            read_package(bytes(broken), "fil.docx")
        except DataError as error:
            assert all(finding.rule.startswith("source-docx-") for finding in error.findings)


def test_a_zip_without_a_document_has_no_body() -> None:
    assert rules(zipped([("mimetype", b"application/vnd.oasis.opendocument.text")])) == ["source-docx-no-body"]
    assert rules(zipped(minimal(links="").items())) == ["source-docx-no-body"]
    assert rules(zipped(minimal(main=f"<w:document {W}/>").items())) == ["source-docx-no-body"]
    gone = {part: data for part, data in minimal().items() if part != "word/document.xml"}
    assert rules(zipped(gone.items())) == ["source-docx-no-body"]


def test_a_spreadsheet_has_no_body() -> None:
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    types = f'<Override PartName="/word/document.xml" ContentType="{kind}"/>'
    assert rules(zipped(minimal(types=types).items())) == ["source-docx-no-body"]


def test_macros_are_refused_by_content_type_and_by_part() -> None:
    kind = "application/vnd.ms-word.document.macroEnabled.main+xml"
    types = f'<Override PartName="/word/document.xml" ContentType="{kind}"/>'
    assert rules(zipped(minimal(types=types).items())) == ["source-docx-macros"]
    assert rules(zipped([*minimal().items(), ("word/vbaProject.bin", b"x")])) == ["source-docx-macros"]


def test_strict_open_xml_is_refused() -> None:
    kind = "http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument"
    links = f'<Relationship Id="r1" Type="{kind}" Target="word/document.xml"/>'
    assert rules(zipped(minimal(links=links).items())) == ["source-docx-strict"]


@pytest.mark.parametrize(
    "name", ["../evil.xml", "/etc/passwd", "word/../../x", "word\\x.xml", "C:/x", "a//b", "./a", "word/\x01.xml"]
)
def test_names_that_leave_the_package_are_refused(name: str) -> None:
    (finding,) = refused(zipped([*minimal().items(), (name, b"x")]))
    assert (finding.rule, finding.values) == ("source-docx-part-name", {"part": ascii(name)})


def test_a_name_with_a_nul_is_refused() -> None:
    data = zipped([*minimal().items(), ("word/x_y.xml", b"<x/>")]).replace(b"x_y.xml", b"x\0y.xml")
    assert rules(data) == ["source-docx-part-name"]


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("name", ["word/document.xml", "WORD/Document.xml"])
def test_two_parts_with_one_name_are_refused(name: str) -> None:
    (finding,) = refused(zipped([*minimal().items(), (name, b"<x/>")]))
    assert (finding.rule, finding.values) == ("source-docx-duplicate-part", {"part": name})


def test_too_many_parts_are_refused() -> None:
    many = ((f"word/{number}.bin", b"") for number in range(package.MAX_PARTS))
    assert rules(zipped([*minimal().items(), *many])) == ["source-docx-too-many-parts"]


def test_a_directory_of_countless_entries_is_refused_unread() -> None:
    assert rules(b"PK\x03\x04" + b"PK\x01\x02" * 30_000) == ["source-docx-too-many-parts"]


def test_a_bomb_is_refused_by_its_ratio() -> None:
    assert rules(zipped([*minimal().items(), ("a.bin", bytes(8 * 1024**2))])) == ["source-docx-ratio"]


def test_blanks_in_a_small_file_are_no_bomb() -> None:
    read_package(zipped([*minimal().items(), ("a.bin", bytes(900_000))]), "fil.docx")


def test_more_than_the_limit_is_refused() -> None:
    half = random.Random(1).randbytes(package.MAX_TOTAL // 2)
    data = zipped([*minimal().items(), ("a.bin", half), ("b.bin", half)], zipfile.ZIP_STORED)
    assert rules(data) == ["source-docx-too-large"]


def test_a_large_xml_part_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "MAX_XML", 2 * 1024**2)
    text = random.Random(1).randbytes(1_100_000).hex()
    (finding,) = refused(zipped([*minimal().items(), ("word/x.xml", f"<x>{text}</x>".encode())]))
    assert (finding.rule, finding.values) == ("source-docx-part-too-large", {"part": "word/x.xml", "limit": 2})


def test_a_header_that_lies_about_the_size_is_caught() -> None:
    data = zipped([*minimal().items(), ("word/z.bin", bytes(1_000_000))])
    where = data.rindex(b"PK\x01\x02")
    lying = data[: where + 24] + struct.pack("<L", 10) + data[where + 28 :]
    assert rules(lying) == ["source-docx-damaged"]


def test_too_many_paragraphs_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "MAX_PARAGRAPHS", 10)
    body = f"<w:document {W}><w:body>{'<w:p/>' * 11}</w:body></w:document>"
    (finding,) = refused(zipped(minimal(main=body).items()))
    assert finding.rule == "source-docx-too-many-paragraphs"
    assert finding.values == {"part": "word/document.xml", "limit": 10}


def test_a_compression_that_word_lacks_is_refused() -> None:
    assert rules(zipped(minimal().items(), zipfile.ZIP_BZIP2)) == ["source-docx-compression"] * 3


def test_an_encrypted_entry_is_refused() -> None:
    data = bytearray(zipped(minimal().items()))
    for mark, offset in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        data[data.index(mark) + offset] |= 1
    assert rules(bytes(data)) == ["source-docx-encrypted"]


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        (b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>', "doctype"),
        (b'<!DOCTYPE x SYSTEM "file:///etc/passwd"><x/>', "doctype"),
        (b"<x><y></x>", "malformed"),
        (b"", "malformed"),
        (b"<x>&nbsp;</x>", "malformed"),
        (b"<x>\x01</x>", "malformed"),
        (b'<?xml version="1.0" encoding="iso-8859-1"?><x/>', "encoding"),
        (b'<?xml version="1.0" encoding="utf-7"?><x/>', "encoding"),
        ('<?xml version="1.0" encoding="utf-16"?><!DOCTYPE x><x/>'.encode("utf-16"), "encoding"),
        ("<x/>".encode("utf-16-le"), "encoding"),
        (b"<x>" * 500 + b"</x>" * 500, "too-deep"),
    ],
)
def test_xml_that_is_unsafe_is_refused(text: bytes, rule: str) -> None:
    (finding,) = refused(zipped([*minimal().items(), ("word/x.xml", text)]))
    assert (finding.rule, finding.values) == (f"source-docx-{rule}", {"part": "word/x.xml"})


def test_a_part_that_is_xml_by_its_content_type_is_checked_too() -> None:
    types = (
        f'<Override PartName="/word/document.xml" ContentType="{MAIN}"/>'
        '<Override PartName="/word/x.bin" ContentType="application/x+xml"/>'
    )
    data = zipped([*minimal(types=types).items(), ("word/x.bin", b"<!DOCTYPE x><x/>")])
    assert rules(data) == ["source-docx-doctype"]


def test_data_of_other_programs_may_be_utf16() -> None:
    text = '<?xml version="1.0" encoding="utf-16"?><x/>'.encode("utf-16")
    parts = {**minimal(), "customXml/item1.xml": text}
    assert read_package(zipped(parts.items()), "fil.docx")["customXml/item1.xml"] == text


def linked(kind: str, target: str, owner: str = "document") -> bytes:
    link = f'<Relationship Id="r9" Type="{OFFICE}/{kind}" Target="{target}" TargetMode="External"/>'
    rels = f'<Relationships xmlns="{opc.RELATIONSHIPS_NS}">{link}</Relationships>'.encode()
    settings = f'<w:settings {W} xmlns:r="{OFFICE}"><w:attachedTemplate r:id="r9"/><w:zoom/></w:settings>'
    parts = {**minimal(), "word/settings.xml": settings.encode(), f"word/_rels/{owner}.xml.rels": rels}
    return zipped(parts.items())


def test_hyperlinks_stay() -> None:
    parts = read_package(linked("hyperlink", "https://www.ale.se"), "fil.docx")
    assert b"https://www.ale.se" in parts["word/_rels/document.xml.rels"]


@pytest.mark.parametrize("kind", ["image", "subDocument", "frame", "mailMergeSource", "oleObject"])
def test_other_links_out_of_the_file_are_refused(kind: str) -> None:
    (finding,) = refused(linked(kind, "http://example.org/x"))
    assert (finding.rule, finding.values) == (
        "source-docx-external",
        {"kind": kind, "target": "http://example.org/x"},
    )


def test_the_attached_template_is_taken_away_with_its_element() -> None:
    parts = read_package(linked("attachedTemplate", "file:///C:/Normal.dotm", "settings"), "fil.docx")
    assert opc.relationships(parts["word/_rels/settings.xml.rels"]) == []
    assert b"attachedTemplate" not in parts["word/settings.xml"]
    assert b"<w:zoom/>" in parts["word/settings.xml"]


def test_all_findings_come_at_once() -> None:
    extra = [("word/a.xml", b"<!DOCTYPE a><a/>"), ("word/b.xml", b"<b>")]
    found = rules(zipped([*minimal().items(), *extra]))
    assert sorted(found) == ["source-docx-doctype", "source-docx-malformed"]


def test_written_packages_are_alike_whatever_the_order() -> None:
    parts = minimal()
    turned = dict(reversed(parts.items()))
    assert write_package(parts, {}) == write_package(turned, {})


def test_content_types_come_first_and_dates_are_fixed() -> None:
    parts = {**minimal(), "A.bin": b"x", "word/å.bin": b"y"}
    with zipfile.ZipFile(io.BytesIO(write_package(parts, {}))) as archive:
        assert archive.testzip() is None
        names = archive.namelist()
        assert names[:3] == ["[Content_Types].xml", "_rels/.rels", "A.bin"]
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert archive.read("word/å.bin") == b"y"


def test_ready_parts_are_copied_as_they_are() -> None:
    parts = minimal()
    ready = {"word/document.xml": deflated(parts.pop("word/document.xml"))}
    assert write_package(parts, ready) == write_package(minimal(), {})
    stored = zlib.compressobj(0, zlib.DEFLATED, -15)
    raw = stored.compress(b"abc") + stored.flush()
    odd = Ready(zlib.crc32(b"abc"), 3, raw)
    assert raw in write_package(parts, {**ready, "x.bin": odd})
    assert inflated(odd) == b"abc"


def test_a_part_given_twice_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="given twice"):
        write_package({"a": b""}, {"a": deflated(b"")})


def test_the_hash_is_of_names_and_contents_alone() -> None:
    parts = minimal()
    again = read_package(zipped(reversed(parts.items()), zipfile.ZIP_STORED), "fil.docx")
    assert document_hash(again) == document_hash(parts)
    assert document_hash({"a": b"bc"}) != document_hash({"ab": b"c"})
