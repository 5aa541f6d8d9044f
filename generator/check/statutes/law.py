"""What the register of law knows of a reference: the act, whether it is in force, and where a section is now."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any, NamedTuple

from generator.check.statutes.acts import Acts
from generator.check.statutes.references import Reference
from generator.library.citation import cited
from generator.model.registers import Registers

Row = Mapping[str, Any]

#: The act so much at home in these papers that its name is left out, and an hour of the day: KL 10:30.
_HOME = "KL"
_UNREAD = "lagtexten är inte kontrollerad för den nya platsen"


class Answer(NamedTuple):
    """What is known of one section of a reference, or of an act alone: no judgement of law."""

    #: repealed, moved, unknown-act, unknown-section, wrong-number or known
    kind: str
    #: The act as it is called, with its number: kommunallagen (2017:725).
    act: str = ""
    #: ``10 kap. 3 §``, or empty for the act alone.
    section: str = ""
    #: What holds instead, as it is written out.
    instead: str = ""
    #: False where the register's row has not been read against the law's text.
    verified: bool = True
    #: The day the law's text was read, or empty.
    checked: str = ""
    #: What has not been read of what holds instead; empty where all of it has.
    unread: str = ""
    #: Why the act or the section is a guess; empty where it is none.
    unsure: str = ""
    #: Id in the register.
    provision: str = ""


class _Guess(NamedTuple):
    """An act that a reference may mean, and why that is a guess; no reason where it is none."""

    identity: str
    why: str = ""
    #: True where the guess rests on what the register has of single sections, and not on when an act was in force.
    by_section: bool = False


class Law:
    """The register of acts, looked up by number and by name."""

    def __init__(self, registers: Registers) -> None:
        self.registers = registers

    @cached_property
    def acts(self) -> Acts:
        """All names, abbreviations and numbers, to be looked for in a text."""
        rows = self.registers.statutes.values()
        numbers = {number: row["name"] for row in rows for number in (row["number"], *row.get("misprints", ()))}
        titles = frozenset(str(row["title"]).lower() for row in rows if str(row["title"]).lower() not in self._by_name)
        return Acts(frozenset(self._by_name), titles, numbers)

    @cached_property
    def _by_number(self) -> Mapping[str, str]:
        return {row["number"]: name for name, row in self.registers.statutes.items()}

    @cached_property
    def _misprints(self) -> Mapping[str, str]:
        rows = self.registers.statutes.items()
        return {number: name for name, row in rows for number in row.get("misprints", ())}

    @cached_property
    def _by_name(self) -> Mapping[str, list[str]]:
        found: dict[str, list[str]] = {}
        for identity, row in self.registers.statutes.items():
            for name in (str(row["name"]).lower(), *row.get("abbreviations", ())):
                found.setdefault(name, []).append(identity)
        return found

    @cached_property
    def _by_title(self) -> Mapping[str, list[str]]:
        found: dict[str, list[str]] = {}
        for identity, row in self.registers.statutes.items():
            found.setdefault(str(row["title"]).lower(), []).append(identity)
        return found

    @cached_property
    def _former(self) -> Mapping[str, list[tuple[str, str, str]]]:
        """``sfs-2000-1383/7`` to where it stands now, with the first and last day it was called so."""
        found: dict[str, list[tuple[str, str, str]]] = {}
        for key, row in self.registers.provisions.items():
            for former in row.get("formerly", ()):
                days = str(former.get("in_force_from", "")), str(former["in_force_to"])
                found.setdefault(f"{key.partition('/')[0]}/{former['section']}", []).append((key, *days))
        return found

    def checked(self) -> str:
        """Return the earliest day to which any verified row was read: what a report promises at most."""
        rows = [*self.registers.statutes.values(), *self.registers.provisions.values()]
        return min((str(row["checked"]) for row in rows if row["verified"] and "checked" in row), default="")

    def answers(self, reference: Reference, year: int = 0) -> list[Answer]:
        """Return what is known of each section of a reference.

        Args:
            reference: as it stands in the text.
            year: the paper's year, or 0; an act without a number may be the one of that time.
        """
        named = self._by_name.get(reference.name) or self._by_title.get(reference.name, [])
        if reference.number:
            return self._numbered(reference, named, year)
        guess = self._guess(reference, named, year)
        return self._sections(guess, reference, year) if guess else self._unknown(reference, named)

    def _numbered(self, reference: Reference, named: Sequence[str], year: int) -> list[Answer]:
        number = reference.number
        if number in self._by_number:
            return self._sections(_Guess(self._by_number[number]), reference, year)
        meant = self._misprints.get(number, "")
        if meant and named:
            wrong = Answer("wrong-number", instead=self.called(meant), provision=meant)
            return [wrong, *self._sections(_Guess(meant), reference, year)]
        if meant or named:
            said = [self.called(identity) for identity in ([meant] if meant else named)]
            instead = " eller ".join([", ".join(said[:-1])] * (len(said) > 1) + said[-1:])
            return [Answer("wrong-number", instead=instead, provision=meant or named[0])]
        return [Answer("unknown-act", number)]

    def _unknown(self, reference: Reference, named: Sequence[str]) -> list[Answer]:
        return [Answer("unknown-act", reference.name)] if reference.name and not named else []

    def _guess(self, reference: Reference, named: Sequence[str], year: int) -> _Guess | None:
        """Return which act a name alone means: the one in force, or one before it."""
        unnamed = not reference.name
        if unnamed:
            # A section right after another act's name may be of that act, which the register cannot tell.
            home = self._by_name.get(_HOME, [])
            if reference.near and not self._is(reference.near, home):
                return None
            named = home
        current = [identity for identity in named if not self.registers.statutes[identity].get("repealed")]
        former = [identity for identity in named if identity not in current]
        if not current:
            return _Guess(former[0]) if former and not unnamed else None
        start = str(self.registers.statutes[current[0]].get("in_force_from", ""))[:4]
        if former and reference.sections and year and start and year < int(start):
            old = next((identity for identity in former if self._holds(identity, reference)), former[0])
            if not unnamed or self._holds(old, reference):
                return _Guess(old, f", som är upphävd: papperet är från {year}")
        holds = self._holds(current[0], reference)
        for identity in former:
            if reference.sections and not holds and self._holds(identity, reference):
                return _Guess(identity, ", som är upphävd: registret har paragrafen bara där", by_section=True)
        return _Guess(current[0]) if holds or not unnamed else None

    def _is(self, near: str, identities: Iterable[str]) -> bool:
        known = self._by_name.get(near) or self._by_title.get(near) or [self._by_number.get(near, "")]
        return any(identity in identities for identity in known)

    def _holds(self, identity: str, reference: Reference) -> bool:
        return all(
            _key(identity, reference.chapter, section) in self.registers.provisions
            for first_last in reference.sections
            for section in first_last
        )

    def _sections(self, guess: _Guess, reference: Reference, year: int) -> list[Answer]:
        if not reference.sections:
            return [self._act(guess)]
        found = []
        for first, last in reference.sections:
            keys = self._keys(guess.identity, reference.chapter, first, last)
            section = written(reference.chapter, first, last)
            answer = self._section(guess, keys, section, year)
            clock = reference.form == "colon" and reference.name == _HOME and not reference.number and len(first) == 2
            if answer.kind != "unknown-section" or not clock:
                found.append(answer)
        return found

    def _keys(self, identity: str, chapter: str, first: str, last: str) -> list[str]:
        """Return the provisions of the register from one section to another, or what was called so."""
        if first == last:
            key = _key(identity, chapter, first)
            return [key] if key in self.registers.provisions or key in self._former else []
        start = _key(identity, chapter, "")
        every = [key for key in self.registers.provisions if key.startswith(start) and ":" not in key[len(start) :]]
        return [key for key in every if _order(first) <= _order(key[len(start) :]) <= _order(last)]

    def _act(self, guess: _Guess) -> Answer:
        identity = guess.identity
        row = self.registers.statutes[identity]
        kind = "repealed" if row.get("repealed") else "known"
        instead = self._places(row.get("replaced_by", ()))
        checked = str(row.get("checked", ""))
        return Answer(kind, self.called(identity), "", instead, row["verified"], checked, "", guess.why, identity)

    def _section(self, guess: _Guess, keys: Sequence[str], section: str, year: int) -> Answer:
        identity = guess.identity
        row, act = self.registers.statutes[identity], self.called(identity)
        rows = [self.registers.provisions.get(key, {}) for key in keys]
        moved = list(dict.fromkeys(place for one in rows for place in one.get("replaced_by", ())))
        day = str(row.get("checked", ""))
        if row.get("repealed"):
            # That the act is repealed may be sure where the section's new place is not.
            instead = self._places(moved or row.get("replaced_by", ()))
            unread = _UNREAD if moved and not all(one["verified"] for one in rows) else ""
            place = keys[0] if keys else identity
            sure = row["verified"] and not (guess.by_section and unread)
            return Answer("repealed", act, section, instead, sure, day, unread, guess.why, place)
        called = self._called(keys[0], year) if len(keys) == 1 else None
        if called:
            now, why = called
            new = self.registers.provisions[now]
            sure = row["verified"] and new["verified"]
            return Answer("moved", act, section, self._places([now]), sure, str(new.get("checked", day)), "", why, now)
        if not keys or not rows[0]:
            return Answer("unknown-section", act, section, "", row["verified"], day, "", guess.why, identity)
        sure = row["verified"] and all(one["verified"] for one in rows)
        day = min((str(one.get("checked", day)) for one in rows), default=day)
        kind = "moved" if moved else "known"
        return Answer(kind, act, section, self._places(moved), sure, day, "", guess.why, keys[0])

    def _called(self, key: str, year: int) -> tuple[str, str] | None:
        """Return where a section stands now that was called so in a paper's year, and why that is a guess."""
        act = key.partition("/")[0]
        ends = [days[-1] for name, rows in self._former.items() if name.startswith(f"{act}/") for days in rows]
        for now, start, end in self._former.get(key, ()):
            # Without a year only the latest change counts: the older the change, the less likely that it is meant.
            either = end == max(ends) if not year else year == int(end[:4]) and not end.endswith("12-31")
            if either:
                return now, f", med den beteckning som paragrafen hade till och med {end}"
            if year and int(start[:4] or 0) <= year <= int(end[:4]):
                return now, ""
        return None

    def called(self, identity: str) -> str:
        """Return an act as it is called, with its number."""
        row = self.registers.statutes[identity]
        return f"{row['name']} ({row['number']})"

    def _places(self, identities: Iterable[str]) -> str:
        """Return provisions or acts as they are written: 10 kap. 3 § kommunallagen (2017:725)."""
        grouped: dict[tuple[str, str], list[str]] = {}
        for identity in identities:
            act, _, section = identity.partition("/")
            chapter, _, number = section.rpartition(":")
            grouped.setdefault((act, chapter), []).append(number)
        places = []
        for (act, chapter), numbers in grouped.items():
            if len(numbers) == 1:
                places.append(
                    cited(f"{act}/{chapter}:{numbers[0]}" if chapter else f"{act}/{numbers[0]}", self.registers)
                )
            else:
                listed = f"{', '.join(map(spaced, numbers[:-1]))} och {spaced(numbers[-1])} §§"
                places.append(f"{f'{spaced(chapter)} kap. ' if chapter else ''}{listed} {self.called(act)}")
        return " och ".join(places)


def written(chapter: str, first: str, last: str) -> str:
    """Return a section as Swedish law writes it: 10 kap. 3 §, 3 kap. 16–18 §§, 18 a §."""
    pair = [spaced(number) for number in (first, last)]
    sections = f"{pair[0]} §" if first == last else f"{pair[0]}–{pair[1]} §§"
    return f"{spaced(chapter)} kap. {sections}" if chapter else sections


def spaced(number: str) -> str:
    """Return a number with its letter apart: 18a as 18 a."""
    return f"{number[:-1]} {number[-1]}" if number[-1:].isalpha() else number


def _order(section: str) -> tuple[int, str]:
    digits = re.match(r"\d+", section)
    return (int(digits[0]), section[digits.end() :]) if digits else (0, section)


def _key(identity: str, chapter: str, section: str) -> str:
    return f"{identity}/{chapter}:{section}" if chapter else f"{identity}/{section}"
