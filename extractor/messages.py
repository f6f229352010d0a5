"""Every text that reaches a person, Chinese and English side by side, by id.

`error.*` are errors, `note.*` remarks of a reader, `rule.*` findings, `cli.*` words of the command line. A message
is a `str.format` template; findings and errors keep id and values, so either language can be shown later.
"""

from __future__ import annotations

from typing import Literal

Language = Literal["zh", "en"]

MESSAGES: dict[str, tuple[str, str]] = {
    "error.unexpected": ("程序内部错误({type})。数据未被改动,请附上文件名反馈给开发者", "internal error ({type}); nothing was changed, please report it with the file's name"),
}


def render(message_id: str, params: dict[str, object] | None = None, lang: Language = "zh") -> str:
    """Return a message in a language, its placeholders filled.

    A message id that is not in the catalogue comes back as itself with its values, so that nothing is lost.
    """
    texts = MESSAGES.get(message_id)
    values = params or {}
    if texts is None:
        return f"{message_id} {values}" if values else message_id
    return texts[0 if lang == "zh" else 1].format(**values)
