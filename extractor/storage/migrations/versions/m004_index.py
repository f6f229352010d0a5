"""Note in an outbox which reports the index has to follow, and keep their passages with their words."""

import sqlalchemy as sa
from alembic import op

revision = "m004"
down_revision = "m003"
branch_labels = None
depends_on = None

SERIAL = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    """Add the tables; every report that is stored already waits in the outbox."""
    _create_outbox()
    _create_passages()
    _create_words()
    op.execute("INSERT INTO index_outbox (report_id, at) SELECT id, '1970-01-01T00:00:00+00:00' FROM reports")


def _create_outbox() -> None:
    op.create_table(
        "index_outbox",
        sa.Column("id", SERIAL, nullable=False),
        sa.Column("report_id", sa.Integer, nullable=False, comment="of a report that was added, changed or deleted"),
        sa.Column("at", sa.Text, nullable=False, comment="ISO 8601, UTC"),
        sa.PrimaryKeyConstraint("id", name="pk_index_outbox"),
    )
    op.create_index("ix_index_outbox_report_id", "index_outbox", ["report_id"])
    op.create_table(
        "index_state",
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("value", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_index_state"),
    )


def _create_passages() -> None:
    op.create_table(
        "index_reports",
        sa.Column("report_id", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("key", sa.Text, nullable=False, comment="Report.id"),
        sa.Column("revision", sa.Integer, nullable=False, comment="whose passages these are"),
        sa.Column("chunks", sa.Integer, nullable=False),
        sa.Column("hash", sa.Text, nullable=False, comment="of the passages"),
        sa.Column(
            "shelf", sa.Text, nullable=False, comment="which collection the vectors belong in: the year, or none"
        ),
        sa.Column(
            "vectors", sa.Integer, nullable=False, comment="1 where the vectors of these passages are in, else 0"
        ),
        sa.PrimaryKeyConstraint("report_id", name="pk_index_reports"),
    )
    op.create_index("ix_index_reports_vectors", "index_reports", ["vectors"])
    op.create_table(
        "index_chunks",
        sa.Column("id", SERIAL, nullable=False, autoincrement=False, comment="report_id * 4096 + place in the report"),
        sa.Column("report_id", sa.Integer, nullable=False),
        sa.Column("part", sa.Integer),
        sa.Column("row", sa.Text, comment="table.row; NULL for prose"),
        sa.Column("heading", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("spans", sa.Text, nullable=False, comment="JSON list of [start, end]"),
        sa.PrimaryKeyConstraint("id", name="pk_index_chunks"),
    )
    op.create_table(
        "index_shelved",
        sa.Column("report_id", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("shelf", sa.Text, nullable=False),
        sa.Column(
            "places", sa.Integer, nullable=False, comment="vectors of the report that may be there: 0 to places - 1"
        ),
        sa.PrimaryKeyConstraint("report_id", "shelf", name="pk_index_shelved"),
    )


def _create_words() -> None:
    """Create the full-text index, the one table that each database has in its own way."""
    if op.get_bind().dialect.name == "sqlite":
        op.execute("CREATE VIRTUAL TABLE index_words USING fts5(scope, words, tokenize = 'unicode61')")
        return
    op.execute("CREATE TABLE index_words (id BIGINT PRIMARY KEY, words TSVECTOR NOT NULL)")
    op.execute("CREATE INDEX ix_index_words_words ON index_words USING gin (words)")
