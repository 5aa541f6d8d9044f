"""The wording of findings against the code that finds them, and against the cases that show them."""

from __future__ import annotations

import re
import string
from collections.abc import Callable, Iterable
from pathlib import Path

import generator
from generator.report import checks, wording
from tests.test_bad import cases, expected, rule_of

CODE = "\n".join(path.read_text(encoding="utf-8") for path in sorted(Path(generator.__file__).parent.rglob("*.py")))
FAMILIES = ("source", "clause", "number", "process", "language", "template", "sheet", "review")
USED = set(re.findall(rf'"((?:{"|".join(FAMILIES)})-[a-z0-9]+(?:-[a-z0-9]+)*)"', CODE))
#: Rules of Word files and templates have their cases in the tests of generator.word.
WORD = ("source-docx-", "template-")
#: Rules that one broken file cannot show, and the tests that show them with their exact messages.
ELSEWHERE = {
    "process-decided": "test_draft.py",
    "process-missing-value": "test_draft.py",
    "process-retired": "test_draft.py",
    "process-trail-differs": "test_round.py",
    "process-trail-missing": "test_round_refusals.py",
    "process-trail-whole": "test_trail.py",
    "process-undecided": "test_draft.py",
    "source-excludes": "test_new_points.py",
    "review-answer-file": "test_round.py",
    "review-answers-missing": "test_round_refusals.py",
    "review-by-hand": "test_round.py",
    "review-decided-state": "test_round.py",
    "review-decided-text": "test_round.py",
    "review-decision-applied": "test_decisions.py",
    "review-decision-beside": "test_decisions.py",
    "review-decision-empty": "test_round.py",
    "review-decision-minority": "test_round.py",
    "review-decision-motion": "test_round_refusals.py",
    "review-decision-none": "test_round_refusals.py",
    "review-decision-open": "test_round.py",
    "review-decision-other-point": "test_decisions.py",
    "review-decision-paragraph": "test_round.py",
    "review-decision-pending": "test_round_refusals.py",
    "review-decision-point": "test_round.py",
    "review-decision-proposal": "test_round.py",
    "review-decision-result": "test_round_refusals.py",
    "review-decision-tie": "test_round.py",
    "review-decision-unknown": "test_round_refusals.py",
    "review-done-differs": "test_round.py",
    "review-done-same": "test_decisions.py",
    "review-done-stands": "test_decisions.py",
    "review-no-proposal": "test_round.py",
    "review-no-round": "test_round.py",
    "review-no-rounds": "test_round_refusals.py",
    "review-none": "test_refused.py",
    "review-other-round": "test_round.py",
    "review-path": "test_round.py",
    "review-reserved": "test_round.py",
    "review-sent-changed": "test_round_refusals.py",
    "review-suffix": "test_round.py",
    "review-tampered": "test_refused.py",
    "review-undecided-pending": "test_round_refusals.py",
    "review-unknown-reviewer": "test_round_refusals.py",
    "review-whose": "test_round.py",
    "sheet-bounds": "test_sheet.py",
    "sheet-character": "test_sheet.py",
    "sheet-choice": "test_sheet.py",
    "sheet-damaged": "test_sheet.py",
    "sheet-doctype": "test_sheet.py",
    "sheet-duplicate-column": "test_sheet.py",
    "sheet-empty": "test_sheet.py",
    "sheet-encoding": "test_sheet.py",
    "sheet-encrypted": "test_sheet.py",
    "sheet-error": "test_sheet.py",
    "sheet-form": "test_sheet.py",
    "sheet-formula": "test_sheet.py",
    "sheet-kind": "test_sheet.py",
    "sheet-mark": "test_sheet.py",
    "sheet-merged": "test_sheet.py",
    "sheet-no-keys": "test_sheet.py",
    "sheet-no-name": "test_sheet.py",
    "sheet-no-rows": "test_sheet.py",
    "sheet-not-zip": "test_sheet.py",
    "sheet-not-written": "test_batch.py",
    "sheet-old-format": "test_sheet.py",
    "sheet-price-year": "test_sheet.py",
    "sheet-same-name": "test_sheet.py",
    "sheet-surplus": "test_sheet.py",
    "sheet-table": "test_sheet.py",
    "sheet-table-cell": "test_sheet.py",
    "sheet-text": "test_sheet.py",
    "sheet-too-large": "test_sheet.py",
    "sheet-too-many-rows": "test_sheet.py",
    "sheet-unknown-column": "test_sheet.py",
    "clause-row-missing": "test_registers_draft.py",
    "clause-row-name": "test_new_kind.py",
    "clause-row-surplus": "test_registers_draft.py",
    "sheet-duplicate-heading": "test_registers_draft.py",
    "sheet-missing-heading": "test_registers_draft.py",
    "sheet-no-headings": "test_registers_draft.py",
    "sheet-unknown-heading": "test_registers_draft.py",
    "source-about-circle": "test_registers_draft.py",
    "source-about-kind": "test_registers_draft.py",
    "source-about-missing": "test_registers_draft.py",
    "source-about-none": "test_registers_draft.py",
    "source-register-empty": "test_registers_draft.py",
    "source-register-key": "test_new_kind.py",
    "source-register-missing": "test_registers_draft.py",
    "source-register-none": "test_registers_draft.py",
    "source-register-rows": "test_registers_draft.py",
    "source-register-whole": "test_registers_draft.py",
    "source-section-free": "test_new_kind.py",
    "source-section-key": "test_new_kind.py",
    "source-lock": "test_lock.py",
    "source-lock-version": "test_lock.py",
    "source-manifest": "test_errors.py",
    "source-manifest-version": "test_errors.py",
    "source-no-draft": "test_errors.py",
    "source-no-example": "test_errors.py",
    "source-no-folder": "test_errors.py",
    "source-no-library-file": "test_errors.py",
    "source-no-manifest": "test_errors.py",
    "source-outside": "test_errors.py",
    "source-docx-sent": "test_round_refusals.py",
    "source-published": "test_errors.py",
    "source-too-large": "test_source.py",
    "source-too-many": "test_source.py",
    "source-too-many-files": "test_errors.py",
    "source-unreadable": "test_errors.py",
}
#: Names that a message may begin with.
NAMES = ("YAML", "YAML-aliaset", "YAML-taggen", "Word")
#: What is said and stops nothing.
NOTES = {
    "clause-locked": "test_lock.py",
    "clause-own-taken": "test_new_points.py",
    "language-plain": "test_lint_shipped.py",
    "process-proposed": "test_draft.py",
    "process-template-changed": "test_lock.py",
    "process-trail-empty": "test_round_refusals.py",
    "process-unverified": "test_draft.py",
    "review-bookmarks": "test_refused.py",
    "review-built-on": "test_refused.py",
    "review-comment-loose": "test_refused.py",
    "review-comment-wide": "test_refused.py",
    "review-comments-lost": "test_round_refusals.py",
    "review-contents": "test_refused.py",
    "review-decision-early": "test_round_refusals.py",
    "review-decision-votes": "test_round_refusals.py",
    "review-edited": "test_round.py",
    "review-empty": "test_round_refusals.py",
    "review-joined": "test_refused.py",
    "review-known": "test_round.py",
    "review-mail-also": "test_refused.py",
    "review-mail-letter": "test_refused.py",
    "review-mail-missing": "test_refused.py",
    "review-mail-move": "test_refused.py",
    "review-mail-quoted": "test_refused.py",
    "review-mail-several": "test_refused.py",
    "review-mail-unknown": "test_refused.py",
    "review-moved-here": "test_refused.py",
    "review-no-manifest": "test_refused.py",
    "review-not-edited": "test_round.py",
    "review-note": "test_refused.py",
    "review-rewritten": "test_refused.py",
    "review-silent": "test_refused.py",
    "review-unplaced": "test_refused.py",
    "review-unsure": "test_refused.py",
    "review-untracked": "test_refused.py",
}


