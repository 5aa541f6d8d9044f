"""The handbook is followed word for word: its commands run, in order, in a fresh folder."""

import re
import shlex
from pathlib import Path

import pytest

from generator.cli import main

HANDBOOK = Path(__file__).resolve().parents[2] / "docs" / "handbok.md"
BLOCK = re.compile(r"^```(console|yaml)\n(.*?)^```", re.MULTILINE | re.DOTALL)
PICTURE = re.compile(r"!\[[^]]+\]\(([^)]+)\)")


def test_the_handbook_can_be_followed(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("KLAUSUL_CACHE", str(tmp_path / "cache"))
    run = 0
    for kind, block in BLOCK.findall(HANDBOOK.read_text("utf-8")):
        if kind == "yaml" and block.startswith("contract:"):
            Path("direktiv.yaml").write_text(block, encoding="utf-8")
        for line in block.splitlines() if kind == "console" else ():
            command = shlex.split(line.removeprefix("$ "))
            assert command[0] == "klausul"
            with pytest.raises(SystemExit) as stopped:
                main(command[1:])
            assert stopped.value.code == 0, (line, capsys.readouterr())
            run += 1
    assert run >= 12
    assert Path("igen.docx").read_bytes() == Path("direktiv.docx").read_bytes()


def test_the_pictures_are_there():
    text = HANDBOOK.read_text("utf-8")
    assert [name for name in PICTURE.findall(text) if not (HANDBOOK.parent / name).is_file()] == []
