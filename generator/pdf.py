"""The PDF projection: LibreOffice makes a Word document into a tagged PDF/UA-1 and PDF/A-2b in one file.

The program to run and the time it may take are arguments. Each run has a profile and a folder of its own,
so that it neither meets another LibreOffice nor leaves anything behind. The file carries the time it was
made, so the same document does not give the same bytes.
"""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import tempfile
from pathlib import Path

from generator.errors import KlausulError
from generator.word.linked import linked

#: The first LibreOffice that gives both standards in one file; 7.4 and 24.8 do not.
OLDEST = (25, 2)
#: Seconds. A directive takes two or three; a slow machine that starts it the first time takes longer.
TIMEOUT = 180.0
_FILTER = {
    "PDFUACompliance": {"type": "boolean", "value": "true"},
    "SelectPdfVersion": {"type": "long", "value": "2"},
    "ExportFormFields": {"type": "boolean", "value": "false"},
}
#: Nothing that a file names is fetched while it is converted, and no macro is run. A LibreOffice that has not
#: seen its own version in the profile prepares to greet whoever is there, which is most of the time it takes.
_PROFILE = """\
<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">\
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">\
<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Setup/Product">\
<prop oor:name="ooSetupLastVersion" oor:op="fuse"><value>{version}</value></prop></item>
</oor:items>
"""


class PdfError(KlausulError):
    """No PDF could be made, for a reason outside the document; ``kind`` is ``old``, ``slow`` or ``failed``."""

    def __init__(self, kind: str, detail: str = "") -> None:
        self.kind = kind
        #: The version found, or what LibreOffice said.
        self.detail = detail
        super().__init__(f"{kind}: {detail}")


def pdf(document: bytes, program: str, timeout: float = TIMEOUT) -> bytes:
    """Return a Word document of ours as a PDF.

    Args:
        document: the bytes of the .docx.
        program: the path of LibreOffice's ``soffice``.
        timeout: seconds that the conversion may take.

    Raises:
        PdfError: LibreOffice is too old, takes too long, or makes no PDF.
        DataError: the document cannot be read.
    """
    with tempfile.TemporaryDirectory(prefix="klausul-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        profile = folder / "profile" / "user"
        profile.mkdir(parents=True)
        command = [program, f"-env:UserInstallation={profile.parent.as_uri()}", "--headless", "--norestore"]
        version = _version(_run([*command, "--version"], timeout))
        settings = profile / "registrymodifications.xcu"
        settings.write_text(_PROFILE.format(version=".".join(map(str, version))), encoding="utf-8")
        source = folder / "document.docx"
        source.write_bytes(linked(document, source.name))
        target = f"pdf:writer_pdf_Export:{json.dumps(_FILTER, separators=(',', ':'))}"
        said = _run([*command, "--convert-to", target, "--outdir", str(folder), str(source)], timeout)
        made = source.with_suffix(".pdf")
        # LibreOffice reports success whatever happened; only the file tells.
        if not made.is_file() or not (content := made.read_bytes()).startswith(b"%PDF-"):
            raise PdfError("failed", said)
        return content


def _version(said: str) -> tuple[int, int]:
    """Return the version that LibreOffice says it is: ``LibreOffice 25.2.3.2 520(Build:2)``.

    Raises:
        PdfError: it is too old, or it is something else than LibreOffice.
    """
    found = re.search(r"LibreOffice\w* (\d+)\.(\d+)[.\d]*", said)
    if not found:
        raise PdfError("failed", said)
    version = int(found[1]), int(found[2])
    if version < OLDEST:
        raise PdfError("old", found[0])
    return version


def _run(command: list[str], timeout: float) -> str:
    """Return what a program says; it and what it has started are ended when the time is up."""
    try:
        # A session of its own, since soffice starts another program that outlives it.
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    except OSError as error:
        raise PdfError("failed", error.strerror or str(error)) from error
    with process:
        try:
            said, _ = process.communicate(timeout=timeout)
        except BaseException as error:
            _end(process)
            if isinstance(error, subprocess.TimeoutExpired):
                raise PdfError("slow", f"{timeout:g}") from error
            raise
    return said.decode("utf-8", "replace").strip()


def _end(process: subprocess.Popen[bytes]) -> None:
    if hasattr(os, "killpg"):
        os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()
