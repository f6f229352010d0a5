"""The application: routes, errors and the edge put together over one store."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import ExitStack, asynccontextmanager
from functools import partial
from typing import TYPE_CHECKING, Any

from anyio import create_task_group
from anyio.to_thread import current_default_thread_limiter, run_sync
from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from extractor.service.desk import open_desk
from extractor.service.edge import Edge
from extractor.service.problems import MEDIA_TYPE, Problem, add_handlers
from extractor.service.routes import exports, health, jobs, questions, reports, review, runs
from extractor.service.settings import ServiceSettings, load_service_settings
from extractor.version import __version__

if TYPE_CHECKING:
    from extractor.config import Settings
    from extractor.storage import ReportStore

_THREADS = 8
"""Requests that are worked on at once by a process; the others wait in turn. More only take its one core from each
other, and connections from the database."""
_ABOUT = (
    "政府信息公开工作年度报告: read, checked, reviewed, questioned. Every value comes with its place in the source. "
    "Errors are `application/problem+json`; lists go on with the cursor `next`. Messages are Chinese, or English where "
    "`Accept-Language` begins with `en`."
)
_PROBLEMS: dict[int | str, dict[str, Any]] = {
    401: {"model": Problem, "description": "No token, or none that holds."},
    403: {"model": Problem, "description": "The token or its person may not do this."},
    404: {"model": Problem, "description": "There is none."},
    409: {"model": Problem, "description": "Not in the state it is in."},
    413: {"model": Problem, "description": "Too large."},
    422: {"model": Problem, "description": "Not understood."},
    429: {"model": Problem, "description": "Too many requests; `Retry-After` says when."},
    503: {"model": Problem, "description": "The store does not answer now."},
}


def create_app(store: ReportStore, config: Settings, settings: ServiceSettings) -> FastAPI:
    """Return the application over a store, which stays open as long as it serves."""
    stack = ExitStack()
    desk = open_desk(stack, store, config, settings)

    @asynccontextmanager
    async def life(_: FastAPI) -> AsyncIterator[None]:
        current_default_thread_limiter().total_tokens = _THREADS
        await run_sync(desk.load_words)
        async with create_task_group() as tasks:
            tasks.start_soon(partial(run_sync, desk.warm_up, limiter=desk.asking))
            with stack:
                yield

    shown = {"docs_url": "/docs" if settings.docs else None, "redoc_url": None}
    app = FastAPI(title="nianbao", version=__version__, description=_ABOUT, lifespan=life, **shown)  # type: ignore[arg-type]
    app.state.desk = desk
    app.openapi = lambda: _described(app)  # type: ignore[method-assign]
    add_handlers(app)
    for module in (jobs, reports, review, questions, exports, runs):
        app.include_router(module.router, responses=_PROBLEMS)
    app.include_router(health.router, responses={503: _PROBLEMS[503]})
    app.add_middleware(Edge, metrics=desk.metrics, max_request=settings.max_request)
    return app


def _described(app: FastAPI) -> dict[str, Any]:
    """Return the description of the application, its errors under the media type they are sent with."""
    if app.openapi_schema is None:
        found = get_openapi(title=app.title, version=app.version, description=app.description, routes=app.routes)
        for operation in (one for path in found["paths"].values() for one in path.values()):
            for status, response in operation["responses"].items():
                if status >= "400":
                    response["content"] = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
        app.openapi_schema = found
    return app.openapi_schema


def from_environment() -> FastAPI:
    """Return the application as the environment sets it; for servers that run several processes."""
    import sys

    from extractor.config import load_settings
    from extractor.service.logs import log_to
    from extractor.storage import open_store

    config = load_settings()
    log_to(sys.stderr)
    return create_app(open_store(config.store_url), config, load_service_settings())
