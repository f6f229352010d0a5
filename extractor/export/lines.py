"""Findings as lines that editors and scripts understand: `path:offset: severity rule message`."""

from __future__ import annotations

from collections.abc import Iterator

from extractor.export.sarif import places_of
from extractor.messages import Language, render
from extractor.schema import Finding, Report


def finding_lines(path: str, report: Report, lang: Language) -> Iterator[str]:
    """Yield a line for each finding of a file.

    The offset is that of the first character of the words or cell it is about, in characters of the text that was read;
    0 where it is about the whole file.
    """
    for finding in report.findings:
        message = finding.message if lang == "zh" else render(finding.message_id, finding.params, lang)
        words = " ".join(message.split())
        yield f"{path}:{_offset(report, finding)}: {finding.severity.value} {finding.rule} {words}"


def _offset(report: Report, finding: Finding) -> int:
    spans = (place.span for place, _ in places_of(report, finding))
    return next((span[0] for span in spans if span is not None), 0)
