"""A company's figures, as a draft states them for the checks; nothing of them is printed or goes with the document.

All amounts are in kronor, all shares in percent (``generator/schema/fields.yaml``, ``figures``).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from generator.model.parameter import Number

#: What the figures are called, for those who are to find them.
LABELS: Mapping[str, str] = {
    "year": "bokslutsår",
    "equity": "eget kapital",
    "total_assets": "balansomslutning",
    "flats": "antal lägenheter",
    "yearly_result": "resultat per år",
    "depreciation": "avskrivningar per år",
    "cost_per_flat": "kostnad för en ny lägenhet",
    "write_down_share": "andel av nya hus som skrivs ned",
    "loan_share": "andel av nya hus som lånas",
    "amortisation": "amortering per år",
    "transfers": "värdeöverföringar per år",
    "capital_injections": "kapitaltillskott",
    "sales": "försäljningar",
    "sale_price_per_flat": "pris på en såld lägenhet",
    "book_value_per_flat": "bokfört värde på en såld lägenhet",
    "horizon": "sista år",
    "capital_paid": "kapital som har betalats för aktier",
    "statslaneranta": "genomsnittlig statslåneränta",
    "last_result": "föregående års resultat",
}


class Injection(NamedTuple):
    """Capital from the owner."""

    year: int
    #: Kronor.
    amount: Number


class Sale(NamedTuple):
    """Property that is sold."""

    year: int
    #: Kronor, after costs and tax.
    price: Number
    #: Kronor.
    book_value: Number
    flats: int = 0


class Figures(NamedTuple):
    """What a draft says of the company's economy; None where it does not say."""

    year: int | None = None
    equity: Number | None = None
    total_assets: Number | None = None
    flats: int | None = None
    yearly_result: Number | None = None
    depreciation: Number | None = None
    cost_per_flat: Number | None = None
    write_down_share: Number | None = None
    loan_share: Number | None = None
    amortisation: Number | None = None
    transfers: Number | None = None
    capital_injections: tuple[Injection, ...] = ()
    sales: tuple[Sale, ...] = ()
    sale_price_per_flat: Number | None = None
    book_value_per_flat: Number | None = None
    horizon: int | None = None
    capital_paid: Number | None = None
    statslaneranta: Number | None = None
    last_result: Number | None = None

    def missing(self, names: Iterable[str]) -> list[str]:
        """Return those of some figures that are not given."""
        return [name for name in names if getattr(self, name) is None]


def figures(data: Mapping[str, Any]) -> Figures:
    """Return the figures that a draft's validated data holds; without any, none is given."""
    given = dict(data.get("figures", {}))
    given["capital_injections"] = tuple(Injection(**row) for row in given.get("capital_injections", ()))
    given["sales"] = tuple(Sale(**row) for row in given.get("sales", ()))
    return Figures(**given)


def labels(names: Iterable[str]) -> str:
    """Return what some figures are called, each with its field: eget kapital (equity)."""
    return ", ".join(f"{LABELS[name]} ({name})" for name in names)
