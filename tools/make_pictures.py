"""Make the handbook's pictures again, from the commands that the handbook has: ``python tools/make_pictures.py``.

The handbook is followed word for word (``tools/handbook.py``). Where it shows a picture, the picture is taken:
of the terminal, through Chromium, or of a page of the document, through LibreOffice and pdftoppm. Look at
them afterwards: nothing else tells whether they show what the text says.
"""

from __future__ import annotations

import html
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))  # the tool runs from a checkout that need not be installed

from generator.pdf import pdf  # noqa: E402
from tools.handbook import COLUMNS, HANDBOOK, Step, Walk, plain  # noqa: E402

#: The lines of the terminal that a picture begins and ends with; without them, the command and the last line.
SCREENS = {
    "intervju-borjan.png": ("", ""),
    "intervju-fortsattning.png": ("", ""),
    "intervju-hjalp.png": ("Soliditet (klausul", "> 18 %"),
}
#: The document that a picture shows, and words that stand on its page; the first page without them.
PAGES = {
    "direktiv-1.png": ("direktiv.docx", ""),
    "direktiv-2.png": ("direktiv.docx", "[belopp per förslag]"),
    "direktiv-3.png": ("direktiv.docx", ""),
    "granskning-utskick.png": ("omgang/utskick/anna.docx", ""),
    "granskning-word.png": ("inkorgen/anna.docx", "svara senast"),
    "sammanstallning.png": ("sammanstallning.docx", "anna-1/1"),
    "andringar.png": ("andringar.docx", "svara senast"),
    "jamforelse.png": ("jamforelse.docx", "svara senast"),
    "alebyggen-1.png": ("alebyggen.docx", ""),
    "partsregister.png": ("kontrakt.docx", "Partsregistret visar läget"),
    "arsprovning.png": ("provning.docx", "Utfall mot mål"),
}
#: The web page that a picture shows, and the clause in it.
WEB = {"granskning-webb.png": ("omgang/utskick/gron.html", "klausul-snabbslant")}
LOGO = "logotyp.png"
#: Dots per inch of a page's picture.
RESOLUTION = 72
#: Pixels of a web page's window.
_WINDOW = (900, 1800)
#: Pixels of the terminal's picture.
_SIZE, _LINE, _EDGE = 14, 18, 14
_LOGO_SIZE = (360, 96)
_STYLE = f"""\
body {{ background: #fff; padding: {_EDGE}px; color: #1a1a1a; }}
pre {{ font: {_SIZE}px/{_LINE}px "DejaVu Sans Mono", "Liberation Mono", monospace; }}
"""
_LOGO_PAGE = """\
<svg xmlns="http://www.w3.org/2000/svg" width="360" height="96" font-family="Carlito, Liberation Sans, sans-serif">
<path d="M8 8h64v44c0 20-18 32-32 38-14-6-32-18-32-38z" fill="#1F4E79"/>
<path d="M40 22l20 34H20z" fill="#fff"/>
<text x="92" y="46" font-size="36" font-weight="bold" fill="#1F4E79">Exempelstads</text>
<text x="92" y="82" font-size="30" fill="#1F4E79">kommun</text>
</svg>
"""


def main() -> None:
    """Make the pictures, and throw away those that the handbook does not show."""
    folder = HANDBOOK.parent / "bilder"
    folder.mkdir(exist_ok=True)
    shot(_LOGO_PAGE, folder / LOGO, *_LOGO_SIZE)
    with tempfile.TemporaryDirectory() as name:
        here = Path(name) / "exempelhem"
        here.mkdir()
        Walk(here, Path(name) / "cache", take).follow(HANDBOOK.read_text("utf-8"))
    for file in sorted(folder.iterdir()):
        if file.name not in (*SCREENS, *PAGES, *WEB, LOGO):
            file.unlink()
        else:
            print(f"{file.relative_to(ROOT)}: {file.stat().st_size // 1000} kB")


def take(walk: Walk, step: Step) -> None:
    """Take a picture that the handbook shows."""
    target = HANDBOOK.parent / step.text
    if target.name in SCREENS:
        screen(walk, target)
    elif target.name in PAGES:
        page(walk, target)
    elif target.name in WEB:
        window(walk, target)


