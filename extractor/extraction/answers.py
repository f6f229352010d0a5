"""What a model answers about the prose of a report: it points at ids and quotes words, and never writes a number."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, model_validator

from extractor.schema.fields import FIELDS

OTHER = "other"
"""The field of a quantity that is none of the catalogue's."""
LAST_YEAR = "disclosure.total_last_year"
"""The old value of 由1128条增加到1887条: no fact itself, but with the new one it gives `disclosure.change`."""

_CHOICES = [*(field.name for field in FIELDS), LAST_YEAR, OTHER]


class _Answer(BaseModel):
    """Base of the answer's parts.

    The schema asks for every key, as strict endpoints demand; in an answer a key that is left out is empty.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    @model_validator(mode="before")
    @classmethod
    def _fill(cls, data: Any) -> Any:
        if not isinstance(data, dict):
            return data
        empty: dict[str, Any] = {
            name: [] if "list" in str(info.annotation) else "" for name, info in cls.model_fields.items()
        }
        return empty | {name: value for name, value in data.items() if value is not None}


class Label(_Answer):
    """Which field a quantity is."""

    id: str = Field(description="数量编号,如 q3")
    field: Annotated[str, Field(description="字段名;不属于任何字段的填 other", json_schema_extra={"enum": _CHOICES})]
    subject: str = Field(description="field 为 other 时,用几个字写明数的是什么;否则留空")


class Sentence(_Answer):
    """A sentence, or words in it, that name a problem or an improvement."""

    id: str = Field(description="句子编号,如 s12")
    quote: str = Field(description="只是句中一部分时,照抄这一部分原文,一字不改;整句则留空")


class Missed(_Answer):
    """A value that has no id in the text."""

    id: str = Field(description="句子编号,如 s12")
    field: str = Field(description="字段名")
    quote: str = Field(description="写明该数值的原文,照抄,一字不改;不要自己写数字")


class NarrativeAnswer(_Answer):
    """The whole answer."""

    quantities: list[Label] = Field(description="文中每个 «q…» 编号各一项,不遗漏,不重复")
    problems: list[Sentence] = Field(description="第五部分中存在的问题,一个问题一项")
    improvements: list[Sentence] = Field(description="第五部分中的改进措施,一项措施一项")
    missed: list[Missed] = Field(description="文中写明、但没有 «q…» 编号的字段数值;没有则为空")
