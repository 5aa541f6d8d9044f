"""Imports point one way only: a module knows what is below it and nothing above."""

import ast
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent.parent / "generator"

#: From the bottom up. A layer may import itself and what stands before it.
LAYERS = [
    "errors",
    "colour",
    "forms",
    "swedish",
    "canonical",
    "files",
    "store",
    "places",
    "source",
    "report",
    "model",
    "schema",
    "prose",
    "library",
    "lock",
    "draft",
    "assemble",
    "coverage",
    "text",
    "redline",
    "html",
    "search",
    "document_json",
    "interview",
    "word",
    "spreadsheet",
    "pdf",
    "check",
    "build",
    "sheet",
    "review",
    "cli",
    "__main__",
]
#: Libraries that only one layer may know.
ONLY = {
    "docxtpl": ("word",),
    "jinja2": ("word", "prose"),
    "lxml": ("word",),
    "click": ("cli",),
    "cerberus": ("schema",),
    "openpyxl": ("sheet", "spreadsheet"),
    "multiprocessing": ("sheet",),
    "sqlite3": ("search", "build"),
}
#: Modules that tell the time, read the environment or print; only the command line may.
OUTSIDE = {"os.environ", "datetime.now", "datetime.today", "date.today", "time.time", "print", "input"}


def _modules() -> list[tuple[str, Path]]:
    files = sorted(PACKAGE.rglob("*.py"))
    return [(_layer(file), file) for file in files if file != PACKAGE / "__init__.py"]


def _layer(file: Path) -> str:
    first = file.relative_to(PACKAGE).parts[0]
    return first.removesuffix(".py")


def _imports(file: Path) -> list[str]:
    found = []
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file}: imports are written in full"
            found += [f"{node.module}.{alias.name}" for alias in node.names]
    return found


def test_every_module_belongs_to_a_layer():
    assert {layer for layer, _ in _modules()} == set(LAYERS)


def test_no_import_points_upward():
    upward = []
    for layer, file in _modules():
        for name in _imports(file):
            parts = name.split(".")
            known = len(parts) > 1 and parts[0] == "generator" and parts[1] in LAYERS
            if known and LAYERS.index(parts[1]) > LAYERS.index(layer):
                upward.append(f"{file.relative_to(PACKAGE)} imports {name}")
    assert upward == []


def test_each_outside_library_has_its_layer():
    strays = []
    for layer, file in _modules():
        for name in _imports(file):
            owner = ONLY.get(name.split(".")[0])
            if owner and layer not in owner:
                strays.append(f"{file.relative_to(PACKAGE)} imports {name}")
    assert strays == []


def test_only_the_command_line_reads_its_surroundings():
    readers = []
    for layer, file in _modules():
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Attribute | ast.Name) and ast.unparse(node) in OUTSIDE and layer != "cli":
                readers.append(f"{file.relative_to(PACKAGE)}:{node.lineno} {ast.unparse(node)}")
    assert readers == []


def test_no_module_is_longer_than_four_hundred_lines():
    long = [file.name for _, file in _modules() if len(file.read_text("utf-8").splitlines()) > 400]
    assert long == []
