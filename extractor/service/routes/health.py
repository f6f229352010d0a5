"""Whether the service is there, whether it can work, and its figures."""

from __future__ import annotations

from fastapi import APIRouter, Response
from pydantic import BaseModel

from extractor.service.desk import TheDesk
from extractor.service.metrics import MEDIA_TYPE
from extractor.service.problems import RequestError
from extractor.version import __version__

router = APIRouter(tags=["health"])


class Health(BaseModel):
    """That the service is there."""

    status: str
    version: str


@router.get("/health")
def health() -> Health:
    """Say that the process is there; it looks at nothing else."""
    return Health(status="ok", version=__version__)


@router.get("/ready")
def ready(desk: TheDesk) -> Health:
    """Say whether the store answers; else 503."""
    from extractor.errors import StorageError

    try:
        desk.queue.depths()
    except StorageError as error:
        raise RequestError(503, "service.not_ready") from error
    return Health(status="ready", version=__version__)


@router.get("/metrics", response_class=Response, responses={200: {"content": {"text/plain": {}}}})
def metrics(desk: TheDesk) -> Response:
    """Return the figures for Prometheus; no name of an issuer or person is among them."""
    return Response(desk.metrics.text(desk.store), media_type=MEDIA_TYPE)
