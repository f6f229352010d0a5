"""Let the index say of which issuer and year it holds a report, and renew it where the review corrected a report."""

import sqlalchemy as sa
from alembic import op

revision = "m010"
down_revision = "m009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns, filled from what was read; corrected reports wait to be indexed again."""
    op.add_column("index_reports", sa.Column("issuer", sa.Text, comment="as the review has it, else as read"))
    op.add_column("index_reports", sa.Column("year", sa.Integer, comment="likewise"))
    of = "FROM reports WHERE reports.id = index_reports.report_id"
    op.execute(f"UPDATE index_reports SET issuer = (SELECT issuer {of}), year = (SELECT year {of})")  # noqa: S608
    op.create_index("ix_index_reports_issuer", "index_reports", ["issuer"])
    op.create_index("ix_review_entries_kind", "review_entries", ["kind", "path", "report_id"])
    op.execute(
        "INSERT INTO index_outbox (report_id, at) SELECT DISTINCT report_id, '1970-01-01T00:00:00+00:00' "
        "FROM review_entries WHERE kind = 'correction' AND lane = 0"
    )
