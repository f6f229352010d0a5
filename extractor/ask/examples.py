"""Questions to begin with, made of the issuers and years of a store; each one has an answer there."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING

from extractor.ask.model import Kind
from extractor.messages import Language, render

if TYPE_CHECKING:
    from extractor.ask.asker import Asker
    from extractor.ask.issuers import Directory, Issuer

_MOST = 6


def example_questions(asker: Asker, lang: Language) -> list[str]:
    """Return questions that the store at hand answers, at most six; none for an empty store."""
    questions = _questions(asker.directory(), lang)
    answered = (question for question in questions if asker.ask(question).kind is not Kind.ABSTAINED)
    return list(islice(answered, _MOST))


def _questions(directory: Directory, lang: Language) -> Iterator[str]:
    issuer, year = _best_known(directory), _fullest_year(directory)
    if issuer is None or year is None:
        return
    first, last = issuer.years[0], issuer.years[-1]
    params = {"issuer": issuer.name, "year": year, "first": first, "last": last}
    over_years = ("trend", "change") if first != last else ()
    for name in ("most", "sum", *over_years, "problems", "share", "received", "count"):
        yield render(f"ask.example.{name}", params, lang)


def _best_known(directory: Directory) -> Issuer | None:
    """Return the issuer with the most years; of several the one with the latest report."""
    known = [issuer for issuer in directory.issuers.values() if issuer.years]
    return max(known, key=lambda issuer: (len(issuer.years), issuer.years[-1]), default=None)


def _fullest_year(directory: Directory) -> int | None:
    """Return the year with the most issuers, of several the latest."""
    counts = dict.fromkeys(directory.years, 0)
    for issuer in directory.issuers.values():
        for year in issuer.years:
            counts[year] += 1
    return max(counts, key=lambda year: (counts[year], year), default=None)
