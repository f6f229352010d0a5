"""Workbench: the overview."""

MESSAGES: dict[str, tuple[str, str]] = {
    "ui.overview.title": ("概览", "Overview"),
}
