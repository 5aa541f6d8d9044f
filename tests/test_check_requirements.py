"""Requirements: what is looked for where, how gravely it is said, and what is never claimed."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from generator import coverage
from generator.build.job import Request, compose
from generator.check.paper import from_text
from generator.check.requirements.bylaws import look
from generator.check.requirements.law import rests_on, verified
from generator.check.requirements.rules import RULES
from generator.check.requirements.words import kind_of, not_found
from generator.check.rule import Case
from generator.check.statutes.law import Law
from generator.model.registers import Registers
from generator.places import bundled
from generator.report import checks
from generator.source import read
from generator.text import text
from tests import shipped
from tests.conftest import Result

Run = Callable[..., Result]
DAY = "2026-11-23"
EXAMPLES = sorted(bundled("contracts").glob("*/examples/*.yaml"))
ARTICLES = """\
Bolagsordning för Exempelhem AB
§ 3 Ändamålet med verksamheten är att främja bostadsförsörjningen i Exempelstad.
§ 4 Bolaget ska hålla sig inom de kommunala befogenheter som utgör ram för verksamheten.
§ 5 Kommunfullmäktige i Exempelstads kommun ska få ta ställning innan bolaget fattar beslut av större vikt.
"""


def said(run: Run, name: str, content: str, *more: object) -> list[str]:
    """Return the lines that the family gives of a paper or a draft."""
    Path(name).write_text(content, encoding="utf-8")
    lines = run("check", name, "--date", DAY, *more).out
    return [line for line in lines if re.search(r"\[(requirement|dimension)-[a-z-]+\]$", line) or "inte kört" in line]


def of(lines: list[str], rule: str) -> list[str]:
    return [line for line in lines if line.endswith(f"[{rule}]")]


def draft(*clauses: str, contract: str = "agardirektiv") -> str:
    company = "company: {name: Exempelhem AB, form: aktiebolag}\n" if contract == "agardirektiv" else ""
    chosen = "".join(f"  - id: {clause}\n" for clause in clauses)
    head = f"contract: {contract}\nstate: draft\nmunicipality: {{name: Exempelstads kommun}}\n"
    return f"{head}{company}clauses:\n{chosen}"


def laid_down(*lines: str) -> list[str]:
    """Return what is said of a directive's lines, beside its title."""
    paper = from_text("a.txt", "\n".join(["Ägardirektiv för Exempelhem AB", *lines]))
    return [str(found.values["written"]) for found in look(Case(paper, Law(shipped.registers()), DAY))]


def test_articles_with_all_three_are_left_alone(shipped_run: Run) -> None:
    Path("bolagsordning.txt").write_text(ARTICLES, encoding="utf-8")

    lines = said(shipped_run, "a.yaml", draft("direktivratt"), "--articles", "bolagsordning.txt")

    assert [of(lines, rule) for rule in ("requirement-elsewhere", "requirement-articles")] == [[], []]
    assert [line for line in lines if "requirement-articles" in line] == []


@pytest.mark.parametrize(
    ("section", "what"),
    [
        ("§ 3", "det kommunala ändamålet"),
        ("§ 4", "de kommunala befogenheterna"),
        ("§ 5", "kommunfullmäktiges rätt att ta ställning"),
    ],
)
def test_what_the_articles_lack_is_not_found_and_never_lacking(section: str, what: str, shipped_run: Run) -> None:
    content = "".join(line for line in ARTICLES.splitlines(keepends=True) if not line.startswith(section))
    Path("bolagsordning.txt").write_text(content, encoding="utf-8")

    lines = said(shipped_run, "a.yaml", draft("direktivratt"), "--articles", "bolagsordning.txt")

    (line,) = of(lines, "requirement-articles")
    assert line == (
        f"bolagsordning.txt: {what} hittades inte i bolagsordningen med registrets sökord; läs den, eftersom det hör "
        "hemma där enligt 10 kap. 3 § kommunallagen (2017:725), läst 2025-09-01 [requirement-articles]"
    )
    assert [line for line in of(lines, "requirement-articles") if "saknas" in line] == []


