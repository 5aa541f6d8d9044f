"""The wheel holds what the checkout holds, and works where there is no checkout."""

import os
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from a clean copy of what git tracks or would track."""
    folder = tmp_path_factory.mktemp("wheel")
    listed = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(listed, cwd=ROOT, check=True, capture_output=True, text=True).stdout.split("\0")
    for name in filter(None, names):
        if (ROOT / name).is_file():
            (folder / "tree" / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / "tree" / name).write_bytes((ROOT / name).read_bytes())
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "-w", folder, folder / "tree"]
    subprocess.run(command, check=True, capture_output=True)
    return next(folder.glob("*.whl"))


@pytest.mark.wheel
def test_the_wheel_holds_every_module_and_data_file(wheel):
    held = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}
    suffixes = (".py", ".yaml", ".css", ".js", ".mo")
    expected = {f.relative_to(ROOT).as_posix() for f in (ROOT / "generator").rglob("*") if f.suffix in suffixes}
    for kind, pattern in (("clauses", "**/*.*"), ("contracts", "**/*.*"), ("templates", "*.docx")):
        files = (f for f in (ROOT / kind).glob(pattern) if not f.name.startswith("~$"))
        expected |= {f"generator/{f.relative_to(ROOT).as_posix()}" for f in files}
    assert held == expected


@pytest.mark.wheel
def test_the_installed_wheel_builds_the_example_far_from_the_checkout(wheel, tmp_path):
    venv.create(tmp_path / "venv", with_pip=True)
    scripts = tmp_path / "venv" / ("Scripts" if os.name == "nt" else "bin")
    subprocess.run([scripts / "python", "-m", "pip", "install", "--quiet", wheel], check=True, capture_output=True)
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    environment["KLAUSUL_CACHE"] = str(tmp_path / "cache")
    command = [scripts / "klausul", "build", "example:agardirektiv/alebyggen", "-o", "ut.docx"]
    subprocess.run(command, cwd=tmp_path, env=environment, check=True, capture_output=True)
    assert zipfile.ZipFile(tmp_path / "ut.docx").testzip() is None
    listed = subprocess.run(
        [scripts / "klausul", "clauses", "lint"], cwd=tmp_path, env=environment, capture_output=True
    )
    assert (listed.returncode, listed.stdout) == (0, b"")
    command = [scripts / "klausul", "--help", "--lang", "sv"]
    shown = subprocess.run(command, cwd=tmp_path, env=environment, check=True, capture_output=True)
    assert shown.stdout.startswith("Användning: klausul".encode())
