"""Everything there is to say about a template, at once: what keeps it from being used, and what is doubtful."""

from __future__ import annotations

from generator.errors import DataError, Finding, set_of
from generator.word.checks import content, look, page
from generator.word.package import examine_package
from generator.word.template import examine, prepare


def check(data: bytes, name: str) -> list[Finding]:
    """Return the findings on a template, in the order of their places.

    The line of a finding is the number of the body's paragraph, 0 where it is about the whole file or
    about a header or a footer.

    Args:
        data: the bytes of a .docx or .dotx.
        name: what to call the template in findings.
    """
    try:
        parts, found = examine_package(data, name)
    except DataError as error:
        return [*error.findings]
    examined = examine(parts, name)
    found += examined.findings
    if not found:
        # What only filling it would show.
        try:
            prepare(data, name)
        except DataError as error:
            found += error.findings
    for part in (look, page, content):
        found += part.findings(examined, name)
    return sorted(set_of(found), key=Finding.order)
