"""The command line."""

MESSAGES: dict[str, tuple[str, str]] = {
}
