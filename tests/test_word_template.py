"""Templates: what they may hold, what is refused, and what a prepared one remembers."""

from __future__ import annotations

import importlib.util
import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.errors import DataError, Finding
from generator.source import read
from generator.word import opc, tags
from generator.word.package import document_hash, inflated, read_package, write_package
from generator.word.prepared import filled
from generator.word.template import SCALARS, Prepared, prepare

ROOT = Path(__file__).resolve().parent.parent
BUNDLED = ROOT / "templates" / "agardirektiv.docx"
TEMPLATES = sorted((ROOT / "templates").glob("*.docx"))
PLACE = '<w:p><w:pPr><w:pStyle w:val="BodyText"/></w:pPr><w:r><w:t>{{p %s }}</w:t></w:r></w:p>'

Parts = dict[str, bytes]


@pytest.fixture(scope="module")
def bundled() -> Parts:
    return read_package(BUNDLED.read_bytes(), BUNDLED.name)


@pytest.fixture(scope="module")
def prepared() -> Prepared:
    return prepare(BUNDLED.read_bytes(), BUNDLED.name)


def changed(parts: Parts, part: str, change: Callable[[str], str]) -> Parts:
    before = parts[part].decode()
    after = change(before)
    assert after != before
    return {**parts, part: after.encode()}


def with_body(parts: Parts, xml: str) -> Parts:
    """Return the template with ``xml`` before its first paragraph."""
    return changed(parts, "word/document.xml", lambda text: text.replace("<w:body>", f"<w:body>{xml}", 1))


