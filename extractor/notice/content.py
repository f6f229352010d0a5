"""What a notice says, whatever it is written as: the mistakes of each report, with proposals."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from extractor.messages import MESSAGES, Language, render
from extractor.notice.places import place_of, printed_of
from extractor.schema import Finding, Outcome, Report, Severity, Suggestion
from extractor.schema.life import Decision, Reviewed, State, TrackedFinding
from extractor.schema.report import Change
from extractor.validation.between import SERIES_RULES
from extractor.validation.catalogue import meaning
from extractor.validation.labels import cell_label, number_text
from extractor.validation.reasons import reason_text
from extractor.validation.rule import RULES

_LATIN = re.compile("[A-Za-z]{2}")
"""A formula with words of the software's own language: no Chinese letter shows one."""


@dataclass(frozen=True)
class Entry:
    """One mistake of a report, in words.

    Attributes:
        key: Identity of the finding.
        message: What is wrong.
        place: Part or table, row and column, page.
        quote: What is printed there.
        formula: What should hold, and the two sides; empty where the message says all.
        basis: The regulation or form that demands it; empty where none does.
        proposal: How to put it right; a request to verify where nothing certain follows.
        changes: The cells of the proposal; empty where nothing certain follows.
        decision: Who confirmed it; None where nobody has.
    """

    key: str
    message: str
    place: str
    quote: str
    formula: str
    basis: str
    proposal: str
    changes: tuple[Change, ...]
    decision: Decision | None


@dataclass(frozen=True)
class Letter:
    """The mistakes of one report; `issuer` and `year` are None where the report does not state them."""

    report_id: str
    issuer: str | None
    year: int | None
    file: str
    entries: tuple[Entry, ...]

    @property
    def open(self) -> int:
        """Return how many entries nobody has confirmed."""
        return sum(entry.decision is None for entry in self.entries)


@dataclass(frozen=True)
class Notice:
    """A notice about one report, or a list over several.

    Attributes:
        letters: One for each report that has something to say; the others are only counted in `reports`.
        waiting: How many findings are open and not in the notice.
        sender: Name of the office; empty leaves its place blank.
    """

    letters: tuple[Letter, ...]
    reports: int
    waiting: int
    sender: str
    day: date
    lang: Language

    @property
    def count(self) -> int:
        """Return the number of mistakes."""
        return sum(len(letter.entries) for letter in self.letters)

    @property
    def open(self) -> int:
        """Return how many of them nobody has confirmed."""
        return sum(letter.open for letter in self.letters)


def compose(
    reviewed: Iterable[Reviewed],
    lang: Language = "zh",
    *,
    include_open: bool = False,
    sender: str = "",
    day: date | None = None,
) -> Notice:
    """Return the notice about some reports.

    Args:
        reviewed: The reports with the states of their findings, read once.
        lang: Language of the notice; names of rows and columns stay those of the form.
        include_open: Also what nobody has decided on; such entries have no decision. Mere hints are left out.
        sender: The office.
        day: Date of the notice; today if not given.
    """
    letters, reports, waiting = [], 0, 0
    for item in reviewed:
        reports += 1
        entries = tuple(_entries(item, lang, include_open))
        undecided = sum(_is_open(tracked) for tracked in item.findings)
        waiting += 0 if include_open else undecided
        if entries:
            letters.append(_letter(item.report, entries))
    return Notice(tuple(letters), reports, waiting, sender, day or date.today(), lang)


def _letter(report: Report, entries: tuple[Entry, ...]) -> Letter:
    issuer = report.issuer.value if report.issuer else None
    year = int(report.year.value) if report.year else None
    return Letter(report.id, issuer, year, report.source.name, entries)


def _is_open(tracked: TrackedFinding) -> bool:
    """Return whether a finding waits for a decision: one that may be a mistake of the source."""
    failed = tracked.finding.outcome is Outcome.FAIL and tracked.finding.severity is not Severity.INFO
    return tracked.state is State.OPEN and not tracked.gone and failed


def _entries(item: Reviewed, lang: Language, include_open: bool) -> Iterator[Entry]:
    for tracked in item.findings:
        if tracked.state is State.CONFIRMED and not tracked.gone:
            yield _entry(item.report, tracked, lang, tracked.history[-1])
        elif include_open and _is_open(tracked):
            yield _entry(item.report, tracked, lang, None)


def _entry(report: Report, tracked: TrackedFinding, lang: Language, decision: Decision | None) -> Entry:
    finding = tracked.finding
    return Entry(
        key=tracked.key,
        message=finding.message if lang == "zh" else render(finding.message_id, finding.params, lang),
        place=place_of(report, finding, lang),
        quote=printed_of(report, finding, lang),
        formula=_formula(finding, lang),
        basis=_basis(finding),
        proposal=_proposal(finding, lang),
        changes=(finding.suggestion, *finding.suggestion.others) if finding.suggestion else (),
        decision=decision,
    )


def _formula(finding: Finding, lang: Language) -> str:
    """Return what the rule demands, as a formula where the form gives one, and the numbers on its two sides."""
    rule = RULES.get(finding.rule) or SERIES_RULES.get(finding.rule)
    if rule is None:
        return ""
    told = meaning(rule.id)[0 if lang == "zh" else 1]
    parts = [told]
    if "=" in rule.formula and (lang == "en" or not _LATIN.search(rule.formula)):
        parts.append(rule.formula)
    if finding.left is not None and finding.right is not None:
        sides = {"left": number_text(finding.left), "right": number_text(finding.right)}
        parts.append(render("notice.sides", sides, lang))
    return (";" if lang == "zh" else "; ").join(parts)


def _basis(finding: Finding) -> str:
    """Return what the rule comes from; empty where that is a promise of this software, which binds no issuer."""
    rule = RULES.get(finding.rule) or SERIES_RULES.get(finding.rule)
    return "" if rule is None or rule.source.startswith("nianbao") else rule.source


def _proposal(finding: Finding, lang: Language) -> str:
    if finding.suggestion is None:
        own = f"notice.verify.{finding.rule}"
        return render(own if own in MESSAGES else "notice.verify", lang=lang)
    first, *others = (_change_list(item, lang) for item in (finding.suggestion, *finding.alternatives))
    stop = ";" if lang == "zh" else "; "
    return stop.join([first, *(render("notice.or", {"text": text}, lang) for text in others)])


def _change_list(suggestion: Suggestion, lang: Language) -> str:
    changes: Sequence[Change] = (suggestion, *suggestion.others)
    text = (",并" if lang == "zh" else " and ").join(_change(change, lang) for change in changes)
    reason = reason_text(suggestion, lang)
    return render("notice.reason", {"text": text, "reason": reason}, lang) if reason else text


def _change(change: Change, lang: Language) -> str:
    params = {"label": cell_label(change.cell), "printed": change.printed, "value": number_text(change.value)}
    return render("notice.change" if change.printed else "notice.fill", params, lang)
