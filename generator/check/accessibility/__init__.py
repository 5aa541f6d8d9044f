"""Accessibility of Word files, ours or anybody's."""
