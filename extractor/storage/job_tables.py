"""The tables of the job queue, as SQLAlchemy Core sees them; `extractor.jobs` reads and writes them.

Times at which something is due are seconds since 1970 by the database's clock, so that workers on several machines
agree; times for people are ISO 8601, UTC.
"""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Double, ForeignKey, Index, Integer, LargeBinary, Table, Text, UniqueConstraint

from extractor.storage.tables import metadata

jobs = Table(
    "jobs",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("key", Text, nullable=False, unique=True, comment="Job.id"),
    Column("kind", Text, nullable=False),
    Column("payload", Text, nullable=False, comment="JSON: what the kind of job needs to know"),
    Column("state", Text, nullable=False, comment="queued, running, done, failed, cancelled, dead"),
    Column("attempts", Integer, nullable=False, comment="times it was begun since a file was last worked off"),
    Column("due", Double, nullable=False, comment="when it may be begun"),
    Column("lease", Text, comment="token of the worker that has it; NULL without one"),
    Column("leased_until", Double, comment="when another worker may take it over"),
    Column("in_hand", Integer, comment="position of the file that is being read; NULL between files"),
    Column("cancelling", Boolean, nullable=False, comment="it is to stop at the next file"),
    Column("error", Text, comment="JSON: message id and params of what last broke it; NULL where nothing did"),
    Column("request", Text, comment="the caller's own key, by which a repeated request is known"),
    Column("by", Text, nullable=False, comment="login"),
    Column("at", Text, nullable=False, comment="ISO 8601, UTC"),
    Column("finished_at", Text, comment="ISO 8601, UTC"),
    UniqueConstraint("by", "request"),
    Index("ix_jobs_state_due", "state", "due"),
)

job_items = Table(
    "job_items",
    metadata,
    Column("job_id", ForeignKey("jobs.id"), primary_key=True),
    Column("position", Integer, primary_key=True, comment="from 0"),
    Column("name", Text, nullable=False, comment="of the file"),
    Column("address", Text, comment="where it is to be fetched; NULL where the bytes were handed in"),
    Column("size", Integer, comment="in bytes; NULL before an address is fetched"),
    Column("raw", LargeBinary, comment="the file's bytes, zlib; NULL once its report is stored"),
    Column("state", Text, nullable=False, comment="waiting, done, failed, cancelled, unpacked"),
    Column("attempts", Integer, nullable=False, comment="times that its worker ended over it"),
    Column("report", Text, comment="Report.id"),
    Column("revision", Integer, comment="that holds the result"),
    Column("created", Boolean, comment="whether that revision was new"),
    Column("same_as", Text, comment="name of an earlier file of the job with the same content"),
    Column("other_half", Text, comment="name of the file with the rest of the report"),
    Column("error", Text, comment="JSON: message id and params"),
    Column("at", Text, comment="when it was worked off, ISO 8601, UTC"),
    Index("ix_job_items_job_id_state", "job_id", "state"),
)

job_workers = Table(
    "job_workers",
    metadata,
    Column("name", Text, primary_key=True, comment="host, process and a random part"),
    Column("seen", Double, nullable=False, comment="when it last said that it is there"),
    Column("job", Text, comment="Job.id it works on"),
)
