"""Findings of the checks."""

MESSAGES: dict[str, tuple[str, str]] = {
}
