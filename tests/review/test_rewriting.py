"""A draft's file keeps what a person wrote in it when some of its choices are written anew."""

from __future__ import annotations

from generator.review.rewriting import NEW, with_clauses
from generator.source import Source

DRAFT = """\
# Utkastet
contract: prov
clauses:
  # Karin vill prata om detta
  - id: ett   # favorit
    values:
      # enligt budget
      antal: 100  # KS sa 100
    # efter värdena
  # --- Service ---
  - id: tva # jurist ok
    title: Hyra  # kort
    local:
      text: |  # egen
        # ingen kommentar
        Bolaget ska hyra ut.
      # varför
      reason: Prov. # KS
    # sist
fields: {}
"""


def rewritten(text: str, **changed: dict[str, object] | None) -> tuple[str, bool]:
    """Return a draft with other fields in some of its clauses; None strikes one."""
    source = Source("utkast.yaml", text.encode())
    rows = [(index, {**row, **(changed.get(row["id"]) or {})}) for index, row in enumerate(source.data["clauses"])]
    return with_clauses(source, [(index, row) for index, row in rows if changed.get(row["id"], {}) is not None])


def test_a_field_that_is_new_stands_last_and_every_other_line_as_it_was() -> None:
    made, kept = rewritten(DRAFT, ett={"local": {"text": "Nytt.\n", "reason": "Beslut."}})

    new = "    local:\n      text: |\n        Nytt.\n      reason: Beslut.\n"
    assert (made, kept) == (DRAFT.replace("    # efter värdena\n", f"{new}    # efter värdena\n"), True)


def test_fields_that_are_changed_keep_the_comments_beside_and_after_them() -> None:
    made, kept = rewritten(DRAFT, tva={"title": "Kö", "local": {"text": "Nytt # här.\n", "reason": "Beslut."}})

    expected = DRAFT.replace("title: Hyra", "title: Kö").replace("reason: Prov. # KS", "reason: Beslut.  # KS")
    expected = expected.replace("        # ingen kommentar\n        Bolaget ska hyra ut.\n", "        Nytt # här.\n")
    assert (made, kept) == (expected, True)


def test_comments_go_only_with_the_clause_they_are_about() -> None:
    made, kept = rewritten(DRAFT, ett=None)

    assert kept
    assert made == DRAFT[: DRAFT.index("  # Karin")] + DRAFT[DRAFT.index("  # --- Service") :]


def test_comments_that_cannot_be_kept_are_told() -> None:
    flow = "contract: prov\nclauses:\n  - {id: ett,  # favorit\n     values: {antal: 100}}\n"

    assert rewritten(flow, ett={"title": "Kö"})[1] is False
    assert rewritten(flow.replace("  # favorit", ""), ett={"title": "Kö"})[1] is True


def test_a_new_clause_takes_no_comment_of_another() -> None:
    source = Source("utkast.yaml", DRAFT.encode())
    rows = list(enumerate(source.data["clauses"]))
    made, kept = with_clauses(source, [rows[0], (NEW, {"id": "tre"}), rows[1]])

    assert (made, kept) == (DRAFT.replace("  # --- Service", "  - id: tre\n  # --- Service"), True)
