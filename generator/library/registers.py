"""The registers' files as tables by id."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from generator.library.trail import SAME
from generator.model.registers import Registers


def registers(tables: Mapping[str, Any]) -> Registers:
    """Return registers from the data of their files, by kind."""
    dimensions = tables.get("dimensions", {})
    statutes = _by_id(tables.get("statutes", {}).get("statutes", ()))
    provisions = {
        f"{statute}/{row['section']}": row for statute, act in statutes.items() for row in act.get("provisions", ())
    }
    wording = tables.get("wording", {})
    renamed = {row["old"]: row["new"] for row in tables.get("renamed", {}).get("renamed", ())}
    return Registers(
        groups=_by_id(dimensions.get("groups", ())),
        dimensions=_by_id(dimensions.get("dimensions", ())),
        statutes=statutes,
        provisions=provisions,
        requirements=_by_id(tables.get("requirements", {}).get("requirements", ())),
        indicators=_by_id(tables.get("indicators", {}).get("indicators", ())),
        renamed=renamed,
        synonyms=_by_id(tables.get("synonyms", {}).get("synonyms", ())),
        terms=_by_id(tables.get("terms", {}).get("terms", ())),
        wording=_by_id(wording.get("wording", ())),
        wording_sources=_by_id(wording.get("sources", ())),
        decisions={
            "\n".join(str(row[name]) for name in SAME): row for row in tables.get("decisions", {}).get("decisions", ())
        },
    )


def merge(parts: Iterable[Registers]) -> Registers:
    """Return several libraries' registers as one; the first to name an id keeps it."""
    whole = Registers()
    for part in parts:
        whole = Registers(
            **{name: {**getattr(part, name), **getattr(whole, name)} for name in Registers.__dataclass_fields__}
        )
    return whole


def _by_id(rows: Iterable[Mapping[str, Any]]) -> dict[str, Mapping[str, Any]]:
    return {row["id"]: row for row in rows}
