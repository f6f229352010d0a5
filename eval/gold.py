"""Gold: what is in a report, as a person or the generator says; its one format, and where its files are found.

The format is described in docs/evaluation.md. A case is a gold file together with the document it speaks of.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from extractor.errors import ConfigError

GoldRow = dict[str, float | None]
GoldTable = dict[str, GoldRow | None]

SPLITS = ("dev", "calibration", "test")
BUILT_IN = {"samples": "samples", "prose": "prose_cases", "handwritten": "handwritten"}
"""Gold that comes with the project, by the name it can be asked for."""
_DOCUMENT_FOLDERS = ("", "reports", "seeds")
_EVAL = Path(__file__).parent


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class GoldQuantity(_Strict):
    """A number of the prose with what it counts."""

    value: float
    unit: str = ""
    subject: str = ""
    approx: bool = False


class GoldFinding(_Strict):
    """Something that is wrong with the source and that a check should say.

    Attributes:
        rule: The rule's id; None where any rule may say it.
        cells: One of them has to be named; empty where the finding is not about cells.
    """

    rule: str | None = None
    cells: tuple[str, ...] = ()


class Planted(_Strict):
    """A cell that the generator spoilt."""

    cell: str
    printed: str
    true: float | None


class Gold(_Strict):
    """What one report holds. A field that is not there is not determined, unless it says otherwise.

    Attributes:
        file: Name of the document.
        issuer: None leaves it open; likewise `year`, `form` and `published_on`.
        tables: Table → row → column → value; None for a blank cell, a row or a table that the document has not.
        facts: Field → value; a field that is not listed is not stated in the prose.
        quantities: Every number with a unit that counts something in the prose.
        optional: Facts that may be given or left out.
        evidence: Field, cell or list entry (`problems[0]`) → the words in the document that state it.
        findings: What checks should say, machine-readably; None where only `expect_findings` says it, in words.
        expect_findings: What is wrong with the source, in words.
        notes: Why a reading was chosen.
        planted: What the generator spoilt.
        ambiguous: Cells that run-together digits leave open; their gold is None.
        layout: How the generator or writer laid the tables out.
    """

    file: str
    issuer: str | None = None
    year: int | None = None
    form: str | None = None
    published_on: str | None = None
    tables: dict[str, GoldTable | None] | None = None
    facts: dict[str, float] = Field(default_factory=dict)
    quantities: tuple[GoldQuantity, ...] = ()
    problems: tuple[str, ...] = ()
    improvements: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()
    evidence: dict[str, str] = Field(default_factory=dict)
    findings: tuple[GoldFinding, ...] | None = None
    expect_findings: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    planted: tuple[Planted, ...] = ()
    ambiguous: tuple[str, ...] = ()
    layout: str | None = None

    @model_validator(mode="before")
    @classmethod
    def _open_ends(cls, given: Any) -> Any:
        """Return what is given without nulls of lists, and notes as a list."""
        if not isinstance(given, dict):
            return given
        lists = ("facts", "quantities", "problems", "improvements", "optional", "expect_findings", "notes", "evidence")
        kept = {name: value for name, value in given.items() if value is not None or name not in lists}
        if isinstance(kept.get("notes"), str):
            kept["notes"] = (kept["notes"],)
        return kept


@dataclass(frozen=True)
class Case:
    """A gold file and its document.

    Attributes:
        name: Stem of the gold file, with the folder of its set before it: `dev/云溪县林业局-2022`.
        split: one of `SPLITS`; None where the set is not split.
    """

    name: str
    gold_path: Path
    document: Path
    split: str | None = None

    def read(self) -> Gold:
        """Return the gold.

        Raises:
            ConfigError: The file is no gold.
        """
        return read_gold(self.gold_path)


def read_gold(path: Path) -> Gold:
    """Return what a gold file says.

    Raises:
        ConfigError: It can't be read, or is not in the format; the message says where.
    """
    try:
        return Gold.model_validate(json.loads(path.read_text(encoding="utf-8-sig")))
    except (OSError, ValueError) as error:
        raise ConfigError("eval.error.gold", file=path, reason=_reason(error)) from error


def find_cases(given: Iterable[str | Path]) -> list[Case]:
    """Return the cases of some places, in order: gold files, folders with gold, or names of `BUILT_IN`.

    Raises:
        ConfigError: A place does not exist or holds no gold.
    """
    cases: dict[Path, Case] = {}
    for place in given:
        found = [_case(path) for path in _gold_files(_place(place))]
        if not found:
            raise ConfigError("eval.error.no_gold", place=place)
        cases.update((case.gold_path.resolve(), case) for case in found)
    return list(cases.values())


def _place(given: str | Path) -> Path:
    path = Path(given)
    built_in = BUILT_IN.get(str(given))
    return _EVAL / built_in if built_in and not path.exists() else path


def _gold_files(place: Path) -> Iterator[Path]:
    """Yield gold files: the one given, those of a folder of gold, or of every folder `gold` below."""
    if place.is_file():
        yield place
    elif place.name == "gold":
        yield from sorted(place.glob("*.json"))
    elif place.is_dir():
        for folder in sorted(place.rglob("gold")):
            yield from sorted(folder.glob("*.json"))


def _case(path: Path) -> Case:
    home = path.parent.parent
    split = next((part for part in reversed(path.parts[:-1]) if part in SPLITS), None)
    return Case(f"{split}/{path.stem}" if split else path.stem, path, _document(path, home), split)


def _document(path: Path, home: Path) -> Path:
    """Return where the document of a gold file is: beside the gold folder, or in one of the usual folders there."""
    try:
        name = str(json.loads(path.read_text(encoding="utf-8-sig"))["file"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ConfigError("eval.error.gold", file=path, reason=_reason(error)) from error
    places = [home / folder / name for folder in _DOCUMENT_FOLDERS]
    return next((place for place in places if place.is_file()), places[0])


def _reason(error: Exception) -> str:
    """Return why a file is no gold, with the place in it."""
    if isinstance(error, ValidationError):
        problem = error.errors(include_url=False)[0]
        return f"{'.'.join(map(str, problem['loc']))}: {problem['msg']}"
    return str(error)[:200]
