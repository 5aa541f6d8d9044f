"""The other outputs of a build as programs see them: a browser with axe-core, PDF validators, the command."""

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from generator.html import page
from generator.model.document import Chart, ListBlock, Paragraph, Reference, letter, plain
from generator.pdf import PdfError, pdf
from generator.places import bundled
from generator.prose.charts import bar_label, sentences, value_label
from generator.text import text

HERE = Path(__file__).parent
#: How many pages an example may have, by the kind of document.
LENGTHS = {
    "agardirektiv": range(6, 16),
    "arsprovning": range(3, 9),
    "gemensamt-agardirektiv": range(10, 22),
    "markanvisningsvillkor": range(5, 12),
    "omradesoverenskommelse": range(8, 18),
    "samagt-agardirektiv": range(10, 20),
    "samhallskontrakt": range(12, 45),
    "social-konsekvensbeskrivning": range(5, 14),
    "tjansteskrivelse": range(3, 10),
}
EXAMPLES = sorted(file.stem for file in bundled("contracts").glob("*/examples/*.yaml"))


@pytest.fixture(scope="session")
def seen(documents, tmp_path_factory, once) -> dict[str, dict]:
    """What a browser finds on the page of every example, and on one that has a fault."""
    return json.loads(once("seen.json", lambda: json.dumps(_seen(documents, tmp_path_factory)).encode()))


def _seen(documents, tmp_path_factory) -> dict[str, dict]:
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    assert chromium, "Chromium is missing; tools/test.sh installs it"
    folder = tmp_path_factory.mktemp("pages")
    pages = {name: page(built.document) for name, built in documents.items()}
    pages["faulty"] = pages["alebyggen"].replace("<mark>", '<mark style="color: #ddd">').replace(' lang="sv"', "")
    for name, content in pages.items():
        (folder / f"{name}.html").write_text(content, encoding="utf-8")
    files = [folder / f"{name}.html" for name in pages]
    command = ["node", HERE / "browser.cjs", chromium, *files]
    done = subprocess.run(command, capture_output=True, text=True, timeout=600)
    assert done.returncode == 0, done.stderr
    return dict(zip(pages, map(json.loads, done.stdout.splitlines()), strict=True))


@pytest.fixture(scope="session")
def office() -> str:
    """LibreOffice's program."""
    found = shutil.which("soffice")
    assert found, "LibreOffice is missing; tools/test.sh installs it"
    return found


@pytest.fixture(scope="session")
def pdf_of(documents, office, once):
    """A function that returns an example as a PDF."""
    return lambda name: once(f"{name}.pdf", lambda: pdf(documents[name].content, office))


def program(folder: Path, script: str) -> Path:
    """A program that stands in for LibreOffice."""
    file = folder / "soffice"
    file.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    file.chmod(0o755)
    return file


@pytest.mark.browser
@pytest.mark.parametrize("name", EXAMPLES)
def test_axe_finds_no_fault_on_a_page(seen, name):
    assert seen[name]["violations"] == []
    assert seen[name]["passes"] > 20


@pytest.mark.browser
def test_axe_does_find_faults(seen):
    assert {violation.split()[0] for violation in seen["faulty"]["violations"]} == {"color-contrast", "html-has-lang"}


@pytest.mark.browser
@pytest.mark.parametrize("name", EXAMPLES)
def test_a_page_fits_a_phone_and_fetches_nothing(seen, name):
    assert (seen[name]["wide"], seen[name]["requests"]) == (0, 1)


@pytest.mark.browser
@pytest.mark.parametrize("name", EXAMPLES)
def test_a_clause_that_is_copied_keeps_its_numbers_and_letters(seen, documents, name):
    copied = [[line.rstrip() for line in clause.splitlines() if line] for clause in seen[name]["copied"]]
    for clause, lines in zip(documents[name].document.clauses(), copied, strict=True):
        assert lines[0].startswith(f"{clause.number} {clause.title}")
        expected = []
        for block in clause.blocks:
            if isinstance(block, Paragraph):
                expected.append(plain(block.content))
            elif isinstance(block, ListBlock):
                labels = [f"{letter(index)}) " if block.ordered else "" for index in range(len(block.items))]
                expected += [label + plain(item) for label, item in zip(labels, block.items, strict=True)]
        assert [line for line in expected if line not in [part.replace("\t", "") for part in lines]] == []


