"""Rules on terms: explained but never used, used but missing from the list that explains words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from generator.assemble.composed import Composed
from generator.check.pattern import Pattern
from generator.check.rule import Case, Rule, needs_draft
from generator.check.together.text import body, by_clause, needs_paper
from generator.draft.resolve import Chosen
from generator.errors import Finding
from generator.model.document import Table, plain
from generator.prose.template import Nodes
from generator.swedish import stem, words

#: Headings of the two columns of a list of terms.
_WORDS = ("ord", "begrepp", "term")
_MEANINGS = ("betydelse", "definition", "förklaring")
_LIST = Pattern(
    rf"^\|[ ]*(?:{'|'.join(_WORDS)})[ ]*\|[ ]*(?:{'|'.join(_MEANINGS)})[ ]*\|[ ]*\n\|[ :|-]+\n(?P<rows>(?:\|.*\n?)+)",
    re.IGNORECASE | re.MULTILINE,
)
_ROW = Pattern(r"^\|[ ]*([^|{\n]+?)[ ]*\|", re.MULTILINE)
#: Names given in running text: nedan kallat Bolaget, kallas i fortsättningen kommunen, nedan ”Koncernen”.
_LATER = r"(?:nedan|i[ \u00a0]fortsättningen|fortsättningsvis|härefter|hädanefter|i[ \u00a0]det[ \u00a0]följande)"
_VERB = r"(?:kallas|kallade?|kallat|benämns|benämnas|benämnda?|benämnt)"
_BETWEEN = r"(?:(?:för|tillsammans|gemensamt|även|också|här)[ \u00a0])*"
_CALLED = Pattern(
    rf"\b(?:{_LATER}[ \u00a0]{_VERB}|{_VERB}[ \u00a0]{_LATER})[ \u00a0]{_BETWEEN}"
    rf"(?:[”\"»'’](?P<quoted>[^”\"«»'’]{{2,40}})[”\"«»'’]|(?P<plain>\w{{4,}}))"
    rf"|\b{_LATER}[ \u00a0][”\"»](?P<short>[^”\"«»]{{2,40}})[”\"«»]",
    re.IGNORECASE,
)


def undefined(case: Case) -> Iterator[Finding]:
    """Yield a finding for each word that the library's list explains, the draft's own does not, and clauses use."""
    assert case.composed
    composed = case.composed
    for item in composed.chosen:
        printed = _printed(composed, item)
        shipped = _shipped(item.entry.nodes.get(composed.contract.contract.wording, []))
        left = [term for term in shipped if printed and term not in printed and _is_term(composed, term)]
        texts = by_clause(case) if left else {}
        for term in left:
            users = [key for key, text in texts.items() if key != item.key and _uses(text, term)]
            if users and not _explained(case, term):
                values = {"term": term, "id": item.key, "count": _points(len(users)), "first": users[0]}
                path = f"clauses[{item.choice.index}].id"
                yield Finding("together-term-undefined", composed.place(item.key), path, item.key, values)


def unused(case: Case) -> Iterator[Finding]:
    """Yield a finding for each word that a paper explains and does not use again."""
    if not case.composed:
        yield from _unused_elsewhere(case)
        return
    composed = case.composed
    for item in composed.chosen:
        own = [term for term in _printed(composed, item) if _is_own(item, term)]
        texts = by_clause(case) if own else {}
        rest = set(stems("\n".join(text for key, text in texts.items() if key != item.key)))
        for term in own:
            if not set(stems(term)) <= rest:
                path = f"clauses[{item.choice.index}].id"
                values = {"term": term}
                yield Finding("together-term-unused", composed.place(item.key), path, item.key, values)


def _unused_elsewhere(case: Case) -> Iterator[Finding]:
    passages = body(case)
    found = [(index, match) for index, passage in enumerate(passages) for match in _CALLED.finditer(passage.text)]
    for index, match in found:
        term = match["quoted"] or match["plain"] or match["short"]
        rest = [passage.text for number, passage in enumerate(passages) if number != index]
        rest.append(passages[index].text[match.end() :])
        if not set(stems(term)) <= set(stems("\n".join(rest))):
            place = passages[index].place(case.paper, match.start())
            yield Finding("together-term-unused", place, values={"term": term})


def stems(text: str) -> list[str]:
    """Return what the forms of a text's words have in common, so that kommunens is kommunen."""
    return [stem(word) for word in words(text)]


def _printed(composed: Composed, item: Chosen) -> list[str]:
    """Return the words that a clause explains as it is printed."""
    clause = next(clause for clause in composed.document.clauses() if clause.key == item.key)
    return [
        plain(row[0]).strip()
        for block in clause.blocks
        if isinstance(block, Table) and len(block.header) > 1 and _is_list(block)
        for row in block.rows
    ]


def _is_list(table: Table) -> bool:
    one, two = (plain(cell).strip().lower() for cell in table.header[:2])
    return one in _WORDS and two in _MEANINGS


def _shipped(nodes: Nodes) -> list[str]:
    """Return the words that a clause's own wording explains, whatever the answers are."""
    found: list[str] = []
    text = ""
    for node in nodes:
        if node[0] == "text":
            text += node[1]
        elif node[0] == "name":
            text += "x"
        elif node[0] == "if":
            found += _shipped(node[2]) + _shipped(node[3])
    for table in _LIST.finditer(text):
        found += _ROW.findall(table["rows"])
    return found


def _is_term(composed: Composed, term: str) -> bool:
    """Tell whether the library holds on to a word. Names, and the document's own, explain themselves."""
    wording = composed.contract.contract.wording
    if stems(term) == stems(composed.contract.contract.name):
        return False
    rows: Mapping[str, Mapping[str, object]] = composed.library.registers.terms
    return term[:1].islower() and any(
        row["term"] == term and wording in _wordings(row.get("wordings"), wording) for row in rows.values()
    )


def _wordings(named: object, wording: str) -> list[str]:
    return list(named) if isinstance(named, list | tuple) else [wording]


def _uses(text: str, term: str) -> bool:
    return re.search(rf"\b{re.escape(term)}s?\b", text, re.IGNORECASE) is not None


def _explained(case: Case, term: str) -> bool:
    """Tell whether some text, such as the preamble, says what is called so."""
    called = re.compile(rf"\b(?:kallas|kallad|kallat|benämns|avses med|med) [^.]{{0,40}}?\b{re.escape(term)}\b", re.I)
    return any(called.search(line.text) for line in case.paper.lines if "kall" in line.text or "benämn" in line.text)


def _is_own(item: Chosen, term: str) -> bool:
    """Tell whether the draft's own list holds a word: the library's is the same for all."""
    return bool(item.choice.local) or any(
        term == cell
        for value in item.choice.values.values()
        if isinstance(value, list)
        for row in value
        if isinstance(row, Mapping)
        for cell in row.values()
    )


def _points(count: int) -> str:
    return "en punkt" if count == 1 else f"{count} punkter"


RULES = (
    Rule(("together-term-undefined",), undefined, needs_draft),
    Rule(("together-term-unused",), unused, needs_paper),
)
