"""Contract, chosen clauses and draft to one numbered, resolved Document. Pure: nothing is read or written."""

from generator.assemble.document import assemble

__all__ = ["assemble"]
