"""Quotes found by langextract's aligner and by ours: the same quotes, the same text, in turns."""

from __future__ import annotations

import time
from dataclasses import dataclass
from random import Random

from eval.bench.aligner import Quote, cut_quotes, material
from eval.bench.peers_process import Peer, PeerError, peer
from eval.bench.row import Row, percent
from extractor.extraction.align import Aligner
from extractor.pipeline import Reading
from extractor.schema import Span

_PER_REPORT, _PER_REPORT_QUICK = 10, 2
_TOKENIZERS = ("UnicodeTokenizer", "RegexTokenizer")
_WHERE = {True: "in its sentence", False: "in the whole report"}


@dataclass
class Found:
    """How quotes were found by one aligner.

    Attributes:
        asked: Quotes looked for.
        right: Found at the right place: at least half of both places taken together is common to both.
        exact: Found at the very characters.
        seconds: Of processor time.
    """

    asked: int = 0
    right: int = 0
    exact: int = 0
    seconds: float = 0.0

    def add(self, found: Span | None, wanted: Span, seconds: float) -> None:
        """Count one more quote; None where it wasn't found."""
        self.asked += 1
        self.seconds += seconds
        self.exact += found == wanted
        self.right += found is not None and overlap(found, wanted) >= 0.5

    def __str__(self) -> str:
        """Return the shares and the time of a quote."""
        right, exact = (percent(count / self.asked if self.asked else None) for count in (self.right, self.exact))
        return f"{right} (exactly {exact}), {1000 * self.seconds / max(1, self.asked):.3g} ms"


def overlap(one: Span, other: Span) -> float:
    """Return the share of two places, taken together, that is common to both."""
    common = min(one[1], other[1]) - max(one[0], other[0])
    return max(0, common) / (max(one[1], other[1]) - min(one[0], other[0]))


def quote_rows(again: str, *, quick: bool) -> list[Row]:
    """Return the rows of the quotes; one that says why where langextract can't be run."""
    name, readings = material()
    whats = [f"quotes looked for {where}: found at the right place, time a quote" for where in _WHERE.values()]
    try:
        with peer("langextract") as langextract:
            return [
                _row(what, known, name, readings, langextract, again, quick)
                for what, known in zip(whats, _WHERE, strict=True)
            ]
    except PeerError as error:
        return [Row(what, name, f"not measured: {error}", again) for what in whats]


def _row(what: str, known: bool, name: str, readings: list[Reading], langextract: Peer, again: str, quick: bool) -> Row:
    ours = Found()
    theirs = {tokenizer: Found() for tokenizer in _TOKENIZERS}
    rng = Random(21)
    for reading in readings:
        text = reading.document.text
        start = time.process_time()
        aligner = Aligner(text)
        ours.seconds += time.process_time() - start
        for quote in cut_quotes(rng, reading, _PER_REPORT_QUICK if quick else _PER_REPORT):
            _ours(ours, aligner, quote, known)
            for tokenizer, found in theirs.items():
                _theirs(found, langextract, tokenizer, text, quote, known)
    told = "".join(f"; langextract {langextract.version}, {tokenizer}: {found}" for tokenizer, found in theirs.items())
    return Row(what, f"{ours.asked} quotes from {len(readings)} {name}", f"nianbao: {ours}{told}", again)


def _ours(found: Found, aligner: Aligner, quote: Quote, known: bool) -> None:
    hints = (quote.sentence, quote.sentence, quote.neighbour) if known else ()
    start = time.process_time()
    aligned = aligner.align(quote.text, *hints)
    found.add(aligned.span if aligned else None, quote.span, time.process_time() - start)


def _theirs(found: Found, langextract: Peer, tokenizer: str, text: str, quote: Quote, known: bool) -> None:
    """Look for a quote with langextract, in the sentence alone where that is known: it takes no hint."""
    within = quote.sentence if known else (0, len(text))
    place, seconds = langextract.ask(text=text[slice(*within)], offset=within[0], quote=quote.text, tokenizer=tokenizer)
    found.add((place[0], place[1]) if place else None, quote.span, seconds)
