"""Written forms: calendar days, organisationsnummer, and how a value is shown in a message."""

from __future__ import annotations

import datetime
from typing import Any


def is_date(value: object) -> bool:
    """Tell whether a value is a calendar day written YYYY-MM-DD (ISO 8601)."""
    # Python reads weeks (2024-W09-4) as well, which have the same length.
    if not isinstance(value, str) or len(value) != 10 or value[7] != "-":
        return False
    try:
        datetime.date.fromisoformat(value)
    except ValueError:
        return False
    return True


def is_orgnr(value: str) -> bool:
    """Tell whether a text has the form and the check digit of an organisationsnummer.

    Ten digits with a hyphen; the last digit is by the Luhn algorithm (Skatteverket, SKV 709).
    """
    digits = value.replace("-", "", 1)
    if len(value) != 11 or value[6] != "-" or not (digits.isascii() and digits.isdigit()):
        return False
    doubled = [int(digit) * (2 - position % 2) for position, digit in enumerate(digits)]
    return sum(number // 10 + number % 10 for number in doubled) % 10 == 0


def shown(value: Any) -> str:
    """Return a value as it may stand in a message: short, on one line."""
    text = "" if value is None else "true" if value is True else "false" if value is False else str(value)
    text = " ".join(text.split())
    return text if len(text) <= 60 else f"{text[:57]}…"
