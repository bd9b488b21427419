"""The project's own program in front of its own pack, with its own levels and exemptions."""

import json
from collections import Counter

import pytest
from pack import files
from pack.configuration import Configuration
from pack.exemptions import Exemption
from pack.rule import Level
from rules.catalogue import RULES

from tests.components.whole_program import EVERY_OPTION
from tests.policies.judged import TODAY, program, reports
from tests.programs import ROOT
from tests.up.test_options import OPTIONS

STAGING_OPTIONS = {
    key: value if isinstance(value, str) else json.dumps(value) for key, value in OPTIONS.items()
}
OWN = files.referee(ROOT / "policies", RULES, TODAY)
STACKS = ["prod", "staging", "local"]
UNJUDGED = {"iam/rolePolicy:RolePolicy": 12, "s3/bucketPolicy:BucketPolicy": 2, "s3/bucket:Bucket": 1}
"""By type, what the first preview of an empty stack cannot judge: policies that name a key or a distribution
by the ARN that AWS will give it."""


@pytest.mark.parametrize("stack", STACKS)
def test_the_program_passes(stack: str) -> None:
    found = reports(program(stack), configuration=OWN.configuration, exemptions=OWN.exemptions)
    unjudged = [each for each in found if "not judged in" in each.message]
    others = [f"{each.rule.id} {each.urn}: {each.message}" for each in found if each not in unjudged]
    assert others == []
    types = Counter(each.urn.split("::")[2].rpartition("$aws:")[2] for each in unjudged if each.urn)
    assert types == UNJUDGED


@pytest.mark.parametrize(
    ("stack", "options"), [("prod", EVERY_OPTION), ("staging", STAGING_OPTIONS)], ids=["prod", "staging"]
)
def test_the_program_passes_with_other_options(stack: str, options: dict[str, str]) -> None:
    found = reports(program(stack, **options), configuration=OWN.configuration)
    assert [f"{each.rule.id} {each.urn}" for each in found if each.level == Level.MANDATORY] == []


def test_nothing_is_loosened_that_need_not_be() -> None:
    """Without a level of config.yaml, its rule finds something in some stack."""
    loosened = {id_ for id_, choice in OWN.configuration.choices.items() if choice.level}
    found = {
        each.rule.id for stack in STACKS for each in reports(program(stack), configuration=Configuration())
    }
    assert loosened <= found


def test_every_exemption_has_its_reason() -> None:
    assert all(isinstance(each, Exemption) and each.reason for each in OWN.exemptions)
