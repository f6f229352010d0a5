"""A running service on each database; the tests of a module share it."""

import threading
from contextlib import contextmanager

import httpx
import pytest
import uvicorn

from extractor.config import load_settings
from extractor.jobs.worker import Worker
from extractor.review.accounts import Accounts
from extractor.review.people import LOCAL, Role
from extractor.service.app import create_app
from extractor.service.settings import ServiceSettings
from extractor.service.tokens import Scope, Tokens
from extractor.storage import open_store
from tests.review.made_up import entry

ALL = tuple(Scope)


class Running:
    """The service, its store, and clients with tokens."""

    def __init__(self, store, config, address, desk):
        self.store, self.config, self.address, self.desk = store, config, address, desk
        self.tokens = Tokens(store)

    def client(self, login="anna", scopes=ALL, **headers):
        _, text = self.tokens.add(login, scopes, "test")
        return self.bare(Authorization=f"Bearer {text}", **headers)

    def bare(self, **headers):
        return httpx.Client(base_url=self.address, headers=headers, timeout=60, trust_env=False)

    def work(self):
        Worker(self.store, self.config).run(threading.Event(), once=True)


@contextmanager
def running(url, folder, **settings):
    config = load_settings(data_dir=folder, database_url=url)
    with open_store(url) as store:
        app = create_app(store, config, ServiceSettings(**({"rate": 100_000} | settings)))
        server = uvicorn.Server(uvicorn.Config(app, port=0, log_config=None, lifespan="on"))
        thread = threading.Thread(target=server.run, daemon=True)
        thread.start()
        while not server.started:
            assert thread.is_alive()
        port = server.servers[0].sockets[0].getsockname()[1]
        try:
            yield Running(store, config, f"http://127.0.0.1:{port}", app.state.desk)
        finally:
            server.should_exit = True
            thread.join()


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def module_url(request, tmp_path_factory):
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path_factory.mktemp('store') / 'store.db'}"
        return
    with request.getfixturevalue("postgres").database() as given:
        yield given


@pytest.fixture(scope="module")
def service(module_url, tmp_path_factory):
    with running(module_url, tmp_path_factory.mktemp("data")) as started:
        accounts = Accounts(started.store)
        accounts.add(LOCAL, "root", "Root", Role.ADMINISTRATOR)
        for login, role in (("anna", Role.REVIEWER), ("bo", Role.REVIEWER), ("lee", Role.LEAD), ("rita", Role.READER)):
            accounts.add(LOCAL, login, login.title(), role)
        yield started


@pytest.fixture
def client(service):
    with service.client() as opened:
        yield opened


@pytest.fixture(scope="module")
def report_id(service):
    return service.store.save(entry()).report_id
