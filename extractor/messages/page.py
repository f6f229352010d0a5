"""The page that shows a report beside its source."""

MESSAGES: dict[str, tuple[str, str]] = {
}
