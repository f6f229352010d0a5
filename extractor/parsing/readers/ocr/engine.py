"""Character recognition with RapidOCR and the models inside its wheel: nothing is downloaded, nothing reported."""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import lru_cache
from importlib.util import find_spec
from typing import Any, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

Picture: TypeAlias = "NDArray[np.uint8]"
"""Grey, rows × columns, 0 is black."""

_DETECTION = "PP-OCRv6_det_small.onnx"
_RECOGNITION = "PP-OCRv6_rec_small.onnx"
_LARGEST_SIDE = 6000
_THREADS = 1
"""A file is one process, and files run side by side: more threads than cores wait for each other without end."""
_NARROWEST = 96
"""Pixels to which short crops are padded; at 320, the default, a single digit costs as much as a line."""


class Reading(NamedTuple):
    """A recognised line of text and how sure the model is, 0 to 1."""

    text: str
    score: float


class Box(NamedTuple):
    """A place in a picture, in pixels from the top left."""

    left: float
    top: float
    right: float
    bottom: float


def installed() -> bool:
    """Return whether the extra `ocr` is there."""
    return all(find_spec(name) is not None for name in ("rapidocr", "onnxruntime", "cv2"))


@lru_cache(maxsize=1)
def _engine() -> Any:
    """Return the recogniser of this process; the paths keep it from looking for models elsewhere."""
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"
    from pathlib import Path

    import rapidocr

    models = Path(rapidocr.__file__).parent / "models"
    return rapidocr.RapidOCR(
        params={
            "Global.log_level": "critical",
            "Global.text_score": 0.0,
            "Global.max_side_len": _LARGEST_SIDE,
            "Global.use_cls": False,
            "EngineConfig.onnxruntime.intra_op_num_threads": _THREADS,
            "Det.model_path": str(models / _DETECTION),
            "Rec.model_path": str(models / _RECOGNITION),
            "Rec.rec_img_shape": [3, 48, _NARROWEST],
        }
    )


def detect(picture: Picture) -> list[Box]:
    """Return where lines of text stand, in no certain order."""
    import cv2

    found = _engine()(cv2.cvtColor(picture, cv2.COLOR_GRAY2BGR), use_det=True, use_cls=False, use_rec=False)
    corners = getattr(found, "boxes", None)
    if corners is None:
        return []
    return [Box(*map(float, (*np.min(four, axis=0), *np.max(four, axis=0)))) for four in corners]


def recognize(lines: Sequence[Picture]) -> list[Reading]:
    """Return what stands on pictures of one line each."""
    import cv2

    if not lines:
        return []
    read = _engine().recognize_txt([cv2.cvtColor(line, cv2.COLOR_GRAY2BGR) for line in lines])
    return [Reading(str(text), float(score)) for text, score in zip(read.txts, read.scores, strict=True)]
