"""References to law: how they are written, and what the register knows of them."""
