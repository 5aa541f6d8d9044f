"""Numbers, targets and shares: what is found beyond the cases in ``data/check``, and what is left alone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Result

Run = Callable[..., Result]
DAY = ("--date", "2026-11-23")
HEAD = """\
contract: agardirektiv
state: draft
municipality: {name: Exempelstads kommun}
company: {name: Exempelhem AB, form: aktiebolag}
"""


@pytest.fixture
def found(shipped_run: Run, here: Path) -> Callable[[str], list[str]]:
    """Return the rules of numbers that a text or a draft breaks, with the words that they point at."""

    def look(text: str) -> list[str]:
        name = "utkast.yaml" if text.startswith("contract:") else "papper.txt"
        Path(name).write_text(text, encoding="utf-8")
        said = shipped_run("check", name, *DAY)
        assert said.code == 0, said
        lines = [line for line in said.out if line.endswith("]") and "[number-" in line]
        return sorted(f"{line.rpartition('[')[2][:-1]}: {(line.split('”') + [''])[1]}" for line in lines)

    return look


Found = Callable[[str], list[str]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Målet är att soliditeten är 20 % vid slutet av år 2025.", ["vid slutet av år 2025"]),
        ("Bolaget ska senast den 31 december 2024 ha byggt 100 lägenheter.", ["senast den 31 december 2024"]),
        ("Bolaget ska fram till 2020 öka antalet bostäder.", ["fram till 2020"]),
        ("Bolaget ska senast 2026 ha byggt 100 lägenheter.", []),
        ("Bolaget ska senast 2027 ha byggt 100 lägenheter.", []),
        ("Bolaget ska bygga enligt förordning (2016:880) till 2030.", []),
        ("I 2015 års budget ska målen för lägenheter stå.", []),
        ("Bolaget byggde 100 lägenheter till 2015.", []),
        ("Bolaget hade till 2015 som mål att bygga 100 lägenheter.", []),
        ("Planen för 2015–2018 ska redovisas.", []),
        ("Detta direktiv ska gälla till och med 2018.", []),
    ],
)
def test_a_year_that_may_be_a_target_is_told_from_other_years(text: str, expected: list[str], found: Found) -> None:
    assert [row for row in found(f"{text}\n") if row.startswith("number-target")] == [
        f"number-target-unsure: {written}" for written in expected
    ]


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("Bolagets synliga soliditet ska vara minst 20 procent.", ""),
        ("Bolagets soliditet ska vara minst 20 procent av balansomslutningen.", ""),
        ("Bolagets soliditet ska vara minst 20 procent.", "number-no-definition-unsure"),
        ("Soliditeten ska inte understiga 20 % på lång sikt.", "number-no-definition-unsure"),
        ("Soliditeten uppgick till 20 procent.", ""),
        ("Soliditeten ska öka, och minst 20 procent av lägenheterna ska vara små.", ""),
        ("Avkastningen på eget kapital ska vara minst 5 procent.", ""),
        ("Avkastningen ska vara minst 5 procent.", "number-no-definition-unsure"),
        ("Minst 80 procent ska vara nöjda enligt enkäten.", ""),
        ("Andelen nöjda hyresgäster ska vara minst 80 procent.", "number-no-definition-unsure"),
        ("Antalet nöjda hyresgäster ska öka med 5 procent per år.", ""),
        ("Soliditeten ska vara minst 20.", "number-no-unit-unsure"),
        ("Soliditeten ska redovisas på 2 sätt.", ""),
        ("Utsläppen ska minska med 30 procent.", "number-no-baseline-unsure"),
        ("Utsläppen ska minska med 30 procent från år 2019.", ""),
        ("Utsläppen ska minska med 30 procentenheter.", ""),
        ("Utsläppen minskade med 30 procent.", ""),
        ("Hyran ska vara högst 1 400 kr/kvm.", "number-no-price-year-unsure"),
        ("Hyran ska vara högst 1 400 kr/kvm i 2025 års prisnivå.", ""),
        ("NBI ska vara minst 65 procent.", "number-index-percent"),
        ("NBI ska vara minst 65.", ""),
        ("Nöjd-kund-index ska vara över 60 %.", "number-index-percent"),
        ("NKI ska mätas och svarsandelen vara minst 60 procent.", ""),
        ("Minst 50 procent av uppdragen i NKI ska följas upp.", ""),
        ("Svarsandelen i NKI-undersökningen var 54 procent.", ""),
        ("Andelen svarande i NKI ska vara minst 60 procent.", ""),
        ("Deltagandet i NKI ska vara minst 60 procent.", ""),
        ("Resultatet för NKI ska ligga bland de 25 procent bästa bolagen.", ""),
        ("NKI mäts vartannat år och minst 90 procent av hyresgästerna får enkäten.", ""),
        ("Bolaget ansvarar för att NKI är minst 70 procent.", "number-index-percent"),
        ("Bolagets vd svarar för att NKI är minst 70 procent.", "number-index-percent"),
        ("NKI i undersökningen 2028 ska vara 70 %.", "number-index-percent"),
        ("Hyran får vara högst 1 650 kronor per kvadratmeter och år.", "number-no-price-year-unsure"),
        ("Hyran får inte överstiga 1 650 kronor per kvadratmeter och år.", "number-no-price-year-unsure"),
        ("Hyran är högst i centrum, 1 650 kronor per kvadratmeter och år.", ""),
    ],
)
def test_what_a_number_means_is_asked_only_where_it_is_not_said(text: str, rule: str, found: Found) -> None:
    assert [row.partition(":")[0] for row in found(f"{text}\n")] == ([rule] if rule else [])


def test_a_definition_in_the_next_paragraph_is_enough(found: Found) -> None:
    text = "Soliditeten ska vara minst 20 procent.\n\nMed soliditet avses eget kapital delat med tillgångarna.\n"

    assert found(text) == []


def test_a_line_broken_by_hand_is_read_as_one(found: Found) -> None:
    text = (
        "Bolaget ska planera sin ekonomi så att bolagets soliditet\n"
        "ska vara minst 20 procent och så att hyresgästerna inte drabbas.\n"
    )

    assert found(text) == ["number-no-definition-unsure: soliditet ska vara minst 20 procent"]


@pytest.mark.parametrize(
    ("text", "sums"),
    [
        ("Ytan ska fördelas på 40 procent service, 40 procent handel och 30 procent kontor.", ["110"]),
        ("Ytan ska fördelas på 33 procent service, 33 procent handel och 33 procent kontor.", []),
        ("Ytan ska fördelas på 40 procent service, 40 procent handel och 20 procent kontor.", []),
        ("Ytan ska fördelas på 40 procent service och resten kontor, högst 30 procent.", []),
        ("Kostnaden fördelas med 60 procent på kommunen.", []),
        ("Kostnaden fördelas med 70 procent på kommunen och 40 procent på bolaget.", ["110"]),
        ("Minst 60 procent ska svara och 70 procent ska vara nöjda enligt enkäten.", []),
    ],
)
def test_only_what_divides_something_is_to_sum_to_a_hundred(
    text: str, sums: list[str], shipped_run: Run, here: Path
) -> None:
    Path("papper.txt").write_text(f"{text}\n", encoding="utf-8")

    said = shipped_run("check", "papper.txt", *DAY).out

    lines = [line for line in said if line.endswith("[number-shares-unsure]")]
    assert [f"blir tillsammans {total} procent" in line for total, line in zip(sums, lines, strict=True)] == [
        True
    ] * len(sums)


def test_a_goal_without_a_value_has_no_year_to_be_passed(found: Found) -> None:
    assert found(HEAD + "clauses:\n  - id: soliditet\n") == []


def test_a_shared_year_is_said_once_whoever_uses_it(found: Found, shipped_run: Run) -> None:
    clauses = "clauses:\n  - {id: soliditet}\n  - {id: direktavkastning}\n  - {id: trygghetsbesiktning}\n"

    assert found(f"{HEAD}values: {{malar: 2020, basar: 2021}}\n{clauses}") == [
        "number-target-order: ", "number-target-passed: ",
    ]  # fmt: skip


def test_a_local_wording_that_leaves_a_value_out_does_not_set_it(found: Found) -> None:
    local = "    local:\n      reason: Prov.\n      text: |\n        Bolaget ska bygga hyreslägenheter.\n"
    chosen = "  - id: nya-lagenheter\n    values: {antal_min: 40}\n"
    other = "  - id: byggtakt-och-upplatelseformer\n    values: {antal: 60}\n"

    assert found(f"{HEAD}clauses:\n{chosen}{other}") == ["number-same-quantity: "]
    assert found(f"{HEAD}clauses:\n{chosen}{local}{other}") == []


def test_a_number_for_the_long_run_is_another_number(found: Found) -> None:
    text = "Soliditeten ska vara minst 25 procent på {} sikt.\nSoliditeten ska uppgå till minst 20 procent.\n"

    for run in ("lång", "längre", "kort"):
        assert [row for row in found(text.format(run)) if row.startswith("number-same")] == []
    plain = text.replace(" på {} sikt", "")
    assert [row for row in found(plain) if row.startswith("number-same")] == [
        "number-same-unsure: Soliditeten ska uppgå till minst 20 procent"
    ]


@pytest.mark.parametrize("name", ["exempelhem", "alebyggen", "alingsas-2016"])
def test_the_examples_have_no_number_to_regret(name: str, shipped_run: Run) -> None:
    said = shipped_run("check", f"example:agardirektiv/{name}", *DAY)

    assert [line for line in said.out if "[number-" in line or "[transfer-" in line] == []


@pytest.mark.parametrize("name", ["exempelstad", "kungalv-2027"])
def test_the_contracts_have_no_number_to_regret(name: str, shipped_run: Run) -> None:
    said = shipped_run("check", f"example:samhallskontrakt/{name}", *DAY)

    assert [line for line in said.out if "[number-" in line or "[goals-" in line or "[transfer-" in line] == []


def test_the_shipped_clauses_read_as_papers_have_no_number_to_regret(shipped_run: Run, here: Path) -> None:
    texts = sorted((Path(__file__).parent / "golden" / "clauses").iterdir())
    for number in range(0, len(texts), 30):
        text = "\n\n".join(path.read_text(encoding="utf-8") for path in texts[number : number + 30])
        Path(f"{number}.txt").write_text(text, encoding="utf-8")

    said = shipped_run("check", *sorted(map(str, Path().glob("*.txt"))), *DAY)

    found = [line for line in said.out if any(f"[{name}-" in line for name in ("number", "goals", "transfer"))]
    # Thirty clauses in one paper do set a pace of building and a return beside each other.
    assert [line for line in found if not line.endswith("[goals-words]")] == []
