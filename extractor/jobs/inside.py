"""A worker beside the workbench or the service, for an office that runs none of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extractor.config import Settings


def start_worker(config: Settings, log: int | None = subprocess.DEVNULL) -> subprocess.Popen[bytes]:
    """Return a worker in a process of its own, on the store of these settings; it ends when this process has ended.

    Whether one is there already says `JobQueue.workers`; several of them share the jobs.

    Args:
        config: Of the store.
        log: Where its log goes; None is the stderr of this process.
    """
    environment = {**os.environ, "NIANBAO_DATA_DIR": str(config.data_dir), "NIANBAO_LANG": config.lang}
    if config.database_url:
        environment["NIANBAO_DATABASE_URL"] = config.database_url
    if config.settings:
        environment["NIANBAO_SETTINGS"] = str(config.settings)
    command = [sys.executable, "-m", "extractor", "worker", "--parent", str(os.getpid())]
    silent = subprocess.DEVNULL
    return subprocess.Popen(command, env=environment, stdin=silent, stdout=silent, stderr=log)
