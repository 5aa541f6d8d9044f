"""A sheet's documents: what is there already, what is to be made, and what became of each row."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from generator import canonical, report
from generator.assemble.composed import Composed
from generator.build.job import inside
from generator.build.templates import contract_template
from generator.errors import Finding, Place
from generator.sheet.record import Made, Record, Said
from generator.sheet.rows import Answers, Row, about_cell
from generator.sheet.work import Job, Task
from generator.sheet.workers import results
from generator.store import Store, key_of

#: The table of all rows, in the folder with the documents.
SUMMARY = "sammanstallning.csv"
#: What a summary says became of a row.
MADE, FAILED = "klar", "fel"
_HEAD = ("rad", "fil", "utfall", "fel", "varningar", "anmärkningar", "iakttagelser")
#: Where a spreadsheet would take text for a formula.
_FORMULA = ("=", "+", "-", "@", "\t")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a row."""

    number: int
    #: The file, empty where there is none.
    file: str
    said: tuple[Said, ...]
    #: What keeps the document from being made.
    findings: tuple[Finding, ...] = ()
    #: True where the file was there already, made of the same.
    kept: bool = False

    def count(self, severity: str) -> int:
        """Return how many remarks are of a severity."""
        return Counter(said[0] for said in self.said)[severity]


def outcomes(
    answers: Answers,
    names: Mapping[int, str],
    record: Record,
    job: Job,
    shared: str,
    workers: int,
    ready: Callable[[], None],
) -> Iterator[Outcome]:
    """Make the documents that are not there, and yield what became of each row, as it becomes known.

    Args:
        answers: the sheet.
        names: file names by the number of the row.
        record: what has been made in the folder.
        job: what the rows have in common.
        shared: hash of that; see ``shared_key``.
        workers: how many processes at most.
        ready: called first in each process.

    Raises:
        UsageError: the documents cannot be written on this computer.
        OSError: a file cannot be written.
    """
    left: dict[int, Row] = {}
    for row in answers.rows:
        if row.findings:
            yield _failed(row.number, row.findings, job.final)
        elif made := record.done(names[row.number], _key(shared, row, answers)):
            yield Outcome(row.number, made.file, made.said, kept=True)
        else:
            left[row.number] = row
    if not left:
        return
    record.begin()
    tasks = (Task(row.number, row.changes, record.part(row.number)) for row in left.values())
    for result in results(job, tasks, min(workers, len(left)), ready):
        row = left[result.number]
        findings = tuple(about_cell(answers, row.number, finding) for finding in result.findings)
        if not result.sha256:
            yield _failed(row.number, findings, job.final)
            continue
        said = tuple(_said(finding, job.final) for finding in sorted(findings, key=Finding.order))
        made = Made(names[row.number], _key(shared, row, answers), result.sha256, said)
        try:
            record.add(made, record.part(row.number))
        except (PermissionError, IsADirectoryError):  # Word has the file open, say; the others can be written
            place = Place(answers.grid.file, row.number)
            yield _failed(row.number, [Finding("sheet-not-written", place, values={"name": made.file})], job.final)
            continue
        yield Outcome(row.number, made.file, said)


def _failed(number: int, findings: Iterable[Finding], final: bool) -> Outcome:
    found = tuple(sorted(findings, key=Finding.order))
    return Outcome(number, "", tuple(_said(finding, final) for finding in found), found)


def _said(finding: Finding, final: bool) -> Said:
    return report.severity(finding, final), report.line(finding)


def _key(shared: str, row: Row, answers: Answers) -> str:
    """Return the hash of everything that a row's document, and what is said about it, depends on."""
    return key_of(shared, answers.grid.file, canonical.dumps([row.number, [list(map(list, row.changes))]]))


def shared_key(composed: Composed, job: Job, suffix: str) -> str:
    """Return a hash of everything that all rows' documents depend on: draft, lock, libraries, template, logo.

    Raises:
        DataError: there is no such template.
    """
    draft, request = composed.loaded.draft, job.request(composed.loaded.source)
    library = composed.library
    sources = [*(entry.source for entry in library.entries), *library.sources.values(), composed.contract.source]
    parts = [part for source in sources for part in (source.file.encode(), source.content)]
    own = inside(request, draft.template, ("template",)) if draft.template else None
    if own is None:
        parts.append(contract_template(composed.contract.contract, job.places(Store(None)))[0])
    logo = inside(request, draft.logo.file, ("logo", "file")) if draft.logo else None
    parts += [file.read_bytes() for file in (own, logo) if file is not None and file.is_file()]
    # Rows of registers, and what is known of another draft, stand in files of their own.
    material = {name: data[name] for name in ("registers", "about") if name in (data := composed.loaded.source.data)}
    parts.append(canonical.dumps(material, keep_order=True).encode())
    options = canonical.dumps([job.draft, suffix, job.final, job.publish, job.lock is not None])
    return key_of(options, job.content, job.lock or b"", parts)


def summary(found: Iterable[Outcome]) -> bytes:
    """Return the table of all rows as text that Excel opens in Sweden: semicolons, and a byte order mark."""
    text = io.StringIO(newline="")
    table = csv.writer(text, delimiter=";", lineterminator="\r\n")
    table.writerow(_HEAD)
    for outcome in found:
        counts = [outcome.count(severity) for severity in ("error", "warning", "note")]
        state = MADE if outcome.file else FAILED
        said = "\n".join(line for _, line in outcome.said)
        table.writerow([outcome.number, _plain(outcome.file), state, *counts, _plain(said)])
    return text.getvalue().encode("utf-8-sig")


def _plain(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) else text
