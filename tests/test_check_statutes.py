"""References to law in prose: what the parser reads, what the register says, and what a report prints of it."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from generator.check.paper import from_text
from generator.check.passages import passages
from generator.check.rule import Case
from generator.check.statutes.law import Law
from generator.check.statutes.references import references
from generator.check.statutes.rules import RULES
from generator.errors import Finding
from generator.report import checks
from tests.conftest import DATA, Result
from tests.foreign_files import docx, p, r
from tests.shipped import registers

Run = Callable[..., Result]
DAY = ("--date", "2026-11-23")
KL = "kommunallagen (2017:725)"
OLD_KL = "kommunallagen (1991:900)"
ABL = "aktiebolagslagen (2005:551)"
OSL = "offentlighets- och sekretesslagen (2009:400)"
HOUSING = "lagen om allmännyttiga kommunala bostadsaktiebolag (2010:879)"
OLD_HOUSING = "lagen om allmännyttiga bostadsföretag (2002:102)"
SUPPLY = "lagen om kommunernas bostadsförsörjningsansvar (2000:1383)"
SOL, OLD_SOL = "socialtjänstlagen (2025:400)", "socialtjänstlagen (2001:453)"


@cache
def law() -> Law:
    """Return the law of the registers that are shipped."""
    return Law(registers())


def said(text: str, year: int = 0) -> list[tuple[str, ...]]:
    """Return what the parser reads in a text, and what the register says of it: written, kind, section and act, new."""
    return [
        (text[one.start : one.end], answer.kind, f"{answer.section} {answer.act}".strip(), answer.instead)
        for one in references(text, law().acts)
        for answer in law().answers(one, year)
    ]


def rules(text: str, date: str = "2026-11-23") -> list[Finding]:
    """Return what the rules find in a text file."""
    case = Case(from_text("a.txt", text), law(), date)
    return [finding for rule in RULES for finding in rule.look(case) if isinstance(finding, Finding)]


KNOWN = [
    ("10 kap 3 § kommunallagen", f"10 kap. 3 § {KL}"),
    ("10 kap. 3 § kommunallagen", f"10 kap. 3 § {KL}"),
    ("10 kap. 3 § kommunallagen (2017:725)", f"10 kap. 3 § {KL}"),
    ("6 kap. 9 § KL", f"6 kap. 9 § {KL}"),
    ("10 kap.3§ KL", f"10 kap. 3 § {KL}"),
    ("10 kap. 3 § första stycket 4 kommunallagen", f"10 kap. 3 § {KL}"),
    ("10 kap. 3 § p. 4 i kommunallagen", f"10 kap. 3 § {KL}"),
    ("10 kap. 2–6 §§ kommunallagen", f"10 kap. 2–6 §§ {KL}"),
    ("Kommunallagens (2017:725) 10 kap. 3 §", f"10 kap. 3 § {KL}"),
    ("kommunallagen, 10 kapitlet 3 §", f"10 kap. 3 § {KL}"),
    ("kommunallagen kap. 10 § 3", f"10 kap. 3 § {KL}"),
    ("KL 10:3", f"10 kap. 3 § {KL}"),
    ("10 kap. 3 § (2017:725)", f"10 kap. 3 § {KL}"),
    ("(2017:725)", KL),
    ("SFS 2017:725", KL),
    ("kommunallag (2017:725)", KL),
    ("kommunallagen (SFS nr 2017:725)", KL),
    ("2 kap 3 OSL", f"2 kap. 3 § {OSL}"),
    ("2 kap. 3 § Offentlighets-och sekretesslagen", f"2 kap. 3 § {OSL}"),
    ("2 kap. 3 § offentlighets- & sekretesslagen (OSL)", f"2 kap. 3 § {OSL}"),
    ("8 kap. 41 § andra stycket aktiebolagslagen (2005:551)", f"8 kap. 41 § {ABL}"),
    ("3 § lagen (2010:879) om allmännyttiga kommunala bostadsaktiebolag", f"3 § {HOUSING}"),
    ("lagen (2010:879) om allmännyttiga kommunala bostadsaktiebolag 3 §", f"3 § {HOUSING}"),
    ("5 § lagen om allmännyttiga kommunala bostadsaktiebolag", f"5 § {HOUSING}"),
    ("lagen om allmännyttiga kommunala bostadsaktiebolag (SFS 2010:879)", HOUSING),
]  # fmt: skip
REPEALED = [
    ("kommunallagen (1991:900)", OLD_KL, KL),
    ("KOMMUNALLAGEN (1991:900)", OLD_KL, KL),
    ("kommunallagen (KL, 1991:900)", OLD_KL, KL),
    ("lagen 1991:900", OLD_KL, KL),
    ("kommunallagen 1991:900 3 kap 17 §", f"3 kap. 17 § {OLD_KL}", f"10 kap. 3 § {KL}"),
    ("3 kap. 17 § kommunallagen (KL) (1991:900)", f"3 kap. 17 § {OLD_KL}", f"10 kap. 3 § {KL}"),
    ("3 kap § 17 KL (1991:900)", f"3 kap. 17 § {OLD_KL}", f"10 kap. 3 § {KL}"),
    ("3 kap. 16–18 §§ KL 1991:900", f"3 kap. 16–18 §§ {OLD_KL}", f"10 kap. 1, 2, 3 och 4 §§ {KL}"),
    ("6 kap 1 a § kommunallagen (1991:900)", f"6 kap. 1 a § {OLD_KL}", f"6 kap. 9 § {KL}"),
    ("8 kap. 3c § kommunallagen (1991:900)", f"8 kap. 3 c § {OLD_KL}", f"2 kap. 6 § {KL}"),
    ("9 kap. kommunallagen (1991:900)", OLD_KL, KL),
    ("7 kap. 2 § aktiebolagslagen (1975:1385)", "7 kap. 2 § aktiebolagslagen (1975:1385)", ABL),
    ("lag 2002:102", OLD_HOUSING, HOUSING),
    ("lag (2002:102) om allmännyttiga bostadsföretag", OLD_HOUSING, HOUSING),
    ("Lagen om allmännyttiga bostadsföretag", OLD_HOUSING, HOUSING),
    ("PuL", "personuppgiftslagen (1998:204)",
     "lagen med kompletterande bestämmelser till EU:s dataskyddsförordning (2018:218)"),
    ("PUL", "personuppgiftslagen (1998:204)",
     "lagen med kompletterande bestämmelser till EU:s dataskyddsförordning (2018:218)"),
    ("SoL 2001:453", OLD_SOL, SOL),
    ("plan & bygglagen (1987:10)", "plan- och bygglagen (1987:10)", "plan- och bygglagen (2010:900)"),
    ("sekretesslagens 1 kap. 9 §", "1 kap. 9 § sekretesslagen (1980:100)", f"2 kap. 3 § {OSL}"),
]  # fmt: skip
SILENT = [
    "KF § 112", "KF 2016-05-25 § 112", "Kommunfullmäktige, den 25 maj 2016, § 112, enligt kommunallagen", "§ 45",
    "§§ 45–48 i protokollet", "se 45 §", "beslutades i § 45 enligt delegationsordningen", "KS 2016:123",
    "dnr KS 2016:123", "diarienummer 2016:0123", "MB 2016:123", "(2018:12)",
    "Exempelstads författningssamling (2019:3)", "prop. 2009/10:185", "bet. 2010/11:27", "SOU 2012:12", "Ds 2015:3",
    "AFS 2015:4", "HSLF-FS 2016:40", "föreskrifter (BFS 2011:6)", "rapporten (2015:40)", "NJA 2006:420", "kl. 10:30",
    "kl 10:30–11:45", "KL 10:30", "MÖTE KL 18:30", "i förhållandet 3:2", "segern blev 2:1", "skala 1:500",
    "Lukas 2:1–7", "Första Moseboken 3:2", "Kvarnen 1:4", "Frihamnen 3:12", "Stadsäga 1:233", "s. 12", "på sidan 33",
    "punkt 3.2", "kapitel 3", "kap. 4, s. 33", "3 kap.", "3 kap. i handboken", "3 § stadgarna",
    "5 § i bolagets arbetsordning", "3 kap. 17 § delegationsordningen", "4 § hyresavtalet", "ISO 9001:2015",
    "1 500 kr", "planen för 2016:2020", "EU-förordning 2016/679", "enligt lagen",
    "bolagen och anslagen i 3 § reglementet", "arbetslagen", "förslagen (2016:12)", "bolag (2016:12)",
    "anslag 2016:4", "en ny kommunallag",
]  # fmt: skip


@pytest.mark.parametrize(("text", "act"), KNOWN)
def test_a_reference_that_stands_is_read_and_not_reported(text: str, act: str) -> None:
    assert said(f"Enligt {text} gäller det.") == [(text, "known", act, "")]
    assert rules(f"Enligt {text} gäller det.") == []


@pytest.mark.parametrize(("text", "act", "instead"), REPEALED)
def test_a_repealed_act_is_told_with_what_answers_to_it(text: str, act: str, instead: str) -> None:
    assert said(f"Enligt {text} gäller det.") == [(text, "repealed", act, instead)]
    assert [(found.rule, found.place.column) for found in rules(f"Enligt {text} gäller det.")] == [
        ("statute-repealed", 8)
    ]


@pytest.mark.parametrize("text", SILENT)
def test_what_only_looks_like_a_reference_is_none(text: str) -> None:
    assert rules(text) == rules(f"Styrelsen nämner {text} i texten.") == []
    assert [one for one in said(text) if one[1] != "known"] == []


@pytest.mark.parametrize(
    ("text", "year", "expected"),
    [
        ("6 kap. 1 a §", 0, [("6 kap. 1 a §", "repealed", f"6 kap. 1 a § {OLD_KL}", f"6 kap. 9 § {KL}")]),
        ("3 kap 16-18 §§", 0,
         [("3 kap 16-18 §§", "repealed", f"3 kap. 16–18 §§ {OLD_KL}", f"10 kap. 1, 2, 3 och 4 §§ {KL}")]),
        ("10 kap 3 §", 0, [("10 kap 3 §", "known", f"10 kap. 3 § {KL}", "")]),
        ("6 kap. 1 §", 0, [("6 kap. 1 §", "known", f"6 kap. 1 § {KL}", "")]),
        ("6 kap. 1 §", 2014, [("6 kap. 1 §", "repealed", f"6 kap. 1 § {OLD_KL}", f"6 kap. 1 § {KL}")]),
        ("2 kap. 2 § KL", 2014, [("2 kap. 2 § KL", "repealed", f"2 kap. 2 § {OLD_KL}", f"2 kap. 3 § {KL}")]),
        ("2 kap. 2 § KL", 2018, [("2 kap. 2 § KL", "known", f"2 kap. 2 § {KL}", "")]),
        ("2 kap. 2 § KL (2017:725)", 2014, [("2 kap. 2 § KL (2017:725)", "known", f"2 kap. 2 § {KL}", "")]),
        ("kommunallagen", 2014, [("kommunallagen", "known", KL, "")]),
        ("8 kap. 41 §", 2014, []),
        ("12 kap. 4 §", 0, []),
    ],
)  # fmt: skip
def test_an_act_that_is_not_named_or_has_no_number_is_judged_by_the_papers_date(
    text: str, year: int, expected: list[tuple[str, ...]]
) -> None:
    assert said(text, year) == expected


def test_a_guess_is_marked_as_one() -> None:
    dated = rules("Antaget av kommunfullmäktige den 24 november 2014\nUppsikt utövas enligt 6 kap. 1 § kommunallagen.")
    undated = rules("Uppsikt utövas enligt 6 kap. 1 a § kommunallagen.")

    assert [(found.rule, found.values["because"]) for found in dated + undated] == [
        ("statute-unsure", ", som är upphävd: papperet är från 2014"),
        ("statute-unsure-unverified", ", som är upphävd: registret har paragrafen bara där"),
    ]


def test_a_section_after_another_acts_name_is_not_taken_for_kommunallagens() -> None:
    assert rules("Enligt skollagen (2010:800) gäller vidare 3 kap. 16 §.") == []
    assert [found.rule for found in rules("I kommunallagen finns regler, se 3 kap. 16 §.")] == [
        "statute-unsure-unverified"
    ]


def test_a_list_shares_its_act() -> None:
    assert [(one[0], one[2]) for one in said("3 kap. 17 § och 6 kap. 1 a § kommunallagen (1991:900)")] == [
        ("3 kap. 17 §", f"3 kap. 17 § {OLD_KL}"),
        ("6 kap. 1 a § kommunallagen (1991:900)", f"6 kap. 1 a § {OLD_KL}"),
    ]
    assert [one[2] for one in said("3 kap. 16 a § och 17 § kommunallagen (1991:900)")] == [
        f"3 kap. 16 a § {OLD_KL}",
        f"3 kap. 17 § {OLD_KL}",
    ]
    assert [one[2] for one in said("KL 6:9 och 6:10")] == [f"6 kap. 9 § {KL}", f"6 kap. 10 § {KL}"]
    assert [one[2] for one in said("3, 4 och 5 §§ lagen (2010:879)")] == [f"{n} § {HOUSING}" for n in (3, 4, 5)]
    assert [one[2] for one in said("3 § lagen (2010:879) och 5 § samma lag")] == [f"3 § {HOUSING}", f"5 § {HOUSING}"]


def test_a_wrong_number_is_told_with_the_right_one() -> None:
    misprint = rules("Enligt kommunallagen (1990:900) 3 kap 17 § gäller det.")
    other = rules("Enligt LOU (2007:1019) gäller det.")

    assert [(found.rule, found.values["instead"]) for found in misprint] == [
        ("statute-number", OLD_KL),
        ("statute-repealed", f"10 kap. 3 § {KL}"),
    ]
    assert [found.rule for found in other] == ["statute-number"]
    assert str(other[0].values["instead"]).startswith("lagen om offentlig upphandling (2016:1145), ")


def test_law_that_the_register_does_not_have_is_a_note() -> None:
    found = rules("Lagen (2011:9901) om prov gäller, liksom 3 kap. 17 § provstödslagen och 8 kap. 99 § ABL.")

    assert [(one.rule, one.values["written"]) for one in found] == [
        ("statute-unknown", "Lagen (2011:9901)"),
        ("statute-unknown", "3 kap. 17 § provstödslagen"),
        ("statute-section", "8 kap. 99 § ABL"),
    ]
    assert {checks()[one.rule]["severity"] for one in found} == {"note"}


@pytest.mark.parametrize(
    ("year", "rule", "instead"),
    [
        (2012, "", ""),
        (2017, "statute-moved-unverified", "8 §"),
        (2025, "statute-unsure-unverified", "8 §"),
        (2026, "", ""),
    ],
)
def test_a_section_that_was_renumbered_is_judged_by_the_papers_date(year: int, rule: str, instead: str) -> None:
    found = rules(f"Antaget {year}\nUnderlag lämnas enligt 7 § bostadsförsörjningslagen.")

    assert [(one.rule, one.values["instead"]) for one in found] == ([(rule, f"{instead} {SUPPLY}")] if rule else [])


def test_what_rests_on_unread_law_is_never_more_than_a_note() -> None:
    words = [word for word in checks() if word.startswith("statute-") and word.endswith("-unverified")]

    assert {checks()[word]["severity"] for word in words} == {"note"}
    assert [word for word in words if "lagtexten är inte kontrollerad" not in checks()[word]["message"]] == []
    # That an act is repealed may be read where the new place of a section is not, and then that is said.
    place = rules("Enligt 3 kap. 17 § kommunallagen (1991:900) gäller det.")[0].values["checked"]
    assert place == "2025-09-01; lagtexten är inte kontrollerad för den nya platsen"


def test_a_line_that_was_broken_by_hand_is_read_on() -> None:
    found = rules(
        "Kommunfullmäktige fastställer ändamålet med verksamheten enligt 3\n"
        "kap. 17 § kommunallagen (1991:900) och prövar det varje år i samband\n"
        "med bokslutet. Bolaget följer personuppgiftslagen (1998:204)."
    )

    assert [(one.values["written"], str(one.place)) for one in found] == [
        ("3 kap. 17 § kommunallagen (1991:900)", "a.txt:1:65"),
        ("personuppgiftslagen (1998:204)", "a.txt:3:31"),
    ]


def test_a_short_line_or_a_whole_sentence_is_a_paragraph_of_its_own() -> None:
    paper = from_text("a.txt", f"Rubrik\nliten text\n{'x' * 60}.\nnästa\n{'y' * 60}\nOch så vidare\n")

    assert [one.text[:9] for one in passages(paper)] == ["Rubrik", "liten tex", "x" * 9, "nästa", "y" * 9, "Och så vi"]


OLD_DIRECTIVE = (
    "Ägardirektiv för Exempelhem AB",
    "Antaget av kommunfullmäktige den 26 november 2012, § 131",
    "Ändamålet med bolaget fastställs enligt kommunallagen 1991:900 3 kap 17 §.",
    "Kommunstyrelsen prövar varje år verksamheten enligt 6 kap 1 a §.",
    "Bolaget är ett allmännyttigt bostadsföretag enligt lag 2002:102, dnr KS 2012:44.",
    "Bolaget hanterar uppgifter om hyresgäster enligt PuL.",
    "Kommunen beslutar om bistånd enligt SoL 2001:453.",
    "Bolaget ska följa kommunens riktlinjer för bostadsförsörjningen.",
    "Bolaget ska sköta sitt arkiv enligt arkivlagen (1990:782).",
)
UNREAD = "(läst 2025-09-01; lagtexten är inte kontrollerad för den nya platsen)"
READ = "(läst 2025-09-01)"
CHOOSE = "låt en jurist välja hänvisning [statute-repealed]"


def test_an_old_directive_in_word_gets_every_reference_right(shipped_run: Run, here: Path) -> None:
    # The third paragraph is cut into runs in the middle of its reference, as Word does.
    broken = OLD_DIRECTIVE[2].partition("3 kap")
    (here / "gammalt.docx").write_bytes(
        docx(*(p(r(broken[0]), r(broken[1]), r(broken[2])) if text is OLD_DIRECTIVE[2] else p(text)
               for text in OLD_DIRECTIVE))
    )  # fmt: skip

    found = shipped_run("check", "gammalt.docx", *DAY)

    assert [line for line in found.out if "[statute-" in line and "inte kört" not in line] == [
        f"gammalt.docx:3: ”kommunallagen 1991:900 3 kap 17 §” hänvisar till 3 kap. 17 § {OLD_KL}, som är upphävd; "
        f"i registret svarar 10 kap. 3 § {KL} mot den {UNREAD}, {CHOOSE}",
        f"gammalt.docx:4: ”6 kap 1 a §” kan mena 6 kap. 1 a § {OLD_KL}, som är upphävd: papperet är från 2012; "
        f"i registret svarar 6 kap. 9 § {KL} mot den {UNREAD}, "
        "jämför lydelserna och skriv ut lagens nummer [statute-unsure]",
        f"gammalt.docx:5: ”lag 2002:102” hänvisar till {OLD_HOUSING}, som är upphävd; "
        f"i registret svarar {HOUSING} mot den {READ}, {CHOOSE}",
        "gammalt.docx:6: ”PuL” hänvisar till personuppgiftslagen (1998:204), som är upphävd; i registret svarar "
        f"lagen med kompletterande bestämmelser till EU:s dataskyddsförordning (2018:218) mot den {READ}, {CHOOSE}",
        f"gammalt.docx:7: ”SoL 2001:453” hänvisar till {OLD_SOL}, som är upphävd; "
        f"i registret svarar {SOL} mot den {READ}, {CHOOSE}",
        "gammalt.docx:8: ”riktlinjer för bostadsförsörjningen” är enligt registret ett äldre ord; "
        f"{SUPPLY} skriver handlingsplan för bostadsförsörjningen sedan 2025-03-01, "
        "men lagtexten är inte kontrollerad, slå upp den [statute-term-unverified]",
    ]


def test_the_provision_stands_in_the_data(shipped_run: Run, here: Path) -> None:
    (here / "a.txt").write_text("Enligt 3 kap. 17 § kommunallagen (1991:900) gäller det.\n", encoding="utf-8")

    data = json.loads(shipped_run("check", "a.txt", *DAY, "--format", "json").out[0])

    found = [one for one in data["findings"] if one["rule"].startswith("statute-")]
    assert [(one["rule"], one["legal"], one["line"], one["column"]) for one in found] == [
        ("statute-repealed", "sfs-1991-900/3:17", 1, 8)
    ]


def test_every_report_says_to_which_day_the_law_was_read(shipped_run: Run, here: Path) -> None:
    (here / "a.txt").write_text("Bolaget ska bygga.\n", encoding="utf-8")
    (here / "a.docx").write_bytes(docx(p("Bolaget ska bygga.")))
    rows = [*registers().statutes.values(), *registers().provisions.values()]
    earliest = min(str(row["checked"]) for row in rows if row["verified"] and "checked" in row)

    for path in ("a.txt", "a.docx", "example:agardirektiv/exempelhem"):
        plain = shipped_run("check", path, *DAY)
        data = json.loads(shipped_run("check", path, *DAY, "--format", "json").out[0])

        assert data["law_checked"] == earliest
        assert plain.err[-2:] == [
            f"Registret över lagar är läst mot lagtexten till och med {earliest}, utom där annat sägs.",
            "Ingen jurist har läst den här listan. Den säger vad som har hittats; en jurist avgör vad det betyder.",
        ]


@pytest.mark.parametrize(
    ("line", "year"),
    [
        ("Antaget av kommunfullmäktige den 14 maj 2012", 2012),
        ("Antagen av kommunfullmäktige 2019-11-25, § 143. Fastställt på bolagsstämman 2020-12-09.", 2020),
        ("Kommunfullmäktige har den 14 maj 2012, § 3, antagit", 2012),
        ("Antaget av KF (2012-05-14), reviderat 2015-01-01", 2015),
        ("Beslutad av kommunfullmäktige den 14/5 2012", 2012),
        ("Antagen av kommunfullmäktige i maj 2012", 2012),
        ("Antaget 2012", 2012),
        ("Ägardirektivet fastställdes den 2 december 2016.", 2016),
        ("Beslutsdatum: 2016-01-02", 2016),
        ("Direktivet gäller från 2020", 2020),
        ("Kommunledningskontoret 2026-09-14", 2026),
        ("2026-09-14", 2026),
        ("Styrelsen ska besluta om en plan för att bygga 200 lägenheter till år 2016.", 0),
        ("Styrelsen ska fatta beslut senast 2030.", 0),
        ("Planen ska vara fastställd 2030-12-31.", 0),
        ("Enligt beslutet skulle bolaget till 2020 bygga 300 lägenheter, vilket uppfylldes.", 0),
        ("Enligt beslutet byggs 200 lägenheter till 2020.", 0),
        ("Kommunfullmäktige har beslutat om målet 200 lägenheter år 2030.", 0),
        ("Fastställt mål 2030", 0),
        ("Kravet gäller från 2030.", 0),
        ("Redovisas 2030-12-31", 0),
    ],
)
def test_a_paper_is_of_the_year_when_it_was_decided_not_of_one_that_it_aims_at(line: str, year: int) -> None:
    assert from_text("a.txt", f"Ägardirektiv\n{line}\n").year == year


@pytest.mark.parametrize(
    "text",
    [
        "Kommunallagen (1991:900) ersattes den 1 januari 2018 av kommunallagen (2017:725).",
        "Den tidigare socialtjänstlagen (2001:453) upphävdes den 1 juli 2025.",
        "Lagen (2002:102) om allmännyttiga bostadsföretag upphörde att gälla 2011.",
        "Tidigare gällde 3 kap. 17 § kommunallagen (1991:900), som numera är upphävd och ersatt av 10 kap. 3 §.",
        "Nuvarande direktiv hänvisar till 3 kap. 17 § i den gamla kommunallagen (1991:900).",
        "Kommunallagen (2017:725) ersatte kommunallagen (1991:900).",
    ],
)
def test_a_sentence_may_say_itself_that_an_act_is_repealed(text: str) -> None:
    assert rules(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Bolaget ska följa kommunallagen (1991:900). Det tidigare direktivet upphör att gälla.",
        "Bolaget ska följa kommunallagen (1991:900) och detta direktiv, som ersätts av nästa.",
        "Direktivet ersätter det tidigare beslutet enligt 3 kap. 17 § kommunallagen (1991:900).",
    ],
)
def test_another_paper_that_is_repealed_hides_no_repealed_act(text: str) -> None:
    assert [found.rule for found in rules(text)] == ["statute-repealed"]


def test_the_rules_are_silent_on_ten_pages_of_ordinary_prose() -> None:
    text = (DATA / "prosa.txt").read_text(encoding="utf-8")

    assert len(text.split()) > 4900
    assert text.count("§") > 20
    assert rules(text) == []
    assert [one for line in text.splitlines() for one in references(line, law().acts)] == []


def test_a_long_line_takes_a_time_in_proportion_to_it() -> None:
    """A line of a stranger's file that would take hours were it not."""
    for piece in ("1, 2, ", "3 § ", "3 kap. 4 § KL ", "(2017:725) ", "lagen om ", "1:2 ", "s", "KS § 4 "):
        references(piece * (60_000 // len(piece)), law().acts)


LIBRARY = """\
name: provkommunen
version: 1.0.0
title: Provkommunens bibliotek
license: CC0-1.0
"""
CLAUSE = """\
id: provklausul
version: 1.0.0
title: Provklausul
dimensions: [boende]
status: proposed
text:
  agardirektiv: |
    Bolaget ska följa lagen (2002:102) om allmännyttiga bostadsföretag och riktlinjer för bostadsförsörjningen.
    Ändamålet anges enligt 3 kap. 17 § kommunallagen (1991:900).
rationale: |
  Klausulen finns för att prova kontrollerna.
sources: [{proposal: klausul}]
changes: [{version: 1.0.0, date: 2026-11-23, what: Första versionen, by: klausul}]
"""


def test_a_library_is_told_once_what_lint_says_of_it_too(shipped_run: Run, here: Path) -> None:
    (here / "prov" / "boende").mkdir(parents=True)
    (here / "prov" / "library.yaml").write_text(LIBRARY, encoding="utf-8")
    (here / "prov" / "boende" / "provklausul.yaml").write_text(CLAUSE, encoding="utf-8")

    found = shipped_run("check", "prov", *DAY)

    rule = [line.rpartition("[")[2].rstrip("]") for line in found.out if "2002:102" in line or "riktlinjer" in line]
    assert rule == ["clause-repealed", "language-term"]
    # What lint does not say, where the section stands now, the rules add.
    assert [line for line in found.out if "10 kap. 3 §" in line] == [
        "prov/boende/provklausul.yaml:7:17: ”3 kap. 17 § kommunallagen (1991:900)” hänvisar till "
        f"3 kap. 17 § {OLD_KL}, som är upphävd; i registret svarar 10 kap. 3 § {KL} mot den {UNREAD}, {CHOOSE}"
    ]
