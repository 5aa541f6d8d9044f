"""Documents as web pages: one file each, without scripts and without anything from elsewhere."""

from generator.html.page import page

__all__ = ["page"]
