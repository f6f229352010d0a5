"""Keep from which report a decision about a finding was carried over."""

import sqlalchemy as sa
from alembic import op

revision = "m007"
down_revision = "m006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column; every decision so far was made about its own report."""
    carried = sa.Column("carried_from", sa.Text, comment="Report.id of an earlier file; NULL where decided here")
    op.add_column("finding_events", carried)
