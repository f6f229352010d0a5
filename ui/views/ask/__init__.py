"""The page ask."""

from ui.views.ask.page import render

__all__ = ["render"]
