import pytest
from alembic.autogenerate import compare_metadata
from alembic.command import upgrade as _upgrade
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text

from extractor.errors import ConfigError, SchemaVersionError
from extractor.storage import migrations, open_store, tables
from extractor.storage.engine import writing
from tests.storage.fictional import entry


def is_common(name, kind, _parents):
    """The full-text index is a table that each database has in its own way."""
    return not (kind == "table" and name.startswith("index_words"))


def test_migrations_make_exactly_the_declared_tables(store):
    with store.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"include_name": is_common})
        assert compare_metadata(context, tables.metadata) == []


def test_head_is_the_newest_migration():
    script = ScriptDirectory(next(iter(migrations.__path__)))
    assert script.get_current_head() == migrations.HEAD == migrations.KNOWN[-1]


def test_store_of_a_newer_version_is_refused_and_unchanged(url, store):
    store.save(entry(1))
    with writing(store.engine) as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = 'm999'"))
    with pytest.raises(SchemaVersionError) as caught:
        open_store(url)
    assert caught.value.params["found"] == "m999"
    assert store.count() == 1


def test_new_store_survives_reopening(url, store):
    saved = store.save(entry(1))
    with open_store(url) as again:
        assert again.get(saved.report_id) == entry(1).report


@pytest.mark.parametrize("wrong", ["", "nonsense", "nosuchdb://x"])
def test_unusable_url_is_a_config_error(wrong):
    with pytest.raises(ConfigError):
        open_store(wrong)


def test_store_of_the_first_version_is_brought_up_to_date(empty_url, monkeypatch):
    from alembic import command

    with monkeypatch.context() as first:
        first.setattr(migrations, "HEAD", "m001")
        first.setattr(command, "upgrade", lambda config, _head: _upgrade(config, "m001"))
        open_store(empty_url).close()
    with open_store(empty_url) as store:
        saved = store.save(entry(1))
        assert store.findings_of(saved.report_id)[0].history == ()
        assert [item.settings for item in store.revisions(saved.report_id)] == [None]
