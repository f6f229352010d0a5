"""Figures for Prometheus: requests by route, jobs by state, reports. No name of an issuer or person is among them."""

from __future__ import annotations

import os

from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector

from extractor.jobs import JobQueue, JobState
from extractor.storage import ReportStore
from extractor.storage.access import reading
from extractor.storage.indexing import pending

MEDIA_TYPE = CONTENT_TYPE_LATEST
SHARED = "PROMETHEUS_MULTIPROC_DIR"
"""Names the folder through which several processes of one service count together."""

_BOUNDS = (0.01, 0.025, 0.05, 0.1, 0.2, 0.3, 0.5, 1.0, 2.5, 5.0, 10.0)


class Metrics:
    """The figures of one service."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        self._requests = Counter(
            "nianbao_requests", "Requests answered.", ("method", "route", "status"), registry=self._registry
        )
        self._seconds = Histogram(
            "nianbao_request_seconds", "Time of a request.", ("route",), buckets=_BOUNDS, registry=self._registry
        )

    def request(self, method: str, route: str, status: int, seconds: float) -> None:
        """Count a request."""
        self._requests.labels(method, route, str(status)).inc()
        self._seconds.labels(route).observe(seconds)

    def text(self, store: ReportStore) -> bytes:
        """Return everything that is counted, and how the queue and the store stand now."""
        now = CollectorRegistry()
        jobs = Gauge("nianbao_jobs", "Jobs by state.", ("state",), registry=now)
        queue = JobQueue(store)
        depths = queue.depths()
        for state in JobState:
            jobs.labels(state.value).set(depths.get(state, 0))
        Gauge("nianbao_workers", "Workers that are there.", registry=now).set(len(queue.workers()))
        Gauge("nianbao_reports", "Reports in the store.", registry=now).set(store.count())
        with reading(store) as connection:
            behind = pending(connection)
        Gauge("nianbao_index_pending", "Reports that the index doesn't have as they stand.", registry=now).set(behind)
        counted = self._registry
        if SHARED in os.environ:
            counted = CollectorRegistry()
            MultiProcessCollector(counted)  # type: ignore[no-untyped-call]
        return generate_latest(counted) + generate_latest(now)
