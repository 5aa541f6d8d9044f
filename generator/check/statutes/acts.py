"""Names of acts in Swedish prose: by name, abbreviation or number, and words that only look like one."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import NamedTuple

from generator import canonical
from generator.check.pattern import Pattern

#: Characters within which words belong together.
_NEAR = 80
#: An abbreviation, or a number, which a name in its indefinite form has.
_CAPITALS = Pattern(r"[A-ZÅÄÖ][A-ZÅÄÖa-z]?[A-ZÅÄÖ]|\d:\d")
_SFS = r"(?:1[6-9]|20)\d\d:\d{1,4}"
_WORD_SFS = r"\bSFS:?\s*(?:nr\.?\s*)?"
#: Words before a number in the form of an act's that make it something else.
_NOT_SFS = Pattern(
    r"(?:\b(?:(?!SFS)[A-ZÅÄÖ]{1,5}FS(?:-FS)?|prop|SOU|Ds|dir|rapport\w*|nr|dnr|diarienr|diarienummer|NJA|RÅ|HFD|MÖD|AD"
    r"|skr|bet|rskr|mål|mötet|protokoll\w*|KS|KF)\.?|/)\s?$",
    re.IGNORECASE,
)
#: Words that say that a number is an act's, though no register knows the act.
_LAW_WORD = Pattern(
    rf"(?:[\w-]*(?:lag|balk|förordning)(?:en|ens|s)?|\b(?:lagar|lagarna|stadga|stadgan))[\s(]{{1,2}}(?:{_WORD_SFS})?$"
    rf"|{_WORD_SFS}$",
    re.IGNORECASE,
)
#: Words that end as an act's name does, and are none.
_NO_LAW = Pattern(
    r"(?:\w*bo|för|\w*under|\w*an|\w*be|upp|in|av|ut|till|arbets|\w*ned?er|om|över|mellan)s?lag(?:en|ens|s)?$",
    re.IGNORECASE,
)
_SAME = r"(?P<same>(?:samma|nämnda|den)\s+(?:lag|balk|förordning)(?:en)?|lagen(?!\s+(?:om|med|\())(?!\s?\())"
_OTHER = (
    r"(?P<other>[a-zåäöA-ZÅÄÖ][\w-]*(?:lagen|balken|förordningen)s?(?!\w)"
    r"|[Ll]ag(?:en)?\s(?:om|med)\s(?:\w+[\s-]){0,3}\w+)"
)
#: Papers of a municipality or a company that have sections of their own.
_OWN = (
    r"(?P<own>(?:\w+s\s)?\w*(?:(?<!för)ordning(?:en)?|reglemente(?:t)?|stadgar(?:na)?|avtal(?:et)?|föreskrift(?:er|erna)"
    r"|direktiv(?:et)?|policyn?|riktlinjer(?:na)?|taxan?|plan(?:en)?|handbok(?:en)?|protokoll(?:et)?)s?(?!\w))"
)
_OTHERS = Pattern(rf"(?<![\w-])(?:{_SAME}|{_OTHER}|{_OWN})")


class Act(NamedTuple):
    """An act as it is named in a text, or what only looks like one."""

    start: int
    end: int
    number: str = ""
    #: As the register has it, or as it is written.
    name: str = ""
    #: act; weak: a bare number, an act's only beside a section; same: the one named last; other: an act that no
    #: register knows; own: a paper that is no law
    kind: str = "act"


class Acts:
    """The acts that a register has, ready to be looked for."""

    def __init__(
        self,
        names: frozenset[str],
        titles: frozenset[str],
        numbers: Mapping[str, str],
        sought: frozenset[str] | None = None,
    ) -> None:
        """Take what the acts are called.

        Args:
            names: names (in small letters) and abbreviations (with capitals).
            titles: names in the form that needs a number: kommunallag (2017:725).
            numbers: number, also a misprinted one, to the act's name.
            sought: those of the names and titles that are looked for; all if not given.
        """
        self.names = names
        self.titles = titles
        self.numbers = numbers
        self._sought = names | titles if sought is None else sought

    @cached_property
    def digest(self) -> str:
        """What changes whenever something else would be found in a text."""
        return canonical.digest([sorted(self.names), sorted(self.titles), dict(self.numbers)])

    def narrowed(self, text: str) -> Acts:
        """Return what to look for in the parts of a text: a pattern of the names that it can have is made sooner."""
        small = text.lower()
        sought = frozenset(name for name in self._sought if _core(name) in small)
        return Acts(self.names, self.titles, self.numbers, sought)

    def named(self, text: str, sections: bool = True) -> Iterator[Act]:
        """Yield what a text names, in order.

        Args:
            text: a paragraph.
            sections: True to look also for what matters beside a section only.
        """
        found = list(self._by_name(text)) if self._may_name(text) else []
        if ":" in text:
            found += self._by_number(text, found)
        if sections:
            found += _others(text, found)
        yield from sorted(found, key=lambda act: act.start)

    def _may_name(self, text: str) -> bool:
        """Tell whether a text has what a name needs: the end of one, capitals, or a number."""
        small = text.lower()
        return _CAPITALS.search(text) is not None or any(end in small for end in self._ends)

    @cached_property
    def _ends(self) -> list[str]:
        words = {"lagen" if name.startswith("lagen ") else name.split()[-1][-5:] for name in self.names}
        return sorted({word.lower() for word in words if len(word) > 4})

    @cached_property
    def _plain(self) -> Mapping[str, str]:
        return {_bare(name): name for name in sorted(self.names | self.titles, key=len)}

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        first, second = (
            rf"(?P<gap{form}>[\s,()]{{0,4}})(?:{_WORD_SFS})?(?P<number{form}>{_SFS})(?![\d:])\)?" for form in (1, 2)
        )
        names = self.names & self._sought
        shorts = [_short(name) for name in names if name != name.lower()]
        short = "|".join(sorted(shorts, key=len, reverse=True))
        longs = "|".join(_by_letter(name for name in names if name == name.lower()))
        titles = "|".join(_by_letter(self.titles & self._sought))
        called = rf"(?:\s\((?:{short or '(?!)'})(?:\)|(?=,)))?"
        either = rf"(?P<name>{longs or '(?!)'}|{short or '(?!)'})(?![\w-])(?P<called>{called})(?:{first})?"
        return re.compile(rf"(?<![\w-])(?:{either}|(?P<title>{titles or '(?!)'}){second})")

    def _by_name(self, text: str) -> Iterator[Act]:
        for match in self._pattern.finditer(text):
            written = match["name"] or match["title"]
            name = self._plain.get(_bare(written)) or self._plain.get(_bare(written).removesuffix("s"), "")
            number = match["number1"] or match["number2"] or ""
            end = match.end()
            loose = "(" not in str(match["gap1"] or match["gap2"])
            vague = name != name.lower() or "," in str(match["gap1"] or match["gap2"])
            if number and number not in self.numbers and loose and vague:
                # MB 2016:123 is the number of a case at a board, not of an act.
                number = ""
            if not number:
                end = match.end("called")
            elif not text[match.start() : end].count("("):
                end = match.end("number1") if match["number1"] else match.end("number2")
            yield Act(match.start(), end, number, name)

    def _by_number(self, text: str, taken: Iterable[Act]) -> Iterator[Act]:
        free = _Free(taken)
        for match in _NUMBERS.finditer(text):
            begin = max(match.start() - _NEAR, 0)
            before = text[begin : match.start()]
            inside = not free.at(match.start(), match.end())
            law = _LAW_WORD.search(before)
            if law and _NO_LAW.search(law.group().rstrip(" (\u00a0")):
                law = None
            if inside or (not law and _NOT_SFS.search(before.rstrip("("))):
                continue
            known = match.group() in self.numbers
            opened = "(" in before[law.start() :] if law else before.endswith("(")
            bracketed = opened and text[match.end() : match.end() + 1] == ")"
            if law or known:
                start = begin + law.start() if law else match.start() - bracketed
                end = self._tail(text, match.end() + bracketed, match.group())
                yield Act(start, end, match.group(), kind="act" if law or bracketed else "weak")

    def _tail(self, text: str, end: int, number: str) -> int:
        """Return where an act ends whose name goes on after its number: lagen (2002:102) om allmännyttiga …."""
        rest = self.numbers.get(number, "").removeprefix("lagen ")
        if not rest.startswith(("om ", "med ")):
            return end
        match = re.compile(rf"\s+{_spaced(rest)}(?!\w)", re.IGNORECASE).match(text, end)
        return match.end() if match else end


_NUMBERS = Pattern(rf"(?<![\d:/]){_SFS}(?![\d:/])")


class _Free:
    """The places of a text where no act has been found."""

    def __init__(self, acts: Iterable[Act]) -> None:
        self._acts = sorted(acts, key=lambda act: act.start)

    def at(self, start: int, end: int) -> bool:
        """Tell whether there is no act from one offset to another."""
        last = bisect_left(self._acts, end, key=lambda act: act.start)
        return not last or self._acts[last - 1].end <= start


def _others(text: str, taken: Iterable[Act]) -> Iterator[Act]:
    free = _Free(taken)
    for match in _OTHERS.finditer(text):
        kind = match.lastgroup or ""
        if free.at(*match.span()) and (kind != "other" or not _NO_LAW.search(match.group())):
            yield Act(*match.span(), name=match.group() if kind == "other" else "", kind=kind)


def _by_letter(names: Iterable[str]) -> Iterator[str]:
    """Yield a pattern for the names of each first letter, so that most words are told apart by one."""
    groups: dict[str, list[str]] = {}
    for name in sorted(names, key=len, reverse=True):
        groups.setdefault(name[0], []).append(_spaced(name[1:]))
    for letter, rests in groups.items():
        yield f"[{letter}{letter.upper()}](?i:{'|'.join(rests)})s?"


def _core(name: str) -> str:
    """Return what a name has however it is spaced: its longest word, in small letters."""
    return max((word.strip("-") for word in name.lower().split()), key=len)


def _short(name: str) -> str:
    """Return a pattern for an abbreviation, which may be all in capitals: PuL, PUL."""
    upper = name.upper() if len(name) > 2 else name
    return re.escape(name) if upper == name else f"{re.escape(name)}|{re.escape(upper)}"


def _spaced(name: str) -> str:
    """Return a pattern for a name however it is spaced: plan- och bygglagen, plan och bygglagen, Plan & bygglagen."""
    return re.escape(name).replace(r"\-\ och\ ", r"-?\s*(?:och|&)\s+").replace(r"\ ", r"\s+")


def _bare(name: str) -> str:
    return re.sub(r"[\s-]", "", name.casefold().replace("&", "och"))
