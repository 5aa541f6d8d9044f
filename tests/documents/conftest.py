"""Real documents: the shipped examples, built once, and the programs that open them."""

import json
import os
import shutil
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.build.job import Built, Request, build
from generator.model.document import (
    ClauseItem,
    Document,
    Front,
    FrontRow,
    ListBlock,
    Paragraph,
    Reference,
    Section,
    Table,
    Text,
)
from generator.places import bundled
from generator.source import read
from tests import shipped

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = sorted(bundled("contracts").glob("*/examples/*.yaml"))


def built(file: Path, final: bool = False) -> Built:
    """Build a draft with the bundled library."""
    # An example may be about a draft in another folder.
    root = bundled("contracts") if file.is_relative_to(bundled("contracts")) else file.parent
    request = Request(read(file.name, file.read_bytes()), file.parent, root, final=final)
    return build(request, shipped.places())


@pytest.fixture(scope="session")
def build_file():
    """A function that builds a draft's file with the bundled library."""
    return built


@pytest.fixture(scope="session")
def documents() -> dict[str, Built]:
    """Every shipped example, built, by the name of its file."""
    return {file.stem: built(file) for file in EXAMPLES}


@pytest.fixture(params=[file.stem for file in EXAMPLES])
def example(request: pytest.FixtureRequest, documents: dict[str, Built]) -> Built:
    """One shipped example after the other."""
    return documents[request.param]


@pytest.fixture(scope="session")
def once(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Callable[[str, Callable[[], bytes]], bytes]:
    """A function that makes a file once in a run, whichever of the processes first asks for it."""
    base = tmp_path_factory.getbasetemp()
    folder = base if worker_id == "master" else base.parent

    def bytes_of(name: str, make: Callable[[], bytes]) -> bytes:
        file, claim = folder / name, folder / f"{name}.claimed"
        try:
            claim.mkdir()
        except FileExistsError:
            until = time.monotonic() + 600
            while not file.exists():
                assert time.monotonic() < until, f"nobody has made {name}"
                time.sleep(0.1)
            return file.read_bytes()
        try:
            content = make()
        except BaseException:
            claim.rmdir()
            raise
        beside = file.with_name(f"{name}.part")
        beside.write_bytes(content)
        beside.replace(file)
        return content

    return bytes_of


@pytest.fixture(scope="session")
def libreoffice(tmp_path_factory: pytest.TempPathFactory):
    """A function that converts a .docx with LibreOffice, in a profile of its own, and returns the file."""
    program = shutil.which("soffice")
    assert program, "LibreOffice is missing; tools/test.sh installs it"
    profile = tmp_path_factory.mktemp("profile").as_uri()

    def convert(content: bytes, to: str, folder: Path) -> Path:
        source = folder / "document.docx"
        source.write_bytes(content)
        command = [program, f"-env:UserInstallation={profile}", "--headless", "--convert-to", to, "--outdir", folder]
        subprocess.run([*command, source], check=True, capture_output=True, timeout=180)
        return source.with_suffix("." + to.partition(":")[0])

    return convert


@pytest.fixture(scope="session")
def validate():
    """A function that returns what the Open XML SDK validator has against a .docx."""
    local = ROOT / "node_modules" / ".bin" / "ooxml-validator"
    program = os.environ.get("OOXML_VALIDATOR") or (str(local) if local.exists() else None)
    assert program, "the Open XML SDK validator is missing; tools/test.sh installs it"

    def run(content: bytes, folder: Path) -> list[dict]:
        file = folder / "validated.docx"
        file.write_bytes(content)
        done = subprocess.run([program, file], capture_output=True, text=True, timeout=120)
        answer = json.loads(done.stdout)
        assert answer["ok"] is not bool(answer["errors"]), answer
        return answer["errors"]

    return run


@pytest.fixture(scope="session")
def sample() -> Document:
    """A small document with every kind of block, look and mark, made by hand."""
    text = Paragraph((Text("Bolaget ska ha "), Text("[antal]", bold=True, missing=True), Text(" hus.", italic=True)))
    items = ListBlock(True, ((Text("hus"),), (Text("i punkt\u00a0"), Reference("hus-2", "1.2"))))
    table = Table(((Text("Hus"),), (Text("Antal"),)), (((Text("Röda"),), (Text("2"),)),), (False, True))
    clauses = (
        ClauseItem("hus", "hus", "prov", "1.0.0", "1.1", "Hus", (text, items)),
        ClauseItem(
            "hus-2", "hus", "prov", "1.0.0", "1.2", "Fler hus", (ListBlock(False, ((Text("ett"),),)), table), True
        ),
    )
    rows = (FrontRow("Bolag", Text("AB Prov")), FrontRow("Datum", Text("[datum]", missing=True)))
    return Document(
        contract="prov",
        language="sv-SE",
        scalars=(("mark", "UTKAST"), ("municipality", "Provby")),
        front=Front(
            "Direktiv", "Provby", "Om dokumentet", "Uppgift", rows, (Paragraph((Text("Inledning."),)),), "Innehåll"
        ),
        sections=(Section("bostader", "1", "Bostäder", clauses),),
        toc_pages=False,
        properties=(("title", "Direktiv"), ("subject", "Prov"), ("creator", "Provby")),
    )
