"""What a section makes of the draft's registers, and of the draft that the document is about: a module per kind."""

from generator.assemble.sections.work import Item, Made, Work, make, prints

__all__ = ["Item", "Made", "Work", "make", "prints"]
