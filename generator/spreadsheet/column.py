"""A column of a sheet: what is asked there, and in words what its cells may hold."""

from __future__ import annotations

from dataclasses import dataclass

from generator.interview.parse import unit_of
from generator.model.parameter import Number, Parameter
from generator.prose.values import decimal
from generator.source.tree import Path

ORGNR = "company.orgnr"
#: Between the cells of a table's row.
SEPARATOR = ";"


@dataclass(frozen=True, slots=True)
class Column:
    """A question that every row answers."""

    #: What the reading goes by, such as ``clauses.snabbslant.belopp.amount``.
    key: str
    #: Where the answer stands in the draft's data.
    path: Path
    #: What fits.
    parameter: Parameter
    heading: str
    question: str
    #: True where a document cannot do without it.
    required: bool = False
    #: ``amount`` or ``price_year`` where the answer is one of the two.
    part: str = ""

    @property
    def allowed(self) -> str:
        """What may stand in a cell, to a person."""
        return _allowed(self.parameter, self.key)

    @property
    def help(self) -> str:
        """The question, with what may stand in a cell."""
        form = self.allowed
        ending = "" if self.required else " Får vara tom."
        return f"{self.question} {form[:1].upper()}{form[1:]}.{ending}".strip()


def _allowed(parameter: Parameter, key: str = "") -> str:
    kind, unit = parameter.type, unit_of(parameter)
    if key == ORGNR:
        return "ett organisationsnummer, tio siffror som 556093-0504"
    if kind == "choice":
        return "ett av valen: " + "; ".join(parameter.choices.values())
    if kind == "table":
        names = f"{SEPARATOR} ".join(column.label for column in parameter.columns.values())
        return f"en rad i cellen för varje rad i tabellen, som {names}"
    forms = {
        "text": "text", "date": "ett datum som 2026-11-23", "period": "en period som 2027–2030",
        "boolean": "ja eller nej", "list": "en sak på varje rad i cellen",
    }  # fmt: skip
    if kind in forms:
        return forms[kind]
    words = {"integer": "ett heltal", "year": "ett årtal", "money": "ett belopp"}.get(kind, "ett tal")
    return f"{words}{_bounds(parameter)} ({unit})" if unit else words + _bounds(parameter)


def _bounds(parameter: Parameter) -> str:
    low, high = parameter.min, parameter.max
    if low is not None and high is not None:
        return f" från {_number(parameter, low)} till {_number(parameter, high)}"
    if low is not None:
        return f", minst {_number(parameter, low)}"
    return "" if high is None else f", högst {_number(parameter, high)}"


def _number(parameter: Parameter, number: Number) -> str:
    return str(number) if parameter.type == "year" else decimal(number)


def allowed_in(parameter: Parameter) -> str:
    """Return what may stand in a table's cell, to a person."""
    return _allowed(parameter)
