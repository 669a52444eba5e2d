"""The API attacked by its own description: whatever is sent, the answer is one that the description tells of.

A filter may be of the right form and still be refused, as "bbox=x" is: that is no fault.
"""

from pathlib import Path
from shutil import copyfile
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis import Case
from schemathesis.schemas import APIOperation
from schemathesis.specs.openapi.checks import positive_data_acceptance
from tests.serve.api.conftest import running

from marsad.serve.api.settings import Settings

EXAMPLES = 6  # requests an operation


@pytest.mark.slow
def test_answers_are_as_described(examples: Path, tmp_path: Path) -> None:
    attacked = 0
    with running(copyfile(examples, tmp_path / "ledger.db"), Settings()) as server:
        headers = {"X-CSRF-Token": server.client().get("/me").json()["csrf"]}
        schema = schemathesis.openapi.from_url(f"{server.base}/api/v1/openapi.json")
        for found in schema.get_all_operations():
            operation: APIOperation[Any, Any, Any, Any] = found.ok()  # type: ignore[union-attr]

            @given(case=operation.as_strategy())
            @settings(max_examples=EXAMPLES, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
            def attack(case: "Case[Any]") -> None:
                case.call_and_validate(headers=headers, excluded_checks=[positive_data_acceptance])

            attack()
            attacked += 1
    assert attacked > 40
