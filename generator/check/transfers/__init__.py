"""Transfers of value from a company to its owner."""
