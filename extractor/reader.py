"""Reading files as commands and workers do: limits of time and memory, the office's settings, passwords of PDFs."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from extractor.validation.settings import DECLARED, CheckSettings

if TYPE_CHECKING:
    from extractor.config import Settings
    from extractor.isolation import Isolated, Watch
    from extractor.pipeline import Processed


@dataclass(frozen=True)
class Reader:
    """The pipeline with settings and the password of protected PDFs; it can be sent to the process that reads files.

    Attributes:
        password: None where none was given. It is never shown, logged or stored.
        checks: What the office decides about the checks.
    """

    password: str | None = field(default=None, repr=False)
    checks: CheckSettings = DECLARED

    def __call__(self, data: bytes, name: str, engine: str = "rules") -> Processed:
        """Return what the pipeline makes of a file.

        Raises:
            DocumentError: The file can't become a report; a protected PDF without the right password is one.
        """
        from extractor.pipeline import process

        return process(data, name, engine, self.checks, self.password or None)


def isolated_reader(
    settings: Settings,
    password: str | None,
    checks: CheckSettings = DECLARED,
    *,
    aside: bool = False,
    watch: Watch | None = None,
) -> Isolated:
    """Return the reader with the limits of the settings, with `aside` for plain text too; use as a context manager.

    `watch` is told of every page that is recognised.
    """
    from extractor.isolation import Isolated, Limits

    return Isolated(
        Reader(password, checks), Limits(settings.max_seconds, settings.max_memory), aside=aside, watch=watch
    )


def office_settings(settings: Settings) -> CheckSettings:
    """Return what the office decides about the checks; every rule as declared where it says nothing.

    Raises:
        ConfigError: Its file can't be used; the message names file and entry.
    """
    if settings.settings_file is None:
        return DECLARED
    from extractor.validation.settings_file import read_check_settings

    return read_check_settings(settings.settings_file)