def test_the_rule_on_articles_says_that_they_were_not_given(shipped_run: Run) -> None:
    directive = said(shipped_run, "a.yaml", draft("direktivratt"))
    other = said(shipped_run, "b.yaml", draft("kontraktets-syfte", contract="samhallskontrakt"))

    missing = "inte kört, eftersom bolagsordning saknas: requirement-articles, requirement-articles-unsure"
    assert [line for line in directive if missing in line] == [f"a.yaml: {missing}"]
    assert [line for line in other if "bolagsordning" in line] == []


def test_a_paper_of_an_unknown_kind_is_said_to_be_one(shipped_run: Run) -> None:
    lines = said(shipped_run, "a.txt", "Protokoll om parkbänkar\nBänkarna ska målas.\n")

    assert of(lines, "requirement-unsure") == of(lines, "requirement-elsewhere") == []
    (line,) = [line for line in lines if "uppgift om dokumenttyp saknas" in line]
    assert "requirement-unsure" in line and "requirement-elsewhere" in line


@pytest.mark.parametrize(
    ("first", "kind"),
    [
        ("Ägardirektiv för Exempelhem AB", "agardirektiv"),
        ("ÄGARDIREKTIV", "agardirektiv"),
        ("Exempelstads kommuns samhällskontrakt", "samhallskontrakt"),
        ("Samhällskontraktet, och dess förhållande till ägardirektiven", "samhallskontrakt"),
        ("Bolagsordning för Exempelhem AB", "bolagsordning"),
        ("§ 1 Bolagsordning", "bolagsordning"),
        ("Förslag till ny bolagsordning", "bolagsordning"),
        ("Ett komplement till bolagsordningen", ""),
        ("Byggnadsordning", ""),
        ("Reviderat ägardirektiv för Exempelhem AB", "agardirektiv"),
        ("Förslag till beslut\nAtt anta ägardirektivet enligt bilaga 1.", ""),
        ("§ 98 Ägardirektiv för Exempelhem AB (KS 2026/00321)", ""),
        ("Sammanträdesprotokoll\nÄgardirektiv för Exempelhem AB", ""),
        ("Ämne: SV: Ägardirektivet", ""),
        ("Vi har läst utkastet till ägardirektiv.", ""),
    ],
)
def test_a_paper_is_what_it_first_calls_itself(first: str, kind: str) -> None:
    paper = from_text("a.txt", f"Exempelstads kommun\n{first}\nBolaget ska bygga.\n")

    assert kind_of(paper, shipped.registers().requirements) == kind


@pytest.mark.parametrize("line", [1, 20])
def test_only_the_beginning_says_what_a_paper_is(line: int) -> None:
    paper = from_text("a.txt", "".join("Ägardirektiv\n" if n == line else "Bolaget ska bygga.\n" for n in range(30)))

    assert kind_of(paper, shipped.registers().requirements) == ("agardirektiv" if line == 1 else "")


@pytest.mark.parametrize(
    ("phrase", "line", "found"),
    [
        ("ändamål*", "Ändamålet är att bygga.", True),
        ("ändamål*", "Det ska skötas ändamålsenligt.", True),
        ("ändamål", "Ändamålet är att bygga.", False),
        ("*befogenhet*", "Kommunbefogenheterna gäller.", True),
        ("befogenhet*", "Kommunbefogenheterna gäller.", False),
        ("*fullmäktige* ställning*", "Ställning tas av kommunfullmäktige.", True),
        ("*fullmäktige* ställning*", "Ställning tas av kommunstyrelsen.", False),
        ("ses över", "Det ses över varje år.", True),
        ("ses över", "Översikten ses.", False),
        ("trä* kraft", "Det träder i kraft i maj.", True),
        ("barn*", "Vi bygger för barnen.", True),
        ("(inte)", "Ett uttryck med (parentes).", False),
    ],
)
def test_a_phrase_is_its_words_in_one_paragraph(phrase: str, line: str, found: bool) -> None:
    row = {"words": [{"what": "det", "any": [phrase]}]}

    assert list(not_found(from_text("a.txt", f"{line}\n"), [row])) == ([] if found else [(row, "det")])


def test_words_in_two_paragraphs_are_no_phrase() -> None:
    row = {"words": [{"what": "det", "any": ["*fullmäktige* ställning*"]}]}

    assert list(not_found(from_text("a.txt", "Kommunfullmäktige beslutar.\nTa ställning.\n"), [row])) == [(row, "det")]


