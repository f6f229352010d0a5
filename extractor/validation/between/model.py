"""What a rule between the reports of one issuer looks at, what it yields, and how such rules are run."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from extractor.parsing.flow import fold
from extractor.patterns import Pattern
from extractor.schema import Evidence, Finding, OtherReport, Severity
from extractor.validation.context import Context
from extractor.validation.engine import as_set, finding_of
from extractor.validation.result import Result

_ORDER = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}
_PARTS = {"disclosure": 2, "applications": 3, "review_litigation": 4}


def issuer_key(name: str) -> str:
    """Return an issuer's name as reports are brought together by it: simplified, half-width, without spaces.

    An issuer that was renamed, or is written with and without its city, is two issuers: nothing is guessed.
    """
    return "".join(fold(name).split())


_OF_A_PLACE = Pattern(
    r"(?!城市)[^省市县区旗州盟乡镇]+[省市县区旗州盟乡镇]|.*(?:街道|大学|学院|学校|公司|中国|国家|国务院|总局|部$)"
)


def names_one(name: str) -> bool:
    """Return whether an issuer's name can be that of one issuer only; 市教育局 or 教育局 names no place."""
    return _OF_A_PLACE.match(issuer_key(name)) is not None


@dataclass(frozen=True)
class Series:
    """A report and the other reports of its issuer.

    Attributes:
        own: The report that is checked; it states its issuer and its year.
        last: The report for the year before; None where it is not at hand.
        doubles: Other files with a report for the same year.
        history: For each other year at hand, earlier and later, its figures by path (`series_size.figures_of`).
        members: Where the report is a government's and its members are known: each with its report for the year, None
            where that is not at hand. None where nobody asked.
        unclear: Years of other reports under a name that many issuers have (教育局); they are not brought together.
    """

    own: Context
    last: Context | None = None
    doubles: Sequence[Context] = ()
    history: Mapping[int, Mapping[str, float]] = field(default_factory=dict)
    members: Mapping[str, Context | None] | None = None
    unclear: Sequence[int] = ()

    @property
    def year(self) -> int:
        """Return the year of the report that is checked."""
        return year_of(self.own)


SeriesCheck = Callable[[Series], Iterable[Result]]


@dataclass(frozen=True, slots=True)
class SeriesRule:
    """A rule between reports as declared; the fields are those of `Rule`."""

    id: str
    severity: Severity
    source: str
    formula: str
    check: SeriesCheck


SERIES_RULES: dict[str, SeriesRule] = {}
"""Every rule between years and between levels by id."""


def series_rule(rule_id: str, severity: Severity, *, source: str, formula: str) -> Callable[[SeriesCheck], SeriesCheck]:
    """Return a decorator that enters a function in the registry; the message of a rule has the rule's id."""

    def enter(check: SeriesCheck) -> SeriesCheck:
        SERIES_RULES[rule_id] = SeriesRule(rule_id, severity, source, formula, check)
        return check

    return enter


def check_series(series: Series) -> tuple[Finding, ...]:
    """Return what is wrong between a report and the others of its issuer, the gravest first.

    The settings are those of the report that is checked. What they switch off, its own findings name already.
    """
    own = series.own
    found = []
    for rule in SERIES_RULES.values():
        if rule.id in own.settings.off:
            continue
        own.touched.clear()
        for result in rule.check(series):
            if result.outcome is not None:
                finding = finding_of(rule.id, rule.severity, result.outcome, result)
                found.append(as_set(finding, own.settings, own.touched))
    return tuple(sorted(found, key=lambda finding: _ORDER[finding.severity]))


def year_of(context: Context) -> int:
    """Return the year of a report; 0 where it states none."""
    return int(context.report.year.value) if context.report.year else 0


def issuer_of(context: Context) -> str:
    """Return who reports; the file's name where the report does not say."""
    return context.report.issuer.value if context.report.issuer else context.report.source.name


def other_report(context: Context, cells: Iterable[str] = (), evidence: Iterable[Evidence] = ()) -> OtherReport:
    """Return another report as a finding names it, with some of its cells and the words in them."""
    report = context.report
    paths = tuple(path for path in cells if path in context.cells)
    return OtherReport(
        id=report.id,
        name=report.source.name,
        issuer=report.issuer.value if report.issuer else None,
        year=year_of(context) or None,
        cells=paths,
        evidence=(*cell_evidence(context, paths), *evidence),
    )


def cell_evidence(context: Context, paths: Iterable[str]) -> Iterator[Evidence]:
    """Yield what is printed in some cells, with its place."""
    for path in paths:
        cell = context.cells[path]
        place = cell.model_dump(exclude={"value", "printed"})
        yield Evidence(quote=cell.printed, part=_PARTS[path.split(".")[0]], **place)


def names(series: Series, other: Context) -> dict[str, Any]:
    """Return the parameters by which a message names both reports."""
    report = other.report
    return {"year": series.year, "other_year": year_of(other), "other_name": report.source.name, "other_id": report.id}
