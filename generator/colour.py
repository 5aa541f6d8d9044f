"""Colours and how well they are told apart, by the formula of WCAG 2.1 (contrast ratio, relative luminance)."""

from __future__ import annotations

WHITE = "FFFFFF"
#: What WCAG 2.1 asks of text, success criterion 1.4.3.
ENOUGH = 4.5


def contrast(first: str, second: str) -> float:
    """Return the contrast ratio of two colours, 1 to 21, in whatever order.

    Args:
        first: six hexadecimal digits, such as ``1F3A4D``.
        second: the other one.
    """
    dark, light = sorted((_luminance(first), _luminance(second)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(int(colour[start : start + 2], 16) / 255) for start in (0, 2, 4))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)


def shown(ratio: float) -> str:
    """Return a ratio as it is written in Swedish, cut and not rounded: what falls short must not look enough."""
    return f"{int(ratio * 100) / 100:.2f}".rstrip("0").rstrip(".").replace(".", ",")
