"""The command ``klausul check``: what it takes, what it prints, how it ends."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.places import bundled
from generator.source import read
from tests.conftest import Result

Run = Callable[..., Result]
DAY = ("--date", "2026-11-23")
OLD = "Bolaget ska följa personuppgiftslagen (1998:204).\n"
DRAFT = """\
contract: agardirektiv
state: draft
municipality: {name: Exempelstads kommun}
company: {name: Exempelhem AB, form: aktiebolag}
values: {malar: 2030, basar: 2026}
clauses:
  - id: begrepp
    local:
      reason: Prov.
      text: |
        Bolaget ska följa personuppgiftslagen (1998:204).
"""
EXEMPT = """\
exempt:
  - {rule: statute-repealed, reason: Rättas i nästa direktiv., by: Kommunjurist Exempel Exempelsson, until: 2026-12-31}
"""
FOUND = (
    "”personuppgiftslagen (1998:204)” hänvisar till personuppgiftslagen (1998:204), som är upphävd; "
    "i registret svarar lagen med kompletterande bestämmelser till EU:s dataskyddsförordning (2018:218) mot den "
    "(läst 2025-09-01), låt en jurist välja hänvisning"
)


@pytest.fixture
def check(shipped_run: Run, here: Path) -> Run:
    """Check a file that is written first."""

    def command(name: str, content: str | bytes, *options: object) -> Result:
        data = content.encode() if isinstance(content, str) else content
        (here / name).write_bytes(data)
        return shipped_run("check", name, *DAY, *options)

    return command


def of(said: Result, rule: str) -> list[str]:
    """Return the lines of a rule."""
    return [line for line in said.out if line.endswith(f"[{rule}]")]


@pytest.mark.parametrize(
    "content",
    [OLD, OLD.encode("cp1252"), OLD.encode("utf-16"), b"\xef\xbb\xbf" + OLD.encode(), OLD.replace("\n", "\r\n")],
    ids=["utf-8", "windows", "utf-16", "mark", "line ends"],
)
def test_a_text_is_read_however_it_was_saved(check: Run, content: str | bytes) -> None:
    said = check("gammalt.txt", content)

    assert of(said, "statute-repealed") == [f"gammalt.txt:1:19: {FOUND} [statute-repealed]"]
    assert said.code == 1


def test_a_page_break_is_a_line_end(check: Run) -> None:
    assert of(check("a.txt", f"Sida ett\f{OLD}"), "statute-repealed")[0].startswith("a.txt:2:19: ")


def test_a_draft_is_checked_at_the_place_where_it_chooses_the_clause(check: Run) -> None:
    said = check("utkast.yaml", DRAFT)

    assert of(said, "statute-repealed") == [f"utkast.yaml:7:9: {FOUND} [statute-repealed]"]


def test_an_exemption_is_shown_and_the_finding_with_it(check: Run) -> None:
    said = check("utkast.yaml", DRAFT + EXEMPT)

    why = "(undantaget till och med 2026-12-31 av Kommunjurist Exempel Exempelsson: Rättas i nästa direktiv.)"
    assert of(said, "statute-repealed") == [f"utkast.yaml:7:9: {FOUND} {why} [statute-repealed]"]
    assert of(said, "process-exempt-unused") == []


def test_an_exempted_finding_is_no_error(check: Run) -> None:
    data = json.loads(check("utkast.yaml", DRAFT + EXEMPT, "--format", "json").out[0])

    assert [row["rule"] for row in data["findings"] if row["rule"].startswith("statute-")] == []
    (row,) = data["exempted"]
    assert (row["rule"], row["message"], row["reason"]) == ("statute-repealed", FOUND, "Rättas i nästa direktiv.")
    assert (row["by"], row["until"]) == ("Kommunjurist Exempel Exempelsson", "2026-12-31")


def test_an_exemption_lasts_to_the_end_of_its_day(check: Run, shipped_run: Run) -> None:
    check("utkast.yaml", DRAFT + EXEMPT)

    last = shipped_run("check", "utkast.yaml", "--date", "2026-12-31")
    after = shipped_run("check", "utkast.yaml", "--date", "2027-01-01")
    assert (of(last, "process-exempt-expired"), len(of(after, "process-exempt-expired"))) == ([], 1)
    assert (after.code, of(after, "statute-repealed")) == (1, [f"utkast.yaml:7:9: {FOUND} [statute-repealed]"])


def test_what_stops_a_build_cannot_be_exempted(check: Run) -> None:
    said = check("utkast.yaml", DRAFT + EXEMPT.replace("statute-repealed", "process-missing-value"))

    assert len(of(said, "process-exempt-unknown")) == 1


def test_a_draft_that_cannot_be_built_says_why_and_what_was_not_run(check: Run) -> None:
    said = check("utkast.yaml", DRAFT.replace("id: begrepp", "id: begreppp"))

    assert said.code == 1
    assert said.out[0].startswith("utkast.yaml:7:9: clauses[0].id: ") and said.out[0].endswith("[clause-unknown]")
    assert said.out[1].startswith("utkast.yaml: inte kört, eftersom ett utkast utan fel saknas: statute-repealed, ")


def test_final_is_stricter(check: Run, shipped_run: Run) -> None:
    open_ = check("utkast.yaml", DRAFT.replace("personuppgiftslagen (1998:204)", "lagen").replace("basar: 2026", ""))
    final = shipped_run("check", "utkast.yaml", *DAY, "--final")

    assert (open_.code, final.code) == (0, 1)
    assert of(final, "process-proposed")[0].startswith("utkast.yaml:7:9: ") and of(open_, "process-proposed") == []


def test_several_papers_are_checked_at_once(check: Run, here: Path, shipped_run: Run) -> None:
    check("a.txt", OLD)
    check("b.txt", OLD)

    said = shipped_run("check", "a.txt", "b.txt", *DAY)
    assert [line[:6] for line in of(said, "statute-repealed")] == ["a.txt:", "b.txt:"]


def test_the_report_says_how_far_the_law_was_read_and_who_decides(check: Run) -> None:
    said = check("a.txt", "Bolaget ska bygga.\n")

    assert said.err[-2:] == [
        "Registret över lagar är läst mot lagtexten till och med 2025-09-01, utom där annat sägs.",
        "Ingen jurist har läst den här listan. Den säger vad som har hittats; en jurist avgör vad det betyder.",
    ]


def test_the_json_has_the_documented_keys(check: Run) -> None:
    data = json.loads(check("a.txt", OLD, "--format", "json").out[0])

    assert sorted(data) == ["date", "exempted", "facts", "findings", "law_checked", "skipped", "version"]
    assert (data["version"], data["date"], data["law_checked"]) == (1, "2026-11-23", "2025-09-01")
    (row,) = [row for row in data["findings"] if row["rule"] == "statute-repealed"]
    assert row == {
        "rule": "statute-repealed", "severity": "error", "message": FOUND, "file": "a.txt", "line": 1, "column": 19,
        "clause": "", "legal": "sfs-1998-204",
    }  # fmt: skip
    assert all(set(row) == {"file", "missing", "rules"} for row in data["skipped"])


def test_what_was_not_run_is_told_in_short_and_with_verbose_in_full(check: Run, shipped_run: Run) -> None:
    short = next(line for line in check("a.txt", OLD).out if "eftersom utkast saknas" in line)
    full = next(
        line for line in shipped_run("--verbose", "check", "a.txt", *DAY).out if "eftersom utkast saknas" in line
    )

    named = full.removeprefix("a.txt: inte kört, eftersom utkast saknas: ").split(", ")
    first = ", ".join(named[:3])
    more = f"{len(named) - 3} till (--verbose visar alla)"
    assert short == f"a.txt: inte kört, eftersom utkast saknas: {first} och {more}"


def test_a_long_table_is_for_verbose(check: Run, shipped_run: Run) -> None:
    lines = check("utkast.yaml", DRAFT).out
    full = shipped_run("--verbose", "check", "utkast.yaml", *DAY).out

    table = [line for line in full if line.startswith("  ")]
    assert table[0].split() == ["klausul", "ord", "meningar", "LIX"]
    assert (table[1].split()[0], [line for line in lines if line.startswith("  ")]) == ("begrepp", [])


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((), "name at least one draft, library, .docx or .txt file to check"),
        (
            ("a.pdf",),
            "a.pdf: the suffix must be one of .yaml, .yml, .docx, .txt, or the path that of a library's folder",
        ),
        (("a.txt", "--date", "i dag"), "--date i dag is no day; write it as 2026-11-23"),
        (
            ("--explain", "statute-repeled"),
            "there is no rule 'statute-repeled' among the checks. Did you mean 'statute-repealed'?",
        ),
    ],
)
def test_wrong_usage_is_said(shipped_run: Run, here: Path, arguments: tuple[str, ...], message: str) -> None:
    (here / "a.txt").write_text("", encoding="utf-8")

    assert shipped_run("check", *arguments) == Result(2, [], [f"Error: {message}"])


def test_what_the_build_says_of_a_draft_is_explained_too(shipped_run: Run) -> None:
    said = shipped_run("check", "--explain", "process-missing-value")

    assert (said.code, said.out) == (
        0,
        [
            "process-missing-value (anmärkning; fel när dokumentet ska vara slutligt)",
            "",
            "värdet för … saknas; fyll i det under …",
            "",
            "Ordet hör inte till någon av kontrollerna.",
            "Det sägs så snart klausul läser, granskar eller bygger något, och står därför också i "
            "rapporten från klausul check.",
            "Det går inte att göra undantag från det.",
        ],
    )


def test_an_exemption_from_what_is_no_fault_is_said_to_be_needless(check: Run) -> None:
    said = check("utkast.yaml", DRAFT + EXEMPT.replace("statute-repealed", "language-lix"))

    (line,) = of(said, "process-exempt-unused")
    assert "undantaget från language-lix behövs inte, regeln ger bara en upplysning, som inte är något fel; ta" in line


def test_a_file_that_is_not_there_is_said(shipped_run: Run) -> None:
    said = shipped_run("check", "finns-inte.txt", *DAY)

    assert (said.code, said.err) == (1, ["Error: finns-inte.txt: there is no such file or folder"])


def test_a_library_is_linted_and_checked(run: Run, library: Path) -> None:
    said = run("check", "prov", *DAY)

    assert said.code == 0, said


def test_what_is_wrong_in_a_library_is_said_as_lint_says_it(run: Run, library: Path) -> None:
    file = library / "boende" / "ett.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("version: 1.0.0", "version: 9.0.0", 1), encoding="utf-8")

    linted = run("clauses", "lint", "prov")
    assert run("check", "prov", *DAY).out[: len(linted.out)] == linted.out != []


OWN_CONTRACT = """\
text:
  egen: |
    Bolaget ska följa personuppgiftslagen (1998:204) i {{ plats }}.
