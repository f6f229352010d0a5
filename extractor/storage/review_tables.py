"""The tables of the review, as SQLAlchemy Core sees them; `extractor.review` reads and writes them.

Kept for ever: people, entries, samples. Derived for the queue, and made again where a report changed: the counts of
review_reports; its version, state and assignee belong to the entries.
"""

from __future__ import annotations

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, Table, Text, UniqueConstraint

from extractor.storage.tables import metadata

people = Table(
    "review_people",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("login", Text, nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("email", Text, unique=True, comment="lower case; by it an OIDC sign-in is known"),
    Column("role", Text, nullable=False, comment="reader, reviewer, lead, administrator"),
    Column("password", Text, comment="argon2 hash; NULL where there is no local sign-in"),
    Column("active", Boolean, nullable=False),
    Column("created_at", Text, nullable=False, comment="ISO 8601, UTC"),
)

review_reports = Table(
    "review_reports",
    metadata,
    Column("report_id", ForeignKey("reports.id"), primary_key=True, autoincrement=False),
    Column("version", Integer, nullable=False, comment="grows with every save"),
    Column("state", Text, nullable=False, comment="unassigned, in_review, signed_off, sent_back, reopened"),
    Column("assignee", Text, comment="login"),
    Column("changed_at", Text, comment="of the last save, ISO 8601, UTC"),
    Column("revision", Integer, nullable=False, comment="of the report, that the counts are of"),
    Column("decided", Integer, nullable=False, comment="decisions on findings that the counts know"),
    Column("corrections", Integer, nullable=False, comment="values that stand corrected"),
    Column("in_doubt", Integer, nullable=False, comment="corrections of values that read otherwise now"),
    Column("errors", Integer, nullable=False, comment="open findings: failed checks that are errors"),
    Column("warnings", Integer, nullable=False, comment="open findings: other failed checks"),
    Column("disagreements", Integer, nullable=False, comment="open findings: engines that read different values"),
    Column("unsure", Integer, nullable=False, comment="open findings: what could not be read or checked for certain"),
    Column("risk", Integer, nullable=False, comment="weighted sum of the counts"),
    Column("rules", Text, comment="JSON: open findings by rule; NULL where they are those of the table findings"),
    Index("ix_review_reports_state_risk", "state", "risk"),
    Index("ix_review_reports_assignee", "assignee", "state"),
    Index("ix_review_reports_risk", "risk", "report_id"),
)

entries = Table(
    "review_entries",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("report_id", ForeignKey("reports.id"), nullable=False),
    Column("lane", Integer, nullable=False, comment="0 the review; else the sample of a blind second review"),
    Column("version", Integer, nullable=False, comment="of the lane, that this save made"),
    Column("step", Integer, nullable=False, comment="which edit of the save; undone as a whole"),
    Column("kind", Text, nullable=False, comment="correction, decision, effect, state, settlement"),
    Column("path", Text, nullable=False, comment="of the value, finding or state"),
    Column("base", Text, comment="JSON: what was printed and read there then; NULL where nothing was"),
    Column("old", Text, comment="JSON: what held before; NULL is as read"),
    Column("new", Text, comment="JSON: what holds now; NULL is as read"),
    Column("cause", Text, comment="extraction, source; NULL where it is no correction"),
    Column("reason", Text, nullable=False),
    Column("by", Text, nullable=False, comment="login"),
    Column("at", Text, nullable=False, comment="ISO 8601, UTC"),
    Column("revision", Integer, nullable=False, comment="of the report then"),
    Column("undoes", Text, comment="version.step that this takes back"),
    UniqueConstraint("report_id", "lane", "version", "step", "path", name="uq_review_entries_place"),
    Index("ix_review_entries_kind", "kind", "path", "report_id"),
)

samples = Table(
    "review_samples",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", Text, nullable=False),
    Column("by", Text, nullable=False, comment="login"),
    Column("at", Text, nullable=False, comment="ISO 8601, UTC"),
    Column("seed", Integer, nullable=False),
)

sampled = Table(
    "review_sampled",
    metadata,
    Column("sample_id", ForeignKey("review_samples.id"), primary_key=True),
    Column("report_id", ForeignKey("reports.id"), primary_key=True),
    Column("revision", Integer, nullable=False, comment="of the report, that is reviewed again"),
    Column("first_version", Integer, nullable=False, comment="of the first review, when it was drawn"),
    Column("first", Text, nullable=False, comment="login of who signed off"),
    Column("second", Text, nullable=False, comment="login of who reviews again"),
    Column("version", Integer, nullable=False, comment="of the second review"),
    Column("done", Boolean, nullable=False),
    Column("plants", Text, nullable=False, comment="JSON: path → wrong value shown to the second reviewer"),
    Index("ix_review_sampled_second", "second", "done"),
)
