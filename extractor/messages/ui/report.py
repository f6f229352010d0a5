"""Workbench: one report on the desk."""

MESSAGES: dict[str, tuple[str, str]] = {
    "ui.report.title": ("工作台", "Report"),
}
