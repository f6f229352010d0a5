"""The page double."""

from ui.views.double.page import render

__all__ = ["render"]
