"""The tables beside the clauses: dimensions, statutes, requirements, indicators, words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Registers:
    """The registers of one or more libraries, each by id. Rows are as the files state them."""

    groups: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    dimensions: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    statutes: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    #: ``sfs-2017-725/6:9`` to its row.
    provisions: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    requirements: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    indicators: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    #: Old clause id to new.
    renamed: Mapping[str, str] = field(default_factory=dict)
    #: Words that mean the same to someone who searches.
    synonyms: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    #: Terms, and the stray variants of each.
    terms: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    #: Stiff words with their plain ones, and where each comes from.
    wording: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    wording_sources: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    #: Decisions on clauses, by what makes them different ones.
    decisions: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
