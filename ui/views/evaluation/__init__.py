"""The page evaluation."""

from ui.views.evaluation.page import render

__all__ = ["render"]