def ours() -> list[str]:
    """Return the rules outside Word files."""
    return [rule for rule in wording() if not rule.startswith(WORD)]


def test_every_rule_in_the_code_has_a_wording() -> None:
    assert sorted(USED - set(wording()) - set(checks())) == []


def test_every_wording_is_used_in_the_code() -> None:
    assert sorted(set(wording()) - USED) == []


def test_the_code_names_rules_of_every_family() -> None:
    assert {rule.partition("-")[0] for rule in USED} == set(FAMILIES)


def test_no_word_is_both_a_finding_and_a_check() -> None:
    assert sorted(set(wording()) & set(checks())) == []


def wrong(rules: Iterable[str], right: Callable[[str], object]) -> list[str]:
    """Return the rules for which something does not hold."""
    return [rule for rule in rules if not right(rule)]


def stops(rule: str) -> bool:
    """Tell whether a rule stops the work, at least where the document is to be final."""
    return "error" in (wording()[rule]["severity"], wording()[rule].get("final"))


def test_every_wording_has_a_severity_and_a_message() -> None:
    assert wrong(wording(), lambda rule: set(wording()[rule]) - {"final"} == {"severity", "message"}) == []
    assert wrong(wording(), lambda rule: wording()[rule]["severity"] in ("error", "warning", "note")) == []
    assert wrong(wording(), lambda rule: wording()[rule].get("final", "error") == "error") == []


