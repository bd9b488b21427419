"""The project's own program in front of its own pack."""

import pytest
from pack.rule import Level

from tests.policies.judged import program, reports


@pytest.mark.parametrize("stack", ["prod", "staging", "local"])
def test_the_program_passes(stack: str) -> None:
    stops = [
        f"{each.rule.id} {each.urn}: {each.message}"
        for each in reports(program(stack))
        if each.level == Level.MANDATORY
    ]
    assert stops == []
