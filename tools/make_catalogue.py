"""Write the Swedish catalogue of the command's messages: every message in the .po, and the .mo made from it.

Translations are written by hand into klausul.po; this tool adds the messages that are missing, takes out
those that are gone, and lists what has no translation. Click's own messages stay, whichever version of
Click is installed, since klausul runs with several. Run from anywhere: ``python tools/make_catalogue.py``.
"""

from __future__ import annotations

import ast
import struct
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CATALOGUE = ROOT / "generator" / "locale" / "sv" / "LC_MESSAGES" / "klausul.po"
#: Stands above the messages that are Click's, and above the placeholders that Click makes from names.
CLICK, PLACEHOLDER = "Click", "placeholder in help texts"
HEADER = """\
Content-Type: text/plain; charset=UTF-8
Content-Transfer-Encoding: 8bit
Language: sv
Plural-Forms: nplurals=2; plural=(n != 1);
"""


@dataclass
class Message:
    """A message with where it comes from and its translations: one, or one for each plural form."""

    id: str
    plural: str = ""
    origin: str = ""
    texts: tuple[str, ...] = ("",)


def main() -> int:
    """Write both files; return 1 where translations are missing."""
    messages = wanted()
    CATALOGUE.parent.mkdir(parents=True, exist_ok=True)
    CATALOGUE.write_text(po(messages), encoding="utf-8")
    CATALOGUE.with_suffix(".mo").write_bytes(mo(messages))
    untranslated = [message.id for message in messages if not all(message.texts)]
    print(f"{CATALOGUE.relative_to(ROOT)}: {len(messages)} messages, {len(untranslated)} without translation")
    for id_ in untranslated:
        print(f"  {id_!r}")
    return 1 if untranslated else 0


def wanted() -> list[Message]:
    """Return every message that there is to be, with the translation that the catalogue has for it."""
    known = read()
    messages = [*own(), *placeholders()]
    mine = {message.id for message in messages}
    # A message that the catalogue has stays as it is: versions of Click differ in its plural, which gettext ignores.
    click = {message.id: message for message in [*clicks(), *known] if message.origin == CLICK}
    messages += [message for id_, message in sorted(click.items()) if id_ not in mine]
    texts = {message.id: message.texts for message in known}
    for message in messages:
        empty = ("", "") if message.plural else ("",)
        kept = texts.get(message.id, empty)
        message.texts = kept if len(kept) == len(empty) else empty
    return messages


def own() -> list[Message]:
    """Return the messages in klausul's command line, in the order of the files."""
    found: dict[str, Message] = {}
    for file in sorted((ROOT / "generator" / "cli").rglob("*.py")):
        for id_, plural in calls(file):
            found.setdefault(id_, Message(id_, plural, file.relative_to(ROOT).as_posix()))
    return list(found.values())


def clicks() -> list[Message]:
    """Return the messages in the installed Click."""
    import click

    files = sorted(Path(click.__file__).parent.glob("*.py"))
    return [Message(id_, plural, CLICK) for file in files for id_, plural in calls(file)]


def placeholders() -> list[Message]:
    """Return the words that stand for values in help texts, such as DRAFT."""
    # The tool runs from a checkout that need not be installed.
    sys.path.insert(0, str(ROOT))
    from generator.cli import language
    from generator.cli.page import walk

    language.install(language.Choice("en"))
    words: dict[str, None] = {}
    for _name, command in walk():
        for parameter in command.params:
            words[(parameter.metavar or "").removesuffix("...").strip("[]")] = None
    mine = {message.id for message in own()}
    return [Message(word, "", PLACEHOLDER) for word in sorted(words) if word and word not in mine]


def calls(file: Path) -> Iterator[tuple[str, str]]:
    """Yield message and plural of every ``_()`` and ``ngettext()`` in a file, in order."""
    nodes = [node for node in ast.walk(ast.parse(file.read_text("utf-8"))) if isinstance(node, ast.Call)]
    for node in sorted(nodes, key=lambda node: (node.lineno, node.col_offset)):
        if not isinstance(node.func, ast.Name) or node.func.id not in ("_", "ngettext"):
            continue
        given = [argument.value for argument in node.args if isinstance(argument, ast.Constant)]
        texts = [text for text in given if isinstance(text, str)]
        if texts:
            yield texts[0], texts[1] if node.func.id == "ngettext" else ""


def read() -> list[Message]:
    """Return the messages of the catalogue as it stands."""
    if not CATALOGUE.is_file():
        return []
    from babel.messages.pofile import read_po

    with CATALOGUE.open("rb") as file:
        catalogue = read_po(file, locale="sv", abort_invalid=True)
    messages = []
    for entry in catalogue:
        if entry.id:
            ids = entry.id if isinstance(entry.id, tuple) else (entry.id, "")
            texts = entry.string if isinstance(entry.string, tuple) else (entry.string,)
            messages.append(Message(ids[0], ids[1], "".join(entry.auto_comments), texts))
    return messages


def po(messages: list[Message]) -> str:
    """Return the catalogue as text."""
    lines = ["# The command's messages in Swedish. Written by hand; see tools/make_catalogue.py.", 'msgid ""']
    lines += ['msgstr ""', *(_quoted(f"{line}\n") for line in HEADER.splitlines())]
    for message in messages:
        lines += ["", f"#. {message.origin}", f"msgid {_quoted(message.id)}"]
        if message.plural:
            lines.append(f"msgid_plural {_quoted(message.plural)}")
            lines += [f"msgstr[{index}] {_quoted(text)}" for index, text in enumerate(message.texts)]
        else:
            lines.append(f"msgstr {_quoted(message.texts[0])}")
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
    return f'"{escaped}"'


def mo(messages: list[Message]) -> bytes:
    """Return the catalogue in the form that gettext reads (GNU gettext manual, 10.3); the same for the same text."""
    rows = {"": HEADER}
    for message in messages:
        if all(message.texts):
            key = f"{message.id}\0{message.plural}" if message.plural else message.id
            rows[key] = "\0".join(message.texts)
    pairs = sorted((key.encode(), text.encode()) for key, text in rows.items())
    start = 28 + 16 * len(pairs)
    tables, strings = [b"", b""], b""
    for column in (0, 1):
        for pair in pairs:
            tables[column] += struct.pack("<II", len(pair[column]), start + len(strings))
            strings += pair[column] + b"\0"
    # magic, revision, how many, where ids and texts begin, no hash table
    head = struct.pack("<7I", 0x950412DE, 0, len(pairs), 28, 28 + 8 * len(pairs), 0, start)
    return head + tables[0] + tables[1] + strings


if __name__ == "__main__":
    sys.exit(main())
