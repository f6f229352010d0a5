"""Reading the settings file of an office: TOML, every entry known, every rule real."""

from __future__ import annotations

import difflib
import tomllib
from pathlib import Path

from pydantic import ValidationError

from extractor.errors import ConfigError
from extractor.validation import RULES
from extractor.validation.between import SERIES_RULES
from extractor.validation.reading import READING_RULES
from extractor.validation.settings import DECLARED, CheckSettings


def read_check_settings(path: Path | None) -> CheckSettings:
    """Return the settings in a file; every rule as declared where there is none.

    Raises:
        ConfigError: The file can't be read, or an entry is unknown or has a value that can't be used; the message
            names file and entry.
    """
    if path is None:
        return DECLARED
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise ConfigError("error.settings_file", path=path, reason=error.strerror or str(error)) from error
    except UnicodeDecodeError as error:
        raise ConfigError("error.settings_file", path=path, reason="not_utf8") from error
    except tomllib.TOMLDecodeError as error:
        raise ConfigError("error.settings_file", path=path, reason=str(error)) from error
    try:
        settings = CheckSettings.model_validate(values)
    except ValidationError as error:
        problem = error.errors(include_url=False)[0]
        entry = ".".join(map(str, problem["loc"]))
        unknown = problem["type"] == "extra_forbidden"
        message_id = "error.settings_unknown" if unknown else "error.settings_value"
        raise ConfigError(message_id, path=path, entry=entry, value=problem["input"], reason=problem["msg"]) from error
    _require_known(settings, path)
    return settings


def _require_known(settings: CheckSettings, path: Path) -> None:
    """Refuse a rule that does not exist, and one that is switched off and given a severity at once."""
    known = [*RULES, *READING_RULES, *SERIES_RULES]
    for rule, entry in settings.rule_ids.items():
        if rule not in known:
            near = difflib.get_close_matches(rule, known, n=1)
            raise ConfigError("error.settings_rule", path=path, entry=entry, near=near[0] if near else "—")
        if rule in settings.off and rule in settings.severity:
            raise ConfigError("error.settings_twice", path=path, rule=rule)