@pytest.mark.parametrize("file", EXAMPLES, ids=lambda file: file.stem)
def test_the_words_find_what_the_clauses_of_an_example_answer(file: Path) -> None:
    composed = compose(Request(read(file.name, file.read_bytes()), file.parent, bundled("contracts")), shipped.places())
    answered = [row for row in coverage.demands(composed) if row.clauses and not (row.whole or row.elsewhere)]

    paper = from_text("a.txt", text(composed.document))

    assert [what for _row, what in not_found(paper, [demand.row for demand in answered])] == []
    known = composed.library.registers.requirements
    kinds = {row["contract"] for row in known.values()}
    # A directive for several companies or owners calls itself a directive, and is read as one.
    wording = composed.contract.contract.wording
    assert kind_of(paper, known) == (wording if wording in kinds else "")


def test_every_requirement_on_a_document_can_be_looked_for() -> None:
    kinds = [yaml.safe_load(file.read_text("utf-8")) for file in bundled("contracts").glob("*/definition.yaml")]
    # What a directive for several companies needs beyond a directive is seen in drafts only: the paper calls itself
    # a directive.
    named_as_another = {kind["id"] for kind in kinds if kind["wording"] != kind["id"]}
    silent = [
        row["id"]
        for row in shipped.rows("requirements")
        if row["paper"] not in ("beslut", "annat") and not row.get("whole") and not row.get("words")
        if row["contract"] not in named_as_another
    ]

    assert silent == []
    assert [row["id"] for row in shipped.rows("requirements") if row.get("whole") and row.get("words")] == []


def test_every_requirement_is_on_a_kind_of_document_and_names_a_paper_that_exists() -> None:
    kinds = {file.parent.name for file in bundled("contracts").glob("*/definition.yaml")}
    papers = {*kinds, "bolagsordning", "beslut", "annat"}

    astray = [(row["id"], row["contract"], row["paper"]) for row in shipped.rows("requirements")]
    assert [found for found in astray if found[1] not in kinds or found[2] not in papers] == []


def test_the_act_on_municipal_housing_companies_asks_nothing_of_a_directive() -> None:
    concerned = [row for row in shipped.rows("requirements") if "2010-879" in row.get("provision", "")]

    assert {row["paper"] for row in concerned} == {"annat"}


def test_no_law_that_somebody_has_read_asks_for_a_clause_but_in_the_yearly_examination() -> None:
    asked = [
        row["id"]
        for row in shipped.rows("requirements")
        if row["force"] == "lag" and row["paper"] == row["contract"] and not row.get("whole")
    ]

    # KL 6:9 says what the board decides, and the paper is that decision.
    assert asked == ["ap-provning", "ap-andamal", "ap-befogenheter"]


def test_a_demand_on_the_whole_text_asks_for_no_clause(shipped_run: Run) -> None:
    lines = said(shipped_run, "a.yaml", draft("direktivratt"))

    assert [line for line in lines if "Vårdat" in line or "Tal med definition" in line] == []


def test_practice_and_recommendation_are_notes_and_only_read_law_is_more() -> None:
    graver = {word for rule in RULES for word in rule.words if checks()[word]["severity"] != "note"}

    assert graver == {"requirement-law", "requirement-articles", "requirement-bylaws-work"}
    assert {word for word in graver if checks()[word].get("final") == "error"} == {"requirement-law"}


def test_a_provision_is_read_only_where_its_own_text_is() -> None:
    registers = shipped.registers()

    assert verified("sfs-2017-725/10:3", registers)
    assert not verified("sfs-2018-1197", registers)
    assert not verified("sfs-2009-600/11", registers)
    assert not verified("", registers)
    only = Registers(provisions={"x/1": {"verified": True, "evidence": "SFS-reg"}})
    assert not verified("x/1", only)


