"""Rules: goals that fight each other, and the projection.

What clauses set is read from the ``quantity`` of their parameters (``quantities``); in texts that nobody
has described by parameters only the words found are named. No rule says that goals cannot be met: the
projection is a sum with its assumptions beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal

from generator.check.goals.plan import NOTHING, Pace, Plan, missing, plan_of
from generator.check.goals.projection import LATER, Closing, Year, closing
from generator.check.pattern import Pattern
from generator.check.quantities import Quantity, quantities
from generator.check.rule import Case, Fact, Rule, needs_draft
from generator.check.stated import AVKASTNING, BYGGTAKT, SOLIDITET, Stated, stated
from generator.errors import Finding, Place
from generator.model.figures import Figures, figures, labels
from generator.prose.values import decimal, enumeration, value

#: Quantities that pull against each other, each pair: what costs, and what asks for a strong company.
_PAIRS = (
    ("byggtakt", "soliditet"), ("byggtakt", "avkastning"), ("byggtakt", "utdelning"),
    ("hyresniva", "soliditet"), ("hyresniva", "avkastning"),
)  # fmt: skip
#: What the quantities are called where their values do not say it.
_SAID = {
    "soliditet": "soliditet {}", "avkastning": "avkastning {}", "byggtakt": "{} nya lägenheter per år",
    "utdelning": "värdeöverföring till ägaren varje år", "hyresniva": "hyresnivåer i nya hus",
}  # fmt: skip
#: Words of a text that says how something is to be paid.
_PAID = Pattern(r"\b(?:kapitaltillskott|ägartillskott|aktieägartillskott|nyemission|finansieringsplan)\w*", re.I)
_MILLION = Decimal(1_000_000)
_TENTH = Decimal("0.1")


def conflict(case: Case) -> Iterator[Finding]:
    """Yield a finding where a draft sets goals that pull against each other and says nothing of who pays."""
    assert case.composed
    known = figures(case.composed.loaded.source.data)
    all_set = quantities(case.composed)
    told: set[str] = set()
    # What a clause sets for one company does not pull against what another sets for the next.
    for row in dict.fromkeys(one.item.choice.row for one in all_set):
        found = {one.name: one for one in reversed(all_set) if one.item.choice.row in ("", row)}
        fighting = _fighting(found)
        if fighting and "finansiering" not in found and missing(known, plan_of(case.composed)):
            values = {"goals": enumeration([_said(found, name) for name in fighting])}
            item = found[fighting[0]].item
            if item.key not in told:
                yield Finding("goals-conflict", case.composed.place(item.key), clause=item.key, values=values)
            told.add(item.key)


def _fighting(found: dict[str, Quantity]) -> list[str]:
    pairs = [pair for pair in _PAIRS if pair[0] in found and pair[1] in found]
    return [name for name in _SAID if any(name in pair for pair in pairs)]


def _said(found: dict[str, Quantity], name: str) -> str:
    one = found[name]
    text = value(one.parameter, one.raw).text
    if name == "byggtakt":
        most = found.get("byggtakt-hogst")
        text = f"{decimal(one.raw)}–{decimal(most.raw)}" if most else f"minst {decimal(one.raw)}"
    return _SAID[name].format(text.replace("\u00a0", " "))  # to be searched for in a report


def incomplete(case: Case) -> Iterator[Finding]:
    """Yield what is missing for the projection, where a draft sets both soliditet and a pace of building."""
    assert case.composed
    source = case.composed.loaded.source
    plan = plan_of(case.composed)
    lacking = missing(figures(source.data), plan)
    if plan.goal is not None and plan.paces and lacking:
        place = source.place(("figures",), key=True) if "figures" in source.data else case.composed.place(plan.clause)
        yield Finding("goals-figures", place, clause=plan.clause, values={"missing": lacking})


def odd(case: Case) -> Iterator[Finding]:
    """Yield a finding for each figure that does not fit the others."""
    assert case.composed
    source = case.composed.loaded.source
    known = figures(source.data)
    if known.equity is not None and known.total_assets is not None and known.equity > known.total_assets:
        yield source.finding(
            "goals-figures-odd", ("figures", "equity"), what="eget kapital är större än alla tillgångar"
        )
    if known.year is None:
        return
    years = [("capital_injections", index, row.year) for index, row in enumerate(known.capital_injections)]
    years += [("sales", index, row.year) for index, row in enumerate(known.sales)]
    for name, index, year in years:
        if year <= known.year:
            what = f"år {year} ligger inte efter bokslutet år {known.year} och räknas inte med"
            yield source.finding("goals-figures-odd", ("figures", name, index, "year"), what=what)
    plan = plan_of(case.composed)
    if plan.target and plan.target <= known.year:
        what = f"målåret {plan.target} ligger inte efter bokslutet år {known.year}"
        yield source.finding("goals-figures-odd", ("figures", "year"), what=what)


def lacks_projection(case: Case) -> str:
    """Say what the projection lacks."""
    if not case.composed:
        return needs_draft(case)
    if not case.composed.contract.contract.company_forms:
        return "bolag"
    source = case.composed.loaded.source
    if "figures" not in source.data:
        return "bolagets siffror (figures)"
    return missing(figures(source.data), plan_of(case.composed))


def project(case: Case) -> Iterator[Finding | Fact]:
    """Yield the projection with its assumptions, and where the goal is not reached what would close the gap."""
    assert case.composed
    source = case.composed.loaded.source
    known, plan = figures(source.data), plan_of(case.composed)
    place = source.place(("figures",), key=True)
    for pace in plan.paces or (NOTHING,):
        rows = plan.project(known, pace)
        yield Fact("goals-projection", place, values={"pace": pace.said}, rows=tuple(map(_row, rows)))
    yield Fact("goals-assumptions", place, rows=tuple(_assumptions(known, plan)))
    yield from _short(case, known, plan, place)


def _short(case: Case, known: Figures, plan: Plan, place: Place) -> Iterator[Finding | Fact]:
    assert case.composed
    for pace in plan.paces or (NOTHING,):
        rows = plan.project(known, pace)
        for row, goal, what in plan.goals(rows):
            if row.short(goal):
                values = {
                    "ratio": _ratio(row),
                    "year": row.year,
                    "pace": pace.said,
                    "goal": decimal(goal),
                    "what": what,
                }
                yield Finding("goals-gap", case.composed.place(plan.clause), clause=plan.clause, values=values)
                if row.year == plan.target and row.ratio is not None and goal < 100:
                    closes = closing(known, pace.flats, plan.target, goal)
                    said = {"pace": pace.said, "year": plan.target, "goal": decimal(goal)}
                    yield Fact("goals-closing", place, values=said, rows=tuple(_closing(closes, known, plan, pace)))


def _row(row: Year) -> tuple[str, ...]:
    amounts = (row.investment, row.write_down, row.equity_change, row.loans, row.equity, row.assets)
    return (str(row.year), decimal(row.flats), *map(_million, amounts), _ratio(row))


def _ratio(row: Year) -> str:
    # Downwards, so that nothing below a goal is shown as equal to it.
    return "–" if row.ratio is None else decimal(row.ratio.quantize(_TENTH, ROUND_FLOOR))


def _million(amount: object, rounding: str = ROUND_HALF_UP) -> str:
    return decimal((Decimal(str(amount or 0)) / _MILLION).quantize(_TENTH, rounding) + 0)


def _kronor(amount: object) -> str:
    return f"{decimal(Decimal(str(amount or 0)))} kronor"


def _assumptions(known: Figures, plan: Plan) -> Iterator[tuple[str, str]]:
    yield f"Eget kapital den 31 december {known.year}", _kronor(known.equity)
    yield f"Tillgångar den 31 december {known.year}", _kronor(known.total_assets)
    yield "Resultat varje år, före nedskrivning av nya hus", _kronor(known.yearly_result)
    if plan.paces:
        yield "Avskrivningar varje år", _kronor(known.depreciation)
        yield "Kostnad för en ny lägenhet, samma varje år", _kronor(known.cost_per_flat)
        yield "Nedskrivning av nya hus det år de blir klara", f"{decimal(known.write_down_share or 0)} procent"
        yield (
            "Lån till nya hus, mer om årets pengar inte räcker till resten",
            f"{decimal(known.loan_share or 0)} procent",
        )
        yield "Nya hus betalas det år de blir klara", "antas"
        yield "Nya lägenheter ger varken överskott eller underskott", "antas"
    yield "Amortering varje år", _kronor(known.amortisation)
    yield "Värdeöverföringar varje år", _kronor(known.transfers)
    assert known.year is not None
    for injection in known.capital_injections:
        if injection.year > known.year:
            yield f"Kapital från ägaren {injection.year}, i stället för lån", _kronor(injection.amount)
    for sale in known.sales:
        if sale.year > known.year:
            yield f"Försäljning {sale.year}, i stället för lån", _kronor(sale.price)
            yield f"Bokfört värde på det som säljs {sale.year}", _kronor(sale.book_value)
    yield "Pengar som blir över ett år stannar i bolaget och ersätter inte senare lån", "antas"
    yield "Resultatet ändras inte av lån, försäljningar eller räntor", "antas"
    yield "Soliditeten avrundas nedåt till en decimal", "antas"


def _closing(closes: Closing, known: Figures, plan: Plan, pace: Pace) -> Iterator[tuple[str, str]]:
    yield f"Kapital från ägaren år {plan.target}", f"{_million(closes.capital, ROUND_CEILING)} miljoner kronor"
    yield f"Försäljning av lägenheter år {plan.target}", _sold(closes, known)
    if pace.flats:
        fewer = "räcker inte ens utan nya lägenheter" if closes.fewer is None else f"{decimal(closes.fewer)} per år"
        yield f"Färre nya lägenheter än {decimal(pace.number)} per år", fewer
    later = f"inte inom {LATER} år" if closes.later is None else str(closes.later)
    yield f"Senare målår, om inget byggs efter {plan.target}", later


def _sold(closes: Closing, known: Figures) -> str:
    lacking = known.missing(("sale_price_per_flat", "book_value_per_flat"))
    if lacking:
        return f"går inte att räkna ut utan {labels(lacking)}"
    if closes.sold is None:
        return "räcker inte, eftersom priset är för lågt"
    if known.flats is None:
        return f"{decimal(closes.sold)} lägenheter"
    enough = "" if closes.sold <= known.flats else ", fler än bolaget har"
    return f"{decimal(closes.sold)} av {decimal(known.flats)} lägenheter{enough}"


def words(case: Case) -> Iterator[Finding]:
    """Yield a finding where a text asks for both a pace of building and soliditet or avkastning."""
    known = {one.name: one for one in reversed(quantities(case.composed))} if case.composed else {}
    written: dict[str, tuple[Stated, re.Match[str]]] = {}
    for sentence in stated(case):
        for name, sought in (("soliditet", SOLIDITET), ("avkastning", AVKASTNING), ("byggtakt", BYGGTAKT)):
            if match := sought.search(sentence):
                written.setdefault(name, (sentence, match))
    said = {name: _said(known, name) for name in known if name in _SAID}
    said |= {name: match.group() for name, (_, match) in written.items()}
    demand = next((name for name in ("soliditet", "avkastning") if name in said), "")
    here = next((name for name in ("byggtakt", demand) if name in written), "")
    if "byggtakt" not in said or not demand or not here or "finansiering" in known or _says_who_pays(case):
        return
    sentence, match = written[here]
    other = demand if here == "byggtakt" else "byggtakt"
    values = {"first": said[here], "second": said[other]}
    yield Finding("goals-words", sentence.place(case, match.start()), clause=sentence.clause, values=values)


def _says_who_pays(case: Case) -> bool:
    return any(_PAID.search(line.text) for line in case.paper.lines)


RULES: tuple[Rule, ...] = (
    Rule(("goals-conflict",), conflict, needs_draft),
    Rule(("goals-words",), words),
    Rule(("goals-figures",), incomplete, needs_draft),
    Rule(("goals-figures-odd",), odd, needs_draft),
    Rule(("goals-projection", "goals-assumptions", "goals-gap", "goals-closing"), project, lacks_projection),
)
