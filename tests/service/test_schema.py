"""Schemathesis against the running service: what the description says holds for whatever is sent."""

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis import checks

from tests.storage.fictional import entry

CHECKS = (
    checks.not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_schema_conformance,
    checks.response_headers_conformance,
)


@pytest.fixture(scope="module")
def described(service):
    service.store.save_many(entry(number) for number in range(3))
    return schemathesis.openapi.from_url(f"{service.address}/openapi.json")


@pytest.fixture(scope="module")
def bearer(service):
    return service.client("anna").headers["authorization"]


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_service_keeps_to_its_description(described, bearer):
    failed = []
    for operation in (result.ok() for result in described.get_all_operations()):

        @settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck), database=None)
        @given(case=operation.as_strategy())
        def check(case):
            case.call_and_validate(headers={"Authorization": bearer}, timeout=60, checks=CHECKS)

        try:
            check()
        except Exception as error:  # each address is tried, then all that failed are told
            failed.append(f"{operation.label}: {error}")
    assert not failed, "\n".join(failed)
