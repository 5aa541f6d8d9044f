"""What the files may hold: the field dictionary, and validation against it with Cerberus."""

from generator.schema.dictionary import Dictionary, dictionary
from generator.schema.validate import validate

__all__ = ["Dictionary", "dictionary", "validate"]