def with_text(parts: Parts, text: str) -> Parts:
    return with_body(parts, f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")


def without_place(parts: Parts, place: str) -> Parts:
    return changed(parts, "word/document.xml", lambda text: text.replace(f"{{{{p {place} }}}}", "x"))


def prepared_from(parts: Parts) -> Prepared:
    return prepare(write_package(parts, {}), "mall.docx")


def refused(parts: Parts) -> tuple[Finding, ...]:
    with pytest.raises(DataError) as caught:
        prepared_from(parts)
    assert all(finding.values["name"] == "mall.docx" for finding in caught.value.findings)
    return caught.value.findings


def rules(parts: Parts) -> list[str]:
    return [finding.rule for finding in refused(parts)]


def tool(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, ROOT / "tools" / f"{name}.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda template: template.stem)
def test_a_bundled_template_is_packed_from_its_folder(template: Path) -> None:
    packed = read_package(template.read_bytes(), template.name)
    folder = tool("pack_template").parts(template.with_suffix(""))
    assert document_hash(packed) == document_hash(folder), "run tools/pack_template.py"


def test_every_folder_of_a_template_is_packed_and_used() -> None:
    folders = sorted(path.name for path in BUNDLED.parent.iterdir() if path.is_dir())
    definitions = (ROOT / "contracts").glob("*/definition.yaml")
    used = {read(str(file), file.read_bytes()).data["template"] for file in definitions}
    assert [f"{name}.docx" for name in folders] == [template.name for template in TEMPLATES] == sorted(used)


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda template: template.stem)
def test_a_bundled_template_is_cut_at_its_places(template: Path) -> None:
    prepared = prepare(template.read_bytes(), template.name)
    names = {part: pieces[1::2] for part, pieces in prepared.segments.items()}
    assert names == {
        "word/document.xml": ("front", "body"),
        "word/header1.xml": ("municipality", "mark", "title"),
        "word/footer1.xml": ("diarienummer",),
    }


def test_a_place_takes_its_whole_paragraph(prepared: Prepared) -> None:
    before, _, between, _, after = prepared.segments[prepared.main]
    assert before.endswith("<w:body " + before.rpartition("<w:body ")[2])
    assert "<w:p>" not in before and between.strip() == "" and after.strip().startswith("<w:sectPr>")


def test_what_a_prepared_template_remembers(prepared: Prepared) -> None:
    assert prepared.styles["heading 1"] == "Heading1"
    assert prepared.styles["klausul tabell"] == "Klausultabell"
    assert (prepared.numbering.abstract, prepared.numbering.level, prepared.numbering.next_id) == ("1", 0, 4)
    assert (prepared.next_bookmark, prepared.next_relationship, prepared.text_width) == (1, 7, 9070)
    assert sorted(prepared.ready) == ["word/fontTable.xml", "word/settings.xml", "word/styles.xml"]
    assert prepared.hash == document_hash(read_package(BUNDLED.read_bytes(), ""))


def test_a_prepared_template_survives_json(prepared: Prepared) -> None:
    assert Prepared.from_json(json.loads(json.dumps(prepared.to_json()))) == prepared


@pytest.mark.parametrize("data", [None, [], {}, {"hash": "x"}, "text", 3])
def test_a_cache_of_another_shape_is_a_value_error(data: object) -> None:
    with pytest.raises(ValueError, match="not a prepared template"):
        Prepared.from_json(data)


def test_a_damaged_cache_is_a_value_error(prepared: Prepared) -> None:
    for key in prepared.to_json():
        data = json.loads(json.dumps(prepared.to_json()))
        del data[key]
        with pytest.raises(ValueError, match="not a prepared template"):
            Prepared.from_json(data)


def test_a_cached_template_needs_none_of_the_heavy_libraries(prepared: Prepared, tmp_path: Path) -> None:
    cache = tmp_path / "cache.json"
    cache.write_text(json.dumps(prepared.to_json()))
    code = (
        "import json, pathlib, sys; from generator.word.template import Prepared; import generator.word.write;"
        f"Prepared.from_json(json.loads(pathlib.Path({str(cache)!r}).read_text()));"
        "print([m for m in ('lxml', 'docx', 'docxtpl', 'jinja2', 'zipfile', 'xml.etree') if m in sys.modules])"
    )
    result = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "[]"


def test_values_fill_their_places(bundled: Parts) -> None:
    found = prepared_from(with_text(bundled, "Om {{ company }}, {{orgnr}}"))
    values = {name: f"<{name}>" for name in (*SCALARS, *tags.PLACES)}
    assert "Om <company>, <orgnr></w:t>" in filled(found.segments[found.main], values)


def test_tags_split_over_runs_are_gathered(bundled: Parts) -> None:
    runs = "".join(f"<w:r><w:rPr><w:b/></w:rPr><w:t>{piece}</w:t></w:r>" for piece in ["{", "{ ti", "tle }", "}"])
    found = prepared_from(with_body(bundled, f'<w:p><w:proofErr w:type="spellStart"/>{runs}</w:p>'))
    assert found.segments[found.main][1] == "title"
    split = PLACE.replace("{{p %s }}", "{{</w:t></w:r><w:r><w:t>p body</w:t></w:r><w:r><w:t> }}")
    found = prepared_from(
        changed(bundled, "word/document.xml", lambda text: re.sub(r"\{\{p body \}\}", _inner(split), text))
    )
    assert found.segments[found.main][1::2] == ("front", "body")


def _inner(paragraph: str) -> str:
    return paragraph.partition("<w:t>")[2].rpartition("</w:t>")[0]


@pytest.mark.parametrize(
    "tag",
    [
        "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
        "{{ title.upper() }}",
        "{{ title|upper }}",
        "{{ title ~ title }}",
        "{{ 7*7 }}",
        "{{ 'text' }}",
        "{{ title[0] }}",
        "{{ title if mark }}",
        "{% for x in range(10) %}",
        "{% set x = 1 %}",
        "{% raw %}",
        "{# kommentar #}",
        "{{ }}",
        "{{ title; }}",
        "{{r title }}",
        "{{tc title }}",
        "{{p title }}",
        "{{ %s1 }}" % ("(" * 5000),
    ],
)
def test_code_is_refused(bundled: Parts, tag: str) -> None:
    xml = tag.replace("'", "&apos;")
    (finding,) = refused(with_text(bundled, f"Hej {xml}"))
    assert finding.rule == "template-code"
    assert finding.values["tag"] == tag
    assert str(finding.values["paragraph"]).startswith("Hej {")


@pytest.mark.parametrize("name", ["titel", "Title", "self", "loop", "range", "förnamn", "title2", "fo\u0308rnamn"])
def test_an_unknown_name_is_refused(bundled: Parts, name: str) -> None:
    (finding,) = refused(with_text(bundled, f"Till {{{{ {name} }}}}"))
    assert finding.rule == "template-unknown-name"
    assert finding.values == {
        "name": "mall.docx",
        "paragraph": f"Till {{{{ {name} }}}}",
        "field": name,
        "allowed": "title, subtitle, municipality, company, orgnr, diarienummer, state, mark, date, contract, "
        "front, body",
        "meant": {"titel": "title", "Title": "title", "title2": "title"}.get(name, ""),
    }


@pytest.mark.parametrize("text", ["{{ title }", "{ title }}", "{ title }", "{{ title", "title }}", "{%", "x}"])
def test_a_broken_tag_is_refused(bundled: Parts, text: str) -> None:
    (finding,) = refused(with_text(bundled, text))
    assert (finding.rule, finding.values["paragraph"]) == ("template-tag-broken", text)


def test_a_tag_that_runs_over_two_paragraphs_is_refused(bundled: Parts) -> None:
    xml = "<w:p><w:r><w:t>{{ ti</w:t></w:r></w:p><w:p><w:r><w:t>tle }}</w:t></w:r></w:p>"
    assert rules(with_body(bundled, xml)) == ["template-tag-broken"] * 2


@pytest.mark.parametrize("place", ["front", "body"])
def test_a_missing_place_is_refused(bundled: Parts, place: str) -> None:
    (finding,) = refused(without_place(bundled, place))
    assert (finding.rule, finding.values["place"]) == ("template-place-missing", f"{{{{p {place} }}}}")


def test_a_repeated_place_is_refused(bundled: Parts) -> None:
    (finding,) = refused(with_body(bundled, PLACE % "body"))
    assert (finding.rule, finding.values["place"]) == ("template-place-repeated", "{{p body }}")


@pytest.mark.parametrize(
    "xml",
    [
        f"<w:tbl><w:tblPr/><w:tblGrid/><w:tr><w:tc>{PLACE % 'body'}</w:tc></w:tr></w:tbl>",
        f"<w:sdt><w:sdtContent>{PLACE % 'body'}</w:sdtContent></w:sdt>",
        PLACE.replace("{{p %s }}", "Se {{p body }}"),
        PLACE.replace("{{p %s }}", "{{ body }}"),
        PLACE.replace("{{p %s }}", "{{r body }}"),
        PLACE.replace("{{p %s }}", "{{p body }}{{ title }}"),
        PLACE.replace("<w:r>", '<w:r><w:br w:type="page"/></w:r><w:r>') % "body",
        PLACE.replace("</w:pPr>", "<w:sectPr/></w:pPr>") % "body",
    ],
)
def test_a_place_that_is_not_alone_in_the_body_is_refused(bundled: Parts, xml: str) -> None:
    (finding,) = refused(with_body(without_place(bundled, "body"), xml))
    assert (finding.rule, finding.values["place"]) == ("template-place-misplaced", "{{p body }}")


def test_a_place_in_a_header_is_refused(bundled: Parts) -> None:
    parts = changed(bundled, "word/header1.xml", lambda text: text.replace("</w:hdr>", PLACE % "body" + "</w:hdr>"))
    assert rules(parts) == ["template-place-misplaced", "template-place-repeated"]


def test_a_tag_in_a_footnote_is_refused(bundled: Parts) -> None:
    kind = "footnotes"
    notes = (
        f'<w:footnotes xmlns:w="{opc.WORD_NS}"><w:footnote w:id="1"><w:p><w:r><w:t>{{{{ title }}}}</w:t></w:r>'
        "</w:p></w:footnote></w:footnotes>"
    )
    (finding,) = refused(with_part(bundled, kind, notes))
    assert (finding.rule, finding.values["tag"]) == ("template-tag-misplaced", "{{ title }}")


def with_part(parts: Parts, kind: str, xml: str) -> Parts:
    """Return the template with one more part that the body links to."""
    link = opc.relationship_xml(opc.Relationship("rId99", f"{opc.OFFICE_RELATIONSHIP}{kind}", f"/word/{kind}.xml"))
    rels = "word/_rels/document.xml.rels"
    end = opc.RELATIONSHIPS_END
    return {
        **changed(parts, rels, lambda text: text.replace(end, link + end)),
        f"word/{kind}.xml": xml.encode(),
    }


def test_a_tag_outside_running_text_is_refused(bundled: Parts) -> None:
    xml = '<w:p><w:bookmarkStart w:id="1" w:name="{{ title }}"/><w:bookmarkEnd w:id="1"/></w:p>'
    (finding,) = refused(with_body(bundled, xml))
    assert (finding.rule, finding.values["part"]) == ("template-part-unusable", "word/document.xml")


def test_a_part_with_an_unusual_prefix_is_refused(bundled: Parts) -> None:
    parts = changed(bundled, "word/document.xml", lambda text: text.replace("w:", "x:").replace("xmlns:w=", "xmlns:x="))
    assert rules(parts) == ["template-part-unusable"]


def test_every_problem_is_reported_at_once(bundled: Parts) -> None:
    parts = with_text(without_place(bundled, "front"), "{{ titel }} {{ 1 }} }")
    parts = changed(parts, "word/styles.xml", lambda text: text.replace('"Subtitle"/>', '"Undertitel"/>'))
    assert sorted(rules(parts)) == [
        "template-code",
        "template-place-missing",
        "template-style-missing",
        "template-tag-broken",
        "template-unknown-name",
    ]


@pytest.mark.parametrize("style", ["heading 2", "Body Text", "toc 1", "klausul tabell", "klausul tabelltext"])
def test_a_missing_style_is_refused(bundled: Parts, style: str) -> None:
    parts = changed(
        bundled, "word/styles.xml", lambda text: text.replace(f'w:name w:val="{style}"', 'w:name w:val="x"')
    )
    (finding,) = refused(parts)
    assert (finding.rule, finding.values["style"]) == ("template-style-missing", style)


def test_a_style_of_the_wrong_kind_is_missing(bundled: Parts) -> None:
    parts = changed(
        bundled,
        "word/styles.xml",
        lambda text: text.replace('"paragraph" w:styleId="Subtitle"', '"character" w:styleId="Subtitle"'),
    )
    assert rules(parts) == ["template-style-missing"]


def test_a_template_without_styles_lacks_them_all(bundled: Parts) -> None:
    parts = changed(bundled, "word/_rels/document.xml.rels", lambda text: text.replace("/styles", "/stylesheet"))
    assert set(rules(parts)) == {"template-style-missing"}


def test_styles_are_found_by_name_in_a_swedish_template(bundled: Parts) -> None:
    swedish = {"Heading1": "Rubrik1", "Heading2": "Rubrik2", "BodyText": "Brdtext", "ListNumber": "Numreradlista"}
    parts = bundled
    for english, other in swedish.items():
        parts = {part: data.replace(f'"{english}"'.encode(), f'"{other}"'.encode()) for part, data in parts.items()}
    parts = changed(parts, "word/styles.xml", lambda text: text.replace('"heading 1"', '"Heading 1"'))
    found = prepared_from(parts).styles
    assert [found[name] for name in ("heading 1", "heading 2", "body text", "list number")] == [*swedish.values()]


def test_a_heading_without_numbering_is_refused(bundled: Parts) -> None:
    parts = changed(
        bundled, "word/styles.xml", lambda text: text.replace('<w:numPr><w:numId w:val="1"/></w:numPr>', "")
    )
    assert {finding.values["style"] for finding in refused(parts)} == {"heading 1", "heading 2"}
    assert set(rules(parts)) == {"template-heading-numbering"}


def test_a_heading_that_its_level_does_not_name_is_refused(bundled: Parts) -> None:
    parts = changed(bundled, "word/numbering.xml", lambda text: text.replace('<w:pStyle w:val="Heading2"/>', ""))
    (finding,) = refused(parts)
    assert (finding.rule, finding.values["style"]) == ("template-heading-numbering", "heading 2")


def test_numbers_that_references_would_not_match_are_refused(bundled: Parts) -> None:
    parts = changed(bundled, "word/numbering.xml", lambda text: text.replace('"%1.%2"', '"%1-%2"'))
    (finding,) = refused(parts)
    assert (finding.rule, finding.values["style"]) == ("template-number-format", "heading 2")
    assert (finding.values["expected"], finding.values["found"]) == ("%1.%2", "%1-%2 (decimal)")


def test_a_full_stop_after_the_number_is_let_through(bundled: Parts) -> None:
    prepared_from(changed(bundled, "word/numbering.xml", lambda text: text.replace('"%1.%2"', '"%1.%2."')))


@pytest.mark.parametrize(("style", "number"), [("List Number", 2), ("List Bullet", 3)])
def test_a_list_style_without_a_list_is_refused(bundled: Parts, style: str, number: int) -> None:
    instance = f'<w:num w:numId="{number}">'
    parts = changed(bundled, "word/numbering.xml", lambda text: text.replace(instance, '<w:num w:numId="77">'))
    (finding,) = refused(parts)
    assert (finding.rule, finding.values["style"]) == ("template-list-numbering", style)


def test_a_list_that_does_not_use_letters_is_refused(bundled: Parts) -> None:
    parts = changed(bundled, "word/numbering.xml", lambda text: text.replace('"lowerLetter"', '"decimal"'))
    (finding,) = refused(parts)
    assert (finding.rule, finding.values["found"]) == ("template-number-format", "%1) (decimal)")


def test_a_numbering_that_points_at_a_numbering_style_is_followed(bundled: Parts) -> None:
    linked = '<w:abstractNum w:abstractNumId="9"><w:numStyleLink w:val="Lista"/></w:abstractNum>'
    style = (
        '<w:style w:type="numbering" w:styleId="Lista"><w:name w:val="Lista"/><w:pPr><w:numPr>'
        '<w:numId w:val="8"/></w:numPr></w:pPr></w:style>'
    )
    parts = changed(
        bundled,
        "word/numbering.xml",
        lambda text: (
            text.replace('<w:num w:numId="1">', linked + '<w:num w:numId="1">')
            .replace(
                '<w:num w:numId="2"><w:abstractNumId w:val="1"/>', '<w:num w:numId="2"><w:abstractNumId w:val="9"/>'
            )
            .replace("</w:numbering>", '<w:num w:numId="8"><w:abstractNumId w:val="1"/></w:num></w:numbering>')
        ),
    )
    parts = changed(parts, "word/styles.xml", lambda text: text.replace("</w:styles>", style + "</w:styles>"))
    assert prepared_from(parts).numbering.abstract == "1"


def test_styles_and_numberings_that_go_in_circles_are_refused(bundled: Parts) -> None:
    parts = changed(
        bundled, "word/styles.xml", lambda text: text.replace('<w:numPr><w:numId w:val="2"/></w:numPr>', "")
    )
    circle = '<w:basedOn w:val="ListNumber"/>'
    parts = changed(
        parts,
        "word/styles.xml",
        lambda text: text.replace('"List Number"/>\n    <w:basedOn w:val="Normal"/>', f'"List Number"/>{circle}'),
    )
    assert rules(parts) == ["template-list-numbering"]


def test_tracked_changes_and_comments_are_refused(bundled: Parts) -> None:
    inserted = '<w:p><w:ins w:id="1" w:author="x"><w:r><w:t>x</w:t></w:r></w:ins></w:p>'
    assert rules(with_body(bundled, inserted)) == ["template-tracked-changes"]
    comment = f'<w:comments xmlns:w="{opc.WORD_NS}"><w:comment w:id="1" w:author="x"/></w:comments>'
    assert rules(with_part(bundled, "comments", comment)) == ["template-comments"]


def test_an_empty_comments_part_is_left_out(bundled: Parts) -> None:
    found = prepared_from(with_part(bundled, "comments", f'<w:comments xmlns:w="{opc.WORD_NS}"/>'))
    assert "word/comments.xml" not in found.ready
    assert "comments" not in found.main_relationships + found.content_types


@pytest.mark.parametrize(
    "code",
    [
        "<w:r><w:instrText>INCLUDEPIC</w:instrText></w:r><w:r><w:instrText>TURE http://x/y</w:instrText></w:r>",
        '<w:fldSimple w:instr=" DDEAUTO c:\\\\x calc "/>',
    ],
)
def test_fields_that_fetch_are_refused(bundled: Parts, code: str) -> None:
    assert rules(with_body(bundled, f"<w:p>{code}</w:p>")) == ["template-field"]


def test_what_is_the_templates_own_does_not_follow(bundled: Parts) -> None:
    core = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
    link = opc.relationship_xml(opc.Relationship("rId9", core, "docProps/core.xml"))
    end = opc.RELATIONSHIPS_END
    parts = changed(bundled, "_rels/.rels", lambda text: text.replace(end, link + end))
    parts |= {"docProps/core.xml": b"<x>Hemlig</x>", "word/lost.bin": b"?"}
    parts = with_part(parts, "customXml", "<x>Hemlig</x>")
    found = prepared_from(parts)
    assert sorted(found.ready) == ["word/fontTable.xml", "word/settings.xml", "word/styles.xml"]
    assert "docProps" not in found.root_relationships + found.content_types
    assert "customXml" not in found.main_relationships


def test_word_is_not_told_to_ask_about_fields(bundled: Parts) -> None:
    parts = changed(
        bundled, "word/settings.xml", lambda text: text.replace("<w:zoom", '<w:updateFields w:val="true"/><w:zoom')
    )
    assert b"updateFields" not in inflated(prepared_from(parts).ready["word/settings.xml"])


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace('w:lang w:val="sv-SE"', 'w:lang w:val="en-US"'),
        lambda text: re.sub(r"<w:docDefaults>.*</w:docDefaults>", "", text, flags=re.DOTALL),
    ],
)
def test_the_language_becomes_swedish(bundled: Parts, change: Callable[[str], str]) -> None:
    found = prepared_from(changed(bundled, "word/styles.xml", change))
    text = inflated(found.ready["word/styles.xml"]).decode()
    defaults = text.partition("<w:docDefaults>")[2].partition("</w:docDefaults>")[0]
    assert 'w:val="sv-SE"' in defaults
    assert text.index("<w:docDefaults>") < text.index("<w:style ")


