"""Workbench: the double review."""

MESSAGES: dict[str, tuple[str, str]] = {
    "ui.double.title": ("双审", "Double review"),
}
