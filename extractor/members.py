"""The list of who makes up a government: a CSV file that a user gives; nothing is guessed."""

from __future__ import annotations

import csv
from pathlib import Path

from extractor.errors import ConfigError
from extractor.validation.between import issuer_key

_HEADS = (("government", "member"), ("政府", "所属单位"))


def read_members(path: Path) -> dict[str, tuple[str, ...]]:
    """Return the departments and towns of each government, by the government's issuer key.

    The file is a CSV in UTF-8 or GB18030 with the columns `government,member` (or `政府,所属单位`) and a line for each
    member. A government's own office that handles applications is a member too.

    Raises:
        ConfigError: The file can't be read, or is no such list; the message says why.
    """
    try:
        lines = list(csv.reader(_text(path.read_bytes()).splitlines()))
    except OSError as error:
        raise ConfigError("error.members_file", path=path, reason=error.strerror or str(error)) from error
    except (UnicodeDecodeError, csv.Error) as error:
        raise ConfigError("error.members_file", path=path, reason=str(error)) from error
    head, *rows = [[field.strip() for field in line] for line in lines if any(field.strip() for field in line)] or [[]]
    if tuple(head[:2]) not in _HEADS:
        raise ConfigError("error.members_file", path=path, reason=",".join(head))
    members: dict[str, list[str]] = {}
    for number, row in enumerate(rows, 2):
        if len(row) < 2 or not row[0] or not row[1]:
            raise ConfigError("error.members_file", path=path, reason=f"{number}: {','.join(row)}")
        members.setdefault(issuer_key(row[0]), []).append(row[1])
    return {government: tuple(dict.fromkeys(names)) for government, names in members.items()}


def _text(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("gb18030")
