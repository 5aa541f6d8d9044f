"""The language of the command: how it is chosen, and that each person reads one language only."""

import os
import re
import string
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from generator.cli.language import Choice, choose, scan
from tests.conftest import Result
from tools import make_catalogue

ROOT = Path(__file__).resolve().parent.parent
MESSAGES = make_catalogue.read()

Speak = Callable[[str], Callable[..., Result]]


@pytest.mark.parametrize(
    ("given", "environment", "windows", "choice"),
    [
        ([], {}, None, Choice("sv", "")),
        (["--lang", "en"], {"KLAUSUL_LANG": "sv", "LANG": "sv_SE.UTF-8"}, None, Choice("en", "--lang")),
        (["--lang=en"], {}, None, Choice("en", "--lang")),
        (["--lang", "xx"], {"KLAUSUL_LANG": "en"}, None, Choice("en", "KLAUSUL_LANG")),
        (["--lang"], {}, None, Choice("sv", "")),
        ([], {"KLAUSUL_LANG": "en", "LC_ALL": "sv_SE"}, None, Choice("en", "KLAUSUL_LANG")),
        ([], {"LANG": "en_US.UTF-8"}, None, Choice("en", "LANG=en_US.UTF-8")),
        ([], {"LANG": "sv"}, None, Choice("sv", "LANG=sv")),
        ([], {"LC_ALL": "sv_FI", "LC_MESSAGES": "en_GB", "LANG": "en_GB"}, None, Choice("sv", "LC_ALL=sv_FI")),
        ([], {"LC_MESSAGES": "en_GB", "LANG": "sv_SE"}, None, Choice("en", "LC_MESSAGES=en_GB")),
        ([], {"LC_ALL": "", "LANG": "en_US"}, None, Choice("en", "LANG=en_US")),
        ([], {"LC_ALL": "C", "LANG": "en_US"}, None, Choice("sv", "")),
        ([], {"LANG": "C.UTF-8"}, None, Choice("sv", "")),
        ([], {"LANG": "de_DE.UTF-8"}, None, Choice("sv", "")),
        ([], {}, 0x041D, Choice("sv", "Windows")),
        ([], {}, 0x0809, Choice("en", "Windows")),
        ([], {}, 0x0407, Choice("sv", "")),
        ([], {"LANG": "sv_SE"}, 0x0409, Choice("sv", "LANG=sv_SE")),
    ],
)  # fmt: skip
def test_the_language_is_the_options_else_the_variables_else_the_systems_else_swedish(
    given, environment, windows, choice
):
    assert choose(given, environment, windows) == choice


@pytest.mark.parametrize(
    ("arguments", "given", "rest"),
    [
        (["build", "a.yaml"], [], ["build", "a.yaml"]),
        (["build", "a.yaml", "--lang", "en", "-o", "b"], ["--lang", "en"], ["build", "a.yaml", "-o", "b"]),
        (["--lang=en", "build"], ["--lang=en"], ["build"]),
        (["--lang", "sv", "build", "--lang", "en"], ["--lang", "en"], ["build"]),
        (["build", "--lang"], ["--lang"], []),
        (["build", "--", "--lang", "en"], [], ["build", "--", "--lang", "en"]),
        (["--language"], [], ["--language"]),
    ],
)
def test_the_option_may_stand_anywhere_before_two_dashes(arguments, given, rest):
    assert scan(arguments) == (given, rest)


def test_the_catalogue_holds_every_message_and_no_other():
    # In a process of its own: a command keeps the language it was first imported in.
    code = "from tools import make_catalogue as made; print(made.po(made.wanted()), end='')"
    surroundings = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"}
    made = subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=surroundings, capture_output=True, check=True)
    wanted = made.stdout.decode().replace(os.linesep, "\n")
    assert make_catalogue.CATALOGUE.read_text("utf-8") == wanted, "run python tools/make_catalogue.py"


def test_the_compiled_catalogue_is_made_from_the_text():
    compiled = make_catalogue.CATALOGUE.with_suffix(".mo").read_bytes()

    assert compiled == make_catalogue.mo(MESSAGES), "run python tools/make_catalogue.py"


