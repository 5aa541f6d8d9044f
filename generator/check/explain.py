"""Why a rule is there: the page that ``--explain`` shows and docs/kontroller.md collects."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from generator.report import SEVERITIES, checks, wording

#: What a fact is called, which is no fault.
_KINDS = {**SEVERITIES, "fact": "upplysning"}


#: The families in the order of docs/kontroller.md, by the words that their rules begin with.
FAMILIES = {
    "statute": "Hänvisningar till lagar",
    "requirement": "Krav på dokumentet",
    "dimension": "Dimensioner",
    "together": "Klausuler tillsammans",
    "number": "Tal och mål",
    "goals": "Mål som motverkar varandra",
    "transfer": "Värdeöverföringar",
    "process": "Beslut, datum och undantag",
    "language": "Språk",
    "accessibility": "Tillgänglighet i Wordfiler",
}
_INTRODUCTION = """\
# Kontroller

Sidan görs av `tools/make_docs.py` ur `generator/check/`.

`klausul check` letar i utkast, bibliotek och filer (.docx och .txt) efter det som någon annars ångrar efter beslutet.
Här står varje regel: vad den säger, hur allvarlig den är och varför den finns.
`…` står där regeln fyller i vad den hittade.

- **fel**: något behöver rättas innan dokumentet går vidare, och kommandot slutar med kod 1.
- **varning**: något är troligen inte som det är tänkt.
- **anmärkning**: något som läsaren behöver känna till.
- **upplysning**: något som är uträknat och varken är rätt eller fel.

Ingen regel avgör om något är rätt enligt lag. Det gör en jurist.
En regel som inte gick att köra sägs i rapporten, med vad den saknade.
Ett utkast kan göra undantag från en regel under `exempt`, med skäl, vem som har beslutat och till när.
Undantaget står i rapporten, och det som regeln hittade likaså.
"""


def document() -> str:
    """Return docs/kontroller.md: every rule by family."""
    parts = [_INTRODUCTION]
    for family, title in FAMILIES.items():
        words = [word for word in checks() if word.partition("-")[0] == family]
        if words:
            parts.append(f"## {title}\n")
            parts += (f"### {word}\n\n*{kind(word).capitalize()}.* {sample(word)}\n\n{_why(word)}\n" for word in words)
    return "\n".join(parts)


#: Why a finding is told that is no check's: the message says all that there is to know.
_MET = """\
Ordet hör inte till någon av kontrollerna.
Det sägs så snart klausul läser, granskar eller bygger något, och står därför också i rapporten från klausul check.
Det går inte att göra undantag från det."""


def words() -> Mapping[str, Mapping[str, Any]]:
    """Return what can be explained: the checks' rules, and what else may end a line of a report."""
    return {**wording(), **checks()}


def _why(rule: str) -> str:
    why: str = words()[rule].get("why", _MET)
    return why.rstrip()


def page(rule: str) -> Iterator[str]:
    """Yield the lines of a rule's page: what it says, how grave it is, why it is there."""
    yield from (f"{rule} ({kind(rule)})", "", sample(rule), "", *_why(rule).split("\n"))


def kind(rule: str) -> str:
    """Return how grave a rule is, in Swedish."""
    row = words()[rule]
    final = "; fel när dokumentet ska vara slutligt" if row.get("final") == "error" else ""
    return f"{_KINDS[row['severity']]}{final}"


def sample(rule: str) -> str:
    """Return a rule's message with … in the places of its values."""
    return re.sub(r"(?:\{\w+\})+", "…", words()[rule]["message"])
