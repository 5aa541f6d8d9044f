"""Rules: what law, practice and recommendation ask for, and where it belongs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator import coverage
from generator.check.requirements import bylaws
from generator.check.requirements.law import rests_on, verified
from generator.check.requirements.words import ARTICLES, Row, kind_of, not_found
from generator.check.rule import Case, Rule, needs_draft
from generator.errors import Finding, Place
from generator.library.load import Entry

#: So many of the clauses that would answer to a requirement are named.
NAMED = 3
#: What is said of a requirement that was looked for by its words.
_FORCES = {
    "lag": "enligt registret ett krav i lag",
    "praxis": "praxis och inget lagkrav",
    "rekommendation": "en rekommendation och inget lagkrav",
}


def look_draft(case: Case) -> Iterator[Finding]:
    """Yield a finding for each requirement on a draft's document that none of its clauses answers to."""
    assert case.composed
    registers, file = case.law.registers, Place(case.composed.loaded.source.file)
    for demand in coverage.demands(case.composed):
        if not demand.missing:
            continue
        provision = demand.row.get("provision", "")
        values = {
            "title": demand.row["title"],
            "law": rests_on(provision, demand.row["force"], registers),
            "offer": _offer(coverage.offered(case.composed, demand)),
            "provision": provision,
        }
        word = {
            "lag": "requirement-law" if verified(provision, registers) else "requirement-law-unverified",
            "praxis": "requirement-practice",
            "rekommendation": "requirement-recommendation",
        }[demand.row["force"]]
        yield Finding(word, file, values=values)


def look_words(case: Case) -> Iterator[Finding]:
    """Yield a finding for each force with what the register's words do not find in somebody else's paper."""
    rows = [row for row in _rows(case) if coverage.answerable(row)]
    missed: dict[str, list[str]] = {}
    for row, what in not_found(case.paper, rows) if not case.composed else ():
        missed.setdefault(row["force"], []).append(what)
    for force, things in missed.items():
        values = {"what": _series(things, "eller"), "force": _FORCES[force]}
        yield Finding("requirement-unsure", Place(case.paper.file), values=values)


def look_elsewhere(case: Case) -> Iterator[Finding]:
    """Yield a finding for each provision that asks for something in the articles, where they were not given."""
    if case.articles:
        return
    registers = case.law.registers
    things: dict[tuple[str, str], list[str]] = {}
    for row in _for_articles(case):
        named = [item["what"] for item in row.get("words", ())] or [f"”{row['title']}”"]
        things.setdefault((row.get("provision", ""), row["force"]), []).extend(named)
    for (provision, force), named in things.items():
        values = {"what": _series(named), "law": rests_on(provision, force, registers), "provision": provision}
        yield Finding("requirement-elsewhere", Place(case.paper.file), values=values)


def look_articles(case: Case) -> Iterator[Finding]:
    """Yield a finding for each thing that the register's words do not find in the articles."""
    if not case.articles:
        return
    registers = case.law.registers
    for row, what in not_found(case.articles, _for_articles(case)):
        provision = row.get("provision", "")
        sure = row["force"] == "lag" and verified(provision, registers)
        values = {"what": what, "law": rests_on(provision, row["force"], registers), "provision": provision}
        word = "requirement-articles" if sure else "requirement-articles-unsure"
        yield Finding(word, Place(case.articles.file), values=values)


def look_dimensions(case: Case) -> Iterator[Finding]:
    """Yield one finding that names the dimensions where a draft has no clause, of those that have a section."""
    assert case.composed
    # A paper about another document has no place for most of them.
    placed = {section.dimension for section in case.composed.contract.contract.sections}
    empty = [area.title for area in coverage.areas(case.composed) if not area.sections and area.id in placed]
    if empty:
        values = {"names": _series([f"”{title}”" for title in empty])}
        yield Finding("dimension-empty", Place(case.composed.loaded.source.file), values=values)


def _rows(case: Case) -> list[Row]:
    """Return the requirements on the paper's kind of document and on what is around it."""
    requirements = case.law.registers.requirements
    if case.composed:
        contract = case.composed.contract.contract
        return [row for row in requirements.values() if coverage.concerns(row, contract)]
    kind = kind_of(case.paper, requirements)
    return [row for row in requirements.values() if row["contract"] == kind]


def _for_articles(case: Case) -> list[Row]:
    return [row for row in _rows(case) if row["paper"] == ARTICLES]


def _offer(entries: Sequence[Entry]) -> str:
    if not entries:
        return "biblioteket har ingen klausul för det, så skriv en egen om den behövs"
    names = [f"”{entry.clause.title}”" for entry in entries[:NAMED]]
    more = f" och {len(entries) - NAMED} till" if len(entries) > NAMED else ""
    return f"i biblioteket finns {', '.join(names) + more if more else _series(names)}"


def _series(names: Sequence[str], link: str = "och") -> str:
    """Return words as a series in a sentence: a, b och c."""
    return f"{', '.join(names[:-1])} {link} {names[-1]}" if len(names) > 1 else "".join(names)


def needs_kind(case: Case) -> str:
    """Say that a paper which says what it is is lacking: a draft does, and most others."""
    if case.library:
        return "utkast"
    return "" if case.composed or _rows(case) else "uppgift om dokumenttyp"


def needs_articles(case: Case) -> str:
    """Say that the articles are lacking, where there is something to look for in them."""
    return needs_kind(case) or ("" if case.articles or not _for_articles(case) else "bolagsordning")


RULES: tuple[Rule, ...] = (
    Rule(
        ("requirement-law", "requirement-law-unverified", "requirement-practice", "requirement-recommendation"),
        look_draft,
        needs_draft,
    ),
    Rule(("requirement-unsure",), look_words, needs_kind),
    Rule(("requirement-elsewhere",), look_elsewhere, needs_kind),
    Rule(("requirement-articles", "requirement-articles-unsure"), look_articles, needs_articles),
    *bylaws.RULES,
    Rule(("dimension-empty",), look_dimensions, needs_draft),
)
