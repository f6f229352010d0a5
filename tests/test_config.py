from pathlib import Path

import pytest

from extractor.config import default_data_dir, load_settings
from extractor.errors import ConfigError
from extractor.index.settings import IndexSettings


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch):
    for name in ("DATA_DIR", "DATABASE_URL", "LANG", "MAX_BYTES", "SETTINGS"):
        monkeypatch.delenv(f"NIANBAO_{name}", raising=False)


def test_defaults_are_chinese_and_a_folder_of_the_user(monkeypatch):
    monkeypatch.setenv("XDG_DATA_HOME", "/home/someone/.data")
    settings = load_settings()
    assert settings.lang == "zh"
    assert settings.data_dir == default_data_dir()
    assert settings.max_bytes == 60 * 1024 * 1024
    assert settings.store_url.endswith("/nianbao/nianbao.db")


def test_environment_is_read(monkeypatch):
    monkeypatch.setenv("NIANBAO_DATA_DIR", "/somewhere")
    monkeypatch.setenv("NIANBAO_LANG", "en")
    settings = load_settings()
    assert settings.store_url == "sqlite:////somewhere/nianbao.db"
    assert settings.lang == "en"


def test_given_values_come_before_the_environment(monkeypatch):
    monkeypatch.setenv("NIANBAO_DATA_DIR", "/somewhere")
    assert load_settings(data_dir=Path("/other"), lang=None).data_dir == Path("/other")


def test_database_url_comes_before_the_data_folder(monkeypatch):
    monkeypatch.setenv("NIANBAO_DATABASE_URL", "postgresql://host/base")
    assert load_settings(data_dir=Path("/other")).store_url == "postgresql://host/base"


def test_empty_variable_counts_as_not_set(monkeypatch):
    monkeypatch.setenv("NIANBAO_LANG", "")
    assert load_settings().lang == "zh"


@pytest.mark.parametrize(("name", "value"), [("LANG", "fr"), ("MAX_BYTES", "many"), ("MAX_BYTES", "0")])
def test_unusable_value_names_the_setting(monkeypatch, name, value):
    monkeypatch.setenv(f"NIANBAO_{name}", value)
    with pytest.raises(ConfigError) as caught:
        load_settings()
    assert caught.value.params["setting"] == f"NIANBAO_{name}"


def test_settings_file_is_the_given_one_else_that_of_the_data_folder(tmp_path):
    assert load_settings(data_dir=tmp_path).settings_file is None
    usual = tmp_path / "nianbao.toml"
    usual.write_text("")
    assert load_settings(data_dir=tmp_path).settings_file == usual
    assert load_settings(data_dir=tmp_path, settings=tmp_path / "own.toml").settings_file == tmp_path / "own.toml"


def test_variables_of_their_own_count_in_order_and_after_what_is_given(monkeypatch):
    monkeypatch.setenv("OPENAI_BASE_URL", "https://second.example")
    assert IndexSettings().embeddings_base_url == "https://second.example"
    monkeypatch.setenv("NIANBAO_EMBEDDINGS_BASE_URL", "https://first.example")
    assert IndexSettings().embeddings_base_url == "https://first.example"
    assert IndexSettings(embeddings_base_url="https://given.example").embeddings_base_url == "https://given.example"
