"""The language of the command's own messages. Findings and documents are always Swedish.

The choice comes before anything else: help texts are translated when a command's module is imported,
and Click asks gettext's default domain for its own words.
"""

from __future__ import annotations

import gettext
import os
import re
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.errors import UsageError

#: The languages that there are messages in; the source strings are English.
LANGUAGES = ("sv", "en")
#: The environment variable with the language that a person wants.
VARIABLE = "KLAUSUL_LANG"
OPTION = "--lang"
DOMAIN = "klausul"
FOLDER = Path(__file__).resolve().parent.parent / "locale"

#: The environment's variables on language, the strongest first (POSIX, 8.2).
_SYSTEM = ("LC_ALL", "LC_MESSAGES", "LANG")
#: Windows' numbers for languages, without the country (MS-LCID).
_WINDOWS = {0x1D: "sv", 0x09: "en"}
#: Click puts names and values between these in messages that it puts together from parts.
_STRAIGHT = re.compile(r"(?<!\w)'([^'\n]+)'(?!\w)")


@dataclass(frozen=True)
class Choice:
    """A language, and what decided it: an option, a variable with its value, or nothing."""

    language: str = "sv"
    reason: str = ""


@dataclass
class _State:
    choice: Choice
    catalogue: gettext.NullTranslations


_state = _State(Choice("en"), gettext.NullTranslations())


def _(message: str) -> str:
    """Return a message in the user's language."""
    return _state.catalogue.gettext(message)


def scan(arguments: Sequence[str]) -> tuple[list[str], list[str]]:
    """Return the parts of a command line that choose the language, and the others.

    ``--lang`` may stand anywhere before ``--``. Click reads it first in the command, so that it is also
    Click that refuses a language that there is not. Where its value is missing, nothing else matters.
    """
    given: list[str] = []
    rest: list[str] = []
    waiting = list(arguments)
    while waiting:
        word = waiting.pop(0)
        if word == "--":
            rest += [word, *waiting]
            break
        if word == OPTION:
            if not waiting:
                return [word], []
            given = [word, waiting.pop(0)]
        elif word.startswith(f"{OPTION}="):
            given = [word]
        else:
            rest.append(word)
    return given, rest


def choose(given: Sequence[str], environment: Mapping[str, str], windows: int | None = None) -> Choice:
    """Return the language to use: the option's, else the variable's, else the system's, else Swedish.

    Args:
        given: the parts of the command line that ``scan`` found.
        environment: the process's environment.
        windows: the number of the language that Windows shows itself in, if this is Windows.
    """
    asked = given[-1].partition("=")[2] or given[-1] if given else ""
    if asked in LANGUAGES:
        return Choice(asked, OPTION)
    wanted = environment.get(VARIABLE, "")
    if wanted in LANGUAGES:
        return Choice(wanted, VARIABLE)
    name = next((name for name in _SYSTEM if environment.get(name)), "")
    if name:
        code = re.split(r"[_.@-]", environment[name])[0].lower()
        return Choice(code, f"{name}={environment[name]}") if code in LANGUAGES else Choice()
    # The lower ten bits are the language, the others the country.
    system = _WINDOWS.get((windows or 0) & 0x3FF)
    return Choice(system, "Windows") if system else Choice()


def check(environment: Mapping[str, str]) -> None:
    """Refuse a variable that names a language that there is not.

    Raises:
        UsageError: it does.
    """
    wanted = environment.get(VARIABLE)
    if wanted and wanted not in LANGUAGES:
        allowed = ", ".join(LANGUAGES)
        raise UsageError(
            _("{variable} is '{value}'; it must be one of {allowed}").format(
                variable=VARIABLE, value=wanted, allowed=allowed
            )
        )


def install(choice: Choice) -> None:
    """Take a language into use, for klausul's messages and for Click's."""
    _state.choice = choice
    # Click calls the module's own functions, which look for the languages in this variable (gettext.find).
    os.environ["LANGUAGE"] = choice.language
    gettext.bindtextdomain(DOMAIN, str(FOLDER))
    gettext.textdomain(DOMAIN)
    _state.catalogue = gettext.translation(DOMAIN, FOLDER, [choice.language], fallback=True)


def chosen() -> Choice:
    """Return the language in use and what decided it."""
    return _state.choice


def typographic(text: str) -> str:
    """Return a message with the quotation marks of the language in use."""
    return _STRAIGHT.sub("”\\1”", text) if _state.choice.language == "sv" else text


def windows_language() -> int | None:
    """Return the number of the language that Windows shows itself in, or None on another system."""
    if sys.platform != "win32":
        return None
    import ctypes

    return int(ctypes.windll.kernel32.GetUserDefaultUILanguage())
