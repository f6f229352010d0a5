import pytest

from extractor.errors import ConfigError
from extractor.llm.settings import OPENAI, load_model_settings


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch):
    for name in ("NIANBAO_MODEL", "OPENAI_BASE_URL", "OPENAI_API_KEY"):
        monkeypatch.delenv(name, raising=False)


def test_model_address_and_key_come_from_the_usual_variables(monkeypatch):
    monkeypatch.setenv("NIANBAO_MODEL", "qwen3:14b")
    monkeypatch.setenv("OPENAI_BASE_URL", "http://10.0.0.5:11434/v1")
    monkeypatch.setenv("OPENAI_API_KEY", "secret")
    settings = load_model_settings()
    assert (settings.model, settings.host) == ("qwen3:14b", "10.0.0.5:11434")
    assert settings.api_key.get_secret_value() == "secret"


def test_nothing_is_set_by_default():
    settings = load_model_settings()
    assert (settings.model, settings.base_url, settings.api_key, settings.price) == (None, OPENAI, None, None)


def test_prices_are_read_as_json(monkeypatch):
    monkeypatch.setenv("NIANBAO_MODEL_PRICES", '{"m": {"input": 2, "output": 8}}')
    settings = load_model_settings(model="m")
    assert (settings.price.input, settings.price.output) == (2, 8)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("NIANBAO_MODEL_TIMEOUT", "long"),
        ("NIANBAO_MODEL_ATTEMPTS", "0"),
        ("NIANBAO_MODEL_AUDIT", "some"),
        ("NIANBAO_MODEL_PRICES", '{"m": {"input": -1, "output": 1}}'),
        ("NIANBAO_MODEL_PRICES", "{"),
        ("OPENAI_BASE_URL", "ftp://somewhere"),
    ],
)
def test_unusable_value_names_its_variable(monkeypatch, name, value):
    monkeypatch.setenv(name, value)
    with pytest.raises(ConfigError) as caught:
        load_model_settings()
    assert caught.value.params["setting"] == name
