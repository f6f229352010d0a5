"""The page imports."""

from ui.views.imports.page import render

__all__ = ["render"]
