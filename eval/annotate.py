"""A document annotated in the workbench: a store of its own, and gold once the report is signed off."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from eval.gold import Gold, read_gold
from extractor.config import DATABASE_FILE
from extractor.errors import ConfigError

FOLDER = "annotate"
"""Below the data folder: a folder with a store for each document."""


@dataclass(frozen=True)
class Annotation:
    """A document that is being annotated.

    Attributes:
        document: The file.
        report: Id of its report.
        folder: With the store it is annotated in.
        gold: Where its gold is to be written.
    """

    document: Path
    report: str
    folder: Path
    gold: Path

    @property
    def environment(self) -> dict[str, str]:
        """Return the environment of commands that work on this store and no other."""
        kept = {name: value for name, value in os.environ.items() if name != "NIANBAO_DATABASE_URL"}
        return {**kept, "NIANBAO_DATA_DIR": str(self.folder)}


def prepare(document: Path, data_dir: Path, out: Path) -> Annotation:
    """Return a document ready for annotation; one that was begun before goes on where it was.

    Raises:
        ConfigError: There is no such file, or other gold stands where this one's is to be written.
    """
    try:
        report = sha256(document.read_bytes()).hexdigest()[:16]
    except OSError as error:
        raise ConfigError("eval.annotate.file", file=document, reason=error.strerror or str(error)) from error
    folder = data_dir.expanduser().absolute() / FOLDER / f"{document.stem}-{report}"
    annotation = Annotation(document, report, folder, out / "gold" / f"{document.stem}.json")
    if not (folder / DATABASE_FILE).is_file():
        _extract(annotation)
    if annotation.gold.is_file() and _known(annotation) != signed_off(annotation):
        raise ConfigError("eval.annotate.exists", file=annotation.gold)
    return annotation


def signed_off(annotation: Annotation) -> dict[str, Any] | None:
    """Return the gold of a report that is signed off; None before that, and while a correction is in doubt."""
    from extractor.review import LOCAL
    from extractor.review.gold import signed_off_gold
    from extractor.storage import open_store

    with open_store(f"sqlite:///{annotation.folder / DATABASE_FILE}") as store:
        return dict(signed_off_gold(store, LOCAL)).get(annotation.report)


def write(annotation: Annotation, gold: dict[str, Any]) -> bool:
    """Write gold, and the document beside its folder; return whether it was not there yet as it is now.

    Raises:
        ConfigError: It can't be written.
    """
    Gold.model_validate(gold)
    text = json.dumps(gold, ensure_ascii=False, indent=1) + "\n"
    try:
        if annotation.gold.is_file() and annotation.gold.read_text(encoding="utf-8") == text:
            return False
        annotation.gold.parent.mkdir(parents=True, exist_ok=True)
        annotation.gold.write_text(text, encoding="utf-8", newline="\n")
        beside = annotation.gold.parent.parent / annotation.document.name
        if not beside.exists():
            shutil.copyfile(annotation.document, beside)
    except OSError as error:
        raise ConfigError("eval.annotate.file", file=annotation.gold, reason=error.strerror or str(error)) from error
    return True


def _extract(annotation: Annotation) -> None:
    """Read the document into its store, whole or not at all.

    Raises:
        ConfigError: It can't be read as a report; why was printed.
    """
    unfinished = annotation.folder.with_name(f"{annotation.folder.name}.part")
    shutil.rmtree(unfinished, ignore_errors=True)
    arguments = ("extract", str(annotation.document), "--data", str(unfinished))
    command = [sys.executable, "-m", "extractor", *arguments]
    done = subprocess.run(command, check=False, stdout=subprocess.DEVNULL, env=annotation.environment)
    if done.returncode:
        raise ConfigError("eval.annotate.unread", file=annotation.document)
    annotation.folder.parent.mkdir(parents=True, exist_ok=True)
    unfinished.replace(annotation.folder)


def _known(annotation: Annotation) -> dict[str, Any] | None:
    """Return the gold that stands there; None for what is no gold."""
    try:
        read_gold(annotation.gold)
    except ConfigError:
        return None
    known: dict[str, Any] = json.loads(annotation.gold.read_text(encoding="utf-8"))
    return known
