"""What every test runs under: no network beyond this machine, hypothesis without deadlines on shared machines."""

import ipaddress
import socket
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.postgres import postgres  # noqa: F401

settings.register_profile("shared machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("shared machine")

SHARED = Path(__file__).parents[2] / "shared"


@pytest.fixture(scope="session")
def shared():
    """The folder of real reports and their gold, which only the project's developers have."""
    if not (SHARED / "gold").is_dir():
        pytest.skip("the real reports of ../shared are not part of the project")
    return SHARED


@pytest.fixture(autouse=True)
def _no_network(monkeypatch):
    connect = socket.socket.connect

    def guarded(self, address):
        if self.family in (socket.AF_INET, socket.AF_INET6) and not _is_loopback(address[0]):
            raise RuntimeError(f"a test tried to reach {address[0]}")
        return connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", guarded)


def _is_loopback(host):
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
