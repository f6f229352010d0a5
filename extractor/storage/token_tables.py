"""The table of the service's tokens, as SQLAlchemy Core sees it; `extractor.service.tokens` reads and writes it."""

from __future__ import annotations

from sqlalchemy import Column, Integer, Table, Text

from extractor.storage.tables import metadata

tokens = Table(
    "service_tokens",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("key", Text, nullable=False, unique=True, comment="the part of a token that may be shown"),
    Column("secret", Text, nullable=False, comment="SHA-256 of the part that is known to its holder alone"),
    Column("login", Text, nullable=False, comment="whose roles it has"),
    Column("name", Text, nullable=False, comment="what it is for"),
    Column("scopes", Text, nullable=False, comment="with spaces between"),
    Column("at", Text, nullable=False, comment="ISO 8601, UTC"),
    Column("expires_at", Text, comment="ISO 8601, UTC; NULL never"),
    Column("revoked_at", Text, comment="ISO 8601, UTC; NULL where it still holds"),
)
