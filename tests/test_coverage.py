"""What a draft covers: the table, the requirements, and the three forms that the account takes."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from generator.cli.coverage import coverage_lines
from generator.coverage import Coverage, Demand
from tests.conftest import Result

Run = Callable[..., Result]
Draft = Callable[..., Path]
DAY = "2026-11-23"
FOOT = """\
En klausul som hör till flera dimensioner räknas i var och en.
Ett tomt fält är inget fel: ett bostadsbolag kan till exempel inte köra bussar.
Klausulerna säger själva vilka krav de svarar mot, och ingen har prövat om svaret räcker. En jurist avgör vad lagen kräver.
"""  # noqa: E501
TEXT = f"""\
Provdirektiv för AB Provbostäder
Täckning 2026-11-23, 2 klausuler

               1   2   D
1 Boende       2   1   –
Service        –   –   –
Alla avsnitt   2   1   0

1  Boende: 2 klausuler
   1.1 Nya bostäder; 1.2 Uthyrning

2  Service: 1 klausul
   1.2 Uthyrning

D  Delaktighet: inga klausuler

Krav på dokumentet
– Bygga (praxis, jämför 6 kap. 9 § kommunallagen (2017:725))
  1.1 Nya bostäder
– Renovera (rekommendation)
  Ingen klausul.
– Skriva klart (lag)
  Gäller hela texten.

Krav som hör hemma i bolagsordningen
– Ändamålet (lag, 10 kap. 3 § kommunallagen (2017:725))
  Ingen klausul, och det krävs inte av dokumentet.
  Lagtexten kontrollerad 2025-09-01.

{FOOT}"""
ROWS = """\
  - {id: bygga, contract: prov, title: Bygga, force: praxis, binds: bolaget, paper: agardirektiv, provision: "sfs-2017-725/6:9", text: Hur mycket.}
  - {id: renovera, contract: prov, title: Renovera, force: rekommendation, binds: bolaget, paper: agardirektiv, text: Vad.}
  - {id: skriva, contract: prov, title: Skriva klart, force: lag, binds: kommunen, paper: agardirektiv, whole: true, text: Språket.}
  - {id: andamal, contract: prov, title: Ändamålet, force: lag, binds: fullmäktige, paper: bolagsordning, provision: "sfs-2017-725/10:3", text: Dit.}
  - {id: annan, contract: annan, title: Annan, force: praxis, binds: parterna, paper: samhallskontrakt, text: Inte här.}
