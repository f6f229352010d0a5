"""A store that this user may not write is read, and says so where it is to be written."""

import pytest

from extractor.errors import StorageError
from extractor.problems import describe
from extractor.storage import open_store
from tests.rights import without_rights
from tests.storage.fictional import entry


@pytest.fixture
def kept(open_folder):
    """The URL of a store with a report, in a folder that only root may write."""
    url = f"sqlite:///{open_folder / '库 1.db'}"
    with open_store(url) as store:
        store.save(entry(1))
    open_folder.chmod(0o555)
    return url


def test_a_store_without_the_right_to_write_is_read(kept):
    with without_rights(), open_store(kept) as store:
        assert [report.id for report in store.iterate()] == [entry(1).report.id]
        assert store.place.endswith("库 1.db") and "file:" not in store.place


def test_a_log_that_is_not_written_back_yet_is_read_too(kept, open_folder):
    open_folder.chmod(0o777)
    with open_store(kept) as writer:
        writer.save(entry(2))
        for path in open_folder.iterdir():
            path.chmod(0o444)
        open_folder.chmod(0o555)
        with without_rights(), open_store(kept) as store:
            assert store.count() == 2


@pytest.mark.parametrize(("lang", "words"), [("zh", "没有写入权限"), ("en", "it may not be written")])
def test_writing_to_it_is_refused_in_the_reader_s_language(kept, lang, words):
    with without_rights(), open_store(kept) as store, pytest.raises(StorageError) as caught:
        store.save(entry(2))
    assert words in describe(caught.value, lang)


def test_a_reader_of_chinese_gets_no_english_from_the_database(tmp_path):
    path = tmp_path / "store.db"
    path.write_bytes(b"no database at all, but long enough to be read as one" * 40)
    with pytest.raises(StorageError) as caught:
        open_store(f"sqlite:///{path}")
    assert "不是数据库文件" in describe(caught.value, "zh")
    assert "file is not" not in describe(caught.value, "zh")
