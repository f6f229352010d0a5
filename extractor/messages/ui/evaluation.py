"""Workbench: evaluation."""

MESSAGES: dict[str, tuple[str, str]] = {
    "ui.evaluation.title": ("评测", "Evaluation"),
}