"""  # noqa: E501


@pytest.fixture
def more(library: Path) -> Path:
    """The small library with a requirement of each kind."""
    register = library / "register" / "requirements.yaml"
    register.write_text(f"requirements:\n{ROWS}", encoding="utf-8")
    return library


def account(run: Run, library: Path, draft: Draft, *more: object) -> Result:
    return run("--library", library, "coverage", draft(), "--date", DAY, *more)


def test_the_table_the_clauses_and_the_requirements_are_printed(run: Run, more: Path, draft: Draft) -> None:
    said = account(run, more, draft)

    assert (said.code, said.err) == (0, [])
    assert said.out == TEXT.splitlines()


def test_the_json_says_the_same(run: Run, more: Path, draft: Draft) -> None:
    said = json.loads(account(run, more, draft, "--format", "json").out[0])

    clauses = [{"key": "ett", "number": "1.1", "title": "Nya bostäder"}]
    assert (said["version"], said["date"], said["contract"], said["count"]) == (1, DAY, "prov", 2)
    assert said["sections"] == [
        {"id": "boende", "number": "1", "title": "Boende", "count": 2},
        {"id": "service", "number": "", "title": "Service", "count": 0},
    ]
    assert [(row["id"], row["count"], [part["id"] for part in row["sections"]]) for row in said["dimensions"]] == [
        ("boende", 2, ["boende"]),
        ("service", 1, ["boende"]),
        ("delaktighet", 0, []),
    ]
    assert said["dimensions"][0]["sections"][0]["clauses"][0] == clauses[0]
    assert [(row["id"], row["whole"], row["missing"]) for row in said["requirements"]] == [
        ("bygga", False, False),
        ("renovera", False, True),
        ("skriva", True, False),
        ("andamal", False, False),
    ]
    assert said["requirements"][0] == {
        "id": "bygga",
        "title": "Bygga",
        "text": "Hur mycket.",
        "force": "praxis",
        "binds": "bolaget",
        "paper": "agardirektiv",
        "provision": "sfs-2017-725/6:9",
        "cited": "6 kap. 9 § kommunallagen (2017:725)",
        "read": "Lagtexten kontrollerad 2025-09-01.",
        "whole": False,
        "missing": False,
        "clauses": clauses,
    }


def test_a_json_file_is_the_json_that_is_printed(run: Run, more: Path, draft: Draft) -> None:
    printed = account(run, more, draft, "--format", "json")
    written = account(run, more, draft, "-o", "ut.json")

    assert (written.code, written.out, written.err) == (0, [], ["Wrote ut.json"])
    assert Path("ut.json").read_text("utf-8").splitlines() == printed.out


def test_the_page_of_json_names_every_key(run: Run, more: Path, draft: Draft) -> None:
    page = (Path(__file__).resolve().parent.parent / "docs" / "json.md").read_text("utf-8")
    table = page.partition("\n## Coverage\n")[2].partition("\n## ")[0]
    data = json.loads(account(run, more, draft, "--format", "json").out[0])

    assert set(re.findall(r"^\| `([^`]+)`", table, re.MULTILINE)) == set(paths(data))


def paths(data: object, path: str = "") -> Iterator[str]:
    if isinstance(data, dict):
        for key, value in data.items():
            yield from paths(value, f"{path}.{key}".lstrip("."))
    elif isinstance(data, list):
        for item in data:
            yield from paths(item, f"{path}[]")
    else:
        yield path


def test_the_page_has_the_same_in_tables(run: Run, more: Path, draft: Draft) -> None:
    assert account(run, more, draft, "-o", "ut.html").code == 0

    page = Path("ut.html").read_text("utf-8")
    assert '<tr><th scope="row">1 Boende</th><td>2 <span class="which">(1.1, 1.2)</span></td>' in page
    assert '<tr><th scope="row">Alla avsnitt</th><td>2</td><td>1</td><td>0</td></tr>' in page
    assert '<h3 id="omrade-delaktighet">Delaktighet: inga klausuler</h3>' in page
    assert re.findall("<h3 id=.krav-[0-9].>([^<]+)", page) == [
        "Krav på dokumentet",
        "Krav som hör hemma i bolagsordningen",
    ]
    assert "<td>Ingen klausul, och det krävs inte av dokumentet.</td>" in page


def test_the_page_brings_everything_with_it(run: Run, more: Path, draft: Draft) -> None:
    account(run, more, draft, "-o", "ut.html")

    page = Path("ut.html").read_text("utf-8")
    assert re.findall(r"<script|<link|<img|url\(|@import|src=", page) == []
    assert "default-src 'none'" in page
    ids = re.findall(r' id="([^"]+)"', page)
    assert sorted(ids) == sorted(set(ids))
    assert set(re.findall(r' href="#([^"]+)"', page)) <= set(ids)


def test_a_text_in_a_register_is_no_markup(run: Run, more: Path, draft: Draft) -> None:
    register = more / "register" / "requirements.yaml"
    told = register.read_text("utf-8").replace("title: Renovera", 'title: "<b>&Renovera"')
    register.write_text(told, encoding="utf-8")

    account(run, more, draft, "-o", "ut.html")

    assert "<strong>&lt;b&gt;&amp;Renovera</strong>" in Path("ut.html").read_text("utf-8")


def test_the_same_draft_gives_the_same_bytes(run: Run, more: Path, draft: Draft) -> None:
    account(run, more, draft, "-o", "ett.html")
    account(run, more, draft, "-o", "tva.html")

    assert Path("ett.html").read_bytes() == Path("tva.html").read_bytes()


@pytest.mark.parametrize("columns", [30, 41, 60, 80, 120])
def test_the_lines_fit_a_terminal(columns: int, run: Run, more: Path, draft: Draft) -> None:
    row = {"title": "Ett krav med ett ganska långt namn", "force": "praxis", "paper": "prov"}
    found = Coverage("Provdirektiv för AB Provbostäder", "", "prov", "Prov", DAY, 0, (), (), ())
    demand = Demand("krav", row, "6 kap. 9 § kommunallagen (2017:725)", "Lagtexten är inte kontrollerad.", ())
    long = Coverage(**{**{name: getattr(found, name) for name in found.__slots__}, "demands": (demand,)})

    lines = list(coverage_lines(long, columns))

    assert [line for line in lines if len(line) > columns] == []
    assert "".join(lines).count("Ingen klausul.") == 1


def test_a_long_section_is_cut_in_a_narrow_table(shipped_run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.cli.coverage.width", lambda: 60)

    said = shipped_run("coverage", "example:agardirektiv/alingsas-2016", "--date", DAY)

    assert [line for line in said.out if len(line) > 60] == []
    assert "Service och kollektivtr…   –   –   –   –   –   –   –   –   –" in said.out


def test_every_clause_of_an_example_is_counted(shipped_run: Run) -> None:
    said = json.loads(
        shipped_run("coverage", "example:samhallskontrakt/exempelstad", "--date", DAY, "--format", "json").out[0]
    )

    named = {
        clause["key"] for area in said["dimensions"] for section in area["sections"] for clause in section["clauses"]
    }
    assert len(named) == said["count"] == sum(section["count"] for section in said["sections"])


def test_another_suffix_is_refused(run: Run, more: Path, draft: Draft) -> None:
    said = account(run, more, draft, "-o", "ut.pdf")

    assert (said.code, said.err) == (2, ["Error: ut.pdf: the suffix must be one of .html, .json"])


def test_nobodys_work_is_overwritten(run: Run, more: Path, draft: Draft) -> None:
    Path("ut.html").write_text("mitt", encoding="utf-8")

    said = account(run, more, draft, "-o", "ut.html")
    forced = account(run, more, draft, "-o", "ut.html", "--force")

    assert (said.code, forced.code) == (2, 0)
    assert said.err == ["Error: ut.html exists already; give another name, or --force to replace it"]


def test_a_day_that_is_none_is_refused(run: Run, more: Path, draft: Draft) -> None:
    said = run("--library", more, "coverage", draft(), "--date", "i dag")

    assert (said.code, said.err) == (2, ["Error: --date i dag is no day; write it as 2026-11-23"])


def test_a_draft_with_faults_is_told_so(run: Run, more: Path, draft: Draft) -> None:
    said = run("--library", more, "coverage", draft(clauses=[{"id": "nej"}]), "--date", DAY)

    assert (said.code, said.out) == (1, [])
    assert said.err[0].endswith("[clause-unknown]")
