"""``python -m generator`` is ``klausul``."""

from generator.cli import main

main()