def window(walk: Walk, target: Path) -> None:
    """Take a picture of a web page that the handbook has made: its beginning, and one clause."""
    file, anchor = WEB[target.name]
    others = f"<style>section:not(:has(#{anchor})) {{ display: none }}</style></head>"
    with tempfile.TemporaryDirectory() as name:
        copy = Path(name) / "page.html"
        copy.write_text((walk.folder / file).read_text("utf-8").replace("</head>", others, 1), "utf-8")
        command = [
            chromium(), "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars",
            f"--user-data-dir={name}/profile", "--window-size={},{}".format(*_WINDOW), f"--screenshot={target}",
            copy.as_uri(),
        ]  # fmt: skip
        subprocess.run(command, check=True, capture_output=True, timeout=120)


def chromium() -> str:
    """Return the browser's program."""
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    assert program, "Chromium is missing; tools/test.sh installs it"
    return program


def screen(walk: Walk, target: Path) -> None:
    """Take a picture of what has been on the terminal since the command."""
    terminal = walk.terminal
    assert terminal, f"{target.name} is shown where no command is running"
    first, last = SCREENS[target.name]
    lines = [f"$ {terminal.command}", *terminal.lines[: terminal.compared]]
    shown = list(map(plain, lines))
    start = next((place for place, line in enumerate(shown) if line.startswith(first)), 0)
    stop = next((place for place, line in enumerate(shown) if last and line == last), len(lines) - 1)
    # A terminal breaks a line where its window ends.
    chosen = [part for line in lines[start : stop + 1] for part in broken(line)]
    # The width of a character is 0.602 of the size in both fonts.
    width = round(COLUMNS * _SIZE * 0.603) + 2 * _EDGE
    marked = "\n".join(map(markup, chosen))
    shot(f"<style>{_STYLE}</style><pre>{marked}</pre>", target, width, len(chosen) * _LINE + 2 * _EDGE)


def broken(line: str) -> list[str]:
    """Return a line in parts that fit the window; only a short line is in colours or bold."""
    bare = plain(line)
    if len(bare) <= COLUMNS:
        return [line]
    return [bare[start : start + COLUMNS] for start in range(0, len(bare), COLUMNS)]


def markup(line: str) -> str:
    """Return a line of the terminal as HTML, with its bold parts."""
    bold = re.sub(r"\x1b\[1m(.*?)\x1b\[0m", "\0\\1\1", line)
    text = html.escape(re.sub(r"\x1b\[[0-9;]*m", "", bold))
    return text.replace("\0", "<b>").replace("\1", "</b>")


def shot(content: str, target: Path, width: int, height: int) -> None:
    """Take a picture of a web page of a size in pixels.

    By way of a PDF: a window has a least size, a page has not.
    """
    with tempfile.TemporaryDirectory() as name:
        source, made = Path(name) / "page.html", Path(name) / "page.pdf"
        size = f"<style>@page {{ size: {width}px {height}px; margin: 0 }} * {{ margin: 0 }}</style>"
        source.write_text(f'<!DOCTYPE html><meta charset="utf-8">{size}{content}', "utf-8")
        command = [
            chromium(), "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer",
            f"--user-data-dir={name}/profile", f"--print-to-pdf={made}", source.as_uri(),
        ]  # fmt: skip
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        draw(made, target, 1, 96)


def draw(file: Path, target: Path, number: int, resolution: int) -> None:
    """Make a page of a PDF into a picture."""
    only = ["-png", "-singlefile", "-r", str(resolution), "-f", str(number)]
    subprocess.run(["pdftoppm", *only, file, target.with_suffix("")], check=True, timeout=120)


def page(walk: Walk, target: Path) -> None:
    """Take a picture of a page of a document that the handbook has built."""
    program = shutil.which("soffice")
    assert program, "LibreOffice is missing; tools/test.sh installs it"
    document, words = PAGES[target.name]
    file = walk.folder.parent / "page.pdf"
    file.write_bytes(pdf((walk.folder / document).read_bytes(), program))
    number = 1
    if words:
        text = subprocess.run(["pdftotext", file, "-"], check=True, capture_output=True, text=True).stdout
        number = next(number for number, part in enumerate(text.split("\f"), 1) if words in " ".join(part.split()))
    draw(file, target, number, RESOLUTION)


if __name__ == "__main__":
    main()
