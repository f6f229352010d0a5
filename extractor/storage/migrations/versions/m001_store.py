"""Create the store: documents, reports, revisions and the flat rows of the current revision."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "m001"
down_revision = None
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
    """Create all tables."""
    _create_kept()
    _create_derived()


def _create_kept() -> None:
    op.create_table(
        "documents",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("sha256", sa.Text, nullable=False),
        sa.Column("size", sa.Integer, nullable=False, comment="of the file, in bytes"),
        sa.Column("raw", sa.LargeBinary, nullable=False, comment="the file's bytes, zlib"),
        sa.Column("stored_at", sa.Text, nullable=False, comment="ISO 8601, UTC"),
        sa.PrimaryKeyConstraint("id", name="pk_documents"),
        sa.UniqueConstraint("sha256", name="uq_documents_sha256"),
    )
    op.create_table(
        "document_names",
        sa.Column("document_id", sa.Integer, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("document_id", "name", name="pk_document_names"),
        _reference("document_names", "document_id", "documents.id"),
    )
    op.create_table(
        "texts",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("document_id", sa.Integer, nullable=False),
        sa.Column("sha256", sa.Text, nullable=False, comment="of the description and the text"),
        sa.Column("description", sa.Text, nullable=False, comment="the Document without its text, JSON"),
        sa.Column("text", sa.LargeBinary, nullable=False, comment="UTF-8, zlib; spans of a revision count in it"),
        sa.PrimaryKeyConstraint("id", name="pk_texts"),
        sa.UniqueConstraint("document_id", "sha256", name="uq_texts_document_id_sha256"),
        _reference("texts", "document_id", "documents.id"),
    )
    op.create_table(
        "reports",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("key", sa.Text, nullable=False, comment="Report.id"),
        sa.Column("document_id", sa.Integer, nullable=False),
        sa.Column("revision", sa.Integer, nullable=False, comment="number of the current revision"),
        sa.Column("issuer", sa.Text),
        sa.Column("year", sa.Integer),
        sa.Column("form", sa.Text),
        sa.Column("status", sa.Text),
        sa.Column("facts", sa.Integer),
        sa.Column("quantities", sa.Integer),
        sa.Column("findings", sa.Integer),
        sa.Column("errors", sa.Integer, comment="findings that are errors"),
        sa.PrimaryKeyConstraint("id", name="pk_reports"),
        sa.UniqueConstraint("key", name="uq_reports_key"),
        sa.UniqueConstraint("document_id", name="uq_reports_document_id"),
        _reference("reports", "document_id", "documents.id"),
    )
    op.create_index("ix_reports_issuer", "reports", ["issuer"])
    op.create_index("ix_reports_year", "reports", ["year"])
    op.create_table(
        "revisions",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("report_id", sa.Integer, nullable=False),
        sa.Column("number", sa.Integer, nullable=False, comment="1 for the first"),
        sa.Column("text_id", sa.Integer, nullable=False),
        sa.Column("engine", sa.Text, nullable=False),
        sa.Column("version", sa.Text, nullable=False, comment="of the software"),
        sa.Column("content_hash", sa.Text, nullable=False),
        sa.Column("source", sa.Text, nullable=False, comment="Report.source, JSON"),
        sa.Column("runs", sa.Text, nullable=False, comment="Report.runs, JSON"),
        sa.Column("body", sa.LargeBinary, nullable=False, comment="the Report without source and runs, JSON, zlib"),
        sa.Column("created_at", sa.Text, nullable=False, comment="ISO 8601, UTC"),
        sa.PrimaryKeyConstraint("id", name="pk_revisions"),
        sa.UniqueConstraint("report_id", "number", name="uq_revisions_report_id_number"),
        _reference("revisions", "report_id", "reports.id"),
        _reference("revisions", "text_id", "texts.id"),
    )


def _create_derived() -> None:
    for name, columns in (("application_rows", APPLICANTS), ("review_rows", OUTCOMES)):
        _create_of_report(
            name,
            ("row",),
            sa.Column("row", sa.Text, nullable=False),
            *(sa.Column(column, sa.Double) for column in columns),
            sa.Column(
                "printed",
                sa.Text,
                comment="JSON of the cells that are no plain number: '' blank, null not in the document",
            ),
        )
    _create_of_report(
        "disclosure_cells",
        ("row", "column"),
        sa.Column("row", sa.Text, nullable=False),
        sa.Column("column", sa.Text, nullable=False),
        sa.Column("value", sa.Double),
        sa.Column("printed", sa.Text, comment="NULL where the cell is not in the document"),
    )
    _create_of_report(
        "facts",
        ("position",),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("field", sa.Text, nullable=False),
        sa.Column("value", sa.Double, nullable=False),
        sa.Column("unit", sa.Text, nullable=False),
        sa.Column("engine", sa.Text, nullable=False),
        sa.Column("approximate", sa.Boolean, nullable=False),
    )
    op.create_index("ix_facts_field", "facts", ["field"])
    _create_of_report(
        "findings",
        ("position",),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("rule", sa.Text, nullable=False),
        sa.Column("outcome", sa.Text, nullable=False),
        sa.Column("severity", sa.Text, nullable=False),
        sa.Column("cells", sa.Text, nullable=False, comment="JSON list of table.row.column"),
    )
    op.create_index("ix_findings_rule", "findings", ["rule"])


def _create_of_report(name: str, key: tuple[str, ...], *columns: sa.Column[Any]) -> None:
    op.create_table(
        name,
        sa.Column("report_id", sa.Integer, nullable=False),
        *columns,
        sa.PrimaryKeyConstraint("report_id", *key, name=f"pk_{name}"),
        _reference(name, "report_id", "reports.id"),
        sqlite_with_rowid=False,
    )


def _reference(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [target], name=f"fk_{table}_{column}")
