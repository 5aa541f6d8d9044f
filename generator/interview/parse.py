"""What a person types, as a value: numbers with comma and spaces, dates in words, choices by number.

Text that cannot be read as its type is handed back as it is; ``generator.prose.accepts`` then says what
is wrong with it. Nothing is guessed: ``25.000`` could be two numbers, so it stays text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from generator.forms import is_date
from generator.model.parameter import NUMERIC, Parameter
from generator.prose.values import value
from generator.source.scalars import resolve

_SPACE = "[ \u00a0\u2009\u202f]"
_NUMBER = re.compile(rf"[-+]?(\d{{1,3}}({_SPACE}\d{{3}})+|\d+)([.,]\d+)?")
#: A point before exactly three digits may be a Swede's decimal point or a thousands mark.
_THOUSANDS_POINT = re.compile(r"[-+]?[1-9]\d*\.\d{3}")
_MONTHS = (
    "januari", "februari", "mars", "april", "maj", "juni",
    "juli", "augusti", "september", "oktober", "november", "december",
)  # fmt: skip
_DATE = re.compile(r"(?:den )?(\d{1,2})(?::e)? ([a-z]+) (\d{4})", re.IGNORECASE)
_END = r"\d{4}(?:-\d\d-\d\d)?"
_PERIOD = re.compile(rf"({_END})\s*(?:-|–|—|till(?: och med)?|to)\s*({_END})", re.IGNORECASE)
_YES, _NO = frozenset({"ja", "j", "yes", "y", "true"}), frozenset({"nej", "n", "no", "false"})
_ALL = frozenset({"alla", "all", "*"})
#: Units that people write after a number, by type.
_UNITS = {
    "percent": ("%", "procent"), "money": ("kr", "kronor", ":-"),
    "area": ("kvm", "m2", "m²", "kvadratmeter"),
}  # fmt: skip


def parse(parameter: Parameter, text: str) -> Any:
    """Return the value that a text means; None for an empty one, the text itself where it cannot be read."""
    text = text.strip()
    if not text:
        return None
    kind = parameter.type
    if kind in NUMERIC or kind == "year":
        return _number(parameter, text)
    if kind == "date":
        return date(text)
    if kind == "period":
        return _period(text)
    if kind == "choice":
        return _choice(parameter.choices, text)
    if kind == "boolean":
        return True if text.casefold() in _YES else False if text.casefold() in _NO else text
    return text


def orgnr(text: str) -> str | None:
    """Return an organisationsnummer with its hyphen, which people leave out."""
    text = text.strip()
    return f"{text[:6]}-{text[6:]}" if re.fullmatch("[0-9]{10}", text) else text or None


def unit_of(parameter: Parameter) -> str:
    """Return the unit that a number of a parameter is printed with; empty where there is none."""
    if parameter.type not in NUMERIC:
        return ""
    plain = Parameter(parameter.name, parameter.type, parameter.label, unit=parameter.unit)
    return value(plain, 2).text.removeprefix("2").strip()


def _number(parameter: Parameter, text: str) -> Any:
    bare = text.replace("\u2212", "-")
    units = (parameter.unit, parameter.unit_one, unit_of(parameter), *_UNITS.get(parameter.type, ()))
    for unit in sorted(filter(None, units), key=len, reverse=True):
        if bare.casefold().endswith(unit.casefold()):
            bare = bare[: -len(unit)].rstrip()
            break
    if not _NUMBER.fullmatch(bare) or _THOUSANDS_POINT.fullmatch(bare):
        return text
    number = resolve(re.sub(_SPACE, "", bare).replace(",", ".").removeprefix("+"))
    # More digits than a file can hold, or a leading zero, come back as text.
    return number if isinstance(number, int | Decimal) and not isinstance(number, bool) else text


def date(text: str) -> str:
    """Return a day as YYYY-MM-DD where the text names one, ``den 25 januari 2021`` as well."""
    found = _DATE.fullmatch(" ".join(text.split()))
    if not found or found[2].casefold() not in _MONTHS:
        return text
    iso = f"{found[3]}-{_MONTHS.index(found[2].casefold()) + 1:02}-{int(found[1]):02}"
    return iso if is_date(iso) else text


def _period(text: str) -> Any:
    found = _PERIOD.fullmatch(text)
    if not found:
        return text
    first, last = found[1], found[2]
    if len(first) != len(last):
        return text
    return {"from": int(first), "to": int(last)} if len(first) == 4 else {"from": first, "to": last}


def _choice(choices: Mapping[str, str], text: str) -> str:
    """Return the key of a choice that is named by its number, its key or its text."""
    if re.fullmatch("[0-9]{1,3}", text) and text not in choices:
        index = int(text) - 1
        return list(choices)[index] if 0 <= index < len(choices) else text
    words = text.casefold()
    return next((key for key, said in choices.items() if words in (key.casefold(), said.casefold())), text)


def numbers(text: str, keys: Sequence[str]) -> tuple[list[int], str]:
    """Return the positions, from 0, that a selection such as ``1 3-5`` names, and the first word that names none.

    Args:
        text: numbers, ranges, keys, or ``alla``.
        keys: what can be chosen.
    """
    chosen: set[int] = set()
    for word in re.sub(r"\s*[-–]\s*", "-", text).replace(",", " ").replace(";", " ").split():
        ends = re.fullmatch("([0-9]{1,4})(?:-([0-9]{1,4}))?", word)
        if word.casefold() in _ALL:
            chosen |= set(range(len(keys)))
        elif ends and 1 <= int(ends[1]) <= int(ends[2] or ends[1]) <= len(keys):
            chosen |= set(range(int(ends[1]) - 1, int(ends[2] or ends[1])))
        elif word.casefold() in keys:
            chosen.add(keys.index(word.casefold()))
        else:
            return [], word
    return sorted(chosen), ""