"""


def test_a_library_with_a_kind_of_document_of_its_own_is_checked(shipped_run: Run, here: Path) -> None:
    kind = here / "eget" / "contracts" / "eget"
    kind.mkdir(parents=True)
    plan = (bundled("contracts") / "markanvisningsvillkor" / "definition.yaml").read_text(encoding="utf-8")
    for old, new in (("id: markanvisningsvillkor", "id: eget"), ("wording: markanvisningsvillkor", "wording: egen")):
        assert plan.count(f"\n{old}\n") + plan.startswith(f"{old}\n") == 1
        plan = plan.replace(old, new, 1)
    (kind / "definition.yaml").write_text(plan, encoding="utf-8")
    (here / "eget" / "boende").mkdir()
    clause = (bundled("clauses") / "boende" / "huskurage.yaml").read_text(encoding="utf-8")
    text = clause.index("\ntext:\n") + 1
    name = next(iter(read("definition.yaml", plan.encode()).data["names"]))
    rest = clause[clause.index("\nrationale:") + 1 : clause.index("\nexample:") + 1]
    own = clause[:text] + OWN_CONTRACT.replace("plats", name) + rest + clause[clause.index("\nchanges:") + 1 :]
    (here / "eget" / "boende" / "egen.yaml").write_text(own.replace("id: huskurage", "id: egen", 1), encoding="utf-8")
    (here / "eget" / "library.yaml").write_text(
        "name: eget\nversion: 1.0.0\ntitle: Eget\nlicense: CC0-1.0\n", encoding="utf-8"
    )

    said = shipped_run("check", "eget", *DAY)

    assert said.code == 1, said
    assert not [line for line in said.out if line.startswith("eget: inte kört, eftersom ett bibliotek utan fel")]
    assert "[clause-repealed]" in "".join(said.out)
