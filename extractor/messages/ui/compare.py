"""Workbench: comparing two reports."""

MESSAGES: dict[str, tuple[str, str]] = {
    "ui.compare.title": ("对比", "Compare"),
}
