"""How alike is alike: the threshold below which a paragraph is called unknown, on the shipped clauses."""

from __future__ import annotations

import random
import re

from generator.redline.words import bag, likeness
from generator.review.returned.pairing import LEAST
from tests.shipped import running, texts


def _paragraphs() -> list[str]:
    """Return paragraphs of prose; of a clause with several wordings those of the first."""
    first = {clause: text for clause, _, text in reversed([*texts()])}
    found = [
        " ".join(piece.split())
        for text in first.values()
        for piece in re.split(r"\n\s*\n", running(text))
        if not piece.lstrip().startswith(("|", "-", "1."))
    ]
    return [piece for piece in dict.fromkeys(found) if len(piece.split()) >= 8]


def _found(share: float, count: int = 150) -> tuple[int, int, int]:
    """Return how many paragraphs are found, mistaken and missed when a share of their words is replaced."""
    paragraphs = _paragraphs()
    chance = random.Random(1)
    chance.shuffle(paragraphs)
    vocabulary = [word for text in paragraphs for word in text.split()]
    sent, right, wrong, missed = paragraphs[:count], 0, 0, 0
    bags = [bag([text]) for text in sent]
    for index, text in enumerate(sent):
        words = text.split()
        for at in chance.sample(range(len(words)), round(len(words) * share)):
            words[at] = chance.choice(vocabulary)
        found = [likeness(bag([" ".join(words)]), one) for one in bags]
        best = max(found)
        missed += best < LEAST
        right += best >= LEAST and found.index(best) == index
        wrong += best >= LEAST and found.index(best) != index
    return right, wrong, missed


def test_a_paragraph_with_some_words_replaced_is_found() -> None:
    right, wrong, _ = _found(0.3)

    assert (right >= 148, wrong) == (True, 0)


def test_of_half_replaced_paragraphs_more_are_missed_than_mistaken() -> None:
    right, wrong, missed = _found(0.5)

    assert (right >= 120, wrong <= 3, wrong < missed + 3) == (True, True, True)


def test_strangers_are_strangers() -> None:
    paragraphs = _paragraphs()
    random.Random(2).shuffle(paragraphs)
    bags = [bag([text]) for text in paragraphs[:150]]
    strangers = (
        "Katten satt på mattan och tittade länge ut genom fönstret mot sjön.",
        "Vid halvtid ledde hemmalaget efter två mål från vänsterkanten.",
        "Rör ner mjölet i den kalla grädden och låt smeten vila en timme.",
    )

    assert [max(likeness(bag([text]), one) for one in bags) < LEAST for text in strangers] == [True] * 3
