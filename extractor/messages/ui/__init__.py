"""Texts of the workbench, one module a page."""

from extractor.messages.ui import (
    ask,
    compare,
    double,
    evaluation,
    exports,
    imports,
    overview,
    report,
    review,
    shell,
)

MESSAGES: dict[str, tuple[str, str]] = {
    **shell.MESSAGES,
    **overview.MESSAGES,
    **imports.MESSAGES,
    **review.MESSAGES,
    **report.MESSAGES,
    **double.MESSAGES,
    **compare.MESSAGES,
    **ask.MESSAGES,
    **evaluation.MESSAGES,
    **exports.MESSAGES,
}
