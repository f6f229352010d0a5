"""Errors in the reader's language: why a setting or its file can't be used."""

import re

import pytest

from extractor.errors import ConfigError
from extractor.llm.settings import load_model_settings
from extractor.problems import describe
from extractor.storage import open_store
from extractor.validation.settings_file import read_check_settings


def refused(tmp_path, written):
    path = tmp_path / "nianbao.toml"
    path.write_bytes(written if isinstance(written, bytes) else written.encode())
    with pytest.raises(ConfigError) as caught:
        read_check_settings(path)
    return caught.value


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("a = ?", "第 1 行第 5 个字符附近写法有误"),
        ('off = ["cell.blank"', "到文件末尾仍有未写完的引号"),
        (b"\xff\xfe", "不是 UTF-8 编码的文本"),
        ("office = 3", "3 应是一组设置"),
        ("[office]\nname = 3", "3 不是文字"),
        ('off = "cell.blank"', "cell.blank 应写成列表"),
        ('[severity]\n"cell.blank" = "grave"', "grave 不是可用的取值:error, warning, info"),
    ],
)
def test_reason_is_in_chinese_and_names_the_place(tmp_path, written, words):
    message = describe(refused(tmp_path, written), "zh")
    assert words in message
    assert "Input should" not in message and "codec" not in message


def test_place_is_named_in_english_too(tmp_path):
    assert "near line 1, character 5" in describe(refused(tmp_path, "a = ?"), "en")


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("TIMEOUT", "s3cret", "所给的值 不是数字"),
        ("ATTEMPTS", "0", "所给的值 太小,不得小于 1"),
        ("AUDIT", "s3cret", "所给的值 不是可用的取值:keep, hash"),
        ("PRICES", "{s3cret", "所给的值 不是有效的 JSON"),
    ],
)
def test_setting_of_the_model_is_refused_in_chinese_without_its_value(monkeypatch, name, value, words):
    monkeypatch.setenv(f"NIANBAO_MODEL_{name}", value)
    with pytest.raises(ConfigError) as caught:
        load_model_settings()
    message = describe(caught.value, "zh")
    assert re.search(words, message)
    assert "s3cret" not in message + str(caught.value)


@pytest.mark.parametrize(
    ("url", "words"), [("store", "应写作 sqlite:///文件"), ("oracle8://host/base", "只支持 SQLite 和 PostgreSQL")]
)
def test_address_of_a_store_is_refused_in_chinese(url, words):
    with pytest.raises(ConfigError) as caught:
        open_store(url)
    assert words in describe(caught.value, "zh")
