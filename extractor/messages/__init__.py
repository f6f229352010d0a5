"""Every text that reaches a person, Chinese and English side by side, by id.

A message is a `str.format` template. Errors and findings keep the id and the values, so that either language can be
shown later. One module a subject; `MESSAGES` is all of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from extractor.errors import NianbaoError
from extractor.messages import (
    ask,
    assistant,
    audit,
    cli,
    distributed,
    errors,
    evaluation,
    fetch,
    findings,
    index,
    jobs,
    model,
    narrative,
    notice,
    page,
    reading,
    repair,
    review,
    rules,
    series,
    service,
    settings,
    ui,
    wording,
)

__all__ = ["MESSAGES", "Language", "render"]

Language = Literal["zh", "en"]

MESSAGES: dict[str, tuple[str, str]] = {
    **errors.MESSAGES,
    **reading.MESSAGES,
    **rules.MESSAGES,
    **repair.MESSAGES,
    **review.MESSAGES,
    **cli.MESSAGES,
    **page.MESSAGES,
    **fetch.MESSAGES,
    **findings.MESSAGES,
    **notice.MESSAGES,
    **model.MESSAGES,
    **narrative.MESSAGES,
    **series.MESSAGES,
    **settings.MESSAGES,
    **service.MESSAGES,
    **index.MESSAGES,
    **jobs.MESSAGES,
    **ask.MESSAGES,
    **audit.MESSAGES,
    **distributed.MESSAGES,
    **assistant.MESSAGES,
    **ui.MESSAGES,
    **wording.MESSAGES,
    **evaluation.MESSAGES,
}


def render(message_id: str, params: Mapping[str, object] | None = None, lang: Language = "zh") -> str:
    """Return a message in a language, its placeholders filled; an error among the values speaks the same language.

    An id that is not in the catalogue comes back as itself with its values, so that nothing is lost.
    """
    texts = MESSAGES.get(message_id)
    values = {name: _in_words(value, lang) for name, value in (params or {}).items()}
    if texts is None:
        return f"{message_id} {values}" if values else message_id
    return texts[0 if lang == "zh" else 1].format(**values)


def _in_words(value: object, lang: Language) -> object:
    return render(value.message_id, value.params, lang) if isinstance(value, NianbaoError) else value
