"""What proposals say, in sentences."""

from __future__ import annotations

import pytest

from generator.model.review import Proposal
from generator.review.saying import changed_text, said

NBSP = "\u00a0"


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        (f"Ett förslag får kosta högst 8{NBSP}000{NBSP}kronor.", "Ett förslag får kosta högst 12 000 kronor.",
         f"”kosta högst 8{NBSP}000” ersätts med ”kosta högst 12 000”"),
        ("Bygg 1 200 000 hus i år.", "Bygg 1 300 000 hus i år.", "”Bygg 1 200 000” ersätts med ”Bygg 1 300 000”"),
        ("Läs diarienummer EX 2026/0001 först.", "Läs diarienummer EX 2026/0002 först.",
         "”EX 2026/0001” ersätts med ”EX 2026/0002”"),
        ("Svara inom (tio) dagar här.", "Svara inom (elva) dagar här.", "”inom (tio” ersätts med ”inom (elva”"),
        (f"Betala 8{NBSP}000 kronor i år.", "Betala 8 000 kronor årligen nu.", "”i år” ersätts med ”årligen nu”"),
        ("Bolaget ska alltid bygga.", "Bolaget ska bygga.", "”alltid” stryks"),
        ("Bolaget ska bygga.", "Bolaget ska alltid bygga.", "”alltid” läggs till efter ”Bolaget ska”"),
    ],
)  # fmt: skip
def test_a_changed_text_is_told_by_its_words_as_they_stand(before: str, after: str, found: str) -> None:
    assert changed_text(before, after) == found


@pytest.mark.parametrize(
    ("target", "found"),
    [("samrad", "”Bolaget bygger.” flyttas inom punkten"), ("hyra", "”Bolaget bygger.” flyttas till 4.1 Hyra")],
)
def test_a_moved_paragraph_is_told_with_where_it_goes(target: str, found: str) -> None:
    moved = Proposal("1", "moved", clause="samrad", line=2, before="Bolaget bygger.", target=target, target_line=1)

    assert said(moved, {"samrad": "3.2 Ägarsamråd", "hyra": "4.1 Hyra"}) == found
