"""The draft that answers make, and its text: YAML with the questions as comments, for a person to edit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from generator.draft.rules import sections_of
from generator.interview.parse import unit_of
from generator.interview.plan import Candidate, Plan
from generator.interview.questions import Answers, asked_fields, chosen, known
from generator.interview.relevant import is_empty, relevant
from generator.library.load import Entry
from generator.model.clause import own_clause
from generator.model.parameter import Parameter
from generator.prose.template import compile_text
from generator.source import Source
from generator.source.write import dump

_ORDER = (
    "contract", "library", "state", "example", "municipality", "company", "fields", "decisions", "replaces", "about",
    "registers", "values", "clauses", "figures", "exempt",
)  # fmt: skip
#: A clause that only the draft has comes from no file.
_NOWHERE = Source("", b"")
_TOP = (
    "Rader som börjar med # är frågor och kommentarer, som klausul inte läser.",
    "Ett svar som saknas: ta bort # framför raden och skriv svaret i stället för parentesen.",
    "Till dess står en hakparentes i dokumentet.",
)


def draft_data(plan: Plan, answers: Answers) -> dict[str, Any]:
    """Return the data of the draft that the answers make."""
    picked = chosen(plan, answers)
    versions = {info.name: info.version for info in plan.library.infos}
    used = dict.fromkeys(candidate.entry.library for candidate in picked)
    data: dict[str, Any] = {
        "contract": plan.contract.id,
        "library": {name: ">=" + ".".join(versions[name].split(".")[:2]) for name in used},
        "state": plan.state,
        "municipality": _given(answers, "municipality", ("name",)),
        "company": _given(answers, "company", ("name", "orgnr", "form", "parent")),
        "fields": _given(answers, "fields", plan.contract.fields),
        "replaces": _replaces(plan, answers),
        "about": answers.get("about") or {},
        "registers": _given(answers, "registers", plan.contract.registers),
        "values": _given(answers, "values", plan.shared_names(picked)),
        "clauses": [_choice(candidate, answers) for candidate in picked],
    }
    return {key: value for key, value in data.items() if value != {}}


def _given(answers: Answers, group: str, names: Iterable[str]) -> dict[str, Any]:
    found = {name: answers.get(f"{group}.{name}") for name in names}
    return {name: value for name, value in found.items() if not is_empty(value)}


def _replaces(plan: Plan, answers: Answers) -> dict[str, Any]:
    found = _given(answers, "replaces", ("document",))
    taken = {
        name: _given(answers, f"replaces.decisions.{name}", ("date", "paragraph")) for name in plan.contract.decisions
    }
    decisions = {name: decision for name, decision in taken.items() if decision}
    return {**found, "decisions": decisions} if found and decisions else found


def _choice(candidate: Candidate, answers: Answers) -> dict[str, Any]:
    values = _given(answers, f"clauses.{candidate.key}", candidate.entry.clause.parameters)
    return {"id": candidate.key, "values": values} if values else {"id": candidate.key}


def commented(plan: Plan, data: Mapping[str, Any]) -> str:
    """Return a draft as YAML that our strict reader takes back as the same data.

    Every clause has its title and every value its question as a comment; what is left open stands as
    a comment as well.
    """
    addressee = data.get("company", data["municipality"])["name"]
    head = f"{plan.contract.name} för {addressee}."
    lines = [*_comments(0, (head, *_TOP)), ""]
    for key in (*_ORDER, *(key for key in data if key not in _ORDER)):
        if key == "company" and key in data:
            lines += _company(plan, data["company"])
        elif key == "fields":
            fields = {name: plan.contract.fields[name] for name in asked_fields(plan)}
            given = data.get("fields", {})
            rest = {name: plan.contract.fields[name] for name in given if name not in fields}
            lines += _values("fields", {**fields, **rest}, given, 0)
        elif key == "about" and key not in data and plan.contract.about is not None:
            lines += _comments(0, ("about: (Sökvägen till det utkast som dokumentet handlar om.)",))
        elif key == "registers":
            lines += _registers(plan, data.get("registers", {}))
        elif key == "values":
            lines += _shared(plan, data)
        elif key == "clauses":
            lines += _clauses(plan, data)
        elif key in data:
            lines += dump({key: data[key]}).splitlines()
    return "\n".join(lines) + "\n"


def _company(plan: Plan, company: Mapping[str, Any]) -> Iterator[str]:
    yield from dump({"company": company}).splitlines()
    if not company.get("orgnr") and "company.orgnr" in plan.contract.names.values():
        from generator.schema.dictionary import rules_at  # imported late: Cerberus comes with it

        yield from _comments(1, (f"orgnr: ({rules_at('draft', ('company', 'orgnr'))['meta']['form']})",))


def _registers(plan: Plan, given: Mapping[str, Any]) -> Iterator[str]:
    """Yield the registers that are given, and as comments those that are not."""
    if given:
        yield from dump({"registers": given}).splitlines()
    missing = [register for name, register in plan.contract.registers.items() if name not in given]
    if missing and not given:
        yield from _comments(0, ("registers:",))
    for register in missing:
        said = f"{register.name}: ({register.label}. En fil .csv eller .xlsx.)"
        yield from _comments(1, (said,)) if given else _comments(0, (f"  {said}",))


def _shared(plan: Plan, data: Mapping[str, Any]) -> Iterator[str]:
    picked = [candidate for _, candidate in _picked(plan, data)]
    given = data.get("values", {})
    names = [*plan.shared_names(picked), *given]
    return _values("values", {name: plan.contract.values[name] for name in names}, given, 0)


def _clauses(plan: Plan, data: Mapping[str, Any]) -> Iterator[str]:
    yield "clauses:"
    place_of = sections_of(plan.contract)
    titles = {part.section.id: part.title for part in plan.parts}
    last = None
    for choice, candidate in _picked(plan, data):
        clause = candidate.entry.clause
        section = place_of(clause)
        if section is not None and section != last:
            yield from ("",) if last is not None else ()
            last = section
            here = plan.contract.sections[section]
            yield from _comments(1, (titles.get(here.id, here.title).upper(),))
        yield from _comments(1, (clause.title,))
        plain = {key: value for key, value in choice.items() if key not in ("values", "local")}
        yield from dump({"clauses": [plain]}).splitlines()[1:]
        if section is not None and plan.contract.sections[section].per and "for" not in choice:
            register = plan.contract.registers[plan.contract.sections[section].per]
            yield from _comments(2, (f"for: (Nyckeln för en rad i {register.label}.)",))
        yield from _values("values", _relevant(plan, candidate, choice, data), choice.get("values", {}), 2)
        if "local" in choice:
            yield from _indented(dump({"local": choice["local"]}).splitlines(), 2)


def _picked(plan: Plan, data: Mapping[str, Any]) -> Iterator[tuple[Mapping[str, Any], Candidate]]:
    """Yield the draft's choices with what they choose, retired clauses and own wordings as well."""
    for choice in data["clauses"]:
        library, _, name = choice["id"].rpartition("/")
        if own := choice.get("own"):
            entry = Entry("", _NOWHERE, own_clause(name, own["title"], own["section"]), {})
            yield choice, Candidate(choice["id"], entry, compile_text(own["text"])[0])
            continue
        if not plan.library.find(name):
            name = plan.library.registers.renamed.get(name, name)
        entry = plan.library.find(name, library)[0]
        local = compile_text(choice["local"]["text"])[0] if "local" in choice else None
        yield choice, Candidate(choice["id"], entry, local or entry.nodes.get(plan.contract.wording, []))


