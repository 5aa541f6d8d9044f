"""The equity ratio year by year, from a company's figures and the pace of building. A sum, no forecast.

For each year, in kronor:

- investment = new flats x cost of a flat; write-down = its share of the investment.
- money of the year = result + depreciation - transfers - amortisation.
- new loans = the share of the investment that is borrowed, or more where the year's money does not cover
  the rest. Money that is left over stays in the company.
- equity changes by result - write-down - transfers + capital from the owner + gain on sales.
- capital from the owner and what sales bring take the place of loans.
- assets change as equity and loans do together; other debts stay as they are.

What is held constant is listed by ``goals`` as assumptions.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import ROUND_CEILING, Decimal, localcontext
from typing import NamedTuple

from generator.model.figures import Figures

#: Without these no ratio can be worked out.
BASE = ("year", "equity", "total_assets", "yearly_result")
#: Without these nothing is known of what new flats do to it.
BUILDING = ("depreciation", "cost_per_flat", "write_down_share", "loan_share")
#: Years after the target year in which a later one is looked for.
LATER = 30
_DIGITS = 60


class Year(NamedTuple):
    """A year of a projection; amounts in kronor at its end."""

    year: int
    flats: int
    investment: Decimal
    write_down: Decimal
    #: What equity changes by in the year.
    equity_change: Decimal
    #: New loans less amortisation and less what takes the place of loans.
    loans: Decimal
    equity: Decimal
    assets: Decimal

    @property
    def ratio(self) -> Decimal | None:
        """Equity in percent of all assets; None where no assets are left."""
        if self.assets <= 0:
            return None
        with localcontext(prec=_DIGITS):
            return self.equity * 100 / self.assets

    def short(self, goal: Decimal) -> bool:
        """Tell whether the ratio is below a goal in percent."""
        return self.ratio is None or self.ratio < goal


def project(figures: Figures, pace: Mapping[int, int], last: int) -> tuple[Year, ...]:
    """Return a row for each year after the accounts until the last one.

    Args:
        figures: with at least ``BASE``, and ``BUILDING`` where anything is built.
        pace: new flats by year; none in other years.
        last: the last year.
    """
    assert figures.year is not None
    rows: list[Year] = []
    with localcontext(prec=_DIGITS):
        equity, assets = _of(figures.equity), _of(figures.total_assets)
        for year in range(figures.year + 1, last + 1):
            row = _year(figures, year, pace.get(year, 0), equity, assets)
            equity, assets = row.equity, row.assets
            rows.append(row)
    return tuple(rows)


def _year(figures: Figures, year: int, flats: int, equity: Decimal, assets: Decimal) -> Year:
    result, transfers, amortisation = map(_of, (figures.yearly_result, figures.transfers, figures.amortisation))
    investment = flats * _of(figures.cost_per_flat)
    write_down = investment * _of(figures.write_down_share) / 100
    capital = sum((_of(row.amount) for row in figures.capital_injections if row.year == year), Decimal(0))
    sold = [row for row in figures.sales if row.year == year]
    price = sum((_of(row.price) for row in sold), Decimal(0))
    gain = price - sum((_of(row.book_value) for row in sold), Decimal(0))
    money = result + _of(figures.depreciation) - transfers - amortisation
    borrowed = max(investment * _of(figures.loan_share) / 100, investment - money)
    change = result - write_down - transfers + capital + gain
    loans = borrowed - amortisation - capital - price
    end = equity + change, assets + change + loans
    return Year(year, flats, investment, write_down, change, loans, *end)


def _of(number: object) -> Decimal:
    return Decimal(str(number or 0))


class Closing(NamedTuple):
    """What would close the gap, each measure by itself; None where it does not close it."""

    #: Kronor from the owner in the target year.
    capital: Decimal
    #: Flats sold in the target year; None also where a price is not given.
    sold: int | None
    #: New flats per year.
    fewer: int | None
    #: Year, if nothing is built after the target year.
    later: int | None


def closing(figures: Figures, pace: Mapping[int, int], target: int, goal: Decimal) -> Closing:
    """Return what would bring the ratio to a goal.

    Args:
        figures: as for ``project``.
        pace: new flats by year, the same in each year of building.
        target: the target year, after the accounts.
        goal: the ratio to reach, in percent, below 100.
    """
    with localcontext(prec=_DIGITS):
        end = project(figures, pace, target)[-1]
        # What comes in takes the place of loans, so the assets stay: equity + capital = goal x assets.
        capital = goal / 100 * end.assets - end.equity
        fewer, later = _fewer(figures, pace, target, goal), _later(figures, pace, target, goal)
        return Closing(capital, _sold(figures, capital, goal), fewer, later)


def _sold(figures: Figures, lacking: Decimal, goal: Decimal) -> int | None:
    if figures.missing(("sale_price_per_flat", "book_value_per_flat")):
        return None
    price, book = _of(figures.sale_price_per_flat), _of(figures.book_value_per_flat)
    # A sold flat adds its gain to equity and takes its book value from the assets.
    worth = price - book + goal / 100 * book
    return int((lacking / worth).to_integral_value(ROUND_CEILING)) if worth > 0 else None


def _fewer(figures: Figures, pace: Mapping[int, int], target: int, goal: Decimal) -> int | None:
    def short(flats: int) -> bool:
        slower = {year: min(flats, planned) for year, planned in pace.items()}
        return project(figures, slower, target)[-1].short(goal)

    # More flats never raise the ratio, so the highest pace that reaches the goal is found by halving.
    low, high = 0, max(pace.values(), default=0)
    if high == 0 or short(0):
        return None
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if short(middle) else (middle, high)
    return low


def _later(figures: Figures, pace: Mapping[int, int], target: int, goal: Decimal) -> int | None:
    stopped = {year: flats for year, flats in pace.items() if year <= target}
    rows = project(figures, stopped, target + LATER)
    return next((row.year for row in rows if row.year > target and not row.short(goal)), None)
