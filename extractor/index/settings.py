"""Settings of the index: which embedder, and where Chroma is."""

from __future__ import annotations

from typing import Any, ClassVar
from urllib.parse import urlsplit

from pydantic import Field, SecretStr

from extractor.config import FromEnvironment
from extractor.errors import ConfigError

_OPENAI = "https://api.openai.com/v1"


class IndexSettings(FromEnvironment):
    """Every setting of the index; each is read from `NIANBAO_<NAME>`.

    Attributes:
        embeddings_model: Name of the model; None is the offline embedder.
        embeddings_base_url: Of an OpenAI-compatible endpoint; without it `OPENAI_BASE_URL`.
        embeddings_api_key: Without it `OPENAI_API_KEY`; None for an endpoint that needs none.
        embeddings_batch: Texts in one request.
        embeddings_timeout: Seconds that one attempt may take.
        embeddings_attempts: How often a request is sent at most.
        embeddings_backoff: Seconds before the second attempt; doubled for each further one.
        chroma_url: Of a Chroma server; None is a folder in the data folder.
        chroma_token: Bearer token of the server, if it wants one.
    """

    PREFIX = "NIANBAO_"
    SECRET = True
    NAMED: ClassVar[dict[str, tuple[str, ...]]] = {
        "embeddings_base_url": ("NIANBAO_EMBEDDINGS_BASE_URL", "OPENAI_BASE_URL"),
        "embeddings_api_key": ("NIANBAO_EMBEDDINGS_API_KEY", "OPENAI_API_KEY"),
    }

    embeddings_model: str | None = None
    embeddings_base_url: str = _OPENAI
    embeddings_api_key: SecretStr | None = None
    embeddings_batch: int = Field(default=64, ge=1, le=2048)
    embeddings_timeout: float = Field(default=60, gt=0, allow_inf_nan=False)
    embeddings_attempts: int = Field(default=4, ge=1)
    embeddings_backoff: float = Field(default=1.0, ge=0, allow_inf_nan=False)
    chroma_url: str | None = None
    chroma_token: SecretStr | None = None

    @property
    def host(self) -> str:
        """Return the endpoint's host and port, for messages: without a user name or password."""
        return urlsplit(self.embeddings_base_url).netloc.rpartition("@")[2] or self.embeddings_base_url


def load_index_settings(**given: Any) -> IndexSettings:
    """Return the settings; values that are given and not None come before the environment.

    Raises:
        ConfigError: A value can't be used; the message names the setting, never its value.
    """
    settings = IndexSettings.load(**given)
    if urlsplit(settings.embeddings_base_url).scheme not in ("http", "https"):
        raise ConfigError("error.model_setting", setting="NIANBAO_EMBEDDINGS_BASE_URL", reason="http://… / https://…")
    return settings
