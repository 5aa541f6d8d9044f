"""What must hold in a contract's definition beyond its schema: registers, matrices and sections that fit together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from typing import Any

from generator.errors import Finding
from generator.library.kinds import COMMON, KINDS, rows_of
from generator.model.contract import Contract, SectionPlan
from generator.model.parameter import NUMERIC
from generator.model.register import RegisterPlan
from generator.source import Source
from generator.source.tree import Path

#: Places in a draft that a contract may name; those of the company, where there is one; and of the draft it is about.
_PLACES = ("municipality.name",)
_COMPANY_PLACES = ("company.name", "company.orgnr", "company.form", "company.parent")
_ABOUT_PLACES = (
    "about.title", "about.contract", "about.municipality", "about.company", "about.orgnr", "about.state", "about.mark",
)  # fmt: skip


def definition_findings(source: Source, plan: Contract) -> Iterator[Finding]:
    """Yield what is wrong with the registers, matrices, names and sections of a definition."""
    yield from _names(source, plan)
    for register in plan.registers.values():
        yield from _register(source, plan, register)
    for name, rules in source.data.get("matrices", {}).items():
        for side in ("rows", "columns"):
            seen: set[str] = set()
            for index, field in enumerate(rules[side]):
                if field["id"] in seen:
                    yield source.finding("source-duplicate-id", ("matrices", name, side, index, "id"), id=field["id"])
                seen.add(field["id"])
    for index, section in enumerate(plan.sections):
        yield from _section(source, plan, ("sections", index), section)


def _names(source: Source, plan: Contract) -> Iterator[Finding]:
    places = [*_PLACES, *(_COMPANY_PLACES if plan.company_forms else ())]
    places += _ABOUT_PLACES if plan.about is not None else ()
    registers = [plan.registers[section.per] for section in plan.sections if section.per in plan.registers]
    places += dict.fromkeys(f"row.{column}" for register in registers for column in register.columns)
    for key, place in plan.names.items():
        if place not in places:
            yield _unknown(source, ("names", key), place, places)


def _unknown(source: Source, path: Path, value: object, known: Iterable[str]) -> Finding:
    names = list(known)
    close = get_close_matches(str(value), names, 1)
    meant, allowed = close[0] if close else "", ", ".join(names) or "inga"
    return source.finding("source-value", path, value=value, allowed=allowed, meant=meant)


def _register(source: Source, plan: Contract, register: RegisterPlan) -> Iterator[Finding]:
    base: Path = ("registers", register.name)
    key = register.columns.get(register.key)
    if key is None:
        yield _unknown(source, (*base, "key"), register.key, register.columns)
    elif key.type != "text" or key.optional:
        yield source.finding("source-register-key", (*base, "columns", register.key))
    shared = [name for name, column in register.columns.items() if column.type == "percent"]
    for part, known in (("of", shared), ("each", list(register.columns))):
        if register.shares.get(part, "") not in ("", *known):
            yield _unknown(source, (*base, "shares", part), register.shares[part], known)
    if register.show not in register.columns:
        yield _unknown(source, (*base, "show"), register.show, register.columns)
    for name, column in register.columns.items():
        path: Path = (*base, "columns", name)
        if column.type == "choice" and not column.choices:
            yield source.finding("source-missing-field", path, at_key=True, field="choices")
        elif column.type != "choice" and column.choices:
            yield source.finding("clause-parameter-keys", path, key="choices", type=column.type, kind="choice")
        low, high = column.min, column.max
        if (low is not None or high is not None) and column.type not in (*NUMERIC, "year"):
            yield source.finding("clause-parameter-bounds", path, type=column.type)
        elif low is not None and high is not None and low > high:
            yield source.finding("clause-parameter-order", path, low=low, high=high)
        target = register.of.get(name)
        if target is not None and target not in plan.registers:
            yield _unknown(source, (*path, "of"), target, plan.registers)
        elif target is not None and column.type != "text":
            yield source.finding("source-value", (*path, "type"), value=column.type, allowed="text", meant="text")


def _section(source: Source, plan: Contract, base: Path, section: SectionPlan) -> Iterator[Finding]:
    kind, data = KINDS[section.kind], _at(source.data, base)
    allowed = (*COMMON, *kind.required, *kind.optional)
    for key in data:
        if key not in allowed:
            words = ", ".join(allowed)
            yield source.finding(
                "source-section-key", (*base, key), at_key=True, key=key, kind=section.kind, allowed=words
            )
    for key in kind.required:
        if key not in data:
            yield source.finding("source-missing-field", base, at_key=True, field=key)
    yield from _words(source, base, section)
    if kind.about and plan.about is None:
        yield source.finding("source-missing-field", (*base, "kind"), field="about")
    if section.per and section.per not in plan.registers:
        yield _unknown(source, (*base, "per"), section.per, plan.registers)
    name = section.rules.get("register")
    if name is None or "register" not in allowed:
        return
    if name not in plan.registers:
        yield _unknown(source, (*base, "register"), name, plan.registers)
        return
    register = plan.registers[name]
    for path, column in _columns(section):
        if column not in register.columns:
            yield _unknown(source, (*base, *path), column, register.columns)
    yield from _values(source, base, section, register)
    yield from {"areas": _areas, "matrix": _matrix, "outcome": _outcome}.get(section.kind, _nothing)(
        source, plan, base, section
    )


def _at(data: Any, path: Path) -> Any:
    for step in path:
        data = data[step]
    return data


def _words(source: Source, base: Path, section: SectionPlan) -> Iterator[Finding]:
    """Yield words that are missing, and words that nothing prints."""
    words: Mapping[str, str] = section.rules.get("words", {})
    wanted = [*KINDS[section.kind].words, *(["comment"] if section.rules.get("comment") else [])]
    if not words or "words" not in KINDS[section.kind].required:
        return
    for key in words:
        if key not in wanted:
            values = {"key": key, "kind": section.kind, "allowed": ", ".join(wanted)}
            yield source.finding("source-section-key", (*base, "words", key), at_key=True, **values)
    for key in wanted:
        if key not in words:
            yield source.finding("source-missing-field", (*base, "words"), at_key=True, field=key)


def _columns(section: SectionPlan) -> Iterator[tuple[Path, str]]:
    """Yield the columns that a section names, each with its path in the section."""
    for key in KINDS[section.kind].columns:
        given = section.rules.get(key)
        if isinstance(given, str):
            yield (key,), given
        elif isinstance(given, dict):
            yield from (((key, name), name) for name in given)
        elif given and isinstance(given[0], dict):
            yield from (
                ((key, index, "column"), line["column"]) for index, line in enumerate(given) if "column" in line
            )
        elif given:
            yield from (((key, index), name) for index, name in enumerate(given))


def _values(source: Source, base: Path, section: SectionPlan, register: RegisterPlan) -> Iterator[Finding]:
    for name, values in section.rules.get("where", {}).items():
        column = register.columns.get(name)
        for index, value in enumerate(values if column is not None and column.type == "choice" else ()):
            if value not in column.choices:  # type: ignore[union-attr]  # the row above
                yield _unknown(source, (*base, "where", name, index), value, column.choices)  # type: ignore[union-attr]


def _areas(source: Source, plan: Contract, base: Path, section: SectionPlan) -> Iterator[Finding]:
    if not plan.registers[section.rules["register"]].free:
        yield source.finding("source-section-free", (*base, "register"), register=section.rules["register"])
    numbers = [name for name, parameter in plan.values.items() if parameter.type in NUMERIC]
    for key in ("factor", "least"):
        if key in section.rules and section.rules[key] not in numbers:
            yield _unknown(source, (*base, key), section.rules[key], numbers)


def _matrix(source: Source, plan: Contract, base: Path, section: SectionPlan) -> Iterator[Finding]:
    name = section.rules.get("matrix", "")
    if name and name not in plan.matrices:
        yield _unknown(source, (*base, "matrix"), name, plan.matrices)


def _outcome(source: Source, plan: Contract, base: Path, section: SectionPlan) -> Iterator[Finding]:
    register = plan.registers[section.rules["register"]]
    name = section.rules.get("outcome", "")
    column = register.columns.get(name)
    if column is not None and column.type not in NUMERIC:
        path: Path = ("registers", register.name, "columns", name, "type")
        yield _unknown(source, path, column.type, ("integer", "decimal", "percent", "money"))


def _nothing(source: Source, plan: Contract, base: Path, section: SectionPlan) -> Iterator[Finding]:
    return iter(())


def front_names(plan: Contract) -> list[str]:
    """Return the names that mean something in the whole document, not only in sections for rows."""
    rows = rows_of(plan)
    return [name for name in plan.names if name not in rows]
