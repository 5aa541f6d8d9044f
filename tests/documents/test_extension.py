"""A clause, a section and a municipality's template are added without touching Python."""

import shutil
from pathlib import Path

from generator.build.job import Request, build
from generator.build.places import Places
from generator.places import bundled
from generator.source import read
from generator.store import Store
from generator.text import text

CLAUSE = """\
id: solceller
version: 1.0.0
title: Solceller på taken
dimensions: [boende]
status: proposed
text:
  agardirektiv: |
    Bolaget ska senast {{ ar }} ha solceller på {{ antal }}.
parameters:
  ar: {type: year, label: målår för solceller, question: När ska solcellerna finnas?}
  antal: {type: integer, unit: tak, label: antal tak, question: Hur många tak?}
rationale: |
  Ett påhittat exempel.
sources: [{proposal: klausul}]
example: {ar: 2030, antal: 4}
changes: [{version: 1.0.0, date: 2026-11-23, what: Första versionen, by: prov}]
"""
DRAFT = """\
contract: agardirektiv
state: draft
municipality: {name: Exempelstads kommun}
company: {name: Exempelhem AB, orgnr: 000000-0000, form: aktiebolag}
clauses:
  - {id: begrepp}
  - id: solceller
    values: {ar: 2030, antal: 4}
"""


def made(folder: Path, draft: str = DRAFT):
    templates = [(bundled("templates"), "templates")]
    places = Places([(folder / "clauses", "clauses")], [(folder / "contracts", "contracts")], templates, Store(None))
    return build(Request(read("utkast.yaml", draft.encode()), folder, folder), places)


def copied(tmp_path: Path) -> Path:
    for kind in ("clauses", "contracts"):
        shutil.copytree(bundled(kind), tmp_path / kind)
    (tmp_path / "clauses" / "boende" / "solceller.yaml").write_text(CLAUSE, encoding="utf-8")
    return tmp_path


def test_a_new_clause_is_a_new_file(tmp_path):
    seen = text(made(copied(tmp_path)).document)
    assert "2.1 Solceller på taken\nBolaget ska senast 2030 ha solceller på 4\u00a0tak.\n" in seen


def test_a_new_section_is_a_new_entry_in_the_contract(tmp_path):
    definition = copied(tmp_path) / "contracts" / "agardirektiv" / "definition.yaml"
    section = "sections:\n  - {id: energi, title: Energi, kind: clauses, clauses: [solceller]}\n"
    definition.write_text(definition.read_text("utf-8").replace("sections:\n", section), encoding="utf-8")
    seen = text(made(tmp_path).document)
    assert "1 Energi\n\n1.1 Solceller på taken\n" in seen
    assert "2 Bolaget och kommunen\n\n2.1 Begrepp\n" in seen


def test_an_own_template_is_a_line_in_the_draft(tmp_path):
    shutil.copy(bundled("templates") / "agardirektiv.docx", copied(tmp_path) / "var-mall.docx")
    built = made(tmp_path, f"template: var-mall.docx\n{DRAFT}")
    assert built.lock.template == "var-mall.docx"
