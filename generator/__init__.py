"""klausul: assemble owner directives and community contracts from a clause library."""

__version__ = "0.1.0"