@pytest.mark.parametrize(
    ("provision", "force", "said"),
    [
        ("sfs-2017-725/10:3", "lag", "10 kap. 3 § kommunallagen (2017:725), läst 2025-09-01"),
        ("sfs-2009-600/11", "lag", "11 § språklagen (2009:600), men lagtexten är inte kontrollerad"),
        ("", "lag", "registret, men lagtexten är inte kontrollerad"),
        ("sfs-2018-1197", "rekommendation", "registret, som räknar det som rekommendation"),
        ("", "praxis", "registret, som räknar det som praxis"),
    ],
)
def test_what_a_requirement_rests_on_says_whether_it_was_read(provision: str, force: str, said: str) -> None:
    assert rests_on(provision, force, shipped.registers()) == said


def test_the_json_names_the_provision(shipped_run: Run) -> None:
    Path("a.txt").write_text(
        "Ägardirektiv för Exempelhem AB\nÄndamålet med bolagets verksamhet är att bygga.\n", encoding="utf-8"
    )

    rows = json.loads(shipped_run("check", "a.txt", "--date", DAY, "--format", "json").out[0])["findings"]

    named = {row["rule"]: row["legal"] for row in rows if row["rule"].startswith("requirement-")}
    assert named == {
        "requirement-bylaws-work": "sfs-2017-725/10:3",
        "requirement-elsewhere": "sfs-2017-725/10:3",
        "requirement-unsure": "",
    }


@pytest.mark.parametrize(
    "line",
    [
        "Det kommunala ändamålet med bolagets verksamhet är att främja bostadsförsörjningen.",
        "Ändamålet med bolaget är att bygga.",
        "Bolaget skall ha till ändamål att bygga.",
        "Föremålet för bolagets verksamhet skall vara att bygga.",
        "Styrelsen består av 5–7 ledamöter.",
        "Styrelsen ska bestå av minst fem ledamöter.",
        "Bolagets styrelse ska bestå av sju ledamöter.",
        "Styrelsen ska ha sju ordinarie ledamöter.",
        "Bolagets aktiekapital uppgår till 1 000 000 kronor.",
        "Bolagets säte är Exempelstad.",
        "Räkenskapsåret omfattar tiden den 1 januari till den 31 december.",
        "Bolaget ska ha två revisorer.",
    ],
)
def test_a_sentence_that_lays_down_what_the_articles_do_is_named(line: str) -> None:
    assert len(laid_down(line)) == 1


@pytest.mark.parametrize(
    "line",
    [
        "Ändamålet med bolagets verksamhet framgår av bolagsordningen.",
        "Enligt bolagsordningen ska styrelsen bestå av fem ledamöter. Bolagets säte är Exempelstad.",
        "Ändamålet med bolagets verksamhet är fastställt av kommunfullmäktige.",
        "Syftet med bolagets verksamhet är att bygga.",
        "Ändamålet med bolagets fond är att dela ut stipendier.",
        "Samverkansrådet ska bestå av fem ledamöter.",
        "Kommunstyrelsen består av elva ledamöter.",
        "Styrelsen ska bestå av ledamöter med olika erfarenheter.",
        "Styrelsen ska ha två ledamöter med erfarenhet av byggande.",
        "Bolaget ska ha en lekmannarevisor.",
        "När räkenskapsåret är slut ska bolaget rapportera.",
        "Aktiekapitalet är bundet kapital.",
        "Kommunen ska få kallelse till bolagsstämman senast fyra veckor före stämman.",
    ],
)
def test_a_sentence_that_lays_nothing_down_is_left_alone(line: str) -> None:
    assert laid_down(line) == []


def test_a_sentence_right_under_one_that_names_the_articles_is_left_alone() -> None:
    purpose = "Ändamålet med bolagets verksamhet är att bygga."

    assert laid_down("Bolagsordningen säger:", purpose) == []
    assert laid_down("Bolagsordningen säger:", "Bolaget ska bygga.", purpose) == [
        "Ändamålet med bolagets verksamhet är"
    ]


def test_the_articles_themselves_may_do_their_work() -> None:
    paper = from_text("a.txt", ARTICLES.replace("med verksamheten", "med bolagets verksamhet"))

    assert list(look(Case(paper, Law(shipped.registers()), DAY))) == []


def test_the_empty_dimensions_of_a_draft_are_one_note(shipped_run: Run) -> None:
    lines = of(said(shipped_run, "a.yaml", draft("soliditet")), "dimension-empty")

    assert len(lines) == 1
    assert "det är inget fel" in lines[0] and "kör inga bussar" in lines[0]
