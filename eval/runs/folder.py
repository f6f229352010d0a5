"""The folder of a run: written report by report, so that a run that was killed goes on where it was.

| file | holds |
| --- | --- |
| `run.json` | the settings |
| `values.jsonl` | every value of gold and report, judged, one a line |
| `reports.jsonl` | what became of each report; one is done when its line is whole |
| `usage.jsonl` | seconds, tokens and cost of each report: the only file that differs from run to run |
| `summary.json` | the figures with their intervals |
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from eval.runs.model import Result, RunSettings, Usage, from_json, line, to_json
from extractor.errors import ConfigError

RUN, VALUES, REPORTS, USAGE, SUMMARY = "run.json", "values.jsonl", "reports.jsonl", "usage.jsonl", "summary.json"
_ROWS = (VALUES, REPORTS, USAGE)


class RunFolder:
    """Where the results of a run are kept."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def open(self, settings: RunSettings) -> set[tuple[int, str]]:
        """Make the folder, or go on in it; return the keys of what is done.

        Raises:
            ConfigError: The folder holds another run, or something else.
        """
        self.path.mkdir(parents=True, exist_ok=True)
        known = self.path / RUN
        if not known.is_file():
            if any(self.path.iterdir()):
                raise ConfigError("eval.error.not_a_run", folder=self.path)
            _write(known, settings.model_dump_json(indent=1) + "\n")
        elif (before := self.settings()) != settings:
            raise ConfigError("eval.error.other_run", folder=self.path, names=_differing(before, settings))
        return self._mend()

    def settings(self) -> RunSettings:
        """Return the settings of the run.

        Raises:
            ConfigError: The folder holds no run.
        """
        try:
            return RunSettings.model_validate_json((self.path / RUN).read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            raise ConfigError("eval.error.not_a_run", folder=self.path) from error

    def add(self, result: Result) -> None:
        """Keep a result; the line that says it is done comes last."""
        head = {"repeat": result.repeat, "report": result.report}
        self._append(VALUES, (head | to_json(value) for value in result.judged))
        self._append(USAGE, [head | asdict(result.usage)])
        self._append(REPORTS, [head | {"status": result.status, "errors": result.errors}])

    def results(self) -> list[Result]:
        """Return what is done, in the order it was done in.

        Raises:
            ConfigError: The folder holds no run, or one of its files is damaged.
        """
        self.settings()
        judged: dict[tuple[int, str], list[Any]] = {}
        for row in self._rows(VALUES):
            judged.setdefault(_key(row), []).append(from_json(row))
        usage = {_key(row): _usage(row) for row in self._rows(USAGE)}
        return [
            Result(
                row["report"],
                row["repeat"],
                row["status"],
                tuple(judged.get(_key(row), ())),
                tuple(row["errors"]),
                usage.get(_key(row), Usage()),
            )
            for row in self._rows(REPORTS)
        ]

    def write_summary(self, summary: dict[str, Any]) -> None:
        """Keep the figures."""
        _write(self.path / SUMMARY, json.dumps(summary, ensure_ascii=False, indent=1) + "\n")

    def summary(self) -> dict[str, Any]:
        """Return the figures.

        Raises:
            ConfigError: The run is not at its end.
        """
        try:
            found: dict[str, Any] = json.loads((self.path / SUMMARY).read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            raise ConfigError("eval.error.unfinished", folder=self.path) from error
        return found

    def _append(self, name: str, entries: Iterable[dict[str, Any]]) -> None:
        with (self.path / name).open("a", encoding="utf-8", newline="\n") as stream:
            stream.write("".join(line(entry) for entry in entries))

    def _rows(self, name: str) -> Iterator[dict[str, Any]]:
        path = self.path / name
        if not path.is_file():
            return
        with path.open(encoding="utf-8") as stream:
            for number, text in enumerate(stream, 1):
                try:
                    yield json.loads(text)
                except ValueError as error:
                    raise ConfigError("eval.error.run_file", file=path, line=number) from error

    def _mend(self) -> set[tuple[int, str]]:
        """Cut off what a killed run left half written; return the keys of what is whole."""
        done = {_key(row) for row in _whole_rows(self.path / REPORTS)}
        for name in _ROWS:
            path = self.path / name
            if path.is_file():
                kept = "".join(line(row) for row in _whole_rows(path) if _key(row) in done)
                _write(path, kept)
        return done


def _whole_rows(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the rows of a file up to the first that is cut off."""
    if not path.is_file():
        return
    with path.open(encoding="utf-8", errors="replace") as stream:
        for text in stream:
            try:
                yield json.loads(text)
            except ValueError:
                return


def _key(row: dict[str, Any]) -> tuple[int, str]:
    return row["repeat"], row["report"]


def _usage(row: dict[str, Any]) -> Usage:
    return Usage(**{name: value for name, value in row.items() if name not in ("repeat", "report")})


def _differing(before: RunSettings, after: RunSettings) -> str:
    return ", ".join(name for name in RunSettings.model_fields if getattr(before, name) != getattr(after, name))


def _write(path: Path, text: str) -> None:
    beside = path.with_name(f".{path.name}.part")
    beside.write_text(text, encoding="utf-8", newline="\n")
    beside.replace(path)
