"""Checks: what would be regretted after the vote, found before it. Rules are pure functions over a case.

A folder for each family of rules with what they say beside them, under the rule words:

- ``severity``: error, warning or note; ``fact`` for something worked out that is neither right nor wrong.
- ``final: error``: where the document is to be final, this is an error.
- ``message``: what was found; what to do next. ``{names}`` are filled with the finding's values.
- ``columns``: headings of a fact's table; ``detail: true``: ``--verbose`` alone prints it, the JSON always has it.
- ``why``: the explanation, for someone who has never read the rule.

Nothing here says that something is lawful or not: a lawyer decides.
"""
