"""What a model answers about the prose of a report: it points at ids and quotes words, and never writes a number."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, model_validator

from extractor.extraction.complaints import Complaint

OTHER = "other"
"""Stands for the field of a quantity that is none of the catalogue's."""
LAST_YEAR = "disclosure.total_last_year"
"""The old value of 由1128条增加到1887条: no fact itself, but with the new one it gives `disclosure.change`."""


def _bare(schema: dict[str, Any]) -> None:
    """Leave out of a schema what only developers need; a model pays for every character."""
    for key in ("title", "description"):
        schema.pop(key, None)
    for described in schema.get("properties", {}).values():
        described.pop("title", None)


class _Answer(BaseModel):
    """Base of the answer's parts.

    The schema asks for every key, as strict endpoints demand; in an answer a key that is left out is empty.
    """

    model_config = ConfigDict(frozen=True, extra="ignore", json_schema_extra=_bare)

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
    field: str = Field(description="字段名")


class Other(_Answer):
    """What a quantity counts that is none of the fields."""

    id: str = Field(description="数量编号,如 q3")
    subject: str = Field(description="用句中几个字写明数的是什么")


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

    quantities: list[Label] = Field(
        description="属于某个字段的数量;文中每个 «q…» 编号在此或在 others 中各一项,不遗漏,不重复"
    )
    others: list[Other] = Field(description="不属于任何字段的数量")
    problems: list[Sentence] = Field(description="第五部分中存在的问题,一个问题一项")
    improvements: list[Sentence] = Field(description="第五部分中的改进措施,一项措施一项")
    missed: list[Missed] = Field(description="文中写明、但没有 «q…» 编号的字段数值;没有则为空")

    @property
    def labels(self) -> list[tuple[str, str]]:
        """Return id and field of every quantity that is labelled, `other` for those of no field; each pair once."""
        pairs = [(label.id, label.field) for label in self.quantities] + [(item.id, OTHER) for item in self.others]
        return list(dict.fromkeys(pairs))


def merged(answers: Iterable[NarrativeAnswer]) -> NarrativeAnswer:
    """Return the answers to the portions of one report as one."""
    several = list(answers)
    return NarrativeAnswer(
        quantities=[label for answer in several for label in answer.quantities],
        others=[item for answer in several for item in answer.others],
        problems=[item for answer in several for item in answer.problems],
        improvements=[item for answer in several for item in answer.improvements],
        missed=[item for answer in several for item in answer.missed],
    )


def repaired(answer: NarrativeAnswer, second: NarrativeAnswer, complaints: Sequence[Complaint]) -> NarrativeAnswer:
    """Return an answer with what was complained of replaced by a second one, where that says anything about it."""
    wrong = {complaint.id for complaint in complaints}
    relabelled = wrong & {name for name, _ in second.labels}
    open_items = any(complaint.kind in ("unknown_sentence", "quote_not_found", "no_number") for complaint in complaints)

    def kept(items: Sequence[Sentence] | Sequence[Missed], again: Sequence[Sentence] | Sequence[Missed]) -> list[Any]:
        if not open_items:
            return list(items)
        return [item for item in items if item.id not in wrong and item.quote not in wrong] + [
            item for item in again if item not in items
        ]

    return NarrativeAnswer(
        quantities=[label for label in answer.quantities if label.id not in relabelled]
        + [label for label in second.quantities if label.id in relabelled],
        others=[item for item in answer.others if item.id not in relabelled]
        + [item for item in second.others if item.id in relabelled],
        problems=kept(answer.problems, second.problems),
        improvements=kept(answer.improvements, second.improvements),
        missed=kept(answer.missed, second.missed),
    )
