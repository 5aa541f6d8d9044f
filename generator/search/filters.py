"""Narrowing a list of clauses by what people call things: KL, kommunallagen, Göteborg."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from generator.errors import KlausulError
from generator.search.facts import STATUSES, Facts, Known
from generator.swedish import folded

#: 6 kap. 9 §, 9 §, 6:9 or 2 a §, anywhere in what was typed.
_PROVISION = re.compile(
    r"(?:(?P<chapter>\d+ ?[a-z]?)\s*kap\.?\s*)?(?P<section>\d+(?: ?[a-z])?)\s*§"
    r"|(?<![\d:])(?:(?P<short>\d+[a-z]?):)?(?P<bare>\d+[a-z]?)$"
)
_MUNICIPALITY = re.compile(r"\b(kommuns?|stads?)\b")


class UnknownValueError(KlausulError):
    """Something that no clause can have; carries what may have been meant, and what there is."""

    def __init__(self, kind: str, value: str, meant: str, known: Sequence[str]) -> None:
        self.kind, self.value, self.meant, self.known = kind, value, meant, known
        super().__init__(f"{kind}: {value}")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was asked for; what is empty was not."""

    dimension: str = ""
    contract: str = ""
    status: str = ""
    municipality: str = ""
    law: str = ""
    indicator: str = ""

    def __bool__(self) -> bool:
        """Tell whether anything was asked for."""
        return any((self.dimension, self.contract, self.status, self.municipality, self.law, self.indicator))


def matcher(wanted: Wanted, known: Known) -> Callable[[Facts], bool]:
    """Return a function that tells whether a clause is among those that are wanted.

    Raises:
        UnknownValueError: something was asked for that there is not.
    """
    tests: list[Callable[[Facts], bool]] = []
    if wanted.dimension:
        tests.append(_holds("dimensions", _named("dimension", wanted.dimension, known.dimensions.items())))
    if wanted.contract:
        tests.append(_holds("contracts", _named("contract", wanted.contract, known.contracts.items())))
    if wanted.status:
        status = _named("status", wanted.status, ((name, "") for name in STATUSES))
        tests.append(lambda row: row["status"] == status)
    if wanted.municipality:
        places = _municipalities(wanted.municipality, known.municipalities)
        tests.append(lambda row: not places.isdisjoint(row["municipalities"]))
    if wanted.law:
        acts, provision = law(wanted.law, known)
        tests.append(lambda row: any(_cites(name, acts, provision) for name in row["law"]))
    if wanted.indicator:
        tests.append(_holds("indicators", _named("indicator", wanted.indicator, known.indicators.items())))
    return lambda row: all(test(row) for test in tests)


def _holds(key: str, name: str) -> Callable[[Facts], bool]:
    return lambda row: name in row[key]


def _named(kind: str, value: str, known: Iterable[tuple[str, str]]) -> str:
    """Return the id that a value is, or whose title it is."""
    names = dict(known)
    by_any = {folded(title): name for name, title in names.items() if title} | {folded(name): name for name in names}
    found = by_any.get(folded(value))
    if found is None:
        close = get_close_matches(folded(value), list(by_any), 1)
        raise UnknownValueError(kind, value, by_any[close[0]] if close else "", list(names))
    return found


def _municipalities(value: str, known: Sequence[str]) -> frozenset[str]:
    """Return what sources call a municipality: Göteborgs Stad for Göteborg."""
    by_place: dict[str, set[str]] = {}
    for name in known:
        for part in re.split(r",| och ", name):
            by_place.setdefault(_place(part), set()).add(name)
    place = _place(value)
    if place not in by_place:
        close = get_close_matches(place, list(by_place), 1)
        raise UnknownValueError("municipality", value, min(by_place[close[0]]) if close else "", known)
    return frozenset(by_place[place])


def _place(name: str) -> str:
    """Return a municipality's name without what it is and without its genitive, so that all forms are one."""
    return _MUNICIPALITY.sub("", folded(name)).strip().removesuffix("s")


def law(value: str, known: Known) -> tuple[frozenset[str], str]:
    """Return the acts that something names, and the provision in them: ``6:9``, or nothing for whole acts.

    Raises:
        UnknownValueError: there is no such act in the register, or no such provision in it.
    """
    act, _, section = value.partition("/")
    text = " ".join(act.split())
    acts = _acts(text, known)
    found = None
    if not acts and not section:
        found = _PROVISION.search(text.casefold())
    if found:
        rest = text[: found.start()] + text[found.end() :]
        section = _section(found)
        acts = _acts(rest.strip(" ,"), known)
    if not acts:
        by_name = {folded(name): act for act, names in known.statutes.items() for name in (act, *names)}
        wanted = folded(rest.strip(" ,") if found else text)
        close = get_close_matches(wanted, list(by_name), 1)
        meant = (
            next((name for name in known.statutes[by_name[close[0]]] if folded(name) == close[0]), "") if close else ""
        )
        raise UnknownValueError("law", value, meant or (by_name[close[0]] if close else ""), list(known.statutes))
    if section and not any(f"{name}/{section}" in known.provisions for name in acts):
        there = [name.partition("/")[2] for name in known.provisions if name.partition("/")[0] in acts]
        close = get_close_matches(section, there, 1)
        raise UnknownValueError("provision", value, close[0] if close else "", there)
    return acts, section


def _acts(text: str, known: Known) -> frozenset[str]:
    wanted = folded(text)
    forms = {wanted, wanted.removesuffix("en"), f"{wanted}en"}
    return frozenset(
        act for act, names in known.statutes.items() if act == wanted or any(folded(name) in forms for name in names)
    )


def _section(found: re.Match[str]) -> str:
    chapter = found["chapter"] or found["short"]
    section = (found["section"] or found["bare"]).replace(" ", "")
    return f"{chapter.replace(' ', '')}:{section}" if chapter else section


def _cites(name: str, acts: frozenset[str], provision: str) -> bool:
    act, _, section = name.partition("/")
    return act in acts and (not provision or section == provision)
