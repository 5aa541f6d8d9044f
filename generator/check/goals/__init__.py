"""Goals that work against each other, and what a company's figures become with them."""
