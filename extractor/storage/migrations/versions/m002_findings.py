"""Keep what people decide about findings, and which settings a revision was checked with."""

import sqlalchemy as sa
from alembic import op

revision = "m002"
down_revision = "m001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the table of decisions and the column of settings."""
    op.add_column(
        "revisions", sa.Column("settings", sa.Text, comment="hash of the settings of the checks; NULL without any")
    )
    op.create_table(
        "finding_events",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("report_id", sa.Integer, nullable=False),
        sa.Column("key", sa.Text, nullable=False, comment="identity of the finding"),
        sa.Column("fingerprint", sa.Text, nullable=False, comment="of the values it was decided on"),
        sa.Column("state", sa.Text, nullable=False, comment="open, confirmed, fixed, dismissed"),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("by", sa.Text, nullable=False, comment="who decided"),
        sa.Column("at", sa.Text, nullable=False, comment="ISO 8601, UTC"),
        sa.Column("revision", sa.Integer, nullable=False, comment="current one when it was decided"),
        sa.Column("finding", sa.Text, nullable=False, comment="the Finding as it stood then, JSON"),
        sa.PrimaryKeyConstraint("id", name="pk_finding_events"),
        sa.ForeignKeyConstraint(["report_id"], ["reports.id"], name="fk_finding_events_report_id"),
    )
    op.create_index("ix_finding_events_report_id", "finding_events", ["report_id"])
