"""Older office files (.doc, .rtf, .odt, .xls) through a program that knows them: LibreOffice, or antiword for .doc."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

from extractor.errors import DocumentLoadError, EmptyDocumentError, UnsupportedFormatError
from extractor.schema import Document

SECONDS = 60
"""How long a conversion may take; LibreOffice needs 2 seconds, 10 at its first start."""

_OFFICE = ("soffice", "libreoffice")
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution"
 oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks"
 oor:op="fuse"><value>true</value></prop></item>
</oor:items>
"""
"""A foreign file must neither run macros nor fetch what it links to."""


@dataclass(frozen=True)
class Converted:
    """What a program made of a file: `data` in the new format, or else plain `text`."""

    program: str
    data: bytes = b""
    text: str = ""

    def document(self, name: str) -> Document:
        """Return the plain text as a document; its identity is for the caller to set.

        Raises:
            EmptyDocumentError: There is no text.
        """
        if not self.text.strip():
            raise EmptyDocumentError(name=name)
        return Document(name=name, sha256="0" * 64, media_type="text/plain", text=self.text)


def convert(data: bytes, name: str, suffix: str, target: str) -> Converted:
    """Return a file in a format that is read here.

    Args:
        data: The file's content.
        name: File name, for messages.
        suffix: Of the file's format: doc, rtf, odt, xls, ods.
        target: docx or xlsx.

    Raises:
        UnsupportedFormatError: No program that can do it is installed.
        DocumentLoadError: The program failed, or took longer than `SECONDS`.
    """
    office = next((found for program in _OFFICE if (found := shutil.which(program))), None)
    antiword = shutil.which("antiword") if suffix == "doc" else None
    if office is None and antiword is None:
        needed = "libreoffice-calc-nogui" if target == "xlsx" else "libreoffice-writer-nogui"
        raise UnsupportedFormatError("error.needs_office", name=name, suffix=f".{suffix}", package=needed)
    with tempfile.TemporaryDirectory(prefix="nianbao-") as folder:
        source = Path(folder) / f"source.{suffix}"
        source.write_bytes(data)
        if office is not None:
            converted = _with_office(office, source, target, name)
            if converted is not None:
                return converted
        if antiword is not None:
            return _with_antiword(antiword, source, name)
    raise DocumentLoadError("error.conversion", name=name, suffix=f".{suffix}")


def _with_office(program: str, source: Path, target: str, name: str) -> Converted | None:
    """Return LibreOffice's conversion; None where it made no file: damaged, or the filter is not installed."""
    folder = source.parent
    profile = folder / "profile"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_SETTINGS, encoding="utf-8")
    command = [program, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore", "--nolockcheck"]
    command += ["--convert-to", target, "--outdir", str(folder / "out"), str(source)]
    _run(command, folder, name)
    made = folder / "out" / f"source.{target}"
    return Converted("LibreOffice", made.read_bytes()) if made.is_file() else None


def _with_antiword(program: str, source: Path, name: str) -> Converted:
    output = _run([program, "-w", "0", "-m", "UTF-8.txt", str(source)], source.parent, name)
    text = output.decode("utf-8", "replace").replace("\r\n", "\n")
    if not text.strip():
        raise DocumentLoadError("error.conversion", name=name, suffix=source.suffix)
    return Converted("antiword", text=text)


def _run(command: list[str], folder: Path, name: str) -> bytes:
    """Return what a program printed; with its children it is ended when the time is over.

    Raises:
        DocumentLoadError: It took longer than `SECONDS`.
    """
    environment = {**os.environ, "HOME": str(folder), "LC_ALL": "C.UTF-8"}
    process = subprocess.Popen(
        command,
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        return process.communicate(timeout=SECONDS)[0]
    except subprocess.TimeoutExpired as error:
        raise DocumentLoadError("error.conversion_time", name=name, seconds=SECONDS) from error
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.communicate()
