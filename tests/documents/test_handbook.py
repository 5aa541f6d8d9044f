"""The handbook is followed word for word, at a terminal, in a fresh folder; and its pictures are those it shows."""

import re

import pytest

from tools import make_pictures
from tools.handbook import COLUMNS, HANDBOOK, HandbookError, Walk, steps

README = HANDBOOK.parent.parent / "README.md"
PAGE = HANDBOOK.read_text("utf-8")


@pytest.mark.libreoffice
def test_the_handbook_says_what_the_command_says(tmp_path):
    folder = tmp_path / "exempelhem"
    folder.mkdir()
    walk = Walk(folder, tmp_path / "cache")

    walk.follow(PAGE)

    assert walk.commands[1:3] == ["klausul new agardirektiv -o direktiv.yaml"] * 2
    assert len(walk.commands) == len(re.findall(r"^\$ ", PAGE, re.MULTILINE))
    # What is taken out of a document builds the same one again.
    assert (folder / "igen.docx").read_bytes() == (folder / "slutligt.docx").read_bytes()


@pytest.mark.parametrize(
    ("page", "said"),
    [
        ("```console\n$ klausul --version\nklausul 0\n```\n", "the page says:\nklausul 0\n"),
        ("```console slutkod=1\n$ klausul --version\n```\n", "the page says:\n(exit code 1)\n"),
        ("```yaml fil=a före\nx\n```\n```yaml fil=a efter\ny\n```\n", "a does not have these lines once:\nx\n"),
    ],
)
def test_a_page_that_says_something_else_is_found_out(tmp_path, page, said):
    (tmp_path / "a").write_text("z", "utf-8")

    with pytest.raises(HandbookError, match=re.escape(said)):
        Walk(tmp_path, tmp_path / "cache").follow(page)


def test_every_picture_named_is_there_and_every_picture_there_is_shown():
    folder = HANDBOOK.parent / "bilder"
    shown = {(HANDBOOK.parent / step.text).resolve() for step in steps(PAGE) if step.kind == "picture"}
    shown |= {(README.parent / step.text).resolve() for step in steps(README.read_text("utf-8")) if step.about}

    assert set(folder.iterdir()) == {file for file in shown if file.suffix == ".png"}
    assert {file.name for file in folder.iterdir()} == {
        *make_pictures.SCREENS, *make_pictures.PAGES, *make_pictures.WEB, make_pictures.LOGO
    }  # fmt: skip


def test_every_picture_has_words_for_whoever_cannot_see_it():
    assert [step.text for step in steps(PAGE) if step.kind == "picture" and len(step.about) < 30] == []


def test_a_quoted_screen_is_no_wider_than_the_window():
    # Findings and messages of a build are one line each, however long.
    narrow = [step for step in steps(PAGE) if step.kind == "console" and "bred" not in step.about.split()]
    interview = [line for step in narrow for line in step.text.splitlines()]
    said = re.compile(r"\S+:\d|Fel: |Svaren hittills|\$ |\S+: anmärkning: |\d\.\d ")
    long = [line for line in interview if len(line) > COLUMNS and not said.match(line)]
    assert long == []