def test_every_message_is_translated():
    assert [message.id for message in MESSAGES if not all(message.texts)] == []


def test_no_translation_is_fuzzy_or_left_over():
    assert re.findall(r"(?m)^#[,~].*", make_catalogue.CATALOGUE.read_text("utf-8")) == []


def test_each_translation_has_the_places_of_its_message():
    def places(text: str) -> set[str]:
        return {name for _, name, _, _ in string.Formatter().parse(text) if name} | set(re.findall(r"%\(\w+\)s", text))

    differing = [
        (message.id, text)
        for message in MESSAGES
        for text, source in zip(message.texts, (message.id, message.plural), strict=False)
        if places(text) != places(source)
    ]
    assert differing == []


def test_every_message_stands_as_text_where_it_is_used():
    """What is put together first, and translated then, is in no catalogue."""
    loose = []
    for file in sorted((ROOT / "generator" / "cli").rglob("*.py")):
        calls = re.findall(r"(?<![\w.])_\(", file.read_text("utf-8").replace("def _(", ""))
        if file.name != "words.py" and len(calls) != len(list(make_catalogue.calls(file))):
            loose.append(file.name)
    assert loose == []


def words(texts: Iterator[str] | list[str]) -> set[str]:
    """Return the words of some texts, without names of options, files and places."""
    joined = re.sub(r"\{[^}]*\}|--?[a-z][a-z-]*|\S*[./:]\S+", " ", " ".join(texts))
    return set(re.findall(r"[a-zåäö]{2,}", joined.lower()))


def names(walk) -> set[str]:
    """Return the words that are names of commands, and choices of options, in any language."""
    found = {word for name, _ in walk for word in name.split()}
    for _, command in walk:
        for parameter in command.params:
            found |= set(getattr(parameter.type, "choices", ()))
    return found


@pytest.mark.parametrize(("language", "other"), [("sv", "English"), ("en", "Swedish")])
def test_help_holds_no_word_of_the_other_language(language, other, speak: Speak):
    run = speak(language)
    from generator.cli.page import walk

    commands = list(walk())
    english = words([text for message in MESSAGES for text in (message.id, message.plural)])
    swedish = words([text for message in MESSAGES for text in message.texts])
    foreign = (english - swedish if other == "English" else swedish - english) - names(commands)

    for name, _ in commands:
        result = run(*name.split()[1:], "--help")
        assert (result.code, result.err) == (0, [])
        assert words(result.out) & foreign == set(), name


#: A finding, which is Swedish in any language.
NO_DRAFT = "x.yaml: utkastet finns inte; ange en fil som finns, eller example:TYP/NAMN [source-no-draft]"
#: Command lines that are wrong, and what is said of each.
WRONG = {
    "build": "Fel: Argument saknas: ”UTKAST”.",
    "build x.yaml": "Fel: Flagga saknas: ”-o” / ”--output”.",
    "build x.yaml -o": "Fel: Flaggan ”-o” kräver ett värde.",
    "build x.yaml -o y.docx --zzz": "Fel: Flaggan ”--zzz” finns inte.",
    "build x.yaml -o y.docx --force=1": "Fel: Flaggan ”--force” tar inget värde.",
    "build x.yaml y.yaml -o y.docx": "Fel: Argumentet y.yaml är överflödigt",
    "build x.yaml y.yaml z.yaml -o y.docx": "Fel: Argumenten y.yaml z.yaml är överflödiga",
    "build x.yaml -o finns/inte.docx": "Fel: mappen finns finns inte",
    "build x.yaml -o mapp": "Fel: mapp: tillåtna ändelser är",
    "build x.yaml -o finns.docx": (
        "Fel: finns.docx finns redan; ange ett annat namn, eller --force för att skriva över den"
    ),
    "build x.yaml -o y.docx": NO_DRAFT,
    "buidl": "Fel: Kommandot ”buidl” finns inte. Menade du ”build”?",
    "zzz": "Fel: Kommandot ”zzz” finns inte.",
    "clauses zzz": "Fel: Kommandot ”zzz” finns inte.",
    "clauses list --format xml": "Fel: ”--format”: ”xml” är inte något av ”text”, ”json”.",
    "clauses list --dimension": "Fel: Flaggan ”--dimension” kräver ett värde.",
    "inspect borta.docx": "Fel: ”FIL”: Filen ”borta.docx” finns inte.",
    "inspect mapp": "Fel: ”FIL”: Filen ”mapp” är en mapp.",
    "completion csh": "Fel: ”{bash|zsh|fish}”: ”csh” är inte något av ”bash”, ”zsh”, ”fish”.",
    "--quiet --verbose doctor": "Fel: --quiet och --verbose kan inte användas samtidigt",
    "doctor --lang de": "Fel: ”--lang”: ”de” är inte något av ”sv”, ”en”.",
    "doctor --lang": "Fel: Flaggan ”--lang” kräver ett värde.",
    "--library borta clauses list": "borta: mappen finns inte; ange en mapp med klausuler [source-no-folder]",
}  # fmt: skip


