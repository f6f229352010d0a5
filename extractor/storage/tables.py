"""The tables of the store, as SQLAlchemy Core sees them; the migrations create them.

Kept for ever: documents, document_names, texts, revisions, finding_events. Derived from the current revision, and
replaced with it: the columns of reports, application_rows, review_rows, disclosure_cells, facts, findings.
"""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    Double,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)

from extractor.schema.forms import APPLICANTS, OUTCOMES

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    }
)

documents = Table(
    "documents",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("sha256", Text, nullable=False, unique=True),
    Column("size", Integer, nullable=False, comment="of the file, in bytes"),
    Column("raw", LargeBinary, nullable=False, comment="the file's bytes, zlib"),
    Column("stored_at", Text, nullable=False, comment="ISO 8601, UTC"),
)

document_names = Table(
    "document_names",
    metadata,
    Column("document_id", ForeignKey("documents.id"), primary_key=True),
    Column("name", Text, primary_key=True),
)

texts = Table(
    "texts",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("document_id", ForeignKey("documents.id"), nullable=False),
    Column("sha256", Text, nullable=False, comment="of the description and the text"),
    Column("description", Text, nullable=False, comment="the Document without its text, JSON"),
    Column("text", LargeBinary, nullable=False, comment="UTF-8, zlib; spans of a revision count in it"),
    UniqueConstraint("document_id", "sha256"),
)

reports = Table(
    "reports",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("key", Text, nullable=False, unique=True, comment="Report.id"),
    Column("document_id", ForeignKey("documents.id"), nullable=False, unique=True),
    Column("revision", Integer, nullable=False, comment="number of the current revision"),
    Column("issuer", Text, index=True),
    Column("year", Integer, index=True),
    Column("form", Text),
    Column("status", Text),
    Column("facts", Integer),
    Column("quantities", Integer),
    Column("findings", Integer),
    Column("errors", Integer, comment="findings that are errors"),
    Column("level", Text, comment="kind of the issuer, by its name; NULL without one"),
    Index("ix_reports_year_level", "year", "level"),
)

revisions = Table(
    "revisions",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("report_id", ForeignKey("reports.id"), nullable=False),
    Column("number", Integer, nullable=False, comment="1 for the first"),
    Column("text_id", ForeignKey("texts.id"), nullable=False),
    Column("engine", Text, nullable=False),
    Column("version", Text, nullable=False, comment="of the software"),
    Column("content_hash", Text, nullable=False),
    Column("source", Text, nullable=False, comment="Report.source, JSON"),
    Column("runs", Text, nullable=False, comment="Report.runs, JSON"),
    Column("body", LargeBinary, nullable=False, comment="the Report without source and runs, JSON, zlib"),
    Column("created_at", Text, nullable=False, comment="ISO 8601, UTC"),
    Column("settings", Text, comment="hash of the settings of the checks; NULL without any"),
    UniqueConstraint("report_id", "number"),
)

finding_events = Table(
    "finding_events",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("report_id", ForeignKey("reports.id"), nullable=False, index=True),
    Column("key", Text, nullable=False, comment="identity of the finding"),
    Column("fingerprint", Text, nullable=False, comment="of the values it was decided on"),
    Column("state", Text, nullable=False, comment="open, confirmed, fixed, dismissed"),
    Column("reason", Text, nullable=False),
    Column("by", Text, nullable=False, comment="who decided"),
    Column("at", Text, nullable=False, comment="ISO 8601, UTC"),
    Column("revision", Integer, nullable=False, comment="current one when it was decided"),
    Column("finding", Text, nullable=False, comment="the Finding as it stood then, JSON"),
    Column("carried_from", Text, comment="Report.id of an earlier file; NULL where decided here"),
)


def _row_table(name: str, columns: tuple[str, ...]) -> Table:
    """Return a table with one record for each row of an official table."""
    return Table(
        name,
        metadata,
        Column("report_id", ForeignKey("reports.id"), primary_key=True),
        Column("row", Text, primary_key=True),
        *(Column(column, Double) for column in columns),
        Column(
            "printed", Text, comment="JSON of the cells that are no plain number: '' blank, null not in the document"
        ),
        Index(f"ix_{name}_values", "row", "report_id", *columns),
        sqlite_with_rowid=False,
    )


application_rows = _row_table("application_rows", APPLICANTS)
review_rows = _row_table("review_rows", OUTCOMES)

disclosure_cells = Table(
    "disclosure_cells",
    metadata,
    Column("report_id", ForeignKey("reports.id"), primary_key=True),
    Column("row", Text, primary_key=True),
    Column("column", Text, primary_key=True),
    Column("value", Double),
    Column("printed", Text, comment="NULL where the cell is not in the document"),
    Index("ix_disclosure_cells_values", "row", "column", "report_id", "value"),
    sqlite_with_rowid=False,
)

facts = Table(
    "facts",
    metadata,
    Column("report_id", ForeignKey("reports.id"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("field", Text, nullable=False),
    Column("value", Double, nullable=False),
    Column("unit", Text, nullable=False),
    Column("engine", Text, nullable=False),
    Column("approximate", Boolean, nullable=False),
    Index(None, "field"),
    Index("ix_facts_values", "field", "report_id", "value", "approximate"),
    sqlite_with_rowid=False,
)

findings = Table(
    "findings",
    metadata,
    Column("report_id", ForeignKey("reports.id"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("rule", Text, nullable=False),
    Column("outcome", Text, nullable=False),
    Column("severity", Text, nullable=False),
    Column("cells", Text, nullable=False, comment="JSON list of table.row.column"),
    Index(None, "rule"),
    Index("ix_findings_severity", "severity", "report_id"),
    sqlite_with_rowid=False,
)

DERIVED = (application_rows, review_rows, disclosure_cells, facts, findings)
"""Rows that describe the current revision and are replaced with it."""
