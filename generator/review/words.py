"""The words of pages that go out to reviewers, and Swedish words for what a round's files say in keys."""

from __future__ import annotations

import pathlib
from collections.abc import Mapping
from functools import cache
from typing import Any

_FILE = pathlib.Path(__file__).with_name("words.yaml")

#: What kinds of reviewers are called.
REVIEWERS = {"person": "person", "party": "partigrupp", "body": "organ"}
#: What proposals are called.
KINDS = {
    "comment": "kommentar",
    "change": "ändring",
    "new": "ny text",
    "struck": "strykning",
    "moved": "flytt",
}
#: Bodies, as a sentence begins with them, and what each does with the text.
BODIES = {
    "bolagsstyrelse": "Bolagets styrelse",
    "ksau": "Kommunstyrelsens arbetsutskott",
    "ks": "Kommunstyrelsen",
    "kf": "Kommunfullmäktige",
    "bolagsstamma": "Bolagsstämman",
}
#: What yrkanden are called.
MOTIONS = {
    "bifall": "bifall",
    "avslag": "avslag",
    "andring": "ändring",
    "tillagg": "tillägg",
    "bordlaggning": "bordläggning",
    "aterremiss": "återremiss",
}
#: How yrkanden and matters end.
RESULTS = {"bifall": "bifallet", "avslag": "avslaget", "bordlaggning": "bordlagt", "aterremiss": "återremitterat"}
#: What told where a proposal belongs.
FOUND_BY = {
    "bookmark": "bokmärket",
    "manifest": "textens kontrollsumma",
    "style": "rubriken",
    "similarity": "likhet med texten",
    "none": "ingenting",
}


@cache
def words() -> Mapping[str, Any]:
    """Return the words of the pages."""
    import yaml  # imported late: most commands need none of them

    loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    data: Mapping[str, Any] = yaml.load(_FILE.read_bytes(), loader)
    return data