def test_bookmarks_of_ours_and_around_places_are_taken_away(bundled: Parts) -> None:
    mark = '<w:p><w:bookmarkStart w:id="%d" w:name="%s"/><w:r><w:t>x</w:t></w:r><w:bookmarkEnd w:id="%d"/></w:p>'
    xml = mark % (3, "kl_syfte", 3) + mark % (7, "Egen", 7)
    parts = with_body(bundled, xml)
    parts = changed(
        parts,
        "word/document.xml",
        lambda text: text.replace(
            "{{p front }}</w:t></w:r>", '{{p front }}</w:t></w:r><w:bookmarkStart w:id="9" w:name="a"/>'
        ).replace("<w:sectPr>", '<w:p><w:bookmarkEnd w:id="9"/></w:p><w:sectPr>'),
    )
    found = prepared_from(parts)
    text = "".join(found.segments[found.main])
    assert re.findall(r'w:name="(\w+)"', text) == ["Egen"]
    assert re.findall(r'bookmarkEnd w:id="(\d+)"', text) == ["7"]
    assert found.next_bookmark == 8


def test_a_dotx_becomes_a_docx(bundled: Parts) -> None:
    parts = changed(bundled, opc.CONTENT_TYPES, lambda text: text.replace("document.main+xml", "template.main+xml"))
    assert "document.main+xml" in prepared_from(parts).content_types


