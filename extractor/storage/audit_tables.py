"""The table of the audit log, as SQLAlchemy Core sees it; `extractor.storage.audit` reads and writes it."""

from __future__ import annotations

from sqlalchemy import Column, Integer, Table, Text

from extractor.storage.tables import metadata

audit_log = Table(
    "audit_log",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False, comment="from 1, without gaps"),
    Column("at", Text, nullable=False, comment="ISO 8601, UTC"),
    Column("by", Text, nullable=False, comment="login; empty where nobody was known"),
    Column("action", Text, nullable=False, comment="Action"),
    Column("subject", Text, nullable=False, comment="Report.id, login or key of a token it is about; may be empty"),
    Column("detail", Text, nullable=False, comment="JSON"),
    Column("previous", Text, nullable=False, comment="hash of the record before; zeros for the first"),
    Column("hash", Text, nullable=False, comment="SHA-256 of everything before this column"),
)
