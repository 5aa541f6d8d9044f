"""The steps of a build, in order. Everything comes in as arguments; only files named here are read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator import lock as locks
from generator.assemble import assemble
from generator.assemble.composed import Composed
from generator.build import final, manifest
from generator.build.brand import branded
from generator.build.places import Places
from generator.build.templates import contract_template
from generator.draft import Chosen, LoadedDraft, load_draft, resolve
from generator.draft.resolve import lock_clause
from generator.draft.rules import clause_findings, draft_findings
from generator.errors import DataError, Finding, problem
from generator.library.contracts import LoadedContract, from_source, load_contract
from generator.library.load import Library, load, usable
from generator.lock import Lock, LockedClause
from generator.model.document import Document
from generator.report import errors
from generator.source import Source, read
from generator.source.tree import Path as SourcePath
from generator.store import Store, key_of
from generator.word.prepared import Prepared
from generator.word.write import write


@dataclass(frozen=True, slots=True)
class Request:
    """What to build and how."""

    draft: Source
    #: The draft's folder, and the folder that its paths may not leave.
    folder: Path
    root: Path
    lock: Lock | None = None
    update_lock: bool = False
    final: bool = False
    publish: bool = False


@dataclass(frozen=True, slots=True)
class Built:
    """A document in Word, with what it was built from and what there is to say about it."""

    content: bytes
    document: Document
    lock: Lock
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Ready:
    """A document, and all that is needed to write it in Word."""

    document: Document
    #: The template, in the municipality's look.
    prepared: Prepared
    manifest: Mapping[str, Any]
    lock: Lock
    findings: tuple[Finding, ...]


def build(request: Request, places: Places) -> Built:
    """Return the document that a draft makes.

    Raises:
        DataError: something stops the build; every problem that could be found is in it.
    """
    made = ready(request, places)
    pieces = manifest.pieces(made.manifest, made.lock, places.store)
    content = write(made.document, made.prepared, pieces, manifest.properties(made.manifest), places.store)
    return Built(content, made.document, made.lock, made.findings)


def ready(request: Request, places: Places) -> Ready:
    """Return the document that a draft makes, ready to be written.

    Raises:
        DataError: something stops the build; every problem that could be found is in it.
    """
    lock = None if request.update_lock else request.lock
    composed = compose(request, places)
    loaded, contract, chosen, document = composed.loaded, composed.contract, composed.chosen, composed.document
    findings = list(composed.findings)
    if request.final:
        findings += open_and_standing(composed)
    if errors(findings, request.final):
        raise DataError(errors(findings, request.final))
    template, name = _template(request, loaded, contract, places)
    prepared = prepared_template(template, name, places.store)
    if lock and lock.template_sha256 != prepared.hash:
        findings.append(loaded.source.finding("process-template-changed", (), name=name))
    made = _lock(contract, chosen, prepared, name, places.store)
    if made == lock:
        made = lock  # the same object as last time, with what is kept about it
    data = manifest.manifest(document, contract.contract, loaded.source.data, made, request.publish, places.store)
    given = loaded.draft.logo
    look = branded(prepared, loaded, inside(request, given.file, ("logo", "file")) if given else None)
    return Ready(document, look, data, made, tuple(findings))


def compose(request: Request, places: Places) -> Composed:
    """Return the document that a draft makes, with what it was put together from.

    Raises:
        DataError: something stops it; every problem that could be found is in it.
    """
    return _composed(request, places, ())


def _composed(request: Request, places: Places, around: tuple[Path, ...]) -> Composed:
    """Return the document that a draft makes; ``around`` are the drafts whose documents are about it."""
    lock = None if request.update_lock else request.lock
    loaded = load_draft(request.draft, places.store)
    own = [(inside(request, name, ("libraries",)), name) for name in loaded.draft.libraries]
    library = usable(load([*places.libraries, *own], places.store))
    contract = _contract(loaded, lock, places)
    if loaded.draft.registers or loaded.draft.about:
        loaded = _with_material(request, loaded, contract, places, around)
    if loaded.draft.trail:
        from generator.build.trail import with_rows, with_trail  # imported late: most drafts have no decisions

        loaded = with_rows(loaded, lambda relative, path: inside(request, relative, path))
    document, chosen, findings = _document(loaded, library, contract, lock, places.store)
    composed = Composed(loaded, contract, library, chosen, document, tuple(findings))
    return with_trail(composed) if loaded.draft.trail else composed


def _with_material(
    request: Request, loaded: LoadedDraft, contract: LoadedContract, places: Places, around: tuple[Path, ...]
) -> LoadedDraft:
    from generator.build.material import with_material  # imported late: most drafts take nothing from other files

    def found(relative: str, path: SourcePath) -> Path:
        return inside(request, relative, path)

    def about(file: Path, name: str) -> Mapping[str, Any]:
        from generator.build.about import facts

        resolved = file.resolve()
        if resolved in around:
            raise DataError([request.draft.finding("source-about-circle", ("about",), file=name)])
        beside = file.with_suffix(".lock")
        lock = locks.loads(beside.read_bytes(), f"{name}.lock") if beside.is_file() else None
        other = Request(read(name, file.read_bytes()), file.parent, request.root, lock)
        return facts(_composed(other, places, (*around, resolved)))

    return with_material(loaded, contract, found, about, places.store)


def open_and_standing(composed: Composed) -> list[Finding]:
    """Return what must be settled, or known, before the document is final."""
    return [*open_points(composed), *final.standing(composed.chosen, composed.loaded, composed.library)]


def open_points(composed: Composed) -> list[Finding]:
    """Return the values that are missing."""
    return list(final.open_points(composed.document, composed.contract.contract, composed.loaded))


def _contract(loaded: LoadedDraft, lock: Lock | None, places: Places) -> LoadedContract:
    if lock and lock.contract_id == loaded.draft.contract:
        name = f"{loaded.source.file}.lock"
        return from_source(Source(name, lock.contract_source.encode("utf-8", "surrogatepass")), places.store)
    return load_contract(places.contracts, loaded.draft.contract, places.store)


def _document(
    loaded: LoadedDraft, library: Library, contract: LoadedContract, lock: Lock | None, store: Store
) -> tuple[Document, list[Chosen], list[Finding]]:
    head = list(draft_findings(loaded, contract.contract, library))
    try:
        chosen, notes = resolve(loaded, library, lock, store)
    except DataError as error:
        raise DataError([*errors(head), *error.findings]) from error
    findings = [*head, *clause_findings(loaded, contract.contract, chosen, store)]
    if errors(findings):
        raise DataError(errors(findings))
    return assemble(contract, chosen, loaded, store), chosen, [*findings, *notes]


def _template(request: Request, loaded: LoadedDraft, contract: LoadedContract, places: Places) -> tuple[bytes, str]:
    own = loaded.draft.template
    if own:
        file = inside(request, own, ("template",))
        if not file.is_file():
            raise problem("template-not-found", own)
        return file.read_bytes(), own
    return contract_template(contract.contract, places)


def inside(request: Request, relative: str, path: SourcePath) -> Path:
    """Return a path that a draft names, which may not lead out of the draft's project.

    Raises:
        DataError: it is absolute, or leads out.
    """
    file = request.folder / relative
    if Path(relative).is_absolute() or not file.resolve().is_relative_to(request.root.resolve()):
        raise DataError([request.draft.finding("source-path", path, value=relative)])
    return file


def prepared_template(content: bytes, name: str, store: Store) -> Prepared:
    """Return a template made ready, from the cache where its bytes are known.

    Raises:
        DataError: the template cannot be used.
    """

    def make() -> object:
        from generator.word.template import prepare  # imported late: docxtpl is needed only for a new template

        return prepare(content, name).to_json()

    key = key_of(content)

    def known() -> Prepared:
        try:
            return Prepared.from_json(store.get("template", key, make))
        except ValueError:  # what the cache holds has another shape
            return Prepared.from_json(store.renew("template", key, lambda _: make()))

    return store.recall("template", (name, key), known, kept=16)


def _lock(contract: LoadedContract, chosen: Sequence[Chosen], prepared: Prepared, template: str, store: Store) -> Lock:
    wording = contract.contract.wording
    kept: dict[tuple[str, str], LockedClause] = {}
    for item in chosen:
        if item.choice.own:  # its text is in the draft, and nowhere else
            continue

        def make(item: Chosen = item) -> LockedClause:
            return lock_clause(item, wording)

        row = store.recall("lock row", (item.entry, wording, item.choice.local), make)
        kept[row.library, row.id] = row
    plan = contract.contract
    name = template.rpartition("/")[2]
    rows = tuple(kept[key] for key in sorted(kept))
    return Lock(plan.id, plan.version, contract.source.text, name, prepared.hash, rows)