@pytest.mark.parametrize(
    ("section", "width"),
    [
        ('<w:pgSz w:w="10000" w:h="9"/><w:pgMar w:left="1000" w:right="500" w:gutter="100"/>', 8400),
        (
            '<w:pgSz w:w="10000" w:h="9"/><w:pgMar w:left="0" w:right="0"/><w:cols w:num="2" w:space="400"/>',
            4800,
        ),
        ("", 9070),
        ('<w:pgSz w:w="-5" w:h="9"/><w:pgMar w:left="x" w:right="0"/>', 9070),
    ],
)
def test_the_text_width_is_that_of_the_last_section(bundled: Parts, section: str, width: int) -> None:
    parts = changed(
        bundled,
        "word/document.xml",
        lambda text: re.sub(r"<w:sectPr>.*</w:sectPr>", f"<w:sectPr>{section}</w:sectPr>", text, flags=re.DOTALL),
    )
    assert prepared_from(parts).text_width == width


def test_a_part_without_a_content_type_is_refused(bundled: Parts) -> None:
    parts = with_part(bundled, "image", "<x/>")
    parts["word/image.x"] = parts.pop("word/image.xml")
    rels = "word/_rels/document.xml.rels"
    with pytest.raises(DataError) as caught:
        prepared_from(changed(parts, rels, lambda text: text.replace("image.xml", "image.x")))
    assert [(finding.rule, finding.values) for finding in caught.value.findings] == [
        ("source-docx-content-type", {"part": "word/image.x"})
    ]


def test_a_file_that_is_no_package_is_refused_as_one() -> None:
    with pytest.raises(DataError) as caught:
        prepare(b"Hej", "mall.docx")
    assert [finding.rule for finding in caught.value.findings] == ["source-docx-not-zip"]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text("{}%#p rtitle.front|\"'()[]-0\xa0\t", max_size=30))
def test_no_text_in_a_template_gives_anything_but_findings(bundled: Parts, text: str) -> None:
    """Whatever stands in a template's text, it is either literal, a name, or refused."""
    xml = text.replace('"', "&quot;").replace("'", "&apos;")
    try:
        found = prepared_from(with_text(bundled, xml))
    except DataError as error:
        assert all(finding.rule.startswith("template-") for finding in error.findings)
    else:
        assert {*found.segments[found.main][1::2]} <= {*SCALARS, "front", "body"}
