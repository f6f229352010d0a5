"""The functions of pdfium that are asked for every character and drawing of a page, bound for plain addresses.

pypdfium2 checks each argument against its class; over thousands of calls a page that takes longer than the answers.
"""

from __future__ import annotations

import ctypes
from collections import deque
from collections.abc import Iterable, Sequence
from ctypes import c_float, c_int, c_uint, c_void_p
from functools import lru_cache
from itertools import repeat
from typing import Any

Address = int
"""Of a thing inside pdfium; 0 for none."""


class Pdfium:
    """Bound functions, and questions whose answers come back through buffers.

    Attributes:
        char_angle: (handle of a text page, index) → direction of a character in radians; negative where it has none.
        char_object: (handle of a text page, index) → the object that prints a character.
        page_object: (handle of a page, index) → one of its objects.
        form_object: (handle of a form, index) → one of its objects.
        kind: (object) → which kind of object it is.
        segments: (path) → how many lines and curves it has.
    """

    def __init__(self) -> None:
        self.char_angle = _bound("FPDFText_GetCharAngle", c_float)
        self.char_object = _bound("FPDFText_GetTextObject", c_void_p)
        self._loose_box = _bound("FPDFText_GetLooseCharBox", c_int, [c_void_p, c_int, c_void_p])
        self.page_object = _bound("FPDFPage_GetObject", c_void_p)
        self.form_object = _bound("FPDFFormObj_GetObject", c_void_p)
        self.kind = _bound("FPDFPageObj_GetType", c_int, [c_void_p])
        self.segments = _bound("FPDFPath_CountSegments", c_int, [c_void_p])
        self._fill_color = _bound("FPDFPageObj_GetFillColor", c_int, [c_void_p] * 5)
        self._bounds = _bound("FPDFPageObj_GetBounds", c_int, [c_void_p] * 5)
        self._draw_mode = _bound("FPDFPath_GetDrawMode", c_int, [c_void_p] * 3)
        self._channels = (c_uint * 4)()
        self._channel_places = tuple(_places(self._channels))

    def shade(self, handle: Address | None) -> float | None:
        """Return how light an object is filled on white, 0 to 255; None where that is not known."""
        if not handle or not self._fill_color(handle, *self._channel_places):
            return None
        red, green, blue, alpha = self._channels[:]
        light: float = 0.299 * red + 0.587 * green + 0.114 * blue
        return 255 - (255 - light) * alpha / 255

    def loose_boxes(self, textpage: Any, indices: Sequence[int]) -> list[float]:
        """Return left, top, right and bottom of each character after another, as high as its line."""
        sides = (c_float * (4 * len(indices)))()
        _call_all(self._loose_box, repeat(_address(textpage)), indices, _places(sides)[::4])
        return sides[:]

    def bounds(self, objects: Sequence[Address]) -> list[float]:
        """Return left, top, right and bottom of each object after another."""
        sides = (c_float * (4 * len(objects)))()
        places = _places(sides)
        _call_all(self._bounds, objects, places[::4], places[3::4], places[2::4], places[1::4])
        return sides[:]

    def draw_modes(self, paths: Sequence[Address]) -> list[int]:
        """Return for each path after another whether it is filled, and whether its outline is drawn; 0 for no."""
        modes = (c_int * (2 * len(paths)))()
        places = _places(modes)
        _call_all(self._draw_mode, paths, places[::2], places[1::2])
        return modes[:]


@lru_cache(maxsize=1)
def pdfium() -> Pdfium:
    """Return the functions, bound once in a process."""
    return Pdfium()


def _bound(name: str, result: Any, arguments: Sequence[Any] | None = None) -> Any:
    """Return a function of pdfium; without the types of its arguments it takes handles of pypdfium2 and numbers."""
    import pypdfium2.raw as raw

    found = ctypes.PYFUNCTYPE(result)(_address(getattr(raw, name)))
    if arguments is not None:
        found.argtypes = arguments
    return found


def _places(array: Any) -> range:
    """Return the addresses of an array's items."""
    start, size = ctypes.addressof(array), ctypes.sizeof(array._type_)
    return range(start, start + len(array) * size, size)


def _call_all(function: Any, *arguments: Iterable[int]) -> None:
    """Call a function with the first of each argument, the second of each, and so on."""
    deque(map(function, *arguments), maxlen=0)


def _address(handle: Any) -> Address:
    """Return where a handle of pypdfium2 or a function points to."""
    return ctypes.cast(handle, c_void_p).value or 0
