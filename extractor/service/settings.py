"""Settings of the service."""

from __future__ import annotations

from pydantic import Field

from extractor.config import MEGABYTE, FromEnvironment


class ServiceSettings(FromEnvironment):
    """What the service allows; each is read from `NIANBAO_SERVICE_<NAME>`.

    Attributes:
        max_request: Largest request with files, in bytes; without files a request may have 1 MB.
        max_files: Most files of one upload.
        rate: Requests a minute that one token may make; as many may come at once.
        docs: Whether the interactive description stands under /docs.
    """

    PREFIX = "NIANBAO_SERVICE_"

    max_request: int = Field(default=256 * MEGABYTE, gt=0)
    max_files: int = Field(default=200, gt=0, le=2000)
    rate: int = Field(default=600, gt=0)
    docs: bool = True


def load_service_settings() -> ServiceSettings:
    """Return the settings of the environment.

    Raises:
        ConfigError: A value can't be used.
    """
    return ServiceSettings.load()
