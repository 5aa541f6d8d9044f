"""Two Documents become one: aligned sections, clauses and blocks, and in them the words kept, deleted and inserted.

Pure: nothing here knows of files, Word or the web. ``compare`` makes the structure, and projections read it.
"""

from generator.redline.compare import compare

__all__ = ["compare"]
