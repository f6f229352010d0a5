"""Keep what people do in a log that the database itself refuses to change."""

import sqlalchemy as sa
from alembic import op

revision = "m009"
down_revision = "m008"
branch_labels = None
depends_on = None

_WORDS = "audit_log is append-only"


def upgrade() -> None:
    """Add the log, and what refuses changes of it."""
    op.create_table(
        "audit_log",
        sa.Column("number", sa.Integer, nullable=False, autoincrement=False, comment="from 1, without gaps"),
        sa.Column("at", sa.Text, nullable=False, comment="ISO 8601, UTC"),
        sa.Column("by", sa.Text, nullable=False, comment="login; empty where nobody was known"),
        sa.Column("action", sa.Text, nullable=False, comment="Action"),
        sa.Column(
            "subject", sa.Text, nullable=False, comment="Report.id, login or key of a token it is about; may be empty"
        ),
        sa.Column("detail", sa.Text, nullable=False, comment="JSON"),
        sa.Column("previous", sa.Text, nullable=False, comment="hash of the record before; zeros for the first"),
        sa.Column("hash", sa.Text, nullable=False, comment="SHA-256 of everything before this column"),
        sa.PrimaryKeyConstraint("number", name="pk_audit_log"),
    )
    if op.get_bind().dialect.name == "postgresql":
        _guard_postgresql()
    else:
        _guard_sqlite()


def _guard_sqlite() -> None:
    for event in ("update", "delete"):
        op.execute(
            f"CREATE TRIGGER audit_log_no_{event} BEFORE {event.upper()} ON audit_log "
            f"BEGIN SELECT RAISE(ABORT, '{_WORDS}'); END"
        )


def _guard_postgresql() -> None:
    op.execute(
        "CREATE FUNCTION audit_log_refuse() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{_WORDS}'; END $$"
    )
    op.execute(
        "CREATE TRIGGER audit_log_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_log "
        "FOR EACH STATEMENT EXECUTE FUNCTION audit_log_refuse()"
    )
