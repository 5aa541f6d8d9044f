"""How a paper comes about and ends: decisions, days, owners, what it replaces."""
