"""Whether quotes are found where they were cut from, whatever became of their line breaks, width and spaces."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from eval.bench.row import Row, command, percent
from extractor.errors import DocumentError
from extractor.extraction.align import Aligner
from extractor.pipeline import Reading, read
from extractor.schema import Span

_SAMPLES = Path(__file__).parents[1] / "samples"
_SHARED = Path(__file__).parents[3] / "shared"
_WIDE = {code: chr(code + 0xFEE0) for code in range(33, 127)}
_PER_REPORT = 200
_WORDS = re.compile(r"[^\s|#*_=>-]")
_SHORTEST = 6

CHANGES: dict[str, Callable[[Random, str], str]] = {
    "as printed": lambda rng, quote: quote,
    "line breaks": lambda rng, quote: "".join(char + "\n" * (rng.random() < 0.15) for char in quote),
    "width": lambda rng, quote: quote.translate(_WIDE),
    "spaces": lambda rng, quote: "".join(char + " " * (rng.random() < 0.25) for char in quote),
}
"""What is done to a quote before it is looked for."""


@dataclass(frozen=True)
class Quote:
    """A quote and where it was cut from.

    Attributes:
        text: Its words, changed.
        change: What was done to it.
        span: Where it stands in the document.
        sentence: Where its sentence stands.
        neighbour: Where the clause before it ends.
    """

    text: str
    change: str
    span: Span
    sentence: Span
    neighbour: int


@dataclass
class _Count:
    asked: int = 0
    found: int = 0
    several: int = 0
    right_of_several: int = 0
    seconds: float = 0.0
    lost: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)


def aligner_rows(*, quick: bool) -> list[Row]:
    """Return the rows of the aligner: found, found at the right one of several places, time a quote."""
    name, readings = material()
    rng, count = Random(20), _Count()
    for place, reading in enumerate(readings, start=1):
        _measure(rng, reading, place, _PER_REPORT // (10 if quick else 1), count)
    again, each = command("aligner", quick=quick), 1000 * count.seconds / max(1, count.asked)
    on = f"{count.asked} quotes from {len(readings)} {name}, {', '.join(CHANGES)}"
    found = count.found / max(1, count.asked)
    right = count.right_of_several / count.several if count.several else None
    return [
        Row("aligner: quotes found", on, percent(found), again, "100 %", found == 1, tuple(count.lost[:20])),
        Row(
            "aligner: found at the right one of several places, sentence and neighbour given",
            f"{count.several} of them stand more than once",
            percent(right),
            again,
            "≥ 99 %",
            right is None or right >= 0.99,
            tuple(count.wrong[:20]),
        ),
        Row("aligner: time a quote", on, f"{each:.3f} ms of processor time", again, "≤ 0.1 ms", each <= 0.1),
    ]


def material() -> tuple[str, list[Reading]]:
    """Return the real reports where they are at hand, else the samples."""
    folders = [folder for folder in (_SHARED / "seeds", _SHARED / "reports") if folder.is_dir()]
    paths = [path for folder in folders or [_SAMPLES] for path in sorted(folder.iterdir()) if path.is_file()]
    return "real reports" if folders else "samples", list(_readings(paths))


def _readings(paths: list[Path]) -> Iterator[Reading]:
    for path in paths:
        try:
            yield read(path.read_bytes(), path.name)
        except DocumentError:
            continue


def _measure(rng: Random, reading: Reading, place: int, number: int, count: _Count) -> None:
    """Look for quotes from the prose of a report; misses name it by its place alone, as it may be a real one.

    The aligner is told the sentence, and where the clause before the quote ends: there its neighbour stands.
    """
    aligner = Aligner(reading.document.text)
    for quote in cut_quotes(rng, reading, number):
        clock = time.process_time()
        found = aligner.align(quote.text, quote.sentence, quote.sentence, quote.neighbour)
        count.seconds += time.process_time() - clock
        count.asked += 1
        count.found += found is not None
        if found is None:
            count.lost.append(f"report {place}, {quote.change}: {quote.span}")
        if found is not None and found.places > 1:
            count.several += 1
            count.right_of_several += found.span == quote.span
            if found.span != quote.span:
                count.wrong.append(f"report {place}, {quote.change}: {quote.span}, found at {found.span}")


def cut_quotes(rng: Random, reading: Reading, number: int) -> Iterator[Quote]:
    """Yield quotes cut from so many places of the prose of a report, each in every change."""
    text = reading.document.text
    spans = [span for span in _sentences(reading) if len(_WORDS.findall(text[slice(*span)])) >= _SHORTEST]
    for _ in range(number if spans else 0):
        sentence = rng.choice(spans)
        span = _cut(rng, text, sentence)
        neighbour = max(text.rfind(mark, sentence[0], span[0]) for mark in ",,;;、") + 1 or sentence[0]
        for name, change in CHANGES.items():
            yield Quote(change(rng, text[slice(*span)]), name, span, sentence, neighbour)


def _sentences(reading: Reading) -> Iterator[tuple[int, int]]:
    """Yield where the sentences of the prose stand in the document."""
    for passage in reading.passages:
        for match in re.finditer(r"[^。!?\n]+", passage.flow.text):
            yield passage.flow.span(*match.span())


def _cut(rng: Random, text: str, sentence: tuple[int, int]) -> tuple[int, int]:
    """Return a piece of a sentence, 6 to 40 printed characters, printed ones at both ends."""
    inked = [index for index in range(*sentence) if _WORDS.match(text[index])]
    first = rng.randrange(len(inked) - _SHORTEST + 1)
    last = min(len(inked) - 1, first + rng.randint(_SHORTEST - 1, 39))
    return inked[first], inked[last] + 1
