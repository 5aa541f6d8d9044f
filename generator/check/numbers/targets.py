"""Rules on target years: passed, or not later than the year that the goal is compared with."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from generator.assemble.composed import Composed
from generator.check.pattern import Pattern
from generator.check.quantities import Years, years_of
from generator.check.rule import Case, Rule, needs_draft
from generator.check.stated import PAST, stated
from generator.errors import Finding
from generator.model.parameter import Parameter
from generator.source.tree import Path, dotted

#: A year that something is to be reached by. What follows a colon or a hyphen is an act or a day.
_BY = Pattern(
    r"\b(?:senast|fram till|till och med|t\.o\.m\.|till|före|inom|vid|i)[ \u00a0]"
    r"(?:(?:utgången|slutet|början)[ \u00a0]av[ \u00a0])?"
    r"(?:den[ \u00a0]\d{1,2}[ \u00a0][a-z]+[ \u00a0])?(?:år(?:et)?[ \u00a0])?"
    r"(?P<year>(?:19|20)\d\d)(?![\d:–-])"
)
#: Without a date or a limit before it, ``i 2020`` is no target year.
_LOOSE = Pattern(r"(?:i|vid|inom)[ \u00a0](?:år(?:et)?[ \u00a0])?(?:19|20)\d\d$")
_WILL = Pattern(r"\b(?:ska|skall|bör|mål|målet|målen|målsättning\w*|uppnås)\b", re.IGNORECASE)
_GOAL = Pattern(
    r"%|\b(?:procent|soliditet\w*|\w*avkastning\w*|minska\w*|öka\w*|halver\w*|bygg[ast]\w*|färdigställ\w*|påbörja\w*"
    r"|uppnå\w*|nå|nås|mål|målet|målen|lägenheter|bostäder|hyresrätter)\b",
    re.IGNORECASE,
)
#: How a parameter begins its name when it is a target year by itself.
_TARGET = "målår"


def passed(case: Case) -> Iterator[Finding]:
    """Yield a finding for each target year of a draft that lies before the day of the check."""
    assert case.composed
    today = int(case.date[:4])
    seen: set[Path] = set()
    for key, years in _targets(case.composed):
        if years.last < today and years.path not in seen:
            seen.add(years.path)
            place = case.composed.loaded.source.place(years.path)
            yield Finding(
                "number-target-passed", place, dotted(years.path), key, {"year": years.last, "label": years.label}
            )


def _targets(composed: Composed) -> Iterator[tuple[str, Years]]:
    for item in composed.chosen:
        parameters = item.entry.clause.parameters
        names = [parameter.deadline for parameter in parameters.values() if parameter.deadline]
        names += [parameter.name for parameter in parameters.values() if _is_target(parameter)]
        for name in dict.fromkeys(names):
            if years := years_of(composed, item, name):
                yield item.key, years
        for parameter in parameters.values():
            base: Path = ("clauses", item.choice.index, "values", parameter.name)
            for number, row in enumerate(item.choice.values.get(parameter.name) or () if parameter.columns else ()):
                for column in filter(_is_target, parameter.columns.values()):
                    if year := row.get(column.name):
                        yield item.key, Years(year, year, (*base, number, column.name), column.label)


def _is_target(parameter: Parameter) -> bool:
    return parameter.type == "year" and parameter.label.lower().startswith(_TARGET)


def unsure(case: Case) -> Iterator[Finding]:
    """Yield a finding for each year in a text that may be a target year and has passed."""
    today = int(case.date[:4])
    for sentence in stated(case):
        text = sentence.text
        if not _BY.search(text):
            continue
        if not _WILL.search(text) or PAST.search(text) or not _GOAL.search(text):
            continue
        for match in _BY.finditer(text):
            if int(match["year"]) < today and not _LOOSE.fullmatch(match.group()):
                yield sentence.finding(case, "number-target-unsure", match)


def order(case: Case) -> Iterator[Finding]:
    """Yield a finding for each target year of a draft that is not later than its year of comparison."""
    assert case.composed
    composed = case.composed
    seen: set[tuple[Path, Path]] = set()
    for item in composed.chosen:
        parameters: Mapping[str, Parameter] = item.entry.clause.parameters
        for parameter in parameters.values():
            if not parameter.deadline or not parameter.baseline:
                continue
            target, base = (years_of(composed, item, name) for name in (parameter.deadline, parameter.baseline))
            if not target or not base or target.last > base.last or (target.path, base.path) in seen:
                continue
            seen.add((target.path, base.path))
            values = {"year": target.last, "label": target.label, "base": base.last, "other": base.label}
            place = composed.loaded.source.place(target.path)
            yield Finding("number-target-order", place, dotted(target.path), item.key, values)


RULES = (
    Rule(("number-target-passed",), passed, needs_draft),
    Rule(("number-target-unsure",), unsure),
    Rule(("number-target-order",), order, needs_draft),
)
