"""The page compare."""

from ui.views.compare.page import render

__all__ = ["render"]
