"""Settings of the language model: which, where, with which key, and what it may take."""

from __future__ import annotations

import json
from typing import Any, ClassVar, Literal
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, field_validator
from pydantic_core import PydanticKnownError

from extractor.config import FromEnvironment
from extractor.errors import ConfigError
from extractor.schema.document import Frozen

OPENAI = "https://api.openai.com/v1"


class Price(Frozen):
    """What a million tokens cost, in any one currency."""

    input: float = Field(ge=0, allow_inf_nan=False)
    output: float = Field(ge=0, allow_inf_nan=False)


class ModelSettings(FromEnvironment):
    """Every setting of the model; each is read from `NIANBAO_MODEL_<NAME>`, but for the first three.

    Attributes:
        model: From `NIANBAO_MODEL`; None where no model is set.
        base_url: From `OPENAI_BASE_URL`.
        api_key: From `OPENAI_API_KEY`; None for an endpoint that needs none.
        timeout: Seconds that one attempt may take.
        patience: Seconds that a request may take with all its attempts and waits.
        attempts: How often a request is sent at most.
        backoff: Seconds before the second attempt; doubled for each further one.
        max_tokens: Longest answer.
        max_bytes: Longest answer, in bytes of what is received.
        temperature: None leaves it to the endpoint.
        prices: By model; a model without one costs an unknown amount.
        audit: Whether the ledger keeps what was sent, and answers that were no good, or only their hashes.
    """

    PREFIX = "NIANBAO_MODEL_"
    SECRET = True
    NAMED: ClassVar[dict[str, tuple[str, ...]]] = {
        "model": ("NIANBAO_MODEL",),
        "base_url": ("OPENAI_BASE_URL",),
        "api_key": ("OPENAI_API_KEY",),
    }

    model: str | None = None
    base_url: str = OPENAI
    api_key: SecretStr | None = None
    timeout: float = Field(default=120, gt=0, allow_inf_nan=False)
    patience: float = Field(default=900, gt=0, allow_inf_nan=False)
    attempts: int = Field(default=6, ge=1)
    backoff: float = Field(default=1.0, ge=0, allow_inf_nan=False)
    max_tokens: int = Field(default=4096, ge=16)
    max_bytes: int = Field(default=2 * 1024 * 1024, gt=0)
    temperature: float | None = Field(default=0.0, ge=0, le=2)
    prices: dict[str, Price] = Field(default_factory=dict)
    audit: Literal["keep", "hash"] = "keep"

    @field_validator("prices", mode="before")
    @classmethod
    def _read(cls, given: Any) -> Any:
        """Return the prices; those of the environment are JSON."""
        try:
            return json.loads(given) if isinstance(given, str) else given
        except ValueError as error:
            raise PydanticKnownError("json_invalid", {"error": str(error)}) from error

    @property
    def host(self) -> str:
        """Return the endpoint's host and port, for messages: without a user name or password."""
        return urlsplit(self.base_url).netloc.rpartition("@")[2] or self.base_url

    @property
    def price(self) -> Price | None:
        """Return what the model costs; None where no price is given."""
        return self.prices.get(self.model or "")

    @property
    def parameters(self) -> dict[str, float | None]:
        """Return what decides an answer beside the request and the model."""
        return {"temperature": self.temperature, "max_tokens": self.max_tokens}

    @property
    def secrets(self) -> tuple[str, ...]:
        """Return what must never be written anywhere."""
        parts = urlsplit(self.base_url)
        key = self.api_key.get_secret_value() if self.api_key else None
        return tuple(secret for secret in (key, parts.password) if secret)


def load_model_settings(**given: Any) -> ModelSettings:
    """Return the settings; values that are given and not None come before the environment.

    Raises:
        ConfigError: A value can't be used; the message names the setting, never its value.
    """
    settings = ModelSettings.load(**given)
    if urlsplit(settings.base_url).scheme not in ("http", "https"):
        raise ConfigError("error.model_setting", setting="OPENAI_BASE_URL", reason="http://… / https://…")
    return settings
