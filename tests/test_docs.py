"""Pages that repeat the program's data are made from it, and hold what it says today."""

from pathlib import Path

import click

from generator.check.explain import document
from generator.cli.page import walk
from generator.report import checks
from generator.schema.dictionary import dictionary
from generator.schema.page import page
from tools.make_catalogue_pages import PAGES, pages

ROOT = Path(__file__).resolve().parent.parent


def test_the_page_of_fields_is_current():
    assert (ROOT / "docs" / "fields.md").read_text("utf-8") == page(), "run python tools/make_docs.py"


def test_the_page_of_commands_is_current(speak):
    speak("sv")
    from generator.cli.page import page as commands

    assert (ROOT / "docs" / "commands.md").read_text("utf-8") == commands(), "run python tools/make_docs.py"


def test_the_page_of_checks_is_current():
    assert (ROOT / "docs" / "kontroller.md").read_text("utf-8") == document(), "run python tools/make_docs.py"


def test_the_page_of_checks_has_every_rule():
    assert [word for word in checks() if f"\n### {word}\n" not in document()] == []


def test_the_catalogue_of_clauses_is_current():
    kept = {file.name: file.read_text("utf-8") for file in PAGES.glob("*")}
    made = pages()
    assert sorted(kept) == sorted(made), "run python tools/make_docs.py"
    assert [name for name in made if kept[name] != made[name]] == [], "run python tools/make_docs.py"


def test_every_command_and_option_has_help():
    silent = [
        f"{name} {getattr(parameter, 'name', '')}".strip()
        for name, command in walk()
        for parameter in [command, *(option for option in command.params if isinstance(option, click.Option))]
        if not parameter.help
    ]
    assert silent == []


def test_every_field_says_what_it_is():
    silent = [
        f"{schema}.{field}"
        for schema, fields in dictionary().items()
        for field, rules in fields.items()
        if not rules.get("meta", {}).get("help")
    ]
    assert silent == []


def test_every_regular_expression_has_words_for_a_person():
    wordless = [
        f"{schema}.{field}"
        for schema, fields in dictionary().items()
        for field, rules in fields.items()
        if "regex" in rules and not rules.get("meta", {}).get("form")
    ]
    assert wordless == []
