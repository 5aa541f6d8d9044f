"""Process: decisions, owners, how long a paper holds and what it replaces; and what is left alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.build.checking import Against, check_draft
from generator.build.job import Request
from generator.check.paper import from_text
from generator.check.process.days import DAY as WRITTEN
from generator.check.process.days import iso, last_of, order
from generator.check.process.decisions import disorder, future
from generator.check.process.owners import joint, owners
from generator.check.process.replaces import nothing
from generator.check.process.rules import RULES
from generator.check.process.validity import old, yearly
from generator.check.rule import Case
from generator.check.statutes.law import Law
from generator.errors import Finding
from generator.library.contracts import load_contract
from generator.places import bundled
from generator.report import checks, message
from generator.source import read
from generator.store import Store
from tests import shipped

TODAY = "2026-11-23"
EXAMPLES = sorted(bundled("contracts").glob("*/examples/*.yaml"))
WORDS = {word for rule in RULES for word in rule.words}
DIRECTIVE = """\
contract: agardirektiv
municipality: {name: Exempelstads kommun}
company: {name: Exempelhem AB, form: aktiebolag}
clauses:
  - id: begrepp
"""
AREA = """\
contract: omradesoverenskommelse
municipality: {name: Exempelstads kommun}
company: {name: Exempelhem AB, form: aktiebolag}
clauses:
  - id: boinflytandeavtal
