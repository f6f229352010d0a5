"""Settings: what an entry point reads from the environment, once, and passes down as values."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any, ClassVar, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from extractor.errors import ConfigError

MEGABYTE = 1024 * 1024
DATABASE_FILE = "nianbao.db"
SETTINGS_FILE = "nianbao.toml"


def default_data_dir() -> Path:
    """Return the folder for a user's data on this system; it need not exist yet."""
    home = Path.home()
    if sys.platform == "darwin":
        base = home / "Library" / "Application Support"
    elif sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or home / "AppData" / "Local")
    else:
        base = Path(os.environ.get("XDG_DATA_HOME") or home / ".local" / "share")
    return base / "nianbao"


class FromEnvironment(BaseModel):
    """Settings that are read from the environment where they are not given; an empty variable says nothing.

    Attributes:
        PREFIX: Before the upper-case name of a setting: its variable.
        NAMED: Variables of settings that are called otherwise; the first that is set counts.
        SECRET: Whether there is a key among them: then no message shows a value.
    """

    PREFIX: ClassVar[str]
    NAMED: ClassVar[Mapping[str, tuple[str, ...]]] = {}
    SECRET: ClassVar[bool] = False

    model_config = ConfigDict(frozen=True, extra="ignore")

    @model_validator(mode="before")
    @classmethod
    def _fill(cls, given: dict[str, Any]) -> dict[str, Any]:
        said = {name: os.environ.get(cls.variable(name)) for name in cls.model_fields}
        return {**{name: value for name, value in said.items() if value}, **given}

    @classmethod
    def load(cls, **given: Any) -> Self:
        """Return the settings; values that are given and not None come before the environment.

        Raises:
            ConfigError: A value can't be used; the message names the variable.
        """
        try:
            return cls(**{name: value for name, value in given.items() if value is not None})
        except ValidationError as error:
            problem = error.errors(include_url=False, include_input=not cls.SECRET)[0]
            setting, reason = cls.variable(str(problem["loc"][0])), problem["msg"]
            if cls.SECRET:
                raise ConfigError("error.model_setting", setting=setting, reason=reason, problem=problem) from None
            raise ConfigError(setting=setting, value=problem["input"], reason=reason) from error

    @classmethod
    def variables(cls, name: str) -> tuple[str, ...]:
        """Return the variables that a setting is read from."""
        return cls.NAMED.get(name, (f"{cls.PREFIX}{name.upper()}",))

    @classmethod
    def variable(cls, name: str) -> str:
        """Return the variable that a setting comes from: the first that is set, else the first."""
        names = cls.variables(name)
        return next((each for each in names if os.environ.get(each)), names[0])


class Settings(FromEnvironment):
    """Every setting; each is read from `NIANBAO_<NAME>` where an entry point does not give it.

    Attributes:
        data_dir: Folder of the embedded store and the log.
        database_url: SQLAlchemy URL of the store; None is SQLite in `data_dir`.
        settings: File with what an office decides about the checks; None is `nianbao.toml` in `data_dir`, if there.
        lang: Language of messages.
        max_bytes: Largest file that is read, in bytes.
        max_seconds: How long one file other than plain text may take.
        max_memory: How much memory one such file may take, in bytes.
    """

    PREFIX = "NIANBAO_"

    data_dir: Path = Field(default_factory=default_data_dir)
    database_url: str | None = None
    settings: Path | None = None
    lang: Literal["zh", "en"] = "zh"
    max_bytes: int = Field(default=60 * MEGABYTE, gt=0)
    max_seconds: float = Field(default=180, gt=0, allow_inf_nan=False)
    max_memory: int = Field(default=4096 * MEGABYTE, gt=0)

    @property
    def store_url(self) -> str:
        """Return the URL of the store."""
        return self.database_url or f"sqlite:///{self.data_dir.expanduser().absolute() / DATABASE_FILE}"

    @property
    def settings_file(self) -> Path | None:
        """Return the file with the settings of the checks; None where none is given and the data folder has none."""
        if self.settings is not None:
            return self.settings.expanduser()
        usual = self.data_dir.expanduser() / SETTINGS_FILE
        return usual if usual.is_file() else None


def load_settings(**given: Any) -> Settings:
    """Return the settings; values that are given and not None come before the environment.

    Raises:
        ConfigError: A value can't be used; the message names the setting.
    """
    return Settings.load(**given)
