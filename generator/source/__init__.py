"""YAML text to plain data with positions: strict, limited, and never running anything.

``read`` gives a :class:`~generator.source.document.Source`, which holds the data and knows where
in the file every key and value stands.
"""

from generator.source.document import Source, read
from generator.source.tree import dotted

__all__ = ["Source", "dotted", "read"]