@pytest.mark.libreoffice
@pytest.mark.parametrize("name", EXAMPLES)
@pytest.mark.parametrize("profile", ["PDF_UA_1", "PDF_A_2B"])
def test_a_pdf_keeps_both_standards(pdf_of, name, profile):
    import page as validator

    report = validator.validate_pdf_bytes(pdf_of(name), profile=getattr(validator.ValidationProfile, profile))
    assert report.is_compliant, str(report)


@pytest.mark.libreoffice
def test_the_validator_finds_faults_in_an_ordinary_pdf(documents, libreoffice, tmp_path):
    import page as validator

    made = libreoffice(documents["alingsas-2016"].content, "pdf", tmp_path).read_bytes()
    for profile in (validator.ValidationProfile.PDF_UA_1, validator.ValidationProfile.PDF_A_2B):
        assert not validator.is_pdf_compliant_bytes(made, profile=profile)


@pytest.mark.libreoffice
@pytest.mark.parametrize("name", EXAMPLES)
def test_a_pdf_is_swedish_and_its_tables_have_headers(pdf_of, documents, name):
    # The validator looks at neither.
    assert re.findall(rb"/Lang *\(([^)]*)\)", pdf_of(name)) == [b"sv-SE"]
    document = documents[name].document
    blocks = [block for item in (*document.sections, *document.clauses()) for block in item.blocks]
    columns = sum(len(block.header) for block in blocks if hasattr(block, "header"))
    assert len(re.findall(rb"/S */TH\b", pdf_of(name))) == columns + 2


@pytest.mark.libreoffice
@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_is_as_long_as_documents_of_its_kind(pdf_of, documents, name):
    counts = re.findall(rb"/Type/Pages\b.{0,400}?/Count (\d+)", pdf_of(name), re.DOTALL)
    assert max(map(int, counts)) in LENGTHS[documents[name].document.contract]


@pytest.mark.libreoffice
@pytest.mark.parametrize("name", EXAMPLES)
def test_every_line_of_the_contents_and_every_reference_is_a_link_with_a_description(pdf_of, documents, name):
    document = documents[name].document
    titles = [item.title for section in document.sections for item in (section, *section.clauses)]
    by_key = {clause.key: clause for clause in document.clauses()}
    references = [f"{by_key[part.target].number} {by_key[part.target].title}" for part in _references(document)]
    found = re.findall(rb"/Subtype */Link.*?/Contents *<([0-9A-F]+)>", pdf_of(name))
    # A link that runs over two lines is two annotations with one description.
    assert {bytes.fromhex(text.decode()).decode("utf-16") for text in found} == {*titles, *references}
    assert len(found) == len(re.findall(rb"/Subtype */Link\b", pdf_of(name)))


def _references(document):
    for clause in document.clauses():
        for block in clause.blocks:
            contents = [block.content] if isinstance(block, Paragraph) else getattr(block, "items", ())
            yield from (part for content in contents for part in content if isinstance(part, Reference))


@pytest.mark.libreoffice
def test_the_command_writes_every_kind_of_file(run, draft, library, documents):
    path = draft()
    for suffix, start in ((".pdf", b"%PDF-1.7"), (".html", b"<!DOCTYPE html>"), (".json", b'{"contract":"prov"')):
        done = run("--library", library, "build", path, "-o", f"ut{suffix}")
        assert (done.code, done.err[-1]) == (0, f"Wrote ut{suffix}")
        assert Path(f"ut{suffix}").read_bytes().startswith(start)


def test_a_suffix_that_is_not_known_is_wrong_usage(run, draft):
    done = run("build", draft(), "-o", "ut.odt")
    allowed = ".docx, .pdf, .html, .txt, .json"
    assert (done.code, done.err) == (2, [f"Error: ut.odt: the suffix must be one of {allowed}"])


def test_no_libreoffice_is_said_and_nothing_is_written(run, draft, library, monkeypatch):
    monkeypatch.setenv("KLAUSUL_SOFFICE", "/nowhere/soffice")
    done = run("--library", library, "build", draft(), "-o", "ut.pdf")
    assert (done.code, done.err[-1]) == (
        2,
        "Error: a PDF takes LibreOffice 25.2 or later, which was not found; install it, "
        "or name its program soffice in the environment variable KLAUSUL_SOFFICE",
    )
    assert not Path("ut.pdf").exists()
    assert not Path("utkast.lock").exists()