@pytest.fixture
def around(here: Path) -> None:
    """A folder and a file beside the drafts."""
    Path("mapp").mkdir()
    Path("finns.docx").write_bytes(b"")


def test_wrong_usage_is_told_in_swedish(speak: Speak, around: None):
    run = speak("sv")
    english = words([text for message in MESSAGES for text in (message.id, message.plural)])
    swedish = words([text for message in MESSAGES for text in message.texts])

    for line, message in WRONG.items():
        result = run(*line.split())
        assert result.code == (2 if message.startswith("Fel:") else 1), line
        assert result.out == [], line
        assert result.err[-1].startswith(message), line
        from generator.cli.page import walk

        assert words(result.err) & (english - swedish - names(list(walk()))) == set(), line


def test_wrong_usage_shows_how_the_command_is_used(speak: Speak):
    assert speak("sv")("build").err == [
        "Användning: klausul build [FLAGGOR] UTKAST",
        "Prova ”klausul build --help” för hjälp.",
        "",
        "Fel: Argument saknas: ”UTKAST”.",
    ]


def test_a_language_that_there_is_not_in_the_variable_is_wrong_usage(speak: Speak):
    assert speak("de")("doctor") == Result(2, [], ["Fel: KLAUSUL_LANG är ”de”; ska vara något av sv, en"])


def test_findings_are_swedish_in_an_english_command(speak: Speak):
    result = speak("en")("build", "x.yaml", "-o", "y.docx")

    assert result.err == [NO_DRAFT]


def test_an_error_of_the_system_is_told_in_swedish(speak: Speak, monkeypatch: pytest.MonkeyPatch):
    run = speak("sv")
    from generator.cli import build

    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied", "x.yaml")

    monkeypatch.setattr(build, "draft_path", refuse)

    assert run("build", "x.yaml", "-o", "y.docx") == Result(
        1, [], ["Fel: x.yaml: behörighet saknas, eller så är filen öppen i ett annat program"]
    )


def test_a_fault_of_ours_is_told_in_swedish(speak: Speak, monkeypatch: pytest.MonkeyPatch):
    run = speak("sv")
    from generator.cli import build

    monkeypatch.setattr(build, "draft_path", lambda _: 1 / 0)

    assert run("build", "x.yaml", "-o", "y.docx") == Result(
        3,
        [],
        [
            "Något gick fel i klausul självt (ZeroDivisionError). "
            "Kör kommandot igen med --debug och rapportera vad som visas."
        ],
    )


def test_the_system_in_swedish_gives_a_swedish_command(tmp_path: Path):
    known = {key: value for key, value in os.environ.items() if key not in ("KLAUSUL_LANG", "LC_ALL", "LC_MESSAGES")}
    environment = {**known, "LANG": "sv_SE.UTF-8", "LANGUAGE": "en", "PYTHONUTF8": "1", "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "generator", "build", "--help"]

    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, encoding="utf-8", check=True)

    assert done.stdout.splitlines()[0] == "Användning: klausul build [FLAGGOR] UTKAST"
