"""What makes vectors of texts: offline by hashing, or an OpenAI-compatible endpoint."""

from __future__ import annotations

import math
import time
from collections.abc import Iterator, Sequence
from typing import Any, Protocol

import numpy as np

from extractor.errors import ModelError
from extractor.index.errors import EmbedderError
from extractor.index.settings import IndexSettings
from extractor.index.vectors import Vectors
from extractor.llm.faults import Faults
from extractor.llm.pace import backoff
from extractor.llm.secrecy import Redactor

_LONGEST = 2000
"""Characters of a text that an endpoint is sent; a passage is shorter, but for one endless sentence."""


class Embedder(Protocol):
    """What makes vectors of texts. A collection remembers the name of the one that filled it."""

    name: str

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Return a vector of length 1 for each text, in their order.

        Raises:
            EmbedderError: There are none.
        """
        ...


def embedder_for(settings: IndexSettings) -> Embedder:
    """Return the embedder that the settings name; the offline one without any."""
    return EndpointEmbedder(settings) if settings.embeddings_model else HashedEmbedder()


class HashedEmbedder:
    """The offline default, see `extractor.index.hashed`."""

    def __init__(self) -> None:
        """Load nothing: jieba comes with the first text."""
        self.name = "hashed-ngrams-v1"

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Return a vector of length 1 for each text, in their order."""
        from extractor.index.hashed import embed

        return embed(texts)


class EndpointEmbedder:
    """An OpenAI-compatible endpoint. Texts go out as texts, never as tokens, which other servers don't know."""

    def __init__(self, settings: IndexSettings) -> None:
        """Connect with the first text."""
        self.name = settings.embeddings_model or ""
        key = settings.embeddings_api_key.get_secret_value() if settings.embeddings_api_key else None
        self._settings, self._key = settings, key
        self._faults = Faults(settings.host, self.name, Redactor((key,) if key else ()))
        self._client: Any = None

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Return a vector of length 1 for each text, in their order.

        Raises:
            EmbedderError: The endpoint is down, refuses, or answers what are no embeddings.
        """
        size = self._settings.embeddings_batch
        parts = [self._patiently(texts[start : start + size]) for start in range(0, len(texts), size)]
        vectors = np.array([vector for part in parts for vector in part], dtype=np.float32)
        if vectors.ndim != 2 or not np.isfinite(vectors).all():
            raise self._no_embeddings()
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        return np.asarray(vectors / np.where(lengths == 0, 1, lengths), dtype=np.float32)

    def _patiently(self, texts: Sequence[str]) -> list[list[float]]:
        """Return the vectors of some texts, asking again where that may help."""
        for attempt in range(1, self._settings.embeddings_attempts + 1):
            try:
                return self._once(texts)
            except ModelError as error:
                if not error.retryable or attempt == self._settings.embeddings_attempts:
                    raise EmbedderError(model=self.name, reason=error) from error
                time.sleep(backoff(attempt, self._settings.embeddings_backoff, error.retry_after))
        raise AssertionError

    def _once(self, texts: Sequence[str]) -> list[list[float]]:
        """Return the vectors of some texts from one request; what the library raises comes out as a ModelError."""
        import openai

        try:
            answer = self._connected().embeddings.create(
                model=self.name, input=[text[:_LONGEST] for text in texts], encoding_format="float"
            )
        except openai.APITimeoutError:
            raise self._faults.timeout(self._settings.embeddings_timeout) from None
        except openai.APIStatusError as error:
            headers = {name.lower(): value for name, value in error.response.headers.items()}
            raise self._faults.status(error.status_code, headers, error.response.text) from None
        except openai.APIConnectionError as error:
            raise self._faults.broken(error) from None
        except (openai.OpenAIError, ValueError, TypeError) as error:
            raise self._no_embeddings() from error
        vectors = list(_in_order(answer, len(texts)))
        if len(vectors) != len(texts) or len({len(vector) for vector in vectors}) != 1:
            raise self._no_embeddings()
        return vectors

    def _no_embeddings(self) -> EmbedderError:
        return EmbedderError("error.embedder_output", model=self.name, provider=self._settings.host)

    def _connected(self) -> Any:
        if self._client is None:
            import openai

            self._client = openai.OpenAI(
                base_url=self._settings.embeddings_base_url,
                api_key=self._key or "none",
                timeout=self._settings.embeddings_timeout,
                max_retries=0,
            )
        return self._client


def _in_order(answer: Any, count: int) -> Iterator[list[float]]:
    """Yield the vectors of an answer by their index; nothing where it is no list of numbers."""
    data = getattr(answer, "data", None) or ()
    found = {getattr(item, "index", None): getattr(item, "embedding", None) for item in data}
    for place in range(count):
        vector = found.get(place)
        if isinstance(vector, list) and vector and all(isinstance(x, int | float) and math.isfinite(x) for x in vector):
            yield vector
