"""Work in the background: files handed in, read by workers that may be killed at any moment, each read once."""

from extractor.jobs.errors import JobError, JobNotFoundError
from extractor.jobs.model import EXTRACT, ItemState, Job, JobFile, JobItem, JobState, Problem
from extractor.jobs.queue import JobQueue

__all__ = [
    "EXTRACT", "ItemState", "Job", "JobError", "JobFile", "JobItem", "JobNotFoundError", "JobQueue", "JobState",
    "Problem",
]  # fmt: skip
