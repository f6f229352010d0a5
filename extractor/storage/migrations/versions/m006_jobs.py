"""Keep jobs, the files they have to read, and which workers are there."""

import sqlalchemy as sa
from alembic import op

revision = "m006"
down_revision = "m005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the tables of the queue."""
    _create_jobs()
    _create_items()
    op.create_table(
        "job_workers",
        sa.Column("name", sa.Text, nullable=False, comment="host, process and a random part"),
        sa.Column("seen", sa.Double, nullable=False, comment="when it last said that it is there"),
        sa.Column("job", sa.Text, comment="Job.id it works on"),
        sa.PrimaryKeyConstraint("name", name="pk_job_workers"),
    )


def _create_jobs() -> None:
    op.create_table(
        "jobs",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("key", sa.Text, nullable=False, comment="Job.id"),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("payload", sa.Text, nullable=False, comment="JSON: what the kind of job needs to know"),
        sa.Column("state", sa.Text, nullable=False, comment="queued, running, done, failed, cancelled, dead"),
        sa.Column(
            "attempts", sa.Integer, nullable=False, comment="times it was begun since a file was last worked off"
        ),
        sa.Column("due", sa.Double, nullable=False, comment="when it may be begun"),
        sa.Column("lease", sa.Text, comment="token of the worker that has it; NULL without one"),
        sa.Column("leased_until", sa.Double, comment="when another worker may take it over"),
        sa.Column("in_hand", sa.Integer, comment="position of the file that is being read; NULL between files"),
        sa.Column("cancelling", sa.Boolean, nullable=False, comment="it is to stop at the next file"),
        sa.Column(
            "error", sa.Text, comment="JSON: message id and params of what last broke it; NULL where nothing did"
        ),
        sa.Column("request", sa.Text, comment="the caller's own key, by which a repeated request is known"),
        sa.Column("by", sa.Text, nullable=False, comment="login"),
        sa.Column("at", sa.Text, nullable=False, comment="ISO 8601, UTC"),
        sa.Column("finished_at", sa.Text, comment="ISO 8601, UTC"),
        sa.PrimaryKeyConstraint("id", name="pk_jobs"),
        sa.UniqueConstraint("key", name="uq_jobs_key"),
        sa.UniqueConstraint("by", "request", name="uq_jobs_by_request"),
    )
    op.create_index("ix_jobs_state_due", "jobs", ["state", "due"])


def _create_items() -> None:
    op.create_table(
        "job_items",
        sa.Column("job_id", sa.Integer, nullable=False),
        sa.Column("position", sa.Integer, nullable=False, comment="from 0"),
        sa.Column("name", sa.Text, nullable=False, comment="of the file"),
        sa.Column("address", sa.Text, comment="where it is to be fetched; NULL where the bytes were handed in"),
        sa.Column("size", sa.Integer, comment="in bytes; NULL before an address is fetched"),
        sa.Column("raw", sa.LargeBinary, comment="the file's bytes, zlib; NULL once its report is stored"),
        sa.Column("state", sa.Text, nullable=False, comment="waiting, done, failed, cancelled, unpacked"),
        sa.Column("attempts", sa.Integer, nullable=False, comment="times that its worker ended over it"),
        sa.Column("report", sa.Text, comment="Report.id"),
        sa.Column("revision", sa.Integer, comment="that holds the result"),
        sa.Column("created", sa.Boolean, comment="whether that revision was new"),
        sa.Column("same_as", sa.Text, comment="name of an earlier file of the job with the same content"),
        sa.Column("other_half", sa.Text, comment="name of the file with the rest of the report"),
        sa.Column("error", sa.Text, comment="JSON: message id and params"),
        sa.Column("at", sa.Text, comment="when it was worked off, ISO 8601, UTC"),
        sa.PrimaryKeyConstraint("job_id", "position", name="pk_job_items"),
        sa.ForeignKeyConstraint(["job_id"], ["jobs.id"], name="fk_job_items_job_id"),
    )
    op.create_index("ix_job_items_job_id_state", "job_items", ["job_id", "state"])
