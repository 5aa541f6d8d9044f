"""Rules: value transfers, and the cap of 3 § of the act on public housing companies (2010:879).

The register holds the provisions as unverified, so nothing here is more than a note. The cap is worked
out as the register describes it: capital paid for shares times the average statslåneränta plus one
percentage point, and at most half of last year's result. The exceptions of 4 and 5 §§ are not worked out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal, localcontext
from typing import NamedTuple

from generator.check.pattern import Pattern
from generator.check.rule import Case, Fact, Rule, needs_draft
from generator.check.stated import NUMBER, Stated, mentioning
from generator.check.statutes.references import references
from generator.errors import Finding
from generator.model.figures import Figures, figures, labels
from generator.prose.values import decimal
from generator.source.tree import Path, dotted

#: The act and its provisions, as the register of law names them.
ACT, CAP, EXCEPTIONS = "sfs-2010-879", "3", ("4", "5")
_NEEDED = ("capital_paid", "statslaneranta", "last_result")
_DIGITS = 60

_AMOUNT = rf"{NUMBER}[ \u00a0]?(?:%|procent\w*|miljon\w*|miljard\w*|mnkr|mkr|tkr|msek|kronor|kr)(?!\w)"
_TRANSFER = r"(?:\w*utdelning\w*|koncernbidrag\w*|värdeöverföring\w*)"
#: A transfer with how much, in either order; a return is a transfer where it goes to the owner.
_ASKED = Pattern(
    rf"\b{_TRANSFER}\b[^.;:]{{0,100}}?\b{_AMOUNT}"
    rf"|\b{_AMOUNT}[^.;:]{{0,40}}?\b(?:i|som)[ \u00a0](?:årlig[ \u00a0])?{_TRANSFER}\b"
    r"|\bavkastning\w*\b(?=[^.;:]{0,200}\btill[ \u00a0](?:kommunen|ägaren|moderbolaget)\b)"
    rf"[^.;:]{{0,100}}?\b{_AMOUNT}",
    re.IGNORECASE,
)
#: Pieces of the words without which it finds nothing.
_PIECES = ("utdelning", "koncernbidrag", "värdeöverföring", "avkastning")
_DEMAND = Pattern(r"\b(?:ska|skall|bör|får|måste|krav\w*|mål\w*)\b", re.IGNORECASE)
_NOT = Pattern(r"\b(?:ingen|inga|inte|ej|aldrig)\b", re.IGNORECASE)
#: A transfer that by its own words stays within the law's cap.
_WITHIN = Pattern(
    r"\b(?:inom|enligt|utöver|överstiger|överstiga)\b[^.;]{0,60}\b(?:lag(?:en|ens)?|gräns\w*)\b", re.IGNORECASE
)


def limit(case: Case) -> Iterator[Finding]:
    """Yield a finding for each demand of a transfer, where neither the cap nor its exceptions are named."""
    found = []
    for sentence in mentioning(case, _PIECES):
        text = sentence.text
        match = _ASKED.search(text)
        if match and _DEMAND.search(text) and not _NOT.search(text) and not _WITHIN.search(text):
            found.append((sentence, match))
    if not found:
        return
    named = _named(case)
    if set(EXCEPTIONS) & {section for sections in named.values() for section in sections}:
        return
    for sentence, match in found:
        if CAP not in named.get(_key(sentence), ()):
            yield sentence.finding(case, "transfer-limit", match, provision=f"{ACT}/{CAP}")


def _key(sentence: Stated) -> object:
    """Return what holds together: a clause, or in other papers a passage."""
    return sentence.clause or sentence.passage.line.number


def _named(case: Case) -> dict[object, set[str]]:
    """Return the sections of the act that are referred to, by what holds together."""
    named: dict[object, set[str]] = {}
    known = case.law.acts.narrowed(case.paper.text)
    for sentence in mentioning(case, ("§", "lag")):
        for reference in references(sentence.text, known):
            if any(answer.provision.startswith(ACT) for answer in case.law.answers(reference, case.paper.year)):
                inside = named.setdefault(_key(sentence), set())
                for first, last in reference.sections:
                    inside |= {str(number) for number in range(_number(first), _number(last) + 1)}
    return named


def _number(section: str) -> int:
    digits = re.match(r"\d+", section)
    return int(digits.group()) if digits else 0


class Cap(NamedTuple):
    """The cap on a year's transfers, in kronor."""

    #: Capital times the rate, and half of last year's result; a loss gives nothing.
    by_rate: Decimal
    by_result: Decimal

    @property
    def amount(self) -> Decimal:
        """The lower of the two, never below nothing."""
        return max(min(self.by_rate, self.by_result), Decimal(0))


def cap_of(known: Figures) -> Cap:
    """Return the cap that figures with capital, rate and result give."""
    with localcontext(prec=_DIGITS):
        capital, rate, result = (Decimal(str(getattr(known, name))) for name in _NEEDED)
        return Cap(capital * (rate + 1) / 100, result / 2)


def lacks_cap(case: Case) -> str:
    """Say what the cap lacks."""
    if not case.composed:
        return needs_draft(case)
    if not case.composed.contract.contract.company_forms:
        return "bolag"
    return labels(figures(case.composed.loaded.source.data).missing(_NEEDED))


def cap(case: Case) -> Iterator[Finding | Fact]:
    """Yield the cap, and a finding where the transfers that the company plans are above it."""
    assert case.composed
    source = case.composed.loaded.source
    known = figures(source.data)
    found = cap_of(known)
    place = source.place(("figures",), key=True)
    values = {"cap": _kronor(found.amount), "provision": f"{ACT}/{CAP}"}
    yield Fact("transfer-cap", place, values=values, rows=tuple(_steps(known, found)))
    if known.transfers is not None and known.transfers > found.amount:
        path: Path = ("figures", "transfers")
        said = {**values, "amount": _kronor(Decimal(str(known.transfers)))}
        yield Finding("transfer-over-cap", source.place(path), dotted(path), values=said)


def _steps(known: Figures, found: Cap) -> Iterator[tuple[str, str]]:
    rate = Decimal(str(known.statslaneranta))
    yield "Kapital som har betalats för aktier", _kronor(Decimal(str(known.capital_paid)))
    yield "Statslåneräntan och en procentenhet", f"{decimal(rate + 1)} procent"
    yield "Kapitalet gånger räntan", _kronor(found.by_rate)
    yield "Hälften av föregående års resultat", _kronor(found.by_result)
    yield "Det lägre av dem, lägst noll", _kronor(found.amount)


def _kronor(amount: Decimal) -> str:
    return f"{decimal(amount.quantize(Decimal(1)) + 0)} kronor"


RULES: tuple[Rule, ...] = (
    Rule(("transfer-limit",), limit),
    Rule(("transfer-cap", "transfer-over-cap"), cap, lacks_cap),
)
