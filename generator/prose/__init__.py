"""Clause text: a small template language, then a small Markdown, then the values.

The order is the protection. Names are replaced by private-use sentinels first, Markdown is parsed
next, and a value becomes text only after that, so nothing that a value holds is ever parsed.
"""
