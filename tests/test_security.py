"""What docs/security.md promises and no other file tests."""

import io
import re
import zipfile
from pathlib import Path

import pytest
from docx import Document as Docx

from extractor.backup import make
from extractor.cli.ui import _command
from extractor.config import load_settings
from extractor.errors import DocumentLoadError, StorageError
from extractor.messages import render
from extractor.parsing.load import load_document
from extractor.storage import open_store
from tests.storage.fictional import entry

ROOT = Path(__file__).parent.parent
OUTSIDE = '<!DOCTYPE w:document [<!ENTITY x SYSTEM "file://{path}">]>'
GROWING = "<!DOCTYPE w:document [<!ENTITY a '{ten}'>{rest}]>"


def docx_with(declaration, entity):
    """A Word document whose text refers to an entity that the declaration declares."""
    plain = io.BytesIO()
    document = Docx()
    document.add_paragraph("柘汐市林业局2023年政府信息公开工作年度报告")
    document.add_paragraph("ENTITY")
    document.save(plain)
    changed = io.BytesIO()
    with zipfile.ZipFile(plain) as source, zipfile.ZipFile(changed, "w") as target:
        for name in source.namelist():
            data = source.read(name)
            if name == "word/document.xml":
                head, _, body = data.decode().partition("?>")
                data = f"{head}?>{declaration}{body.replace('ENTITY', f'&{entity};')}".encode()
            target.writestr(name, data)
    return changed.getvalue()


def test_word_document_with_entities_is_refused_and_one_without_is_read(tmp_path):
    (tmp_path / "secret.txt").write_text("SECRETWORDS")
    rest = "".join(f"<!ENTITY {b} '{f'&{a};' * 10}'>" for a, b in zip("abcdefg", "bcdefgh", strict=True))
    outside, growing = OUTSIDE.format(path=tmp_path / "secret.txt"), GROWING.format(ten="x" * 10, rest=rest)
    for declaration, entity in ((outside, "x"), (growing, "h")):
        with pytest.raises(DocumentLoadError) as caught:
            load_document(docx_with(declaration, entity), "a.docx")
        assert caught.value.params["reason"] == "entities"
    assert "&" in load_document(docx_with("", "amp"), "a.docx")[0].text


def test_workbench_keeps_the_protection_against_other_sites(tmp_path):
    command = _command(load_settings(data_dir=tmp_path), "127.0.0.1", 8501, True)
    assert not [word for word in command if re.search(r"xsrf|cors", word, re.IGNORECASE)]
    from streamlit.config import get_option

    assert get_option("server.enableXsrfProtection")
    assert get_option("server.enableCORS")


def test_service_knows_no_cookies_and_lets_no_other_site_in():
    text = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "extractor/service").rglob("*.py"))
    assert re.findall(r"(?i)cookie|CORSMiddleware|access-control-allow", text) == []


@pytest.mark.parametrize("words", ["'; DROP TABLE reports; --", "' OR '1'='1", "%", "_"])
def test_words_in_a_filter_are_no_sql(tmp_path, words):
    with open_store(f"sqlite:///{tmp_path / 'a.db'}") as store:
        store.save(entry(1))
        assert store.list(issuer=words) == ()
        assert store.count() == 1


def test_password_of_the_database_is_in_no_message():
    with pytest.raises(StorageError) as caught:
        open_store("postgresql+psycopg://anna:geheim99@127.0.0.1:1/none?connect_timeout=1")
    assert "geheim99" not in render(caught.value.message_id, caught.value.params)
    assert "127.0.0.1" in render(caught.value.message_id, caught.value.params)


def test_keys_and_the_sign_in_service_are_in_no_backup(tmp_path, monkeypatch):
    monkeypatch.setenv("OPENAI_API_KEY", "sk-SECRETWORDS")
    config = load_settings(data_dir=tmp_path / "data")
    open_store(config.store_url).close()
    (config.data_dir / "secrets.toml").write_text("[auth]\nclient_secret = 'SECRETWORDS'\n")
    make(config, tmp_path / "b.zip", "root")
    with zipfile.ZipFile(tmp_path / "b.zip") as archive:
        assert sorted(archive.namelist()) == ["manifest.json", "store.db"]
        assert b"SECRETWORDS" not in b"".join(archive.read(name) for name in archive.namelist())


def test_tests_that_the_threat_model_names_exist():
    named = set(re.findall(r"`(tests/[\w/]+\.py)`", (ROOT / "docs/security.md").read_text(encoding="utf-8")))
    assert len(named) > 15
    assert sorted(name for name in named if not (ROOT / name).exists()) == []
