"""Workbench: the queue."""

MESSAGES: dict[str, tuple[str, str]] = {
    "ui.review.title": ("审核", "Review"),
}
