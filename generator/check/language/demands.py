"""Demands in Swedish prose: where a sentence lays down that something shall be done, and whether it says by whom."""

from __future__ import annotations

import re
from typing import NamedTuple

from generator.check.pattern import Pattern

_MODAL = Pattern(r"(?<!\w)(?P<modal>[Ss]ka|[Ss]kall|åtar sig(?: \w+){0,3}? att)(?!\w)")
#: Where a new main clause may begin in the middle of a sentence.
_BORDER = Pattern(r"[;:()–]|,\s(?:och|men|samt|utan|eller)(?!\w)")
#: Words that make a clause a part of another: no demand of its own.
_SUB = Pattern(
    r"(?<!\w)(?:att|som|hur|när|om|ifall|vad|vem|vilk(?:en|et|a)|var|där|dit|vart|varför|varifrån|innan|medan|sedan"
    r"|eftersom|därför att|så länge|tills|fast|vars|huruvida|än)(?!\w)",
    re.IGNORECASE,
)
#: A clause at the beginning of a sentence, after which the main clause begins with its verb.
_FIRST = Pattern(r"\s*(?:Om|När|Innan|Sedan|Eftersom|Där|Så länge|Medan)\b")
#: What is demanded in the passive so that somebody has to do it; words such as finnas, anses and räknas are no such.
_PASSIVES = (
    "genomföras redovisas upprättas lämnas överlämnas inlämnas rapporteras återrapporteras utarbetas fastställas"
    " beslutas vidtas utföras göras utredas dokumenteras meddelas skickas sändas översändas anmälas betalas utbetalas"
    " inbetalas erläggas tillhandahållas erbjudas åtgärdas utvärderas revideras uppdateras prövas inhämtas begäras"
    " säkerställas ordnas anordnas kontrolleras granskas presenteras publiceras informeras underrättas kallas"
    " sammankallas utses tillställas delges föreläggas underställas bevakas skötas förvaltas byggas uppföras renoveras"
    " rustas samordnas planeras analyseras mätas följas föras tas ges läggas sättas inrättas införas utvecklas"
    " förbättras minskas ökas begränsas upphandlas avsättas investeras finansieras säljas förvärvas upplåtas"
    " sammanställas beaktas tillämpas iakttas bedömas bekräftas undertecknas förankras avrapporteras behandlas"
)
_DONE = frozenset(_PASSIVES.split())
#: What may stand between the modal and its verb without being who does it.
_ADVERB = Pattern(
    r"\s(?:inte|alltid|även|också|därför|därutöver|dessutom|dock|särskilt|årligen|löpande|kontinuerligt|regelbundet"
    r"|skriftligen|skriftligt|snarast|omedelbart|genast|samtidigt|varje (?:år|månad|kvartal|tertial)"
    r"|i (?:första hand|god tid|förväg|samband med \w+)|utan dröjsmål|vid behov|så snart som möjligt"
    r"|senast (?:den )?\d{1,2} \w+(?: \d{4})?|senast (?:år )?\d{4}"
    r"|(?:minst )?\w+ gång(?:er)? (?:per|om) (?:år|året))(?!\w)"
)
#: How the subject begins that stands after the modal, as in: senast den 1 mars ska en plan upprättas.
_SUBJECT = Pattern(r"\s(?:en|ett|den|det|de|dessa|detta|denna|alla|samtliga|varje|båda)(?!\w)")
_WORD = Pattern(r"\s(?P<word>[a-zåäö-]+)(?!\w)")
#: Words after which there is more than a subject.
_NO_SUBJECT = ("att", "som", "och")
#: Somebody may be named: av bolaget, genom kommunens försorg.
_BY = Pattern(r"(?<!\w)(?:av|utav|genom \w+s försorg)(?!\w)")


class Demand(NamedTuple):
    """A demand in a sentence."""

    #: Where the word that demands begins and ends in the sentence.
    start: int
    end: int
    #: The verb in the passive where nobody is named to do it; else empty.
    undone: str = ""


def demands(sentence: str) -> list[Demand]:
    """Return the demands of a sentence that are made in a main clause, in order.

    A clause that may be a part of another is taken to be one, so that nothing is called a demand that is none.
    """
    found: list[Demand] = []
    if "ska" not in sentence and "Ska" not in sentence and "åtar sig" not in sentence:
        return found
    last, below = 0, False
    named = max((match.start() for match in _BY.finditer(sentence)), default=-1)
    for modal in _MODAL.finditer(sentence):
        before = sentence[last : modal.start()]
        border = max((match.end() for match in _BORDER.finditer(before)), default=0)
        # What goes on from a part of another clause is a part of it too: som bolaget ska göra och kommunen ska betala.
        goes_on = below and bool(last) and not border
        clause = before[border:]
        opening = not last and not border and _opens(clause, sentence[modal.end() :])
        below = not opening and (goes_on or _SUB.search(clause) is not None)
        if not below:
            by_whom = modal["modal"].startswith("åtar") or named >= modal.end()
            found.append(Demand(modal.start(), modal.end(), "" if by_whom else _undone(sentence, modal.end())))
        last = modal.end()
    return found


def _opens(clause: str, later: str) -> bool:
    """Tell whether a sentence begins with a clause that its main clause follows: Om målet inte nås ska bolaget …."""
    first = _FIRST.match(clause)
    if not first:
        return False
    rest = clause[first.end() :]
    # "När planen ska redovisas" is the first clause still.
    return len(rest.split()) > 2 and not _SUB.search(rest) and not _verb(later, 0)


def _undone(sentence: str, at: int) -> str:
    """Return the verb in the passive of the demand whose modal ends at an offset; empty where there is none."""
    verb = _verb(sentence, at)
    at = _past(_ADVERB, sentence, at)
    subject = _SUBJECT.match(sentence, at)
    at = subject.end() if subject else len(sentence)
    for _ in range(3):
        word = _WORD.match(sentence, at)
        if verb or not word or word["word"] in _NO_SUBJECT:
            break
        at = word.end()
        verb = _verb(sentence, at)
    return verb


def _verb(text: str, at: int) -> str:
    """Return the verb of ``_DONE`` that stands at an offset, adverbs aside; empty where none does."""
    word = _WORD.match(text, _past(_ADVERB, text, at))
    return word["word"] if word and word["word"] in _DONE else ""


def _past(pattern: Pattern, text: str, at: int) -> int:
    while match := pattern.match(text, at):
        at = match.end()
    return at
