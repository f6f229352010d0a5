"""The prompt files: strict, numbered, and never edited once a report was stored with them."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from string import Template
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from extractor.errors import PromptError, PromptNotFoundError
from extractor.schema.fields import FIELDS

NARRATIVE = "narrative.v1"
"""The prompt in use for the prose."""


class Prompt(BaseModel):
    """One prompt file, `prompts/<id>.v<version>.yaml`.

    Attributes:
        id: What it is for.
        version: Counts up; a released version is never edited.
        notes: Why this version.
        output: Name of the model of the answer.
        variables: Every placeholder (`$name`) of the texts.
        system: The constant part, sent first.
        user: What differs from report to report.
        repair: The same for asking again; None where nothing is asked again.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str = Field(pattern=r"^[a-z-]+$")
    version: int = Field(ge=1)
    notes: str
    output: str
    variables: tuple[str, ...]
    system: str
    user: str
    repair: str | None = None

    @property
    def name(self) -> str:
        """Return `narrative.v1`."""
        return f"{self.id}.v{self.version}"

    @model_validator(mode="after")
    def _declares_its_variables(self) -> Prompt:
        texts = (self.system, self.user, self.repair or "")
        used = {name for text in texts for name in Template(text).get_identifiers()}
        if used != set(self.variables):
            raise ValueError(f"variables: {sorted(used ^ set(self.variables))}")
        return self

    def render(self, text: str, **values: str) -> str:
        """Return one of the texts with its placeholders filled.

        Raises:
            PromptError: A placeholder has no value, or a value has no placeholder in any text.
        """
        unknown = sorted(set(values) - set(self.variables))
        needed = set(Template(text).get_identifiers())
        if unknown or needed - set(values):
            raise PromptError(prompt=self.name, names="、".join(unknown or sorted(needed - set(values))))
        return Template(text).substitute(values)


@cache
def load_prompt(name: str) -> Prompt:
    """Return the prompt of a name such as `narrative.v1`.

    Raises:
        PromptNotFoundError: There is no such file.
        PromptError: The file is no prompt.
    """
    import yaml

    source = files("prompts") / f"{name}.yaml"
    if not re.fullmatch(r"[a-z-]+\.v\d+", name) or not source.is_file():
        raise PromptNotFoundError(prompt=name)
    content: Any = yaml.safe_load(source.read_text(encoding="utf-8"))
    try:
        prompt = Prompt.model_validate(content)
    except ValidationError as error:
        raise PromptError(prompt=name, names=str(error.errors(include_url=False)[0]["msg"])) from error
    if prompt.name != name:
        raise PromptError(prompt=name, names=prompt.name)
    return prompt


@cache
def catalogue() -> str:
    """Return the field catalogue as a prompt shows it, one line a field."""
    return "\n".join(f"{field.name} {field.label}({field.unit}):{field.description}" for field in FIELDS)
