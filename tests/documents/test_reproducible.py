"""Same input, same bytes: whatever the process, the machine's settings, the folder or the cache."""

import os
import subprocess
import sys
from pathlib import Path

from generator.places import bundled

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = bundled("contracts") / "agardirektiv" / "examples" / "exempelhem.yaml"
SURROUNDINGS = [
    {"PYTHONHASHSEED": "1", "TZ": "Europe/Stockholm", "LC_ALL": "C.UTF-8", "LANG": "C.UTF-8"},
    {"PYTHONHASHSEED": "2", "TZ": "Pacific/Auckland", "LC_ALL": "sv_SE.UTF-8", "LANG": "sv_SE.UTF-8"},
]


def klausul(folder: Path, *arguments: object, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the command in a process and folder of its own."""
    own = {"PYTHONPATH": str(ROOT), "KLAUSUL_CACHE": str(folder / "cache"), **environment}
    command = [sys.executable, "-m", "generator", *map(str, arguments)]
    return subprocess.run(command, cwd=folder, env={**os.environ, **own}, text=True, capture_output=True, check=False)


def test_two_processes_with_other_settings_and_folders_write_the_same_bytes(tmp_path):
    contents = []
    for number, surroundings in enumerate(SURROUNDINGS):
        folder = tmp_path / f"mapp {number} åäö"
        folder.mkdir()
        (folder / "utkast.yaml").write_bytes(EXAMPLE.read_bytes())
        done = klausul(folder, "build", "utkast.yaml", "-o", "ut.docx", **surroundings)
        assert done.returncode == 0, done.stderr
        contents.append(((folder / "ut.docx").read_bytes(), (folder / "utkast.lock").read_bytes()))
    assert contents[0] == contents[1]


def test_extracted_and_built_again_is_the_same(tmp_path):
    klausul(tmp_path, "build", "example:agardirektiv/exempelhem", "-o", "ett.docx")
    done = klausul(tmp_path, "extract", "ett.docx", "-o", "igen.yaml")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "igen.lock").is_file()
    klausul(tmp_path, "build", "igen.yaml", "-o", "tva.docx")
    assert (tmp_path / "ett.docx").read_bytes() == (tmp_path / "tva.docx").read_bytes()


def test_cached_uncached_and_spoilt_cache_give_the_same_bytes(tmp_path):
    def build(stem: str, *options: str) -> bytes:
        done = klausul(tmp_path, *options, "build", "example:agardirektiv/exempelhem", "-o", f"{stem}.docx")
        assert done.returncode == 0, done.stderr
        return (tmp_path / f"{stem}.docx").read_bytes()

    contents = {build("utan", "--no-cache")}
    assert not (tmp_path / "cache").exists()
    contents |= {build("forsta"), build("andra")}
    files = sorted((tmp_path / "cache").iterdir())
    assert {file.name.partition("-")[0] for file in files} >= {"library", "contract", "draft", "template", "blocks"}
    for number, spoilt in enumerate([b"", b"{}", b"null"]):
        for file in files:
            file.write_bytes(spoilt)
        contents.add(build(f"skadad-{number}"))
    assert len(contents) == 1


def test_the_module_and_the_version_answer(tmp_path):
    done = klausul(tmp_path, "--version")
    assert done.stdout.startswith("klausul ")
    assert (done.returncode, done.stderr) == (0, "")
