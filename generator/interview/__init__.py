"""The interview: what to ask next given the answers so far, whether an answer fits, and the draft they make.

Nothing here prints or reads; the command line asks and shows.
"""
