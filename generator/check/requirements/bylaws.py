"""A directive that does the work of the articles of association (bolagsordning): purpose, object, board, capital.

Only sentences that lay something down are looked for. A sentence in a paragraph that names the articles, or right
under one that does, refers to them and is left alone; so are headings.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from generator.check.pattern import Pattern
from generator.check.requirements.law import rests_on, verified
from generator.check.requirements.words import ARTICLES, kind_of
from generator.check.rule import Case, Rule
from generator.errors import Finding

#: Where kommunallagen places the purpose; KL 10:3 point 2.
_PURPOSE = "sfs-2017-725/10:3"
#: That something is decided elsewhere lays nothing down here.
_IS = r"(?:är|ska(?:ll)? vara)(?! (?:angi|fastställ|besluta|beskriv|reglera|bestäm))"
_COUNT = r"(?:\d+|en|ett|två|tre|fyra|fem|sex|sju|åtta|nio|tio|elva|tolv|tretton|fjorton|femton)"


class _Matter(NamedTuple):
    """Something that the articles lay down."""

    what: str
    #: A part of a word that every such sentence has; most lines do not, and looking for it is fast.
    sign: str
    pattern: Pattern
    #: The provision that places it there; empty where the register has none.
    provision: str = ""


def _matter(what: str, sign: str, pattern: str, provision: str = "") -> _Matter:
    """Return a matter from a pattern of small letters."""
    return _Matter(what, sign, Pattern(pattern), provision)


_MATTERS = (
    _matter(
        "det kommunala ändamålet",
        "ändamål",
        rf"\bändamålet med bolagets?(?: verksamhet)? {_IS}\b"
        rf"|\bbolagets (?:kommunala )?ändamål {_IS}\b"
        r"|\bbolaget (?:har|ska(?:ll)? ha) till (?:kommunalt )?ändamål att\b",
        _PURPOSE,
    ),
    _matter(
        "föremålet för verksamheten",
        "föremål",
        rf"\bföremålet för bolagets verksamhet {_IS}\b"
        r"|\bbolaget (?:har|ska(?:ll)? ha) till föremål för sin verksamhet att\b"
        rf"|\bbolagets verksamhetsföremål {_IS}\b",
    ),
    _matter(
        "antalet styrelseledamöter",
        "ledam",
        r"\b(?:styrelsen|bolagets styrelse) (?:består av|ska(?:ll)? (?:bestå av|(?P<has>ha)))"
        rf" (?:(?:lägst|minst|högst) )?{_COUNT}(?: ?(?:till|och|eller|–|-) ?(?:högst )?{_COUNT})? (?:ordinarie )?"
        # So many members with some experience are not how many there are.
        r"(?:ledamot|ledamöter|styrelseledamöter)\b(?(has)(?! (?:med|som|från|ur|vars|utan)\b))",
    ),
    _matter(
        "aktiekapitalet",
        "aktiekapital",
        r"\b(?:bolagets )?aktiekapital(?:et)? (?:är|utgör|uppgår till|"
        r"ska(?:ll)? (?:vara|utgöra|uppgå till)) (?:(?:lägst|minst|högst) )?\d(?:[\d\s]*\d)?",
    ),
    _matter(
        "bolagets säte",
        "säte",
        r"\bstyrelsen (?:har|ska(?:ll)? ha) sitt säte i\b|\bbolagets säte (?:är|ska(?:ll)? vara)\b",
    ),
    _matter("bolagets firma", "bolagets f", r"\bbolagets (?:firma|företagsnamn) (?:är|ska(?:ll)? vara)\b"),
    _matter(
        "räkenskapsåret",
        "räkenskapsår",
        r"\b(?:bolagets )?räkenskapsår(?:et)? (?:är|omfattar|ska(?:ll)? (?:vara|omfatta))"
        r" (?:kalenderår|tiden|den \d|\d)",
    ),
    _matter(
        "antalet revisorer",
        "revisor",
        rf"\bbolaget (?:har|ska(?:ll)? ha) (?:(?:lägst|minst|högst) )?{_COUNT} (?:auktoriserad\w* )?revisor(?:er)?\b",
    ),
    _matter(
        "kallelsen till bolagsstämman",
        "kallelse",
        r"\bkallelse till (?:ordinarie |extra )?(?:bolagsstämma\w*|årsstämma\w*) "
        r"(?:ska(?:ll)? )?(?:ske|sker|utfärdas?|skickas?)\b.{0,60}?\b(?:tidigast|senast)\b",
    ),
)


def look(case: Case) -> Iterator[Finding]:
    """Yield a finding for each sentence that lays down what the articles are to lay down."""
    registers = case.law.registers
    ours = case.composed or case.library
    if not ours and kind_of(case.paper, registers.requirements) == ARTICLES:
        return
    before = ""
    for line in case.paper.lines:
        text, around = line.text.lower(), f"{before} {line.text}".lower()
        before = line.text
        if line.kind == "heading" or ARTICLES in around:
            continue
        for matter in _MATTERS:
            for found in matter.pattern.finditer(text) if matter.sign in text else ():
                word = "requirement-bylaws-work"
                values = {
                    "written": line.text[found.start() : found.end()],
                    "what": matter.what,
                    "law": rests_on(matter.provision, "lag", registers),
                    "provision": matter.provision,
                }
                if not verified(matter.provision, registers):
                    word = f"{word}-unverified"
                yield Finding(word, case.paper.place(line, found.start()), clause=line.clause, values=values)


RULES = (Rule(("requirement-bylaws-work", "requirement-bylaws-work-unverified"), look),)
