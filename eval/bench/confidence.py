"""What the confidences are worth on reports held out: every value read by rules, in aggregate."""

from __future__ import annotations

from eval.bench.row import Row, command, percent
from eval.confidence.examples import of_cases
from eval.confidence.measure import Point, above, accepted_at, calibration_error, thresholds
from eval.gold import find_cases
from extractor.confidence import calibration

_SETS = (("eval/handwritten/test", "handwritten"), ("eval/prose_cases/test", "prose"))
_LEAST = 0.70


def confidence_rows(*, quick: bool) -> list[Row]:
    """Return calibration error and share accepted unseen, of all values and of each kind."""
    again = command("confidence", quick=quick)
    rows = []
    for name, place in _SETS:
        points = _points(place)
        rows.append(_accepted("values accepted unseen, all kinds", points, f"{name} (held out)", again, _LEAST))
        for kind in calibration().kinds:
            of_kind = [point for point in points if point.kind == kind]
            on = f"{name} (held out), {len(of_kind)} {kind}, {sum(not point.right for point in of_kind)} wrong"
            rows.append(_accepted(f"{kind} accepted unseen", of_kind, on, again))
        rows.append(Row("expected calibration error, all values / facts", name, _errors(points), again))
    return rows


def _points(place: str) -> list[Point]:
    curves = calibration().kinds
    cases = [case for case in find_cases([place]) if case.split == "test"]
    return [Point(one.kind, curves[one.kind].confidence(one.features), one.right) for one in of_cases(cases)]


def _accepted(what: str, points: list[Point], on: str, again: str, least: float | None = None) -> Row:
    share, precision = above(points, thresholds())
    best, wanted = accepted_at(points, calibration().target), calibration().target
    figure = f"{percent(share)}, {percent(precision)} of them right; could be {percent(best)} at {percent(wanted, 1)}"
    if least is None:
        return Row(what, on, figure, again)
    reached = share is not None and precision is not None and share >= least and precision >= wanted
    return Row(
        what, f"{on}, {len(points)} values", figure, again, f"≥ {percent(least, 0)} at {percent(wanted, 1)}", reached
    )


def _errors(points: list[Point]) -> str:
    of_facts = calibration_error([point for point in points if point.kind == "facts"])
    return " / ".join(f"{error or 0:.4f}" for error in (calibration_error(points), of_facts))
