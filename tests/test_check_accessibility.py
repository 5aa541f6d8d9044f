"""Rules on accessibility beyond their cases: edges, what they leave alone, and the comments in a copy of the file."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.check.accessibility.rules import RULES
from generator.check.paper import foreign, from_text
from generator.check.rule import Case
from generator.model.wordfile import WordFile, WordParagraph
from generator.report import checks, line
from generator.word.foreign import read_foreign
from generator.word.package import read_package, write_package
from tests.conftest import DATA, Result
from tests.foreign_files import CASES, H1, LONG, STYLES, TITLE, docx, numbered, p, picture, r, style, table

Run = Callable[..., Result]
WORDS = {word for rule in RULES for word in rule.words}
NOTHING = object()


def case(word: WordFile) -> Case:
    return Case(foreign("a.docx", word.lines()), NOTHING, "2026-11-23", word=word)  # type: ignore[arg-type]


def found(*body: str, rule: str = "", **options: object) -> list[str]:
    """Return the lines of the findings on a file, of one rule or of all."""
    word = read_foreign(docx(*body, **options), "a.docx").word
    findings = [finding for one in RULES for finding in one.look(case(word))]
    return [line(finding) for finding in findings if not rule or finding.rule == f"accessibility-{rule}"]


def test_the_cases_are_the_files_that_the_tests_make() -> None:
    for name, twins in CASES.items():
        for which, made in zip(("bad", "good"), twins, strict=True):
            file = DATA / "check" / name / f"{which}.docx"
            assert read_package(file.read_bytes(), name) == dict(sorted(made.items())), (
                f"{file}: run python -m tests.foreign_files"
            )


def test_a_plain_good_file_has_no_findings() -> None:
    body = (TITLE, H1, LONG, p("ett", properties=numbered(1)), table(("År", "Antal"), ("2027", "1"), header=True), p())

    assert found(*body) == []


def test_text_without_a_word_file_is_said_to_lack_one() -> None:
    lacking = {rule.lacks(Case(from_text("a.txt", "Hej"), NOTHING, "2026-11-23")) for rule in RULES}  # type: ignore[arg-type]

    assert lacking == {"Worddokument (.docx)"}


def test_an_empty_file_is_no_reason_to_stumble() -> None:
    untitled = (
        "a.docx: filen har ingen titel bland sina egenskaper; skriv dokumentets titel i Word under Arkiv, Info, Titel "
        "[accessibility-title]"
    )
    assert found(p(""), title="") == found(title="") == [untitled]
    assert [one for rule in RULES for one in rule.look(case(WordFile("", ())))] != []


def test_a_provision_is_named_by_the_findings_whose_explanation_names_the_act() -> None:
    for name, (bad, _) in CASES.items():
        word = read_foreign(write_package(bad, {}), "a.docx").word
        for finding in (finding for one in RULES for finding in one.look(case(word))):
            assert ("provision" in finding.values) is ("(2018:1937)" in checks()[finding.rule]["why"]), name


# Numbers and signs typed by hand.


@pytest.mark.parametrize(
    "body",
    [
        ["1. Ett", "2. Två"],
        ["1) Ett", "Text", "2) Två"],
        ["1.1 Ett", "1.2 Två"],
        ["1.1. Ett", "1.1.1. Två"],
        ["3.9 Ett", "3.10 Två"],
        ["3.9 Ett", "4.1 Två", "4.2 Tre"],
        ["a) Ett", "b) Två"],
        ["ä) Ett", "- Två", "- Tre"],
        ["§ 1 Firma", "Text", "§ 2 Säte"],
        ["– Ett", "– Två"],
        ["• Ett"],
        ["\uf0b7\tEtt"],
    ],
)
def test_typed_lists_are_found(body: list[str]) -> None:
    assert len(found(*map(p, body), rule="typed-number")) == 1


@pytest.mark.parametrize(
    "body",
    [
        ["1. Ett", "3. Tre"],
        ["2027 byggs hundra hus.", "2028 byggs tvåhundra hus."],
        ["10 kap. 3 § kommunallagen", "11 kap. 1 § kommunallagen"],
        ["3 § Bolaget ska bygga.", "4 § Bolaget ska förvalta."],
        ["1 januari 2027", "2 januari 2027"],
        ["10,5 procent", "11,5 procent"],
        ["– En replik.", "Text.", "– En replik till."],
        ["-5 grader", "-6 grader"],
        ["a. Ett", "c. Tre"],
        ["1.Ett", "2.Två"],
        ["5 hus", "6 hus"],
    ],
)
def test_text_that_begins_with_a_number_is_left_alone(body: list[str]) -> None:
    assert found(*map(p, body), rule="typed-number") == []


def test_headings_are_numbered_in_one_series() -> None:
    def heading(text: str, level: int) -> str:
        return p(text, style=f"Rubrik{level}")

    numbers = ("1 Inledning", 1), ("1.1 Syfte", 2), ("1.2 Bolaget", 2), ("2. Mål", 1), ("2.1 Bygga", 2)
    alone = ("100 nya bostäder", 1), ("2 hus om året", 2), ("3 skäl", 2)

    assert found(*(heading(text, level) for text, level in numbers), rule="typed-number") == [
        "a.docx:1: ”1” är skrivet för hand (5 gånger från och med här) i stället för med Words numrering eller "
        "punktlista; låt Word sätta nummer och punkter [accessibility-typed-number]"
    ]
    assert found(*(heading(text, level) for text, level in alone), rule="typed-number") == []


def test_what_word_numbers_is_not_typed() -> None:
    items = [p(f"{number}. Text", properties=numbered(2)) for number in (1, 2)]

    assert found(*items, rule="typed-number") == []


# Headings.


@pytest.mark.parametrize(
    ("levels", "missing"),
    [
        ([1, 2, 3, 1, 2], []),
        ([1, 3], [2]),
        ([2, 3], [1]),
        ([3, 3], [1]),
        ([1, 2, 1, 3, 3], [2]),
        ([1, 2, 3, 2, 3, 1], []),
    ],
)
def test_a_level_is_jumped_over_on_the_way_down_only(levels: list[int], missing: list[int]) -> None:
    body = [p(f"Del {level}", style=f"Rubrik{level}") for level in levels]

    said = found(*body, rule="heading-order")
    assert [int(text.partition("saknas en rubrik på nivå ")[2][0]) for text in said] == missing


def test_headings_in_a_table_of_contents_do_not_count() -> None:
    styles = STYLES + style("Innehll1", "toc 1")

    assert found(p("Bostäder", style="Innehll1"), H1, LONG, styles=styles, rule="heading-order") == []


def test_a_bold_line_is_a_heading_only_where_text_follows() -> None:
    bold = p(r("Bolagets uppdrag", "<w:b/>"))

    assert len(found(bold, LONG, rule="heading-look")) == 1
    assert len(found(bold, p(), LONG, rule="heading-look")) == 1
    assert found(bold, p("Kort rad"), rule="heading-look") == []
    assert found(bold, rule="heading-look") == []
    assert found(bold, H1, rule="heading-look") == []
    assert found(table(("x", "y")).replace(p("x"), bold), LONG, rule="heading-look") == []


# Pictures, tables, distances.


def test_a_picture_without_a_name_is_told_of_too() -> None:
    assert found(p(picture(name="")), TITLE) == [
        "a.docx:1: bilden saknar alternativtext; skriv vad den visar eller markera den som dekorativ (högerklicka på "
        "den i Word) [accessibility-alt-text]"
    ]


def test_a_header_row_is_the_first_one() -> None:
    rows = ("År", "Antal"), ("2027", "1"), ("2028", "2")
    second = (
        table(*rows).replace("<w:tr>", "<w:tr><w:trPr/>").replace("<w:trPr/>", "<w:trPr><w:tblHeader/></w:trPr>", 2)
    )
    second = second.replace("<w:tr><w:trPr><w:tblHeader/></w:trPr>", "<w:tr>", 1)
    off = table(*rows, header=True).replace("<w:tblHeader/>", '<w:tblHeader w:val="0"/>')

    assert len(found(second, rule="table-header")) == len(found(off, rule="table-header")) == 1


def test_a_table_has_lines_of_its_own_or_from_its_style() -> None:
    bare = table(("År", "Antal"), ("2027", "1"), style="")
    own = bare.replace("<w:tblPr/>", '<w:tblPr><w:tblBorders><w:top w:val="single"/></w:tblBorders></w:tblPr>')
    none = own.replace("single", "nil")
    shaded = table(("År", "Antal"), ("2027", "1"), style="", cell='<w:shd w:val="clear" w:fill="EEEEEE"/>')

    assert [len(found(one, rule="table-header")) for one in (bare, own, none, shaded)] == [0, 1, 0, 1]


def test_the_paragraph_that_word_wants_is_not_there_for_the_distance() -> None:
    grid = table(("a", "b"), ("c", "d"), header=True)

    assert found(grid, p(), grid, p(), rule="empty-paragraph") == []
    assert len(found(p("Text"), p(), grid, p(), rule="empty-paragraph")) == 1
    assert found(p("a"), p("<w:del><w:r><w:delText>x</w:delText></w:r></w:del>"), p("b"), rule="empty-paragraph") == []


def test_a_text_of_the_least_length_without_headings_is_told_of() -> None:
    words = [WordParagraph("ord " * 100, number) for number in range(1, 8)]

    def said(paragraphs: list[WordParagraph]) -> list[str]:
        return [one.rule for rule in RULES for one in rule.look(case(WordFile("", tuple(paragraphs))))]  # type: ignore[union-attr]

    assert "accessibility-headings-missing" in said(words)
    assert "accessibility-headings-missing" not in said(words[:6])


# The command.


@pytest.fixture
def file(here: Path) -> Path:
    """A foreign file with a few faults."""
    path = here / "direktiv.docx"
    path.write_bytes(docx(TITLE, p("– Ett"), p("– Två"), p(picture()), stories={"header1": p(picture(name="Vapen"))}))
    return path


def test_the_json_names_the_provision_where_there_is_one(run: Run, file: Path) -> None:
    said = run("check", file, "--format", "json", "--date", "2026-11-23", shared_cache=True)
    rows = {row["rule"]: row for row in json.loads(said.out[0])["findings"]}

    assert rows["accessibility-alt-text"]["legal"] == "sfs-2018-1937/10"
    assert rows["accessibility-typed-number"]["line"] == 2


def test_every_rule_of_the_family_is_run_on_a_word_file(run: Run, file: Path) -> None:
    said = run("check", file, "--date", "2026-11-23", "--format", "json", shared_cache=True)
    skipped = {word for row in json.loads(said.out[0])["skipped"] for word in row["rules"]}

    assert skipped & WORDS == set()


def test_a_copy_gets_a_comment_for_each_finding(run: Run, file: Path) -> None:
    said = run("check", "direktiv.docx", "--annotate", "ut.docx", "--date", "2026-11-23", shared_cache=True)
    copy = read_package(Path("ut.docx").read_bytes(), "ut.docx")

    assert (said.code, said.err[-1]) == (0, "Wrote ut.docx")
    comments = copy["word/comments.xml"].decode()
    assert comments.count("<w:comment ") == sum("direktiv.docx" in one and "inte kört" not in one for one in said.out)
    assert "varning: ”–” är skrivet för hand (2 gånger från och med här)" in comments
    assert "[accessibility-typed-number]" in comments


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("direktiv.docx", "direktiv.docx"), "Error: --annotate needs exactly one PATH, and that one a .docx file"),
        (("utkast.yaml",), "Error: --annotate needs exactly one PATH, and that one a .docx file"),
        (("brev.txt",), "Error: --annotate needs exactly one PATH, and that one a .docx file"),
        ((".",), "Error: --annotate needs exactly one PATH, and that one a .docx file"),
    ],
)
def test_only_one_word_file_can_be_commented(run: Run, file: Path, arguments: tuple[str, ...], message: str) -> None:
    Path("brev.txt").write_text("Hej", encoding="utf-8")

    assert run("check", *arguments, "--annotate", "ut.docx") == Result(2, [], [message])
    assert not Path("ut.docx").exists()


def test_the_copy_has_the_suffix_of_the_file_and_replaces_nothing(run: Run, file: Path) -> None:
    assert run("check", "direktiv.docx", "--annotate", "ut.doc") == Result(
        2, [], ["Error: ut.doc: the suffix must be one of .docx"]
    )
    Path("ut.docx").write_bytes(b"x")
    assert run("check", "direktiv.docx", "--annotate", "ut.docx") == Result(
        2, [], ["Error: ut.docx exists already; give another name, or --force to replace it"]
    )
    assert run("check", "direktiv.docx", "--annotate", "ut.docx", "--force", shared_cache=True).code == 0
    assert read_package(Path("ut.docx").read_bytes(), "ut.docx")


def test_a_file_that_cannot_be_read_gets_no_copy(run: Run, here: Path) -> None:
    Path("direktiv.docx").write_bytes(b"Hej")

    said = run("check", "direktiv.docx", "--annotate", "ut.docx", shared_cache=True)
    assert said.code == 1
    assert said.out + said.err == [
        "direktiv.docx: filen är inte en .docx; spara den som Worddokument (.docx) [source-docx-not-zip]"
    ]
    assert not Path("ut.docx").exists()


def test_a_document_of_ours_is_told_to_hold_its_draft(run: Run, library: Path, draft: Callable[..., Path]) -> None:
    run("--library", "prov", "build", draft(), "-o", "direktiv.docx", shared_cache=True)
    run("--library", "prov", "build", "utkast.yaml", "-o", "webb.docx", "--publish", shared_cache=True)
    hint = (
        "direktiv.docx holds the draft it was built from; to check that too: klausul extract direktiv.docx "
        "-o direktiv.yaml"
    )

    said = run("check", "direktiv.docx", "--date", "2026-11-23", shared_cache=True)
    assert hint in said.err
    assert [one for one in said.out if "inte kört" not in one and "accessibility" in one] == []
    published = run("check", "webb.docx", "--date", "2026-11-23", shared_cache=True)
    assert [one for one in published.err if "holds the draft" in one] == []
