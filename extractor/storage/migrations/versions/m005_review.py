"""Keep the review: people, the log of corrections, the state of each report, and second reviews of samples."""

import sqlalchemy as sa
from alembic import op

revision = "m005"
down_revision = "m004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the tables; every report that is stored already is unassigned."""
    _create_people()
    _create_reports()
    _create_entries()
    _create_samples()


def _create_people() -> None:
    op.create_table(
        "review_people",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("login", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("email", sa.Text, comment="lower case; by it an OIDC sign-in is known"),
        sa.Column("role", sa.Text, nullable=False, comment="reader, reviewer, lead, administrator"),
        sa.Column("password", sa.Text, comment="argon2 hash; NULL where there is no local sign-in"),
        sa.Column("active", sa.Boolean, nullable=False),
        sa.Column("created_at", sa.Text, nullable=False, comment="ISO 8601, UTC"),
        sa.PrimaryKeyConstraint("id", name="pk_review_people"),
        sa.UniqueConstraint("login", name="uq_review_people_login"),
        sa.UniqueConstraint("email", name="uq_review_people_email"),
    )


def _create_reports() -> None:
    op.create_table(
        "review_reports",
        sa.Column("report_id", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("version", sa.Integer, nullable=False, comment="grows with every save"),
        sa.Column("state", sa.Text, nullable=False, comment="unassigned, in_review, signed_off, sent_back, reopened"),
        sa.Column("assignee", sa.Text, comment="login"),
        sa.Column("changed_at", sa.Text, comment="of the last save, ISO 8601, UTC"),
        sa.Column("revision", sa.Integer, nullable=False, comment="of the report, that the counts are of"),
        sa.Column("decided", sa.Integer, nullable=False, comment="decisions on findings that the counts know"),
        sa.Column("corrections", sa.Integer, nullable=False, comment="values that stand corrected"),
        sa.Column("in_doubt", sa.Integer, nullable=False, comment="corrections of values that read otherwise now"),
        sa.Column("errors", sa.Integer, nullable=False, comment="open findings: failed checks that are errors"),
        sa.Column("warnings", sa.Integer, nullable=False, comment="open findings: other failed checks"),
        sa.Column(
            "disagreements", sa.Integer, nullable=False, comment="open findings: engines that read different values"
        ),
        sa.Column(
            "unsure",
            sa.Integer,
            nullable=False,
            comment="open findings: what could not be read or checked for certain",
        ),
        sa.Column("risk", sa.Integer, nullable=False, comment="weighted sum of the counts"),
        sa.Column(
            "rules", sa.Text, comment="JSON: open findings by rule; NULL where they are those of the table findings"
        ),
        sa.PrimaryKeyConstraint("report_id", name="pk_review_reports"),
        _reference("review_reports", "report_id", "reports.id"),
    )
    op.create_index("ix_review_reports_state_risk", "review_reports", ["state", "risk"])
    op.create_index("ix_review_reports_assignee", "review_reports", ["assignee", "state"])
    op.create_index("ix_review_reports_risk", "review_reports", ["risk", "report_id"])


def _create_entries() -> None:
    op.create_table(
        "review_entries",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("report_id", sa.Integer, nullable=False),
        sa.Column("lane", sa.Integer, nullable=False, comment="0 the review; else the sample of a blind second review"),
        sa.Column("version", sa.Integer, nullable=False, comment="of the lane, that this save made"),
        sa.Column("step", sa.Integer, nullable=False, comment="which edit of the save; undone as a whole"),
        sa.Column("kind", sa.Text, nullable=False, comment="correction, decision, effect, state, settlement"),
        sa.Column("path", sa.Text, nullable=False, comment="of the value, finding or state"),
        sa.Column("base", sa.Text, comment="JSON: what was printed and read there then; NULL where nothing was"),
        sa.Column("old", sa.Text, comment="JSON: what held before; NULL is as read"),
        sa.Column("new", sa.Text, comment="JSON: what holds now; NULL is as read"),
        sa.Column("cause", sa.Text, comment="extraction, source; NULL where it is no correction"),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("by", sa.Text, nullable=False, comment="login"),
        sa.Column("at", sa.Text, nullable=False, comment="ISO 8601, UTC"),
        sa.Column("revision", sa.Integer, nullable=False, comment="of the report then"),
        sa.Column("undoes", sa.Text, comment="version.step that this takes back"),
        sa.PrimaryKeyConstraint("id", name="pk_review_entries"),
        sa.UniqueConstraint("report_id", "lane", "version", "step", "path", name="uq_review_entries_place"),
        _reference("review_entries", "report_id", "reports.id"),
    )


def _create_samples() -> None:
    op.create_table(
        "review_samples",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("by", sa.Text, nullable=False, comment="login"),
        sa.Column("at", sa.Text, nullable=False, comment="ISO 8601, UTC"),
        sa.Column("seed", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_review_samples"),
    )
    op.create_table(
        "review_sampled",
        sa.Column("sample_id", sa.Integer, nullable=False),
        sa.Column("report_id", sa.Integer, nullable=False),
        sa.Column("revision", sa.Integer, nullable=False, comment="of the report, that is reviewed again"),
        sa.Column("first_version", sa.Integer, nullable=False, comment="of the first review, when it was drawn"),
        sa.Column("first", sa.Text, nullable=False, comment="login of who signed off"),
        sa.Column("second", sa.Text, nullable=False, comment="login of who reviews again"),
        sa.Column("version", sa.Integer, nullable=False, comment="of the second review"),
        sa.Column("done", sa.Boolean, nullable=False),
        sa.Column("plants", sa.Text, nullable=False, comment="JSON: path → wrong value shown to the second reviewer"),
        sa.PrimaryKeyConstraint("sample_id", "report_id", name="pk_review_sampled"),
        _reference("review_sampled", "sample_id", "review_samples.id"),
        _reference("review_sampled", "report_id", "reports.id"),
    )
    op.create_index("ix_review_sampled_second", "review_sampled", ["second", "done"])


def _reference(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [target], name=f"fk_{table}_{column}")
