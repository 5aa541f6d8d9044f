"""Word templates: which one a document is built with, and a copy of it for a municipality to restyle."""

from __future__ import annotations

from generator import __version__
from generator.build.places import Places
from generator.errors import problem
from generator.library.contracts import load_contract
from generator.model.contract import Contract


def contract_template(contract: Contract, places: Places) -> tuple[bytes, str]:
    """Return a contract's template and the name it has in messages.

    Raises:
        DataError: there is no such file.
    """
    name = contract.template
    for folder, label in places.templates:
        file = folder / name
        if file.is_file():
            return file.read_bytes(), f"{label}/{name}"
    raise problem("template-not-found", name)


def new_template(contract: str, places: Places) -> bytes:
    """Return a copy of a contract's template that says in its properties what it is.

    Raises:
        DataError: there is no such contract, or its template cannot be read.
    """
    from generator.word.describe import described

    plan = load_contract(places.contracts, contract, places.store).contract
    content, name = contract_template(plan, places)
    core = (
        ("title", f"Wordmall för {plan.name.lower()}"),
        ("subject", plan.name),
        ("keywords", "klausul, Wordmall"),
        ("description", _ABOUT.format(version=__version__)),
    )
    return described(content, name, core, {"klausul-mall": plan.id, "klausul-mall-version": __version__})


_ABOUT = (
    "Kopia av mallen i klausul {version}. Ändra formatmallarnas utseende, typsnitt, sidhuvud, sidfot, logotyp "
    "och marginaler. Låt platserna {{{{p front }}}} och {{{{p body }}}} och formatmallarnas namn vara kvar. "
    "Pröva mallen med klausul template check."
)
