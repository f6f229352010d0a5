"""Workbench: exports."""

MESSAGES: dict[str, tuple[str, str]] = {
    "ui.exports.title": ("导出", "Export"),
}
