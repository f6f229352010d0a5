"""Issuer, year, form and date of publication."""

from __future__ import annotations

from collections.abc import Iterator

from eval.scorers.model import Judged, Sample, Verdict
from eval.scorers.text import CONTAINED, plain
from extractor.schema import Stated

HEAD = "head"
FIELDS = ("issuer", "year", "form", "published_on")


def score(sample: Sample) -> Iterator[Judged]:
    """Yield each field of the head; what gold leaves open is right."""
    for name in FIELDS:
        stated = getattr(sample.report, name)
        value = stated.value if isinstance(stated, Stated) else stated
        gold = getattr(sample.gold, name)
        evidence = stated.evidence if isinstance(stated, Stated) else None
        yield Judged(
            HEAD,
            name,
            _verdict(name, value, gold),
            gold,
            value,
            match=evidence.match if evidence else None,
            quote=evidence.quote if evidence else None,
        )


def _verdict(name: str, value: object, gold: object) -> Verdict:
    if gold is None:
        return Verdict.ABSENT
    if value is None:
        return Verdict.OMITTED
    return Verdict.RIGHT if _agrees(name, str(value), str(gold)) else Verdict.WRONG


def _agrees(name: str, value: str, gold: str) -> bool:
    """Return whether two values are the same; of an issuer one may be the longer form of the other."""
    found, wanted = plain(value), plain(gold)
    contained = name == "issuer" and min(len(found), len(wanted)) >= CONTAINED
    return found == wanted or (contained and (found in wanted or wanted in found))