@pytest.mark.parametrize("version", ["7.4.7.2 40(Build:2)", "24.8.4.2 480(Build:2)", "25.1.0.0"])
def test_an_old_libreoffice_is_refused_by_its_version(run, draft, library, monkeypatch, here, version):
    monkeypatch.setenv("KLAUSUL_SOFFICE", str(program(here, f"echo 'LibreOffice {version}'")))
    done = run("--library", library, "build", draft(), "-o", "ut.pdf")
    assert (done.code, done.err[-1]) == (
        2,
        f"Error: LibreOffice {version.split()[0]} cannot write an accessible PDF; install LibreOffice 25.2 or later, "
        "or name its program soffice in the environment variable KLAUSUL_SOFFICE",
    )
    assert not Path("ut.pdf").exists()


def test_a_libreoffice_that_makes_no_pdf_is_quoted(run, draft, library, monkeypatch, here):
    script = 'case "$*" in *--version) echo "LibreOffice 26.2.1.1";; *) echo "Error: disk full";; esac'
    monkeypatch.setenv("KLAUSUL_SOFFICE", str(program(here, script)))
    done = run("--library", library, "build", draft(), "-o", "ut.pdf")
    assert (done.code, done.err[-1]) == (2, "Error: LibreOffice made no PDF; it said: Error: disk full")
    assert not Path("ut.pdf").exists()


def test_libreoffice_is_told_that_it_has_run_before_which_halves_its_time(documents, tmp_path):
    told = tmp_path / "told"
    script = (
        'case "$*" in *--version) echo "LibreOffice 26.8.1.1";; '
        f"*) profile=${{1#*file://}}; cp $profile/user/registrymodifications.xcu {told};; esac"
    )
    with pytest.raises(PdfError, match="failed: "):
        pdf(documents["alingsas-2016"].content, str(program(tmp_path, script)))
    assert '"ooSetupLastVersion" oor:op="fuse"><value>26.8</value>' in told.read_text("utf-8")
    assert '"DisableMacrosExecution" oor:op="fuse"><value>true</value>' in told.read_text("utf-8")


@pytest.mark.libreoffice
def test_libreoffice_finds_the_version_it_would_have_written_itself(documents, office, tmp_path):
    left = tmp_path / "left"
    script = f'{office} "$@"; profile=${{1#*file://}}; cp $profile/user/registrymodifications.xcu {left} || true'
    pdf(documents["alingsas-2016"].content, str(program(tmp_path, script)))
    noted = re.findall(r'ooSetupLastVersion" oor:op="fuse"><value>([^<]*)<', left.read_text("utf-8"))
    said = subprocess.run([office, "--version"], capture_output=True, text=True, check=True).stdout
    assert noted == [".".join(said.split()[1].split(".")[:2])]


def test_a_libreoffice_that_hangs_is_ended_with_what_it_has_started(documents, tmp_path):
    started = tmp_path / "started"
    script = f'case "$*" in *--version) echo "LibreOffice 25.2.0.0";; *) sleep 600 & echo $! > {started}; wait;; esac'
    with pytest.raises(PdfError, match="slow: 2"):
        pdf(documents["alingsas-2016"].content, str(program(tmp_path, script)), timeout=2)
    status = Path(f"/proc/{started.read_text().strip()}/status")
    # A process that has been ended may wait for someone to take note of it.
    assert not status.exists() or "State:\tZ" in status.read_text()


def test_something_else_than_libreoffice_is_refused(documents, tmp_path):
    with pytest.raises(PdfError, match="failed: hello"):
        pdf(documents["alingsas-2016"].content, str(program(tmp_path, "echo hello")))


def test_every_kind_of_file_shows_the_same_text(example):
    written = page(example.document)
    shown = re.sub(r"<[^>]+>", "", written.partition("<main>")[2].replace("&amp;", "&"))
    charts = [block for item in example.document.clauses() for block in item.blocks if isinstance(block, Chart)]
    charts += [block for part in example.document.sections for block in part.blocks if isinstance(block, Chart)]
    drawn = {line for chart in charts for line in sentences(chart)}
    for chart in charts:
        for bar in chart.bars:
            assert bar_label(chart, bar).split()[0] in shown
            assert all(value_label(chart, figure) in shown for figure in bar.shown)
    for line in text(example.document).splitlines():
        if line in drawn:
            continue
        # A line to write on is drawn in each kind of file in its own way.
        for piece in filter(lambda piece: piece.strip("_"), re.split(r"^\w+\) |^– | \| |: ", line)):
            assert piece in shown or piece.strip("()") in written