def test_every_message_says_what_is_wrong_and_what_to_do_about_it() -> None:
    # The contract's own reason is the whole of this one.
    rules = set(wording()) - {"process-company-form"}

    assert wrong(rules, lambda rule: "; " in wording()[rule]["message"]) == []


def test_messages_are_written_alike() -> None:
    def alike(rule: str) -> bool:
        text = wording()[rule]["message"]
        first = text[:1].islower() or not text[:1].isalpha() or text.split()[0].rstrip("s") in NAMES
        return first and not text.endswith((".", " ")) and "—" not in text and '"' not in text

    assert wrong(wording(), alike) == []


def test_every_name_in_a_message_is_a_plain_one() -> None:
    def plain(rule: str) -> bool:
        fields = [field for field in string.Formatter().parse(wording()[rule]["message"]) if field[1] is not None]
        return all(re.fullmatch("[a-z]+", str(name)) and not spec and not form for _, name, spec, form in fields)

    assert wrong(wording(), plain) == []


def test_every_rule_that_stops_the_work_is_shown_by_a_case_or_a_test() -> None:
    shown = {rule_of(name) for name in cases("bad")}

    assert wrong(filter(stops, ours()), lambda rule: (rule in shown) != (rule in ELSEWHERE)) == []


def test_every_other_rule_is_shown_by_a_test() -> None:
    assert wrong(ours(), lambda rule: stops(rule) or rule in NOTES) == []


def test_a_rule_shown_elsewhere_is_shown_there_in_full() -> None:
    texts = {path.name: path.read_text(encoding="utf-8") for path in Path(__file__).parent.rglob("test_*.py")}

    assert [rule for rule, file in {**ELSEWHERE, **NOTES}.items() if f"[{rule}]" not in texts[file]] == []
    assert wrong({**ELSEWHERE, **NOTES}, lambda rule: rule in wording()) == []


def test_every_line_that_a_case_expects_is_a_wording_with_its_names_filled() -> None:
    lines = [line for name in cases("bad") for line in expected(name)]

    assert [line for line in lines if not shape(line.rpartition("[")[2].rstrip("]")).search(line)] == []


def shape(rule: str) -> re.Pattern[str]:
    """Return what a line of a rule looks like: its wording, with something in place of each name."""
    pieces = string.Formatter().parse(wording()[rule]["message"])
    text = "".join(re.escape(literal) + (".*" if name else "") for literal, name, _, _ in pieces)
    return re.compile(rf": {text}(; menade du ”.+”\?)? \[{rule}\]$")
