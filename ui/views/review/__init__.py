"""The page review."""

from ui.views.review.page import render

__all__ = ["render"]
