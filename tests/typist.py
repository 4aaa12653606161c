"""Somebody at a keyboard who has no mouse, and what it costs them."""

from __future__ import annotations

from dataclasses import dataclass, field

from playwright.sync_api import Page


@dataclass
class Typist:
    """Types words, which are what there is to tell, and presses keys, which are the price.

    Args:
        pressed: the keys beyond the words, in order; a chord counts once.
    """

    page: Page
    pressed: list[str] = field(default_factory=list)

    def words(self, text: str) -> None:
        """What the caller tells."""
        self.page.keyboard.type(text)

    def press(self, *keys: str) -> None:
        """Keys beyond the words."""
        for key in keys:
            self.page.keyboard.press(key)
            self.pressed.append(key)
