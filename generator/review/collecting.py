"""Collecting: returned files are read, kept as they came, and their proposals written to files of their own."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from generator.errors import DataError, Finding, Place, problem, set_of
from generator.model.document import ClauseItem
from generator.model.review import Returned
from generator.model.round import REVIEWER_PROPERTY, ROUND_PROPERTY, Answers, Copy, Received, Round, round_data
from generator.report import message
from generator.review.folder import ANSWERS, RECEIVED, ROUND, SHARED, digest, digest_of, edited, proposal_data
from generator.source.write import dump

WORD, TEXT, PAGE = ".docx", ".txt", ".json"
#: A mail that was saved as such is text as well.
SUFFIXES = (WORD, TEXT, PAGE)
#: So that a file of proposals stays within what the reader of YAML takes.
_AT_ONCE, _BYTES = 1_000, 600_000
#: What neither XML nor our own files may hold.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Marks:
    """What is said of all files that are collected at once."""

    day: str
    reviewer: str = ""
    record: str = ""
    diarienummer: str = ""


@dataclass(slots=True)
class Collected:
    """What there is to write, and what to say."""

    files: dict[str, bytes] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    #: Number of proposals and comments by file, as it was called when it came.
    counts: dict[str, int] = field(default_factory=dict)


def collected(
    folder: Path,
    found: Round,
    files: Sequence[Path],
    marks: Marks,
    clauses: Callable[[], Mapping[str, ClauseItem]],
    force: bool = False,
) -> Collected:
    """Return what is to be written when some files have come back.

    Args:
        folder: the round's.
        clauses: what returns the clauses that were sent, by key; asked only where a file needs them.
        force: True to read a file anew that has been read, also where a person has edited what was read.

    Raises:
        DataError: a file cannot be taken for an answer to the round. Nothing is to be written then.
    """
    result = Collected()
    faults: list[Finding] = []
    received = list(found.received)
    for file in files:
        try:
            _take(folder, replace(found, received=tuple(received)), file, marks, clauses, force, result, received)
        except DataError as error:
            faults += error.findings
    if faults:
        raise DataError(set_of(faults))
    if result.files:
        result.files[ROUND] = dump(round_data(replace(found, received=tuple(received)))).encode()
    return result


def _take(
    folder: Path,
    found: Round,
    file: Path,
    marks: Marks,
    clauses: Callable[[], Mapping[str, ClauseItem]],
    force: bool,
    result: Collected,
    received: list[Received],
) -> None:
    content, name = file.read_bytes(), str(file)
    sha256 = digest(content)
    if any(sha256 == copy.sha256 for copy in found.copies):
        result.findings.append(Finding("review-not-edited", Place(name)))
        return
    known = next((one for one in received if one.sha256 == sha256), None)
    if known is not None and not force:
        result.findings.append(Finding("review-known", Place(name), values={"file": known.file, "date": known.date}))
        return
    returned = read(folder, found, content, name, clauses, marks.reviewer)
    if known is not None:
        stem = Path(known.file).stem
        received.remove(known)
        changed = edited(folder, known)
        result.findings += [Finding("review-edited", Place(name), values={"file": one}) for one in changed]
    else:
        stem = _stem(returned.reviewer or SHARED, received)
    kept = f"{RECEIVED}/{stem}{file.suffix.lower()}"
    answers = []
    for answer, text in _answers(returned, stem, kept):
        result.files[answer] = text.encode()
        answers.append(Answers(answer, digest(text.encode())))
    result.files[kept] = content
    result.findings += [replace(note, place=replace(note.place, file=name)) for note in returned.notes]
    result.counts[name] = len(returned.proposals)
    received.append(
        Received(
            reviewer=returned.reviewer,
            name=file.name,
            file=kept,
            sha256=sha256,
            date=marks.day,
            record=marks.record or _record(found, returned.reviewer),
            diarienummer=marks.diarienummer or _number(found, returned.reviewer),
            answers=tuple(answers),
        )
    )


def read(
    folder: Path,
    found: Round,
    content: bytes,
    name: str,
    clauses: Callable[[], Mapping[str, ClauseItem]],
    reviewer: str = "",
) -> Returned:
    """Return what is in a returned file of any of the kinds that are taken.

    Args:
        reviewer: whose it is, where somebody has said so.

    Raises:
        DataError: it is no answer to the round.
    """
    suffix = Path(name).suffix.lower()
    if suffix == WORD:
        return _word(folder, found, content, name, reviewer)
    who = reviewer or _by_name(found, Path(name))
    if suffix == PAGE:
        from generator.review.page import read_answers

        return read_answers(found, clauses(), content, name)
    if suffix == TEXT:
        if not who:
            raise problem("review-whose", name, known=", ".join(one.id for one in found.reviewers))
        from generator.review.mail import read_mail
        from generator.source.plain import plain_text

        return read_mail(sent(folder, found, _copy(found, who), name), plain_text(content, name), name, who)
    raise problem("review-suffix", name, allowed=", ".join(SUFFIXES))


def _word(folder: Path, found: Round, content: bytes, name: str, reviewer: str) -> Returned:
    from generator.review.returned import read_returned
    from generator.word.package import examine_package
    from generator.word.parts import Parts

    said = Parts.of(examine_package(content, name)[0]).properties()
    if ROUND_PROPERTY in said and said[ROUND_PROPERTY] != found.id:
        raise problem("review-other-round", name, found=said[ROUND_PROPERTY], round=found.id)
    who = reviewer or said.get(REVIEWER_PROPERTY, "") or ("" if found.shared else _by_name(found, Path(name)))
    if who and found.reviewer(who) is None:
        raise problem("review-unknown-reviewer", name, id=who, known=", ".join(one.id for one in found.reviewers))
    # Any copy tells whether the file belongs to the round at all, which is the first thing to say.
    returned = read_returned(sent(folder, found, _copy(found, who), name), content, name)
    if not who and not found.shared:
        raise problem("review-whose", name, known=", ".join(one.id for one in found.reviewers))
    return replace(returned, reviewer=who)


def sent(folder: Path, found: Round, copy: Copy, name: str) -> bytes:
    """Return a copy as it was sent.

    Args:
        name: the file that is read against it, for messages.

    Raises:
        DataError: it is gone, or no longer as it was sent.
    """
    file = folder / copy.file
    if digest_of(file) != copy.sha256:
        raise problem("review-sent-changed", str(file), name=name)
    return file.read_bytes()


def _copy(found: Round, reviewer: str) -> Copy:
    return next((one for one in found.copies if one.reviewer == reviewer), found.copies[0])


def _by_name(found: Round, file: Path) -> str:
    """Return the reviewer whose id a file's name begins with, as the copies' do; the longest one."""
    stem = file.stem.casefold()
    fitting = [one.id for one in found.reviewers if re.fullmatch(rf"{re.escape(one.id)}(\W.*|_.*)?", stem, re.DOTALL)]
    return max(fitting, key=len, default="")


def _stem(reviewer: str, received: Sequence[Received]) -> str:
    """Return a new name such as ``anna-2``: the next number after those that the reviewer has had."""
    taken = {Path(one.file).stem for one in received}
    return next(name for number in range(1, len(taken) + 2) if (name := f"{reviewer}-{number}") not in taken)


def _record(found: Round, reviewer: str) -> str:
    one = found.reviewer(reviewer)
    return "inkommen" if one is not None and one.kind == "body" else "arbetsmaterial"


def _number(found: Round, reviewer: str) -> str:
    one = found.reviewer(reviewer)
    return (one.diarienummer if one else "") or found.diarienummer


def _answers(returned: Returned, stem: str, kept: str) -> Iterator[tuple[str, str]]:
    """Yield the files that hold the proposals: one, or several where there are very many."""
    parts: list[list[dict[str, Any]]] = [[]]
    size = 0
    for proposal in returned.proposals:
        row = _clean(proposal_data(proposal))
        size += len(dump(row).encode())
        if parts[-1] and (len(parts[-1]) >= _AT_ONCE or size > _BYTES):
            parts.append([])
            size = len(dump(row).encode())
        parts[-1].append(row)
    for number, rows in enumerate(parts, 1):
        data: dict[str, Any] = {"format": 1, "round": returned.round, "reviewer": returned.reviewer, "read_from": kept}
        if number == 1:
            data |= {"formatting": returned.formatting} if returned.formatting else {}
            data |= {"notes": _clean([message(note) for note in returned.notes])} if returned.notes else {}
        yield f"{ANSWERS}/{stem}{f'-del-{number}' if number > 1 else ''}.yaml", dump({**data, "proposals": rows})


def _clean(value: Any) -> Any:
    """Return data without characters that no file of ours may hold; a mark stands where one was."""
    if isinstance(value, str):
        return _FORBIDDEN.sub("\ufffd", value.replace("\r\n", "\n").replace("\r", "\n"))
    if isinstance(value, dict):
        return {key: _clean(one) for key, one in value.items()}
    return [_clean(one) for one in value] if isinstance(value, list) else value
