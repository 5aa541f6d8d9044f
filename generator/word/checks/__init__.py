"""What can be wrong with a template that can be used: how it looks, its pages, what stands in its text."""