def _relevant(
    plan: Plan, candidate: Candidate, choice: Mapping[str, Any], data: Mapping[str, Any]
) -> dict[str, Parameter]:
    """Return the parameters that are given, or that the text asks for."""
    own, given = candidate.entry.clause.parameters, choice.get("values", {})
    names = known(plan, candidate)
    values = {**data.get("values", {}), **given}
    # An unanswered choice leaves what stands under it out; an optional value that is not given decides.
    reached = relevant(candidate.nodes, names, {name: values.get(name) for name in names})
    return {name: parameter for name, parameter in own.items() if name in reached or name in given}


def _values(key: str, parameters: Mapping[str, Parameter], given: Mapping[str, Any], depth: int) -> Iterator[str]:
    have = {name: value for name, value in given.items() if not is_empty(value)}
    if not parameters:
        return
    yield from _indented([f"{key}:"] if have else [f"# {key}:"], depth)
    for name, parameter in parameters.items():
        if name in have:
            yield from _comments(depth + 1, (_note(parameter),))
            yield from _indented(dump({name: have[name]}).splitlines(), depth + 1)
        elif have:
            yield from _comments(depth + 1, (f"{name}: ({_note(parameter)})",))
        else:
            yield from _comments(depth, (f"  {name}: ({_note(parameter)})",))


def _note(parameter: Parameter) -> str:
    """Return the question, with the unit or the form of an answer."""
    form = _form(parameter)
    asked = " ".join((parameter.question or parameter.label).split())
    return f"{asked} {form}" if form else asked


def _form(parameter: Parameter) -> str:
    kind = parameter.type
    if kind == "choice":
        return f"Ett av: {', '.join(parameter.choices)}."
    if kind == "table":
        return f"Rader med {', '.join(parameter.columns)}."
    if kind == "money" and parameter.price_year:
        return f"Som {{amount: …, price_year: …}}, i {unit_of(parameter)}."
    forms = {"period": "Som {from: 2027, to: 2030}.", "date": "Som 2026-11-23.", "boolean": "true eller false."}
    if kind in forms:
        return forms[kind]
    unit = unit_of(parameter)
    return f"I {unit}." if unit else ""


def _comments(depth: int, texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        # A name may hold a line break, and what follows it would no longer be a comment.
        yield f"{'  ' * depth}# {' '.join(text.splitlines())}"


def _indented(lines: Iterable[str], depth: int) -> Iterator[str]:
    return (f"{'  ' * depth}{line}" if line else "" for line in lines)
