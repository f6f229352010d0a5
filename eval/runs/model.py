"""What a run is: its settings, what became of each report, and how both stand in its files."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict

from eval.gold import Case
from eval.scorers import Judged, Overlap, Verdict
from extractor.extraction.engines import RULES
from extractor.version import __version__

FAILED = "failed"
_ROOT = Path(__file__).parents[2]
_CODE = ("extractor/**/*.py", "prompts/*.yaml", "eval/gold.py", "eval/scorers/*.py", "eval/runs/*.py")
_SHORT = 16
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_NOT_THERE = (None, (), False)


class RunSettings(BaseModel):
    """What decides the results of a run; two runs with the same settings give the same values.

    Attributes:
        engine: `rules`, `llm` or `both`.
        model: None without a model.
        prompts: Prompt → SHA-256 of its file.
        parameters: Of the model: temperature and longest answer.
        replay: Folder the answers came from, by its own name; None where a model was asked.
        repeat: How often each report was extracted.
        version: Of this software.
        code: Hash of its source files.
        gold: Case → hash of its gold and its document.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    engine: str
    model: str | None = None
    prompts: dict[str, str] = {}
    parameters: dict[str, float | None] = {}
    replay: str | None = None
    repeat: int = 1
    version: str = __version__
    code: str
    gold: dict[str, str]


@dataclass(frozen=True)
class Usage:
    """What a report took; seconds differ from run to run.

    Attributes:
        cost: None where no price is known or nothing was asked.
    """

    seconds: float = 0.0
    input_tokens: int = 0
    output_tokens: int = 0
    requests: int = 0
    cost: float | None = None


def used(results: Iterable[Result]) -> Usage:
    """Return what results took together; the cost of those that have none is not in it."""
    usages = [result.usage for result in results]
    costs = [usage.cost for usage in usages if usage.cost is not None]
    return Usage(
        round(sum(usage.seconds for usage in usages), 4),
        sum(usage.input_tokens for usage in usages),
        sum(usage.output_tokens for usage in usages),
        sum(usage.requests for usage in usages),
        round(sum(costs), 6) if costs else None,
    )


@dataclass(frozen=True)
class Result:
    """What became of one report.

    Attributes:
        repeat: 0 the first time.
        status: As the report says, or `failed`.
        errors: Messages: why it failed, or which steps of it did.
    """

    report: str
    repeat: int
    status: str
    judged: tuple[Judged, ...]
    errors: tuple[str, ...] = ()
    usage: Usage = Usage()

    @property
    def key(self) -> tuple[int, str]:
        """Return what tells the results of a run apart."""
        return self.repeat, self.report


def settings_for(cases: Iterable[Case], engine: str = RULES, **more: Any) -> RunSettings:
    """Return the settings of a run over some cases."""
    gold = {case.name: _digest((case.gold_path.read_bytes(), case.document.read_bytes())) for case in cases}
    return RunSettings(engine=engine, code=code_hash(), gold=gold, **more)


def code_hash() -> str:
    """Return the hash of the source files that decide a result."""
    files = sorted(path for pattern in _CODE for path in _ROOT.glob(pattern))
    return _digest(part for path in files for part in (path.name.encode(), path.read_bytes()))


def to_json(value: Judged) -> dict[str, Any]:
    """Return a value as JSON has it: nothing that is not there."""
    kept = {name: item for name, item in zip(Judged._fields, value, strict=True) if item not in _NOT_THERE}
    return {**kept, "gold": value.gold, "found": value.found}


def from_json(entry: Mapping[str, Any]) -> Judged:
    """Return a value as it was before `to_json`."""
    given = {name: item for name, item in entry.items() if name in Judged._fields}
    given["verdict"] = Verdict(given["verdict"])
    if "place" in given:
        given["place"] = Overlap(*given["place"])
    if "others" in given:
        given["others"] = tuple(given["others"])
    return Judged(**given)


def line(entry: Mapping[str, Any]) -> str:
    """Return a line of a JSONL file."""
    return _ENCODER.encode(entry) + "\n"


def _digest(parts: Iterable[bytes]) -> str:
    digest = hashlib.sha256()
    for part in parts:
        digest.update(hashlib.sha256(part).digest())
    return digest.hexdigest()[:_SHORT]
