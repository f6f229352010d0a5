"""Workbench: importing files."""

MESSAGES: dict[str, tuple[str, str]] = {
    "ui.imports.title": ("导入", "Import"),
}
