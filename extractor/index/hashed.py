"""The offline embedder: pairs of characters and words, hashed into 256 numbers. It knows no synonyms, and says so.

Two texts are near when they share wording. No model, no download, the same vectors on every machine.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from extractor.index.words import STOP, words_of
from extractor.parsing.flow import fold

NAME = "hashed-ngrams-v1"
DIMENSIONS = 256

_COMMON = "政府信息公开工作年度报告情况我们行政机关单位部门"
_COMMON_WEIGHT, _NUMBER_WEIGHT, _WORD_WEIGHT = 0.2, 0.3, 1.5


def embed(texts: Sequence[str]) -> NDArray[np.float32]:
    """Return a vector of length 1 for each text; one without a letter or digit has only zeros."""
    sums = _pairs(texts) + _words(texts)
    damped = np.sign(sums) * np.sqrt(np.abs(sums))
    lengths = np.linalg.norm(damped, axis=1, keepdims=True)
    return (damped / np.where(lengths == 0, 1, lengths)).astype(np.float32)


def _pairs(texts: Sequence[str]) -> NDArray[np.float64]:
    """Return the sums of the pairs of neighbouring characters."""
    folded = [fold(text).lower() for text in texts]
    codes = np.frombuffer("\n".join(folded).encode("utf-32-le", "replace"), dtype=np.uint32).astype(np.uint64)
    owners = np.repeat(np.arange(len(texts)), [len(text) + 1 for text in folded])[: len(codes)]
    digit = (codes >= 48) & (codes <= 57)
    kept = digit | ((codes >= 97) & (codes <= 122)) | ((codes >= 0x4E00) & (codes <= 0x9FFF))
    whole = kept[:-1] & kept[1:] & (owners[:-1] == owners[1:])
    pairs = (codes[:-1][whole] << np.uint64(32)) | codes[1:][whole]
    weights = np.where(np.isin(pairs, _common_pairs()), _COMMON_WEIGHT, 1.0)
    weights = np.where((digit[:-1] & digit[1:])[whole], _NUMBER_WEIGHT, weights)
    return _sums(_mixed(pairs), weights, owners[:-1][whole], len(texts))


def _words(texts: Sequence[str]) -> NDArray[np.float64]:
    """Return the sums of the words."""
    hashes: list[int] = []
    owners: list[int] = []
    for owner, text in enumerate(texts):
        found = [_hash(word) for word in words_of(text) if len(word) > 1 and word not in STOP and not word.isdigit()]
        hashes += found
        owners += [owner] * len(found)
    weights = np.full(len(hashes), _WORD_WEIGHT)
    return _sums(np.array(hashes, dtype=np.uint64), weights, np.array(owners, dtype=np.int64), len(texts))


def _sums(hashes: NDArray[np.uint64], weights: Any, owners: Any, count: int) -> NDArray[np.float64]:
    """Return what each text sums up to: a hash says which number is changed, and its highest bit in which direction."""
    places = owners * DIMENSIONS + (hashes % np.uint64(DIMENSIONS)).astype(np.int64)
    signs = np.where(hashes & np.uint64(1 << 31), 1.0, -1.0)
    sums = np.bincount(places, weights=signs * weights, minlength=count * DIMENSIONS).astype(np.float64)
    return sums.reshape(count, DIMENSIONS)


def _mixed(pairs: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Return 32 well mixed bits of each number."""
    mixed = (pairs ^ (pairs >> np.uint64(29))) * np.uint64(0x9E3779B97F4A7C15)
    return mixed >> np.uint64(32)


@lru_cache(maxsize=1)
def _common_pairs() -> NDArray[np.uint64]:
    """Return the pairs that stand in nearly every passage."""
    pairs = pairwise(_COMMON)
    return np.array([(ord(first) << 32) | ord(second) for first, second in pairs], dtype=np.uint64)


@lru_cache(maxsize=100_000)
def _hash(word: str) -> int:
    return zlib.crc32(word.encode())
