"""What is built: the shipped example or the reference work, and the files that both sides need.

Everything lies in one temporary folder a work, so that a process is told no more than the folder.
As a script, ``FOLDER SIZE``: make a work ready and say what differs if the two documents' texts do.
"""

from __future__ import annotations

import json
import sys
from dataclasses import asdict, dataclass
from pathlib import Path

EXAMPLE = "example:agardirektiv/exempelhem"
EXAMPLE_COMPANY = "Exempelhem AB"


@dataclass(frozen=True, slots=True)
class Work:
    """A document to make, and by what names."""

    folder: str
    title: str
    #: As ``klausul build`` is given it.
    draft: str
    #: As ``klausul --library`` is given it; empty for the bundled library alone.
    library: str
    #: The company's name in the draft, which warm runs with new drafts change.
    company: str

    def file(self, name: str) -> Path:
        """Return the path of a file of this work."""
        return Path(self.folder) / name

    def command(self, output: Path) -> list[str]:
        """Return the arguments of ``klausul`` that build the document."""
        library = ["--library", self.library] if self.library else []
        return [*library, "build", self.draft, "-o", str(output), "--force"]


def load(folder: Path) -> Work:
    """Return the work that was made ready in a folder."""
    return Work(**json.loads((folder / "work.json").read_text(encoding="utf-8")))


def prepare(folder: Path, size: int) -> list[str]:
    """Make a work ready: ``size`` clauses, or the shipped example for 0.

    Returns:
        What differs between the two documents' texts; nothing, as it should be.
    """
    from bench import compare, plain, reference
    from bench.build import Builder
    from bench.fill import fill
    from generator.places import bundled

    if size:
        files = reference.write(folder, size)
        title = f"reference work, {size} clauses"
        work = Work(str(folder), title, str(files.draft), str(files.library), reference.COMPANY)
    else:
        work = Work(str(folder), "exempelhem, the shipped example", EXAMPLE, "", EXAMPLE_COMPANY)
    (folder / "work.json").write_text(json.dumps(asdict(work)), encoding="utf-8")
    ours, theirs = work.file("klausul.docx"), work.file("docxtpl.docx")
    built = Builder(work).build(work.file("klausul.docx"))
    # A second build of a draft finds the lock that the first one wrote.
    if size:
        Path(work.draft).with_suffix(".lock").write_text(built.lock.dumps(), encoding="utf-8", newline="\n")
    context = plain.context(built.document)
    work.file("context.json").write_text(json.dumps(context, ensure_ascii=False), encoding="utf-8")
    plain.template(bundled("templates") / "agardirektiv.docx", work.file("template.docx"))
    fill(str(work.file("template.docx")), context, str(theirs))
    return compare.difference(ours, theirs)


if __name__ == "__main__":
    sys.exit("\n".join(prepare(Path(sys.argv[1]), int(sys.argv[2]))) or 0)
