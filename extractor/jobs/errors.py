"""What can't be done with a job."""

from __future__ import annotations

from extractor.errors import NianbaoError


class JobError(NianbaoError):
    """The job can't be made or changed."""

    message_id = "jobs.broken"


class JobNotFoundError(JobError):
    """There is no job with that id."""

    message_id = "jobs.not_found"


class LeaseLostError(JobError):
    """Another worker has taken the job over; nothing of this one's is stored any more."""

    message_id = "jobs.lost"
