"""Reports of an invented bureau as files."""

from pathlib import Path

_SAMPLE = Path(__file__).parents[2] / "eval" / "samples" / "柳坪县商务局-2021.txt"


def report_text(number: int = 1) -> bytes:
    """Return a report that differs from those with other numbers."""
    return f"{_SAMPLE.read_text(encoding='utf-8')}\n附注第{number}号。\n".encode()
