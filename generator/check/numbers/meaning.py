"""Rules on what a number means: definition, unit, baseline, price year, index or percent."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from generator.check.pattern import Pattern
from generator.check.rule import Case, Rule
from generator.check.stated import AVKASTNING, NUMBER, PERCENT, SOLIDITET, Sought, mentioning, stated
from generator.draft.rules import nodes_of
from generator.errors import Finding, Place
from generator.library.load import Entry
from generator.model.parameter import NUMERIC, Parameter
from generator.prose.template import Nodes

#: Words of a text that tells how something is counted.
_COUNTED = Pattern(
    r"\b(?:avses|räkna\w*|mät[se]\w*|mäta|definie\w*|defini\w*|delat med|menas|betyder|beräkna\w*)\b", re.IGNORECASE
)
#: Words that say what kind of soliditet, avkastning or satisfaction it is.
_SOLIDITET_KIND = Pattern(
    r"\b(?:synlig|justerad)\w* soliditet|\bbalansomslutning|\btotala tillgångar"
    r"|\bi förhållande till (?:de )?(?:totala|samlade) ",
    re.IGNORECASE,
)
_AVKASTNING_KIND = Pattern(
    r"\b(?:marknadsvärde|driftnetto|totalkapital)|\bbokfört värde"
    r"|\b(?:eget|totalt|insatt|sysselsatt|tillskjutet) kapital",
    re.IGNORECASE,
)
_ASKED = Pattern(
    r"\b(?:NKI|NBI|\w*undersökning\w*|\w*enkät\w*|\w*index\w*|\w*mätning\w*|svarande|svarsalternativ\w*)\b",
    re.IGNORECASE,
)
_SHARE = PERCENT.replace("number", "share")
_NOJDA = Sought(
    Pattern(
        rf"\b{PERCENT}[^.;:]{{0,60}}\bnöjda\b|\bnöjda\b[^.;:,]{{0,60}}?(?<!med )\b{_SHARE}",
    ),
    ("nöjda",),
)
#: What a number is followed by where no unit follows.
_NO_UNIT = Pattern(r"\s*(?:[.,;:)]|$|(?:i|per|och|till|senast|år|enligt|den|under|vid|som|eller)\b)")
_BARE = Sought(
    Pattern(
        r"\b(?:[Ss]oliditet|[Dd]irektavkastning)\w*\b[^.;:,\d]{0,60}?\b(?:minst|lägst|högst|till|på|vara|över)[ \u00a0]"
        r"\d{1,2}(?:,\d+)?(?=\.?$|[.;,][ \u00a0]|[ \u00a0](?:senast|vid|den|i slutet)\b)"
    ),
    ("soliditet", "direktavkastning"),
)
#: A goal that is a change of something, by its name.
_CHANGE = Pattern(r"\b(?:minsk\w+|ökning\w*|sänkning\w*|höjning\w*|halvering\w*)", re.IGNORECASE)
_CHANGES = Sought(
    Pattern(
        r"\b(?:minska|öka|sänka|höja|reducera)s?\b[^.;:]{0,100}?\bmed[ \u00a0](?:minst[ \u00a0]|högst[ \u00a0])?"
        rf"{PERCENT}|\bhalveras?\b",
        re.IGNORECASE,
    ),
    ("minska", "öka", "sänka", "höja", "reducera", "halvera"),
)
_COMPARED = Pattern(
    r"\b(?:jämför\w*|från|sedan|i förhållande till|utgångs\w*|basår\w*|än|mot|per år|årlig\w*|varje år|om året|årstakt)"
    r"\b",
    re.IGNORECASE,
)
_SECOND_YEAR = Pattern(r"\b(?:19|20)\d\d\b.*\b(?:19|20)\d\d\b")
_RENT = Sought(
    Pattern(rf"\b{NUMBER}[ \u00a0](?:kr|kronor)[ \u00a0]?(?:per|/)[ \u00a0]?(?:kvadratmeter|kvm|m2|m²)", re.IGNORECASE),
    ("kvadratmeter", "kvm", "m2", "m²"),
)
_PRICES = Pattern(
    r"\bpris(?:er|ernas?|år\w*|nivå\w*)\b|\b(?:\w+pris)?index|\bräkna\w* (?:om|upp)|\blöpande|\bnominel"
    r"|\bårs hyresnivå",
    re.IGNORECASE,
)
_RECURS = Pattern(r"\b(?:år|året|månad|månaden)\b")
#: Indices of how satisfied people are, and others, which are no shares.
_INDICES = (
    r"NKI|NBI|NHI|[Nn]öjd-?[ \u00a0]?(?:[Kk]und|[Bb]oende|[Hh]yresgäst|[Rr]egion|[Mm]edborgar)-?[ \u00a0]?[Ii]ndex\w*"
    r"|[Kk]ommunindex\w*"
)
#: Words of a sentence whose share is of those who took part. Who "svarar för" something is responsible for it.
_ANSWERED = Pattern(r"\b(?:(?:be)?svar(?!\w*[ \u00a0]för\b)|delta[grs]?)", re.IGNORECASE)
#: The survey is no index, and neither a change by so many percent nor the best so many percent are its value.
_NO_SURVEY = r"(?!-?[ \u00a0]?(?:under|mätning|enkät))"
_CHANGED_BY = r"(?<!\bmed )(?<!\bmed minst )(?<!\bde )"
_OF_OTHERS = r"(?![ \u00a0](?:av[ \u00a0]|bästa|främsta|högsta|sämsta|lägsta))"


class _Clause(NamedTuple):
    """A clause under check: in a draft at its place there, in a library in its file."""

    case: Case
    entry: Entry
    #: The wordings to be read.
    nodes: Sequence[Nodes]
    #: Instance key in a draft.
    key: str = ""

    def place(self, parameter: Parameter) -> Place:
        if self.case.composed:
            return self.case.composed.place(self.key)
        return self.entry.source.place(("parameters", parameter.name), key=True)

    def finding(self, word: str, parameter: Parameter, **values: object) -> Finding:
        said = {"label": parameter.label, "name": parameter.name, **values}
        return Finding(word, self.place(parameter), clause=self.key or self.entry.clause.id, values=said)

    def text(self) -> str:
        return " ".join(_text(nodes) for nodes in self.nodes)


def _clauses(case: Case) -> Iterator[_Clause]:
    if case.composed:
        for item in case.composed.chosen:
            nodes = nodes_of(case.composed.loaded, case.composed.contract.contract, item)
            yield _Clause(case, item.entry, (nodes,), item.key)
    elif case.library:
        for entry in case.library.entries:
            if entry.source.file.startswith(f"{case.paper.file}/"):
                yield _Clause(case, entry, tuple(entry.nodes.values()))


def _goals(case: Case) -> Iterator[tuple[_Clause, Parameter]]:
    for clause in _clauses(case):
        for parameter in clause.entry.clause.parameters.values():
            if parameter.type in {*NUMERIC, "table"} and (parameter.deadline or parameter.baseline):
                yield clause, parameter


def _text(nodes: Nodes) -> str:
    """Return the characters of a text, without values."""
    parts = []
    for node in nodes:
        if node[0] == "text":
            parts.append(node[1])
        elif node[0] == "if":
            parts += [_text(node[2]), _text(node[3])]
        elif node[0] == "for":
            parts.append(_text(node[3]))
    return " ".join(parts)


def definition(case: Case) -> Iterator[Finding]:
    """Yield a finding for each goal that says nowhere how its number is counted."""
    indicators = case.law.registers.indicators
    for clause, goal in _goals(case):
        if not goal.deadline or goal.definition or goal.type in ("money", "table"):
            continue
        measured = any(name in indicators for name in clause.entry.clause.indicators)
        if not measured and not _COUNTED.search(clause.text()):
            yield clause.finding("number-no-definition", goal)
    for sought, kind, anywhere in (
        (SOLIDITET, _SOLIDITET_KIND, True), (AVKASTNING, _AVKASTNING_KIND, True), (_NOJDA, _ASKED, False),
    ):  # fmt: skip
        yield from islice(_undefined(case, sought, kind, anywhere), 1)


def _undefined(case: Case, sought: Sought, kind: Pattern, anywhere: bool) -> Iterator[Finding]:
    for sentence in stated(case):
        match = sought.search(sentence)
        if match is None or _COUNTED.search(sentence.around) or kind.search(sentence.around):
            continue
        if anywhere and any(kind.search(line.text) for line in case.paper.lines):
            return
        yield sentence.finding(case, "number-no-definition-unsure", match)


def unit(case: Case) -> Iterator[Finding]:
    """Yield a finding for each goal that is a number of nothing."""
    for clause, goal in _goals(case):
        bare = goal.type in ("integer", "decimal") and not goal.unit and not goal.definition
        followed = [text for nodes in clause.nodes for text in _after(nodes, goal.name)] if bare else []
        if followed and all(_NO_UNIT.match(text) for text in followed):
            yield clause.finding("number-no-unit", goal)
    for sentence in stated(case):
        if match := _BARE.search(sentence):
            yield sentence.finding(case, "number-no-unit-unsure", match)


def _after(nodes: Nodes, name: str) -> Iterator[str]:
    """Yield what stands after each place where a value is printed, where it is text."""
    for index, node in enumerate(nodes):
        if node[0] == "name" and node[1] == name:
            following = nodes[index + 1 : index + 3]
            text = following[0][1] if following and following[0][0] == "text" else "värdet"
            # Another value may be the unit: {{ number }} {{ unit }}.
            yield "värdet" if text == " " and len(following) > 1 else text
        elif node[0] == "if":
            yield from _after(node[2], name)
            yield from _after(node[3], name)
        elif node[0] == "for":
            yield from _after(node[3], name)


def baseline(case: Case) -> Iterator[Finding]:
    """Yield a finding for each change that does not say what it is a change of."""
    for clause, goal in _goals(case):
        if goal.type == "percent" and not goal.baseline and _CHANGE.search(goal.label):
            yield clause.finding("number-no-baseline", goal)
    for sentence in stated(case):
        match = _CHANGES.search(sentence)
        if match and not _COMPARED.search(sentence.around) and not _SECOND_YEAR.search(sentence.text):
            yield sentence.finding(case, "number-no-baseline-unsure", match)


def price_year(case: Case) -> Iterator[Finding]:
    """Yield a finding for each sum of money over several years that says nothing of prices."""
    for clause, goal in _goals(case):
        if _money(goal) and not _PRICES.search(clause.text()):
            yield clause.finding("number-no-price-year", goal)
    for sentence in stated(case):
        match = _RENT.search(sentence)
        if match and not _PRICES.search(sentence.around):
            yield sentence.finding(case, "number-no-price-year-unsure", match)


def _money(goal: Parameter) -> bool:
    """Tell whether a goal is money each year, or money compared with that of another year."""
    for money in (goal, *goal.columns.values()):
        if money.type == "money" and not money.price_year and (goal.baseline or _RECURS.search(money.unit)):
            return True
    return False


def index(case: Case) -> Iterator[Finding]:
    """Yield a finding for each index that is written as a share in percent."""
    registers = case.law.registers
    ids = [name for name, row in registers.indicators.items() if row.get("unit") == "index"]
    words = "|".join([_INDICES, *map(re.escape, ids)])
    named = Pattern(rf"\b(?:{words})\b")
    for clause, goal in _goals(case):
        if goal.type != "percent" and goal.unit != "procent":
            continue
        measures = [registers.indicators.get(name, {}) for name in clause.entry.clause.indicators]
        if named.search(goal.label) or (measures and all(row.get("unit") == "index" for row in measures)):
            yield clause.finding("number-index-percent", goal, written=f"{goal.label}, i procent")
    pattern = Pattern(
        rf"\b(?:{words})\b{_NO_SURVEY}[^.;:,]{{0,60}}?{_CHANGED_BY}\b{PERCENT}{_OF_OTHERS}"
        rf"|{_CHANGED_BY}\b{_SHARE}[ \u00a0](?:i|enligt)[ \u00a0](?:{words})\b"
    )
    pieces = ("nki", "nbi", "nhi", "index", *(name.lower() for name in ids))
    for sentence in mentioning(case, pieces):
        match = pattern.search(sentence.text)
        # The share of those who answered is no index.
        if match and not _ANSWERED.search(sentence.text):
            yield sentence.finding(case, "number-index-percent", match)


RULES = (
    Rule(("number-no-definition", "number-no-definition-unsure"), definition),
    Rule(("number-no-unit", "number-no-unit-unsure"), unit),
    Rule(("number-no-baseline", "number-no-baseline-unsure"), baseline),
    Rule(("number-no-price-year", "number-no-price-year-unsure"), price_year),
    Rule(("number-index-percent",), index),
)
