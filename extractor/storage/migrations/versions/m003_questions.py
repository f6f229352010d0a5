"""Answer questions over all reports from indexes alone, and choose reports by what kind of issuer they are of."""

import sqlalchemy as sa
from alembic import op

revision = "m003"
down_revision = "m002"
branch_labels = None
depends_on = None

APPLICANTS = (
    "natural_person",
    "company",
    "research_institution",
    "social_organization",
    "legal_service",
    "other_organization",
    "total",
)
OUTCOMES = ("upheld", "corrected", "other", "pending", "total")


def upgrade() -> None:
    """Add the column and fill it, then the indexes."""
    op.add_column("reports", sa.Column("level", sa.Text, comment="kind of the issuer, by its name; NULL without one"))
    _fill_levels()
    op.create_index("ix_reports_year_level", "reports", ["year", "level"])
    op.create_index("ix_application_rows_values", "application_rows", ["row", "report_id", *APPLICANTS])
    op.create_index("ix_review_rows_values", "review_rows", ["row", "report_id", *OUTCOMES])
    op.create_index("ix_disclosure_cells_values", "disclosure_cells", ["row", "column", "report_id", "value"])
    op.create_index("ix_facts_values", "facts", ["field", "report_id", "value", "approximate"])
    op.create_index("ix_findings_severity", "findings", ["severity", "report_id"])


def _fill_levels() -> None:
    from extractor.storage.levels import level_of

    connection = op.get_bind()
    reports = sa.table("reports", sa.column("issuer", sa.Text), sa.column("level", sa.Text))
    issuers = connection.scalars(sa.select(reports.c.issuer).where(reports.c.issuer.is_not(None)).distinct()).all()
    if issuers:
        update = reports.update().where(reports.c.issuer == sa.bindparam("name")).values(level=sa.bindparam("kind"))
        connection.execute(update, [{"name": name, "kind": level_of(name)} for name in issuers])
