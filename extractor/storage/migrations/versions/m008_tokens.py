"""Keep the tokens of the HTTP service, none of them readable."""

import sqlalchemy as sa
from alembic import op

revision = "m008"
down_revision = "m007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the table of tokens."""
    op.create_table(
        "service_tokens",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("key", sa.Text, nullable=False, comment="the part of a token that may be shown"),
        sa.Column("secret", sa.Text, nullable=False, comment="SHA-256 of the part that is known to its holder alone"),
        sa.Column("login", sa.Text, nullable=False, comment="whose roles it has"),
        sa.Column("name", sa.Text, nullable=False, comment="what it is for"),
        sa.Column("scopes", sa.Text, nullable=False, comment="with spaces between"),
        sa.Column("at", sa.Text, nullable=False, comment="ISO 8601, UTC"),
        sa.Column("expires_at", sa.Text, comment="ISO 8601, UTC; NULL never"),
        sa.Column("revoked_at", sa.Text, comment="ISO 8601, UTC; NULL where it still holds"),
        sa.PrimaryKeyConstraint("id", name="pk_service_tokens"),
        sa.UniqueConstraint("key", name="uq_service_tokens_key"),
    )
