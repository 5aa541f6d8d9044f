"""Numbers: what they mean, what they add up to, when they are to be reached."""
