"""What reading the file and its tables could not do for certain."""

MESSAGES: dict[str, tuple[str, str]] = {
}
