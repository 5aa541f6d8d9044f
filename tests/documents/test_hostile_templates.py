"""A template that tries something is refused with its name, the paragraph's text and the fault."""

from pathlib import Path

import pytest

from generator.errors import DataError
from generator.places import bundled
from generator.report import lines
from generator.word.package import read_package, write_package

DRAFT = """\
contract: agardirektiv
state: draft
template: egen.docx
municipality: {name: Exempelstads kommun}
company: {name: Exempelhem AB, orgnr: 000000-0000, form: aktiebolag}
clauses:
  - {id: begrepp}
"""

ALLOWED = "title, subtitle, municipality, company, orgnr, diarienummer, state, mark, date, contract, front, body"
NAME_ONLY = "som är något annat än ett namn; skriv bara ett namn mellan klamrarna, till exempel {{ title }}"
CASES = {
    "code": (
        "Hej {{ cycler.__init__.__globals__.os.popen('id').read() }}",
        "stycket ”Hej {{ cycler.__init__.__globals__.os.popen('id').read() }}” innehåller "
        f"{{{{ cycler.__init__.__globals__.os.popen('id').read() }}}}, {NAME_ONLY} [template-code]",
    ),
    "statement": (
        "{% set x = 1 %}",
        f"stycket ”{{% set x = 1 %}}” innehåller {{% set x = 1 %}}, {NAME_ONLY} [template-code]",
    ),
    "filter": (
        "{{ title|upper }}",
        f"stycket ”{{{{ title|upper }}}}” innehåller {{{{ title|upper }}}}, {NAME_ONLY} [template-code]",
    ),
    "unknown name": (
        "Bolag: {{ bolag }}",
        f"stycket ”Bolag: {{{{ bolag }}}}” använder ”bolag”, som inte finns; tillåtna namn är {ALLOWED} "
        "[template-unknown-name]",
    ),
    "broken tag": (
        "Titel: {{ title }",
        "stycket ”Titel: {{ title }” har en klammer som inte hör till en hel plats; en plats skrivs med två "
        "klammer på var sida, till exempel {{ title }} [template-tag-broken]",
    ),
}


def template(folder: Path, **changes: tuple[str, str]) -> None:
    """Write egen.docx: the bundled template with changes in the parts named."""
    parts = read_package((bundled("templates") / "agardirektiv.docx").read_bytes(), "agardirektiv.docx")
    for part, (old, new) in changes.items():
        name = f"word/{part}.xml"
        assert old in parts[name].decode(), f"{old} is not in {name}"
        parts[name] = parts[name].decode().replace(old, new).encode()
    (folder / "egen.docx").write_bytes(write_package(parts, {}))


def refusal(build_file, folder: Path) -> list[str]:
    """Build a draft that names egen.docx, and return the lines of the refusal."""
    (folder / "utkast.yaml").write_text(DRAFT, encoding="utf-8")
    with pytest.raises(DataError) as refused:
        build_file(folder / "utkast.yaml")
    return lines(refused.value.findings)


def body_paragraph(folder: Path) -> str:
    parts = read_package((bundled("templates") / "agardirektiv.docx").read_bytes(), "agardirektiv.docx")
    body = parts["word/document.xml"].decode()
    end = body.index("</w:p>", body.index("{{p body }}")) + len("</w:p>")
    return body[body.rindex("<w:p>", 0, end) if "<w:p>" in body[:end] else body.rindex("<w:p ", 0, end) : end]


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES)
def test_a_tag_that_is_no_bare_name_is_refused(build_file, tmp_path, text, expected):
    paragraph = body_paragraph(tmp_path)
    template(tmp_path, document=(paragraph, f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>{paragraph}"))
    assert refusal(build_file, tmp_path) == [f"egen.docx:2: {expected}"]


def test_a_template_without_a_place_is_refused(build_file, tmp_path):
    paragraph = body_paragraph(tmp_path)
    template(tmp_path, document=(paragraph, "<w:p><w:r><w:t>Text</w:t></w:r></w:p>"))
    assert refusal(build_file, tmp_path) == [
        "egen.docx: platsen {{p body }} saknas; skriv den ensam i ett eget stycke där texten ska stå "
        "[template-place-missing]"
    ]


def test_a_template_without_a_style_is_refused(build_file, tmp_path):
    template(tmp_path, styles=('w:val="klausul tabelltext"', 'w:val="något annat"'))
    assert refusal(build_file, tmp_path) == [
        "egen.docx: formatmallen ”klausul tabelltext” saknas; skapa den i mallen, eller utgå från "
        "mallen som följer med klausul [template-style-missing]"
    ]


def test_every_fault_of_a_template_is_said_at_once(build_file, tmp_path):
    template(
        tmp_path,
        document=("{{p body }}", "{{ bolag }}"),
        styles=('w:val="klausul tabelltext"', 'w:val="något annat"'),
    )
    said = refusal(build_file, tmp_path)
    rules = [line.rpartition("[")[2] for line in said]
    assert rules == ["template-place-missing]", "template-style-missing]", "template-unknown-name]"]


def test_a_template_that_is_no_word_file_is_refused(build_file, tmp_path):
    (tmp_path / "egen.docx").write_bytes(b"Hej")
    assert refusal(build_file, tmp_path) == [
        "egen.docx: filen är inte en .docx; spara den som Worddokument (.docx) [source-docx-not-zip]"
    ]
