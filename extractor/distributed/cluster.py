"""Ray, started on this machine or joined: nothing of it calls home, and no page of it is served."""

from __future__ import annotations

import logging
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from extractor.errors import ConfigError

LOCAL = "ray"
_ADDRESS = re.compile(r"ray://([\w.-]+:\d+)")


def require_place(on: str) -> None:
    """Refuse a place that is neither `ray` nor `ray://HOST:PORT`, or one that needs what is not installed.

    Raises:
        ConfigError: It can't be used.
    """
    from importlib.util import find_spec

    if on != LOCAL and not _ADDRESS.fullmatch(on):
        raise ConfigError("distributed.place", on=on)
    if find_spec("ray") is None:
        raise ConfigError("distributed.no_ray")


@contextmanager
def joined(on: str, workers: int | None = None) -> Iterator[None]:
    """Be part of a cluster for the block.

    Args:
        on: `ray` starts one on this machine that ends with the block; `ray://HOST:PORT` joins the one whose head is
            there, for which this machine must be one of its nodes.
        workers: Of a cluster that is started, how many there are; None is one for each core.

    Raises:
        ConfigError: There is no such cluster.
    """
    os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
    import ray

    address = _ADDRESS.fullmatch(on)
    quiet: dict[str, Any] = {"log_to_driver": False, "logging_level": logging.ERROR, "configure_logging": True}
    if address:
        try:
            ray.init(address=address[1], **quiet)
        except (ConnectionError, RuntimeError, ValueError) as error:
            raise ConfigError("distributed.unreachable", on=on) from error
    else:
        ray.init(num_cpus=workers, include_dashboard=False, _node_ip_address="127.0.0.1", **quiet)
    try:
        yield
    finally:
        ray.shutdown()
