"""Lists of clauses that are narrowed, what they can be narrowed by, and a clause as a person reads it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from generator.library.citation import checked, cited, remarks
from generator.model.registers import Registers
from generator.search.facts import Known
from generator.search.filters import UnknownValueError, Wanted, law, matcher
from tests.conftest import Result

Run = Callable[..., Result]

KNOWN = Known(
    dimensions={"boende": "Välfungerande boende", "strak": "Sammanlänkande stråk"},
    contracts={"agardirektiv": "Ägardirektiv"},
    municipalities=["Ale kommun", "Borås Stad", "Bollnäs kommun och Ovanåkers kommun", "Göteborgs Stad"],
    statutes={
        "sfs-2017-725": ["2017:725", "kommunallagen", "Kommunallag", "KL"],
        "sfs-1991-900": ["1991:900", "kommunallagen", "Kommunallag", "KL"],
        "sfs-2010-879": ["2010:879", "lagen om allmännyttiga kommunala bostadsaktiebolag", "Lag om allmännyttiga"],
        "sfs-1970-994": ["1970:994", "jordabalken", "Jordabalk", "JB"],
    },
    provisions=["sfs-2017-725/6:9", "sfs-2017-725/2:3", "sfs-1991-900/6:1", "sfs-2010-879/1", "sfs-1970-994/12:18a"],
    indicators={"N00300": "Delaktighet - Kommunindex", "egen-moten": "Antal möten"},
)
KL = frozenset({"sfs-2017-725", "sfs-1991-900"})
ROW = {
    "dimensions": ["boende", "strak"],
    "contracts": ["agardirektiv"],
    "status": "proposed",
    "municipalities": ["Göteborgs Stad", "Bollnäs kommun och Ovanåkers kommun"],
    "law": ["sfs-2017-725/6:9", "sfs-2010-879"],
    "indicators": ["N00300"],
}


@pytest.mark.parametrize(
    ("typed", "acts", "provision"),
    [
        ("sfs-2017-725", {"sfs-2017-725"}, ""),
        ("2017:725", {"sfs-2017-725"}, ""),
        ("KL", KL, ""),
        ("kl", KL, ""),
        ("kommunallagen", KL, ""),
        ("Kommunallag", KL, ""),
        ("sfs-2017-725/6:9", {"sfs-2017-725"}, "6:9"),
        ("KL/6:9", KL, "6:9"),
        ("KL 6:9", KL, "6:9"),
        ("6 kap. 9 § kommunallagen", KL, "6:9"),
        ("kommunallagen, 6 kap 9 §", KL, "6:9"),
        ("6 kap.\u00a09\u00a0§ KL", KL, "6:9"),
        ("1 § lagen om allmännyttiga kommunala bostadsaktiebolag", {"sfs-2010-879"}, "1"),
        ("2010:879 1 §", {"sfs-2010-879"}, "1"),
        ("12 kap. 18 a § JB", {"sfs-1970-994"}, "12:18a"),
        ("jordabalken 12:18a", {"sfs-1970-994"}, "12:18a"),
    ],
)
def test_an_act_goes_by_many_names(typed, acts, provision):
    assert law(typed, KNOWN) == (frozenset(acts), provision)


@pytest.mark.parametrize(
    "wanted",
    [
        {"dimension": "boende"},
        {"dimension": "Sammanlänkande stråk"},
        {"contract": "ägardirektiv"},
        {"status": "proposed"},
        {"municipality": "Göteborg"},
        {"municipality": "goteborg"},
        {"municipality": "Göteborgs stad"},
        {"municipality": "Ovanåker"},
        {"law": "KL"},
        {"law": "KL 6:9"},
        {"law": "2010:879"},
        {"indicator": "n00300"},
        {"dimension": "strak", "law": "KL", "municipality": "Göteborg"},
    ],
)
def test_a_clause_fits_what_is_said_of_it(wanted):
    assert matcher(Wanted(**wanted), KNOWN)(ROW)


@pytest.mark.parametrize(
    "wanted",
    [
        {"status": "adopted"},
        {"municipality": "Ale"},
        {"municipality": "Borås"},
        {"law": "KL 2:3"},
        {"law": "JB"},
        {"law": "2010:879/1"},
        {"indicator": "egen-moten"},
        {"dimension": "boende", "law": "JB"},
    ],
)
def test_a_clause_does_not_fit_what_is_not(wanted):
    assert not matcher(Wanted(**wanted), KNOWN)(ROW)


@pytest.mark.parametrize(
    ("wanted", "kind", "meant"),
    [
        ({"dimension": "boend"}, "dimension", "boende"),
        ({"contract": "agardirektivet"}, "contract", "agardirektiv"),
        ({"status": "xyz"}, "status", ""),
        ({"municipality": "Götborg"}, "municipality", "Göteborgs Stad"),
        ({"law": "kommunalagen"}, "law", "kommunallagen"),
        ({"law": "6 kap. 9 § kommunalagen"}, "law", "kommunallagen"),
        ({"law": "xyz"}, "law", ""),
        ({"law": "KL 6:8"}, "provision", "6:9"),
        ({"indicator": "N00301"}, "indicator", "N00300"),
    ],
)
def test_what_there_is_not_is_refused_with_what_may_have_been_meant(wanted, kind, meant):
    with pytest.raises(UnknownValueError) as refused:
        matcher(Wanted(**wanted), KNOWN)
    assert (refused.value.kind, refused.value.meant) == (kind, meant)


# The list.


@pytest.mark.parametrize(
    ("options", "ids"),
    [
        (("--dimension", "service"), ["tva", "fem", "tre"]),
        (("--contract", "annat"), ["tva", "fem"]),
        (("--status", "retired"), ["fem"]),
        (("--municipality", "provby"), ["fyra"]),
        (("--law", "kommunallagen"), ["ett"]),
        (("--law", "6 kap. 9 § kommunallagen"), ["ett"]),
        (("--indicator", "U00001"), ["ett"]),
        (("--status", "reviewed", "--dimension", "service"), ["tva"]),
    ],
)
def test_a_list_is_narrowed(run, library, options, ids):
    result = run("--library", "prov", "clauses", "list", *options, shared_cache=True)
    assert (result.code, result.err) == (0, [])
    assert [row.split()[0] for row in result.out if row.startswith(" ")] == ids


def test_a_list_with_nothing_in_it_is_said_to_be_empty(run, library):
    command = ("--library", "prov", "clauses", "list", "--status", "adopted")
    assert run(*command, shared_cache=True) == Result(0, [], ["No clause fits."])
    assert run(*command, "--format", "json", shared_cache=True).out == ['{"clauses":[],"version":1}']


@pytest.mark.parametrize(
    ("option", "value", "said"),
    [
        ("--dimension", "boend", "there is no dimension boend; did you mean boende?"),
        ("--dimension", "xyz", "there is no dimension xyz; choose from boende, service, delaktighet"),
        ("--contract", "provet", "there is no kind of document provet; did you mean prov?"),
        ("--status", "review", "there is no status review; did you mean reviewed?"),
        ("--status", "?", "there is no status ?; choose from proposed, reviewed, adopted, retired"),
        ("--municipality", "Prvby", "no clause has anything from Prvby; did you mean Provby kommun?"),
        ("--municipality", "Ale", "no clause has anything from Ale"),
        ("--law", "kommunalagen", "the register has no act kommunalagen; did you mean kommunallagen?"),
        ("--law", "xyz", "the register has no act xyz"),
        ("--law", "kommunallagen 6:8", "the register has no such provision: kommunallagen 6:8; did you mean 6:9?"),
        ("--indicator", "U00002", "the register has no indicator U00002; did you mean U00001?"),
        ("--indicator", "xyz", "the register has no indicator xyz"),
    ],
)
@pytest.mark.parametrize("command", [("list",), ("search", "bostäder")])
def test_what_a_list_cannot_be_narrowed_by_is_wrong_usage(run, library, command, option, value, said):
    result = run("--library", "prov", "clauses", *command, option, value, shared_cache=True)
    assert result == Result(2, [], [f"Error: {said}"])


# A clause.


def test_a_clause_is_shown_with_all_that_is_known_of_it(run, library):
    file = library / "boende" / "ett.yaml"
    text = file.read_text("utf-8").replace(
        'basis: ["sfs-2017-725/6:9"]',
        'basis: ["sfs-2017-725/6:9", sfs-2010-879]\n'
        '  limits: [{text: Högst så här., provision: "sfs-2017-725/6:9"}, {text: Inte mer.}]',
    )
    file.write_text(f"{text}authority: fullmaktige\n", encoding="utf-8")
    register = library / "register" / "indicators.yaml"
    more = "title: Nya bostäder, unit: antal, note: Räknas på ett nytt sätt från 2020., continues: false"
    register.write_text(register.read_text("utf-8").replace("title: Nya bostäder", more), encoding="utf-8")

    assert run("--library", "prov", "clauses", "show", "ett", shared_cache=True).out == [
        "Nya bostäder",
        "ett, version 1.0.0, granskad av jurist, bibliotek prov",
        "Dimensioner: Boende",
        "Rör beslut som hör till fullmäktige och som parterna inte kan lova något om.",
        "",
        "Lydelse: Provdirektiv",
        "[bolag] ska bygga [antal bostäder] till och med år [målår].",
        "",
        "Att fylla i",
        "– antal (heltal, bostäder): Hur många?",
        "  1 till 5\u00a0000 godtas.",
        "",
        "Bakgrund",
        "Kommunen behöver bostäder.",
        "",
        "Rättsligt (vad som hittats; en jurist avgör)",
        "– Grund: 6 kap. 9 § kommunallagen (2017:725)",
        "  Styrelsen har uppsikt.",
        "  Lagtexten kontrollerad 2025-09-01.",
        "– Grund: allbolagen (2010:879)",
        "  Lagtexten är inte kontrollerad.",
        "– Gräns: Högst så här.",
        "  6 kap. 9 § kommunallagen (2017:725)",
        "– Gräns: Inte mer.",
        "",
        "Krav som klausulen svarar mot",
        "– Bygga",
        "  Direktivet anger hur mycket som byggs.",
        "",
        "Mått",
        "– U00001: Nya bostäder, antal",
        "  Räknas på ett nytt sätt från 2020.",
        "  Inget nytt publiceringsdatum är känt.",
        "",
        "Andra klausuler",
        "– Krävs av: tva. Hänvisar till de nya bostäderna.",
        "",
        "Källor",
        "– Eget förslag av klausul",
        "",
        "Historia",
        "– 1.0.0, 2026-01-15, prov: Första versionen",
    ]


def test_a_clause_shows_what_it_needs_its_choices_and_its_sources(run, library):
    tva = run("--library", "prov", "clauses", "show", "tva", shared_cache=True).out
    assert [row for row in tva if row.startswith(("Lydelse", "– Kräver", "  Välj"))] == [
        "Lydelse: Provdirektiv",
        "Lydelse: Annat papper",
        "  Välj bland: kommunens kö; bolagets egen kö",
        "– Kräver: ett. Hänvisar till de nya bostäderna.",
    ]
    fyra = run("--library", "prov", "clauses", "show", "fyra", shared_cache=True).out
    assert fyra[fyra.index("Källor") + 1] == (
        "– Provby kommun, Ägardirektiv, 2025, https://example.org/direktiv,"
        " grad A (avtalet eller direktivet självt, eller en myndighets sida om det)"
    )


def wording(run: Run, library: Path, text: str) -> list[str]:
    """Show a wording of a clause with a boolean, a list that may be left out, and a choice."""
    file = library / "boende" / "ett.yaml"
    lines = "".join(f"    {line}\n" if line else "\n" for line in text.splitlines())
    whole = file.read_text("utf-8")
    start, end = whole.index("    {{ bolag }}"), whole.index("parameters:")
    whole = f"{whole[:start]}{lines}{whole[end:]}".replace(
        "parameters:\n",
        "parameters:\n"
        "  ja: {type: boolean, label: avgift, question: Ska en avgift tas ut?}\n"
        "  lista: {type: list, label: punkter, question: Vilka?, optional: true}\n"
        "  val: {type: choice, label: kö, question: Vilken?, choices: {a: vår kö, b: er kö}}\n",
    )
    file.write_text(whole.replace("{antal: 100}", "{antal: 100, ja: true, val: a}"), encoding="utf-8")
    result = run("--library", "prov", "clauses", "show", "ett", shared_cache=True)
    assert result.err == []
    return result.out[result.out.index("Lydelse: Provdirektiv") + 1 : result.out.index("Att fylla i") - 1]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (
            '{% if val == "a" %}\nEtt.\n\nTvå.\n{% else %}\nTre.\n{% endif %}\n\nFyra.',
            ["[om kö är ”vår kö”: Ett.", "Två.] [annars: Tre.]", "Fyra."],
        ),
        ("Det är {% if ja %}sant{% else %}falskt{% endif %}.", [
            "Det är [om svaret är ja på ”avgift”: sant][annars: falskt]."
        ]),
        ('{% if not ja and val != "a" %}\nEtt.\n{% endif %}', [
            "[om svaret är nej på ”avgift” och kö inte är ”vår kö”: Ett.]"
        ]),
        ('{% if not (ja and lista) %}\nEtt.\n{% endif %}', [
            "[om svaret är nej på ”avgift” eller punkter inte anges: Ett.]"
        ]),
        (
            "Så här:\n\n1. ett\n{% if lista %}\n{% for x in lista %}\n1. {{ x }}\n{% endfor %}\n{% endif %}\n1. sist",
            ["Så här:", "a) ett", "b) [om punkter anges: [punkter]]", "c) sist"],
        ),
        ("| A | B |\n| --- | --- |\n{% if ja %}\n| ett | två |\n{% endif %}", [
            "A | B", "[om svaret är ja på ”avgift”: ett | två]"
        ]),
        (
            "1. ett\n{% if ja %}\n1. två\n{% else %}\n1. tre\n{% endif %}\n1. sist",
            ["a) ett", "b) [om svaret är ja på ”avgift”: två]", "c) [annars: tre]", "d) sist"],
        ),
        (
            "{% if ja %}\nEtt.\n{% else %}\n| A | B |\n| --- | --- |\n| ett | två |\n{% endif %}",
            ["[om svaret är ja på ”avgift”: Ett.]", "[annars: A | B", "ett | två]"],
        ),
    ],
)  # fmt: skip
def test_every_alternative_is_shown_with_what_it_depends_on(run, library, text, shown):
    assert wording(run, library, text) == shown


def test_two_libraries_clauses_with_one_id_are_both_shown(run, library):
    result = run("--library", "prov", "clauses", "show", "gemensam", shared_cache=True)
    assert [row for row in result.out if "bibliotek" in row] == [
        "gemensam, version 1.0.0, granskad av jurist, bibliotek grund",
        "gemensam, version 1.0.0, granskad av jurist, bibliotek prov",
    ]


# Law.

LAW = Registers(
    statutes={
        "sfs-1991-900": {
            "number": "1991:900", "name": "kommunallagen", "verified": True, "evidence": "SFS-reg",
            "checked": "2025-09-01", "repealed": True, "in_force_to": "2017-12-31", "replaced_by": ["sfs-2017-725"],
            "note": "Gammal.",
        },
        "sfs-2017-725": {"number": "2017:725", "name": "kommunallagen", "verified": True, "evidence": "SFS"},
    },
    provisions={
        "sfs-2017-725/2:2a": {
            "verified": False, "evidence": "mem", "formerly": [{"section": "2:2", "in_force_to": "2019-12-31"}],
        },
    },
)  # fmt: skip


def test_law_is_cited_as_statutes_do():
    assert cited("sfs-2017-725/2:2a", LAW) == "2 kap. 2 a § kommunallagen (2017:725)"
    assert cited("sfs-2017-725/9", LAW) == "9 § kommunallagen (2017:725)"
    assert cited("sfs-1900-1/9", LAW) == "9 § sfs-1900-1"


def test_what_is_known_only_from_the_register_of_statutes_is_not_said_to_be_read():
    assert checked("sfs-1991-900", LAW) == (
        "Uppgifterna är kontrollerade i författningsregistret 2025-09-01, inte i lagtexten."
    )
    assert checked("sfs-2017-725", LAW) == "Lagtexten kontrollerad."
    assert checked("sfs-2017-725/2:2a", LAW) == "Lagtexten är inte kontrollerad."


def test_a_repealed_act_is_said_to_be_repealed():
    assert list(remarks("sfs-1991-900", LAW)) == [
        "Lagen är upphävd.",
        "Gäller till och med 2017-12-31.",
        "Ersätts av kommunallagen (2017:725).",
        "Gammal.",
    ]
    assert list(remarks("sfs-2017-725/2:2a", LAW)) == ["Betecknades 2 kap. 2 § till och med 2019-12-31."]


# Completion.


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        (("list", "--dimension", "s"), ["plain,service"]),
        (("search", "x", "--dimension", ""), ["plain,boende", "plain,delaktighet", "plain,service"]),
        (("list", "--contract", ""), ["plain,annat", "plain,prov"]),
        (("list", "--status", "r"), ["plain,retired", "plain,reviewed"]),
        (("list", "--municipality", "p"), ["plain,Provby kommun"]),
        (("list", "--law", "sfs-2010"), ["plain,sfs-2010-879"]),
        (("list", "--law", "sfs-2017-725/6:9"), ["plain,sfs-2017-725/6:9"]),
        (("list", "--indicator", "u"), ["plain,U00001"]),
    ],
)
def test_what_a_list_is_narrowed_by_is_completed(run: Run, library: Path, monkeypatch, words, offered):
    line = ["klausul", "--library", "prov", "clauses", *words]
    monkeypatch.setenv("_KLAUSUL_COMPLETE", "bash_complete")
    monkeypatch.setenv("COMP_WORDS", "\n".join(line))
    monkeypatch.setenv("COMP_CWORD", str(len(line) - 1))
    assert [row for row in run(shared_cache=True).out if row] == offered