"""


def of_draft(content: str, date: str = TODAY) -> list[Finding]:
    """Return what the family says of a draft."""
    source = read("utkast.yaml", content.encode())
    here = Path.cwd()
    report = check_draft(Request(source, here, here), Against(shipped.places(), date))
    assert report.law_checked, report.findings
    return [finding for finding in report.findings if finding.rule in WORDS]


def decided(state: str, council: str, meeting: str = "", more: str = "") -> str:
    dates = f"decisions:\n  council: {{date: {council}, paragraph: 41}}\n"
    dates += f"  general_meeting: {{date: {meeting}}}\n" if meeting else ""
    return f"{DIRECTIVE}state: {state}\n{dates}{more}"


def words(findings: list[Finding]) -> list[str]:
    return [finding.rule for finding in findings]


def text_case(content: str) -> Case:
    return Case(from_text("a.txt", content), Law(shipped.registers()), TODAY)


@pytest.mark.parametrize("file", EXAMPLES, ids=lambda file: f"{file.parent.parent.name}/{file.stem}")
def test_our_own_examples_raise_nothing(file: Path) -> None:
    report = check_draft(
        Request(read(file.name, file.read_bytes()), file.parent, bundled("contracts")), Against(shipped.places(), TODAY)
    )  # fmt: skip

    assert [(found.rule, message(found)) for found in report.findings if found.rule in WORDS] == []


@pytest.mark.parametrize(
    ("name", "pairs"),
    [
        ("agardirektiv", [("council", "general_meeting")]),
        ("samhallskontrakt", [("municipality", "signing")]),
        ("omradesoverenskommelse", [("municipality", "signing"), ("company", "signing")]),
    ],
)
def test_the_states_tell_which_decision_comes_after_which(name: str, pairs: list[tuple[str, str]]) -> None:
    contract = load_contract([(bundled("contracts"), "contracts")], name, Store(None)).contract

    assert list(order(contract)) == pairs


def test_two_parties_that_decide_each_for_itself_have_no_order() -> None:
    dates = "state: signed\ndecisions:\n  municipality: {{date: 2026-05-11, paragraph: 9}}\n"
    dates += "  company: {{date: 2026-04-01}}\n  signing: {{date: {}}}\n"

    assert of_draft(AREA + dates.format("2026-05-12")) == []
    assert words(of_draft(AREA + dates.format("2026-05-01"))) == ["process-date-order"]


def test_what_is_told_before_the_checks_is_not_told_again() -> None:
    # The state draft rules out any decision: process-decided says so.
    assert of_draft(decided("draft", "2026-12-24")) == []


def test_a_decision_on_the_day_of_the_check_has_come() -> None:
    assert "process-date-future" not in words(of_draft(decided("decided", TODAY)))
    assert "process-date-future" in words(of_draft(decided("decided", "2026-11-24")))


@pytest.mark.parametrize(("day", "told"), [("2026-11-02", True), ("2026-11-01", False), (TODAY, True)])
def test_three_weeks_run_from_the_decision_where_nothing_else_is_known(day: str, told: bool) -> None:
    assert ("process-not-final" in words(of_draft(decided("decided", day)))) is told


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ("fields: {anslaget: 2026-11-20}\n", True),
        ("fields: {anslaget: 2026-11-01}\n", False),
        ("fields: {anslaget: 2026-10-29, laga_kraft: 2026-11-20}\n", False),
        ("fields: {anslaget: 2026-11-10, laga_kraft: 2026-12-02}\n", True),
    ],
)
def test_three_weeks_run_from_the_notice_board_where_that_day_is_given(more: str, told: bool) -> None:
    found = of_draft(decided("decided", "2026-10-26", more=more))

    assert ("process-not-final" in words(found)) is told


def test_an_appealed_decision_needs_no_reminder_and_the_reminder_names_its_provision() -> None:
    assert of_draft(decided("appealed", "2026-11-16")) == []

    (found,) = of_draft(decided("decided", "2026-11-16"))
    provision = shipped.registers().provisions[str(found.values["provision"])]
    assert (provision["verified"], checks()[found.rule]["severity"]) == (True, "note")


@pytest.mark.parametrize("state", ["replaced"])
def test_what_no_longer_holds_is_not_told_that_it_is_old(state: str) -> None:
    more = "fields: {giltighet: till och med den 31 december 2022}\n"

    assert words(of_draft(decided("in_force", "2021-03-15", "2021-04-20", more))) == ["process-old"]
    assert of_draft(decided(state, "2021-03-15", "2021-04-20", more)) == []


@pytest.mark.parametrize(
    ("council", "told"),
    [("2021-03-15", True), ("2022-10-14", True), ("2022-10-15", False), ("2024-01-29", False)],
)
def test_a_council_elected_after_the_decision_should_have_looked_at_it(council: str, told: bool) -> None:
    draft = decided("in_force", council, council).replace(
        "  - id: begrepp\n", "  - id: aktualitetsprovning\n    values: {tillfalle: aret_efter_val}\n"
    )

    assert ("process-review-due" in words(of_draft(draft))) is told


@pytest.mark.parametrize(
    "text",
    [
        "Direktivet gäller tills vidare.",
        "Direktivet gäller från och med den 1 januari 2015.",
        "Direktivet gäller till och med den 31 december 2026.",
        "Dokumentet är senast reviderat 2018-05-02.",
        "Detta ägardirektiv ersätter det som gällde till och med 2015-12-31.",
        "Bolagets avtal om fjärrvärme gäller till och med 2019.",
        "Aktualitetsprövningen 2020 visade att direktivet var aktuellt.",
        "Nästa revidering: 2027",
        "Direktivet gäller för år 2019 och framåt.",
        "Direktivet gäller 2019 års budget i tillämpliga delar.",
        "Direktivet gäller för åren 2019–2027.",
        "Målen gäller för år 2019.",
        "Soliditeten var 15 procent år 2019.",
    ],
)
def test_a_day_that_says_nothing_of_how_long_the_paper_holds_is_left_alone(text: str) -> None:
    case = text_case(f"Ägardirektiv för Exempelhem AB\n\n{text}\n")

    assert words([*old(case), *yearly(case)]) == []


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("Direktivet gäller till och med den 31 december 2022.", "process-old"),
        ("Gäller t.o.m. 2022-12-31", "process-old"),
        ("Ägardirektivet gäller längst till utgången av år 2021.", "process-old"),
        ("Ägardirektivet ska aktualitetsprövas senast 2023.", "process-old"),
        ("Revideras: 2020", "process-old"),
        ("Direktivet gäller för verksamhetsåret 2019.", "process-yearly-expired"),
        ("Detta ägardirektiv avser åren 2017–2019.", "process-yearly-expired"),
        ("Gäller 2019", "process-yearly-expired"),
    ],
)
def test_a_paper_that_says_that_its_time_is_over_is_found(text: str, rule: str) -> None:
    case = text_case(f"Ägardirektiv för Exempelhem AB\n\n{text}\n")

    assert words([*old(case), *yearly(case)]) == [rule]


@pytest.mark.parametrize("title", ["Årligt ägardirektiv för Exempelhem AB 2019", "2019 års ägardirektiv"])
def test_a_paper_named_after_a_year_is_for_that_year(title: str) -> None:
    assert words(list(yearly(text_case(f"{title}\nBolaget ska bygga.\n")))) == ["process-yearly-expired"]


def test_the_year_of_adoption_in_a_title_is_no_year_of_validity() -> None:
    assert list(yearly(text_case("Ägardirektiv för Exempelhem AB 2019\nBolaget ska bygga.\n"))) == []


@pytest.mark.parametrize(
    "text",
    [
        "Antaget av kommunfullmäktige 2021-01-25 och fastställt av bolagsstämman 2021-04-06.",
        "Antaget av kommunfullmäktige 2021-04-06 och fastställt av bolagsstämman 2021-04-06.",
        # Two days for the council: one of them may be that of a change.
        "Antaget av KF 2012-09-24 och KF 2015-04-27, fastställt av bolagsstämman 2013-05-05.",
        "Kommunfullmäktige beslutade om ändring 2021-04-06.\nFastställt av bolagsstämman 2021-01-25.",
        "Beslutat av kommunfullmäktige\nFastställt av bolagsstämman\n2021-04-06\n2021-01-25",
        "Kommunfullmäktige 2021-02-30, bolagsstämman 2021-01-25.",
    ],
)
def test_dates_in_order_or_of_unsure_bodies_are_left_alone(text: str) -> None:
    assert list(disorder(text_case(f"Ägardirektiv\n{text}\n"))) == []


@pytest.mark.parametrize(
    "text",
    [
        "Förslag till ägardirektiv\nAntaget av kommunfullmäktige 2027-01-25",
        "Ägardirektiv\nSka antas av kommunfullmäktige 2027-01-25.",
        "Ägardirektiv\nBeslutade mål ska vara nådda 2027-01-25.",
        "Ägardirektiv\nAntaget av kommunfullmäktige 2026-01-25 och gäller från 2027-01-01.",
    ],
)
def test_a_day_to_come_that_is_not_of_a_decision_taken_is_left_alone(text: str) -> None:
    assert list(future(text_case(f"{text}\n"))) == []


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("Bolaget ägs av Exempelstads kommun och Provstads kommun.", ["process-owners"]),
        ("Bolaget är samägt.", ["process-owners"]),
        ("Härdby, Mölnby och Lerby kommuner äger bolaget tillsammans.", ["process-owners"]),
        ("Bolaget ägs av Exempelstads kommun.", []),
        ("Bolaget ska samarbeta med Provstads kommun och Mönsterby kommun.", []),
        ("Exempelstads kommun äger bolaget. Provstads kommun är granne.", []),
        ("Bolaget kan vara helägt eller delägt enligt kommunallagen.", []),
    ],
)
def test_only_a_text_that_says_so_makes_a_company_jointly_owned(text: str, rules: list[str]) -> None:
    case = text_case(f"Ägardirektiv för Exempelvatten AB\n{text}\n")

    assert words([*owners(case), *joint(case)]) == rules


@pytest.mark.parametrize(
    ("text", "named"),
    [
        (
            "Bolaget ägs av Kungälvs kommun, Ale kommun och Lilla Edets kommun.",
            "Kungälvs kommun, Ale kommun och Lilla Edets kommun",
        ),
        ("Upplands Väsby kommun och Sigtuna kommun äger bolaget.", "Upplands Väsby kommun och Sigtuna kommun"),
        ("Både Ale kommun och Göteborgs stad äger bolaget.", "Ale kommun och Göteborgs stad"),
        (
            "Bolaget ägs av Upplands Väsby, Ale och Lilla Edets kommuner.",
            "Upplands Väsby, Ale och Lilla Edets kommuner",
        ),
    ],
)
def test_owners_are_named_as_they_are_written(text: str, named: str) -> None:
    (found,) = owners(text_case(f"Ägardirektiv för Exempelvatten AB\n{text}\n"))

    assert found.values["text"] == named


def test_a_draft_of_a_jointly_owned_company_says_what_it_has_no_room_for() -> None:
    draft = DIRECTIVE.replace("id: begrepp", "{id: bolaget-i-kommunen, values: {agande: delagt}}") + "state: draft\n"
    source = read("utkast.yaml", draft.encode())

    report = check_draft(Request(source, Path.cwd(), Path.cwd()), Against(shipped.places(), TODAY))

    assert ("uppgift om de andra ägarnas beslut", ("process-joint",)) in report.skipped


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Detta ägardirektiv ersätter tidigare ägardirektiv.", True),
        ("Direktivet ersätter kommunens nuvarande direktiv för bolaget.", True),
        ("Detta ägardirektiv ersätter tidigare ägardirektiv från 2015.", False),
        ("Detta ägardirektiv ersätter tidigare ägardirektiv, KF § 41.", False),
        ("Redovisningen ersätter inte tidigare årsredovisningar.", False),
        ("Nya hus ersätter äldre hus.", False),
    ],
)
def test_what_is_replaced_is_to_be_named(text: str, told: bool) -> None:
    assert bool(list(nothing(text_case(f"{text}\n")))) is told


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2021-01-25", "2021-01-25"), ("25 januari 2021", "2021-01-25"), ("1\u00a0maj 1999", "1999-05-01"),
        ("2021-02-30", ""), ("31 april 2021", ""),
    ],
)  # fmt: skip
def test_days_are_read_as_they_are_written(text: str, day: str) -> None:
    import re

    assert re.fullmatch(WRITTEN, text)
    assert (iso(text), last_of("2020")) == (day, "2020-12-31")
