"""Run by the system's Python, which knows LibreOffice: accept and reject the tracked changes of many files.

``python3 office_revisions.py PROGRAM PROFILE FOLDER``: for every ``*.redline.docx`` in the folder a text file with
every change accepted and one with every change rejected, for every other .docx a text file as it is. One LibreOffice
opens them all.
"""

import subprocess
import sys
import time
from pathlib import Path

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException

COMMANDS = {"plain": None, "accepted": ".uno:AcceptAllTrackedChanges", "rejected": ".uno:RejectAllTrackedChanges"}
PATIENCE = 90


def main(program, profile, folder):
    pipe = f"klausul{abs(hash(profile))}"
    command = [program, f"-env:UserInstallation={profile}", "--headless", "--norestore", "--nologo"]
    office = subprocess.Popen([*command, f"--accept=pipe,name={pipe};urp"], stdin=subprocess.DEVNULL)
    try:
        # LibreOffice takes a while to listen.
        context = connected(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        create = context.ServiceManager.createInstanceWithContext
        desktop = create("com.sun.star.frame.Desktop", context)
        dispatcher = create("com.sun.star.frame.DispatchHelper", context)
        for file in sorted(Path(folder).glob("*.docx")):
            tracked = file.name.endswith(".redline.docx")
            for name, what in COMMANDS.items():
                if tracked is bool(what):
                    write(desktop, dispatcher, what, file, file.with_suffix(f".{name}.txt"))
        desktop.terminate()
        office.wait(60)
    finally:
        office.kill()


def connected(where):
    resolver = uno.getComponentContext().ServiceManager.createInstance("com.sun.star.bridge.UnoUrlResolver")
    for _ in range(PATIENCE * 10):
        try:
            return resolver.resolve(where)
        except NoConnectException:
            time.sleep(0.1)
    raise TimeoutError(where)


def write(desktop, dispatcher, command, file, target):
    document = desktop.loadComponentFromURL(file.as_uri(), "_blank", 0, (_property("Hidden", True),))
    if command:
        dispatcher.executeDispatch(document.CurrentController.Frame, command, "", 0, ())
    # References to numbers are worked out when a file is opened, and not when numbers change.
    document.getTextFields().refresh()
    text = (_property("FilterName", "Text (encoded)"), _property("FilterOptions", "UTF8"))
    document.storeToURL(target.as_uri(), text)
    document.close(True)


def _property(name, value):
    return PropertyValue(Name=name, Value=value)


if __name__ == "__main__":
    main(*sys.argv[1:])
