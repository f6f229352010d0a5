"""Workbench: questions."""

MESSAGES: dict[str, tuple[str, str]] = {
    "ui.ask.title": ("问答", "Ask"),
}
